/* SPDX-License-Identifier: Apache-2.0 */
/* librdkafka's mock cluster behind a handle of its own. Made apart from any client by
 * rd_kafka_mock_cluster_new(), which still wants a client instance to hang its threads on: an idle
 * producer without brokers. */
#include "consumers/embedded_broker.h"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <stdio.h>
#include <stdlib.h>

struct embedded_broker {
    rd_kafka_t *handle;
    rd_kafka_mock_cluster_t *cluster;
};

struct embedded_broker *embedded_broker_start(char *error, size_t error_bytes)
{
    struct embedded_broker *broker = calloc(1, sizeof(*broker));

    if (broker == NULL) {
        snprintf(error, error_bytes, "no memory");
        return NULL;
    }
    broker->handle = rd_kafka_new(RD_KAFKA_PRODUCER, NULL, error, error_bytes);
    if (broker->handle == NULL) {
        free(broker);
        return NULL;
    }
    broker->cluster = rd_kafka_mock_cluster_new(broker->handle, 1);
    if (broker->cluster == NULL) {
        snprintf(error, error_bytes, "the embedded broker found no port to listen on");
        embedded_broker_stop(broker);
        return NULL;
    }
    return broker;
}

const char *embedded_broker_bootstrap(const struct embedded_broker *broker)
{
    return rd_kafka_mock_cluster_bootstraps(broker->cluster);
}

bool embedded_broker_create_topic(struct embedded_broker *broker, const char *topic,
                                  int partition_count)
{
    return rd_kafka_mock_topic_create(broker->cluster, topic, partition_count, 1) ==
           RD_KAFKA_RESP_ERR_NO_ERROR;
}

void *embedded_broker_cluster(struct embedded_broker *broker)
{
    return broker->cluster;
}

void embedded_broker_stop(struct embedded_broker *broker)
{
    if (broker == NULL)
        return;
    if (broker->cluster != NULL)
        rd_kafka_mock_cluster_destroy(broker->cluster);
    rd_kafka_destroy(broker->handle);
    free(broker);
}
