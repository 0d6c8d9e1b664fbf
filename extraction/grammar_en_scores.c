/* SPDX-License-Identifier: Apache-2.0 */
/* How far the rules like each kind of English reading, by what stands before and after the word. */
#include "extraction/grammar_en_state.h"

bool en_is_determiner(const struct word *b)
{
    return b->function == FUNCTION_ARTICLE || b->function == FUNCTION_POSSESSIVE ||
           b->function == FUNCTION_QUANTIFIER || b->function == FUNCTION_DEMONSTRATIVE ||
           (b->traits & WORD_POSSESSED) != 0 ||
           ((b->traits & WORD_ADJECTIVE) != 0 && (b->traits & WORD_VERB) == 0) ||
           b->number != INDEX_NONE || (b->traits & WORD_QUANTIFIER) != 0;
}

static bool is_plural(const struct word *b)
{
    return b->number_form == COUNT_PLURAL;
}

/* "Police": one form for both numbers. */
static bool may_be_plural(const struct word *b)
{
    for (uint8_t i = 0; i < b->reading_count; i++)
        if (b->readings[i].form == FORM_NOUN && b->readings[i].number == COUNT_PLURAL)
            return true;
    return is_plural(b);
}

/* "M23 rebels enter", "rebels seized": a noun for persons before what can only be its verb. */
static bool is_subject_of_next(const struct state *st, uint32_t token, uint32_t after)
{
    const struct word *w = &st->a->words[token];
    const struct word *next = after == INDEX_NONE ? NULL : &st->a->words[after];

    if (next == NULL || !en_has_kind(w, KIND_NOUN) || en_is_capital(st, after))
        return false;
    return (en_has_kind(next, KIND_BASE) || en_has_kind(next, KIND_PAST)) &&
           !en_has_kind(next, KIND_NOUN) && !en_has_kind(next, KIND_FUNCTION);
}

/* "Police raid kills four": the word before a verb that has its object is the subject's. */
static bool is_before_verb(const struct state *st, uint32_t after)
{
    const struct word *next = after == INDEX_NONE ? NULL : &st->a->words[after];

    return next != NULL && (en_has_kind(next, KIND_PRESENT) || en_has_kind(next, KIND_PAST)) &&
           en_opens_phrase(st, en_word_after(st, after));
}

/* No word behind it, up to a comma or full stop, could be the clause's verb instead. */
static bool is_last_chance(const struct state *st, uint32_t token)
{
    enum { WORDS_AHEAD = 24 };

    for (uint32_t t = token + 1; t < st->end && t - token <= WORDS_AHEAD; t++) {
        const struct word *w = &st->a->words[t];

        if (en_token_of(st->a, t)->kind == TOKEN_PUNCTUATION && !analysis_is_quote_mark(st->a, t) &&
            !strview_is(en_token_of(st->a, t)->form, "-"))
            break;
        if (en_has_function(st->a, w, FUNCTION_AUXILIARY) ||
            en_has_function(st->a, w, FUNCTION_MODAL) || en_has_kind(w, KIND_PAST))
            return false;
    }
    return true;
}

/* After a noun or a name: the next word is its verb, or the head of its compound. */
static float score_after_noun(const struct state *st, uint32_t token, const struct word *b,
                              enum kind kind)
{
    uint32_t after = en_word_after(st, token);
    bool object_follows = en_opens_phrase(st, after);
    bool verb_free = !st->has_verb;

    switch (kind) {
    case KIND_PAST: /* "forces who had surrounded a house killed ten" */
        return verb_free ? 3.5f : st->owed > 0 ? 3.0f : 1.6f;
    case KIND_PARTICIPLE:
        return verb_free ? (st->is_title && !object_follows ? 4.0f : 2.0f) : 2.6f;
    case KIND_PRESENT:
        if (is_plural(b) || is_subject_of_next(st, token, after))
            return 0.5f;
        return (verb_free ? 1.5f : 0.0f) + (object_follows ? 1.2f : 0.3f) +
               (st->is_title                             ? 1.0f
                : verb_free && is_last_chance(st, token) ? 0.8f
                                                         : 0.0f) +
               ((b->traits & WORD_NAME) != 0 && object_follows ? 0.7f : 0.0f);
    case KIND_BASE:
        if (verb_free && !en_has_kind(&st->a->words[token], KIND_NOUN) &&
            (may_be_plural(b) || (b->traits & WORD_NAME) != 0))
            return 3.0f; /* "police deny": no noun it could be, as "navy ship" is */
        if (!verb_free || !may_be_plural(b) || (!is_plural(b) && is_before_verb(st, after)))
            return -1.0f + (object_follows ? 0.8f : 0.0f);
        return (st->is_title || is_last_chance(st, token) ? 2.3f : 1.8f) +
               (object_follows ? 0.8f : 0.0f);
    case KIND_ING:
        return 2.3f;
    case KIND_ADJECTIVE:
        return 1.0f;
    default:
        return 2.2f;
    }
}

bool en_is_finite_kind(enum kind kind)
{
    return kind == KIND_PAST || kind == KIND_PRESENT || kind == KIND_BASE;
}

bool en_is_expected(const struct state *st, enum kind kind)
{
    switch (st->expectation) {
    case EXPECT_BASE:
        return kind == KIND_BASE;
    case EXPECT_BE:
        return kind == KIND_ING || kind == KIND_PARTICIPLE;
    case EXPECT_PERFECT:
        return kind == KIND_PARTICIPLE;
    default:
        return false;
    }
}

/* "coast guard rams, boards navy boats": a headline's second verb, behind the comma of the first.
 */
static bool is_second_verb(const struct state *st, uint32_t token)
{
    return st->is_title && token >= st->s->first_token + 2 &&
           strview_is(en_token_of(st->a, token - 1)->form, ",") &&
           (st->a->words[token - 2].traits & (WORD_VERB | WORD_IMPERFECT)) ==
               (WORD_VERB | WORD_IMPERFECT);
}

/* At the start of the sentence, or behind a comma. */
static float score_at_start(const struct state *st, uint32_t token, enum kind kind)
{
    bool is_first = token == st->s->first_token;

    if (kind == KIND_PRESENT && is_second_verb(st, token))
        return 3.0f;

    switch (kind) {
    case KIND_ING:
    case KIND_NOUN:
    case KIND_ADJECTIVE:
        return 2.5f;
    case KIND_PARTICIPLE:
        return is_first ? 1.0f : 1.5f;
    case KIND_PAST:
        return is_first ? -1.0f : 2.2f;
    default:
        return is_first ? -1.0f : 0.0f;
    }
}

static float score_after_determiner(enum kind kind)
{
    if (en_is_finite_kind(kind))
        return -2.0f;
    return kind == KIND_NOUN ? 4.0f : kind == KIND_ADJECTIVE ? 3.8f : 2.5f;
}

static float score_after_conjunction(const struct state *st, uint32_t token, enum kind kind)
{
    if (kind == KIND_PAST)
        return 3.2f;
    if (en_is_finite_kind(kind))
        return en_opens_phrase(st, en_word_after(st, token)) && st->has_verb ? 2.4f : 0.5f;
    return 2.3f;
}

static float score_after_function(const struct state *st, uint32_t token, const struct word *b,
                                  enum kind kind)
{
    bool is_finite = en_is_finite_kind(kind);

    switch (b->function) {
    case FUNCTION_PREPOSITION:
        return is_finite ? -5.0f : kind == KIND_ING ? 4.0f : 3.0f;
    case FUNCTION_PRONOUN:
    case FUNCTION_RELATIVE:
        return is_finite ? 5.0f : 1.0f;
    case FUNCTION_CONJUNCTION:
        return score_after_conjunction(st, token, kind);
    case FUNCTION_SUBORDINATOR:
    case FUNCTION_COMPLEMENTISER:
        return is_finite ? 0.0f : kind == KIND_ING ? 3.0f : 2.5f;
    default:
        break;
    }
    if (is_finite)
        return st->has_verb ? 1.0f : kind == KIND_PAST ? 3.0f : 2.8f;
    return 2.2f;
}

/* "Two died in the fire": no noun, nor before one. */
static bool is_verb_behind_count(const struct state *st, uint32_t token)
{
    return en_has_kind(&st->a->words[token], KIND_PAST) &&
           !en_has_kind(&st->a->words[token], KIND_NOUN) &&
           !en_opens_phrase(st, en_word_after(st, token));
}

float en_score_kind(const struct state *st, uint32_t token, enum kind kind)
{
    uint32_t before = en_word_before(st, token);
    const struct word *b = before == INDEX_NONE ? NULL : &st->a->words[before];

    if (en_is_expected(st, kind))
        return 8.0f;
    if (en_is_capital(st, token))
        return kind == KIND_NOUN ? 4.0f : kind == KIND_ADJECTIVE ? 3.0f : -4.0f;
    if (b == NULL)
        return score_at_start(st, token, kind);
    if (strview_ends_with(en_token_of(st->a, before)->form, STRVIEW("'s")))
        return en_is_finite_kind(kind) ? -3.0f : kind == KIND_NOUN ? 4.0f : 3.0f;
    if (b->function == FUNCTION_PREPOSITION)
        return score_after_function(st, token, b, kind);
    if (en_is_determiner(b) && !(b->number != INDEX_NONE && is_verb_behind_count(st, token)))
        return score_after_determiner(kind);
    if (b->function != FUNCTION_NONE)
        return score_after_function(st, token, b, kind);
    if ((b->traits & WORD_VERB) != 0)
        return en_is_finite_kind(kind) ? -1.5f : kind == KIND_NOUN ? 2.6f : 2.4f;
    if ((b->traits & (WORD_NOUN | WORD_NAME)) != 0 || b->number != INDEX_NONE)
        return score_after_noun(st, token, b, kind);
    return score_after_function(st, token, b, kind);
}
