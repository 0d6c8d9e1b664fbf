/* SPDX-License-Identifier: Apache-2.0 */
/* Matching a row of the tables of dates at a token: down the trie by words and slots, the longest
 * path that makes sense wins. The depth is that of the longest row, not of the input. */
#include "normalization/time_match.h"

#include <assert.h>

enum {
    DEPTH_MAX = 16,
    YEAR_MIN = 1300,
    YEAR_HIJRI_MAX = 1470, /* 2047; an Arabic year above it is of the other calendar */
    YEAR_DOTTED_MIN = 1900,
    YEAR_MAX = 2100,
};

struct slots {
    int values[SLOT_COUNT][SLOT_VALUES_MAX];
    uint8_t counts[SLOT_COUNT];
    enum calendar_kind calendar; /* of the month */
    bool is_latin;               /* script of the first word */
};

struct search {
    const struct time_reader *reader;
    size_t first;
    struct slots slots;
    struct time_atom best;
};

static const struct token *token_at(const struct time_reader *reader, size_t at)
{
    return &reader->article->tokens[at];
}

static const struct time_entry *entry_at(const struct time_rules *rules, uint32_t node)
{
    return &rules->entries[phrases_value(rules->phrases, node)];
}

/* The whole number that digits begin with; -1: none, or more than six digits. */
static int leading_number(struct strview form, size_t *digits)
{
    int value = 0;

    *digits = 0;
    while (*digits < form.len && form.ptr[*digits] >= '0' && form.ptr[*digits] <= '9') {
        value = value * 10 + (form.ptr[*digits] - '0');
        if (++*digits > 6)
            return -1;
    }
    return *digits == 0 ? -1 : value;
}

/* "8", "8th", or the number that begins at the token. */
static size_t match_number(const struct time_reader *reader, size_t at, int *value)
{
    const struct token *token = token_at(reader, at);
    size_t digits;
    int number = leading_number(token->form, &digits);

    if (number >= 0 && (digits == token->form.len ||
                        (token->kind == TOKEN_WORD && digits + 2 == token->form.len))) {
        *value = number;
        return at + 1;
    }
    if (number >= 0 || reader->number_at[at] == 0)
        return 0;
    const struct number *told = &reader->article->numbers[reader->number_at[at] - 1];

    if ((told->flags & (NUMBER_VAGUE | NUMBER_DUAL)) != 0 || told->min != told->max ||
        told->min > 10000 || told->min != (double)(int)told->min)
        return 0;
    *value = (int)told->min;
    return at + told->token_count;
}

static size_t match_year(const struct time_reader *reader, size_t at, int *value)
{
    size_t end = match_number(reader, at, value);
    const struct token *token = token_at(reader, at);

    if (end == 0 || *value < YEAR_MIN || *value > YEAR_MAX ||
        (token->kind == TOKEN_WORD && (token->flags & TOKEN_LATIN_SCRIPT) != 0))
        return 0;
    return end;
}

/* "10:30", "1030", "10pm": minutes of the day. */
static size_t match_clock(const struct time_reader *reader, size_t at, int *value)
{
    struct strview form = token_at(reader, at)->form;
    size_t digits;
    size_t more;
    int hour = leading_number(form, &digits);
    int minute = 0;

    if (hour < 0)
        return 0;
    if (digits == 4 && form.len == 4) {
        minute = hour % 100;
        hour /= 100;
    } else if (digits <= 2 && digits < form.len && form.ptr[digits] == ':') {
        minute = leading_number(strview_slice(form, digits + 1, form.len), &more);
        if (more != 2)
            return 0;
    } else {
        return 0;
    }
    if (hour > 24 || minute > 59)
        return 0;
    *value = hour * 60 + minute;
    return at + 1;
}

/* The longest name of a kind at a token: a weekday or a month. English ones are capitalized. */
static size_t match_name(const struct time_reader *reader, size_t at, enum time_kind kind,
                         const struct time_entry **entry)
{
    const struct time_rules *rules = reader->rules;
    uint32_t node = PHRASES_ROOT;
    size_t end = 0;

    if ((token_at(reader, at)->flags & (TOKEN_LATIN_SCRIPT | TOKEN_CAPITALIZED)) ==
        TOKEN_LATIN_SCRIPT)
        return 0;
    for (size_t i = at; i < reader->end; i++) {
        if (reader->words[i].id == PHRASES_NONE || (i > at && reader->words[i].clitics != 0))
            break;
        node = phrases_find_child(rules->phrases, node, reader->words[i].id);
        if (node == PHRASES_NONE)
            break;
        if (entry_at(rules, node)->kind == kind) {
            *entry = entry_at(rules, node);
            end = i + 1;
        }
    }
    return end;
}

/* «أمس اثنين وستين مخطوفاً»: no Monday. */
static bool opens_number(const struct time_reader *reader, size_t at)
{
    return reader->number_at[at] != 0 &&
           reader->article->numbers[reader->number_at[at] - 1].token_count > 1;
}

static size_t match_slot(struct search *search, enum time_slot slot, size_t at, int *value)
{
    const struct time_entry *entry;
    size_t end;

    switch (slot) {
    case SLOT_NUMBER:
        return match_number(search->reader, at, value);
    case SLOT_YEAR:
        return match_year(search->reader, at, value);
    case SLOT_CLOCK:
        return match_clock(search->reader, at, value);
    case SLOT_WEEKDAY:
    case SLOT_MONTH:
        if (opens_number(search->reader, at))
            return 0;
        end = match_name(search->reader, at,
                         slot == SLOT_WEEKDAY ? TIME_KIND_WEEKDAY : TIME_KIND_MONTH, &entry);
        if (end == 0)
            return 0;
        assert(entry->count > 0);
        *value = entry->operands[0].lo.literal;
        if (slot == SLOT_MONTH)
            search->slots.calendar = entry->calendar;
        return end;
    default:
        return 0;
    }
}

static int operand_value(const struct operand *operand, const struct slots *slots)
{
    if (operand->slot == SLOT_NONE)
        return operand->literal;
    return operand->sign * slots->values[operand->slot][operand->index] + operand->literal;
}

static bool is_between(int value, int lo, int hi)
{
    return value >= lo && value <= hi;
}

/* KEY_DAY is a day of the month beside a month, else relative to the publication. */
static bool set_day(const struct time_entry *entry, struct bounds bounds, struct time_value *value)
{
    bool is_of_month = false;

    for (unsigned i = 0; i < entry->count; i++)
        is_of_month |=
            entry->operands[i].key == KEY_MONTH || entry->operands[i].key == KEY_MONTH_RELATIVE;
    value->has |= is_of_month ? HAS_DAY : HAS_RELATIVE_DAY;
    if (!is_of_month) {
        value->relative_day = bounds;
        return is_between(bounds.lo, -3660, 3660) && is_between(bounds.hi, -3660, 3660);
    }
    value->day = bounds;
    return is_between(bounds.lo, 1, 31) && is_between(bounds.hi, bounds.lo, 31);
}

static bool set_hour(const struct operands *operands, struct bounds bounds,
                     struct time_value *value)
{
    if (bounds.lo < 0) {
        value->has |= HAS_RELATIVE_HOUR;
        value->relative_hour = bounds.lo;
        return true;
    }
    value->has |= HAS_HOUR;
    value->minute_of_day = operands->lo.slot == SLOT_CLOCK ? bounds.lo : bounds.lo * 60;
    return bounds.lo == bounds.hi && value->minute_of_day <= 24 * 60;
}

/* «عام 1444» alone counts by the Hijra; "in 1444" does not. */
static void set_year(int year, const struct slots *slots, struct time_value *value)
{
    value->has |= HAS_YEAR;
    value->year = year;
    if (!slots->is_latin && year <= YEAR_HIJRI_MAX && value->calendar == CALENDAR_GREGORIAN &&
        (value->has & (HAS_MONTH | HAS_DAY)) == 0)
        value->calendar = CALENDAR_HIJRI;
}

static bool set_pair(const struct time_entry *entry, const struct operands *operands,
                     const struct slots *slots, struct time_value *value)
{
    struct bounds bounds = {operand_value(&operands->lo, slots),
                            operand_value(&operands->hi, slots)};

    switch (operands->key) {
    case KEY_WEEKDAY:
        value->has |= HAS_WEEKDAY;
        value->weekday = bounds;
        return true;
    case KEY_DAY:
        return set_day(entry, bounds, value);
    case KEY_MONTH:
        value->has |= HAS_MONTH;
        value->month = bounds;
        return is_between(bounds.lo, 1, 12) && is_between(bounds.hi, 1, 12);
    case KEY_YEAR:
        set_year(bounds.lo, slots, value);
        return true;
    case KEY_WEEK:
        value->has |= HAS_RELATIVE_WEEK;
        value->relative_week = bounds;
        return is_between(bounds.lo, -520, 520);
    case KEY_MONTH_RELATIVE:
        value->has |= HAS_RELATIVE_MONTH;
        value->relative_month = bounds;
        return is_between(bounds.lo, -1200, 1200);
    case KEY_YEAR_RELATIVE:
        value->has |= HAS_RELATIVE_YEAR;
        value->relative_year = bounds;
        return is_between(bounds.lo, -200, 200);
    case KEY_HOUR:
        return set_hour(operands, bounds, value);
    case KEY_MINUTE:
        value->has |= HAS_MINUTE;
        value->minute = bounds.lo;
        return true;
    case KEY_OFFSET:
        value->has |= HAS_OFFSET;
        value->offset = bounds.lo;
        return true;
    }
    return false;
}

static bool evaluate(const struct time_entry *entry, const struct slots *slots,
                     struct time_value *value)
{
    *value = (struct time_value){.has = entry->has, .calendar = entry->calendar};
    if (slots->counts[SLOT_MONTH] > 0)
        value->calendar = slots->calendar;
    for (unsigned i = 0; i < entry->count; i++)
        if (!set_pair(entry, &entry->operands[i], slots, value))
            return false;
    return true;
}

static void consider(struct search *search, uint32_t node, size_t at)
{
    const struct time_entry *entry = entry_at(search->reader->rules, node);
    struct time_atom atom = {.kind = entry->kind, .end = at, .is_cue = entry->is_cue};

    if (entry->kind == TIME_KIND_NONE || entry->kind >= TIME_KIND_FILLER || at <= search->best.end)
        return;
    /* Four digits alone are a clock time only with a zone after them. */
    if (search->slots.counts[SLOT_CLOCK] > 0 && !entry->has_zone) {
        const struct token *token = token_at(search->reader, at - 1);

        if (token->kind == TOKEN_NUMBER && token->form.len == 4 &&
            memchr(token->form.ptr, ':', 4) == NULL)
            return;
    }
    if (evaluate(entry, &search->slots, &atom.value))
        search->best = atom;
}

static void descend(struct search *search, uint32_t node, size_t at, unsigned depth);

static void try_slots(struct search *search, uint32_t node, size_t at, unsigned depth)
{
    for (unsigned slot = 1; slot < SLOT_COUNT; slot++) {
        uint32_t child = phrases_find_child(search->reader->rules->phrases, node, slot);
        uint8_t *count = &search->slots.counts[slot];
        int value = 0;

        if (child == PHRASES_NONE || *count == SLOT_VALUES_MAX)
            continue;
        size_t end = match_slot(search, (enum time_slot)slot, at, &value);

        if (end == 0)
            continue;
        search->slots.values[slot][(*count)++] = value;
        descend(search, child, end, depth + 1);
        (*count)--;
    }
}

static void descend(struct search *search, uint32_t node, size_t at, unsigned depth)
{
    const struct time_reader *reader = search->reader;
    const struct phrases *phrases = reader->rules->phrases;

    if (at > search->first)
        consider(search, node, at);
    if (at >= reader->end || depth == DEPTH_MAX)
        return;
    const struct token_word *word = &reader->words[at];
    bool is_first = at == search->first;

    if (word->id != PHRASES_NONE && (is_first || word->clitics == 0)) {
        uint32_t child = phrases_find_child(phrases, node, word->id);

        if (child != PHRASES_NONE)
            descend(search, child, at + 1, depth + 1);
    }
    if (is_first || (word->clitics & CLITIC_AND) == 0) {
        try_slots(search, node, at, depth);
    } else {
        uint32_t joined = phrases_find_child(phrases, node, reader->rules->and_word);

        if (joined != PHRASES_NONE)
            try_slots(search, joined, at, depth);
    }
}

enum time_kind time_rules_word_kind(const struct time_reader *reader, size_t at)
{
    const struct token_word *word = &reader->words[at];

    if (word->id == PHRASES_NONE)
        return TIME_KIND_NONE;
    uint32_t node = phrases_find_child(reader->rules->phrases, PHRASES_ROOT, word->id);

    return node == PHRASES_NONE ? TIME_KIND_NONE : entry_at(reader->rules, node)->kind;
}

bool time_rules_year(const struct time_reader *reader, size_t at, int *year)
{
    return token_at(reader, at)->form.len == 4 && match_year(reader, at, year) > at;
}

/* "12.3.2026" in one token, the day first. */
static bool match_dotted(const struct time_reader *reader, size_t at, struct time_atom *atom)
{
    struct strview rest = token_at(reader, at)->form;
    struct strview part;
    int values[3];
    size_t count = 0;
    size_t digits;

    while (strview_next(&rest, '.', &part)) {
        int value = leading_number(part, &digits);

        if (count == 3 || value < 0 || digits != part.len)
            return false;
        values[count++] = value;
    }
    if (count != 3 || !is_between(values[0], 1, 31) || !is_between(values[1], 1, 12) ||
        !is_between(values[2], YEAR_DOTTED_MIN, YEAR_MAX))
        return false;
    *atom = (struct time_atom){.kind = TIME_KIND_DATE,
                               .end = at + 1,
                               .value = {.has = HAS_DAY | HAS_MONTH | HAS_YEAR,
                                         .day = {values[0], values[0]},
                                         .month = {values[1], values[1]},
                                         .year = values[2]}};
    return true;
}

bool time_rules_match(const struct time_reader *reader, size_t at, struct time_atom *atom)
{
    if (at >= reader->end) /* behind a range's mark that ends the sentence */
        return false;
    struct search search = {
        .reader = reader,
        .first = at,
        .slots.is_latin = (token_at(reader, at)->flags & TOKEN_LATIN_SCRIPT) != 0,
    };
    struct strview form = token_at(reader, at)->form;

    if (match_dotted(reader, at, atom))
        return true;
    if (reader->words[at].id == PHRASES_NONE && reader->number_at[at] == 0 &&
        (form.len == 0 || form.ptr[0] < '0' || form.ptr[0] > '9'))
        return false;
    descend(&search, PHRASES_ROOT, at, 0);
    *atom = search.best;
    if ((atom->kind == TIME_KIND_WEEKDAY || atom->kind == TIME_KIND_MONTH) &&
        (token_at(reader, at)->flags & (TOKEN_LATIN_SCRIPT | TOKEN_CAPITALIZED)) ==
            TOKEN_LATIN_SCRIPT)
        return false;
    return atom->end > at;
}
