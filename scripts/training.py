"""What the training scripts share: where annotated clauses stand, hashed features as a matrix, weights as rows."""
import numpy as np
from scipy.sparse import csr_matrix

FOLDS = 5


def spans(article, clause):
    """Every place of a clause: field, begin, end."""
    for field in ("title", "body"):
        text = article.get(field) or ""
        at = text.find(clause)
        while at >= 0:
            yield field, at, at + len(clause)
            at = text.find(clause, at + 1)


def told_spans(article, event):
    return [s for mention in event["mentions"] for s in spans(article, mention)]


def stands_in(candidate, told):
    """Does the candidate's trigger lie in one of the spans?"""
    return any(f == candidate["field"] and b <= candidate["at"] < e for f, b, e in told)


def matrix(rows, buckets):
    indptr = np.cumsum([0] + [len(r) for r in rows])
    return csr_matrix((np.ones(indptr[-1], dtype=np.float32), np.concatenate(rows).astype(np.int32), indptr),
                      shape=(len(rows), buckets))


def write_weights(f, names, model, least):
    """Rows feature, name, weight in thousandths: bias first; weights below least are left out. names: of the model's classes."""
    for name, weight in zip(names, model.intercept_):
        f.write(f"bias\t{name}\t{weight * 1000:.0f}\n")
    for i in np.flatnonzero(np.abs(model.coef_).max(axis=0) > least):
        for k in np.flatnonzero(np.abs(model.coef_[:, i]) > least):
            f.write(f"{i}\t{names[k]}\t{model.coef_[k, i] * 1000:.0f}\n")
