/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CONSUMERS_EMBEDDED_BROKER_H
#define CONSUMERS_EMBEDDED_BROKER_H

#include <stdbool.h>
#include <stddef.h>

/* librdkafka's mock cluster in this process, for `rasid run --embedded` and tests: listens on
 * loopback at a port of the kernel's choice, keeps about 5 MiB a partition, forgets all at the end,
 * and has no transaction isolation. */
struct embedded_broker;

/* NULL with a message in error. */
struct embedded_broker *embedded_broker_start(char *error, size_t error_bytes);
/* "127.0.0.1:port"; lives as long as the broker. */
const char *embedded_broker_bootstrap(const struct embedded_broker *broker);
/* Makes a topic; false when that failed. Topics unknown to it are made with 4 partitions on use. */
bool embedded_broker_create_topic(struct embedded_broker *broker, const char *topic,
                                  int partition_count);
/* librdkafka's rd_kafka_mock_cluster_t, for tests that inject faults. */
void *embedded_broker_cluster(struct embedded_broker *broker);
void embedded_broker_stop(struct embedded_broker *broker);

#endif
