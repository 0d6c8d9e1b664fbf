/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_CLUTTER_RULES_H
#define NORMALIZATION_CLUTTER_RULES_H

#include "lexicon/lexicon.h"
#include "normalization/line_text.h"

/* The rows of language/<lang>/clutter.tsv (its comment lines say what a row means), compiled. */

/* In order of strength: of several rows that match, the strongest decides. */
enum clutter_action {
    CLUTTER_NONE,
    CLUTTER_CUT_LINE,
    CLUTTER_NEW_SEGMENT,
    CLUTTER_CUT_REST,
    CLUTTER_FIELD, /* the line tells a field, and is cut */
    CLUTTER_KEEP,  /* looks like clutter and is text */
};

enum clutter_field {
    CLUTTER_PUBLISHED,
    CLUTTER_SOURCE,
    CLUTTER_AUTHOR,
    CLUTTER_FIELD_COUNT,
};

struct clutter_match {
    enum clutter_action action;
    const char *kind;    /* lives as long as the rules */
    struct strview rule; /* the row's pattern; lives as long as the lexicon */
    uint32_t begin;      /* bytes of the line that the row covers */
    uint32_t end;
    bool is_part; /* only these bytes are clutter: a tail glued to a sentence */
    bool has_field[CLUTTER_FIELD_COUNT];
    struct strview values[CLUTTER_FIELD_COUNT]; /* what the row found, as written */
    struct strview value;                       /* of an open plain row: the words behind it */
};

struct clutter_rules;

/* Compiles the rows of all languages. The caller owns it; lexicon must outlive it. NULL without
 * memory or with a row that is no pattern (error then says which; it may be NULL). */
struct clutter_rules *clutter_rules_new(const struct lexicon *lexicon, char *error,
                                        size_t error_bytes);
void clutter_rules_free(struct clutter_rules *rules);

/* What the rows say of a line; action CLUTTER_NONE when none matches. has_arabic: the page is
 * Arabic, so that lines without Arabic letters are looked up there as well. */
struct clutter_match clutter_rules_match(struct clutter_rules *rules, const struct line_text *line,
                                         bool has_arabic);

#endif
