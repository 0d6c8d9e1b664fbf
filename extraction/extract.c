/* SPDX-License-Identifier: Apache-2.0 */
/* The extractor's face. */
#include "extraction/extract.h"

#include <stdlib.h>

struct extractor {
    const struct lexicon *lexicon;
    const struct extract_options *options;
};

struct extractor *extractor_new(const struct lexicon *lexicon,
                                const struct extract_options *options)
{
    struct extractor *extractor = calloc(1, sizeof(*extractor));

    if (extractor == NULL)
        return NULL;
    extractor->lexicon = lexicon;
    extractor->options = options;
    return extractor;
}

void extractor_free(struct extractor *extractor)
{
    free(extractor);
}

enum status extract_events(struct extractor *extractor, struct article *article)
{
    (void)extractor;
    (void)article;
    return STATUS_OK;
}
