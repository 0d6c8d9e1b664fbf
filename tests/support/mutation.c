/* SPDX-License-Identifier: Apache-2.0 */
#include "support/mutation.h"

#include "common/utf8.h"
#include "support/support.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum {
    CODE_POINTS_MAX = 1 << 16,
    RUN_MAX = 24,     /* code points deleted, doubled or moved at once */
    NORMAL_MAX = 400, /* code points normalized at once */
    FLOOD_MAX = 120,
};

struct text {
    size_t count;
    uint32_t code_points[CODE_POINTS_MAX];
};

uint32_t random_below(uint64_t *random, uint32_t below)
{
    uint64_t z = *random += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ (z >> 31)) % below);
}

static size_t position(const struct text *text, uint64_t *random)
{
    return random_below(random, (uint32_t)text->count + 1);
}

static size_t run_at(const struct text *text, size_t at, uint64_t *random)
{
    size_t count = 1 + random_below(random, RUN_MAX);

    return at + count > text->count ? text->count - at : count;
}

static void insert(struct text *text, size_t at, const uint32_t *code_points, size_t count)
{
    if (text->count + count > CODE_POINTS_MAX)
        return;
    memmove(text->code_points + at + count, text->code_points + at,
            (text->count - at) * sizeof(*code_points));
    memcpy(text->code_points + at, code_points, count * sizeof(*code_points));
    text->count += count;
}

static void insert_text(struct text *text, size_t at, struct strview piece)
{
    uint32_t code_points[64];
    size_t count = 0;

    for (size_t byte = 0; byte < piece.len && count < 64;)
        code_points[count++] = utf8_next(piece, &byte);
    insert(text, at, code_points, count);
}

static void delete_run(struct text *text, uint64_t *random)
{
    size_t at = position(text, random);
    size_t count = run_at(text, at, random);

    memmove(text->code_points + at, text->code_points + at + count,
            (text->count - at - count) * sizeof(*text->code_points));
    text->count -= count;
}

static void double_run(struct text *text, uint64_t *random)
{
    uint32_t run[RUN_MAX];
    size_t at = position(text, random);
    size_t count = run_at(text, at, random);

    memcpy(run, text->code_points + at, count * sizeof(*run));
    insert(text, random_below(random, 2) == 0 ? at : position(text, random), run, count);
}

static void swap_neighbours(struct text *text, uint64_t *random)
{
    size_t at = position(text, random);

    if (at + 1 >= text->count)
        return;
    uint32_t first = text->code_points[at];

    text->code_points[at] = text->code_points[at + 1];
    text->code_points[at + 1] = first;
}

static void insert_sign(struct text *text, uint64_t *random)
{
    static const char *const signs[] = {
        /* marks on letters, and those that join a letter */
        "\u064e",
        "\u064f",
        "\u0650",
        "\u0651",
        "\u0652",
        "\u064b",
        "\u0651\u064e",
        "\u0653",
        "\u0654",
        "\u0655",
        "\u0670",
        "\u06d6",
        "\u0301",
        "\u0323\u0301",
        "\u0327",
        "\u20dd",
        /* tatweel, bidi controls, zero width */
        "\u0640",
        "\u0640\u0640\u0640",
        "\u200e",
        "\u200f",
        "\u061c",
        "\u202a",
        "\u202b",
        "\u202c",
        "\u202d",
        "\u202e",
        "\u2066",
        "\u2067",
        "\u2068",
        "\u2069",
        "\u200b",
        "\u200c",
        "\u200d",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\ufe0f",
        "\u034f",
        /* presentation forms and other compatibility letters */
        "\ufefb",
        "\ufefc",
        "\ufdf2",
        "\ufdfa",
        "\ufe8d\ufedf",
        "\ufef0",
        "\ufb50",
        "\ufe76",
        "\ufb01",
        "\u00bd",
        "\uff21\uff42",
        "\u2460",
        "\u01c4",
        "\u0130",
        "\u1e9e",
        "\u2126",
        /* digits and the marks of numbers */
        "\u0661\u0662\u066b\u0665",
        "\u06f1\u06f2\u066c\u06f3\u06f4\u06f5",
        "12,5",
        "1.2.3",
        "٪",
        "\uff11\uff12",
        "\U0001d7d8",
        "\u0967",
        /* emoji */
        "\U0001f1f5\U0001f1f8",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\u2764\ufe0f",
        "\U0001f44d\U0001f3fd",
        "1\ufe0f\u20e3",
        /* line ends and blanks */
        "\n",
        "\n\n",
        "\r",
        "\r\n",
        "\u2028",
        "\u2029",
        "\xc2\x85",
        "\v",
        "\f",
        "\t",
        "\u00a0",
        "\u3000",
        "\u202f",
        " ",
        /* entities and markup */
        "&nbsp;",
        "&quot;",
        "&#1593;",
        "&amp;amp;",
        "&lrm;",
        "&bogus;",
        "<b>",
        "</p><p>",
        "<",
        /* stops, quotes, brackets, apostrophes, addresses */
        ".",
        "..",
        "…",
        "؟",
        "،",
        "؛",
        "!",
        "\"",
        "«",
        "»",
        "“",
        "”",
        "'",
        "’",
        "’s",
        "(",
        ")",
        "[",
        "]",
        "-",
        "–",
        "/",
        "@",
        "#",
        "www.a.b",
        "https://t.co/x",
        "a@b.c",
        "U.N.",
        "ت.غ",
        /* other scripts, and the ends of the code space */
        "한",
        "\u1112\u1161\u11ab",
        "中文",
        "שלום",
        "Ж",
        "क\u094d\u0937",
        "\u0cca",
        "\U0001d5d4",
        "\U00010400",
        "\ufffd",
        "\uffff",
        "\U0010fffd",
        "\1",
        "\x1b",
        "\x7f",
    };

    insert_text(text, position(text, random),
                strview_from(signs[random_below(random, sizeof(signs) / sizeof(signs[0]))]));
}

static void insert_any(struct text *text, uint64_t *random)
{
    uint32_t c = 1 + random_below(random, random_below(random, 2) == 0 ? 0xffff : 0x10ffff);

    if (c >= 0xd800 && c <= 0xdfff)
        c -= 0x800;
    insert(text, position(text, random), &c, 1);
}

static void insert_flood(struct text *text, uint64_t *random)
{
    static const uint32_t kinds[][2] = {
        {0x301, 0x323}, {0x651, 0x64e}, {0x640, 0x640}, {0x200b, 0x200d}, {0x1161, 0x11a8}};
    const uint32_t *kind = kinds[random_below(random, sizeof(kinds) / sizeof(kinds[0]))];
    uint32_t flood[FLOOD_MAX];
    size_t count = 1 + random_below(random, FLOOD_MAX);

    for (size_t i = 0; i < count; i++)
        flood[i] = kind[i % 2];
    insert(text, position(text, random), flood, count);
}

/* Letters of a run to their presentation forms, as old typesetting gives them. */
static void present_run(struct text *text, uint64_t *random)
{
    size_t at = position(text, random);
    size_t count = run_at(text, at, random);
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&error);

    assert_true(U_SUCCESS(error));
    for (size_t i = at; i < at + count; i++) {
        uint32_t first = 0xfe80 + random_below(random, 4);

        for (uint32_t c = first; c <= 0xfef4; c++) {
            UChar letters[8];
            int32_t length = unorm2_getDecomposition(nfkd, (UChar32)c, letters, 8, &error);

            if (length == 1 && letters[0] == text->code_points[i]) {
                text->code_points[i] = c;
                break;
            }
        }
    }
}

static void change_digits(struct text *text, uint64_t *random)
{
    uint32_t zero = random_below(random, 2) == 0 ? 0x660 : 0x6f0;

    for (size_t i = 0; i < text->count; i++)
        if (text->code_points[i] >= '0' && text->code_points[i] <= '9')
            text->code_points[i] += zero - '0';
}

/* A stretch of the text to NFC, NFD, NFKC or NFKD. */
static void normalize_run(struct text *text, uint64_t *random)
{
    enum { UNITS_MAX = NORMAL_MAX * 2 * 18 };
    static UChar units[UNITS_MAX], normal[UNITS_MAX];
    static UChar32 code_points[UNITS_MAX];
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *forms[] = {unorm2_getNFCInstance(&error), unorm2_getNFDInstance(&error),
                                   unorm2_getNFKCInstance(&error), unorm2_getNFKDInstance(&error)};
    size_t at = position(text, random);
    size_t count = text->count - at > NORMAL_MAX ? NORMAL_MAX : text->count - at;
    int32_t length = 0;

    u_strFromUTF32(units, UNITS_MAX, &length, (const UChar32 *)text->code_points + at,
                   (int32_t)count, &error);
    length =
        unorm2_normalize(forms[random_below(random, 4)], units, length, normal, UNITS_MAX, &error);
    u_strToUTF32(code_points, UNITS_MAX, &length, normal, length, &error);
    assert_true(U_SUCCESS(error));
    if (text->count + (size_t)length > CODE_POINTS_MAX)
        return;
    memmove(text->code_points + at, text->code_points + at + count,
            (text->count - at - count) * sizeof(*text->code_points));
    text->count -= count;
    insert(text, at, (const uint32_t *)code_points, (size_t)length);
}

static void change_lines(struct text *text, uint64_t *random)
{
    uint32_t from = random_below(random, 2) == 0 ? ' ' : '\n';

    for (size_t i = position(text, random); i < text->count; i++)
        if (text->code_points[i] == from) {
            text->code_points[i] = from == ' ' ? '\n' : ' ';
            return;
        }
}

void mutation_append(struct buffer *out, struct strview text, unsigned changes, uint64_t *random)
{
    static void (*const kinds[])(struct text *, uint64_t *) = {
        insert_sign,   insert_sign,  insert_sign,    insert_sign,  delete_run,
        double_run,    insert_any,   present_run,    insert_flood, change_digits,
        normalize_run, change_lines, swap_neighbours};
    static struct text now;

    now.count = 0;
    for (size_t at = 0; at < text.len && now.count < CODE_POINTS_MAX;)
        now.code_points[now.count++] = utf8_next(text, &at);
    for (unsigned i = 0; i < changes; i++)
        kinds[random_below(random, sizeof(kinds) / sizeof(kinds[0]))](&now, random);
    for (size_t i = 0; i < now.count; i++) {
        char bytes[4];

        buffer_append(out, bytes, utf8_put(now.code_points[i], bytes));
    }
    assert_false(out->has_failed);
}
