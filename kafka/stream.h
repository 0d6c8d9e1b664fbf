/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KAFKA_STREAM_H
#define KAFKA_STREAM_H

#include "common/strview.h"

#include <stdint.h>

/* What consumers and producers have in common: places in a stream, headers, properties. */

enum { KAFKA_TOPIC_BYTES = 250 }; /* the longest topic name is 249 bytes */

/* A place in the stream. topic belongs to whoever made the struct. */
struct stream_position {
    const char *topic;
    int32_t partition;
    int64_t offset;
};

struct stream_header {
    const char *name;
    struct strview value; /* ptr NULL: a null value, which Kafka tells from an empty one */
};

/* One librdkafka property, passed through as it is. */
struct kafka_property {
    const char *name;
    const char *value;
};

#endif
