# SPDX-License-Identifier: Apache-2.0
"""What of an event is compared. A view is JSON text, so that events of an article compare as a multiset."""
import collections
import json


# How a text would be written, whatever marks, letters and digits it was written with.
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640"
FOLD = {ord(c): None for c in MARKS}
FOLD |= {ord(a): b for a, b in zip("أإآىةیک٠١٢٣٤٥٦٧٨٩", "ااايهيك0123456789")}


def text_of(part, change):
    return {**part, **({"text": change(part["text"])} if "text" in part else {})}


def whole(event, change=lambda text: text, without=()):
    """All but the ids and where in the article it stands."""
    view = {k: v for k, v in event.items() if k not in ("id", "article", "extractor", "mentions", *without)}
    for key in ("actors", "recipients", "mediators", "locations", "attribution", "quantities"):
        if key in view:
            view[key] = [text_of(part, change) for part in view[key]]
    if "time" in view:
        view["time"] = text_of(view["time"], change)
    if "casualties" in view:
        view["casualties"] = {k: text_of(v, change) for k, v in view["casualties"].items()}
    for part in view.get("attribution", []):
        if "verb" in part:
            part["verb"] = change(part["verb"])
    if "mentions" not in without:
        view["mentions"] = sorted([m["field"], change(m["text"])] for m in event["mentions"])
    return view


def told(event):
    """What one sentence tells, without its words, how sure the program is, and what follows from the type."""
    def name(part):
        return part["text"].casefold()
    view = {k: event.get(k) for k in ("type", "modality", "theme")}
    for key in ("actors", "recipients", "mediators"):
        view[key] = sorted([name(p), p.get("code", "")] for p in event.get(key, []))
    view["locations"] = sorted([p["role"], name(p)] for p in event.get("locations", []))
    view["time"] = [event.get("time", {}).get(k) for k in ("start", "end")]
    view["casualties"] = {k: [v.get("min"), v.get("max")] for k, v in event.get("casualties", {}).items()}
    view["attribution"] = [name(p) for p in event.get("attribution", [])]
    return view


def text(view):
    return json.dumps(view, ensure_ascii=False, sort_keys=True)


def kind(view):
    """What happened, whether, and who says so: the first half of a comparison."""
    return text({k: view.get(k) for k in ("type", "modality")} | {"by": [p["text"] if isinstance(p, dict) else p for p in
                                                                         view.get("attribution", [])]})


def share(expected, found, written=text):
    """How many of the events of both sides have their like: (alike, of)."""
    a, b = collections.Counter(map(written, expected)), collections.Counter(map(written, found))
    return 2 * sum((a & b).values()), sum(a.values()) + sum(b.values())
