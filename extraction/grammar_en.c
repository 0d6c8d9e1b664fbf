/* SPDX-License-Identifier: Apache-2.0 */
/* The English grammar's face. It keeps nothing of its own: what it needs by name stands in the
 * lexicon. */
#include "extraction/grammar_en.h"

const struct grammar_ops grammar_en = {
    .language = LANGUAGE_EN,
    .read_words = en_read_words,
    .find_phrases = en_find_phrases,
    .find_clauses = en_find_clauses,
};
