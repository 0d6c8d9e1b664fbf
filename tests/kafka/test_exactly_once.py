#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The daemon is killed without warning, again and again, while articles arrive: a read_committed reader sees every
output of every article exactly once.

Environment: RASID_KILLS (20), RASID_ARTICLES (20000), RASID_SEED (random, printed).
"""
import json
import os
import random
import tempfile
import threading
import time
import unittest

import rig
from articles import articles
from checker import check, outputs

KILLS = int(os.environ.get("RASID_KILLS", "20"))
ARTICLES = int(os.environ.get("RASID_ARTICLES", "20000"))
SEED = int(os.environ.get("RASID_SEED", random.randrange(1 << 30)))
TOPICS = [*rig.EVENT_TOPICS, rig.ARTICLES, rig.DEAD]


class ExactlyOnce(unittest.TestCase):
    def test_kills_lose_and_repeat_nothing(self):
        print(f"seed {SEED}", flush=True)
        dice = random.Random(SEED)
        records = articles(ARTICLES)
        attempts = {("event", identity) for identity in rig.extract(records)}
        attempts |= {("article", json.loads(record)["id"]) for record in records}
        self.assertGreater(len(attempts), ARTICLES, "the articles give no events: nothing would be tested")
        with tempfile.TemporaryDirectory() as folder:
            broker = rig.Broker(f"{folder}/broker").start()
            daemon = rig.Daemon(f"{folder}/rasid", broker.address)
            try:
                broker.create_topics()
                self.run_with_kills(broker, daemon, records, dice)
                self.judge(broker, attempts)
            finally:
                if daemon.process is not None and daemon.process.is_running():
                    daemon.process.kill()
                broker.stop()

    def run_with_kills(self, broker, daemon, records, dice):
        feeder = threading.Thread(target=rig.produce, args=(broker.address, records, KILLS * 2))
        feeder.start()
        for _ in range(KILLS):
            daemon.start()
            time.sleep(dice.uniform(0.2, 3.0))
            self.assertTrue(daemon.process.is_running(), f"rasid ended by itself with {daemon.process.child.returncode}:\n{rig.tail(daemon.log)}")
            daemon.process.kill()
        feeder.join()
        daemon.start().wait_ready(60)
        rig.wait_drained(broker.address, 180)
        self.assertEqual(daemon.process.end(), 0, rig.tail(daemon.log))

    def judge(self, broker, attempts):
        committed = check(attempts, outputs(rig.read_all(broker.address, TOPICS)))
        print("read_committed  ", json.dumps(committed), flush=True)
        self.assertTrue(committed["valid?"], committed)
        # Negative control: the reader that sees aborted outputs too must find the repetitions. If it does not, no
        # kill fell into a transaction, and the result above proves nothing.
        uncommitted = check(attempts, outputs(rig.read_all(broker.address, TOPICS, "read_uncommitted")))
        print("read_uncommitted", json.dumps(uncommitted), flush=True)
        self.assertFalse(uncommitted["valid?"], "no kill fell into a transaction")
        self.assertGreater(uncommitted["duplicated-count"], 0)
        self.assertEqual(uncommitted["lost-count"], 0)


if __name__ == "__main__":
    rig.skip_unless_possible()
    unittest.main(verbosity=2)
