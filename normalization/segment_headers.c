/* SPDX-License-Identifier: Apache-2.0 */
/* What stands behind a header ("Read also", "Related"): nothing but titles is a teaser list; a
 * title with paragraphs that speak of it, or with a date or source of its own, is another article;
 * paragraphs that go on about the page's own title are the page's article, with the header in its
 * way. */
#include "common/utf8.h"
#include "model/trace.h"
#include "normalization/segments.h"

enum {
    CONTENT_WORD_BYTES =
        5, /* three Arabic letters or five Latin ones: shorter ones tell no topic */
    CONTENT_WORD_MAX = 64,
    CONTENT_WORDS_MAX = 40,
    TOPIC_SENTENCES = 2,
    /* What the text behind a header must share with the article before it to be its own. Of the
     * second articles in the annotated pages none shares more than 20 %. */
    TOPIC_PERCENT_BEFORE = 25,
};

size_t page_block_end(const struct page *page, size_t header)
{
    size_t i = header + 1;

    while (i < page->count && page->lines[i].action != CLUTTER_NEW_SEGMENT &&
           page->lines[i].action != CLUTTER_CUT_REST)
        i++;
    return i;
}

/* Whether two words share a run of letters that is most of the shorter one: that sees past
 * articles, prepositions and endings without knowing any. */
static bool is_same_content(struct strview a, struct strview b)
{
    size_t run[CONTENT_WORD_MAX + 1] = {0};
    size_t longest = 0;
    size_t shorter = a.len < b.len ? a.len : b.len;

    if (shorter < CONTENT_WORD_BYTES || a.len > CONTENT_WORD_MAX || b.len > CONTENT_WORD_MAX)
        return false;
    for (size_t i = 0; i < a.len; i++)
        for (size_t k = b.len; k > 0; k--) {
            run[k] = a.ptr[i] == b.ptr[k - 1] ? run[k - 1] + 1 : 0;
            longest = run[k] > longest ? run[k] : longest;
        }
    return longest >= CONTENT_WORD_BYTES && longest * 4 >= shorter * 3;
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

/* The title among the lines before the first sentence. One line is the title; of two, the second is
 * a subtitle or a place; of more, all but one are teasers, and the text speaks of its own title. */
static size_t choose_title(const struct walk *walk, size_t header, const struct header_block *block)
{
    size_t first = block->end;
    size_t best = block->end;
    size_t best_percent = 0;
    size_t count = 0;

    for (size_t i = header + 1; i < block->sentence; i++) {
        const struct page_line *line = &walk->page->lines[i];

        if (!page_line_is_text(line) || !line->is_title_like)
            continue;
        size_t percent =
            topic_percent(walk, page_line_text(walk, line), block->sentence, block->end);

        if (count++ == 0)
            first = i;
        if (best == block->end || percent > best_percent) {
            best = i;
            best_percent = percent;
        }
    }
    return count <= 2 ? first : best;
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
    if (own > before)
        return HEADER_SEGMENT;
    /* A title behind its header on one line stands in the middle of an article more often than one
     * with a line of its own. */
    size_t most = walk->page->lines[block->title].is_inline_title ? 1 : TOPIC_PERCENT_BEFORE;

    return own + before > 0 && before >= most ? HEADER_CARRIES_ON : HEADER_SEGMENT;
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
