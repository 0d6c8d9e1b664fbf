/* SPDX-License-Identifier: Apache-2.0 */
/* The shown text of a part of a page: one line a block, blanks collapsed as browsers do, and for
 * each line how much of it is links. */
#include "codec/html_tree.h"

#include "common/utf8.h"

enum { HINT_PERCENT = 100 };

struct render {
    struct article *article;
    int flags; /* enum html_render_flag */
    char *out;
    size_t used;
    size_t capacity;
    size_t line_begin;
    bool is_blank_due;
    uint32_t letters; /* of the line */
    uint32_t link_letters;
    uint8_t heading_level; /* of the block around the line */
    bool is_list_item;
    bool has_failed;
};

static void end_line(struct render *render)
{
    size_t begin = render->line_begin;

    render->is_blank_due = false;
    if (render->used == begin)
        return;
    if ((render->flags & HTML_RENDER_BLOCKS) != 0) {
        struct block_hint *hint = article_add_block(render->article);

        if (hint == NULL) {
            render->has_failed = true;
            return;
        }
        hint->span = (struct span){.begin = (uint32_t)begin, .end = (uint32_t)render->used};
        hint->link_percent = (uint16_t)(render->letters == 0 ? 0
                                                             : (uint64_t)render->link_letters *
                                                                   HINT_PERCENT / render->letters);
        hint->heading_level = render->heading_level;
        hint->is_list_item = render->is_list_item;
    }
    render->out[render->used++] = '\n';
    render->line_begin = render->used;
    render->letters = 0;
    render->link_letters = 0;
}

/* HTML's blanks collapse; so does the no-break space, which pages pad with. */
static bool is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0;
}

static void put_text(struct render *render, struct strview text, bool is_linked)
{
    for (size_t at = 0; at < text.len;) {
        size_t begin = at;
        uint32_t c = utf8_next(text, &at);

        if (c == '\n' && (render->flags & HTML_RENDER_LINES) != 0) {
            end_line(render);
            continue;
        }
        if (is_blank(c)) {
            render->is_blank_due = render->used > render->line_begin;
            continue;
        }
        if (render->used + 1 + (at - begin) + 1 > render->capacity) {
            render->has_failed = true;
            return;
        }
        if (render->is_blank_due)
            render->out[render->used++] = ' ';
        render->is_blank_due = false;
        memcpy(render->out + render->used, text.ptr + begin, at - begin);
        render->used += at - begin;
        render->letters++;
        render->link_letters += is_linked;
    }
}

static void set_block(struct render *render, const char *name)
{
    render->heading_level =
        name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? (uint8_t)(name[1] - '0') : 0;
    render->is_list_item = strcmp(name, "li") == 0;
}

/* Bytes of all text inside: the rendered text is never longer, but for a line's end each node. */
static size_t text_bytes(const struct html_tree *tree, size_t root)
{
    size_t bytes = 1;

    for (size_t i = root; i < tree->nodes[root].end; i++)
        bytes += tree->nodes[i].text.len + 2;
    return bytes;
}

enum status html_tree_render(struct article *article, const struct html_tree *tree, size_t root,
                             int flags, struct strview *text)
{
    struct render render = {.article = article, .flags = flags};
    uint32_t link_end = 0;
    uint32_t heading_end = 0;

    render.capacity = text_bytes(tree, root);
    render.out = arena_alloc(article->arena, render.capacity);
    if (render.out == NULL)
        return STATUS_LIMIT;
    for (size_t i = root; i < tree->nodes[root].end && !render.has_failed; i++) {
        const struct html_node *node = &tree->nodes[i];

        /* A block ends where its last node does: the line is closed when the next one is outside
         * of it, which every next block or the walk's own bookkeeping below sees to. */
        if (node->is_dropped) {
            i = node->end - 1;
            continue;
        }
        if (node->is_block) {
            end_line(&render);
            if (i >= heading_end)
                set_block(&render, html_node_name(node));
            if (render.heading_level > 0 && i >= heading_end)
                heading_end = node->end;
        } else if (node->is_link && node->end > link_end) {
            link_end = node->end;
        }
        put_text(&render, node->text, i < link_end);
        /* Leaving blocks: the next node's parent lies above a block that this node is inside of. */
        for (size_t up = i; up > root && tree->nodes[up].end == i + 1; up = tree->nodes[up].parent)
            if (tree->nodes[up].is_block) {
                end_line(&render);
                break;
            }
        if (i + 1 >= heading_end && heading_end != 0) {
            heading_end = 0;
            render.heading_level = 0;
        }
    }
    end_line(&render);
    if (render.has_failed)
        return STATUS_LIMIT;
    while (render.used > 0 && render.out[render.used - 1] == '\n')
        render.used--;
    *text = (struct strview){.ptr = render.out, .len = render.used};
    return STATUS_OK;
}
