/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_WORKER_BATCH_H
#define DAEMON_WORKER_BATCH_H

#include "consumers/consumer.h"
#include "daemon/counters.h"
#include "daemon/worker.h"
#include "daemon/worker_outbox.h"

/* Records that were processed and are not committed yet, each with what to count when it is. So
 * that the counters tell of committed records only, whatever was aborted in between. */

struct flight {
    char topic[KAFKA_TOPIC_BYTES];
    int32_t partition;
    int64_t offset;
    int64_t timestamp_ms;
    size_t bytes;
    enum outcome outcome;
    char reason[REASON_WORD_BYTES]; /* of a dead letter */
    uint32_t below_confidence;
    uint32_t sent;    /* messages handed to the producer */
    uint32_t open;    /* of them, not acknowledged */
    bool is_all_sent; /* no more will come */
    bool has_failed;  /* one of them was not taken: at_least_once never finishes it */
    struct event_tally *tallies;
    size_t tally_count;
    struct buffer events; /* for the live view: id, value, each after its length */
    uint32_t sequence;    /* tells a ticket of this flight from one of an earlier in its place */
    bool is_used;
};

enum { BATCH_FLIGHTS_MAX = 1024 };

struct batch {
    struct flight *flights; /* BATCH_FLIGHTS_MAX */
    size_t count;
    size_t hint; /* where a free one is looked for */
    size_t messages;
    size_t bytes;
    uint32_t next_sequence;
};

bool batch_init(struct batch *batch); /* false without memory */
void batch_destroy(struct batch *batch);

/* Takes the outbox's counts; with_events keeps the events' bytes for the live view. NULL without
 * memory or when the batch is full. */
struct flight *batch_add(struct batch *batch, const struct record *record,
                         const struct outbox *outbox, bool with_events);
uint64_t batch_ticket(const struct batch *batch, const struct flight *flight);
/* The flight of a ticket, or NULL when it is gone. */
struct flight *batch_find(const struct batch *batch, uint64_t ticket);

struct batch_account {
    struct counters *counters;
    int64_t now_ms; /* wall clock, for the end-to-end time */
    worker_tap_fn tap;
    void *tap_arg;
};
/* Counts the flight as committed and forgets it. */
void batch_commit_flight(struct batch *batch, struct flight *flight,
                         const struct batch_account *account);
void batch_commit_all(struct batch *batch, const struct batch_account *account);
/* Forgets all of them, uncounted. */
void batch_discard_all(struct batch *batch);

#endif
