#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The documents speak of what is there: every relative link leads somewhere, every path of ours in `code` exists, and
what README.md shows as output is what the program prints.

usage: check_documents.py [--update] [PROGRAM]. With PROGRAM the shown output is compared; --update writes it anew.
"""
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
arguments = [argument for argument in sys.argv[1:] if argument != "--update"]
update = "--update" in sys.argv
documents = sorted([*root.glob("*.md"), *root.glob("docs/*.md"), *root.glob("samples/*.md")])
layers = set(re.findall(r"^rasid_layer\((\w+)", (root / "CMakeLists.txt").read_text(), re.M))
folders = layers | {"docs", "tests", "scripts", "samples", "language", "cmake", "conf"}
problems = []

for document in documents:
    text = document.read_text(encoding="utf-8")
    where = document.relative_to(root)
    for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in link and not (document.parent / link).exists():
            problems.append(f"{where}: the link {link} leads nowhere")
    # Paths in code, and in the drawing of the architecture.
    for path in set(re.findall(r"(?<![\w/.<-])((?:%s)/[\w./-]*)" % "|".join(sorted(folders)), text)):
        if "<" in path or not (root / path.rstrip(".")).exists():
            problems.append(f"{where}: there is no {path}")

architecture = (root / "docs/ARCHITECTURE.md").read_text(encoding="utf-8")
for layer in layers:
    if f"`{layer}/`" not in architecture:
        problems.append(f"docs/ARCHITECTURE.md: the layer {layer} is not told")
stages = re.findall(r'\{"(\w+)", run_\w+\}', (root / "pipeline/pipeline.c").read_text())
if not stages or " ─► ".join(stages) not in architecture:
    problems.append(f"docs/ARCHITECTURE.md: the stages are {' ─► '.join(stages)}")

shown = re.compile(r"(<!-- begin: rasid (.*?) -->\n```\n)(.*?)(```\n<!-- end -->)", re.S)
for document in documents:
    text = document.read_text(encoding="utf-8")

    def compare(match):
        done = subprocess.run([arguments[0], *match.group(2).split()], capture_output=True, text=True, cwd=root)
        if done.returncode != 0:
            problems.append(f"{document.name}: rasid {match.group(2)} fails: {done.stderr.strip()}")
        # Isolates keep a terminal in order; a page needs none.
        output = done.stdout.rstrip().replace("\u2068", "").replace("\u2069", "") + "\n"
        if output != match.group(3) and not update:
            problems.append(f"{document.name}: the shown output of rasid {match.group(2)} is not what it prints now "
                            "(scripts/check_documents.py --update build/release/rasid)")
        return match.group(1) + output + match.group(4)

    if arguments:
        new = shown.sub(compare, text)
        if update and new != text:
            document.write_text(new, encoding="utf-8")

for problem in problems:
    print(problem)
print(f"{len(documents)} documents, {len(problems)} problems")
sys.exit(1 if problems or len(documents) < 5 else 0)
