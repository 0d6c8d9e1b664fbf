/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_WORKER_STREAM_STATE_H
#define DAEMON_WORKER_STREAM_STATE_H

#include "consumers/offset_tracker.h"
#include "daemon/worker_batch.h"
#include "daemon/worker_partitions.h"
#include "daemon/worker_stream.h"

/* The inside of a stream, shared by worker_stream.c (records, rebalances, stopping), worker_send.c
 * (outputs and their deliveries), worker_pressure.c and worker_transaction.c (the ways a batch
 * ends). Nobody else includes it.
 *
 *                       +--------- doubt, suspect connection: producer replaced ------+
 *                       v                                                             |
 *      start ------> INIT --ok--> READY --due--> OFFSETS --ok--> COMMIT --ok--> READY |
 *                       |           ^  |            |               |                 |
 *          after doubt  |           |  +--failed--> ABORT <---------+-----------------+
 *                       v           |                 |
 *                     REWIND -------+ <---------------+
 *
 *      any --stop, nothing open or out of time--> CLOSING --> CLOSED        any --fatal--> FAILED
 */
enum phase {
    PHASE_INIT,    /* a producer is needed, or its init_transactions() goes on */
    PHASE_READY,   /* records may be taken; a transaction may be open */
    PHASE_OFFSETS, /* the batch's offsets go into the transaction */
    PHASE_COMMIT,
    PHASE_ABORT,
    PHASE_REWIND, /* back to the committed offsets before anything else */
    PHASE_CLOSING,
    PHASE_CLOSED,
    PHASE_FAILED,
};

/* A record whose outputs the broker refuses for their size. */
struct refused {
    char topic[KAFKA_TOPIC_BYTES];
    int32_t partition;
    int64_t offset; /* -1: free */
};

enum {
    REFUSED_MAX = 64,
    CALL_MS = 100,         /* most that one transactional call may hold the loop */
    RECORDS_PER_TURN = 64, /* a turn ends after so many records … */
    TURN_MS = 20,          /* … or after so long */
    BATCH_RECORDS_MAX = 500,
    BATCH_MESSAGES_MAX = 10000,
    BATCH_BYTES_MAX = 8 << 20,
    HIGH_MESSAGES = 20000, /* not acknowledged: fetching is paused above, resumed below a quarter */
    HIGH_RECORDS = 1000,   /* in flight, at_least_once */
    LOW_RECORDS = 250,
    /* An end of transaction that takes longer is in doubt: its request may still be under way and
     * hit a later transaction, so the producer is replaced and the committed offsets are asked. */
    DOUBT_MS = 10000,
    SLOW_MS = 1000,          /* a phase that takes longer pauses fetching and keeps polling */
    HOLD_MS_MAX = 5000,      /* longest wait after failures */
    MEMORY_WAIT_MS = 30000,  /* without memory for one record for so long: give up */
    STOP_MS = 10000,         /* to end the transaction when stopping */
    CLOSE_MS = 5000,         /* to leave the group */
    REPLACED_FREE_MS = 2000, /* for a replaced producer to end */
    LOG_EVERY_MS = 30000,
};

struct stream {
    struct stream_environment environment;
    struct consumer *consumer;
    struct producer *producer; /* NULL: to be made */
    enum phase phase;
    uint64_t phase_since_ns;
    uint64_t now_ns; /* of this turn */

    bool is_open; /* a transaction is */
    uint64_t open_since_ns;
    uint64_t commit_since_ns;
    bool is_in_doubt;  /* the batch's commit may have happened: the rewind will tell */
    bool needs_rewind; /* after INIT */
    bool must_commit;  /* at once, whatever its age */
    bool was_ready;

    struct partitions partitions;
    struct batch batch;
    struct offset_tracker *tracker; /* at_least_once */
    struct buffer group_metadata;

    struct consumer_item held;   /* a record taken and not processed yet */
    struct consumer_item revoke; /* to be answered when nothing is open */
    struct outbox outbox;
    bool is_sending; /* outbox holds messages not sent yet */
    size_t next_message;
    uint64_t ticket; /* of the flight that the outbox belongs to */

    struct refused refused[REFUSED_MAX];
    size_t next_refused;
    char delivery_error[128]; /* at_least_once: an output was not taken; "": none */
    unsigned failure_count;   /* batches that failed in a row */
    uint64_t hold_until_ns;   /* no record is processed before */
    uint64_t no_memory_since_ns;

    bool is_paused; /* as wanted; each partition knows for itself */
    uint64_t paused_since_ns;
    size_t paused_queue; /* the producer's when pausing began */

    bool is_stopping;
    uint64_t stop_deadline_ns;
    uint64_t close_deadline_ns;

    bool is_joined;
    char error[256];
    uint64_t logged_ns;
    unsigned unlogged_count;
};

static inline bool stream_is_exactly_once(const struct stream *stream)
{
    return stream->environment.delivery == DELIVERY_EXACTLY_ONCE;
}

static inline uint64_t stream_phase_ms(const struct stream *stream)
{
    return (stream->now_ns - stream->phase_since_ns) / 1000000u;
}

/* worker_stream.c */
void stream_enter(struct stream *stream, enum phase phase);
void stream_fail(struct stream *stream, const char *what, const char *error);
/* Remembers and, not too often, logs what holds the stream up. */
void stream_trouble(struct stream *stream, const char *what, const char *error);
void stream_drop_held(struct stream *stream);

/* worker_send.c */
/* Sends of the outbox what the producer takes. True when it is empty. */
bool stream_send(struct stream *stream);
/* True when an output in the outbox is larger than the producer takes. */
bool stream_is_too_large(const struct stream *stream);
/* The broker refused an output of the record at this position before. */
bool stream_is_refused(const struct stream *stream, const struct stream_position *position);
void stream_on_delivery(void *arg, uint64_t ticket, enum delivery_result result, const char *error);

/* worker_pressure.c */
/* Pauses or resumes fetching as what is waiting demands. */
void stream_apply_pause(struct stream *stream);
/* A paused consumer gives no records, so it can be polled for the group's sake if none is in hand:
 * the one in hand is put back. True when none is. */
bool stream_put_back(struct stream *stream);

/* worker_transaction.c: each runs one phase's call; true when something moved. */
bool transaction_step_init(struct stream *stream);
bool transaction_step_offsets(struct stream *stream);
bool transaction_step_commit(struct stream *stream);
bool transaction_step_abort(struct stream *stream);
bool transaction_step_rewind(struct stream *stream);
/* Opens a transaction when none is. False: not now (the phase may have changed). */
bool transaction_open(struct stream *stream);
void transaction_begin_commit(struct stream *stream);
/* Gives the batch up: abort (or purge, at_least_once), then rewind. */
void transaction_give_up(struct stream *stream, const char *what, const char *error);

#endif
