/* SPDX-License-Identifier: Apache-2.0 */
/* The Arabic grammar as the engine sees it. It keeps no state of its own: every word comes from the
 * lexicon. */
#include "extraction/grammar_ar.h"

const struct grammar_ops grammar_ar = {
    .language = LANGUAGE_AR,
    .read_words = ar_read_words,
    .find_phrases = ar_find_phrases,
    .find_clauses = ar_find_clauses,
};
