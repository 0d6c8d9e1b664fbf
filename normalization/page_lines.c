/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of a page: first the rows of clutter.tsv, then shapes that need no word of a language: link
 * density, the title told again, a repeated line, signs alone, a short line closed by a slash
 * ("Agency/"), a line that is nothing but a date. */
#include "normalization/segments.h"

#include "lexicon/form.h"

#include <xxhash.h>

enum {
    SENTENCE_CHARS_MIN = 60,
    SENTENCE_CHARS_OPEN = 140, /* so long a line is text even without a closing stop */
    TITLE_CHARS_MAX = 200,
    LINK_PERCENT_MAX = 60,
    LINES_MAX = 2000,      /* the longest pages of news, transcripts, have some 800 */
    TAILS_MAX = 4,         /* clutter glued to one line */
    SEEN_MAX = 512,        /* lines compared for repetition */
    DATE_WORDS_AROUND = 3, /* other words on a line that is a date line by its shape alone */
    SOURCE_WORDS_MAX = 5,
    SOURCE_LINE_WORDS_MAX = 8,
    DATELINE_BYTES = 100, /* a paragraph's dateline stands this near to its start */
    DATELINE_WORDS_MAX = 4,
};

static struct page_line *add_page_line(struct article *article, struct page *page)
{
    void *grown = page->lines;

    if (arena_grow(article->arena, &grown, page->count, &page->capacity,
                   sizeof(struct page_line)) != 0)
        return NULL;
    page->lines = grown;
    struct page_line *line = &page->lines[page->count++];

    memset(line, 0, sizeof(*line));
    return line;
}

static void cut_by_shape(struct page_line *line, const char *kind, const char *shape)
{
    line->action = CLUTTER_CUT_LINE;
    line->kind = kind;
    line->rule = strview_from(shape);
}

static uint64_t hash_of(const struct line_text *text)
{
    uint64_t hash = 0;

    for (size_t i = 0; i < text->piece_count; i++)
        if (text->pieces[i].is_word)
            hash = XXH3_64bits_withSeed(text->pieces[i].form.ptr, text->pieces[i].form.len, hash);
    return hash;
}

static bool is_seen(struct page *page, const struct line_text *text)
{
    uint64_t hash = hash_of(text);

    for (size_t i = 0; i < page->seen_count; i++)
        if (page->seen[i] == hash)
            return true;
    if (page->seen_count < SEEN_MAX)
        page->seen[page->seen_count++] = hash;
    return false;
}

/* "Agency/": a few words, closed by a slash. */
static bool is_source_slash(const struct line_text *text)
{
    if (!text->is_whole || text->piece_count < 2 || text->has_digit)
        return false;
    size_t words = line_text_word_count(text);

    return strview_is(text->pieces[text->piece_count - 1].form, "/") && text->pieces[0].is_word &&
           words <= SOURCE_WORDS_MAX;
}

/* A short line that ends in the source's name, as metadata give it: "Tripoli – The Paper". */
static bool ends_in_source(const struct article *article, const struct line_text *text)
{
    size_t at = 0;
    size_t words = line_text_word_count(text);
    size_t last = text->piece_count;
    char form[LINE_FORM_BYTES / 8];
    struct strview name[SOURCE_WORDS_MAX];
    size_t name_words = 0;
    size_t used = 0;

    if (!text->is_whole || words > SOURCE_LINE_WORDS_MAX)
        return false;
    for (;;) {
        struct strview piece = line_next_piece(article->source, &at);

        if (piece.len == 0)
            break;
        if (name_words == SOURCE_WORDS_MAX)
            return false;
        size_t length = form_fold(piece, FORM_MATCHING, form + used, sizeof(form) - used);

        if (length > sizeof(form) - used)
            return false;
        name[name_words++] = (struct strview){.ptr = form + used, .len = length};
        used += length;
    }
    while (last > 0 && !text->pieces[last - 1].is_word)
        last--;
    if (name_words == 0 || last < name_words)
        return false;
    for (size_t i = 0; i < name_words; i++)
        if (!strview_equal(name[i], text->pieces[last - name_words + i].form))
            return false;
    return last == name_words || !text->pieces[last - name_words - 1].is_word;
}

/* Whether the page's title stands at the start of the line, or the whole line in the title. */
static bool repeats_title(const struct line_text *title, const struct line_text *text)
{
    size_t t = 0;
    size_t words = 0;

    if (!text->is_whole || !title->is_whole)
        return false;
    for (size_t i = 0; i < text->piece_count; i++) {
        if (!text->pieces[i].is_word)
            continue;
        while (t < title->piece_count && !title->pieces[t].is_word)
            t++;
        if (t == title->piece_count || !strview_equal(title->pieces[t].form, text->pieces[i].form))
            return false;
        t++;
        words++;
    }
    return words >= 3 && words * 10 >= line_text_word_count(title) * 9;
}

/* A dateline's dash or colon within the first words. */
static bool starts_with_dateline(const struct line_text *text)
{
    size_t words = 0;

    for (size_t i = 0; i < text->piece_count && text->pieces[i].begin < DATELINE_BYTES; i++) {
        struct strview form = text->pieces[i].form;
        bool is_dash = strview_is(form, "-") || strview_is(form, "–") || strview_is(form, "—");

        words += text->pieces[i].is_word;
        if (words > DATELINE_WORDS_MAX)
            return false;
        if (is_dash && words > 0 && i + 1 < text->piece_count &&
            text->pieces[i + 1].begin > text->pieces[i].end)
            return true;
    }
    return false;
}

/* A dateline at the start of a paragraph: "TEHRAN, 15 Farvardin 1391 (April 3, 2012) – …". */
static bool is_dateline(const struct line_text *text, const struct date_found *date)
{
    if (date->end > DATELINE_BYTES || date->words_before > DATELINE_WORDS_MAX)
        return false;
    for (size_t i = 0; i < text->piece_count; i++) {
        const struct line_piece *piece = &text->pieces[i];

        if (piece->begin < date->end)
            continue;
        if (strview_is(piece->form, ")") || strview_is(piece->form, "."))
            continue;
        return !piece->is_word && !strview_is(piece->form, ",") && !strview_is(piece->form, "،");
    }
    return false;
}

/* What the line's date means: a date that a row cut for, a dateline before text, or a line that is
 * nothing else. */
static void judge_date(const struct segment_rules *rules, bool is_found, struct page_line *line)
{
    const struct line_text *text = rules->line;
    bool is_field = line->action == CLUTTER_FIELD || line->action == CLUTTER_CUT_LINE;

    if (!is_found || line->action == CLUTTER_KEEP)
        return;
    if (is_field || line->is_sentence) {
        line->has_date = is_field || is_dateline(text, &line->date);
        return;
    }
    line->has_date = text->is_whole && line->date.has_year &&
                     line->date.other_words <= DATE_WORDS_AROUND && text->char_count <= 120 &&
                     line->date.time.precision != TIME_MONTH;
    if (!line->has_date || line->action != CLUTTER_NONE)
        return;
    line->action = CLUTTER_FIELD;
    line->kind = "time_stamp";
    line->rule = STRVIEW("shape:date_line");
}

static void apply_shapes(const struct segment_rules *rules, const struct article *article,
                         struct page *page, struct page_line *line)
{
    const struct line_text *text = rules->line;

    if (line->field != FIELD_BODY || line->action != CLUTTER_NONE)
        return;
    if (text->letter_count == 0 && (!text->has_digit || text->char_count <= 12))
        cut_by_shape(line, "symbols", "shape:symbols");
    else if (line->link_percent >= LINK_PERCENT_MAX && !line->is_sentence)
        cut_by_shape(line, "links", "shape:link_density");
    else if (repeats_title(rules->title, text))
        cut_by_shape(line, "title", "shape:title_repeated");
    else if (line->word_count >= 3 && is_seen(page, text))
        cut_by_shape(line, "repetition", "shape:line_repeated");
    else if (ends_in_source(article, text)) {
        line->action = CLUTTER_FIELD;
        line->kind = "source";
        line->rule = STRVIEW("shape:source_name");
    } else if (is_source_slash(text)) {
        line->action = CLUTTER_FIELD;
        line->kind = "source";
        line->rule = STRVIEW("shape:source_slash");
        line->source = strview_slice(text->text, 0, text->pieces[text->piece_count - 1].begin);
    }
}

static void measure(const struct line_text *text, struct page_line *line)
{
    bool is_closed = line_text_is_closed(text);

    line->char_count = text->char_count;
    line->word_count = (uint32_t)line_text_word_count(text);
    line->is_closed = is_closed;
    line->is_separator = text->letter_count == 0 && !text->has_digit;
    line->is_sentence = (is_closed && text->char_count >= SENTENCE_CHARS_MIN) ||
                        text->char_count >= SENTENCE_CHARS_OPEN;
    line->is_title_like = !line->is_sentence && line->word_count >= 2 &&
                          text->char_count <= TITLE_CHARS_MAX &&
                          (!is_closed || line->heading_level > 0);
    /* Titles of 140 characters occur; only the next lines can tell them from text. */
    line->is_title_like |=
        !is_closed && text->char_count <= TITLE_CHARS_MAX && line->word_count >= 2;
    line->is_dateline_start = line->is_sentence && starts_with_dateline(text);
}

static void take_match(const struct clutter_match *match, struct page_line *line)
{
    line->action = match->action;
    line->kind = match->kind;
    line->rule = match->rule;
    line->source = match->values[CLUTTER_SOURCE];
    line->author = match->values[CLUTTER_AUTHOR];
}

static struct span trim_span(struct strview field, uint32_t begin, uint32_t end)
{
    struct strview text = strview_trim(strview_slice(field, begin, end));
    uint32_t from = (uint32_t)(text.ptr - field.ptr);

    return (struct span){.begin = from, .end = (uint32_t)(from + text.len)};
}

/* The words behind the header's colon are a title of their own. */
static struct strview inline_title(const struct line_text *text, const struct clutter_match *match)
{
    struct strview title = match->value;

    for (size_t i = 0; title.len == 0 && i + 1 < text->piece_count; i++)
        if (strview_is(text->pieces[i].form, ":"))
            title =
                strview_trim(strview_slice(text->text, text->pieces[i + 1].begin, text->text.len));
    return title;
}

static enum status append_line(struct article *article, struct page *page,
                               const struct page_line *line)
{
    if (line->span.begin == line->span.end)
        return STATUS_OK;
    struct page_line *out = add_page_line(article, page);

    if (out == NULL)
        return STATUS_LIMIT;
    *out = *line;
    return STATUS_OK;
}

/* Puts the line's text under work and asks the rows; *has_date: a date was found in it. */
static struct clutter_match match_line(const struct segment_rules *rules,
                                       const struct article *article, const struct page *page,
                                       struct page_line *line, bool *has_date)
{
    line_text_set(rules->line, article_span_text(article, line->field, line->span));
    *has_date = line->field == FIELD_BODY &&
                date_line_find(rules->dates, rules->line, page->is_month_first, &line->date);
    rules->line->may_be_date = *has_date;
    if (line->field != FIELD_BODY)
        return (struct clutter_match){0};
    return clutter_rules_match(rules->clutter, rules->line, page->has_arabic);
}

/* What a line holds behind its inline title: more titles, behind bars. */
static enum status append_teasers(struct article *article, struct page *page,
                                  const struct page_line *title, uint32_t end)
{
    struct page_line rest = {.field = title->field};

    rest.span = trim_span(article->fields[title->field], title->span.end, end);
    cut_by_shape(&rest, "teaser", "shape:behind_title");
    return append_line(article, page, &rest);
}

/* The words behind a header on its own line are a title, on a line of its own. */
static enum status append_header(const struct segment_rules *rules, struct article *article,
                                 struct page *page, struct page_line *line,
                                 const struct clutter_match *match)
{
    struct strview field = article->fields[line->field];
    struct strview title = inline_title(rules->line, match);
    struct page_line behind = {.field = line->field};

    if (title.len == 0)
        return append_line(article, page, line);
    behind.span.begin = (uint32_t)(title.ptr - field.ptr);
    behind.span.end = (uint32_t)(behind.span.begin + title.len);
    uint32_t end = line->span.end;

    line->span = trim_span(field, line->span.begin, behind.span.begin);
    line_text_set(rules->line, title);
    measure(rules->line, &behind);
    behind.is_inline_title = true;
    behind.is_sentence = false;
    behind.is_title_like = behind.word_count >= 2;
    enum status status = append_line(article, page, line);

    if (status == STATUS_OK)
        status = append_line(article, page, &behind);
    return status == STATUS_OK ? append_teasers(article, page, &behind, end) : status;
}

/* Adds one line with what the rules say; a tail glued to it becomes a line of its own. */
static enum status add_line(const struct segment_rules *rules, struct article *article,
                            struct page *page, const struct page_line *model)
{
    struct strview field = article->fields[model->field];
    struct page_line tails[TAILS_MAX];
    size_t tail_count = 0;
    struct page_line line = *model;
    bool has_date = false;
    struct clutter_match match = match_line(rules, article, page, &line, &has_date);

    while (match.is_part && tail_count < TAILS_MAX) {
        struct page_line *tail = &tails[tail_count++];

        *tail = *model;
        tail->span = trim_span(field, line.span.begin + match.begin, line.span.end);
        take_match(&match, tail);
        line.span = trim_span(field, line.span.begin, line.span.begin + match.begin);
        match = match_line(rules, article, page, &line, &has_date);
    }
    if (!match.is_part)
        take_match(&match, &line);
    measure(rules->line, &line);
    apply_shapes(rules, article, page, &line);
    judge_date(rules, has_date, &line);
    enum status status = line.action == CLUTTER_NEW_SEGMENT
                             ? append_header(rules, article, page, &line, &match)
                             : append_line(article, page, &line);

    while (status == STATUS_OK && tail_count > 0)
        status = append_line(article, page, &tails[--tail_count]);
    return status;
}

/* Sets what the decoder saw of the block that a line stands in; *block moves on with the lines. */
static void set_hint(const struct article *article, size_t *block, struct page_line *line)
{
    while (*block < article->block_count && article->blocks[*block].span.end <= line->span.begin)
        ++*block;
    if (*block == article->block_count || article->blocks[*block].span.begin > line->span.begin)
        return;
    line->link_percent = article->blocks[*block].link_percent;
    line->heading_level = article->blocks[*block].heading_level;
}

/* What follows on a page with more lines than any article: one cut over all of it. */
static enum status cut_overflow(struct article *article, struct page *page, enum field field,
                                uint32_t begin)
{
    struct page_line *line = add_page_line(article, page);

    if (line == NULL)
        return STATUS_LIMIT;
    line->field = field;
    line->span = trim_span(article->fields[field], begin, (uint32_t)article->fields[field].len);
    cut_by_shape(line, "line_limit", "shape:line_limit");
    return STATUS_OK;
}

static enum status read_field(const struct segment_rules *rules, struct article *article,
                              enum field field, struct page *page)
{
    struct strview text = article->fields[field];
    size_t block = 0;
    size_t begin = 0;

    while (begin < text.len) {
        const char *newline = memchr(text.ptr + begin, '\n', text.len - begin);
        size_t end = newline == NULL ? text.len : (size_t)(newline - text.ptr);
        struct page_line line = {.field = field,
                                 .span = trim_span(text, (uint32_t)begin, (uint32_t)end)};

        begin = end + 1;
        if (line.span.begin == line.span.end)
            continue;
        if (page->count >= LINES_MAX)
            return cut_overflow(article, page, field, line.span.begin);
        if (page->count % 64 == 63 && article_is_overdue(article))
            return STATUS_LIMIT;
        if (field == FIELD_BODY)
            set_hint(article, &block, &line);
        enum status status = add_line(rules, article, page, &line);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* Arabic letters among the first ones: pages of news are in one script but for names. */
static bool has_arabic_text(const struct article *article)
{
    enum { SAMPLE_BYTES = 4000 };

    for (size_t field = 0; field < FIELD_COUNT; field++) {
        struct strview text = strview_slice(article->fields[field], 0, SAMPLE_BYTES);

        for (size_t i = 0; i + 1 < text.len; i++)
            if ((unsigned char)text.ptr[i] >= 0xd8 && (unsigned char)text.ptr[i] <= 0xdb)
                return true;
    }
    return false;
}

enum status page_read(const struct segment_rules *rules, struct article *article, struct page *page)
{
    page->has_arabic = has_arabic_text(article);
    page->seen = arena_array(article->arena, SEEN_MAX, sizeof(*page->seen));
    if (page->seen == NULL)
        return STATUS_LIMIT;
    line_text_set(rules->title, strview_trim(article->fields[FIELD_TITLE]));
    enum status status = read_field(rules, article, FIELD_TITLE, page);

    if (status == STATUS_OK)
        status = read_field(rules, article, FIELD_BODY, page);
    if (status == STATUS_OK)
        page_cut_ends(rules, article, page);
    return status;
}
