/* SPDX-License-Identifier: Apache-2.0 */
/* Cutting text into words. ICU's word boundaries (UAX #29) would need a repair at every hyphen,
 * dot, underscore, apostrophe and digit that the news mixes, so the cutting is written out here
 * over ICU's character properties; for letters and marks it agrees with UAX #29. */
#include "lexicon/word.h"

#include <strings.h>

#include "lexicon/characters.h"

enum { WORD_LETTERS_MAX = 65535 };

static bool is_letter(enum character_class class)
{
    return class == CHARACTER_LATIN || class == CHARACTER_ARABIC || class == CHARACTER_LETTER;
}

/* The class of the code point at `at`, and what it is; CHARACTER_SPACE at the end. */
static enum character_class class_at(struct strview text, size_t at, size_t *end, uint32_t *c)
{
    *end = at;
    *c = 0;
    if (at >= text.len)
        return CHARACTER_SPACE;
    *c = character_next(text, end);
    return character_class(*c);
}

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019;
}

/* After an apostrophe at `at`: true when it ends the word before it: 's, or no letter. */
static bool is_possessive(struct strview text, size_t at)
{
    uint32_t c;
    size_t end;

    if (class_at(text, at, &end, &c) != CHARACTER_LATIN)
        return true;
    if (c != 's' && c != 'S')
        return false;
    enum character_class next = class_at(text, end, &end, &c);

    return !is_letter(next) && next != CHARACTER_DIGIT && next != CHARACTER_MARK;
}

static void count_letter(struct word *word, uint32_t c, enum character_class class)
{
    if (!is_letter(class))
        return;
    if (word->letters < WORD_LETTERS_MAX)
        word->letters++;
    word->has_arabic |= class == CHARACTER_ARABIC;
    word->has_latin |= class == CHARACTER_LATIN;
    if (class == CHARACTER_ARABIC)
        return;
    bool is_upper = character_is_upper(c);

    if (word->letters == 1)
        word->is_capitalized = is_upper;
    word->has_lower |= !is_upper && character_is_lower(c);
}

/* True when a letter of class may follow in the word so far. */
static bool joins(const struct word *word, enum character_class class)
{
    if (class == CHARACTER_MARK)
        return true;
    if (class == CHARACTER_DIGIT)
        return !word->has_arabic;
    if (!is_letter(class))
        return false;
    /* 50th, but 24 ساعة without a blank is two words. */
    return word->kind == WORD_LETTERS || class == CHARACTER_LATIN;
}

/* A dot inside an abbreviation of single letters: "U.N.", "ت.غ", "a.m.". */
static bool is_acronym_dot(struct strview text, const struct word *word, size_t at, bool has_dots)
{
    size_t end;
    uint32_t c;

    if (text.ptr[at] != '.' || word->kind != WORD_LETTERS)
        return false;
    size_t after_letter;

    if (!is_letter(class_at(text, at + 1, &end, &c)))
        return has_dots; /* the last dot of a run */
    enum character_class next = class_at(text, end, &after_letter, &c);

    return !is_letter(next) && next != CHARACTER_DIGIT && next != CHARACTER_MARK;
}

static void scan_letters(struct strview text, size_t *at, struct word *word)
{
    bool has_dots = false;
    unsigned run = word->letters; /* letters since the last dot */

    while (*at < text.len) {
        size_t end;
        uint32_t c;
        enum character_class class = class_at(text, *at, &end, &c);

        if (joins(word, class)) {
            run += is_letter(class);
            count_letter(word, c, class);
            if (is_letter(class))
                word->kind = WORD_LETTERS;
        } else if (is_apostrophe(c) && word->has_latin && !is_possessive(text, end)) {
            run = 2;
        } else if (c == '.' && run == 1 && is_acronym_dot(text, word, *at, has_dots)) {
            has_dots = true;
            run = 0;
        } else {
            return;
        }
        *at = end;
    }
}

static size_t digits_at(struct strview text, size_t at)
{
    size_t count = 0;
    size_t end;
    uint32_t c;

    while (count < 4 && class_at(text, at, &end, &c) == CHARACTER_DIGIT) {
        count++;
        at = end;
    }
    return count;
}

/* Digits and their separators; then Latin letters that stand on them. */
static void scan_digits(struct strview text, size_t *at, struct word *word)
{
    while (*at < text.len) {
        size_t end;
        uint32_t c;
        enum character_class class = class_at(text, *at, &end, &c);
        size_t digits = class == CHARACTER_PUNCTUATION ? digits_at(text, end) : 0;
        bool separates = ((c == '.' || c == ',' || c == 0x66b || c == 0x66c) && digits > 0) ||
                         (c == ':' && digits == 2) || (c == 0x60c && digits == 3);

        if (class != CHARACTER_DIGIT && class != CHARACTER_MARK && !separates)
            break;
        *at = end;
    }
    size_t end;
    uint32_t c;

    if (class_at(text, *at, &end, &c) == CHARACTER_LATIN)
        scan_letters(text, at, word);
}

static bool is_address_begin(struct strview text, size_t at)
{
    static const char *const begins[] = {"http://", "https://", "www."};
    size_t left = text.len - at;

    for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++) {
        size_t len = strlen(begins[i]);

        if ((text.ptr[at] | 0x20) == begins[i][0] && left > len &&
            strncasecmp(text.ptr + at, begins[i], len) == 0)
            return true;
    }
    return left > 1 && text.ptr[at] == '@' &&
           character_class((unsigned char)text.ptr[at + 1]) == CHARACTER_LATIN;
}

static bool is_address_part(char c)
{
    return c > ' ' && (unsigned char)c < 0x7f && c != '"' && c != '<' && c != '>' && c != '|';
}

/* Up to white space or what no address holds, closing punctuation left out. */
static void scan_address(struct strview text, size_t *at)
{
    size_t begin = *at;
    size_t end = begin;

    while (end < text.len && is_address_part(text.ptr[end]))
        end++;
    while (end > begin + 1 && strchr(".,;:!?)]'", text.ptr[end - 1]) != NULL)
        end--;
    *at = end;
}

static bool is_email(struct strview text, size_t at)
{
    return at + 1 < text.len && text.ptr[at] == '@' &&
           character_class((unsigned char)text.ptr[at + 1]) == CHARACTER_LATIN;
}

static void scan_word(struct strview text, size_t *at, struct word *word)
{
    size_t begin = *at;
    uint32_t c;
    enum character_class class = class_at(text, begin, at, &c);

    word->first = c;
    if ((class == CHARACTER_LATIN || c == '@') && is_address_begin(text, begin)) {
        *at = begin;
        scan_address(text, at);
        word->kind = WORD_SYMBOL;
        return;
    }
    if (is_apostrophe(c) && !word->is_space_before && is_possessive(text, *at) &&
        class_at(text, *at, &(size_t){0}, &(uint32_t){0}) == CHARACTER_LATIN)
        class = CHARACTER_LATIN; /* 's */
    if (is_letter(class)) {
        word->kind = WORD_LETTERS;
        count_letter(word, c, is_apostrophe(c) ? CHARACTER_MARK : class);
        scan_letters(text, at, word);
        if (class == CHARACTER_LATIN && is_email(text, *at)) {
            scan_address(text, at);
            word->kind = WORD_SYMBOL;
        }
    } else if (class == CHARACTER_DIGIT) {
        word->kind = WORD_DIGITS;
        scan_digits(text, at, word);
    } else {
        word->kind = class == CHARACTER_SYMBOL ? WORD_SYMBOL : WORD_PUNCTUATION;
        for (size_t end = *at; end < text.len; *at = end) {
            uint32_t next = character_next(text, &end);

            /* A repeated mark, or what stands on it (variation selectors, joiners). */
            if (next != c && character_class(next) != CHARACTER_MARK)
                break;
        }
    }
}

bool word_next(struct strview text, size_t *at, struct word *word)
{
    bool is_space_before = *at == 0;

    while (*at < text.len) {
        size_t end = *at;
        enum character_class class = character_class(character_next(text, &end));

        if (class == CHARACTER_SPACE || class == CHARACTER_OTHER)
            is_space_before = true;
        else if (class != CHARACTER_MARK) /* a mark on nothing is passed over */
            break;
        *at = end;
    }
    if (*at >= text.len)
        return false;
    *word = (struct word){.begin = *at, .is_space_before = is_space_before};
    scan_word(text, at, word);
    word->end = *at;
    return true;
}
