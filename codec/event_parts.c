/* SPDX-License-Identifier: Apache-2.0 */
/* Facts and texts that the formats of events share. */
#include "codec/event_parts.h"

#include "common/civil.h"
#include "common/utf8.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

enum { DAY_MS = 86400000, MINUTE_MS = 60000 };

struct event_source event_source(const struct article *article, const struct event *event)
{
    struct event_source source = {
        .title = article->fields[FIELD_TITLE],
        .source = article->source,
        .published = article->published,
        .language = language_name(article->language),
    };

    if (event->segment >= article->segment_count)
        return source;
    const struct segment *segment = &article->segments[event->segment];

    /* The title of another article on the page is never that of the page. */
    if (segment->title.len > 0 || event->segment > 0)
        source.title = segment->title;
    if (segment->source.len > 0 && (event->segment > 0 || source.source.len == 0))
        source.source = segment->source;
    if (segment->published.precision != TIME_UNKNOWN)
        source.published = segment->published;
    if (segment->language != LANGUAGE_UNKNOWN)
        source.language = language_name(segment->language);
    source.fingerprint = segment->fingerprint;
    return source;
}

void fingerprint_format(uint64_t fingerprint, char out[FINGERPRINT_BYTES])
{
    snprintf(out, FINGERPRINT_BYTES, "%016" PRIx64, fingerprint);
}

static size_t format_date(int32_t day, enum time_precision precision, char *out, size_t capacity)
{
    struct civil date = civil_from_day(day);
    int written;

    if (precision == TIME_YEAR)
        written = snprintf(out, capacity, "%04d", date.year);
    else if (precision == TIME_MONTH)
        written = snprintf(out, capacity, "%04d-%02d", date.year, date.month);
    else
        written = snprintf(out, capacity, "%04d-%02d-%02d", date.year, date.month, date.day);
    assert(written > 0);
    return (size_t)written;
}

static void format_zone(int32_t minutes, char *out, size_t capacity)
{
    int32_t size = minutes < 0 ? -minutes : minutes;

    if (minutes == 0)
        snprintf(out, capacity, "Z");
    else
        snprintf(out, capacity, "%c%02d:%02d", minutes < 0 ? '-' : '+', size / 60 % 100, size % 60);
}

void timestamp_format(const struct timestamp *timestamp, char out[TIME_TEXT_BYTES])
{
    out[0] = '\0';
    if (timestamp->precision == TIME_UNKNOWN)
        return;
    size_t at = format_date(timestamp->day, timestamp->precision, out, TIME_TEXT_BYTES);

    if (timestamp->precision > TIME_HOUR || timestamp->second < 0)
        return;
    int32_t second = timestamp->second;

    at += (size_t)snprintf(out + at, TIME_TEXT_BYTES - at, "T%02d:%02d", second / 3600 % 100,
                           second / 60 % 60);
    if (second % 60 != 0 || timestamp->is_zone_known)
        at += (size_t)snprintf(out + at, TIME_TEXT_BYTES - at, ":%02d", second % 60);
    if (timestamp->is_zone_known)
        format_zone(timestamp->zone_minutes, out + at, TIME_TEXT_BYTES - at);
}

static void format_point(const struct event_time *time, int32_t day, int32_t minute, char *out)
{
    size_t at = format_date(day, TIME_DAY, out, TIME_TEXT_BYTES);

    if (time->range.precision != TIME_HOUR || minute < 0)
        return;
    at += (size_t)snprintf(out + at, TIME_TEXT_BYTES - at, "T%02d:%02d:00", minute / 60 % 100,
                           minute % 60);
    if (time->is_zone_known)
        format_zone(time->zone_minutes, out + at, TIME_TEXT_BYTES - at);
}

void event_time_format_start(const struct event_time *time, char out[TIME_TEXT_BYTES])
{
    format_point(time, time->range.start_day, time->range.start_minute, out);
}

void event_time_format_end(const struct event_time *time, char out[TIME_TEXT_BYTES])
{
    format_point(time, time->range.end_day, time->range.end_minute, out);
}

const char *time_precision_name(enum time_precision precision)
{
    static const char *const names[] = {
        [TIME_UNKNOWN] = "",  [TIME_MINUTE] = "minute", [TIME_HOUR] = "hour", [TIME_DAY] = "day",
        [TIME_WEEK] = "week", [TIME_MONTH] = "month",   [TIME_YEAR] = "year",
    };

    return names[precision];
}

static int64_t local_ms(int32_t day, bool is_zone_known, int32_t zone_minutes)
{
    return (int64_t)day * DAY_MS - (is_zone_known ? (int64_t)zone_minutes * MINUTE_MS : 0);
}

int64_t timestamp_ms(const struct timestamp *timestamp)
{
    return local_ms(timestamp->day, timestamp->is_zone_known, timestamp->zone_minutes) +
           (timestamp->second > 0 ? (int64_t)timestamp->second * 1000 : 0);
}

int64_t event_time_start_ms(const struct event_time *time)
{
    bool has_hour = time->range.precision == TIME_HOUR && time->range.start_minute >= 0;

    return local_ms(time->range.start_day, has_hour && time->is_zone_known, time->zone_minutes) +
           (has_hour ? (int64_t)time->range.start_minute * MINUTE_MS : 0);
}

int64_t event_time_end_ms(const struct event_time *time)
{
    bool has_hour = time->range.precision == TIME_HOUR && time->range.end_minute >= 0;

    return local_ms(time->range.end_day, has_hour && time->is_zone_known, time->zone_minutes) +
           (has_hour ? (int64_t)time->range.end_minute * MINUTE_MS : DAY_MS - 1);
}

void instant_format(int64_t ms, char out[TIME_TEXT_BYTES])
{
    int64_t day = (ms >= 0 ? ms : ms - (DAY_MS - 1)) / DAY_MS;
    int32_t rest = (int32_t)(ms - day * DAY_MS);
    size_t at = format_date((int32_t)day, TIME_DAY, out, TIME_TEXT_BYTES);

    snprintf(out + at, TIME_TEXT_BYTES - at, "T%02d:%02d:%02d.%03dZ", rest / 3600000,
             rest / MINUTE_MS % 60, rest / 1000 % 60, rest % 1000);
}

const char *place_role_name(enum place_role role)
{
    static const char *const names[] = {
        [PLACE_AT] = "at", [PLACE_FROM] = "from", [PLACE_TO] = "to", [PLACE_VIA] = "via"};

    return names[role];
}

const char *place_precision_name(enum place_precision precision)
{
    static const char *const names[] = {
        [PLACE_UNKNOWN] = "",      [PLACE_POINT] = "point",     [PLACE_CITY] = "city",
        [PLACE_ADMIN1] = "admin1", [PLACE_COUNTRY] = "country",
    };

    return names[precision];
}

const char *field_name(enum field field)
{
    return field == FIELD_TITLE ? "title" : "body";
}

const struct location *event_first_location(const struct event *event)
{
    for (size_t i = 0; i < event->location_count; i++)
        if (event->locations[i].role == PLACE_AT)
            return &event->locations[i];
    return event->location_count > 0 ? &event->locations[0] : NULL;
}

size_t code_point_at(struct code_point_cursor *cursor, size_t byte)
{
    assert(byte <= cursor->text.len);
    if (byte >= cursor->byte)
        cursor->code_point += utf8_count(strview_slice(cursor->text, cursor->byte, byte));
    else
        cursor->code_point -= utf8_count(strview_slice(cursor->text, byte, cursor->byte));
    cursor->byte = byte;
    return cursor->code_point;
}
