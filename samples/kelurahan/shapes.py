# SPDX-License-Identifier: GPL-3.0-or-later
"""What the building and both writers share: the sizes of walls and doors, records and plane geometry."""

WALL = 150          # thickness of every wall
JAMB = 60           # frame (kusen) 60 x 150
REBATE = 10         # depth of the rebate that the leaf shuts into
LEAF = 40           # thickness of a leaf
GAP = 3             # between leaf and frame
HINGE = JAMB - REBATE + GAP               # from the edge of the hole to the edge of the leaf
# Opened 90 degrees the leaf stands on its hinge edge and takes LEAF of the hole; the other jamb takes JAMB.
HOLE_MINUS_CLEAR = HINGE + LEAF + JAMB    # 153
DOOR_HEIGHT = 2100
WALL_HEIGHT = 3200


def rect(x0, y0, x1, y1):
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


class Thing(dict):
    """A record with named fields."""
    __getattr__ = dict.__getitem__


def pieces(w):
    """The wall between its holes, in plan."""
    ends = [(h.a, h.b) for h in sorted(w.holes, key=lambda h: h.a)]
    at = w.x0 if w.axis == 'x' else w.y0
    stop = w.x1 if w.axis == 'x' else w.y1
    out = []
    for a, b in ends + [(stop, stop)]:
        if a > at:
            out.append(rect(at, w.y0, a, w.y1) if w.axis == 'x' else rect(w.x0, at, w.x1, a))
        at = b
    return out


def door_frame(d):
    """Insertion point, rotation in degrees and mirror of a door's own frame: origin at the hinge end of the
    hole on the face the leaf swings to, x along the hole, y to the swing side."""
    w = d.wall
    if w.axis == 'x':
        face = w.y1 if d.swing == '+' else w.y0
        at = (d.a if d.hinge == 'lo' else d.b, face)
        turn = 0 if d.swing == '+' else 180
        mirror = (d.hinge == 'hi') == (d.swing == '+')
    else:
        face = w.x1 if d.swing == '+' else w.x0
        at = (face, d.a if d.hinge == 'lo' else d.b)
        turn = 270 if d.swing == '+' else 90
        mirror = (d.hinge == 'lo') == (d.swing == '+')
    return at, turn, mirror


def jamb(hole, far):
    """Frame profile at one end of the hole, in the door's own frame: y 0 at the swing face, down to -WALL."""
    pts = [(0, 0), (JAMB - REBATE, 0), (JAMB - REBATE, -LEAF - GAP), (JAMB, -LEAF - GAP), (JAMB, -WALL),
           (0, -WALL)]
    return [(hole - x, y) for x, y in reversed(pts)] if far else pts


def turned(pts, x, y, degrees):
    c, s = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[degrees]
    return [(x + px * c - py * s, y + px * s + py * c) for px, py in pts]


def treads(s):
    """Front edge of every riser, from the foot up."""
    n = s.risers
    if s.up == 'n':
        return [((s.x0, s.y0 + k * s.tread), (s.x1, s.y0 + k * s.tread)) for k in range(n)]
    return [((s.x0, s.y1 - k * s.tread), (s.x1, s.y1 - k * s.tread)) for k in range(n)]


def metres(z):
    return ('%+.3f' % (z / 1000.0)) if z else '%%p0.000'


def num(v):
    """Shortest text of a number that keeps 0.0001 mm."""
    s = '%.4f' % v
    s = s.rstrip('0')
    return s + '0' if s.endswith('.') else s
