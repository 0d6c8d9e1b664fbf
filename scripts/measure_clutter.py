#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the clutter stage loses and keeps on annotated sets.

usage: measure_clutter.py NORMALIZED LEXICON SET.jsonl... [--labels FILE] [--kept] [--cut] [--short]

NORMALIZED is tests/tools/normalized.c. A set holds lines {"article": {...}, "events": [...]}. An annotated mention is lost when no
place where its text stands is kept whole; that must never happen. --labels names the lines of the bodies that are clutter,
told by reading: id, a tab, line numbers from 1; a line is kept when a letter or digit of it is. With labels at most 2 in a hundred
may be kept.

--kept lists the labelled lines that are kept, --cut what was cut with its reason, --short the kept lines that close without a
stop. None of these is for a set that must stay unread.
"""
import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile

KEPT_SHARE_MAX = 0.02


def normalized(program, lexicon, articles):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
        file.flush()
        out = subprocess.run([program, lexicon, file.name], capture_output=True, check=True).stdout
    return [json.loads(line) for line in out.decode("utf-8").split("\n")[:-1]]


def kept_text(record, field):
    """The field with a line end in place of every code point that is cut."""
    text = list(record.get(field, ""))
    for cut in record["cut"]:
        if cut["field"] == field:
            text[cut["start"]:cut["end"]] = "\n" * (cut["end"] - cut["start"])
    return "".join(text)


def is_kept(mention, texts):
    # A clause over a line's end is judged line by line.
    parts = [part.strip() for part in mention.split("\n") if part.strip()]
    return all(any(part in text for text in texts) for part in parts)


def read_labels(path):
    labels = {}
    for row in open(path, encoding="utf-8"):
        if not row.startswith("#"):
            article, numbers = row.rstrip("\n").split("\t")
            labels[article] = [int(number) for number in numbers.split(",")]
    return labels


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("normalized")
    ap.add_argument("lexicon")
    ap.add_argument("sets", nargs="+")
    ap.add_argument("--labels")
    ap.add_argument("--kept", action="store_true")
    ap.add_argument("--cut", action="store_true")
    ap.add_argument("--short", action="store_true")
    a = ap.parse_args()
    docs = [json.loads(row) for path in a.sets for row in open(path, encoding="utf-8")]
    labels = read_labels(a.labels) if a.labels else {}
    count = collections.Counter()
    lost, kept = [], []
    for doc, record in zip(docs, normalized(a.normalized, a.lexicon, [doc["article"] for doc in docs])):
        article = doc["article"]
        texts = [kept_text(record, field) for field in ("title", "body")]
        lines = record.get("body", "").split("\n")
        left, at = [], 0
        for line in lines:
            left.append(texts[1][at:at + len(line)].replace("\n", " ").strip())
            at += len(line) + 1
        count["articles"] += 1
        count["segments"] += len(record["segments"])
        count["lines kept"] += sum(bool(line) for line in left)
        count["cuts"] += len(record["cut"])
        for mention in (m for e in doc["events"] for m in e["mentions"]):
            count["mentions"] += 1
            if not is_kept(mention, texts):
                lost.append((article["id"], mention))
        for number in labels.get(article["id"], []):
            count["lines of clutter"] += 1
            if re.search(r"\w", left[number - 1]):
                kept.append((article["id"], number, left[number - 1]))
        for cut in record["cut"] if a.cut else []:
            print("cut", article["id"], cut["reason"], record[cut["field"]][cut["start"]:cut["end"]], sep="\t")
        for line in left if a.short else []:
            if line and line != article["title"] and not re.search(r"[.!?؟…][\"”»’)\]]*\s*$", line):
                print("open", article["id"], line, sep="\t")
    for item in kept if a.kept else []:
        print("kept", *item, sep="\t")
    for item in lost if a.kept or a.cut or a.short else []:
        print("lost", *item, sep="\t")
    for key, value in count.items():
        print(f"{key}: {value}")
    print(f"mentions lost: {len(lost)}")
    if not labels:
        return 1 if lost else 0
    share = len(kept) / count["lines of clutter"]
    print(f"lines of clutter kept: {len(kept)} ({share:.1%})")
    return 1 if lost or share > KEPT_SHARE_MAX else 0


if __name__ == "__main__":
    sys.exit(main())
