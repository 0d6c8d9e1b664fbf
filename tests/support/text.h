/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_TEXT_H
#define TESTS_SUPPORT_TEXT_H

#include "normalization/normalize.h"

/* A normalizer with the language data of this build, and articles from plain text: each line of it
 * is kept, all in one segment. */
struct text_fixture {
    struct lexicon *lexicon;
    struct normalize_options options;
    struct normalizer *normalizer;
    struct arena *arena;
};

/* cmocka group fixtures; *state is the struct text_fixture. */
int text_setup(void **state);
int text_teardown(void **state);

/* The lines and the segment of a text, published on a day ("2025-07-08", NULL: unknown); no step
 * has run. Lives until the next call. */
struct article *text_article(struct text_fixture *fixture, struct strview body,
                             const char *published);
/* The same after language, tokens, numbers and times. */
struct article *text_normalized(struct text_fixture *fixture, const char *body,
                                const char *published);

#endif
