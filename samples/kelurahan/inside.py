# SPDX-License-Identifier: GPL-3.0-or-later
"""The design of the rooms, from the counters in the south to the back part in the north-east."""
from shapes import HINGE, HOLE_MINUS_CLEAR, WALL_HEIGHT, Thing, rect


def design(b):
    structure(b)
    lactation_and_play(b)
    waiting_hall(b)
    south_east(b)
    toilets(b)
    north_middle(b)
    complaints_and_ramp(b)
    back_rooms(b)


def structure(b):
    """Outer walls, the walls along the main corridor and the columns."""
    w = b.wall
    w('DS', 0, 0, 24000, 150)
    w('DU', 0, 15850, 24000, 16000)
    w('DB', 0, 150, 150, 15850)
    w('DT', 23850, 150, 24000, 15850)
    w('K1', 150, 6900, 23850, 7050)
    w('K2a', 150, b.kor1, 4250, b.north)
    kt = 4250 + b.p['KT_WIDTH']
    ns = 17550 - b.p['NS_WIDTH']
    w('K2b', kt, b.kor1, ns, b.north)
    w('K2c', 17550, b.kor1, 23850, b.north)
    for x in (0, 6000, 12000, 18000, 23850):
        for y in (0, 6900, 15850):
            b.columns.append(Thing(x0=x, y0=y, x1=x + 150, y1=y + 150, z=0, height=WALL_HEIGHT, code='K'))


def lactation_and_play(b):
    p = b.p
    lx = 150 + p['LAKTASI_X']
    ly = 150 + p['LAKTASI_Y']
    # Lactation room in the south-west corner, play corner north of it.
    b.wall('L1', lx, 150, lx + 150, ly + 150)
    b.wall('L2', 150, ly, lx, ly + 150)
    b.room('RG-01', 'RUANG LAKTASI', rect(150, 150, lx, ly))
    b.door('P-03', 'L1', 700, p['P03_CLEAR'], 'lo', '-')
    b.window('J-01', 'DS', 1000, 1500)
    b.item('F-01', 'SOFA MENYUSUI', 'KURSI', 250, 2250, 2050, 2900, 420)
    b.item('F-02', 'MEJA GANTI POPOK', 'MEJA', 150, 150, 750, 1150, 850)
    b.fixture('W-01', 'WASTAFEL', 1350, 150, 90, 500, 450, 750)
    b.room('RG-02', 'POJOK BERMAIN ANAK', rect(150, ly + 150, lx + 150, 6900))
    b.item('F-03', 'RAK MAINAN', 'LEMARI', 150, 6450, 2400, 6900, 900)
    b.item('F-04', 'MEJA ANAK', 'MEJA', 1300, 4600, 2300, 5400, 500)
    b.window('J-02', 'DB', 3800, 2000)


def waiting_hall(b):
    """Counters close the hall to the east."""
    p = b.p
    lx = 150 + p['LAKTASI_X']
    x0 = lx + 150
    b.room('RG-03', 'RUANG TUNGGU', [(x0, 150), (14800, 150), (14800, 5700), (15025, 5700), (15025, 6900),
                                     (x0, 6900)],
           label=(8600, 3600))
    b.wall('L3', 15025, 5700, 15175, 6900)
    b.wall('L4', 15025, 150, 15175, 300)
    b.door('P-01', 'DS', 9000, p['P01_CLEAR'], 'lo', '-', material='KACA RANGKA ALUMINIUM')
    b.door('P-02', 'K1', 9000, 950, 'lo', '-')
    for i, a in enumerate((4700, 6600, 11200, 13000)):
        b.window('J-%02d' % (3 + i), 'DS', a, 1500)
    n = 0
    for x in (5600, 6900, 11000, 12200):
        for k in range(6):
            n += 1
            b.seats.append(Thing(code='KS-%02d' % n, x=x, y=2100 + 520 * k, size=450, height=450, turn=0,
                                 z=0))
    b.marks.append(Thing(name='TEMPAT KURSI RODA', polygon=rect(10950, 700, 12250, 1600)))
    b.counters.append(Thing(code='L-0', name='MEJA INFORMASI', x0=6300, y0=5950, x1=7800, y1=6550,
                            top=p['L0_TOP'],
                            client=270, z=0))
    for code, y0, y1, top in (('L-1', 300, 1700, p['L1_TOP']), ('L-2', 1700, 3100, 1050),
                              ('L-3', 3100, 4300, p['L3_TOP']),
                              ('L-4', 4300, 5700, 1050)):
        b.counters.append(Thing(code=code, name='LOKET PELAYANAN ' + code[2], x0=14800, y0=y0, x1=15400,
                                y1=y1, top=top,
                                client=180, z=0))


def south_east(b):
    p = b.p
    b.room('RG-04', 'RUANG PETUGAS LOKET', [(15400, 150), (19000, 150), (19000, 6900), (15175, 6900),
                                            (15175, 5700),
                                            (15400, 5700)], label=(17300, 3000))
    b.door('P-12', 'K1', 16600, 850, 'lo', '-')
    b.window('J-07', 'DS', 16300, 1800)
    for k, y in enumerate((700, 2100, 3400, 4700)):
        b.item('F-%02d' % (5 + k), 'KURSI PETUGAS', 'KURSI', 15700, y, 16150, y + 450, 450)
    b.item('F-09', 'LEMARI BERKAS', 'LEMARI', 15700, 150, 16200, 600, 1800)
    w = b.wall
    w('L5', 19000, 150, 19150, 6900)
    w('L6', 19150, 3150, 23850, 3300)
    b.room('RG-05', 'RUANG LURAH', rect(19150, 3300, 23850, 6900))
    b.door('P-13', 'K1', 20600, p['P13_CLEAR'], 'lo', '-')
    # Cabinet at the side of the door: distance from the swept sector, which reaches the free edge of the hole
    # less HINGE.
    reach = 20600 + HINGE + (p['P13_CLEAR'] + HOLE_MINUS_CLEAR - 2 * HINGE)
    cx = reach + p['P13_CABINET']
    b.item('F-10', 'LEMARI LURAH', 'LEMARI', cx, 6450, 23850, 6900, 1800)
    b.item('F-11', 'MEJA LURAH', 'MEJA', 21000, 4000, 22800, 4800, 750)
    b.item('F-12', 'KURSI LURAH', 'KURSI', 21650, 3450, 22150, 3950, 450)
    b.window('J-08', 'DT', 4200, 1800)
    px = 23850 - p['PANEL_X']
    w('L7', px - 150, 150, px, 3150)
    b.room('RG-06', 'ARSIP', rect(19150, 150, px - 150, 3150))
    b.room('RG-07', 'RUANG PANEL', rect(px, 150, 23850, 3150))
    b.door('P-14', 'L5', 900, p['P14_CLEAR'], 'lo', '+')
    leaf = p['P14_CLEAR'] + HOLE_MINUS_CLEAR - 2 * HINGE
    shelf = 900 + HINGE + leaf + p['P14_SHELF']
    b.item('F-13', 'RAK ARSIP', 'LEMARI', 19150, shelf, 20900, 3150, 2000)
    b.door('P-22', 'L7', 1050, 850, 'hi', '+')
    b.window('J-09', 'DS', 20000, 1200, sill=1800, height=600)


def toilets(b):
    p = b.p
    n = b.north
    kt0, kt1 = 4250, 4250 + p['KT_WIDTH']
    d1, d2 = n + p['TD1_DEPTH'], n + p['TD2_DEPTH']
    split = 11550
    w = b.wall
    w('T1', 4100, n, 4250, 15850)
    w('T2', 1850, n, 2000, split)
    w('T3', 150, split, 4100, 11700)
    w('T3a', 150, d1, 1850, split)       # thickened back walls hold the cisterns
    w('T3b', 2000, d2, 4100, split)
    w('T4', 150, 13700, 4100, 13850)
    w('T5', kt1, n, kt1 + 150, 15850)
    b.room('RG-08', 'TOILET DIFABEL PRIA', rect(150, n, 1850, d1))
    b.room('RG-09', 'TOILET DIFABEL WANITA', rect(2000, n, 4100, d2))
    b.door('P-04', 'K2a', 450, p['P04_CLEAR'], 'lo', '-')
    b.door('P-05', 'K2a', 2700, p['P05_CLEAR'], 'lo', '-')
    b.fixture('C-01', 'KLOSET', 500, d1, 270, 380, 700, 450)
    b.fixture('W-02', 'WASTAFEL', 1500, d1, 270, 500, 450, 750)
    # The distance of the pan counts from the closed leaf, which lies in the wall's face to the corridor.
    b.fixture('C-02', 'KLOSET', 2290, b.kor1 + p['TD2_PAN'] + 700, 270, 380, 700, 450)
    b.fixture('W-03', 'WASTAFEL', 3750, d2, 270, 500, 450, 750)
    b.room('RG-10', 'TOILET PRIA', rect(150, 11700, 4100, 13700))
    b.room('RG-11', 'TOILET WANITA', rect(150, 13850, 4100, 15850))
    b.door('P-06', 'T1', 12000, 820, 'lo', '-')
    b.door('P-07', 'T1', 14150, 820, 'lo', '-')
    b.fixture('C-03', 'KLOSET', 150, 12200, 0, 380, 680, 400)
    b.fixture('U-01', 'URINOIR', 1200, 13700, 270, 350, 300, 600)
    b.fixture('W-04', 'WASTAFEL', 600, 13700, 270, 500, 450, 850)
    b.fixture('C-04', 'KLOSET', 150, 14350, 0, 380, 680, 400)
    b.fixture('W-05', 'WASTAFEL', 600, 15850, 270, 500, 450, 850)
    b.window('J-10', 'DB', 12400, 600, sill=1800, height=600)
    b.window('J-11', 'DB', 14500, 600, sill=1800, height=600)
    b.window('J-12', 'DB', 9900, 600, sill=1800, height=600)
    # The corridor of the toilets is open to the main one; their outlines meet at the main one's face.
    b.room('RG-12', 'KORIDOR BARAT', rect(kt0, b.kor1, kt1, 15850), label=(kt0 + p['KT_WIDTH'] / 2, 10300))


def north_middle(b):
    p = b.p
    n = b.north
    x0 = 4250 + p['KT_WIDTH'] + 150
    ns = 17550 - p['NS_WIDTH']
    w = b.wall
    w('M1', x0, 13600, 9500, 13750)
    w('M2', 9500, n, 9650, 15850)
    w('M3', 9650, 11550, ns, 11700)
    w('M4', ns - 150, n, ns, 11550)
    w('M5', ns - 150, 11700, ns, 15850, z=150, height=WALL_HEIGHT - 150)
    b.room('RG-13', 'MUSALA', rect(x0, n, 9500, 13600))
    b.door('P-08', 'K2b', 6600, 850, 'hi', '-')
    b.item('F-14', 'LEMARI MUKENA', 'LEMARI', 9000, 10500, 9500, 11900, 1500)
    b.room('RG-14', 'TEMPAT WUDU', rect(x0, 13750, 9500, 15850))
    b.door('P-09', 'T5', 14300, 820, 'lo', '+')
    b.door('P-21', 'M1', 7600, 820, 'lo', '+')
    b.window('J-13', 'DU', 6200, 1500, sill=1800, height=600)
    b.room('RG-15', 'RUANG ADMINISTRASI', rect(9650, n, ns - 150, 11550))
    b.door('P-10', 'K2b', 12400, p['P10_CLEAR'], 'lo', '+')
    b.item('F-15', 'MEJA KERJA', 'MEJA', 9650, 10300, 10450, 11550, 750)
    b.item('F-16', 'LEMARI ADMINISTRASI', 'LEMARI', 14700, 10900, ns - 150, 11550, 1800)
    b.room('RG-16', 'RUANG RAPAT', rect(9650, 11700, ns - 150, 15850), z=150)
    b.door('P-15', 'M5', 12600, None, 'lo', '-', z=150, leaves=2, hole=1860)
    b.item('F-17', 'MEJA RAPAT', 'MEJA', 10900, 13100, 13500, 14500, 750, z=150)
    for k in range(4):
        b.item('F-%02d' % (18 + k), 'KURSI RAPAT', 'KURSI', 11000 + 640 * k, 12500, 11450 + 640 * k, 12950,
               450, z=150)
        b.item('F-%02d' % (22 + k), 'KURSI RAPAT', 'KURSI', 11000 + 640 * k, 14650, 11450 + 640 * k, 15100,
               450, z=150)
    b.window('J-14', 'DU', 10500, 1800)
    b.window('J-15', 'DU', 13000, 1800)


def complaints_and_ramp(b):
    p = b.p
    n = b.north
    ns = 17550 - p['NS_WIDTH']
    step = p['PENGADUAN_STEP']
    w = b.wall
    w('E1a', 17550, n, 17700, 11950)
    w('E1b', 17550, 11950, 17700, 14650, z=150, height=WALL_HEIGHT - 150)
    w('E2', 17700, 11800, 23850, 11950)
    b.room('RG-17', 'RUANG PENGADUAN', rect(17700, n, 23850, 11800), z=step)
    b.door('P-11', 'K2c', 20100, 850, 'lo', '+', z=step)
    b.item('F-26', 'MEJA PENGADUAN', 'MEJA', 22000, 10300, 23400, 11000, 750, z=step)
    b.item('F-27', 'KURSI PENGADUAN', 'KURSI', 22450, 11100, 22900, 11550, 450, z=step)
    b.window('J-16', 'DT', 10000, 1800)
    # Indoor ramp up to the back part of the building, over the whole width of the corridor.
    r0 = 9700
    r1 = r0 + p['R3_RUN']
    b.room('RG-18', 'KORIDOR', rect(150, b.kor0, 23850, b.kor1), label=(12500, (b.kor0 + b.kor1) / 2 - 300))
    b.room('RG-19', 'KORIDOR RAM', rect(ns, b.kor1, 17550, r1), label=((ns + 17550) / 2, 9250))
    b.room('RG-20', 'LOBI BELAKANG', rect(ns, r1, 17550, 15850), z=150, label=((ns + 17550) / 2, 12000))
    b.ramps.append(Thing(code='R-3', name='RAM DALAM', indoor=True, flight=rect(ns, r0, 17550, r1),
                         foot=((ns + 17550) / 2, r0), head=((ns + 17550) / 2, r1), z0=0, z1=150, kerbs=[],
                         rails=[],
                         landings=[(rect(ns, r0 - 1700, 17550, r0), 0),
                                   (rect(ns, r1, 17550, r1 + 1700), 150)]))


def back_rooms(b):
    """Service corridor, staff toilet, store, pantry; all at +0.150."""
    p = b.p
    w = b.wall
    ks0 = 14650
    sx1 = 17700 + p['STAF_TOILET_X']
    gd0 = 14500 - p['GUDANG_DEPTH']
    b.room('RG-21', 'KORIDOR STAF', rect(17550, ks0, 20400, 15850), z=150, label=(19000, 15600))
    col = (15850 - ks0) - p['KS_CLEAR']
    b.columns.append(Thing(x0=18500, y0=ks0, x1=18700, y1=ks0 + col, z=150, height=WALL_HEIGHT - 150,
                           code='K-S'))
    w('E3', 17700, 14500, 20400, 14650, z=150, height=WALL_HEIGHT - 150)
    w('E4', sx1, 11950, sx1 + 150, 14500, z=150, height=WALL_HEIGHT - 150)
    w('E5', 20400, 11950, 20550, 15850, z=150, height=WALL_HEIGHT - 150)
    w('E6', sx1 + 150, gd0 - 150, 20400, gd0, z=150, height=WALL_HEIGHT - 150)
    b.room('RG-22', 'TOILET STAF', rect(17700, 11950, sx1, 14500), z=150)
    b.room('RG-23', 'GUDANG ALAT', rect(sx1 + 150, gd0, 20400, 14500), z=150)
    b.room('RG-24', 'PANTRI', rect(20550, 11950, 23850, 15850), z=150)
    b.door('P-16', 'E1b', 12050, p['P16_CLEAR'], 'lo', '-', z=150)
    b.fixture('C-05', 'KLOSET', 18095 if sx1 > 18480 else (17700 + sx1) / 2, 14500, 270, 380, 680, 400, z=150)
    b.door('P-23', 'E3', 19000, 820, 'lo', '-', z=150)
    # Pantry door: hinge near the corner; the column there must stay behind the leaf opened 90 degrees.
    w17 = b.hole_width(p['P17_CLEAR'])
    b.door('P-17', 'E5', 15750 - w17, p['P17_CLEAR'], 'hi', '+', z=150)
    behind = 15850 - (15750 - HINGE)
    b.columns.append(Thing(x0=21100, y0=15850 - behind - p['P17_COLUMN'], x1=21300, y1=15850, z=150,
                           height=WALL_HEIGHT - 150, code='K-P'))
    b.item('F-28', 'MEJA PANTRI', 'MEJA', 20550, 11950, 23850, 12550, 850, z=150)
    b.window('J-17', 'DT', 13800, 1200)
    b.door('P-18', 'DU', 16150, p['P18_CLEAR'], 'lo', '+', z=150)
