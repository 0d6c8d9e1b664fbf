/* SPDX-License-Identifier: Apache-2.0 */
/* Of a sequence the piece of literal text that tells most is needed, or the pieces of its best
 * group; of alternatives each branch gives its own. What may be left out ("?", "*", "{0,3}") needs
 * nothing, and so does a class but for a short list of signs. A piece is known by up to four of its
 * pairs of neighbours: exact enough, and a test is a few bits. Groups are read to a fixed depth. */
#include "normalization/pattern_needs.h"

#include <assert.h>
#include <string.h>

enum { RUN_UNITS_MAX = 16, CLASS_UNITS_MAX = 8, DEPTH_MAX = 6 };

struct reader {
    const uint16_t *units;
    int32_t count, at;
    int depth;
    bool is_unreadable;
};

/* Literal units that follow each other. */
struct run {
    uint16_t units[RUN_UNITS_MAX];
    int32_t count;
};

static uint16_t pair_of(uint16_t first, uint16_t second)
{
    return (uint16_t)((first * 0x9e3779b1u ^ second * 0x85ebca6bu) >> 21);
}
static_assert(UNIT_PAIRS == 1 << (32 - 21), "the hash above gives so many bits");

static void set_pair(struct unit_pairs *pairs, uint16_t pair)
{
    pairs->bits[pair / 64] |= UINT64_C(1) << pair % 64;
}

void unit_pairs_read(const uint16_t *units, int32_t count, struct unit_pairs *pairs)
{
    memset(pairs, 0, sizeof(*pairs));
    for (int32_t i = 0; i < count; i++) {
        set_pair(pairs, pair_of(0, units[i]));
        if (i > 0)
            set_pair(pairs, pair_of(units[i - 1], units[i]));
    }
}

bool pattern_needs_are_met(const struct pattern_needs *needs, const struct unit_pairs *pairs)
{
    for (int i = 0; i < needs->count; i++) {
        const struct need *need = &needs->needs[i];
        int held = 0;

        while (held < need->pair_count &&
               (pairs->bits[need->pairs[held] / 64] >> need->pairs[held] % 64 & 1) != 0)
            held++;
        if (held == need->pair_count)
            return true;
    }
    return needs->count == 0;
}

static bool is_ascii_alnum(uint16_t unit)
{
    return (unit >= '0' && unit <= '9') || ((unit | 0x20) >= 'a' && (unit | 0x20) <= 'z');
}

/* Letters, digits and blanks stand in every line, signs do not. */
static bool is_common(uint16_t unit)
{
    bool is_sign = (unit >= 0x2000 && unit < 0x3000) || unit == 0x60c || unit == 0x61b ||
                   unit == 0x61f || (unit >= 0xa1 && unit <= 0xbf);

    return unit < 0x80 ? unit == ' ' || is_ascii_alnum(unit) : !is_sign;
}

/* How much a piece tells. */
static uint8_t weight_of(const uint16_t *units, int32_t count)
{
    return (uint8_t)(count == 1 && is_common(units[0]) ? 1 : count * 2);
}

static struct need need_of(const uint16_t *units, int32_t count)
{
    struct need need = {.weight = weight_of(units, count)};
    int32_t pairs = count - 1;

    if (pairs == 0)
        need.pairs[need.pair_count++] = pair_of(0, units[0]);
    for (int32_t i = 0; i < pairs && i < NEED_PAIRS_MAX; i++) {
        int32_t at = pairs <= NEED_PAIRS_MAX ? i : i * pairs / NEED_PAIRS_MAX;

        need.pairs[need.pair_count++] = pair_of(units[at], units[at + 1]);
    }
    return need;
}

/* How much needs tell: as much as the weakest. */
static int weight_of_all(const struct pattern_needs *needs)
{
    int weight = needs->count == 0 ? 0 : UINT8_MAX;

    for (int i = 0; i < needs->count; i++)
        if (needs->needs[i].weight < weight)
            weight = needs->needs[i].weight;
    return weight;
}

static void keep_better(const struct pattern_needs *needs, struct pattern_needs *best)
{
    int weight = weight_of_all(needs);
    int best_weight = weight_of_all(best);

    if (weight > best_weight || (weight == best_weight && needs->count < best->count))
        *best = *needs;
}

static void end_run(struct run *run, struct pattern_needs *best)
{
    struct pattern_needs needs = {.count = 1};

    if (run->count == 0)
        return;
    needs.needs[0] = need_of(run->units, run->count);
    keep_better(&needs, best);
    run->count = 0;
}

/* The unit at some distance; 0 behind the end. */
static uint16_t peek(const struct reader *reader, int32_t ahead)
{
    return reader->at + ahead < reader->count ? reader->units[reader->at + ahead] : 0;
}

static bool take(struct reader *reader, char sign)
{
    if (peek(reader, 0) != (uint16_t)sign)
        return false;
    reader->at++;
    return true;
}

static bool is_one_of(uint16_t unit, const char *signs)
{
    return unit != 0 && unit < 0x80 && strchr(signs, unit) != NULL;
}

/* Reads a quantifier, if there is one: whether what stands before it may be left out. */
static bool read_optional(struct reader *reader)
{
    bool is_optional = false;

    if (take(reader, '?') || take(reader, '*')) {
        is_optional = true;
    } else if (take(reader, '{')) {
        is_optional = !is_one_of(peek(reader, 0), "123456789");
        while (reader->at < reader->count && !take(reader, '}'))
            reader->at++;
    } else if (!take(reader, '+')) {
        return false;
    }
    if (!take(reader, '?')) /* lazy or possessive: no matter */
        take(reader, '+');
    return is_optional;
}

/* A class, its bracket taken. A short list of signs is a need for one of them. */
static void read_class(struct reader *reader, struct pattern_needs *needs)
{
    bool is_list = !take(reader, '^');

    needs->count = 0;
    while (reader->at < reader->count && peek(reader, 0) != ']') {
        bool is_escaped = take(reader, '\\');
        uint16_t unit = peek(reader, 0);

        /* "[a-z]" and "[\d]" are more than a list; "[[a]&&b]" is not read at all. */
        if (!is_escaped && (unit == '[' || unit == '&'))
            reader->is_unreadable |= unit == '[' || peek(reader, 1) == '&';
        if ((is_escaped && is_ascii_alnum(unit)) || (!is_escaped && unit == '-') ||
            needs->count == CLASS_UNITS_MAX)
            is_list = false;
        if (is_list)
            needs->needs[needs->count++] = need_of(&unit, 1);
        reader->at++;
    }
    reader->at++;
    if (!is_list)
        needs->count = 0;
}

static void read_alternatives(struct reader *reader, struct pattern_needs *needs);

/* A group, its bracket taken. */
static void read_group(struct reader *reader, struct pattern_needs *needs)
{
    bool is_look_around = false;

    if (take(reader, '?')) {
        bool is_behind = peek(reader, 0) == '<' && is_one_of(peek(reader, 1), "=!");

        is_look_around = is_behind || is_one_of(peek(reader, 0), "=!");
        if (is_behind)
            reader->at += 2;
        else if (is_look_around || peek(reader, 0) == ':')
            reader->at++;
        else if (peek(reader, 0) == '<')
            while (reader->at < reader->count && !take(reader, '>'))
                reader->at++;
        else
            reader->is_unreadable = true;
    }
    read_alternatives(reader, needs);
    reader->is_unreadable |= !take(reader, ')');
    if (is_look_around)
        needs->count = 0;
}

/* Anything but a group or a class: true with the unit that it stands for literally. */
static bool read_literal(struct reader *reader, uint16_t *unit)
{
    bool is_escaped = take(reader, '\\');

    *unit = peek(reader, 0);
    reader->at++;
    if (is_escaped && is_ascii_alnum(*unit)) {
        reader->is_unreadable |= !is_one_of(*unit, "bdDsSwW");
        return false;
    }
    /* A quantifier after half of a pair would be one for the whole of it. */
    reader->is_unreadable |= *unit >= 0xd800 && *unit <= 0xdfff;
    return is_escaped || !is_one_of(*unit, ".^$");
}

static void read_sequence(struct reader *reader, struct pattern_needs *best)
{
    struct run run = {.count = 0};

    best->count = 0;
    while (reader->at < reader->count && !is_one_of(peek(reader, 0), "|)")) {
        struct pattern_needs needs = {.count = 0};
        uint16_t unit = 0;
        bool is_literal = false;

        if (take(reader, '('))
            read_group(reader, &needs);
        else if (take(reader, '['))
            read_class(reader, &needs);
        else
            is_literal = read_literal(reader, &unit);
        bool is_optional = read_optional(reader);

        if (!is_literal || is_optional || run.count == RUN_UNITS_MAX)
            end_run(&run, best);
        if (is_literal && !is_optional) /* repeated, it has the same neighbours */
            run.units[run.count++] = unit;
        if (needs.count > 0 && !is_optional)
            keep_better(&needs, best);
    }
    end_run(&run, best);
}

static void read_alternatives(struct reader *reader, struct pattern_needs *needs)
{
    bool is_known = true;

    needs->count = 0;
    if (++reader->depth > DEPTH_MAX)
        reader->is_unreadable = true;
    do {
        struct pattern_needs branch = {.count = 0};

        if (reader->is_unreadable)
            return;
        read_sequence(reader, &branch);
        if (branch.count == 0 || needs->count + branch.count > NEEDS_MAX) {
            is_known = false;
            continue;
        }
        memcpy(&needs->needs[needs->count], branch.needs, branch.count * sizeof(branch.needs[0]));
        needs->count = (uint8_t)(needs->count + branch.count);
    } while (take(reader, '|'));
    reader->depth--;
    if (!is_known)
        needs->count = 0;
}

void pattern_needs_read(const uint16_t *units, int32_t count, struct pattern_needs *needs)
{
    struct reader reader = {.units = units, .count = count};

    read_alternatives(&reader, needs);
    if (reader.is_unreadable || reader.at < reader.count)
        needs->count = 0;
}
