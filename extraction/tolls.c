/* SPDX-License-Identifier: Apache-2.0 */
/* How many were killed, wounded, missed or taken, what else is counted, and with which weapons, in
 * the tokens that tell one event. Counted items (numbers, duals, single persons) and words of toll
 * stand in a row; an item belongs to the toll word right before it, else to the one after its noun,
 * else to the last before it. Items of one word are added up, items that are a part of others
 * ("among them two children") are not. */
#include "extraction/tolls.h"
#include "extraction/entity_index.h"

#include <assert.h>

static const double VAGUE_TOLL_MIN = 100; /* dozens alone are no number: RULINGS of the contract */

static struct strview span_of_items(const struct tally *tally, uint32_t first, uint32_t last)
{
    return article_tokens_text(tally->article, first, last);
}

/* «سقط عنصران قتيلين»: a dual word of toll behind what it counts says it again. */
static bool is_said_again(const struct tally *tally, size_t index)
{
    const struct item *item = &tally->items[index];

    if (index == 0 || !tally->is_arabic)
        return false;
    /* «عاملين اثنين», «عاملان أجنبيان» */
    if (item->first <= tally->items[index - 1].last + 1 && item->min == 2 &&
        tally->items[index - 1].min == 2 && item->number_last != INDEX_NONE &&
        !tally_is_conjunction(tally, item->first))
        return true;
    return item->first == item->last &&
           tally_kind(tally, &tally->items[index - 1]) == tally_kind(tally, item) &&
           tally_word_begins_at(tally, item->first) && !tally_is_conjunction(tally, item->first) &&
           item->first < tally->items[index - 1].last + 5;
}

static bool has_whole(const struct tally *tally, enum toll_kind kind)
{
    for (size_t i = 0; i < tally->item_count; i++)
        if (tally_kind(tally, &tally->items[i]) == (int)kind && !tally->items[i].is_subset &&
            tally_counts_persons(tally, &tally->items[i]))
            return true;
    return false;
}

static bool is_counted(const struct tally *tally, enum toll_kind kind, size_t index, bool is_whole)
{
    const struct item *item = &tally->items[index];

    return tally_kind(tally, item) == (int)kind && !(item->is_subset && is_whole) &&
           tally_counts_persons(tally, item) && !is_said_again(tally, index) &&
           !(item->is_vague && item->min < VAGUE_TOLL_MIN);
}

/* What one word of toll counts is added up; what another of the sentence counts is no part of it.
 */
static void add_up(const struct tally *tally, enum toll_kind kind, struct count *out)
{
    bool is_whole_told = has_whole(tally, kind); /* else "five of them" is all that is counted */
    const struct item *opening = NULL;
    const struct item *last = NULL;
    double min = 0;
    double max = 0;

    for (size_t i = 0; i < tally->item_count; i++) {
        const struct item *item = &tally->items[i];

        if (!is_counted(tally, kind, i, is_whole_told) ||
            (opening != NULL && item->group != opening->group))
            continue;
        min += item->min;
        max += item->max;
        opening = opening == NULL ? item : opening;
        last = item;
    }
    if (opening == NULL || out->is_known)
        return;
    *out = (struct count){true, min, max, span_of_items(tally, opening->first, last->last)};
}

static bool is_said_already(const struct event *event, struct strview text)
{
    for (size_t i = 0; i < event->quantity_count; i++)
        if (strview_equal(event->quantities[i].text, text))
            return true;
    return false;
}

static struct strview unit_name(const struct tally *tally, const struct entity *entity)
{
    struct lexicon_match matches[16];
    struct lexicon_words words = {&tally_token(tally, entity->first_token)->form,
                                  &tally_token(tally, entity->first_token)->exact,
                                  entity->token_count == 1 ? 1 : 0};
    enum lexicon_language language = tally->is_arabic ? LEXICON_AR : LEXICON_EN;
    size_t count = 0;

    if (words.count == 1)
        count = lexicon_match(tally->index->lexicon, language, &words, 0, matches, 16);
    for (size_t i = 0; i < count; i++)
        if (matches[i].kind == ENTRY_UNIT)
            return lexicon_unit(tally->index->lexicon, language, matches[i].row).unit;
    if (entity->agent_row != LEXICON_NONE)
        return lexicon_agent(tally->index->lexicon, entity->agent_row).en;
    return (struct strview){0};
}

static enum status add_quantities(const struct tally *tally, struct event *event)
{
    if (event->quantities == NULL) {
        event->quantities =
            arena_array(tally->article->arena, EVENT_QUANTITIES_MAX, sizeof(*event->quantities));
        if (event->quantities == NULL)
            return STATUS_LIMIT;
    }
    for (size_t i = 0; i < tally->item_count; i++) {
        const struct item *item = &tally->items[i];
        struct strview text = span_of_items(tally, item->first, item->last);
        struct strview unit;

        if (item->word >= 0 || item->number_last == INDEX_NONE || item->unit == INDEX_NONE ||
            event->quantity_count == EVENT_QUANTITIES_MAX || is_said_already(event, text))
            continue;
        unit = unit_name(tally, &tally->analysis->entities[item->unit]);
        if (unit.len > 0)
            event->quantities[event->quantity_count++] =
                (struct quantity){item->min, item->max, unit, text};
    }
    return STATUS_OK;
}

static void add_weapon(struct event *event, struct weapon_entry weapon)
{
    enum event_mode mode = event_mode_from(weapon.mode);

    if (event->mode == MODE_NONE && event_type_takes_mode(event->type, mode))
        event->mode = mode;
    for (size_t i = 0; i < event->weapon_count; i++)
        if (strview_equal(event->weapons[i], weapon.class))
            return;
    if (event->weapon_count < EVENT_WEAPONS_MAX && weapon.class.len > 0)
        event->weapons[event->weapon_count++] = weapon.class;
}

static void find_weapons(const struct tally *tally, struct event *event)
{
    enum lexicon_language language = tally->is_arabic ? LEXICON_AR : LEXICON_EN;

    for (uint32_t t = tally->begin; t < tally->end; t++) {
        uint32_t entity = tally->analysis->words[t].entity;

        if (entity == INDEX_NONE)
            continue;
        const struct entity *e = &tally->analysis->entities[entity];

        if (e->weapon_row != LEXICON_NONE && e->first_token == t)
            add_weapon(event, lexicon_weapon(tally->index->lexicon, language, e->weapon_row));
    }
}

static bool word_of_toll(const struct entity_index *index, const struct analysis *a, uint32_t token,
                         bool is_deed)
{
    static const enum shape_class classes[] = {SHAPE_KILLED, SHAPE_INJURED};
    const struct sentence *s = &a->article->sentences[a->article->tokens[token].sentence];
    uint32_t end = s->first_token + s->token_count;

    for (size_t i = 0; i < 2; i++) {
        const struct shape *shape = shape_at(index, a, classes[i], token, end);

        if (shape != NULL && (is_deed ? strview_is(shape->code, "deed") : shape->code.len == 0))
            return true;
    }
    return false;
}

bool tolls_begin(const struct entity_index *index, const struct analysis *a, uint32_t token)
{
    return word_of_toll(index, a, token, false);
}

bool tolls_tell(const struct entity_index *index, const struct analysis *a, uint32_t token)
{
    return word_of_toll(index, a, token, true);
}

/* What is counted in the tokens, which are cut to their first sentence; false without tokens. */
static bool read_tally(const struct entity_index *index, const struct analysis *analysis,
                       struct span tokens, struct tally *tally)
{
    assert(tokens.end <= analysis->article->token_count);
    *tally = (struct tally){.index = index,
                            .analysis = analysis,
                            .article = analysis->article,
                            .begin = tokens.begin,
                            .end = tokens.end};
    if (tokens.begin >= tokens.end)
        return false;
    for (uint32_t t = tokens.begin + 1; t < tally->end; t++)
        if (tally_token(tally, t)->sentence != tally_token(tally, tokens.begin)->sentence)
            tally->end = t;
    tally->is_arabic =
        analysis->article->sentences[tally_token(tally, tokens.begin)->sentence].language ==
        LANGUAGE_AR;
    tally_find_words(tally);
    tally_find_items(tally);
    tally_assign_words(tally);
    return true;
}

void tolls_count(const struct entity_index *index, const struct analysis *analysis,
                 struct event *event, struct span tokens)
{
    struct tally tally;

    if (!read_tally(index, analysis, tokens, &tally))
        return;
    add_up(&tally, TOLL_KILLED, &event->casualties.killed);
    add_up(&tally, TOLL_INJURED, &event->casualties.injured);
}

enum status tolls_fill(const struct entity_index *index, const struct analysis *analysis,
                       struct event *event, struct span tokens)
{
    struct tally tally;

    if (!read_tally(index, analysis, tokens, &tally))
        return STATUS_OK;
    add_up(&tally, TOLL_KILLED, &event->casualties.killed);
    add_up(&tally, TOLL_INJURED, &event->casualties.injured);
    add_up(&tally, TOLL_MISSING, &event->casualties.missing);
    add_up(&tally, TOLL_CAPTURED, &event->casualties.captured);
    find_weapons(&tally, event);
    return add_quantities(&tally, event);
}
