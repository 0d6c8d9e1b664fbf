/* SPDX-License-Identifier: Apache-2.0 */
/* The gapless run of finished offsets, per partition: a queue of offsets in the order taken, each
 * with a mark; the low mark moves over the finished head. Finding an offset is a binary search,
 * since they grow. */
#include "consumers/offset_tracker.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct flight {
    int64_t offset;
    bool is_done;
};

struct tracked {
    char topic[KAFKA_TOPIC_BYTES];
    int32_t partition;
    int64_t low;  /* first offset not done */
    int64_t told; /* low as offset_tracker_next() last said */
    size_t begin; /* of what is in flight, in flights */
    size_t end;
    size_t capacity;
    struct flight *flights;
};

struct offset_tracker {
    struct tracked *partitions;
    size_t count;
    size_t capacity;
};

struct offset_tracker *offset_tracker_new(void)
{
    return calloc(1, sizeof(struct offset_tracker));
}

void offset_tracker_free(struct offset_tracker *tracker)
{
    if (tracker == NULL)
        return;
    for (size_t i = 0; i < tracker->count; i++)
        free(tracker->partitions[i].flights);
    free(tracker->partitions);
    free(tracker);
}

static struct tracked *find(const struct offset_tracker *tracker, const char *topic,
                            int32_t partition)
{
    for (size_t i = 0; i < tracker->count; i++)
        if (tracker->partitions[i].partition == partition &&
            strcmp(tracker->partitions[i].topic, topic) == 0)
            return &tracker->partitions[i];
    return NULL;
}

static struct tracked *find_or_add(struct offset_tracker *tracker,
                                   const struct stream_position *position)
{
    struct tracked *tracked = find(tracker, position->topic, position->partition);

    if (tracked != NULL)
        return tracked;
    if (tracker->count == tracker->capacity) {
        size_t capacity = tracker->capacity == 0 ? 8 : tracker->capacity * 2;
        struct tracked *room = realloc(tracker->partitions, capacity * sizeof(*room));

        if (room == NULL)
            return NULL;
        tracker->partitions = room;
        tracker->capacity = capacity;
    }
    assert(strlen(position->topic) < KAFKA_TOPIC_BYTES);
    tracked = &tracker->partitions[tracker->count++];
    memset(tracked, 0, sizeof(*tracked));
    memcpy(tracked->topic, position->topic, strlen(position->topic) + 1);
    tracked->partition = position->partition;
    tracked->low = position->offset;
    tracked->told = position->offset;
    return tracked;
}

/* Room at the end: what is in flight moves to the front, or the room doubles. */
static bool make_room(struct tracked *tracked)
{
    size_t count = tracked->end - tracked->begin;

    if (tracked->end < tracked->capacity)
        return true;
    if (count > tracked->capacity / 2 || tracked->capacity == 0) {
        size_t capacity = tracked->capacity == 0 ? 64 : tracked->capacity * 2;
        struct flight *room = realloc(tracked->flights, capacity * sizeof(*room));

        if (room == NULL)
            return false;
        tracked->flights = room;
        tracked->capacity = capacity;
    }
    if (count > 0)
        memmove(tracked->flights, tracked->flights + tracked->begin,
                count * sizeof(*tracked->flights));
    tracked->begin = 0;
    tracked->end = count;
    return true;
}

enum status offset_tracker_begin(struct offset_tracker *tracker,
                                 const struct stream_position *position)
{
    struct tracked *tracked = find_or_add(tracker, position);

    if (tracked == NULL || !make_room(tracked))
        return STATUS_NO_MEMORY;
    assert(tracked->begin == tracked->end ||
           tracked->flights[tracked->end - 1].offset < position->offset);
    /* Nothing in flight: whatever lies between (markers of transactions) is done as well. */
    if (tracked->begin == tracked->end)
        tracked->low = position->offset;
    tracked->flights[tracked->end++] = (struct flight){.offset = position->offset};
    return STATUS_OK;
}

static struct flight *find_flight(struct tracked *tracked, int64_t offset)
{
    size_t low = tracked->begin;
    size_t high = tracked->end;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (tracked->flights[middle].offset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low < tracked->end && tracked->flights[low].offset == offset ? &tracked->flights[low]
                                                                        : NULL;
}

bool offset_tracker_finish(struct offset_tracker *tracker, const struct stream_position *position)
{
    struct tracked *tracked = find(tracker, position->topic, position->partition);
    struct flight *flight = tracked == NULL ? NULL : find_flight(tracked, position->offset);

    if (flight == NULL || flight->is_done)
        return false;
    flight->is_done = true;
    while (tracked->begin < tracked->end && tracked->flights[tracked->begin].is_done) {
        tracked->low = tracked->flights[tracked->begin].offset + 1;
        tracked->begin++;
    }
    return true;
}

bool offset_tracker_next(struct offset_tracker *tracker, struct stream_position *upto)
{
    for (size_t i = 0; i < tracker->count; i++) {
        struct tracked *tracked = &tracker->partitions[i];

        if (tracked->low == tracked->told)
            continue;
        tracked->told = tracked->low;
        *upto = (struct stream_position){tracked->topic, tracked->partition, tracked->low};
        return true;
    }
    return false;
}

int64_t offset_tracker_low(const struct offset_tracker *tracker, const char *topic,
                           int32_t partition)
{
    const struct tracked *tracked = find(tracker, topic, partition);

    return tracked == NULL ? -1 : tracked->low;
}

void offset_tracker_forget(struct offset_tracker *tracker, const char *topic, int32_t partition)
{
    struct tracked *tracked = find(tracker, topic, partition);

    if (tracked == NULL)
        return;
    free(tracked->flights);
    *tracked = tracker->partitions[--tracker->count];
}

void offset_tracker_rewind(struct offset_tracker *tracker)
{
    for (size_t i = 0; i < tracker->count; i++) {
        tracker->partitions[i].begin = 0;
        tracker->partitions[i].end = 0;
    }
}

size_t offset_tracker_in_flight(const struct offset_tracker *tracker)
{
    size_t count = 0;

    for (size_t i = 0; i < tracker->count; i++)
        count += tracker->partitions[i].end - tracker->partitions[i].begin;
    return count;
}
