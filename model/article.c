/* SPDX-License-Identifier: Apache-2.0 */
/* The article: growing arrays in its arena, and text by position. */
#include "model/article.h"

#include "common/clock.h"
#include "common/utf8.h"
#include "model/event.h"

#include <assert.h>

struct article *article_new(struct arena *arena)
{
    struct article *article = arena_alloc(arena, sizeof(*article));

    if (article == NULL)
        return NULL;
    article->arena = arena;
    article->published.second = -1;
    article->fetched.second = -1;
    return article;
}

struct strview article_span_text(const struct article *article, enum field field, struct span span)
{
    assert(span.begin <= span.end);
    assert(span.end <= article->fields[field].len);
    return strview_slice(article->fields[field], span.begin, span.end);
}

struct strview article_sentence_text(const struct article *article, size_t sentence)
{
    assert(sentence < article->sentence_count);

    const struct sentence *s = &article->sentences[sentence];

    return article_span_text(article, s->field, s->span);
}

struct strview article_tokens_text(const struct article *article, size_t first, size_t last)
{
    assert(first <= last);
    assert(last < article->token_count);

    const struct token *a = &article->tokens[first];
    const struct token *b = &article->tokens[last];
    enum field field = article->sentences[a->sentence].field;

    assert(a->sentence == b->sentence);
    return article_span_text(article, field, (struct span){.begin = a->begin, .end = b->end});
}

struct strview article_token_text(const struct article *article, size_t token)
{
    return article_tokens_text(article, token, token);
}

/* One function a growing array: checked room, then the zeroed next element. */
#define DEFINE_ADD(name, type, items, count, capacity)                                             \
    struct type *name(struct article *article)                                                     \
    {                                                                                              \
        void *grown = article->items;                                                              \
                                                                                                   \
        if (arena_grow(article->arena, &grown, article->count, &article->capacity,                 \
                       sizeof(struct type)) != 0)                                                  \
            return NULL;                                                                           \
        article->items = grown;                                                                    \
        struct type *item = &article->items[article->count++];                                     \
                                                                                                   \
        memset(item, 0, sizeof(*item));                                                            \
        return item;                                                                               \
    }

DEFINE_ADD(article_add_block, block_hint, blocks, block_count, block_capacity)
DEFINE_ADD(article_add_line, line, lines, line_count, line_capacity)
DEFINE_ADD(article_add_segment, segment, segments, segment_count, segment_capacity)
DEFINE_ADD(article_add_sentence, sentence, sentences, sentence_count, sentence_capacity)
DEFINE_ADD(article_add_token, token, tokens, token_count, token_capacity)
DEFINE_ADD(article_add_number, number, numbers, number_count, number_capacity)
DEFINE_ADD(article_add_time, time_phrase, times, time_count, time_capacity)
DEFINE_ADD(article_add_event, event, events, event_count, event_capacity)

bool article_is_overdue(const struct article *article)
{
    return article->deadline_ns != 0 && clock_monotonic_ns() > article->deadline_ns;
}

uint32_t article_code_points(const struct article *article, enum field field, uint32_t byte)
{
    assert(byte <= article->fields[field].len);
    return (uint32_t)utf8_count(strview_slice(article->fields[field], 0, byte));
}

const char *language_name(enum language language)
{
    switch (language) {
    case LANGUAGE_AR:
        return "ar";
    case LANGUAGE_EN:
        return "en";
    case LANGUAGE_UNSUPPORTED:
        return "unsupported";
    default:
        return "";
    }
}
