/* SPDX-License-Identifier: Apache-2.0 */
/* The fake's consumer: no prefetch, partitions in turn. Somebody else in the group goes on where a
 * partition was given up, as far as the transaction that is open lets him. */
#include "support/fake_stream_inside.h"

#include <stdio.h>
#include <string.h>

#define TOPIC "in"

static const struct stream_header record_headers[] = {
    {"traceparent", {"00-aa", 5}},
    {"x-nothing", {NULL, 0}},
};

static struct fake_broker *from(const struct consumer *consumer)
{
    return (struct fake_broker *)((uintptr_t)consumer - offsetof(struct fake_broker, consumer));
}

/* Another member reads up to two records of a partition and commits their outputs. */
static void let_others_read(struct fake_broker *broker, int partition)
{
    struct fake_partition *p = &broker->partitions[partition];
    int64_t next = p->committed < 0 ? 0 : p->committed;
    int64_t end = next + (broker->fault_permille == 0 ? 0 : fake_random(broker, 3));

    if (p->pending >= 0)
        return; /* a stable offset is waited for */
    for (; next < end && next < p->end; next++) {
        char value[32];

        if (p->records[next].is_marker)
            continue;
        snprintf(value, sizeof(value), "%d/%d", partition, (int)next);
        const struct message message = {
            .topic = "foreign",
            .key = strview_from(value),
            .value = strview_from(value),
        };

        fake_append(broker, &message, OUTPUT_COMMITTED)->is_foreign = true;
    }
    if (next > p->committed && next > 0)
        fake_commit_offset(broker, partition, next);
}

static size_t list_partitions(struct fake_broker *broker, bool is_assigned, int only)
{
    size_t count = 0;

    for (int p = 0; p < FAKE_PARTITIONS; p++)
        if (broker->partitions[p].is_assigned == is_assigned && (only < 0 || only == p) &&
            (is_assigned || broker->partitions[p].is_wanted))
            broker->list[count++] = (struct stream_position){TOPIC, p, -1};
    return count;
}

static void give_revoke(struct fake_broker *broker, struct consumer_item *item, int only)
{
    item->position_count = list_partitions(broker, true, only);
    item->positions = broker->list;
    item->kind = item->position_count == 0 ? CONSUMER_SERVED : CONSUMER_REVOKE;
    item->is_lost = broker->is_lost;
    broker->is_revoke_out = item->kind == CONSUMER_REVOKE;
    if (broker->is_lost)
        for (size_t i = 0; i < item->position_count; i++)
            let_others_read(broker, item->positions[i].partition);
}

static void give_record(struct fake_broker *broker, struct consumer_item *item)
{
    static const char key[] = "k";

    for (int i = 0; i < FAKE_PARTITIONS; i++) {
        int partition = (int)((broker->calls[FAKE_POLL] + (unsigned)i) % FAKE_PARTITIONS);
        struct fake_partition *p = &broker->partitions[partition];

        if (!p->is_assigned || p->is_paused || (p->position < 0 && p->pending >= 0))
            continue;
        if (p->position < 0)
            p->start = p->position = p->committed < 0 ? 0 : p->committed;
        while (p->position < p->end && p->records[p->position].is_marker)
            p->position++;
        if (p->position >= p->end)
            continue;
        item->kind = CONSUMER_RECORD;
        item->record = (struct record){
            .from = {TOPIC, partition, p->position},
            .timestamp_ms = 1700000000000,
            .key = {key, 1},
            .value = strview_from(p->records[p->position].value),
            .headers = record_headers,
            .header_count = 2,
        };
        p->position++;
        return;
    }
}

static void rebalance(struct fake_broker *broker, struct consumer_item *item, enum fake_fault fault)
{
    broker->generation++;
    broker->is_lost = fault == FAULT_LOST;
    if (!broker->is_lost)
        broker->member_generation = broker->generation;
    give_revoke(broker, item, fault == FAULT_LOST ? -1 : (int)fake_random(broker, FAKE_PARTITIONS));
}

static void poll_item(struct consumer *consumer, struct consumer_item *item)
{
    struct fake_broker *broker = from(consumer);
    enum fake_fault fault = fake_fault(broker, FAKE_POLL);

    memset(item, 0, sizeof(*item));
    if (broker->is_freed)
        fake_violate(broker, "a consumer that was freed is polled");
    if (broker->is_revoke_out || broker->is_closed)
        return;
    if (broker->is_closing) {
        give_revoke(broker, item, -1);
        broker->is_closed = item->kind != CONSUMER_REVOKE;
    } else if (fault == FAULT_AGAIN) {
        item->kind = CONSUMER_TROUBLE;
        item->error = "a broker is away";
    } else if (fault == FAULT_FATAL) {
        item->kind = CONSUMER_FATAL;
        item->error = "fatal";
    } else if (fault != FAULT_NONE) {
        rebalance(broker, item, fault);
    } else if (list_partitions(broker, false, -1) > 0) {
        item->kind = CONSUMER_ASSIGN;
        item->position_count = list_partitions(broker, false, -1);
        item->positions = broker->list;
    } else {
        give_record(broker, item);
    }
    if (item->kind != CONSUMER_IDLE)
        broker->items_out++;
}

static void release_item(struct consumer *consumer, struct consumer_item *item)
{
    struct fake_broker *broker = from(consumer);

    if (item->kind == CONSUMER_IDLE)
        fake_violate(broker, "an item that is none is released");
    broker->items_out--;
    memset(item, 0, sizeof(*item));
}

static enum status assign(struct consumer *consumer, const struct consumer_item *item)
{
    struct fake_broker *broker = from(consumer);

    broker->generation++;
    for (size_t i = 0; i < item->position_count; i++) {
        struct fake_partition *p = &broker->partitions[item->positions[i].partition];

        p->is_assigned = true;
        p->is_paused = false;
        p->position = -1; /* require_stable: what is pending is waited for */
    }
    broker->member_generation = broker->generation;
    return STATUS_OK;
}

static enum status unassign(struct consumer *consumer, const struct consumer_item *item)
{
    struct fake_broker *broker = from(consumer);

    if (!broker->is_revoke_out)
        fake_violate(broker, "partitions are given up unasked");
    for (size_t i = 0; i < item->position_count; i++) {
        int partition = item->positions[i].partition;

        broker->partitions[partition].is_assigned = false;
        let_others_read(broker, partition);
    }
    broker->is_revoke_out = false;
    broker->is_lost = false;
    broker->is_closed = broker->is_closing;
    return STATUS_OK;
}

static bool is_assignment_lost(const struct consumer *consumer)
{
    return from(consumer)->is_lost;
}

static enum status set_paused(struct fake_broker *broker, const struct stream_position *positions,
                              size_t count, bool is_paused)
{
    for (size_t i = 0; i < count; i++) {
        struct fake_partition *p = &broker->partitions[positions[i].partition];

        p->is_paused = is_paused;
        /* librdkafka 2.0.2 may fetch from too early on after a resume. */
        if (!is_paused && broker->fault_permille > 0 && p->position > p->start)
            p->position -= fake_random(broker, 2);
    }
    return STATUS_OK;
}

static enum status pause_positions(struct consumer *consumer,
                                   const struct stream_position *positions, size_t count)
{
    if (fake_fault(from(consumer), FAKE_PAUSE) != FAULT_NONE)
        return STATUS_IO;
    return set_paused(from(consumer), positions, count, true);
}

static enum status resume_positions(struct consumer *consumer,
                                    const struct stream_position *positions, size_t count)
{
    if (fake_fault(from(consumer), FAKE_RESUME) != FAULT_NONE)
        return STATUS_IO;
    return set_paused(from(consumer), positions, count, false);
}

static enum status status_of(enum fake_fault fault)
{
    return fault == FAULT_NONE ? STATUS_OK : fault == FAULT_AGAIN ? STATUS_AGAIN : STATUS_IO;
}

static enum status committed(struct consumer *consumer, struct stream_position *positions,
                             size_t count, int timeout_ms)
{
    struct fake_broker *broker = from(consumer);
    enum fake_fault fault = fake_call(broker, FAKE_COMMITTED, timeout_ms);

    for (size_t i = 0; i < count && fault == FAULT_NONE; i++) {
        if (broker->partitions[positions[i].partition].pending >= 0)
            return STATUS_AGAIN;
        positions[i].offset = broker->partitions[positions[i].partition].committed;
    }
    return status_of(fault);
}

static enum status seek(struct consumer *consumer, const struct stream_position *positions,
                        size_t count, int timeout_ms)
{
    struct fake_broker *broker = from(consumer);
    enum fake_fault fault = fake_call(broker, FAKE_SEEK, timeout_ms);

    for (size_t i = 0; i < count && fault == FAULT_NONE; i++)
        broker->partitions[positions[i].partition].position = positions[i].offset;
    return status_of(fault);
}

static enum status store(struct consumer *consumer, const struct stream_position *position)
{
    struct fake_broker *broker = from(consumer);

    if (broker->is_exactly_once)
        fake_violate(broker, "an offset stored outside a transaction");
    if (fake_fault(broker, FAKE_STORE) != FAULT_NONE)
        return STATUS_IO;
    /* Of a partition that somebody else reads by now, nothing is stored. */
    if (!broker->is_lost && position->offset > broker->partitions[position->partition].committed)
        fake_commit_offset(broker, position->partition, position->offset);
    return STATUS_OK;
}

static enum status group_metadata(struct consumer *consumer, struct buffer *out)
{
    struct fake_broker *broker = from(consumer);

    if (fake_fault(broker, FAKE_METADATA) != FAULT_NONE)
        return STATUS_IO;
    return buffer_append(out, (const char *)&broker->member_generation,
                         sizeof(broker->member_generation))
               ? STATUS_OK
               : STATUS_NO_MEMORY;
}

static int64_t end_offset(const struct consumer *consumer, const struct stream_position *position)
{
    return from(consumer)->partitions[position->partition].end;
}

static bool is_broker_up(const struct consumer *consumer)
{
    return !from(consumer)->is_away;
}

static bool is_joined(const struct consumer *consumer)
{
    (void)consumer;
    return true;
}

static void close_consumer(struct consumer *consumer)
{
    struct fake_broker *broker = from(consumer);

    if (broker->is_revoke_out)
        fake_violate(broker, "the consumer is closed with a revoke unanswered");
    broker->is_closing = true;
}

static bool is_closed(const struct consumer *consumer)
{
    return from(consumer)->is_closed;
}

static bool free_consumer(struct consumer *consumer, int timeout_ms)
{
    struct fake_broker *broker = from(consumer);

    (void)timeout_ms;
    if (broker->items_out != 0)
        fake_violate(broker, "an item was never released");
    broker->is_freed = true;
    return true;
}

const struct consumer_ops fake_consumer_ops = {
    .poll = poll_item,
    .release = release_item,
    .assign = assign,
    .unassign = unassign,
    .is_assignment_lost = is_assignment_lost,
    .pause = pause_positions,
    .resume = resume_positions,
    .committed = committed,
    .seek = seek,
    .store = store,
    .group_metadata = group_metadata,
    .end_offset = end_offset,
    .is_broker_up = is_broker_up,
    .is_joined = is_joined,
    .close = close_consumer,
    .is_closed = is_closed,
    .free = free_consumer,
};
