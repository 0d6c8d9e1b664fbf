#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads the events of a broker's topics events.* with kcat and prints them for people.

usage: show_events.py BROKER ARTICLES. Waits until so many clean articles have come out, at most half a minute.
"""
import json
import subprocess
import sys
import time

ISOLATE, END = "\u2068", "\u2069"  # keeps right-to-left text from reordering the line around it


def kcat(*arguments):
    return subprocess.run(["kcat", "-q", "-b", sys.argv[1], *arguments], capture_output=True, timeout=30).stdout


def records(topics):
    for topic in topics:
        for line in kcat("-C", "-t", topic, "-e", "-X", "fetch.wait.max.ms=10").splitlines():
            yield json.loads(line)


def read():
    topics = [topic["topic"] for topic in json.loads(kcat("-L", "-J"))["topics"]]
    articles = list(records(topic for topic in topics if topic == "articles.normalized"))
    return articles, list(records(topic for topic in topics if topic.startswith("events.")))


def named(things):
    return ", ".join(f"{ISOLATE}{t['text']}{END}" + (f" ({t['name']})" if t.get("name", t["text"]) != t["text"] else "")
                     for t in things)


def show(number, event):
    code = event["type"] + ("/" + event["mode"] if "mode" in event else "")
    when = event.get("time", {}).get("start", "no date")
    print(f"{number:2}  {code}  {event['modality']}  {when}  {event['confidence']:.2f}")
    for key, label in (("actors", "actor"), ("recipients", "recipient"), ("mediators", "mediator")):
        if key in event:
            print(f"      {label:10}{named(event[key])}")
    for place in event.get("locations", []):
        where = f"  {place['country']}" if "country" in place else ""
        where += f"  {place['lat']:.2f},{place['lon']:.2f}" if "lat" in place else ""
        print(f"      {place['role']:10}{named([place])}{where}")
    for key, count in event.get("casualties", {}).items():
        print(f"      {key:10}{count['min']}" + (f"-{count['max']}" if count["max"] != count["min"] else ""))
    if "attribution" in event:
        print(f"      {'says':10}{named(event['attribution'])}")
    print(f"      {ISOLATE}«{event['mentions'][0]['text']}»{END}")
    print(f"      id {event['id']}\n")


end = time.monotonic() + 30
articles, events = read()
while len(articles) < int(sys.argv[2]) and time.monotonic() < end:
    time.sleep(0.3)
    articles, events = read()
events.sort(key=lambda e: (e["article"]["id"], e["article"]["segment"], e["mentions"][0]["field"] != "title",
                           e["mentions"][0]["start"], e["id"]))
article = None
for number, event in enumerate(events, 1):
    if (event["article"]["id"], event["article"]["segment"]) != article:
        article = event["article"]["id"], event["article"]["segment"]
        told = event["article"]
        print(f"{ISOLATE}{told.get('title', '(no title)')}{END}\n  {told.get('lang', '')}  {told.get('published', '')}  "
              f"{ISOLATE}{told.get('source', '')}{END}\n")
    show(number, event)
print(f"{len(events)} events from {len(articles)} articles, read from the broker at {sys.argv[1]}.")
sys.exit(0 if events else 1)
