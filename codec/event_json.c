/* SPDX-License-Identifier: Apache-2.0 */
/* The event record, version 1. Keys stand in the order of docs/events.md; what is not known is not
 * written. */
#include "codec/event_json.h"

#include "codec/event_parts.h"
#include "codec/json_writer.h"

struct writer {
    struct json_writer json;
    struct code_point_cursor cursors[FIELD_COUNT];
};

static void write_texts(struct json_writer *json, const char *key, const struct strview *texts,
                        size_t count)
{
    if (count == 0)
        return;
    json_write_begin(json, key, '[');
    for (size_t i = 0; i < count; i++)
        json_write_plain(json, NULL, texts[i]);
    json_write_end(json, ']');
}

static void write_actors(struct json_writer *json, const char *key, const struct actor *actors,
                         size_t count)
{
    if (count == 0)
        return;
    json_write_begin(json, key, '[');
    for (size_t i = 0; i < count; i++) {
        json_write_begin(json, NULL, '{');
        json_write_text(json, "text", actors[i].text);
        json_write_text(json, "name", actors[i].name);
        json_write_text(json, "code", actors[i].code);
        json_write_text(json, "country", actors[i].country);
        json_write_text(json, "wikidata", actors[i].wikidata);
        json_write_end(json, '}');
    }
    json_write_end(json, ']');
}

static void write_location(struct json_writer *json, const struct location *location)
{
    json_write_begin(json, NULL, '{');
    json_write_text(json, "text", location->text);
    json_write_text(json, "name", location->name);
    json_write_string(json, "role", place_role_name(location->role));
    json_write_text(json, "country", location->country);
    json_write_text(json, "admin1", location->admin1);
    if (location->geonames != 0)
        json_write_integer(json, "geonames", location->geonames);
    if (location->has_coordinates) {
        json_write_number(json, "lat", location->latitude);
        json_write_number(json, "lon", location->longitude);
    }
    json_write_string(json, "precision", place_precision_name(location->precision));
    json_write_end(json, '}');
}

static void write_locations(struct json_writer *json, const struct event *event)
{
    if (event->location_count == 0)
        return;
    json_write_begin(json, "locations", '[');
    for (size_t i = 0; i < event->location_count; i++)
        write_location(json, &event->locations[i]);
    json_write_end(json, ']');
}

static void write_time(struct json_writer *json, const struct event_time *time)
{
    char text[TIME_TEXT_BYTES];

    if (time->range.precision == TIME_UNKNOWN)
        return;
    json_write_begin(json, "time", '{');
    json_write_text(json, "text", time->text);
    event_time_format_start(time, text);
    json_write_string(json, "start", text);
    event_time_format_end(time, text);
    json_write_string(json, "end", text);
    /* The contract tells no minutes of an event. */
    json_write_string(json, "precision",
                      time_precision_name(time->range.precision == TIME_MINUTE
                                              ? TIME_HOUR
                                              : time->range.precision));
    json_write_end(json, '}');
}

static void write_count(struct json_writer *json, const char *key, const struct count *count)
{
    if (!count->is_known)
        return;
    json_write_begin(json, key, '{');
    json_write_number(json, "min", count->min);
    json_write_number(json, "max", count->max);
    json_write_text(json, "text", count->text);
    json_write_end(json, '}');
}

static void write_casualties(struct json_writer *json, const struct casualties *casualties)
{
    if (!casualties->killed.is_known && !casualties->injured.is_known &&
        !casualties->missing.is_known && !casualties->captured.is_known)
        return;
    json_write_begin(json, "casualties", '{');
    write_count(json, "killed", &casualties->killed);
    write_count(json, "injured", &casualties->injured);
    write_count(json, "missing", &casualties->missing);
    write_count(json, "captured", &casualties->captured);
    json_write_end(json, '}');
}

static void write_quantities(struct json_writer *json, const struct event *event)
{
    if (event->quantity_count == 0)
        return;
    json_write_begin(json, "quantities", '[');
    for (size_t i = 0; i < event->quantity_count; i++) {
        const struct quantity *quantity = &event->quantities[i];

        json_write_begin(json, NULL, '{');
        json_write_number(json, "min", quantity->min);
        json_write_number(json, "max", quantity->max);
        json_write_text(json, "unit", quantity->unit);
        json_write_text(json, "text", quantity->text);
        json_write_end(json, '}');
    }
    json_write_end(json, ']');
}

static void write_attribution(struct json_writer *json, const struct event *event)
{
    if (event->attribution_count == 0)
        return;
    json_write_begin(json, "attribution", '[');
    for (size_t i = 0; i < event->attribution_count; i++) {
        json_write_begin(json, NULL, '{');
        json_write_text(json, "text", event->attributions[i].text);
        json_write_text(json, "name", event->attributions[i].name);
        json_write_text(json, "verb", event->attributions[i].verb);
        json_write_end(json, '}');
    }
    json_write_end(json, ']');
}

static void write_span(struct writer *writer, enum field field, struct span span)
{
    struct code_point_cursor *cursor = &writer->cursors[field];

    json_write_integer(&writer->json, "start", (int64_t)code_point_at(cursor, span.begin));
    json_write_integer(&writer->json, "end", (int64_t)code_point_at(cursor, span.end));
}

static void write_mentions(struct writer *writer, const struct article *article,
                           const struct event *event)
{
    struct json_writer *json = &writer->json;

    json_write_begin(json, "mentions", '[');
    for (size_t i = 0; i < event->mention_count; i++) {
        const struct mention *mention = &event->mentions[i];

        json_write_begin(json, NULL, '{');
        json_write_string(json, "field", field_name(mention->field));
        write_span(writer, mention->field, mention->span);
        json_write_begin(json, "trigger", '{');
        write_span(writer, mention->field, mention->trigger);
        json_write_end(json, '}');
        json_write_text(json, "text", article_span_text(article, mention->field, mention->span));
        json_write_end(json, '}');
    }
    json_write_end(json, ']');
}

static void write_article(struct json_writer *json, const struct article *article,
                          const struct event *event)
{
    struct event_source source = event_source(article, event);
    char published[TIME_TEXT_BYTES];
    char fingerprint[FINGERPRINT_BYTES];

    json_write_begin(json, "article", '{');
    json_write_text(json, "id", article->id);
    json_write_text(json, "url", article->url);
    json_write_text(json, "source", source.source);
    json_write_text(json, "title", source.title);
    timestamp_format(&source.published, published);
    json_write_string(json, "published", published);
    json_write_string(json, "lang", source.language);
    json_write_integer(json, "segment", event->segment);
    fingerprint_format(source.fingerprint, fingerprint);
    json_write_string(json, "fingerprint", fingerprint);
    json_write_end(json, '}');
}

static void write_codes(struct json_writer *json, const struct event *event)
{
    json_write_string(json, "schema", "event/1");
    json_write_text(json, "id", event->id);
    json_write_string(json, "type", event_type_name(event->type));
    json_write_string(json, "mode", event_mode_name(event->mode));
    json_write_string(json, "theme", event_type_name(event->theme));
    json_write_text(json, "plover", event->plover);
    json_write_text(json, "plover_mode", event->plover_mode);
    json_write_text(json, "cameo", event->cameo);
    write_texts(json, "contexts", event->contexts, event->context_count);
    /* Every PLOVER type has a score, and that of REQUEST is 0: known whenever the type is. */
    if (event->plover.len > 0)
        json_write_number(json, "intensity", event->intensity);
    json_write_string(json, "modality", modality_name(event->modality));
    json_write_number(json, "confidence", event->confidence);
}

static void write_extractor(struct json_writer *json, const struct extractor_identity *extractor)
{
    json_write_begin(json, "extractor", '{');
    json_write_string(json, "name", extractor->name);
    json_write_string(json, "version", extractor->version);
    json_write_string(json, "lexicon", extractor->lexicon);
    json_write_end(json, '}');
}

enum status event_json_encode(const struct article *article, const struct event *event,
                              const struct extractor_identity *extractor, struct buffer *out)
{
    struct writer writer = {0};
    struct json_writer *json = &writer.json;

    for (size_t field = 0; field < FIELD_COUNT; field++)
        writer.cursors[field].text = article->fields[field];
    json_writer_init(json, out);
    json_write_begin(json, NULL, '{');
    write_codes(json, event);
    write_actors(json, "actors", event->actors, event->actor_count);
    write_actors(json, "recipients", event->recipients, event->recipient_count);
    write_actors(json, "mediators", event->mediators, event->mediator_count);
    write_locations(json, event);
    write_time(json, &event->time);
    write_casualties(json, &event->casualties);
    write_quantities(json, event);
    write_texts(json, "weapons", event->weapons, event->weapon_count);
    write_attribution(json, event);
    write_mentions(&writer, article, event);
    write_article(json, article, event);
    write_extractor(json, extractor);
    json_write_end(json, '}');
    bool has_failed = json->has_failed;

    json_writer_destroy(json);
    return has_failed ? STATUS_NO_MEMORY : STATUS_OK;
}
