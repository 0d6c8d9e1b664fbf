#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Articles in by kcat, events out, read by confluent-kafka; and one page by three ways gives the same events."""
import json
import pathlib
import re
import subprocess
import tempfile
import time
import unittest

import rig
from articles import articles

PAGE = rig.SOURCE / "samples/page-ar.txt"


def murmur2(data):
    """The hash that the Java client's partitioner uses."""
    mask, m = 0xFFFFFFFF, 0x5BD1E995
    h = 0x9747B28C ^ len(data)
    for at in range(0, len(data) & ~3, 4):
        k = int.from_bytes(data[at:at + 4], "little") * m & mask
        k = (k ^ k >> 24) * m & mask
        h = (h * m & mask) ^ k
    rest = data[len(data) & ~3:]
    if rest:
        h = (h ^ int.from_bytes(rest, "little")) * m & mask
    h = (h ^ h >> 13) * m & mask
    return h ^ h >> 15


def kcat_produce(address, value, *headers):
    with tempfile.NamedTemporaryFile("wb") as file:
        file.write(value)
        file.flush()
        arguments = ["kcat", "-b", address, "-P", "-t", rig.INPUT, *(x for h in headers for x in ("-H", h)), file.name]
        subprocess.run(arguments, check=True, timeout=60, capture_output=True)


def without_version(event):
    return {key: value for key, value in event.items() if key != "extractor"}


class Stream(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.broker = rig.Broker(f"{cls.folder.name}/broker").start()
        cls.broker.create_topics()
        cls.daemon = rig.Daemon(f"{cls.folder.name}/rasid", cls.broker.address).start().wait_ready()

    @classmethod
    def tearDownClass(cls):
        cls.daemon.process.end()
        cls.broker.stop()
        cls.folder.cleanup()

    def events(self):
        return rig.read_all(self.broker.address, rig.EVENT_TOPICS)

    def test_1_articles_of_kcat_come_out_as_events(self):
        records = articles(200, seed=7)
        expected = rig.extract(records)
        self.assertGreater(len(expected), 50)
        begin = time.time()
        for record in records[:3]:
            kcat_produce(self.broker.address, record, "traceparent=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        rig.produce(self.broker.address, records[3:])
        rig.wait_drained(self.broker.address, 60)
        got = {}
        for topic, key, value, headers in self.events():
            event = json.loads(value)
            got[event["id"]] = event
            self.assertEqual(topic, f"events.{event['type']}")
            self.assertEqual(key.decode(), event["id"])
            self.assertEqual(headers["ce_specversion"], b"1.0")
            self.assertEqual(headers["ce_type"], b"dev.rasid.event.v1")
            self.assertEqual(headers["ce_id"].decode(), event["id"])
            self.assertIn(b"json", headers["content-type"])
            self.assertTrue({"ce_source", "ce_time", "ce_subject"} <= set(headers))
            if event["article"]["id"] in ("a0", "a1", "a2"):
                self.assertEqual(headers["traceparent"], b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        self.assertEqual({i: without_version(e) for i, e in got.items()},
                         {i: without_version(e) for i, e in expected.items()})
        clean = [json.loads(value)["id"] for _, _, value, _ in rig.read_all(self.broker.address, [rig.ARTICLES])]
        self.assertEqual(sorted(clean), sorted(json.loads(record)["id"] for record in records))
        print(f"{len(records)} articles, {len(got)} events in {time.time() - begin:.1f} s")

    def test_2_partitions_are_those_of_the_java_client(self):
        from confluent_kafka import Consumer, TopicPartition
        consumer = Consumer({"bootstrap.servers": self.broker.address, "group.id": "partitions",
                             "enable.partition.eof": True, "fetch.wait.max.ms": 10})
        checked = 0
        for topic in rig.EVENT_TOPICS:
            for partition in (0, 1):
                consumer.assign([TopicPartition(topic, partition, 0)])
                while (message := consumer.poll(10)) is not None and message.error() is None:
                    self.assertEqual((murmur2(message.key()) & 0x7FFFFFFF) % 2, partition)
                    checked += 1
        consumer.close()
        self.assertGreater(checked, 50)

    def test_3_one_page_three_ways_one_result(self):
        expected = {}
        done = subprocess.run([rig.PROGRAM, "extract", "--format", "event", str(PAGE)], capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        for line in done.stdout.splitlines():
            event = json.loads(line)
            expected[event["id"]] = without_version(event)
        self.assertGreater(len(expected), 2)
        before = {json.loads(value)["id"] for _, _, value, _ in self.events()}
        kcat_produce(self.broker.address, PAGE.read_bytes())
        rig.wait_drained(self.broker.address, 30)
        real = {e["id"]: without_version(e) for e in (json.loads(v) for _, _, v, _ in self.events()) if e["id"] not in before}
        self.assertEqual(real, expected, "real Kafka")
        self.assertEqual(self.embedded(), expected, "embedded broker")

    def embedded(self):
        """The page through `rasid run --embedded`."""
        log = pathlib.Path(self.folder.name) / "embedded.log"
        config = pathlib.Path(self.folder.name) / "embedded.yaml"
        config.write_text(json.dumps({"http": {"listen": ""}, "log": {"format": "text"}}))
        process = rig.Process([rig.PROGRAM, "run", "--embedded", "-c", str(config)], log)
        try:
            address = rig.wait_for(lambda: re.search(r"127\.0\.0\.1:\d+", log.read_text()), 20, "its address").group()
            kcat_produce(address, PAGE.read_bytes())
            # The mock cluster knows a topic from its first record on.
            def read():
                got = {}
                listing = subprocess.run(["kcat", "-b", address, "-L", "-J"], capture_output=True, timeout=30).stdout
                names = [t["topic"] for t in json.loads(listing)["topics"] if t["topic"].startswith("events.")]
                for name in names:
                    out = subprocess.run(["kcat", "-b", address, "-C", "-t", name, "-e", "-q", "-X", "fetch.wait.max.ms=10"], capture_output=True, timeout=30)
                    for line in out.stdout.splitlines():
                        event = json.loads(line)
                        got[event["id"]] = without_version(event)
                return got
            end = time.monotonic() + 90  # a busy machine takes its time
            got = read()
            while time.monotonic() < end:
                time.sleep(1)
                again = read()
                if again and again == got:
                    break
                got = again
            return got
        finally:
            self.assertEqual(process.end(), 0, rig.tail(log))


if __name__ == "__main__":
    rig.skip_unless_possible()
    unittest.main(verbosity=2)
