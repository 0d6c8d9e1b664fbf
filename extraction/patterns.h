/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_PATTERNS_H
#define EXTRACTION_PATTERNS_H

#include "extraction/analysis.h"
#include "lexicon/word_sketch.h"

/* A pattern of the lexicon found in a sentence. */
struct pattern_match {
    struct pattern pattern;
    uint32_t head;        /* token of its head element */
    uint32_t first, last; /* tokens of its elements, last included */
    uint32_t noun;        /* token of its last lexeme or word element after the head, or head */
    bool has_possessive;
};

enum { PATTERN_MATCHES_MAX = 24 };

/* The search for patterns in one sentence, whose words are read. */
struct pattern_search {
    const struct analysis *analysis;
    uint32_t sentence;
    enum lexicon_language language;
    uint32_t end;              /* behind the sentence's last token */
    struct word_sketch sketch; /* words and lexemes of the sentence */
};

struct pattern_search patterns_search(const struct analysis *analysis, uint32_t sentence);
/* All patterns of the kind whose head is the token, longest first; at most max. */
size_t patterns_at(const struct pattern_search *search, uint32_t token, enum pattern_kind kind,
                   struct pattern_match *out, size_t max);

#endif
