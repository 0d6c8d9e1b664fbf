/* SPDX-License-Identifier: Apache-2.0 */
/* The theme of a speech act stands in the slot that its frame gives it ("called for a ceasefire"),
 * in the clause that it opens ("said it would bomb the port"), or right behind it. */
#include "extraction/themes.h"

#include "extraction/candidates.h"

enum { REACH = 12 /* words behind the trigger */ };
static const float STRENGTH_MIN = 0.2f; /* a weak sense says nothing where no event is judged */

/* The likeliest other type told in tokens [begin, end) of the candidate's sentence. Another speech
 * act only says more of the same matter ("condemned and called for"), unless nothing else does. */
static enum event_type likeliest_in(const struct analysis *a, const struct candidate *c,
                                    uint32_t begin, uint32_t end)
{
    const struct sentence_range *r = &a->ranges[c->sentence];
    const struct candidate *best = NULL;

    for (uint32_t i = r->first_candidate; i < r->first_candidate + r->candidate_count; i++) {
        const struct candidate *d = &a->candidates[i];

        if (d->trigger == c->trigger || d->trigger < begin || d->trigger >= end ||
            d->type == c->type || event_type_is_speech_act(d->type) || d->strength < STRENGTH_MIN)
            continue;
        if (best == NULL || d->score > best->score)
            best = d;
    }
    return best == NULL ? EVENT_NONE : best->type;
}

/* The phrase and those joined to it: "a ceasefire and talks". */
static enum event_type told_by_phrase(const struct analysis *a, const struct candidate *c,
                                      uint32_t phrase)
{
    const struct phrase *p = &a->phrases[phrase];

    if (p->sentence != c->sentence)
        return EVENT_NONE;
    return likeliest_in(a, c, p->first_token, p->first_token + p->token_count);
}

/* The first clause behind the trigger that depends on its clause. */
static enum event_type told_by_clause(const struct analysis *a, const struct candidate *c)
{
    const struct sentence_range *r = &a->ranges[c->sentence];

    for (uint32_t i = c->clause + 1; i < r->first_clause + r->clause_count; i++) {
        const struct clause *k = &a->clauses[i];
        enum event_type type;

        if (k->parent != c->clause || k->begin < c->trigger || k->kind == CLAUSE_RELATIVE)
            continue;
        type = likeliest_in(a, c, k->begin, k->end);
        if (type != EVENT_NONE)
            return type;
    }
    return EVENT_NONE;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

enum event_type theme_of(const struct analysis *a, const struct candidate *c)
{
    enum event_type type = EVENT_NONE;

    if (!event_type_is_speech_act(c->type) && c->mode != MODE_LIFT)
        return EVENT_NONE;
    for (uint32_t i = 0; i < c->filler_count && type == EVENT_NONE; i++)
        if (c->fillers[i].role == ROLE_THEME)
            type = told_by_phrase(a, c, c->fillers[i].phrase);
    if (type == EVENT_NONE)
        type = likeliest_in(a, c, c->trigger + 1,
                            smaller(a->clauses[c->clause].end, c->trigger + REACH));
    if (type == EVENT_NONE)
        type = told_by_clause(a, c);
    return type;
}
