/* SPDX-License-Identifier: Apache-2.0 */
/* Lines kept or cut, and the articles of a page told apart: one walk over the page's lines, with
 * the verdicts of segment_headers.c at headers. Cut lines stay in article->lines with their reason,
 * so that `rasid explain` and articles.normalized can show them. */
#include "normalization/segments.h"

#include "common/log.h"
#include "common/utf8.h"
#include "model/trace.h"
#include "normalization/normalizer.h"

#include <stdlib.h>

enum {
    SEGMENTS_MAX = 200, /* no page holds as many articles */
    TITLE_CHARS_MAX = 200,
};

struct segment_rules *segment_rules_new(const struct lexicon *lexicon, struct calendar *calendar)
{
    struct segment_rules *rules = calloc(1, sizeof(*rules));
    char error[256] = "no memory";

    if (rules == NULL)
        return NULL;
    rules->lexicon = lexicon;
    rules->clutter = clutter_rules_new(lexicon, error, sizeof(error));
    rules->dates = date_lines_new(lexicon, calendar);
    rules->line = calloc(1, sizeof(*rules->line));
    rules->title = calloc(1, sizeof(*rules->title));
    if (rules->clutter != NULL && rules->dates != NULL && rules->line != NULL &&
        rules->title != NULL)
        return rules;
    log_write(LOG_LEVEL_ERROR, "segments", "Language data refused. error=\"%s\"", error);
    segment_rules_free(rules);
    return NULL;
}

void segment_rules_free(struct segment_rules *rules)
{
    if (rules == NULL)
        return;
    clutter_rules_free(rules->clutter);
    date_lines_free(rules->dates);
    free(rules->line);
    free(rules->title);
    free(rules);
}

bool page_line_is_text(const struct page_line *line)
{
    return line->action == CLUTTER_NONE || line->action == CLUTTER_KEEP;
}

struct strview page_line_text(const struct walk *walk, const struct page_line *line)
{
    return article_span_text(walk->article, line->field, line->span);
}

/* One more line of the article; reason NULL keeps it. */
static enum status emit(struct walk *walk, const struct page_line *line, const char *reason,
                        struct strview rule)
{
    struct line *out = article_add_line(walk->article);

    if (out == NULL)
        return STATUS_LIMIT;
    *out = (struct line){.field = line->field,
                         .span = line->span,
                         .segment = walk->segment,
                         .is_kept = reason == NULL,
                         .reason = reason,
                         .rule = rule,
                         .link_percent = line->link_percent,
                         .heading_level = line->heading_level};
    if (reason == NULL && line->field == FIELD_BODY) {
        walk->has_sentence |= line->is_sentence;
        walk->has_text |= line->is_sentence || line->is_closed;
    }
    if (reason != NULL && walk->article->trace != NULL)
        trace_add(walk->article, "clutter", "cut %s by %.*s: %.*s", reason, STRVIEW_ARG(rule),
                  STRVIEW_ARG(page_line_text(walk, line)));
    return STATUS_OK;
}

/* A date without a year takes it from the page's date or from the time of fetching. */
static void take_date(const struct article *article, const struct date_found *date,
                      struct segment *segment)
{
    struct timestamp anchor = article->segments[0].published;
    struct timestamp time = date->time;

    if (anchor.precision == TIME_UNKNOWN)
        anchor = article->fetched;
    if (!date->has_year && anchor.precision == TIME_UNKNOWN)
        return;
    if (!date->has_year)
        date_place_year(&time, anchor.day);
    segment->published = time;
    segment->has_own_date = true;
}

/* A date, source or author that the line tells is the segment's, if it has none yet. */
static void take_fields(struct walk *walk, const struct page_line *line)
{
    struct segment *segment = &walk->article->segments[walk->segment];

    if (line->has_date && segment->published.precision == TIME_UNKNOWN)
        take_date(walk->article, &line->date, segment);
    if (segment->source.len == 0)
        segment->source = strview_trim(line->source);
    if (segment->author.len == 0)
        segment->author = strview_trim(line->author);
}

static enum status start_segment(struct walk *walk, size_t title)
{
    struct article *article = walk->article;
    struct page_line *line = &walk->page->lines[title];
    struct segment *segment = article_add_segment(article);

    if (segment == NULL)
        return STATUS_LIMIT;
    line->span = page_title_span(walk, line);
    segment->title = page_line_text(walk, line);
    segment->title_field = line->field;
    segment->title_span = line->span;
    segment->published.second = -1;
    walk->segment = (uint16_t)(article->segment_count - 1);
    walk->has_sentence = false;
    walk->has_text = false;
    walk->is_rest = false;
    trace_add(article, "segments", "segment %u: \"%.*s\"", walk->segment,
              STRVIEW_ARG(segment->title));
    return STATUS_OK;
}

/* The lines between a header and the text that it leads to: what stands before the title (or all,
 * without one) is teasers. */
static enum status emit_head(struct walk *walk, size_t from, size_t to, size_t title,
                             struct strview rule)
{
    for (size_t i = from; i < to; i++) {
        const struct page_line *line = &walk->page->lines[i];
        bool is_text = page_line_is_text(line);
        const char *reason = is_text ? "teaser" : line->kind;

        if (!is_text)
            take_fields(walk, line);
        if (is_text && (i >= title || line->action == CLUTTER_KEEP))
            reason = NULL;
        enum status status = emit(walk, line, reason, is_text ? rule : line->rule);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* Handles the header and the lines before the text that it leads to; *next is the line after. */
static enum status take_header(struct walk *walk, size_t header, size_t *next)
{
    const struct page_line *line = &walk->page->lines[header];
    struct header_block block;
    enum header_verdict verdict = judge_header(walk, header, &block);
    enum status status = emit(walk, line, line->kind, line->rule);
    bool is_segment = verdict == HEADER_SEGMENT && walk->article->segment_count < SEGMENTS_MAX;

    *next = verdict == HEADER_CUT ? header + 1 : block.sentence;
    if (status == STATUS_OK && is_segment)
        status = start_segment(walk, block.title);
    if (status == STATUS_OK)
        status =
            emit_head(walk, header + 1, *next, is_segment ? block.title : block.end, line->rule);
    return status;
}

/* Past the end of the article: a title, a date line and full sentences begin another one. */
static bool begins_article(const struct walk *walk, size_t title)
{
    const struct page *page = walk->page;
    const struct page_line *line = &page->lines[title];

    if (title + 1 >= page->count || !page_line_is_text(line) || !line->is_title_like)
        return false;
    const struct page_line *date = &page->lines[title + 1];

    if (date->action != CLUTTER_FIELD || !date->has_date)
        return false;
    for (size_t i = title + 2; i < page_block_end(page, title); i++)
        if (page_line_is_text(&page->lines[i]) && page->lines[i].is_sentence)
            return true;
    return false;
}

static enum status take_line(struct walk *walk, size_t i, size_t *next)
{
    struct page_line *line = &walk->page->lines[i];

    *next = i + 1;
    if (line->action == CLUTTER_NEW_SEGMENT)
        return take_header(walk, i, next);
    if (walk->is_rest && begins_article(walk, i)) {
        enum status status = start_segment(walk, i);

        return status == STATUS_OK ? emit(walk, line, NULL, line->rule) : status;
    }
    if (walk->is_rest) {
        if (line->has_date) /* a date below the text is the page's all the same */
            take_fields(walk, line);
        return emit(walk, line, line->kind != NULL ? line->kind : "after_end",
                    line->kind != NULL ? line->rule : STRVIEW("cut_rest"));
    }
    /* above the text, "add a comment" ends nothing */
    walk->is_rest = line->action == CLUTTER_CUT_REST && walk->has_text;
    take_fields(walk, line);
    return emit(walk, line, page_line_is_text(line) ? NULL : line->kind, line->rule);
}

static enum status add_main_segment(struct article *article)
{
    struct segment *segment = article_add_segment(article);
    struct strview field = article->fields[FIELD_TITLE];

    if (segment == NULL)
        return STATUS_LIMIT;
    segment->title = strview_trim(field);
    segment->title_field = FIELD_TITLE;
    if (segment->title.len > 0) {
        segment->title_span.begin = (uint32_t)(segment->title.ptr - field.ptr);
        segment->title_span.end = (uint32_t)(segment->title_span.begin + segment->title.len);
    }
    segment->published = article->published;
    segment->author = article->author;
    return STATUS_OK;
}

/* A page without a title in its metadata has it as its first line. */
static void find_title(struct article *article)
{
    struct segment *segment = &article->segments[0];

    for (size_t i = 0; i < article->line_count && segment->title.len == 0; i++) {
        const struct line *line = &article->lines[i];
        struct strview text = article_span_text(article, line->field, line->span);

        if (!line->is_kept)
            continue;
        if (line->segment != 0 || utf8_count(text) > TITLE_CHARS_MAX ||
            strview_ends_with(text, STRVIEW(".")))
            return;
        segment->title = text;
        segment->title_field = line->field;
        segment->title_span = line->span;
    }
}

/* One sentence alone: no clutter stage. */
static enum status take_sentence(struct article *article)
{
    for (size_t field = 0; field < FIELD_COUNT; field++) {
        struct strview text = strview_trim(article->fields[field]);

        if (text.len == 0)
            continue;
        struct line *line = article_add_line(article);

        if (line == NULL)
            return STATUS_LIMIT;
        line->field = (enum field)field;
        line->is_kept = true;
        line->span.begin = (uint32_t)(text.ptr - article->fields[field].ptr);
        line->span.end = (uint32_t)(line->span.begin + text.len);
    }
    return STATUS_OK;
}

enum status normalize_segments(struct normalizer *normalizer, struct article *article)
{
    const struct source_hint *hint = find_source_hint(normalizer->options, article);
    struct page page = {.is_month_first = hint != NULL && hint->is_month_first};
    struct walk walk = {.rules = normalizer->segment_rules, .article = article, .page = &page};

    read_published_text(walk.rules, article, page.is_month_first);
    enum status status = add_main_segment(article);

    if (status == STATUS_OK && article->body_kind == BODY_SENTENCE)
        status = take_sentence(article);
    else if (status == STATUS_OK)
        status = page_read(walk.rules, article, &page);
    for (size_t i = 0; status == STATUS_OK && i < page.count;)
        status = take_line(&walk, i, &i);
    if (status != STATUS_OK)
        return status;
    find_title(article);
    if (article->segments[0].source.len == 0)
        article->segments[0].source = article->source;
    set_segment_dates(normalizer->calendar, article, &page, hint);
    return STATUS_OK;
}
