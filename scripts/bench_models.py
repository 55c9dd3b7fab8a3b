#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole process against whole process on IFC models: `landai check` (read, measure, judge, report) against a node
process in which web-ifc opens the same model and builds its meshes. Prints medians and the ratio.

Usage: bench_models.py LANDAI MODELS_FOLDER WEB_IFC_FOLDER PEER_SCRIPT [--quick]
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

MODELS = ("Duplex_A.ifc", "AC11-Institute-Var-2-IFC.ifczip", "AC20-FZK-Haus.ifc", "LargeBuilding.ifc")


def seconds(command, cwd=None, good=(0,)):
    start = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    took = time.perf_counter() - start
    if done.returncode not in good:
        sys.exit(f"{command}: {done.stderr.decode()}")
    return took


def main():
    landai, plans, web_ifc, peer = sys.argv[1:5]
    runs = 5 if "--quick" in sys.argv[5:] else 15
    print(f"{'model':34} {'landai check':>14} {'node + web-ifc':>15} {'ratio':>7}   (median of {runs}, milliseconds)")
    with tempfile.TemporaryDirectory() as folder:
        for name in MODELS:
            model = os.path.join(plans, name)
            if not os.path.exists(model):
                print(f"{name:34} not there, skipped")
                continue
            plain = model
            if name.endswith("zip"):  # web-ifc reads no zip: it gets the unzipped model, landai the zip
                with zipfile.ZipFile(model) as z:
                    inner = [n for n in z.namelist() if n.lower().endswith(".ifc")][0]
                    plain = z.extract(inner, folder)
            report = os.path.join(folder, "report.json")
            ours, theirs = [], []
            for _ in range(runs):  # in turn, so that both meet the same machine
                ours.append(seconds([landai, "check", model, "--json", report], good=(0, 1)))
                theirs.append(seconds(["node", peer, plain], cwd=web_ifc))
            a, b = statistics.median(ours), statistics.median(theirs)
            print(f"{name:34} {a*1000:14.1f} {b*1000:15.1f} {a/b:7.2f}", flush=True)


if __name__ == "__main__":
    main()
