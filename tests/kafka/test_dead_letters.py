#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Poison among good articles: each bad record once in the dead-letter topic, byte for byte, with its reason; every good
one through; the daemon never restarts."""
import json
import os
import re
import socket
import tempfile
import unittest

import rig
from articles import articles
from checker import check, outputs

# value, and the word of rasid_reason
POISON = [
    (b"{", "not_json"),
    (b'{"title": "x", "body": ', "not_json"),
    (b'{"id": "p1", "title": "", "body": ""}', "no_text"),
    (b"", "empty"),
    (b'{"title":' + b"[" * 5000 + b"]" * 5000 + b"}", "too_deep"),
    (json.dumps({"id": "big", "title": "x", "body": "word " * 60000}).encode(), "limit_bytes"),
]

# Text that would start a line, be a message to systemd, move a terminal's cursor or turn the reading direction.
HOSTILE = "\nREADY=1\r\nSTATUS=forged\x1b[2J\u009b31m\u2028\u202e"
INJECTING = [
    (b'{"id": ' + HOSTILE.encode() + b"}", "not_json"),
    (b'{"' + HOSTILE.encode() + b'": 1}', "not_json"),
    (json.dumps({"id": HOSTILE, "title": HOSTILE, "body": HOSTILE, "url": HOSTILE, "source": HOSTILE}).encode(), "no_text"),
    (json.dumps({HOSTILE: HOSTILE, "id": [HOSTILE], "body": {HOSTILE: 1}, "published": HOSTILE}).encode(), None),
    (f"<html><head><meta charset='{HOSTILE}'><title>{HOSTILE}</title></head></html>".encode(), None),
    (HOSTILE.encode() + b"\xff\xfe\x80", None),
]
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
NOTICE = re.compile(r"READY=1|WATCHDOG=1|STOPPING=1|EXTEND_TIMEOUT_USEC=\d+|STATUS=[a-zA-Z0-9 ,:;]+")


class DeadLetters(unittest.TestCase):
    def test_poison_is_told_apart_and_kept(self):
        good = articles(len(POISON) * 10, seed=3)
        records = []
        for number, (value, _) in enumerate(POISON):
            records += good[number * 10:number * 10 + 10] + [value]
        attempts = {("event", identity) for identity in rig.extract(good)}
        attempts |= {("article", json.loads(record)["id"]) for record in good}
        with tempfile.TemporaryDirectory() as folder:
            broker = rig.Broker(f"{folder}/broker").start()
            daemon = rig.Daemon(f"{folder}/rasid", broker.address, limits={"article_bytes": 200000})
            try:
                broker.create_topics()
                daemon.start().wait_ready()
                rig.produce(broker.address, records, key=lambda record: b"key of " + record[:20])
                rig.wait_drained(broker.address, 60)
                self.assertTrue(daemon.process.is_running(), rig.tail(daemon.log))
                self.judge(broker, attempts)
                told = sum(daemon.metric("rasid_dead_letters_total", reason=word) or 0
                           for word in {word for _, word in POISON})
                self.assertEqual(told, len(POISON))
                self.assertEqual(daemon.process.end(), 0)
            finally:
                if daemon.process is not None and daemon.process.is_running():
                    daemon.process.kill()
                broker.stop()

    def test_no_text_of_a_record_reaches_log_notices_or_headers_raw(self):
        with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices:
            notices.bind(f"{folder}/notify")
            notices.setblocking(False)
            broker = rig.Broker(f"{folder}/broker").start()
            daemon = rig.Daemon(f"{folder}/rasid", broker.address, log={"level": "debug", "format": "text"})
            try:
                broker.create_topics()
                daemon.start(dict(os.environ, NOTIFY_SOCKET=f"{folder}/notify")).wait_ready()
                rig.produce(broker.address, [value for value, _ in INJECTING], key=lambda record: HOSTILE.encode())
                rig.wait_drained(broker.address, 60)
                rig.wait_for(lambda: "lag 0 records" in (told := self.receive(notices)) and told, 10, "a status")
                self.assertEqual(daemon.process.end(), 0)
                for line in daemon.log.read_bytes().decode().split("\n"):
                    self.assertNotRegex(line, UNSAFE)
                    self.assertNotRegex(line, "^(READY|STATUS)=")
            finally:
                if daemon.process is not None and daemon.process.is_running():
                    daemon.process.kill()
                dead = rig.read_all(broker.address, [rig.DEAD])
                broker.stop()
        words = {value: word for value, word in INJECTING}
        self.assertGreaterEqual(len(dead), sum(word is not None for word in words.values()))
        for _, key, value, headers in dead:
            self.assertEqual(key, HOSTILE.encode())
            self.assertIn(words[value], (None, headers["rasid_reason"].decode().split(":")[0]))
            for header in headers.values():
                self.assertNotRegex(header.decode(), UNSAFE)

    def receive(self, notices):
        """All that systemd was told since the last look; each line one that the daemon says by itself."""
        told = []
        while True:
            try:
                told += notices.recv(65536).decode().split("\n")
            except BlockingIOError:
                break
        for line in told:
            self.assertRegex(line, f"^({NOTICE.pattern})$")
        return " ".join(told)

    def judge(self, broker, attempts):
        result = check(attempts, outputs(rig.read_all(broker.address, [*rig.EVENT_TOPICS, rig.ARTICLES])))
        dead = rig.read_all(broker.address, [rig.DEAD])
        told = [(headers["rasid_reason"].decode(), headers["rasid_error"].decode()) for _, _, _, headers in dead]
        self.assertTrue(result["valid?"], f"{result} dead letters: {told}")
        self.assertEqual(sorted(value or b"" for _, _, value, _ in dead), sorted(value for value, _ in POISON))
        words = dict(POISON)
        for _, key, value, headers in dead:
            value = value or b""
            self.assertEqual(key, b"key of " + value[:20])
            self.assertEqual(headers["rasid_reason"].decode().split(":")[0], words[value], value[:40])
            self.assertTrue({"rasid_stage", "rasid_error", "rasid_source"} <= set(headers), headers)
            self.assertRegex(headers["rasid_source"].decode(), rf"^{rig.INPUT}/\d+/\d+$")
        sources = [headers["rasid_source"] for _, _, _, headers in dead]
        self.assertEqual(len(set(sources)), len(POISON))


if __name__ == "__main__":
    rig.skip_unless_possible()
    unittest.main(verbosity=2)
