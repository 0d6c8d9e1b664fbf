/* SPDX-License-Identifier: Apache-2.0 */
/* English readings: most words are noun and verb at once, and their neighbours decide. Kinds of
 * reading are scored by what stands before and after; auxiliaries and "to" bind most. A participle
 * that makes a passive, a perfect or a progressive becomes a finite reading of its verb, so that
 * whoever looks for triggers sees one verb with its voice. */
#include "extraction/grammar_en.h"

#include "model/trace.h"

enum kind {
    KIND_NONE,
    KIND_PAST,
    KIND_PRESENT, /* -s */
    KIND_BASE,
    KIND_ING,
    KIND_PARTICIPLE,
    KIND_NOUN,
    KIND_ADJECTIVE,
    KIND_FUNCTION,
    KIND_COUNT,
};

enum expectation {
    EXPECT_NOTHING,
    EXPECT_BASE,    /* after to, a modal, do */
    EXPECT_BE,      /* after be: -ing or participle */
    EXPECT_PERFECT, /* after have: participle */
};

static const float NOUN_BELOW = 0.4f;
enum { LOOK_AHEAD = 14, PATTERNS_MAX = 64 };

struct state {
    struct analysis *a;
    const struct sentence *s;
    uint32_t end;
    bool is_title;
    bool is_title_case;
    bool has_verb; /* of the stretch since the last comma or opener */
    enum expectation expectation;
};

static const struct token *token_of(const struct analysis *a, uint32_t token)
{
    return &a->article->tokens[token];
}

static bool is_quote_mark(const struct analysis *a, uint32_t token)
{
    return token_of(a, token)->kind != TOKEN_WORD &&
           (token_of(a, token)->flags & (TOKEN_QUOTE_OPEN | TOKEN_QUOTE_CLOSE)) != 0;
}

static enum kind kind_of(const struct lexicon_reading *r)
{
    switch (r->form) {
    case FORM_PERFECT:
        return KIND_PAST;
    case FORM_IMPERFECT:
        return KIND_PRESENT;
    case FORM_BASE:
    case FORM_IMPERATIVE:
    case FORM_JUSSIVE:
        return KIND_BASE;
    case FORM_PARTICIPLE_ACTIVE:
        return KIND_ING;
    case FORM_PARTICIPLE_PASSIVE:
        return KIND_PARTICIPLE;
    case FORM_ADJECTIVE:
        return KIND_ADJECTIVE;
    case FORM_FUNCTION:
        return KIND_FUNCTION;
    default:
        return KIND_NOUN;
    }
}

static bool has_kind(const struct word *w, enum kind kind)
{
    for (uint8_t i = 0; i < w->reading_count; i++)
        if (kind_of(&w->readings[i]) == kind)
            return true;
    return false;
}

static bool has_function(const struct analysis *a, const struct word *w, enum function_class class)
{
    for (uint8_t i = 0; i < w->reading_count; i++)
        if (w->readings[i].form == FORM_FUNCTION &&
            lexicon_lexeme(a->lexicon, w->readings[i].lexeme).function == class)
            return true;
    return false;
}

struct strview en_detail(const struct analysis *a, uint32_t token, const char *key)
{
    const struct word *w = &a->words[token];

    if (w->function == FUNCTION_NONE || w->lexeme == LEXICON_NONE)
        return (struct strview){0};
    return lexicon_effect(lexicon_lexeme(a->lexicon, w->lexeme).detail, key);
}

bool en_is_infinitive_marker(const struct analysis *a, uint32_t token)
{
    return a->words[token].function == FUNCTION_PARTICLE && en_detail(a, token, "marker").len > 0;
}

bool en_is_event_noun(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    if (w->lexeme == LEXICON_NONE || w->is_closed || (w->traits & WORD_VERB) != 0)
        return false;
    struct lexeme lexeme = lexicon_lexeme(a->lexicon, w->lexeme);

    return lexeme.class == LEXEME_EVENT_NOUN && lexeme.sense_count > 0;
}

bool en_is_saying_verb(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];
    uint32_t patterns[PATTERNS_MAX];

    if (w->lexeme == LEXICON_NONE || (w->traits & WORD_VERB) == 0)
        return false;
    size_t count = lexicon_patterns_of_lexeme(a->lexicon, w->lexeme, patterns, PATTERNS_MAX);

    for (size_t i = 0; i < count; i++) {
        struct pattern p = lexicon_pattern(a->lexicon, patterns[i]);

        if (p.kind == PATTERN_OPERATOR && p.element_count == 1 &&
            lexicon_operator(a->lexicon, LEXICON_EN, p.row).class == OPERATOR_ATTRIBUTION)
            return true;
    }
    return false;
}

/* The word before, quotation marks skipped; INDEX_NONE after other punctuation or at the start. */
static uint32_t word_before(const struct state *st, uint32_t token)
{
    while (token > st->s->first_token) {
        token--;
        if (is_quote_mark(st->a, token))
            continue;
        if (token_of(st->a, token)->kind == TOKEN_PUNCTUATION &&
            (st->a->words[token].traits & WORD_POSSESSED) == 0 &&
            !strview_is(token_of(st->a, token)->form, "-"))
            return INDEX_NONE;
        return token;
    }
    return INDEX_NONE;
}

static uint32_t word_after(const struct state *st, uint32_t token)
{
    for (token++; token < st->end; token++) {
        if (is_quote_mark(st->a, token))
            continue;
        return token_of(st->a, token)->kind == TOKEN_PUNCTUATION ? INDEX_NONE : token;
    }
    return INDEX_NONE;
}

static bool is_capital(const struct state *st, uint32_t token)
{
    return !st->is_title_case && token != st->s->first_token &&
           (token_of(st->a, token)->flags & (TOKEN_CAPITALIZED | TOKEN_ALL_CAPS)) != 0;
}

/* Could a noun phrase begin here? */
static bool opens_phrase(const struct state *st, uint32_t token)
{
    if (token == INDEX_NONE)
        return false;
    const struct word *w = &st->a->words[token];

    if (token_of(st->a, token)->kind == TOKEN_NUMBER || w->number != INDEX_NONE)
        return true;
    if (is_capital(st, token))
        return true;
    return has_function(st->a, w, FUNCTION_ARTICLE) ||
           has_function(st->a, w, FUNCTION_POSSESSIVE) ||
           has_function(st->a, w, FUNCTION_QUANTIFIER) ||
           has_function(st->a, w, FUNCTION_DEMONSTRATIVE) ||
           has_function(st->a, w, FUNCTION_PRONOUN) ||
           (has_kind(w, KIND_NOUN) && !has_kind(w, KIND_FUNCTION)) || has_kind(w, KIND_ADJECTIVE) ||
           w->reading_count == 0;
}

static bool ends_with(struct strview form, const char *ending)
{
    return form.len >= strlen(ending) + 2 && strview_ends_with(form, strview_from(ending));
}

/* Does a finite verb come before the stretch ends? Tells a conjunction from a preposition. */
static bool has_clause_ahead(const struct state *st, uint32_t token)
{
    uint32_t limit = token + LOOK_AHEAD < st->end ? token + LOOK_AHEAD : st->end;

    for (uint32_t t = token + 1; t < limit; t++) {
        const struct word *w = &st->a->words[t];

        if (token_of(st->a, t)->kind == TOKEN_PUNCTUATION && !is_quote_mark(st->a, t))
            return false;
        if (has_function(st->a, w, FUNCTION_RELATIVE) &&
            !has_function(st->a, w, FUNCTION_DEMONSTRATIVE))
            return false;
        if (has_function(st->a, w, FUNCTION_AUXILIARY) || has_function(st->a, w, FUNCTION_MODAL))
            return true;
        if (t > token + 1 && has_kind(w, KIND_PAST) && !has_kind(w, KIND_NOUN))
            return true;
        if (t > token + 1 && w->reading_count == 0 && ends_with(token_of(st->a, t)->form, "ed"))
            return true;
        if (t > token + 1 && has_kind(w, KIND_PRESENT) && !has_kind(w, KIND_NOUN))
            return true;
    }
    return false;
}

static bool is_verbal_after(const struct state *st, uint32_t token)
{
    if (token == INDEX_NONE)
        return false;
    const struct word *w = &st->a->words[token];

    return has_function(st->a, w, FUNCTION_AUXILIARY) || has_function(st->a, w, FUNCTION_MODAL) ||
           ((has_kind(w, KIND_PAST) || has_kind(w, KIND_PRESENT)) && !has_kind(w, KIND_NOUN));
}

static bool base_follows(const struct state *st, uint32_t token)
{
    uint32_t next = word_after(st, token);

    if (next != INDEX_NONE && has_function(st->a, &st->a->words[next], FUNCTION_ADVERB) &&
        !has_kind(&st->a->words[next], KIND_BASE))
        next = word_after(st, next);
    if (next == INDEX_NONE || is_capital(st, next))
        return false;
    const struct word *w = &st->a->words[next];

    return has_kind(w, KIND_BASE) || has_function(st->a, w, FUNCTION_AUXILIARY);
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

/* The class of a function word where it stands; FUNCTION_NONE: it is a content word here. */
static enum function_class choose_function(const struct state *st, uint32_t token)
{
    struct analysis *a = st->a;
    const struct word *w = &a->words[token];
    uint32_t before = word_before(st, token);
    uint32_t after = word_after(st, token);
    bool after_noun = before != INDEX_NONE &&
                      (a->words[before].traits & (WORD_NOUN | WORD_NAME)) != 0 &&
                      (a->words[before].traits & WORD_VERB) == 0;

    if (is_capital(st, token) && token_of(a, token)->kind == TOKEN_WORD &&
        !has_function(a, w, FUNCTION_ARTICLE) && before != INDEX_NONE)
        return FUNCTION_NONE;
    if (has_function(a, w, FUNCTION_MODAL) && w->time == INDEX_NONE)
        return FUNCTION_MODAL;
    if (has_function(a, w, FUNCTION_AUXILIARY))
        return FUNCTION_AUXILIARY;
    if (has_function(a, w, FUNCTION_COMPLEMENTISER)) {
        bool comma_before = before == INDEX_NONE && token > st->s->first_token;

        if (has_function(a, w, FUNCTION_RELATIVE) && (after_noun || comma_before) &&
            is_verbal_after(st, after))
            return FUNCTION_RELATIVE;
        if (before != INDEX_NONE && a->words[before].function == FUNCTION_PREPOSITION)
            return FUNCTION_DEMONSTRATIVE;
        return FUNCTION_COMPLEMENTISER;
    }
    if (has_function(a, w, FUNCTION_RELATIVE) &&
        (!has_function(a, w, FUNCTION_SUBORDINATOR) || (after_noun && makes_place(a, w))))
        return FUNCTION_RELATIVE;
    if (has_function(a, w, FUNCTION_PARTICLE) && has_function(a, w, FUNCTION_PREPOSITION)) {
        bool is_marker = base_follows(st, token);

        for (uint8_t i = 0; i < w->reading_count; i++)
            if (w->readings[i].form == FORM_FUNCTION &&
                lexicon_effect(lexicon_lexeme(a->lexicon, w->readings[i].lexeme).detail, "marker")
                        .len > 0)
                return is_marker ? FUNCTION_PARTICLE : FUNCTION_PREPOSITION;
        return opens_phrase(st, after) ? FUNCTION_PREPOSITION : FUNCTION_PARTICLE;
    }
    if (has_function(a, w, FUNCTION_SUBORDINATOR) && has_function(a, w, FUNCTION_PREPOSITION))
        return has_clause_ahead(st, token) &&
                       !(after != INDEX_NONE && has_kind(&a->words[after], KIND_ING) &&
                         !has_kind(&a->words[after], KIND_NOUN))
                   ? FUNCTION_SUBORDINATOR
                   : FUNCTION_PREPOSITION;
    if (has_function(a, w, FUNCTION_POSSESSIVE) && has_function(a, w, FUNCTION_PRONOUN))
        return opens_phrase(st, after) ? FUNCTION_POSSESSIVE : FUNCTION_PRONOUN;
    if (has_function(a, w, FUNCTION_SUBORDINATOR))
        return FUNCTION_SUBORDINATOR;
    if (has_function(a, w, FUNCTION_NEGATION))
        return FUNCTION_NEGATION;
    for (uint8_t i = 0; i < w->reading_count; i++)
        if (w->readings[i].form == FORM_FUNCTION)
            return lexicon_lexeme(a->lexicon, w->readings[i].lexeme).function;
    return FUNCTION_NONE;
}

static bool after_determiner(const struct word *b)
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

/* After a noun or a name: the next word is its verb, or the head of its compound. */
static float score_after_noun(const struct state *st, uint32_t token, const struct word *b,
                              enum kind kind)
{
    uint32_t after = word_after(st, token);
    bool object_follows = opens_phrase(st, after);
    bool verb_free = !st->has_verb;

    switch (kind) {
    case KIND_PAST:
        return verb_free ? 3.5f : 1.6f;
    case KIND_PARTICIPLE:
        return verb_free ? (st->is_title && !object_follows ? 4.0f : 2.0f) : 2.6f;
    case KIND_PRESENT:
        if (is_plural(b))
            return 0.5f;
        return (verb_free ? 1.5f : 0.0f) + (object_follows ? 1.2f : 0.3f) +
               (st->is_title ? 1.0f : 0.0f) +
               ((b->traits & WORD_NAME) != 0 && object_follows ? 0.7f : 0.0f);
    case KIND_BASE:
        if (verb_free && !has_kind(&st->a->words[token], KIND_NOUN))
            return 3.0f; /* "police deny": no noun it could be */
        return (verb_free && is_plural(b) ? 1.8f : -1.0f) + (object_follows ? 0.8f : 0.0f);
    case KIND_ING:
        return 2.3f;
    case KIND_ADJECTIVE:
        return 1.0f;
    default:
        return 2.2f;
    }
}

static float score_kind(const struct state *st, uint32_t token, enum kind kind)
{
    uint32_t before = word_before(st, token);
    const struct word *b = before == INDEX_NONE ? NULL : &st->a->words[before];
    bool is_finite = kind == KIND_PAST || kind == KIND_PRESENT || kind == KIND_BASE;

    if (st->expectation == EXPECT_BASE && kind == KIND_BASE)
        return 8.0f;
    if (st->expectation == EXPECT_BE && (kind == KIND_ING || kind == KIND_PARTICIPLE))
        return 8.0f;
    if (st->expectation == EXPECT_PERFECT && kind == KIND_PARTICIPLE)
        return 8.0f;
    if (is_capital(st, token))
        return kind == KIND_NOUN ? 4.0f : kind == KIND_ADJECTIVE ? 3.0f : -4.0f;
    if (b == NULL) {
        if (kind == KIND_ING || kind == KIND_NOUN || kind == KIND_ADJECTIVE)
            return 2.5f;
        if (token == st->s->first_token)
            return kind == KIND_PARTICIPLE ? 1.0f : -1.0f;
        return kind == KIND_PARTICIPLE ? 1.5f : kind == KIND_PAST ? 2.2f : 0.0f;
    }
    if (strview_ends_with(token_of(st->a, before)->form, STRVIEW("'s")))
        return is_finite ? -3.0f : kind == KIND_NOUN ? 4.0f : 3.0f;
    if (b->function == FUNCTION_PREPOSITION)
        return is_finite ? -5.0f : kind == KIND_ING ? 4.0f : 3.0f;
    if (after_determiner(b))
        return is_finite ? -2.0f : kind == KIND_NOUN ? 4.0f : kind == KIND_ADJECTIVE ? 3.8f : 2.5f;
    if (b->function == FUNCTION_PRONOUN || b->function == FUNCTION_RELATIVE)
        return is_finite ? 5.0f : 1.0f;
    if (b->function == FUNCTION_CONJUNCTION) {
        if (kind == KIND_PAST)
            return 3.2f;
        if (kind == KIND_PRESENT || kind == KIND_BASE)
            return opens_phrase(st, word_after(st, token)) && st->has_verb ? 2.4f : 0.5f;
        return 2.3f;
    }
    if (b->function == FUNCTION_SUBORDINATOR || b->function == FUNCTION_COMPLEMENTISER)
        return is_finite ? 0.0f : kind == KIND_ING ? 3.0f : 2.5f;
    if ((b->traits & WORD_VERB) != 0)
        return is_finite ? -1.5f : kind == KIND_NOUN ? 2.6f : 2.4f;
    if ((b->traits & (WORD_NOUN | WORD_NAME)) != 0)
        return score_after_noun(st, token, b, kind);
    return is_finite ? (st->has_verb ? 1.0f : kind == KIND_PAST ? 3.0f : 2.8f) : 2.2f;
}

static const uint32_t function_traits[FUNCTION_CLASS_COUNT] = {
    [FUNCTION_PREPOSITION] = WORD_PREPOSITION,
    [FUNCTION_CONJUNCTION] = WORD_CONJUNCTION,
    [FUNCTION_SUBORDINATOR] = WORD_SUBORDINATOR,
    [FUNCTION_COMPLEMENTISER] = WORD_COMPLEMENTISER,
    [FUNCTION_RELATIVE] = WORD_RELATIVE,
    [FUNCTION_DEMONSTRATIVE] = WORD_DEMONSTRATIVE | WORD_DETERMINER,
    [FUNCTION_PRONOUN] = WORD_PRONOUN,
    [FUNCTION_POSSESSIVE] = WORD_DETERMINER | WORD_POSSESSED,
    [FUNCTION_AUXILIARY] = WORD_AUXILIARY,
    [FUNCTION_MODAL] = WORD_AUXILIARY,
    [FUNCTION_NEGATION] = WORD_NEGATION,
    [FUNCTION_ARTICLE] = WORD_DETERMINER,
    [FUNCTION_QUANTIFIER] = WORD_QUANTIFIER | WORD_DETERMINER,
    [FUNCTION_ADVERB] = WORD_ADVERB,
    [FUNCTION_PARTICLE] = WORD_ADVERB,
};

/* "hit suspected depots", "Masked gunmen fled": before a noun and not behind one. */
static bool modifies_noun(const struct state *st, uint32_t before, uint32_t token)
{
    uint32_t after = word_after(st, token);

    if (after == INDEX_NONE ||
        (before != INDEX_NONE && (st->a->words[before].traits & (WORD_NOUN | WORD_NAME)) != 0))
        return false;
    const struct word *w = &st->a->words[after];

    return (has_kind(w, KIND_NOUN) || has_kind(w, KIND_ADJECTIVE) || w->reading_count == 0) &&
           !has_kind(w, KIND_FUNCTION);
}

static uint32_t traits_of(const struct state *st, uint32_t token, enum kind kind)
{
    uint32_t before = word_before(st, token);
    bool is_noun_like =
        before != INDEX_NONE && (after_determiner(&st->a->words[before]) ||
                                 strview_ends_with(token_of(st->a, before)->form, STRVIEW("'s")));

    switch (kind) {
    case KIND_PAST:
        return WORD_VERB | WORD_PERFECT;
    case KIND_PRESENT:
    case KIND_BASE:
        return WORD_VERB | WORD_IMPERFECT;
    case KIND_ING:
        if (is_noun_like && st->expectation == EXPECT_NOTHING)
            return WORD_NOUN | WORD_ADJECTIVE | WORD_PARTICIPLE;
        return WORD_VERB | WORD_PARTICIPLE;
    case KIND_PARTICIPLE:
        if (st->expectation == EXPECT_PERFECT)
            return WORD_VERB | WORD_PERFECT;
        if (st->expectation == EXPECT_BE)
            return WORD_VERB | WORD_PERFECT | WORD_PASSIVE;
        if (is_noun_like || modifies_noun(st, before, token))
            return WORD_ADJECTIVE | WORD_PARTICIPLE;
        return WORD_VERB | WORD_PARTICIPLE | WORD_PASSIVE;
    case KIND_ADJECTIVE:
        return WORD_ADJECTIVE;
    default:
        return WORD_NOUN;
    }
}

/* A verb's participle that stands for a finite form is given to the trigger search as one. */
static void make_finite(struct word *w, enum kind kind, struct lexicon_reading *chosen)
{
    if ((w->traits & WORD_VERB) == 0)
        return;
    if (kind == KIND_PARTICIPLE) {
        chosen->form = FORM_PERFECT;
        chosen->voice = (w->traits & WORD_PASSIVE) != 0 ? VOICE_PASSIVE : VOICE_ACTIVE;
    } else if (kind == KIND_ING) {
        chosen->form = FORM_IMPERFECT;
    }
}

static void use_reading(struct state *st, uint32_t token, uint8_t index, enum kind kind)
{
    struct word *w = &st->a->words[token];
    /* Slot 0 was left free for the chosen reading. */
    struct lexicon_reading *all = (struct lexicon_reading *)(uintptr_t)w->readings - 1;
    struct lexicon_reading chosen = w->readings[index];

    w->traits = traits_of(st, token, kind);
    make_finite(w, kind, &chosen);
    all[0] = chosen;
    w->readings = all;
    w->reading_count++;
    w->chosen = 0;
    w->lexeme = chosen.lexeme;
    w->stem = strview_slice(token_of(st->a, token)->form, chosen.stem_begin, chosen.stem_end);
    w->gender = (uint8_t)chosen.gender;
    w->number_form = (uint8_t)chosen.number;
    struct lexeme lexeme = lexicon_lexeme(st->a->lexicon, chosen.lexeme);

    if (lexeme.class == LEXEME_TITLE)
        w->traits |= WORD_TITLE;
    if (lexeme.class == LEXEME_NATIONALITY)
        w->traits |= WORD_ADJECTIVE;
    if (is_capital(st, token))
        w->traits |= WORD_NAME;
}

static void use_function(struct state *st, uint32_t token, enum function_class class)
{
    struct word *w = &st->a->words[token];

    for (uint8_t i = 0; i < w->reading_count; i++) {
        struct lexeme lexeme = lexicon_lexeme(st->a->lexicon, w->readings[i].lexeme);

        if (w->readings[i].form != FORM_FUNCTION || lexeme.function != class)
            continue;
        /* A particle row that marks the infinitive only where it does. */
        w->chosen = (int8_t)i;
        w->function = class;
        w->lexeme = w->readings[i].lexeme;
        w->traits = function_traits[class];
        w->gender = (uint8_t)w->readings[i].gender;
        w->number_form = (uint8_t)w->readings[i].number;
        if (class == FUNCTION_PREPOSITION)
            w->preposition = token_of(st->a, token)->form;
        if (lexicon_effect(lexeme.detail, "negation").len > 0)
            w->traits |= WORD_NEGATION;
        if (strview_is(lexicon_effect(lexeme.detail, "tense"), "future"))
            w->traits |= WORD_FUTURE;
        return;
    }
}

/* A word that the lexicon does not know, by its ending. */
static void use_shape(struct state *st, uint32_t token)
{
    struct word *w = &st->a->words[token];
    struct strview form = token_of(st->a, token)->form;
    bool is_capitalised =
        (token_of(st->a, token)->flags & (TOKEN_CAPITALIZED | TOKEN_ALL_CAPS)) != 0;
    enum kind kind = KIND_NOUN;

    if (is_capitalised && !st->is_title_case) {
        w->traits = WORD_NOUN | WORD_NAME;
        return;
    }
    if (ends_with(form, "ly")) {
        w->traits = WORD_ADVERB;
        return;
    }
    if (ends_with(form, "ed")) {
        enum kind best = KIND_PAST;

        if (st->expectation == EXPECT_BE || st->expectation == EXPECT_PERFECT ||
            score_kind(st, token, KIND_PARTICIPLE) > score_kind(st, token, KIND_PAST))
            best = KIND_PARTICIPLE;
        kind = best;
    } else if (ends_with(form, "ing") && score_kind(st, token, KIND_ING) >= 2.3f) {
        kind = KIND_ING;
    } else if (st->expectation == EXPECT_BASE) {
        kind = KIND_BASE;
    }
    w->traits = traits_of(st, token, kind);
    if (is_capitalised)
        w->traits |= WORD_NAME;
    if (kind == KIND_NOUN && ends_with(form, "s") && !ends_with(form, "ss"))
        w->number_form = COUNT_PLURAL;
}

static bool is_finite_kind(enum kind kind)
{
    return kind == KIND_PAST || kind == KIND_PRESENT || kind == KIND_BASE;
}

static void use_noun(struct state *st, uint32_t token)
{
    struct word *w = &st->a->words[token];
    struct strview form = token_of(st->a, token)->form;

    w->traits = WORD_NOUN | (is_capital(st, token) ? WORD_NAME : 0);
    w->number_form = ends_with(form, "s") && !ends_with(form, "ss") ? COUNT_PLURAL : COUNT_SINGULAR;
}

/* "Turkish-backed", "non-binding": the second part of a compound is no verb. */
static bool is_after_hyphen(const struct state *st, uint32_t token)
{
    return token > st->s->first_token + 1 && strview_is(token_of(st->a, token - 1)->form, "-") &&
           (token_of(st->a, token - 1)->flags & TOKEN_SPACE_BEFORE) == 0 &&
           (token_of(st->a, token)->flags & TOKEN_SPACE_BEFORE) == 0;
}

static void choose_content(struct state *st, uint32_t token)
{
    struct word *w = &st->a->words[token];

    if (is_after_hyphen(st, token) && !is_capital(st, token)) {
        w->traits = WORD_ADJECTIVE | WORD_NOUN;
        return;
    }
    float best = -100.0f;
    int best_index = -1;

    for (uint8_t i = 0; i < w->reading_count; i++) {
        enum kind kind = kind_of(&w->readings[i]);

        if (kind == KIND_FUNCTION)
            continue;
        float score = score_kind(st, token, kind) - 0.01f * (float)i;

        if (score > best) {
            best = score;
            best_index = i;
        }
    }
    /* A verb where no verb can stand is a noun that the lexicon lacks: "the land grab". */
    if (best_index >= 0 && best < NOUN_BELOW && is_finite_kind(kind_of(&w->readings[best_index])))
        use_noun(st, token);
    else if (best_index >= 0)
        use_reading(st, token, (uint8_t)best_index, kind_of(&w->readings[best_index]));
    else
        use_shape(st, token);
}

static void step(struct state *st, uint32_t token)
{
    const struct word *w = &st->a->words[token];
    struct strview aux;

    if (token_of(st->a, token)->kind == TOKEN_PUNCTUATION) {
        if (!is_quote_mark(st->a, token) && !strview_is(token_of(st->a, token)->form, "-")) {
            st->expectation = EXPECT_NOTHING;
            st->has_verb = false;
        }
        return;
    }
    if ((w->traits & (WORD_COMPLEMENTISER | WORD_RELATIVE | WORD_SUBORDINATOR)) != 0)
        st->has_verb = false;
    if (w->function == FUNCTION_MODAL || en_is_infinitive_marker(st->a, token)) {
        st->expectation = EXPECT_BASE;
        return;
    }
    if (w->function == FUNCTION_AUXILIARY) {
        aux = en_detail(st->a, token, "aux");
        st->expectation = strview_is(aux, "be")     ? EXPECT_BE
                          : strview_is(aux, "have") ? EXPECT_PERFECT
                                                    : EXPECT_BASE;
        st->has_verb = true;
        return;
    }
    if ((w->traits & (WORD_ADVERB | WORD_NEGATION)) != 0 && (w->traits & WORD_NOUN) == 0)
        return; /* what an auxiliary expects still comes */
    st->expectation = EXPECT_NOTHING;
    /* What is said may follow without "that" and has a verb of its own. */
    if ((w->traits & WORD_VERB) != 0)
        st->has_verb = !en_is_saying_verb(st->a, token);
}

static bool find_title_case(const struct state *st)
{
    uint32_t words = 0;
    uint32_t capitals = 0;

    for (uint32_t t = st->s->first_token; t < st->end; t++) {
        if (token_of(st->a, t)->kind != TOKEN_WORD ||
            token_of(st->a, t)->end - token_of(st->a, t)->begin < 4)
            continue;
        words++;
        capitals += (token_of(st->a, t)->flags & (TOKEN_CAPITALIZED | TOKEN_ALL_CAPS)) != 0;
    }
    return words >= 4 && capitals * 4 >= words * 3;
}

static enum status read_all(struct state *st)
{
    struct lexicon_reading found[LEXICON_READINGS_MAX];

    for (uint32_t i = st->s->first_token; i < st->end; i++) {
        const struct token *t = token_of(st->a, i);
        struct word *w = &st->a->words[i];
        size_t count = t->kind != TOKEN_WORD
                           ? 0
                           : lexicon_readings(st->a->lexicon, LEXICON_EN, t->form, t->exact, found,
                                              LEXICON_READINGS_MAX);
        struct lexicon_reading *kept = arena_array(st->a->article->arena, count + 1, sizeof(*kept));

        if (kept == NULL)
            return STATUS_LIMIT;
        if (count > 0)
            memcpy(kept + 1, found, count * sizeof(*kept));
        w->readings = kept + 1;
        w->reading_count = (uint8_t)count;
        w->chosen = -1;
        w->lexeme = LEXICON_NONE;
        w->stem = t->form;
    }
    return STATUS_OK;
}

static void show(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    trace_add(a->article, "words", "%.*s: %u readings, lemma %.*s traits %x function %s",
              STRVIEW_ARG(token_of(a, token)->form), (unsigned)w->reading_count,
              STRVIEW_ARG(w->lexeme == LEXICON_NONE ? STRVIEW("-")
                                                    : lexicon_lexeme(a->lexicon, w->lexeme).lemma),
              w->traits, function_class_name(w->function));
}

/* 's and ' joined to the word before. */
static bool is_possessive_mark(const struct state *st, uint32_t token)
{
    struct strview form = token_of(st->a, token)->form;

    if (token == st->s->first_token || (token_of(st->a, token)->flags & TOKEN_SPACE_BEFORE) != 0)
        return false;
    if (strview_is(form, "'s"))
        return true;
    return strview_is(form, "'") &&
           (token_of(st->a, token)->flags & (TOKEN_QUOTE_OPEN | TOKEN_QUOTE_CLOSE)) == 0 &&
           strview_ends_with(token_of(st->a, token - 1)->form, STRVIEW("s"));
}

enum status en_read_words(const void *grammar, struct analysis *a, uint32_t sentence)
{
    (void)grammar;
    const struct sentence *s = &a->article->sentences[sentence];
    struct state st = {.a = a,
                       .s = s,
                       .end = s->first_token + s->token_count,
                       .is_title = s->kind == SENTENCE_TITLE};
    enum status status = read_all(&st);

    st.is_title_case = find_title_case(&st);
    for (uint32_t i = s->first_token; status == STATUS_OK && i < st.end; i++) {
        struct word *w = &a->words[i];

        if (is_possessive_mark(&st, i)) {
            w->traits = WORD_DETERMINER | WORD_POSSESSED;
            st.expectation = EXPECT_NOTHING;
            continue;
        }
        if (token_of(a, i)->kind != TOKEN_WORD) {
            w->traits = token_of(a, i)->kind == TOKEN_NUMBER ? WORD_QUANTIFIER : WORD_PUNCTUATION;
        } else {
            enum function_class function = choose_function(&st, i);

            if (function != FUNCTION_NONE)
                use_function(&st, i, function);
            else
                choose_content(&st, i);
        }
        step(&st, i);
        if (a->article->trace != NULL)
            show(a, i);
    }
    return status;
}
