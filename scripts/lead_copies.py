#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Adds short copies of annotated articles: agencies send items of a sentence or two, and the annotated sets have few.

usage: lead_copies.py < GOLD.jsonl > GOLD_AND_COPIES.jsonl

Of every third article a copy follows that ends behind its first paragraph of text, by turns without its title; its
events are those that are still told. The copy's id is the article's with "~lead" behind it.
"""
import json
import sys

EVERY = 3
PARAGRAPH = 60  # characters: shorter lines are dates and bylines


def lead(doc, has_title):
    article = dict(doc["article"], id=doc["article"]["id"] + "~lead")
    lines = article["body"].split("\n")
    end = next((i + 1 for i, line in enumerate(lines) if len(line) >= PARAGRAPH), len(lines))
    article["body"] = "\n".join(lines[:end])
    if not has_title:
        article["title"] = ""
    events = []
    for event in doc["events"]:
        told = [m for m in event["mentions"] if m in article["body"] or m in (article.get("title") or "")]
        if told:
            events.append(dict(event, mentions=told))
    return {"article": article, "events": events}


def main():
    for number, line in enumerate(sys.stdin):
        sys.stdout.write(line)
        if number % EVERY == 0:
            print(json.dumps(lead(json.loads(line), number % (2 * EVERY) == 0), ensure_ascii=False))


main()
