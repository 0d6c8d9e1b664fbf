/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_FAKE_STREAM_H
#define TESTS_SUPPORT_FAKE_STREAM_H

#include "consumers/consumer.h"
#include "daemon/worker_stream.h"
#include "producers/producer.h"

/* A broker in memory with one consumer and one producer on it, deterministic: what is committed can
 * be looked at, time moves when the test or a waiting call says so, and every call can be made to
 * fail, by script or at random. It knows transactions, epochs, generations and lost assignments. It
 * also watches its caller: what librdkafka's rules forbid is written to violation. */

enum { FAKE_PARTITIONS = 3, FAKE_RECORDS_MAX = 64, FAKE_HEADERS_MAX = 8 };

enum fake_call {
    FAKE_SEND,
    FAKE_DELIVERY,
    FAKE_INIT,
    FAKE_BEGIN,
    FAKE_OFFSETS,
    FAKE_COMMIT,
    FAKE_ABORT,
    FAKE_COMMITTED,
    FAKE_SEEK,
    FAKE_PAUSE,
    FAKE_RESUME,
    FAKE_STORE,
    FAKE_METADATA,
    FAKE_POLL,
    FAKE_CALLS,
};

enum fake_fault {
    FAULT_NONE,
    FAULT_AGAIN,       /* no answer within the time; nothing happened */
    FAULT_ABORT,       /* abortable; STATUS_IO where there is no transaction; a failed delivery */
    FAULT_FATAL,       /* the client is of no use any more */
    FAULT_SIZE,        /* send: too large; delivery: refused by the broker */
    FAULT_LOST_ANSWER, /* commit: it happened and the answer never comes */
    FAULT_REVOKE,      /* poll: a revoke of one partition */
    FAULT_LOST,        /* poll: the assignment is lost, somebody else goes on at once */
};

struct fake_script {
    enum fake_fault fault;
    unsigned skip;  /* calls that go well before */
    unsigned times; /* then so many fail */
};

enum fake_state { OUTPUT_OPEN, OUTPUT_COMMITTED, OUTPUT_ABORTED };

struct fake_output {
    enum fake_state state;
    bool is_foreign; /* another member's */
    char topic[32];
    char *key, *value;
    size_t key_bytes, value_bytes;
    char *header_names[FAKE_HEADERS_MAX], *header_values[FAKE_HEADERS_MAX];
    size_t header_count;
};

struct fake_record {
    bool is_marker; /* an offset that holds no record, as the end of a transaction does */
    char value[16];
};

struct fake_partition {
    struct fake_record records[FAKE_RECORDS_MAX];
    int64_t end;
    int64_t committed; /* -1: none */
    int64_t pending;   /* in the open transaction; -1: none */
    bool is_assigned, is_wanted, is_paused;
    int64_t start;    /* where this assignment began to read */
    int64_t position; /* -1: not known until nothing is pending */
};

struct fake_producer;

struct fake_broker {
    struct fake_partition partitions[FAKE_PARTITIONS];
    struct fake_output *outputs;
    size_t output_count, output_capacity;

    bool is_exactly_once;
    bool is_away; /* nothing is answered */
    uint64_t now_ns;
    uint32_t generation;
    uint32_t member_generation; /* as the member knows it; stale once it lost its assignment */
    uint32_t epoch;
    size_t message_bytes_max;
    size_t queue_max;

    struct fake_script script[FAKE_CALLS];
    uint64_t random; /* state of the generator; with fault_permille it decides */
    unsigned fault_permille;
    unsigned calls[FAKE_CALLS];

    struct consumer consumer;
    struct stream_position list[FAKE_PARTITIONS]; /* of the rebalance in hand */
    bool is_revoke_out, is_lost, is_closing, is_closed, is_freed;
    size_t items_out;
    struct fake_producer *producer; /* the newest */
    unsigned producers_made, producers_freed;

    char violation[256]; /* "": none */
};

void fake_init(struct fake_broker *broker, bool is_exactly_once, uint64_t seed);
void fake_destroy(struct fake_broker *broker);
/* Appends a record, or an offset without one when value is NULL. */
void fake_add(struct fake_broker *broker, int partition, const char *value);
/* A new member of the group and a new process: what the one before left open stays open. The
 * environment has all but process, guard and counters. */
void fake_join(struct fake_broker *broker, struct stream_environment *environment);

uint32_t fake_random(struct fake_broker *broker, uint32_t below);
/* Committed (or, at_least_once, delivered) outputs with this topic and value. */
size_t fake_count(const struct fake_broker *broker, const char *topic, const char *value);
const struct fake_output *fake_find(const struct fake_broker *broker, const char *topic);
const char *fake_header(const struct fake_output *output, const char *name);

#endif
