#!/usr/bin/env python3
"""Train the decision on candidates: language/<lang>/weights.tsv.

usage: train.py GOLD.jsonl CANDIDATES.jsonl FOLDER

Writes weights.tsv (is it an event, are two mentions one), tagger.tsv, trees.tsv and modality.tsv to FOLDER (language/<lang>).

CANDIDATES come from build/<preset>/tests/candidates over the articles of GOLD. A candidate is right when its type is
annotated and its trigger lies inside one of that event's clauses. Logistic regression over the hashed features,
cross-validated by article; Platt's scaling and the threshold come from the held-out scores. Deterministic.
Needs scikit-learn 1.5.2, numpy 1.26.4.
"""
import json
import sys

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from training import FOLDS, matrix, stands_in, told_spans, write_weights

BUCKETS = 1 << 18
TAGGER_BUCKETS = 1 << 17
NEAR = 0.010  # of equal F1: precision first
SHORT = 2  # sentences: a text that no neighbours speak for, with a threshold of its own
SPEECH_ACTS = {"demand", "threat", "rejection", "accusation", "support"}
COPY = "~"  # stands in the id of a copy that scripts/short_copies.py made, behind the article's


def is_copy(article):
    return COPY in article


def original(article):
    return article.split(COPY)[0]


def load(gold_path, candidates_path):
    gold = {}
    for line in open(gold_path, encoding="utf-8"):
        doc = json.loads(line)
        events = []
        for e in doc["events"]:
            events.append((e["type"], e["modality"], told_spans(doc["article"], e)))
        gold[doc["article"]["id"]] = events
    counts = {article: len(e) for article, e in gold.items()}
    rows, labels, groups, keys = [], [], [], []
    pairs = []
    for line in open(candidates_path, encoding="utf-8"):
        doc = json.loads(line)
        events = gold[doc["id"]]
        for i, c in enumerate(doc["candidates"]):
            hit = [k for k, (t, _, ss) in enumerate(events)
                   if t == c["type"] and stands_in(c, ss)]
            rows.append(sorted(set(c["features"])))
            labels.append(bool(hit))
            groups.append(original(doc["id"]))
            keys.append((doc["id"], i, c, hit, [events[h][1] for h in hit]))
        for k, row in zip(keys[len(keys) - len(doc["candidates"]):], doc["columns"]):
            k[2]["columns"] = row
        hits = [k[3] for k in keys[len(keys) - len(doc["candidates"]):]]
        for i, k, *features in doc.get("pairs", []):
            if hits[i] and hits[k]:
                pairs.append((sorted(set(features)), bool(set(hits[i]) & set(hits[k])), original(doc["id"])))
    return rows, np.array(labels), np.array(groups), keys, counts, pairs


def model(c):
    return LogisticRegression(C=c, solver="liblinear", dual=True, max_iter=200, tol=0.02, random_state=1)


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


def report(name, keys, prob, total):
    """Prints figures; the threshold where F1 is best, precision first among near equals."""
    figures = [(t, *event_figures(keys, prob, t, total)) for t in np.arange(0.2, 0.75, 0.03)]
    best = max(f[3] for f in figures)
    t, p, r, f = max((g for g in figures if g[3] > best - NEAR), key=lambda g: g[1])
    loud, silent = quiet(keys, prob, t)
    print(f"{name}: at {t:.2f} P {p:.3f} R {r:.3f} F1 {f:.3f} (best F1 {best:.3f}; merging perfect), "
          f"{loud} of {silent} articles without events are not quiet")
    return t


def train_pairs(pairs):
    """Do two right candidates tell one happening?"""
    x, y = matrix([p[0] for p in pairs], BUCKETS), np.array([p[1] for p in pairs])
    groups = np.array([p[2] for p in pairs])
    best = max((((cross_validate(x, y, groups, c) > 0) == y).mean(), -c) for c in (0.1,))
    print(f"{len(y)} pairs, {y.mean():.3f} of one happening; right in cross-validation {best[0]:.3f} at C {-best[1]}")
    return model(-best[1]).fit(x, y)


def dense(keys, prob, tagged):
    """The columns of extraction/rescore.h; those made of scores come from held-out scores here."""
    by_doc = {}
    for n, k in enumerate(keys):
        by_doc.setdefault((k[0], k[2]["segment"]), []).append(n)
    out = np.zeros((len(keys), 13 + len(keys[0][2]["columns"]) - 3))
    for members in by_doc.values():
        best = [prob[n] for n in members if keys[n][2]["columns"][0] == 0]
        for n in members:
            c = keys[n][2]
            rival = neighbour = elsewhere = count = 0.0
            near = (0.0, 0, 0)
            governing = (0.0, 0)
            for m in members:
                d = keys[m][2]
                if d["sentence"] != c["sentence"]:
                    if d["type"] == c["type"]:
                        elsewhere = max(elsewhere, prob[m])
                    continue
                if d["clause"] == c["clause"] and d["type"] != c["type"] and not share(c, d) and prob[m] > near[0]:
                    near = (prob[m], d["type_index"], d["trigger"] - c["trigger"])
                if d["clause"] == c["governing"] and d["type"] in SPEECH_ACTS and prob[m] > governing[0]:
                    governing = (prob[m], d["type_index"])
                if m != n and share(c, d):
                    rival = max(rival, prob[m])
                elif m != n:
                    neighbour = max(neighbour, prob[m])
                count += prob[m] > 0.5
            out[n, 7:10] = near
            out[n, :7] = (prob[n], rival, sum(best) / (c["columns"][1] + 1), np.mean(best) if best else 0.0,
                          neighbour, count, elsewhere)
            out[n, 10] = tagged[n]
            out[n, 11:13] = governing
            out[n, 13:] = c["columns"][3:]
    return out


def train_tagger(keys, path):
    """The token classifier of extraction/tagger.h; the held-out probability of each candidate's type at its trigger."""
    tokens = {}
    for n, k in enumerate(keys):
        tokens.setdefault((k[0], k[2]["sentence"], k[2]["trigger"]), []).append(n)
    tokens = list(tokens.values())
    x = matrix([sorted({f for n in token for f in keys[n][2]["tagger_features"]}) for token in tokens], TAGGER_BUCKETS)
    y = np.array([next((keys[n][2]["type"] for n in token if keys[n][3]), "") for token in tokens])
    groups = np.array([original(keys[token[0]][0]) for token in tokens])

    def fit(rows):
        return LogisticRegression(C=0.5, max_iter=80, tol=1e-3).fit(x[rows], y[rows])

    tagged = np.zeros(len(keys))
    for train, test in GroupKFold(FOLDS).split(x, y, groups):
        m = fit(train)
        column = {name: i for i, name in enumerate(m.classes_)}
        for row, p in zip(test, m.predict_proba(x[test])):
            for n in tokens[row]:
                if keys[n][2]["type"] in column:
                    tagged[n] = p[column[keys[n][2]["type"]]]
    m = fit(np.arange(len(y)))
    with open(path, "w", encoding="utf-8") as f:
        f.write("feature\ttype\tweight\n# made by scripts/train.py\n")
        write_weights(f, m.classes_, m, 0.05)
    return tagged


def boosted():
    return GradientBoostingClassifier(n_estimators=160, max_depth=4, learning_rate=0.07, subsample=0.7,
                                      min_samples_leaf=20, max_features=0.5, random_state=1)


def write_trees(model, path):
    with open(path, "w", encoding="utf-8") as f:
        f.write("tree\tnode\tcolumn\tthreshold\tleft\tright\tvalue\n# made by scripts/train.py\n")
        prior = model.init_.class_prior_[1]
        f.write(f"start\t\t\t\t\t\t{np.log(prior / (1 - prior)):.5f}\n")
        for t, estimator in enumerate(model.estimators_[:, 0]):
            tree = estimator.tree_
            for i in range(tree.node_count):
                leaf = tree.children_left[i] < 0
                f.write(f"{t}\t{i}\t{-1 if leaf else tree.feature[i]}\t{0 if leaf else tree.threshold[i]:.6g}\t"
                        f"{0 if leaf else tree.children_left[i]}\t{0 if leaf else tree.children_right[i]}\t"
                        f"{tree.value[i][0][0] * model.learning_rate:.5f}\n")


def quiet(keys, prob, threshold):
    """Articles without a right candidate that would give an event."""
    loud, right = set(), {k[0] for k in keys if k[3]}
    for k, p in zip(keys, prob):
        if p >= threshold and k[0] not in right:
            loud.add(k[0])
    return len(loud), len({k[0] for k in keys} - right)


MODALITIES = ["happened", "ongoing", "planned", "possible", "denied", "habitual"]
MODALITY_BUCKETS = 1 << 15


def train_modality(keys, path):
    items = [k for k in keys if k[3]]
    rows = [sorted(set(k[2]["modality_features"])) for k in items]
    x = matrix(rows, MODALITY_BUCKETS)
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
    rows, y, groups, keys, counts, pairs = load(gold, candidates)
    total = sum(n for article, n in counts.items() if not is_copy(article))
    x = matrix(rows, BUCKETS)
    train_modality(keys, f"{folder}/modality.tsv")
    covered = len({(k[0], h) for k in keys if not is_copy(k[0]) for h in k[3]})
    print(f"{len(y)} candidates, {y.sum()} right; {covered} of {total} events have a right candidate")
    whole = [n for n, k in enumerate(keys) if not is_copy(k[0])]
    whole_keys = [keys[n] for n in whole]
    c = 0.2
    scores = cross_validate(x, y, groups, c)
    platt = LogisticRegression(C=1e6).fit(scores[:, None], y)
    first = platt.predict_proba(scores[:, None])[:, 1]
    report("linear", whole_keys, first[whole], total)
    tagged = train_tagger(keys, f"{folder}/tagger.tsv")
    report("token classifier", whole_keys, tagged[whole], total)
    columns = dense(keys, first, tagged)
    second = np.zeros(len(y))
    for train, test in GroupKFold(FOLDS).split(columns, y, groups):
        second[test] = boosted().fit(columns[train], y[train]).predict_proba(columns[test])[:, 1]
    threshold = report("linear, then trees", whole_keys, second[whole], total)
    short = [n for n, k in enumerate(keys) if k[2]["columns"][1] <= SHORT]
    articles = {keys[n][0] for n in short}
    threshold_short = report("short texts", [keys[n] for n in short], second[short], sum(counts[a] for a in articles))
    write_trees(boosted().fit(columns, y), f"{folder}/trees.tsv")
    m = model(c).fit(x, y)
    pm = train_pairs(pairs)
    weights = m.coef_[0] + pm.coef_[0]
    with open(out, "w", encoding="utf-8") as f:
        f.write("feature\tweight\n")
        f.write(f"# made by scripts/train.py: logistic regression over hashed features, C {c}\n")
        f.write(f"bias\t{m.intercept_[0]:.4f}\nscale\t{platt.coef_[0][0]:.4f}\nshift\t{platt.intercept_[0]:.4f}\n")
        f.write(f"threshold\t{threshold:.3f}\nthreshold_short\t{threshold_short:.3f}\npair_bias\t{pm.intercept_[0]:.4f}\n")
        for i, w in enumerate(weights):
            if abs(w) > 0.01:
                f.write(f"{i}\t{w:.4f}\n")


main()
