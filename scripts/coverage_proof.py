#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves what landai decides from a plan: asks every quantity of the catalogue, and all that the packs ask, of every plan of a folder, and
writes down on which plans a function gave a value, and on which a rule was decided: met or not met, or undecided for another reason than that all
it counts may be there or not. What no plan showed is not in the file.

Usage: coverage_proof.py LANDAI PLANS_FOLDER SAMPLES_FOLDER [OUTPUT]     (OUTPUT: data/coverage/quantities.yaml)
"""
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SUFFIXES = (".ifc", ".ifczip", ".ifcxml", ".dxf", ".dwg", ".geojson", ".gpkg", ".osm", ".gml", ".svg", ".pdf")
MEASURED = {"drawn", "attribute", "geometry"}
NO_COUNTS = ("slope", "share", "ratio", "humidity", "fall")   # have no unit either
SHOWN = 3            # plans named per quantity
LONGEST = 600        # seconds for one plan

# What to ask where no pack does: quantities with parameters need some.
PARAMS = {
    "door.has_alternative": "clear=0.8", "route.exists": "width=0.8", "route.length": "width=0.8",
    "space.fits_rectangle": "a=1.525,b=2.275", "space.fits_free_rectangle": "a=0.9,b=1.2", "space.fits_t_turn": "size=1.525,arm=0.915",
    "space.narrow_length": "width=0.92", "space.passing_distance": "width=1.84,length=1.84", "space.dead_end": "diameter=1.525",
    "protrusion.depth": "low=0.7,high=2", "ramp.rail_sides": "low=0.65,high=0.8", "counter.approach": "a=0.9,b=1.2",
    "sanitary.approach": "a=0.9,b=1.2,kind=front", "seat.side_bay": "a=0.9,b=1.3", "facility.count": "category=door",
    "facility.low_counters": "height=0.8", "counter.low_length": "height=0.8", "facility.area_share": "use=toilet",
}


def questions(landai):
    """One question per quantity of the catalogue."""
    listed = subprocess.run([landai, "inspect", "--quantities"], capture_output=True, text=True, check=True).stdout
    asked = []
    for line in listed.splitlines():
        name, _, params = (line.split(" ")[0] if line and not line.startswith(" ") else "").partition(":")
        if "." not in name:
            continue
        if params and name not in PARAMS and params not in ("mobility", "use"):
            sys.exit(f"{name} has parameters ({params}): add what to ask to PARAMS of this script")
        asked.append(name + (":" + PARAMS[name] if name in PARAMS else ""))
    return asked


def packs():
    folder = os.path.join(ROOT, "data", "standards")
    return sorted(f[:-5] for f in os.listdir(folder) if f.endswith(".yaml"))


def plans_of(folder):
    found = []
    for where, _, names in os.walk(folder):
        found += [os.path.join(where, n) for n in names if n.lower().endswith(SUFFIXES)]
    return sorted(found, key=lambda f: os.path.relpath(f, folder))


def written(m):
    """A measurement's question, as --ask takes it."""
    params = ",".join(f"{k}={v:.12g}" if isinstance(v, (int, float)) else f"{k}={v}" for k, v in sorted(m["params"].items()))
    return m["quantity"] + (":" + params if params else "")


def decided(check, measured):
    """Whether the plan decided anything: "between 0 and 63 parking places", for nobody knows what 63 rooms are, says nothing."""
    if check["verdict"] != "undecided":
        return check["verdict"] in ("pass", "fail")
    m = measured.get(check["measurements"][0]) if check["measurements"] else None
    if not m or not m.get("bounds") or m["unit"] != "1" or m["quantity"].endswith(NO_COUNTS):
        return True
    least, most = m["bounds"]
    return least > 0 or most == 0


def measure(landai, plan, asked):
    """{quantity: (question, inferred)} of what has a value on the plan, and the rules decided on it; None when landai cannot read it."""
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.json")
        command = [landai, "check", plan, "--json", report]
        for pack in packs():
            command += ["--standard", pack]
        for question in asked:
            command += ["--ask", question]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)
        except subprocess.TimeoutExpired:
            sys.exit(f"{plan}: not done after {LONGEST} s")
        if done.returncode == 3:   # an input that cannot be read, or has no unit
            return None
        if done.returncode not in (0, 1):
            sys.exit(f"{plan}: {done.stderr}")
        with open(report, encoding="utf-8") as f:
            document = json.load(f)
    found = {}
    for m in document["measurements"]:
        if m.get("value") is None or m["method"] not in MEASURED | {"fact"}:
            continue
        question, inferred = written(m), m["method"] == "fact"
        best = found.get(m["quantity"])
        plain = question not in asked   # the script's own question is preferred: it is the same on every plan
        if best is None or (best[1], best[2], best[0]) > (inferred, plain, question):
            found[m["quantity"]] = (question, inferred, plain)
    measured = {m["id"]: m for m in document["measurements"]}
    rules = {c["rule"] for c in document["checks"] if decided(c, measured)}
    return {quantity: (question, inferred) for quantity, (question, inferred, _) in found.items()}, rules


def section(title, rows):
    if not rows:
        return ""
    out = f"{title}:\n"
    for quantity in sorted(rows):
        by_question = rows[quantity]
        question = max(sorted(by_question), key=lambda q: len(by_question[q]))
        names = sorted(by_question[question])
        count = len({name for plans in by_question.values() for name in plans})
        listed = ", ".join(json.dumps(n) for n in names[:SHOWN])
        out += f"  {quantity}: {{ask: {json.dumps(question)}, count: {count}, plans: [{listed}]}}\n"
    return out


def rule_section(rules):
    if not rules:
        return ""
    out = "rules:\n"
    for rule in sorted(rules):
        names = sorted(rules[rule])
        out += f"  {rule}: {{count: {len(names)}, plans: [{', '.join(json.dumps(n) for n in names[:SHOWN])}]}}\n"
    return out


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    landai, plans, samples = sys.argv[1:4]
    output = sys.argv[4] if len(sys.argv) == 5 else os.path.join(ROOT, "data", "coverage", "quantities.yaml")
    os.environ["LANDAI_DATA"] = os.path.join(ROOT, "data")
    asked = questions(landai)
    real, inferred, drawn, rules = {}, {}, {}, {}
    for folder, is_sample in ((plans, False), (samples, True)):
        files = plans_of(folder)
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:   # in the order of the files, whoever is done first
            answers = list(pool.map(lambda plan: measure(landai, plan, asked), files))
        for plan, answer in zip(files, answers):
            name = os.path.relpath(plan, folder)
            found, decided = answer or ({}, set())
            print(f"{name}: {'cannot be read' if answer is None else len(found)}", file=sys.stderr, flush=True)
            for rule in decided if not is_sample else ():
                rules.setdefault(rule, []).append(name)
            for quantity, (question, by_name) in found.items():
                into = inferred if by_name and not is_sample else drawn if is_sample else real
                if not (by_name and is_sample):
                    into.setdefault(quantity, {}).setdefault(question, []).append(name)
    for quantity in real:
        inferred.pop(quantity, None)
    for quantity in list(drawn):
        if quantity in real or quantity in inferred:
            del drawn[quantity]
    with open(output, "w", encoding="utf-8") as f:
        f.write("# SPDX-License-Identifier: GPL-3.0-or-later\n"
                "# Made by scripts/coverage_proof.py; tests/cases/coverage_test.cpp measures one plan of each row again. Do not edit by hand.\n"
                "# A quantity that stands in none of the lists was measured on no plan; a rule that is not listed was decided on no real one.\n"
                "schema: landai-coverage/1\n")
        f.write(section("quantities", real) + section("inferred", inferred) + section("samples", drawn) + rule_section(rules))


if __name__ == "__main__":
    main()
