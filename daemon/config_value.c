/* SPDX-License-Identifier: Apache-2.0 */
/* One value of the configuration: from a YAML node, and to JSON. What is wrong is collected, not
 * returned: one run of `rasid check` shows all of it. */
#include "daemon/config_options.h"

#include "daemon/suggest.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

const char *config_type_name(enum config_type type)
{
    static const char *const names[] = {
        [CONFIG_STRING] = "text",
        [CONFIG_STRINGS] = "list of texts",
        [CONFIG_INTEGER] = "integer",
        [CONFIG_NUMBER] = "number",
        [CONFIG_BOOLEAN] = "boolean",
        [CONFIG_CHOICE] = "choice",
        [CONFIG_FILE] = "file name",
        [CONFIG_MAP] = "map of texts",
        [CONFIG_SOURCES] = "map of sources",
    };

    return names[type];
}

static const char *kind_name(const struct yaml_node *node)
{
    static const char *const names[] = {[YAML_EMPTY] = "nothing",
                                        [YAML_SCALAR] = "a value",
                                        [YAML_LIST] = "a list",
                                        [YAML_MAP] = "a map"};

    return names[node->kind];
}

/* The row of value in "a|b|c", or -1; then nearest holds the one that may be meant, or "". */
static int choice_row(const char *choices, const char *value, char nearest[64])
{
    struct strview rest = strview_from(choices);
    struct strview piece;
    size_t nearest_distance = 0;

    nearest[0] = '\0';
    for (int row = 0; strview_next(&rest, '|', &piece); row++) {
        struct suggestion suggestion = {.wanted = value};
        char name[64];

        if (strview_is(piece, value))
            return row;
        snprintf(name, sizeof(name), "%.*s", STRVIEW_ARG(piece));
        suggestion_offer(&suggestion, name);
        if (suggestion.nearest == NULL ||
            (nearest[0] != '\0' && suggestion.distance >= nearest_distance))
            continue;
        nearest_distance = suggestion.distance;
        memcpy(nearest, name, sizeof(name));
    }
    return -1;
}

static bool check_choice(const struct config_option *option, const struct yaml_node *node, int *row,
                         struct buffer *errors)
{
    char nearest[64];

    *row = choice_row(option->choices, node->text, nearest);
    if (*row >= 0)
        return true;
    yaml_complain(errors, node, "%s: '%s' is none of %s%s%s%s", option->key, node->text,
                  option->choices, nearest[0] == '\0' ? "" : "; did you mean '", nearest,
                  nearest[0] == '\0' ? "" : "'?");
    return false;
}

static bool is_scalar(const struct config_option *option, const struct yaml_node *node,
                      struct buffer *errors)
{
    if (node->kind == YAML_SCALAR)
        return true;
    yaml_complain(errors, node, "%s: %s is expected, not %s", option->key,
                  config_type_name(option->type), kind_name(node));
    return false;
}

static const char *read_string(const struct config_option *option, struct arena *arena,
                               const struct yaml_node *node, struct buffer *errors)
{
    int row = 0;

    if (!is_scalar(option, node, errors))
        return "";
    const char *reason = option->refuse == NULL ? NULL : option->refuse(node->text);

    if (reason != NULL)
        yaml_complain(errors, node, "%s: '%s' %s", option->key, node->text, reason);
    else if (option->choices != NULL && node->text[0] != '\0')
        check_choice(option, node, &row, errors);
    struct strview copy = arena_copy(arena, strview_from(node->text));

    return copy.ptr == NULL ? "" : copy.ptr;
}

static size_t child_count(const struct yaml_node *node)
{
    size_t count = 0;

    for (const struct yaml_node *child = node->first; child != NULL; child = child->next)
        count++;
    return count;
}

static void read_strings(const struct config_option *option, struct arena *arena,
                         const struct yaml_node *node, struct config_list *out,
                         struct buffer *errors)
{
    if (node->kind != YAML_LIST) {
        yaml_complain(errors, node, "%s: a list such as [%s] is expected, not %s", option->key,
                      node->kind == YAML_SCALAR ? node->text : "…", kind_name(node));
        return;
    }
    size_t count = child_count(node);

    *out = (struct config_list){.items = arena_array(arena, count, sizeof(*out->items))};
    if (count == 0)
        yaml_complain(errors, node, "%s: must not be empty", option->key);
    if (out->items == NULL)
        return;
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        for (size_t i = 0; i < out->count; i++)
            if (strcmp(out->items[i], child->text) == 0)
                yaml_complain(errors, child, "%s: '%s' is there twice", option->key, child->text);
        out->items[out->count++] = read_string(option, arena, child, errors);
    }
}

static bool is_in_range(const struct config_option *option, const struct yaml_node *node,
                        double value, struct buffer *errors)
{
    if (value >= option->minimum && value <= option->maximum)
        return true;
    yaml_complain(errors, node, "%s: %s is not from %.15g to %.15g", option->key, node->text,
                  option->minimum, option->maximum);
    return false;
}

static void read_integer(const struct config_option *option, const struct yaml_node *node,
                         int64_t *out, struct buffer *errors)
{
    unsigned long long value = 0;

    if (!is_scalar(option, node, errors))
        return;
    bool is_negative = node->text[0] == '-';

    if (node->is_quoted ||
        !strview_to_unsigned(strview_from(node->text + (is_negative ? 1 : 0)), &value)) {
        yaml_complain(errors, node, "%s: an integer is expected, not '%s'", option->key,
                      node->text);
        return;
    }
    if (is_in_range(option, node, is_negative ? -(double)value : (double)value, errors))
        *out = (int64_t)value;
}

static void read_number(const struct config_option *option, const struct yaml_node *node,
                        double *out, struct buffer *errors)
{
    double value = 0;

    if (!is_scalar(option, node, errors))
        return;
    if (node->is_quoted || !strview_to_double(strview_from(node->text), &value) ||
        !isfinite(value)) {
        yaml_complain(errors, node, "%s: a number is expected, not '%s'", option->key, node->text);
        return;
    }
    if (is_in_range(option, node, value, errors))
        *out = value;
}

static void read_boolean(const struct config_option *option, const struct yaml_node *node,
                         bool *out, struct buffer *errors)
{
    if (!is_scalar(option, node, errors))
        return;
    bool is_true = strcmp(node->text, "true") == 0;

    if (node->is_quoted || (!is_true && strcmp(node->text, "false") != 0)) {
        yaml_complain(errors, node, "%s: true or false is expected, not '%s'", option->key,
                      node->text);
        return;
    }
    *out = is_true;
}

static const char *copy_text(struct arena *arena, const char *text)
{
    const char *copy = arena_copy(arena, strview_from(text)).ptr;

    return copy == NULL ? "" : copy;
}

static void read_map(const struct config_option *option, struct arena *arena,
                     const struct yaml_node *node, struct config_map *map, struct buffer *errors)
{
    if (node->kind != YAML_MAP && node->kind != YAML_EMPTY) {
        yaml_complain(errors, node, "%s: a map is expected, not %s", option->key, kind_name(node));
        return;
    }
    struct config_pair *items = arena_array(arena, map->count + child_count(node), sizeof(*items));

    if (items == NULL)
        return;
    if (map->count > 0)
        memcpy(items, map->items, map->count * sizeof(*items));
    map->items = items;
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        size_t row = 0;

        if (child->kind != YAML_SCALAR) {
            yaml_complain(errors, child, "%s.%s: a value is expected, not %s", option->key,
                          child->name, kind_name(child));
            continue;
        }
        while (row < map->count && strcmp(map->items[row].name, child->name) != 0)
            row++;
        map->items[row] =
            (struct config_pair){copy_text(arena, child->name), copy_text(arena, child->text)};
        if (row == map->count)
            map->count++;
    }
}

static void read_source(struct arena *arena, const struct yaml_node *node,
                        struct config_source *source, struct buffer *errors)
{
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        struct suggestion suggestion = {.wanted = child->name};
        const struct config_option *found = NULL;

        for (size_t i = 0; i < config_source_option_count; i++) {
            suggestion_offer(&suggestion, config_source_options[i].key);
            if (strcmp(config_source_options[i].key, child->name) == 0)
                found = &config_source_options[i];
        }
        if (found != NULL)
            config_read_value(found, arena, child, source, errors);
        else
            yaml_complain_key(errors, child, "unknown key '%s' of source '%s'%s%s%s", child->name,
                              node->name, suggestion.nearest == NULL ? "" : "; did you mean '",
                              suggestion.nearest == NULL ? "" : suggestion.nearest,
                              suggestion.nearest == NULL ? "" : "'?");
    }
}

static void read_sources(const struct config_option *option, struct arena *arena,
                         const struct yaml_node *node, struct config_sources *sources,
                         struct buffer *errors)
{
    if (node->kind != YAML_MAP && node->kind != YAML_EMPTY) {
        yaml_complain(errors, node, "%s: a map of domains is expected, not %s", option->key,
                      kind_name(node));
        return;
    }
    struct config_source *items =
        arena_array(arena, sources->count + child_count(node), sizeof(*items));

    if (items == NULL)
        return;
    if (sources->count > 0)
        memcpy(items, sources->items, sources->count * sizeof(*items));
    sources->items = items;
    for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
        size_t row = 0;

        if (child->kind != YAML_MAP) {
            yaml_complain(errors, child, "%s.%s: a map is expected, not %s", option->key,
                          child->name, kind_name(child));
            continue;
        }
        while (row < sources->count && strcmp(sources->items[row].domain, child->name) != 0)
            row++;
        if (row == sources->count)
            sources->items[sources->count++] = (struct config_source){
                .domain = copy_text(arena, child->name), .time_zone = "", .language = ""};
        read_source(arena, child, &sources->items[row], errors);
    }
}

void config_read_value(const struct config_option *option, struct arena *arena,
                       const struct yaml_node *node, void *object, struct buffer *errors)
{
    void *place = (char *)object + option->offset;
    int row = 0;

    switch (option->type) {
    case CONFIG_STRING:
    case CONFIG_FILE:
        *(const char **)place = read_string(option, arena, node, errors);
        break;
    case CONFIG_STRINGS:
        read_strings(option, arena, node, place, errors);
        break;
    case CONFIG_INTEGER:
        read_integer(option, node, place, errors);
        break;
    case CONFIG_NUMBER:
        read_number(option, node, place, errors);
        break;
    case CONFIG_BOOLEAN:
        read_boolean(option, node, place, errors);
        break;
    case CONFIG_CHOICE:
        if (is_scalar(option, node, errors) && check_choice(option, node, &row, errors))
            *(int *)place = row;
        break;
    case CONFIG_MAP:
        read_map(option, arena, node, place, errors);
        break;
    case CONFIG_SOURCES:
        read_sources(option, arena, node, place, errors);
        break;
    }
}

void config_write_string(const char *text, struct buffer *out)
{
    buffer_append_string(out, "\"");
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            buffer_printf(out, "\\%c", *text);
        else if ((unsigned char)*text < 0x20)
            buffer_printf(out, "\\u%04x", (unsigned)*text);
        else
            buffer_append(out, text, 1);
    }
    buffer_append_string(out, "\"");
}

static void write_strings(const struct config_list *list, struct buffer *out)
{
    buffer_append_string(out, "[");
    for (size_t i = 0; i < list->count; i++) {
        buffer_append_string(out, i == 0 ? "" : ", ");
        config_write_string(list->items[i], out);
    }
    buffer_append_string(out, "]");
}

/* Properties that hold a secret themselves are shown as "***". */
static bool is_secret(const char *property)
{
    return strstr(property, "password") != NULL || strstr(property, "secret") != NULL ||
           strstr(property, ".pem") != NULL || strcmp(property, "sasl.oauthbearer.config") == 0;
}

static void write_map(const struct config_map *map, struct buffer *out)
{
    buffer_append_string(out, "{");
    for (size_t i = 0; i < map->count; i++) {
        buffer_append_string(out, i == 0 ? "" : ", ");
        config_write_string(map->items[i].name, out);
        buffer_append_string(out, ": ");
        config_write_string(is_secret(map->items[i].name) ? "***" : map->items[i].value, out);
    }
    buffer_append_string(out, "}");
}

static void write_sources(const struct config_sources *sources, struct buffer *out)
{
    buffer_append_string(out, "{");
    for (size_t i = 0; i < sources->count; i++) {
        buffer_append_string(out, i == 0 ? "" : ", ");
        config_write_string(sources->items[i].domain, out);
        buffer_append_string(out, ": {");
        for (size_t j = 0; j < config_source_option_count; j++) {
            buffer_printf(out, "%s\"%s\": ", j == 0 ? "" : ", ", config_source_options[j].key);
            config_write_value(&config_source_options[j], &sources->items[i], out);
        }
        buffer_append_string(out, "}");
    }
    buffer_append_string(out, "}");
}

static void write_choice(const char *choices, int row, struct buffer *out)
{
    struct strview rest = strview_from(choices);
    struct strview piece = {0};

    for (int i = 0; i <= row; i++)
        strview_next(&rest, '|', &piece);
    buffer_printf(out, "\"%.*s\"", STRVIEW_ARG(piece));
}

void config_write_value(const struct config_option *option, const void *object, struct buffer *out)
{
    const void *place = (const char *)object + option->offset;

    switch (option->type) {
    case CONFIG_STRING:
    case CONFIG_FILE:
        config_write_string(*(const char *const *)place, out);
        break;
    case CONFIG_STRINGS:
        write_strings(place, out);
        break;
    case CONFIG_INTEGER:
        buffer_printf(out, "%" PRId64, *(const int64_t *)place);
        break;
    case CONFIG_NUMBER:
        buffer_printf(out, "%.15g", *(const double *)place);
        break;
    case CONFIG_BOOLEAN:
        buffer_append_string(out, *(const bool *)place ? "true" : "false");
        break;
    case CONFIG_CHOICE:
        write_choice(option->choices, *(const int *)place, out);
        break;
    case CONFIG_MAP:
        write_map(place, out);
        break;
    case CONFIG_SOURCES:
        write_sources(place, out);
        break;
    }
}
