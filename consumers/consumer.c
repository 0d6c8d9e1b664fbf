/* SPDX-License-Identifier: Apache-2.0 */
/* A consumer group member on librdkafka, by its event queue: one record a poll (the batch call
 * skips offsets around pause and seek in 2.0.2), and rebalances as items that may be answered
 * later, so that a transaction can end in its own time. The queue's callback fires only when the
 * queue turns from empty to non-empty: whoever stops early must come back by himself. */
#include "consumers/consumer.h"

#include "kafka/handle.h"

#include <librdkafka/rdkafka.h>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct kafka_consumer {
    struct consumer consumer;
    rd_kafka_t *handle;
    rd_kafka_queue_t *queue;
    rd_kafka_queue_t *close_queue; /* takes over from queue while closing */
    wakeup_fn wakeup;
    void *wakeup_arg;
    bool is_broker_up;
    bool was_assigned;
    struct stream_header *headers; /* of the record in hand */
    size_t header_capacity;
    struct stream_position *positions; /* of the rebalance in hand */
    char error[512];
};

static struct kafka_consumer *from(const struct consumer *consumer)
{
    return (struct kafka_consumer *)consumer;
}

static void on_queue(rd_kafka_t *handle, void *arg)
{
    struct kafka_consumer *self = arg;

    (void)handle;
    self->wakeup(self->wakeup_arg);
}

static bool take_headers(struct kafka_consumer *self, const rd_kafka_message_t *message,
                         struct record *record)
{
    rd_kafka_headers_t *headers;

    if (rd_kafka_message_headers(message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return true;
    size_t count = rd_kafka_header_cnt(headers);

    if (count > self->header_capacity) {
        struct stream_header *room = realloc(self->headers, count * sizeof(*room));

        if (room == NULL)
            return false;
        self->headers = room;
        self->header_capacity = count;
    }
    for (size_t i = 0; i < count; i++) {
        const void *value = NULL;

        rd_kafka_header_get_all(headers, i, &self->headers[i].name, &value,
                                &self->headers[i].value.len);
        self->headers[i].value.ptr = value;
    }
    record->headers = self->headers;
    record->header_count = count;
    return true;
}

/* Errors come as events of their own and, from inside the group, in the place of a record. */
static void take_trouble(struct kafka_consumer *self, rd_kafka_resp_err_t code, const char *text,
                         struct consumer_item *item)
{
    char reason[sizeof(self->error)];

    item->kind = CONSUMER_TROUBLE;
    if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
        self->is_broker_up = false;
    snprintf(self->error, sizeof(self->error), "%s", text == NULL ? "" : text);
    /* A member that was fenced says so by its own code, not always by that of fatal errors. */
    if (rd_kafka_fatal_error(self->handle, reason, sizeof(reason)) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        item->kind = CONSUMER_FATAL;
        snprintf(self->error, sizeof(self->error), "%s", reason);
    }
    item->error = self->error;
}

static void take_record(struct kafka_consumer *self, rd_kafka_event_t *event,
                        struct consumer_item *item)
{
    const rd_kafka_message_t *message = rd_kafka_event_message_next(event);
    rd_kafka_timestamp_type_t kind;

    if (message == NULL)
        return;
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
        take_trouble(self, message->err, rd_kafka_message_errstr(message), item);
        return;
    }
    self->is_broker_up = true;
    item->kind = CONSUMER_RECORD;
    item->record = (struct record){
        .from = {rd_kafka_topic_name(message->rkt), message->partition, message->offset},
        .timestamp_ms = rd_kafka_message_timestamp(message, &kind),
        .key = {message->key, message->key_len},
        .value = {message->payload, message->len},
    };
    if (kind == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE)
        item->record.timestamp_ms = -1;
    if (!take_headers(self, message, &item->record)) {
        item->kind = CONSUMER_FATAL;
        item->error = "no memory for the headers of a record";
    }
}

static void take_rebalance(struct kafka_consumer *self, rd_kafka_event_t *event,
                           struct consumer_item *item)
{
    const rd_kafka_topic_partition_list_t *list = rd_kafka_event_topic_partition_list(event);
    size_t count = list == NULL ? 0 : (size_t)list->cnt;

    free(self->positions);
    self->positions = calloc(count + 1, sizeof(*self->positions));
    if (self->positions == NULL) {
        item->kind = CONSUMER_FATAL;
        item->error = "no memory for an assignment";
        return;
    }
    for (size_t i = 0; i < count; i++)
        self->positions[i] =
            (struct stream_position){list->elems[i].topic, list->elems[i].partition, -1};
    item->positions = self->positions;
    item->position_count = count;
    item->kind = rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS
                     ? CONSUMER_ASSIGN
                     : CONSUMER_REVOKE;
    item->is_lost = item->kind == CONSUMER_REVOKE && rd_kafka_assignment_lost(self->handle) != 0;
}

static void poll_item(struct consumer *consumer, struct consumer_item *item)
{
    struct kafka_consumer *self = from(consumer);
    rd_kafka_event_t *event =
        rd_kafka_queue_poll(self->close_queue != NULL ? self->close_queue : self->queue, 0);

    memset(item, 0, sizeof(*item));
    item->handle = event;
    if (event == NULL)
        return;
    item->kind = CONSUMER_SERVED;
    switch (rd_kafka_event_type(event)) {
    case RD_KAFKA_EVENT_FETCH:
        take_record(self, event, item);
        break;
    case RD_KAFKA_EVENT_REBALANCE:
        take_rebalance(self, event, item);
        break;
    case RD_KAFKA_EVENT_ERROR:
        take_trouble(self, rd_kafka_event_error(event), rd_kafka_event_error_string(event), item);
        break;
    case RD_KAFKA_EVENT_STATS:
        /* Of all statistics only one thing is read: that some broker's state is up. */
        self->is_broker_up = strstr(rd_kafka_event_stats(event), "\"state\":\"UP\"") != NULL;
        break;
    default:
        break;
    }
}

static void release_item(struct consumer *consumer, struct consumer_item *item)
{
    (void)consumer;
    if (item->handle != NULL)
        rd_kafka_event_destroy(item->handle);
    memset(item, 0, sizeof(*item));
}

static bool is_cooperative(const struct kafka_consumer *self)
{
    const char *protocol = rd_kafka_rebalance_protocol(self->handle);

    return protocol != NULL && strcmp(protocol, "COOPERATIVE") == 0;
}

static enum status change_assignment(struct kafka_consumer *self, const struct consumer_item *item,
                                     bool is_assign)
{
    rd_kafka_topic_partition_list_t *list = rd_kafka_event_topic_partition_list(item->handle);
    rd_kafka_error_t *error = NULL;
    rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_NO_ERROR;

    if (!is_cooperative(self))
        code = rd_kafka_assign(self->handle, is_assign ? list : NULL);
    else if (is_assign)
        error = rd_kafka_incremental_assign(self->handle, list);
    else
        error = rd_kafka_incremental_unassign(self->handle, list);
    if (error != NULL)
        code = rd_kafka_error_code(error);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        snprintf(self->error, sizeof(self->error), "%s",
                 error != NULL ? rd_kafka_error_string(error) : rd_kafka_err2str(code));
    if (error != NULL)
        rd_kafka_error_destroy(error);
    return code == RD_KAFKA_RESP_ERR_NO_ERROR ? STATUS_OK : STATUS_IO;
}

static enum status assign(struct consumer *consumer, const struct consumer_item *item)
{
    from(consumer)->was_assigned = true;
    return change_assignment(from(consumer), item, true);
}

static enum status unassign(struct consumer *consumer, const struct consumer_item *item)
{
    return change_assignment(from(consumer), item, false);
}

static bool is_assignment_lost(const struct consumer *consumer)
{
    return rd_kafka_assignment_lost(from(consumer)->handle) != 0;
}

static enum status
pause_or_resume(struct consumer *consumer, const struct stream_position *positions, size_t count,
                rd_kafka_resp_err_t (*call)(rd_kafka_t *, rd_kafka_topic_partition_list_t *))
{
    rd_kafka_topic_partition_list_t *list = kafka_list_new(positions, count);

    if (list == NULL)
        return STATUS_NO_MEMORY;
    rd_kafka_resp_err_t code = call(from(consumer)->handle, list);

    rd_kafka_topic_partition_list_destroy(list);
    return code == RD_KAFKA_RESP_ERR_NO_ERROR ? STATUS_OK : STATUS_IO;
}

static enum status pause_positions(struct consumer *consumer,
                                   const struct stream_position *positions, size_t count)
{
    return pause_or_resume(consumer, positions, count, rd_kafka_pause_partitions);
}

static enum status resume_positions(struct consumer *consumer,
                                    const struct stream_position *positions, size_t count)
{
    return pause_or_resume(consumer, positions, count, rd_kafka_resume_partitions);
}

/* Errors of a coordinator that moves, loads or cannot be reached pass by themselves. */
static enum status status_of(rd_kafka_resp_err_t code)
{
    switch (code) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
        return STATUS_OK;
    case RD_KAFKA_RESP_ERR__WAIT_COORD:
    case RD_KAFKA_RESP_ERR__IN_PROGRESS:
    case RD_KAFKA_RESP_ERR__RETRY:
    case RD_KAFKA_RESP_ERR__OUTDATED:
    case RD_KAFKA_RESP_ERR__PREV_IN_PROGRESS:
    case RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS:
    case RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE:
    case RD_KAFKA_RESP_ERR_NOT_COORDINATOR:
    case RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT:
    case RD_KAFKA_RESP_ERR_UNSTABLE_OFFSET_COMMIT:
    case RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS:
        return STATUS_AGAIN;
    default:
        return kafka_error_is_connection(code) ? STATUS_AGAIN : STATUS_IO;
    }
}

static enum status committed(struct consumer *consumer, struct stream_position *positions,
                             size_t count, int timeout_ms)
{
    rd_kafka_topic_partition_list_t *list = kafka_list_new(positions, count);

    if (list == NULL)
        return STATUS_NO_MEMORY;
    enum status status = status_of(rd_kafka_committed(from(consumer)->handle, list, timeout_ms));

    for (int i = 0; i < list->cnt && status == STATUS_OK; i++) {
        status = status_of(list->elems[i].err);
        /* librdkafka keeps the order of the list. */
        positions[i].offset = list->elems[i].offset < 0 ? -1 : list->elems[i].offset;
    }
    rd_kafka_topic_partition_list_destroy(list);
    return status;
}

static enum status seek(struct consumer *consumer, const struct stream_position *positions,
                        size_t count, int timeout_ms)
{
    rd_kafka_topic_partition_list_t *list = kafka_list_new(positions, count);
    enum status status = STATUS_OK;

    if (list == NULL)
        return STATUS_NO_MEMORY;
    rd_kafka_error_t *error = rd_kafka_seek_partitions(from(consumer)->handle, list, timeout_ms);

    if (error != NULL) {
        status = status_of(rd_kafka_error_code(error));
        rd_kafka_error_destroy(error);
    }
    /* A partition that was taken away meanwhile needs no seek: its revoke is on the way. */
    for (int i = 0; i < list->cnt && status == STATUS_OK; i++)
        if (list->elems[i].err != RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION &&
            list->elems[i].err != RD_KAFKA_RESP_ERR__STATE)
            status = status_of(list->elems[i].err);
    rd_kafka_topic_partition_list_destroy(list);
    return status;
}

static enum status store(struct consumer *consumer, const struct stream_position *position)
{
    rd_kafka_topic_partition_list_t *list = kafka_list_new(position, 1);

    if (list == NULL)
        return STATUS_NO_MEMORY;
    rd_kafka_resp_err_t code = rd_kafka_offsets_store(from(consumer)->handle, list);

    rd_kafka_topic_partition_list_destroy(list);
    return code == RD_KAFKA_RESP_ERR_NO_ERROR ? STATUS_OK : STATUS_IO;
}

static enum status group_metadata(struct consumer *consumer, struct buffer *out)
{
    rd_kafka_consumer_group_metadata_t *metadata =
        rd_kafka_consumer_group_metadata(from(consumer)->handle);
    void *bytes = NULL;
    size_t size = 0;

    if (metadata == NULL)
        return STATUS_IO;
    rd_kafka_error_t *error = rd_kafka_consumer_group_metadata_write(metadata, &bytes, &size);
    enum status status = STATUS_IO;

    if (error == NULL) {
        status = buffer_append(out, bytes, size) ? STATUS_OK : STATUS_NO_MEMORY;
        rd_kafka_mem_free(from(consumer)->handle, bytes);
    } else {
        rd_kafka_error_destroy(error);
    }
    rd_kafka_consumer_group_metadata_destroy(metadata);
    return status;
}

static int64_t end_offset(const struct consumer *consumer, const struct stream_position *position)
{
    int64_t low = -1;
    int64_t high = -1;

    if (rd_kafka_get_watermark_offsets(from(consumer)->handle, position->topic, position->partition,
                                       &low, &high) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return -1;
    return high < 0 ? -1 : high;
}

static bool is_broker_up(const struct consumer *consumer)
{
    return from(consumer)->is_broker_up;
}

/* The group knows it. */
static bool is_member(const struct kafka_consumer *self)
{
    char *member = rd_kafka_memberid(self->handle);
    bool has_id = member != NULL && member[0] != '\0';

    if (member != NULL)
        rd_kafka_mem_free(self->handle, member);
    return has_id;
}

static bool is_joined(const struct consumer *consumer)
{
    return from(consumer)->was_assigned || is_member(from(consumer));
}

/* librdkafka 2.0.2 may crash when a cooperative member that never had an assignment closes
 * (fixed in 2.3.0), so that one does not: it stays a static member until its session ends. */
static void close_consumer(struct consumer *consumer)
{
    struct kafka_consumer *self = from(consumer);

    if (!self->was_assigned || self->close_queue != NULL)
        return;
    self->close_queue = rd_kafka_queue_new(self->handle);
    rd_kafka_queue_cb_event_enable(self->queue, NULL, NULL);
    rd_kafka_queue_cb_event_enable(self->close_queue, on_queue, self);
    rd_kafka_error_t *error = rd_kafka_consumer_close_queue(self->handle, self->close_queue);

    if (error != NULL)
        rd_kafka_error_destroy(error); /* already closed, or fatal: there is nothing to serve */
}

static bool is_closed(const struct consumer *consumer)
{
    struct kafka_consumer *self = from(consumer);

    return !self->was_assigned || rd_kafka_consumer_closed(self->handle) != 0;
}

static bool free_consumer(struct consumer *consumer, int timeout_ms)
{
    struct kafka_consumer *self = from(consumer);
    /* Destroying a member that never had an assignment meets the same fault as closing it: it is
     * left to the end of the process. */
    bool is_left = !self->was_assigned && is_member(self);
    bool is_gone;

    rd_kafka_queue_cb_event_enable(self->queue, NULL, NULL);
    rd_kafka_queue_destroy(self->queue);
    if (self->close_queue != NULL) {
        rd_kafka_queue_cb_event_enable(self->close_queue, NULL, NULL);
        rd_kafka_queue_destroy(self->close_queue);
    }
    is_gone = !is_left && kafka_handle_destroy(self->handle, timeout_ms);
    free(self->headers);
    free(self->positions);
    free(self);
    return is_gone;
}

static const struct consumer_ops kafka_consumer_ops = {
    .poll = poll_item,
    .release = release_item,
    .assign = assign,
    .unassign = unassign,
    .is_assignment_lost = is_assignment_lost,
    .pause = pause_positions,
    .resume = resume_positions,
    .committed = committed,
    .seek = seek,
    .store = store,
    .group_metadata = group_metadata,
    .end_offset = end_offset,
    .is_broker_up = is_broker_up,
    .is_joined = is_joined,
    .close = close_consumer,
    .is_closed = is_closed,
    .free = free_consumer,
};

static rd_kafka_t *handle_new(const struct kafka_consumer_options *options, char *error,
                              size_t error_bytes)
{
    char prefetch[16];
    const struct kafka_property ours[] = {
        {"bootstrap.servers", options->brokers},
        {"group.id", options->group},
        {"group.instance.id", options->instance},
        {"partition.assignment.strategy", "cooperative-sticky"},
        {"auto.offset.reset", "earliest"},
        /* read_committed also makes a new owner wait for its predecessor's pending offsets. */
        {"isolation.level", "read_committed"},
        {"enable.auto.commit", options->is_transactional ? "false" : "true"},
        {"auto.commit.interval.ms", "1000"},
        {"enable.auto.offset.store", "false"},
        {"enable.partition.eof", "false"},
        {"queued.max.messages.kbytes", prefetch},
        {"fetch.max.bytes", "8388608"},
        {"statistics.interval.ms", "5000"},
        {"topic.metadata.refresh.interval.ms", "30000"},
        {"socket.keepalive.enable", "true"},
        {"client.id", "rasid"},
    };

    snprintf(prefetch, sizeof(prefetch), "%u", options->prefetch_kbytes);
    rd_kafka_conf_t *conf =
        kafka_conf_new(ours, sizeof(ours) / sizeof(ours[0]), options->properties,
                       options->property_count, error, error_bytes);

    if (conf == NULL)
        return NULL;
    rd_kafka_conf_set_events(conf, RD_KAFKA_EVENT_REBALANCE | RD_KAFKA_EVENT_ERROR |
                                       RD_KAFKA_EVENT_STATS);
    rd_kafka_t *handle = rd_kafka_new(RD_KAFKA_CONSUMER, conf, error, error_bytes);

    if (handle == NULL)
        rd_kafka_conf_destroy(conf);
    return handle;
}

static bool subscribe(rd_kafka_t *handle, const struct kafka_consumer_options *options, char *error,
                      size_t error_bytes)
{
    rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new((int)options->topic_count);

    for (size_t i = 0; i < options->topic_count; i++)
        rd_kafka_topic_partition_list_add(list, options->topics[i], RD_KAFKA_PARTITION_UA);
    rd_kafka_resp_err_t code = rd_kafka_subscribe(handle, list);

    rd_kafka_topic_partition_list_destroy(list);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        snprintf(error, error_bytes, "subscribing failed: %s", rd_kafka_err2str(code));
    return code == RD_KAFKA_RESP_ERR_NO_ERROR;
}

struct consumer *kafka_consumer_new(const struct kafka_consumer_options *options, char *error,
                                    size_t error_bytes)
{
    struct kafka_consumer *self = calloc(1, sizeof(*self));

    assert(options->wakeup != NULL);
    if (self == NULL) {
        snprintf(error, error_bytes, "no memory");
        return NULL;
    }
    self->consumer.ops = &kafka_consumer_ops;
    self->wakeup = options->wakeup;
    self->wakeup_arg = options->wakeup_arg;
    self->handle = handle_new(options, error, error_bytes);
    if (self->handle == NULL) {
        free(self);
        return NULL;
    }
    rd_kafka_poll_set_consumer(self->handle);
    self->queue = rd_kafka_queue_get_consumer(self->handle);
    rd_kafka_queue_cb_event_enable(self->queue, on_queue, self);
    if (!subscribe(self->handle, options, error, error_bytes)) {
        free_consumer(&self->consumer, 5000);
        return NULL;
    }
    return &self->consumer;
}
