/* SPDX-License-Identifier: Apache-2.0 */
/* The normalizer: its parts made and freed. */
#include "normalization/normalizer.h"

#include <stdlib.h>

#include "lexicon/form.h"

struct normalizer *normalizer_new(const struct lexicon *lexicon,
                                  const struct normalize_options *options)
{
    struct normalizer *normalizer = calloc(1, sizeof(*normalizer));

    if (normalizer == NULL)
        return NULL;
    normalizer->lexicon = lexicon;
    normalizer->options = options;
    normalizer->calendar = calendar_new();
    if (normalizer->calendar == NULL) {
        normalizer_free(normalizer);
        return NULL;
    }
    return normalizer;
}

void normalizer_free(struct normalizer *normalizer)
{
    if (normalizer == NULL)
        return;
    calendar_free(normalizer->calendar);
    free(normalizer);
}

size_t normalize_form(struct strview word, bool keeps_hamza, char *out, size_t capacity)
{
    return form_fold(word, keeps_hamza ? FORM_EXACT : FORM_MATCHING, out, capacity);
}
