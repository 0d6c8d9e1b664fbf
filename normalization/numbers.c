/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers told in digits and words. A number is read from the left: parts are added or multiplied
 * while they fit below what was read before (ألف ومئتان وخمسة وعشرون, two hundred and five), and
 * the first part that does not fit begins another number. Then each number is looked at in its
 * context: approximators before and after it, ranges, and patterns that count nothing. */
#include <math.h>

#include "lexicon/characters.h"
#include "normalization/normalizer.h"
#include "normalization/number_words.h"

enum {
    PATTERN_REACH = 4,  /* words before a number at which a pattern may begin */
    FOLLOWER_REACH = 3, /* words between a number and "at least" */
    TOKENS_PER_CHECK = 256,
};

/* No news counts so much, and a double counts no further than this one by one. */
static const double DIGITS_VALUE_MAX = 1e15;

/* A digits token: its value, and the letters that stand on it ("th", "km"). */
struct digits {
    double value;
    size_t bytes;  /* of the form */
    bool is_plain; /* one number, not a clock time or a dotted date */
};

struct reader {
    const struct number_words *table;
    struct article *article;
    const struct token_word *words;
    size_t end; /* of the sentence */
    enum language language;
};

/* A number as it is read. total holds what scales have closed, group what is below a thousand. */
struct run {
    double total, group, scale;
    size_t first, end;
    bool is_digits, is_partitive, is_fraction, is_plain;
    struct strview rest; /* letters on the last digits token */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Three digits after each separator: a thousands mark. */
static bool is_grouped(struct strview form, char separator)
{
    for (size_t i = 0; i < form.len; i++) {
        if (form.ptr[i] != separator)
            continue;
        size_t digits = 0;

        while (i + 1 + digits < form.len && is_digit(form.ptr[i + 1 + digits]))
            digits++;
        if (digits != 3 || i == 0 || i > 3 + 4 * (i / 4))
            return false;
    }
    return true;
}

static size_t count_char(struct strview form, char c)
{
    size_t count = 0;

    for (size_t i = 0; i < form.len; i++)
        count += form.ptr[i] == c;
    return count;
}

/* Digits, dots, commas and colons at the begin of a form. */
static struct digits read_digits(struct strview form, bool dot_groups)
{
    struct digits digits = {.is_plain = true};
    double fraction = 0;

    while (digits.bytes < form.len &&
           (is_digit(form.ptr[digits.bytes]) || strchr(".,:", form.ptr[digits.bytes]) != NULL ||
            (form.ptr[digits.bytes] == '\xd8' && digits.bytes + 1 < form.len &&
             form.ptr[digits.bytes + 1] == '\x8c')))
        digits.bytes += form.ptr[digits.bytes] == '\xd8' ? 2 : 1;
    struct strview text = strview_slice(form, 0, digits.bytes);
    bool has_comma = count_char(text, ',') > 0 && !is_grouped(text, ',');
    size_t dots = count_char(text, '.');
    bool groups = dots > 0 && (dots > 1 || dot_groups) && is_grouped(text, '.');

    digits.is_plain = count_char(text, ':') == 0 && (dots < 2 || groups);
    for (size_t i = 0; i < text.len; i++) {
        if (is_digit(text.ptr[i]) && fraction == 0)
            digits.value = digits.value * 10 + (text.ptr[i] - '0');
        else if (is_digit(text.ptr[i])) {
            digits.value += (text.ptr[i] - '0') * fraction;
            fraction /= 10;
        } else if (text.ptr[i] == ':' || fraction != 0) {
            break;
        } else if ((text.ptr[i] == '.' && !groups) || (text.ptr[i] == ',' && has_comma)) {
            fraction = 0.1;
        }
    }
    return digits;
}

static const struct token *token_at(const struct reader *reader, size_t at)
{
    return &reader->article->tokens[at];
}

static bool starts_with_digit(const struct token *token)
{
    return (token->kind == TOKEN_NUMBER || token->kind == TOKEN_WORD) && token->form.len > 0 &&
           is_digit(token->form.ptr[0]);
}

/* The longest phrase of one of the kinds at a token. Words after the first carry no clitics. */
static size_t match(const struct reader *reader, size_t at, unsigned kinds,
                    const struct number_entry **entry)
{
    uint32_t node = PHRASES_ROOT;
    size_t matched = 0;

    for (size_t i = at; i < reader->end; i++) {
        const struct token_word *word = &reader->words[i];

        if (word->id == PHRASES_NONE || (i > at && word->clitics != 0))
            break;
        node = phrases_find_child(reader->table->phrases, node, word->id);
        if (node == PHRASES_NONE)
            break;
        const struct number_entry *found = number_words_at(reader->table, node);

        if ((found->kinds & kinds) != 0) {
            *entry = found;
            matched = i + 1 - at;
        }
    }
    return matched;
}

static bool take_digits(struct reader *reader, struct run *run, size_t at)
{
    const struct token *token = token_at(reader, at);

    if (!starts_with_digit(token))
        return false;
    struct digits digits = read_digits(token->form, reader->language == LANGUAGE_AR);

    if (digits.value > DIGITS_VALUE_MAX)
        return false;
    run->group = digits.value;
    run->is_digits = true;
    run->is_plain = digits.is_plain;
    run->rest = strview_slice(token->form, digits.bytes, token->form.len);
    run->end = at + 1;
    return true;
}

/* A scale by itself, or two of it ("ألفان"): closes a group of its own. */
static void take_scale(struct run *run, double value, double scale)
{
    run->total += value;
    run->group = 0;
    run->scale = scale;
}

static double scale_of(double value)
{
    return value >= 1e12 ? 1e12 : value >= 1e9 ? 1e9 : value >= 1e6 ? 1e6 : 1e3;
}

static bool take_first(struct reader *reader, struct run *run, size_t at)
{
    const struct number_entry *entry;
    const struct number_entry *scale;

    *run = (struct run){.first = at, .scale = INFINITY, .is_plain = true};
    if (take_digits(reader, run, at))
        return true;
    size_t count = match(reader, at,
                         NUMBER_CARDINAL | NUMBER_PARTITIVE | NUMBER_MULTIPLIER | NUMBER_FRACTION |
                             NUMBER_ARTICLE,
                         &entry);

    if (count == 0)
        return false;
    run->end = at + count;
    if ((entry->kinds & NUMBER_ARTICLE) != 0) {
        run->group = 1;
        return match(reader, run->end, NUMBER_MULTIPLIER, &scale) > 0;
    }
    if ((entry->kinds & NUMBER_MULTIPLIER) != 0 && (entry->kinds & NUMBER_CARDINAL) == 0) {
        if (entry->needs_number || (entry->kinds & NUMBER_VAGUE_WORD) != 0)
            return false;
        if (entry->multiplier >= 1000)
            take_scale(run, entry->multiplier, entry->multiplier);
        else
            run->group = entry->multiplier;
        return true;
    }
    run->is_partitive = (entry->kinds & (NUMBER_CARDINAL | NUMBER_PARTITIVE)) == NUMBER_PARTITIVE;
    run->is_fraction =
        (entry->kinds & (NUMBER_CARDINAL | NUMBER_PARTITIVE | NUMBER_FRACTION)) == NUMBER_FRACTION;
    if (entry->value >= 1000)
        take_scale(run, entry->value, scale_of(entry->value));
    else
        run->group = entry->value;
    return true;
}

/* "200 thousand", "ثلاثة آلاف", "30k". */
static bool multiply(struct reader *reader, struct run *run)
{
    const struct number_entry *entry = NULL;
    size_t count = 0;

    if (run->group == 0 || !run->is_plain)
        return false;
    if (run->rest.len > 0) {
        uint32_t id = phrases_find_word(reader->table->phrases, run->rest);
        uint32_t node = phrases_find_child(reader->table->phrases, PHRASES_ROOT, id);

        if (id == PHRASES_NONE || node == PHRASES_NONE)
            return false;
        entry = number_words_at(reader->table, node);
    } else {
        /* "half a million" */
        size_t article = run->is_fraction ? match(reader, run->end, NUMBER_ARTICLE, &entry) : 0;

        count = match(reader, run->end + article, NUMBER_MULTIPLIER, &entry);
        if (count == 0)
            return false;
        count += article;
        if ((reader->words[run->end].clitics & (CLITIC_AND | CLITIC_PREPOSITION)) != 0)
            return false;
        /* Letters that stand for a scale stand on the digits ("30k", "5 m" is a length). */
        if (count == 1 && token_at(reader, run->end)->form.len == 1)
            return false;
    }
    if ((entry->kinds & NUMBER_MULTIPLIER) == 0 || entry->multiplier >= run->scale)
        return false;
    if (entry->multiplier >= 1000)
        take_scale(run, run->group * entry->multiplier, entry->multiplier);
    else if (run->group < 100)
        run->group *= entry->multiplier;
    else
        return false;
    run->rest = (struct strview){0};
    run->end += count;
    run->is_partitive = false;
    run->is_fraction = false;
    return true;
}

/* True when a part below a thousand fits on the group: twenty-one, ثلاثة وعشرون, مئة وخمسة. */
static bool fits_group(const struct run *run, double value, bool is_arabic)
{
    double group = run->group;
    double tens = fmod(group, 100);

    if (run->is_digits && run->total == 0)
        return false;
    if (group == 0)
        return run->total > 0;
    if (group >= 100 && tens == 0)
        return value < 100;
    if (is_arabic)
        return tens >= 1 && tens <= 9 && value >= 20 && value <= 90 && fmod(value, 10) == 0;
    return tens >= 20 && fmod(tens, 10) == 0 && value >= 1 && value <= 9;
}

/* The part at `at` added to the run; false when it does not fit. */
static bool add_part(struct reader *reader, struct run *run, size_t at)
{
    bool is_arabic = reader->language != LANGUAGE_EN;
    const struct number_entry *entry;
    struct run part = {.is_plain = true};

    if (take_digits(reader, &part, at)) {
        if (run->group != 0 || run->total == 0 || part.group >= run->scale || !part.is_plain ||
            part.rest.len > 0)
            return false;
        run->group = part.group;
        run->end = part.end;
        return true;
    }
    size_t count =
        match(reader, at, NUMBER_CARDINAL | NUMBER_PARTITIVE | NUMBER_MULTIPLIER, &entry);

    if (count == 0 || (reader->words[at].clitics & (CLITIC_PREPOSITION)) != 0)
        return false;
    if ((entry->kinds & NUMBER_MULTIPLIER) != 0 && (entry->kinds & NUMBER_CARDINAL) == 0) {
        bool is_scale = entry->multiplier >= 1000;

        if (entry->needs_number || run->group != 0 || run->total == 0 ||
            entry->multiplier >= run->scale)
            return false;
        if (is_scale)
            take_scale(run, entry->multiplier, entry->multiplier);
        else
            run->group = entry->multiplier;
    } else if (entry->value >= 1000) {
        if (run->group != 0 || run->total == 0 || entry->value >= run->scale)
            return false;
        take_scale(run, entry->value, scale_of(entry->value));
    } else {
        const struct number_entry *after;

        if (!fits_group(run, entry->value, is_arabic))
            return false;
        /* "between two hundred and three hundred" */
        if (run->group >= 100 && match(reader, at + count, NUMBER_MULTIPLIER, &after) > 0 &&
            after->multiplier <= 100)
            return false;
        run->group += entry->value;
    }
    run->is_partitive = false;
    run->end = at + count;
    return true;
}

/* "مليون ونصف", "a million and a half": half of the scale before it. */
static bool add_fraction(struct reader *reader, struct run *run, size_t at)
{
    const struct number_entry *entry;
    const struct number_entry *scale;
    size_t count = match(reader, at, NUMBER_FRACTION, &entry);

    if (count == 0 || entry->value >= 1 || run->is_fraction)
        return false;
    if (run->group == 0 && isfinite(run->scale))
        run->total += entry->value * run->scale;
    else
        run->group += entry->value;
    run->end = at + count;
    if (run->group == 0 && match(reader, run->end, NUMBER_MULTIPLIER, &scale) == 1 &&
        reader->words[run->end].clitics == CLITIC_ARTICLE)
        run->end++; /* ونصف المليون */
    return true;
}

static bool extend(struct reader *reader, struct run *run)
{
    const struct number_entry *entry;
    size_t at = run->end;
    bool is_joined;

    if (multiply(reader, run))
        return true;
    if (at >= reader->end || run->rest.len > 0 || !run->is_plain)
        return false;
    is_joined = (reader->words[at].clitics & CLITIC_AND) != 0;
    /* "ونصف" is a row of its own. */
    if (reader->language != LANGUAGE_EN && match(reader, at, NUMBER_FRACTION, &entry) > 0 &&
        (is_joined || reader->words[at].clitics == 0) && reader->end - at > 0 &&
        token_at(reader, at)->form.len > 2 && memcmp(token_at(reader, at)->form.ptr, "و", 2) == 0)
        return add_fraction(reader, run, at);
    if (!is_joined && match(reader, at, NUMBER_JOINER, &entry) == 1) {
        at++;
        is_joined = true;
    }
    if (at >= reader->end || (!is_joined && reader->language != LANGUAGE_EN))
        return false;
    return add_part(reader, run, at) || (is_joined && add_fraction(reader, run, at));
}

static struct number *add_number(struct reader *reader, size_t first, size_t end, double min,
                                 double max)
{
    struct number *number = article_add_number(reader->article);

    uint32_t clitics = reader->words[first].clitics;

    if (number != NULL)
        *number = (struct number){.first_token = (uint32_t)first,
                                  .token_count = (uint32_t)(end - first),
                                  .min = min,
                                  .max = max,
                                  .has_conjunction = (clitics & CLITIC_AND) != 0,
                                  .has_preposition = (clitics & CLITIC_PREPOSITION) != 0};
    return number;
}

/* "عشرات", "dozens", "several hundred": a range of its own, times a scale after it. */
static bool read_vague(struct reader *reader, size_t *at, enum status *status)
{
    const struct number_entry *entry;
    const struct number_entry *scale;
    size_t count = match(reader, *at, NUMBER_VAGUE_WORD, &entry);

    if (count == 0)
        return false;
    double factor = 1;
    size_t end = *at + count;
    size_t more = match(reader, end, NUMBER_MULTIPLIER, &scale);

    if (more > 0 && entry->vague_max < 1000 &&
        (reader->words[end].clitics & (CLITIC_AND | CLITIC_PREPOSITION)) == 0) {
        factor = scale->multiplier;
        end += more;
    }
    struct number *number = add_number(reader, *at, end, entry->vague_min * factor,
                                       entry->vague_max * factor + (factor > 1 ? factor - 1 : 0));

    if (number == NULL)
        *status = STATUS_LIMIT;
    else
        number->flags = NUMBER_VAGUE;
    *at = end;
    return true;
}

/* "the ninth and twentieth", الحادي والأربعون: the words of the tens, 0 without. */
static size_t add_ordinal_tens(struct reader *reader, size_t at, double *value)
{
    const struct number_entry *tens;
    uint32_t clitics = at < reader->end ? reader->words[at].clitics : 0;
    unsigned kinds = NUMBER_ORDINAL_WORD;

    if ((clitics & CLITIC_ARTICLE) != 0)
        kinds |= NUMBER_CARDINAL;
    size_t count = (clitics & CLITIC_AND) == 0 ? 0 : match(reader, at, kinds, &tens);

    if (count == 0 || tens->value < 20 || tens->value >= 100 || fmod(tens->value, 10) != 0)
        return 0;
    *value += tens->value;
    return count;
}

static bool read_single(struct reader *reader, size_t *at, unsigned kind, enum status *status)
{
    const struct number_entry *entry;
    size_t count = match(reader, *at, kind, &entry);

    if (count == 0)
        return false;
    bool is_dual = kind == NUMBER_DUAL_NOUN;

    if (is_dual && (entry->kinds & NUMBER_PLURAL_NOUN) != 0)
        return false;
    double value = is_dual ? 2 : entry->value;

    if (!is_dual && value < 10)
        count += add_ordinal_tens(reader, *at + count, &value);
    struct number *number = add_number(reader, *at, *at + count, value, value);

    if (number == NULL)
        *status = STATUS_LIMIT;
    else
        number->flags = is_dual ? NUMBER_DUAL : NUMBER_ORDINAL | NUMBER_NO_COUNT;
    *at += count;
    return true;
}

/* "twenty-first", "one hundred and third": the run ends in an ordinal. */
static bool ends_in_ordinal(struct reader *reader, struct run *run)
{
    const struct number_entry *entry;
    size_t at = run->end;
    double tens = fmod(run->group, 100);
    double limit = tens == 0 ? 100 : 10;

    if (reader->language != LANGUAGE_EN || run->is_digits || run->is_fraction || run->group < 20 ||
        fmod(run->group, 10) != 0 || tens == 10)
        return false;
    at += match(reader, at, NUMBER_JOINER, &entry);
    size_t count = match(reader, at, NUMBER_ORDINAL_WORD, &entry);

    if (count == 0 || entry->value >= limit)
        return false;
    run->group += entry->value;
    run->end = at + count;
    return true;
}

static enum status finish_run(struct reader *reader, struct run *run, size_t *at)
{
    while (extend(reader, run))
        ;
    bool is_ordinal = ends_in_ordinal(reader, run);
    double value = run->total + run->group;
    struct number *number = add_number(reader, run->first, run->end, value, value);

    if (number == NULL)
        return STATUS_LIMIT;
    if (run->is_digits)
        number->flags |= NUMBER_IS_DIGITS;
    if (run->is_partitive || run->is_fraction || !run->is_plain)
        number->flags |= NUMBER_NO_COUNT;
    if (is_ordinal)
        number->flags |= NUMBER_ORDINAL | NUMBER_NO_COUNT;
    *at = run->end;
    return STATUS_OK;
}

/* A vague phrase is taken when it is longer than the number that begins there ("a few", not "a"),
 * and no number follows that it only approximates ("some 300"). */
static bool prefers_vague(struct reader *reader, size_t at)
{
    const struct number_entry *entry;
    struct run run;
    size_t vague = match(reader, at, NUMBER_VAGUE_WORD, &entry);

    if (vague == 0)
        return false;
    if ((entry->kinds & NUMBER_APPROXIMATOR) != 0 && at + vague < reader->end &&
        take_first(reader, &run, at + vague))
        return false;
    return vague > match(reader, at, NUMBER_CARDINAL | NUMBER_PARTITIVE | NUMBER_FRACTION, &entry);
}

/* The number at *at, which moves past it, or past one token. */
static enum status read_number(struct reader *reader, size_t *at)
{
    enum status status = STATUS_OK;
    struct run run;

    if (reader->words[*at].id == PHRASES_NONE && !starts_with_digit(token_at(reader, *at))) {
        *at += 1;
        return STATUS_OK;
    }
    if (prefers_vague(reader, *at)) {
        read_vague(reader, at, &status);
        return status;
    }
    if (take_first(reader, &run, *at))
        return finish_run(reader, &run, at);
    if (!read_single(reader, at, NUMBER_ORDINAL_WORD, &status) &&
        !read_single(reader, at, NUMBER_DUAL_NOUN, &status))
        *at += 1;
    return status;
}

/* Follows the tokens [from, to) from a node. Only the first may carry clitics. */
static uint32_t walk(const struct reader *reader, uint32_t node, size_t from, size_t to)
{
    for (size_t i = from; i < to && node != PHRASES_NONE; i++) {
        const struct token_word *word = &reader->words[i];

        if (word->id == PHRASES_NONE || (i > from && word->clitics != 0))
            return PHRASES_NONE;
        node = phrases_find_child(reader->table->phrases, node, word->id);
    }
    return node;
}

/* Letters on the digits are the first word after them. */
static uint32_t walk_rest(const struct reader *reader, uint32_t node, const struct number *number)
{
    const struct token *last = token_at(reader, number->first_token + number->token_count - 1);

    if (!starts_with_digit(last) || last->kind != TOKEN_WORD)
        return node;
    struct digits digits = read_digits(last->form, false);
    uint32_t id = phrases_find_word(reader->table->phrases,
                                    strview_slice(last->form, digits.bytes, last->form.len));

    return id == PHRASES_NONE ? PHRASES_NONE : phrases_find_child(reader->table->phrases, node, id);
}

static bool has_kind(const struct reader *reader, uint32_t node, enum number_kind kind)
{
    return node != PHRASES_NONE && (number_words_at(reader->table, node)->kinds & kind) != 0;
}

/* The end of a pattern that goes on from node and counts nothing; 0: none. */
static size_t counts_nothing_after(const struct reader *reader, uint32_t node,
                                   const struct number *number)
{
    size_t end = number->first_token + number->token_count;

    node = walk_rest(reader, node, number);
    for (size_t to = end; node != PHRASES_NONE; to++) {
        if (has_kind(reader, node, NUMBER_CONTEXT))
            return to;
        if (to >= reader->end || reader->words[to].id == PHRASES_NONE ||
            reader->words[to].clitics != 0)
            return 0;
        node = phrases_find_child(reader->table->phrases, node, reader->words[to].id);
    }
    return 0;
}

/* The tokens from begin on approximate the number and are no verb of their own. */
static void take_approximator(const struct reader *reader, struct number *number, size_t begin)
{
    unsigned clitics = reader->words[begin].clitics;

    number->approximator_count = (uint8_t)(number->first_token - begin);
    number->has_conjunction = (clitics & CLITIC_AND) != 0;
    number->has_preposition = (clitics & CLITIC_PREPOSITION) != 0;
}

static void apply_approximators(struct reader *reader, struct number *number, size_t begin)
{
    size_t first = number->first_token;
    size_t end = first + number->token_count;
    const struct number_entry *entry;

    for (size_t s = first > begin + PATTERN_REACH ? first - PATTERN_REACH : begin; s < first; s++) {
        uint32_t node = walk(reader, PHRASES_ROOT, s, first);

        if (has_kind(reader, node, NUMBER_APPROXIMATOR)) {
            number->flags |= (uint16_t)number_words_at(reader->table, node)->flags;
            if (!has_kind(reader, node, NUMBER_PREDICATE))
                take_approximator(reader, number, s);
            break;
        }
    }
    for (size_t s = end; s < reader->end && s < end + FOLLOWER_REACH; s++) {
        if (token_at(reader, s)->kind != TOKEN_WORD)
            break;
        if (match(reader, s, NUMBER_FOLLOWER, &entry) > 0) {
            number->flags |= (uint16_t)entry->flags;
            break;
        }
    }
}

/* The node after the words that join two numbers, when the second follows at once. */
static uint32_t walk_to_next(const struct reader *reader, uint32_t node, size_t from,
                             const struct number *next)
{
    if (from < next->first_token)
        return walk(reader, node, from, next->first_token);
    /* و stands on the second number. */
    if (from != next->first_token || (reader->words[from].clitics & CLITIC_AND) == 0)
        return PHRASES_NONE;
    return phrases_find_child(reader->table->phrases, node,
                              phrases_find_word(reader->table->phrases, STRVIEW("و")));
}

static bool is_tight(const struct reader *reader, size_t from, size_t to)
{
    for (size_t i = from; i <= to; i++)
        if ((token_at(reader, i)->flags & TOKEN_SPACE_BEFORE) != 0)
            return false;
    return true;
}

/* Two numbers told as a range: the first takes both in. A hyphen counts only between digits without
 * blanks; when they fall ("2-1") it is a score. */
static bool join_range(struct reader *reader, struct number *first, struct number *second,
                       size_t begin)
{
    size_t end = first->first_token + first->token_count;
    bool is_hyphen = end + 1 == second->first_token && token_at(reader, end)->form.len == 1 &&
                     token_at(reader, end)->form.ptr[0] == '-';
    size_t start = first->first_token;

    if (second->first_token > end + PATTERN_REACH ||
        ((first->flags | second->flags) & (NUMBER_VAGUE | NUMBER_ORDINAL | NUMBER_DUAL)) != 0)
        return false;
    if (is_hyphen && (!is_tight(reader, end, second->first_token) ||
                      (first->flags & second->flags & NUMBER_IS_DIGITS) == 0))
        return false;
    if (is_hyphen && first->min >= second->min) {
        first->flags |= NUMBER_NO_COUNT;
        second->flags |= NUMBER_NO_COUNT;
        return false;
    }
    for (size_t s = start > begin + PATTERN_REACH ? start - PATTERN_REACH : begin; s <= start;
         s++) {
        uint32_t node = walk(reader, PHRASES_ROOT, s, start);

        node = node == PHRASES_NONE ? node
                                    : phrases_find_child(reader->table->phrases, node, NUMBER_SLOT);
        if (node != PHRASES_NONE)
            node = walk_to_next(reader, node, end, second);
        if (node != PHRASES_NONE)
            node = phrases_find_child(reader->table->phrases, node, NUMBER_SLOT);
        if (!has_kind(reader, node, NUMBER_RANGE) || first->min >= second->max)
            continue;
        first->max = second->max;
        first->flags |= second->flags;
        first->token_count = second->first_token + second->token_count - first->first_token;
        return true;
    }
    return false;
}

/* Reads what stands around a number; returns where its pattern ends, or the number itself. */
static size_t apply_context(struct reader *reader, struct number *number, size_t begin)
{
    size_t first = number->first_token;
    size_t end = first + number->token_count;

    if ((number->flags & (NUMBER_ORDINAL | NUMBER_DUAL)) != 0)
        return end;
    apply_approximators(reader, number, begin);
    for (size_t s = first > begin + PATTERN_REACH ? first - PATTERN_REACH : begin; s <= first;
         s++) {
        uint32_t node = walk(reader, PHRASES_ROOT, s, first);

        if (node != PHRASES_NONE)
            node = phrases_find_child(reader->table->phrases, node, NUMBER_SLOT);
        size_t to = node == PHRASES_NONE ? 0 : counts_nothing_after(reader, node, number);

        if (to > 0) {
            number->flags |= NUMBER_NO_COUNT;
            return to;
        }
    }
    return end;
}

/* Joins ranges, reads contexts and drops what is a part of a context ("20 in the hundred"). */
static void read_contexts(struct reader *reader, size_t from, size_t begin)
{
    struct article *article = reader->article;
    size_t kept = from;
    size_t taken = begin; /* tokens before it belong to a pattern */

    for (size_t i = from; i < article->number_count; i++) {
        struct number *number = &article->numbers[kept];

        if (article->numbers[i].first_token < taken)
            continue;
        *number = article->numbers[i];
        if (i + 1 < article->number_count &&
            join_range(reader, number, &article->numbers[i + 1], begin))
            i++;
        taken = apply_context(reader, number, begin);
        if (kept > from &&
            number[-1].first_token + number->approximator_count >= number->first_token)
            number[-1] = *number; /* "as many as 40": "many" counts nothing */
        else
            kept++;
    }
    article->number_count = kept;
}

static enum status read_sentence(struct reader *reader, const struct sentence *sentence)
{
    struct article *article = reader->article;
    size_t begin = sentence->first_token;
    size_t from = article->number_count;

    reader->end = begin + sentence->token_count;
    reader->language = sentence->language;
    for (size_t at = begin; at < reader->end;) {
        enum status status = read_number(reader, &at);

        if (status != STATUS_OK)
            return status;
        if (at % TOKENS_PER_CHECK == 0 && article_is_overdue(article))
            return STATUS_LIMIT;
    }
    read_contexts(reader, from, begin);
    return STATUS_OK;
}

enum status normalize_numbers(struct normalizer *normalizer, struct article *article)
{
    struct reader reader = {.table = normalizer->number_words, .article = article};

    reader.words = phrases_read(normalizer->number_words->phrases, article);
    if (reader.words == NULL)
        return STATUS_LIMIT;
    for (size_t i = 0; i < article->sentence_count; i++) {
        enum status status = read_sentence(&reader, &article->sentences[i]);

        if (status != STATUS_OK)
            return status;
        if (article_is_overdue(article))
            return STATUS_LIMIT;
    }
    return STATUS_OK;
}
