/* SPDX-License-Identifier: Apache-2.0 */
/* The text of phrases, as received. */
#include "extraction/analysis.h"

#include <assert.h>

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
