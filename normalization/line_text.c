/* SPDX-License-Identifier: Apache-2.0 */
/* A line made ready for matching. Composition is by canonical pairs of two neighbours, which is all
 * that Arabic needs (alef and a combining hamza); a full normalizer would lose the positions. */
#include "normalization/line_text.h"

#include "common/utf8.h"
#include "lexicon/form.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

enum { TATWEEL = 0x640, ARABIC_LETTER_HAMZA = 0x621, ARABIC_LETTER_YEH = 0x64a };

static bool is_arabic_letter(uint32_t c)
{
    return c >= ARABIC_LETTER_HAMZA && c <= 0x6d3 && u_charType((UChar32)c) == U_OTHER_LETTER;
}

static void count_chars(struct line_text *line)
{
    size_t at = 0;

    while (at < line->text.len) {
        uint32_t c = utf8_next(line->text, &at);

        line->char_count++;
        if (c < 0x80) {
            bool is_letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';

            line->has_digit |= c >= '0' && c <= '9';
            line->has_latin |= is_letter;
            line->letter_count += is_letter;
        } else if (is_arabic_letter(c)) {
            line->has_arabic = true;
            line->letter_count++;
        } else if (u_isdigit((UChar32)c)) {
            line->has_digit = true;
        } else if (u_isalpha((UChar32)c)) {
            line->has_latin |= c < 0x250;
            line->letter_count++;
        }
    }
}

static bool is_ascii_sign(char c)
{
    return c != '\'' && ((c >= '!' && c <= '/') || (c >= ':' && c <= '@'));
}

struct strview line_next_piece(struct strview text, size_t *at)
{
    struct strview piece = form_next_word(text, at);
    size_t end = piece.len;

    if (piece.len > 1 && is_ascii_sign(piece.ptr[0]) && !is_ascii_sign(piece.ptr[1]))
        end = 1;
    for (size_t i = 1; i < end; i++)
        if (is_ascii_sign(piece.ptr[i]) && !is_ascii_sign(piece.ptr[i - 1]))
            end = i;
    *at -= piece.len - end;
    return strview_slice(piece, 0, end);
}

static void cut_pieces(struct line_text *line)
{
    size_t at = 0;
    size_t used = 0;

    while (line->piece_count < LINE_PIECES_MAX) {
        struct strview piece = line_next_piece(line->text, &at);

        if (piece.len == 0) {
            line->is_whole = true;
            return;
        }
        size_t need = form_fold(piece, FORM_MATCHING, line->forms + used, LINE_FORM_BYTES - used);

        if (need > LINE_FORM_BYTES - used)
            return;
        struct line_piece *out = &line->pieces[line->piece_count++];
        size_t first = 0;
        uint32_t c = utf8_next(piece, &first);

        out->begin = (uint32_t)(piece.ptr - line->text.ptr);
        out->end = (uint32_t)(out->begin + piece.len);
        out->form = (struct strview){.ptr = line->forms + used, .len = need};
        out->is_word = need > 0 && u_isalnum((UChar32)c);
        used += need;
    }
}

static bool put_unit(struct line_text *line, uint32_t c, size_t byte)
{
    int32_t need = U16_LENGTH(c);

    if (line->unit_count + need > LINE_UNITS_MAX)
        return false;
    for (int32_t i = 0; i < need; i++)
        line->unit_at[line->unit_count + i] = (uint32_t)byte;
    if (need == 1) {
        line->units[line->unit_count++] = (uint16_t)c;
    } else {
        line->units[line->unit_count++] = U16_LEAD(c);
        line->units[line->unit_count++] = U16_TRAIL(c);
    }
    return true;
}

/* A mark joins the letter before it where a composed letter exists. */
static void compose(struct line_text *line, const UNormalizer2 *nfc, uint32_t mark)
{
    if (line->unit_count == 0)
        return;
    uint16_t *last = &line->units[line->unit_count - 1];
    UChar32 composed = unorm2_composePair(nfc, *last, (UChar32)mark);

    if (composed > 0 && composed < 0x10000)
        *last = (uint16_t)composed;
}

static bool is_blank_at(struct strview text, size_t at)
{
    return at >= text.len || text.ptr[at] == ' ' || text.ptr[at] == '\t';
}

/* The first of tatweels that stand between blanks: typed for a dash. */
static bool is_dash(const struct line_text *line, size_t begin, size_t end)
{
    struct strview text = line->text;

    if (begin > 0 && text.ptr[begin - 1] != ' ')
        return false;
    for (size_t next = end; next < text.len && utf8_next(text, &next) == TATWEEL;)
        end = next;
    return is_blank_at(text, end);
}

/* What becomes of a code point for the regular expressions; 0: it is dropped. */
static uint32_t unit_of(const struct line_text *line, uint32_t c, size_t begin, size_t end)
{
    if (c < 0x80)
        return c < 0x20 ? ' ' : c;
    if (c == TATWEEL)
        return is_dash(line, begin, end) ? '-' : 0;
    if (c >= ARABIC_LETTER_HAMZA && c <= ARABIC_LETTER_YEH)
        return c;
    if (u_isdigit((UChar32)c))
        return (uint32_t)('0' + u_charDigitValue((UChar32)c));
    if (u_isUWhiteSpace((UChar32)c))
        return ' ';
    return u_charType((UChar32)c) == U_FORMAT_CHAR ? 0 : c;
}

static void make_units(struct line_text *line)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
    size_t at = 0;

    line->is_tail = line->char_count > LINE_WHOLE_CHARS;
    for (uint32_t skip = line->is_tail ? line->char_count - LINE_TAIL_CHARS : 0; skip > 0; skip--)
        utf8_next(line->text, &at);
    while (at < line->text.len) {
        size_t begin = at;
        uint32_t c = utf8_next(line->text, &at);
        uint32_t unit = unit_of(line, c, begin, at);

        if (unit >= 0x300 && u_charType((UChar32)unit) == U_NON_SPACING_MARK) {
            if (U_SUCCESS(error))
                compose(line, nfc, unit);
            continue;
        }
        if (unit != 0 && !put_unit(line, unit, begin))
            break;
    }
    line->unit_at[line->unit_count] = (uint32_t)line->text.len;
}

void line_text_set(struct line_text *line, struct strview text)
{
    line->text = text;
    line->char_count = 0;
    line->letter_count = 0;
    line->has_digit = false;
    line->has_latin = false;
    line->has_arabic = false;
    line->piece_count = 0;
    line->is_whole = false;
    line->unit_count = 0;
    count_chars(line);
    line->may_be_date = line->has_digit;
    cut_pieces(line);
    make_units(line);
}

bool line_text_is_closed(const struct line_text *line)
{
    for (int32_t i = line->unit_count; i > 0; i--) {
        UChar32 c = line->units[i - 1];

        if (u_hasBinaryProperty(c, UCHAR_S_TERM) || c == 0x2026)
            return true;
        if (!u_isUWhiteSpace(c) && !u_hasBinaryProperty(c, UCHAR_QUOTATION_MARK) &&
            u_charType(c) != U_END_PUNCTUATION && u_charType(c) != U_FINAL_PUNCTUATION)
            return false;
    }
    return false;
}

size_t line_text_word_count(const struct line_text *line)
{
    size_t count = 0;

    for (size_t i = 0; i < line->piece_count; i++)
        count += line->pieces[i].is_word;
    return count;
}
