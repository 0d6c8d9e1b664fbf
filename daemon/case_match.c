/* SPDX-License-Identifier: Apache-2.0 */
/* Partial matching: an expected event names only what the case is about. Members are given out in
 * order, the first that fits, each once: a case that expects two events of one type puts the more
 * exactly told one first. */
#include "daemon/case_match.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

enum { MEMBERS_MAX = 512, DEPTH_MAX = 6, VALUE_BYTES = 400 };

static bool matches(json_t *expected, json_t *actual, int depth);

/* An expected text stands for a thing that is written so or called so. A mention is told by any
 * part of its sentence. */
static bool text_matches_object(json_t *expected, json_t *actual)
{
    const char *wanted = json_string_value(expected);
    const char *text = json_string_value(json_object_get(actual, "text"));
    const char *name = json_string_value(json_object_get(actual, "name"));

    if (json_object_get(actual, "trigger") != NULL)
        return text != NULL && strstr(text, wanted) != NULL;
    return (text != NULL && strcmp(text, wanted) == 0) ||
           (name != NULL && strcmp(name, wanted) == 0);
}

static bool object_matches(json_t *expected, json_t *actual, int depth)
{
    const char *key;
    json_t *value;

    if (!json_is_object(actual))
        return false;
    json_object_foreach(expected, key, value) if (!matches(value, json_object_get(actual, key),
                                                           depth + 1)) return false;
    return true;
}

static bool array_matches(json_t *expected, json_t *actual, int depth)
{
    bool is_taken[MEMBERS_MAX] = {false};
    size_t count = json_array_size(actual);

    if (!json_is_array(actual) || count > MEMBERS_MAX)
        return false;
    for (size_t i = 0; i < json_array_size(expected); i++) {
        size_t found = 0;

        while (found < count &&
               (is_taken[found] ||
                !matches(json_array_get(expected, i), json_array_get(actual, found), depth + 1)))
            found++;
        if (found == count)
            return false;
        is_taken[found] = true;
    }
    return true;
}

/* null expects that there is nothing; an object or an array, that its members are there. */
static bool matches(json_t *expected, json_t *actual, int depth)
{
    if (depth > DEPTH_MAX)
        return false;
    if (json_is_null(expected))
        return actual == NULL;
    if (json_is_string(expected) && json_is_object(actual))
        return text_matches_object(expected, actual);
    if (json_is_object(expected))
        return object_matches(expected, actual, depth);
    if (json_is_array(expected))
        return array_matches(expected, actual, depth);
    if (json_is_number(expected) && json_is_number(actual))
        return fabs(json_number_value(expected) - json_number_value(actual)) < 1e-6;
    return actual != NULL && json_equal(expected, actual) != 0;
}

static void append_value(struct buffer *report, json_t *value)
{
    char *text = value == NULL ? NULL : json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

    if (text == NULL)
        buffer_append_string(report, "nothing");
    else if (strlen(text) <= VALUE_BYTES)
        buffer_append_string(report, text);
    else
        buffer_printf(report, "%.*s…", VALUE_BYTES, text);
    free(text);
}

static size_t keys_matched(json_t *expected, json_t *actual)
{
    const char *key;
    json_t *value;
    size_t count = 0;

    json_object_foreach(expected, key, value) if (matches(value, json_object_get(actual, key), 1))
        count += strcmp(key, "type") == 0 ? 3 : 1; /* another type is hardly the same event */
    return count;
}

static void report_missing(json_t *expected, json_t *events, const bool *is_taken,
                           struct buffer *report)
{
    json_t *nearest = NULL;
    size_t best = 0;
    const char *key;
    json_t *value;

    buffer_append_string(report, "  missing event ");
    append_value(report, expected);
    buffer_append_string(report, "\n");
    for (size_t i = 0; i < json_array_size(events); i++) {
        json_t *event = json_array_get(events, i);
        size_t count = is_taken[i] ? 0 : keys_matched(expected, event);

        if (count > best) {
            best = count;
            nearest = event;
        }
    }
    if (nearest == NULL)
        return;
    buffer_append_string(report, "    nearest: ");
    append_value(report, json_object_get(nearest, "type"));
    append_value(report,
                 json_object_get(json_array_get(json_object_get(nearest, "mentions"), 0), "text"));
    buffer_append_string(report, "\n");
    json_object_foreach(expected, key, value)
    {
        json_t *actual = json_object_get(nearest, key);

        if (matches(value, actual, 1))
            continue;
        buffer_printf(report, "      %s: expected ", key);
        append_value(report, value);
        buffer_append_string(report, ", got ");
        append_value(report, actual);
        buffer_append_string(report, "\n");
    }
}

static bool match_expected(json_t *expected, json_t *events, struct buffer *report)
{
    bool is_taken[MEMBERS_MAX] = {false};
    size_t count = json_array_size(events);
    bool is_ok = true;

    for (size_t i = 0; i < json_array_size(expected); i++) {
        size_t found = 0;

        while (found < count && (is_taken[found] || !matches(json_array_get(expected, i),
                                                             json_array_get(events, found), 0)))
            found++;
        if (found < count) {
            is_taken[found] = true;
            continue;
        }
        report_missing(json_array_get(expected, i), events, is_taken, report);
        is_ok = false;
    }
    return is_ok;
}

/* A type's name, or a partial event. */
static bool is_forbidden(json_t *absent, json_t *event)
{
    return json_is_string(absent) ? matches(absent, json_object_get(event, "type"), 0)
                                  : matches(absent, event, 0);
}

static bool match_absent(json_t *absent, json_t *events, struct buffer *report)
{
    bool is_ok = true;

    for (size_t i = 0; i < json_array_size(absent); i++) {
        for (size_t j = 0; j < json_array_size(events); j++) {
            json_t *event = json_array_get(events, j);

            if (!is_forbidden(json_array_get(absent, i), event))
                continue;
            is_ok = false;
            buffer_append_string(report, "  must not be there: ");
            append_value(report, json_object_get(event, "type"));
            append_value(report, json_object_get(event, "modality"));
            append_value(
                report,
                json_object_get(json_array_get(json_object_get(event, "mentions"), 0), "text"));
            buffer_append_string(report, "\n");
        }
    }
    return is_ok;
}

bool case_match(void *case_json, void *events, struct buffer *report)
{
    json_t *expected = json_object_get(case_json, "events");
    json_t *absent = json_object_get(case_json, "absent");
    json_t *count = json_object_get(case_json, "count");
    size_t actual = json_array_size(events);
    bool is_ok = true;

    if (actual > MEMBERS_MAX) {
        buffer_printf(report, "  %zu events, more than a case can hold\n", actual);
        return false;
    }
    if (expected == NULL && absent == NULL && count == NULL) {
        buffer_append_string(report, "  the case expects nothing: no events, absent or count\n");
        return false;
    }
    is_ok = match_expected(expected, events, report);
    is_ok = match_absent(absent, events, report) && is_ok;
    if (count != NULL && json_integer_value(count) != (json_int_t)actual) {
        buffer_printf(report, "  expected %lld events, got %zu\n",
                      (long long)json_integer_value(count), actual);
        is_ok = false;
    }
    return is_ok;
}
