#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The clearance diagram against its peers, on floors like those of a hospital of 700 to a million edges.

Every measurement is a process of its own, so that its peak of memory is its own; ours and Boost's take turns, so
that both meet the same machine. Prints one table and exits 1 when ours takes more than twice as long as the bare
Boost.Polygon diagram at any size. Takes about half an hour, with --quick two minutes.

Usage: bench_floors.py BENCH_GEOMETRY [--quick]
"""
import json
import statistics
import subprocess
import sys

LIMIT = 2.0  # ours to the bare Boost.Polygon diagram
OURS, BOOST = "ours", "boost_voronoi"
SIDES = {
    OURS: "landai: noded, verified, all widths",
    BOOST: "Boost.Polygon: bare diagram",
    "cgal_graph": "CGAL: segment Delaunay graph",
    "opencv_distance": "OpenCV: precise distances, 10 mm",
    "geos_erosion": "GEOS: one erosion by 450 mm",
    "recast_distance": "Recast: distance field, 50 mm",
}
SIZES = (700, 6400, 66000, 1000000)
TIME_LIMIT_S = {True: 60, False: 600}  # of one process of a peer, with the making of the floor; by --quick


def measured(program, side, size, quick):
    """The benchmark's own report, or why there is none."""
    time_limit_s = None if side in (OURS, BOOST) else TIME_LIMIT_S[quick]
    command = [program, f"--benchmark_filter=^{side}/{size}/", "--benchmark_min_time=0.2", "--benchmark_format=json"]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=time_limit_s)
    except subprocess.TimeoutExpired:
        return f"stopped after {time_limit_s} s"
    if done.returncode != 0:
        return f"ended with {done.returncode}"
    found = json.loads(done.stdout)["benchmarks"][0]
    return found["error_message"] if found.get("error_occurred") else found


def compare(program, sides, size, quick):
    """Results of each side on one floor: a list of reports, or a text that says why there is none."""
    runs = 3 if quick or size > 100000 else 7
    results = {side: [] for side in sides}
    for run in range(runs):
        for side in sides:
            if side not in (OURS, BOOST) and (run > 0 if size > 10000 else run > 2):
                continue  # these need no more than an idea
            if isinstance(results[side], list):
                found = measured(program, side, size, quick)
                results[side] = found if isinstance(found, str) else results[side] + [found]
    return results


def line(size, side, results):
    """One row of the table."""
    mine = results[side]
    if isinstance(mine, str):
        return f"{'':>9}  {SIDES[side]:36} {mine}"
    time = statistics.median(r["cpu_time"] for r in mine)
    peak = max(r["peak_mb"] for r in mine)
    edges = f"{mine[0]['edges']:,.0f}" if side == OURS else ""
    ours = results[OURS]
    ratio = statistics.median(r["cpu_time"] for r in ours) / time if isinstance(ours, list) else float("nan")
    return f"{edges:>9}  {SIDES[side]:36} {time:12,.1f} {ratio:9.3f} {peak:9,.0f} {len(mine):5}"


def main():
    program, quick = sys.argv[1], "--quick" in sys.argv[2:]
    listed = subprocess.run([program, "--benchmark_list_tests"], stdout=subprocess.PIPE, check=True, text=True).stdout
    there = [side for side in SIDES if f"{side}/" in listed]
    print(f"{'edges':>9}  {'side':36} {'ms':>12} {'ours/side':>9} {'peak MB':>9} {'runs':>5}"
          "   (median; processor time of all threads; memory with the floor)")
    slow = []
    for size in SIZES:
        if quick and size > 100000:
            print(f"{size:9,}  left out by --quick")
            continue
        results = compare(program, there, size, quick)
        for side in SIDES:
            print(line(size, side, results) if side in there else
                  f"{'':>9}  {SIDES[side]:36} not installed: scripts/setup --bench", flush=True)
        if isinstance(results[OURS], str) or isinstance(results[BOOST], str):
            slow.append(f"{size:,} edges: not compared")
            continue
        ours, boost = (statistics.median(r["cpu_time"] for r in results[side]) for side in (OURS, BOOST))
        if ours > LIMIT * boost:
            slow.append(f"{size:,} edges: {ours / boost:.2f}")
    if slow:
        sys.exit(f"FAILED: more than {LIMIT} times the bare Boost.Polygon diagram at " + "; ".join(slow))


if __name__ == "__main__":
    main()
