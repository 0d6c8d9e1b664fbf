/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PRODUCERS_PRODUCER_H
#define PRODUCERS_PRODUCER_H

#include "common/status.h"
#include "kafka/stream.h"

/* Records out, and the transaction that binds them to the offsets they come from. One table of
 * operations, so that a deterministic fake stands behind it in tests. One thread owns a producer;
 * only the wakeup comes from another. */

struct message {
    const char *topic;
    struct strview key;   /* ptr NULL: null */
    struct strview value; /* ptr NULL: null */
    const struct stream_header *headers;
    size_t header_count;
    int64_t timestamp_ms;
    uint64_t ticket; /* comes back with the delivery */
};

enum delivery_result {
    DELIVERY_DONE,    /* the broker has it */
    DELIVERY_FAILED,  /* it was given up: with its transaction, or for a reason of the surroundings
                       */
    DELIVERY_REFUSED, /* the broker will never take this message (its size, its format) */
};

typedef void (*delivery_fn)(void *arg, uint64_t ticket, enum delivery_result result,
                            const char *error);

/* What a transactional call says. */
enum transaction_result {
    TRANSACTION_OK,
    TRANSACTION_AGAIN, /* not finished within the time: call the same function again */
    TRANSACTION_ABORT, /* abort(), then rewind */
    TRANSACTION_FATAL, /* this producer is of no use any more: fenced, or state lost */
};

struct producer;

struct producer_ops {
    /* Copies the message into the send queue. STATUS_AGAIN: the queue is full; STATUS_LIMIT: larger
     * than message_bytes_max(); STATUS_IO: the transaction or the producer failed, the next
     * transactional call tells which. */
    enum status (*send)(struct producer *producer, const struct message *message);
    /* Runs what came: deliveries, errors. Never waits. */
    void (*serve)(struct producer *producer);
    /* Messages not acknowledged yet. */
    size_t (*queue_length)(const struct producer *producer);
    /* Largest message, key and headers counted, that send() takes. */
    size_t (*message_bytes_max)(const struct producer *producer);
    /* Throws away what is queued or in flight (at_least_once, before a rewind). Deliveries come as
     * DELIVERY_FAILED. */
    void (*purge)(struct producer *producer);
    /* Transactions. Each call waits timeout_ms at most; error() says why one was not OK. */
    enum transaction_result (*init)(struct producer *producer, int timeout_ms);
    enum transaction_result (*begin)(struct producer *producer);
    enum transaction_result (*send_offsets)(struct producer *producer,
                                            const struct stream_position *positions, size_t count,
                                            struct strview group_metadata, int timeout_ms);
    enum transaction_result (*commit)(struct producer *producer, int timeout_ms);
    enum transaction_result (*abort)(struct producer *producer, int timeout_ms);
    /* True when a connection failed since the first commit() or abort() of this transaction: the
     * end of it may still be on its way and could hit a later one, so this producer must be
     * replaced.
     */
    bool (*is_suspect)(const struct producer *producer);
    /* True after a fatal error outside a transactional call. */
    bool (*is_fatal)(const struct producer *producer);
    bool (*is_broker_up)(const struct producer *producer);
    const char *(*error)(const struct producer *producer);
    /* Frees it and what is unsent. False when that took longer than timeout_ms and goes on in the
     * background. */
    bool (*free)(struct producer *producer, int timeout_ms);
};

/* First member of every implementation. */
struct producer {
    const struct producer_ops *ops;
};

struct kafka_producer_options {
    const char *brokers;
    const char *transactional_id;            /* NULL: idempotent only */
    const struct kafka_property *properties; /* passed through */
    size_t property_count;
    uint32_t buffer_kbytes; /* most that waits in memory to be acknowledged */
    delivery_fn delivery;   /* called inside serve() and the transactional calls */
    void *delivery_arg;
    void (*wakeup)(void *arg); /* any thread; must only wake the loop */
    void *wakeup_arg;
};

/* NULL with a message in error. */
struct producer *kafka_producer_new(const struct kafka_producer_options *options, char *error,
                                    size_t error_bytes);

#endif
