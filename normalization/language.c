/* SPDX-License-Identifier: Apache-2.0 */
/* Telling Arabic and English from what is not extracted. Letters decide first: Persian, Urdu,
 * Kurdish and Pashto write letters that Arabic lacks, and the look-alikes that some Arabic
 * keyboards type (ک, ی) count against Arabic only where its own letters (ة أ إ ى) are missing too.
 * CLD2 decides between English and the rest of the Latin script, where letters say little; it is
 * asked once a segment, never about a single sentence, which is too short for it. What the article
 * declares decides only where its text does not. */
#include "normalization/language.h"

#include "lexicon/characters.h"
#include "normalization/language_cld2.h"
#include "normalization/normalizer.h"

enum {
    SAMPLE_BYTES = 512, /* of a segment: CLD2 is sure after far less */
    FOREIGN_PERCENT = 2, /* Persian prose has over 2 % of پ چ ژ گ; Arabic names in Iraq under 1 % */
    MARKED_LATIN_PERCENT =
        4, /* French and Turkish have more; English with names of theirs has less */
    SENTENCE_LATIN_LETTERS = 16, /* under it a Latin sentence of an Arabic article is a name */
};

struct letters {
    uint32_t arabic;   /* all of the Arabic script */
    uint32_t foreign;  /* of them, those that Arabic does not write */
    uint32_t keyboard; /* of them, look-alikes of ك and ي */
    uint32_t own;      /* of them, those that hardly any other language writes */
    uint32_t latin;
    uint32_t marked; /* of them, beyond ASCII */
    uint32_t other;
};

static void count_arabic(struct letters *letters, uint32_t c)
{
    letters->arabic++;
    switch (c) {
    case 0x629: /* ة */
    case 0x623: /* أ */
    case 0x625: /* إ */
    case 0x649: /* ى */
        letters->own++;
        break;
    case 0x6a9: /* ک */
    case 0x6cc: /* ی */
        letters->keyboard++;
        break;
    case 0x671: /* ٱ, of the Koran */
    case 0x6a4: /* ڤ, a v in names */
        break;
    default:
        if (c >= 0x672 && c <= 0x6ff)
            letters->foreign++;
    }
}

static void count_letters(struct letters *letters, struct strview text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t c = character_next(text, &at);

        switch (character_class(c)) {
        case CHARACTER_ARABIC:
            count_arabic(letters, c);
            break;
        case CHARACTER_LATIN:
            letters->latin++;
            letters->marked += c >= 0x80;
            break;
        case CHARACTER_LETTER:
            letters->other++;
            break;
        default:
            break;
        }
    }
}

static enum language arabic_or_not(const struct letters *letters)
{
    uint32_t all = letters->arabic;

    if (letters->foreign * 100 > all * FOREIGN_PERCENT && letters->foreign > 1)
        return LANGUAGE_UNSUPPORTED;
    if (letters->keyboard * 100 > all * FOREIGN_PERCENT && letters->own * 100 < all)
        return LANGUAGE_UNSUPPORTED;
    return LANGUAGE_AR;
}

static enum language by_letters(const struct letters *letters)
{
    if (letters->arabic + letters->latin + letters->other == 0)
        return LANGUAGE_UNKNOWN;
    if (letters->other > letters->arabic && letters->other > letters->latin)
        return LANGUAGE_UNSUPPORTED;
    if (letters->arabic >= letters->latin)
        return arabic_or_not(letters);
    if (letters->marked * 100 > letters->latin * MARKED_LATIN_PERCENT && letters->marked > 1)
        return LANGUAGE_UNSUPPORTED;
    return LANGUAGE_EN;
}

enum language language_of_sentence(struct strview text, enum language segment)
{
    struct letters letters = {0};

    count_letters(&letters, text);
    enum language language = by_letters(&letters);

    if (language == LANGUAGE_UNKNOWN)
        return segment;
    if (language == LANGUAGE_EN && segment == LANGUAGE_AR &&
        letters.latin < SENTENCE_LATIN_LETTERS && letters.arabic > 0)
        return LANGUAGE_AR;
    return language;
}

static enum language declared_language(const struct article *article)
{
    struct strview declared = article->declared_language;

    if (declared.len < 2 || (declared.len > 2 && declared.ptr[2] != '-' && declared.ptr[2] != '_'))
        return LANGUAGE_UNKNOWN;
    if (strview_equal_ascii_case(strview_slice(declared, 0, 2), STRVIEW("ar")))
        return LANGUAGE_AR;
    if (strview_equal_ascii_case(strview_slice(declared, 0, 2), STRVIEW("en")))
        return LANGUAGE_EN;
    return LANGUAGE_UNKNOWN;
}

enum { DECLARED_BYTES = 160, UNDECLARED_BYTES = 48 };

/* The kept lines of a segment as one sample; lines are cut, so code points stay whole. */
struct sample {
    char text[SAMPLE_BYTES];
    size_t len;
    struct letters letters;
};

static void sample_line(struct sample *sample, struct strview text)
{
    if (text.len == 0)
        return;
    count_letters(&sample->letters, text);
    if (sample->len + text.len + 1 > SAMPLE_BYTES && sample->len > 0)
        return;
    if (text.len + 1 > SAMPLE_BYTES) {
        text.len = SAMPLE_BYTES - 1;
        while (text.len > 0 && ((unsigned char)text.ptr[text.len] & 0xc0) == 0x80)
            text.len--;
    }
    memcpy(sample->text + sample->len, text.ptr, text.len);
    sample->len += text.len;
    sample->text[sample->len++] = '\n';
}

static enum language sample_language(const struct sample *sample, enum language declared)
{
    enum language language = by_letters(&sample->letters);
    bool is_reliable = false;

    if (language == LANGUAGE_UNKNOWN)
        return declared;
    if (language != LANGUAGE_EN)
        return language;
    /* CLD2 takes a short English sentence with a few names for Malay or Latin and calls it sure. */
    if (sample->len < (declared == LANGUAGE_EN ? DECLARED_BYTES : UNDECLARED_BYTES))
        return LANGUAGE_EN;
    const char *code = language_cld2_detect(sample->text, (int)sample->len, &is_reliable);

    if (!is_reliable || strcmp(code, "en") == 0 || strcmp(code, "un") == 0 ||
        strcmp(code, "ar") == 0)
        return LANGUAGE_EN;
    return LANGUAGE_UNSUPPORTED;
}

enum status normalize_language(struct normalizer *normalizer, struct article *article)
{
    enum language declared = declared_language(article);
    size_t line = 0;

    (void)normalizer;
    for (size_t i = 0; i < article->segment_count; i++) {
        struct sample sample = {.len = 0};

        sample_line(&sample, article->segments[i].title);
        /* Lines stand in the order of their segments. */
        for (; line < article->line_count && article->lines[line].segment <= i; line++) {
            const struct line *l = &article->lines[line];

            if (l->is_kept && l->segment == i)
                sample_line(&sample, article_span_text(article, l->field, l->span));
        }
        article->segments[i].language = sample_language(&sample, declared);
        if (article_is_overdue(article))
            return STATUS_LIMIT;
    }
    article->language = article->segment_count > 0 ? article->segments[0].language : declared;
    return STATUS_OK;
}
