/* SPDX-License-Identifier: Apache-2.0 */
#include "extraction/word_parts.h"

uint16_t word_leading_bytes(const struct article *article, uint32_t token, size_t form_bytes)
{
    struct strview word = article_token_text(article, token);
    size_t origin = form_bytes == 0 ? 0 : form_origin(word, FORM_MATCHING, form_bytes);

    return origin > UINT16_MAX ? 0 : (uint16_t)origin;
}

uint16_t word_trailing_bytes(const struct article *article, uint32_t token, size_t form_bytes)
{
    struct strview word = article_token_text(article, token);
    size_t bytes = word.len - form_origin(word, FORM_MATCHING, form_bytes);

    return bytes > UINT16_MAX ? 0 : (uint16_t)bytes;
}

struct strview word_inner_form(const struct article *article, uint32_t token, enum form_kind kind,
                               struct span cut)
{
    const struct token *t = &article->tokens[token];
    struct strview form = kind == FORM_EXACT ? t->exact : t->form;
    struct strview word = article_token_text(article, token);
    size_t begin = cut.begin;
    size_t end = form.len;

    if (begin > 0)
        begin = form_fold(strview_slice(word, 0, begin), kind, NULL, 0);
    if (cut.end > 0 && cut.end <= word.len)
        end = form_fold(strview_slice(word, 0, word.len - cut.end), kind, NULL, 0);
    return strview_slice(form, begin, end);
}
