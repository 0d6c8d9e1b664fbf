/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_DESCRIBE_H
#define LEXICON_DESCRIBE_H

#include "common/buffer.h"
#include "lexicon/lookup.h"

/* For `rasid lexicon`: what words mean to us, and what there is. */

/* Appends, for each word of text, its readings with their senses, and the names and terms that
 * begin at it, one a line. language: LEXICON_LANGUAGE_COUNT tells it from the script. False without
 * memory. */
bool lexicon_describe(const struct lexicon *lexicon, enum lexicon_language language,
                      struct strview text, struct buffer *out);
/* Appends "name count" lines: tables with their rows, then lexemes, forms, names, places. */
bool lexicon_describe_counts(const struct lexicon *lexicon, struct buffer *out);

/* A text cut into the words that look-up takes. */
enum { DESCRIBED_WORDS_MAX = 256 };
struct described_text {
    enum lexicon_language language;
    struct lexicon_words words; /* forms and exacts below */
    struct strview forms[DESCRIBED_WORDS_MAX];
    struct strview exacts[DESCRIBED_WORDS_MAX];
    struct buffer bytes;
};
/* False without memory; destroy it in either case. Words after the last that fits are left out. */
bool described_text_init(struct described_text *described, enum lexicon_language language,
                         struct strview text);
void described_text_destroy(struct described_text *described);
/* Appends what the row of a match is, in short. */
void lexicon_describe_entry(const struct lexicon *lexicon, enum lexicon_language language,
                            const struct lexicon_match *match, struct buffer *out);

#endif
