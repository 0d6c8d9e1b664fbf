/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_GRAMMAR_EN_STATE_H
#define EXTRACTION_GRAMMAR_EN_STATE_H

#include "extraction/grammar_en.h"
#include "extraction/readings.h"

/* What the files that choose English readings share: where they stand in a sentence. */

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
    uint32_t owed; /* finite verbs that the sentence and its open clauses still want */
    enum expectation expectation;
};

const struct token *en_token_of(const struct analysis *a, uint32_t token);
enum kind en_kind_of(const struct lexicon_reading *reading);
bool en_has_kind(const struct word *w, enum kind kind);
/* All of the word's kinds as bits; 0: the lexicon does not know it. */
uint32_t en_kinds_of(const struct word *word);
/* An article, possessive, number or adjective: a noun follows it, no finite verb. */
bool en_is_determiner(const struct word *before);
bool en_is_finite_kind(enum kind kind);
/* What the auxiliary before asks for. */
bool en_is_expected(const struct state *st, enum kind kind);
/* How far the rules like the kind of reading there; not comparable between words. */
float en_score_kind(const struct state *st, uint32_t token, enum kind kind);
/* What tells the word's kind, hashed; ruled: what the rules make of it. The number written. */
uint32_t en_reading_features(const struct state *st, uint32_t token, enum kind ruled,
                             uint32_t features[READING_FEATURES_MAX]);
bool en_has_function(const struct analysis *a, const struct word *w, enum function_class class);
uint32_t en_word_before(const struct state *st, uint32_t token);
uint32_t en_word_after(const struct state *st, uint32_t token);
bool en_is_capital(const struct state *st, uint32_t token);
bool en_opens_phrase(const struct state *st, uint32_t token);
bool en_ends_with(struct strview form, const char *ending);

/* The class of a function word where it stands; FUNCTION_NONE: it is a content word here. */
enum function_class en_choose_function(const struct state *st, uint32_t token);

#endif
