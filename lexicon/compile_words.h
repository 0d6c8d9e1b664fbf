/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_COMPILE_WORDS_H
#define LEXICON_COMPILE_WORDS_H

#include "lexicon/arabic.h"
#include "lexicon/builder.h"

/* What the compiling parts share: words and terms with their inflected forms. */

/* Puts forms on a lexeme. */
struct lexeme_sink {
    struct form_sink sink; /* first: the sink is cast back */
    struct builder *builder;
    uint32_t lexeme;
};
struct lexeme_sink lexeme_sink(struct builder *builder, uint32_t lexeme);

struct strview row_cell(struct table rows, size_t row, const char *column);

/* plurals: ";" between; gender: "m", "f" or empty. */
void add_arabic_noun(struct builder *builder, uint32_t lexeme, struct strview singular,
                     struct strview plurals, struct strview gender, enum word_form form);
void add_english_noun(struct builder *builder, uint32_t lexeme, struct strview singular,
                      struct strview plurals);

/* A common term as a name entry: with or without article, in the accusative, the dual, and its
 * plurals. terminal: kind, row, lexeme. */
void add_term(struct builder *builder, enum lexicon_language language, struct strview singular,
              struct strview plurals, struct strview gender, struct terminal_record terminal);
/* One given form of an Arabic term with those that follow from it; kinds: enum noun_kind bits. */
void add_arabic_term(struct builder *builder, struct strview term, unsigned kinds,
                     struct features base, struct terminal_record terminal);
/* One form of a term as it is given. */
void add_term_form(struct builder *builder, enum lexicon_language language, struct strview form,
                   struct features features, struct terminal_record terminal);
/* A proper name and its aliases (";" between). */
void add_proper_name(struct builder *builder, enum lexicon_language language, struct strview name,
                     struct strview aliases, struct terminal_record terminal);

#endif
