#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds every include against the table of layers in CMakeLists.txt, and the sizes that the style allows.

The staged include paths already refuse a wrong include of ours at compile time; this also finds it in code that is not
compiled here, and keeps each outside library at its home.
"""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
# Headers of an outside library: the folders that may use them.
HOMES = {
    "uv.h": {"daemon"}, "librdkafka/": {"consumers", "producers", "kafka"}, "jansson.h": {"codec", "daemon"},
    "unicode/": {"normalization", "lexicon", "codec"}, "yaml.h": {"daemon"}, "microhttpd.h": {"daemon"},
    "systemd/": {"daemon"}, "gumbo.h": {"codec"}, "cld2/": {"normalization"},
}
FILE_LINES_MAX = 800

layers = {}
for name, rest in re.findall(r"^rasid_layer\((\w+)(.*?)\)", (root / "CMakeLists.txt").read_text(), re.M | re.S):
    depends = re.search(r"DEPENDS\s+([a-z\s]+)", rest)
    layers[name] = {name, *(depends.group(1).split() if depends else [])}
problems = []
for layer in layers:
    for path in sorted((root / layer).glob("*.[ch]*")):
        text = path.read_text(encoding="utf-8")
        where = path.relative_to(root)
        for line, header in re.findall(r'^(#\s*include\s+"([^"]+)")', text, re.M):
            folder = header.split("/")[0]
            if folder not in layers[layer]:
                problems.append(f"{where}: {layer} may not include {header}")
        for header in re.findall(r"^#\s*include\s+<([^>]+)>", text, re.M):
            for prefix, homes in HOMES.items():
                if header.startswith(prefix) and layer not in homes:
                    problems.append(f"{where}: <{header}> belongs in {', '.join(sorted(homes))}")
                if header.startswith(prefix) and path.suffix == ".h" and prefix in ("uv.h", "jansson.h"):
                    problems.append(f"{where}: <{header}> stays out of headers")
        if not text.startswith("/* SPDX-License-Identifier: Apache-2.0"):
            problems.append(f"{where}: no SPDX line")
        if text.count("\n") > FILE_LINES_MAX:
            problems.append(f"{where}: {text.count(chr(10))} lines, more than {FILE_LINES_MAX}")
for problem in problems:
    print(problem)
print(f"{len(layers)} layers, {len(problems)} problems")
sys.exit(1 if problems or len(layers) < 5 else 0)
