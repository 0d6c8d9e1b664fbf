/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_LANGUAGE_H
#define NORMALIZATION_LANGUAGE_H

#include "model/article.h"

/* The language of one sentence of a segment in `segment`'s language, by its letters alone. Without
 * letters: the segment's. */
enum language language_of_sentence(struct strview text, enum language segment);

#endif
