#!/usr/bin/env python3
"""Train the decision on candidates: language/<lang>/weights.tsv.

usage: train.py GOLD.jsonl CANDIDATES.jsonl FOLDER

Writes weights.tsv (is it an event, are two mentions one) and modality.tsv to FOLDER (language/<lang>).

CANDIDATES come from build/<preset>/tests/candidates over the articles of GOLD. A candidate is right when its type is
annotated and its trigger lies inside one of that event's clauses. Logistic regression over the hashed features,
cross-validated by article; Platt's scaling and the threshold come from the held-out scores. Deterministic.
Needs scikit-learn 1.5.2, numpy 1.26.4.
"""
import json
import sys

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

BUCKETS = 1 << 18
FOLDS = 5


def spans(article, clause):
    for field in ("title", "body"):
        text = article.get(field) or ""
        at = text.find(clause)
        while at >= 0:
            yield field, at, at + len(clause)
            at = text.find(clause, at + 1)


def load(gold_path, candidates_path):
    gold = {}
    for line in open(gold_path, encoding="utf-8"):
        doc = json.loads(line)
        events = []
        for e in doc["events"]:
            events.append((e["type"], e["modality"], [s for m in e["mentions"] for s in spans(doc["article"], m)]))
        gold[doc["article"]["id"]] = events
    rows, labels, groups, keys, total = [], [], [], [], sum(len(e) for e in gold.values())
    pairs = []
    for line in open(candidates_path, encoding="utf-8"):
        doc = json.loads(line)
        events = gold[doc["id"]]
        for i, c in enumerate(doc["candidates"]):
            hit = [k for k, (t, _, ss) in enumerate(events)
                   if t == c["type"] and any(f == c["field"] and b <= c["at"] < e for f, b, e in ss)]
            rows.append(sorted(set(c["features"])))
            labels.append(bool(hit))
            groups.append(doc["id"])
            keys.append((doc["id"], i, c, hit, [events[h][1] for h in hit]))
        hits = [k[3] for k in keys[len(keys) - len(doc["candidates"]):]]
        for i, k, *features in doc.get("pairs", []):
            if hits[i] and hits[k]:
                pairs.append((sorted(set(features)), bool(set(hits[i]) & set(hits[k])), doc["id"]))
    return rows, np.array(labels), np.array(groups), keys, total, pairs


def matrix(rows):
    indptr = np.cumsum([0] + [len(r) for r in rows])
    return csr_matrix((np.ones(indptr[-1], dtype=np.float32), np.concatenate(rows).astype(np.int32), indptr),
                      shape=(len(rows), BUCKETS))


def model(c):
    return LogisticRegression(C=c, solver="liblinear", max_iter=400, random_state=1)


def cross_validate(x, y, groups, c):
    scores = np.zeros(len(y))
    for train, test in GroupKFold(FOLDS).split(x, y, groups):
        m = model(c).fit(x[train], y[train])
        scores[test] = m.decision_function(x[test])
    return scores


def share(a, b):
    return a["trigger"] in (b["trigger"], b["noun"]) or a["noun"] in (b["trigger"], b["noun"])


def event_figures(keys, prob, threshold, total):
    """Events found and false alarms if merging were perfect: the ceiling of the decision."""
    by_doc = {}
    for k, p in zip(keys, prob):
        by_doc.setdefault(k[0], []).append((p, k))
    found, false = 0, 0
    for items in by_doc.values():
        kept = []
        for p, k in sorted(items, key=lambda t: -t[0]):
            if p < threshold or any(share(k[2], q[2]) and k[2]["sentence"] == q[2]["sentence"] for q in kept):
                continue
            kept.append(k)
        hits = set()
        for k in kept:
            if k[3]:
                hits.update(k[3][:1])
            else:
                false += 1
        found += len(hits)
    p, r = found / max(1, found + false), found / total
    return p, r, 2 * p * r / max(1e-9, p + r)


def train_pairs(pairs):
    """Do two right candidates tell one happening?"""
    x, y = matrix([p[0] for p in pairs]), np.array([p[1] for p in pairs])
    groups = np.array([p[2] for p in pairs])
    best = max((((cross_validate(x, y, groups, c) > 0) == y).mean(), -c) for c in (0.1,))
    print(f"{len(y)} pairs, {y.mean():.3f} of one happening; right in cross-validation {best[0]:.3f} at C {-best[1]}")
    return model(-best[1]).fit(x, y)


MODALITIES = ["happened", "ongoing", "planned", "possible", "denied", "habitual"]
MODALITY_BUCKETS = 1 << 15


def train_modality(keys, path):
    items = [k for k in keys if k[3]]
    rows = [sorted(set(k[2]["modality_features"])) for k in items]
    indptr = np.cumsum([0] + [len(r) for r in rows])
    x = csr_matrix((np.ones(indptr[-1], dtype=np.float32), np.concatenate(rows).astype(np.int32), indptr),
                   shape=(len(rows), MODALITY_BUCKETS))
    y = np.array([MODALITIES.index(k[4][0]) for k in items])
    groups = np.array([k[0] for k in items])
    results = []
    for c in (0.3, 1.0):
        guess = np.zeros(len(y))
        for train, test in GroupKFold(FOLDS).split(x, y, groups):
            guess[test] = LogisticRegression(C=c, max_iter=300).fit(x[train], y[train]).predict(x[test])
        results.append(((guess == y).mean(), c))
    print("modality right in cross-validation:", [f"{a:.3f} at C {c}" for a, c in results],
          f"always happened: {(y == 0).mean():.3f}")
    m = LogisticRegression(C=max(results)[1], max_iter=300).fit(x, y)
    with open(path, "w", encoding="utf-8") as f:
        f.write("feature\t" + "\t".join(MODALITIES) + "\n# made by scripts/train.py\n")
        f.write("bias\t" + "\t".join(f"{v:.3f}" for v in m.intercept_) + "\n")
        for i in np.flatnonzero(np.abs(m.coef_).max(axis=0) > 0.02):
            f.write(f"{i}\t" + "\t".join(f"{v:.2f}" for v in m.coef_[:, i]) + "\n")


def main():
    gold, candidates, folder = sys.argv[1:4]
    out = f"{folder}/weights.tsv"
    rows, y, groups, keys, total, pairs = load(gold, candidates)
    x = matrix(rows)
    train_modality(keys, f"{folder}/modality.tsv")
    covered = len({(k[0], h) for k in keys for h in k[3]})
    print(f"{len(y)} candidates, {y.sum()} right; {covered} of {total} events have a right candidate")
    best = None
    for c in (0.12, 0.25):
        scores = cross_validate(x, y, groups, c)
        platt = LogisticRegression(C=1e6).fit(scores[:, None], y)
        prob = platt.predict_proba(scores[:, None])[:, 1]
        f, t = max((event_figures(keys, prob, t, total)[2], t) for t in np.arange(0.2, 0.7, 0.04))
        p, r, f = event_figures(keys, prob, t, total)
        print(f"C {c}: at {t:.2f} P {p:.3f} R {r:.3f} F1 {f:.3f} (merging perfect)")
        if best is None or f > best[0]:
            best = (f, c, t, platt)
    _, c, threshold, platt = best
    m = model(c).fit(x, y)
    pm = train_pairs(pairs)
    weights = m.coef_[0] + pm.coef_[0]
    with open(out, "w", encoding="utf-8") as f:
        f.write("feature\tweight\n")
        f.write(f"# made by scripts/train.py: logistic regression over hashed features, C {c}\n")
        f.write(f"bias\t{m.intercept_[0]:.4f}\nscale\t{platt.coef_[0][0]:.4f}\nshift\t{platt.intercept_[0]:.4f}\n")
        f.write(f"threshold\t{threshold:.3f}\npair_bias\t{pm.intercept_[0]:.4f}\n")
        for i, w in enumerate(weights):
            if abs(w) > 0.01:
                f.write(f"{i}\t{w:.4f}\n")


main()
