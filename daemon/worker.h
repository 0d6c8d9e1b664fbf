/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_WORKER_H
#define DAEMON_WORKER_H

#include "daemon/counters.h"
#include "kafka/stream.h"
#include "pipeline/pipeline.h"

/* A worker: one thread with its own loop, consumer, producer and pipeline, sharing nothing with the
 * others but the language data, which is read-only. docs/delivery.md tells what it promises. */

enum delivery { DELIVERY_EXACTLY_ONCE, DELIVERY_AT_LEAST_ONCE };

/* An event after its commit, for a live view: called in the worker's thread, must not wait. value
 * is the record's value. */
typedef void (*worker_tap_fn)(void *arg, struct strview id, struct strview value);
/* The worker ended by itself, because of a failure; called in its thread. Only wake somebody. */
typedef void (*worker_ended_fn)(void *arg, unsigned worker);

/* Plain data; nothing here is owned. Marked (reload): worker_reload() takes the new value, the
 * others need a new worker. */
struct worker_options {
    const char *brokers; /* "host:port,host:port" */
    const char *group;
    const char *instance; /* names group.instance.id and transactional.id; NULL or "": host name */
    const struct kafka_property *properties; /* librdkafka's, passed through */
    size_t property_count;
    const char *const *topics; /* input */
    size_t topic_count;
    const char *events_topic;       /* (reload) template: {type}, {lang}, {country} */
    const char *articles_topic;     /* (reload) NULL or "": clean articles are not published */
    const char *dead_letters_topic; /* (reload) must be there */
    enum event_format encoding;     /* (reload) FORMAT_EVENT or FORMAT_FLAT */
    double min_confidence;          /* (reload) */
    enum delivery delivery;
    unsigned worker_count; /* that share the process's memory for records and messages; 0: 1 */
    uint32_t commit_ms;    /* most time a batch stays open; 0: 100 */
    const char *state_directory;      /* of the crash guard; NULL or "": none is kept */
    struct pipeline_options pipeline; /* (reload) */
    worker_tap_fn tap;                /* NULL: none */
    void *tap_arg;
    worker_ended_fn ended; /* NULL: none */
    void *ended_arg;
};

/* What all workers read and none writes: options and language data, with a count of who uses it. */
struct worker_setup;
/* options and lexicon are borrowed until free_fn(arg), which runs in any thread when the last
 * reference goes. The caller owns one reference. NULL without memory (free_fn is not called). */
struct worker_setup *worker_setup_new(const struct worker_options *options,
                                      const struct lexicon *lexicon, void (*free_fn)(void *arg),
                                      void *arg);
void worker_setup_release(struct worker_setup *setup);

/* True when the options can work: topics are named, the template is legal, no property is one that
 * delivery depends on, and librdkafka knows them all. Else a sentence in error. */
bool worker_options_check(const struct worker_options *options, char *error, size_t error_bytes);

enum worker_state {
    WORKER_STARTING, /* no partitions asked for yet */
    WORKER_RUNNING,
    WORKER_WAITING, /* the broker is away or refuses; held, nothing is lost */
    WORKER_STOPPING,
    WORKER_STOPPED,
    WORKER_FAILED, /* ended by itself: the process should end with an error */
    WORKER_STATE_COUNT,
};
const char *worker_state_name(enum worker_state state);

struct worker_status {
    enum worker_state state;
    bool is_joined; /* the group gave an answer, be it no partition */
    bool is_broker_up;
    uint32_t partition_count;
    uint64_t producer_queue; /* messages not acknowledged */
    char error[256];         /* the last trouble, "" for none */
};

struct partition_lag {
    char topic[KAFKA_TOPIC_BYTES];
    int32_t partition;
    int64_t records; /* -1: not known yet */
    double seconds;  /* age of the newest processed record; 0 when nothing is left to read */
};

struct worker;

/* Takes a reference of setup. index counts from 0 and names the worker's transactional id. NULL
 * with a message in error. Nothing runs before worker_start(). */
struct worker *worker_new(struct worker_setup *setup, unsigned index, char *error,
                          size_t error_bytes);
enum status worker_start(struct worker *worker) MUST_CHECK;
/* Any thread; returns at once. The worker finishes its transaction (10 s), leaves (5 s) and ends.
 */
void worker_stop(struct worker *worker);
/* Waits for its end; false after timeout_ms, when the worker must not be freed any more and the
 * process may _exit(). *state is WORKER_STOPPED or WORKER_FAILED. */
bool worker_join(struct worker *worker, uint32_t timeout_ms, enum worker_state *state) MUST_CHECK;
/* After worker_join() said true, or before worker_start(). NULL is fine. */
void worker_free(struct worker *worker);

/* Any thread: from the next article on, the worker uses this setup (takes a reference). The
 * pipeline is made in the caller's thread. False when that failed: the worker keeps what it has. */
bool worker_reload(struct worker *worker, struct worker_setup *setup);

/* Any thread. Adds the worker's counters to sum. */
void worker_counters(const struct worker *worker, struct counters *sum);
void worker_get_status(struct worker *worker, struct worker_status *out);
/* Lag of the assigned partitions, refreshed every second; returns how many there are, writes
 * capacity at most. */
size_t worker_get_lag(struct worker *worker, struct partition_lag *out, size_t capacity);
/* CLOCK_MONOTONIC of the last turn of its loop, which comes once a second at least: old means
 * stuck. For the watchdog. */
uint64_t worker_progress_ns(const struct worker *worker);

#endif
