/* SPDX-License-Identifier: Apache-2.0 */
/* Compiling the tables of dates: each row's form becomes a path of words and slots, its value a
 * short program of operands that are literals or slots. */
#include "normalization/time_rules.h"

#include <stdlib.h>

#include "normalization/time_match.h"

struct key_name {
    const char *name;
    enum time_key key;
};

static const struct key_name key_names[] = {
    {"weekday", KEY_WEEKDAY},
    {"day", KEY_DAY},
    {"month", KEY_MONTH},
    {"year", KEY_YEAR},
    {"week", KEY_WEEK},
    {"monthrel", KEY_MONTH_RELATIVE},
    {"yearrel", KEY_YEAR_RELATIVE},
    {"hour", KEY_HOUR},
    {"minute", KEY_MINUTE},
    {"offset", KEY_OFFSET},
};

struct flag_name {
    const char *pair;
    uint32_t has;
};

static const struct flag_name flag_names[] = {
    {"part=dawn", HAS_PART},
    {"part=morning", HAS_PART},
    {"part=noon", HAS_PART},
    {"part=day", HAS_PART},
    {"part=afternoon", HAS_PART | HAS_CLOCK_PART},
    {"part=evening", HAS_PART | HAS_CLOCK_PART},
    {"part=night", HAS_PART | HAS_CLOCK_PART | HAS_NIGHT},
    {"part=midnight", HAS_PART},
    {"edge=start", HAS_EDGE},
    {"edge=middle", HAS_EDGE},
    {"edge=end", HAS_EDGE},
    {"dir=past", HAS_PAST},
    {"dir=future", HAS_FUTURE},
    {"bound=from", HAS_SINCE},
    {"bound=to", HAS_UNTIL},
    {"freq=weekly", HAS_HABIT},
    {"freq=daily", HAS_HABIT},
    {"anchor=event", HAS_ANCHOR},
    {"ampm=am", HAS_AM},
    {"ampm=pm", HAS_PM},
};

struct kind_name {
    const char *name;
    enum time_kind kind;
};

static const struct kind_name kind_names[] = {
    {"month", TIME_KIND_MONTH},
    {"month_hijri", TIME_KIND_MONTH},
    {"month_solar", TIME_KIND_MONTH},
    {"weekday", TIME_KIND_WEEKDAY},
    {"pattern", TIME_KIND_DATE},
    {"relative", TIME_KIND_DATE},
    {"ago", TIME_KIND_DATE},
    {"since", TIME_KIND_DATE},
    {"until", TIME_KIND_DATE},
    {"year", TIME_KIND_DATE},
    {"part", TIME_KIND_PART},
    {"part_noun", TIME_KIND_PART_NOUN},
    {"edge", TIME_KIND_EDGE},
    {"dir", TIME_KIND_DIRECTION},
    {"clock", TIME_KIND_CLOCK},
    {"era", TIME_KIND_MARK},
    {"zone", TIME_KIND_MARK},
    {"holiday", TIME_KIND_HOLIDAY},
    {"season", TIME_KIND_VAGUE},
    {"vague", TIME_KIND_VAGUE},
    {"duration", TIME_KIND_DURATION},
    {"habitual", TIME_KIND_HABITUAL},
    {"filler", TIME_KIND_FILLER},
    {"range_from", TIME_KIND_RANGE_FROM},
    {"range_to", TIME_KIND_RANGE_TO},
    {"range_between", TIME_KIND_RANGE_BETWEEN},
    {"range_and", TIME_KIND_RANGE_AND},
};

static const char *const slot_names[SLOT_COUNT] = {"", "n", "weekday", "month", "year", "time"};

static enum time_slot slot_from(struct strview name)
{
    for (unsigned i = 1; i < SLOT_COUNT; i++)
        if (strview_is(name, slot_names[i]))
            return (enum time_slot)i;
    return SLOT_NONE;
}

/* "{n}", "-{n}", "-{n}+1", "{n2}", "{m1}", "d2", "d-1", "7", "-7": where a number comes from. */
static bool parse_operand(struct strview text, unsigned *numbers, struct operand *operand)
{
    bool is_slot = false;

    *operand = (struct operand){.sign = 1};
    if (text.len > 0 && text.ptr[0] == '-') {
        operand->sign = -1;
        text = strview_slice(text, 1, text.len);
    }
    if (text.len > 2 && text.ptr[0] == '{') {
        size_t close = strview_find(text, STRVIEW("}"), 0);

        if (close + 3 == text.len && text.ptr[close + 1] == '+')
            operand->literal = (int16_t)(text.ptr[close + 2] - '0');
        text = strview_slice(text, 1, close);
        is_slot = true;
    }
    if (is_slot && slot_from(text) != SLOT_NONE) {
        operand->slot = slot_from(text);
        if (operand->slot == SLOT_NUMBER)
            operand->index = (uint8_t)(*numbers)++;
        return true;
    }
    if (text.len == 0)
        return false;
    char letter = text.ptr[0];

    if (letter == 'd' || (is_slot && (letter == 'n' || letter == 'm'))) {
        operand->slot = letter == 'd' ? SLOT_WEEKDAY : letter == 'n' ? SLOT_NUMBER : SLOT_MONTH;
        if (text.len == 2)
            operand->index = (uint8_t)(text.ptr[1] - '1');
        else if (text.len == 3 && text.ptr[1] == '-')
            operand->literal = (int16_t) - (text.ptr[2] - '0');
        return operand->index < SLOT_VALUES_MAX;
    }
    unsigned long long value;

    if (text.ptr[0] == '+')
        text = strview_slice(text, 1, text.len);
    if (!strview_to_unsigned(text, &value) || value > 10000)
        return false;
    operand->literal = (int16_t)(operand->sign * (int)value);
    return true;
}

/* "a", "a..b", "a,b", "a,b,c" (the first and the last). */
static bool parse_operands(struct strview text, unsigned *numbers, struct operands *operands)
{
    size_t dots = strview_find(text, STRVIEW(".."), 0);
    size_t comma = strview_find(text, STRVIEW(","), 0);

    if (dots < text.len)
        return parse_operand(strview_slice(text, 0, dots), numbers, &operands->lo) &&
               parse_operand(strview_slice(text, dots + 2, text.len), numbers, &operands->hi);
    if (comma < text.len) {
        size_t last = comma;

        for (size_t next = comma; next < text.len;
             next = strview_find(text, STRVIEW(","), next + 1))
            last = next;
        return parse_operand(strview_slice(text, 0, comma), numbers, &operands->lo) &&
               parse_operand(strview_slice(text, last + 1, text.len), numbers, &operands->hi);
    }
    if (!parse_operand(text, numbers, &operands->lo))
        return false;
    operands->hi = operands->lo;
    return true;
}

/* One "key=value". What code has no use for (zones) is passed over. */
static void parse_pair(struct strview pair, unsigned *numbers, struct time_entry *entry)
{
    size_t equal = strview_find(pair, STRVIEW("="), 0);
    struct strview key = strview_slice(pair, 0, equal);
    struct strview value = strview_slice(pair, equal + 1, pair.len);

    for (size_t i = 0; i < sizeof(flag_names) / sizeof(flag_names[0]); i++)
        if (strview_is(pair, flag_names[i].pair))
            entry->has |= flag_names[i].has;
    if (strview_is(pair, "cal=hijri"))
        entry->calendar = CALENDAR_HIJRI;
    if (strview_is(pair, "cal=solar"))
        entry->calendar = CALENDAR_SOLAR;
    if (strview_is(key, "zone"))
        entry->has_zone = true;
    for (size_t i = 0; i < sizeof(key_names) / sizeof(key_names[0]); i++)
        if (strview_is(key, key_names[i].name) && entry->count < PAIRS_MAX) {
            struct operands *operands = &entry->operands[entry->count];

            operands->key = key_names[i].key;
            if (parse_operands(value, numbers, operands))
                entry->count++;
        }
}

static uint32_t add_form(struct time_rules *rules, struct strview form)
{
    uint32_t node = PHRASES_ROOT;
    size_t at = 0;

    while (at < form.len && node != PHRASES_NONE) {
        size_t open = strview_find(form, STRVIEW("{"), at);

        node = phrases_add_text(rules->phrases, node, strview_slice(form, at, open));
        if (open == form.len)
            break;
        size_t close = strview_find(form, STRVIEW("}"), open);

        node = phrases_add_child(rules->phrases, node,
                                 slot_from(strview_slice(form, open + 1, close)));
        at = close + 1;
    }
    return node;
}

static bool add_entry(struct time_rules *rules, struct strview form, const struct time_entry *entry)
{
    uint32_t node = add_form(rules, form);

    if (node == PHRASES_NONE)
        return true; /* a slot of another kind ("{part}"): not a phrase */
    if (rules->count == rules->capacity) {
        size_t capacity = rules->capacity * 2;
        struct time_entry *entries = realloc(rules->entries, capacity * sizeof(*entries));

        if (entries == NULL)
            return false;
        rules->entries = entries;
        rules->capacity = capacity;
    }
    if (phrases_value(rules->phrases, node) != 0)
        return true; /* the same folded form: the first row counts */
    rules->entries[rules->count] = *entry;
    phrases_set_value(rules->phrases, node, (uint32_t)rules->count++);
    return true;
}

static bool add_table(struct time_rules *rules, struct table table)
{
    int form = table_column(table, "form");
    int kind = table_column(table, "kind");
    int value = table_column(table, "value");
    int note = table_column(table, "note");

    for (size_t row = 0; row < table_row_count(table); row++) {
        struct time_entry entry = {.calendar = CALENDAR_GREGORIAN};
        struct strview kind_text = table_cell(table, row, kind);
        struct strview rest = table_cell(table, row, value);
        struct strview pair;
        unsigned numbers = 0;

        for (size_t i = 0; i < sizeof(kind_names) / sizeof(kind_names[0]); i++)
            if (strview_is(kind_text, kind_names[i].name))
                entry.kind = kind_names[i].kind;
        if (entry.kind == TIME_KIND_NONE)
            continue;
        while (strview_next(&rest, ' ', &pair))
            parse_pair(pair, &numbers, &entry);
        entry.is_cue = strview_starts_with(table_cell(table, row, note), STRVIEW("cue")) ||
                       strview_find(table_cell(table, row, note), STRVIEW("; cue"), 0) <
                           table_cell(table, row, note).len;
        if (strview_is(kind_text, "ago"))
            entry.has |= HAS_AGO;
        if (entry.kind == TIME_KIND_VAGUE)
            entry.count = 0; /* its numbers are for readers: no day is told */
        if (entry.kind == TIME_KIND_VAGUE ||
            (entry.kind == TIME_KIND_DATE && entry.count == 0 && entry.has == 0))
            entry.has |= HAS_VAGUE;
        if (entry.kind == TIME_KIND_DURATION)
            entry.has |= HAS_DURATION;
        if (entry.kind == TIME_KIND_HOLIDAY)
            entry.has |= HAS_HOLIDAY;
        if (!add_entry(rules, table_cell(table, row, form), &entry))
            return false;
    }
    return true;
}

struct time_rules *time_rules_new(const struct lexicon *lexicon)
{
    struct time_rules *rules = calloc(1, sizeof(*rules));

    if (rules == NULL)
        return NULL;
    rules->capacity = 2048;
    rules->count = 1;
    rules->phrases = phrases_new();
    rules->entries = calloc(rules->capacity, sizeof(*rules->entries));
    if (rules->phrases == NULL || rules->entries == NULL ||
        !add_table(rules, lexicon_table(lexicon, "ar/dates")) ||
        !add_table(rules, lexicon_table(lexicon, "en/dates"))) {
        time_rules_free(rules);
        return NULL;
    }
    rules->and_word = phrases_find_word(rules->phrases, STRVIEW("و"));
    return rules;
}

void time_rules_free(struct time_rules *rules)
{
    if (rules == NULL)
        return;
    phrases_free(rules->phrases);
    free(rules->entries);
    free(rules);
}

const struct phrases *time_rules_phrases(const struct time_rules *rules)
{
    return rules->phrases;
}
