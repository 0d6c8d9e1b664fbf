#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Moves the cases of tests/golden/pending that pass to tests/golden, where they must go on passing.

usage: promote_golden.py [PROGRAM]. Cases in pending/ tell what is wanted and not yet reached; they are reported by
./check and fail nothing.
"""
import json
import pathlib
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
program = sys.argv[1] if len(sys.argv) > 1 else str(root / "build/dev/rasid")
pending = root / "tests/golden/pending"
moved = waiting = 0
for path in sorted(pending.glob("*/*.json")):
    done = subprocess.run([program, "test", "--format", "json", str(path)], capture_output=True, text=True)
    if all(json.loads(line)["passed"] for line in done.stdout.splitlines()) and done.returncode == 0:
        target = root / "tests/golden" / path.parent.name / path.name
        target.parent.mkdir(exist_ok=True)
        path.rename(target)
        moved += 1
        print("promoted", target.relative_to(root))
    else:
        waiting += 1
print(f"{moved} promoted, {waiting} pending")
