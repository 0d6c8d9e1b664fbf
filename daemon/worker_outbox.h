/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_WORKER_OUTBOX_H
#define DAEMON_WORKER_OUTBOX_H

#include "common/buffer.h"
#include "model/event.h"
#include "producers/producer.h"

/* What one record becomes: finished messages and what is to be counted when they are committed. All
 * of a record's outputs are made before the first is sent, so that a record is published whole or
 * not at all. Kept from record to record; nothing in it points to the record or the article. */

enum outcome {
    OUTCOME_PUBLISHED,
    OUTCOME_WITHOUT_EVENTS,
    OUTCOME_UNSUPPORTED,
    OUTCOME_DEAD_LETTERED,
};

enum { OUTBOX_REASON_BYTES = 256 };

/* An event as the counters tell it apart. */
struct event_tally {
    uint8_t type;
    uint8_t language;
    uint8_t modality;
};

struct outbox_piece {
    size_t begin;
    size_t len;
    bool is_null;
};

struct outbox_header {
    struct outbox_piece name;
    struct outbox_piece value;
};

struct outbox_message {
    struct outbox_piece topic;
    struct outbox_piece key;
    struct outbox_piece value;
    size_t first_header;
    size_t header_count;
    int64_t timestamp_ms;
    bool is_event;
};

struct outbox {
    struct buffer bytes; /* of all messages */
    struct outbox_message *messages;
    size_t message_count, message_capacity;
    struct outbox_header *headers;
    size_t header_count, header_capacity;
    struct event_tally *tallies;
    size_t tally_count, tally_capacity;
    struct stream_header *resolved; /* of the message last asked for */
    size_t resolved_capacity;
    enum outcome outcome;
    char reason[OUTBOX_REASON_BYTES]; /* of a dead letter: word, colon, detail */
    uint32_t below_confidence;
    bool has_failed; /* no memory, or over the ceiling: what is inside is not whole */
};

/* Zero-initialized memory is an empty outbox. */
void outbox_destroy(struct outbox *outbox);
void outbox_clear(struct outbox *outbox);

/* A message: begin, headers, then its value appended to outbox->bytes, finish. */
void outbox_begin(struct outbox *outbox, struct strview topic, struct strview key,
                  int64_t timestamp_ms);
void outbox_add_header(struct outbox *outbox, const char *name, struct strview value);
void outbox_finish(struct outbox *outbox);
void outbox_tally(struct outbox *outbox, struct event_tally tally);

/* The message as the producer takes it; valid until the next call. False without memory. */
bool outbox_get(struct outbox *outbox, size_t index, struct message *out);
/* Bytes on the wire at most. */
size_t outbox_message_bytes(const struct outbox *outbox, size_t index);

#endif
