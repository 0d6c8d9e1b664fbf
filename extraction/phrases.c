/* SPDX-License-Identifier: Apache-2.0 */
/* What every stage does with an analysis: words as they begin, the text of phrases as received. */
#include "extraction/analysis.h"

#include <assert.h>

const struct strview arabic_article = {.ptr = "\u0627\u0644", .len = 4};

bool analysis_is_quote_mark(const struct analysis *a, uint32_t token)
{
    const struct token *t = &a->article->tokens[token];

    return t->kind != TOKEN_WORD && (t->flags & (TOKEN_QUOTE_OPEN | TOKEN_QUOTE_CLOSE)) != 0;
}

static bool may_be_function_word(const struct word *w)
{
    for (uint8_t i = 0; i < w->reading_count; i++)
        if (w->readings[i].form == FORM_FUNCTION)
            return true;
    return false;
}

bool analysis_is_title_case(const struct analysis *a, uint32_t sentence)
{
    enum { LONG_BYTES = 4, WORDS_MIN = 4 };
    const struct sentence *s = &a->article->sentences[sentence];
    uint32_t capitals = 0;
    uint32_t others = 0;

    for (uint32_t t = s->first_token; t < s->first_token + s->token_count; t++) {
        const struct token *token = &a->article->tokens[t];

        if (token->kind != TOKEN_WORD || token->end - token->begin < LONG_BYTES)
            continue;
        if ((token->flags & (TOKEN_CAPITALIZED | TOKEN_ALL_CAPS)) != 0)
            capitals++;
        else if (!may_be_function_word(&a->words[t]))
            others++;
    }
    return capitals + others >= WORDS_MIN && capitals > 8 * others;
}

/* "Over 100 people", but not "over 10 days". */
static void mark_approximator(struct analysis *a, uint32_t number)
{
    const struct number *n = &a->article->numbers[number];

    if (a->words[n->first_token].time != INDEX_NONE)
        return;
    for (uint32_t t = n->first_token - n->approximator_count; t < n->first_token; t++) {
        a->words[t].number = number;
        a->words[t].is_approximator = true;
    }
}

void analysis_mark_words(struct analysis *a)
{
    const struct article *article = a->article;

    for (size_t i = 0; i < article->token_count; i++) {
        struct word *w = &a->words[i];

        w->entity = w->phrase = w->number = w->time = w->candidate = INDEX_NONE;
        w->clause = INDEX_NONE;
        w->chosen = -1;
        w->lexeme = LEXICON_NONE;
    }
    for (size_t i = 0; i < article->number_count; i++)
        for (uint32_t k = 0; k < article->numbers[i].token_count; k++)
            a->words[article->numbers[i].first_token + k].number = (uint32_t)i;
    for (size_t i = 0; i < article->time_count; i++)
        for (uint32_t k = 0; k < article->times[i].token_count; k++)
            a->words[article->times[i].first_token + k].time = (uint32_t)i;
    for (size_t i = 0; i < article->number_count; i++)
        mark_approximator(a, (uint32_t)i);
}

bool analysis_is_in_title(const struct analysis *a, uint32_t token)
{
    uint32_t entity = a->words[token].entity;

    return entity != INDEX_NONE && a->entities[entity].title_row != LEXICON_NONE;
}

bool phrase_is_where(const struct analysis *a, const struct phrase *p)
{
    if (a->article->sentences[p->sentence].language != LANGUAGE_AR)
        return true;
    if (p->preposition_token != INDEX_NONE)
        return a->words[p->preposition_token].is_place_link;
    return (a->words[p->first_token].proclitics & PROCLITIC_BY) != 0;
}

/* What is counted may be a kind of place too: «بلدة», "village". */
static uint32_t classes_of_unit(const struct analysis *a, const struct word *w)
{
    for (uint8_t i = 0; i < w->reading_count; i++) {
        enum lexeme_class class = lexicon_lexeme(a->lexicon, w->readings[i].lexeme).class;

        if (class == LEXEME_PLACE_CUE || class == LEXEME_PLACE)
            return FILLER_PLACE | FILLER_THING;
    }
    return FILLER_ABSTRACT;
}

uint32_t phrase_head_classes(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    if (w->lexeme == LEXICON_NONE)
        return (w->traits & WORD_NAME) != 0 ? FILLER_UNKNOWN : 0;
    struct lexeme lexeme = lexicon_lexeme(a->lexicon, w->lexeme);

    if ((w->traits & WORD_NAME) != 0 && lexeme.class >= LEXEME_WORD)
        return FILLER_UNKNOWN; /* a name made of a noun: "Stone" */
    switch (lexeme.class) {
    case LEXEME_AGENT:
    case LEXEME_PERSON:
        return FILLER_PEOPLE;
    case LEXEME_GROUP:
        return FILLER_ORGANISATION;
    case LEXEME_TITLE:
        return FILLER_PERSON;
    case LEXEME_WEAPON:
        return FILLER_WEAPON;
    case LEXEME_EVENT_NOUN:
        return FILLER_EVENT;
    case LEXEME_NATIONALITY:
        return FILLER_NATIONALITY;
    case LEXEME_PLACE:
    case LEXEME_PLACE_CUE:
        return FILLER_PLACE | FILLER_THING;
    case LEXEME_THING:
        return FILLER_THING;
    case LEXEME_UNIT:
        return classes_of_unit(a, w);
    case LEXEME_VERB:
        return (w->traits & WORD_MASDAR) != 0 && lexeme.sense_count > 0 ? FILLER_EVENT
                                                                        : FILLER_ABSTRACT;
    default:
        return FILLER_ABSTRACT;
    }
}

struct strview phrase_text(const struct analysis *a, uint32_t phrase)
{
    assert(phrase < a->phrase_count);
    const struct phrase *p = &a->phrases[phrase];
    struct strview text =
        article_tokens_text(a->article, p->first_token, p->first_token + p->token_count - 1);
    size_t begin = p->leading_bytes;
    size_t end = p->trailing_bytes;

    if (begin + end >= text.len)
        return text;
    return strview_slice(text, begin, text.len - end);
}
