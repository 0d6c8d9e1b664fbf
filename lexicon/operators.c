/* SPDX-License-Identifier: Apache-2.0 */
/* Operators: the words that say who vouches for an event and whether it happened. */
#include "lexicon/inside.h"

#include <assert.h>

struct strview lexicon_effect(struct strview effects, const char *key)
{
    struct strview pair;
    struct strview name;

    while (strview_next(&effects, ' ', &pair))
        if (strview_next(&pair, '=', &name) && pair.ptr != NULL && strview_is(name, key))
            return pair;
    return (struct strview){0};
}

static uint32_t scope_from(struct strview cell)
{
    static const struct {
        const char *name;
        uint32_t bit;
    } names[] = {
        {"that", SCOPE_THAT},         {"masdar", SCOPE_MASDAR}, {"gerund", SCOPE_GERUND},
        {"to-inf", SCOPE_INFINITIVE}, {"noun", SCOPE_NOUN},     {"verb", SCOPE_VERB},
        {"clause", SCOPE_CLAUSE},     {"prev", SCOPE_PREVIOUS}, {"quote", SCOPE_QUOTE},
    };
    struct strview name;
    uint32_t scope = 0;

    while (strview_next(&cell, ';', &name))
        for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
            if (strview_is(name, names[i].name))
                scope |= names[i].bit;
    return scope;
}

static enum operator_class class_from(struct strview name)
{
    for (int i = 0; i < OPERATOR_CLASS_COUNT; i++)
        if (strview_is(name, operator_class_name((enum operator_class)i)))
            return (enum operator_class)i;
    return OPERATOR_CLASS_COUNT;
}

struct operator_entry lexicon_operator(const struct lexicon *lexicon,
                                       enum lexicon_language language, uint32_t row)
{
    const struct entry_table *rows = &lexicon->tables[language].operators;

    assert(row < table_row_count(rows->rows));
    return (struct operator_entry){
        .class = class_from(entry_cell(rows, row, OPERATOR_COLUMN_CLASS)),
        .scope = scope_from(entry_cell(rows, row, OPERATOR_COLUMN_SCOPE)),
        .effects = entry_cell(rows, row, OPERATOR_COLUMN_EFFECT),
    };
}
