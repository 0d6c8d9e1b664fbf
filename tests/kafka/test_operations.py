#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What an operator does to a running daemon: stop it, reload it, take its broker away."""
import json
import signal
import tempfile
import threading
import time
import unittest

import rig
from articles import articles
from checker import check, outputs

TOPICS = [*rig.EVENT_TOPICS, rig.ARTICLES, rig.DEAD]


def attempts_of(records):
    return ({("event", identity) for identity in rig.extract(records)} |
            {("article", json.loads(record)["id"]) for record in records})


class Operations(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.broker = rig.Broker(f"{self.folder.name}/broker").start()
        self.broker.create_topics()
        self.daemon = rig.Daemon(f"{self.folder.name}/rasid", self.broker.address)

    def tearDown(self):
        if self.daemon.process is not None and self.daemon.process.is_running():
            self.daemon.process.kill()
        self.broker.stop()
        self.folder.cleanup()

    def test_sigterm_finishes_its_work_and_says_done(self):
        records = articles(3000, seed=4)
        feeder = threading.Thread(target=rig.produce, args=(self.broker.address, records, 6))
        feeder.start()
        for _ in range(4):
            self.daemon.start()
            time.sleep(1.2)
            begin = time.monotonic()
            self.assertEqual(self.daemon.process.end(15), 0, rig.tail(self.daemon.log))
            self.assertLess(time.monotonic() - begin, 10)
        feeder.join()
        self.daemon.start()
        rig.wait_drained(self.broker.address, 60)
        self.assertEqual(self.daemon.process.end(15), 0)
        result = check(attempts_of(records), outputs(rig.read_all(self.broker.address, TOPICS)))
        self.assertTrue(result["valid?"], result)
        # A clean stop leaves nothing behind that a reader of uncommitted records would see twice.
        result = check(attempts_of(records), outputs(rig.read_all(self.broker.address, TOPICS, "read_uncommitted")))
        self.assertEqual(result["lost-count"], 0, result)

    def test_sighup_takes_what_is_right_and_refuses_what_is_wrong(self):
        records = articles(300, seed=5)
        self.daemon.start().wait_ready()
        rig.produce(self.broker.address, records[:100])
        rig.wait_drained(self.broker.address, 60)
        first = rig.read_all(self.broker.address, rig.EVENT_TOPICS)
        self.assertGreater(len(first), 20)
        # Right: the new threshold holds from the next article on.
        self.daemon.settings["output"] = {"min_confidence": 1.0}
        self.reload()
        rig.wait_for(lambda: self.daemon.metric("rasid_reload_last_successful") == 1 and
                     (self.daemon.metric("rasid_reloads_total") or 0) >= 1, 15, "the reload is told")
        rig.produce(self.broker.address, records[100:200])
        rig.wait_drained(self.broker.address, 60)
        second = rig.read_all(self.broker.address, rig.EVENT_TOPICS)
        self.assertEqual([r for r in second[len(first):] if json.loads(r[2])["confidence"] < 1.0], [])
        self.assertLess(len(second), 2 * len(first))
        # Wrong: told, and everything stays as it was.
        self.daemon.settings["output"] = {"min_confidense": 0.5}
        self.reload()
        rig.wait_for(lambda: self.daemon.metric("rasid_reload_last_successful") == 0, 15, "the failure is told")
        self.assertIn("min_confidence", rig.tail(self.daemon.log, 50), "the nearest right key is named")
        rig.produce(self.broker.address, records[200:])
        rig.wait_drained(self.broker.address, 60)
        self.assertTrue(self.daemon.process.is_running())
        clean = rig.read_all(self.broker.address, [rig.ARTICLES])
        self.assertEqual(len(clean), len(records))
        self.assertEqual(self.daemon.process.end(), 0)

    def reload(self):
        self.daemon.write()
        self.daemon.process.signal(signal.SIGHUP)

    def test_a_broker_that_goes_and_comes_back(self):
        records = articles(4000, seed=6)
        self.daemon.start().wait_ready()
        rig.produce(self.broker.address, records[:2000], 1)
        process = self.daemon.process.child.pid
        self.broker.kill()
        time.sleep(5)
        self.assertTrue(self.daemon.process.is_running(), rig.tail(self.daemon.log))
        self.assertIsNone(self.daemon.get("/readyz"), "ready without a broker")
        self.assertIsNotNone(self.daemon.get("/livez"), "not alive without a broker")
        self.broker.start()
        rig.produce(self.broker.address, records[2000:])
        rig.wait_drained(self.broker.address, 120)
        self.assertEqual(self.daemon.process.child.pid, process)
        self.daemon.wait_ready(30)
        self.assertEqual(self.daemon.process.end(), 0, rig.tail(self.daemon.log))
        result = check(attempts_of(records), outputs(rig.read_all(self.broker.address, TOPICS)))
        self.assertTrue(result["valid?"], result)


if __name__ == "__main__":
    rig.skip_unless_possible()
    unittest.main(verbosity=2)
