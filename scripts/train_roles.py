#!/usr/bin/env python3
"""Train the choice of an event's parts: language/<lang>/roles.tsv and role_trees.tsv.

usage: train_roles.py GOLD.jsonl ITEMS.jsonl TARGET.jsonl FOLDER [PART…]

Writes both tables to FOLDER (language/<lang>). TARGET: articles of GOLD of the kind that is to be told; the thresholds are set on them
alone, for other articles may tell recipients more often.

Times are a part too, chosen among the times of the text: right is the one whose days are the annotated ones.

PART: where no phrase takes it, the frames' answer stands (place in English, where it was measured to cost nothing).

ITEMS come from `build/<preset>/tests/candidates LEXICON ARTICLES roles` over the articles of GOLD. Of every candidate
that tells an annotated event, each phrase around it is an example: is its name one that the annotation gives as actor,
recipient, place or source? Actors and recipients of symmetric types are parties; their order tells them apart. What a party
is, is learned from the actors of other types too. First look: logistic regression over the hashed features,
cross-validated by article. Second look: boosted trees over the held-out first scores of all names of the event (columns of
extraction/role_rescore.h, made here as there). Thresholds come from the held-out scores, counted by event as eval/score.py
counts. Deterministic. Needs scikit-learn 1.5.2, numpy 1.26.4.
"""
import json
import math
import re
import sys
import unicodedata

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from training import FOLDS, matrix, stands_in, told_spans

BUCKETS = 1 << 16
C = 0.1
NEAR = 0.006  # of equal F1: the threshold with the higher precision is taken
NEAR_RESCORED = 0.002
NEAR_TIME = 0.01  # of equal F2: the lowest, rather the day of the report than none
SYMMETRIC = {"negotiation", "meeting", "agreement", "clash"}
PARTS = ["actor", "recipient", "party", "place", "source"]
RESCORED = PARTS[:4]
LIKELY, SURE = 0.05, 0.65  # as in extraction/role_choice.c
VOTE_PHRASES_MAX = 6
LIMITS = ("threshold", "threshold_joined", "threshold_other")
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


def bearing(events, target, part):
    """Events of the target articles that have the part."""
    return [(event, members) for event, members in events if id(event) in target and bears(event, part)]


def load(gold_path, items_path):
    """rows, labels (-1: not learned from), groups, items, and for each told event its annotation and the indexes of its items."""
    rows, labels, groups, items, events = [], [], [], [], {}
    for article, number, event, c in told(gold_path, items_path):
        for item in c["items"]:
            item["actor_words"], item["place_words"] = words(item["actor"]), words(item["place"])
            events.setdefault((article, number), (event, []))[1].append(len(rows))
            rows.append(sorted(set(item["features"])))
            labels.append([any(same(n, named(item, p)) for n in names(event, p)) if bears(event, p) or p == "party" else -1
                           for p in PARTS])
            groups.append(article)
            item["mention"] = c
            items.append(item)
    return rows, np.array(labels), np.array(groups), items, list(events.values())


def load_times(gold_path, items_path):
    """As load(): the times of the candidates; an event's annotation is its first and last day, or None."""
    rows, labels, groups, items, events = [], [], [], [], {}
    for article, number, event, c in told(gold_path, items_path):
        date = event.get("date")
        days = tuple(date) if isinstance(date, list) else (date, date) if date else None
        members = events.setdefault((article, number), (days, []))[1]
        for item in c["times"]:
            members.append(len(rows))
            rows.append(sorted(set(item["features"])))
            labels.append((item["start"], item["end"]) == days)
            groups.append(article)
            item["mention"] = c
            items.append(item)
    return rows, np.array(labels)[:, None], np.array(groups), items, list(events.values())


def fit(x, y):
    return LogisticRegression(C=C, solver="liblinear", dual=True, max_iter=100, tol=0.05, random_state=1).fit(x, y)


def fit_known(x, y):
    return fit(x[y >= 0], y[y >= 0])


def cross_validate(x, labels, groups):
    scores = np.zeros(labels.shape)
    for train, test in GroupKFold(FOLDS).split(x, labels, groups):
        for k in range(labels.shape[1]):
            scores[test, k] = fit_known(x[train], labels[train, k]).predict_proba(x[test])[:, 1]
    return scores


def time_columns(days, members, found, items, scores):
    """One row of enum time_vote_column (extraction/timing.h). found: the items of each day or range of the event."""
    own = found[days]
    highest = {d: max(scores[i] for i in f) for d, f in found.items()}
    others = sorted((s for d, s in highest.items() if d != days), reverse=True)
    loudest = items[max(own, key=lambda i: scores[i])]
    return [highest[days], np.mean(scores[own]), 1 - np.prod(1 - scores[own]), len(own), *(others + [0, 0])[:2],
            sum(s > highest[days] for s in others), len(found),
            max((s for d, s in highest.items() if d != days and d[0] == days[0]), default=0),
            loudest["mention"]["type_index"], loudest["mention"]["score"], len(members), *loudest["columns"]]


def rescore_times(items, events, scores, groups):
    """Rows, labels, groups and the number of the event of each row."""
    rows, labels, articles, keys = [], [], [], []
    for number, (annotated, members) in enumerate(events):
        kept = [i for i in members if items[i]["mention"]["kept"]] or members
        found = {}
        for i in kept:
            found.setdefault((items[i]["start"], items[i]["end"]), []).append(i)
        for days in found:
            rows.append(time_columns(days, kept, found, items, scores))
            labels.append(days == annotated)
            articles.append(groups[kept[0]])
            keys.append(number)
    return np.array(rows, dtype=np.float32), np.array(labels), np.array(articles), keys


def time_threshold(scores, labels, keys, events):
    """The lowest threshold of the best F2s; keys: the event of each score."""
    best = {}
    for score, label, key in zip(scores, labels, keys):
        best[key] = max(best.get(key, (-1.0, False)), (score, label))
    dated = sum(days is not None for days, _ in events)
    tried = []
    for threshold in np.arange(0.1, 0.6, 0.02):
        taken = [label for score, label in best.values() if score >= threshold]
        p, r = sum(taken) / max(1, len(taken)), sum(taken) / max(1, dated)
        tried.append((5 * p * r / max(1e-9, 4 * p + r), p, r, threshold))
    f, p, r, threshold = min((t for t in tried if t[0] > max(tried)[0] - NEAR_TIME), key=lambda t: t[3])
    print(f"time: F2 {f:.3f} P {p:.3f} R {r:.3f} from {threshold:.2f}")
    return threshold


def train_times(gold_path, items_path, trees):
    """The first look's model and threshold; the second look's trees and threshold are written to trees."""
    rows, labels, groups, items, events = load_times(gold_path, items_path)
    x = matrix(rows, BUCKETS)
    scores = cross_validate(x, labels, groups)[:, 0]
    events = [e for e in events if e[1]]
    keys = {i: number for number, (_, members) in enumerate(events) for i in members}
    threshold = time_threshold(scores, labels[:, 0], [keys[i] for i in range(len(scores))], events)
    second, y, articles, keys = rescore_times(items, events, scores, groups)
    rescored = cross_validate_trees(second, y, articles)
    write_trees(trees, "time", boosted().fit(second, y))
    write_limits(trees, "time", (time_threshold(rescored, y, keys, events),))
    return fit(x, labels[:, 0]), threshold


def ranked_names(items, members, scores, part):
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


def thresholds(ranked, annotated, part, near=NEAR):
    """Of the first name, of those joined to it and of others."""
    steps = np.arange(0.15, 0.95, 0.05)
    tried = [(figures(ranked, annotated, limits, part), limits) for a in steps[steps < 0.53]
             for limits in ([(a, a, a)] if part == "source" else
                            [(a, b, c) for b in steps[(steps >= a) & (steps < 0.78)] for c in steps[(steps >= b) & (steps > 0.57)]])]
    highest = max(t[0][0] for t in tried)
    best = max((t for t in tried if t[0][0] > highest - near), key=lambda t: t[0][1])
    print(f"{part}: F1 {best[0][0]:.3f} P {best[0][1]:.3f} R {best[0][2]:.3f} from", ", ".join(f"{limit:.2f}" for limit in best[1]))
    return best[1]


MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640]")


def holds(text, name):
    """extraction/role_choice.c: the name begins a word of the text, or stands behind its clitics."""
    at = text.find(name)
    while at >= 0:
        before = text[:at].rstrip("وفبلكا")
        if not before or before[-1] == " " or before[-1] < "A" or text[at - 1] < "A":
            return True
        at = text.find(name, at + 1)
    return False


class Vote:
    """struct role_vote: a text that may be part of an event, with its highest scores."""

    def __init__(self, item):
        self.text, self.name, self.place = MARKS.sub("", item["actor"]), item["name"], ""
        self.part, self.sum, self.best = np.zeros(len(PARTS)), np.zeros(len(PARTS)), [None] * len(PARTS)
        self.count, self.phrases, self.before = 0, [], []

    def add(self, item, scores):
        place = PARTS.index("place")
        if item["place"] and scores[place] > self.part[place]:
            self.place = item["place"]
        self.name = item["name"]
        self.count += 1
        self.sum += scores
        for k in np.flatnonzero(scores > self.part):
            self.part[k], self.best[k] = scores[k], item
        if item["phrase"] not in self.phrases and len(self.phrases) < VOTE_PHRASES_MAX:
            self.phrases.append(item["phrase"])
            self.before.append(item["previous"])

    def is_same(self, other):
        return holds(self.text, other.text) or holds(other.text, self.text) or (self.name and self.name == other.name)

    def is_joined(self, other):
        return any(p in other.phrases for p in self.before) or any(p in self.phrases for p in other.before)


def weight(mention, kept):
    """add_votes() of extraction/emit.c: other readings of a mention's clause count less, of other clauses not."""
    if mention["kept"] or not kept:
        return 1.0
    own = [c["score"] for c in kept if c["clause"] == mention["clause"]]
    return math.sqrt(min(1.0, mention["score"] / max(own))) if own else 0.0


def votes_of(items, members, scores):
    kept = [c for c in {id(items[i]["mention"]): items[i]["mention"] for i in members}.values() if c["kept"]]
    found = {}
    for i in members:
        item, part = items[i], scores[i].copy()
        if item["is_told_agent"]:
            part[0] = max(part[0], SURE)
            part[1] = part[3] = 0.0
        part *= weight(item["mention"], kept)
        if item["actor"] and part.max() >= LIKELY:
            found.setdefault(MARKS.sub("", item["actor"]), Vote(item)).add(item, part)
    return list(found.values())


def columns(vote, others, k):
    """One row of extraction/role_rescore.h. others: of each vote of the event, whether it is the same and whether joined."""
    rivals = []
    for j in range(len(PARTS)):
        values = sorted((o.part[j] for o, is_same, _ in others if not is_same), reverse=True)[:2] + [0.0, 0.0]
        higher = sum(o.part[j] > vote.part[j] for o, is_same, _ in others if not is_same)
        rivals += [values[0], higher, values[1]]
    same_name = max((o.part[k] for o, is_same, _ in others if is_same and o is not vote), default=0.0)
    joined = max((o.part[k] for o, _, is_joined in others if is_joined), default=0.0)
    return [*vote.part, *(vote.sum / vote.count), *rivals, same_name, vote.count, len(vote.phrases), vote.best[k]["mention"]["type_index"],
            1 + vote.text.count(" "), joined, *vote.best[k]["columns"], vote.best[k]["mention"]["score"]]


def rescore_rows(items, events, scores, groups):
    """Of each part: rows, labels, groups, and the event and vote of each row."""
    out = {part: ([], [], [], []) for part in RESCORED}
    for event, members in events:
        votes = votes_of(items, members, scores)
        for vote in votes:
            others = [(o, o is vote or vote.is_same(o), o is not vote and vote.is_joined(o)) for o in votes]
            for k, part in enumerate(RESCORED):
                if not bears(event, part) or vote.part[k] < LIKELY or (part == "place" and not vote.place):
                    continue
                name = words(vote.place if part == "place" else vote.text)
                rows, labels, articles, keys = out[part]
                rows.append(columns(vote, others, k))
                labels.append(any(same(n, name) for n in names(event, part)))
                articles.append(groups[members[0]])
                keys.append((id(event), name, vote))
    return {part: (np.array(r, dtype=np.float32), np.array(y), np.array(g), k) for part, (r, y, g, k) in out.items()}


def boosted():
    return HistGradientBoostingClassifier(max_iter=110, learning_rate=0.08, max_leaf_nodes=15, max_depth=5, min_samples_leaf=30,
                                          l2_regularization=1.0, early_stopping=False, random_state=1)


def write_trees(f, part, model):
    """Nodes as extraction/trees.h wants them: the left child right behind its parent."""
    f.write(f"start\t{part}\t\t\t\t\t\t{model._baseline_prediction.item():.5f}\n")
    for t, (predictor,) in enumerate(model._predictors):
        nodes, lines = predictor.nodes, []

        def walk(i):
            own, node = len(lines), nodes[i]
            lines.append("")
            if node["is_leaf"]:
                lines[own] = f"{t}\t{part}\t{own}\t-1\t0\t0\t0\t{node['value']:.5f}\n"
                return
            walk(node["left"])
            right = len(lines)
            walk(node["right"])
            lines[own] = f"{t}\t{part}\t{own}\t{node['feature_idx']}\t{node['num_threshold']:.6g}\t{own + 1}\t{right}\t0\n"

        walk(0)
        f.writelines(lines)


def write_limits(f, part, limits):
    for row, limit in zip(LIMITS, limits):
        f.write(f"{row}\t{part}\t\t\t\t\t\t{limit:.2f}\n")


def cross_validate_trees(rows, y, articles):
    scores = np.zeros(len(y))
    for train, test in GroupKFold(FOLDS).split(rows, y, articles):
        scores[test] = boosted().fit(rows[train], y[train]).predict_proba(rows[test])[:, 1]
    return scores


def train_rescore(items, events, target, scores, groups, trees):
    """The second look at actor, recipient, party and place: held-out figures; trees and thresholds are written to trees."""
    for part, (rows, y, articles, keys) in rescore_rows(items, events, scores, groups).items():
        found = {}
        for score, (event, name, vote) in zip(cross_validate_trees(rows, y, articles), keys):
            phrases = frozenset(vote.phrases)
            found.setdefault(event, []).append((score, sorted(name), name, phrases, frozenset(vote.before) - {-1}))
        told = [event for event, _ in bearing(events, target, part)]
        ranked = [sorted(found.get(id(e), []), key=lambda v: v[:2], reverse=True) for e in told]
        limits = thresholds(ranked, [names(e, part) for e in told], part, NEAR_RESCORED)
        write_trees(trees, part, boosted().fit(rows, y))
        write_limits(trees, part, limits)


def main():
    gold, found, like, folder, *frames = sys.argv[1:]
    rows, labels, groups, items, events = load(gold, found)
    target = {json.loads(line)["article"]["id"] for line in open(like, encoding="utf-8")}
    target = {id(event) for event, members in events if members and groups[members[0]] in target}
    x = matrix(rows, BUCKETS)
    print(f"{len(rows)} items of {len(events)} events, held-out figures, of the target articles:")
    scores = cross_validate(x, labels, groups)
    limits = []
    for part in PARTS:
        told = bearing(events, target, part)
        limits.append(thresholds([ranked_names(items, members, scores, part) for _, members in told],
                                 [names(event, part) for event, _ in told], part))
    models = [fit_known(x, labels[:, k]) for k in range(len(PARTS))]
    with open(f"{folder}/role_trees.tsv", "w", encoding="utf-8") as trees:
        trees.write("tree\tpart\tnode\tcolumn\tthreshold\tleft\tright\tvalue\n# made by scripts/train_roles.py\n")
        train_rescore(items, events, target, scores, groups, trees)
        model, threshold = train_times(gold, found, trees)
    models.append(model)
    limits.append((threshold,) * 3)
    weights = np.stack([m.coef_[0] for m in models])
    with open(f"{folder}/roles.tsv", "w", encoding="utf-8") as f:
        f.write("feature\t" + "\t".join(PARTS + ["time"]) + f"\n# made by scripts/train_roles.py: C {C}\n")
        f.write("bias\t" + "\t".join(f"{m.intercept_[0]:.3f}" for m in models) + "\n")
        for k, row in enumerate(LIMITS):
            f.write(row + "\t" + "\t".join(f"{limit[k]:.2f}" for limit in limits) + "\n")
        f.write("frames\t" + "\t".join("1" if p in frames else "0" for p in PARTS) + "\t0\n")
        for i in np.flatnonzero(np.abs(weights).max(axis=0) > 0.03):
            f.write(f"{i}\t" + "\t".join(f"{v:.2f}" for v in weights[:, i]) + "\n")


main()
