# SPDX-License-Identifier: Apache-2.0
"""The verbs of the language data by their past forms, to put them in another tense."""
import unicodedata

from corpus import ROOT


def rows(language):
    path = ROOT / "language" / language / "verbs.tsv"
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def bare(text):
    return "".join(c for c in text if unicodedata.category(c) != "Mn")


def english():
    """{past: bare form} of verbs of one word."""
    return {row["past"].split(" ")[0]: row["lemma"].split(" ")[0] for row in rows("en")}


def arabic():
    """{past of he or she: imperfect of he or she} of verbs whose forms no weak letter shortens."""
    forms = {}
    for row in rows("ar"):
        past, present = row["past"].split(" ")[0], row["present"].split(" ")[0]
        if past and present and past[-1] not in "اىوي" and past[0] != "و":
            forms[past] = present
            forms[past + "ت"] = "ت" + present[1:]
    return forms
