/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_EVENT_PARTS_H
#define CODEC_EVENT_PARTS_H

#include "common/buffer.h"
#include "model/event.h"

/* What every format of events needs: the article's facts as the event's segment sees them, times as
 * text, code points. Private to codec/. */

/* The article that the event stands in: segment 0 is the page's own. */
struct event_source {
    struct strview title;
    struct strview source;
    struct timestamp published;
    const char *language;
    uint64_t fingerprint;
};

struct event_source event_source(const struct article *article, const struct event *event);

enum { FINGERPRINT_BYTES = 17 };

/* 16 hex digits. */
void fingerprint_format(uint64_t fingerprint, char out[FINGERPRINT_BYTES]);

enum { TIME_TEXT_BYTES = 40 };

/* ISO 8601 in the precision that is known: "2026", "2026-11", "2026-11-20", "2026-11-20T14:35",
 * with seconds where known and an offset ("Z", "+03:00") where the zone is known. Empty text for
 * TIME_UNKNOWN. */
void timestamp_format(const struct timestamp *timestamp, char out[TIME_TEXT_BYTES]);
/* The first or the last point of an event's time: a date, or a date-time where the text gives an
 * hour. */
void event_time_format_start(const struct event_time *time, char out[TIME_TEXT_BYTES]);
void event_time_format_end(const struct event_time *time, char out[TIME_TEXT_BYTES]);
const char *time_precision_name(enum time_precision precision); /* "" for unknown */

/* Milliseconds since 1970-01-01T00:00:00Z; a zone that is not known counts as UTC. The end is the
 * last millisecond of the range. */
int64_t timestamp_ms(const struct timestamp *timestamp);
int64_t event_time_start_ms(const struct event_time *time);
int64_t event_time_end_ms(const struct event_time *time);
/* RFC 3339, UTC, milliseconds: "2026-11-20T11:35:00.000Z". */
void instant_format(int64_t ms, char out[TIME_TEXT_BYTES]);

const char *place_role_name(enum place_role role);
const char *place_precision_name(enum place_precision precision); /* "" for unknown */
const char *field_name(enum field field);

/* The place that stands for the event where one only is told: the first with role "at", else the
 * first. NULL: none. */
const struct location *event_first_location(const struct event *event);

/* Code points of a text by byte offset. Steps from the last answer, forwards or backwards: the
 * positions of an event's mentions lie near each other, and counting from 0 for each of them made
 * long pages quadratic. */
struct code_point_cursor {
    struct strview text;
    size_t byte;
    size_t code_point;
};

size_t code_point_at(struct code_point_cursor *cursor, size_t byte);

#endif
