/* SPDX-License-Identifier: Apache-2.0 */
/* The event record, version 1, by jansson. Keys stand in the order of docs/events.md; what is not
 * known is not written. A failed allocation anywhere leaves a NULL that jansson's setters answer
 * with -1: every setter's answer is gathered in `failed`, and one look at the end decides. */
#include "codec/event_json.h"

#include "codec/event_parts.h"
#include "codec/output_text.h"

#include <jansson.h>
#include <math.h>

enum { REAL_DIGITS = 9 }; /* coordinates: three before the point, six after */

struct writer {
    int failed; /* not 0: some value could not be made */
    struct code_point_cursor cursors[FIELD_COUNT];
    struct buffer clean; /* the text being made fit for output */
};

/* Keys are constants of this file. */
static void set(struct writer *writer, json_t *object, const char *key, json_t *value)
{
    writer->failed |= json_object_set_new_nocheck(object, key, value);
}

static void set_text(struct writer *writer, json_t *object, const char *key, struct strview text)
{
    if (text.len == 0)
        return;
    buffer_clear(&writer->clean);
    if (!output_text(&writer->clean, text))
        writer->failed = -1;
    else if (writer->clean.len > 0)
        set(writer, object, key, json_stringn_nocheck(writer->clean.data, writer->clean.len));
}

static void set_string(struct writer *writer, json_t *object, const char *key, const char *string)
{
    set_text(writer, object, key, strview_from(string));
}

/* Whole numbers without a fraction, as a reader wrote them. */
static void set_number(struct writer *writer, json_t *object, const char *key, double value)
{
    bool is_whole = value == floor(value) && fabs(value) < 1e15;

    set(writer, object, key, is_whole ? json_integer((json_int_t)value) : json_real(value));
}

static void set_texts(struct writer *writer, json_t *object, const char *key,
                      const struct strview *texts, size_t count)
{
    if (count == 0)
        return;
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++)
        writer->failed |= json_array_append_new(array, json_stringn(texts[i].ptr, texts[i].len));
    set(writer, object, key, array);
}

static void set_actors(struct writer *writer, json_t *object, const char *key,
                       const struct actor *actors, size_t count)
{
    if (count == 0)
        return;
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++) {
        json_t *actor = json_object();

        set_text(writer, actor, "text", actors[i].text);
        set_text(writer, actor, "name", actors[i].name);
        set_text(writer, actor, "code", actors[i].code);
        set_text(writer, actor, "country", actors[i].country);
        set_text(writer, actor, "wikidata", actors[i].wikidata);
        writer->failed |= json_array_append_new(array, actor);
    }
    set(writer, object, key, array);
}

static json_t *location_json(struct writer *writer, const struct location *location)
{
    json_t *object = json_object();

    set_text(writer, object, "text", location->text);
    set_text(writer, object, "name", location->name);
    set_string(writer, object, "role", place_role_name(location->role));
    set_text(writer, object, "country", location->country);
    set_text(writer, object, "admin1", location->admin1);
    if (location->geonames != 0)
        set(writer, object, "geonames", json_integer(location->geonames));
    if (location->has_coordinates) {
        set_number(writer, object, "lat", location->latitude);
        set_number(writer, object, "lon", location->longitude);
    }
    set_string(writer, object, "precision", place_precision_name(location->precision));
    return object;
}

static void set_locations(struct writer *writer, json_t *root, const struct event *event)
{
    if (event->location_count == 0)
        return;
    json_t *array = json_array();

    for (size_t i = 0; i < event->location_count; i++)
        writer->failed |= json_array_append_new(array, location_json(writer, &event->locations[i]));
    set(writer, root, "locations", array);
}

static void set_time(struct writer *writer, json_t *root, const struct event_time *time)
{
    char text[TIME_TEXT_BYTES];

    if (time->range.precision == TIME_UNKNOWN)
        return;
    json_t *object = json_object();

    set_text(writer, object, "text", time->text);
    event_time_format_start(time, text);
    set_string(writer, object, "start", text);
    event_time_format_end(time, text);
    set_string(writer, object, "end", text);
    /* The contract tells no minutes of an event. */
    set_string(writer, object, "precision",
               time_precision_name(time->range.precision == TIME_MINUTE ? TIME_HOUR
                                                                        : time->range.precision));
    set(writer, root, "time", object);
}

static json_t *range_json(struct writer *writer, double min, double max)
{
    json_t *object = json_object();

    set_number(writer, object, "min", min);
    set_number(writer, object, "max", max);
    return object;
}

static void set_count(struct writer *writer, json_t *object, const char *key,
                      const struct count *count)
{
    if (!count->is_known)
        return;
    json_t *range = range_json(writer, count->min, count->max);

    set_text(writer, range, "text", count->text);
    set(writer, object, key, range);
}

static void set_casualties(struct writer *writer, json_t *root, const struct casualties *casualties)
{
    json_t *object = json_object();

    set_count(writer, object, "killed", &casualties->killed);
    set_count(writer, object, "injured", &casualties->injured);
    set_count(writer, object, "missing", &casualties->missing);
    set_count(writer, object, "captured", &casualties->captured);
    if (json_object_size(object) > 0)
        set(writer, root, "casualties", object);
    else
        json_decref(object);
}

static void set_quantities(struct writer *writer, json_t *root, const struct event *event)
{
    if (event->quantity_count == 0)
        return;
    json_t *array = json_array();

    for (size_t i = 0; i < event->quantity_count; i++) {
        const struct quantity *quantity = &event->quantities[i];
        json_t *object = range_json(writer, quantity->min, quantity->max);

        set_text(writer, object, "unit", quantity->unit);
        set_text(writer, object, "text", quantity->text);
        writer->failed |= json_array_append_new(array, object);
    }
    set(writer, root, "quantities", array);
}

static void set_attribution(struct writer *writer, json_t *root, const struct event *event)
{
    if (event->attribution_count == 0)
        return;
    json_t *array = json_array();

    for (size_t i = 0; i < event->attribution_count; i++) {
        json_t *object = json_object();

        set_text(writer, object, "text", event->attributions[i].text);
        set_text(writer, object, "name", event->attributions[i].name);
        set_text(writer, object, "verb", event->attributions[i].verb);
        writer->failed |= json_array_append_new(array, object);
    }
    set(writer, root, "attribution", array);
}

static void set_span(struct writer *writer, json_t *object, enum field field, struct span span)
{
    struct code_point_cursor *cursor = &writer->cursors[field];

    set(writer, object, "start", json_integer((json_int_t)code_point_at(cursor, span.begin)));
    set(writer, object, "end", json_integer((json_int_t)code_point_at(cursor, span.end)));
}

static void set_mentions(struct writer *writer, json_t *root, const struct article *article,
                         const struct event *event)
{
    json_t *array = json_array();

    for (size_t i = 0; i < event->mention_count; i++) {
        const struct mention *mention = &event->mentions[i];
        json_t *object = json_object();
        json_t *trigger = json_object();

        set_string(writer, object, "field", field_name(mention->field));
        set_span(writer, object, mention->field, mention->span);
        set_span(writer, trigger, mention->field, mention->trigger);
        set(writer, object, "trigger", trigger);
        set_text(writer, object, "text", article_span_text(article, mention->field, mention->span));
        writer->failed |= json_array_append_new(array, object);
    }
    set(writer, root, "mentions", array);
}

static void set_article(struct writer *writer, json_t *root, const struct article *article,
                        const struct event *event)
{
    struct event_source source = event_source(article, event);
    json_t *object = json_object();
    char published[TIME_TEXT_BYTES];
    char fingerprint[FINGERPRINT_BYTES];

    set_text(writer, object, "id", article->id);
    set_text(writer, object, "url", article->url);
    set_text(writer, object, "source", source.source);
    set_text(writer, object, "title", source.title);
    timestamp_format(&source.published, published);
    set_string(writer, object, "published", published);
    set_string(writer, object, "lang", source.language);
    set(writer, object, "segment", json_integer(event->segment));
    fingerprint_format(source.fingerprint, fingerprint);
    set_string(writer, object, "fingerprint", fingerprint);
    set(writer, root, "article", object);
}

static void set_codes(struct writer *writer, json_t *root, const struct event *event)
{
    set_string(writer, root, "schema", "event/1");
    set_text(writer, root, "id", event->id);
    set_string(writer, root, "type", event_type_name(event->type));
    set_string(writer, root, "mode", event_mode_name(event->mode));
    set_string(writer, root, "theme", event_type_name(event->theme));
    set_text(writer, root, "plover", event->plover);
    set_text(writer, root, "plover_mode", event->plover_mode);
    set_text(writer, root, "cameo", event->cameo);
    set_texts(writer, root, "contexts", event->contexts, event->context_count);
    /* Every PLOVER type has a score, and that of REQUEST is 0: known whenever the type is. */
    if (event->plover.len > 0)
        set_number(writer, root, "intensity", event->intensity);
    set_string(writer, root, "modality", modality_name(event->modality));
    set_number(writer, root, "confidence", event->confidence);
}

static json_t *event_json(struct writer *writer, const struct article *article,
                          const struct event *event, const struct extractor_identity *extractor)
{
    json_t *root = json_object();
    json_t *identity = json_object();

    set_codes(writer, root, event);
    set_actors(writer, root, "actors", event->actors, event->actor_count);
    set_actors(writer, root, "recipients", event->recipients, event->recipient_count);
    set_actors(writer, root, "mediators", event->mediators, event->mediator_count);
    set_locations(writer, root, event);
    set_time(writer, root, &event->time);
    set_casualties(writer, root, &event->casualties);
    set_quantities(writer, root, event);
    set_texts(writer, root, "weapons", event->weapons, event->weapon_count);
    set_attribution(writer, root, event);
    set_mentions(writer, root, article, event);
    set_article(writer, root, article, event);
    set_string(writer, identity, "name", extractor->name);
    set_string(writer, identity, "version", extractor->version);
    set_string(writer, identity, "lexicon", extractor->lexicon);
    set(writer, root, "extractor", identity);
    return root;
}

static int append(const char *bytes, size_t len, void *buffer)
{
    return buffer_append(buffer, bytes, len) ? 0 : -1;
}

enum status event_json_encode(const struct article *article, const struct event *event,
                              const struct extractor_identity *extractor, struct buffer *out)
{
    struct writer writer = {0};

    for (size_t field = 0; field < FIELD_COUNT; field++)
        writer.cursors[field].text = article->fields[field];
    json_t *root = event_json(&writer, article, event, extractor);
    int failed = writer.failed;

    if (failed == 0)
        failed =
            json_dump_callback(root, append, out, JSON_COMPACT | JSON_REAL_PRECISION(REAL_DIGITS));
    json_decref(root);
    buffer_destroy(&writer.clean);
    return failed == 0 ? STATUS_OK : STATUS_NO_MEMORY;
}
