#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Moves the cases of tests/golden/pending that pass to tests/golden, where they must go on passing.

usage: promote_golden.py [PROGRAM] [--demote]. Cases in pending/ tell what is wanted and not yet reached; they are reported by
./check and fail nothing. --demote moves those of tests/golden that fail the other way: after learning anew, when what was won
is worth more than they are.
"""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent / "tests/golden"
PENDING = ROOT / "pending"


def passed(program, path):
    """What each case of the file does, in order."""
    done = subprocess.run([program, "test", "--format", "json", str(path)], capture_output=True, text=True)
    return [json.loads(line)["passed"] for line in done.stdout.splitlines()]


def move(program, source, target, wanted):
    """Cases of the file that do as wanted go to the target; how many."""
    lines = [source.read_text(encoding="utf-8")] if source.suffix == ".json" else source.read_text(encoding="utf-8").splitlines(True)
    does = passed(program, source)
    if len(does) != len(lines):
        sys.exit(f"{source}: {len(lines)} cases, {len(does)} results")
    moved = [line for line, ok in zip(lines, does) if ok == wanted]
    left = [line for line, ok in zip(lines, does) if ok != wanted]
    if moved:
        target.parent.mkdir(parents=True, exist_ok=True)
        before = target.read_text(encoding="utf-8").splitlines(True) if target.exists() else []
        target.write_text("".join(sorted(before + moved, key=name) if source.suffix == ".jsonl" else moved), encoding="utf-8")
        if left:
            source.write_text("".join(left), encoding="utf-8")
        else:
            source.unlink()
    return len(moved)


def name(line):
    return json.loads(line)["article"]["id"]


def main():
    arguments = [a for a in sys.argv[1:] if a != "--demote"]
    program = arguments[0] if arguments else str(ROOT.parents[1] / "build/dev/rasid")
    if "--demote" in sys.argv:
        files = [p for p in sorted(ROOT.glob("*/*.json*")) if p.parent != PENDING]
        print(sum(move(program, p, PENDING / p.relative_to(ROOT), False) for p in files), "demoted")
    files = sorted(PENDING.glob("*/*.json*"))
    print(sum(move(program, p, ROOT / p.relative_to(PENDING), True) for p in files), "promoted")
    print(sum(len(passed(program, p)) for p in sorted(PENDING.glob("*/*.json*"))), "pending")


main()
