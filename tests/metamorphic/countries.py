# SPDX-License-Identifier: Apache-2.0
"""One country's names for another's, in the whole of a text: name, adjective in its forms, people, capital."""
import re

from corpus import ROOT

# Countries whose names are one word of the same gender, without an article, and stand in no other country's name.
POOL = {
    "ar": "RUS UKR TUR IRN SYR FRA DEU GBR ETH KEN UGA NGA PAK ITA POL GRC LBY TUN ARM SRB COL VEN HUN ROU".split(),
    "en": "RUS UKR TUR IRN SYR FRA DEU ETH KEN UGA NGA PAK ITA POL GRC LBY TUN ARM SRB COL VEN HUN ROU EGY".split(),
}


def table():
    path = ROOT / "language/common/countries.tsv"
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row[0]: dict(zip(lines[0], row)) for row in lines[1:]}


def arabic_forms(row):
    """Form to slot. The slots are the same for every country, so a form has its like in another."""
    slots = {}
    adjectives = row["adjective_ar"].split(" | ")[0].split(";")
    masculine, feminine = adjectives[0], adjectives[1]
    for ending in ("", "ا", "اً", "ًا", "ان", "ين", "ون", "ي"):
        slots["m" + ending] = masculine + ending
    for ending in ("ة", "ةً", "تان", "تين", "تا", "تي"):
        slots["f" + ending] = feminine[:-1] + ending
    slots["broken"] = adjectives[4] if len(adjectives) > 4 and adjectives[4] else adjectives[2]
    slots["capital"] = row["capital_ar"].split(";")[0]
    slots["name"] = row["name_ar"]
    for number, alias in enumerate(row["aliases_ar"].split(";")):
        slots[f"alias{number}"] = alias
    return {k: v for k, v in slots.items() if v}


def english_forms(row):
    people = row["people_en"].split(";")
    slots = {"people": people[-1], "adjective": row["adjective_en"].split(";")[0], "name": row["name_en"],
             "capital": row["capital_en"].split(";")[0]}
    for number, alias in enumerate(row["aliases_en"].split(";")):
        slots[f"alias{number}"] = alias
    return {k: v for k, v in slots.items() if v}


FORMS = {"ar": arabic_forms, "en": english_forms}
FALL_BACK = {"broken": "mون"}


class Exchange:
    """Replaces the names of the countries of a map {from: to}; maps codes with them."""

    def __init__(self, rows, language, pairs):
        self.pairs = pairs
        self.words = {}
        for old, new in pairs.items():
            target = FORMS[language](rows[new])
            for slot, form in FORMS[language](rows[old]).items():
                like = target["name"] if slot.startswith("alias") else target.get(slot) or target[FALL_BACK.get(slot, "name")]
                self.words.setdefault(form, like)
        forms = "|".join(re.escape(f) for f in sorted(self.words, key=len, reverse=True))
        edge = "ء-ٟa-zA-Z"
        before = r"(?:[وف]?(?:[بلك]?(?:ال)?|لل))" if language == "ar" else ""
        self.pattern = re.compile(f"(?<![{edge}])({before})({forms})(?![{edge}])")

    def __call__(self, text):
        return self.pattern.sub(lambda m: m[1] + self.words[m[2]], text)

    def part(self, part):
        """A party or place after the exchange: text, role, code, country; neither name nor coordinates."""
        text = self(part["text"])
        out = {"text": text, "role": part.get("role"), "code": part.get("code"), "country": part.get("country")}
        if text != part["text"]:
            for old, new in self.pairs.items():
                if out["country"] == old:
                    out["country"] = new
                    out["code"] = new + out["code"][3:] if out["code"] else None
                    break
        return out
