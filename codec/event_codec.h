/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_EVENT_CODEC_H
#define CODEC_EVENT_CODEC_H

#include "common/buffer.h"
#include "model/event.h"

/* Events to records, in every format that `rasid extract --format` and `output.encoding` name. */

enum event_format {
    FORMAT_EVENT,
    FORMAT_FLAT,
    FORMAT_PRETTY,
    FORMAT_GEOJSON,
    FORMAT_CSV,
    FORMAT_POLECAT,
    FORMAT_GDELT,
    FORMAT_COUNT
};

struct extractor_identity {
    const char *name; /* "rasid" */
    const char *version;
    const char *lexicon; /* hash of the language data */
};

/* A country in the systems of the formats; "" where it has no code there. */
struct country_code {
    char iso3[4];
    char fips[3]; /* FIPS 10-4, as GDELT files use it */
};

struct event_encode_options {
    enum event_format format;
    struct extractor_identity extractor;
    int64_t extracted_ms; /* wall clock, for formats with a time of coding */
    bool has_colour;      /* pretty on a terminal */
    /* From language/common/country_codes.tsv, sorted by iso3; NULL: GDELT's FIPS columns stay
     * empty. */
    const struct country_code *countries;
    size_t country_count;
};

/* A format by its name; FORMAT_COUNT for none. */
enum event_format event_format_from(struct strview name);
const char *event_format_name(enum event_format format);

/* What stands before the first event of a file in this format (a header line, GeoJSON's opening),
 * and after the last. */
enum status event_encode_head(const struct event_encode_options *options,
                              struct buffer *out) MUST_CHECK;
enum status event_encode_tail(const struct event_encode_options *options,
                              struct buffer *out) MUST_CHECK;
/* Appends one event, without a newline for FORMAT_EVENT and FORMAT_FLAT (they are a record's
 * value); the text formats end their own lines. index counts the events written so far in this
 * output. FORMAT_POLECAT and FORMAT_GDELT cannot say that an event is planned, possible or denied
 * and write nothing for one. On failure out is as it was: STATUS_NO_MEMORY, also at the ceiling of
 * out. */
enum status event_encode(const struct article *article, const struct event *event,
                         const struct event_encode_options *options, size_t index,
                         struct buffer *out) MUST_CHECK;

/* Sets the id of every event of the article: a hash of article id, segment, type and the
 * happening's own position and arguments, so that the same article gives the same ids on every run
 * and instance, and no two events share one. */
enum status event_set_ids(struct article *article) MUST_CHECK;

#endif
