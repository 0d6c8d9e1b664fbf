#!/usr/bin/env python3
"""What the clutter stage loses and keeps on an annotated set.

usage: measure_clutter.py RASID SET.jsonl... [--cut] [--short]

SET holds lines {"article": {...}, "events": [...]}. An annotated mention is lost when no place where its text stands is
kept whole; that must never happen. --cut lists what was cut with its reason; --short lists the kept lines of the body
that close without a stop: most of the clutter that slipped through is among them, to be judged by reading. Neither is
for a set that must stay unread.
"""
import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile

LINE = re.compile(r"^  (kept|cut ) +(\d+)  (.*)$", re.S)


def explain(rasid, article):
    """Lines as (is_kept, segment, text, reason)."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(article, file, ensure_ascii=False)
        file.flush()
        out = subprocess.run([rasid, "explain", file.name], capture_output=True, encoding="utf-8", check=True).stdout
    part = out.split("\nlines\n", 1)[1].split("\nsegments\n", 1)
    for text in part[0].split("\n"):
        match = LINE.match(text)
        if match is None:
            continue
        kept = match[1] == "kept"
        body, reason = match[3], ""
        if not kept and body.endswith("]"):
            body, _, reason = body[:-1].rpartition("   [")
        yield kept, int(match[2]), body, reason


def is_kept(mention, lines):
    return any(kept and mention in text for kept, _, text, _ in lines)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("rasid")
    ap.add_argument("sets", nargs="+")
    ap.add_argument("--cut", action="store_true")
    ap.add_argument("--short", action="store_true")
    a = ap.parse_args()
    count = collections.Counter()
    lost = []
    for path in a.sets:
        for row in open(path, encoding="utf-8"):
            doc = json.loads(row)
            article = doc["article"]
            lines = list(explain(a.rasid, article))
            count["articles"] += 1
            count["segments"] += 1 + max(segment for _, segment, _, _ in lines)
            count["lines kept"] += sum(kept for kept, _, _, _ in lines)
            count["lines cut"] += sum(not kept for kept, _, _, _ in lines)
            # A clause over a line's end is judged line by line.
            for mention in (m for e in doc["events"] for m in e["mentions"]):
                count["mentions"] += 1
                if not all(is_kept(part.strip(), lines) for part in mention.split("\n") if part.strip()):
                    lost.append((article["id"], mention))
            for kept, segment, text, reason in lines:
                if a.cut and not kept:
                    print(f"cut\t{article['id']}\t{segment}\t{reason[:60]}\t{text}")
                if a.short and kept and text != article["title"] and not re.search(r"[.!?؟…][\"”»’)\]]*\s*$", text):
                    print(f"open\t{article['id']}\t{segment}\t{text}")
    for key, value in count.items():
        print(f"{key}: {value}")
    print(f"mentions lost: {len(lost)}")
    if a.cut or a.short:
        for item in lost:
            print("lost\t%s\t%s" % item)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
