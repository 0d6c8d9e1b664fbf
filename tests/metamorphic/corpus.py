# SPDX-License-Identifier: Apache-2.0
"""What the properties are tried on: the project's own articles, their sentences, and the program that reads them."""
import collections
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
LANGUAGES = ("ar", "en")
SENTENCE = re.compile(r"[^\n]+?(?:[.؟!?](?=\s|$)|(?=\n)|$)")


def training(language):
    folder = ROOT / "language" / language / "training"
    marked = sorted(folder.glob("*.txt"))
    script = ROOT / "scripts/annotated_articles.py"
    out = subprocess.run([sys.executable, str(script), language, *map(str, marked)], capture_output=True, text=True, check=True)
    lines = out.stdout.splitlines()
    for path in sorted(folder.glob("*.jsonl")):
        lines += path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["article"] for line in lines]


def golden(language):
    lines = [line for path in sorted((ROOT / "tests/golden" / language).glob("*.json*"))
             for line in ([path.read_text(encoding="utf-8")] if path.suffix == ".json" else path.read_text(encoding="utf-8").splitlines())]
    return [json.loads(line)["article"] for line in lines]


def samples():
    title, body = (ROOT / "samples/page-ar.txt").read_text(encoding="utf-8").split("\n", 1)
    page = {"id": "sample-page-ar", "lang": "ar", "title": title, "body": body, "published": "2026-03-04T18:00:00+02:00"}
    return [json.loads((ROOT / "samples/article.json").read_text(encoding="utf-8")), page]


def articles():
    """Articles of both languages, each id once."""
    found = samples() + [a for lang in LANGUAGES for a in golden(lang) + training(lang)]
    kept = ("id", "title", "body", "published", "lang")
    plain = {a["id"]: {k: a[k] for k in kept if k in a} for a in found if "body" in a and "lang" in a}
    return list(plain.values())


def sentences(article):
    """Each sentence of the body as an article of its own."""
    for number, match in enumerate(SENTENCE.finditer(article["body"])):
        text = match.group().strip()
        if 30 <= len(text) <= 280 and text[-1] == ".":
            yield {**article, "id": f"{article['id']}/{number}", "title": "", "body": text}


def extract(program, lexicon, found):
    """Events of each article, by its id, in the order given."""
    lines = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in found)
    command = [program, "extract", "--format", "event", "--lexicon", lexicon, "-"]
    out = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    if out.returncode != 0:
        sys.exit(f"{out.stderr}exit {out.returncode}")
    events = collections.defaultdict(list)
    for line in out.stdout.splitlines():
        event = json.loads(line)
        events[event["article"]["id"]].append(event)
    return events
