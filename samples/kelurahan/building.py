# SPDX-License-Identifier: GPL-3.0-or-later
"""The building as data: its planted dimensions and the lists that a design fills and a writer reads."""
from shapes import DOOR_HEIGHT, GAP, HINGE, HOLE_MINUS_CLEAR, WALL, WALL_HEIGHT, Thing

# Planted dimensions and the few others that tests move, millimetres unless said otherwise.
PARAMETERS = {
    # Clear width of doors: face of the leaf opened 90 degrees to the opposite stop.
    'P01_CLEAR': 905, 'P03_CLEAR': 850, 'P04_CLEAR': 905, 'P05_CLEAR': 890, 'P10_CLEAR': 801,
    'P13_CLEAR': 790,
    'P14_CLEAR': 799, 'P16_CLEAR': 820, 'P17_CLEAR': 805, 'P18_CLEAR': 900, 'P19_CLEAR': 803,
    'P20_CLEAR': 795,
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
    # Furniture near doors: distance from the swept leaf; a column in the way of a leaf: how far it reaches
    # behind the open leaf.
    'P14_SHELF': 740, 'P13_CABINET': 755, 'P17_COLUMN': 30,
    # Counters: height of the top.
    'L1_TOP': 1050, 'L3_TOP': 750, 'L0_TOP': 1100,
    # Parking bays.
    'D1_WIDTH': 3705, 'D2_WIDTH': 3690, 'D2_Y': 18000,
    # Step into the complaints room.
    'PENGADUAN_STEP': 100,
    }


class Building:
    """The building as data. Origin: outer south-west corner; x east, y north; z 0 at the hall."""

    def __init__(self, p):
        self.p = p
        self.walls, self.columns, self.rooms, self.doors, self.windows = {}, [], [], [], []
        self.ramps, self.stairs, self.counters, self.furniture, self.seats = [], [], [], [], []
        self.sanitary, self.tactile, self.parking, self.levels, self.rails = [], [], [], [], []
        self.notes, self.dims, self.marks = [], [], []
        self.kor0, self.kor1 = 7050, 7050 + p['KORIDOR_Y']     # the main corridor, south and north face
        self.north = self.kor1 + WALL                          # south face of the northern rooms

    def wall(self, code, x0, y0, x1, y1, z=0, height=WALL_HEIGHT):
        axis = 'x' if x1 - x0 >= y1 - y0 else 'y'
        self.walls[code] = Thing(code=code, x0=x0, y0=y0, x1=x1, y1=y1, axis=axis, holes=[], z=z,
                                 height=height)

    def hole_width(self, clear):
        return clear + HOLE_MINUS_CLEAR

    def door(self, code, wall, start, clear, hinge, swing, z=0, leaves=1, hole=None, material='KAYU'):
        """`start`: where the hole begins along the wall; `hinge`: its lo or hi end; `swing`: + or - side."""
        w = self.walls[wall]
        width = hole if hole else self.hole_width(clear)
        w.holes.append(Thing(a=start, b=start + width, kind='door', code=code, sill=z - w.z,
                             head=z - w.z + DOOR_HEIGHT))
        leaf = width - 2 * HINGE if leaves == 1 else (width - 2 * HINGE - GAP) / 2
        self.doors.append(Thing(code=code, wall=w, a=start, b=start + width, hole=width, clear=clear,
                                leaf=leaf, hinge=hinge,
                                swing=swing, leaves=leaves, z=z, material=material))

    def window(self, code, wall, start, width, sill=900, height=1200):
        w = self.walls[wall]
        w.holes.append(Thing(a=start, b=start + width, kind='window', code=code, sill=sill,
                             head=sill + height))
        self.windows.append(Thing(code=code, wall=w, a=start, b=start + width, width=width, sill=sill,
                                  height=height))

    def room(self, code, name, polygon, z=0, label=None, indoor=True):
        xs, ys = [q[0] for q in polygon], [q[1] for q in polygon]
        at = label or ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        self.rooms.append(Thing(code=code, name=name, polygon=polygon, z=z, label=at, indoor=indoor))

    def level(self, x, y, z):
        self.levels.append(Thing(x=x, y=y, z=z))

    def rail(self, line, z0, z1, heights=(650, 800), parent=None):
        self.rails.append(Thing(line=line, z0=z0, z1=z1, heights=heights, parent=parent,
                                code='S-%02d' % (len(self.rails) + 1)))

    def item(self, code, name, kind, x0, y0, x1, y1, height, z=0):
        self.furniture.append(Thing(code=code, name=name, kind=kind, x0=x0, y0=y0, x1=x1, y1=y1,
                                    height=height, z=z))

    def fixture(self, code, kind, x, y, turn, width, depth, height, z=0):
        """Origin at the middle of the back edge; `turn` is the direction of its front, degrees."""
        self.sanitary.append(Thing(code=code, kind=kind, x=x, y=y, turn=turn, width=width, depth=depth,
                                   height=height, z=z))
