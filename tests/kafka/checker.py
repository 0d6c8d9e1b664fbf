# SPDX-License-Identifier: Apache-2.0
"""Exactly once, checked from outside in Jepsen's vocabulary.

An *attempt* is an output that some acknowledged input must give. It is *ok* when a reader saw it once, *lost* when no
reader saw it, *duplicated* when it was seen more than once. What was seen and never attempted is *unexpected*.
valid: nothing lost, nothing duplicated, nothing unexpected.
"""
import collections


def check(attempts, seen):
    """attempts: the outputs that must be there (hashable, distinct); seen: every output read, with repetitions."""
    counts = collections.Counter(seen)
    attempts = set(attempts)
    lost = {output for output in attempts if output not in counts}
    duplicated = {output: count for output, count in counts.items() if count > 1}
    unexpected = set(counts) - attempts
    return {
        "valid?": not lost and not duplicated and not unexpected,
        "attempt-count": len(attempts),
        "ok-count": sum(1 for output in attempts if counts.get(output) == 1),
        "lost-count": len(lost), "lost": sorted(map(str, lost))[:5],
        "duplicated-count": len(duplicated), "duplicated": sorted(map(str, duplicated))[:5],
        "unexpected-count": len(unexpected), "unexpected": sorted(map(str, unexpected))[:5],
    }


def outputs(records):
    """Records of output topics as attempts: (kind, id)."""
    import json
    for topic, key, value, headers in records:
        if topic.startswith("events."):
            yield ("event", json.loads(value)["id"])
        elif topic == "articles.normalized":
            yield ("article", json.loads(value)["id"])
        else:
            yield ("dead letter", headers["rasid_source"].decode())
