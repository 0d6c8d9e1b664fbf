/* SPDX-License-Identifier: Apache-2.0 */
/* How a batch ends. Committed: its records are counted. Given up: everything in flight is dropped
 * and the consumer goes back to what the group has committed, before any other record is taken; if
 * that cannot be learnt, the stream waits or fails, but never reads on from where it was. In doubt
 * (the end of a transaction was asked for and no answer came): the producer is replaced, which
 * makes the coordinator finish or abort what is open, and the committed offsets tell which it was.
 */
#include "daemon/worker_stream_state.h"

#include "common/log.h"

#include <assert.h>
#include <string.h>

/* Longer after each failure in a row, so that a batch that cannot succeed does not spin. */
static void hold_after_failure(struct stream *stream)
{
    uint64_t hold_ms = 100;

    for (unsigned i = 1; i < stream->failure_count && hold_ms < HOLD_MS_MAX; i++)
        hold_ms *= 2;
    if (hold_ms > HOLD_MS_MAX)
        hold_ms = HOLD_MS_MAX;
    stream->hold_until_ns = stream->now_ns + hold_ms * 1000000u;
}

static void drop_in_flight(struct stream *stream)
{
    stream_drop_held(stream);
    stream->is_sending = false;
    outbox_clear(&stream->outbox);
    stream->must_commit = false;
}

static void leave_batch(struct stream *stream)
{
    batch_discard_all(&stream->batch);
    for (size_t i = 0; i < stream->partitions.count; i++)
        stream->partitions.items[i].is_in_batch = false;
}

static struct batch_account account_of(struct stream *stream)
{
    return (struct batch_account){
        .counters = stream->environment.counters,
        .now_ms = stream->environment.wall_ms(stream->environment.clock_arg),
        .tap = stream->environment.tap,
        .tap_arg = stream->environment.tap_arg,
    };
}

static void count_commit(struct stream *stream)
{
    const struct batch_account account = account_of(stream);

    batch_commit_all(&stream->batch, &account);
    for (size_t i = 0; i < stream->partitions.count; i++)
        stream->partitions.items[i].is_in_batch = false;
    counter_add(&stream->environment.counters->transactions_committed, 1);
    histogram_observe(&stream->environment.counters->commit,
                      stream->now_ns - stream->commit_since_ns);
    stream->failure_count = 0;
    stream->must_commit = false;
}

static void replace_producer(struct stream *stream)
{
    if (stream->producer != NULL) {
        stream->producer->ops->free(stream->producer, REPLACED_FREE_MS);
        stream->producer = NULL;
        counter_add(&stream->environment.counters->producers_replaced, 1);
    }
    stream->is_open = false;
    stream_enter(stream, PHASE_INIT);
}

/* No answer for too long: what the broker made of the transaction is not known. */
static void go_in_doubt(struct stream *stream, const char *what)
{
    stream_trouble(stream, what, "no answer: replacing the producer");
    stream->is_in_doubt = stream->phase == PHASE_COMMIT;
    stream->needs_rewind = true;
    if (!stream->is_in_doubt)
        counter_add(&stream->environment.counters->transactions_aborted, 1);
    drop_in_flight(stream);
    replace_producer(stream);
}

/* What an unfinished call means; true when the phase changed. */
static bool wait_or_doubt(struct stream *stream, const char *what)
{
    if (stream_phase_ms(stream) >= SLOW_MS)
        stream_trouble(stream, what, stream->producer->ops->error(stream->producer));
    if (stream_phase_ms(stream) < DOUBT_MS)
        return false;
    go_in_doubt(stream, what);
    return true;
}

static bool make_producer(struct stream *stream)
{
    char error[256] = "";

    stream->producer = stream->environment.producer_new(
        stream->environment.producer_arg, stream_on_delivery, stream, error, sizeof(error));
    if (stream->producer == NULL)
        stream_fail(stream, "no producer", error);
    return stream->producer != NULL;
}

bool transaction_step_init(struct stream *stream)
{
    if (stream->producer == NULL && !make_producer(stream))
        return true;
    enum transaction_result result = TRANSACTION_OK;

    if (stream_is_exactly_once(stream))
        result = stream->producer->ops->init(stream->producer, CALL_MS);
    switch (result) {
    case TRANSACTION_OK:
        stream_enter(stream, stream->needs_rewind ? PHASE_REWIND : PHASE_READY);
        return true;
    case TRANSACTION_AGAIN:
        if (stream_phase_ms(stream) >= SLOW_MS)
            stream_trouble(stream, "waiting for the transaction coordinator",
                           stream->producer->ops->error(stream->producer));
        return false;
    case TRANSACTION_ABORT:
        stream_trouble(stream, "init of transactions",
                       stream->producer->ops->error(stream->producer));
        replace_producer(stream);
        return false;
    case TRANSACTION_FATAL:
        break;
    }
    stream_fail(stream, "init of transactions", stream->producer->ops->error(stream->producer));
    return true;
}

bool transaction_open(struct stream *stream)
{
    if (stream->is_open || !stream_is_exactly_once(stream))
        return true;
    switch (stream->producer->ops->begin(stream->producer)) {
    case TRANSACTION_OK:
        stream->is_open = true;
        stream->open_since_ns = stream->now_ns;
        return true;
    case TRANSACTION_AGAIN:
        return false;
    case TRANSACTION_ABORT:
        transaction_give_up(stream, "begin of a transaction",
                            stream->producer->ops->error(stream->producer));
        return false;
    case TRANSACTION_FATAL:
        break;
    }
    stream_fail(stream, "begin of a transaction", stream->producer->ops->error(stream->producer));
    return false;
}

void transaction_begin_commit(struct stream *stream)
{
    assert(stream->is_open);
    assert(!stream->is_sending);
    stream->commit_since_ns = stream->now_ns;
    stream_enter(stream, PHASE_OFFSETS);
}

void transaction_give_up(struct stream *stream, const char *what, const char *error)
{
    stream_trouble(stream, what, error);
    stream->failure_count++;
    hold_after_failure(stream);
    drop_in_flight(stream);
    if (stream_is_exactly_once(stream)) {
        stream_enter(stream, stream->is_open ? PHASE_ABORT : PHASE_REWIND);
        return;
    }
    stream->producer->ops->purge(stream->producer);
    leave_batch(stream);
    offset_tracker_rewind(stream->tracker);
    stream_enter(stream, PHASE_REWIND);
}

bool transaction_step_offsets(struct stream *stream)
{
    struct partitions *partitions = &stream->partitions;
    size_t count = 0;

    for (size_t i = 0; i < partitions->count; i++)
        if (partitions->items[i].is_in_batch)
            partitions->positions[count++] =
                (struct stream_position){partitions->items[i].topic, partitions->items[i].partition,
                                         partitions->items[i].next};
    buffer_clear(&stream->group_metadata);
    if (stream->consumer->ops->group_metadata(stream->consumer, &stream->group_metadata) !=
        STATUS_OK) {
        transaction_give_up(stream, "offsets", "the group's metadata could not be had");
        return true;
    }
    enum transaction_result result =
        stream->producer->ops->send_offsets(stream->producer, partitions->positions, count,
                                            buffer_view(&stream->group_metadata), CALL_MS);

    switch (result) {
    case TRANSACTION_OK:
        stream_enter(stream, PHASE_COMMIT);
        return true;
    case TRANSACTION_AGAIN:
        return wait_or_doubt(stream, "offsets of the transaction");
    case TRANSACTION_ABORT:
        transaction_give_up(stream, "offsets of the transaction",
                            stream->producer->ops->error(stream->producer));
        return true;
    case TRANSACTION_FATAL:
        break;
    }
    stream_fail(stream, "offsets of the transaction",
                stream->producer->ops->error(stream->producer));
    return true;
}

/* Where a transaction ended well; a connection that broke meanwhile costs the producer. */
static void after_end(struct stream *stream, enum phase next)
{
    stream->is_open = false;
    stream->producer->ops->serve(stream->producer);
    if (!stream->producer->ops->is_suspect(stream->producer)) {
        stream_enter(stream, next);
        return;
    }
    stream->needs_rewind = next == PHASE_REWIND;
    replace_producer(stream);
}

bool transaction_step_commit(struct stream *stream)
{
    switch (stream->producer->ops->commit(stream->producer, CALL_MS)) {
    case TRANSACTION_OK:
        stream->now_ns = stream->environment.now_ns(stream->environment.clock_arg);
        count_commit(stream);
        after_end(stream, PHASE_READY);
        return true;
    case TRANSACTION_AGAIN:
        return wait_or_doubt(stream, "commit of the transaction");
    case TRANSACTION_ABORT:
        transaction_give_up(stream, "commit of the transaction",
                            stream->producer->ops->error(stream->producer));
        return true;
    case TRANSACTION_FATAL:
        break;
    }
    stream_fail(stream, "commit of the transaction",
                stream->producer->ops->error(stream->producer));
    return true;
}

bool transaction_step_abort(struct stream *stream)
{
    switch (stream->producer->ops->abort(stream->producer, CALL_MS)) {
    case TRANSACTION_OK:
        counter_add(&stream->environment.counters->transactions_aborted, 1);
        leave_batch(stream);
        after_end(stream, PHASE_REWIND);
        return true;
    case TRANSACTION_AGAIN:
        return wait_or_doubt(stream, "abort of the transaction");
    case TRANSACTION_ABORT:
        go_in_doubt(stream, "abort of the transaction");
        return true;
    case TRANSACTION_FATAL:
        break;
    }
    stream_fail(stream, "abort of the transaction", stream->producer->ops->error(stream->producer));
    return true;
}

/* positions[i] of items[i]: what the group has committed, or what the tracker knows to be done. */
static enum status learn_committed(struct stream *stream)
{
    struct partitions *partitions = &stream->partitions;

    for (size_t i = 0; i < partitions->count; i++) {
        struct partition *item = &partitions->items[i];

        partitions->positions[i] = (struct stream_position){item->topic, item->partition, -1};
        if (!stream_is_exactly_once(stream))
            partitions->positions[i].offset =
                offset_tracker_low(stream->tracker, item->topic, item->partition);
    }
    if (!stream_is_exactly_once(stream))
        return STATUS_OK;
    return stream->consumer->ops->committed(stream->consumer, partitions->positions,
                                            partitions->count, 5 * CALL_MS);
}

/* A commit in doubt happened when its offsets are there. */
static void resolve_doubt(struct stream *stream)
{
    bool is_committed = false;

    for (size_t i = 0; i < stream->partitions.count; i++) {
        if (!stream->partitions.items[i].is_in_batch)
            continue;
        /* One tells for all: a transaction commits whole. One that was taken away cannot tell. */
        is_committed = stream->partitions.positions[i].offset >= stream->partitions.items[i].next;
        break;
    }
    log_write(LOG_LEVEL_NOTICE, "worker", "a commit in doubt turned out to have %s",
              is_committed ? "happened" : "not happened");
    if (is_committed)
        count_commit(stream);
    else
        counter_add(&stream->environment.counters->transactions_aborted, 1);
    stream->is_in_doubt = false;
}

bool transaction_step_rewind(struct stream *stream)
{
    struct partitions *partitions = &stream->partitions;
    enum status status = partitions->count == 0 ? STATUS_OK : learn_committed(stream);

    if (status == STATUS_OK && stream->is_in_doubt)
        resolve_doubt(stream);
    size_t count = 0;

    for (size_t i = 0; status == STATUS_OK && i < partitions->count; i++) {
        struct partition *item = &partitions->items[i];
        int64_t target = partitions->positions[i].offset;

        /* Nothing was ever committed: back to where this assignment began, wherever that was. */
        target = target >= 0 ? target : item->first;
        if (item->first < 0)
            continue; /* nothing delivered yet: it stands where it should */
        item->next = target;
        partitions->positions[count++] =
            (struct stream_position){item->topic, item->partition, target};
    }
    if (status == STATUS_OK && count > 0)
        status = stream->consumer->ops->seek(stream->consumer, partitions->positions, count,
                                             10 * CALL_MS);
    if (status == STATUS_AGAIN) {
        stream_trouble(stream, "going back to the committed offsets", "no answer yet");
        return false;
    }
    if (status != STATUS_OK) {
        stream_fail(stream, "going back to the committed offsets", status_name(status));
        return true;
    }
    stream_drop_held(stream);
    leave_batch(stream);
    stream->needs_rewind = false;
    counter_add(&stream->environment.counters->rewinds, 1);
    stream_enter(stream, PHASE_READY);
    return true;
}
