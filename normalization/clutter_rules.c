/* SPDX-License-Identifier: Apache-2.0 */
/* Clutter rows. Most lines of a page are text, longer than any clutter: of those only the tail
 * patterns are run, on the last 300 characters. Plain rows are found by their first word. A pattern
 * is run only where the literal text that it needs stands in the line; it has a time limit, since
 * ICU's engine backtracks. */
#include "normalization/clutter_rules.h"

#include "lexicon/form.h"
#include "model/article.h"
#include "normalization/pattern_needs.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>

enum {
    PLAIN_CHARS_MAX = 160,
    SHORT_CHARS_MAX = 160,
    SHORT_BOUND_MAX = 100, /* in braces: {0,80} */
    PATTERN_UNITS_MAX = 2048,
    KIND_BYTES = 24,
    REGEX_TIME_LIMIT = 20, /* ICU's steps, about a millisecond each */
    REGEX_STACK_BYTES = 1 << 20,
};

struct rule {
    enum clutter_action action;
    enum clutter_field field; /* CLUTTER_FIELD_COUNT: none */
    enum language language;
    char kind[KIND_BYTES];
    struct strview pattern;
    /* A regular expression, */
    URegularExpression *regex;
    struct pattern_needs needs;
    bool is_anchored;
    bool is_short; /* matches no line of more than SHORT_CHARS_MAX characters */
    bool needs_date;
    int32_t value_group; /* 0: none */
    /* or pieces; a piece with ptr NULL is a gap ("…"). */
    struct strview *pieces;
    size_t piece_count;
};

struct clutter_rules {
    struct rule *rules;
    size_t count;
    struct rule **plain; /* sorted by first piece */
    size_t plain_count;
    char *forms; /* of all plain pieces */
    struct strview *pieces;
};

static bool read_action(struct strview text, struct rule *rule)
{
    static const struct {
        const char *name;
        enum clutter_action action;
        enum clutter_field field;
    } actions[] = {
        {"cut_line", CLUTTER_CUT_LINE, CLUTTER_FIELD_COUNT},
        {"new_segment", CLUTTER_NEW_SEGMENT, CLUTTER_FIELD_COUNT},
        {"cut_rest", CLUTTER_CUT_REST, CLUTTER_FIELD_COUNT},
        {"keep", CLUTTER_KEEP, CLUTTER_FIELD_COUNT},
        {"field:published", CLUTTER_FIELD, CLUTTER_PUBLISHED},
        {"field:source", CLUTTER_FIELD, CLUTTER_SOURCE},
        {"field:author", CLUTTER_FIELD, CLUTTER_AUTHOR},
    };

    for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
        if (strview_is(text, actions[i].name)) {
            rule->action = actions[i].action;
            rule->field = actions[i].field;
            return true;
        }
    return false;
}

/* Whether an anchored pattern is made for short lines: small bounds, and no group that repeats.
 * Most lines of text are longer, and need not be asked then. */
static bool is_for_short_lines(struct strview pattern)
{
    for (size_t i = 0; i + 1 < pattern.len; i++) {
        char next = pattern.ptr[i + 1];
        bool is_group_end = pattern.ptr[i] == ')' || pattern.ptr[i] == ']';

        if (is_group_end && (next == '+' || (next == '{' && i > 0 && pattern.ptr[i] == ')')))
            return false;
        size_t comma = i + 1;
        unsigned long long bound = 0;

        if (pattern.ptr[i] != '{')
            continue;
        while (comma < pattern.len && pattern.ptr[comma] != ',' && pattern.ptr[comma] != '}')
            comma++;
        size_t end = strview_find(pattern, STRVIEW("}"), comma);
        struct strview most = strview_slice(pattern, comma + 1, end);

        if (strview_to_unsigned(most, &bound) && bound > SHORT_BOUND_MAX)
            return false;
    }
    return strview_ends_with(pattern, STRVIEW("$"));
}

static bool compile_regex(struct strview pattern, struct rule *rule)
{
    UChar units[PATTERN_UNITS_MAX];
    int32_t length = 0;
    UErrorCode error = U_ZERO_ERROR;

    pattern = strview_slice(pattern, 1, pattern.len - 1);
    rule->is_anchored = pattern.len > 0 && pattern.ptr[0] == '^';
    rule->is_short = rule->is_anchored && is_for_short_lines(pattern);
    rule->needs_date = strcmp(rule->kind, "time_stamp") == 0 &&
                       strview_find(pattern, STRVIEW("\\d{"), 0) < pattern.len;
    u_strFromUTF8(units, PATTERN_UNITS_MAX, &length, pattern.ptr, (int32_t)pattern.len, &error);
    if (U_FAILURE(error))
        return false;
    pattern_needs_read(units, length, &rule->needs);
    rule->regex = uregex_open(units, length, 0, NULL, &error);
    if (U_FAILURE(error))
        return false;
    rule->value_group = uregex_groupNumberFromCName(rule->regex, "value", -1, &error);
    if (error == U_REGEX_INVALID_CAPTURE_GROUP_NAME) {
        rule->value_group = 0;
        error = U_ZERO_ERROR;
    }
    uregex_setTimeLimit(rule->regex, REGEX_TIME_LIMIT, &error);
    uregex_setStackLimit(rule->regex, REGEX_STACK_BYTES, &error);
    return U_SUCCESS(error);
}

/* Cuts a plain pattern into pieces; forms and pieces move on past what was used. */
static bool compile_plain(struct strview pattern, struct rule *rule, char **forms,
                          struct strview **pieces)
{
    size_t at = 0;

    rule->pieces = *pieces;
    for (;;) {
        struct strview piece = line_next_piece(pattern, &at);
        struct strview *out = &rule->pieces[rule->piece_count];

        if (piece.len == 0)
            break;
        rule->piece_count++;
        if (strview_is(piece, "…")) {
            *out = (struct strview){0};
            continue;
        }
        out->len = form_fold(piece, FORM_MATCHING, *forms, LINE_FORM_BYTES);
        out->ptr = *forms;
        *forms += out->len;
    }
    *pieces += rule->piece_count;
    return rule->piece_count > 0 && rule->pieces[0].ptr != NULL;
}

static bool compile_row(struct strview pattern, struct strview kind, struct strview action,
                        struct rule *rule)
{
    rule->pattern = pattern;
    if (kind.len >= KIND_BYTES || !read_action(action, rule))
        return false;
    memcpy(rule->kind, kind.ptr, kind.len);
    return pattern.len > 0;
}

static int compare_views(struct strview a, struct strview b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common == 0 ? 0 : memcmp(a.ptr, b.ptr, common);

    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static int compare_rules(const void *a, const void *b)
{
    const struct rule *const *x = a;
    const struct rule *const *y = b;

    return compare_views((*x)->pieces[0], (*y)->pieces[0]);
}

/* Adds a language's rows. False with a message at the first that is no pattern. */
static bool add_table(struct clutter_rules *rules, struct table table, enum language language,
                      char **forms, struct strview **pieces)
{
    int pattern = table_column(table, "pattern");
    int kind = table_column(table, "kind");
    int action = table_column(table, "action");

    for (size_t row = 0; row < table_row_count(table); row++) {
        struct rule *rule = &rules->rules[rules->count];
        struct strview text = table_cell(table, row, pattern);
        bool is_regex = text.len > 2 && text.ptr[0] == '/' && text.ptr[text.len - 1] == '/';

        rule->language = language;
        rules->count++;
        if (!compile_row(text, table_cell(table, row, kind), table_cell(table, row, action), rule))
            return false;
        if (is_regex && !compile_regex(text, rule))
            return false;
        if (!is_regex && !compile_plain(text, rule, forms, pieces))
            return false;
        if (!is_regex)
            rules->plain[rules->plain_count++] = rule;
    }
    return true;
}

static struct table clutter_table(const struct lexicon *lexicon, int language)
{
    char name[32];

    snprintf(name, sizeof(name), "%s/clutter", language_name((enum language)language));
    return lexicon_table(lexicon, name);
}

struct clutter_rules *clutter_rules_new(const struct lexicon *lexicon, char *error,
                                        size_t error_bytes)
{
    struct clutter_rules *rules = calloc(1, sizeof(*rules));
    size_t rows = 1;
    size_t bytes = 1;

    for (int language = LANGUAGE_AR; language < LANGUAGE_UNSUPPORTED; language++) {
        rows += table_row_count(clutter_table(lexicon, language));
        bytes += clutter_table(lexicon, language).section.len;
    }
    if (rules == NULL)
        return NULL;
    rules->rules = calloc(rows, sizeof(*rules->rules));
    rules->plain = calloc(rows, sizeof(struct rule *));
    /* A form is no longer than 11 times its word; a piece has one byte at least. */
    rules->forms = malloc(bytes * 11 + LINE_FORM_BYTES);
    rules->pieces = calloc(bytes, sizeof(*rules->pieces));
    if (rules->rules == NULL || rules->plain == NULL || rules->forms == NULL ||
        rules->pieces == NULL) {
        clutter_rules_free(rules);
        return NULL;
    }
    char *forms = rules->forms;
    struct strview *pieces = rules->pieces;

    for (int language = LANGUAGE_AR; language < LANGUAGE_UNSUPPORTED; language++) {
        if (add_table(rules, clutter_table(lexicon, language), (enum language)language, &forms,
                      &pieces))
            continue;
        if (error != NULL)
            snprintf(error, error_bytes, "%s/clutter: no pattern or action: %.*s",
                     language_name((enum language)language),
                     STRVIEW_ARG(rules->rules[rules->count - 1].pattern));
        clutter_rules_free(rules);
        return NULL;
    }
    if (rules->plain_count > 0)
        qsort(rules->plain, rules->plain_count, sizeof(struct rule *), compare_rules);
    return rules;
}

void clutter_rules_free(struct clutter_rules *rules)
{
    if (rules == NULL)
        return;
    for (size_t i = 0; rules->rules != NULL && i < rules->count; i++)
        if (rules->rules[i].regex != NULL)
            uregex_close(rules->rules[i].regex);
    free(rules->rules);
    free(rules->plain);
    free(rules->forms);
    free(rules->pieces);
    free(rules);
}

static struct strview between(const struct line_text *line, size_t first, size_t last)
{
    return strview_slice(line->text, line->pieces[first].begin, line->pieces[last].end);
}

/* The words from piece begin up to a bar, without signs at the ends. */
static struct strview words_from(const struct line_text *line, size_t begin, size_t end)
{
    size_t last = end;

    while (begin < end && !line->pieces[begin].is_word)
        begin++;
    for (size_t i = begin; i < end; i++) {
        if (strview_is(line->pieces[i].form, "|"))
            break;
        if (line->pieces[i].is_word)
            last = i;
    }
    return begin < end && last < end ? between(line, begin, last) : (struct strview){0};
}

/* A regular expression's value: the words behind its last separator. */
static struct strview regex_value(const struct line_text *line, uint32_t from, uint32_t to)
{
    size_t begin = 0;
    size_t end = 0;
    size_t after = SIZE_MAX;

    while (begin < line->piece_count && line->pieces[begin].begin < from)
        begin++;
    for (end = begin; end < line->piece_count && line->pieces[end].end <= to; end++) {
        bool has_words = end + 1 < line->piece_count && line->pieces[end + 1].begin < to;

        if (!line->pieces[end].is_word && has_words && line->pieces[end].form.len > 0 &&
            strchr(":-/(", line->pieces[end].form.ptr[0]) != NULL)
            after = end + 1;
    }
    for (size_t i = begin; i + 1 < end; i++) {
        struct strview sign = line->pieces[i].form;
        bool is_dash = strview_is(sign, "–") || strview_is(sign, "—");

        if (is_dash && (after == SIZE_MAX || i + 1 > after))
            after = i + 1;
    }
    struct strview value = after == SIZE_MAX ? (struct strview){0} : words_from(line, after, end);

    return value.len > 0 ? value : words_from(line, begin, end);
}

/* Whether the literal pieces [from, to) of the rule stand at a piece of the line. */
static bool literals_stand(const struct rule *rule, size_t from, size_t to,
                           const struct line_text *line, size_t piece)
{
    if (piece + (to - from) > line->piece_count)
        return false;
    for (size_t i = from; i < to; i++)
        if (!strview_equal(rule->pieces[i], line->pieces[piece + i - from].form))
            return false;
    return true;
}

static bool is_closing(const struct line_text *line, size_t piece)
{
    for (; piece < line->piece_count; piece++)
        if (line->pieces[piece].is_word)
            return false;
    return true;
}

/* Matches a plain rule from a piece on; *value: the words that its last gap stands for. */
static bool plain_matches(const struct rule *rule, const struct line_text *line, size_t piece,
                          struct strview *value)
{
    bool is_open = false;

    *value = (struct strview){0};
    for (size_t from = 0; from < rule->piece_count;) {
        size_t to = from;

        if (rule->pieces[from].ptr == NULL) {
            is_open = true;
            from++;
            continue;
        }
        while (to < rule->piece_count && rule->pieces[to].ptr != NULL)
            to++;
        while (!literals_stand(rule, from, to, line, piece)) {
            if (!is_open || piece >= line->piece_count)
                return false;
            piece++;
        }
        piece += to - from;
        is_open = false;
        from = to;
    }
    if (is_open)
        *value = words_from(line, piece, line->piece_count);
    /* "Breaking: …" is text because something follows. */
    if (rule->action == CLUTTER_KEEP && is_open && value->len == 0)
        return false;
    return is_open || is_closing(line, piece);
}

static void take_rule(const struct rule *rule, struct strview value, bool is_part,
                      struct clutter_match *match)
{
    if (rule->field < CLUTTER_FIELD_COUNT && !match->has_field[rule->field]) {
        match->has_field[rule->field] = true;
        match->values[rule->field] = value;
    }
    /* What covers the whole line goes before what covers a part of it. */
    bool is_stronger = rule->action > match->action;

    if (match->action != CLUTTER_NONE && match->is_part != is_part)
        is_stronger = match->is_part;
    if (!is_stronger)
        return;
    match->action = rule->action;
    match->kind = rule->kind;
    match->rule = rule->pattern;
    match->value = value;
    match->is_part = is_part;
}

static void match_plain_at(const struct clutter_rules *rules, const struct line_text *line,
                           size_t piece, struct clutter_match *match)
{
    struct strview first = line->pieces[piece].form;
    size_t low = 0;
    size_t high = rules->plain_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_views(rules->plain[middle]->pieces[0], first) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < rules->plain_count && strview_equal(rules->plain[low]->pieces[0], first); low++) {
        struct strview value;

        if (plain_matches(rules->plain[low], line, piece, &value)) {
            if (value.len == 0 && rules->plain[low]->field < CLUTTER_FIELD_COUNT)
                value = words_from(line, 0, line->piece_count);
            take_rule(rules->plain[low], value, false, match);
            match->end = (uint32_t)line->text.len;
        }
    }
}

static void match_plain(const struct clutter_rules *rules, const struct line_text *line,
                        struct clutter_match *match)
{
    size_t word = 0;

    if (line->char_count > PLAIN_CHARS_MAX || !line->is_whole || line->piece_count == 0)
        return;
    while (word + 1 < line->piece_count && !line->pieces[word].is_word)
        word++;
    match_plain_at(rules, line, 0, match);
    if (word > 0)
        match_plain_at(rules, line, word, match);
}

static bool applies(const struct rule *rule, const struct line_text *line, bool has_arabic)
{
    if (rule->regex == NULL || (rule->is_anchored && line->is_tail))
        return false;
    if (rule->is_short && line->char_count > SHORT_CHARS_MAX)
        return false;
    if (rule->needs_date && (!line->may_be_date || line->char_count > SHORT_CHARS_MAX))
        return false;
    if (rule->language == LANGUAGE_EN && line->letter_count > 0)
        return line->has_latin;
    return rule->language != LANGUAGE_AR || has_arabic;
}

/* A tail's own text begins behind the stop of the sentence that it is glued to. */
static uint32_t tail_begin(const struct line_text *line, int32_t unit)
{
    UChar32 c = line->units[unit];

    if (c != '(' && !u_isalnum(c))
        unit++;
    while (unit < line->unit_count && line->units[unit] == ' ')
        unit++;
    return line->unit_at[unit];
}

static struct strview value_of(const struct rule *rule, const struct line_text *line, uint32_t from,
                               uint32_t to)
{
    UErrorCode error = U_ZERO_ERROR;

    if (rule->field == CLUTTER_FIELD_COUNT)
        return (struct strview){0};
    if (rule->value_group == 0)
        return regex_value(line, from, to);
    int32_t begin = uregex_start(rule->regex, rule->value_group, &error);
    int32_t end = uregex_end(rule->regex, rule->value_group, &error);

    if (U_FAILURE(error) || begin < 0)
        return (struct strview){0};
    return strview_trim(strview_slice(line->text, line->unit_at[begin], line->unit_at[end]));
}

static void match_regex(struct rule *rule, const struct line_text *line,
                        struct clutter_match *match)
{
    UErrorCode error = U_ZERO_ERROR;

    uregex_setText(rule->regex, line->units, line->unit_count, &error);
    bool is_found = uregex_find(rule->regex, -1, &error);

    if (U_FAILURE(error) || !is_found) /* also when its time is over */
        return;
    int32_t begin = uregex_start(rule->regex, 0, &error);
    int32_t end = uregex_end(rule->regex, 0, &error);

    if (U_FAILURE(error))
        return;
    bool is_part = !rule->is_anchored && begin > 0;
    uint32_t from = is_part ? tail_begin(line, begin) : line->unit_at[begin];
    struct strview value = value_of(rule, line, from, line->unit_at[end]);
    enum clutter_action before = match->action;
    const struct strview pattern = match->rule;

    take_rule(rule, value, is_part, match);
    if (match->action == before && strview_equal(match->rule, pattern))
        return;
    match->begin = is_part ? from : 0;
    match->end = is_part ? line->unit_at[end] : (uint32_t)line->text.len;
}

struct clutter_match clutter_rules_match(struct clutter_rules *rules, const struct line_text *line,
                                         bool has_arabic)
{
    struct clutter_match match = {0};
    struct unit_pairs pairs;

    match_plain(rules, line, &match);
    unit_pairs_read(line->units, line->unit_count, &pairs);
    for (size_t i = 0; i < rules->count; i++)
        if (applies(&rules->rules[i], line, has_arabic) &&
            pattern_needs_are_met(&rules->rules[i].needs, &pairs))
            match_regex(&rules->rules[i], line, &match);
    return match;
}
