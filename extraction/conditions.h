/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_CONDITIONS_H
#define EXTRACTION_CONDITIONS_H

#include "extraction/analysis.h"

/* What must hold for a sense ("S forces; O قصف/غارات; not player"), made testable. */

enum { CONDITION_WORDS_MAX = 12 };

struct condition {
    enum slot_kind
        slot; /* SLOT_SUBJECT, SLOT_OBJECT, SLOT_PREPOSITION; SLOT_KIND_COUNT: anywhere */
    struct strview preposition;
    bool is_negated;
    uint32_t classes;                          /* enum filler_class that it admits; 0: words only */
    struct strview words[CONDITION_WORDS_MAX]; /* matching forms, without the article */
    size_t word_count;
};

struct conditions;

/* Owned by the caller; lexicon must outlive it. NULL without memory. */
struct conditions *conditions_new(const struct lexicon *lexicon);
void conditions_free(struct conditions *conditions);
/* Those of a sense. */
const struct condition *conditions_of(const struct conditions *conditions, uint32_t sense,
                                      size_t *count);

enum condition_result { CONDITION_OPEN, CONDITION_HOLDS, CONDITION_FAILS };

/* Whether the phrase fits the condition by word or class. phrase INDEX_NONE: open. */
enum condition_result condition_test(const struct analysis *analysis,
                                     const struct condition *condition, uint32_t phrase);
/* Whether one of the words stands in tokens [begin, end). */
bool condition_has_word(const struct analysis *analysis, const struct condition *condition,
                        uint32_t begin, uint32_t end);

#endif
