/* SPDX-License-Identifier: Apache-2.0 */
/* Records, rebalances and stopping. A turn does one step after the other until its bite is taken or
 * nothing moves. At most one record and one revoke are in hand: a record that cannot be processed
 * yet is held, a revoke waits until nothing is open, and while one of them is in hand the consumer
 * is not polled. A phase that takes long pauses fetching and goes on polling, so that the group
 * does not take the worker for dead. */
#include "daemon/worker_stream.h"

#include "daemon/worker_stream_state.h"

#include "common/log.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct stream *stream_new(const struct stream_environment *environment)
{
    struct stream *stream = calloc(1, sizeof(*stream));

    if (stream == NULL)
        return NULL;
    stream->environment = *environment;
    stream->tracker = offset_tracker_new();
    if (stream->tracker == NULL || !batch_init(&stream->batch)) {
        offset_tracker_free(stream->tracker);
        free(stream);
        return NULL;
    }
    stream->consumer = environment->consumer;
    stream->now_ns = environment->now_ns(environment->clock_arg);
    stream->phase_since_ns = stream->now_ns;
    if (stream->environment.commit_ms == 0)
        stream->environment.commit_ms = 100;
    for (size_t i = 0; i < REFUSED_MAX; i++)
        stream->refused[i].offset = -1;
    return stream;
}

bool stream_free(struct stream *stream, int timeout_ms)
{
    bool is_gone = true;

    if (stream == NULL)
        return true;
    stream_drop_held(stream);
    if (stream->revoke.kind == CONSUMER_REVOKE)
        stream->consumer->ops->release(stream->consumer, &stream->revoke);
    if (stream->producer != NULL)
        is_gone = stream->producer->ops->free(stream->producer, timeout_ms);
    is_gone = stream->consumer->ops->free(stream->consumer, timeout_ms) && is_gone;
    offset_tracker_free(stream->tracker);
    batch_destroy(&stream->batch);
    outbox_destroy(&stream->outbox);
    partitions_destroy(&stream->partitions);
    buffer_destroy(&stream->group_metadata);
    free(stream);
    return is_gone;
}

void stream_enter(struct stream *stream, enum phase phase)
{
    if (stream->phase == PHASE_FAILED)
        return;
    stream->phase = phase;
    stream->phase_since_ns = stream->now_ns;
    if (phase == PHASE_READY)
        stream->was_ready = true;
}

void stream_trouble(struct stream *stream, const char *what, const char *error)
{
    char text[sizeof(stream->error)];

    snprintf(text, sizeof(text), "%s: %s", what, error == NULL ? "" : error);
    bool is_same = strcmp(text, stream->error) == 0;

    memcpy(stream->error, text, sizeof(text));
    if (is_same && stream->logged_ns != 0 &&
        stream->now_ns - stream->logged_ns < LOG_EVERY_MS * 1000000ull) {
        stream->unlogged_count++;
        return;
    }
    log_write(LOG_LEVEL_WARNING, "worker", "%s worker=%u repeated=%u", text,
              stream->environment.index, stream->unlogged_count);
    stream->logged_ns = stream->now_ns;
    stream->unlogged_count = 0;
}

void stream_fail(struct stream *stream, const char *what, const char *error)
{
    snprintf(stream->error, sizeof(stream->error), "%s: %s", what, error == NULL ? "" : error);
    log_write(LOG_LEVEL_ERROR, "worker", "the worker cannot go on: %s worker=%u", stream->error,
              stream->environment.index);
    stream_enter(stream, PHASE_FAILED);
}

void stream_drop_held(struct stream *stream)
{
    if (stream->held.kind == CONSUMER_RECORD)
        stream->consumer->ops->release(stream->consumer, &stream->held);
    stream->held.kind = CONSUMER_IDLE;
}

/* Processing. */

static enum status process(struct stream *stream, const struct refusal *refusal)
{
    outbox_clear(&stream->outbox);
    return stream->environment.process(stream->environment.process_arg, &stream->held.record,
                                       refusal, &stream->outbox);
}

/* The record in hand to its outputs, guarded. */
static enum status process_record(struct stream *stream, unsigned attempts)
{
    static const struct refusal crashed[2] = {
        {
            .reason = "crashed: the process ended twice while this record was in work",
            .stage = "crash_guard",
        },
        {
            .reason = "crashed: the process ended twice while this record was in work",
            .stage = "crash_guard",
            .is_by_reference = true, /* the broker refused the whole */
        },
    };
    static const struct refusal too_large = {
        .reason = "output_too_large: an output of this record is larger than the broker takes",
        .stage = "publish",
        .is_by_reference = true,
    };
    struct crash_guard *guard = stream->environment.guard;
    const struct stream_position *position = &stream->held.record.from;
    enum status status;

    if (attempts >= CRASH_GUARD_ATTEMPTS_MAX) {
        status = process(stream, &crashed[stream_is_refused(stream, position) ? 1 : 0]);
    } else if (stream_is_refused(stream, position)) {
        return process(stream, &too_large);
    } else {
        if (guard != NULL)
            crash_guard_enter(guard, position);
        status = process(stream, NULL);
        if (guard != NULL)
            crash_guard_leave(guard);
    }
    if (status == STATUS_OK && stream_is_too_large(stream))
        status = process(stream, &too_large);
    return status;
}

/* The process cannot do this record now; it is tried again, and after a while given up with the
 * process, which is started anew. */
static void hold_record(struct stream *stream, enum status status)
{
    if (stream->no_memory_since_ns == 0)
        stream->no_memory_since_ns = stream->now_ns;
    stream->hold_until_ns = stream->now_ns + 1000000000u;
    stream_trouble(stream, "processing a record", status_name(status));
    if (stream->now_ns - stream->no_memory_since_ns > MEMORY_WAIT_MS * 1000000ull)
        stream_fail(stream, "processing a record", status_name(status));
}

static void note_position(struct stream *stream, struct partition *partition,
                          const struct record *record)
{
    counter_add(&stream->environment.counters->received, 1);
    if (record->from.offset < partition->seen)
        counter_add(&stream->environment.counters->repeated, 1);
    partition->next = record->from.offset + 1;
    if (partition->next > partition->seen)
        partition->seen = partition->next;
    partition->newest_ms = record->timestamp_ms;
    partition->is_in_batch = stream_is_exactly_once(stream);
}

/* The record in hand becomes a flight with its outputs on the way. */
static void launch(struct stream *stream, struct partition *partition)
{
    struct flight *flight = batch_add(&stream->batch, &stream->held.record, &stream->outbox,
                                      stream->environment.tap != NULL);

    if (flight == NULL ||
        (!stream_is_exactly_once(stream) &&
         offset_tracker_begin(stream->tracker, &stream->held.record.from) != STATUS_OK)) {
        /* The tracker missed it, so its offset could be passed over: back to what is sure. */
        transaction_give_up(stream, "keeping count of a record", "no memory");
        return;
    }
    note_position(stream, partition, &stream->held.record);
    stream_drop_held(stream);
    stream->no_memory_since_ns = 0;
    stream->ticket = batch_ticket(&stream->batch, flight);
    stream->is_sending = true;
    stream->next_message = 0;
    stream_send(stream);
}

static bool has_room(const struct stream *stream)
{
    return stream->batch.count < BATCH_FLIGHTS_MAX;
}

/* Processes the record in hand. True when something moved. */
static bool step_record(struct stream *stream)
{
    const struct stream_position *from = &stream->held.record.from;
    struct partition *partition =
        partitions_find(&stream->partitions, from->topic, from->partition);

    if (stream->now_ns < stream->hold_until_ns || !has_room(stream))
        return false;
    /* Not ours any more, or delivered before: resuming a partition may fetch from too early on. */
    if (partition == NULL || (partition->next >= 0 && from->offset < partition->next)) {
        stream_drop_held(stream);
        return true;
    }
    unsigned attempts = stream->environment.guard == NULL
                            ? 0
                            : crash_guard_attempts(stream->environment.guard, from);

    /* A record that was in work when the process died is taken alone: when it was innocent, it is
     * committed before anything else can happen to it. */
    if (attempts > 0 && stream->is_open) {
        transaction_begin_commit(stream);
        return true;
    }
    if (!transaction_open(stream))
        return stream->phase != PHASE_READY;
    enum status status = process_record(stream, attempts);

    stream->now_ns = stream->environment.now_ns(stream->environment.clock_arg);
    if (status != STATUS_OK) {
        hold_record(stream, status);
        return false;
    }
    stream->must_commit = attempts > 0;
    launch(stream, partition);
    return true;
}

/* Rebalances. */

static void take_assignment(struct stream *stream, struct consumer_item *item)
{
    counter_add(&stream->environment.counters->assignments, 1);
    stream->is_joined = true;
    for (size_t i = 0; i < item->position_count; i++)
        if (!partitions_add(&stream->partitions, item->positions[i].topic,
                            item->positions[i].partition)) {
            stream_fail(stream, "assignment", "no memory");
            return;
        }
    if (stream->consumer->ops->assign(stream->consumer, item) != STATUS_OK)
        stream_fail(stream, "assignment", "the consumer refused it");
    log_write(LOG_LEVEL_INFO, "worker", "partitions assigned worker=%u added=%zu now=%zu",
              stream->environment.index, item->position_count, stream->partitions.count);
}

/* Gives the revoked partitions up; nothing of theirs is open any more. */
static void answer_revoke(struct stream *stream)
{
    struct consumer_item *item = &stream->revoke;

    assert(!stream->is_open);
    for (size_t i = 0; i < item->position_count; i++) {
        const struct stream_position *position = &item->positions[i];

        if (stream->held.kind == CONSUMER_RECORD &&
            stream->held.record.from.partition == position->partition &&
            strcmp(stream->held.record.from.topic, position->topic) == 0)
            stream_drop_held(stream);
        partitions_remove(&stream->partitions, position->topic, position->partition);
        offset_tracker_forget(stream->tracker, position->topic, position->partition);
    }
    if (stream->consumer->ops->unassign(stream->consumer, item) != STATUS_OK)
        stream_trouble(stream, "giving partitions up", "the consumer refused");
    counter_add(&stream->environment.counters->revocations, 1);
    log_write(LOG_LEVEL_INFO, "worker", "partitions given up worker=%u removed=%zu now=%zu",
              stream->environment.index, item->position_count, stream->partitions.count);
    stream->consumer->ops->release(stream->consumer, item);
    stream->revoke.kind = CONSUMER_IDLE;
}

static bool is_draining(const struct stream *stream)
{
    return !stream_is_exactly_once(stream) && stream->batch.count > 0;
}

/* A revoke while READY. True when something moved. */
static bool step_revoke(struct stream *stream)
{
    bool is_lost =
        stream->revoke.is_lost || stream->consumer->ops->is_assignment_lost(stream->consumer);

    if (!stream->is_open && !is_draining(stream)) {
        answer_revoke(stream);
        return true;
    }
    if (is_lost) {
        counter_add(&stream->environment.counters->assignments_lost, 1);
        stream->revoke.is_lost = false; /* told once */
        transaction_give_up(stream, "the assignment was lost", "its batch is given up");
        return true;
    }
    if (stream->is_sending)
        return stream_send(stream);
    if (!stream->is_open)
        return false; /* acknowledgements are on their way */
    transaction_begin_commit(stream);
    return true;
}

/* Polling. */

/* One item of the consumer; records are held. True when there was one. */
static bool poll_consumer(struct stream *stream)
{
    struct consumer *consumer = stream->consumer;
    struct consumer_item item;

    if (stream->held.kind == CONSUMER_RECORD || stream->revoke.kind == CONSUMER_REVOKE)
        return false;
    consumer->ops->poll(consumer, &item);
    switch (item.kind) {
    case CONSUMER_IDLE:
        return false;
    case CONSUMER_RECORD: {
        struct partition *partition = partitions_find(&stream->partitions, item.record.from.topic,
                                                      item.record.from.partition);

        if (partition != NULL && partition->first < 0)
            partition->first = item.record.from.offset;
        stream->held = item;
        return true;
    }
    case CONSUMER_REVOKE:
        stream->revoke = item;
        return true;
    case CONSUMER_ASSIGN:
        take_assignment(stream, &item);
        break;
    case CONSUMER_TROUBLE:
        counter_add(&stream->environment.counters->broker_errors, 1);
        stream_trouble(stream, "consumer", item.error);
        break;
    case CONSUMER_FATAL:
        stream_fail(stream, "consumer", item.error);
        break;
    case CONSUMER_SERVED:
        break;
    }
    consumer->ops->release(consumer, &item);
    return true;
}

/* Stopping. */

void stream_stop(struct stream *stream)
{
    if (stream->is_stopping)
        return;
    stream->now_ns = stream->environment.now_ns(stream->environment.clock_arg);
    stream->is_stopping = true;
    stream->stop_deadline_ns = stream->now_ns + STOP_MS * 1000000ull;
}

static void begin_close(struct stream *stream)
{
    stream_drop_held(stream);
    stream->is_sending = false;
    stream->is_open = false; /* what could not be ended is the coordinator's to abort */
    batch_discard_all(&stream->batch);
    if (stream->revoke.kind == CONSUMER_REVOKE)
        answer_revoke(stream);
    stream->consumer->ops->close(stream->consumer);
    stream->close_deadline_ns = stream->now_ns + CLOSE_MS * 1000000ull;
    stream_enter(stream, PHASE_CLOSING);
}

/* While READY. True when something moved. */
static bool step_stop(struct stream *stream)
{
    stream_drop_held(stream);
    if (stream->is_sending)
        return stream_send(stream);
    if (stream->is_open) {
        transaction_begin_commit(stream);
        return true;
    }
    if (is_draining(stream))
        return false;
    begin_close(stream);
    return true;
}

static bool step_closing(struct stream *stream)
{
    struct consumer *consumer = stream->consumer;

    if (consumer->ops->is_closed(consumer) || stream->now_ns >= stream->close_deadline_ns) {
        if (!consumer->ops->is_closed(consumer))
            stream_trouble(stream, "leaving the group", "no answer in time");
        stream_enter(stream, PHASE_CLOSED);
        return true;
    }
    bool is_busy = poll_consumer(stream);

    stream_drop_held(stream);
    if (stream->revoke.kind == CONSUMER_REVOKE)
        answer_revoke(stream);
    return is_busy;
}

/* The turn. */

static bool is_commit_due(const struct stream *stream)
{
    const struct batch *batch = &stream->batch;

    if (!stream->is_open || stream->is_sending)
        return false;
    return stream->must_commit || batch->count >= BATCH_RECORDS_MAX ||
           batch->messages >= BATCH_MESSAGES_MAX || batch->bytes >= BATCH_BYTES_MAX ||
           stream->now_ns - stream->open_since_ns >= stream->environment.commit_ms * 1000000ull;
}

static bool step_ready(struct stream *stream)
{
    /* Not from the delivery callback: what follows calls the producer. */
    if (stream->delivery_error[0] != '\0') {
        transaction_give_up(stream, "output not taken", stream->delivery_error);
        stream->delivery_error[0] = '\0';
        return true;
    }
    if (stream->revoke.kind == CONSUMER_REVOKE)
        return step_revoke(stream);
    if (stream->is_stopping)
        return step_stop(stream);
    if (stream->is_sending)
        return stream_send(stream);
    if (is_commit_due(stream)) {
        transaction_begin_commit(stream);
        return true;
    }
    if (stream->held.kind == CONSUMER_RECORD)
        return step_record(stream);
    return poll_consumer(stream);
}

/* When no record can be taken: the group is served when that takes long, or when nothing is open
 * and so a revoke can be answered at once. */
static bool serve_group(struct stream *stream)
{
    bool is_paused_long =
        stream->is_paused && stream->now_ns - stream->paused_since_ns >= SLOW_MS * 1000000ull;

    if (is_paused_long && !stream_put_back(stream))
        return false;
    if ((stream->is_open || stream->phase == PHASE_READY) && !is_paused_long)
        return false;
    return poll_consumer(stream);
}

static bool step_phase(struct stream *stream)
{
    bool is_between = stream->phase == PHASE_INIT || stream->phase == PHASE_REWIND;

    if (is_between && stream->revoke.kind == CONSUMER_REVOKE) {
        answer_revoke(stream);
        return true;
    }
    switch (stream->phase) {
    case PHASE_INIT:
        return transaction_step_init(stream);
    case PHASE_READY:
        return step_ready(stream);
    case PHASE_OFFSETS:
        return transaction_step_offsets(stream);
    case PHASE_COMMIT:
        return transaction_step_commit(stream);
    case PHASE_ABORT:
        return transaction_step_abort(stream);
    case PHASE_REWIND:
        return transaction_step_rewind(stream);
    case PHASE_CLOSING:
        return step_closing(stream);
    case PHASE_CLOSED:
    case PHASE_FAILED:
        break;
    }
    return false;
}

static bool is_over(const struct stream *stream)
{
    return stream->phase == PHASE_CLOSED || stream->phase == PHASE_FAILED;
}

/* Out of time, or nothing is open that would be worth waiting for. */
static void hurry_stop(struct stream *stream)
{
    if (!stream->is_stopping || stream->phase == PHASE_CLOSING || is_over(stream))
        return;
    bool is_waiting = stream->phase == PHASE_INIT || stream->phase == PHASE_REWIND;

    if (stream->now_ns >= stream->stop_deadline_ns || is_waiting)
        begin_close(stream);
}

static uint64_t until(const struct stream *stream, uint64_t then_ns, uint64_t wait_ms)
{
    uint64_t ms = then_ns <= stream->now_ns ? 0 : (then_ns - stream->now_ns + 999999u) / 1000000u;

    return ms < wait_ms ? ms : wait_ms;
}

static uint64_t wait_of(const struct stream *stream)
{
    uint64_t wait_ms = 1000;

    if (is_over(stream))
        return wait_ms;
    if (stream->phase == PHASE_CLOSING)
        return 20;
    if (stream->phase != PHASE_READY)
        return stream_phase_ms(stream) < SLOW_MS ? 1 : 200; /* the call itself waited */
    if (stream->is_open && !stream->is_sending)
        wait_ms = until(stream, stream->open_since_ns + stream->environment.commit_ms * 1000000ull,
                        wait_ms);
    if (stream->held.kind == CONSUMER_RECORD && stream->hold_until_ns > stream->now_ns)
        wait_ms = until(stream, stream->hold_until_ns, wait_ms);
    if (stream->is_sending || stream->is_stopping)
        wait_ms = wait_ms < 20 ? wait_ms : 20;
    return wait_ms;
}

uint64_t stream_turn(struct stream *stream)
{
    const struct stream_environment *environment = &stream->environment;
    uint64_t begin_ns = environment->now_ns(environment->clock_arg);
    bool is_moving = true;

    stream->now_ns = begin_ns;
    for (int step = 0; is_moving && step < 3 * RECORDS_PER_TURN && !is_over(stream); step++) {
        if (stream->producer != NULL) {
            stream->producer->ops->serve(stream->producer);
            if (stream->producer->ops->is_fatal(stream->producer)) {
                stream_fail(stream, "producer", stream->producer->ops->error(stream->producer));
                break;
            }
        }
        hurry_stop(stream);
        is_moving = step_phase(stream);
        if (!is_moving && stream->phase != PHASE_CLOSING && !is_over(stream))
            is_moving = serve_group(stream);
        stream_apply_pause(stream);
        stream->now_ns = environment->now_ns(environment->clock_arg);
        if (stream->now_ns - begin_ns >= TURN_MS * 1000000ull)
            break;
    }
    return is_moving && !is_over(stream) ? 0 : wait_of(stream);
}

/* Looking at it. */

static bool is_broker_up(const struct stream *stream)
{
    return stream->consumer->ops->is_broker_up(stream->consumer) ||
           (stream->producer != NULL && stream->producer->ops->is_broker_up(stream->producer));
}

enum worker_state stream_state(const struct stream *stream)
{
    if (stream->phase == PHASE_FAILED)
        return WORKER_FAILED;
    if (stream->phase == PHASE_CLOSED)
        return WORKER_STOPPED;
    if (stream->is_stopping)
        return WORKER_STOPPING;
    bool is_held_up = stream->phase != PHASE_READY && stream_phase_ms(stream) >= 2 * SLOW_MS;

    if (is_held_up || stream->failure_count > 1 || stream->no_memory_since_ns != 0)
        return WORKER_WAITING;
    if (!stream->was_ready || !stream->consumer->ops->is_joined(stream->consumer))
        return WORKER_STARTING;
    return is_broker_up(stream) ? WORKER_RUNNING : WORKER_WAITING;
}

void stream_get_status(const struct stream *stream, struct worker_status *out)
{
    *out = (struct worker_status){
        .state = stream_state(stream),
        .is_joined = stream->consumer->ops->is_joined(stream->consumer),
        .is_broker_up = is_broker_up(stream),
        .partition_count = (uint32_t)stream->partitions.count,
        .producer_queue =
            stream->producer == NULL ? 0 : stream->producer->ops->queue_length(stream->producer),
    };
    memcpy(out->error, stream->error, sizeof(out->error));
}

size_t stream_get_lag(const struct stream *stream, struct partition_lag *out, size_t capacity)
{
    int64_t now_ms = stream->environment.wall_ms(stream->environment.clock_arg);

    for (size_t i = 0; i < stream->partitions.count && i < capacity; i++) {
        const struct partition *partition = &stream->partitions.items[i];
        const struct stream_position position = {partition->topic, partition->partition, -1};
        int64_t end = stream->consumer->ops->end_offset(stream->consumer, &position);

        out[i] = (struct partition_lag){.partition = partition->partition, .records = -1};
        memcpy(out[i].topic, partition->topic, sizeof(out[i].topic));
        if (end >= 0 && partition->next >= 0)
            out[i].records = end > partition->next ? end - partition->next : 0;
        if (out[i].records > 0 && partition->newest_ms >= 0 && now_ms > partition->newest_ms)
            out[i].seconds = (double)(now_ms - partition->newest_ms) / 1000.0;
    }
    return stream->partitions.count;
}
