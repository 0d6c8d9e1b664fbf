/* SPDX-License-Identifier: Apache-2.0 */
/* The formats by name, and the ids. An id hashes where the happening is told and as what, not who
 * or where it was read to be: better language data then refines an event instead of making another
 * one. Two events told by the same words (a clause with two places) are told apart by their order.
 */
#include "codec/event_codec.h"

#include "codec/event_flat.h"
#include "codec/event_json.h"
#include "codec/event_pretty.h"
#include "codec/event_table.h"

#include <assert.h>
#include <xxhash.h>

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

static enum status append_string(struct buffer *out, const char *string)
{
    return buffer_append_string(out, string) ? STATUS_OK : STATUS_NO_MEMORY;
}

enum status event_encode_head(const struct event_encode_options *options, struct buffer *out)
{
    switch (options->format) {
    case FORMAT_GEOJSON:
        return append_string(out, "{\"type\":\"FeatureCollection\",\"features\":[\n");
    case FORMAT_CSV:
        return event_csv_head(out);
    case FORMAT_POLECAT:
        return event_polecat_head(out);
    default:
        return STATUS_OK;
    }
}

enum status event_encode_tail(const struct event_encode_options *options, struct buffer *out)
{
    return options->format == FORMAT_GEOJSON ? append_string(out, "\n]}\n") : STATUS_OK;
}

static enum status encode(const struct article *article, const struct event *event,
                          const struct event_encode_options *options, size_t index,
                          struct buffer *out)
{
    switch (options->format) {
    case FORMAT_EVENT:
        return event_json_encode(article, event, &options->extractor, out);
    case FORMAT_FLAT:
        return event_flat_encode(article, event, &options->extractor, out);
    case FORMAT_PRETTY:
        return event_pretty_encode(article, event, options, index, out);
    case FORMAT_GEOJSON:
        if (index > 0 && !buffer_append(out, ",\n", 2))
            return STATUS_NO_MEMORY;
        return event_feature_encode(article, event, &options->extractor, out);
    case FORMAT_CSV:
        return event_csv_encode(article, event, &options->extractor, out);
    case FORMAT_POLECAT:
        return event_is_fact(event) ? event_polecat_encode(article, event, options, out)
                                    : STATUS_OK;
    case FORMAT_GDELT:
        return event_is_fact(event) ? event_gdelt_encode(article, event, options, out) : STATUS_OK;
    default:
        assert(!"a format");
        return STATUS_BAD_INPUT;
    }
}

enum status event_encode(const struct article *article, const struct event *event,
                         const struct event_encode_options *options, size_t index,
                         struct buffer *out)
{
    size_t before = out->len;
    enum status status = encode(article, event, options, index, out);

    if (status != STATUS_OK)
        out->len = before;
    return status;
}

static size_t put_number(unsigned char *key, size_t at, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        key[at++] = (unsigned char)(number >> shift);
    return at;
}

static XXH128_hash_t event_hash(const struct article *article, const struct event *event,
                                uint32_t order)
{
    unsigned char key[64];
    XXH128_canonical_t id;
    size_t at = sizeof(id.digest);
    struct strview type = strview_from(event_type_name(event->type));

    XXH128_canonicalFromHash(
        &id, XXH3_128bits(article->id.ptr == NULL ? "" : article->id.ptr, article->id.len));
    memcpy(key, id.digest, at);
    at = put_number(key, at, event->segment);
    at = put_number(key, at, (uint32_t)XXH3_64bits(type.ptr, type.len));
    if (event->mention_count > 0) {
        at = put_number(key, at, (uint32_t)event->mentions[0].field);
        at = put_number(key, at, event->mentions[0].trigger.begin);
        at = put_number(key, at, event->mentions[0].trigger.end);
    }
    at = put_number(key, at, order);
    assert(at <= sizeof(key));
    return XXH3_128bits(key, at);
}

static bool is_told_by_the_same_words(const struct event *a, const struct event *b)
{
    if (a->type != b->type || a->segment != b->segment ||
        (a->mention_count == 0) != (b->mention_count == 0))
        return false;
    return a->mention_count == 0 || (a->mentions[0].field == b->mentions[0].field &&
                                     a->mentions[0].trigger.begin == b->mentions[0].trigger.begin &&
                                     a->mentions[0].trigger.end == b->mentions[0].trigger.end);
}

/* How many events before this one are told by the same words. Quadratic in an article's events,
 * which limits.article_events bounds. */
static uint32_t order_among_same(const struct article *article, size_t event)
{
    uint32_t order = 0;

    for (size_t i = 0; i < event; i++)
        order += is_told_by_the_same_words(&article->events[i], &article->events[event]);
    return order;
}

enum status event_set_ids(struct article *article)
{
    for (size_t i = 0; i < article->event_count; i++) {
        XXH128_hash_t hash = event_hash(article, &article->events[i], order_among_same(article, i));
        struct strview id =
            arena_printf(article->arena, "%016llx%016llx", (unsigned long long)hash.high64,
                         (unsigned long long)hash.low64);

        if (id.ptr == NULL)
            return STATUS_LIMIT;
        article->events[i].id = id;
    }
    return STATUS_OK;
}
