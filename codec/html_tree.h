/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_HTML_TREE_H
#define CODEC_HTML_TREE_H

#include "model/article.h"

struct GumboInternalNode;
struct GumboInternalOutput;

/* The nodes of a parsed page in document order, with what is inside of each. */
struct html_node {
    const struct GumboInternalNode *node;
    struct strview text;   /* of a text node; empty for others */
    uint32_t own_letters;  /* characters of the text that are no blanks */
    uint32_t end;          /* index behind the last node inside of it */
    uint32_t parent;       /* index */
    uint32_t letters;      /* characters that are no blanks, inside of it and shown */
    uint32_t link_letters; /* of them, in links */
    bool is_block;         /* an element that begins and ends a line */
    bool is_link;          /* an <a> */
    bool is_dropped;       /* not shown, or page furniture */
};

struct html_tree {
    struct GumboInternalOutput *output;
    struct html_node *nodes;
    size_t count, capacity;
};

/* Parses and measures; the caller closes the tree also after a failure. STATUS_LIMIT. */
enum status html_tree_open(struct arena *arena, struct strview html,
                           struct html_tree *tree) MUST_CHECK;
void html_tree_close(struct html_tree *tree);

/* Name of an element in lower case ("h1"), empty for other nodes and unknown elements. */
const char *html_node_name(const struct html_node *node);
/* An attribute's value; empty when there is none. */
struct strview html_node_attribute(const struct html_node *node, const char *name);

/* The node that holds the article's text: the deepest that holds nearly all of what is shown
 * outside of links. */
size_t html_tree_main(const struct html_tree *tree);
enum html_render_flag {
    HTML_RENDER_BLOCKS = 1 << 0, /* adds article->blocks */
    HTML_RENDER_LINES = 1 << 1,  /* line ends in the text stay */
};

/* Writes the text of a node's inside, a block a line. */
enum status html_tree_render(struct article *article, const struct html_tree *tree, size_t root,
                             int flags, struct strview *text) MUST_CHECK;

#endif
