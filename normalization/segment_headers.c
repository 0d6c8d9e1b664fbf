/* SPDX-License-Identifier: Apache-2.0 */
/* What stands behind a header ("Read also", "Related"): nothing but titles is a teaser list; a
 * title with paragraphs that speak of it, or with a date or source of its own, is another article;
 * paragraphs that go on about the page's own title are the page's article, with the header in its
 * way. */
#include "common/utf8.h"
#include "model/trace.h"
#include "normalization/segments.h"

enum {
    CONTENT_WORD_BYTES = 6, /* three Arabic letters: shorter words tell nothing of a topic */
    CONTENT_WORDS_MAX = 40,
    TOPIC_SENTENCES = 2,
    TOPIC_PERCENT_MIN = 20,
};

size_t page_block_end(const struct page *page, size_t header)
{
    size_t i = header + 1;

    while (i < page->count && page->lines[i].action != CLUTTER_NEW_SEGMENT &&
           page->lines[i].action != CLUTTER_CUT_REST)
        i++;
    return i;
}

/* Whether one of the words holds the other: that sees past articles, prepositions and endings. */
static bool is_same_content(struct strview a, struct strview b)
{
    return a.len >= CONTENT_WORD_BYTES && b.len >= CONTENT_WORD_BYTES &&
           (strview_find(a, b, 0) < a.len || strview_find(b, a, 0) < b.len);
}

static void mark_shared(const struct line_text *title, const struct line_text *text,
                        bool found[CONTENT_WORDS_MAX])
{
    for (size_t i = 0; i < title->piece_count && i < CONTENT_WORDS_MAX; i++)
        for (size_t k = 0; k < text->piece_count && !found[i]; k++)
            found[i] = title->pieces[i].is_word &&
                       is_same_content(title->pieces[i].form, text->pieces[k].form);
}

/* Hundredths of the title's content words that the first sentences from line `first` hold. */
static size_t topic_percent(const struct walk *walk, struct strview title, size_t first, size_t end)
{
    struct line_text *title_text = walk->rules->title;
    bool found[CONTENT_WORDS_MAX] = {false};
    size_t content = 0;
    size_t shared = 0;
    int sentences = 0;

    line_text_set(title_text, title);
    for (size_t i = first; i < end && sentences < TOPIC_SENTENCES; i++) {
        const struct page_line *line = &walk->page->lines[i];

        if (!page_line_is_text(line) || !line->is_sentence)
            continue;
        line_text_set(walk->rules->line, page_line_text(walk, line));
        mark_shared(title_text, walk->rules->line, found);
        sentences++;
    }
    for (size_t i = 0; i < title_text->piece_count && i < CONTENT_WORDS_MAX; i++) {
        content +=
            title_text->pieces[i].is_word && title_text->pieces[i].form.len >= CONTENT_WORD_BYTES;
        shared += found[i];
    }
    return content == 0 ? 0 : shared * 100 / content;
}

/* The title among the lines before the first sentence: the one that the text speaks of. */
static size_t choose_title(const struct walk *walk, size_t header, const struct header_block *block)
{
    size_t best = block->end;
    size_t best_percent = 0;

    for (size_t i = header + 1; i < block->sentence; i++) {
        const struct page_line *line = &walk->page->lines[i];

        if (!page_line_is_text(line) || !line->is_title_like)
            continue;
        size_t percent =
            topic_percent(walk, page_line_text(walk, line), block->sentence, block->end);

        if (best == block->end || percent > best_percent) {
            best = i;
            best_percent = percent;
        }
    }
    return best;
}

/* A date or source of its own between title and text, or a dateline before the text. */
static bool has_marker(const struct walk *walk, size_t header, const struct header_block *block)
{
    for (size_t i = header + 1; i < block->sentence; i++) {
        const struct page_line *line = &walk->page->lines[i];

        if (line->action == CLUTTER_FIELD && (line->has_date || line->source.len > 0))
            return true;
    }
    const struct page_line *first = &walk->page->lines[block->sentence];

    return first->is_dateline_start || first->has_date;
}

/* The first full sentence; a long open line that more text follows is a title. */
static size_t find_sentence(const struct walk *walk, size_t header, size_t end)
{
    bool has_title = false;

    for (size_t i = header + 1; i < end; i++) {
        const struct page_line *line = &walk->page->lines[i];

        if (!page_line_is_text(line))
            continue;
        if (line->is_sentence && (has_title || !line->is_title_like))
            return i;
        has_title |= line->is_title_like;
    }
    return end;
}

enum header_verdict judge_header(const struct walk *walk, size_t header, struct header_block *block)
{
    const struct page_line *line = &walk->page->lines[header];

    block->end = page_block_end(walk->page, header);
    block->sentence = find_sentence(walk, header, block->end);
    block->title = block->end;
    if (block->sentence == block->end)
        return line->is_separator ? HEADER_CUT : HEADER_TEASERS;
    block->title = choose_title(walk, header, block);
    if (!walk->has_sentence && !walk->is_rest)
        return HEADER_CARRIES_ON; /* a header above the article */
    if (block->title == block->end)
        return HEADER_CARRIES_ON;
    if (has_marker(walk, header, block))
        return HEADER_SEGMENT;
    struct strview title = page_line_text(walk, &walk->page->lines[block->title]);
    size_t own = topic_percent(walk, title, block->sentence, block->end);
    size_t before = topic_percent(walk, walk->article->segments[walk->segment].title,
                                  block->sentence, block->end);

    trace_add(walk->article, "segments", "\"%.*s\": own topic %zu %%, topic before %zu %%",
              STRVIEW_ARG(title), own, before);
    return own >= TOPIC_PERCENT_MIN && own > before ? HEADER_SEGMENT : HEADER_CARRIES_ON;
}

struct span page_title_span(const struct walk *walk, const struct page_line *line)
{
    struct strview text = page_line_text(walk, line);
    struct span span = line->span;
    size_t at = 0;

    line_text_set(walk->rules->line, text);
    for (size_t i = 0; i < walk->rules->line->piece_count; i++) {
        const struct line_piece *piece = &walk->rules->line->pieces[i];
        size_t first = piece->begin;
        uint32_t c = utf8_next(text, &first);

        if (piece->is_word || c == '"' || c == '(' || c == '[' || c == 0xab || c == 0x201c)
            break;
        at = piece->end;
    }
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    if (at < text.len)
        span.begin += (uint32_t)at;
    return span;
}
