/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KAFKA_BROKER_CHECK_H
#define KAFKA_BROKER_CHECK_H

#include "common/status.h"
#include "kafka/stream.h"

#include <stdbool.h>
#include <stddef.h>

/* Asks the broker about topics without leaving a trace: no topic is made, nothing is written, no
 * group is joined. */

struct broker_check {
    const char *brokers;
    const struct kafka_property *properties; /* librdkafka's, passed through */
    size_t property_count;
    int timeout_ms; /* for the whole check */
};

struct broker_check_topic {
    const char *name;
    bool is_read;      /* else written */
    const char *wrong; /* out: static, or NULL when it is there and may be used */
};

/* Fills wrong for every topic: whether it exists, its partitions have leaders and, for topics that
 * are read, a fetch is allowed. Whether a topic may be written shows only as far as its metadata
 * may be seen: Kafka tells more to nobody who does not write. STATUS_IO with a message in error
 * when the brokers cannot be reached; STATUS_CONFIG when a property is wrong. */
enum status broker_check_topics(const struct broker_check *check, struct broker_check_topic *topics,
                                size_t count, char *error, size_t error_bytes) MUST_CHECK;

#endif
