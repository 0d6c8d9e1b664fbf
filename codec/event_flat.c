/* SPDX-License-Identifier: Apache-2.0 */
/* One table of columns makes the flat record, the properties of a GeoJSON feature and a line of
 * CSV, so that the three cannot come apart. Lists are told by their first member and their count;
 * words (contexts, weapons) are joined with commas. */
#include "codec/event_flat.h"

#include "codec/event_parts.h"
#include "codec/output_text.h"

#include <assert.h>
#include <jansson.h>
#include <math.h>

#define ACTOR_COLUMNS(X, PREFIX, prefix)                                                           \
    X(PREFIX##_TEXT, prefix "_text")                                                               \
    X(PREFIX##_NAME, prefix "_name")                                                               \
    X(PREFIX##_CODE, prefix "_code")                                                               \
    X(PREFIX##_COUNTRY, prefix "_country")                                                         \
    X(PREFIX##_WIKIDATA, prefix "_wikidata")                                                       \
    X(PREFIX##_COUNT, prefix "_count")

#define COLUMNS(X)                                                                                 \
    X(SCHEMA, "schema")                                                                            \
    X(ID, "id")                                                                                    \
    X(TYPE, "type")                                                                                \
    X(MODE, "mode")                                                                                \
    X(THEME, "theme")                                                                              \
    X(PLOVER, "plover")                                                                            \
    X(PLOVER_MODE, "plover_mode")                                                                  \
    X(CAMEO, "cameo")                                                                              \
    X(CONTEXTS, "contexts")                                                                        \
    X(INTENSITY, "intensity")                                                                      \
    X(MODALITY, "modality")                                                                        \
    X(CONFIDENCE, "confidence")                                                                    \
    ACTOR_COLUMNS(X, ACTOR, "actor")                                                               \
    ACTOR_COLUMNS(X, RECIPIENT, "recipient")                                                       \
    ACTOR_COLUMNS(X, MEDIATOR, "mediator")                                                         \
    X(LOCATION_TEXT, "location_text")                                                              \
    X(LOCATION_NAME, "location_name")                                                              \
    X(LOCATION_ROLE, "location_role")                                                              \
    X(LOCATION_COUNTRY, "location_country")                                                        \
    X(LOCATION_ADMIN1, "location_admin1")                                                          \
    X(LOCATION_GEONAMES, "location_geonames")                                                      \
    X(LOCATION_LAT, "location_lat")                                                                \
    X(LOCATION_LON, "location_lon")                                                                \
    X(LOCATION_PRECISION, "location_precision")                                                    \
    X(LOCATION_COUNT, "location_count")                                                            \
    X(TIME_TEXT, "time_text")                                                                      \
    X(TIME_START, "time_start")                                                                    \
    X(TIME_START_MS, "time_start_ms")                                                              \
    X(TIME_END, "time_end")                                                                        \
    X(TIME_END_MS, "time_end_ms")                                                                  \
    X(TIME_PRECISION, "time_precision")                                                            \
    X(KILLED_MIN, "killed_min")                                                                    \
    X(KILLED_MAX, "killed_max")                                                                    \
    X(INJURED_MIN, "injured_min")                                                                  \
    X(INJURED_MAX, "injured_max")                                                                  \
    X(MISSING_MIN, "missing_min")                                                                  \
    X(MISSING_MAX, "missing_max")                                                                  \
    X(CAPTURED_MIN, "captured_min")                                                                \
    X(CAPTURED_MAX, "captured_max")                                                                \
    X(QUANTITY_MIN, "quantity_min")                                                                \
    X(QUANTITY_MAX, "quantity_max")                                                                \
    X(QUANTITY_UNIT, "quantity_unit")                                                              \
    X(WEAPONS, "weapons")                                                                          \
    X(ATTRIBUTION_TEXT, "attribution_text")                                                        \
    X(ATTRIBUTION_NAME, "attribution_name")                                                        \
    X(ATTRIBUTION_VERB, "attribution_verb")                                                        \
    X(MENTION_FIELD, "mention_field")                                                              \
    X(MENTION_START, "mention_start")                                                              \
    X(MENTION_END, "mention_end")                                                                  \
    X(MENTION_TEXT, "mention_text")                                                                \
    X(TRIGGER_START, "trigger_start")                                                              \
    X(TRIGGER_END, "trigger_end")                                                                  \
    X(TRIGGER_TEXT, "trigger_text")                                                                \
    X(MENTION_COUNT, "mention_count")                                                              \
    X(ARTICLE_ID, "article_id")                                                                    \
    X(ARTICLE_URL, "article_url")                                                                  \
    X(ARTICLE_SOURCE, "article_source")                                                            \
    X(ARTICLE_TITLE, "article_title")                                                              \
    X(ARTICLE_PUBLISHED, "article_published")                                                      \
    X(ARTICLE_PUBLISHED_MS, "article_published_ms")                                                \
    X(ARTICLE_PUBLISHED_PRECISION, "article_published_precision")                                  \
    X(ARTICLE_LANG, "article_lang")                                                                \
    X(ARTICLE_SEGMENT, "article_segment")                                                          \
    X(ARTICLE_FINGERPRINT, "article_fingerprint")                                                  \
    X(EXTRACTOR_NAME, "extractor_name")                                                            \
    X(EXTRACTOR_VERSION, "extractor_version")                                                      \
    X(EXTRACTOR_LEXICON, "extractor_lexicon")

#define COLUMN_ENUMERATOR(enumerator, name) COLUMN_##enumerator,
#define COLUMN_NAME(enumerator, name)       [COLUMN_##enumerator] = name,

enum column { COLUMNS(COLUMN_ENUMERATOR) COLUMN_COUNT_ALL };
/* The order of an actor's columns, from its first. */
enum { OF_TEXT, OF_NAME, OF_CODE, OF_COUNTRY, OF_WIKIDATA, OF_COUNT };

static const char *const column_names[COLUMN_COUNT_ALL] = {COLUMNS(COLUMN_NAME)};

enum { LIST_BYTES = 256, REAL_DIGITS = 9 };

/* A cell is text, or a number when is_number, or absent. */
struct cell {
    struct strview text;
    bool is_number;
    double number; /* milliseconds since 1970 too: a double holds them exactly */
};

struct row {
    struct cell cells[COLUMN_COUNT_ALL];
    /* Text made for the row; cells point here. */
    char times[3][TIME_TEXT_BYTES];
    char fingerprint[FINGERPRINT_BYTES];
    char lists[2][LIST_BYTES];
};

static void put_text(struct row *row, enum column column, struct strview text)
{
    row->cells[column].text = text;
}

static void put_string(struct row *row, enum column column, const char *string)
{
    row->cells[column].text = strview_from(string);
}

static void put_number(struct row *row, enum column column, double number)
{
    row->cells[column].is_number = true;
    row->cells[column].number = number;
}

static void put_instant(struct row *row, enum column column, int64_t ms, char *text)
{
    instant_format(ms, text);
    put_string(row, column, text);
    put_number(row, column + 1, (double)ms); /* the column after a time is its milliseconds */
}

static void put_list(struct row *row, enum column column, const struct strview *words, size_t count,
                     char list[LIST_BYTES])
{
    size_t at = 0;

    for (size_t i = 0; i < count && at + words[i].len + 2 < LIST_BYTES; i++) {
        if (at > 0)
            list[at++] = ',';
        memcpy(list + at, words[i].ptr, words[i].len);
        at += words[i].len;
    }
    put_text(row, column, (struct strview){.ptr = list, .len = at});
}

static void put_actors(struct row *row, enum column first, const struct actor *actors, size_t count)
{
    if (count == 0)
        return;
    put_text(row, first + OF_TEXT, actors[0].text);
    put_text(row, first + OF_NAME, actors[0].name);
    put_text(row, first + OF_CODE, actors[0].code);
    put_text(row, first + OF_COUNTRY, actors[0].country);
    put_text(row, first + OF_WIKIDATA, actors[0].wikidata);
    put_number(row, first + OF_COUNT, (double)count);
}

static void put_location(struct row *row, const struct event *event)
{
    const struct location *location = event_first_location(event);

    if (location == NULL)
        return;
    put_text(row, COLUMN_LOCATION_TEXT, location->text);
    put_text(row, COLUMN_LOCATION_NAME, location->name);
    put_string(row, COLUMN_LOCATION_ROLE, place_role_name(location->role));
    put_text(row, COLUMN_LOCATION_COUNTRY, location->country);
    put_text(row, COLUMN_LOCATION_ADMIN1, location->admin1);
    if (location->geonames != 0)
        put_number(row, COLUMN_LOCATION_GEONAMES, location->geonames);
    if (location->has_coordinates) {
        put_number(row, COLUMN_LOCATION_LAT, location->latitude);
        put_number(row, COLUMN_LOCATION_LON, location->longitude);
    }
    put_string(row, COLUMN_LOCATION_PRECISION, place_precision_name(location->precision));
    put_number(row, COLUMN_LOCATION_COUNT, (double)event->location_count);
}

static void put_time(struct row *row, const struct event_time *time)
{
    if (time->range.precision == TIME_UNKNOWN)
        return;
    put_text(row, COLUMN_TIME_TEXT, time->text);
    put_instant(row, COLUMN_TIME_START, event_time_start_ms(time), row->times[0]);
    put_instant(row, COLUMN_TIME_END, event_time_end_ms(time), row->times[1]);
    put_string(row, COLUMN_TIME_PRECISION, time_precision_name(time->range.precision));
}

static void put_count(struct row *row, enum column min, const struct count *count)
{
    if (!count->is_known)
        return;
    put_number(row, min, count->min);
    put_number(row, min + 1, count->max);
}

static void put_numbers(struct row *row, const struct event *event)
{
    put_count(row, COLUMN_KILLED_MIN, &event->casualties.killed);
    put_count(row, COLUMN_INJURED_MIN, &event->casualties.injured);
    put_count(row, COLUMN_MISSING_MIN, &event->casualties.missing);
    put_count(row, COLUMN_CAPTURED_MIN, &event->casualties.captured);
    if (event->quantity_count == 0)
        return;
    put_number(row, COLUMN_QUANTITY_MIN, event->quantities[0].min);
    put_number(row, COLUMN_QUANTITY_MAX, event->quantities[0].max);
    put_text(row, COLUMN_QUANTITY_UNIT, event->quantities[0].unit);
}

static void put_mention(struct row *row, const struct article *article, const struct event *event)
{
    put_number(row, COLUMN_MENTION_COUNT, (double)event->mention_count);
    if (event->mention_count == 0)
        return;
    const struct mention *mention = &event->mentions[0];
    struct code_point_cursor cursor = {.text = article->fields[mention->field]};

    put_string(row, COLUMN_MENTION_FIELD, field_name(mention->field));
    put_number(row, COLUMN_MENTION_START, (double)code_point_at(&cursor, mention->span.begin));
    put_number(row, COLUMN_MENTION_END, (double)code_point_at(&cursor, mention->span.end));
    put_text(row, COLUMN_MENTION_TEXT, article_span_text(article, mention->field, mention->span));
    put_number(row, COLUMN_TRIGGER_START, (double)code_point_at(&cursor, mention->trigger.begin));
    put_number(row, COLUMN_TRIGGER_END, (double)code_point_at(&cursor, mention->trigger.end));
    put_text(row, COLUMN_TRIGGER_TEXT,
             article_span_text(article, mention->field, mention->trigger));
}

static void put_article(struct row *row, const struct article *article, const struct event *event)
{
    struct event_source source = event_source(article, event);

    put_text(row, COLUMN_ARTICLE_ID, article->id);
    put_text(row, COLUMN_ARTICLE_URL, article->url);
    put_text(row, COLUMN_ARTICLE_SOURCE, source.source);
    put_text(row, COLUMN_ARTICLE_TITLE, source.title);
    if (source.published.precision != TIME_UNKNOWN) {
        put_instant(row, COLUMN_ARTICLE_PUBLISHED, timestamp_ms(&source.published), row->times[2]);
        put_string(row, COLUMN_ARTICLE_PUBLISHED_PRECISION,
                   time_precision_name(source.published.precision));
    }
    put_string(row, COLUMN_ARTICLE_LANG, source.language);
    put_number(row, COLUMN_ARTICLE_SEGMENT, event->segment);
    fingerprint_format(source.fingerprint, row->fingerprint);
    put_string(row, COLUMN_ARTICLE_FINGERPRINT, row->fingerprint);
}

static void put_codes(struct row *row, const struct event *event)
{
    put_string(row, COLUMN_SCHEMA, "event_flat/1");
    put_text(row, COLUMN_ID, event->id);
    put_string(row, COLUMN_TYPE, event_type_name(event->type));
    put_string(row, COLUMN_MODE, event_mode_name(event->mode));
    put_string(row, COLUMN_THEME, event_type_name(event->theme));
    put_text(row, COLUMN_PLOVER, event->plover);
    put_text(row, COLUMN_PLOVER_MODE, event->plover_mode);
    put_text(row, COLUMN_CAMEO, event->cameo);
    put_list(row, COLUMN_CONTEXTS, event->contexts, event->context_count, row->lists[0]);
    if (event->plover.len > 0)
        put_number(row, COLUMN_INTENSITY, event->intensity);
    put_string(row, COLUMN_MODALITY, modality_name(event->modality));
    put_number(row, COLUMN_CONFIDENCE, event->confidence);
}

static void row_fill(struct row *row, const struct article *article, const struct event *event,
                     const struct extractor_identity *extractor)
{
    memset(row, 0, sizeof(*row));
    put_codes(row, event);
    put_actors(row, COLUMN_ACTOR_TEXT, event->actors, event->actor_count);
    put_actors(row, COLUMN_RECIPIENT_TEXT, event->recipients, event->recipient_count);
    put_actors(row, COLUMN_MEDIATOR_TEXT, event->mediators, event->mediator_count);
    put_location(row, event);
    put_time(row, &event->time);
    put_numbers(row, event);
    put_list(row, COLUMN_WEAPONS, event->weapons, event->weapon_count, row->lists[1]);
    if (event->attribution_count > 0) {
        put_text(row, COLUMN_ATTRIBUTION_TEXT, event->attributions[0].text);
        put_text(row, COLUMN_ATTRIBUTION_NAME, event->attributions[0].name);
        put_text(row, COLUMN_ATTRIBUTION_VERB, event->attributions[0].verb);
    }
    put_mention(row, article, event);
    put_article(row, article, event);
    put_string(row, COLUMN_EXTRACTOR_NAME, extractor->name);
    put_string(row, COLUMN_EXTRACTOR_VERSION, extractor->version);
    put_string(row, COLUMN_EXTRACTOR_LEXICON, extractor->lexicon);
}

static bool is_whole(double number)
{
    return number == floor(number) && fabs(number) < 1e15;
}

static json_t *number_json(double number)
{
    return is_whole(number) ? json_integer((json_int_t)number) : json_real(number);
}

static int set_cell(json_t *object, const char *name, const struct cell *cell, struct buffer *clean)
{
    if (cell->is_number)
        return json_object_set_new(object, name, number_json(cell->number));
    buffer_clear(clean);
    if (!output_text(clean, cell->text))
        return -1;
    return clean->len == 0
               ? 0
               : json_object_set_new(object, name, json_stringn(clean->data, clean->len));
}

/* NULL without memory. */
static json_t *row_json(const struct row *row)
{
    json_t *object = json_object();
    struct buffer clean = {0};
    int failed = 0;

    for (size_t column = 0; column < COLUMN_COUNT_ALL; column++)
        failed |= set_cell(object, column_names[column], &row->cells[column], &clean);
    buffer_destroy(&clean);
    if (failed == 0)
        return object;
    json_decref(object);
    return NULL;
}

static int append(const char *bytes, size_t len, void *buffer)
{
    return buffer_append(buffer, bytes, len) ? 0 : -1;
}

static enum status dump(json_t *root, struct buffer *out)
{
    int failed =
        json_dump_callback(root, append, out, JSON_COMPACT | JSON_REAL_PRECISION(REAL_DIGITS));

    json_decref(root);
    return failed == 0 ? STATUS_OK : STATUS_NO_MEMORY;
}

enum status event_flat_encode(const struct article *article, const struct event *event,
                              const struct extractor_identity *extractor, struct buffer *out)
{
    struct row row;

    row_fill(&row, article, event, extractor);
    return dump(row_json(&row), out);
}

static json_t *geometry_json(const struct event *event)
{
    for (size_t i = 0; i < event->location_count; i++) {
        const struct location *location = &event->locations[i];

        if (location->has_coordinates)
            return json_pack("{s:s, s:[f, f]}", "type", "Point", "coordinates", location->longitude,
                             location->latitude);
    }
    return json_null();
}

enum status event_feature_encode(const struct article *article, const struct event *event,
                                 const struct extractor_identity *extractor, struct buffer *out)
{
    struct row row;

    row_fill(&row, article, event, extractor);
    json_t *feature = json_object();
    int failed = json_object_set_new(feature, "type", json_string("Feature"));

    failed |= json_object_set_new(feature, "id", json_stringn(event->id.ptr, event->id.len));
    failed |= json_object_set_new(feature, "geometry", geometry_json(event));
    failed |= json_object_set_new(feature, "properties", row_json(&row));
    if (failed != 0) {
        json_decref(feature);
        return STATUS_NO_MEMORY;
    }
    return dump(feature, out);
}

static bool csv_quoted(struct buffer *out, struct strview text)
{
    bool is_ok = buffer_append(out, "\"", 1);

    for (size_t begin = 0; begin < text.len && is_ok;) {
        size_t quote = strview_find(text, STRVIEW("\""), begin);

        is_ok = buffer_append_view(out, strview_slice(text, begin, quote));
        if (quote < text.len)
            is_ok = is_ok && buffer_append(out, "\"\"", 2);
        begin = quote + 1;
    }
    return is_ok && buffer_append(out, "\"", 1);
}

static bool csv_text(struct buffer *out, struct strview text)
{
    struct buffer clean = {0};
    bool is_ok = output_text(&clean, text) && csv_quoted(out, buffer_view(&clean));

    buffer_destroy(&clean);
    return is_ok;
}

static bool csv_cell(struct buffer *out, const struct cell *cell)
{
    if (cell->is_number)
        return is_whole(cell->number) ? buffer_printf(out, "%.0f", cell->number)
                                      : buffer_printf(out, "%.*g", REAL_DIGITS, cell->number);
    return cell->text.len == 0 || csv_text(out, cell->text);
}

enum status event_csv_head(struct buffer *out)
{
    bool is_ok = true;

    for (size_t column = 0; column < COLUMN_COUNT_ALL; column++)
        is_ok = is_ok && buffer_printf(out, "%s%s", column > 0 ? "," : "", column_names[column]);
    return is_ok && buffer_append(out, "\r\n", 2) ? STATUS_OK : STATUS_NO_MEMORY;
}

enum status event_csv_encode(const struct article *article, const struct event *event,
                             const struct extractor_identity *extractor, struct buffer *out)
{
    struct row row;
    bool is_ok = true;

    row_fill(&row, article, event, extractor);
    for (size_t column = 0; column < COLUMN_COUNT_ALL; column++)
        is_ok = is_ok && (column == 0 || buffer_append(out, ",", 1)) &&
                csv_cell(out, &row.cells[column]);
    return is_ok && buffer_append(out, "\r\n", 2) ? STATUS_OK : STATUS_NO_MEMORY;
}
