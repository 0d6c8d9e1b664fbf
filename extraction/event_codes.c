/* SPDX-License-Identifier: Apache-2.0 */
/* The ontology table read once into rows by type. Of the rows whose conditions hold the one with
 * most of them wins, and a row of the event's own mode beats the row without; so a new refinement
 * is a row of data. */
#include "extraction/event_codes.h"

#include <assert.h>
#include <stdlib.h>

enum { CONDITIONS_MAX = 4, ROWS_MAX = 512 };

enum condition_kind {
    CONDITION_MODALITY,
    CONDITION_THEME,
    CONDITION_WEAPON,
    CONDITION_ACTOR,
    CONDITION_MEDIATOR,
};

struct condition {
    enum condition_kind kind;
    struct strview value;
};

struct code_row {
    enum event_type type;
    enum event_mode mode;
    struct condition conditions[CONDITIONS_MAX];
    size_t condition_count;
    struct strview plover, plover_mode, cameo, contexts;
    double intensity;
};

struct event_codes {
    struct code_row *rows;
    size_t row_count;
};

struct columns {
    int type, mode, when, plover, plover_mode, cameo, contexts, intensity;
};

static bool read_condition(struct strview text, struct condition *condition)
{
    static const struct {
        const char *key;
        enum condition_kind kind;
    } kinds[] = {
        {"modality", CONDITION_MODALITY}, {"theme", CONDITION_THEME},
        {"weapon", CONDITION_WEAPON},     {"actor", CONDITION_ACTOR},
        {"mediator", CONDITION_MEDIATOR},
    };
    struct strview rest = strview_trim(text);
    struct strview key;

    if (!strview_next(&rest, '=', &key) || rest.ptr == NULL)
        return false;
    condition->value = rest;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strview_is(key, kinds[i].key)) {
            condition->kind = kinds[i].kind;
            return true;
        }
    }
    return false;
}

static bool read_conditions(struct strview cell, struct code_row *row)
{
    struct strview rest = cell;
    struct strview piece;

    while (cell.len > 0 && strview_next(&rest, ';', &piece)) {
        if (row->condition_count == CONDITIONS_MAX ||
            !read_condition(piece, &row->conditions[row->condition_count]))
            return false;
        row->condition_count++;
    }
    return true;
}

static bool read_row(struct table table, size_t index, const struct columns *c,
                     struct code_row *row)
{
    struct strview mode = table_cell(table, index, c->mode);

    row->type = event_type_from(table_cell(table, index, c->type));
    row->mode = event_mode_from(mode);
    if (row->type == EVENT_NONE || (mode.len > 0 && !event_type_takes_mode(row->type, row->mode)))
        return false;
    row->plover = table_cell(table, index, c->plover);
    row->plover_mode = table_cell(table, index, c->plover_mode);
    row->cameo = table_cell(table, index, c->cameo);
    row->contexts = table_cell(table, index, c->contexts);
    return row->plover.len > 0 && row->cameo.len >= 2 &&
           strview_to_double(table_cell(table, index, c->intensity), &row->intensity) &&
           read_conditions(table_cell(table, index, c->when), row);
}

static bool has_every_type(const struct event_codes *codes)
{
    bool seen[EVENT_TYPE_COUNT] = {false};

    for (size_t i = 0; i < codes->row_count; i++)
        if (codes->rows[i].mode == MODE_NONE && codes->rows[i].condition_count == 0)
            seen[codes->rows[i].type] = true;
    for (size_t type = EVENT_NONE + 1; type < EVENT_TYPE_COUNT; type++)
        if (!seen[type])
            return false;
    return true;
}

struct event_codes *event_codes_new(const struct lexicon *lexicon)
{
    struct table table = lexicon_table(lexicon, "common/ontology");
    size_t row_count = table_row_count(table);
    struct event_codes *codes = calloc(1, sizeof(*codes));
    struct columns columns = {
        .type = table_column(table, "type"),
        .mode = table_column(table, "mode"),
        .when = table_column(table, "when"),
        .plover = table_column(table, "plover"),
        .plover_mode = table_column(table, "plover_mode"),
        .cameo = table_column(table, "cameo"),
        .contexts = table_column(table, "contexts"),
        .intensity = table_column(table, "intensity"),
    };

    if (codes == NULL || row_count == 0 || row_count > ROWS_MAX)
        goto broken;
    codes->rows = calloc(row_count, sizeof(*codes->rows));
    if (codes->rows == NULL)
        goto broken;
    for (size_t i = 0; i < row_count; i++)
        if (!read_row(table, i, &columns, &codes->rows[codes->row_count++]))
            goto broken;
    if (has_every_type(codes))
        return codes;
broken:
    event_codes_free(codes);
    return NULL;
}

void event_codes_free(struct event_codes *codes)
{
    if (codes == NULL)
        return;
    free(codes->rows);
    free(codes);
}

static bool condition_holds(const struct condition *condition, const struct event *event)
{
    switch (condition->kind) {
    case CONDITION_MODALITY:
        return strview_is(condition->value, modality_name(event->modality));
    case CONDITION_THEME:
        return strview_is(condition->value, event_type_name(event->theme));
    case CONDITION_WEAPON:
        for (size_t i = 0; i < event->weapon_count; i++)
            if (strview_equal(event->weapons[i], condition->value))
                return true;
        return false;
    case CONDITION_ACTOR:
        return event->actor_count > 0 && strview_equal(event->actors[0].sector, condition->value);
    case CONDITION_MEDIATOR:
        return event->mediator_count > 0;
    }
    return false;
}

/* 0: the row does not hold; else the higher the better. */
static size_t row_rank(const struct code_row *row, const struct event *event)
{
    if (row->type != event->type || (row->mode != MODE_NONE && row->mode != event->mode))
        return 0;
    for (size_t i = 0; i < row->condition_count; i++)
        if (!condition_holds(&row->conditions[i], event))
            return 0;
    return 1 + row->condition_count + (row->mode != MODE_NONE ? CONDITIONS_MAX + 1 : 0);
}

static void set_contexts(struct event *event, struct strview contexts)
{
    struct strview rest = contexts;
    struct strview piece;

    event->context_count = 0;
    while (contexts.len > 0 && event->context_count < EVENT_CONTEXTS_MAX &&
           strview_next(&rest, ';', &piece))
        event->contexts[event->context_count++] = piece;
}

void event_codes_assign(const struct event_codes *codes, struct event *event)
{
    const struct code_row *best = NULL;
    size_t best_rank = 0;

    assert(event->type != EVENT_NONE);
    for (size_t i = 0; i < codes->row_count; i++) {
        size_t rank = row_rank(&codes->rows[i], event);

        if (rank > best_rank) {
            best_rank = rank;
            best = &codes->rows[i];
        }
    }
    assert(best != NULL); /* event_codes_new() saw a row for every type */
    event->plover = best->plover;
    event->plover_mode = best->plover_mode;
    event->cameo = best->cameo;
    event->intensity = best->intensity;
    set_contexts(event, best->contexts);
}
