/* SPDX-License-Identifier: Apache-2.0 */
/* Which class a closed-class word has where it stands: "that", "to", "after" and their like are of
 * several, and their neighbours tell. */
#include "extraction/grammar_en_state.h"

enum { LOOK_AHEAD = 14 };

/* Does a finite verb come before the stretch ends? Tells a conjunction from a preposition. */
static bool has_clause_ahead(const struct state *st, uint32_t token)
{
    uint32_t limit = token + LOOK_AHEAD < st->end ? token + LOOK_AHEAD : st->end;

    for (uint32_t t = token + 1; t < limit; t++) {
        const struct word *w = &st->a->words[t];

        if (en_token_of(st->a, t)->kind == TOKEN_PUNCTUATION && !analysis_is_quote_mark(st->a, t))
            return false;
        if (en_has_function(st->a, w, FUNCTION_RELATIVE) &&
            !en_has_function(st->a, w, FUNCTION_DEMONSTRATIVE))
            return false;
        if (en_has_function(st->a, w, FUNCTION_AUXILIARY) ||
            en_has_function(st->a, w, FUNCTION_MODAL))
            return true;
        if (t > token + 1 && en_has_kind(w, KIND_PAST) && !en_has_kind(w, KIND_NOUN))
            return true;
        if (t > token + 1 && w->reading_count == 0 &&
            en_ends_with(en_token_of(st->a, t)->form, "ed"))
            return true;
        if (t > token + 1 && en_has_kind(w, KIND_PRESENT) && !en_has_kind(w, KIND_NOUN))
            return true;
    }
    return false;
}

static bool is_verbal_after(const struct state *st, uint32_t token)
{
    if (token == INDEX_NONE)
        return false;
    const struct word *w = &st->a->words[token];

    return en_has_function(st->a, w, FUNCTION_AUXILIARY) ||
           en_has_function(st->a, w, FUNCTION_MODAL) ||
           ((en_has_kind(w, KIND_PAST) || en_has_kind(w, KIND_PRESENT)) &&
            !en_has_kind(w, KIND_NOUN));
}

static bool base_follows(const struct state *st, uint32_t token)
{
    uint32_t next = en_word_after(st, token);

    if (next != INDEX_NONE && en_has_function(st->a, &st->a->words[next], FUNCTION_ADVERB) &&
        !en_has_kind(&st->a->words[next], KIND_BASE))
        next = en_word_after(st, next);
    if (next == INDEX_NONE || en_is_capital(st, next))
        return false;
    const struct word *w = &st->a->words[next];

    return en_has_kind(w, KIND_BASE) || en_has_function(st->a, w, FUNCTION_AUXILIARY);
}

/* "where": after a noun it is relative. */
static bool makes_place(const struct analysis *a, const struct word *w)
{
    for (uint8_t i = 0; i < w->reading_count; i++)
        if (w->readings[i].form == FORM_FUNCTION &&
            lexicon_effect(lexicon_lexeme(a->lexicon, w->readings[i].lexeme).detail, "place").len >
                0)
            return true;
    return false;
}

static bool is_noun_at(const struct analysis *a, uint32_t token)
{
    return token != INDEX_NONE && (a->words[token].traits & (WORD_NOUN | WORD_NAME)) != 0 &&
           (a->words[token].traits & WORD_VERB) == 0;
}

/* that, whether: relative behind a noun when a verb follows, demonstrative behind a preposition. */
static enum function_class choose_that(const struct state *st, uint32_t token)
{
    struct analysis *a = st->a;
    uint32_t before = en_word_before(st, token);
    bool comma_before = before == INDEX_NONE && token > st->s->first_token;

    if (en_has_function(a, &a->words[token], FUNCTION_RELATIVE) &&
        (is_noun_at(a, before) || comma_before) && is_verbal_after(st, en_word_after(st, token)))
        return FUNCTION_RELATIVE;
    if (before != INDEX_NONE && a->words[before].function == FUNCTION_PREPOSITION)
        return FUNCTION_DEMONSTRATIVE;
    return FUNCTION_COMPLEMENTISER;
}

/* to, up, over: a mark of the infinitive, a particle of its verb, or a preposition. */
static enum function_class choose_particle(const struct state *st, uint32_t token)
{
    struct analysis *a = st->a;
    const struct word *w = &a->words[token];

    for (uint8_t i = 0; i < w->reading_count; i++)
        if (w->readings[i].form == FORM_FUNCTION &&
            lexicon_effect(lexicon_lexeme(a->lexicon, w->readings[i].lexeme).detail, "marker").len >
                0)
            return base_follows(st, token) ? FUNCTION_PARTICLE : FUNCTION_PREPOSITION;
    return en_opens_phrase(st, en_word_after(st, token)) ? FUNCTION_PREPOSITION : FUNCTION_PARTICLE;
}

/* after, since, as: a conjunction when a clause follows, not before a gerund. */
static enum function_class choose_subordinator(const struct state *st, uint32_t token)
{
    uint32_t after = en_word_after(st, token);
    bool is_gerund = after != INDEX_NONE && en_has_kind(&st->a->words[after], KIND_ING) &&
                     !en_has_kind(&st->a->words[after], KIND_NOUN);

    return has_clause_ahead(st, token) && !is_gerund ? FUNCTION_SUBORDINATOR : FUNCTION_PREPOSITION;
}

/* Classes that win over all others of the word, in this order. */
static enum function_class choose_plain(const struct analysis *a, const struct word *w)
{
    static const enum function_class order[] = {FUNCTION_SUBORDINATOR, FUNCTION_NEGATION};

    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
        if (en_has_function(a, w, order[i]))
            return order[i];
    for (uint8_t i = 0; i < w->reading_count; i++)
        if (w->readings[i].form == FORM_FUNCTION)
            return lexicon_lexeme_function(a->lexicon, w->readings[i].lexeme);
    return FUNCTION_NONE;
}

/* The class of a function word where it stands; FUNCTION_NONE: it is a content word here. */
enum function_class en_choose_function(const struct state *st, uint32_t token)
{
    struct analysis *a = st->a;
    const struct word *w = &a->words[token];
    uint32_t before = en_word_before(st, token);
    bool is_name = en_is_capital(st, token) && en_token_of(a, token)->kind == TOKEN_WORD &&
                   !en_has_function(a, w, FUNCTION_ARTICLE) && before != INDEX_NONE;

    if (is_name)
        return FUNCTION_NONE;
    if (en_has_function(a, w, FUNCTION_MODAL) && w->time == INDEX_NONE)
        return FUNCTION_MODAL;
    if (en_has_function(a, w, FUNCTION_AUXILIARY))
        return FUNCTION_AUXILIARY;
    if (en_has_function(a, w, FUNCTION_COMPLEMENTISER))
        return choose_that(st, token);
    if (en_has_function(a, w, FUNCTION_RELATIVE) &&
        (!en_has_function(a, w, FUNCTION_SUBORDINATOR) ||
         (is_noun_at(a, before) && makes_place(a, w))))
        return FUNCTION_RELATIVE;
    if (en_has_function(a, w, FUNCTION_PARTICLE) && en_has_function(a, w, FUNCTION_PREPOSITION))
        return choose_particle(st, token);
    if (en_has_function(a, w, FUNCTION_SUBORDINATOR) && en_has_function(a, w, FUNCTION_PREPOSITION))
        return choose_subordinator(st, token);
    if (en_has_function(a, w, FUNCTION_POSSESSIVE) && en_has_function(a, w, FUNCTION_PRONOUN))
        return en_opens_phrase(st, en_word_after(st, token)) ? FUNCTION_POSSESSIVE
                                                             : FUNCTION_PRONOUN;
    return choose_plain(a, w);
}
