/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_SEGMENTS_H
#define NORMALIZATION_SEGMENTS_H

#include "normalization/clutter_rules.h"
#include "normalization/date_line.h"
#include "normalization/normalize.h"

/* The parts of the segments step, inside of normalization/. */

struct segment_rules {
    const struct lexicon *lexicon;
    struct clutter_rules *clutter;
    struct date_lines *dates;
    struct line_text *line;  /* the line under work */
    struct line_text *title; /* of the page, and of a segment under judgement */
};

/* NULL without memory or with broken language data (logged). calendar must outlive it. */
struct segment_rules *segment_rules_new(const struct lexicon *lexicon, struct calendar *calendar);
void segment_rules_free(struct segment_rules *rules);

/* A line of the page with what is known of it before segments are told apart. */
struct page_line {
    enum field field;
    struct span span; /* trimmed */
    uint32_t char_count;
    uint32_t word_count;
    bool is_sentence;       /* a full one: closed by a stop and long, or very long */
    bool is_closed;         /* by a stop, whatever its length */
    bool is_title_like;     /* short, open, some words */
    bool is_inline_title;   /* stood behind the header before it, on the same line */
    bool is_dateline_start; /* a few words, then a dash: "Moscow –" */
    bool is_separator;      /* signs only */
    uint16_t link_percent;
    uint8_t heading_level;
    enum clutter_action action;
    const char *kind;
    struct strview rule;
    struct strview source;
    struct strview author;
    bool has_date;
    struct date_found date;
};

struct page {
    struct page_line *lines;
    size_t count;
    size_t capacity;
    uint64_t *seen; /* hashes of the lines so far */
    size_t seen_count;
    bool has_arabic;
    bool is_month_first;
};

/* Cuts the fields into lines and asks the rules and the shapes about each. */
enum status page_read(const struct segment_rules *rules, struct article *article,
                      struct page *page) MUST_CHECK;

/* page_ends.c: short open lines before the first sentence and after the last that tell no event:
 * places and desks, names, labels of sections, initials, links. */
void page_cut_ends(const struct segment_rules *rules, const struct article *article,
                   struct page *page);

/* The way through the page's lines. */
struct walk {
    const struct segment_rules *rules;
    struct article *article;
    struct page *page;
    uint16_t segment;
    bool has_sentence; /* the segment has kept a full sentence */
    bool has_text;     /* the segment has kept a line closed by a stop */
    bool is_rest;      /* past a cut_rest */
};

bool page_line_is_text(const struct page_line *line);
struct strview page_line_text(const struct walk *walk, const struct page_line *line);

enum header_verdict {
    HEADER_CUT,        /* the line alone goes */
    HEADER_TEASERS,    /* a list of titles without text */
    HEADER_CARRIES_ON, /* the article goes on behind it */
    HEADER_SEGMENT,    /* another article begins */
};

/* Lines behind a header, up to the next header or cut_rest. */
struct header_block {
    size_t end;
    size_t title;    /* or end */
    size_t sentence; /* the first full one, or end */
};

enum header_verdict judge_header(const struct walk *walk, size_t header,
                                 struct header_block *block);
size_t page_block_end(const struct page *page, size_t header);
/* A title's span without bullets before its first word. */
struct span page_title_span(const struct walk *walk, const struct page_line *line);

/* The hint of the article's source, by domain or name; NULL. */
const struct source_hint *find_source_hint(const struct normalize_options *options,
                                           const struct article *article);
/* Metadata in a language's words: "18 ديسمبر 2024 - 11:45 ص". */
void read_published_text(const struct segment_rules *rules, struct article *article,
                         bool is_month_first);
void set_segment_dates(struct calendar *calendar, struct article *article, const struct page *page,
                       const struct source_hint *hint);

#endif
