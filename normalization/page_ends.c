/* SPDX-License-Identifier: Apache-2.0 */
/* What stands around the text of an article without being it, told by place and shape: above the
 * first sentence the place and the desk ("Beirut – Security desk"), the writer's name, the label of
 * the section; below the last one initials, calls and links. Only lines without a stop on pages
 * that otherwise have stops, and none with a word that can tell an event: a headline stays, and so
 * does a last sentence that lost its stop. A page that has no title elsewhere keeps its head, for
 * the title is in it. */
#include "lexicon/form.h"
#include "lexicon/lookup.h"
#include "normalization/segments.h"

enum {
    HEAD_WORDS_MAX = 4,  /* a name, a section */
    HEAD_PARTS_MAX = 10, /* words where a sign parts them */
    TAIL_WORDS_MAX = 8,
    TAIL_PARTS_MAX = 14,
    TAIL_LINES_MAX = 5,  /* more are a list */
    LABEL_WORDS_MAX = 5, /* of a heading inside the text */
    EXACT_BYTES = 256,
    READINGS_MAX = 16,
};

/* Strengths up to which a word tells no event here: "share" and "alert" are in calls, and names of
 * papers are words as well (الشاهد, the witness). */
static const float WEAK = 0.35f;
static const float WEAK_IN_NAMES = 0.6f;

/* What parts a place from a desk and a link from a link. */
static bool is_parting(struct strview sign)
{
    static const char *const signs[] = {"-", "–", "—", "/",  "|", "||", "»", "«", ">",
                                        "›", "·", "•", "--", "●", "▶",  "↑", "★", "@"};

    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
        if (strview_is(sign, signs[i]))
            return true;
    return false;
}

/* A sign parts the line; is_tight: also one between two letters (RUSSIA-UKRAINE). */
static bool has_parts(const struct line_text *text, bool with_colon, bool is_tight)
{
    for (size_t i = 0; i < text->piece_count; i++) {
        const struct line_piece *piece = &text->pieces[i];
        bool is_apart = i == 0 || i + 1 == text->piece_count || piece[-1].end < piece->begin ||
                        piece->end < piece[1].begin;

        if (piece->is_word || (!is_apart && !is_tight))
            continue;
        if (is_parting(piece->form) || (with_colon && strview_is(piece->form, ":")))
            return true;
    }
    return strview_find(text->text, STRVIEW(" \u0640"), 0) < text->text.len; /* typed for a dash */
}

/* A place or given name of the tables, though its letters may be a verb's («لندن», «دينا»). */
static bool is_name(const struct lexicon *lexicon, struct strview form, struct strview exact,
                    enum lexicon_language language)
{
    struct lexicon_match matches[READINGS_MAX];
    struct lexicon_words words = {&form, &exact, 1};
    size_t count = lexicon_match(lexicon, language, &words, 0, matches, READINGS_MAX);

    for (size_t i = 0; i < count; i++)
        if (matches[i].proclitics == 0 &&
            (matches[i].kind == ENTRY_PLACE || matches[i].kind == ENTRY_COUNTRY ||
             matches[i].kind == ENTRY_PERSON_NAME))
            return true;
    return false;
}

/* How often the word tells an event at all: the senses that it may have, taken together. A
 * participle is who does it («محرر»). */
static float strength_of(const struct lexicon *lexicon, struct strview form, struct strview exact,
                         enum lexicon_language language)
{
    struct lexicon_reading readings[READINGS_MAX];
    size_t count = lexicon_readings(lexicon, language, form, exact, readings, READINGS_MAX);
    float most = 0;

    for (size_t i = 0; i < count; i++) {
        struct lexeme lexeme = lexicon_lexeme(lexicon, readings[i].lexeme);
        float strength = 0;

        if (readings[i].spelling == SPELLING_OTHER || readings[i].form == FORM_PARTICIPLE_ACTIVE ||
            (lexeme.class != LEXEME_VERB && lexeme.class != LEXEME_EVENT_NOUN))
            continue;
        for (uint32_t k = 0; k < lexeme.sense_count; k++)
            strength += lexicon_sense(lexicon, lexeme.first_sense + k).strength;
        if (strength > most)
            most = strength;
    }
    return most;
}

/* Some word of the line tells an event, and more often than `weak`. */
static bool tells_event(const struct lexicon *lexicon, const struct line_text *text, float weak)
{
    char bytes[EXACT_BYTES];

    for (size_t i = 0; i < text->piece_count; i++) {
        const struct line_piece *piece = &text->pieces[i];
        size_t len = form_fold(strview_slice(text->text, piece->begin, piece->end), FORM_EXACT,
                               bytes, sizeof(bytes));
        struct strview exact = {.ptr = bytes, .len = len};

        if (!piece->is_word || len > sizeof(bytes))
            continue;
        enum lexicon_language language =
            (unsigned char)piece->form.ptr[0] < 0x80 ? LEXICON_EN : LEXICON_AR;

        if (strength_of(lexicon, piece->form, exact, language) > weak &&
            !is_name(lexicon, piece->form, exact, language))
            return true;
    }
    return false;
}

static bool is_open_text(const struct page_line *line)
{
    return line->field == FIELD_BODY && line->action == CLUTTER_NONE && line->heading_level == 0 &&
           !line->is_sentence && !line->is_closed;
}

static bool is_full_text(const struct page_line *line)
{
    return line->field == FIELD_BODY && page_line_is_text(line) &&
           (line->is_sentence || line->is_closed);
}

static void cut(struct page_line *line, const char *kind, const char *shape)
{
    line->action = CLUTTER_CUT_LINE;
    line->kind = kind;
    line->rule = strview_from(shape);
}

/* Reads the line into rules->line; true when it has no more words than may be. */
static bool is_short(const struct segment_rules *rules, const struct article *article,
                     const struct page_line *line, size_t words_max)
{
    if (line->word_count > words_max)
        return false;
    line_text_set(rules->line, article_span_text(article, line->field, line->span));
    return rules->line->is_whole;
}

static void cut_head(const struct segment_rules *rules, const struct article *article,
                     struct page *page, size_t first_full)
{
    bool has_labels = false; /* headings inside the text: then the first one may be one */

    for (size_t i = first_full; i < page->count; i++)
        has_labels |= is_open_text(&page->lines[i]) &&
                      page->lines[i].word_count <= LABEL_WORDS_MAX && i + 1 < page->count &&
                      is_full_text(&page->lines[i + 1]);
    for (size_t i = 0; i < first_full; i++) {
        struct page_line *line = &page->lines[i];

        if (!is_open_text(line) || !is_short(rules, article, line, HEAD_PARTS_MAX))
            continue;
        bool is_source = has_parts(rules->line, false, !has_labels);

        if (rules->line->has_digit && !line->date.has_year)
            continue; /* "21:10 – Ceasefire from midnight" */
        if (!is_source && (line->word_count > HEAD_WORDS_MAX || has_labels))
            continue;
        if (tells_event(rules->lexicon, rules->line, is_source ? WEAK_IN_NAMES : WEAK))
            continue;
        cut(line, is_source ? "source" : "label",
            is_source ? "shape:head_parts" : "shape:head_label");
    }
}

static void cut_tail(const struct segment_rules *rules, const struct article *article,
                     struct page *page, size_t after_full)
{
    size_t open = 0;

    for (size_t i = after_full; i < page->count; i++)
        open += is_open_text(&page->lines[i]);
    if (open > TAIL_LINES_MAX)
        return;
    for (size_t i = after_full; i < page->count; i++) {
        struct page_line *line = &page->lines[i];

        if (!is_open_text(line) || !is_short(rules, article, line, TAIL_PARTS_MAX) ||
            (line->word_count > TAIL_WORDS_MAX && !has_parts(rules->line, true, true)))
            continue;
        if (!tells_event(rules->lexicon, rules->line, WEAK))
            cut(line, "tail", "shape:tail");
    }
}

void page_cut_ends(const struct segment_rules *rules, const struct article *article,
                   struct page *page)
{
    size_t first_full = page->count;
    size_t after_full = 0;
    size_t full = 0;

    for (size_t i = 0; i < page->count; i++) {
        if (!is_full_text(&page->lines[i]))
            continue;
        if (full++ == 0)
            first_full = i;
        after_full = i + 1;
    }
    if (full == 0 || strview_trim(article->fields[FIELD_TITLE]).len == 0)
        return;
    cut_head(rules, article, page, first_full);
    if (full > 1)
        cut_tail(rules, article, page, after_full);
}
