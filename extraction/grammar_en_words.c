/* SPDX-License-Identifier: Apache-2.0 */
/* English readings: most words are noun and verb at once, and their neighbours decide. Kinds of
 * reading are scored by what stands before and after; auxiliaries and "to" bind most. A participle
 * that makes a passive, a perfect or a progressive becomes a finite reading of its verb, so that
 * whoever looks for triggers sees one verb with its voice. */
#include "extraction/grammar_en_state.h"

#include "model/trace.h"

static const float NOUN_BELOW = 0.4f;

const struct token *en_token_of(const struct analysis *a, uint32_t token)
{
    return &a->article->tokens[token];
}

enum kind en_kind_of(const struct lexicon_reading *r)
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

bool en_has_kind(const struct word *w, enum kind kind)
{
    for (uint8_t i = 0; i < w->reading_count; i++)
        if (en_kind_of(&w->readings[i]) == kind)
            return true;
    return false;
}

bool en_has_function(const struct analysis *a, const struct word *w, enum function_class class)
{
    for (uint8_t i = 0; i < w->reading_count; i++)
        if (w->readings[i].form == FORM_FUNCTION &&
            lexicon_lexeme_function(a->lexicon, w->readings[i].lexeme) == class)
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
    size_t count;

    if (w->lexeme == LEXICON_NONE || (w->traits & WORD_VERB) == 0)
        return false;
    const struct pattern_head *heads = lexicon_patterns_of_lexeme(a->lexicon, w->lexeme, &count);

    for (size_t i = 0; i < count; i++) {
        if (heads[i].kind != PATTERN_OPERATOR)
            continue;
        struct pattern p = lexicon_pattern(a->lexicon, heads[i].pattern);

        if (p.element_count == 1 &&
            lexicon_operator(a->lexicon, LEXICON_EN, p.row).class == OPERATOR_ATTRIBUTION)
            return true;
    }
    return false;
}

/* The word before, quotation marks skipped; INDEX_NONE after other punctuation or at the start. */
uint32_t en_word_before(const struct state *st, uint32_t token)
{
    while (token > st->s->first_token) {
        token--;
        if (analysis_is_quote_mark(st->a, token))
            continue;
        if (en_token_of(st->a, token)->kind == TOKEN_PUNCTUATION &&
            (st->a->words[token].traits & WORD_POSSESSED) == 0 &&
            !strview_is(en_token_of(st->a, token)->form, "-"))
            return INDEX_NONE;
        return token;
    }
    return INDEX_NONE;
}

uint32_t en_word_after(const struct state *st, uint32_t token)
{
    for (token++; token < st->end; token++) {
        if (analysis_is_quote_mark(st->a, token))
            continue;
        return en_token_of(st->a, token)->kind == TOKEN_PUNCTUATION ? INDEX_NONE : token;
    }
    return INDEX_NONE;
}

bool en_is_capital(const struct state *st, uint32_t token)
{
    return !st->is_title_case && token != st->s->first_token &&
           (en_token_of(st->a, token)->flags & (TOKEN_CAPITALIZED | TOKEN_ALL_CAPS)) != 0;
}

/* Could a noun phrase begin here? */
bool en_opens_phrase(const struct state *st, uint32_t token)
{
    if (token == INDEX_NONE)
        return false;
    const struct word *w = &st->a->words[token];

    if (en_token_of(st->a, token)->kind == TOKEN_NUMBER || w->number != INDEX_NONE)
        return true;
    if (en_is_capital(st, token))
        return true;
    return en_has_function(st->a, w, FUNCTION_ARTICLE) ||
           en_has_function(st->a, w, FUNCTION_POSSESSIVE) ||
           en_has_function(st->a, w, FUNCTION_QUANTIFIER) ||
           en_has_function(st->a, w, FUNCTION_DEMONSTRATIVE) ||
           en_has_function(st->a, w, FUNCTION_PRONOUN) ||
           (en_has_kind(w, KIND_NOUN) && !en_has_kind(w, KIND_FUNCTION)) ||
           en_has_kind(w, KIND_ADJECTIVE) || w->reading_count == 0;
}

bool en_ends_with(struct strview form, const char *ending)
{
    return form.len >= strlen(ending) + 2 && strview_ends_with(form, strview_from(ending));
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
    uint32_t after = en_word_after(st, token);

    if (after == INDEX_NONE ||
        (before != INDEX_NONE && (st->a->words[before].traits & (WORD_NOUN | WORD_NAME)) != 0))
        return false;
    const struct word *w = &st->a->words[after];

    return (en_has_kind(w, KIND_NOUN) || en_has_kind(w, KIND_ADJECTIVE) || w->reading_count == 0) &&
           !en_has_kind(w, KIND_FUNCTION);
}

static uint32_t traits_of(const struct state *st, uint32_t token, enum kind kind)
{
    uint32_t before = en_word_before(st, token);
    bool is_noun_like = before != INDEX_NONE &&
                        (en_is_determiner(&st->a->words[before]) ||
                         strview_ends_with(en_token_of(st->a, before)->form, STRVIEW("'s")));

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
    /* and so is that form of its other verbs: "pulling back" is of "pull back" */
    for (uint8_t i = 0; i < w->reading_count; i++)
        if (i != index && w->readings[i].form == chosen.form)
            make_finite(w, kind, &all[i + 1]);
    make_finite(w, kind, &chosen);
    all[0] = chosen;
    w->readings = all;
    w->reading_count++;
    w->chosen = 0;
    w->lexeme = chosen.lexeme;
    w->stem = strview_slice(en_token_of(st->a, token)->form, chosen.stem_begin, chosen.stem_end);
    w->gender = (uint8_t)chosen.gender;
    w->number_form = (uint8_t)chosen.number;
    struct lexeme lexeme = lexicon_lexeme(st->a->lexicon, chosen.lexeme);

    if (lexeme.class == LEXEME_TITLE)
        w->traits |= WORD_TITLE;
    if (lexeme.class == LEXEME_NATIONALITY)
        w->traits |= WORD_ADJECTIVE;
    if (en_is_capital(st, token))
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
            w->preposition = en_token_of(st->a, token)->form;
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
    struct strview form = en_token_of(st->a, token)->form;
    bool is_capitalised =
        (en_token_of(st->a, token)->flags & (TOKEN_CAPITALIZED | TOKEN_ALL_CAPS)) != 0;
    enum kind kind = KIND_NOUN;

    if (is_capitalised && !st->is_title_case) {
        w->traits = WORD_NOUN | WORD_NAME;
        return;
    }
    if (en_ends_with(form, "ly")) {
        w->traits = WORD_ADVERB;
        return;
    }
    if (en_ends_with(form, "ed")) {
        enum kind best = KIND_PAST;

        if (st->expectation == EXPECT_BE || st->expectation == EXPECT_PERFECT ||
            en_score_kind(st, token, KIND_PARTICIPLE) > en_score_kind(st, token, KIND_PAST))
            best = KIND_PARTICIPLE;
        kind = best;
    } else if (en_ends_with(form, "ing") && en_score_kind(st, token, KIND_ING) >= 2.3f) {
        kind = KIND_ING;
    } else if (st->expectation == EXPECT_BASE) {
        kind = KIND_BASE;
    }
    w->traits = traits_of(st, token, kind);
    if (is_capitalised)
        w->traits |= WORD_NAME;
    if (kind == KIND_NOUN && en_ends_with(form, "s") && !en_ends_with(form, "ss"))
        w->number_form = COUNT_PLURAL;
}

static void use_noun(struct state *st, uint32_t token)
{
    struct word *w = &st->a->words[token];
    struct strview form = en_token_of(st->a, token)->form;

    w->traits = WORD_NOUN | (en_is_capital(st, token) ? WORD_NAME : 0);
    w->number_form =
        en_ends_with(form, "s") && !en_ends_with(form, "ss") ? COUNT_PLURAL : COUNT_SINGULAR;
}

/* "Turkish-backed", "non-binding", "Tae-yul": the second part of a compound is no verb. */
static bool is_after_hyphen(const struct state *st, uint32_t token)
{
    return token > st->s->first_token + 1 && strview_is(en_token_of(st->a, token - 1)->form, "-") &&
           (en_token_of(st->a, token - 1)->flags & TOKEN_SPACE_BEFORE) == 0 &&
           (en_token_of(st->a, token)->flags & TOKEN_SPACE_BEFORE) == 0;
}

/* "F-16s", "B-52": digits behind the hyphen of a name count nothing. */
static bool is_designation(const struct state *st, uint32_t token)
{
    struct strview form = en_token_of(st->a, token)->form;

    return form.len > 0 && form.ptr[0] >= '0' && form.ptr[0] <= '9' && is_after_hyphen(st, token) &&
           en_token_of(st->a, token - 2)->kind == TOKEN_WORD &&
           (en_token_of(st->a, token - 2)->flags & TOKEN_CAPITALIZED) != 0;
}

enum { PAST_KINDS = 1u << KIND_PAST | 1u << KIND_PARTICIPLE };

/* The kinds, as bits, that the weights leave to a word that may be a verb; 0: the rules decide
 * alone. Headlines have a grammar of their own, and what an auxiliary asks for is certain. Past
 * form or participle is left to the rules. */
static uint32_t learned_kinds(struct state *st, uint32_t token, enum kind ruled)
{
    static const uint32_t verbs =
        PAST_KINDS | 1u << KIND_PRESENT | 1u << KIND_BASE | 1u << KIND_ING;
    uint32_t kinds = en_kinds_of(&st->a->words[token]) & ~(1u << KIND_FUNCTION);
    bool is_trained = st->a->readings != NULL && reading_weights_are_trained(st->a->readings);
    uint32_t features[READING_FEATURES_MAX];
    float scores[KIND_COUNT];
    enum kind best = KIND_NOUN; /* what is no noun in the lexicon may be one: "the land grab" */

    if ((kinds & verbs) == 0 || st->is_title || en_is_capital(st, token) ||
        en_is_expected(st, ruled) || (!is_trained && st->a->watcher == NULL))
        return 0;
    uint32_t count = en_reading_features(st, token, ruled, features);

    if (st->a->watcher != NULL)
        st->a->watcher->watch(st->a->watcher->context, token, features, count,
                              kinds | 1u << KIND_NOUN);
    if (!is_trained)
        return 0;
    reading_score(st->a->readings, features, count, scores);
    scores[KIND_PARTICIPLE] = scores[KIND_PAST];
    for (int k = 1; k < KIND_COUNT; k++)
        if ((kinds >> k & 1) != 0 && scores[k] > scores[best])
            best = (enum kind)k;
    return (1u << best & PAST_KINDS) != 0 ? kinds & PAST_KINDS : 1u << best;
}

/* The reading, of those of the kinds, that the rules like most; -1: none. */
static int best_reading(const struct state *st, uint32_t token, uint32_t kinds, float *best)
{
    const struct word *w = &st->a->words[token];
    int best_index = -1;

    *best = -100.0f;
    for (uint8_t i = 0; i < w->reading_count; i++) {
        enum kind kind = en_kind_of(&w->readings[i]);

        if ((kinds >> kind & 1) == 0)
            continue;
        float score = en_score_kind(st, token, kind) - 0.01f * (float)i;

        if (score > *best) {
            *best = score;
            best_index = i;
        }
    }
    return best_index;
}

static void choose_content(struct state *st, uint32_t token)
{
    struct word *w = &st->a->words[token];

    if (is_after_hyphen(st, token) && !en_is_capital(st, token)) {
        bool is_of_name = w->reading_count == 0 && en_is_capital(st, token - 2);

        w->traits = is_of_name ? WORD_NOUN | WORD_NAME : WORD_ADJECTIVE | WORD_NOUN;
        return;
    }
    float best;
    int best_index = best_reading(st, token, ~(1u << KIND_FUNCTION), &best);

    if (best_index < 0) {
        use_shape(st, token);
        return;
    }
    enum kind kind = en_kind_of(&w->readings[best_index]);
    uint32_t learned = learned_kinds(st, token, kind);
    /* A verb where no verb can stand is a noun that the lexicon lacks. */
    bool is_noun = en_is_finite_kind(kind) && best < NOUN_BELOW;

    if (learned != 0) {
        best_index = best_reading(st, token, learned, &best);
        is_noun = best_index < 0;
    }
    if (is_noun)
        use_noun(st, token);
    else
        use_reading(st, token, (uint8_t)best_index, en_kind_of(&w->readings[best_index]));
}

/* Counts the finite verbs that are still to come: one for the sentence, one for each clause that a
 * word opens. */
static void count_owed(struct state *st, uint32_t token)
{
    enum { OWED_MAX = 3 };
    const struct word *w = &st->a->words[token];
    const uint32_t openers = WORD_COMPLEMENTISER | WORD_RELATIVE | WORD_SUBORDINATOR;
    const uint32_t verbal = WORD_VERB | WORD_PARTICIPLE;
    bool is_finite = w->function == FUNCTION_MODAL || w->function == FUNCTION_AUXILIARY ||
                     ((w->traits & verbal) == WORD_VERB && st->expectation == EXPECT_NOTHING);

    if (strview_is(en_token_of(st->a, token)->form, ";"))
        st->owed = 1;
    else if ((w->traits & openers) != 0 && st->owed < OWED_MAX)
        st->owed++;
    else if (is_finite && st->owed > 0)
        st->owed--;
}

static void step(struct state *st, uint32_t token)
{
    const struct word *w = &st->a->words[token];
    struct strview aux;

    if (en_token_of(st->a, token)->kind == TOKEN_PUNCTUATION) {
        if (!analysis_is_quote_mark(st->a, token) &&
            !strview_is(en_token_of(st->a, token)->form, "-")) {
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

static enum status read_all(struct state *st)
{
    struct lexicon_reading found[LEXICON_READINGS_MAX];

    for (uint32_t i = st->s->first_token; i < st->end; i++) {
        const struct token *t = en_token_of(st->a, i);
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
              STRVIEW_ARG(en_token_of(a, token)->form), (unsigned)w->reading_count,
              STRVIEW_ARG(w->lexeme == LEXICON_NONE ? STRVIEW("-")
                                                    : lexicon_lexeme(a->lexicon, w->lexeme).lemma),
              w->traits, function_class_name(w->function));
}

/* 's and ' joined to the word before. */
static bool is_possessive_mark(const struct state *st, uint32_t token)
{
    struct strview form = en_token_of(st->a, token)->form;

    if (token == st->s->first_token || (en_token_of(st->a, token)->flags & TOKEN_SPACE_BEFORE) != 0)
        return false;
    if (strview_is(form, "'s"))
        return true;
    return strview_is(form, "'") &&
           (en_token_of(st->a, token)->flags & (TOKEN_QUOTE_OPEN | TOKEN_QUOTE_CLOSE)) == 0 &&
           strview_ends_with(en_token_of(st->a, token - 1)->form, STRVIEW("s"));
}

enum status en_read_words(struct analysis *a, uint32_t sentence)
{
    const struct sentence *s = &a->article->sentences[sentence];
    struct state st = {.a = a,
                       .s = s,
                       .end = s->first_token + s->token_count,
                       .owed = 1,
                       .is_title = s->kind == SENTENCE_TITLE};
    enum status status = read_all(&st);

    st.is_title_case = analysis_is_title_case(a, sentence);
    for (uint32_t i = s->first_token; status == STATUS_OK && i < st.end; i++) {
        struct word *w = &a->words[i];

        if (is_possessive_mark(&st, i)) {
            w->traits = WORD_DETERMINER | WORD_POSSESSED;
            st.expectation = EXPECT_NOTHING;
            continue;
        }
        if (w->is_approximator) {
            w->traits = WORD_QUANTIFIER | WORD_DETERMINER;
        } else if (is_designation(&st, i)) {
            w->traits = WORD_NOUN | WORD_NAME;
            w->number = INDEX_NONE;
            w->number_form = en_ends_with(en_token_of(a, i)->form, "s") ? COUNT_PLURAL : COUNT_ANY;
        } else if (en_token_of(a, i)->kind != TOKEN_WORD) {
            w->traits =
                en_token_of(a, i)->kind == TOKEN_NUMBER ? WORD_QUANTIFIER : WORD_PUNCTUATION;
        } else {
            enum function_class function = en_choose_function(&st, i);

            if (function != FUNCTION_NONE)
                use_function(&st, i, function);
            else
                choose_content(&st, i);
        }
        count_owed(&st, i);
        step(&st, i);
        if (a->article->trace != NULL)
            show(a, i);
    }
    return status;
}
