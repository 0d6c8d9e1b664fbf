/* SPDX-License-Identifier: Apache-2.0 */
/* Back-pressure: fetching is paused while outputs wait or a phase takes long, never a record
 * dropped. Each partition knows whether it is paused, because partitions come and go meanwhile and
 * a call that failed is tried again with the next turn. */
#include "daemon/worker_stream_state.h"

static bool wants_pause(const struct stream *stream)
{
    size_t queue =
        stream->producer == NULL ? 0 : stream->producer->ops->queue_length(stream->producer);
    bool is_slow = stream->phase != PHASE_READY && stream_phase_ms(stream) >= SLOW_MS;
    bool is_paused = stream->is_paused;

    if (is_slow || stream->is_sending)
        return true;
    if (stream->phase != PHASE_READY)
        return is_paused;
    /* The queue is full by messages or by bytes: the low mark is a part of what it held then. */
    return queue > (is_paused ? stream->paused_queue / 4 : HIGH_MESSAGES) ||
           (!stream_is_exactly_once(stream) &&
            stream->batch.count > (is_paused ? LOW_RECORDS : HIGH_RECORDS));
}

void stream_apply_pause(struct stream *stream)
{
    struct partitions *partitions = &stream->partitions;
    bool is_wanted = wants_pause(stream);
    size_t count = 0;

    if (is_wanted && !stream->is_paused) {
        stream->paused_queue =
            stream->producer == NULL ? 0 : stream->producer->ops->queue_length(stream->producer);
        stream->paused_since_ns = stream->now_ns;
        counter_add(&stream->environment.counters->pauses, 1);
    }
    stream->is_paused = is_wanted;

    for (size_t i = 0; i < partitions->count; i++)
        if (partitions->items[i].is_paused != is_wanted)
            partitions->positions[count++] = (struct stream_position){
                partitions->items[i].topic, partitions->items[i].partition, -1};
    if (count == 0)
        return;
    enum status status =
        is_wanted ? stream->consumer->ops->pause(stream->consumer, partitions->positions, count)
                  : stream->consumer->ops->resume(stream->consumer, partitions->positions, count);

    if (status != STATUS_OK)
        return; /* tried again with the next turn */
    for (size_t i = 0; i < partitions->count; i++)
        partitions->items[i].is_paused = is_wanted;
}

bool stream_put_back(struct stream *stream)
{
    if (stream->held.kind != CONSUMER_RECORD)
        return true;
    if (stream->consumer->ops->seek(stream->consumer, &stream->held.record.from, 1, 10 * CALL_MS) !=
        STATUS_OK)
        return false;
    stream_drop_held(stream);
    return true;
}
