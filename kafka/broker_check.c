/* SPDX-License-Identifier: Apache-2.0 */
/* Topics as the broker tells of them: metadata for all, and for those that are read a fetch from
 * the end of a partition, by assignment, so that no group and no offset is touched. */
#include "kafka/broker_check.h"

#include "common/clock.h"
#include "kafka/handle.h"

#include <librdkafka/rdkafka.h>
#include <stdio.h>
#include <string.h>

enum { FETCH_MS = 1500 };

static const char *topic_trouble(const struct rd_kafka_metadata_topic *topic)
{
    if (topic->err == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
        return "not allowed";
    if (topic->err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || topic->partition_cnt == 0)
        return "does not exist";
    if (topic->err != RD_KAFKA_RESP_ERR_NO_ERROR)
        return rd_kafka_err2str(topic->err);
    for (int i = 0; i < topic->partition_cnt; i++)
        if (topic->partitions[i].leader < 0)
            return "has a partition without a leader";
    return NULL;
}

static enum status check_metadata(rd_kafka_t *handle, struct broker_check_topic *topic,
                                  int timeout_ms, char *error, size_t error_bytes)
{
    const struct rd_kafka_metadata *metadata = NULL;
    rd_kafka_topic_t *object = rd_kafka_topic_new(handle, topic->name, NULL);

    if (object == NULL) {
        topic->wrong = "is no name of a topic";
        return STATUS_OK;
    }
    rd_kafka_resp_err_t err = rd_kafka_metadata(handle, 0, object, &metadata, timeout_ms);

    if (err == RD_KAFKA_RESP_ERR_NO_ERROR && metadata->topic_cnt > 0)
        topic->wrong = topic_trouble(&metadata->topics[0]);
    else
        snprintf(error, error_bytes, "no answer from the brokers: %s", rd_kafka_err2str(err));
    if (metadata != NULL)
        rd_kafka_metadata_destroy(metadata);
    rd_kafka_topic_destroy(object);
    return err == RD_KAFKA_RESP_ERR_NO_ERROR ? STATUS_OK : STATUS_IO;
}

/* A fetch that is not allowed comes back as an error; one that is allowed as nothing. */
static void check_fetch(rd_kafka_t *handle, struct broker_check_topic *topic)
{
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    uint64_t end_ns = clock_monotonic_ns() + FETCH_MS * 1000000ull;

    rd_kafka_topic_partition_list_add(list, topic->name, 0)->offset = RD_KAFKA_OFFSET_END;
    if (rd_kafka_assign(handle, list) != RD_KAFKA_RESP_ERR_NO_ERROR)
        topic->wrong = "cannot be read";
    while (topic->wrong == NULL && clock_monotonic_ns() < end_ns) {
        rd_kafka_message_t *message = rd_kafka_consumer_poll(handle, 100);

        if (message == NULL)
            continue;
        if (message->err == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
            topic->wrong = "may not be read";
        bool is_record = message->err == RD_KAFKA_RESP_ERR_NO_ERROR;

        rd_kafka_message_destroy(message);
        if (is_record)
            break;
    }
    rd_kafka_assign(handle, NULL);
    rd_kafka_topic_partition_list_destroy(list);
}

static rd_kafka_t *open_handle(const struct broker_check *check, char *error, size_t error_bytes)
{
    const struct kafka_property ours[] = {
        {"bootstrap.servers", check->brokers}, {"client.id", "rasid-check"},
        {"group.id", "rasid-check"}, /* asked for by the library; never joined */
        {"enable.auto.commit", "false"},       {"allow.auto.create.topics", "false"},
    };
    rd_kafka_conf_t *conf = kafka_conf_new(ours, sizeof(ours) / sizeof(ours[0]), check->properties,
                                           check->property_count, error, error_bytes);
    rd_kafka_t *handle =
        conf == NULL ? NULL : rd_kafka_new(RD_KAFKA_CONSUMER, conf, error, error_bytes);

    if (conf != NULL && handle == NULL)
        rd_kafka_conf_destroy(conf);
    if (handle != NULL)
        rd_kafka_poll_set_consumer(handle);
    return handle;
}

enum status broker_check_topics(const struct broker_check *check, struct broker_check_topic *topics,
                                size_t count, char *error, size_t error_bytes)
{
    uint64_t end_ns = clock_monotonic_ns() + (uint64_t)check->timeout_ms * 1000000u;
    enum status status = STATUS_OK;
    rd_kafka_t *handle = open_handle(check, error, error_bytes);

    if (handle == NULL)
        return STATUS_CONFIG;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        uint64_t now_ns = clock_monotonic_ns();
        int left_ms = now_ns < end_ns ? (int)((end_ns - now_ns) / 1000000u) : 1;

        status = check_metadata(handle, &topics[i], left_ms, error, error_bytes);
        if (status == STATUS_OK && topics[i].is_read && topics[i].wrong == NULL)
            check_fetch(handle, &topics[i]);
    }
    kafka_handle_destroy(handle, 2000);
    return status;
}
