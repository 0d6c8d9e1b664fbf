#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plants one mistake of each kind in a small language folder and expects check_language.py to find it, with its line."""
import pathlib
import subprocess
import sys
import tempfile
import unicodedata
import unittest

ROOT = pathlib.Path(__file__).parents[2]
ACTORS = "id\tcode\tcountry\tkind\tfrom\tto\n"
VERBS = "lemma\ttype\tmode\tframe\tstrength\n"
CLEAN = {
    "common/ontology": "type\tmode\twhen\tintensity\nclash\t\t\t-9\nstrike\t\t\t-9\nstrike\tair\t\t-9.5\n",
    "common/countries": "iso3\tname_en\nRUS\tRussia\nSYR\tSyria\n",
    "common/actors": ACTORS + "a\tSYRREB\tSYR\trebel\t2012\t\nb\tIGOUNO\tIGO\tigo\t\t\n",
    "common/gazetteer": "geonames\tname_en\tcountry\tprecision\ttier\n9\tHoms\tSYR\texact\t1\n",
    "common/place_homonyms": "name_ar\tcandidates\tdefault\nحمص\tSYR Homs [9];word\tSYR Homs [9]\n",
    "common/place_stop": "name\tlang\tusually\taccept\nAdam\ten\tfirst name\tnever\n",
    "en/verbs": VERBS + "hit\tstrike\tair\tS=actor O=at|recipient!\t0.5\nhit\tstrike\t\t\t0.1\n",
}


def run(files):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder) / "language"
        for name, text in {**CLEAN, **files}.items():
            path = root / f"{name}.tsv"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        done = subprocess.run([sys.executable, ROOT / "scripts/check_language.py", root],
                              capture_output=True, text=True, check=False)
        return done.returncode, done.stdout


class CheckLanguage(unittest.TestCase):
    def assert_found(self, name, text, line, what):
        code, out = run({name: text})
        self.assertEqual(code, 1, out)
        self.assertRegex(out, f"(?m)^language/{name}.tsv:{line}: .*{what}")

    def test_clean_tables_pass(self):
        code, out = run({})
        self.assertEqual(code, 0, out)

    def test_text(self):
        self.assert_found("en/verbs", VERBS.encode() + b"h\xff\t\t\t\t\n", 1, "UTF-8")
        decomposed = unicodedata.normalize("NFD", "é")
        self.assert_found("en/verbs", VERBS + f"{decomposed}\t\t\t\t\n", 2, "NFC")
        self.assert_found("en/verbs", VERBS + "# note\nhit\tstrike\n", 3, "2 cells, 5 columns")
        self.assert_found("en/verbs", VERBS + "hit \t\t\t\t\n", 2, "blanks")

    def test_rows(self):
        self.assert_found("en/verbs", VERBS + "hit\t\t\t\t\nhit\t\t\t\t\n", 3, "same row as in line 2")
        self.assert_found("en/verbs", VERBS + "b\t\t\t\t\na\t\t\t\t\n", 3, "not sorted")
        self.assert_found("en/verbs", VERBS + "a\t\t\t\t\nb\t\t\t\t\na\tclash\t\t\t\n", 4, "stand together")
        self.assert_found("common/actors", ACTORS + "a\tRUS\tRUS\t\t\t\na\tSYR\tSYR\t\t\t\n", 3, "line 2 too")

    def test_shapes(self):
        shapes = "lang\tform\tclass\tcode\n"
        self.assert_found("common/shapes", shapes + "en\tcost the lives of\tkilled\t\n", 2, "more than three")
        self.assert_found("common/shapes", shapes + "en\tfell\tkilled\tsubjects\n", 2, "is no use of a word of toll")

    def test_verb_forms(self):
        irregular = "lemma\tpast\tparticiple\nfreeze\tfroze\tfrozen\n"
        verbs = "lemma\tpast\tparticiple\nfreeze\tfreezed\tfrozen\nfreeze out\tfroze out\tfrozen out\n"
        code, out = run({"en/irregular": irregular, "en/verbs": verbs})
        self.assertEqual(code, 1, out)
        self.assertRegex(out, "(?m)^language/en/verbs.tsv:2: past 'freezed' of 'freeze'")
        self.assertNotIn("verbs.tsv:3", out)

    def test_senses(self):
        self.assert_found("en/verbs", VERBS + "hit\tstriking\t\t\t\n", 2, "type 'striking'")
        self.assert_found("en/verbs", VERBS + "hit\tclash\tair\t\t\n", 2, "mode 'air' is none of clash")
        self.assert_found("en/verbs", VERBS + "hit\tclash\t\tS=actr\t\n", 2, "role 'actr'")
        self.assert_found("en/verbs", VERBS + "hit\tclash\t\tS\t\n", 2, "not slot=role")
        self.assert_found("en/verbs", VERBS + "hit\tclash\t\tS=actor S=recipient\t\n", 2, "stands twice")
        self.assert_found("en/verbs", VERBS + "hit\tclash\t\t\t1.2\n", 2, "strength 1.2")
        self.assert_found("en/verbs", VERBS + "hit\tclash\t\t\thigh\n", 2, "no number")

    def test_codes(self):
        self.assert_found("common/actors", ACTORS + "a\tRUSMLI\tRUS\t\t\t\n", 2, "MLI: no sector")
        self.assert_found("common/actors", ACTORS + "a\tRSUMIL\tRUS\t\t\t\n", 2, "RSU: no country")
        self.assert_found("common/actors", ACTORS + "a\tRUSMI\tRUS\t\t\t\n", 2, "three letters")
        self.assert_found("common/actors", ACTORS + "a\tRUS\tRSU\t\t\t\n", 2, "country 'RSU'")
        self.assert_found("common/actors", ACTORS + "a\tRUS\tRUS\t\tsince 2012\t\n", 2, "no date")
        self.assert_found("common/actors", ACTORS + "a\tRUS\tRUS\t\t2012\t2010\n", 2, "after to")
        self.assert_found("common/gazetteer", CLEAN["common/gazetteer"].replace("SYR", "SRY"), 2, "country 'SRY'")

    def test_places(self):
        self.assert_found("common/place_homonyms", CLEAN["common/place_homonyms"].replace("\tSYR Homs [9]", "\tSYR Homs [8]"),
                          2, "GeoNames id 8")
        self.assert_found("common/place_homonyms", CLEAN["common/place_homonyms"].replace("\tSYR", "\tSRY", 1), 2, "'SRY'")
        self.assert_found("common/place_stop", CLEAN["common/place_stop"].replace("never", "rarely"), 2, "accept 'rarely'")


if __name__ == "__main__":
    unittest.main()
