#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks what each folder includes, against the layer table of CMakeLists.txt.

usage: check_layers.py [ROOT]

- a layer includes itself and the layers that its row names in DEPENDS, and no other
- an outside library has one home (HOMES), and there it is included by .c files only
- the first include of a .c is its own header, where it has one
- a header has the guard FOLDER_FILE_H

Prints one line a violation, "file:line: what", and exits with 1 when there is one.
"""
import pathlib
import re
import sys

# Prefix of an outside header: the layers that may include it.
HOMES = {
    "uv.h": {"daemon"},
    "librdkafka/": {"kafka", "consumers", "producers"},
    "unicode/": {"normalization", "lexicon", "codec"},
    "jansson.h": {"codec", "daemon"},
    "gumbo.h": {"codec"},
    "cld2/": {"normalization"},
    "xxhash.h": {"lexicon", "codec", "normalization", "extraction", "daemon"},
    "yaml.h": {"daemon"},
    "microhttpd.h": {"daemon"},
    "systemd/": {"daemon"},
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def layer_table(root):
    """The rows of rasid_layer() in CMakeLists.txt: name -> the layers it may include."""
    text = re.sub(r"#.*", "", (root / "CMakeLists.txt").read_text())
    table = {}
    for row in re.findall(r"rasid_layer\(([^)]*)\)", text):
        words = row.split()
        depends = []
        if "DEPENDS" in words:
            depends = words[words.index("DEPENDS") + 1:]
        if "LIBS" in depends:
            depends = depends[:depends.index("LIBS")]
        table[words[0]] = set(depends) | {words[0]}
    return table


def includes(path):
    """(line number, is quoted, header) of each include."""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match[1] == '"', match[2]


def check_library(layer, path, header):
    for prefix, homes in HOMES.items():
        if header != prefix and not (prefix.endswith("/") and header.startswith(prefix)):
            continue
        if layer not in homes:
            return f"{header} belongs to {', '.join(sorted(homes))} only"
        if path.suffix == ".h":
            return f"{header} in a header; include it in .c files"
    return None


def check_guard(layer, path):
    guard = re.sub(r"\W", "_", f"{layer}_{path.relative_to(path.parents[0]).name}").upper()
    text = path.read_text()
    if not re.search(rf"^#ifndef {guard}\n#define {guard}$", text, re.MULTILINE):
        yield 1, f"no header guard {guard}"


def check_file(root, table, layer, path):
    own = f"{layer}/{path.stem}.h"
    first = True
    for number, is_quoted, header in includes(path):
        folder = header.split("/")[0]
        if is_quoted and folder in table and folder not in table[layer]:
            yield number, f"{layer} may not include {folder} ({header})"
        elif is_quoted and folder not in table:
            yield number, f'"{header}" is in no layer'
        library = check_library(layer, path, header)
        if library:
            yield number, library
        if first and path.suffix != ".h" and header != own and (root / own).exists():
            yield number, f"the first include must be {own}"
        first = False
    if path.suffix == ".h":
        yield from check_guard(layer, path)


def violations(root):
    table = layer_table(root)
    if not table:
        yield "CMakeLists.txt: no rasid_layer() rows"
    for layer in table:
        for path in sorted((root / layer).rglob("*")):
            if path.suffix in (".c", ".cc", ".h"):
                for number, what in check_file(root, table, layer, path):
                    yield f"{path.relative_to(root)}:{number}: {what}"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[1])
    found = list(violations(root))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
