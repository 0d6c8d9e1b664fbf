/* SPDX-License-Identifier: Apache-2.0 */
/* Records to articles. */
#include "codec/article_codec.h"

#include <stdio.h>

enum status article_decode(struct article *article, const struct raw_record *record,
                           char reason[DECODE_REASON_BYTES])
{
    (void)article;
    (void)record;
    snprintf(reason, DECODE_REASON_BYTES, "not_json: no decoder");
    return STATUS_BAD_INPUT;
}

enum status article_encode(const struct article *article, struct buffer *out)
{
    (void)article;
    (void)out;
    return STATUS_OK;
}
