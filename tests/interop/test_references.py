#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Numbers and dates as rasid reads them beside mahad, hijridate and dateparser (PyPI, references.txt).

A difference fails unless differences.tsv tells it with its reason; so does a row of differences.tsv that nothing matches.
Environment: RASID_VALUES (tests/tools/values.c), RASID_LEXICON, RASID_REFERENCES_VENV (made when it is not there).
Exit 77 (skipped) when the packages cannot be installed.
"""
import datetime
import os
import pathlib
import random
import re
import subprocess
import sys
import venv
import warnings

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
VENV = pathlib.Path(os.environ.get("RASID_REFERENCES_VENV", ROOT / "build" / "references"))
VALUES = os.environ.get("RASID_VALUES", str(ROOT / "build" / "dev" / "tests" / "values"))
LEXICON = os.environ.get("RASID_LEXICON", str(ROOT / "build" / "dev" / "rasid.lexicon"))
PUBLISHED = datetime.datetime(2027, 3, 10, 12)

UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
FEMININE = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
OBLIQUE = [("ون", "ين"), ("ئتان", "ئتين"), ("ئتا ", "ئتي "), ("ثنان", "ثنين"), ("ثنتان", "ثنتين"), ("ثنا ", "ثني "),
           ("ثنتا ", "ثنتي "), ("ألفان", "ألفين")]
MONTHS_HIJRI = ["محرم", "صفر", "ربيع الأول", "ربيع الثاني", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان",
                "شوال", "ذو القعدة", "ذو الحجة"]
MONTHS_EGYPT = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
MONTHS_EN = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
             "December"]


def install():
    """Runs this program again by the Python that has the packages."""
    python = VENV / "bin" / "python"
    if not python.exists():
        venv.create(VENV, with_pip=True)
    if subprocess.run([python, "-c", "import maha, hijridate, dateparser"], capture_output=True).returncode != 0:
        requirements = str(HERE / "references.txt")
        if subprocess.run([python, "-m", "pip", "install", "-q", "-r", requirements]).returncode != 0:
            print("skipped: the packages cannot be installed")
            sys.exit(77)
    sys.exit(subprocess.run([python, __file__, "--installed"]).returncode)


def read(phrases):
    """Numbers and times of each phrase, as rasid reads it."""
    day = PUBLISHED.date().isoformat()
    lines = "".join(f"{day}\t{phrase}\n" for phrase in phrases)
    out = subprocess.run([VALUES, LEXICON], input=lines, capture_output=True, encoding="utf-8", check=True).stdout
    return [tuple(line.split("\t")) for line in out.splitlines()]


class Differences:
    def __init__(self):
        rows = (HERE / "differences.tsv").read_text(encoding="utf-8").splitlines()[1:]
        self.rows = [row.split("\t") for row in rows if not row.startswith("#")]
        self.used = set()
        self.failures = 0

    def known(self, program, phrase):
        for i, (name, pattern, _) in enumerate(self.rows):
            if name == program and re.search(pattern, phrase):
                self.used.add(i)
                return True
        return False

    def tell(self, program, phrase, ours, theirs):
        if not self.known(program, phrase):
            self.fail(f"{program}: {phrase}: rasid {ours}, {program} {theirs}")

    def fail(self, text):
        self.failures += 1
        if self.failures <= 30:
            print("FAILED", text)


def below_hundred(n, feminine):
    units = FEMININE if feminine else UNITS
    if n < 10:
        return units[n]
    if n == 10:
        return "عشر" if feminine else "عشرة"
    if n < 20:
        unit = {11: "إحدى" if feminine else "أحد", 12: "اثنتا" if feminine else "اثنا",
                18: "ثماني" if feminine else "ثمانية"}.get(n, units[n - 10])
        return unit + (" عشرة" if feminine else " عشر")
    unit = "إحدى" if n % 10 == 1 and feminine else units[n % 10]
    return " و".join(filter(None, [unit, TENS[n // 10]]))


def below_thousand(n, feminine):
    return " و".join(filter(None, [HUNDREDS[n // 100], below_hundred(n % 100, feminine)]))


def thousands(n):
    if n < 3:
        return ["", "ألف", "ألفان"][n]
    counted = "آلاف" if 3 <= n % 100 <= 10 else "ألفاً" if n % 100 > 10 else "ألف"
    count = below_thousand(n, False)
    return (count.replace("مئتان", "مئتا") if n % 100 == 0 else count) + " " + counted


def spell(n, feminine, oblique):
    """The words of a number, counting nouns of a gender, in a case."""
    if n in (0, 1000000):
        return "صفر" if n == 0 else "مليون"
    text = " و".join(filter(None, [thousands(n // 1000), below_thousand(n % 1000, feminine)]))
    for nominative, other in OBLIQUE if oblique else []:
        text = text.replace(nominative, other)
    return text


def check_numbers(differences):
    from maha.parsers.functions import parse_dimension
    numbers = list(range(1001)) + random.Random(1).sample(range(1001, 1000000), 300) + [2000, 3000, 11000, 200000, 1000000]
    phrases = {spell(n, feminine, oblique): n for n in numbers for feminine in (False, True) for oblique in (False, True)}
    agree = 0
    for (phrase, n), (ours, _) in zip(phrases.items(), read(phrases)):
        theirs = [found.value for found in parse_dimension(phrase, numeral=True)]
        if ours != f"{n}..{n}":
            differences.fail(f"{phrase}: {ours}, not {n}")
        elif theirs != [n]:
            differences.tell("mahad", phrase, ours, theirs)
        else:
            agree += 1
    print(f"numbers: {len(phrases)} phrases, mahad reads {agree} of them the same")


def check_hijri(differences):
    """Every day of 1420 to 1450 the same. Before, the Umm al-Qura calendar was counted by other rules, which hijridate has and
    ICU has not; after, their tables are forecasts: there up to two days lie between them."""
    from hijridate import Hijri
    days = [(year, month, day) for year in range(1400, 1470) for month in range(1, 13)
            for day in range(1, Hijri(year, month, 1).month_length() + 1)]
    same = 0
    phrases = [f"وقع الاتفاق في {day} {MONTHS_HIJRI[month - 1]} {year} هـ" for year, month, day in days]
    for date, phrase, (_, ours) in zip(days, phrases, read(phrases)):
        theirs = Hijri(*date).to_gregorian()
        first = ours.split("..")[0]
        apart = 99 if first == "-" else abs((datetime.date.fromisoformat(first) - datetime.date(*theirs.datetuple())).days)
        same += apart == 0
        if date[2] == 30 and apart == 99 and not 1420 <= date[0] <= 1450:
            continue  # a month of 29 days in ICU's table
        if apart > (0 if 1420 <= date[0] <= 1450 else 2):
            differences.fail(f"hijridate: {phrase}: rasid {ours}, hijridate {theirs}")
    print(f"Hijri dates: {len(days)} days, hijridate has {same} of them the same")


def dates_of_a_year():
    day = datetime.date(2026, 1, 1)
    while day.year == 2026:
        ar, en = MONTHS_EGYPT[day.month - 1], MONTHS_EN[day.month - 1]
        eastern = f"{day.day}".translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
        short = en if en == "May" else en[:3] + "."
        for language, phrase in (("ar", f"{day.day} {ar} 2026"), ("ar", f"{eastern} {ar} ٢٠٢٦"), ("en", f"{en} {day.day}, 2026"),
                                 ("en", f"{day.day} {en} 2026"), ("en", f"{short} {day.day}, 2026")):
            yield language, phrase, day.isoformat()
        day += datetime.timedelta(days=1)


def days_ago():
    plural = {1: "قبل يوم", 2: "قبل يومين"}
    for n in range(1, 31):
        then = (PUBLISHED - datetime.timedelta(days=n)).date().isoformat()
        yield "ar", plural.get(n, f"قبل {n} {'أيام' if n <= 10 else 'يوما'}"), then
        yield "en", f"{n} day{'s' if n > 1 else ''} ago", then


def days_of_tables():
    """The rows of the press's expressions that mean one day."""
    for language in ("ar", "en"):
        for line in (ROOT / "tests" / "normalization" / f"times-{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            cells = line.split("\t")
            if not line.startswith("#") and cells[1] != "-" and cells[1] == cells[2]:
                yield language, cells[0], cells[1]


def check_dates(differences):
    import dateparser
    warnings.filterwarnings("ignore")
    settings = {"RELATIVE_BASE": PUBLISHED, "PREFER_DATES_FROM": "past"}
    rows = list(dates_of_a_year()) + list(days_ago()) + list(days_of_tables())
    agree = unread = 0
    for (language, phrase, day), (_, ours) in zip(rows, read([phrase for _, phrase, _ in rows])):
        found = dateparser.parse(phrase, languages=[language], settings=settings)
        if ours != f"{day}..{day}":
            differences.fail(f"{phrase}: {ours}, not {day}")
        elif found is None:
            unread += 1
        elif found.date().isoformat() != day:
            differences.tell("dateparser", phrase, ours, found.date())
        else:
            agree += 1
    print(f"dates: {len(rows)} phrases, dateparser reads {agree} of them the same and {unread} not at all")
    if agree < 1000:
        differences.fail("dateparser reads next to nothing")


def main():
    if sys.argv[1:] != ["--installed"]:
        install()
    differences = Differences()
    check_numbers(differences)
    check_hijri(differences)
    check_dates(differences)
    for i, row in enumerate(differences.rows):
        if i not in differences.used:
            differences.fail(f"differences.tsv: nothing is like that any more: {row}")
    print(f"{differences.failures} failures")
    return 1 if differences.failures else 0


if __name__ == "__main__":
    sys.exit(main())
