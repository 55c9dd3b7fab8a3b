# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the building as IFC4."""
import math

from ifc_file import NULL, Ifc, Raw
from ifc_parts import ifc_door, ifc_rails, ifc_window
from shapes import rect, turned


def write_ifc(b):
    f = Ifc()
    storey = project_tree(f)
    for part in (walls, rooms, ramps, stairs, edge_rails, furniture, fixtures, parking):
        part(f, b)
    f.rooted('IfcRelAggregates', 'spaces', None, None, storey, f.spaces)
    f.rooted('IfcRelContainedInSpatialStructure', 'contents', None, None, f.contained, storey)
    return f.write()


def project_tree(f):
    """Units, contexts, project, site, building; answers the storey."""
    units = [f.add('IfcSIUnit', Raw('*'), Raw('.LENGTHUNIT.'), Raw('.MILLI.'), Raw('.METRE.')),
             f.add('IfcSIUnit', Raw('*'), Raw('.AREAUNIT.'), None, Raw('.SQUARE_METRE.')),
             f.add('IfcSIUnit', Raw('*'), Raw('.VOLUMEUNIT.'), None, Raw('.CUBIC_METRE.')),
             f.add('IfcSIUnit', Raw('*'), Raw('.PLANEANGLEUNIT.'), None, Raw('.RADIAN.'))]
    assignment = f.add('IfcUnitAssignment', units)
    context = f.add('IfcGeometricRepresentationContext', None, 'Model', 3, 0.0001, f.axes((0, 0, 0)), None)
    f.body = f.add('IfcGeometricRepresentationSubContext', 'Body', 'Model', Raw('*'), Raw('*'), Raw('*'),
                   Raw('*'), context, None,
                   Raw('.MODEL_VIEW.'), None)
    project = f.rooted('IfcProject', 'project', 'Kantor Kelurahan Melati Jaya', None, None, None, None,
                       [context], assignment)
    site_place = f.place(NULL)
    site = f.rooted('IfcSite', 'site', 'Tapak', None, None, site_place, None, None, Raw('.ELEMENT.'), None,
                    None, None, None, None)
    building_place = f.place(site_place)
    building = f.rooted('IfcBuilding', 'building', 'Kantor Kelurahan Melati Jaya',
                        'Pelayanan terpadu satu pintu', None, building_place, None,
                        None, Raw('.ELEMENT.'), None, None, None)
    f.ground = f.place(building_place)
    storey = f.rooted('IfcBuildingStorey', 'storey', 'Lantai 1', None, None, f.ground, None, None,
                      Raw('.ELEMENT.'), 0.0)
    for i, (whole, part) in enumerate(((project, site), (site, building), (building, storey))):
        f.rooted('IfcRelAggregates', 'structure %d' % i, None, None, whole, [part])
    return storey


def walls(f, b):
    """Walls, their openings, doors and windows."""
    door_types = {}
    doors = {d.code: d for d in b.doors}
    windows = {w.code: w for w in b.windows}
    for w in b.walls.values():
        wall = f.product('IfcWall', w.code, w.code, None,
                         f.shape(f.prism(rect(w.x0, w.y0, w.x1, w.y1), w.z, w.z + w.height)), w.code,
                         Raw('.SOLIDWALL.'))
        for h in sorted(w.holes, key=lambda h: h.a):
            hole = rect(h.a, w.y0, h.b, w.y1) if w.axis == 'x' else rect(w.x0, h.a, w.x1, h.b)
            opening = f.product('IfcOpeningElement', h.code, 'Lubang ' + h.code, None,
                                f.shape(f.prism(hole, w.z + h.sill, w.z + h.head)), None,
                                Raw('.OPENING.'), keep=False)
            f.rooted('IfcRelVoidsElement', h.code, None, None, wall, opening)
            if h.kind == 'door':
                filling = ifc_door(f, doors[h.code], door_types)
                f.contained.append(filling)
            else:
                filling = ifc_window(f, windows[h.code])
            f.rooted('IfcRelFillsElement', h.code, None, None, opening, filling)
    for i, c in enumerate(b.columns):
        code = 'K-%02d' % (i + 1)
        body = f.prism(rect(c.x0, c.y0, c.x1, c.y1), c.z, c.z + c.height)
        f.product('IfcColumn', code, code, None, f.shape(body), code, Raw('.COLUMN.'))


def rooms(f, b):
    """Rooms and the slabs under them."""
    for r in b.rooms:
        shape = f.shape(f.prism(r.polygon, r.z, r.z + 2700))
        space = f.rooted('IfcSpace', r.code, r.code, None, None, f.place(f.ground), shape, r.name,
                         Raw('.ELEMENT.'),
                         Raw('.INTERNAL.' if r.indoor else '.EXTERNAL.'), float(r.z))
        f.spaces.append(space)
        edges = zip(r.polygon, r.polygon[1:] + r.polygon[:1])
        area = abs(sum(p[0] * q[1] - q[0] * p[1] for p, q in edges)) / 2e6
        quantity = f.add('IfcQuantityArea', 'NetFloorArea', None, None, area, None)
        qset = f.rooted('IfcElementQuantity', r.code, 'Qto_SpaceBaseQuantities', None, None, [quantity])
        f.rooted('IfcRelDefinesByProperties', r.code + ' qto', None, None, [space], qset)
        if r.name != 'KORIDOR RAM':
            code = 'LT-' + r.code
            f.product('IfcSlab', code, code, None, f.shape(f.prism(r.polygon, r.z - 120, r.z)), code,
                      Raw('.FLOOR.'))


def ramps(f, b):
    """Ramps: flights, landings, kerbs are parts of the ramp."""
    for r in b.ramps:
        parts = []
        ramp = f.product('IfcRamp', r.code, r.code, r.name, NULL, r.code, Raw('.STRAIGHT_RUN_RAMP.'))
        dx, dy = r.head[0] - r.foot[0], r.head[1] - r.foot[1]
        run = math.hypot(dx, dy)
        u = (dx / run, dy / run)
        rise = r.z1 - r.z0
        width = (r.flight[2][0] - r.flight[0][0]) if u[0] == 0 else (r.flight[2][1] - r.flight[0][1])

        def slope_body(left, wide, low, high):
            """A body that follows the flight; `left` from the centre line to its left side."""
            o = (r.foot[0] - u[1] * left, r.foot[1] + u[0] * left, r.z0)
            return f.side([(0, low), (run, rise + low), (run, rise + high), (0, high)], o, u, wide)
        parts.append(f.product('IfcRampFlight', r.code + '/1', r.code + '/1', None,
                               f.shape(slope_body(width / 2, width, -100, 0)), None,
                               Raw('.STRAIGHT.'), keep=False))
        for i, (pts, z) in enumerate(r.landings):
            code = '%s/BORDES-%d' % (r.code, i + 1)
            parts.append(f.product('IfcSlab', code, code, None, f.shape(f.prism(pts, z - 100, z)), None,
                                   Raw('.LANDING.'), keep=False))
        for i, k in enumerate(r.kerbs):
            code = '%s/KANSTIN-%d' % (r.code, i + 1)
            middle = (k[0][0] + k[2][0]) / 2 - r.foot[0], (k[0][1] + k[2][1]) / 2 - r.foot[1]
            left = 75 + middle[1] * u[0] - middle[0] * u[1]
            parts.append(f.product('IfcBuildingElementProxy', code, code, 'Kanstin',
                                   f.shape(slope_body(left, 150, 0, r.kerb_height)), None,
                                   Raw('.ELEMENT.'), keep=False))
            f.properties(parts[-1], code, 'Pset_KerbCommon',
                         [('Upstand', 'IfcPositiveLengthMeasure', float(r.kerb_height))])
        for rail in b.rails:
            if rail.parent == r.code:
                parts += ifc_rails(f, rail)
        f.rooted('IfcRelAggregates', r.code, None, None, ramp, parts)


def stairs(f, b):
    for s in b.stairs:
        stair = f.product('IfcStair', s.code, s.code, s.name, NULL, s.code, Raw('.STRAIGHT_RUN_STAIR.'))
        u = (0, 1) if s.up == 'n' else (0, -1)
        n, t = s.risers, s.tread
        riser = (s.z1 - s.z0) / n
        pts = [(0, 0)]
        for k in range(n - 1):
            pts += [(k * t, (k + 1) * riser), ((k + 1) * t, (k + 1) * riser)]
        pts.append(((n - 1) * t, 0))
        width = s.x1 - s.x0
        left = s.x0 if s.up == 'n' else s.x1
        origin = (left, s.y0 if s.up == 'n' else s.y1, s.z0)
        flight = f.product('IfcStairFlight', s.code + '/1', s.code + '/1', None,
                           f.shape(f.side(pts, origin, u, width)), None, n, n - 1,
                           float(riser), float(t), Raw('.STRAIGHT.'), keep=False)
        f.rooted('IfcRelAggregates', s.code, None, None, stair, [flight])
        if s.z1 > 1000:   # the platform the stairs lead to
            y = s.y1
            f.product('IfcSlab', s.code + '/PELAT', s.code + '/PELAT', s.name,
                      f.shape(f.prism(rect(s.x0, y, s.x1, y + 1500), s.z1 - 120, s.z1)),
                      None, Raw('.LANDING.'))


def edge_rails(f, b):
    for r in b.rails:
        if not r.parent:
            ifc_rails(f, r)


def furniture(f, b):
    """Counters, furniture, seats."""
    for c in b.counters:
        outline = rect(c.x0, c.y0, c.x1, c.y1)
        f.product('IfcFurniture', c.code, c.code, 'Loket', f.shape(f.prism(outline, c.z, c.z + c.top)), None,
                  Raw('.USERDEFINED.'),
                  description=c.name)
    for i in b.furniture:
        kind = {'MEJA': '.TABLE.', 'KURSI': '.USERDEFINED.', 'LEMARI': '.FILECABINET.'}[i.kind]
        f.product('IfcFurniture', i.code, i.code, 'Perabot' if i.kind == 'KURSI' else i.kind.capitalize(),
                  f.shape(f.prism(rect(i.x0, i.y0, i.x1, i.y1), i.z, i.z + i.height)), None, Raw(kind),
                  description=i.name)
    for s in b.seats:
        f.product('IfcFurniture', s.code, s.code, 'Kursi tunggu',
                  f.shape(f.prism(rect(s.x, s.y, s.x + s.size, s.y + s.size), 0, s.height)),
                  None, Raw('.CHAIR.'))


def fixtures(f, b):
    """Sanitary fixtures and guiding tiles."""
    for s in b.sanitary:
        kind = {'KLOSET': '.TOILETPAN.', 'WASTAFEL': '.WASHHANDBASIN.', 'URINOIR': '.URINAL.'}[s.kind]
        body = turned(rect(-s.width / 2, 0, s.width / 2, s.depth), s.x, s.y, (s.turn - 90) % 360)
        low = s.z if s.kind == 'KLOSET' else s.z + s.height - 250
        f.product('IfcSanitaryTerminal', s.code, s.code, s.kind.capitalize(),
                  f.shape(f.prism(body, low, s.z + s.height)), None, Raw(kind))
    for t in b.tactile:
        words = 'Ubin peringatan' if t.kind == 'warning' else 'Ubin pemandu'
        f.product('IfcBuildingElementProxy', t.code, t.code, words, f.shape(f.prism(t.polygon, t.z, t.z + 5)),
                  None, Raw('.ELEMENT.'))


def parking(f, b):
    for q in b.parking:
        bay = f.rooted('IfcSpace', q.code, q.code, None, 'Petak parkir', f.place(f.ground),
                       f.shape(f.prism(q.polygon, -450, 1750)),
                       q.code + (' PARKIR DIFABEL' if q.accessible else ' PARKIR'), Raw('.ELEMENT.'),
                       Raw('.PARKING.'), -450.0)
        f.properties(bay, q.code, 'Pset_SpaceCommon',
                     [('HandicapAccessible', 'IfcBoolean', bool(q.accessible)),
                      ('IsExternal', 'IfcBoolean', True)])
        f.spaces.append(bay)
