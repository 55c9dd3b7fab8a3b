#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what the compiler cannot: arrows between rooms, fences around libraries, text keys, licence lines.

Prints every breach with file and line and exits 1 when there is one. Standard library only.
"""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
ROOMS = ["core", "plan", "import", "geometry", "photo", "measure", "standards", "indicators", "remedy", "report",
         "store", "batch", "serve", "cli"]
# Library headers and the rooms that may include them (docs/design.md, decisions).
FENCES = {
    r"yaml\.h": {"core"},
    r"valijson/": {"core"},
    r"nlohmann/": {"core", "report", "store"},
    r"openssl/": {"core"},
    r"fmt/": set(ROOMS),
    r"(gdal|ogr|cpl)\w*\.h": {"import", "report"},
    r"zlib\.h": {"import"},
    r"expat\.h": {"import"},
    r"sqlite3\.h": {"store"},
    r"minizip/": {"report"},
    r"cairo|librsvg/": {"report"},
    r"polyclipping/|clipper\.hpp": {"import", "geometry"},
    r"boost/": {"geometry"},
    r"tbb/": {"geometry", "measure", "standards"},
    r"CGAL/": {"geometry"},
    r"opencv2/": {"photo"},
    r"exiv2/": {"photo"},
    r"libheif/": {"photo"},
    r"CLI/": {"cli"},
}
# Public headers show the standard library and our own types only.
KEY = re.compile(r'"((?:%s)\.[a-z][a-zA-Z0-9_.]*[a-zA-Z0-9_])"' % "|".join(ROOMS + ["words"]))


def sources():
    for folder in ("include", "src"):
        for path in sorted((TOP / folder).rglob("*")):
            if path.suffix in (".hpp", ".cpp"):
                yield path


def room_of(path):
    parts = path.relative_to(TOP).parts
    return parts[2] if parts[0] == "include" else parts[1]


def check_includes(path, lines, breaches):
    room = room_of(path)
    public = path.relative_to(TOP).parts[0] == "include"
    for number, line in enumerate(lines, 1):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if not found:
            continue
        header = found.group(2)
        ours = re.match(r"landai/(\w+)/", header)
        if ours:
            if ROOMS.index(ours.group(1)) > ROOMS.index(room):
                breaches.append(f"{path}:{number}: {room} may not know the later room {ours.group(1)}")
            continue
        for pattern, rooms in FENCES.items():
            if re.match(pattern, header):
                if public:
                    breaches.append(f"{path}:{number}: a public header shows {header}")
                elif room not in rooms:
                    breaches.append(f"{path}:{number}: {header} may be used in {', '.join(sorted(rooms))} only")


def text_keys(breaches):
    keys = {}
    for path in sorted((TOP / "data/i18n").glob("*.yaml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = re.match(r"([A-Za-z0-9_.-]+):", line)
            if found:
                if found.group(1) in keys:
                    breaches.append(f"{path}:{number}: {found.group(1)} stands twice")
                keys[found.group(1)] = f"{path}:{number}"
    return keys


def main():
    breaches = []
    keys = text_keys(breaches)
    used = set()
    text = ""
    for path in sources():
        content = path.read_text(encoding="utf-8")
        lines = content.splitlines()
        text += content
        if not lines or "SPDX-License-Identifier: GPL-3.0-or-later" not in lines[0]:
            breaches.append(f"{path}:1: no licence line")
        check_includes(path, lines, breaches)
        for number, line in enumerate(lines, 1):
            if re.match(r'\s*#\s*include', line):
                continue
            for key in KEY.findall(line):
                used.add(key)
                if key not in keys and not key.endswith((".yaml", ".json")):
                    breaches.append(f"{path}:{number}: no text for the key {key} in data/i18n")
    # A key no source names whole must at least begin like a string the sources build keys from.
    stems = set(re.findall(r'"((?:%s)\.(?:[a-zA-Z0-9_.]*\.)?)"' % "|".join(ROOMS + ["words"]), text))
    for key, place in keys.items():
        advice = key.endswith(".advice") and key[: -len(".advice")] in used  # readers append it
        if key not in used and not advice and not any(key.startswith(stem) for stem in stems):
            breaches.append(f"{place}: nobody uses the text {key}")
    for breach in breaches:
        print(breach.replace(str(TOP) + "/", ""))
    print(f"{len(breaches)} breaches, {len(used)} text keys in use")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
