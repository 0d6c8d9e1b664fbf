/* SPDX-License-Identifier: Apache-2.0 */
#include "support/positions.h"

#include "common/utf8.h"
#include "lexicon/characters.h"
#include "lexicon/form.h"
#include "model/event.h"
#include "normalization/line_text.h"

#include <stdio.h>
#include <unicode/utf16.h>

enum { FORM_BYTES_MAX = 1 << 16 };

static char message[1024];

static bool fail_text(const char *what, size_t index, struct strview text)
{
    if (text.len > 400)
        text.len = 400;
    snprintf(message, sizeof(message), "%s (%zu): \"%.*s\"", what, index, STRVIEW_ARG(text));
    return false;
}

static bool is_boundary(struct strview text, size_t byte)
{
    return byte == text.len || (byte < text.len && ((unsigned char)text.ptr[byte] & 0xc0) != 0x80);
}

static bool is_span(const struct article *article, enum field field, struct span span)
{
    struct strview text = article->fields[field];

    return span.begin <= span.end && span.end <= text.len && is_boundary(text, span.begin) &&
           is_boundary(text, span.end);
}

static bool has_class(struct strview text, unsigned classes)
{
    for (size_t at = 0; at < text.len;)
        if ((1u << character_class(character_next(text, &at)) & classes) != 0)
            return true;
    return false;
}

enum {
    TEXT_CLASSES = 1u << CHARACTER_LATIN | 1u << CHARACTER_ARABIC | 1u << CHARACTER_LETTER |
                   1u << CHARACTER_DIGIT,
    TOKEN_CLASSES = TEXT_CLASSES | 1u << CHARACTER_PUNCTUATION | 1u << CHARACTER_SYMBOL,
};

/* Lines stand in order and hold every letter of the fields. */
static bool lines_hold(const struct article *article)
{
    uint32_t at[FIELD_COUNT] = {0};

    for (size_t i = 0; i < article->line_count; i++) {
        const struct line *line = &article->lines[i];
        struct strview text = article->fields[line->field];

        if (!is_span(article, line->field, line->span) || line->span.begin == line->span.end ||
            line->span.begin < at[line->field] || line->segment >= article->segment_count)
            return fail_text("line out of place", i, text);
        struct strview gap = strview_slice(text, at[line->field], line->span.begin);

        if (has_class(gap, TEXT_CLASSES))
            return fail_text("text before a line is in none", i, gap);
        at[line->field] = line->span.end;
    }
    for (size_t field = 0; field < FIELD_COUNT; field++) {
        struct strview rest = strview_slice(article->fields[field], at[field], SIZE_MAX);

        if (has_class(rest, TEXT_CLASSES))
            return fail_text("text after the lines is in none", field, rest);
    }
    return true;
}

static bool segments_hold(const struct article *article)
{
    for (size_t i = 0; i < article->segment_count; i++) {
        const struct segment *s = &article->segments[i];

        if (!is_span(article, s->title_field, s->title_span))
            return fail_text("title out of place", i, s->title);
        if (s->title_span.begin < s->title_span.end &&
            !strview_equal(s->title, article_span_text(article, s->title_field, s->title_span)))
            return fail_text("title is not where it says", i, s->title);
        if ((size_t)s->first_sentence + s->sentence_count > article->sentence_count)
            return fail_text("sentences of a segment out of place", i, s->title);
    }
    return true;
}

/* The sentences of the kept lines, in order, hold all but white space. */
static bool sentences_hold(const struct article *article)
{
    size_t index = 0;

    for (size_t i = 0; i < article->line_count; i++) {
        const struct line *line = &article->lines[i];
        uint32_t at = line->span.begin;
        struct strview gap;

        if (!line->is_kept)
            continue;
        for (; index < article->sentence_count; index++) {
            const struct sentence *s = &article->sentences[index];

            if (s->field != line->field || s->span.begin < at || s->span.end > line->span.end)
                break;
            gap = article_span_text(article, line->field, (struct span){at, s->span.begin});
            if (!is_span(article, s->field, s->span) || s->span.begin == s->span.end ||
                s->segment != line->segment || strview_trim(gap).len > 0)
                return fail_text("sentence out of place", index,
                                 article_sentence_text(article, index));
            at = s->span.end;
        }
        gap = article_span_text(article, line->field, (struct span){at, line->span.end});
        if (strview_trim(gap).len > 0)
            return fail_text("text of a kept line is in no sentence", i, gap);
    }
    if (index != article->sentence_count)
        return fail_text("sentence outside of the kept lines", index,
                         article_sentence_text(article, index));
    return true;
}

/* A form is the folded word, and each of its letters the folded bytes from its origin on. */
static bool form_holds(struct strview word, enum form_kind kind, struct strview form)
{
    static char folded[FORM_BYTES_MAX];
    size_t len = form_fold(word, kind, folded, sizeof(folded));
    size_t from = 0; /* origin of the letters from form byte `begin` on */
    size_t begin = 0;

    if (len > sizeof(folded) || !strview_equal((struct strview){folded, len}, form))
        return fail_text("form is not the folded word", len, word);
    for (size_t byte = 0; byte <= form.len; utf8_next(form, &byte)) {
        size_t origin = form_origin(word, kind, byte);

        if (origin < from || origin > word.len || !is_boundary(word, origin))
            return fail_text("origin out of place", byte, word);
        if (origin > from) {
            len = form_fold(strview_slice(word, from, origin), kind, folded, sizeof(folded));
            if (!strview_equal((struct strview){folded, len}, strview_slice(form, begin, byte)))
                return fail_text("origin of another letter", byte, word);
            from = origin;
            begin = byte;
        }
        if (byte == form.len)
            break;
    }
    return from == word.len || form.len == 0 || fail_text("the end has no origin", from, word);
}

static bool token_holds(const struct article *article, uint32_t t, uint32_t at,
                        const struct sentence *s)
{
    const struct token *token = &article->tokens[t];
    struct strview field = article->fields[s->field];

    if (token->begin < at || token->begin >= token->end || token->end > s->span.end ||
        !is_boundary(field, token->begin) || !is_boundary(field, token->end))
        return fail_text("token out of place", t, strview_slice(field, at, s->span.end));
    struct strview gap = strview_slice(field, at, token->begin);
    struct strview word = article_token_text(article, t);

    if (has_class(gap, TOKEN_CLASSES))
        return fail_text("text between tokens", t, gap);
    return form_holds(word, FORM_MATCHING, token->form) &&
           form_holds(word, FORM_EXACT, token->exact);
}

static bool tokens_hold(const struct article *article)
{
    size_t count = 0;

    for (size_t i = 0; i < article->sentence_count; i++) {
        const struct sentence *s = &article->sentences[i];
        uint32_t at = s->span.begin;

        if (s->first_token != count)
            return fail_text("tokens of a sentence out of place", i,
                             article_sentence_text(article, i));
        for (; count < (size_t)s->first_token + s->token_count; count++) {
            if (article->tokens[count].sentence != i ||
                !token_holds(article, (uint32_t)count, at, s))
                return false;
            at = article->tokens[count].end;
        }
        struct strview gap = strview_slice(article->fields[s->field], at, s->span.end);

        if (s->language != LANGUAGE_UNSUPPORTED && has_class(gap, TOKEN_CLASSES))
            return fail_text("text after the last token", i, gap);
    }
    return count == article->token_count || fail_text("token in no sentence", count, STRVIEW(""));
}

static bool is_token_run(const struct article *article, uint32_t first, uint32_t count)
{
    return count > 0 && (size_t)first + count <= article->token_count &&
           article->tokens[first].sentence == article->tokens[first + count - 1].sentence;
}

static bool values_hold(const struct article *article)
{
    for (size_t i = 0; i < article->number_count; i++)
        if (!is_token_run(article, article->numbers[i].first_token,
                          article->numbers[i].token_count))
            return fail_text("number out of place", i, STRVIEW(""));
    for (size_t i = 0; i < article->time_count; i++)
        if (!is_token_run(article, article->times[i].first_token, article->times[i].token_count))
            return fail_text("time out of place", i, STRVIEW(""));
    return true;
}

/* As written: a piece of a field that begins and ends with whole code points and, in front, with no
 * mark that stood on a letter cut off. */
static bool is_written(const struct article *article, const char *what, struct strview text)
{
    if (text.len == 0)
        return true;
    size_t at = 0;
    uint32_t first = utf8_next(text, &at);

    if (!utf8_is_valid(text) || character_class(first) == CHARACTER_MARK)
        return fail_text(what, 0, text);
    for (size_t field = 0; field < FIELD_COUNT; field++)
        if (strview_find(article->fields[field], text, 0) < article->fields[field].len)
            return true;
    return strview_equal(text, article->source) || fail_text(what, 1, text);
}

static bool mentions_hold(const struct article *article, const struct event *event)
{
    for (size_t i = 0; i < event->mention_count; i++) {
        const struct mention *m = &event->mentions[i];

        if (m->sentence >= article->sentence_count || !is_span(article, m->field, m->span) ||
            !is_span(article, m->field, m->trigger) || m->trigger.begin == m->trigger.end ||
            m->trigger.begin < m->span.begin || m->trigger.end > m->span.end)
            return fail_text("mention out of place", i, STRVIEW(""));
        const struct sentence *s = &article->sentences[m->sentence];

        if (s->field != m->field || s->span.begin > m->span.begin || s->span.end < m->span.end)
            return fail_text("mention outside of its sentence", i,
                             article_span_text(article, m->field, m->span));
    }
    return true;
}

static bool actors_hold(const struct article *article, const struct actor *actors, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_written(article, "actor", actors[i].text))
            return false;
    return true;
}

static bool event_holds(const struct article *article, const struct event *e)
{
    const struct casualties *c = &e->casualties;
    bool holds = mentions_hold(article, e) && actors_hold(article, e->actors, e->actor_count) &&
                 actors_hold(article, e->recipients, e->recipient_count) &&
                 actors_hold(article, e->mediators, e->mediator_count) &&
                 is_written(article, "time", e->time.text) &&
                 is_written(article, "killed", c->killed.text) &&
                 is_written(article, "injured", c->injured.text) &&
                 is_written(article, "missing", c->missing.text) &&
                 is_written(article, "captured", c->captured.text);

    for (size_t i = 0; holds && i < e->location_count; i++)
        holds = is_written(article, "location", e->locations[i].text);
    for (size_t i = 0; holds && i < e->quantity_count; i++)
        holds = is_written(article, "quantity", e->quantities[i].text);
    for (size_t i = 0; holds && i < e->attribution_count; i++)
        holds = is_written(article, "attribution", e->attributions[i].text) &&
                is_written(article, "verb", e->attributions[i].verb);
    return holds;
}

static bool events_hold(const struct article *article)
{
    for (size_t i = 0; i < article->event_count; i++)
        if (!event_holds(article, &article->events[i]))
            return false;
    return true;
}

/* The units that regular expressions are searched in: each is the folded text from its byte on. */
static bool units_hold(struct strview text)
{
    static struct line_text line;
    char wanted[64], found[8192];

    line_text_set(&line, text);
    for (int32_t i = 0; i < line.unit_count; i++) {
        uint32_t begin = line.unit_at[i];
        bool is_pair = i + 1 < line.unit_count && line.unit_at[i + 1] == begin;
        uint32_t end = line.unit_at[i + 1 + is_pair];
        UChar32 c =
            is_pair ? U16_GET_SUPPLEMENTARY(line.units[i], line.units[i + 1]) : line.units[i];
        char unit[4];

        if (begin >= end || end > text.len || !is_boundary(text, begin))
            return fail_text("unit out of place", (size_t)i, text);
        i += is_pair;
        if (c == ' ' || c == '-' || line.unit_count > LINE_UNITS_MAX - 2)
            continue; /* blanks of all kinds, and a tatweel that stands for a dash */
        size_t wanted_len = form_fold((struct strview){unit, utf8_put((uint32_t)c, unit)},
                                      FORM_MATCHING, wanted, sizeof(wanted));
        size_t found_len =
            form_fold(strview_slice(text, begin, end), FORM_MATCHING, found, sizeof(found));

        /* What is dropped stands behind it: marks, one of which folds to a letter (U+0345). */
        if (!strview_starts_with((struct strview){found, found_len},
                                 (struct strview){wanted, wanted_len}))
            return fail_text("unit of another letter", (size_t)i, text);
    }
    return true;
}

static bool all_units_hold(const struct article *article)
{
    for (size_t i = 0; i < article->line_count; i++)
        if (!units_hold(
                article_span_text(article, article->lines[i].field, article->lines[i].span)))
            return false;
    return true;
}

const char *positions_wrong(const struct article *article)
{
    bool holds = lines_hold(article) && segments_hold(article) && sentences_hold(article) &&
                 tokens_hold(article) && all_units_hold(article) && values_hold(article) &&
                 events_hold(article);

    return holds ? NULL : message;
}
