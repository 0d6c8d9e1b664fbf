/* SPDX-License-Identifier: Apache-2.0 */
/* The librdkafka producer, idempotent or transactional. Transactional calls are made with short
 * times and called again until they end, so that the loop that owns the producer lives. librdkafka
 * says with three bits what an error means; with none of them set it is taken as fatal, because
 * going on after an unknown error is how records get lost. */
#include "producers/producer.h"

#include "kafka/handle.h"

#include <librdkafka/rdkafka.h>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

struct kafka_producer {
    struct producer producer;
    rd_kafka_t *handle;
    rd_kafka_queue_t *queue;
    delivery_fn delivery;
    void *delivery_arg;
    void (*wakeup)(void *arg);
    void *wakeup_arg;
    size_t message_bytes_max;
    bool is_broker_up;
    bool is_ending; /* the end of the open transaction was asked for */
    bool is_suspect;
    bool is_fatal;
    char error[512];
};

static struct kafka_producer *from(const struct producer *producer)
{
    return (struct kafka_producer *)producer;
}

static void on_queue(rd_kafka_t *handle, void *arg)
{
    struct kafka_producer *self = arg;

    (void)handle;
    self->wakeup(self->wakeup_arg);
}

static void on_error(rd_kafka_t *handle, int code, const char *reason, void *arg)
{
    struct kafka_producer *self = arg;

    if (code == RD_KAFKA_RESP_ERR__FATAL) {
        self->is_fatal = true;
        rd_kafka_fatal_error(handle, self->error, sizeof(self->error));
        return;
    }
    if (kafka_error_is_connection(code))
        self->is_suspect = true;
    if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
        self->is_broker_up = false;
    snprintf(self->error, sizeof(self->error), "%s", reason);
}

static enum delivery_result result_of(rd_kafka_resp_err_t code)
{
    switch (code) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
        return DELIVERY_DONE;
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE:
    case RD_KAFKA_RESP_ERR_INVALID_RECORD:
    case RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP:
        return DELIVERY_REFUSED;
    default:
        return DELIVERY_FAILED;
    }
}

static void on_delivery(rd_kafka_t *handle, const rd_kafka_message_t *message, void *arg)
{
    struct kafka_producer *self = arg;
    enum delivery_result result = result_of(message->err);

    (void)handle;
    if (result == DELIVERY_DONE)
        self->is_broker_up = true;
    self->delivery(self->delivery_arg, (uint64_t)(uintptr_t)message->_private, result,
                   rd_kafka_err2str(message->err));
}

static rd_kafka_headers_t *headers_new(const struct message *message)
{
    rd_kafka_headers_t *headers = rd_kafka_headers_new(message->header_count);

    for (size_t i = 0; i < message->header_count; i++)
        rd_kafka_header_add(headers, message->headers[i].name, -1, message->headers[i].value.ptr,
                            (ssize_t)message->headers[i].value.len);
    return headers;
}

static enum status send_message(struct producer *producer, const struct message *message)
{
    struct kafka_producer *self = from(producer);
    rd_kafka_headers_t *headers = headers_new(message);
    rd_kafka_resp_err_t code = rd_kafka_producev(
        self->handle, RD_KAFKA_V_TOPIC(message->topic), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
        RD_KAFKA_V_KEY(message->key.ptr, message->key.len),
        RD_KAFKA_V_VALUE((void *)(uintptr_t)message->value.ptr, message->value.len),
        RD_KAFKA_V_TIMESTAMP(message->timestamp_ms), RD_KAFKA_V_HEADERS(headers),
        RD_KAFKA_V_OPAQUE((void *)(uintptr_t)message->ticket), RD_KAFKA_V_END);

    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        return STATUS_OK;
    rd_kafka_headers_destroy(headers); /* ours again after a failure */
    if (code == RD_KAFKA_RESP_ERR__QUEUE_FULL)
        return STATUS_AGAIN;
    if (code == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
        return STATUS_LIMIT;
    snprintf(self->error, sizeof(self->error), "%s", rd_kafka_err2str(code));
    return STATUS_IO;
}

static void serve(struct producer *producer)
{
    rd_kafka_poll(from(producer)->handle, 0);
}

static size_t queue_length(const struct producer *producer)
{
    return (size_t)rd_kafka_outq_len(from(producer)->handle);
}

static size_t message_bytes_max(const struct producer *producer)
{
    return from(producer)->message_bytes_max;
}

static void purge(struct producer *producer)
{
    struct kafka_producer *self = from(producer);

    rd_kafka_purge(self->handle, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    rd_kafka_poll(self->handle, 0);
}

/* Takes the error. */
static enum transaction_result classify(struct kafka_producer *self, const char *call,
                                        rd_kafka_error_t *error)
{
    enum transaction_result result = TRANSACTION_FATAL;

    if (error == NULL) {
        self->is_broker_up = true;
        return TRANSACTION_OK;
    }
    if (rd_kafka_error_is_fatal(error))
        result = TRANSACTION_FATAL;
    else if (rd_kafka_error_txn_requires_abort(error))
        result = TRANSACTION_ABORT;
    else if (rd_kafka_error_is_retriable(error))
        result = TRANSACTION_AGAIN;
    snprintf(self->error, sizeof(self->error), "%s: %s: %s", call, rd_kafka_error_name(error),
             rd_kafka_error_string(error));
    rd_kafka_error_destroy(error);
    return result;
}

static enum transaction_result init(struct producer *producer, int timeout_ms)
{
    struct kafka_producer *self = from(producer);

    return classify(self, "init_transactions",
                    rd_kafka_init_transactions(self->handle, timeout_ms));
}

static enum transaction_result begin(struct producer *producer)
{
    struct kafka_producer *self = from(producer);

    self->is_ending = false;
    self->is_suspect = false;
    return classify(self, "begin_transaction", rd_kafka_begin_transaction(self->handle));
}

static enum transaction_result send_offsets(struct producer *producer,
                                            const struct stream_position *positions, size_t count,
                                            struct strview group_metadata, int timeout_ms)
{
    struct kafka_producer *self = from(producer);
    rd_kafka_consumer_group_metadata_t *metadata = NULL;
    rd_kafka_error_t *error =
        rd_kafka_consumer_group_metadata_read(&metadata, group_metadata.ptr, group_metadata.len);

    if (error != NULL)
        return classify(self, "group_metadata", error);
    rd_kafka_topic_partition_list_t *list = kafka_list_new(positions, count);

    error = rd_kafka_send_offsets_to_transaction(self->handle, list, metadata, timeout_ms);
    rd_kafka_topic_partition_list_destroy(list);
    rd_kafka_consumer_group_metadata_destroy(metadata);
    return classify(self, "send_offsets_to_transaction", error);
}

/* From here on a broken connection leaves it open whether the end arrived. What broke before is no
 * matter: it is served first. */
static void begin_end(struct kafka_producer *self)
{
    if (self->is_ending)
        return;
    rd_kafka_poll(self->handle, 0);
    self->is_ending = true;
    self->is_suspect = false;
}

static enum transaction_result commit(struct producer *producer, int timeout_ms)
{
    struct kafka_producer *self = from(producer);

    begin_end(self);
    return classify(self, "commit_transaction",
                    rd_kafka_commit_transaction(self->handle, timeout_ms));
}

static enum transaction_result abort_transaction(struct producer *producer, int timeout_ms)
{
    struct kafka_producer *self = from(producer);

    begin_end(self);
    return classify(self, "abort_transaction",
                    rd_kafka_abort_transaction(self->handle, timeout_ms));
}

static bool is_suspect(const struct producer *producer)
{
    return from(producer)->is_suspect;
}

static bool is_fatal(const struct producer *producer)
{
    return from(producer)->is_fatal;
}

static bool is_broker_up(const struct producer *producer)
{
    return from(producer)->is_broker_up;
}

static const char *error_text(const struct producer *producer)
{
    return from(producer)->error;
}

static bool free_producer(struct producer *producer, int timeout_ms)
{
    struct kafka_producer *self = from(producer);

    rd_kafka_queue_cb_event_enable(self->queue, NULL, NULL);
    rd_kafka_queue_destroy(self->queue);
    rd_kafka_purge(self->handle, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT |
                                     RD_KAFKA_PURGE_F_NON_BLOCKING);
    bool is_gone = kafka_handle_destroy(self->handle, timeout_ms);

    /* A handle that hangs may still call on_error() with self: then self stays. */
    if (is_gone)
        free(self);
    return is_gone;
}

static const struct producer_ops kafka_producer_ops = {
    .send = send_message,
    .serve = serve,
    .queue_length = queue_length,
    .message_bytes_max = message_bytes_max,
    .purge = purge,
    .init = init,
    .begin = begin,
    .send_offsets = send_offsets,
    .commit = commit,
    .abort = abort_transaction,
    .is_suspect = is_suspect,
    .is_fatal = is_fatal,
    .is_broker_up = is_broker_up,
    .error = error_text,
    .free = free_producer,
};

static rd_kafka_t *handle_new(const struct kafka_producer_options *options,
                              struct kafka_producer *self, char *error, size_t error_bytes)
{
    bool is_transactional = options->transactional_id != NULL;
    char buffered[16];
    const struct kafka_property ours[] = {
        {"bootstrap.servers", options->brokers},
        {"transactional.id", options->transactional_id},
        {"enable.idempotence", "true"},
        /* How long a dead instance may hold back read_committed readers. */
        {"transaction.timeout.ms", is_transactional ? "15000" : NULL},
        /* at_least_once waits for a broker that is away; a transaction has its own timeout. */
        {"message.timeout.ms", is_transactional ? NULL : "0"},
        {"partitioner", "murmur2_random"},
        {"queue.buffering.max.kbytes", buffered},
        /* A dead letter is larger than its record; the topic's own limit decides. */
        {"message.max.bytes", "10485760"},
        {"topic.metadata.refresh.interval.ms", "30000"},
        {"socket.keepalive.enable", "true"},
        {"client.id", "rasid"},
    };

    snprintf(buffered, sizeof(buffered), "%u", options->buffer_kbytes);
    rd_kafka_conf_t *conf =
        kafka_conf_new(ours, sizeof(ours) / sizeof(ours[0]), options->properties,
                       options->property_count, error, error_bytes);

    if (conf == NULL)
        return NULL;
    rd_kafka_conf_set_opaque(conf, self);
    rd_kafka_conf_set_error_cb(conf, on_error);
    rd_kafka_conf_set_dr_msg_cb(conf, on_delivery);
    rd_kafka_t *handle = rd_kafka_new(RD_KAFKA_PRODUCER, conf, error, error_bytes);

    if (handle == NULL)
        rd_kafka_conf_destroy(conf);
    return handle;
}

static size_t message_limit(rd_kafka_t *handle)
{
    char text[32];
    size_t size = sizeof(text);
    unsigned long long limit = 0;

    if (rd_kafka_conf_get(rd_kafka_conf(handle), "message.max.bytes", text, &size) !=
            RD_KAFKA_CONF_OK ||
        !strview_to_unsigned(strview_from(text), &limit))
        return 1000000; /* librdkafka's default */
    return (size_t)limit;
}

struct producer *kafka_producer_new(const struct kafka_producer_options *options, char *error,
                                    size_t error_bytes)
{
    struct kafka_producer *self = calloc(1, sizeof(*self));

    assert(options->wakeup != NULL);
    assert(options->delivery != NULL);
    if (self == NULL) {
        snprintf(error, error_bytes, "no memory");
        return NULL;
    }
    self->producer.ops = &kafka_producer_ops;
    self->delivery = options->delivery;
    self->delivery_arg = options->delivery_arg;
    self->wakeup = options->wakeup;
    self->wakeup_arg = options->wakeup_arg;
    self->handle = handle_new(options, self, error, error_bytes);
    if (self->handle == NULL) {
        free(self);
        return NULL;
    }
    self->message_bytes_max = message_limit(self->handle);
    self->queue = rd_kafka_queue_get_main(self->handle);
    rd_kafka_queue_cb_event_enable(self->queue, on_queue, self);
    return &self->producer;
}
