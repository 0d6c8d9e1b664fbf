#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the samples that test_event_codec wrote, and the documents, against the published schemas.

usage: check_event_schema.py SOURCE_DIR SAMPLES_DIR. Exit 77 (skipped) without python3-jsonschema.
"""
import csv
import json
import pathlib
import re
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

source, samples = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
failures = 0


def check(ok, message):
    global failures
    if not ok:
        failures += 1
        print("FAILED:", message)


def schema(name):
    loaded = json.loads((source / "docs" / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(loaded)
    return loaded


def check_records(name, records):
    validator = jsonschema.Draft202012Validator(schema(name))
    for number, record in enumerate(records):
        for error in validator.iter_errors(record):
            check(False, f"{name}, record {number}: {error.json_path}: {error.message}")
    # A schema that takes anything would prove nothing: each of these must be refused.
    good = records[0]
    for key, wrong in (("type", "war"), ("schema", "event/0"), ("confidence", 2), ("id", "1"),
                       ("unknown_key", 1), ("modality", None)):
        check(not validator.is_valid({**good, key: wrong}), f"{name} takes {key}={wrong!r}")
    for key in validator.schema["required"]:
        check(not validator.is_valid({k: v for k, v in good.items() if k != key}),
              f"{name} does without {key}")


def lines(name):
    text = (samples / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def enumerated(header, list_name):
    text = (source / "model" / header).read_text()
    block = text[text.index(f"#define {list_name}(X)"):]
    block = block[:re.search(r"[^\\]\n", block).end()]
    return re.findall(r'X\(\w+, "(\w+)"\)', block)


events, flats = lines("events.event"), lines("events.flat")
check_records("event.schema.json", events)
check_records("event_flat.schema.json", flats)

# The schema's names are the program's.
properties = schema("event.schema.json")["properties"]
for key, list_name in (("type", "EVENT_TYPES"), ("theme", "EVENT_TYPES"), ("mode", "EVENT_MODES"),
                       ("modality", "MODALITIES")):
    check(properties[key]["enum"] == enumerated("ontology.h", list_name), f"names of {key} differ from ontology.h")

# CSV and flat have one set of columns, in one order.
with open(samples / "events.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
check(list(rows[0]) == list(schema("event_flat.schema.json")["properties"]), "CSV columns differ from the flat schema")
for row, flat in zip(rows, flats):
    filled = {key: value for key, value in row.items() if value != ""}
    check(filled == {key: str(value) for key, value in flat.items()}, "a CSV row differs from its flat record")

collection = json.loads((samples / "events.geojson").read_text(encoding="utf-8"))
check(collection["type"] == "FeatureCollection" and len(collection["features"]) == len(events), "GeoJSON: features")
check(collection["features"][0]["geometry"] == {"type": "Point", "coordinates": [32.53241, 15.55177]}, "GeoJSON: point is lon, lat")
check(collection["features"][1]["geometry"] is None, "GeoJSON: no place gives a null geometry")
check([f["properties"] for f in collection["features"]] == flats, "GeoJSON: properties differ from flat")

# docs/events.md tells every field.
manual = (source / "docs" / "events.md").read_text(encoding="utf-8")
for key in list(properties) + [key for d in ("actor", "location") for key in schema("event.schema.json")["$defs"][d]["properties"]]:
    check(f"`{key}`" in manual, f"docs/events.md does not tell `{key}`")
for key in schema("event_flat.schema.json")["properties"]:
    check(f"`{key}`" in manual, f"docs/events.md does not tell the flat `{key}`")

print(f"{len(events)} events, {failures} failures")
sys.exit(1 if failures else 0)
