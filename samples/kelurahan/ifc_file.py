# SPDX-License-Identifier: GPL-3.0-or-later
"""A model as IFC4 in text STEP: values, placements, bodies and products."""
import hashlib

from shapes import num

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
        self.body = None                 # the context of bodies
        self.ground = None               # the placement of the storey
        self.contained, self.spaces = [], []

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
        return self.add('IfcAxis2Placement3D', self.point(*origin), self.direction(*z) if z else None,
                        self.direction(*x) if x else None)

    def place(self, parent, origin=(0, 0, 0), x=None):
        return self.add('IfcLocalPlacement', parent, self.axes(origin, (0, 0, 1) if x else None, x))

    def profile(self, pts):
        ring = [self.point(*p) for p in pts]
        return self.add('IfcArbitraryClosedProfileDef', Raw('.AREA.'), None,
                        self.add('IfcPolyline', ring + ring[:1]))

    def prism(self, pts, z0, z1):
        """Upright prism over a polygon."""
        return self.add('IfcExtrudedAreaSolid', self.profile(pts), self.axes((0, 0, z0)),
                        self.direction(0, 0, 1), float(z1 - z0))

    def side(self, pts, origin, run, width):
        """Prism whose profile stands upright: x of the profile along `run` (unit vector in plan), y up;
        extruded to the right of `run` by `width`, starting at `origin` (x, y, z)."""
        right = (run[1], -run[0], 0)
        return self.add('IfcExtrudedAreaSolid', self.profile(pts),
                        self.axes(origin, right, (run[0], run[1], 0)),
                        self.direction(0, 0, 1), float(width))

    def shape(self, *bodies):
        if not bodies:
            return NULL
        body = self.add('IfcShapeRepresentation', self.body, 'Body', 'SweptSolid', list(bodies))
        return self.add('IfcProductDefinitionShape', None, None, [body])

    def properties(self, target, code, set_name, values):
        items = []
        for name, kind, value in values:
            items.append(self.add('IfcPropertySingleValue', name, None,
                                  Raw('%s(%s)' % (kind.upper(), self.value(value))), None))
        pset = self.rooted('IfcPropertySet', code + ' ' + set_name, set_name, None, items)
        self.rooted('IfcRelDefinesByProperties', code + ' ' + set_name, None, None, [target], pset)

    def product(self, kind, code, name, kind_words, shape, *rest, place=None, keep=True, description=None):
        """A building element; `keep` when the storey holds it itself, not as a part of another."""
        e = self.rooted(kind, code, name, description, kind_words, place or self.place(self.ground), shape,
                        *rest)
        if keep:
            self.contained.append(e)
        return e

    def write(self):
        # The date is fixed, so that the same data gives the same bytes.
        head = ["ISO-10303-21;", "HEADER;",
                "FILE_DESCRIPTION(('ViewDefinition [DesignTransferView]'),'2;1');",
                "FILE_NAME('kelurahan.ifc','2026-01-01T00:00:00',(''),(''),"
                "'samples/kelurahan/draw.py','','');",
                "FILE_SCHEMA(('IFC4'));", "ENDSEC;", "DATA;"]
        return '\n'.join(head + self.lines + ['ENDSEC;', 'END-ISO-10303-21;', ''])
