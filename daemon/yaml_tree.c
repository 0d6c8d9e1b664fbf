/* SPDX-License-Identifier: Apache-2.0 */
/* libyaml's events to a marked tree. Aliases are refused: they are what makes a small file expand
 * without end, and a configuration needs none. Depth is bounded by the stack of open nodes. */
#include "daemon/yaml_tree.h"

#include <stdarg.h>
#include <stdio.h>
#include <yaml.h>

enum { DEPTH_MAX = 8 };

struct tree_builder {
    struct arena *arena;
    const char *file;
    struct buffer *errors;
    struct yaml_node *open[DEPTH_MAX]; /* lists and maps that have begun, outermost first */
    size_t depth;
    struct yaml_node *pending_key; /* holds name and marks of a key whose value comes next */
    struct yaml_node *root;
    bool has_failed;
};

static void complain_at(struct buffer *errors, const char *file, unsigned line, unsigned column)
{
    buffer_append_string(errors, file);
    if (line > 0)
        buffer_printf(errors, ":%u:%u", line, column);
    buffer_append_string(errors, ": ");
}

static void complain_text(struct buffer *errors, const char *format, va_list args)
{
    char text[1024];

    vsnprintf(text, sizeof(text), format, args);
    buffer_append_string(errors, text);
    buffer_append_string(errors, "\n");
}

void yaml_complain(struct buffer *errors, const struct yaml_node *node, const char *format, ...)
{
    va_list args;

    complain_at(errors, node->file, node->line, node->column);
    va_start(args, format);
    complain_text(errors, format, args);
    va_end(args);
}

void yaml_complain_key(struct buffer *errors, const struct yaml_node *node, const char *format, ...)
{
    va_list args;

    complain_at(errors, node->file, node->key_line, node->key_column);
    va_start(args, format);
    complain_text(errors, format, args);
    va_end(args);
}

static void refuse(struct tree_builder *builder, const yaml_mark_t *mark, const char *reason)
{
    complain_at(builder->errors, builder->file, (unsigned)mark->line + 1,
                (unsigned)mark->column + 1);
    buffer_append_string(builder->errors, reason);
    buffer_append_string(builder->errors, "\n");
    builder->has_failed = true;
}

static struct yaml_node *node_new(struct tree_builder *builder, const yaml_mark_t *mark,
                                  enum yaml_kind kind)
{
    struct yaml_node *node = arena_alloc(builder->arena, sizeof(*node));

    if (node == NULL) {
        refuse(builder, mark, "the file is too large");
        return NULL;
    }
    node->kind = kind;
    node->text = "";
    node->file = builder->file;
    node->line = (unsigned)mark->line + 1;
    node->column = (unsigned)mark->column + 1;
    return node;
}

static bool has_name(const struct yaml_node *map, const char *name)
{
    for (const struct yaml_node *child = map->first; child != NULL; child = child->next)
        if (strcmp(child->name, name) == 0)
            return true;
    return false;
}

/* Hangs a node under the innermost open one: as a value, as an item, or as the root. */
static void attach(struct tree_builder *builder, struct yaml_node *node)
{
    struct yaml_node *parent = builder->depth == 0 ? NULL : builder->open[builder->depth - 1];

    if (parent == NULL) {
        builder->root = node;
        return;
    }
    if (parent->kind == YAML_MAP) {
        node->name = builder->pending_key->text;
        node->key_line = builder->pending_key->line;
        node->key_column = builder->pending_key->column;
        builder->pending_key = NULL;
    }
    if (parent->last == NULL)
        parent->first = node;
    else
        parent->last->next = node;
    parent->last = node;
}

static bool is_empty_word(const char *text)
{
    return text[0] == '\0' || strcmp(text, "~") == 0 || strcmp(text, "null") == 0;
}

static bool expects_key(const struct tree_builder *builder)
{
    return builder->depth > 0 && builder->open[builder->depth - 1]->kind == YAML_MAP &&
           builder->pending_key == NULL;
}

static void take_scalar(struct tree_builder *builder, const yaml_event_t *event)
{
    const char *value = (const char *)event->data.scalar.value;
    size_t len = event->data.scalar.length;
    struct yaml_node *node = node_new(builder, &event->start_mark, YAML_SCALAR);

    if (node == NULL)
        return;
    if (memchr(value, '\0', len) != NULL) {
        refuse(builder, &event->start_mark, "a value holds a NUL character");
        return;
    }
    node->text = arena_copy(builder->arena, (struct strview){value, len}).ptr;
    node->is_quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    if (node->text == NULL) {
        refuse(builder, &event->start_mark, "the file is too large");
        return;
    }
    if (!expects_key(builder)) {
        if (!node->is_quoted && is_empty_word(node->text))
            node->kind = YAML_EMPTY;
        attach(builder, node);
        return;
    }
    if (has_name(builder->open[builder->depth - 1], node->text)) {
        yaml_complain(builder->errors, node, "key '%s' is there twice", node->text);
        builder->has_failed = true;
        return;
    }
    builder->pending_key = node;
}

static void take_begin(struct tree_builder *builder, const yaml_event_t *event, enum yaml_kind kind)
{
    if (expects_key(builder)) {
        refuse(builder, &event->start_mark, "a key must be a word");
        return;
    }
    if (builder->depth == DEPTH_MAX) {
        refuse(builder, &event->start_mark, "nested too deep");
        return;
    }
    struct yaml_node *node = node_new(builder, &event->start_mark, kind);

    if (node == NULL)
        return;
    attach(builder, node);
    builder->open[builder->depth++] = node;
}

static void take_event(struct tree_builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        take_scalar(builder, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        take_begin(builder, event, YAML_LIST);
        break;
    case YAML_MAPPING_START_EVENT:
        take_begin(builder, event, YAML_MAP);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        builder->depth--;
        break;
    case YAML_ALIAS_EVENT:
        refuse(builder, &event->start_mark, "aliases (*name) are not taken; write the value out");
        break;
    case YAML_DOCUMENT_START_EVENT:
        if (builder->root != NULL)
            refuse(builder, &event->start_mark, "a second document; one file holds one");
        break;
    default:
        break;
    }
}

static void complain_syntax(struct tree_builder *builder, const yaml_parser_t *parser)
{
    const char *problem = parser->problem == NULL ? "no YAML" : parser->problem;
    /* A reader's error (charset) has no mark. */
    unsigned line = (unsigned)parser->problem_mark.line + 1;
    unsigned column = (unsigned)parser->problem_mark.column + 1;

    complain_at(builder->errors, builder->file, line, column);
    buffer_printf(builder->errors, "%s%s%s\n", problem, parser->context == NULL ? "" : " ",
                  parser->context == NULL ? "" : parser->context);
    builder->has_failed = true;
}

struct yaml_node *yaml_tree_parse(struct arena *arena, struct strview text, const char *file,
                                  struct buffer *errors)
{
    struct tree_builder builder = {.arena = arena, .file = file, .errors = errors};
    yaml_parser_t parser;
    bool is_at_end = false;

    if (yaml_parser_initialize(&parser) == 0)
        return NULL;
    yaml_parser_set_input_string(&parser, (const unsigned char *)(text.ptr == NULL ? "" : text.ptr),
                                 text.len);
    while (!builder.has_failed && !is_at_end) {
        yaml_event_t event;

        if (yaml_parser_parse(&parser, &event) == 0) {
            complain_syntax(&builder, &parser);
            break;
        }
        take_event(&builder, &event);
        is_at_end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    if (builder.has_failed)
        return NULL;
    if (builder.root == NULL)
        builder.root = node_new(&builder, &(yaml_mark_t){0}, YAML_EMPTY);
    return builder.root;
}
