/* SPDX-License-Identifier: Apache-2.0 */
/* Topic names from a template. One walk over the template serves checking, expanding and listing;
 * what stands for a placeholder is the caller's. */
#include "daemon/worker_route.h"

#include "kafka/stream.h"

#include <stdio.h>
#include <string.h>

enum placeholder { PLACEHOLDER_TYPE, PLACEHOLDER_LANGUAGE, PLACEHOLDER_COUNTRY, PLACEHOLDER_COUNT };
static const char *const placeholder_names[PLACEHOLDER_COUNT] = {"{type}", "{lang}", "{country}"};

static bool is_topic_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '.' || byte == '_' || byte == '-';
}

/* The placeholder at the start of the text, or PLACEHOLDER_COUNT. */
static enum placeholder placeholder_at(const char *text)
{
    for (size_t i = 0; i < PLACEHOLDER_COUNT; i++)
        if (strncmp(text, placeholder_names[i], strlen(placeholder_names[i])) == 0)
            return (enum placeholder)i;
    return PLACEHOLDER_COUNT;
}

static void append_clean(struct buffer *out, struct strview text)
{
    for (size_t i = 0; i < text.len; i++)
        buffer_append(out, is_topic_byte(text.ptr[i]) ? &text.ptr[i] : "_", 1);
}

static bool expand(const char *route, const struct strview values[PLACEHOLDER_COUNT],
                   struct buffer *out)
{
    size_t begin = out->len;

    while (*route != '\0') {
        enum placeholder placeholder = placeholder_at(route);

        if (placeholder == PLACEHOLDER_COUNT) {
            append_clean(out, (struct strview){route, 1});
            route++;
        } else {
            append_clean(out, values[placeholder]);
            route += strlen(placeholder_names[placeholder]);
        }
    }
    return !out->has_failed && out->len > begin && out->len - begin < KAFKA_TOPIC_BYTES;
}

bool route_check(const char *route, char *error, size_t error_bytes)
{
    if (route == NULL || route[0] == '\0') {
        snprintf(error, error_bytes, "the topic of events has no name");
        return false;
    }
    if (strlen(route) >= KAFKA_TOPIC_BYTES - 32) {
        snprintf(error, error_bytes, "topic %s is too long", route);
        return false;
    }
    for (const char *at = route; *at != '\0'; at++) {
        enum placeholder placeholder = placeholder_at(at);

        if (placeholder != PLACEHOLDER_COUNT) {
            at += strlen(placeholder_names[placeholder]) - 1;
        } else if (*at == '{') {
            snprintf(error, error_bytes, "topic %s: only {type}, {lang} and {country} are known",
                     route);
            return false;
        } else if (!is_topic_byte(*at)) {
            snprintf(error, error_bytes,
                     "topic %s: a topic has letters, digits, '.', '_' and '-' only", route);
            return false;
        }
    }
    return true;
}

enum language event_language(const struct article *article, const struct event *event)
{
    if (event->segment < article->segment_count &&
        article->segments[event->segment].language != LANGUAGE_UNKNOWN)
        return article->segments[event->segment].language;
    return article->language;
}

static struct strview event_country(const struct event *event)
{
    for (size_t i = 0; i < event->location_count; i++)
        if (event->locations[i].country.len > 0)
            return event->locations[i].country;
    for (size_t i = 0; i < event->actor_count; i++)
        if (event->actors[i].country.len > 0)
            return event->actors[i].country;
    return STRVIEW("unknown");
}

static struct strview or_unknown(const char *name)
{
    return name[0] == '\0' ? STRVIEW("unknown") : strview_from(name);
}

bool route_expand(const char *route, const struct article *article, const struct event *event,
                  struct buffer *out)
{
    const struct strview values[PLACEHOLDER_COUNT] = {
        [PLACEHOLDER_TYPE] = or_unknown(event_type_name(event->type)),
        [PLACEHOLDER_LANGUAGE] = or_unknown(language_name(event_language(article, event))),
        [PLACEHOLDER_COUNTRY] = event_country(event),
    };

    return expand(route, values, out);
}

bool route_each(const char *route, bool (*found)(void *arg, const char *topic), void *arg)
{
    bool has_type = strstr(route, "{type}") != NULL;
    bool has_language = strstr(route, "{lang}") != NULL;
    enum language languages[] = {LANGUAGE_AR, LANGUAGE_EN};
    bool is_going = true;

    for (size_t type = 1; is_going && type < (has_type ? EVENT_TYPE_COUNT : 2); type++)
        for (size_t i = 0; is_going && i < (has_language ? 2u : 1u); i++) {
            struct buffer topic = {0};
            const struct strview values[PLACEHOLDER_COUNT] = {
                strview_from(event_type_name((enum event_type)type)),
                strview_from(language_name(languages[i])),
                STRVIEW("unknown"),
            };

            is_going = expand(route, values, &topic) && buffer_append(&topic, "", 1) &&
                       found(arg, topic.data);
            buffer_destroy(&topic);
        }
    return is_going;
}
