/* SPDX-License-Identifier: Apache-2.0 */
/* A plain array: a worker has tens of partitions, and each record asks once. */
#include "daemon/worker_partitions.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void partitions_destroy(struct partitions *partitions)
{
    free(partitions->items);
    free(partitions->positions);
    *partitions = (struct partitions){0};
}

struct partition *partitions_find(const struct partitions *partitions, const char *topic,
                                  int32_t partition)
{
    for (size_t i = 0; i < partitions->count; i++)
        if (partitions->items[i].partition == partition &&
            strcmp(partitions->items[i].topic, topic) == 0)
            return &partitions->items[i];
    return NULL;
}

static bool grow(struct partitions *partitions)
{
    size_t capacity = partitions->capacity == 0 ? 16 : partitions->capacity * 2;
    struct partition *items = realloc(partitions->items, capacity * sizeof(*items));

    if (items == NULL)
        return false;
    partitions->items = items;
    struct stream_position *positions =
        realloc(partitions->positions, capacity * sizeof(*positions));

    if (positions == NULL)
        return false;
    partitions->positions = positions;
    partitions->capacity = capacity;
    return true;
}

bool partitions_add(struct partitions *partitions, const char *topic, int32_t partition)
{
    struct partition *item = partitions_find(partitions, topic, partition);
    size_t len = strlen(topic);

    assert(len < KAFKA_TOPIC_BYTES);
    if (item == NULL) {
        if (partitions->count == partitions->capacity && !grow(partitions))
            return false;
        item = &partitions->items[partitions->count++];
    }
    *item = (struct partition){
        .partition = partition, .first = -1, .next = -1, .seen = -1, .newest_ms = -1};
    memcpy(item->topic, topic, len + 1);
    return true;
}

void partitions_remove(struct partitions *partitions, const char *topic, int32_t partition)
{
    struct partition *item = partitions_find(partitions, topic, partition);

    if (item != NULL)
        *item = partitions->items[--partitions->count];
}
