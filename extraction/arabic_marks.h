/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_ARABIC_MARKS_H
#define EXTRACTION_ARABIC_MARKS_H

#include "lexicon/lookup.h"

/* The vowel marks that a writer put on a word. Few words carry any, but those are the ones that
 * would be misread without: the damma of a passive, a shadda, tanwin. */
enum { MARKS_LETTERS_MAX = 24 };

enum mark { MARK_FATHA = 1, MARK_DAMMA = 2, MARK_SHADDA = 4 };

struct arabic_marks {
    bool has_any;
    bool has_tanwin;               /* no finite verb */
    uint8_t on[MARKS_LETTERS_MAX]; /* by letter: bits of enum mark */
};

/* The marks of a word as received, whose matching form is form. */
struct arabic_marks arabic_marks_read(struct strview text, struct strview form);
/* Forms of verbs whose imperfect begins with damma in the active too (II, III, IV, Q). */
bool arabic_marks_active_has_damma(const struct lexeme *verb);
/* How well a reading agrees with them; 0 when they say nothing of it. */
float arabic_marks_score(const struct arabic_marks *marks, const struct lexicon_reading *reading,
                         const struct lexeme *lexeme);

#endif
