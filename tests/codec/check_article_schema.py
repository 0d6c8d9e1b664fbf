#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the articles that test_article_encode wrote against docs/article.schema.json and docs/articles.md.

usage: check_article_schema.py SOURCE_DIR SAMPLES_DIR. Exit 77 (skipped) without python3-jsonschema.
"""
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

source, samples = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
schema = json.loads((source / "docs" / "article.schema.json").read_text(encoding="utf-8"))
manual = (source / "docs" / "articles.md").read_text(encoding="utf-8")
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
articles = [json.loads(line) for line in (samples / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
failures = []

for number, article in enumerate(articles):
    failures += [f"article {number}: {e.json_path}: {e.message}" for e in validator.iter_errors(article)]
    # Every position lies in the text that the record carries, and every line of the body is a sentence's or cut.
    for span in article["cut"] + [s for segment in article["segments"] for s in segment["sentences"]]:
        text = article.get(span["field"], "")
        if not 0 <= span["start"] < span["end"] <= len(text):
            failures.append(f"article {number}: {span} lies outside of its text")
good = articles[0]
for key, wrong in (("schema", "article/2"), ("fingerprint", "x"), ("body_kind", "pdf"), ("unknown", 1), ("lang", None)):
    if validator.is_valid({**good, key: wrong}):
        failures.append(f"the schema takes {key}={wrong!r}")
names = list(schema["properties"]) + [n for d in ("segment", "sentence", "cut") for n in schema["$defs"][d]["properties"]]
failures += [f"docs/articles.md does not tell `{name}`" for name in names if f"`{name}`" not in manual]

for failure in failures:
    print("FAILED:", failure)
print(f"{len(articles)} articles, {len(failures)} failures")
sys.exit(1 if failures else 0)
