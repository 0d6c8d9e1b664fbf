/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_WORKER_PARTITIONS_H
#define DAEMON_WORKER_PARTITIONS_H

#include "kafka/stream.h"

#include <stddef.h>

/* The partitions a worker has been assigned, and how far it is in each. */

struct partition {
    char topic[KAFKA_TOPIC_BYTES];
    int32_t partition;
    int64_t first;     /* offset of the first record delivered in this assignment; -1: none */
    int64_t next;      /* after the last record processed; -1: none */
    int64_t seen;      /* most that next ever was in this assignment */
    int64_t newest_ms; /* timestamp of the last record processed; -1: none */
    bool is_in_batch;  /* next goes into the open transaction */
    bool is_paused;
};

/* Zero-initialized memory is an empty table. Pointers into it move with add and remove. */
struct partitions {
    struct partition *items;
    size_t count;
    size_t capacity;
    struct stream_position *positions; /* room for a list of all */
};

void partitions_destroy(struct partitions *partitions);
struct partition *partitions_find(const struct partitions *partitions, const char *topic,
                                  int32_t partition);
/* False without memory. One that is there already starts anew. */
bool partitions_add(struct partitions *partitions, const char *topic, int32_t partition);
void partitions_remove(struct partitions *partitions, const char *topic, int32_t partition);

#endif
