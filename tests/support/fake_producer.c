/* SPDX-License-Identifier: Apache-2.0 */
/* The fake's producer. A delivery is told by serve() or by a transactional call, in order. */
#include "support/fake_stream_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TICKETS_MAX = 4096 };

struct fake_producer {
    struct producer producer;
    struct fake_broker *broker;
    delivery_fn delivery;
    void *delivery_arg;
    uint32_t epoch; /* 0: not initialized */
    bool is_open, must_abort, is_fatal, is_suspect;
    bool has_committed; /* and the answer was lost */
    uint64_t tickets[TICKETS_MAX];
    size_t outputs[TICKETS_MAX]; /* of the broker's */
    size_t first, last;
};

static struct fake_producer *from(const struct producer *producer)
{
    return (struct fake_producer *)producer;
}

static enum transaction_result fatal(struct fake_producer *self)
{
    self->is_fatal = true;
    return TRANSACTION_FATAL;
}

static bool is_fenced(const struct fake_producer *self)
{
    return self->is_fatal || self->epoch != self->broker->epoch;
}

static void deliver(struct fake_producer *self, size_t most)
{
    struct fake_broker *broker = self->broker;

    for (; most > 0 && self->first < self->last; most--) {
        size_t place = self->first++ % TICKETS_MAX;
        enum fake_fault fault = fake_fault(broker, FAKE_DELIVERY);
        enum delivery_result result = fault == FAULT_NONE   ? DELIVERY_DONE
                                      : fault == FAULT_SIZE ? DELIVERY_REFUSED
                                                            : DELIVERY_FAILED;
        struct fake_output *output = &broker->outputs[self->outputs[place]];

        if (result != DELIVERY_DONE)
            self->must_abort = true;
        /* Not transactional: a message given up may be on the broker all the same. */
        if (!broker->is_exactly_once)
            output->state = result == DELIVERY_DONE ||
                                    (result == DELIVERY_FAILED && broker->fault_permille > 0 &&
                                     fake_random(broker, 2) == 0)
                                ? OUTPUT_COMMITTED
                                : OUTPUT_ABORTED;
        self->delivery(self->delivery_arg, self->tickets[place], result, "fault");
    }
}

static void drop_queue(struct fake_producer *self)
{
    while (self->first < self->last) {
        size_t place = self->first++ % TICKETS_MAX;

        if (!self->broker->is_exactly_once)
            self->broker->outputs[self->outputs[place]].state =
                self->broker->fault_permille > 0 && fake_random(self->broker, 2) == 0
                    ? OUTPUT_COMMITTED
                    : OUTPUT_ABORTED;
        self->delivery(self->delivery_arg, self->tickets[place], DELIVERY_FAILED, "dropped");
    }
}

static enum status send_message(struct producer *producer, const struct message *message)
{
    struct fake_producer *self = from(producer);
    struct fake_broker *broker = self->broker;
    size_t queued = self->last - self->first;
    enum fake_fault fault = fake_fault(broker, FAKE_SEND);

    if (broker->is_exactly_once && !self->is_open)
        fake_violate(broker, "a message outside a transaction");
    if (message->value.len > broker->message_bytes_max)
        fake_violate(broker, "a message larger than may be");
    if (fault == FAULT_AGAIN || queued >= broker->queue_max || queued == TICKETS_MAX)
        return STATUS_AGAIN;
    if (fault == FAULT_SIZE)
        return STATUS_LIMIT;
    if (fault != FAULT_NONE)
        self->must_abort = true;
    if (broker->is_exactly_once && self->must_abort)
        return STATUS_IO;
    if (fault != FAULT_NONE)
        return STATUS_IO;
    self->tickets[self->last % TICKETS_MAX] = message->ticket;
    self->outputs[self->last++ % TICKETS_MAX] = broker->output_count;
    fake_append(broker, message, OUTPUT_OPEN);
    return STATUS_OK;
}

static void serve(struct producer *producer)
{
    struct fake_broker *broker = from(producer)->broker;

    if (!broker->is_away)
        deliver(from(producer), broker->fault_permille == 0 ? SIZE_MAX : fake_random(broker, 4));
}

static size_t queue_length(const struct producer *producer)
{
    return from(producer)->last - from(producer)->first;
}

static size_t message_bytes_max(const struct producer *producer)
{
    return from(producer)->broker->message_bytes_max;
}

static void purge(struct producer *producer)
{
    drop_queue(from(producer));
}

static enum transaction_result init(struct producer *producer, int timeout_ms)
{
    struct fake_producer *self = from(producer);

    switch (fake_call(self->broker, FAKE_INIT, timeout_ms)) {
    case FAULT_NONE:
        break;
    case FAULT_AGAIN:
        return TRANSACTION_AGAIN;
    case FAULT_ABORT:
        return TRANSACTION_ABORT;
    default:
        return fatal(self);
    }
    fake_end_transaction(self->broker, false); /* of the producer before */
    self->epoch = ++self->broker->epoch;
    return TRANSACTION_OK;
}

static enum transaction_result begin(struct producer *producer)
{
    struct fake_producer *self = from(producer);

    if (self->is_open || self->epoch == 0)
        fake_violate(self->broker, "a transaction begins at the wrong time");
    if (self->is_suspect)
        fake_violate(self->broker, "a producer with an end under way begins again");
    switch (fake_fault(self->broker, FAKE_BEGIN)) {
    case FAULT_NONE:
        break;
    case FAULT_AGAIN:
        return TRANSACTION_AGAIN;
    default:
        return fatal(self);
    }
    self->is_open = true;
    self->must_abort = false;
    self->has_committed = false;
    return TRANSACTION_OK;
}

static int partition_of(const struct stream_position *position)
{
    return (int)position->partition;
}

static enum transaction_result send_offsets(struct producer *producer,
                                            const struct stream_position *positions, size_t count,
                                            struct strview group_metadata, int timeout_ms)
{
    struct fake_producer *self = from(producer);
    struct fake_broker *broker = self->broker;
    uint32_t generation = 0;

    if (!self->is_open)
        fake_violate(broker, "offsets outside a transaction");
    if (is_fenced(self))
        return fatal(self);
    if (self->must_abort)
        return TRANSACTION_ABORT;
    memcpy(&generation, group_metadata.ptr, sizeof(generation));
    enum fake_fault fault = fake_call(broker, FAKE_OFFSETS, timeout_ms);

    if (fault == FAULT_AGAIN)
        return TRANSACTION_AGAIN;
    if (fault == FAULT_FATAL)
        return fatal(self);
    if (fault != FAULT_NONE || generation != broker->generation) {
        self->must_abort = true;
        return TRANSACTION_ABORT;
    }
    for (size_t i = 0; i < count; i++)
        broker->partitions[partition_of(&positions[i])].pending = positions[i].offset;
    return TRANSACTION_OK;
}

static enum transaction_result commit(struct producer *producer, int timeout_ms)
{
    struct fake_producer *self = from(producer);
    struct fake_broker *broker = self->broker;

    if (!self->is_open)
        fake_violate(broker, "a commit outside a transaction");
    if (is_fenced(self))
        return fatal(self);
    if (!broker->is_away)
        deliver(self, SIZE_MAX);
    if (self->must_abort)
        return TRANSACTION_ABORT;
    enum fake_fault fault = fake_call(broker, FAKE_COMMIT, timeout_ms);

    if (self->has_committed && fault != FAULT_NONE)
        fault = FAULT_AGAIN;
    switch (fault) {
    case FAULT_NONE:
        if (!self->has_committed)
            fake_end_transaction(broker, true);
        self->is_open = false;
        return TRANSACTION_OK;
    case FAULT_LOST_ANSWER:
        fake_end_transaction(broker, true);
        self->has_committed = true;
        fake_wait(broker, timeout_ms);
        self->is_suspect = true;
        return TRANSACTION_AGAIN;
    case FAULT_AGAIN:
        if (broker->fault_permille > 0 && fake_random(broker, 2) == 0)
            self->is_suspect = true;
        return TRANSACTION_AGAIN;
    case FAULT_ABORT:
        self->must_abort = true;
        return TRANSACTION_ABORT;
    default:
        return fatal(self);
    }
}

static enum transaction_result abort_transaction(struct producer *producer, int timeout_ms)
{
    struct fake_producer *self = from(producer);

    if (!self->is_open)
        fake_violate(self->broker, "an abort outside a transaction");
    if (is_fenced(self))
        return fatal(self);
    switch (fake_call(self->broker, FAKE_ABORT, timeout_ms)) {
    case FAULT_NONE:
        break;
    case FAULT_AGAIN:
        if (self->broker->fault_permille > 0 && fake_random(self->broker, 2) == 0)
            self->is_suspect = true;
        return TRANSACTION_AGAIN;
    case FAULT_ABORT:
        return TRANSACTION_ABORT;
    default:
        return fatal(self);
    }
    drop_queue(self);
    fake_end_transaction(self->broker, false);
    self->is_open = false;
    return TRANSACTION_OK;
}

static bool is_suspect(const struct producer *producer)
{
    return from(producer)->is_suspect;
}

static bool is_fatal(const struct producer *producer)
{
    return from(producer)->is_fatal;
}

static bool is_broker_up(const struct producer *producer)
{
    return !from(producer)->broker->is_away;
}

static const char *error_text(const struct producer *producer)
{
    (void)producer;
    return "fault";
}

static bool free_producer(struct producer *producer, int timeout_ms)
{
    struct fake_producer *self = from(producer);

    (void)timeout_ms;
    self->broker->producers_freed++;
    self->broker->producer = NULL;
    free(self);
    return true;
}

static const struct producer_ops fake_producer_ops = {
    .send = send_message,
    .serve = serve,
    .queue_length = queue_length,
    .message_bytes_max = message_bytes_max,
    .purge = purge,
    .init = init,
    .begin = begin,
    .send_offsets = send_offsets,
    .commit = commit,
    .abort = abort_transaction,
    .is_suspect = is_suspect,
    .is_fatal = is_fatal,
    .is_broker_up = is_broker_up,
    .error = error_text,
    .free = free_producer,
};

struct producer *fake_producer_new(void *arg, delivery_fn delivery, void *delivery_arg, char *error,
                                   size_t error_bytes)
{
    struct fake_broker *broker = arg;
    struct fake_producer *self = calloc(1, sizeof(*self));

    if (self == NULL) {
        snprintf(error, error_bytes, "no memory");
        return NULL;
    }
    if (broker->producer != NULL)
        fake_violate(broker, "two producers at a time");
    self->producer.ops = &fake_producer_ops;
    self->broker = broker;
    self->delivery = delivery;
    self->delivery_arg = delivery_arg;
    broker->producer = self;
    broker->producers_made++;
    return &self->producer;
}
