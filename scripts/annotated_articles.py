#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Marked training articles (language/TRAINING.md) to annotated JSON lines, as the evaluation sets have them.

usage: annotated_articles.py LANGUAGE FILE… > OUT.jsonl
"""
import json
import pathlib
import re
import sys

TYPES = set("""troop_movement strike clash attack seizure negotiation meeting agreement release arrest protest sanction
coercion threat accusation demand rejection support cooperation aid""".split())
MODALITIES = set("happened ongoing planned possible denied habitual".split())
MARK = re.compile(r"\[(\w+)(?:#(\w+))?(?:/(\w+))?: ([^\]]*)\]")


def read_article(block, language, name):
    head, title, *body = block.split("\n")
    events = {}

    def take(match):
        kind, number, modality, clause = match.groups()
        modality = modality or "happened"
        if kind not in TYPES or modality not in MODALITIES:
            sys.exit(f"{name}: {match.group(0)}: no such type or modality")
        key = (kind, number) if number else len(events)
        event = events.setdefault(key, {"type": kind, "modality": modality, "mentions": []})
        event["mentions"].append(clause)
        return clause

    title = MARK.sub(take, title)
    text = MARK.sub(take, "\n".join(body))
    if "[" in title + text:
        sys.exit(f"{name}: a bracket that marks nothing")
    article = {"id": name, "lang": language, "title": title, "body": text, "published": head.lstrip("# ").strip()}
    return {"article": article, "events": list(events.values())}


def main():
    language, *paths = sys.argv[1:]
    for path in map(pathlib.Path, paths):
        blocks = re.split(r"^---$", path.read_text(encoding="utf-8"), flags=re.M)
        for number, block in enumerate((b.strip("\n") for b in blocks), 1):
            if block:
                name = f"{language}-{path.stem}-{number:03d}"
                print(json.dumps(read_article(block, language, name), ensure_ascii=False))


main()
