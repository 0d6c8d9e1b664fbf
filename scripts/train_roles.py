#!/usr/bin/env python3
"""Train the choice of an event's parts: language/<lang>/roles.tsv.

usage: train_roles.py GOLD.jsonl ITEMS.jsonl OUT.tsv [PART…]

Times are a part too, chosen among the times of the text: right is the one whose days are the annotated ones.

PART: where no phrase takes it, the frames' answer stands (place in English, where it was measured to cost nothing).

ITEMS come from `build/<preset>/tests/candidates LEXICON ARTICLES roles` over the articles of GOLD. Of every candidate
that tells an annotated event, each phrase around it is an example: is its name one that the annotation gives as actor,
recipient, place or source? Actors and recipients of symmetric types are parties; their order tells them apart. What a party
is, is learned from the actors of other types too. Logistic
regression over the hashed features, cross-validated by article; thresholds come from the held-out scores, counted by
event as eval/score.py counts. Deterministic. Needs scikit-learn 1.5.2, numpy 1.26.4.
"""
import json
import re
import sys
import unicodedata

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from training import FOLDS, matrix, stands_in, told_spans

BUCKETS = 1 << 16
C = 0.1
NEAR = 0.006  # of equal F1: the threshold with the higher precision is taken
NEAR_TIME = 0.01  # of equal F2: the lowest, rather the day of the report than none
SYMMETRIC = {"negotiation", "meeting", "agreement", "clash"}
PARTS = ["actor", "recipient", "party", "place", "source"]
FIELDS = {"actor": "actors", "recipient": "recipients", "party": "actors", "place": "locations"}
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})


def words(text):
    text = unicodedata.normalize("NFKC", text or "").casefold().translate(FOLD)
    text = "".join(c for c in text if not unicodedata.combining(c))
    out = (w[2:] if w.startswith("ال") and len(w) > 3 else w for w in re.findall(r"\w+", text))
    return frozenset(w for w in out if w not in ("the", "a", "an", "of"))


def same(a, b):
    return bool(a and b) and (len(a & b) / len(a | b) >= 0.5 or a <= b or b <= a)


def names(event, part):
    if part == "source":
        found = [event["attribution"]] if event.get("attribution") else []
    elif event["type"] in SYMMETRIC and part == "party":
        found = (event.get("actors") or []) + (event.get("recipients") or [])
    else:
        found = event.get(FIELDS[part]) or []
    return [words(n) for n in found]


def bears(event, part):
    """Events of this type have the part."""
    return (event["type"] in SYMMETRIC) == (part == "party") or part in ("place", "source")


def named(item, part):
    return item["place_words" if part == "place" else "actor_words"]


def told(gold_path, items_path):
    """Article, number of the event in it, annotation, candidate that tells it."""
    gold = {doc["article"]["id"]: doc for doc in map(json.loads, open(gold_path, encoding="utf-8"))}
    for line in open(items_path, encoding="utf-8"):
        doc = json.loads(line)
        for number, event in enumerate(gold[doc["id"]]["events"]):
            where = told_spans(gold[doc["id"]]["article"], event)
            for c in doc["candidates"]:
                if c["type"] == event["type"] and stands_in(c, where):
                    yield doc["id"], number, event, c


def load(gold_path, items_path):
    """rows, labels (-1: not learned from), groups, and for each told event its annotation and the indexes of its items."""
    rows, labels, groups, items, events = [], [], [], [], {}
    for article, number, event, c in told(gold_path, items_path):
        for item in c["items"]:
            item["actor_words"], item["place_words"] = words(item["actor"]), words(item["place"])
            events.setdefault((article, number), (event, []))[1].append(len(rows))
            rows.append(sorted(set(item["features"])))
            labels.append([any(same(n, named(item, p)) for n in names(event, p)) if bears(event, p) or p == "party" else -1
                           for p in PARTS])
            groups.append(article)
            items.append(item)
    return rows, np.array(labels), np.array(groups), items, list(events.values())


def load_times(gold_path, items_path):
    """As load(): the times of the candidates; an event's annotation is its first and last day, or None."""
    rows, labels, groups, events = [], [], [], {}
    for article, number, event, c in told(gold_path, items_path):
        date = event.get("date")
        days = tuple(date) if isinstance(date, list) else (date, date) if date else None
        members = events.setdefault((article, number), (days, []))[1]
        for item in c["times"]:
            members.append(len(rows))
            rows.append(sorted(set(item["features"])))
            labels.append((item["start"], item["end"]) == days)
            groups.append(article)
    return rows, np.array(labels)[:, None], np.array(groups), list(events.values())


def fit(x, y):
    return LogisticRegression(C=C, solver="liblinear", max_iter=60, tol=0.01, random_state=1).fit(x, y)


def fit_known(x, y):
    return fit(x[y >= 0], y[y >= 0])


def cross_validate(x, labels, groups):
    scores = np.zeros(labels.shape)
    for train, test in GroupKFold(FOLDS).split(x, labels, groups):
        for k in range(labels.shape[1]):
            scores[test, k] = fit_known(x[train], labels[train, k]).predict_proba(x[test])[:, 1]
    return scores


def train_times(gold_path, items_path):
    """The model of times and the lowest threshold of the best F2s."""
    rows, labels, groups, events = load_times(gold_path, items_path)
    x = matrix(rows, BUCKETS)
    scores = cross_validate(x, labels, groups)[:, 0]
    best = [(max(members, key=lambda i: scores[i]), days) for days, members in events if members]
    dated = sum(days is not None for days, _ in events)
    tried = []
    for threshold in np.arange(0.1, 0.6, 0.02):
        taken = [labels[i, 0] for i, _ in best if scores[i] >= threshold]
        p, r = sum(taken) / max(1, len(taken)), sum(taken) / max(1, dated)
        tried.append((5 * p * r / max(1e-9, 4 * p + r), p, r, threshold))
    f, p, r, threshold = min((t for t in tried if t[0] > max(tried)[0] - NEAR_TIME), key=lambda t: t[3])
    reached = sum(any(labels[i, 0] for i in members) for _, members in events)
    print(f"time: F2 {f:.3f} P {p:.3f} R {r:.3f} from {threshold:.2f}; {reached} of {dated} dated events can be right")
    return fit(x, labels[:, 0]), threshold


def votes(items, members, scores, part):
    """Names of an event with their best score and the phrases that name them, likeliest first."""
    found = {}
    for i in members:
        name = named(items[i], part)
        best, phrases, before = found.get(name, (0.0, frozenset(), frozenset()))
        found[name] = (max(best, scores[i, PARTS.index(part)]), phrases | {items[i]["phrase"]}, before | {items[i]["previous"]})
    return sorted(((s, sorted(n), n, p, b - {-1}) for n, (s, p, b) in found.items()), key=lambda v: v[:2], reverse=True)


def chosen(ranked, limits, part):
    """Names that take the part: the likeliest; others, joined to one that does ("and") or not. A second party counts as joined."""
    first, joined, other = limits
    out = []
    for score, _, name, phrases, before in ranked:
        if score < first or (out and part == "source"):
            break
        if any(same(name, o) for o, _, _ in out):
            continue
        is_joined = (part == "party" and len(out) == 1) or any(before & p or phrases & b for _, p, b in out)
        if out and score < (joined if is_joined else other):
            continue
        out.append((name, phrases, before))
    return [name for name, _, _ in out]


def figures(ranked, annotated, limits, part):
    hits = false = missed = 0
    for r, right in zip(ranked, annotated):
        if part == "source" and not right:
            continue
        got = chosen(r, limits, part)
        for name in right:
            found = next((g for g in got if same(name, g)), None)
            if found is None:
                missed += 1
            else:
                hits += 1
                got.remove(found)
        false += len(got)
    p, r = hits / max(1, hits + false), hits / max(1, hits + missed)
    return 2 * p * r / max(1e-9, p + r), p, r


def thresholds(items, events, scores, part):
    """Of the first name, of those joined to it and of others."""
    events = [e for e in events if bears(e[0], part)]
    ranked = [votes(items, members, scores, part) for _, members in events]
    annotated = [names(event, part) for event, _ in events]
    steps = np.arange(0.15, 0.95, 0.05)
    tried = [(figures(ranked, annotated, limits, part), limits) for a in steps[steps < 0.53]
             for limits in ([(a, a, a)] if part == "source" else
                            [(a, b, c) for b in steps[(steps >= a) & (steps < 0.78)] for c in steps[(steps >= b) & (steps > 0.57)]])]
    highest = max(t[0][0] for t in tried)
    best = max((t for t in tried if t[0][0] > highest - NEAR), key=lambda t: t[0][1])
    print(f"{part}: F1 {best[0][0]:.3f} P {best[0][1]:.3f} R {best[0][2]:.3f} from", ", ".join(f"{limit:.2f}" for limit in best[1]))
    return best[1]


def main():
    rows, labels, groups, items, events = load(*sys.argv[1:3])
    x = matrix(rows, BUCKETS)
    print(f"{len(rows)} items of {len(events)} events, held-out figures:")
    scores = cross_validate(x, labels, groups)
    limits = [thresholds(items, events, scores, p) for p in PARTS]
    models = [fit_known(x, labels[:, k]) for k in range(len(PARTS))]
    model, threshold = train_times(*sys.argv[1:3])
    models.append(model)
    limits.append((threshold,) * 3)
    weights = np.stack([m.coef_[0] for m in models])
    with open(sys.argv[3], "w", encoding="utf-8") as f:
        f.write("feature\t" + "\t".join(PARTS + ["time"]) + f"\n# made by scripts/train_roles.py: C {C}\n")
        f.write("bias\t" + "\t".join(f"{m.intercept_[0]:.3f}" for m in models) + "\n")
        for k, row in enumerate(("threshold", "threshold_joined", "threshold_other")):
            f.write(row + "\t" + "\t".join(f"{limit[k]:.2f}" for limit in limits) + "\n")
        f.write("frames\t" + "\t".join("1" if p in sys.argv[4:] else "0" for p in PARTS) + "\t0\n")
        for i in np.flatnonzero(np.abs(weights).max(axis=0) > 0.03):
            f.write(f"{i}\t" + "\t".join(f"{v:.2f}" for v in weights[:, i]) + "\n")


main()
