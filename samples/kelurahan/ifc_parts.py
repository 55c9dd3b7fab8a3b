# SPDX-License-Identifier: GPL-3.0-or-later
"""Doors, rails and windows as IFC products with bodies of their own."""
import math

from ifc_file import Raw
from shapes import DOOR_HEIGHT, GAP, HINGE, JAMB, LEAF, WALL, door_frame, jamb, num, rect


def ifc_door(f, d, types):
    """A door with its frame (jambs with stops, head) and leaves as bodies of their own, in a frame with x
    along the hole and y to the swing side, as ISO 16739 defines it."""
    at, turn, mirror = door_frame(d)
    x = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[turn]
    origin = (at[0] - d.hole * x[0], at[1] - d.hole * x[1]) if mirror else at
    h = DOOR_HEIGHT
    bodies = [f.prism(jamb(d.hole, False), 0, h), f.prism(jamb(d.hole, True), 0, h),
              f.prism(rect(JAMB, -WALL, d.hole - JAMB, -LEAF - GAP), h - JAMB, h)]
    gap = 5   # under the leaf
    bodies.append(f.prism(rect(HINGE, -LEAF, HINGE + d.leaf, 0), gap, h - HINGE))
    if d.leaves == 2:
        bodies.append(f.prism(rect(d.hole - HINGE - d.leaf, -LEAF, d.hole - HINGE, 0), gap, h - HINGE))
    operation = 'SINGLE_SWING_RIGHT' if mirror else 'SINGLE_SWING_LEFT'
    if d.leaves == 2:
        operation = 'DOUBLE_DOOR_SINGLE_SWING'
    main = d.code == 'P-01'
    door = f.rooted('IfcDoor', d.code, d.code, None, 'Pintu utama' if main else 'Pintu',
                    f.place(f.ground, (origin[0], origin[1], d.z), (x[0], x[1], 0)),
                    f.shape(*bodies), d.code, float(h), float(d.hole), Raw('.DOOR.'),
                    Raw('.' + operation + '.'), None)
    key = '%s %s' % (operation, num(d.hole))
    if key not in types:
        lining = f.rooted('IfcDoorLiningProperties', key, None, None, float(WALL), float(JAMB), None, None,
                          None, None, None, None, None, None, None, None, None)
        positions = ['LEFT', 'RIGHT'] if d.leaves == 2 else ['RIGHT' if mirror else 'LEFT']
        panels = [f.rooted('IfcDoorPanelProperties', key + p, None, None, float(LEAF), Raw('.SWINGING.'),
                           1.0 / d.leaves, Raw('.%s.' % p), None)
                  for p in positions]
        types[key] = f.rooted('IfcDoorType', key, 'Pintu ' + num(d.hole).rstrip('0').rstrip('.'), None, None,
                              [lining] + panels, None, None, None,
                              Raw('.DOOR.'), Raw('.' + operation + '.'), True, None)
    f.rooted('IfcRelDefinesByType', d.code, None, None, [door], types[key])
    return door


def ifc_rails(f, r):
    """The rails along one line, one IfcRailing for each height; those of a ramp become its parts."""
    rails = []
    for i, height in enumerate(r.heights):
        code = '%s/%d' % (r.code, i + 1)
        bodies = []
        length = 0
        total = sum(math.hypot(q[0] - p[0], q[1] - p[1]) for p, q in zip(r.line, r.line[1:]))
        for p, q in zip(r.line, r.line[1:]):
            d = math.hypot(q[0] - p[0], q[1] - p[1])
            u = ((q[0] - p[0]) / d, (q[1] - p[1]) / d)
            za = r.z0 + (r.z1 - r.z0) * length / total
            zb = r.z0 + (r.z1 - r.z0) * (length + d) / total
            length += d
            o = (p[0] - u[1] * 20, p[1] + u[0] * 20, 0)
            bodies.append(f.side([(0, za + height - 50), (d, zb + height - 50), (d, zb + height),
                                  (0, za + height)], o, u, 40))
        words = 'Pegangan rambat ' + r.parent if r.parent else 'Railing tepi'
        rail = f.product('IfcRailing', code, code, words, f.shape(*bodies), None,
                         Raw('.HANDRAIL.' if r.parent else '.GUARDRAIL.'), keep=not r.parent)
        f.properties(rail, code, 'Pset_RailingCommon',
                     [('Height', 'IfcPositiveLengthMeasure', float(height))])
        rails.append(rail)
    return rails


def ifc_window(f, w):
    wall = w.wall
    low, high = wall.z + w.sill, wall.z + w.sill + w.height
    along_x = wall.axis == 'x'
    middle = (wall.y0 + wall.y1) / 2 if along_x else (wall.x0 + wall.x1) / 2

    def box(a, b, lo, hi, thick=50):
        near, far = middle - thick / 2, middle + thick / 2
        return f.prism(rect(a, near, b, far) if along_x else rect(near, a, far, b), lo, hi)
    bodies = [box(w.a, w.a + 50, low, high), box(w.b - 50, w.b, low, high),
              box(w.a + 50, w.b - 50, low, low + 50),
              box(w.a + 50, w.b - 50, high - 50, high), box(w.a + 50, w.b - 50, low + 50, high - 50, 8)]
    return f.product('IfcWindow', w.code, w.code, None, f.shape(*bodies), w.code, float(w.height),
                     float(w.width), Raw('.WINDOW.'),
                     Raw('.SINGLE_PANEL.'), None)
