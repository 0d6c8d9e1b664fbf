/* SPDX-License-Identifier: Apache-2.0 */
/* English inflection. Spelling rules only: whether a consonant doubles depends on stress, which is
 * not written, so that the rule doubles in words of one syllable alone; others stand in tables. */
#include "lexicon/english.h"

#include <stdio.h>

static bool is_vowel(char letter)
{
    return letter != '\0' && strchr("aeiou", letter) != NULL;
}

static char last(struct strview word, size_t back)
{
    return back < word.len ? word.ptr[word.len - 1 - back] : '\0';
}

static struct strview join(struct strview word, size_t cut, const char *ending, char *out)
{
    int bytes = snprintf(out, ENGLISH_WORD_MAX, "%.*s%s", (int)(word.len - cut), word.ptr, ending);

    if (bytes < 0 || bytes >= ENGLISH_WORD_MAX)
        bytes = 0;
    return (struct strview){.ptr = out, .len = (size_t)bytes};
}

static bool ends_in_consonant_y(struct strview word)
{
    return last(word, 0) == 'y' && word.len > 1 && !is_vowel(last(word, 1));
}

static size_t vowel_groups(struct strview word)
{
    size_t groups = 0;

    for (size_t i = 0; i < word.len; i++)
        if (is_vowel(word.ptr[i]) && (i == 0 || !is_vowel(word.ptr[i - 1])))
            groups++;
    return groups;
}

static bool doubles(struct strview word)
{
    char end = last(word, 0);

    return word.len >= 3 && vowel_groups(word) == 1 && is_vowel(last(word, 1)) &&
           !is_vowel(last(word, 2)) && !is_vowel(end) && end != 'w' && end != 'x' && end != 'y';
}

struct strview english_third_person(struct strview base, char *out)
{
    char end = last(base, 0);
    bool hisses = end == 's' || end == 'x' || end == 'z' || end == 'o' ||
                  (end == 'h' && (last(base, 1) == 'c' || last(base, 1) == 's'));

    if (ends_in_consonant_y(base))
        return join(base, 1, "ies", out);
    return join(base, 0, hisses ? "es" : "s", out);
}

static struct strview with_doubled(struct strview base, const char *ending, char *out)
{
    char doubled[8];

    snprintf(doubled, sizeof(doubled), "%c%s", last(base, 0), ending);
    return join(base, 0, doubled, out);
}

struct strview english_past(struct strview base, char *out)
{
    if (last(base, 0) == 'e')
        return join(base, 0, "d", out);
    if (ends_in_consonant_y(base))
        return join(base, 1, "ied", out);
    return doubles(base) ? with_doubled(base, "ed", out) : join(base, 0, "ed", out);
}

struct strview english_gerund(struct strview base, struct strview past, char *out)
{
    char end = last(base, 0);
    bool is_regular = past.len >= base.len + 2 && last(past, 0) == 'd' && last(past, 1) == 'e';

    if (end == 'e' && last(base, 1) == 'i')
        return join(base, 2, "ying", out);
    if (end == 'e' && last(base, 1) != 'e' && last(base, 1) != 'o' && last(base, 1) != 'y')
        return join(base, 1, "ing", out);
    if (is_regular ? past.len == base.len + 3 && last(past, 2) == end && last(past, 3) == end
                   : doubles(base))
        return with_doubled(base, "ing", out);
    return join(base, 0, "ing", out);
}
