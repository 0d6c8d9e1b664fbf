/* SPDX-License-Identifier: Apache-2.0 */
/* What every stage does with an analysis: words as they begin, the text of phrases as received. */
#include "extraction/analysis.h"

#include <assert.h>

bool analysis_is_quote_mark(const struct analysis *a, uint32_t token)
{
    const struct token *t = &a->article->tokens[token];

    return t->kind != TOKEN_WORD && (t->flags & (TOKEN_QUOTE_OPEN | TOKEN_QUOTE_CLOSE)) != 0;
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
}

bool phrase_is_where(const struct analysis *a, const struct phrase *p)
{
    if (a->article->sentences[p->sentence].language != LANGUAGE_AR)
        return true;
    if (p->preposition_token != INDEX_NONE)
        return a->words[p->preposition_token].is_place_link;
    return (a->words[p->first_token].proclitics & PROCLITIC_BY) != 0;
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
