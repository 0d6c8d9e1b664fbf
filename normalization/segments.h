/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_SEGMENTS_H
#define NORMALIZATION_SEGMENTS_H

#include "normalization/clutter_rules.h"
#include "normalization/date_line.h"

/* The parts of the segments step, inside of normalization/. */

struct segment_rules {
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

#endif
