/* SPDX-License-Identifier: Apache-2.0 */
/* Events for a reader at a terminal. Text of the article is foreign: output_text() takes
 * controls out of it, and each piece stands between a first-strong isolate and its end, so
 * that a right-to-left name cannot reorder the line around it. */
#include "codec/event_pretty.h"

#include "codec/event_parts.h"
#include "codec/output_text.h"

#define ISOLATE_BEGIN "\xe2\x81\xa8" /* U+2068 */
#define ISOLATE_END   "\xe2\x81\xa9" /* U+2069 */

enum style { STYLE_HEAD, STYLE_TRIGGER, STYLE_DIM, STYLE_LABEL };

struct printer {
    struct buffer *out;
    bool has_colour;
    bool has_failed;
};

static void print(struct printer *printer, const char *string)
{
    printer->has_failed |= !buffer_append_string(printer->out, string);
}

static void begin(struct printer *printer, enum style style)
{
    static const char *const codes[] = {
        [STYLE_HEAD] = "\x1b[1m",
        [STYLE_TRIGGER] = "\x1b[1;4m",
        [STYLE_DIM] = "\x1b[2m",
        [STYLE_LABEL] = "\x1b[36m",
    };

    if (printer->has_colour)
        print(printer, codes[style]);
}

static void end(struct printer *printer)
{
    if (printer->has_colour)
        print(printer, "\x1b[0m");
}

static void print_clean(struct printer *printer, struct strview text)
{
    printer->has_failed |= !output_text(printer->out, text);
}

static void print_isolated(struct printer *printer, struct strview text)
{
    print(printer, ISOLATE_BEGIN);
    print_clean(printer, text);
    print(printer, ISOLATE_END);
}

static void label(struct printer *printer, const char *name)
{
    print(printer, "    ");
    begin(printer, STYLE_LABEL);
    printer->has_failed |= !buffer_printf(printer->out, "%-10s", name);
    end(printer);
    print(printer, " ");
}

static void print_article(struct printer *printer, const struct article *article,
                          const struct event *event)
{
    struct event_source source = event_source(article, event);
    char published[TIME_TEXT_BYTES];

    timestamp_format(&source.published, published);
    begin(printer, STYLE_HEAD);
    print_isolated(printer, source.title.len > 0 ? source.title : STRVIEW("(no title)"));
    end(printer);
    print(printer, "\n");
    begin(printer, STYLE_DIM);
    print(printer, source.language);
    if (published[0] != '\0') {
        print(printer, "  ");
        print(printer, published);
    }
    if (source.source.len > 0) {
        print(printer, "  ");
        print_isolated(printer, source.source);
    }
    end(printer);
    print(printer, "\n\n");
}

static void print_actors(struct printer *printer, const char *name, const struct actor *actors,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct actor *actor = &actors[i];

        label(printer, name);
        print_isolated(printer, actor->text);
        if (actor->name.len > 0 && !strview_equal(actor->name, actor->text)) {
            print(printer, "  ");
            print_clean(printer, actor->name);
        }
        if (actor->code.len > 0) {
            print(printer, "  ");
            print_clean(printer, actor->code);
        }
        print(printer, "\n");
    }
}

static void print_locations(struct printer *printer, const struct event *event)
{
    for (size_t i = 0; i < event->location_count; i++) {
        const struct location *location = &event->locations[i];

        label(printer, place_role_name(location->role));
        print_isolated(printer, location->text);
        if (location->name.len > 0 && !strview_equal(location->name, location->text)) {
            print(printer, "  ");
            print_clean(printer, location->name);
        }
        if (location->country.len > 0) {
            print(printer, "  ");
            print_clean(printer, location->country);
        }
        if (location->has_coordinates) {
            printer->has_failed |= !buffer_printf(printer->out, "  %.2f", location->latitude);
            printer->has_failed |= !buffer_printf(printer->out, ",%.2f", location->longitude);
        }
        if (location->precision != PLACE_UNKNOWN) {
            print(printer, " (");
            print(printer, place_precision_name(location->precision));
            print(printer, ")");
        }
        print(printer, "\n");
    }
}

static void print_range(struct printer *printer, double min, double max)
{
    printer->has_failed |= !buffer_printf(printer->out, "%.0f", min);
    if (max > min)
        printer->has_failed |= !buffer_printf(printer->out, "-%.0f", max);
}

static void print_count(struct printer *printer, const char *name, const struct count *count)
{
    if (!count->is_known)
        return;
    label(printer, name);
    print_range(printer, count->min, count->max);
    if (count->text.len > 0) {
        print(printer, "  ");
        print_isolated(printer, count->text);
    }
    print(printer, "\n");
}

static void print_numbers(struct printer *printer, const struct event *event)
{
    print_count(printer, "killed", &event->casualties.killed);
    print_count(printer, "injured", &event->casualties.injured);
    print_count(printer, "missing", &event->casualties.missing);
    print_count(printer, "captured", &event->casualties.captured);
    for (size_t i = 0; i < event->quantity_count; i++) {
        label(printer, "quantity");
        print_range(printer, event->quantities[i].min, event->quantities[i].max);
        print(printer, " ");
        print_clean(printer, event->quantities[i].unit);
        print(printer, "\n");
    }
    for (size_t i = 0; i < event->weapon_count; i++) {
        label(printer, "weapon");
        print_clean(printer, event->weapons[i]);
        print(printer, "\n");
    }
}

static void print_attribution(struct printer *printer, const struct event *event)
{
    for (size_t i = 0; i < event->attribution_count; i++) {
        label(printer, "says");
        print_isolated(printer, event->attributions[i].text);
        print(printer, "\n");
    }
}

/* The evidence sentence with the trigger marked. */
static void print_evidence(struct printer *printer, const struct article *article,
                           const struct event *event)
{
    if (event->mention_count == 0)
        return;
    const struct mention *mention = &event->mentions[0];
    struct strview field = article->fields[mention->field];

    print(printer, "    " ISOLATE_BEGIN "«");
    print_clean(printer, strview_slice(field, mention->span.begin, mention->trigger.begin));
    begin(printer, STYLE_TRIGGER);
    print_clean(printer, strview_slice(field, mention->trigger.begin, mention->trigger.end));
    end(printer);
    print_clean(printer, strview_slice(field, mention->trigger.end, mention->span.end));
    print(printer, "»" ISOLATE_END "\n\n");
}

static void print_head(struct printer *printer, const struct event *event, size_t index)
{
    char start[TIME_TEXT_BYTES];
    char stop[TIME_TEXT_BYTES];

    printer->has_failed |= !buffer_printf(printer->out, "%2zu  ", index + 1);
    begin(printer, STYLE_HEAD);
    print(printer, event_type_name(event->type));
    if (event->mode != MODE_NONE) {
        print(printer, "/");
        print(printer, event_mode_name(event->mode));
    }
    end(printer);
    print(printer, "  ");
    print(printer, modality_name(event->modality));
    if (event->time.range.precision != TIME_UNKNOWN) {
        event_time_format_start(&event->time, start);
        event_time_format_end(&event->time, stop);
        print(printer, "  ");
        print(printer, start);
        if (strcmp(start, stop) != 0) {
            print(printer, "/");
            print(printer, stop);
        }
        print(printer, " (");
        print(printer, time_precision_name(event->time.range.precision));
        print(printer, ")");
    }
    printer->has_failed |= !buffer_printf(printer->out, "  %.2f", event->confidence);
    if (event->theme != EVENT_NONE) {
        print(printer, "  about ");
        print(printer, event_type_name(event->theme));
    }
    print(printer, "\n");
}

static bool is_first_of_segment(const struct article *article, const struct event *event)
{
    for (size_t i = 0; i < article->event_count; i++)
        if (article->events[i].segment == event->segment)
            return &article->events[i] == event;
    return true;
}

enum status event_pretty_encode(const struct article *article, const struct event *event,
                                const struct event_encode_options *options, size_t index,
                                struct buffer *out)
{
    struct printer printer = {.out = out, .has_colour = options->has_colour};

    if (is_first_of_segment(article, event))
        print_article(&printer, article, event);
    print_head(&printer, event, index);
    print_actors(&printer, "actor", event->actors, event->actor_count);
    print_actors(&printer, "recipient", event->recipients, event->recipient_count);
    print_actors(&printer, "mediator", event->mediators, event->mediator_count);
    print_locations(&printer, event);
    print_numbers(&printer, event);
    print_attribution(&printer, event);
    print_evidence(&printer, article, event);
    return printer.has_failed ? STATUS_NO_MEMORY : STATUS_OK;
}
