#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos of 12 megapixels with markers: measuring against OpenCV's own detectMarkers on the same pixels, in one run.

Prints one table and exits 1 when measuring takes more than three times as long in any of the scenes. Takes half a minute.

Usage: bench_photos.py BENCH_PHOTO
"""
import json
import subprocess
import sys

LIMIT = 3.0  # measuring to detecting


def main():
    done = subprocess.run([sys.argv[1], "--benchmark_format=json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    slow = []
    print(f"{'photo of 12 megapixels':30} {'detectMarkers ms':>16} {'measured ms':>12} {'ratio':>6} {'read ms':>8}   (least of five; limit {LIMIT:g})")
    for found in json.loads(done.stdout)["benchmarks"]:
        name = found["name"].split("/")[1]
        if found.get("error_occurred"):
            slow.append(f"{name}: {found['error_message']}")
            continue
        measured = found["ratio"] * found["detect_ms"]
        print(f"{name:30} {found['detect_ms']:16.0f} {measured:12.0f} {found['ratio']:6.2f} {found['read_ms']:8.0f}")
        if found["ratio"] > LIMIT:
            slow.append(f"{name}: {found['ratio']:.2f}")
    if slow:
        sys.exit(f"FAILED: more than {LIMIT:g} times OpenCV's detectMarkers at " + "; ".join(slow))


if __name__ == "__main__":
    main()
