/* SPDX-License-Identifier: Apache-2.0 */
/* Patterns of the lexicon in the text. Elements follow each other; between a verb and what follows
 * it the subject may stand, so that a verb's next element may be several words away, but not behind
 * the end of its sentence or another finite verb. */
#include "extraction/patterns.h"

enum { REACH_AFTER_VERB = 12, REACH_GAP = 6, REACH_NEAR = 1, LEXEMES_OF_WORD_MAX = 16 };

static bool has_form(const struct word *w, const struct pattern_element *e)
{
    for (uint8_t i = 0; i < w->reading_count; i++) {
        const struct lexicon_reading *r = &w->readings[i];

        if (r->lexeme == e->lexeme && r->spelling != SPELLING_OTHER &&
            (e->only_form == FORM_COUNT || r->form == e->only_form))
            return true;
    }
    return false;
}

static bool is_word(const struct analysis *a, uint32_t token, struct strview form)
{
    const struct word *w = &a->words[token];
    struct strview whole = a->article->tokens[token].form;

    if (strview_equal(whole, form) || strview_equal(w->stem, form))
        return true;
    for (uint8_t i = 0; i < w->reading_count; i++) {
        const struct lexicon_reading *r = &w->readings[i];

        if (strview_equal(strview_slice(whole, r->stem_begin, r->stem_end), form))
            return true;
    }
    return false;
}

static bool has_proclitic(const struct word *w, uint32_t bit)
{
    if (w->entity == INDEX_NONE && w->chosen >= 0)
        return (w->proclitics & bit) != 0;
    for (uint8_t i = 0; i < w->reading_count; i++)
        if ((w->readings[i].proclitics & bit) != 0)
            return true;
    return false;
}

static bool element_fits(const struct analysis *a, const struct pattern_element *e, uint32_t token)
{
    const struct word *w = &a->words[token];

    switch (e->kind) {
    case ELEMENT_LEXEME:
        return has_form(w, e);
    case ELEMENT_WORD:
        return is_word(a, token, e->form);
    case ELEMENT_PROCLITIC:
        return has_proclitic(w, e->proclitic);
    case ELEMENT_NUMBER:
        return w->number != INDEX_NONE;
    case ELEMENT_NAME:
        return w->phrase != INDEX_NONE;
    case ELEMENT_POSSESSIVE:
        return (w->traits & (WORD_POSSESSED | WORD_OBJECT_CLITIC)) != 0;
    case ELEMENT_GAP:
        return true;
    }
    return false;
}

static bool is_barrier(const struct analysis *a, uint32_t token)
{
    const struct token *t = &a->article->tokens[token];

    return (t->kind == TOKEN_PUNCTUATION && (strview_is(t->form, ".") || strview_is(t->form, "؛")));
}

/* Where the element stands at or after from, within reach; INDEX_NONE. */
static uint32_t find_element(const struct analysis *a, const struct pattern_element *e,
                             uint32_t from, uint32_t end, uint32_t reach)
{
    for (uint32_t i = from; i < end && i - from <= reach; i++) {
        if (element_fits(a, e, i))
            return i;
        if (is_barrier(a, i))
            break;
        if (i > from && (a->words[i].traits & WORD_VERB) != 0 &&
            (a->words[i].traits & WORD_CONJUNCTION) != 0)
            break;
    }
    return INDEX_NONE;
}

static bool match(const struct analysis *a, const struct pattern *p, uint32_t token, uint32_t end,
                  struct pattern_match *out)
{
    uint32_t at = token;
    bool is_after_verb = false;
    bool is_after_gap = false;

    out->last = out->noun = token;
    out->has_possessive = false;
    for (size_t i = p->head_element; i < p->element_count; i++) {
        struct pattern_element e = lexicon_pattern_element(a->lexicon, p, i);
        uint32_t reach = is_after_gap ? REACH_GAP : is_after_verb ? REACH_AFTER_VERB : REACH_NEAR;

        if (e.kind == ELEMENT_GAP) {
            is_after_gap = true;
            continue;
        }
        if (e.kind == ELEMENT_POSSESSIVE) {
            if (!element_fits(a, &e, out->last))
                return false;
            out->has_possessive = true;
            continue;
        }
        uint32_t found = i == p->head_element ? (element_fits(a, &e, token) ? token : INDEX_NONE)
                                              : find_element(a, &e, at, end, reach);

        if (found == INDEX_NONE)
            return false;
        out->last = found;
        if (e.kind == ELEMENT_LEXEME || e.kind == ELEMENT_WORD)
            out->noun = found;
        is_after_gap = false;
        is_after_verb = i == p->head_element && e.kind == ELEMENT_LEXEME;
        /* a proclitic stands on the word of the next element */
        at = e.kind == ELEMENT_PROCLITIC ? found : found + 1;
    }
    out->pattern = *p;
    out->head = out->first = token;
    return true;
}

/* All that a pattern's elements may be found by in the sentence. */
static void sketch_sentence(const struct analysis *a, const struct sentence *s,
                            struct word_sketch *sketch)
{
    for (uint32_t i = s->first_token; i < s->first_token + s->token_count; i++) {
        const struct word *w = &a->words[i];
        struct strview whole = a->article->tokens[i].form;

        word_sketch_add(sketch, whole);
        word_sketch_add(sketch, w->stem);
        for (uint8_t k = 0; k < w->reading_count; k++) {
            const struct lexicon_reading *r = &w->readings[k];

            word_sketch_set(sketch, word_sketch_lexeme_bit(r->lexeme));
            word_sketch_add(sketch, strview_slice(whole, r->stem_begin, r->stem_end));
        }
    }
}

struct pattern_search patterns_search(const struct analysis *a, uint32_t sentence)
{
    const struct sentence *s = &a->article->sentences[sentence];
    struct pattern_search search = {
        .analysis = a,
        .sentence = sentence,
        .language = s->language == LANGUAGE_EN ? LEXICON_EN : LEXICON_AR,
        .end = s->first_token + s->token_count,
    };

    sketch_sentence(a, s, &search.sketch);
    return search;
}

static bool is_known(const struct pattern_match *found, size_t count, uint32_t pattern)
{
    for (size_t k = 0; k < count; k++)
        if (found[k].pattern.id == pattern)
            return true;
    return false;
}

/* The lexeme's patterns that stand at the token, behind what is found already. */
static size_t add(const struct pattern_search *search, enum pattern_kind kind, uint32_t lexeme,
                  uint32_t token, struct pattern_match *out, size_t found, size_t max)
{
    const struct analysis *a = search->analysis;
    size_t count;
    const struct pattern_head *heads = lexicon_patterns_of_lexeme(a->lexicon, lexeme, &count);

    for (size_t i = 0; i < count && found < max; i++) {
        const struct pattern_head *head = &heads[i];

        if (head->kind != kind ||
            (head->needs != PATTERN_NEEDS_NOTHING &&
             !word_sketch_has(&search->sketch, head->needs)) ||
            is_known(out, found, head->pattern))
            continue;
        struct pattern p = lexicon_pattern(a->lexicon, head->pattern);

        if (match(a, &p, token, search->end, &out[found]))
            found++;
    }
    return found;
}

size_t patterns_at(const struct pattern_search *search, uint32_t token, enum pattern_kind kind,
                   struct pattern_match *out, size_t max)
{
    const struct word *w = &search->analysis->words[token];
    uint32_t lexemes[LEXEMES_OF_WORD_MAX];
    size_t found = 0;

    for (uint8_t i = 0; i < w->reading_count; i++) {
        bool is_repeated = false;

        for (uint8_t k = 0; k < i && !is_repeated; k++)
            is_repeated = w->readings[k].lexeme == w->readings[i].lexeme;
        if (is_repeated || w->readings[i].spelling == SPELLING_OTHER)
            continue;
        found = add(search, kind, w->readings[i].lexeme, token, out, found, max);
    }
    size_t count = lexicon_lexemes_of_word(search->analysis->lexicon, search->language, w->stem,
                                           lexemes, LEXEMES_OF_WORD_MAX);

    for (size_t i = 0; i < count; i++)
        found = add(search, kind, lexemes[i], token, out, found, max);
    return found;
}
