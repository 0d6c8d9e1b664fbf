/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_ARTICLE_H
#define MODEL_ARTICLE_H

#include "common/arena.h"
#include "common/status.h"
#include "common/strview.h"

#include <stdint.h>

struct event;
struct trace;

/* An article on its way through the pipeline. Everything in it lives in its arena. Text is kept as
 * received; every position below is a byte offset into article->fields[field], end excluded, so
 * that what is found in the text can always be shown in it. Matching works on token forms, which
 * are folded copies. */

enum field { FIELD_TITLE, FIELD_BODY, FIELD_COUNT };

struct span {
    uint32_t begin;
    uint32_t end;
};

enum language {
    LANGUAGE_UNKNOWN,
    LANGUAGE_AR,
    LANGUAGE_EN,
    LANGUAGE_UNSUPPORTED, /* recognised as another one: Persian, Urdu, Kurdish, Hebrew, Russian, …
                           */
    LANGUAGE_COUNT,
};

enum time_precision {
    TIME_UNKNOWN,
    TIME_MINUTE, /* only of publication times */
    TIME_HOUR,
    TIME_DAY,
    TIME_WEEK,
    TIME_MONTH,
    TIME_YEAR,
};

enum { MINUTE_UNKNOWN = -1 };

/* A local point in time with what is known of it. Days count from 1970-01-01 in the proleptic
 * Gregorian calendar. */
struct timestamp {
    enum time_precision precision; /* TIME_UNKNOWN: nothing known, day means nothing */
    int32_t day;
    int32_t second;       /* of the local day, or -1 */
    int32_t zone_minutes; /* east of UTC; meaningful when is_zone_known */
    bool is_zone_known;
};

/* A range of days, both included, as time phrases resolve to. Minutes are of the local day or
 * MINUTE_UNKNOWN. */
struct time_range {
    enum time_precision precision; /* TIME_UNKNOWN: none */
    int32_t start_day;
    int32_t end_day;
    int32_t start_minute;
    int32_t end_minute;
};

enum body_kind {
    BODY_TEXT,     /* plain text as an extractor or a reader cut it out */
    BODY_PAGE,     /* text made from a whole HTML page by the decoder */
    BODY_TEASER,   /* only a summary was there */
    BODY_SENTENCE, /* one sentence alone: no clutter stage */
};

/* What the decoder saw of a block of an HTML page: where its text stands in the body. Blocks are in
 * text order and do not overlap; text outside of every block has no hint. */
struct block_hint {
    struct span span;
    uint16_t link_percent; /* of its letters inside of links */
    uint8_t heading_level; /* 1-6 for h1-h6 */
    bool is_list_item;
};

/* One line of a field, kept or cut as clutter. reason and rule are NULL when kept. */
struct line {
    enum field field;
    struct span span;
    uint16_t segment; /* index in segments; cut lines too belong to the segment they stand in */
    bool is_kept;
    const char *reason;  /* kind of clutter, such as "navigation"; static or arena */
    struct strview rule; /* the data row or the shape that cut it, for explain */
    /* HTML only: what the decoder saw of the block; 0 otherwise. */
    uint16_t link_percent;
    uint8_t heading_level; /* 1-6 for h1-h6 */
};

/* One article of a page. Segment 0 is the article itself; a "read also" article with text is
 * another. */
struct segment {
    struct strview title; /* as written; empty when unknown */
    enum field title_field;
    struct span title_span;     /* where it stands; empty span when it comes from metadata only */
    struct timestamp published; /* own, else that of the page */
    bool has_own_date;
    struct strview source; /* agency or paper named by source lines and datelines: attribution of
                              last resort */
    struct strview author;
    enum language language;
    uint32_t first_sentence;
    uint32_t sentence_count;
    uint64_t fingerprint; /* SimHash of its text: copies differ in few bits */
};

enum sentence_kind {
    SENTENCE_BODY,
    SENTENCE_TITLE,
    SENTENCE_SUBTITLE, /* a heading inside the text */
};

struct sentence {
    enum field field;
    struct span span;
    uint16_t segment;
    uint16_t paragraph; /* counts within the segment */
    enum sentence_kind kind;
    enum language language;
    uint32_t first_token;
    uint32_t token_count;
};

enum token_kind {
    TOKEN_WORD,
    TOKEN_NUMBER, /* digits, with separators inside */
    TOKEN_PUNCTUATION,
    TOKEN_SYMBOL,
};

enum token_flag {
    TOKEN_ARABIC_SCRIPT = 1 << 0,
    TOKEN_LATIN_SCRIPT = 1 << 1,
    TOKEN_CAPITALIZED = 1 << 2, /* first letter upper case */
    TOKEN_ALL_CAPS = 1 << 3,    /* two or more letters, all upper case */
    TOKEN_QUOTE_OPEN = 1 << 4,
    TOKEN_QUOTE_CLOSE =
        1 << 5, /* a straight " may carry both bits cleared or one, as its side was told */
    TOKEN_SPACE_BEFORE = 1 << 6,
    TOKEN_IN_QUOTE = 1 << 7, /* stands between quotation marks */
    TOKEN_IN_PAREN = 1 << 8, /* stands between brackets */
};

struct token {
    uint32_t begin; /* bytes in the field of its sentence */
    uint32_t end;
    uint32_t sentence;
    uint16_t flags;
    uint8_t kind;
    /* The matching form: NFKC, case folded, diacritics, tatweel, zero-width and bidi controls out,
     * hamza carriers and alefs to bare alef (أإآٱ to ا), ى to ي, ة to ه, ؤ to و, ئ to ي, digits to
     * 0-9. Clitics stay on. */
    struct strview form;
    /* As form, but hamza forms, ta marbuta and alef maqsura kept: decides between readings where
     * writers take care. */
    struct strview exact;
};

enum number_flag {
    NUMBER_VAGUE = 1 << 0, /* dozens, hundreds: a range of its own, no toll */
    NUMBER_AT_LEAST = 1 << 1,
    NUMBER_AT_MOST = 1 << 2,
    NUMBER_ABOUT = 1 << 3,
    NUMBER_ORDINAL = 1 << 4,
    NUMBER_NO_COUNT = 1 << 5, /* age, year, clock, calibre, price, part of a name: counts nothing */
    NUMBER_DUAL =
        1 << 6, /* the counted noun itself, in the dual: the noun's token is the number's */
    NUMBER_IS_DIGITS = 1 << 7,
};

/* A number told in tokens [first_token, first_token + token_count). 64-bit floats hold any count of
 * news exactly. */
struct number {
    uint32_t first_token;
    uint32_t token_count;
    double min;
    double max; /* for NUMBER_AT_LEAST with open end: equal to min, as the rulings read it */
    uint16_t flags;
    uint8_t approximator_count; /* tokens right before first_token: "at least", "some" */
    /* A letter joined in front of the approximator, else of the number: «ولثلاثة» */
    bool has_conjunction, has_preposition;
};

enum time_flag {
    TIME_HABITUAL = 1 << 0, /* daily, every night, almost daily */
    TIME_SINCE = 1 << 1,    /* start only; the end is the publication */
    TIME_UNTIL = 1 << 2,
    TIME_VAGUE = 1 << 3,             /* recently, later: no range */
    TIME_DURATION = 1 << 4,          /* for three days: a length, no date */
    TIME_RELATIVE_TO_EVENT = 1 << 5, /* two days later, the next day: counts from another event */
    TIME_FUTURE = 1 << 6,            /* told as ahead (next, tomorrow) */
    TIME_PAST = 1 << 7,              /* told as gone (last, ago) */
    TIME_WEEKDAY_ONLY = 1 << 9,      /* a bare weekday: start_day is the latest up to publication;
                                        future_day the next after */
    TIME_HOLIDAY = 1 << 10,
    TIME_PART_OF_DAY = 1 << 12, /* at dawn, at night: the day stands elsewhere or nowhere */
    TIME_NIGHT = 1 << 13,       /* that part is the night: of two days */
};

/* A time told in tokens, resolved against the publication of its segment. */
struct time_phrase {
    uint32_t first_token;
    uint32_t token_count;
    uint16_t flags;
    struct time_range range; /* read as past where the phrase leaves it open */
    struct time_range
        future;    /* the other reading of an open phrase ("on Thursday" of something planned) */
    int32_t shift; /* TIME_RELATIVE_TO_EVENT: days after that event, 0 also when not told */
};

struct article {
    struct arena *arena;
    struct trace *trace;  /* NULL unless explained */
    uint64_t deadline_ns; /* CLOCK_MONOTONIC, set before each stage; 0: none */

    /* As decoded. */
    struct strview id;
    struct strview url;
    struct strview source; /* paper, agency or domain */
    struct strview author;
    struct strview summary;
    struct strview declared_language; /* BCP 47 as received */
    struct strview published_text;    /* as received; published is what it says */
    struct timestamp published;
    struct timestamp fetched;
    struct strview fields[FIELD_COUNT]; /* valid UTF-8 */
    enum body_kind body_kind;
    struct block_hint *blocks; /* BODY_PAGE only */
    size_t block_count, block_capacity;
    uint32_t charset_loss; /* code points that could not be converted */

    /* As normalized. */
    enum language language; /* of segment 0 */
    struct line *lines;
    size_t line_count, line_capacity;
    struct segment *segments;
    size_t segment_count, segment_capacity;
    struct sentence *sentences;
    size_t sentence_count, sentence_capacity;
    struct token *tokens;
    size_t token_count, token_capacity;
    struct number *numbers;
    size_t number_count, number_capacity;
    struct time_phrase *times;
    size_t time_count, time_capacity;

    /* As extracted. */
    struct event *events;
    size_t event_count, event_capacity;
};

/* An empty article in the arena; NULL at its ceiling. */
struct article *article_new(struct arena *arena);

/* The text of a token, a sentence or a span, as received. */
struct strview article_token_text(const struct article *article, size_t token);
struct strview article_sentence_text(const struct article *article, size_t sentence);
struct strview article_span_text(const struct article *article, enum field field, struct span span);
/* The text from the begin of token first to the end of token last (same sentence), as received. */
struct strview article_tokens_text(const struct article *article, size_t first, size_t last);

/* Room for one more; NULL at the arena's ceiling. */
struct block_hint *article_add_block(struct article *article);
struct line *article_add_line(struct article *article);
struct segment *article_add_segment(struct article *article);
struct sentence *article_add_sentence(struct article *article);
struct token *article_add_token(struct article *article);
struct number *article_add_number(struct article *article);
struct time_phrase *article_add_time(struct article *article);
struct event *article_add_event(struct article *article);

/* True when the running stage has used up its time: a loop over input asks every few hundred steps
 * and returns STATUS_LIMIT. */
bool article_is_overdue(const struct article *article);

/* Code points before byte offset in the field: how positions are told outside (events,
 * articles.normalized). */
uint32_t article_code_points(const struct article *article, enum field field, uint32_t byte);

const char *language_name(enum language language); /* "ar", "en", "unsupported", "" */

#endif
