#!/usr/bin/env python3
"""Train the choice among readings of English words that may be verbs: language/en/readings.tsv.

usage: train_readings.py words READINGS.jsonl >WORDS.txt
       train_readings.py train READINGS.jsonl TAGGED.txt OUT.tsv

READINGS come from build/<preset>/tests/candidates LEXICON ARTICLES readings. WORDS are their sentences, one a line, words parted by
blanks; TAGGED is what the Stanford tagger makes of them ("word|||TAG"). scripts/train_readings runs all. Multinomial logistic regression over the
hashed features of extraction/grammar_en_readings.c; the last fifth of the sentences is held out to report. Deterministic. Needs
scikit-learn 1.5.2, numpy 1.26.4.
"""
import json
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression

from training import matrix, write_weights

BUCKETS = 1 << 15
KINDS = ["", "past", "present", "base", "ing", "participle", "noun", "adjective"]
# Past forms and participles are one kind here: which it is the grammar tells better than the tagger ("and arrested nine men").
TAGS = {"VBD": "past", "VBZ": "present", "VBP": "base", "VB": "base", "VBG": "ing", "VBN": "past", "NN": "noun", "NNS": "noun",
        "NNP": "noun", "NNPS": "noun", "JJ": "adjective", "JJR": "adjective", "JJS": "adjective"}
# Where the lexicon has no such reading of the word: the kind that stands for it.
INSTEAD = {"adjective": ["past", "ing", "noun"], "past": ["adjective"], "present": ["noun"], "base": ["present"], "ing": ["noun"]}


def kind_of(tag, kinds):
    """The kind that a tag tells, among those that the word can be; None: no lesson."""
    kind = TAGS.get(tag)
    if kinds >> KINDS.index("participle") & 1:
        kinds |= 1 << KINDS.index("past")
    for name in [kind, *INSTEAD.get(kind, [])] if kind else []:
        if kinds >> KINDS.index(name) & 1:
            return KINDS.index(name)
    return None


def main():
    sentences = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
    if sys.argv[1] == "words":
        for s in sentences:
            print(" ".join("".join(w.split()) or "-" for w in s["words"]))
        return
    rows, labels, masks, last = [], [], [], 0
    for number, (s, line) in enumerate(zip(sentences, open(sys.argv[3], encoding="utf-8"))):
        tags = [word.rsplit("|||", 1)[1] for word in line.split()]
        if len(tags) != len(s["words"]):
            continue
        for at, kinds, *features in s["readings"]:
            kind = kind_of(tags[at], kinds)
            if kind is not None:
                rows.append(sorted(set(features)))
                labels.append(kind)
                masks.append([kinds >> k & 1 or (k == 1 and kinds >> 5 & 1) for k in range(len(KINDS))])
        if number < len(sentences) * 4 // 5:
            last = len(rows)
    x, y, masks = matrix(rows, BUCKETS), np.array(labels), np.array(masks, dtype=bool)

    def fit(rows):
        return LogisticRegression(C=1.0, max_iter=150, tol=1e-3).fit(x[rows], y[rows])

    held = fit(slice(0, last))
    scores = np.where(masks[last:, held.classes_], held.decision_function(x[last:]), -np.inf)
    print(f"{len(y)} words; held out {len(y) - last}, right {(held.classes_[scores.argmax(1)] == y[last:]).mean():.4f}")
    m = fit(slice(0, len(y)))
    with open(sys.argv[4], "w", encoding="utf-8") as f:
        f.write("feature\tkind\tweight\n# made by scripts/train_readings.py\n")
        write_weights(f, [KINDS[k] for k in m.classes_], m, 0.1)


main()
