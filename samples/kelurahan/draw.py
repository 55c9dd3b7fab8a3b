#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the sample: a one-stop service office of a Jakarta kelurahan, as DXF and as IFC4 of the same building.

    draw.py [--out DIR] [--only dxf|ifc|svg] [--set NAME=VALUE]…

Lengths are millimetres. The building is data (class Building); two writers draw it. Every planted dimension is a parameter
(PARAMETERS) that `--set` moves; key.yaml says which verdict each one decides. The same input gives the same bytes.
"""
import argparse
import hashlib
import math
import os
import sys

# Planted dimensions and the few others that tests move, millimetres unless said otherwise.
PARAMETERS = {
    # Clear width of doors: face of the leaf opened 90 degrees to the opposite stop.
    'P01_CLEAR': 905, 'P03_CLEAR': 850, 'P04_CLEAR': 905, 'P05_CLEAR': 890, 'P10_CLEAR': 801, 'P13_CLEAR': 790,
    'P14_CLEAR': 799, 'P16_CLEAR': 820, 'P17_CLEAR': 805, 'P18_CLEAR': 900, 'P19_CLEAR': 803, 'P20_CLEAR': 795,
    # Rooms.
    'LAKTASI_X': 4005, 'LAKTASI_Y': 2990, 'TD1_DEPTH': 2280, 'TD2_DEPTH': 2270, 'TD2_PAN': 1520,
    'STAF_TOILET_X': 790, 'GUDANG_DEPTH': 1520, 'PANEL_X': 1530, 'NS_WIDTH': 1860,
    # Corridors and covered walks.
    'KORIDOR_Y': 1695, 'KT_WIDTH': 925, 'KS_CLEAR': 915, 'SELASAR_T': 1395, 'SELASAR_B': 1405,
    # Ramps: horizontal run of the flight, clear width between the kerbs (or rails), landing, kerb height.
    'R1_RUN': 5450, 'R1_WIDTH': 1205, 'R1_LANDING': 1260, 'R1_KERB': 102,
    'R2_RUN': 9000, 'R2_WIDTH': 1195, 'R2_LANDING': 1250, 'R2_KERB': 95,
    'R3_RUN': 1520, 'R4_RUN': 5100, 'R4_WIDTH': 945, 'R4_LANDING': 1190,
    'R1_RAIL': 800, 'R2_RAIL': 850,
    # Stairs: level at the foot (rise is counted from it), going, number of risers (a count).
    'T1_FOOT': -452, 'T1_TREAD': 301, 'T2_FOOT': -393, 'T2_TREAD': 295, 'T3_RISERS': 13, 'T4_RISERS': 12,
    'T1_DOOR': 805, 'T2_DOOR': 790,
    # Furniture near doors: distance from the swept leaf; a column in the way of a leaf (how far it reaches behind the open leaf).
    'P14_SHELF': 740, 'P13_CABINET': 755, 'P17_COLUMN': 30,
    # Counters: height of the top.
    'L1_TOP': 1050, 'L3_TOP': 750, 'L0_TOP': 1100,
    # Parking bays.
    'D1_WIDTH': 3705, 'D2_WIDTH': 3690, 'D2_Y': 18000,
    # Step into the complaints room.
    'PENGADUAN_STEP': 100,
}

WALL = 150          # thickness of every wall
JAMB = 60           # frame (kusen) 60 x 150
REBATE = 10         # depth of the rebate that the leaf shuts into
LEAF = 40           # thickness of a leaf
GAP = 3             # between leaf and frame
HINGE = JAMB - REBATE + GAP               # from the edge of the hole to the edge of the leaf
# Opened 90 degrees the leaf stands on its hinge edge and takes LEAF of the hole; the stop of the other jamb takes JAMB.
HOLE_MINUS_CLEAR = HINGE + LEAF + JAMB    # 153
DOOR_HEIGHT = 2100
WALL_HEIGHT = 3200
EAVES = 3200


def rect(x0, y0, x1, y1):
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


class Thing(dict):
    """A record with named fields."""
    __getattr__ = dict.__getitem__


class Building:
    """The building as data. Origin: outer south-west corner; x east, y north; z 0 at the finished floor of the hall."""

    def __init__(self, p):
        self.p = p
        self.walls, self.columns, self.rooms, self.doors, self.windows = {}, [], [], [], []
        self.ramps, self.stairs, self.counters, self.furniture, self.seats = [], [], [], [], []
        self.sanitary, self.tactile, self.parking, self.levels, self.rails = [], [], [], [], []
        self.notes, self.dims, self.marks = [], [], []
        self.layout()

    # -- makers ---------------------------------------------------------------------------------------------------
    def wall(self, code, x0, y0, x1, y1, z=0, height=WALL_HEIGHT):
        axis = 'x' if x1 - x0 >= y1 - y0 else 'y'
        self.walls[code] = Thing(code=code, x0=x0, y0=y0, x1=x1, y1=y1, axis=axis, holes=[], z=z, height=height)

    def hole_width(self, clear):
        return clear + HOLE_MINUS_CLEAR

    def door(self, code, wall, start, clear, hinge, swing, z=0, leaves=1, hole=None, material='KAYU'):
        """`start`: where the hole begins along the wall; `hinge` lo or hi end of the hole; `swing` + or - side of the wall."""
        w = self.walls[wall]
        width = hole if hole else self.hole_width(clear)
        w.holes.append(Thing(a=start, b=start + width, kind='door', code=code, sill=z - w.z, head=z - w.z + DOOR_HEIGHT))
        leaf = width - 2 * HINGE if leaves == 1 else (width - 2 * HINGE - GAP) / 2
        self.doors.append(Thing(code=code, wall=w, a=start, b=start + width, hole=width, clear=clear, leaf=leaf, hinge=hinge,
                                swing=swing, leaves=leaves, z=z, material=material))

    def window(self, code, wall, start, width, sill=900, height=1200):
        w = self.walls[wall]
        w.holes.append(Thing(a=start, b=start + width, kind='window', code=code, sill=sill, head=sill + height))
        self.windows.append(Thing(code=code, wall=w, a=start, b=start + width, width=width, sill=sill, height=height))

    def room(self, code, name, polygon, z=0, label=None, indoor=True):
        xs, ys = [q[0] for q in polygon], [q[1] for q in polygon]
        at = label or ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        self.rooms.append(Thing(code=code, name=name, polygon=polygon, z=z, label=at, indoor=indoor))

    def level(self, x, y, z):
        self.levels.append(Thing(x=x, y=y, z=z))

    def rail(self, line, z0, z1, heights=(650, 800), parent=None):
        self.rails.append(Thing(line=line, z0=z0, z1=z1, heights=heights, parent=parent, code='S-%02d' % (len(self.rails) + 1)))

    def item(self, code, name, kind, x0, y0, x1, y1, height, z=0):
        self.furniture.append(Thing(code=code, name=name, kind=kind, x0=x0, y0=y0, x1=x1, y1=y1, height=height, z=z))

    def fixture(self, code, kind, x, y, turn, width, depth, height, z=0):
        """Origin at the middle of the back edge; `turn` is the direction of its front, degrees."""
        self.sanitary.append(Thing(code=code, kind=kind, x=x, y=y, turn=turn, width=width, depth=depth, height=height, z=z))

    # -- the design -----------------------------------------------------------------------------------------------
    def layout(self):
        p = self.p
        self.kor0, self.kor1 = 7050, 7050 + p['KORIDOR_Y']     # the main corridor, south and north face
        self.north = self.kor1 + WALL                          # south face of the northern rooms
        self.structure()
        self.hall()
        self.south_east()
        self.toilets()
        self.north_middle()
        self.north_east()
        self.terrace()
        self.site()
        self.dimensions()

    def structure(self):
        w = self.wall
        w('DS', 0, 0, 24000, 150)
        w('DU', 0, 15850, 24000, 16000)
        w('DB', 0, 150, 150, 15850)
        w('DT', 23850, 150, 24000, 15850)
        w('K1', 150, 6900, 23850, 7050)
        w('K2a', 150, self.kor1, 4250, self.north)
        kt = 4250 + self.p['KT_WIDTH']
        ns = 17550 - self.p['NS_WIDTH']
        w('K2b', kt, self.kor1, ns, self.north)
        w('K2c', 17550, self.kor1, 23850, self.north)
        for x in (0, 6000, 12000, 18000, 23850):
            for y in (0, 6900, 15850):
                self.columns.append(Thing(x0=x, y0=y, x1=x + 150, y1=y + 150, z=0, height=WALL_HEIGHT, code='K'))

    def hall(self):
        p = self.p
        lx = 150 + p['LAKTASI_X']
        ly = 150 + p['LAKTASI_Y']
        # Lactation room in the south-west corner, play corner north of it.
        self.wall('L1', lx, 150, lx + 150, ly + 150)
        self.wall('L2', 150, ly, lx, ly + 150)
        self.room('RG-01', 'RUANG LAKTASI', rect(150, 150, lx, ly))
        self.door('P-03', 'L1', 700, p['P03_CLEAR'], 'lo', '-')
        self.window('J-01', 'DS', 1000, 1500)
        self.item('F-01', 'SOFA MENYUSUI', 'KURSI', 250, 2250, 2050, 2900, 420)
        self.item('F-02', 'MEJA GANTI POPOK', 'MEJA', 150, 150, 750, 1150, 850)
        self.fixture('W-01', 'WASTAFEL', 1350, 150, 90, 500, 450, 750)
        self.room('RG-02', 'POJOK BERMAIN ANAK', rect(150, ly + 150, lx + 150, 6900))
        self.item('F-03', 'RAK MAINAN', 'LEMARI', 150, 6450, 2400, 6900, 900)
        self.item('F-04', 'MEJA ANAK', 'MEJA', 1300, 4600, 2300, 5400, 500)
        self.window('J-02', 'DB', 3800, 2000)
        # Waiting hall; counters close it to the east.
        x0 = lx + 150
        self.room('RG-03', 'RUANG TUNGGU', [(x0, 150), (14800, 150), (14800, 5700), (15025, 5700), (15025, 6900), (x0, 6900)],
                  label=(8600, 3600))
        self.wall('L3', 15025, 5700, 15175, 6900)
        self.wall('L4', 15025, 150, 15175, 300)
        self.door('P-01', 'DS', 9000, p['P01_CLEAR'], 'lo', '-', material='KACA RANGKA ALUMINIUM')
        self.door('P-02', 'K1', 9000, 950, 'lo', '-')
        for i, a in enumerate((4700, 6600, 11200, 13000)):
            self.window('J-%02d' % (3 + i), 'DS', a, 1500)
        n = 0
        for x in (5600, 6900, 11000, 12200):
            for k in range(6):
                n += 1
                self.seats.append(Thing(code='KS-%02d' % n, x=x, y=2100 + 520 * k, size=450, height=450, turn=0, z=0))
        self.marks.append(Thing(name='TEMPAT KURSI RODA', polygon=rect(10950, 700, 12250, 1600)))
        self.counters.append(Thing(code='L-0', name='MEJA INFORMASI', x0=6300, y0=5950, x1=7800, y1=6550, top=p['L0_TOP'],
                                   client=270, z=0))
        for code, y0, y1, top in (('L-1', 300, 1700, p['L1_TOP']), ('L-2', 1700, 3100, 1050), ('L-3', 3100, 4300, p['L3_TOP']),
                                  ('L-4', 4300, 5700, 1050)):
            self.counters.append(Thing(code=code, name='LOKET PELAYANAN ' + code[2], x0=14800, y0=y0, x1=15400, y1=y1, top=top,
                                       client=180, z=0))

    def south_east(self):
        p = self.p
        self.room('RG-04', 'RUANG PETUGAS LOKET', [(15400, 150), (19000, 150), (19000, 6900), (15175, 6900), (15175, 5700),
                                                   (15400, 5700)], label=(17300, 3000))
        self.door('P-12', 'K1', 16600, 850, 'lo', '-')
        self.window('J-07', 'DS', 16300, 1800)
        for k, y in enumerate((700, 2100, 3400, 4700)):
            self.item('F-%02d' % (5 + k), 'KURSI PETUGAS', 'KURSI', 15700, y, 16150, y + 450, 450)
        self.item('F-09', 'LEMARI BERKAS', 'LEMARI', 15700, 150, 16200, 600, 1800)
        w = self.wall
        w('L5', 19000, 150, 19150, 6900)
        w('L6', 19150, 3150, 23850, 3300)
        self.room('RG-05', 'RUANG LURAH', rect(19150, 3300, 23850, 6900))
        self.door('P-13', 'K1', 20600, p['P13_CLEAR'], 'lo', '-')
        # Cabinet at the side of the door: distance from the swept sector, which reaches the free edge of the hole less HINGE.
        reach = 20600 + HINGE + (p['P13_CLEAR'] + HOLE_MINUS_CLEAR - 2 * HINGE)
        cx = reach + p['P13_CABINET']
        self.item('F-10', 'LEMARI LURAH', 'LEMARI', cx, 6450, 23850, 6900, 1800)
        self.item('F-11', 'MEJA LURAH', 'MEJA', 21000, 4000, 22800, 4800, 750)
        self.item('F-12', 'KURSI LURAH', 'KURSI', 21650, 3450, 22150, 3950, 450)
        self.window('J-08', 'DT', 4200, 1800)
        px = 23850 - p['PANEL_X']
        w('L7', px - 150, 150, px, 3150)
        self.room('RG-06', 'ARSIP', rect(19150, 150, px - 150, 3150))
        self.room('RG-07', 'RUANG PANEL', rect(px, 150, 23850, 3150))
        self.door('P-14', 'L5', 900, p['P14_CLEAR'], 'lo', '+')
        leaf = p['P14_CLEAR'] + HOLE_MINUS_CLEAR - 2 * HINGE
        shelf = 900 + HINGE + leaf + p['P14_SHELF']
        self.item('F-13', 'RAK ARSIP', 'LEMARI', 19150, shelf, 20900, 3150, 2000)
        self.door('P-22', 'L7', 1050, 850, 'hi', '+')
        self.window('J-09', 'DS', 20000, 1200, sill=1800, height=600)

    def toilets(self):
        p = self.p
        n = self.north
        kt0, kt1 = 4250, 4250 + p['KT_WIDTH']
        d1, d2 = n + p['TD1_DEPTH'], n + p['TD2_DEPTH']
        split = 11550
        w = self.wall
        w('T1', 4100, n, 4250, 15850)
        w('T2', 1850, n, 2000, split)
        w('T3', 150, split, 4100, 11700)
        w('T3a', 150, d1, 1850, split)       # thickened back walls hold the cisterns
        w('T3b', 2000, d2, 4100, split)
        w('T4', 150, 13700, 4100, 13850)
        w('T5', kt1, n, kt1 + 150, 15850)
        self.room('RG-08', 'TOILET DIFABEL PRIA', rect(150, n, 1850, d1))
        self.room('RG-09', 'TOILET DIFABEL WANITA', rect(2000, n, 4100, d2))
        self.door('P-04', 'K2a', 450, p['P04_CLEAR'], 'lo', '-')
        self.door('P-05', 'K2a', 2700, p['P05_CLEAR'], 'lo', '-')
        self.fixture('C-01', 'KLOSET', 500, d1, 270, 380, 700, 450)
        self.fixture('W-02', 'WASTAFEL', 1500, d1, 270, 500, 450, 750)
        # The distance of the pan counts from the closed leaf, which lies in the face of the wall on the corridor's side.
        self.fixture('C-02', 'KLOSET', 2290, self.kor1 + p['TD2_PAN'] + 700, 270, 380, 700, 450)
        self.fixture('W-03', 'WASTAFEL', 3750, d2, 270, 500, 450, 750)
        self.room('RG-10', 'TOILET PRIA', rect(150, 11700, 4100, 13700))
        self.room('RG-11', 'TOILET WANITA', rect(150, 13850, 4100, 15850))
        self.door('P-06', 'T1', 12000, 820, 'lo', '-')
        self.door('P-07', 'T1', 14150, 820, 'lo', '-')
        self.fixture('C-03', 'KLOSET', 150, 12200, 0, 380, 680, 400)
        self.fixture('U-01', 'URINOIR', 1200, 13700, 270, 350, 300, 600)
        self.fixture('W-04', 'WASTAFEL', 600, 13700, 270, 500, 450, 850)
        self.fixture('C-04', 'KLOSET', 150, 14350, 0, 380, 680, 400)
        self.fixture('W-05', 'WASTAFEL', 600, 15850, 270, 500, 450, 850)
        self.window('J-10', 'DB', 12400, 600, sill=1800, height=600)
        self.window('J-11', 'DB', 14500, 600, sill=1800, height=600)
        self.window('J-12', 'DB', 9900, 600, sill=1800, height=600)
        # The corridor of the toilets is open to the main one; their outlines meet at the face of the main corridor.
        self.room('RG-12', 'KORIDOR BARAT', rect(kt0, self.kor1, kt1, 15850), label=(kt0 + p['KT_WIDTH'] / 2, 10300))

    def north_middle(self):
        p = self.p
        n = self.north
        x0 = 4250 + p['KT_WIDTH'] + 150
        ns = 17550 - p['NS_WIDTH']
        w = self.wall
        w('M1', x0, 13600, 9500, 13750)
        w('M2', 9500, n, 9650, 15850)
        w('M3', 9650, 11550, ns, 11700)
        w('M4', ns - 150, n, ns, 11550)
        w('M5', ns - 150, 11700, ns, 15850, z=150, height=WALL_HEIGHT - 150)
        self.room('RG-13', 'MUSALA', rect(x0, n, 9500, 13600))
        self.door('P-08', 'K2b', 6600, 850, 'hi', '-')
        self.item('F-14', 'LEMARI MUKENA', 'LEMARI', 9000, 10500, 9500, 11900, 1500)
        self.room('RG-14', 'TEMPAT WUDU', rect(x0, 13750, 9500, 15850))
        self.door('P-09', 'T5', 14300, 820, 'lo', '+')
        self.door('P-21', 'M1', 7600, 820, 'lo', '+')
        self.window('J-13', 'DU', 6200, 1500, sill=1800, height=600)
        self.room('RG-15', 'RUANG ADMINISTRASI', rect(9650, n, ns - 150, 11550))
        self.door('P-10', 'K2b', 12400, p['P10_CLEAR'], 'lo', '+')
        self.item('F-15', 'MEJA KERJA', 'MEJA', 9650, 10300, 10450, 11550, 750)
        self.item('F-16', 'LEMARI ADMINISTRASI', 'LEMARI', 14700, 10900, ns - 150, 11550, 1800)
        self.room('RG-16', 'RUANG RAPAT', rect(9650, 11700, ns - 150, 15850), z=150)
        self.door('P-15', 'M5', 12600, None, 'lo', '-', z=150, leaves=2, hole=1860)
        self.item('F-17', 'MEJA RAPAT', 'MEJA', 10900, 13100, 13500, 14500, 750, z=150)
        for k in range(4):
            self.item('F-%02d' % (18 + k), 'KURSI RAPAT', 'KURSI', 11000 + 640 * k, 12500, 11450 + 640 * k, 12950, 450, z=150)
            self.item('F-%02d' % (22 + k), 'KURSI RAPAT', 'KURSI', 11000 + 640 * k, 14650, 11450 + 640 * k, 15100, 450, z=150)
        self.window('J-14', 'DU', 10500, 1800)
        self.window('J-15', 'DU', 13000, 1800)

    def north_east(self):
        p = self.p
        n = self.north
        ns = 17550 - p['NS_WIDTH']
        step = p['PENGADUAN_STEP']
        w = self.wall
        w('E1a', 17550, n, 17700, 11950)
        w('E1b', 17550, 11950, 17700, 14650, z=150, height=WALL_HEIGHT - 150)
        w('E2', 17700, 11800, 23850, 11950)
        self.room('RG-17', 'RUANG PENGADUAN', rect(17700, n, 23850, 11800), z=step)
        self.door('P-11', 'K2c', 20100, 850, 'lo', '+', z=step)
        self.item('F-26', 'MEJA PENGADUAN', 'MEJA', 22000, 10300, 23400, 11000, 750, z=step)
        self.item('F-27', 'KURSI PENGADUAN', 'KURSI', 22450, 11100, 22900, 11550, 450, z=step)
        self.window('J-16', 'DT', 10000, 1800)
        # Indoor ramp up to the back part of the building, over the whole width of the corridor.
        r0 = 9700
        r1 = r0 + p['R3_RUN']
        self.room('RG-18', 'KORIDOR', rect(150, self.kor0, 23850, self.kor1), label=(12500, (self.kor0 + self.kor1) / 2 - 300))
        self.room('RG-19', 'KORIDOR RAM', rect(ns, self.kor1, 17550, r1), label=((ns + 17550) / 2, 9250))
        self.room('RG-20', 'LOBI BELAKANG', rect(ns, r1, 17550, 15850), z=150, label=((ns + 17550) / 2, 12000))
        self.ramps.append(Thing(code='R-3', name='RAM DALAM', indoor=True, flight=rect(ns, r0, 17550, r1),
                                foot=((ns + 17550) / 2, r0), head=((ns + 17550) / 2, r1), z0=0, z1=150, kerbs=[], rails=[],
                                landings=[(rect(ns, r0 - 1700, 17550, r0), 0), (rect(ns, r1, 17550, r1 + 1700), 150)]))
        # Service corridor, staff toilet, store, pantry.
        ks0 = 14650
        sx1 = 17700 + p['STAF_TOILET_X']
        gd0 = 14500 - p['GUDANG_DEPTH']
        self.room('RG-21', 'KORIDOR STAF', rect(17550, ks0, 20400, 15850), z=150, label=(19000, 15600))
        col = (15850 - ks0) - p['KS_CLEAR']
        self.columns.append(Thing(x0=18500, y0=ks0, x1=18700, y1=ks0 + col, z=150, height=WALL_HEIGHT - 150, code='K-S'))
        w('E3', 17700, 14500, 20400, 14650, z=150, height=WALL_HEIGHT - 150)
        w('E4', sx1, 11950, sx1 + 150, 14500, z=150, height=WALL_HEIGHT - 150)
        w('E5', 20400, 11950, 20550, 15850, z=150, height=WALL_HEIGHT - 150)
        w('E6', sx1 + 150, gd0 - 150, 20400, gd0, z=150, height=WALL_HEIGHT - 150)
        self.room('RG-22', 'TOILET STAF', rect(17700, 11950, sx1, 14500), z=150)
        self.room('RG-23', 'GUDANG ALAT', rect(sx1 + 150, gd0, 20400, 14500), z=150)
        self.room('RG-24', 'PANTRI', rect(20550, 11950, 23850, 15850), z=150)
        self.door('P-16', 'E1b', 12050, p['P16_CLEAR'], 'lo', '-', z=150)
        self.fixture('C-05', 'KLOSET', 18095 if sx1 > 18480 else (17700 + sx1) / 2, 14500, 270, 380, 680, 400, z=150)
        self.door('P-23', 'E3', 19000, 820, 'lo', '-', z=150)
        # Pantry door: hinge near the corner; the column there must stay behind the leaf opened 90 degrees.
        w17 = self.hole_width(p['P17_CLEAR'])
        self.door('P-17', 'E5', 15750 - w17, p['P17_CLEAR'], 'hi', '+', z=150)
        behind = 15850 - (15750 - HINGE)
        self.columns.append(Thing(x0=21100, y0=15850 - behind - p['P17_COLUMN'], x1=21300, y1=15850, z=150,
                                  height=WALL_HEIGHT - 150, code='K-P'))
        self.item('F-28', 'MEJA PANTRI', 'MEJA', 20550, 11950, 23850, 12550, 850, z=150)
        self.window('J-17', 'DT', 13800, 1200)
        self.door('P-18', 'DU', 16150, p['P18_CLEAR'], 'lo', '+', z=150)

    def terrace(self):
        p = self.p
        # Terrace along the front, covered walks along both sides, all on the level of the floor.
        leaf = p['P01_CLEAR'] + HOLE_MINUS_CLEAR - 2 * HINGE
        edge = -2600
        t1 = -(leaf + p['T1_DOOR'])                  # top riser of the entrance steps, cut into the terrace
        going = 2 * p['T1_TREAD']
        sx0, sx1 = 8000, 10900
        col = 200
        wt, wb = 24000 + p['SELASAR_T'] + col, -p['SELASAR_B'] - col
        self.terrace_x = (wb, wt)
        self.room('RG-25', 'TERAS', [(wb, edge), (sx0, edge), (sx0, t1), (sx1, t1), (sx1, edge), (wt, edge), (wt, 0), (wb, 0)],
                  label=(5000, -1300), indoor=False)
        self.room('RG-26', 'SELASAR TIMUR', rect(24000, 0, 24000 + p['SELASAR_T'], 9200), indoor=False)
        self.room('RG-27', 'SELASAR BARAT', rect(-p['SELASAR_B'], 0, 0, 9200), indoor=False)
        for x in (wt - col, wb):
            for y in (900, 3800, 6700, 9000):
                self.columns.append(Thing(x0=x, y0=y, x1=x + col, y1=y + col, z=0, height=WALL_HEIGHT, code='K-SEL'))
        for x in (wb, 3000, 7600, 11300, 15600, 20000, wt - col):
            self.columns.append(Thing(x0=x, y0=edge, x1=x + col, y1=edge + col, z=0, height=WALL_HEIGHT, code='K-T'))
        self.door('P-19', 'DB', 7350, p['P19_CLEAR'], 'lo', '+')
        self.door('P-20', 'DT', 7350, p['P20_CLEAR'], 'lo', '-')
        # Entrance steps.
        self.stairs.append(Thing(code='T-1', name='TANGGA DEPAN', x0=sx0, y0=t1 - going, x1=sx1, y1=t1, risers=3, tread=p['T1_TREAD'],
                                 up='n', z0=p['T1_FOOT'], z1=0))
        # Front ramp R-1 runs along the terrace, from east up to the west.
        width, run, landing, kerb = p['R1_WIDTH'], p['R1_RUN'], p['R1_LANDING'], 150
        y1 = edge - kerb
        y0 = y1 - width
        hx = 13300
        top, foot = rect(hx - 1600, y0 - kerb, hx, edge), rect(hx + run, y0 - kerb, hx + run + landing, edge)
        self.ramps.append(Thing(code='R-1', name='RAM DEPAN', indoor=False, flight=rect(hx, y0, hx + run, y1),
                                foot=(hx + run, (y0 + y1) / 2), head=(hx, (y0 + y1) / 2), z0=-450, z1=0,
                                landings=[(foot, -450), (top, 0)], kerb_height=p['R1_KERB'],
                                kerbs=[rect(hx, y1, hx + run, y1 + kerb), rect(hx, y0 - kerb, hx + run, y0)], rails=[]))
        for y in (y1 + kerb / 2, y0 - kerb / 2):
            self.rail([(hx + run, y), (hx, y)], -450, 0, (650, p['R1_RAIL']), 'R-1')
        # Rails along the edges of the terrace and the walks; gaps where steps and ramps arrive.
        for line in ([(wb, edge + 100), (sx0, edge + 100)], [(sx1, edge + 100), (hx - 1600, edge + 100)],
                     [(hx, edge + 100), (wt, edge + 100)], [(hx - 1600, edge), (hx - 1600, y0 - kerb), (hx, y0 - kerb)],
                     [(wt - 100, edge + 100), (wt - 100, 9200), (24000, 9200)], [(wb + 100, edge + 100), (wb + 100, 9200)],
                     [(sx0, edge + 100), (sx0, t1)], [(sx1, t1), (sx1, edge + 100)]):
            self.rail(line, 0, 0)
        # Side ramp R-4 continues the west walk to the north, without a kerb.
        w4, run4, l4 = p['R4_WIDTH'], p['R4_RUN'], p['R4_LANDING']
        x0 = -300 - w4
        self.ramps.append(Thing(code='R-4', name='RAM SAMPING', indoor=False, flight=rect(x0, 9200, -300, 9200 + run4),
                                foot=(x0 + w4 / 2, 9200 + run4), head=(x0 + w4 / 2, 9200), z0=-450, z1=0, kerbs=[], rails=[],
                                landings=[(rect(x0, 9200 + run4, -300, 9200 + run4 + l4), -450), (rect(x0, 9200 - 1400, -300, 9200), 0)]))
        for x in (x0 - 30, -270):
            self.rail([(x, 9200 + run4), (x, 9200)], -450, 0, (650, 800), 'R-4')
        self.rail([(wb + 100, 9200), (x0 - 30, 9200)], 0, 0)
        self.rail([(-270, 9200), (0, 9200)], 0, 0)

    def site(self):
        p = self.p
        # Back terrace, ramp R-2 down to the west, steps T-2 to the north.
        leaf = p['P18_CLEAR'] + HOLE_MINUS_CLEAR - 2 * HINGE
        kerb, width, run, landing = 150, p['R2_WIDTH'], p['R2_RUN'], p['R2_LANDING']
        bx0, bx1 = 14800, 18500
        by1 = 16000 + leaf + p['T2_DOOR']
        self.room('RG-28', 'TERAS BELAKANG', rect(bx0, 16000, bx1, by1), z=150, indoor=False)
        y0 = 16000 + 150 + kerb
        y1 = y0 + width
        head = bx0
        foot = head - run
        self.ramps.append(Thing(code='R-2', name='RAM BELAKANG', indoor=False, flight=rect(foot, y0, head, y1),
                                foot=(foot, (y0 + y1) / 2), head=(head, (y0 + y1) / 2), z0=-450, z1=150,
                                landings=[(rect(foot - landing, y0 - kerb, foot, y1 + kerb), -450),
                                          (rect(head, y0 - kerb, head + 1300, y1 + kerb), 150)], kerb_height=p['R2_KERB'],
                                kerbs=[rect(foot, y0 - kerb, head, y0), rect(foot, y1, head, y1 + kerb)], rails=[]))
        for y in (y0 - kerb / 2, y1 + kerb / 2):
            self.rail([(foot, y), (head, y)], -450, 150, (650, p['R2_RAIL']), 'R-2')
        self.stairs.append(Thing(code='T-2', name='TANGGA BELAKANG', x0=16200, y0=by1, x1=17800, y1=by1 + 2 * p['T2_TREAD'], risers=3,
                                 tread=p['T2_TREAD'], up='s', z0=p['T2_FOOT'], z1=150))
        for line in ([(bx0, y1 + kerb), (bx0, by1), (16200, by1)], [(17800, by1), (bx1, by1), (bx1, 16000)],
                     [(bx0, 16000), (bx0, y0 - kerb)]):
            self.rail(line, 150, 150)
        # Stairs to the platform of the water tank (13 risers) and to the one of the antenna (12 risers).
        for code, name, x, n in (('T-3', 'TANGGA MENARA AIR', 27500, p['T3_RISERS']), ('T-4', 'TANGGA ANTENA', 29500, p['T4_RISERS'])):
            self.stairs.append(Thing(code=code, name=name, x0=x, y0=9000, x1=x + 1000, y1=9000 + 300 * (n - 1), risers=n, tread=300,
                                     up='n', z0=-450, z1=-450 + 170 * n))
        # Parking in front, accessible bay nearest to the ramp; a second lot behind a fence, reached round its end.
        for k in range(5):
            self.parking.append(Thing(code='M-%d' % (k + 1), polygon=rect(1000 + 2500 * k, -13500, 3500 + 2500 * k, -8500), accessible=False))
        self.parking.append(Thing(code='D-1', polygon=rect(16000, -13500, 16000 + p['D1_WIDTH'], -8500), accessible=True))
        self.parking.append(Thing(code='D-2', polygon=rect(-19000, p['D2_Y'], -19000 + p['D2_WIDTH'], p['D2_Y'] + 5000), accessible=True))
        for k in range(2):
            self.parking.append(Thing(code='M-%d' % (k + 6), polygon=rect(-15000 + 2500 * k, 18000, -12500 + 2500 * k, 23000), accessible=False))
        # The plot's walls on three sides; the street side is open. Another wall parts the second lot from the yard.
        for code, x0, y0, x1, y1 in (('PG-1', -21000, 24000, 33000, 24150), ('PG-2', -21000, -15500, -20850, 24000),
                                     ('PG-3', 32850, -15500, 33000, 24000), ('PG-4', -8000, -12000, -7850, 24000)):
            self.wall(code, x0, y0, x1, y1, z=-450, height=1800)
        # Guiding tiles: from the yard to the ramp, and from the entrance to the low counter; warning tiles at ramp and steps.
        y = self.ramps[1].foot[1]
        fx = self.ramps[1].foot[0]
        self.tactile.append(Thing(code='U-1', kind='line', polygon=rect(fx + 1900, -8000, fx + 2200, y + 150), z=-450))
        self.tactile.append(Thing(code='U-2', kind='warning', polygon=rect(fx + 1300, y - 600, fx + 1900, y + 600), z=-450))
        self.tactile.append(Thing(code='U-3', kind='line', polygon=rect(9350, 150, 9650, 3550), z=0))
        self.tactile.append(Thing(code='U-4', kind='line', polygon=rect(9650, 3550, 14500, 3850), z=0))
        t = self.stairs[0]
        self.tactile.append(Thing(code='U-5', kind='warning', polygon=rect(t.x0, t.y1, t.x1, t.y1 + 300), z=0))
        self.tactile.append(Thing(code='U-6', kind='warning', polygon=rect(t.x0, t.y0 - 600, t.x1, t.y0 - 300), z=-450))
        # Level marks.
        for x, yy, z in ((8600, 2900, 0), (13000, self.kor0 + 500, 0), (2300, 5900, 0), (17300, 5000, 0), (6200, 11500, 0), (12300, 10000, 0),
                         (21500, 5800, 0), (7000, 15200, 0), (4300, 9700, 0), (1000, 9600, 0), (2850, 9600, 0), (2200, 12600, 0),
                         (2200, 14800, 0), (20600, 800, 0), (23000, 2500, 0), (1500, 1900, 0),
                         (16600, self.kor1 + 350, 0), (16600, 12600, 150), (10200, 12200, 150), (19500, 14900, 150), (22500, 14300, 150),
                         (18090, 13300, 150), (19400, 13300, 150), (19000, 10300, p['PENGADUAN_STEP']),
                         (2000, -700, 0), (24600, 4500, 0), (-800, 4500, 0), (18000, 16500, 150),
                         (9450, -3300, p['T1_FOOT']), (17000, by1 + 1500, p['T2_FOOT']), (22500, -6500, -450), (3000, 20000, -450),
                         (-1500, 16800, -450), (-13000, 10000, -450), (27000, -3000, -450)):
            self.level(x, yy, z)
        for s in self.stairs[2:]:
            self.level(s.x0 + 500, s.y1 + 400, s.z1)
            self.level(s.x0 + 500, s.y0 - 500, s.z0)
        for r in self.ramps[1:]:
            for pts, z in r.landings:
                self.level((pts[0][0] + pts[2][0]) / 2, (pts[0][1] + pts[2][1]) / 2, z)
        self.notes += [(19500, 12400, 'SHAFT', 160), (9530, -350, 'PINTU UTAMA', 160), (13000, -17000, 'JALAN MELATI RAYA', 500), (4500, -6500, 'HALAMAN PARKIR', 300), (-13500, 14000, 'PARKIR BELAKANG', 300),
                       (10500, 19500, 'HALAMAN BELAKANG', 300)]

    def dimensions(self):
        d = self.dims
        for a, b in ((0, 24000),):
            d.append(Thing(a=(a, 0), b=(b, 0), at=(a, -4700 - 1000), angle=0))
        xs = [0, 6000, 12000, 18000, 24000]
        for a, b in zip(xs, xs[1:]):
            d.append(Thing(a=(a, 16000), b=(b, 16000), at=(a, 21200), angle=0))
        d.append(Thing(a=(24000, 0), b=(24000, 16000), at=(26700, 0), angle=90))
        d.append(Thing(a=(150, self.kor0), b=(150, self.kor1), at=(5500, self.kor0), angle=90))
        r = self.ramps[1]
        d.append(Thing(a=r.head, b=r.foot, at=(r.head[0], r.head[1] - 1500), angle=0))
        r = self.ramps[2]
        r2 = self.ramps[-1]
        d.append(Thing(a=r2.foot, b=r2.head, at=(r2.foot[0], r2.foot[1] + 1400), angle=0))
        d.append(Thing(a=(150, 1000), b=(150 + self.p['LAKTASI_X'], 1000), at=(150, 1900), angle=0))

    # -- geometry both writers need -------------------------------------------------------------------------------
    def pieces(self, w):
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

    def door_frame(self, d):
        """Insertion point, rotation in degrees and mirror of a door's own frame: origin at the hinge end of the hole on the
        face the leaf swings to, x along the hole, y to the swing side."""
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
    """Frame profile at one end of the hole, in the door's own frame (y 0 at the swing face, down to -WALL)."""
    pts = [(0, 0), (JAMB - REBATE, 0), (JAMB - REBATE, -LEAF - GAP), (JAMB, -LEAF - GAP), (JAMB, -WALL), (0, -WALL)]
    return [(hole - x, y) for x, y in reversed(pts)] if far else pts


def metres(z):
    return ('%+.3f' % (z / 1000.0)) if z else '%%p0.000'


def num(v):
    """Shortest text of a number that keeps 0.0001 mm."""
    s = '%.4f' % v
    s = s.rstrip('0')
    return s + '0' if s.endswith('.') else s


# ---------------------------------------------------------------------------------------------------------------------
# DXF, AutoCAD 2000 (AC1015), text.

LAYERS = [  # name, colour, line type
    ('0', 7, 'Continuous'), ('DINDING', 7, 'Continuous'), ('KOLOM', 8, 'Continuous'), ('PINTU', 30, 'Continuous'),
    ('JENDELA', 4, 'Continuous'), ('RUANG', 9, 'Continuous'), ('TANGGA', 2, 'Continuous'), ('RAM', 3, 'Continuous'),
    ('RAM-BORDES', 3, 'Continuous'), ('KANSTIN', 8, 'Continuous'), ('RAILING', 6, 'Continuous'), ('LOKET', 5, 'Continuous'),
    ('MEJA', 40, 'Continuous'), ('KURSI', 40, 'Continuous'), ('PERABOT', 40, 'Continuous'), ('SANITAIR', 5, 'Continuous'),
    ('UBIN-PEMANDU', 50, 'Continuous'), ('PARKIR', 8, 'Continuous'), ('ELEVASI', 1, 'Continuous'), ('DIMENSI', 1, 'Continuous'),
    ('TEKS', 7, 'Continuous'), ('TANDA', 1, 'DASHED'), ('KOP', 7, 'Continuous'), ('AS', 1, 'CENTER')]


class Dxf:
    def __init__(self):
        self.out = []
        self.handle = 0x100           # of what stands in the drawing
        self.definition = 0x10000     # of block definitions and tables, so that another block moves no entity's handle
        self.defining = True
        self.blocks = {}     # name -> (record handle, list of groups of its entities, attribute definitions)
        self.entities = []
        self.model = None

    def next(self):
        if self.defining:
            self.definition += 1
            return '%X' % self.definition
        self.handle += 1
        return '%X' % self.handle

    # entities: lists of (code, value)
    def entity(self, kind, layer, owner, groups):
        return [(0, kind), (5, self.next()), (330, owner), (100, 'AcDbEntity'), (8, layer)] + groups

    def polyline(self, layer, pts, owner, closed=True):
        g = [(100, 'AcDbPolyline'), (90, len(pts)), (70, 1 if closed else 0)]
        for x, y in pts:
            g += [(10, num(x)), (20, num(y))]
        return self.entity('LWPOLYLINE', layer, owner, g)

    def line(self, layer, a, b, owner):
        return self.entity('LINE', layer, owner, [(100, 'AcDbLine'), (10, num(a[0])), (20, num(a[1])), (30, '0.0'),
                                                  (11, num(b[0])), (21, num(b[1])), (31, '0.0')])

    def arc(self, layer, c, r, a0, a1, owner):
        return self.entity('ARC', layer, owner, [(100, 'AcDbCircle'), (10, num(c[0])), (20, num(c[1])), (30, '0.0'), (40, num(r)),
                                                 (100, 'AcDbArc'), (50, num(a0)), (51, num(a1))])

    def circle(self, layer, c, r, owner):
        return self.entity('CIRCLE', layer, owner, [(100, 'AcDbCircle'), (10, num(c[0])), (20, num(c[1])), (30, '0.0'), (40, num(r))])

    def text(self, layer, at, height, words, owner, centred=True, turn=0):
        g = [(100, 'AcDbText'), (10, num(at[0])), (20, num(at[1])), (30, '0.0'), (40, num(height)), (1, words)]
        if turn:
            g.append((50, num(turn)))
        g.append((7, 'STANDARD'))
        if centred:
            g += [(72, 1), (11, num(at[0])), (21, num(at[1])), (31, '0.0'), (100, 'AcDbText'), (73, 2)]
        else:
            g += [(100, 'AcDbText')]
        return self.entity('TEXT', layer, owner, g)

    def block(self, name, draw, attributes=()):
        """Defines a block once; `draw(owner)` returns its entities."""
        if name in self.blocks:
            return
        self.defining = True
        record = self.next()
        body = []
        for e in draw(record):
            body += e
        for i, (tag, prompt) in enumerate(attributes):
            body += self.entity('ATTDEF', '0', record, [
                (100, 'AcDbText'), (10, '0.0'), (20, num(-220.0 * i)), (30, '0.0'), (40, '120.0'), (1, ''), (7, 'STANDARD'),
                (100, 'AcDbAttributeDefinition'), (3, prompt), (2, tag), (70, 0)])
        self.blocks[name] = (record, body, [t for t, _ in attributes])
        self.defining = False

    def insert(self, layer, name, at, turn=0, mirror=False, attributes=None):
        attributes = attributes or {}
        groups = [(100, 'AcDbBlockReference')]
        if attributes:
            groups.append((66, 1))
        groups += [(2, name), (10, num(at[0])), (20, num(at[1])), (30, '0.0')]
        if mirror:
            groups += [(41, '-1.0'), (42, '1.0'), (43, '1.0')]
        if turn:
            groups.append((50, num(turn)))
        e = self.entity('INSERT', layer, self.model, groups)
        owner = e[1][1]
        rad = math.radians(turn)
        for i, (tag, value) in enumerate(attributes.items()):
            lx, ly = 150.0, 150.0 - 180.0 * i
            x = at[0] + lx * math.cos(rad) - ly * math.sin(rad)
            y = at[1] + lx * math.sin(rad) + ly * math.cos(rad)
            e += self.entity('ATTRIB', layer, owner, [
                (100, 'AcDbText'), (10, num(x)), (20, num(y)), (30, '0.0'), (40, '120.0'), (1, value), (7, 'STANDARD'),
                (100, 'AcDbAttribute'), (2, tag), (70, 0 if tag == 'KODE' else 1)])
        if attributes:
            e += self.entity('SEQEND', layer, owner, [])
        self.entities.append(e)

    def add(self, e):
        self.entities.append(e)

    def dimension(self, d):
        """Rotated dimension with its block of lines and text."""
        name = '*D%d' % (1 + sum(1 for b in self.blocks if b.startswith('*D')))
        if d.angle == 0:
            a, b = (d.a[0], d.at[1]), (d.b[0], d.at[1])
        else:
            a, b = (d.at[0], d.a[1]), (d.at[0], d.b[1])
        length = math.hypot(b[0] - a[0], b[1] - a[1])
        mid = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        words = '%.0f' % length
        off = (0, 150) if d.angle == 0 else (-150, 0)

        def draw(owner):
            tick = 80
            es = [self.line('DIMENSI', a, b, owner), self.line('DIMENSI', d.a, a, owner), self.line('DIMENSI', d.b, b, owner),
                  self.text('DIMENSI', (mid[0] + off[0], mid[1] + off[1]), 200, words, owner, turn=d.angle)]
            for q in (a, b):
                es.append(self.line('DIMENSI', (q[0] - tick, q[1] - tick), (q[0] + tick, q[1] + tick), owner))
            return es
        self.block(name, draw)
        self.add(self.entity('DIMENSION', 'DIMENSI', self.model, [
            (100, 'AcDbDimension'), (2, name), (10, num(b[0])), (20, num(b[1])), (30, '0.0'), (11, num(mid[0] + off[0])),
            (21, num(mid[1] + off[1])), (31, '0.0'), (70, 32), (71, 5), (42, num(length)), (3, 'STANDARD'), (100, 'AcDbAlignedDimension'),
            (13, num(d.a[0])), (23, num(d.a[1])), (33, '0.0'), (14, num(d.b[0])), (24, num(d.b[1])), (34, '0.0'), (50, num(d.angle)),
            (100, 'AcDbRotatedDimension')]))

    # -- the file -------------------------------------------------------------------------------------------------
    def table(self, name, records, out):
        handle = self.next()
        out += [(0, 'TABLE'), (2, name), (5, handle), (330, '0'), (100, 'AcDbSymbolTable'), (70, len(records))]
        if name == 'DIMSTYLE':
            out += [(100, 'AcDbDimStyleTable'), (71, len(records))]
        for kind, subclass, own, groups in records:
            out += [(0, kind), (105 if kind == 'DIMSTYLE' else 5, own or self.next()), (330, handle), (100, 'AcDbSymbolTableRecord'),
                    (100, subclass)] + groups
        out.append((0, 'ENDTAB'))

    def write(self, box):
        self.defining = True
        paper = self.next()
        blocks = [('*Model_Space', self.model, [], []), ('*Paper_Space', paper, [], [])]
        blocks += [(n, r, b, a) for n, (r, b, a) in self.blocks.items()]
        body = []
        tables = []
        cx, cy = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        self.table('VPORT', [('VPORT', 'AcDbViewportTableRecord', None, [
            (2, '*ACTIVE'), (70, 0), (10, '0.0'), (20, '0.0'), (11, '1.0'), (21, '1.0'), (12, num(cx)), (22, num(cy)), (13, '0.0'),
            (23, '0.0'), (14, '10.0'), (24, '10.0'), (15, '10.0'), (25, '10.0'), (16, '0.0'), (26, '0.0'), (36, '1.0'), (17, '0.0'),
            (27, '0.0'), (37, '0.0'), (40, num(box[3] - box[1])), (41, '1.5'), (42, '50.0'), (43, '0.0'), (44, '0.0'), (50, '0.0'),
            (51, '0.0'), (71, 0), (72, 100), (73, 1), (74, 3), (75, 0), (76, 0), (77, 0), (78, 0)])], tables)
        self.table('LTYPE', [
            ('LTYPE', 'AcDbLinetypeTableRecord', None, [(2, 'ByBlock'), (70, 0), (3, ''), (72, 65), (73, 0), (40, '0.0')]),
            ('LTYPE', 'AcDbLinetypeTableRecord', None, [(2, 'ByLayer'), (70, 0), (3, ''), (72, 65), (73, 0), (40, '0.0')]),
            ('LTYPE', 'AcDbLinetypeTableRecord', None, [(2, 'Continuous'), (70, 0), (3, 'Solid line'), (72, 65), (73, 0), (40, '0.0')]),
            ('LTYPE', 'AcDbLinetypeTableRecord', None, [(2, 'DASHED'), (70, 0), (3, 'Dashed'), (72, 65), (73, 2), (40, '300.0'),
                                                        (49, '200.0'), (74, 0), (49, '-100.0'), (74, 0)]),
            ('LTYPE', 'AcDbLinetypeTableRecord', None, [(2, 'CENTER'), (70, 0), (3, 'Center'), (72, 65), (73, 4), (40, '900.0'),
                                                        (49, '600.0'), (74, 0), (49, '-100.0'), (74, 0), (49, '100.0'), (74, 0),
                                                        (49, '-100.0'), (74, 0)])], tables)
        self.table('LAYER', [('LAYER', 'AcDbLayerTableRecord', None, [(2, n), (70, 0), (62, c), (6, t), (390, 'F')])
                             for n, c, t in LAYERS], tables)
        self.table('STYLE', [('STYLE', 'AcDbTextStyleTableRecord', None, [
            (2, 'STANDARD'), (70, 0), (40, '0.0'), (41, '1.0'), (50, '0.0'), (71, 0), (42, '250.0'), (3, 'arial.ttf'), (4, '')])], tables)
        self.table('VIEW', [], tables)
        self.table('UCS', [], tables)
        self.table('APPID', [('APPID', 'AcDbRegAppTableRecord', None, [(2, 'ACAD'), (70, 0)])], tables)
        self.table('DIMSTYLE', [('DIMSTYLE', 'AcDbDimStyleTableRecord', None, [
            (2, 'STANDARD'), (70, 0), (40, '1.0'), (41, '150.0'), (42, '60.0'), (43, '300.0'), (44, '100.0'), (140, '200.0'), (147, '60.0'),
            (77, 1), (271, 0), (272, 0)])], tables)
        self.table('BLOCK_RECORD', [('BLOCK_RECORD', 'AcDbBlockTableRecord', r, [(2, n), (340, '0')]) for n, r, _, _ in blocks], tables)
        block_part = []
        for n, r, groups, attributes in blocks:
            layout = n == '*Paper_Space'
            flags = 2 if attributes else (1 if n.startswith('*D') else 0)
            block_part += [(0, 'BLOCK'), (5, self.next()), (330, r), (100, 'AcDbEntity')] + ([(67, 1)] if layout else []) + [
                (8, '0'), (100, 'AcDbBlockBegin'), (2, n), (70, flags), (10, '0.0'), (20, '0.0'), (30, '0.0'), (3, n), (1, '')]
            block_part += groups
            block_part += [(0, 'ENDBLK'), (5, self.next()), (330, r), (100, 'AcDbEntity')] + ([(67, 1)] if layout else []) + [
                (8, '0'), (100, 'AcDbBlockEnd')]
        for e in self.entities:
            body += e
        root, group, layouts = self.next(), self.next(), None
        objects = [(0, 'DICTIONARY'), (5, root), (330, '0'), (100, 'AcDbDictionary'), (281, 1), (3, 'ACAD_GROUP'), (350, group),
                   (0, 'DICTIONARY'), (5, group), (330, root), (100, 'AcDbDictionary'), (281, 1)]
        seed = self.next()
        out = [(0, 'SECTION'), (2, 'HEADER'), (9, '$ACADVER'), (1, 'AC1015'), (9, '$DWGCODEPAGE'), (3, 'ANSI_1252'),
               (9, '$INSBASE'), (10, '0.0'), (20, '0.0'), (30, '0.0'),
               (9, '$EXTMIN'), (10, num(box[0])), (20, num(box[1])), (30, '0.0'), (9, '$EXTMAX'), (10, num(box[2])), (20, num(box[3])),
               (30, '0.0'), (9, '$LTSCALE'), (40, '1.0'), (9, '$TEXTSIZE'), (40, '250.0'), (9, '$TEXTSTYLE'), (7, 'STANDARD'),
               (9, '$CLAYER'), (8, '0'), (9, '$DIMSTYLE'), (2, 'STANDARD'), (9, '$LUNITS'), (70, 2), (9, '$LUPREC'), (70, 1),
               (9, '$MEASUREMENT'), (70, 1), (9, '$INSUNITS'), (70, 4), (9, '$HANDSEED'), (5, seed), (0, 'ENDSEC'),
               (0, 'SECTION'), (2, 'CLASSES'), (0, 'ENDSEC'), (0, 'SECTION'), (2, 'TABLES')] + tables + [
               (0, 'ENDSEC'), (0, 'SECTION'), (2, 'BLOCKS')] + block_part + [(0, 'ENDSEC'), (0, 'SECTION'), (2, 'ENTITIES')] + body + [
               (0, 'ENDSEC'), (0, 'SECTION'), (2, 'OBJECTS')] + objects + [(0, 'ENDSEC'), (0, 'EOF')]
        return ''.join('%3d\n%s\n' % (c, v) for c, v in out)


def door_block(f, d):
    """The block of a door of one size: frame jambs, leaf opened 90 degrees, arc. Own frame as Building.door_frame."""
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


def turned(pts, x, y, degrees):
    c, s = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[degrees]
    return [(x + px * c - py * s, y + px * s + py * c) for px, py in pts]


def treads(s):
    """Front edge of every riser, from the foot up."""
    n = s.risers
    if s.up == 'n':
        return [((s.x0, s.y0 + k * s.tread), (s.x1, s.y0 + k * s.tread)) for k in range(n)]
    return [((s.x0, s.y1 - k * s.tread), (s.x1, s.y1 - k * s.tread)) for k in range(n)]


def write_dxf(b):
    f = Dxf()
    f.model = f.next()
    f.defining = False
    m = f.model
    for w in b.walls.values():
        for piece in b.pieces(w):
            f.add(f.polyline('DINDING', piece, m))
    for c in b.columns:
        f.add(f.polyline('KOLOM', rect(c.x0, c.y0, c.x1, c.y1), m))
    for d in b.doors:
        name = door_block(f, d)
        at, turn, mirror = b.door_frame(d)
        f.insert('PINTU', name, at, turn, mirror, {'KODE': d.code, 'BAHAN': d.material})
    for w in b.windows:
        def draw(o, w=w):
            return [f.polyline('JENDELA', rect(0, -WALL, 50, 0), o), f.polyline('JENDELA', rect(w.width - 50, -WALL, w.width, 0), o),
                    f.line('JENDELA', (0, 0), (w.width, 0), o), f.line('JENDELA', (0, -WALL), (w.width, -WALL), o),
                    f.line('JENDELA', (50, -WALL / 2), (w.width - 50, -WALL / 2), o)]
        name = 'JENDELA-%d' % w.width
        f.block(name, draw, [('KODE', 'Kode jendela')])
        wall = w.wall
        at, turn = ((w.a, wall.y1), 0) if wall.axis == 'x' else ((wall.x0, w.a), 90)
        f.insert('JENDELA', name, at, turn, False, {'KODE': w.code})
    for r in b.rooms:
        f.add(f.polyline('RUANG', r.polygon, m))
        f.add(f.text('RUANG', r.label, 220 if len(r.name) > 12 else 260, r.name, m))
    for r in b.ramps:
        f.add(f.polyline('RAM', r.flight, m))
        f.add(f.line('RAM', r.foot, r.head, m))
        dx, dy = r.head[0] - r.foot[0], r.head[1] - r.foot[1]
        length = math.hypot(dx, dy)
        ux, uy = dx / length, dy / length
        for side in (1, -1):
            f.add(f.line('RAM', (r.head[0] - 300 * ux + side * 150 * uy, r.head[1] - 300 * uy - side * 150 * ux), r.head, m))
        f.add(f.text('TEKS', ((r.foot[0] + r.head[0]) / 2, (r.foot[1] + r.head[1]) / 2 + (150 if r.indoor or uy == 0 else 0)), 160,
                     r.code + ' ' + r.name, m, turn=90 if ux == 0 and not r.indoor else 0))
        for pts, _ in r.landings:
            f.add(f.polyline('RAM-BORDES', pts, m))
        for k in r.kerbs:
            f.add(f.polyline('KANSTIN', k, m))
    for r in b.rails:
        f.add(f.polyline('RAILING', r.line, m, closed=False))
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
        f.insert('LOKET', name, at, turn, False, {'KODE': c.code, 'TINGGI': num(c.top).rstrip('0').rstrip('.')})
        f.add(f.text('TEKS', (c.x0 + w / 2, c.y0 + h / 2), 140, c.name, m, turn=0 if w > h else 90))
    for s in b.seats:
        f.block('KURSI-TUNGGU', lambda o: [f.polyline('KURSI', rect(0, 0, 450, 450), o), f.line('KURSI', (60, 0), (60, 450), o)],
                [('KODE', 'Kode kursi')])
        f.insert('KURSI', 'KURSI-TUNGGU', (s.x, s.y), 0, False, {'KODE': s.code})
    for i in b.furniture:
        layer = {'MEJA': 'MEJA', 'KURSI': 'PERABOT', 'LEMARI': 'PERABOT'}[i.kind]
        name = '%s-%dX%d' % (i.kind, i.x1 - i.x0, i.y1 - i.y0)
        f.block(name, lambda o, i=i, layer=layer: [f.polyline(layer, rect(0, 0, i.x1 - i.x0, i.y1 - i.y0), o)],
                [('KODE', 'Kode perabot')])
        f.insert(layer, name, (i.x0, i.y0), 0, False, {'KODE': i.code})
    for s in b.sanitary:
        def draw(o, s=s):
            w, d = s.width, s.depth
            es = [f.polyline('SANITAIR', rect(-w / 2, 0, w / 2, d), o)]
            if s.kind == 'KLOSET':
                es += [f.line('SANITAIR', (-w / 2, 180), (w / 2, 180), o), f.circle('SANITAIR', (0, d - w / 2 - 30), w / 2 - 50, o)]
            else:
                es += [f.circle('SANITAIR', (0, d / 2), min(w, d) / 2 - 50, o)]
            return es
        name = '%s-%dX%d' % (s.kind, s.width, s.depth)
        f.block(name, draw, [('KODE', 'Kode'), ('JENIS', 'Jenis alat saniter')])
        f.insert('SANITAIR', name, (s.x, s.y), (s.turn - 90) % 360, False, {'KODE': s.code, 'JENIS': s.kind})
    for t in b.tactile:
        f.add(f.polyline('UBIN-PEMANDU', t.polygon, m))
    for q in b.parking:
        f.add(f.polyline('PARKIR', q.polygon, m))
        xs, ys = [v[0] for v in q.polygon], [v[1] for v in q.polygon]
        cx, cy = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        f.add(f.text('TEKS', (cx, max(ys) - 500), 250, q.code, m))
        if q.accessible:
            f.block('SIMBOL-DIFABEL', lambda o: [f.circle('PARKIR', (0, 0), 600, o), f.circle('PARKIR', (0, 900), 150, o),
                                                 f.line('PARKIR', (0, 750), (0, 200), o), f.line('PARKIR', (0, 200), (500, 200), o),
                                                 f.line('PARKIR', (500, 200), (700, -300), o)], [('KODE', 'Kode petak')])
            f.insert('PARKIR', 'SIMBOL-DIFABEL', (cx, cy - 300), 0, False, {'KODE': q.code})
    for l in b.levels:
        f.add(f.text('ELEVASI', (l.x, l.y), 160, metres(l.z), m))
    for q in b.marks:
        f.add(f.polyline('TANDA', q.polygon, m))
        xs, ys = [v[0] for v in q.polygon], [v[1] for v in q.polygon]
        f.add(f.text('TEKS', ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2), 110, q.name, m))
    for x, y, words, h in b.notes:
        f.add(f.text('TEKS', (x, y), h, words, m))
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
    # Sheet: border, title block, north arrow.
    x0, y0, x1, y1 = -22500, -19500, 43000, 27000
    f.add(f.polyline('KOP', rect(x0, y0, x1, y1), m))
    kx = 34500
    f.add(f.line('KOP', (kx, y0), (kx, y1), m))
    rows = [(25000, 420, 'PEMERINTAH PROVINSI DKI JAKARTA'), (23800, 520, 'KANTOR KELURAHAN MELATI JAYA'), (22600, 380, 'PELAYANAN TERPADU SATU PINTU'),
            (20500, 600, 'DENAH LANTAI 1'), (19300, 350, 'SKALA 1 : 100 (A1)'), (18200, 300, 'SATUAN: MILIMETER, ELEVASI: METER'),
            (16500, 350, 'NO. GAMBAR: AR-01'), (15500, 300, 'GAMBAR CONTOH, BUKAN BANGUNAN NYATA')]
    for y, h, words in rows:
        f.add(f.text('KOP', ((kx + x1) / 2, y), h * 0.8, words, m))
    for y in (21500, 17400, 14700):
        f.add(f.line('KOP', (kx, y), (x1, y), m))
    f.add(f.circle('KOP', (38750, 11500), 1200, m))
    f.add(f.polyline('KOP', [(38750, 13200), (38350, 10700), (38750, 11200), (39150, 10700)], m))
    f.add(f.text('KOP', (38750, 13700), 500, 'U', m))
    # Last, because the number of lines of a stair is one of the parameters.
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
    return f.write((x0, y0, x1, y1))


# ---------------------------------------------------------------------------------------------------------------------
# IFC4, text STEP, millimetres.

GUID_DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$'


def guid(words):
    """A GlobalId that depends on the words only."""
    n = int(hashlib.md5(('kelurahan ' + words).encode()).hexdigest(), 16)
    out = ''
    for _ in range(22):
        out = GUID_DIGITS[n & 63] + out
        n >>= 6
    return out


class Raw(str):
    """Goes into the file as it is: #12, .WORD., $, *."""


NULL = Raw('$')


class Ifc:
    def __init__(self):
        self.lines = []
        self.n = 0
        self.points = {}
        self.owner = NULL

    def value(self, v):
        if v is None:
            return '$'
        if isinstance(v, Raw):
            return str(v)
        if isinstance(v, bool):
            return '.T.' if v else '.F.'
        if isinstance(v, int):
            return str(v)
        if isinstance(v, float):
            s = num(v)
            return s[:-1] if s.endswith('.0') else s
        if isinstance(v, (list, tuple)):
            return '(' + ','.join(self.value(i) for i in v) + ')'
        return "'" + v.replace("'", "''") + "'"

    def add(self, kind, *args):
        self.n += 1
        self.lines.append('#%d=%s(%s);' % (self.n, kind.upper(), ','.join(self.value(a) for a in args)))
        return Raw('#%d' % self.n)

    def rooted(self, kind, code, name, *args):
        return self.add(kind, guid(kind + ' ' + code), self.owner, name, *args)

    def point(self, *xyz):
        key = ('P',) + tuple(float(v) for v in xyz)
        if key not in self.points:
            self.points[key] = self.add('IfcCartesianPoint', [float(v) for v in xyz])
        return self.points[key]

    def direction(self, *xyz):
        key = ('D',) + tuple(float(v) for v in xyz)
        if key not in self.points:
            self.points[key] = self.add('IfcDirection', [float(v) for v in xyz])
        return self.points[key]

    def axes(self, origin, z=None, x=None):
        return self.add('IfcAxis2Placement3D', self.point(*origin), self.direction(*z) if z else None, self.direction(*x) if x else None)

    def place(self, parent, origin=(0, 0, 0), x=None):
        return self.add('IfcLocalPlacement', parent, self.axes(origin, (0, 0, 1) if x else None, x))

    def profile(self, pts):
        ring = [self.point(*p) for p in pts]
        return self.add('IfcArbitraryClosedProfileDef', Raw('.AREA.'), None, self.add('IfcPolyline', ring + ring[:1]))

    def prism(self, pts, z0, z1):
        """Upright prism over a polygon."""
        return self.add('IfcExtrudedAreaSolid', self.profile(pts), self.axes((0, 0, z0)), self.direction(0, 0, 1), float(z1 - z0))

    def side(self, pts, origin, run, width):
        """Prism whose profile stands upright: x of the profile along `run` (unit vector in plan), y up; extruded to the right
        of `run` by `width`, starting at `origin` (x, y, z)."""
        right = (run[1], -run[0], 0)
        return self.add('IfcExtrudedAreaSolid', self.profile(pts), self.axes(origin, right, (run[0], run[1], 0)),
                        self.direction(0, 0, 1), float(width))

    def shape(self, *bodies):
        if not bodies:
            return NULL
        body = self.add('IfcShapeRepresentation', self.body, 'Body', 'SweptSolid', list(bodies))
        return self.add('IfcProductDefinitionShape', None, None, [body])

    def properties(self, target, code, set_name, values):
        items = []
        for name, kind, value in values:
            items.append(self.add('IfcPropertySingleValue', name, None, Raw('%s(%s)' % (kind.upper(), self.value(value))), None))
        pset = self.rooted('IfcPropertySet', code + ' ' + set_name, set_name, None, items)
        self.rooted('IfcRelDefinesByProperties', code + ' ' + set_name, None, None, [target], pset)

    def write(self):
        head = ["ISO-10303-21;", "HEADER;", "FILE_DESCRIPTION(('ViewDefinition [DesignTransferView]'),'2;1');",
                "FILE_NAME('kelurahan.ifc','2026-01-01T00:00:00',(''),(''),'samples/kelurahan/draw.py','','');",
                "FILE_SCHEMA(('IFC4'));", "ENDSEC;", "DATA;"]
        return '\n'.join(head + self.lines + ['ENDSEC;', 'END-ISO-10303-21;', ''])


def write_ifc(b):
    f = Ifc()
    units = [f.add('IfcSIUnit', Raw('*'), Raw('.LENGTHUNIT.'), Raw('.MILLI.'), Raw('.METRE.')),
             f.add('IfcSIUnit', Raw('*'), Raw('.AREAUNIT.'), None, Raw('.SQUARE_METRE.')),
             f.add('IfcSIUnit', Raw('*'), Raw('.VOLUMEUNIT.'), None, Raw('.CUBIC_METRE.')),
             f.add('IfcSIUnit', Raw('*'), Raw('.PLANEANGLEUNIT.'), None, Raw('.RADIAN.'))]
    assignment = f.add('IfcUnitAssignment', units)
    context = f.add('IfcGeometricRepresentationContext', None, 'Model', 3, 0.0001, f.axes((0, 0, 0)), None)
    f.body = f.add('IfcGeometricRepresentationSubContext', 'Body', 'Model', Raw('*'), Raw('*'), Raw('*'), Raw('*'), context, None,
                   Raw('.MODEL_VIEW.'), None)
    project = f.rooted('IfcProject', 'project', 'Kantor Kelurahan Melati Jaya', None, None, None, None, [context], assignment)
    site_place = f.place(NULL)
    site = f.rooted('IfcSite', 'site', 'Tapak', None, None, site_place, None, None, Raw('.ELEMENT.'), None, None, None, None, None)
    building_place = f.place(site_place)
    building = f.rooted('IfcBuilding', 'building', 'Kantor Kelurahan Melati Jaya', 'Pelayanan terpadu satu pintu', None, building_place, None,
                        None, Raw('.ELEMENT.'), None, None, None)
    ground = f.place(building_place)
    storey = f.rooted('IfcBuildingStorey', 'storey', 'Lantai 1', None, None, ground, None, None, Raw('.ELEMENT.'), 0.0)
    for i, (whole, part) in enumerate(((project, site), (site, building), (building, storey))):
        f.rooted('IfcRelAggregates', 'structure %d' % i, None, None, whole, [part])
    contained, spaces = [], []

    def product(kind, code, name, kind_words, shape, *rest, place=None, keep=True, description=None):
        e = f.rooted(kind, code, name, description, kind_words, place or f.place(ground), shape, *rest)
        if keep:
            contained.append(e)
        return e

    # Walls, their openings, doors and windows.
    door_types = {}
    doors = {d.code: d for d in b.doors}
    windows = {w.code: w for w in b.windows}
    for w in b.walls.values():
        wall = product('IfcWall', w.code, w.code, None, f.shape(f.prism(rect(w.x0, w.y0, w.x1, w.y1), w.z, w.z + w.height)), w.code,
                       Raw('.SOLIDWALL.'))
        for h in sorted(w.holes, key=lambda h: h.a):
            hole = rect(h.a, w.y0, h.b, w.y1) if w.axis == 'x' else rect(w.x0, h.a, w.x1, h.b)
            opening = product('IfcOpeningElement', h.code, 'Lubang ' + h.code, None, f.shape(f.prism(hole, w.z + h.sill, w.z + h.head)), None,
                              Raw('.OPENING.'), keep=False)
            f.rooted('IfcRelVoidsElement', h.code, None, None, wall, opening)
            filling = ifc_door(f, b, doors[h.code], ground, door_types) if h.kind == 'door' else ifc_window(f, windows[h.code], product)
            if h.kind == 'door':
                contained.append(filling)
            f.rooted('IfcRelFillsElement', h.code, None, None, opening, filling)
    for i, c in enumerate(b.columns):
        code = 'K-%02d' % (i + 1)
        product('IfcColumn', code, code, None, f.shape(f.prism(rect(c.x0, c.y0, c.x1, c.y1), c.z, c.z + c.height)), code, Raw('.COLUMN.'))
    # Rooms and the slabs under them.
    for r in b.rooms:
        shape = f.shape(f.prism(r.polygon, r.z, r.z + 2700))
        space = f.rooted('IfcSpace', r.code, r.code, None, None, f.place(ground), shape, r.name, Raw('.ELEMENT.'),
                         Raw('.INTERNAL.' if r.indoor else '.EXTERNAL.'), float(r.z))
        spaces.append(space)
        area = abs(sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(r.polygon, r.polygon[1:] + r.polygon[:1]))) / 2e6
        quantity = f.add('IfcQuantityArea', 'NetFloorArea', None, None, area, None)
        qset = f.rooted('IfcElementQuantity', r.code, 'Qto_SpaceBaseQuantities', None, None, [quantity])
        f.rooted('IfcRelDefinesByProperties', r.code + ' qto', None, None, [space], qset)
        if r.name != 'KORIDOR RAM':
            code = 'LT-' + r.code
            product('IfcSlab', code, code, None, f.shape(f.prism(r.polygon, r.z - 120, r.z)), code, Raw('.FLOOR.'))
    # Ramps: flights, landings, kerbs are parts of the ramp.
    for r in b.ramps:
        parts = []
        ramp = product('IfcRamp', r.code, r.code, r.name, NULL, r.code, Raw('.STRAIGHT_RUN_RAMP.'))
        dx, dy = r.head[0] - r.foot[0], r.head[1] - r.foot[1]
        run = math.hypot(dx, dy)
        u = (dx / run, dy / run)
        rise = r.z1 - r.z0
        width = (r.flight[2][0] - r.flight[0][0]) if u[0] == 0 else (r.flight[2][1] - r.flight[0][1])

        def slope_body(left, wide, low, high):
            """A body that follows the flight; `left` from the centre line to its left side."""
            o = (r.foot[0] - u[1] * left, r.foot[1] + u[0] * left, r.z0)
            return f.side([(0, low), (run, rise + low), (run, rise + high), (0, high)], o, u, wide)
        parts.append(product('IfcRampFlight', r.code + '/1', r.code + '/1', None, f.shape(slope_body(width / 2, width, -100, 0)), None,
                             Raw('.STRAIGHT.'), keep=False))
        for i, (pts, z) in enumerate(r.landings):
            code = '%s/BORDES-%d' % (r.code, i + 1)
            parts.append(product('IfcSlab', code, code, None, f.shape(f.prism(pts, z - 100, z)), None, Raw('.LANDING.'), keep=False))
        for i, k in enumerate(r.kerbs):
            code = '%s/KANSTIN-%d' % (r.code, i + 1)
            middle = (k[0][0] + k[2][0]) / 2 - r.foot[0], (k[0][1] + k[2][1]) / 2 - r.foot[1]
            left = 75 + middle[1] * u[0] - middle[0] * u[1]
            parts.append(product('IfcBuildingElementProxy', code, code, 'Kanstin', f.shape(slope_body(left, 150, 0, r.kerb_height)), None,
                                 Raw('.ELEMENT.'), keep=False))
            f.properties(parts[-1], code, 'Pset_KerbCommon', [('Upstand', 'IfcPositiveLengthMeasure', float(r.kerb_height))])
        for rail in b.rails:
            if rail.parent == r.code:
                parts += ifc_rails(f, rail, product)
        f.rooted('IfcRelAggregates', r.code, None, None, ramp, parts)
    for s in b.stairs:
        stair = product('IfcStair', s.code, s.code, s.name, NULL, s.code, Raw('.STRAIGHT_RUN_STAIR.'))
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
        flight = product('IfcStairFlight', s.code + '/1', s.code + '/1', None, f.shape(f.side(pts, origin, u, width)), None, n, n - 1,
                         float(riser), float(t), Raw('.STRAIGHT.'), keep=False)
        f.rooted('IfcRelAggregates', s.code, None, None, stair, [flight])
        if s.z1 > 1000:   # the platform the stairs lead to
            y = s.y1
            product('IfcSlab', s.code + '/PELAT', s.code + '/PELAT', s.name, f.shape(f.prism(rect(s.x0, y, s.x1, y + 1500), s.z1 - 120, s.z1)),
                    None, Raw('.LANDING.'))
    for r in b.rails:
        if not r.parent:
            ifc_rails(f, r, product)
    # Counters, furniture, seats, fixtures.
    for c in b.counters:
        outline = rect(c.x0, c.y0, c.x1, c.y1)
        product('IfcFurniture', c.code, c.code, 'Loket', f.shape(f.prism(outline, c.z, c.z + c.top)), None, Raw('.USERDEFINED.'),
                description=c.name)
    for i in b.furniture:
        kind = {'MEJA': '.TABLE.', 'KURSI': '.USERDEFINED.', 'LEMARI': '.FILECABINET.'}[i.kind]
        product('IfcFurniture', i.code, i.code, 'Perabot' if i.kind == 'KURSI' else i.kind.capitalize(),
                f.shape(f.prism(rect(i.x0, i.y0, i.x1, i.y1), i.z, i.z + i.height)), None, Raw(kind), description=i.name)
    for s in b.seats:
        product('IfcFurniture', s.code, s.code, 'Kursi tunggu', f.shape(f.prism(rect(s.x, s.y, s.x + s.size, s.y + s.size), 0, s.height)),
                None, Raw('.CHAIR.'))
    for s in b.sanitary:
        kind = {'KLOSET': '.TOILETPAN.', 'WASTAFEL': '.WASHHANDBASIN.', 'URINOIR': '.URINAL.'}[s.kind]
        body = turned(rect(-s.width / 2, 0, s.width / 2, s.depth), s.x, s.y, (s.turn - 90) % 360)
        low = s.z if s.kind == 'KLOSET' else s.z + s.height - 250
        product('IfcSanitaryTerminal', s.code, s.code, s.kind.capitalize(), f.shape(f.prism(body, low, s.z + s.height)), None, Raw(kind))
    for t in b.tactile:
        words = 'Ubin peringatan' if t.kind == 'warning' else 'Ubin pemandu'
        product('IfcBuildingElementProxy', t.code, t.code, words, f.shape(f.prism(t.polygon, t.z, t.z + 5)), None, Raw('.ELEMENT.'))
    for q in b.parking:
        bay = f.rooted('IfcSpace', q.code, q.code, None, 'Petak parkir', f.place(ground), f.shape(f.prism(q.polygon, -450, 1750)),
                       q.code + (' PARKIR DIFABEL' if q.accessible else ' PARKIR'), Raw('.ELEMENT.'), Raw('.PARKING.'), -450.0)
        f.properties(bay, q.code, 'Pset_SpaceCommon', [('HandicapAccessible', 'IfcBoolean', bool(q.accessible)),
                                                       ('IsExternal', 'IfcBoolean', True)])
        spaces.append(bay)
    f.rooted('IfcRelAggregates', 'spaces', None, None, storey, spaces)
    f.rooted('IfcRelContainedInSpatialStructure', 'contents', None, None, contained, storey)
    return f.write()


def ifc_door(f, b, d, ground, types):
    """A door with its frame (jambs with stops, head) and leaves as bodies of their own, in a frame with x along the hole and y to
    the swing side, as ISO 16739 defines it."""
    at, turn, mirror = b.door_frame(d)
    x = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[turn]
    origin = (at[0] - d.hole * x[0], at[1] - d.hole * x[1]) if mirror else at
    h = DOOR_HEIGHT
    bodies = [f.prism(jamb(d.hole, False), 0, h), f.prism(jamb(d.hole, True), 0, h),
              f.prism(rect(JAMB, -WALL, d.hole - JAMB, -LEAF - GAP), h - JAMB, h)]
    gap = 5
    if d.leaves == 1:
        bodies.append(f.prism(rect(HINGE, -LEAF, HINGE + d.leaf, 0), gap, h - HINGE))
    else:
        bodies.append(f.prism(rect(HINGE, -LEAF, HINGE + d.leaf, 0), gap, h - HINGE))
        bodies.append(f.prism(rect(d.hole - HINGE - d.leaf, -LEAF, d.hole - HINGE, 0), gap, h - HINGE))
    operation = 'DOUBLE_DOOR_SINGLE_SWING' if d.leaves == 2 else ('SINGLE_SWING_RIGHT' if mirror else 'SINGLE_SWING_LEFT')
    main = d.code == 'P-01'
    door = f.rooted('IfcDoor', d.code, d.code, None, 'Pintu utama' if main else 'Pintu', f.place(ground, (origin[0], origin[1], d.z), (x[0], x[1], 0)),
                    f.shape(*bodies), d.code, float(h), float(d.hole), Raw('.DOOR.'), Raw('.' + operation + '.'), None)
    key = '%s %s' % (operation, num(d.hole))
    if key not in types:
        lining = f.rooted('IfcDoorLiningProperties', key, None, None, float(WALL), float(JAMB), None, None, None, None, None, None, None, None,
                          None, None, None)
        positions = ['LEFT', 'RIGHT'] if d.leaves == 2 else ['RIGHT' if mirror else 'LEFT']
        panels = [f.rooted('IfcDoorPanelProperties', key + p, None, None, float(LEAF), Raw('.SWINGING.'), 1.0 / d.leaves, Raw('.%s.' % p), None)
                  for p in positions]
        types[key] = f.rooted('IfcDoorType', key, 'Pintu ' + num(d.hole).rstrip('0').rstrip('.'), None, None, [lining] + panels, None, None, None,
                              Raw('.DOOR.'), Raw('.' + operation + '.'), True, None)
    f.rooted('IfcRelDefinesByType', d.code, None, None, [door], types[key])
    return door


def ifc_rails(f, r, product):
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
            bodies.append(f.side([(0, za + height - 50), (d, zb + height - 50), (d, zb + height), (0, za + height)], o, u, 40))
        rail = product('IfcRailing', code, code, ('Pegangan rambat ' + r.parent) if r.parent else 'Railing tepi', f.shape(*bodies), None,
                       Raw('.HANDRAIL.' if r.parent else '.GUARDRAIL.'), keep=not r.parent)
        f.properties(rail, code, 'Pset_RailingCommon', [('Height', 'IfcPositiveLengthMeasure', float(height))])
        rails.append(rail)
    return rails


def ifc_window(f, w, product):
    wall = w.wall
    low, high = wall.z + w.sill, wall.z + w.sill + w.height

    def box(a, b, lo, hi, thick=50):
        mid = (wall.y0 + wall.y1) / 2 if wall.axis == 'x' else (wall.x0 + wall.x1) / 2
        r = rect(a, mid - thick / 2, b, mid + thick / 2) if wall.axis == 'x' else rect(mid - thick / 2, a, mid + thick / 2, b)
        return f.prism(r, lo, hi)
    bodies = [box(w.a, w.a + 50, low, high), box(w.b - 50, w.b, low, high), box(w.a + 50, w.b - 50, low, low + 50),
              box(w.a + 50, w.b - 50, high - 50, high), box(w.a + 50, w.b - 50, low + 50, high - 50, 8)]
    return product('IfcWindow', w.code, w.code, None, f.shape(*bodies), w.code, float(w.height), float(w.width), Raw('.WINDOW.'),
                   Raw('.SINGLE_PANEL.'), None)


# ---------------------------------------------------------------------------------------------------------------------

def main(arguments):
    a = argparse.ArgumentParser(description='Draws the sample kelurahan as DXF and IFC4.')
    a.add_argument('--out', default=os.path.dirname(os.path.abspath(__file__)), metavar='DIR')
    a.add_argument('--only', choices=('dxf', 'ifc'))
    a.add_argument('--set', action='append', default=[], metavar='NAME=VALUE', help='move a planted dimension (millimetres)')
    options = a.parse_args(arguments)
    p = dict(PARAMETERS)
    for setting in options.set:
        name, _, value = setting.partition('=')
        if name not in p:
            a.error('unknown parameter ' + name + '; there are: ' + ', '.join(sorted(p)))
        try:
            p[name] = float(value) if '.' in value else int(value)
        except ValueError:
            a.error('not a number: ' + setting)
    b = Building(p)
    for kind, write in (('dxf', write_dxf), ('ifc', write_ifc)):
        if options.only in (None, kind):
            path = os.path.join(options.out, 'kelurahan.' + kind)
            with open(path, 'w', encoding='ascii', newline='\n') as out:
                out.write(write(b))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
