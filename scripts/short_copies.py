#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Adds short copies of annotated articles: agencies send items of a sentence or two, and the annotated sets have few.

usage: short_copies.py < GOLD.jsonl > GOLD_AND_COPIES.jsonl

Of every third article a copy follows that ends behind its first paragraph of text, by turns without its title ("~lead"
behind the article's id), and of every article one sentence of its body alone, another each time ("~sentence"). The
events of a copy are those that are still told.
"""
import json
import re
import sys

EVERY = 3
STEP = 7  # from one article's sentence to the next article's
PARAGRAPH = 60  # characters: shorter lines are dates and bylines
BREAK = re.compile(r"(?<=[.!?؟])\s+|\n+")


def copy(doc, kind, title, body):
    article = dict(doc["article"], id=f"{doc['article']['id']}~{kind}", title=title, body=body)
    events = []
    for event in doc["events"]:
        told = [m for m in event["mentions"] if m in body or m in title]
        if told:
            events.append(dict(event, mentions=told))
    print(json.dumps({"article": article, "events": events}, ensure_ascii=False))


def lead(body):
    lines = body.split("\n")
    end = next((i + 1 for i, line in enumerate(lines) if len(line) >= PARAGRAPH), len(lines))
    return "\n".join(lines[:end])


def main():
    for number, line in enumerate(sys.stdin):
        sys.stdout.write(line)
        doc = json.loads(line)
        article = doc["article"]
        if number % EVERY == 0:
            copy(doc, "lead", (article.get("title") or "") if number % (2 * EVERY) == 0 else "", lead(article["body"]))
        sentences = [s for s in BREAK.split(article["body"]) if len(s) >= PARAGRAPH]
        if sentences:
            copy(doc, "sentence", "", sentences[number * STEP % len(sentences)])


main()
