/* SPDX-License-Identifier: Apache-2.0 */
/* What a page says of itself in its head, and its text. The text is cut down to the page's main
 * part only when the head tells the date: else the date may stand beside it, in a line of text. */
#include "codec/html_page.h"

#include "codec/html_tree.h"

#include <stddef.h>

enum { MARKUP_NAME_MAX = 12 };

static bool is_tag_of(struct strview name, const char *const names[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strview_equal_ascii_case(name, strview_from(names[i])))
            return true;
    return false;
}

/* A reference at '&': &quot; &#8217; */
static bool is_reference(struct strview text, size_t at)
{
    struct strview near = strview_slice(text, at, at + MARKUP_NAME_MAX);
    size_t end = strview_find(near, STRVIEW(";"), 0);

    return end < near.len && end > 2 && memchr(near.ptr, ' ', end) == NULL;
}

/* The name of the tag at '<'; empty when there is none. */
static struct strview tag_at(struct strview text, size_t at)
{
    size_t begin = at + 1 + (at + 1 < text.len && text.ptr[at + 1] == '/');
    size_t end = begin;

    while (end < text.len && end - begin < MARKUP_NAME_MAX &&
           strchr(" />\n\t", text.ptr[end]) == NULL)
        end++;
    return end < text.len ? strview_slice(text, begin, end) : (struct strview){0};
}

enum html_markup html_markup_of(struct strview text)
{
    static const char *const blocks[] = {
        "p",  "br",    "div", "ul",     "ol",         "li",      "h1",      "h2",   "h3",
        "h4", "table", "tr",  "figure", "blockquote", "section", "article", "html", "body"};
    static const char *const inlines[] = {"a",   "b", "i",    "em",     "strong", "span",
                                          "img", "u", "font", "iframe", "small",  "sup"};
    enum html_markup found = HTML_NONE;

    for (size_t at = 0; at < text.len; at++) {
        if (text.ptr[at] == '&' && found == HTML_NONE && is_reference(text, at))
            found = HTML_INLINE;
        if (text.ptr[at] != '<')
            continue;
        struct strview name = tag_at(text, at);

        if (is_tag_of(name, blocks, sizeof(blocks) / sizeof(blocks[0])))
            return HTML_BLOCKS;
        if (is_tag_of(name, inlines, sizeof(inlines) / sizeof(inlines[0])))
            found = HTML_INLINE;
    }
    return found;
}

/* A copy, when the field is still empty. */
static bool set(struct arena *arena, struct strview value, struct strview *field)
{
    value = strview_trim(value);
    if (field->len > 0 || value.len == 0)
        return true;
    *field = arena_copy(arena, value);
    return field->ptr != NULL;
}

struct meta_row {
    const char *name;
    size_t offset; /* in struct html_page */
};

static bool read_meta(struct arena *arena, const struct html_node *node, const struct meta_row *row,
                      struct html_page *page)
{
    static const char *const keys[] = {"property", "name", "itemprop"};
    struct strview *field = (struct strview *)(void *)((char *)page + row->offset);

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        if (strview_equal_ascii_case(html_node_attribute(node, keys[i]), strview_from(row->name)))
            return set(arena, html_node_attribute(node, "content"), field);
    return true;
}

/* The rows in order of trust: an earlier row's value stays. */
static bool read_metas(struct arena *arena, const struct html_tree *tree, struct html_page *page)
{
    static const struct meta_row rows[] = {
        {"article:published_time", offsetof(struct html_page, published)},
        {"datePublished", offsetof(struct html_page, published)},
        {"og:published_time", offsetof(struct html_page, published)},
        {"publish-date", offsetof(struct html_page, published)},
        {"pubdate", offsetof(struct html_page, published)},
        {"dc.date.issued", offsetof(struct html_page, published)},
        {"dc.date", offsetof(struct html_page, published)},
        {"parsely-pub-date", offsetof(struct html_page, published)},
        {"date", offsetof(struct html_page, published)},
        {"og:title", offsetof(struct html_page, title)},
        {"twitter:title", offsetof(struct html_page, title)},
        {"og:site_name", offsetof(struct html_page, site)},
        {"application-name", offsetof(struct html_page, site)},
        {"article:author", offsetof(struct html_page, author)},
        {"author", offsetof(struct html_page, author)},
        {"og:description", offsetof(struct html_page, description)},
        {"description", offsetof(struct html_page, description)},
        {"og:url", offsetof(struct html_page, canonical)},
    };

    for (size_t row = 0; row < sizeof(rows) / sizeof(rows[0]); row++)
        for (size_t i = 0; i < tree->count; i++)
            if (strcmp(html_node_name(&tree->nodes[i]), "meta") == 0 &&
                !read_meta(arena, &tree->nodes[i], &rows[row], page))
                return false;
    return true;
}

/* All text inside, dropped or not. */
static enum status inner_text(struct article *article, const struct html_tree *tree, size_t index,
                              struct strview *field)
{
    size_t bytes = 0;

    if (field->len > 0)
        return STATUS_OK;
    for (size_t i = index; i < tree->nodes[index].end; i++)
        bytes += tree->nodes[i].text.len;
    char *out = arena_alloc(article->arena, bytes + 1);

    if (out == NULL)
        return STATUS_LIMIT;
    bytes = 0;
    for (size_t i = index; i < tree->nodes[index].end; i++) {
        struct strview text = tree->nodes[i].text;

        for (size_t k = 0; k < text.len; k++) {
            bool is_blank = text.ptr[k] == ' ' || (text.ptr[k] >= '\t' && text.ptr[k] <= '\r');

            if (is_blank && (bytes == 0 || out[bytes - 1] == ' '))
                continue;
            out[bytes++] = is_blank ? ' ' : text.ptr[k];
        }
    }
    *field = strview_trim((struct strview){.ptr = out, .len = bytes});
    return STATUS_OK;
}

static bool is_json_ld(const struct html_node *node)
{
    return strcmp(html_node_name(node), "script") == 0 &&
           strview_equal_ascii_case(strview_slice(html_node_attribute(node, "type"), 0, 19),
                                    STRVIEW("application/ld+json"));
}

static enum status read_elements(struct article *article, const struct html_tree *tree,
                                 struct html_page *page)
{
    struct strview document_title = {0};
    struct strview heading = {0};
    struct strview time = {0};
    enum status status = STATUS_OK;
    bool is_copied = true;

    for (size_t i = 0; i < tree->count && status == STATUS_OK && is_copied; i++) {
        const struct html_node *node = &tree->nodes[i];
        const char *name = html_node_name(node);

        if (strcmp(name, "html") == 0)
            is_copied = set(article->arena, html_node_attribute(node, "lang"), &page->language);
        else if (strcmp(name, "link") == 0 &&
                 strview_is(html_node_attribute(node, "rel"), "canonical"))
            is_copied = set(article->arena, html_node_attribute(node, "href"), &page->canonical);
        else if (strcmp(name, "title") == 0)
            status = inner_text(article, tree, i, &document_title);
        else if (strcmp(name, "h1") == 0 && !node->is_dropped)
            status = inner_text(article, tree, i, &heading);
        else if (strcmp(name, "time") == 0 && !node->is_dropped)
            is_copied = set(article->arena, html_node_attribute(node, "datetime"), &time);
        else if (is_json_ld(node) && page->json_ld_count < HTML_JSON_LD_MAX && node->end > i + 1)
            is_copied =
                set(article->arena, tree->nodes[i + 1].text, &page->json_ld[page->json_ld_count++]);
    }
    if (status != STATUS_OK || !is_copied || !set(article->arena, time, &page->published) ||
        !set(article->arena, heading, &page->title) ||
        !set(article->arena, document_title, &page->title))
        return STATUS_LIMIT;
    return STATUS_OK;
}

enum status html_read_page(struct article *article, struct strview html, struct html_page *page)
{
    struct html_tree tree;
    enum status status = html_tree_open(article->arena, html, &tree);

    *page = (struct html_page){0};
    if (status == STATUS_OK && !read_metas(article->arena, &tree, page))
        status = STATUS_LIMIT;
    if (status == STATUS_OK)
        status = read_elements(article, &tree, page);
    if (status == STATUS_OK) {
        bool has_date = page->published.len > 0 || page->json_ld_count > 0;

        status = html_tree_render(article, &tree, has_date ? html_tree_main(&tree) : 0,
                                  HTML_RENDER_BLOCKS, &page->body);
    }
    html_tree_close(&tree);
    return status;
}

enum status html_read_fragment(struct article *article, struct strview html, bool wants_blocks,
                               struct strview *text)
{
    struct html_tree tree;
    enum status status = html_tree_open(article->arena, html, &tree);

    int flags = wants_blocks ? HTML_RENDER_BLOCKS : 0;

    if (html_markup_of(html) != HTML_BLOCKS)
        flags |= HTML_RENDER_LINES;
    if (status == STATUS_OK)
        status = html_tree_render(article, &tree, 0, flags, text);
    html_tree_close(&tree);
    return status;
}
