/* SPDX-License-Identifier: Apache-2.0 */
/* Outputs on their way: from the outbox into the producer's queue, and what comes back. A delivery
 * report may come inside any call of the producer, so it only takes notes; what must follow (giving
 * the batch up) is the next step's. A flight one of whose outputs was not taken never finishes,
 * however many others are acknowledged after it. */
#include "daemon/worker_stream_state.h"

#include "common/log.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static void refuse(struct stream *stream, const char *topic, int32_t partition, int64_t offset)
{
    struct refused *refused = &stream->refused[stream->next_refused++ % REFUSED_MAX];

    assert(strlen(topic) < KAFKA_TOPIC_BYTES);
    memcpy(refused->topic, topic, strlen(topic) + 1);
    refused->partition = partition;
    refused->offset = offset;
}

bool stream_is_refused(const struct stream *stream, const struct stream_position *position)
{
    for (size_t i = 0; i < REFUSED_MAX; i++)
        if (stream->refused[i].offset == position->offset &&
            stream->refused[i].partition == position->partition &&
            strcmp(stream->refused[i].topic, position->topic) == 0)
            return true;
    return false;
}

/* at_least_once: the record is done; whatever run is gapless now is stored. */
static void finish_flight(struct stream *stream, struct flight *flight)
{
    const struct stream_position position = {flight->topic, flight->partition, flight->offset};
    const struct batch_account account = {
        .counters = stream->environment.counters,
        .now_ms = stream->environment.wall_ms(stream->environment.clock_arg),
        .tap = stream->environment.tap,
        .tap_arg = stream->environment.tap_arg,
    };
    struct stream_position upto;

    if (!offset_tracker_finish(stream->tracker, &position))
        log_write(LOG_LEVEL_DEBUG, "worker", "acknowledged after its partition was given up");
    batch_commit_flight(&stream->batch, flight, &account);
    stream->failure_count = 0;
    while (offset_tracker_next(stream->tracker, &upto))
        if (stream->consumer->ops->store(stream->consumer, &upto) != STATUS_OK)
            stream_trouble(stream, "storing an offset", "the partition is not ours any more");
}

static bool is_acknowledged(const struct flight *flight)
{
    return flight->is_all_sent && flight->open == 0 && !flight->has_failed;
}

void stream_on_delivery(void *arg, uint64_t ticket, enum delivery_result result, const char *error)
{
    struct stream *stream = arg;
    struct flight *flight = batch_find(&stream->batch, ticket);

    if (flight == NULL)
        return; /* given up before */
    assert(flight->open > 0);
    flight->open--;
    if (result == DELIVERY_REFUSED)
        refuse(stream, flight->topic, flight->partition, flight->offset);
    if (stream_is_exactly_once(stream)) {
        /* A failed message fails its transaction, which says so itself. */
        if (result == DELIVERY_REFUSED)
            stream_trouble(stream, "output refused", error);
        return;
    }
    if (result != DELIVERY_DONE) {
        flight->has_failed = true;
        snprintf(stream->delivery_error, sizeof(stream->delivery_error), "%s", error);
    }
    if (is_acknowledged(flight))
        finish_flight(stream, flight);
}

bool stream_send(struct stream *stream)
{
    struct flight *flight = batch_find(&stream->batch, stream->ticket);

    while (stream->next_message < stream->outbox.message_count) {
        struct message message;

        assert(flight != NULL);
        if (!outbox_get(&stream->outbox, stream->next_message, &message))
            return false;
        message.ticket = stream->ticket;
        enum status status = stream->producer->ops->send(stream->producer, &message);

        if (status == STATUS_AGAIN)
            return false;
        if (status == STATUS_LIMIT)
            refuse(stream, flight->topic, flight->partition, flight->offset);
        if (status != STATUS_OK) {
            transaction_give_up(stream, "sending",
                                status == STATUS_LIMIT
                                    ? "an output is too large"
                                    : stream->producer->ops->error(stream->producer));
            return false;
        }
        flight->sent++;
        flight->open++;
        stream->next_message++;
    }
    stream->is_sending = false;
    if (flight != NULL) {
        flight->is_all_sent = true;
        if (!stream_is_exactly_once(stream) && is_acknowledged(flight))
            finish_flight(stream, flight);
    }
    return true;
}

bool stream_is_too_large(const struct stream *stream)
{
    size_t limit = stream->producer->ops->message_bytes_max(stream->producer);

    for (size_t i = 0; i < stream->outbox.message_count; i++)
        if (outbox_message_bytes(&stream->outbox, i) > limit)
            return true;
    return false;
}
