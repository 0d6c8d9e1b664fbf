/* SPDX-License-Identifier: Apache-2.0 */
/* Messages as pieces of one growing buffer. Pieces are positions, not pointers, because the buffer
 * moves while it grows; pointers are made when a message is asked for. */
#include "daemon/worker_outbox.h"

#include <assert.h>
#include <stdlib.h>

/* Above what one article may make within its limits; a ceiling all the same. */
enum { OUTBOX_BYTES_MAX = 64 << 20 };
/* A record's own fields and lengths on the wire, rounded up. */
enum { MESSAGE_OVERHEAD_BYTES = 128, HEADER_OVERHEAD_BYTES = 10 };

void outbox_destroy(struct outbox *outbox)
{
    buffer_destroy(&outbox->bytes);
    free(outbox->messages);
    free(outbox->headers);
    free(outbox->tallies);
    free(outbox->resolved);
    *outbox = (struct outbox){0};
}

void outbox_clear(struct outbox *outbox)
{
    buffer_clear(&outbox->bytes);
    outbox->bytes.limit = OUTBOX_BYTES_MAX;
    outbox->message_count = 0;
    outbox->header_count = 0;
    outbox->tally_count = 0;
    outbox->outcome = OUTCOME_WITHOUT_EVENTS;
    outbox->reason[0] = '\0';
    outbox->below_confidence = 0;
    outbox->has_failed = false;
}

/* Room for one more item. */
static bool grow(void **items, size_t count, size_t *capacity, size_t item_bytes)
{
    if (count < *capacity)
        return true;
    size_t room = *capacity == 0 ? 32 : *capacity * 2;
    void *moved = realloc(*items, room * item_bytes);

    if (moved == NULL)
        return false;
    *items = moved;
    *capacity = room;
    return true;
}

/* A NUL follows each piece and is not counted: topics and header names are C strings. */
static struct outbox_piece put(struct outbox *outbox, struct strview text)
{
    struct outbox_piece piece = {outbox->bytes.len, text.len, text.ptr == NULL};

    if (!buffer_append_view(&outbox->bytes, text) || !buffer_append(&outbox->bytes, "", 1))
        outbox->has_failed = true;
    return piece;
}

void outbox_begin(struct outbox *outbox, struct strview topic, struct strview key,
                  int64_t timestamp_ms)
{
    if (!grow((void **)&outbox->messages, outbox->message_count, &outbox->message_capacity,
              sizeof(*outbox->messages))) {
        outbox->has_failed = true;
        return;
    }
    struct outbox_message *message = &outbox->messages[outbox->message_count];

    *message = (struct outbox_message){
        .first_header = outbox->header_count,
        .timestamp_ms = timestamp_ms,
    };
    message->topic = put(outbox, topic);
    message->key = put(outbox, key);
    message->value.begin = outbox->bytes.len;
}

void outbox_add_header(struct outbox *outbox, const char *name, struct strview value)
{
    if (outbox->has_failed || !grow((void **)&outbox->headers, outbox->header_count,
                                    &outbox->header_capacity, sizeof(*outbox->headers))) {
        outbox->has_failed = true;
        return;
    }
    struct outbox_message *message = &outbox->messages[outbox->message_count];
    struct outbox_header *header = &outbox->headers[outbox->header_count++];

    header->name = put(outbox, strview_from(name));
    header->value = put(outbox, value);
    message->header_count++;
    message->value.begin = outbox->bytes.len;
}

void outbox_finish(struct outbox *outbox)
{
    if (outbox->bytes.has_failed)
        outbox->has_failed = true;
    if (outbox->has_failed)
        return;
    struct outbox_message *message = &outbox->messages[outbox->message_count++];

    assert(message->value.begin <= outbox->bytes.len);
    message->value.len = outbox->bytes.len - message->value.begin;
}

void outbox_tally(struct outbox *outbox, struct event_tally tally)
{
    if (grow((void **)&outbox->tallies, outbox->tally_count, &outbox->tally_capacity,
             sizeof(*outbox->tallies)))
        outbox->tallies[outbox->tally_count++] = tally;
    else
        outbox->has_failed = true;
}

static struct strview piece_view(const struct outbox *outbox, struct outbox_piece piece)
{
    if (piece.is_null)
        return (struct strview){0};
    return (struct strview){outbox->bytes.data + piece.begin, piece.len};
}

bool outbox_get(struct outbox *outbox, size_t index, struct message *out)
{
    assert(index < outbox->message_count);
    const struct outbox_message *message = &outbox->messages[index];

    while (outbox->resolved_capacity < message->header_count)
        if (!grow((void **)&outbox->resolved, outbox->resolved_capacity, &outbox->resolved_capacity,
                  sizeof(*outbox->resolved)))
            return false;
    for (size_t i = 0; i < message->header_count; i++) {
        const struct outbox_header *header = &outbox->headers[message->first_header + i];

        outbox->resolved[i].name = outbox->bytes.data + header->name.begin;
        outbox->resolved[i].value = piece_view(outbox, header->value);
    }
    *out = (struct message){
        .topic = outbox->bytes.data + message->topic.begin,
        .key = piece_view(outbox, message->key),
        .value = piece_view(outbox, message->value),
        .headers = outbox->resolved,
        .header_count = message->header_count,
        .timestamp_ms = message->timestamp_ms,
    };
    return true;
}

size_t outbox_message_bytes(const struct outbox *outbox, size_t index)
{
    assert(index < outbox->message_count);
    const struct outbox_message *message = &outbox->messages[index];
    size_t bytes = message->key.len + message->value.len + MESSAGE_OVERHEAD_BYTES;

    for (size_t i = 0; i < message->header_count; i++) {
        const struct outbox_header *header = &outbox->headers[message->first_header + i];

        bytes += header->name.len + header->value.len + HEADER_OVERHEAD_BYTES;
    }
    return bytes;
}
