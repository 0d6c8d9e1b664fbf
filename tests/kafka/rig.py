# SPDX-License-Identifier: Apache-2.0
"""A Kafka broker, the daemon, and clients that are not ours, for the tests of this folder.

Environment: RASID_PROGRAM (the program under test), RASID_KAFKA_DIR (where the broker's jars are kept).
Every process is ended by its own id; every wait has a deadline.
"""
import base64
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
PROGRAM = os.environ.get("RASID_PROGRAM", str(SOURCE / "build/release/rasid"))
KAFKA_DIR = pathlib.Path(os.environ.get("RASID_KAFKA_DIR", SOURCE / "build/kafka"))
SKIPPED = 77

EVENT_TYPES = ("troop_movement strike clash attack seizure negotiation meeting agreement release arrest protest "
               "sanction coercion threat accusation demand rejection support cooperation aid").split()
EVENT_TOPICS = [f"events.{name}" for name in EVENT_TYPES]
INPUT, ARTICLES, DEAD = "articles.raw", "articles.normalized", "articles.dead"


def skip_unless_possible():
    """Ends the program as skipped where a tool is missing."""
    for tool in ("java", "mvn", "kcat"):
        if shutil.which(tool) is None:
            print(f"skipped: {tool} is not installed")
            sys.exit(SKIPPED)
    try:
        import confluent_kafka  # noqa: F401
    except ImportError:
        print("skipped: python3-confluent-kafka is not installed")
        sys.exit(SKIPPED)
    if subprocess.run([PROGRAM, "run", "--help"], capture_output=True).returncode != 0:
        print(f"FAILED: {PROGRAM} does not run")
        sys.exit(1)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, seconds, what):
    """Polls until condition() is true; its value."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds} s")
        time.sleep(0.05)


def tail(path, lines=25):
    try:
        return "".join(pathlib.Path(path).read_text(encoding="utf-8", errors="replace").splitlines(True)[-lines:])
    except OSError:
        return ""


class Process:
    """A child with its output in a file."""

    def __init__(self, arguments, log, environment=None):
        self.log = pathlib.Path(log)
        self.file = open(log, "ab")
        self.child = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=self.file, stderr=self.file,
                                      env=environment, start_new_session=True)

    def is_running(self):
        return self.child.poll() is None

    def signal(self, number):
        if self.is_running():
            self.child.send_signal(number)

    def wait(self, seconds):
        code = self.child.wait(timeout=seconds)
        self.file.close()
        return code

    def end(self, seconds=20):
        """SIGTERM, and SIGKILL past the deadline. The exit code."""
        self.signal(signal.SIGTERM)
        try:
            return self.wait(seconds)
        except subprocess.TimeoutExpired:
            self.signal(signal.SIGKILL)
            return self.wait(10)

    def kill(self):
        self.signal(signal.SIGKILL)
        return self.wait(10)


class Broker:
    """One Apache Kafka broker in KRaft mode on loopback ports that the kernel gave."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port, self.controller = free_port(), free_port()
        self.address = f"127.0.0.1:{self.port}"
        self.libs = KAFKA_DIR / "libs"
        self.process = None
        self._resolve()
        self._write_settings()

    def _resolve(self):
        stamp = KAFKA_DIR / "pom.xml"
        if stamp.exists() and stamp.read_text() == (HERE / "pom.xml").read_text():
            return
        KAFKA_DIR.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.libs, ignore_errors=True)
        environment = dict(os.environ)
        if not pathlib.Path("/usr/share/maven/conf/logging").exists():
            # Debian links conf to /etc/maven, unless a folder of that name was there before the package.
            environment["MAVEN_OPTS"] = environment.get("MAVEN_OPTS", "") + " -Dmaven.conf=/etc/maven"
        subprocess.run(["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies",
                        "-DincludeScope=runtime", f"-DoutputDirectory={self.libs}"], check=True, timeout=600,
                       env=environment)
        shutil.copy(HERE / "pom.xml", stamp)

    def _write_settings(self):
        settings = {
            "process.roles": "broker,controller", "node.id": 1,
            "controller.quorum.voters": f"1@127.0.0.1:{self.controller}",
            "listeners": f"PLAINTEXT://127.0.0.1:{self.port},CONTROLLER://127.0.0.1:{self.controller}",
            "advertised.listeners": f"PLAINTEXT://127.0.0.1:{self.port}",
            "controller.listener.names": "CONTROLLER",
            "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name": "PLAINTEXT", "log.dirs": self.folder / "data",
            "num.network.threads": 2, "num.io.threads": 4, "background.threads": 2,
            "log.cleaner.threads": 1, "log.cleaner.dedupe.buffer.size": 16777216,
            "auto.create.topics.enable": "false", "default.replication.factor": 1, "min.insync.replicas": 1,
            "offsets.topic.num.partitions": 3, "offsets.topic.replication.factor": 1,
            "transaction.state.log.num.partitions": 3, "transaction.state.log.replication.factor": 1,
            "transaction.state.log.min.isr": 1, "share.coordinator.state.topic.num.partitions": 1,
            "share.coordinator.state.topic.replication.factor": 1, "share.coordinator.state.topic.min.isr": 1,
            "group.initial.rebalance.delay.ms": 0, "message.max.bytes": 10485760,
        }
        self.settings = self.folder / "server.properties"
        self.settings.write_text("".join(f"{key}={value}\n" for key, value in settings.items()))
        (self.folder / "log4j2.properties").write_text(
            "status = error\nappender.console.type = Console\nappender.console.name = STDOUT\n"
            "appender.console.layout.type = PatternLayout\nappender.console.layout.pattern = [%d] %p %m (%c)%n\n"
            "logger.config.name = org.apache.kafka.common.config.AbstractConfig\nlogger.config.level = warn\n"
            "rootLogger.level = info\nrootLogger.appenderRef.stdout.ref = STDOUT\n")
        self.java = ["java", f"-Dlog4j2.configurationFile={self.folder / 'log4j2.properties'}",
                     f"-Dkafka.logs.dir={self.folder}", "-cp", f"{self.libs}/*"]

    def start(self):
        """Formats on the first start; keeps the data on every later one."""
        if not (self.folder / "data").exists():
            (self.folder / "data").mkdir()
            cluster = base64.urlsafe_b64encode(os.urandom(16)).decode().rstrip("=").replace("-", "A")
            subprocess.run([*self.java, "kafka.tools.StorageTool", "format", "--ignore-formatted", "-t", cluster, "-c",
                            str(self.settings)], check=True, timeout=60, capture_output=True)
        self.process = Process([*self.java[:1], "-Xms128m", "-Xmx512m", *self.java[1:], "kafka.Kafka",
                                str(self.settings)], self.folder / "broker.log")
        wait_for(self._answers, 90, f"the broker answers\n{tail(self.folder / 'broker.log')}")
        return self

    def _answers(self):
        if not self.process.is_running():
            raise RuntimeError(f"the broker ended:\n{tail(self.folder / 'broker.log')}")
        done = subprocess.run(["kcat", "-b", self.address, "-L", "-m", "1"], capture_output=True, text=True)
        return done.returncode == 0 and " 1 brokers" in done.stdout

    def stop(self):
        if self.process is not None:
            self.process.end(40)

    def kill(self):
        self.process.kill()

    def create_topics(self, partitions=2):
        from confluent_kafka.admin import AdminClient, NewTopic
        names = [INPUT, ARTICLES, DEAD, *EVENT_TOPICS]
        admin = AdminClient({"bootstrap.servers": self.address})  # lives until the answers are in
        for future in admin.create_topics([NewTopic(name, partitions, 1) for name in names]).values():
            future.result(30)


class Daemon:
    """`rasid run` as it is shipped, with a configuration of the test."""

    def __init__(self, folder, broker_address, **settings):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.log = self.folder / "rasid.log"
        self.config = self.folder / "rasid.yaml"
        self.settings = {
            "kafka": {"brokers": [broker_address], "group": "rasid-test", "instance": "one"},
            "workers": 1,
            "http": {"listen": f"127.0.0.1:{self.port}"},
            "log": {"level": "info", "format": "json"},
            "state_directory": str(self.folder),
            **settings,
        }
        self.write()
        self.process = None

    def write(self):
        self.config.write_text(json.dumps(self.settings, indent=1))  # YAML takes JSON

    def start(self, environment=None):
        self.process = Process([PROGRAM, "run", "-c", str(self.config)], self.log, environment)
        return self

    def get(self, path):
        """The body of an answer 200, else None."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, OSError):
            return None

    def wait_ready(self, seconds=30):
        def is_ready():
            if not self.process.is_running():
                raise RuntimeError(f"rasid ended:\n{tail(self.log)}")
            return self.get("/readyz") is not None
        wait_for(is_ready, seconds, f"rasid is ready\n{tail(self.log)}")
        return self

    def metric(self, name, **labels):
        """The sum of a metric's samples whose labels are these; None where there is none."""
        total = None
        for line in (self.get("/metrics") or "").splitlines():
            head, _, value = line.rpartition(" ")
            if head.split("{")[0] == name and all(f'{k}="{v}"' in head for k, v in labels.items()):
                total = (total or 0) + float(value)
        return total


def produce(broker_address, records, seconds=0, key=lambda record: None):
    """Sends records (bytes) to the input topic, spread over so many seconds; each acknowledged."""
    from confluent_kafka import Producer
    producer = Producer({"bootstrap.servers": broker_address, "acks": "all", "enable.idempotence": True,
                         "linger.ms": 5, "message.max.bytes": 10000000})
    failed = []
    begin = time.monotonic()
    for number, record in enumerate(records):
        producer.produce(INPUT, value=record, key=key(record),
                         on_delivery=lambda error, message: failed.append(error) if error else None)
        producer.poll(0)
        if seconds and number % 50 == 0:
            ahead = begin + seconds * number / len(records) - time.monotonic()
            if ahead > 0:
                producer.poll(ahead)
    if producer.flush(60) != 0 or failed:
        raise RuntimeError(f"not all records were acknowledged: {failed[:3]}")


def end_offsets(broker_address, topics, isolation="read_uncommitted"):
    """The end of each partition, or with read_committed its last stable offset."""
    from confluent_kafka import Consumer, TopicPartition
    consumer = Consumer({"bootstrap.servers": broker_address, "group.id": "offsets", "isolation.level": isolation})
    metadata = consumer.list_topics(timeout=30)
    ends = {(topic, partition): consumer.get_watermark_offsets(TopicPartition(topic, partition), timeout=30)[1]
            for topic in topics for partition in metadata.topics[topic].partitions}
    consumer.close()
    return ends


def committed_offsets(broker_address, group, topic):
    from confluent_kafka import Consumer, TopicPartition
    consumer = Consumer({"bootstrap.servers": broker_address, "group.id": group})
    partitions = consumer.list_topics(topic, timeout=30).topics[topic].partitions
    offsets = {(p.topic, p.partition): p.offset
               for p in consumer.committed([TopicPartition(topic, number) for number in partitions], timeout=30)}
    consumer.close()
    return offsets


def wait_drained(broker_address, seconds, group="rasid-test"):
    """Until the group has committed the end of the input topic. Committed offsets may lie past the last record:
    markers of the producer's own transactions count. The markers of one transaction reach its partitions one after the
    other, the group's offsets perhaps first: a read_committed reader sees all of it when nothing is open any more."""
    ends = end_offsets(broker_address, [INPUT])
    wait_for(lambda: all(committed_offsets(broker_address, group, INPUT).get(key, -1) >= end
                         for key, end in ends.items() if end > 0), seconds, "the input is drained")
    outputs = [ARTICLES, DEAD, *EVENT_TOPICS]
    wait_for(lambda: end_offsets(broker_address, outputs, "read_committed") == end_offsets(broker_address, outputs),
             30, "no transaction is open")


def read_all(broker_address, topics, isolation="read_committed", seconds=120):
    """Every record that a reader sees from the beginning to the end of each partition, as
    (topic, key, value, headers)."""
    from confluent_kafka import Consumer, KafkaError, TopicPartition
    consumer = Consumer({"bootstrap.servers": broker_address, "group.id": f"reader-{random.random()}",
                         "isolation.level": isolation, "enable.partition.eof": True, "enable.auto.commit": False,
                         "auto.offset.reset": "earliest", "fetch.wait.max.ms": 50})
    metadata = consumer.list_topics(timeout=30)
    open_partitions = {(topic, partition) for topic in topics for partition in metadata.topics[topic].partitions}
    consumer.assign([TopicPartition(topic, partition, 0) for topic, partition in sorted(open_partitions)])
    records = []
    end = time.monotonic() + seconds
    while open_partitions:
        message = consumer.poll(1.0)
        if time.monotonic() > end:
            raise TimeoutError(f"{len(open_partitions)} partitions have no end")
        if message is None:
            continue
        if message.error() is not None:
            if message.error().code() != KafkaError._PARTITION_EOF:
                raise RuntimeError(str(message.error()))
            open_partitions.discard((message.topic(), message.partition()))
            continue
        records.append((message.topic(), message.key(), message.value(), dict(message.headers() or [])))
    consumer.close()
    return records


def extract(articles):
    """What `rasid extract` gives for articles (bytes, one JSON object each), without any broker: the expected events,
    as a dict from id to event."""
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as file:
        file.write(b"\n".join(articles) + b"\n")
        file.flush()
        done = subprocess.run([PROGRAM, "extract", "--format", "event", file.name], capture_output=True, timeout=300)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode())
    events = [json.loads(line) for line in done.stdout.splitlines()]
    by_id = {event["id"]: event for event in events}
    if len(by_id) != len(events):
        raise RuntimeError("two events have one id")
    return by_id
