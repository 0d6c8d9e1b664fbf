/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_QUOTES_H
#define NORMALIZATION_QUOTES_H

#include "model/article.h"

/* Pairs of quotation marks and brackets among the tokens of one paragraph. What is opened and never
 * closed marks nothing. */
struct quote_state {
    size_t open[6]; /* token + 1 that opened the pair of that kind; 0: none */
};

/* Looks at the newest token of the article, one code point of punctuation: sets its open or close
 * flag and, when it closes a pair, IN_QUOTE or IN_PAREN on what stands between. is_space_after: the
 * next character is white space or the end. */
void quotes_take(struct quote_state *state, struct article *article, uint32_t mark,
                 bool is_space_after);

#endif
