/* SPDX-License-Identifier: Apache-2.0 */
/* Marks against readings: a finite verb never ends in tanwin; damma on its first letter makes a
 * perfect passive, and an imperfect passive or one of the four-letter forms (II, III, IV, Q); a
 * shadda stands where the lemma has one. */
#include "extraction/arabic_marks.h"

#include "common/utf8.h"

enum { LETTER_BYTES = 2 };
enum { TANWIN_FIRST = 0x64b, TANWIN_LAST = 0x64d, FATHA = 0x64e, DAMMA = 0x64f, SHADDA = 0x651 };

static uint8_t mark_of(uint32_t c)
{
    return c == FATHA ? MARK_FATHA : c == DAMMA ? MARK_DAMMA : c == SHADDA ? MARK_SHADDA : 0;
}

static bool is_letter(uint32_t c)
{
    return (c >= 0x620 && c <= 0x63f) || (c >= 0x641 && c <= 0x64a) || (c >= 0x671 && c <= 0x6d3);
}

struct arabic_marks arabic_marks_read(struct strview text, struct strview form)
{
    struct arabic_marks marks = {.has_any = false};
    size_t letters = 0;

    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        uint8_t mark = mark_of(c);

        if (c >= TANWIN_FIRST && c <= TANWIN_LAST)
            marks.has_any = marks.has_tanwin = true;
        if (mark != 0 && letters > 0 && letters <= MARKS_LETTERS_MAX) {
            marks.on[letters - 1] |= mark;
            marks.has_any = true;
        }
        letters += is_letter(c);
    }
    /* other signs in the word: letters cannot be counted off */
    if (letters * LETTER_BYTES != form.len || letters > MARKS_LETTERS_MAX)
        return (struct arabic_marks){.has_any = marks.has_tanwin, .has_tanwin = marks.has_tanwin};
    return marks;
}

static bool has_shadda(struct strview lemma)
{
    return strview_find(lemma, STRVIEW("\u0651"), 0) < lemma.len;
}

static bool is_vocalized(struct strview lemma)
{
    return strview_find(lemma, STRVIEW("\u064e"), 0) < lemma.len;
}

bool arabic_marks_active_has_damma(const struct lexeme *verb)
{
    return strview_is(verb->detail, "II") || strview_is(verb->detail, "III") ||
           strview_is(verb->detail, "IV") || strview_is(verb->detail, "Q");
}

static float score_first_vowel(uint8_t first, const struct lexicon_reading *r,
                               const struct lexeme *lexeme)
{
    bool may_be_passive = r->voice != VOICE_ACTIVE;

    if ((first & MARK_FATHA) != 0)
        return r->voice == VOICE_PASSIVE ? -4.0f : 0.0f;
    if ((first & MARK_DAMMA) == 0)
        return 0.0f;
    if (r->form == FORM_PERFECT)
        return may_be_passive ? 3.0f : -5.0f;
    if (may_be_passive)
        return 1.5f;
    return arabic_marks_active_has_damma(lexeme) ? 1.0f : -4.0f;
}

static float score_shadda(const struct arabic_marks *marks, size_t first, size_t end,
                          const struct lexicon_reading *r, const struct lexeme *lexeme)
{
    bool is_told = false;

    /* behind the article it only doubles the letter that is said */
    for (size_t i = first + ((r->proclitics & PROCLITIC_ARTICLE) != 0); i < end; i++)
        is_told = is_told || (marks->on[i] & MARK_SHADDA) != 0;
    if (!is_told || lexeme->class != LEXEME_VERB || !is_vocalized(lexeme->lemma))
        return 0.0f;
    return has_shadda(lexeme->lemma) ? 1.0f : -2.5f;
}

float arabic_marks_score(const struct arabic_marks *marks, const struct lexicon_reading *r,
                         const struct lexeme *lexeme)
{
    size_t first = r->stem_begin / LETTER_BYTES;
    size_t end = r->stem_end / LETTER_BYTES;
    bool is_finite = r->form == FORM_PERFECT || r->form == FORM_IMPERFECT ||
                     r->form == FORM_JUSSIVE || r->form == FORM_IMPERATIVE;
    float score = 0.0f;

    if (!marks->has_any || end > MARKS_LETTERS_MAX || r->form == FORM_FUNCTION)
        return 0.0f;
    if (marks->has_tanwin)
        score += is_finite ? -6.0f : 1.0f;
    if (is_finite && first < end)
        score += score_first_vowel(marks->on[first], r, lexeme);
    return score + score_shadda(marks, first, end, r, lexeme);
}
