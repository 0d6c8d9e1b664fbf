/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_POSITIONS_H
#define TESTS_SUPPORT_POSITIONS_H

#include "model/article.h"

/* Whether every position in an article that went through the pipeline leads back to its text:
 * lines, segments, sentences, tokens with their forms letter by letter, numbers, times, mentions
 * and texts of events. NULL when all do, else what does not; valid until the next call. */
const char *positions_wrong(const struct article *article);
/* The same of the records that go out: their code points cut out of the article's text what the
 * record says. */
const char *record_positions_wrong(const struct article *article);

#endif
