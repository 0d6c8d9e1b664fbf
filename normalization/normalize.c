/* SPDX-License-Identifier: Apache-2.0 */
/* The normalizer: its parts made and freed. */
#include "normalization/normalize.h"

#include "normalization/normalizer.h"

#include <stdlib.h>

#include "lexicon/form.h"
#include "normalization/number_words.h"
#include "normalization/segments.h"
#include "normalization/time_rules.h"
#include "normalization/tokens.h"

struct normalizer *normalizer_new(const struct lexicon *lexicon,
                                  const struct normalize_options *options)
{
    struct normalizer *normalizer = calloc(1, sizeof(*normalizer));

    if (normalizer == NULL)
        return NULL;
    normalizer->lexicon = lexicon;
    normalizer->options = options;
    normalizer->calendar = calendar_new();
    normalizer->token_rules = token_rules_new(lexicon);
    normalizer->number_words = number_words_new(lexicon);
    normalizer->time_rules = time_rules_new(lexicon);
    if (normalizer->calendar != NULL)
        normalizer->segment_rules = segment_rules_new(lexicon, normalizer->calendar);
    if (normalizer->segment_rules == NULL || normalizer->token_rules == NULL ||
        normalizer->number_words == NULL || normalizer->time_rules == NULL) {
        normalizer_free(normalizer);
        return NULL;
    }
    return normalizer;
}

void normalizer_free(struct normalizer *normalizer)
{
    if (normalizer == NULL)
        return;
    time_rules_free(normalizer->time_rules);
    number_words_free(normalizer->number_words);
    token_rules_free(normalizer->token_rules);
    segment_rules_free(normalizer->segment_rules);
    calendar_free(normalizer->calendar);
    free(normalizer);
}
