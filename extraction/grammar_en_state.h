/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_GRAMMAR_EN_STATE_H
#define EXTRACTION_GRAMMAR_EN_STATE_H

#include "extraction/grammar_en.h"

/* What the two files that choose English readings share: where they stand in a sentence. */

enum kind {
    KIND_NONE,
    KIND_PAST,
    KIND_PRESENT, /* -s */
    KIND_BASE,
    KIND_ING,
    KIND_PARTICIPLE,
    KIND_NOUN,
    KIND_ADJECTIVE,
    KIND_FUNCTION,
    KIND_COUNT,
};

enum expectation {
    EXPECT_NOTHING,
    EXPECT_BASE,    /* after to, a modal, do */
    EXPECT_BE,      /* after be: -ing or participle */
    EXPECT_PERFECT, /* after have: participle */
};

struct state {
    struct analysis *a;
    const struct sentence *s;
    uint32_t end;
    bool is_title;
    bool is_title_case;
    bool has_verb; /* of the stretch since the last comma or opener */
    enum expectation expectation;
};

const struct token *en_token_of(const struct analysis *a, uint32_t token);
bool en_has_kind(const struct word *w, enum kind kind);
bool en_has_function(const struct analysis *a, const struct word *w, enum function_class class);
uint32_t en_word_before(const struct state *st, uint32_t token);
uint32_t en_word_after(const struct state *st, uint32_t token);
bool en_is_capital(const struct state *st, uint32_t token);
bool en_opens_phrase(const struct state *st, uint32_t token);
bool en_ends_with(struct strview form, const char *ending);

/* The class of a function word where it stands; FUNCTION_NONE: it is a content word here. */
enum function_class en_choose_function(const struct state *st, uint32_t token);

#endif
