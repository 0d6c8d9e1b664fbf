/* SPDX-License-Identifier: Apache-2.0 */
/* Any UTF-8 as a text: tokens stand in their sentences in order, numbers and times in tokens, and
 * the times that are known run forward. */
#include "tests/fuzz/support.h"

static void check_tokens(const struct article *article)
{
    for (size_t i = 0; i < article->sentence_count; i++) {
        const struct sentence *s = &article->sentences[i];
        uint32_t at = s->span.begin;

        fuzz_check(s->span.end <= article->fields[s->field].len);
        fuzz_check((size_t)s->first_token + s->token_count <= article->token_count);
        for (uint32_t t = s->first_token; t < s->first_token + s->token_count; t++) {
            const struct token *token = &article->tokens[t];

            fuzz_check(token->sentence == i && token->begin >= at && token->begin < token->end &&
                       token->end <= s->span.end);
            fuzz_check(utf8_is_valid(article_token_text(article, t)) && utf8_is_valid(token->form));
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
        fuzz_check((size_t)article->numbers[i].first_token + article->numbers[i].token_count <=
                   article->token_count);
    for (size_t i = 0; i < article->time_count; i++) {
        const struct time_phrase *t = &article->times[i];

        fuzz_check(t->token_count > 0 &&
                   (size_t)t->first_token + t->token_count <= article->token_count);
        fuzz_check(is_forward(&t->range) && is_forward(&t->future));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct strview text = {.ptr = (const char *)data, .len = size};
    struct fuzz_bench *bench = fuzz_bench();
    struct article *article = article_new(bench->arena);

    if (article == NULL || !utf8_is_valid(text))
        return 0;
    article->fields[FIELD_BODY] = text;
    article->published = (struct timestamp){.precision = TIME_DAY, .day = 20000, .second = -1};
    fuzz_check(normalize_segments(bench->normalizer, article) == STATUS_OK);
    fuzz_check(normalize_language(bench->normalizer, article) == STATUS_OK);
    fuzz_check(normalize_tokens(bench->normalizer, article) == STATUS_OK);
    fuzz_check(normalize_numbers(bench->normalizer, article) == STATUS_OK);
    fuzz_check(normalize_times(bench->normalizer, article) == STATUS_OK);
    check_tokens(article);
    check_times(article);
    return 0;
}
