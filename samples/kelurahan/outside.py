# SPDX-License-Identifier: GPL-3.0-or-later
"""The design of what lies around the rooms: terraces, ramps, stairs, parking, tiles; and the plan's marks."""
from shapes import HINGE, HOLE_MINUS_CLEAR, WALL_HEIGHT, Thing, rect


def design(b):
    terrace(b)
    side_ramp(b)
    back_terrace(b)
    towers(b)
    parking(b)
    fences(b)
    guiding_tiles(b)
    level_marks(b)
    notes(b)
    dimensions(b)


def terrace(b):
    p = b.p
    # Terrace along the front, covered walks along both sides, all on the level of the floor.
    leaf = p['P01_CLEAR'] + HOLE_MINUS_CLEAR - 2 * HINGE
    edge = -2600
    t1 = -(leaf + p['T1_DOOR'])                  # top riser of the entrance steps, cut into the terrace
    going = 2 * p['T1_TREAD']
    sx0, sx1 = 8000, 10900
    col = 200
    wt, wb = 24000 + p['SELASAR_T'] + col, -p['SELASAR_B'] - col
    b.terrace_x = (wb, wt)
    b.room('RG-25', 'TERAS', [(wb, edge), (sx0, edge), (sx0, t1), (sx1, t1), (sx1, edge), (wt, edge), (wt, 0),
                              (wb, 0)],
           label=(5000, -1300), indoor=False)
    b.room('RG-26', 'SELASAR TIMUR', rect(24000, 0, 24000 + p['SELASAR_T'], 9200), indoor=False)
    b.room('RG-27', 'SELASAR BARAT', rect(-p['SELASAR_B'], 0, 0, 9200), indoor=False)
    for x in (wt - col, wb):
        for y in (900, 3800, 6700, 9000):
            b.columns.append(Thing(x0=x, y0=y, x1=x + col, y1=y + col, z=0, height=WALL_HEIGHT, code='K-SEL'))
    for x in (wb, 3000, 7600, 11300, 15600, 20000, wt - col):
        b.columns.append(Thing(x0=x, y0=edge, x1=x + col, y1=edge + col, z=0, height=WALL_HEIGHT, code='K-T'))
    b.door('P-19', 'DB', 7350, p['P19_CLEAR'], 'lo', '+')
    b.door('P-20', 'DT', 7350, p['P20_CLEAR'], 'lo', '-')
    # Entrance steps.
    b.stairs.append(Thing(code='T-1', name='TANGGA DEPAN', x0=sx0, y0=t1 - going, x1=sx1, y1=t1, risers=3,
                          tread=p['T1_TREAD'],
                          up='n', z0=p['T1_FOOT'], z1=0))
    # Front ramp R-1 runs along the terrace, from east up to the west.
    width, run, landing, kerb = p['R1_WIDTH'], p['R1_RUN'], p['R1_LANDING'], 150
    y1 = edge - kerb
    y0 = y1 - width
    hx = 13300
    top, foot = rect(hx - 1600, y0 - kerb, hx, edge), rect(hx + run, y0 - kerb, hx + run + landing, edge)
    b.ramps.append(Thing(code='R-1', name='RAM DEPAN', indoor=False, flight=rect(hx, y0, hx + run, y1),
                         foot=(hx + run, (y0 + y1) / 2), head=(hx, (y0 + y1) / 2), z0=-450, z1=0,
                         landings=[(foot, -450), (top, 0)], kerb_height=p['R1_KERB'],
                         kerbs=[rect(hx, y1, hx + run, y1 + kerb), rect(hx, y0 - kerb, hx + run, y0)],
                         rails=[]))
    for y in (y1 + kerb / 2, y0 - kerb / 2):
        b.rail([(hx + run, y), (hx, y)], -450, 0, (650, p['R1_RAIL']), 'R-1')
    # Rails along the edges of the terrace and the walks; gaps where steps and ramps arrive.
    for line in ([(wb, edge + 100), (sx0, edge + 100)], [(sx1, edge + 100), (hx - 1600, edge + 100)],
                 [(hx, edge + 100), (wt, edge + 100)],
                 [(hx - 1600, edge), (hx - 1600, y0 - kerb), (hx, y0 - kerb)],
                 [(wt - 100, edge + 100), (wt - 100, 9200), (24000, 9200)],
                 [(wb + 100, edge + 100), (wb + 100, 9200)],
                 [(sx0, edge + 100), (sx0, t1)], [(sx1, t1), (sx1, edge + 100)]):
        b.rail(line, 0, 0)


def side_ramp(b):
    """R-4 continues the west walk to the north, without a kerb."""
    p = b.p
    wb = b.terrace_x[0]
    w4, run4, l4 = p['R4_WIDTH'], p['R4_RUN'], p['R4_LANDING']
    x0 = -300 - w4
    b.ramps.append(Thing(code='R-4', name='RAM SAMPING', indoor=False,
                         flight=rect(x0, 9200, -300, 9200 + run4),
                         foot=(x0 + w4 / 2, 9200 + run4), head=(x0 + w4 / 2, 9200), z0=-450, z1=0, kerbs=[],
                         rails=[],
                         landings=[(rect(x0, 9200 + run4, -300, 9200 + run4 + l4), -450),
                                   (rect(x0, 9200 - 1400, -300, 9200), 0)]))
    for x in (x0 - 30, -270):
        b.rail([(x, 9200 + run4), (x, 9200)], -450, 0, (650, 800), 'R-4')
    b.rail([(wb + 100, 9200), (x0 - 30, 9200)], 0, 0)
    b.rail([(-270, 9200), (0, 9200)], 0, 0)


def back_terrace(b):
    """Back terrace, ramp R-2 down to the west, steps T-2 to the north."""
    p = b.p
    leaf = p['P18_CLEAR'] + HOLE_MINUS_CLEAR - 2 * HINGE
    kerb, width, run, landing = 150, p['R2_WIDTH'], p['R2_RUN'], p['R2_LANDING']
    bx0, bx1 = 14800, 18500
    by1 = 16000 + leaf + p['T2_DOOR']
    b.room('RG-28', 'TERAS BELAKANG', rect(bx0, 16000, bx1, by1), z=150, indoor=False)
    y0 = 16000 + 150 + kerb
    y1 = y0 + width
    head = bx0
    foot = head - run
    b.ramps.append(Thing(code='R-2', name='RAM BELAKANG', indoor=False, flight=rect(foot, y0, head, y1),
                         foot=(foot, (y0 + y1) / 2), head=(head, (y0 + y1) / 2), z0=-450, z1=150,
                         landings=[(rect(foot - landing, y0 - kerb, foot, y1 + kerb), -450),
                                   (rect(head, y0 - kerb, head + 1300, y1 + kerb), 150)],
                         kerb_height=p['R2_KERB'],
                         kerbs=[rect(foot, y0 - kerb, head, y0), rect(foot, y1, head, y1 + kerb)], rails=[]))
    for y in (y0 - kerb / 2, y1 + kerb / 2):
        b.rail([(foot, y), (head, y)], -450, 150, (650, p['R2_RAIL']), 'R-2')
    b.stairs.append(Thing(code='T-2', name='TANGGA BELAKANG', x0=16200, y0=by1, x1=17800,
                          y1=by1 + 2 * p['T2_TREAD'], risers=3,
                          tread=p['T2_TREAD'], up='s', z0=p['T2_FOOT'], z1=150))
    for line in ([(bx0, y1 + kerb), (bx0, by1), (16200, by1)], [(17800, by1), (bx1, by1), (bx1, 16000)],
                 [(bx0, 16000), (bx0, y0 - kerb)]):
        b.rail(line, 150, 150)


def towers(b):
    p = b.p
    # Stairs to the platform of the water tank (13 risers) and to the one of the antenna (12 risers).
    for code, name, x, n in (('T-3', 'TANGGA MENARA AIR', 27500, p['T3_RISERS']),
                             ('T-4', 'TANGGA ANTENA', 29500, p['T4_RISERS'])):
        b.stairs.append(Thing(code=code, name=name, x0=x, y0=9000, x1=x + 1000, y1=9000 + 300 * (n - 1),
                              risers=n, tread=300,
                              up='n', z0=-450, z1=-450 + 170 * n))


def parking(b):
    p = b.p
    # In front, the accessible bay nearest to the ramp; a second lot behind a fence, reached round its end.
    for k in range(5):
        b.parking.append(Thing(code='M-%d' % (k + 1),
                               polygon=rect(1000 + 2500 * k, -13500, 3500 + 2500 * k, -8500),
                               accessible=False))
    b.parking.append(Thing(code='D-1', polygon=rect(16000, -13500, 16000 + p['D1_WIDTH'], -8500),
                           accessible=True))
    b.parking.append(Thing(code='D-2', polygon=rect(-19000, p['D2_Y'], -19000 + p['D2_WIDTH'],
                                                    p['D2_Y'] + 5000), accessible=True))
    for k in range(2):
        b.parking.append(Thing(code='M-%d' % (k + 6),
                               polygon=rect(-15000 + 2500 * k, 18000, -12500 + 2500 * k, 23000),
                               accessible=False))


def fences(b):
    # Walls on three sides of the plot, open to the street. Another wall parts the second lot from the yard.
    for code, x0, y0, x1, y1 in (('PG-1', -21000, 24000, 33000, 24150),
                                 ('PG-2', -21000, -15500, -20850, 24000),
                                 ('PG-3', 32850, -15500, 33000, 24000),
                                 ('PG-4', -8000, -12000, -7850, 24000)):
        b.wall(code, x0, y0, x1, y1, z=-450, height=1800)


def guiding_tiles(b):
    # From the yard to the ramp, and from the entrance to the low counter; warning tiles at ramp and steps.
    y = b.ramps[1].foot[1]
    fx = b.ramps[1].foot[0]
    b.tactile.append(Thing(code='U-1', kind='line', polygon=rect(fx + 1900, -8000, fx + 2200, y + 150),
                           z=-450))
    b.tactile.append(Thing(code='U-2', kind='warning', polygon=rect(fx + 1300, y - 600, fx + 1900, y + 600),
                           z=-450))
    b.tactile.append(Thing(code='U-3', kind='line', polygon=rect(9350, 150, 9650, 3550), z=0))
    b.tactile.append(Thing(code='U-4', kind='line', polygon=rect(9650, 3550, 14500, 3850), z=0))
    t = b.stairs[0]
    b.tactile.append(Thing(code='U-5', kind='warning', polygon=rect(t.x0, t.y1, t.x1, t.y1 + 300), z=0))
    b.tactile.append(Thing(code='U-6', kind='warning', polygon=rect(t.x0, t.y0 - 600, t.x1, t.y0 - 300),
                           z=-450))


def level_marks(b):
    p = b.p
    back = b.stairs[1].y0                       # north edge of the back terrace
    for x, yy, z in ((8600, 2900, 0), (13000, b.kor0 + 500, 0), (2300, 5900, 0), (17300, 5000, 0),
                     (6200, 11500, 0), (12300, 10000, 0), (21500, 5800, 0), (7000, 15200, 0), (4300, 9700, 0),
                     (1000, 9600, 0), (2850, 9600, 0), (2200, 12600, 0), (2200, 14800, 0), (20600, 800, 0),
                     (23000, 2500, 0), (1500, 1900, 0), (16600, b.kor1 + 350, 0), (16600, 12600, 150),
                     (10200, 12200, 150), (19500, 14900, 150), (22500, 14300, 150), (18090, 13300, 150),
                     (19400, 13300, 150), (19000, 10300, p['PENGADUAN_STEP']), (2000, -700, 0),
                     (24600, 4500, 0), (-800, 4500, 0), (18000, 16500, 150), (9450, -3300, p['T1_FOOT']),
                     (17000, back + 1500, p['T2_FOOT']), (22500, -6500, -450), (3000, 20000, -450),
                     (-1500, 16800, -450), (-13000, 10000, -450), (27000, -3000, -450)):
        b.level(x, yy, z)
    for s in b.stairs[2:]:
        b.level(s.x0 + 500, s.y1 + 400, s.z1)
        b.level(s.x0 + 500, s.y0 - 500, s.z0)
    for r in b.ramps[1:]:
        for pts, z in r.landings:
            b.level((pts[0][0] + pts[2][0]) / 2, (pts[0][1] + pts[2][1]) / 2, z)


def notes(b):
    b.notes += [(19500, 12400, 'SHAFT', 160), (9530, -350, 'PINTU UTAMA', 160),
                (13000, -17000, 'JALAN MELATI RAYA', 500), (4500, -6500, 'HALAMAN PARKIR', 300),
                (-13500, 14000, 'PARKIR BELAKANG', 300), (10500, 19500, 'HALAMAN BELAKANG', 300)]


def dimensions(b):
    d = b.dims
    d.append(Thing(a=(0, 0), b=(24000, 0), at=(0, -5700), angle=0))
    xs = [0, 6000, 12000, 18000, 24000]
    for west, east in zip(xs, xs[1:]):
        d.append(Thing(a=(west, 16000), b=(east, 16000), at=(west, 21200), angle=0))
    d.append(Thing(a=(24000, 0), b=(24000, 16000), at=(26700, 0), angle=90))
    d.append(Thing(a=(150, b.kor0), b=(150, b.kor1), at=(5500, b.kor0), angle=90))
    r = b.ramps[1]
    d.append(Thing(a=r.head, b=r.foot, at=(r.head[0], r.head[1] - 1500), angle=0))
    r2 = b.ramps[-1]
    d.append(Thing(a=r2.foot, b=r2.head, at=(r2.foot[0], r2.foot[1] + 1400), angle=0))
    d.append(Thing(a=(150, 1000), b=(150 + b.p['LAKTASI_X'], 1000), at=(150, 1900), angle=0))
