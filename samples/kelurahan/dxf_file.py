# SPDX-License-Identifier: GPL-3.0-or-later
"""A drawing as AutoCAD 2000 (AC1015) text: entities, blocks, tables and the order they stand in."""
import math

from shapes import num

# Name, colour, line type.
LAYERS = [('0', 7, 'Continuous'), ('DINDING', 7, 'Continuous'), ('KOLOM', 8, 'Continuous'),
          ('PINTU', 30, 'Continuous'), ('JENDELA', 4, 'Continuous'), ('RUANG', 9, 'Continuous'),
          ('TANGGA', 2, 'Continuous'), ('RAM', 3, 'Continuous'), ('RAM-BORDES', 3, 'Continuous'),
          ('KANSTIN', 8, 'Continuous'), ('RAILING', 6, 'Continuous'), ('LOKET', 5, 'Continuous'),
          ('MEJA', 40, 'Continuous'), ('KURSI', 40, 'Continuous'), ('PERABOT', 40, 'Continuous'),
          ('SANITAIR', 5, 'Continuous'), ('UBIN-PEMANDU', 50, 'Continuous'), ('PARKIR', 8, 'Continuous'),
          ('ELEVASI', 1, 'Continuous'), ('DIMENSI', 1, 'Continuous'), ('TEKS', 7, 'Continuous'),
          ('TANDA', 1, 'DASHED'), ('KOP', 7, 'Continuous'), ('AS', 1, 'CENTER')]


class Dxf:
    def __init__(self):
        # Definitions and tables count on their own, so that another block moves no entity's handle.
        self.handle = 0x100
        self.definition = 0x10000
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

    def entity(self, kind, layer, owner, groups):
        """An entity is a list of groups (code, value)."""
        return [(0, kind), (5, self.next()), (330, owner), (100, 'AcDbEntity'), (8, layer)] + groups

    def polyline(self, layer, pts, owner, closed=True):
        g = [(100, 'AcDbPolyline'), (90, len(pts)), (70, 1 if closed else 0)]
        for x, y in pts:
            g += [(10, num(x)), (20, num(y))]
        return self.entity('LWPOLYLINE', layer, owner, g)

    def line(self, layer, a, b, owner):
        return self.entity('LINE', layer, owner, [(100, 'AcDbLine'), (10, num(a[0])), (20, num(a[1])),
                                                  (30, '0.0'), (11, num(b[0])), (21, num(b[1])), (31, '0.0')])

    def arc(self, layer, c, r, a0, a1, owner):
        return self.entity('ARC', layer, owner, [(100, 'AcDbCircle'), (10, num(c[0])), (20, num(c[1])),
                                                 (30, '0.0'), (40, num(r)), (100, 'AcDbArc'), (50, num(a0)),
                                                 (51, num(a1))])

    def circle(self, layer, c, r, owner):
        return self.entity('CIRCLE', layer, owner, [(100, 'AcDbCircle'), (10, num(c[0])), (20, num(c[1])),
                                                    (30, '0.0'), (40, num(r))])

    def text(self, layer, at, height, words, owner, centred=True, turn=0):
        g = [(100, 'AcDbText'), (10, num(at[0])), (20, num(at[1])), (30, '0.0'), (40, num(height)),
             (1, words)]
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
                (100, 'AcDbText'), (10, '0.0'), (20, num(-220.0 * i)), (30, '0.0'), (40, '120.0'), (1, ''),
                (7, 'STANDARD'), (100, 'AcDbAttributeDefinition'), (3, prompt), (2, tag), (70, 0)])
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
                (100, 'AcDbText'), (10, num(x)), (20, num(y)), (30, '0.0'), (40, '120.0'), (1, value),
                (7, 'STANDARD'), (100, 'AcDbAttribute'), (2, tag), (70, 0 if tag == 'KODE' else 1)])
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
            es = [self.line('DIMENSI', a, b, owner), self.line('DIMENSI', d.a, a, owner),
                  self.line('DIMENSI', d.b, b, owner),
                  self.text('DIMENSI', (mid[0] + off[0], mid[1] + off[1]), 200, words, owner, turn=d.angle)]
            for q in (a, b):
                es.append(self.line('DIMENSI', (q[0] - tick, q[1] - tick), (q[0] + tick, q[1] + tick), owner))
            return es
        self.block(name, draw)
        self.add(self.entity('DIMENSION', 'DIMENSI', self.model, [
            (100, 'AcDbDimension'), (2, name), (10, num(b[0])), (20, num(b[1])), (30, '0.0'),
            (11, num(mid[0] + off[0])), (21, num(mid[1] + off[1])), (31, '0.0'), (70, 32), (71, 5),
            (42, num(length)), (3, 'STANDARD'), (100, 'AcDbAlignedDimension'), (13, num(d.a[0])),
            (23, num(d.a[1])), (33, '0.0'), (14, num(d.b[0])), (24, num(d.b[1])), (34, '0.0'),
            (50, num(d.angle)), (100, 'AcDbRotatedDimension')]))

    def table(self, name, records, out):
        handle = self.next()
        out += [(0, 'TABLE'), (2, name), (5, handle), (330, '0'), (100, 'AcDbSymbolTable'),
                (70, len(records))]
        if name == 'DIMSTYLE':
            out += [(100, 'AcDbDimStyleTable'), (71, len(records))]
        for kind, subclass, own, groups in records:
            out += [(0, kind), (105 if kind == 'DIMSTYLE' else 5, own or self.next()), (330, handle),
                    (100, 'AcDbSymbolTableRecord'),
                    (100, subclass)] + groups
        out.append((0, 'ENDTAB'))

    def write(self, box):
        self.defining = True
        paper = self.next()
        blocks = [('*Model_Space', self.model, [], []), ('*Paper_Space', paper, [], [])]
        blocks += [(n, r, b, a) for n, (r, b, a) in self.blocks.items()]
        body = []
        tables = self.tables(box, blocks)
        block_part = self.block_part(blocks)
        for e in self.entities:
            body += e
        root, group = self.next(), self.next()
        objects = [(0, 'DICTIONARY'), (5, root), (330, '0'), (100, 'AcDbDictionary'), (281, 1),
                   (3, 'ACAD_GROUP'), (350, group), (0, 'DICTIONARY'), (5, group), (330, root),
                   (100, 'AcDbDictionary'), (281, 1)]
        seed = self.next()
        out = self.header(box, seed)
        section = [(0, 'SECTION')]
        end = [(0, 'ENDSEC')]
        out += section + [(2, 'CLASSES')] + end
        out += section + [(2, 'TABLES')] + tables + end
        out += section + [(2, 'BLOCKS')] + block_part + end
        out += section + [(2, 'ENTITIES')] + body + end
        out += section + [(2, 'OBJECTS')] + objects + end + [(0, 'EOF')]
        return ''.join('%3d\n%s\n' % (c, v) for c, v in out)

    def header(self, box, seed):
        return [(0, 'SECTION'), (2, 'HEADER'), (9, '$ACADVER'), (1, 'AC1015'), (9, '$DWGCODEPAGE'),
                (3, 'ANSI_1252'), (9, '$INSBASE'), (10, '0.0'), (20, '0.0'), (30, '0.0'), (9, '$EXTMIN'),
                (10, num(box[0])), (20, num(box[1])), (30, '0.0'), (9, '$EXTMAX'), (10, num(box[2])),
                (20, num(box[3])), (30, '0.0'), (9, '$LTSCALE'), (40, '1.0'), (9, '$TEXTSIZE'), (40, '250.0'),
                (9, '$TEXTSTYLE'), (7, 'STANDARD'), (9, '$CLAYER'), (8, '0'), (9, '$DIMSTYLE'),
                (2, 'STANDARD'), (9, '$LUNITS'), (70, 2), (9, '$LUPREC'), (70, 1), (9, '$MEASUREMENT'),
                (70, 1), (9, '$INSUNITS'), (70, 4), (9, '$HANDSEED'), (5, seed), (0, 'ENDSEC')]

    def tables(self, box, blocks):
        """The symbol tables; a reader finds layers, line types, styles and the records of the blocks here."""
        tables = []
        cx, cy = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        self.table('VPORT', [('VPORT', 'AcDbViewportTableRecord', None, [
            (2, '*ACTIVE'), (70, 0), (10, '0.0'), (20, '0.0'), (11, '1.0'), (21, '1.0'), (12, num(cx)),
            (22, num(cy)), (13, '0.0'), (23, '0.0'), (14, '10.0'), (24, '10.0'), (15, '10.0'), (25, '10.0'),
            (16, '0.0'), (26, '0.0'), (36, '1.0'), (17, '0.0'), (27, '0.0'), (37, '0.0'),
            (40, num(box[3] - box[1])), (41, '1.5'), (42, '50.0'), (43, '0.0'), (44, '0.0'), (50, '0.0'),
            (51, '0.0'), (71, 0), (72, 100), (73, 1), (74, 3), (75, 0), (76, 0), (77, 0), (78, 0)])], tables)
        self.table('LTYPE', [
            ('LTYPE', 'AcDbLinetypeTableRecord', None,
             [(2, 'ByBlock'), (70, 0), (3, ''), (72, 65), (73, 0), (40, '0.0')]),
            ('LTYPE', 'AcDbLinetypeTableRecord', None,
             [(2, 'ByLayer'), (70, 0), (3, ''), (72, 65), (73, 0), (40, '0.0')]),
            ('LTYPE', 'AcDbLinetypeTableRecord', None,
             [(2, 'Continuous'), (70, 0), (3, 'Solid line'), (72, 65), (73, 0), (40, '0.0')]),
            ('LTYPE', 'AcDbLinetypeTableRecord', None,
             [(2, 'DASHED'), (70, 0), (3, 'Dashed'), (72, 65), (73, 2), (40, '300.0'),
              (49, '200.0'), (74, 0), (49, '-100.0'), (74, 0)]),
            ('LTYPE', 'AcDbLinetypeTableRecord', None,
             [(2, 'CENTER'), (70, 0), (3, 'Center'), (72, 65), (73, 4), (40, '900.0'),
              (49, '600.0'), (74, 0), (49, '-100.0'), (74, 0), (49, '100.0'), (74, 0), (49, '-100.0'),
              (74, 0)])], tables)
        self.table('LAYER', [('LAYER', 'AcDbLayerTableRecord', None,
                              [(2, n), (70, 0), (62, c), (6, t), (390, 'F')])
                             for n, c, t in LAYERS], tables)
        self.table('STYLE', [('STYLE', 'AcDbTextStyleTableRecord', None, [
            (2, 'STANDARD'), (70, 0), (40, '0.0'), (41, '1.0'), (50, '0.0'), (71, 0), (42, '250.0'),
            (3, 'arial.ttf'), (4, '')])], tables)
        self.table('VIEW', [], tables)
        self.table('UCS', [], tables)
        self.table('APPID', [('APPID', 'AcDbRegAppTableRecord', None, [(2, 'ACAD'), (70, 0)])], tables)
        self.table('DIMSTYLE', [('DIMSTYLE', 'AcDbDimStyleTableRecord', None, [
            (2, 'STANDARD'), (70, 0), (40, '1.0'), (41, '150.0'), (42, '60.0'), (43, '300.0'), (44, '100.0'),
            (140, '200.0'), (147, '60.0'), (77, 1), (271, 0), (272, 0)])], tables)
        self.table('BLOCK_RECORD', [('BLOCK_RECORD', 'AcDbBlockTableRecord', r, [(2, n), (340, '0')])
                                    for n, r, _, _ in blocks], tables)
        return tables

    def block_part(self, blocks):
        """The block definitions; the model and the paper are blocks too."""
        block_part = []
        for n, r, groups, attributes in blocks:
            layout = n == '*Paper_Space'
            flags = 2 if attributes else (1 if n.startswith('*D') else 0)
            block_part += [(0, 'BLOCK'), (5, self.next()), (330, r),
                           (100, 'AcDbEntity')] + ([(67, 1)] if layout else []) + [
                               (8, '0'), (100, 'AcDbBlockBegin'), (2, n), (70, flags), (10, '0.0'),
                               (20, '0.0'), (30, '0.0'), (3, n), (1, '')]
            block_part += groups
            block_part += [(0, 'ENDBLK'), (5, self.next()), (330, r),
                           (100, 'AcDbEntity')] + ([(67, 1)] if layout else []) + [
                               (8, '0'), (100, 'AcDbBlockEnd')]
        return block_part
