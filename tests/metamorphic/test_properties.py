#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Rewrites many articles so that their events must stay, or change in one way, and holds the program to it.

usage: test_properties.py [--program RASID] [--lexicon FILE] [--only WORD] [--show N]

A share is twice the events that have their like on the other side, of all events of both sides. --show lists differences.
"""
import argparse
import collections
import os
import sys

import corpus
import countries
import properties
import verbs
import views


class World:
    """Articles and sentences with the events that the program finds in them as they are."""

    def __init__(self, program, lexicon):
        self.articles = corpus.articles()
        self.sentences = [s for a in self.articles for s in corpus.sentences(a)]
        self.countries, self.english, self.arabic = countries.table(), verbs.english(), verbs.arabic()
        spoken = [{"id": f"voice-{n}", "lang": lang, "title": "", "body": active, "published": "2027-03-10T12:00:00Z"}
                  for n, (lang, active, _) in enumerate(properties.pairs_of_voice())]
        self.events = corpus.extract(program, lexicon, self.articles + self.sentences + spoken)


def trials_of(world, only):
    for row, (name, make, *_) in enumerate(properties.PROPERTIES):
        if only in name:
            for number, trial in enumerate(make(world)):
                yield row, f"{row}:{number}", trial


def show(variant, expected, found):
    print(f"    {variant['id']}")
    told, got = collections.Counter(map(views.text, expected)), collections.Counter(map(views.text, found))
    for sign, events in (("-", told - got), ("+", got - told)):
        for event in events:
            print(f"      {sign} {event}")


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--program", default=os.environ.get("RASID_PROGRAM", "build/release/rasid"))
    ap.add_argument("--lexicon", default=os.environ.get("RASID_LEXICON", "build/release/rasid.lexicon"))
    ap.add_argument("--only", default="")
    ap.add_argument("--show", type=int, default=0)
    a = ap.parse_args()
    world = World(a.program, a.lexicon)
    trials = list(trials_of(world, a.only))
    events = corpus.extract(a.program, a.lexicon, [{**trial[0], "id": key} for _, key, trial in trials])
    alike, alike_kind, total, count = (collections.Counter() for _ in range(4))
    shown = collections.Counter()
    for row, key, (variant, expected, view) in trials:
        found = [v for v in map(view, events[key]) if v is not None]
        part = row, variant["lang"]
        same, of = views.share(expected, found)
        alike[part] += same
        alike_kind[part] += views.share(expected, found, views.kind)[0]
        total[part] += of
        count[part] += 1
        if same < of and shown[part] < a.show:
            shown[part] += 1
            print(f"  {properties.PROPERTIES[row][0]}: {variant['body'][:300]!r}")
            show(variant, expected, found)
    failed = False
    for row, lang in sorted(total):
        name, _, *bounds = properties.PROPERTIES[row]
        bound = bounds[corpus.LANGUAGES.index(lang)]
        share = alike[row, lang] / total[row, lang] if total[row, lang] else 1.0
        failed |= share < bound
        print(f"{'FAILED' if share < bound else 'ok':7}{name} ({lang}): {count[row, lang]} rewrites, "
              f"{alike_kind[row, lang] / max(1, total[row, lang]):.4f} of one kind, {share:.4f} alike, at least {bound}")
    if failed or not total:
        sys.exit(1)


if __name__ == "__main__":
    main()
