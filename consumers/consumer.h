/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CONSUMERS_CONSUMER_H
#define CONSUMERS_CONSUMER_H

#include "common/buffer.h"
#include "common/status.h"
#include "kafka/stream.h"

/* Records in, and the group's say over partitions. One table of operations, so that a deterministic
 * fake stands behind it in tests. One thread owns a consumer; only the wakeup comes from another.
 */

struct record {
    struct stream_position from; /* topic lives as long as the record */
    int64_t timestamp_ms;        /* -1: none */
    struct strview key;          /* ptr NULL: null */
    struct strview value;        /* ptr NULL: null */
    const struct stream_header *headers;
    size_t header_count;
};

enum consumer_kind {
    CONSUMER_IDLE,    /* nothing there: the next wakeup tells */
    CONSUMER_RECORD,  /* record */
    CONSUMER_ASSIGN,  /* positions: call assign() */
    CONSUMER_REVOKE,  /* positions: finish what is open, then call unassign() */
    CONSUMER_SERVED,  /* something inside was done; poll again */
    CONSUMER_TROUBLE, /* error: the library goes on by itself */
    CONSUMER_FATAL,   /* error: the consumer is of no use any more */
};

struct consumer_item {
    enum consumer_kind kind;
    struct record record;
    const struct stream_position *positions;
    size_t position_count;
    bool is_lost; /* of a revoke: the partitions are somebody else's already, nothing may be
                     committed */
    const char *error;
    void *handle; /* the consumer's own */
};

struct consumer;

/* Calls with timeout_ms return within it: STATUS_AGAIN means "call again", STATUS_IO that going on
 * is impossible. Lists are the caller's. */
struct consumer_ops {
    /* The next item, without waiting. Each item but CONSUMER_IDLE goes back by release(). */
    void (*poll)(struct consumer *consumer, struct consumer_item *item);
    void (*release)(struct consumer *consumer, struct consumer_item *item);
    /* Answers to CONSUMER_ASSIGN and CONSUMER_REVOKE; the revoke may be answered much later. */
    enum status (*assign)(struct consumer *consumer, const struct consumer_item *item);
    enum status (*unassign)(struct consumer *consumer, const struct consumer_item *item);
    bool (*is_assignment_lost)(const struct consumer *consumer);
    /* Stops and restarts fetching of these partitions. What was prefetched is fetched again. */
    enum status (*pause)(struct consumer *consumer, const struct stream_position *positions,
                         size_t count);
    enum status (*resume)(struct consumer *consumer, const struct stream_position *positions,
                          size_t count);
    /* The group's committed offsets into positions[].offset, or -1 where there is none. */
    enum status (*committed)(struct consumer *consumer, struct stream_position *positions,
                             size_t count, int timeout_ms);
    /* Reads on from positions[].offset; records fetched before are not delivered any more. */
    enum status (*seek)(struct consumer *consumer, const struct stream_position *positions,
                        size_t count, int timeout_ms);
    /* at_least_once: everything before position.offset is done; committed in the background. */
    enum status (*store)(struct consumer *consumer, const struct stream_position *position);
    /* The group's metadata as bytes, for the producer's send_offsets(). */
    enum status (*group_metadata)(struct consumer *consumer, struct buffer *out);
    /* The offset after the newest record as the last fetch told it, or -1. Never asks the broker.
     */
    int64_t (*end_offset)(const struct consumer *consumer, const struct stream_position *position);
    bool (*is_broker_up)(const struct consumer *consumer);
    /* The group took us in, be it without a partition. */
    bool (*is_joined)(const struct consumer *consumer);
    /* Starts leaving the group; go on polling (a revoke comes) until is_closed(). */
    void (*close)(struct consumer *consumer);
    bool (*is_closed)(const struct consumer *consumer);
    /* Frees it. False when that took longer than timeout_ms and goes on in the background, or when
     * the client has to be left to the end of the process. */
    bool (*free)(struct consumer *consumer, int timeout_ms);
};

/* First member of every implementation. */
struct consumer {
    const struct consumer_ops *ops;
};

/* Called from any thread when the consumer or the producer has something. Must only wake its loop.
 */
typedef void (*wakeup_fn)(void *arg);

struct kafka_consumer_options {
    const char *brokers;
    const char *group;
    const char *instance; /* group.instance.id; NULL: dynamic membership */
    const char *const *topics;
    size_t topic_count;
    const struct kafka_property *properties; /* passed through */
    size_t property_count;
    uint32_t prefetch_kbytes; /* most that waits in memory to be read */
    bool is_transactional;    /* offsets go with the producer's transactions; else store() */
    wakeup_fn wakeup;
    void *wakeup_arg;
};

/* A member of a consumer group, subscribed. NULL with a message in error. */
struct consumer *kafka_consumer_new(const struct kafka_consumer_options *options, char *error,
                                    size_t error_bytes);

#endif
