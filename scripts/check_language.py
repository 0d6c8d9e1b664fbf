#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The tables of language/ hold what the contract and the other tables allow; each problem as path:line: reason.

usage: check_language.py [FOLDER]

Every table: UTF-8 in NFC, as many cells as columns, no row twice, cells without blanks around them; sorted by the first
column but for those in UNSORTED; the columns in UNIQUE name a row. Types and modes are those of common/ontology.tsv, a
mode fits its type; frames parse; actor codes are a country or a kind of body, then sectors; countries are known.
"""
import pathlib
import re
import sys
import unicodedata

ROLES = set("actor recipient mediator at from to via time weapon toll theme".split())
SLOT = re.compile(r"^([^\s=!]+)(!?)=([a-z|]+)(!?)$")
# PLOVER's sectors, those of CAMEO that it dropped, and bodies with a code of their own in CAMEO.
SECTORS = set("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC "
              "NGO IGO DEV ENV HLH HRI MOD RAD INS SEP SET "
              "UNO NAT EEC AFU ARL GCC OIC OSC SCE ISI ALQ HMS PLO WAS IAE ICC ITP IMF WBK WFP HCR ICJ WHO IRC MSF AMN "
              "HRW OPC WAF EUR WST MEA PGS MUS MOS AFR ASN IAD CIS".split())
KINDS = set("IGO IMG INT NGO NGM MNC UIS UNK".split())
UNSORTED = set("ar/clitics ar/links ar/topics ar/modality en/modality ar/roles en/roles ar/weights en/weights ar/tagger en/tagger ar/trees "
               "en/trees ar/role_trees en/role_trees en/readings common/gazetteer".split())
UNIQUE = {
    "common/actors": ["id"], "common/countries": ["iso3"], "common/country_codes": ["iso3"],
    "common/gazetteer": ["geonames"], "common/regions": ["name_en"], "common/place_stop": ["name", "lang"],
    "common/place_homonyms": ["name_ar"], "common/homonyms": ["form"], "common/ontology": ["type", "mode", "when"],
    "common/condition_words": ["word"], "common/shapes": ["lang", "form", "class"],
    "ar/weights": ["feature"], "en/weights": ["feature"], "ar/modality": ["feature"], "en/modality": ["feature"],
    "ar/words": ["word"], "en/words": ["word"], "ar/other_verbs": ["lemma"], "en/other_verbs": ["lemma"], "en/irregular": ["lemma"],
    "ar/function_words": ["form", "class", "detail"], "en/function_words": ["form", "class", "detail"],
    "ar/tagger": ["feature", "type"], "en/tagger": ["feature", "type"],
    "ar/trees": ["tree", "node"], "en/trees": ["tree", "node"], "en/readings": ["feature", "kind"],
    "ar/role_trees": ["tree", "part", "node"], "en/role_trees": ["tree", "part", "node"],
}
# Rows of one word make one lexeme: they stand together.
TOGETHER = {"ar/verbs": "lemma", "en/verbs": "lemma", "ar/nouns": "noun", "en/nouns": "noun"}
# Verbs with other forms too, or with another verb of the same spelling: hanged, ringed round, leapt.
ALSO_REGULAR = {"hang", "ring", "lie", "leap", "saw"}
TOLLS = {"killed", "injured", "missing", "captured"}
TOLL_USES = {"deed", "none", "object", "one", "subject", "total"}
NOUN_KINDS = {"person", "group", "thing", "place", "time", "abstract"}
NUMBERS = {"strength": (0, 1), "lat": (-90, 90), "lon": (-180, 180), "population": (0, 5e7), "intensity": (-10, 10)}
CHOICES = {
    ("common/place_stop", "lang"): {"ar", "en"},
    ("common/place_stop", "accept"): {"never", "after a place cue", "if capitalised and cued"},
    ("common/place_cues", "lang"): {"ar", "en"}, ("common/shapes", "lang"): {"ar", "en"},
    ("common/gazetteer", "precision"): {"exact"},
    ("common/places", "precision"): {"exact", "city", "region", "approx", ""},
    ("common/gazetteer", "tier"): {"1", "2"},
    ("ar/nouns", "gender"): {"m", "f", ""}, ("ar/units", "person"): {"yes", "no"},
    ("ar/words", "gender"): {"m", "f"}, ("ar/words", "class"): {"noun", "adjective"},
    ("ar/words", "kind"): {"", *NOUN_KINDS}, ("en/words", "kind"): {"", *NOUN_KINDS}, ("en/words", "class"): {"noun", "adjective"},
}


class Table:
    def __init__(self, path, root, problems):
        self.path, self.name = path, f"{path.parent.name}/{path.stem}"
        self.problems, self.where = problems, path.relative_to(root)
        self.columns, self.rows = [], []
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            self.report(1, f"not UTF-8 at byte {error.start}")
            return
        for number, line in enumerate(text.split("\n"), 1):
            line = line.removesuffix("\r")
            if unicodedata.normalize("NFC", line) != line:
                self.report(number, "not in NFC")
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if not self.columns:
                self.columns = cells
            elif len(cells) != len(self.columns):
                self.report(number, f"{len(cells)} cells, {len(self.columns)} columns")
            else:
                self.rows.append((number, dict(zip(self.columns, cells))))

    def report(self, line, reason):
        self.problems.append(f"{self.where}:{line}: {reason}")

    def check_rows(self):
        seen, keys = {}, {}
        for line, row in self.rows:
            cells = tuple(row.values())
            if cells in seen:
                self.report(line, f"the same row as in line {seen[cells]}")
            seen.setdefault(cells, line)
            for cell in cells:
                if cell != cell.strip() and self.name != "common/gazetteer":
                    self.report(line, f"blanks around a cell: {cell!r}")
            if self.name in UNIQUE:
                key = tuple(row.get(column, "") for column in UNIQUE[self.name])
                if key in keys:
                    self.report(line, f"{' '.join(key)!r} stands in line {keys[key]} too")
                keys.setdefault(key, line)

    def check_order(self):
        """By code points, or with capitals among small letters."""
        if self.name in UNSORTED:
            return
        first = [(line, next(iter(row.values()))) for line, row in self.rows]
        wrong = [[(line, word, before) for (_, before), (line, word) in zip(first, first[1:]) if key(word) < key(before)]
                 for key in (str, str.casefold)]
        for line, word, before in min(wrong, key=len):
            self.report(line, f"{word!r} after {before!r}: not sorted by the first column")

    def check_together(self):
        column, seen, last = TOGETHER.get(self.name), set(), None
        for line, row in self.rows if column else []:
            word = row.get(column)
            if word != last and word in seen:
                self.report(line, f"rows of {word!r} do not stand together")
            seen.add(word)
            last = word

    def check_values(self):
        for line, row in self.rows:
            for column, (low, high) in NUMBERS.items():
                if row.get(column):
                    try:
                        if not low <= float(row[column]) <= high:
                            self.report(line, f"{column} {row[column]} is not from {low} to {high}")
                    except ValueError:
                        self.report(line, f"{column} is no number: {row[column]!r}")
            for (name, column), choices in CHOICES.items():
                if name == self.name and row.get(column, "") not in choices:
                    self.report(line, f"{column} {row.get(column)!r} is none of {sorted(choices)}")


def check_shapes(tables):
    for line, row in tables["common/shapes"].rows if "common/shapes" in tables else []:
        if row["class"] in TOLLS and len(row["form"].split()) > 3:
            tables["common/shapes"].report(line, f"{row['form']!r} has more than three words")
        if row["class"] in TOLLS and row["code"] and row["code"] not in TOLL_USES:
            tables["common/shapes"].report(line, f"{row['code']!r} is no use of a word of toll")


def check_verb_forms(tables):
    """An irregular verb has its own forms wherever it stands, alone or with a particle."""
    if "en/irregular" not in tables:
        return
    forms = {row["lemma"]: row for _, row in tables["en/irregular"].rows}
    for name in ("en/verbs", "en/other_verbs"):
        for line, row in tables[name].rows if name in tables else []:
            verb = row["lemma"].split(" ")[0]
            for column in ("past", "participle"):
                told = row.get(column, "").split(" ")[0]
                if told and verb in forms and verb not in ALSO_REGULAR and told != forms[verb][column]:
                    tables[name].report(line, f"{column} {told!r} of {verb!r}: en/irregular has {forms[verb][column]!r}")


def check_senses(table, modes):
    for line, row in table.rows:
        if "frame" not in row:
            continue
        kind, mode = row.get("type", ""), row.get("mode", "")
        if kind and kind not in modes:
            table.report(line, f"type {kind!r} is not in common/ontology.tsv")
        elif mode and mode not in modes.get(kind, ()):
            table.report(line, f"mode {mode!r} is none of {kind or 'no type'}")
        slots = set()
        for slot in row["frame"].split():
            found = SLOT.match(slot)
            if not found:
                table.report(line, f"slot {slot!r} is not slot=role")
                continue
            if found.group(1) in slots:
                table.report(line, f"slot {found.group(1)!r} stands twice")
            slots.add(found.group(1))
            for role in found.group(3).split("|"):
                if role not in ROLES:
                    table.report(line, f"role {role!r} in {slot!r}")


def check_code(code, countries):
    """What is wrong with an actor code, or nothing."""
    if len(code) < 3 or len(code) % 3 != 0:
        return "is not made of groups of three letters"
    if code[:3] not in countries and code[:3] not in KINDS:
        return f"begins with {code[:3]}: no country and no kind of body"
    for at in range(3, len(code), 3):
        if code[at:at + 3] not in SECTORS:
            return f"holds {code[at:at + 3]}: no sector"
    return None


def check_countries(tables, countries):
    for name, column in [("common/actors", "country"), ("common/gazetteer", "country"), ("common/places", "country"),
                         ("common/regions", "countries"), ("common/country_codes", "iso3")]:
        for line, row in tables[name].rows if name in tables else []:
            for code in filter(None, row.get(column, "").split(";")):
                if code not in countries and not (name == "common/actors" and code in KINDS):
                    tables[name].report(line, f"country {code!r} is not in common/countries.tsv")
    for line, row in tables["common/actors"].rows if "common/actors" in tables else []:
        wrong = check_code(row["code"], countries)
        if wrong:
            tables["common/actors"].report(line, f"code {row['code']!r} {wrong}")
        for column in ("from", "to"):
            if row[column] and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row[column]):
                tables["common/actors"].report(line, f"{column} {row[column]!r} is no date")
        if row["from"] and row["to"] and row["from"][:len(row["to"])] > row["to"]:
            tables["common/actors"].report(line, f"from {row['from']} after to {row['to']}")
    for table in tables.values():
        for column in {"sector", "code"} & set(table.columns):
            if table.name == "common/actors":
                continue
            for line, row in table.rows:
                if table.name == "common/shapes" and row["class"] in TOLLS:
                    continue
                for code in filter(None, re.split(r"[;|,]", row[column])):
                    if code not in SECTORS | KINDS and (code[:3] not in KINDS or code[3:] not in SECTORS):
                        table.report(line, f"{column} {code!r} is no sector")


def check_homonyms(tables, countries):
    """Countries of candidates; the default is in a table of places, or it could never be taken."""
    table = tables.get("common/place_homonyms")
    ids = {row["geonames"] for name in ("common/gazetteer", "common/places") if name in tables
           for _, row in tables[name].rows}
    for line, row in table.rows if table else []:
        for candidate in row["candidates"].split(";"):
            code = re.match(r"^([A-Z]{3})(?: |$)", candidate)
            if code and code.group(1) not in countries:
                table.report(line, f"country {code.group(1)!r} of a candidate is not in common/countries.tsv")
        for number in re.findall(r"\[(\d+)\]", row["default"]):
            if number not in ids:
                table.report(line, f"GeoNames id {number} is in no table of places")


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[1] / "language")
    problems = []
    tables = {}
    for path in sorted(root.glob("*/*.tsv")):
        table = Table(path, root.parent, problems)
        tables[table.name] = table
        table.check_rows()
        table.check_order()
        table.check_together()
        table.check_values()
    modes = {}
    for _, row in tables["common/ontology"].rows:
        modes.setdefault(row["type"], set()).add(row["mode"])
    countries = {row["iso3"] for _, row in tables["common/countries"].rows}
    for table in tables.values():
        if table.name != "common/ontology":
            check_senses(table, modes)
    check_verb_forms(tables)
    check_shapes(tables)
    check_countries(tables, countries)
    check_homonyms(tables, countries)
    for problem in problems:
        print(problem)
    print(f"{len(tables)} tables, {sum(len(t.rows) for t in tables.values())} rows, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
