/* SPDX-License-Identifier: Apache-2.0 */
/* The parsed page as an array in document order: subtrees are ranges, so that measuring, dropping
 * and searching are loops. Page furniture is told by element, role and the words that authors of
 * pages use as class names; an element that holds much of the page's text is never dropped for its
 * class. */
#include "codec/html_tree.h"

#include "codec/html_guard.h"
#include "common/utf8.h"

#include <gumbo.h>

enum {
    STACK_MAX = 1024,      /* html_guard() bounds the depth below it */
    DROP_PERCENT_MAX = 40, /* of the page's text outside of links */
    MAIN_PERCENT_MIN = 80, /* of it, to go down into an element */
    BODY_PERCENT_MIN = 30, /* of it, for an element that says it is the article */
};

static bool is_element(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

const char *html_node_name(const struct html_node *node)
{
    if (!is_element(node->node))
        return "";
    return gumbo_normalized_tagname(node->node->v.element.tag);
}

struct strview html_node_attribute(const struct html_node *node, const char *name)
{
    if (node->node->type != GUMBO_NODE_ELEMENT)
        return (struct strview){0};
    const GumboAttribute *attribute = gumbo_get_attribute(&node->node->v.element.attributes, name);

    return attribute == NULL ? (struct strview){0} : strview_from(attribute->value);
}

static struct strview text_of(const GumboNode *node)
{
    if (node->type != GUMBO_NODE_TEXT && node->type != GUMBO_NODE_WHITESPACE &&
        node->type != GUMBO_NODE_CDATA)
        return (struct strview){0};
    return strview_from(node->v.text.text);
}

static const GumboVector *children_of(const GumboNode *node)
{
    switch (node->type) {
    case GUMBO_NODE_DOCUMENT:
        return &node->v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
        return &node->v.element.children;
    default:
        return NULL;
    }
}

/* Elements that begin and end a line. */
static const bool block_tags[GUMBO_TAG_LAST + 1] = {
    [GUMBO_TAG_P] = true,        [GUMBO_TAG_DIV] = true,        [GUMBO_TAG_SECTION] = true,
    [GUMBO_TAG_ARTICLE] = true,  [GUMBO_TAG_MAIN] = true,       [GUMBO_TAG_HEADER] = true,
    [GUMBO_TAG_H1] = true,       [GUMBO_TAG_H2] = true,         [GUMBO_TAG_H3] = true,
    [GUMBO_TAG_H4] = true,       [GUMBO_TAG_H5] = true,         [GUMBO_TAG_H6] = true,
    [GUMBO_TAG_UL] = true,       [GUMBO_TAG_OL] = true,         [GUMBO_TAG_LI] = true,
    [GUMBO_TAG_DL] = true,       [GUMBO_TAG_DT] = true,         [GUMBO_TAG_DD] = true,
    [GUMBO_TAG_TABLE] = true,    [GUMBO_TAG_TR] = true,         [GUMBO_TAG_TD] = true,
    [GUMBO_TAG_TH] = true,       [GUMBO_TAG_BLOCKQUOTE] = true, [GUMBO_TAG_PRE] = true,
    [GUMBO_TAG_FIGURE] = true,   [GUMBO_TAG_ADDRESS] = true,    [GUMBO_TAG_HR] = true,
    [GUMBO_TAG_BODY] = true,     [GUMBO_TAG_HTML] = true,       [GUMBO_TAG_BR] = true,
    [GUMBO_TAG_CENTER] = true,   [GUMBO_TAG_DETAILS] = true,    [GUMBO_TAG_SUMMARY] = true,
    [GUMBO_TAG_FIELDSET] = true, [GUMBO_TAG_CAPTION] = true,    [GUMBO_TAG_THEAD] = true,
    [GUMBO_TAG_TBODY] = true,    [GUMBO_TAG_TFOOT] = true,
};

/* Elements that are never shown, or never the article's text. */
static const bool hidden_tags[GUMBO_TAG_LAST + 1] = {
    [GUMBO_TAG_SCRIPT] = true,   [GUMBO_TAG_STYLE] = true,      [GUMBO_TAG_NOSCRIPT] = true,
    [GUMBO_TAG_NAV] = true,      [GUMBO_TAG_ASIDE] = true,      [GUMBO_TAG_FOOTER] = true,
    [GUMBO_TAG_FORM] = true,     [GUMBO_TAG_BUTTON] = true,     [GUMBO_TAG_SELECT] = true,
    [GUMBO_TAG_IFRAME] = true,   [GUMBO_TAG_SVG] = true,        [GUMBO_TAG_MATH] = true,
    [GUMBO_TAG_VIDEO] = true,    [GUMBO_TAG_AUDIO] = true,      [GUMBO_TAG_TEMPLATE] = true,
    [GUMBO_TAG_TEXTAREA] = true, [GUMBO_TAG_OBJECT] = true,     [GUMBO_TAG_CANVAS] = true,
    [GUMBO_TAG_HEAD] = true,     [GUMBO_TAG_FIGCAPTION] = true, [GUMBO_TAG_MENU] = true,
    [GUMBO_TAG_TITLE] = true,    [GUMBO_TAG_INPUT] = true,
};

static uint32_t count_letters(struct strview text)
{
    uint32_t count = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        count += c > ' ' && (c < 0x80 || c >= 0xc0);
    }
    return count;
}

static bool add_node(struct arena *arena, struct html_tree *tree, const GumboNode *node,
                     uint32_t parent)
{
    void *grown = tree->nodes;

    if (arena_grow(arena, &grown, tree->count, &tree->capacity, sizeof(struct html_node)) != 0)
        return false;
    tree->nodes = grown;
    struct html_node *added = &tree->nodes[tree->count++];

    *added = (struct html_node){.node = node, .text = text_of(node), .parent = parent};
    added->own_letters = count_letters(added->text);
    if (is_element(node)) {
        added->is_block = block_tags[node->v.element.tag];
        added->is_link = node->v.element.tag == GUMBO_TAG_A;
    }
    return true;
}

struct open_node {
    uint32_t index;
    unsigned int child; /* the next one */
};

/* Fills tree->nodes in document order. */
static enum status flatten(struct arena *arena, struct html_tree *tree, const GumboNode *root)
{
    struct open_node stack[STACK_MAX];
    size_t depth = 0;

    if (!add_node(arena, tree, root, 0))
        return STATUS_LIMIT;
    stack[depth++] = (struct open_node){.index = 0};
    while (depth > 0) {
        struct html_node *top = &tree->nodes[stack[depth - 1].index];
        const GumboVector *children = children_of(top->node);
        unsigned int child = stack[depth - 1].child;

        if (children == NULL || child == children->length || depth == STACK_MAX) {
            top->end = (uint32_t)tree->count;
            depth--;
            continue;
        }
        stack[depth - 1].child++;
        uint32_t index = (uint32_t)tree->count;

        if (!add_node(arena, tree, children->data[child], stack[depth - 1].index))
            return STATUS_LIMIT;
        stack[depth++] = (struct open_node){.index = index};
    }
    return STATUS_OK;
}

/* Class names of page furniture, as words between blanks, - and _. */
static bool is_furniture_word(struct strview word)
{
    static const char *const words[] = {
        "comment",    "comments",   "share",       "sharing",       "social",     "sidebar",
        "breadcrumb", "menu",       "navbar",      "nav",           "navigation", "cookie",
        "cookies",    "newsletter", "subscribe",   "promo",         "advert",     "ads",
        "ad",         "footer",     "widget",      "popup",         "modal",      "caption",
        "toolbar",    "paywall",    "breadcrumbs", "advertisement", "tags",       "taboola",
        "outbrain",   "sponsored"};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (strview_equal_ascii_case(word, strview_from(words[i])))
            return true;
    return false;
}

static bool has_furniture_class(struct strview names)
{
    size_t begin = 0;

    for (size_t i = 0; i <= names.len; i++) {
        char c = i < names.len ? names.ptr[i] : ' ';

        if (c != ' ' && c != '-' && c != '_' && c != '\n' && c != '\t')
            continue;
        if (is_furniture_word(strview_slice(names, begin, i)))
            return true;
        begin = i + 1;
    }
    return false;
}

static bool is_hidden(const struct html_node *node)
{
    static const char *const roles[] = {"navigation", "banner", "contentinfo", "complementary",
                                        "search",     "dialog", "menu",        "toolbar"};

    if (node->node->type != GUMBO_NODE_ELEMENT)
        return node->node->type == GUMBO_NODE_TEMPLATE || node->node->type == GUMBO_NODE_COMMENT;
    if (hidden_tags[node->node->v.element.tag])
        return true;
    if (node->node->v.element.attributes.length == 0)
        return false;
    if (strview_is(html_node_attribute(node, "aria-hidden"), "true"))
        return true;
    if (gumbo_get_attribute(&node->node->v.element.attributes, "hidden") != NULL)
        return true;
    struct strview role = html_node_attribute(node, "role");

    for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
        if (strview_is(role, roles[i]))
            return true;
    return false;
}

static void drop(struct html_tree *tree, size_t index)
{
    for (size_t i = index; i < tree->nodes[index].end; i++)
        tree->nodes[i].is_dropped = true;
}

/* Letters of every subtree, by adding each node to its parent from the last one back. */
static void measure(struct html_tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        struct html_node *node = &tree->nodes[i];

        node->letters = node->is_dropped ? 0 : node->own_letters;
        node->link_letters = 0;
    }
    for (size_t i = tree->count; i > 1; i--) {
        struct html_node *node = &tree->nodes[i - 1];
        struct html_node *parent = &tree->nodes[node->parent];

        if (node->is_link)
            node->link_letters = node->letters;
        parent->letters += node->letters;
        parent->link_letters += node->link_letters;
    }
}

static uint32_t plain_letters(const struct html_node *node)
{
    return node->letters - node->link_letters;
}

static void drop_furniture(struct html_tree *tree)
{
    uint64_t all = plain_letters(&tree->nodes[0]);

    for (size_t i = 1; i < tree->count; i++) {
        struct html_node *node = &tree->nodes[i];
        bool is_furniture =
            !node->is_dropped && (has_furniture_class(html_node_attribute(node, "class")) ||
                                  has_furniture_class(html_node_attribute(node, "id")));

        if (is_furniture && (uint64_t)plain_letters(node) * 100 <= all * DROP_PERCENT_MAX)
            drop(tree, i);
    }
}

enum status html_tree_open(struct arena *arena, struct strview html, struct html_tree *tree)
{
    GumboOptions options = kGumboDefaultOptions;
    struct strview guarded = html_guard(arena, html);

    *tree = (struct html_tree){0};
    if (guarded.ptr == NULL)
        return STATUS_LIMIT;
    options.max_errors = 0;
    tree->output = gumbo_parse_with_options(&options, guarded.ptr, guarded.len);
    if (tree->output == NULL)
        return STATUS_LIMIT;
    enum status status = flatten(arena, tree, tree->output->document);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 1; i < tree->count; i++)
        if (!tree->nodes[i].is_dropped && is_hidden(&tree->nodes[i]))
            drop(tree, i);
    measure(tree);
    drop_furniture(tree);
    measure(tree);
    return STATUS_OK;
}

void html_tree_close(struct html_tree *tree)
{
    if (tree->output != NULL)
        gumbo_destroy_output(&kGumboDefaultOptions, tree->output);
    tree->output = NULL;
}

/* The element that says it is the article and holds a good part of the text; 0: none. */
static size_t declared_main(const struct html_tree *tree, uint64_t all)
{
    size_t best = 0;
    uint32_t best_letters = 0;

    for (size_t i = 1; i < tree->count; i++) {
        const struct html_node *node = &tree->nodes[i];
        const char *name = html_node_name(node);

        if (node->is_dropped || plain_letters(node) <= best_letters ||
            (uint64_t)plain_letters(node) * 100 < all * BODY_PERCENT_MIN)
            continue;
        if (!strview_is(html_node_attribute(node, "itemprop"), "articleBody") &&
            strcmp(name, "article") != 0 && strcmp(name, "main") != 0 &&
            !strview_is(html_node_attribute(node, "role"), "main"))
            continue;
        best = i;
        best_letters = plain_letters(node);
    }
    return best;
}

size_t html_tree_main(const struct html_tree *tree)
{
    size_t at = declared_main(tree, plain_letters(&tree->nodes[0]));

    for (;;) {
        uint64_t here = plain_letters(&tree->nodes[at]);
        size_t down = 0;

        for (size_t i = at + 1; i < tree->nodes[at].end; i = tree->nodes[i].end) {
            if (is_element(tree->nodes[i].node) &&
                (uint64_t)plain_letters(&tree->nodes[i]) * 100 >= here * MAIN_PERCENT_MIN)
                down = i;
        }
        if (down == 0 || here == 0 || strcmp(html_node_name(&tree->nodes[down]), "p") == 0)
            return at;
        at = down;
    }
}
