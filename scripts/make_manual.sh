#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# make_manual.sh SCDOC PROGRAM OUT: the manual pages. The keys of rasid.yaml(5) come from the program itself.
set -eu
scdoc=$1 program=$2 out=$3
source=$(cd "$(dirname "$0")/../docs/man" && pwd)
"$scdoc" <"$source/rasid.8.scd" >"$out/rasid.8"
while IFS= read -r line; do
    if [ "$line" = "@KEYS@" ]; then
        "$program" config reference --format manual
    else
        printf '%s\n' "$line"
    fi
done <"$source/rasid.yaml.5.scd.in" | "$scdoc" >"$out/rasid.yaml.5"
