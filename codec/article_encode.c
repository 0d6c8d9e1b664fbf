/* SPDX-License-Identifier: Apache-2.0 */
/* The clean article to a record. */
#include "codec/article_codec.h"

enum status article_encode(const struct article *article, struct buffer *out)
{
    (void)article;
    (void)out;
    return STATUS_OK;
}
