/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_WORD_PARTS_H
#define EXTRACTION_WORD_PARTS_H

#include "lexicon/form.h"
#include "model/article.h"

/* Clitics and endings are found in a word's matching form and cut off the word as received, which
 * may hold marks, ligatures and controls that the form has not. */

/* Bytes of the received word that make so many bytes of its matching form, with the marks on them.
 * 0 when they are more than a clitic can have. */
uint16_t word_leading_bytes(const struct article *article, uint32_t token, size_t form_bytes);
/* Bytes of the received word behind the first so many bytes of its matching form. */
uint16_t word_trailing_bytes(const struct article *article, uint32_t token, size_t form_bytes);
/* The form of the word without so many received bytes at its begin and its end. */
struct strview word_inner_form(const struct article *article, uint32_t token, enum form_kind kind,
                               struct span cut);

#endif
