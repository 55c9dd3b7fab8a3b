#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs into a folder, moves that folder, and lets the moved program check the sample from another working folder.
# Usage: install.sh BUILD_DIR SOURCE_DIR
set -euo pipefail
build=$1
source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$build" --prefix "$folder/first" >/dev/null
mv "$folder/first" "$folder/second"
cd "$folder"
unset LANDAI_DATA
status=0
second/bin/landai check "$source/samples/kelurahan/kelurahan.ifc" --json report.json || status=$?
((status <= 1)) || { echo "exit code $status"; exit 1; }
grep -q '"landai-report/1"' report.json
second/bin/landai standards check
echo "installed, moved and run"
