/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_HTML_PAGE_H
#define CODEC_HTML_PAGE_H

#include "model/article.h"

/* HTML to the text that a reader sees, and what a page says of itself. Inside of codec/. Pages of
 * any nesting are read in linear time without recursion. */

enum { HTML_JSON_LD_MAX = 8 };

/* All in the arena. Empty: not told. */
struct html_page {
    struct strview title;
    struct strview canonical;
    struct strview language;
    struct strview published;
    struct strview site;
    struct strview author;
    struct strview description;
    struct strview json_ld[HTML_JSON_LD_MAX];
    size_t json_ld_count;
    struct strview body; /* one block a line */
};

/* Reads a whole page: metadata, and the text of its main part; adds article->blocks for the body.
 * STATUS_LIMIT at the arena's ceiling. */
enum status html_read_page(struct article *article, struct strview html,
                           struct html_page *page) MUST_CHECK;
enum html_markup {
    HTML_NONE,   /* plain text; a lone < or & is no markup */
    HTML_INLINE, /* character references and tags inside of lines: line ends are the text's own */
    HTML_BLOCKS, /* paragraphs and line breaks are tags */
};

enum html_markup html_markup_of(struct strview text);
/* The text of a piece of HTML, such as a feed's body. Adds article->blocks when wants_blocks. */
enum status html_read_fragment(struct article *article, struct strview html, bool wants_blocks,
                               struct strview *text) MUST_CHECK;

#endif
