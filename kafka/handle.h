/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KAFKA_HANDLE_H
#define KAFKA_HANDLE_H

#include "kafka/stream.h"

#include <stddef.h>

/* librdkafka handles: how they are configured, logged and got rid of. */

struct rd_kafka_s;
struct rd_kafka_conf_s;
struct rd_kafka_topic_partition_list_s;

/* A configuration: ours first, then what the user passes through, which wins. NULL with a message
 * naming the property in error. The caller
 * owns it until rd_kafka_new(). */
struct rd_kafka_conf_s *kafka_conf_new(const struct kafka_property *ours, size_t our_count,
                                       const struct kafka_property *passed, size_t passed_count,
                                       char *error, size_t error_bytes);
/* True when the user may pass this property through with this value. Else a sentence in error:
 * delivery depends on it, or librdkafka does not know it. */
bool kafka_property_check(const struct kafka_property *property, char *error, size_t error_bytes);

/* rd_kafka_destroy() in a thread of its own, without closing the consumer first. False when it did
 * not end within timeout_ms (librdkafka 2.0.2 can hang there); it goes on in the background. NULL
 * is fine. */
bool kafka_handle_destroy(struct rd_kafka_s *handle, int timeout_ms);

/* A list for librdkafka; the caller destroys it. NULL without memory. */
struct rd_kafka_topic_partition_list_s *kafka_list_new(const struct stream_position *positions,
                                                       size_t count);

/* True where an error tells that a broker cannot be reached. */
bool kafka_error_is_connection(int error);

#endif
