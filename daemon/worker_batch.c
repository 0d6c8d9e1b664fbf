/* SPDX-License-Identifier: Apache-2.0 */
/* A fixed table of flights. A ticket is a place in it and a sequence number, so that a delivery
 * report that comes after its flight was discarded finds nothing. */
#include "daemon/worker_batch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The live view is a convenience: what one record adds to it has a ceiling. */
enum { FLIGHT_EVENTS_BYTES_MAX = 256 << 10 };

bool batch_init(struct batch *batch)
{
    *batch = (struct batch){.next_sequence = 1};
    batch->flights = calloc(BATCH_FLIGHTS_MAX, sizeof(*batch->flights));
    return batch->flights != NULL;
}

static void flight_clear(struct flight *flight)
{
    free(flight->tallies);
    buffer_destroy(&flight->events);
    memset(flight, 0, sizeof(*flight));
}

void batch_destroy(struct batch *batch)
{
    if (batch->flights != NULL)
        batch_discard_all(batch);
    free(batch->flights);
    batch->flights = NULL;
}

static void append_event(struct buffer *out, struct strview id, struct strview value)
{
    size_t before = out->len;
    const size_t lengths[2] = {id.len, value.len};

    if (!buffer_append(out, lengths, sizeof(lengths)) || !buffer_append_view(out, id) ||
        !buffer_append_view(out, value))
        out->len = before; /* has_failed stays, and says that something is missing */
}

static void keep_events(struct flight *flight, const struct outbox *outbox)
{
    flight->events.limit = FLIGHT_EVENTS_BYTES_MAX;
    for (size_t i = 0; i < outbox->message_count; i++) {
        const struct outbox_message *message = &outbox->messages[i];

        if (message->is_event)
            append_event(
                &flight->events,
                (struct strview){outbox->bytes.data + message->key.begin, message->key.len},
                (struct strview){outbox->bytes.data + message->value.begin, message->value.len});
    }
}

static struct flight *take_free(struct batch *batch)
{
    for (size_t i = 0; i < BATCH_FLIGHTS_MAX; i++) {
        struct flight *flight = &batch->flights[(batch->hint + i) % BATCH_FLIGHTS_MAX];

        if (flight->is_used)
            continue;
        batch->hint = (batch->hint + i + 1) % BATCH_FLIGHTS_MAX;
        return flight;
    }
    return NULL;
}

struct flight *batch_add(struct batch *batch, const struct record *record,
                         const struct outbox *outbox, bool with_events)
{
    struct flight *flight = batch->count == BATCH_FLIGHTS_MAX ? NULL : take_free(batch);

    if (flight == NULL)
        return NULL;
    assert(strlen(record->from.topic) < KAFKA_TOPIC_BYTES);
    if (outbox->tally_count > 0) {
        flight->tallies = calloc(outbox->tally_count, sizeof(*flight->tallies));
        if (flight->tallies == NULL)
            return NULL;
        memcpy(flight->tallies, outbox->tallies, outbox->tally_count * sizeof(*flight->tallies));
    }
    memcpy(flight->topic, record->from.topic, strlen(record->from.topic) + 1);
    flight->partition = record->from.partition;
    flight->offset = record->from.offset;
    flight->timestamp_ms = record->timestamp_ms;
    flight->bytes = record->value.len;
    flight->outcome = outbox->outcome;
    flight->below_confidence = outbox->below_confidence;
    flight->tally_count = outbox->tally_count;
    size_t word = strcspn(outbox->reason, ":");

    if (word >= sizeof(flight->reason))
        word = sizeof(flight->reason) - 1;
    memcpy(flight->reason, outbox->reason, word);
    if (with_events)
        keep_events(flight, outbox);
    flight->sequence = batch->next_sequence++;
    flight->is_used = true;
    batch->count++;
    batch->messages += outbox->message_count;
    batch->bytes += outbox->bytes.len;
    return flight;
}

uint64_t batch_ticket(const struct batch *batch, const struct flight *flight)
{
    return (uint64_t)flight->sequence << 32 | (uint64_t)(flight - batch->flights);
}

struct flight *batch_find(const struct batch *batch, uint64_t ticket)
{
    uint32_t index = (uint32_t)ticket;

    if (index >= BATCH_FLIGHTS_MAX)
        return NULL;
    struct flight *flight = &batch->flights[index];

    return flight->is_used && flight->sequence == (uint32_t)(ticket >> 32) ? flight : NULL;
}

static void show_events(const struct flight *flight, const struct batch_account *account)
{
    size_t at = 0;

    if (account->tap == NULL)
        return;
    while (at < flight->events.len) {
        size_t lengths[2];

        memcpy(lengths, flight->events.data + at, sizeof(lengths));
        at += sizeof(lengths);
        account->tap(account->tap_arg, (struct strview){flight->events.data + at, lengths[0]},
                     (struct strview){flight->events.data + at + lengths[0], lengths[1]});
        at += lengths[0] + lengths[1];
    }
    if (flight->events.has_failed)
        counter_add(&account->counters->tap_dropped, 1);
}

static void count_outcome(const struct flight *flight, struct counters *counters)
{
    switch (flight->outcome) {
    case OUTCOME_PUBLISHED:
        counter_add(&counters->published, 1);
        break;
    case OUTCOME_WITHOUT_EVENTS:
        counter_add(&counters->without_events, 1);
        break;
    case OUTCOME_UNSUPPORTED:
        counter_add(&counters->unsupported, 1);
        break;
    case OUTCOME_DEAD_LETTERED:
        counter_add(&counters->dead_lettered, 1);
        counters_add_reason(counters, strview_from(flight->reason));
        break;
    }
}

void batch_commit_flight(struct batch *batch, struct flight *flight,
                         const struct batch_account *account)
{
    struct counters *counters = account->counters;

    assert(flight->is_used);
    count_outcome(flight, counters);
    counter_add(&counters->consumed, 1);
    counter_add(&counters->consumed_bytes, flight->bytes);
    counter_add(&counters->messages, flight->sent);
    counter_add(&counters->events_below_confidence, flight->below_confidence);
    for (size_t i = 0; i < flight->tally_count; i++)
        counter_add(&counters->events[flight->tallies[i].type][flight->tallies[i].language]
                                     [flight->tallies[i].modality],
                    1);
    if (flight->timestamp_ms >= 0 && account->now_ms > flight->timestamp_ms)
        histogram_observe(&counters->end_to_end,
                          (uint64_t)(account->now_ms - flight->timestamp_ms) * 1000000u);
    show_events(flight, account);
    flight_clear(flight);
    batch->count--;
}

static void batch_forget_sums(struct batch *batch)
{
    assert(batch->count == 0);
    batch->hint = 0;
    batch->messages = 0;
    batch->bytes = 0;
}

/* From the oldest place on: they were taken in this order when the batch began empty. */
void batch_commit_all(struct batch *batch, const struct batch_account *account)
{
    for (size_t i = 0; i < BATCH_FLIGHTS_MAX && batch->count > 0; i++)
        if (batch->flights[i].is_used)
            batch_commit_flight(batch, &batch->flights[i], account);
    batch_forget_sums(batch);
}

void batch_discard_all(struct batch *batch)
{
    for (size_t i = 0; i < BATCH_FLIGHTS_MAX && batch->count > 0; i++)
        if (batch->flights[i].is_used) {
            flight_clear(&batch->flights[i]);
            batch->count--;
        }
    batch_forget_sums(batch);
}
