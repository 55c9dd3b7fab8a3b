#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the sample: a one-stop service office of a Jakarta kelurahan, as DXF and as IFC4.

    draw.py [--out DIR] [--only dxf|ifc] [--set NAME=VALUE]…

Lengths are millimetres. building.py holds the building as data, inside.py and outside.py design it,
dxf_writer.py and ifc_writer.py draw it. Every planted dimension is a parameter (PARAMETERS) that `--set`
moves; key.yaml says which verdict each one decides. The same input gives the same bytes.
"""
import argparse
import os
import sys

# Before the modules beside this file are read: drawing leaves no __pycache__ in the folder of the sample.
sys.dont_write_bytecode = True

import inside
import outside
from building import PARAMETERS, Building
from dxf_writer import write_dxf
from ifc_writer import write_ifc


def main(arguments):
    a = argparse.ArgumentParser(description='Draws the sample kelurahan as DXF and IFC4.')
    a.add_argument('--out', default=os.path.dirname(os.path.abspath(__file__)), metavar='DIR')
    a.add_argument('--only', choices=('dxf', 'ifc'))
    a.add_argument('--set', action='append', default=[], metavar='NAME=VALUE',
                   help='move a planted dimension (millimetres)')
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
    inside.design(b)
    outside.design(b)
    for kind, write in (('dxf', write_dxf), ('ifc', write_ifc)):
        if options.only in (None, kind):
            path = os.path.join(options.out, 'kelurahan.' + kind)
            with open(path, 'w', encoding='ascii', newline='\n') as out:
                out.write(write(b))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
