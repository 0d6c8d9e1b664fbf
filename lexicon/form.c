/* SPDX-License-Identifier: Apache-2.0 */
/* Folding words to matching forms. Nearly every word of the news is plain Arabic or ASCII and goes
 * through a table, a code point at a time; any other code point sends the whole word through ICU,
 * in pieces that end where normalization may be cut, on the stack. Combining marks past 30 in a row
 * are dropped first: canonical ordering is quadratic in them (320 KB of marks took ten seconds). */
#include "lexicon/form.h"

#include <assert.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "common/utf8.h"
#include "lexicon/word.h"

enum {
    MARKS_MAX = 30,   /* of UAX #15, stream-safe text format */
    PIECE_UNITS = 96, /* a piece is cut at the first boundary after this many units */
    PIECE_MAX = PIECE_UNITS + 2 * MARKS_MAX + 8,
    FOLDED_MAX = PIECE_MAX * 18, /* U+FDFA, the worst, grows 18 times */
};

/* What becomes of U+0600 + index. 0: it stays. */
enum { DROP = 0xffff, SLOW = 0xfffe };

static const uint16_t arabic_letters[256] = {
    /* Signs, marks and controls that carry no letter. */
    [0x10] = DROP,
    [0x11] = DROP,
    [0x12] = DROP,
    [0x13] = DROP,
    [0x14] = DROP,
    [0x15] = DROP,
    [0x16] = DROP,
    [0x17] = DROP,
    [0x18] = DROP,
    [0x19] = DROP,
    [0x1a] = DROP,
    [0x1c] = DROP,
    [0x40] = DROP,
    [0x4b] = DROP,
    [0x4c] = DROP,
    [0x4d] = DROP,
    [0x4e] = DROP,
    [0x4f] = DROP,
    [0x50] = DROP,
    [0x51] = DROP,
    [0x52] = DROP,
    [0x56] = DROP,
    [0x57] = DROP,
    [0x58] = DROP,
    [0x59] = DROP,
    [0x5a] = DROP,
    [0x5b] = DROP,
    [0x5c] = DROP,
    [0x5d] = DROP,
    [0x5e] = DROP,
    [0x5f] = DROP,
    [0x70] = DROP,
    [0xd6] = DROP,
    [0xd7] = DROP,
    [0xd8] = DROP,
    [0xd9] = DROP,
    [0xda] = DROP,
    [0xdb] = DROP,
    [0xdc] = DROP,
    [0xdf] = DROP,
    [0xe0] = DROP,
    [0xe1] = DROP,
    [0xe2] = DROP,
    [0xe3] = DROP,
    [0xe4] = DROP,
    [0xe7] = DROP,
    [0xe8] = DROP,
    [0xea] = DROP,
    [0xeb] = DROP,
    [0xec] = DROP,
    [0xed] = DROP,
    /* Combining madda and hamza join their letter, and some letters are compatibility pairs. */
    [0x53] = SLOW,
    [0x54] = SLOW,
    [0x55] = SLOW,
    [0x75] = SLOW,
    [0x76] = SLOW,
    [0x77] = SLOW,
    [0x78] = SLOW,
    /* Digits and the marks of numbers. */
    [0x60] = '0',
    [0x61] = '1',
    [0x62] = '2',
    [0x63] = '3',
    [0x64] = '4',
    [0x65] = '5',
    [0x66] = '6',
    [0x67] = '7',
    [0x68] = '8',
    [0x69] = '9',
    [0x6a] = '%',
    [0x6b] = '.',
    [0x6c] = ',',
    [0xf0] = '0',
    [0xf1] = '1',
    [0xf2] = '2',
    [0xf3] = '3',
    [0xf4] = '4',
    [0xf5] = '5',
    [0xf6] = '6',
    [0xf7] = '7',
    [0xf8] = '8',
    [0xf9] = '9',
    /* Letters of other keyboards that stand for an Arabic one. */
    [0x71] = 0x627,
    [0xa9] = 0x643,
    [0xaa] = 0x643,
    [0xc0] = 0x647,
    [0xc1] = 0x647,
    [0xc2] = 0x647,
    [0xcc] = 0x64a,
    [0xd2] = 0x64a,
    [0xd5] = 0x647,
};

uint32_t form_plain_letter(uint32_t letter)
{
    switch (letter) {
    case 0x622:
    case 0x623:
    case 0x625:
        return 0x627;
    case 0x624:
        return 0x648;
    case 0x626:
    case 0x649:
        return 0x64a;
    case 0x629:
        return 0x647;
    default:
        return letter;
    }
}

/* A code point that the table decides: its folded one, DROP, or SLOW. */
static uint32_t fold_plain(uint32_t c, enum form_kind kind)
{
    if (c < 0x80) {
        if (c >= 'A' && c <= 'Z')
            return c + 32;
        return c < 0x20 || c == 0x7f ? DROP : c;
    }
    if (c >= 0x600 && c <= 0x6ff) {
        uint32_t folded = arabic_letters[c - 0x600];

        if (folded == 0)
            folded = c;
        return kind == FORM_MATCHING ? form_plain_letter(folded) : folded;
    }
    if (c == 0x2019 || c == 0x2018 || c == 0x2bc)
        return '\'';
    if (c == 0xab || c == 0xbb || c == 0x2013 || c == 0x2014 || c == 0x201c || c == 0x201d)
        return c; /* quotation marks and dashes, the commonest of what ICU would leave */
    if ((c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
        (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || c == 0xad)
        return DROP;
    return SLOW;
}

struct output {
    char *bytes;
    size_t capacity;
    size_t len;
};

static void output_put(struct output *output, uint32_t c)
{
    char bytes[4];
    size_t count = utf8_put(c, bytes);

    /* Nothing is written after the first code point that did not fit: no holes. */
    if (output->len + count <= output->capacity)
        memcpy(output->bytes + output->len, bytes, count);
    else
        output->capacity = 0;
    output->len += count;
}

static bool fold_fast(struct strview word, enum form_kind kind, struct output *output)
{
    for (size_t at = 0; at < word.len;) {
        uint32_t c = (unsigned char)word.ptr[at];

        if (c < 0x80)
            at++;
        else
            c = utf8_next(word, &at);
        uint32_t folded = fold_plain(c, kind);

        if (folded == SLOW)
            return false;
        if (folded == DROP)
            continue;
        output_put(output, folded);
    }
    return true;
}

/* U16_NEXT() as a function, with the sign conversions that the macro leaves out. */
static uint32_t utf16_next(const UChar *text, int32_t *at, int32_t count)
{
    uint32_t lead = text[(*at)++];

    if ((lead & 0xfc00) != 0xd800 || *at == count)
        return lead;
    return 0x10000 + ((lead & 0x3ff) << 10) + (text[(*at)++] & 0x3ffu);
}

static bool is_mark(UChar32 c)
{
    int8_t type = u_charType(c);

    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

/* One code point of case-folded NFKC: a table letter, a digit, or a letter freed of its marks. */
static void fold_normalized(UChar32 c, enum form_kind kind, struct output *output)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar letters[32];
    uint32_t folded = fold_plain((uint32_t)c, kind);

    if (folded == DROP)
        return;
    if (folded != SLOW) {
        output_put(output, folded);
        return;
    }
    if (u_charDigitValue(c) >= 0) {
        output_put(output, (uint32_t)('0' + u_charDigitValue(c)));
        return;
    }
    int32_t count = unorm2_getDecomposition(unorm2_getNFDInstance(&error), c, letters, 32, &error);
    bool is_hangul = c >= 0xac00 && c <= 0xd7a3; /* Jamo are letters, not marks: stays composed */

    if (U_FAILURE(error) || count < 0 || is_hangul) {
        if (!is_mark(c) && u_charType(c) != U_CONTROL_CHAR)
            output_put(output, (uint32_t)c);
        return;
    }
    for (int32_t i = 0; i < count;) {
        uint32_t part = utf16_next(letters, &i, count);

        if (!is_mark((UChar32)part))
            output_put(output, part);
    }
}

static void fold_piece(const UChar *piece, int32_t units, enum form_kind kind,
                       struct output *output)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar folded[FOLDED_MAX];
    const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&error);
    int32_t count = unorm2_normalize(normalizer, piece, units, folded, FOLDED_MAX, &error);

    if (U_FAILURE(error))
        return;
    for (int32_t i = 0; i < count;) {
        fold_normalized((UChar32)utf16_next(folded, &i, count), kind, output);
    }
}

/* A word in pieces that are normalized one by one. */
struct pieces {
    const UNormalizer2 *normalizer;
    struct strview word;
    size_t at;
    unsigned marks;
    int32_t units;
    UChar piece[PIECE_MAX];
    size_t origins[PIECE_MAX]; /* of each unit: its code point's byte of the word */
};

static bool pieces_begin(struct pieces *pieces, struct strview word)
{
    UErrorCode error = U_ZERO_ERROR;

    pieces->normalizer = unorm2_getNFKCCasefoldInstance(&error);
    pieces->word = word;
    pieces->at = 0;
    pieces->marks = 0;
    return U_SUCCESS(error);
}

/* False at the end of the word. */
static bool pieces_next(struct pieces *pieces)
{
    int32_t units = 0;

    while (pieces->at < pieces->word.len) {
        size_t begin = pieces->at;
        size_t end = begin;
        uint32_t c = utf8_next(pieces->word, &end);
        unsigned marks = u_getCombiningClass((UChar32)c) == 0 ? 0 : pieces->marks + 1;

        if (marks <= MARKS_MAX) {
            if (units >= PIECE_MAX - 2 ||
                (units >= PIECE_UNITS && unorm2_hasBoundaryBefore(pieces->normalizer, (UChar32)c)))
                break;
            pieces->origins[units] = pieces->origins[units + 1] = begin;
            U16_APPEND_UNSAFE(pieces->piece, units, c);
        }
        pieces->marks = marks;
        pieces->at = end;
    }
    pieces->units = units;
    return units > 0;
}

static void fold_slow(struct strview word, enum form_kind kind, struct output *output)
{
    struct pieces pieces;

    if (!pieces_begin(&pieces, word))
        return;
    while (pieces_next(&pieces))
        fold_piece(pieces.piece, pieces.units, kind, output);
}

size_t form_fold(struct strview word, enum form_kind kind, char *out, size_t capacity)
{
    struct output output = {.bytes = out, .capacity = capacity};

    if (fold_fast(word, kind, &output))
        return output.len;
    output = (struct output){.bytes = out, .capacity = capacity};
    fold_slow(word, kind, &output);
    return output.len;
}

void form_plain(struct strview exact, char *out)
{
    for (size_t at = 0; at < exact.len;) {
        size_t begin = at;

        utf8_put(form_plain_letter(utf8_next(exact, &at)), out + begin);
    }
}

/* The origin in a word that the table decides; false when another word holds the letter. */
static bool origin_fast(struct strview word, enum form_kind kind, size_t form_byte, size_t *origin)
{
    struct output output = {.bytes = NULL};

    *origin = word.len;
    for (size_t at = 0; at < word.len;) {
        size_t begin = at;
        uint32_t folded = fold_plain(utf8_next(word, &at), kind);

        if (folded == SLOW)
            return false;
        if (folded == DROP)
            continue;
        output_put(&output, folded);
        if (output.len > form_byte && begin < *origin)
            *origin = begin;
    }
    return true;
}

/* The end of the units from `begin` on that normalization may join. */
static int32_t run_end(const struct pieces *pieces, int32_t begin)
{
    int32_t end = begin;

    utf16_next(pieces->piece, &end, pieces->units);
    while (end < pieces->units) {
        int32_t next = end;
        uint32_t c = utf16_next(pieces->piece, &next, pieces->units);

        if (unorm2_hasBoundaryBefore(pieces->normalizer, (UChar32)c))
            break;
        end = next;
    }
    return end;
}

size_t form_origin(struct strview word, enum form_kind kind, size_t form_byte)
{
    struct output output = {.bytes = NULL};
    struct pieces pieces;
    size_t origin;

    if (origin_fast(word, kind, form_byte, &origin))
        return origin;
    if (!pieces_begin(&pieces, word))
        return word.len;
    while (pieces_next(&pieces)) {
        for (int32_t begin = 0; begin < pieces.units;) {
            int32_t end = run_end(&pieces, begin);

            fold_piece(pieces.piece + begin, end - begin, kind, &output);
            if (output.len > form_byte)
                return pieces.origins[begin];
            begin = end;
        }
    }
    return word.len;
}

bool form_is_folded(struct strview word, enum form_kind kind)
{
    for (size_t at = 0; at < word.len;) {
        uint32_t c = (unsigned char)word.ptr[at];

        if (c < 0x80)
            at++;
        else
            c = utf8_next(word, &at);
        if (fold_plain(c, kind) != c)
            return false;
    }
    return true;
}

struct strview form_next_word(struct strview text, size_t *at)
{
    struct word word;

    if (!word_next(text, at, &word))
        return strview_slice(text, text.len, text.len);
    return strview_slice(text, word.begin, word.end);
}
