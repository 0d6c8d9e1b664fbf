#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Poison among good articles: each bad record once in the dead-letter topic, byte for byte, with its reason; every good
one through; the daemon never restarts."""
import json
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
