/* SPDX-License-Identifier: Apache-2.0 */
/* Words as arrays of letters: endings are put on and taken off by index. */
#include "lexicon/arabic.h"

#include "common/utf8.h"

#include <assert.h>

bool letters_from(struct strview text, struct letters *out)
{
    *out = (struct letters){0};
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);

        if ((c >= 0x64b && c <= 0x652) || c == 0x670 || c == 0x640)
            continue;
        if (c == 0x671)
            c = ALEF;
        if (c < 0x621 || c > 0x64a || out->count == LETTERS_MAX)
            return false;
        out->at[out->count++] = (uint16_t)c;
    }
    return out->count > 0;
}

static bool opens_madda(uint16_t letter)
{
    return letter == ALEF_HAMZA || letter == ALEF_MADDA;
}

size_t letters_to_text(const struct letters *letters, char *out)
{
    size_t bytes = 0;

    assert(letters->count <= LETTERS_MAX);
    for (size_t i = 0; i < letters->count; i++) {
        uint16_t letter = letters->at[i];

        if (opens_madda(letter) && i + 1 < letters->count &&
            (letters->at[i + 1] == ALEF || letters->at[i + 1] == ALEF_HAMZA)) {
            letter = ALEF_MADDA;
            i++;
        }
        bytes += utf8_put(letter, out + bytes);
    }
    return bytes;
}

struct letters letters_with(const struct letters *stem, size_t cut, const char16_t *ending)
{
    struct letters word = *stem;

    word.count -= cut <= word.count ? cut : word.count;
    if (*ending != 0 && letters_last(&word, 0) == HAMZA && letters_last(&word, 1) == YEH)
        word.at[word.count - 1] = YEH_HAMZA; /* شيء, شيئا */
    for (; *ending != 0 && word.count < LETTERS_MAX; ending++)
        word.at[word.count++] = *ending;
    return word;
}

struct letters letters_after(uint16_t prefix, const struct letters *stem)
{
    struct letters word = {.count = 1};

    word.at[0] = prefix;
    for (size_t i = 0; i < stem->count && word.count < LETTERS_MAX; i++)
        word.at[word.count++] = stem->at[i];
    return word;
}

uint16_t letters_last(const struct letters *letters, size_t back)
{
    return back < letters->count ? letters->at[letters->count - 1 - back] : 0;
}

bool letters_equal(const struct letters *a, const struct letters *b)
{
    return a->count == b->count && memcmp(a->at, b->at, a->count * sizeof(a->at[0])) == 0;
}
