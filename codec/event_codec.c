/* SPDX-License-Identifier: Apache-2.0 */
/* Events to records. */
#include "codec/event_codec.h"

static const char *const format_names[FORMAT_COUNT] = {
    [FORMAT_EVENT] = "event",     [FORMAT_FLAT] = "flat", [FORMAT_PRETTY] = "pretty",
    [FORMAT_GEOJSON] = "geojson", [FORMAT_CSV] = "csv",   [FORMAT_POLECAT] = "polecat",
    [FORMAT_GDELT] = "gdelt",
};

enum event_format event_format_from(struct strview name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (strview_is(name, format_names[i]))
            return (enum event_format)i;
    return FORMAT_COUNT;
}

const char *event_format_name(enum event_format format)
{
    return format_names[format];
}

enum status event_encode_head(const struct event_encode_options *options, struct buffer *out)
{
    (void)options;
    (void)out;
    return STATUS_OK;
}

enum status event_encode_tail(const struct event_encode_options *options, struct buffer *out)
{
    (void)options;
    (void)out;
    return STATUS_OK;
}

enum status event_encode(const struct article *article, const struct event *event,
                         const struct event_encode_options *options, size_t index,
                         struct buffer *out)
{
    (void)article;
    (void)event;
    (void)options;
    (void)index;
    (void)out;
    return STATUS_OK;
}

enum status event_set_ids(struct article *article)
{
    (void)article;
    return STATUS_OK;
}
