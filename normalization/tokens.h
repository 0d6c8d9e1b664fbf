/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_TOKENS_H
#define NORMALIZATION_TOKENS_H

#include "normalization/normalize.h"

/* What normalize_tokens() needs: ICU's sentence iterator and the abbreviations. */
struct token_rules;

/* The caller owns it. NULL without memory or without ICU's data. */
struct token_rules *token_rules_new(const struct lexicon *lexicon);
void token_rules_free(struct token_rules *rules);

#endif
