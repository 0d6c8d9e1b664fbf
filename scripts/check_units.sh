#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Verifies systemd/*.service and measures their exposure, offline. usage: check_units.sh PROGRAM
# Exit 1 when a unit is wrong or its exposure is above 1.5; 77 (skipped) without systemd-analyze.
set -eu
program=$(realpath "$1")
limit=15 # tenths
root=$(cd "$(dirname "$0")/.." && pwd)
command -v systemd-analyze >/dev/null 2>&1 || exit 77
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
result=0
for unit in "$root"/systemd/*.service; do
    name=$(basename "$unit")
    copy=$folder/$name
    # verify wants the program to be there, and the manual to be installed.
    sed -e "s|/usr/bin/rasid|$program|" -e '/^Documentation=/d' "$unit" >"$copy"
    if ! systemd-analyze verify "$copy" >"$folder/out" 2>&1 || [ -s "$folder/out" ]; then
        echo "$name: systemd-analyze verify:"
        cat "$folder/out"
        result=1
    fi
    if ! systemd-analyze security --offline=yes --threshold=$limit "$copy" >"$folder/out" 2>&1; then
        echo "$name: exposed too much"
        result=1
    fi
    tail -n 1 "$folder/out"
done
exit $result
