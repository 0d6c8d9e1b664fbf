/* SPDX-License-Identifier: Apache-2.0 */
/* Any UTF-8 as a text: tokens stand in their sentences in order, numbers and times in tokens, and
 * the times that are known run forward. */
#include "common/utf8.h"
#include "normalization/normalize.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool is_true)
{
    if (!is_true)
        abort();
}

static struct normalizer *open_normalizer(void)
{
    static const struct normalize_options options = {
        .languages = {[LANGUAGE_AR] = true, [LANGUAGE_EN] = true}};
    static struct lexicon *lexicon;
    const char *path = getenv("RASID_LEXICON");
    char error[256];

    check(lexicon_open(path != NULL ? path : "build/fuzz/rasid.lexicon", &lexicon, error,
                       sizeof(error)) == STATUS_OK);
    return normalizer_new(lexicon, &options);
}

static void check_tokens(const struct article *article)
{
    for (size_t i = 0; i < article->sentence_count; i++) {
        const struct sentence *s = &article->sentences[i];
        uint32_t at = s->span.begin;

        check(s->span.end <= article->fields[s->field].len);
        check((size_t)s->first_token + s->token_count <= article->token_count);
        for (uint32_t t = s->first_token; t < s->first_token + s->token_count; t++) {
            const struct token *token = &article->tokens[t];

            check(token->sentence == i && token->begin >= at && token->begin < token->end &&
                  token->end <= s->span.end);
            check(utf8_is_valid(article_token_text(article, t)) && utf8_is_valid(token->form));
            at = token->end;
        }
    }
}

static bool is_forward(const struct time_range *range)
{
    return range->precision == TIME_UNKNOWN || range->start_day <= range->end_day;
}

static void check_times(const struct article *article)
{
    for (size_t i = 0; i < article->number_count; i++)
        check((size_t)article->numbers[i].first_token + article->numbers[i].token_count <=
              article->token_count);
    for (size_t i = 0; i < article->time_count; i++) {
        const struct time_phrase *t = &article->times[i];

        check(t->token_count > 0 &&
              (size_t)t->first_token + t->token_count <= article->token_count);
        check(is_forward(&t->range) && is_forward(&t->future));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena *arena;
    static struct normalizer *normalizer;
    struct strview text = {.ptr = (const char *)data, .len = size};

    if (normalizer == NULL) {
        arena = arena_new(1 << 16, 256 << 20);
        normalizer = open_normalizer();
        check(normalizer != NULL);
    }
    arena_reset(arena);
    struct article *article = article_new(arena);

    if (article == NULL || !utf8_is_valid(text))
        return 0;
    article->fields[FIELD_BODY] = text;
    article->published = (struct timestamp){.precision = TIME_DAY, .day = 20000, .second = -1};
    check(normalize_segments(normalizer, article) == STATUS_OK);
    check(normalize_language(normalizer, article) == STATUS_OK);
    check(normalize_tokens(normalizer, article) == STATUS_OK);
    check(normalize_numbers(normalizer, article) == STATUS_OK);
    check(normalize_times(normalizer, article) == STATUS_OK);
    check_tokens(article);
    check_times(article);
    return 0;
}
