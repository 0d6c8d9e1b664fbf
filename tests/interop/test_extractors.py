#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The pages of tests/interop/pages/ through the extractors that users have, and what those print through rasid, unmodified.

Environment: RASID_PROGRAM, RASID_LEXICON, RASID_INTEROP_VENV (made from requirements.txt when it is not there).
Exit 77 (skipped) when the extractors cannot be installed.
"""
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import venv

HERE = pathlib.Path(__file__).resolve().parent
VENV = pathlib.Path(os.environ.get("RASID_INTEROP_VENV", HERE.parents[1] / "build" / "interop"))
RASID = os.environ.get("RASID_PROGRAM", str(HERE.parents[1] / "build" / "dev" / "rasid"))
DAY = (datetime.date(2026, 11, 20) - datetime.date(1970, 1, 1)).days

# Each prints one JSON object, as its users would put it into a topic.
PRINTERS = {
    "trafilatura": """
import sys, trafilatura
html = open(sys.argv[1], encoding="utf-8").read()
print(trafilatura.extract(html, url=sys.argv[2], output_format="json", with_metadata=True))
""",
    "newspaper4k": """
import sys, newspaper
html = open(sys.argv[1], encoding="utf-8").read()
article = newspaper.Article(sys.argv[2], language=sys.argv[3])
article.download(input_html=html)
article.parse()
print(article.to_json())
""",
    "news-please": """
import json, sys
from newsplease import NewsPlease
html = open(sys.argv[1], encoding="utf-8").read()
print(json.dumps(NewsPlease.from_html(html, url=sys.argv[2]).get_serializable_dict(), ensure_ascii=False))
""",
}
# Known to fail on Arabic pages without packages that a plain installation lacks: reported, not counted.
MAY_FAIL = {("newspaper4k", "ar"), ("news-please", "ar")}
PAGES = {
    "ar": ("https://maydan.example/2026/11/20/dorin", "قوات حكومية تستعيد بلدة دورين بعد أسبوع من القتال",
           ["استعادت قوات حكومية صباح اليوم الجمعة", "وقال المتحدث باسم الوزارة", "وكان المسلحون قد سيطروا"]),
    "en": ("https://meydan.example/2026/11/20/dorin", "Government troops retake Dorin after a week of fighting",
           ["Government troops retook the northern town", "Seven soldiers were killed", "The gunmen had seized Dorin"]),
}


def python():
    program = VENV / "bin" / "python"
    if not program.exists():
        venv.create(VENV, with_pip=True)
    probe = subprocess.run([program, "-c", "import trafilatura, newspaper, newsplease"], capture_output=True)
    if probe.returncode != 0:
        # One after another: resolved together, the extras of lxml confuse old versions of pip.
        for requirement in (HERE / "requirements.txt").read_text().split():
            if subprocess.run([program, "-m", "pip", "install", "-q", requirement]).returncode != 0:
                print("skipped: the extractors cannot be installed")
                sys.exit(77)
    return program


def explain(text, suffix=".json"):
    with tempfile.NamedTemporaryFile("w", suffix=suffix, encoding="utf-8") as file:
        file.write(text)
        file.flush()
        return subprocess.run([RASID, "explain", file.name], capture_output=True, encoding="utf-8")


def check(name, language, result):
    """What must be true of the article whatever extractor it came through."""
    _, title, sentences = PAGES[language]
    wrong = []
    if result.returncode != 0:
        return [f"refused: {result.stderr.strip()}"]
    kept = re.findall(r"^  kept 0  (.*)$", result.stdout, re.M)
    segment = result.stdout.split("\nsegments\n")[1].split("\n")[0]
    wrong += [f"lost: {s}" for s in sentences if not any(line.startswith(s) for line in kept)]
    if f'"{title}' not in segment:
        wrong.append(f"title: {segment}")
    if f"published: day {DAY}" not in segment:
        wrong.append(f"published: {segment}")
    if f"  {language}  " not in segment:
        wrong.append(f"language: {segment}")
    # The title stands once, and nothing of the page's furniture.
    if sum(line == title for line in kept) != 1:
        wrong.append("the title is not kept once")
    furniture = ("الرئيسية", "أسعار القمح", "جميع الحقوق", "Home", "Wheat prices", "All rights")
    wrong += [f"kept: {line}" for line in kept if line.startswith(furniture)]
    return wrong


def main():
    program = python()
    failures = checked = 0
    for language, (url, _, _) in PAGES.items():
        page = HERE / "pages" / f"{language}.html"
        outputs = {"the page itself": (page.read_text(encoding="utf-8"), ".html")}
        for name, code in PRINTERS.items():
            run = subprocess.run([program, "-c", code, page, url, language], capture_output=True, encoding="utf-8")
            printed = run.stdout.strip().splitlines()
            if run.returncode != 0 or not printed:
                reason = (run.stderr.strip().splitlines() or ["nothing printed"])[-1]
                may_fail = (name, language) in MAY_FAIL
                print(f"{'known: ' if may_fail else 'FAILED: '}{name}, {language}: the extractor fails: {reason}")
                failures += not may_fail
                continue
            outputs[name] = (run.stdout.strip(), ".json")
        for name, (text, suffix) in outputs.items():
            if suffix == ".json":
                json.loads(text)
            wrong = check(name, language, explain(text, suffix))
            checked += 1
            failures += bool(wrong)
            print(f"{'FAILED' if wrong else 'ok'}: {name}, {language}", *wrong, sep="\n    " if wrong else " ")
    print(f"{checked} outputs, {failures} failures")
    return 1 if failures or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
