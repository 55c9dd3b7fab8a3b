# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the building as a plan on Indonesian layers."""
import math

from dxf_file import Dxf
from shapes import HINGE, LEAF, WALL, door_frame, jamb, metres, num, pieces, rect, treads


def door_block(f, d):
    """The block of a door of one size: jambs, leaf opened 90 degrees, arc; in its own frame (door_frame)."""
    name = 'PINTU-%s-%s' % ('GANDA' if d.leaves == 2 else 'TUNGGAL', num(d.hole).rstrip('0').rstrip('.'))

    def draw(o):
        es = [f.polyline('PINTU', jamb(d.hole, False), o), f.polyline('PINTU', jamb(d.hole, True), o)]
        es.append(f.polyline('PINTU', rect(HINGE, 0, HINGE + LEAF, d.leaf), o))
        es.append(f.arc('PINTU', (HINGE, 0), d.leaf, 0, 90, o))
        if d.leaves == 2:
            x = d.hole - HINGE
            es.append(f.polyline('PINTU', rect(x - LEAF, 0, x, d.leaf), o))
            es.append(f.arc('PINTU', (x, 0), d.leaf, 90, 180, o))
        return es
    f.block(name, draw, [('KODE', 'Kode pintu'), ('BAHAN', 'Bahan daun pintu')])
    return name


SHEET = (-22500, -19500, 43000, 27000)


def write_dxf(b):
    f = Dxf()
    f.model = f.next()
    f.defining = False
    # The stairs come last, because the number of lines of a stair is one of the parameters.
    for part in (walls, doors, windows, rooms, ramps, rails, counters, furniture, sanitary, ground, words,
                 axes, sheet, stairs):
        part(f, b)
    return f.write(SHEET)


def walls(f, b):
    m = f.model
    for w in b.walls.values():
        for piece in pieces(w):
            f.add(f.polyline('DINDING', piece, m))
    for c in b.columns:
        f.add(f.polyline('KOLOM', rect(c.x0, c.y0, c.x1, c.y1), m))


def doors(f, b):
    for d in b.doors:
        name = door_block(f, d)
        at, turn, mirror = door_frame(d)
        f.insert('PINTU', name, at, turn, mirror, {'KODE': d.code, 'BAHAN': d.material})


def windows(f, b):
    for w in b.windows:
        def draw(o, w=w):
            return [f.polyline('JENDELA', rect(0, -WALL, 50, 0), o),
                    f.polyline('JENDELA', rect(w.width - 50, -WALL, w.width, 0), o),
                    f.line('JENDELA', (0, 0), (w.width, 0), o),
                    f.line('JENDELA', (0, -WALL), (w.width, -WALL), o),
                    f.line('JENDELA', (50, -WALL / 2), (w.width - 50, -WALL / 2), o)]
        name = 'JENDELA-%d' % w.width
        f.block(name, draw, [('KODE', 'Kode jendela')])
        wall = w.wall
        at, turn = ((w.a, wall.y1), 0) if wall.axis == 'x' else ((wall.x0, w.a), 90)
        f.insert('JENDELA', name, at, turn, False, {'KODE': w.code})


def rooms(f, b):
    m = f.model
    for r in b.rooms:
        f.add(f.polyline('RUANG', r.polygon, m))
        f.add(f.text('RUANG', r.label, 220 if len(r.name) > 12 else 260, r.name, m))


def ramps(f, b):
    m = f.model
    for r in b.ramps:
        f.add(f.polyline('RAM', r.flight, m))
        f.add(f.line('RAM', r.foot, r.head, m))
        dx, dy = r.head[0] - r.foot[0], r.head[1] - r.foot[1]
        length = math.hypot(dx, dy)
        ux, uy = dx / length, dy / length
        for side in (1, -1):
            f.add(f.line('RAM', (r.head[0] - 300 * ux + side * 150 * uy,
                                 r.head[1] - 300 * uy - side * 150 * ux), r.head, m))
        f.add(f.text('TEKS', ((r.foot[0] + r.head[0]) / 2,
                              (r.foot[1] + r.head[1]) / 2 + (150 if r.indoor or uy == 0 else 0)), 160,
                     r.code + ' ' + r.name, m, turn=90 if ux == 0 and not r.indoor else 0))
        for pts, _ in r.landings:
            f.add(f.polyline('RAM-BORDES', pts, m))
        for k in r.kerbs:
            f.add(f.polyline('KANSTIN', k, m))


def rails(f, b):
    m = f.model
    for r in b.rails:
        f.add(f.polyline('RAILING', r.line, m, closed=False))


def counters(f, b):
    m = f.model
    for c in b.counters:
        w, h = (c.x1 - c.x0, c.y1 - c.y0)
        long_side = max(w, h)
        depth = min(w, h)
        name = 'LOKET-%d' % long_side

        def draw(o, long_side=long_side, depth=depth):
            # Own frame: the client stands at y < 0.
            return [f.polyline('LOKET', rect(0, 0, long_side, depth), o)]
        f.block(name, draw, [('KODE', 'Kode loket'), ('TINGGI', 'Tinggi meja, mm')])
        at, turn = ((c.x0, c.y1), 270) if c.client == 180 else ((c.x0, c.y0), 0)
        f.insert('LOKET', name, at, turn, False, {'KODE': c.code,
                                                  'TINGGI': num(c.top).rstrip('0').rstrip('.')})
        f.add(f.text('TEKS', (c.x0 + w / 2, c.y0 + h / 2), 140, c.name, m, turn=0 if w > h else 90))


def furniture(f, b):
    for s in b.seats:
        f.block('KURSI-TUNGGU', lambda o: [f.polyline('KURSI', rect(0, 0, 450, 450), o),
                                           f.line('KURSI', (60, 0), (60, 450), o)],
                [('KODE', 'Kode kursi')])
        f.insert('KURSI', 'KURSI-TUNGGU', (s.x, s.y), 0, False, {'KODE': s.code})
    for i in b.furniture:
        layer = {'MEJA': 'MEJA', 'KURSI': 'PERABOT', 'LEMARI': 'PERABOT'}[i.kind]
        name = '%s-%dX%d' % (i.kind, i.x1 - i.x0, i.y1 - i.y0)
        outline = rect(0, 0, i.x1 - i.x0, i.y1 - i.y0)
        f.block(name, lambda o, layer=layer, outline=outline: [f.polyline(layer, outline, o)],
                [('KODE', 'Kode perabot')])
        f.insert(layer, name, (i.x0, i.y0), 0, False, {'KODE': i.code})


def sanitary(f, b):
    for s in b.sanitary:
        def draw(o, s=s):
            w, d = s.width, s.depth
            es = [f.polyline('SANITAIR', rect(-w / 2, 0, w / 2, d), o)]
            if s.kind == 'KLOSET':
                es += [f.line('SANITAIR', (-w / 2, 180), (w / 2, 180), o),
                       f.circle('SANITAIR', (0, d - w / 2 - 30), w / 2 - 50, o)]
            else:
                es += [f.circle('SANITAIR', (0, d / 2), min(w, d) / 2 - 50, o)]
            return es
        name = '%s-%dX%d' % (s.kind, s.width, s.depth)
        f.block(name, draw, [('KODE', 'Kode'), ('JENIS', 'Jenis alat saniter')])
        f.insert('SANITAIR', name, (s.x, s.y), (s.turn - 90) % 360, False, {'KODE': s.code, 'JENIS': s.kind})


def ground(f, b):
    """Guiding tiles and parking bays."""
    m = f.model
    for t in b.tactile:
        f.add(f.polyline('UBIN-PEMANDU', t.polygon, m))
    for q in b.parking:
        f.add(f.polyline('PARKIR', q.polygon, m))
        xs, ys = [v[0] for v in q.polygon], [v[1] for v in q.polygon]
        cx, cy = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        f.add(f.text('TEKS', (cx, max(ys) - 500), 250, q.code, m))
        if q.accessible:
            f.block('SIMBOL-DIFABEL', lambda o: [f.circle('PARKIR', (0, 0), 600, o),
                                                 f.circle('PARKIR', (0, 900), 150, o),
                                                 f.line('PARKIR', (0, 750), (0, 200), o),
                                                 f.line('PARKIR', (0, 200), (500, 200), o),
                                                 f.line('PARKIR', (500, 200), (700, -300), o)],
                    [('KODE', 'Kode petak')])
            f.insert('PARKIR', 'SIMBOL-DIFABEL', (cx, cy - 300), 0, False, {'KODE': q.code})


def words(f, b):
    """Level marks, marked places and notes."""
    m = f.model
    for l in b.levels:
        f.add(f.text('ELEVASI', (l.x, l.y), 160, metres(l.z), m))
    for q in b.marks:
        f.add(f.polyline('TANDA', q.polygon, m))
        xs, ys = [v[0] for v in q.polygon], [v[1] for v in q.polygon]
        f.add(f.text('TEKS', ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2), 110, q.name, m))
    for x, y, words, h in b.notes:
        f.add(f.text('TEKS', (x, y), h, words, m))


def axes(f, b):
    """Column axes with their bubbles, and the dimensions."""
    m = f.model
    for k, x in enumerate((75, 6075, 12075, 18075, 23925)):
        f.add(f.line('AS', (x, -4900), (x, 20500), m))
        f.add(f.circle('AS', (x, -5250), 350, m))
        f.add(f.text('AS', (x, -5250), 250, str(k + 1), m))
    for k, y in enumerate((75, 6975, 15925)):
        f.add(f.line('AS', (-4500, y), (26200, y), m))
        f.add(f.circle('AS', (-4850, y), 350, m))
        f.add(f.text('AS', (-4850, y), 250, 'ABC'[k], m))
    for d in b.dims:
        f.dimension(d)


def sheet(f, _):
    """Border, title block, north arrow."""
    m = f.model
    x0, y0, x1, y1 = SHEET
    f.add(f.polyline('KOP', rect(x0, y0, x1, y1), m))
    kx = 34500
    f.add(f.line('KOP', (kx, y0), (kx, y1), m))
    rows = [(25000, 420, 'PEMERINTAH PROVINSI DKI JAKARTA'), (23800, 520, 'KANTOR KELURAHAN MELATI JAYA'),
            (22600, 380, 'PELAYANAN TERPADU SATU PINTU'),
            (20500, 600, 'DENAH LANTAI 1'), (19300, 350, 'SKALA 1 : 100 (A1)'),
            (18200, 300, 'SATUAN: MILIMETER, ELEVASI: METER'),
            (16500, 350, 'NO. GAMBAR: AR-01'), (15500, 300, 'GAMBAR CONTOH, BUKAN BANGUNAN NYATA')]
    for y, h, words in rows:
        f.add(f.text('KOP', ((kx + x1) / 2, y), h * 0.8, words, m))
    for y in (21500, 17400, 14700):
        f.add(f.line('KOP', (kx, y), (x1, y), m))
    f.add(f.circle('KOP', (38750, 11500), 1200, m))
    f.add(f.polyline('KOP', [(38750, 13200), (38350, 10700), (38750, 11200), (39150, 10700)], m))
    f.add(f.text('KOP', (38750, 13700), 500, 'U', m))


def stairs(f, b):
    m = f.model
    for s in b.stairs:
        f.add(f.polyline('TANGGA', rect(s.x0, s.y0, s.x1, s.y1), m))
        for a, c in treads(s):
            f.add(f.line('TANGGA', a, c, m))
        x = (s.x0 + s.x1) / 2
        foot, head = ((x, s.y0), (x, s.y1)) if s.up == 'n' else ((x, s.y1), (x, s.y0))
        f.add(f.line('TANGGA', foot, head, m))
        k = 1 if s.up == 'n' else -1
        f.add(f.line('TANGGA', (x - 100, head[1] - k * 200), head, m))
        f.add(f.line('TANGGA', (x + 100, head[1] - k * 200), head, m))
        f.add(f.text('TEKS', (s.x1 + 250, (s.y0 + s.y1) / 2), 160, s.code + ' ' + s.name, m, turn=90))
