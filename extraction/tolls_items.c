/* SPDX-License-Identifier: Apache-2.0 */
/* What is counted and the words of toll in the tokens that tell one event: numbers with their noun,
 * duals, ordinals, single persons. */
#include "extraction/tolls.h"

#include <math.h>

static const enum shape_class toll_shapes[TOLL_KIND_COUNT] = {
    [TOLL_KILLED] = SHAPE_KILLED,
    [TOLL_INJURED] = SHAPE_INJURED,
    [TOLL_MISSING] = SHAPE_MISSING,
    [TOLL_CAPTURED] = SHAPE_CAPTURED,
};

static enum toll_use use_of(struct strview code)
{
    if (strview_is(code, "subject"))
        return TOLL_OF_SUBJECT;
    if (strview_is(code, "object"))
        return TOLL_OF_OBJECT;
    if (strview_is(code, "total"))
        return TOLL_OF_TOTAL;
    if (strview_is(code, "none"))
        return TOLL_OF_NOBODY;
    return strview_is(code, "one") ? TOLL_OF_ONE : TOLL_PLAIN;
}

bool tally_is_toll(const struct tally *tally, uint32_t token)
{
    for (size_t kind = 0; kind < TOLL_KIND_COUNT; kind++)
        if (shape_at(tally->index, tally->analysis, toll_shapes[kind], token, tally->end) != NULL)
            return true;
    return false;
}

/* The longest word of toll there; first is INDEX_NONE when there is none. */
static struct toll_word toll_word_at(const struct tally *tally, uint32_t at)
{
    struct toll_word word = {0};
    size_t length = 0;

    for (size_t kind = 0; kind < TOLL_KIND_COUNT; kind++) {
        const struct shape *shape =
            shape_at(tally->index, tally->analysis, toll_shapes[kind], at, tally->end);

        if (shape == NULL || shape->word_count <= length)
            continue;
        length = shape->word_count;
        word = (struct toll_word){.first = at,
                                  .last = at + (uint32_t)length - 1,
                                  .kind = (enum toll_kind)kind,
                                  .use = use_of(shape->code)};
    }
    return length > 0 ? word : (struct toll_word){.first = INDEX_NONE};
}

bool tally_is_plain_toll(const struct tally *tally, uint32_t token)
{
    struct toll_word word = toll_word_at(tally, token);

    return word.first != INDEX_NONE && word.use == TOLL_PLAIN;
}

void tally_find_words(struct tally *tally)
{
    for (uint32_t at = tally->begin; at < tally->end && tally->word_count < WORDS_MAX; at++) {
        struct toll_word word = toll_word_at(tally, at);

        if (word.first == INDEX_NONE)
            continue;
        if (word.use != TOLL_OF_NOBODY)
            tally->words[tally->word_count++] = word;
        at = word.last;
    }
}

/* What is counted stands before a verb and before a preposition, but for the one that links it to
 * its number ("two of the guards"). */
static bool ends_count(const struct tally *tally, uint32_t token, uint32_t number_last)
{
    const struct word *w = &tally->analysis->words[token];

    if (tally->is_arabic)
        return !w->is_partitive &&
               (w->traits & (WORD_PREPOSITION | WORD_VERB | WORD_SUBORDINATOR)) != 0;
    return (w->traits & WORD_AUXILIARY) != 0 ||
           ((w->traits & WORD_PREPOSITION) != 0 && token != number_last + 1);
}

/* The counted noun: the first person or unit after the number, before anything else begins. */
static uint32_t noun_after(const struct tally *tally, uint32_t after, uint32_t *last)
{
    for (uint32_t t = after + 1; t < tally->end && t <= after + 4; t++) {
        uint32_t entity = tally->analysis->words[t].entity;

        if (tally_is_break(tally, t) || tally_is_conjunction(tally, t) ||
            tally_token(tally, t)->kind == TOKEN_NUMBER ||
            (!tally->is_arabic && tally->analysis->words[t].number != INDEX_NONE))
            break;
        if (ends_count(tally, t, after))
            break;
        if (entity == INDEX_NONE)
            continue;
        const struct entity *e = &tally->analysis->entities[entity];

        if (e->classes == FILLER_NATIONALITY)
            continue;
        if (!tally->is_arabic && !e->is_name && (e->classes & FILLER_PLACE) != 0)
            return entity; /* six towns */
        if ((e->classes &
             (FILLER_PEOPLE | FILLER_ARMED | FILLER_TOLL | FILLER_THING | FILLER_WEAPON)) == 0)
            break;
        *last = e->first_token + e->token_count - 1;
        return entity;
    }
    return INDEX_NONE;
}

/* "among them a cameraman and his family"; «اثنين منهم وعنصر من الجيش»: what is joined to a count
 * is no part of it. */
static bool follows_subset(const struct tally *tally, uint32_t at)
{
    for (uint32_t back = 1; back <= SUBSET_REACH && at >= tally->begin + back; back++) {
        uint32_t t = at - back;

        if (shape_at(tally->index, tally->analysis, SHAPE_SUBSET, t, tally->end) != NULL)
            return !(tally->is_arabic && back == 1 && tally_is_conjunction(tally, at));
        if (tally_is_break(tally, t) || tally_token(tally, t)->kind == TOKEN_NUMBER ||
            (!tally->is_arabic && (tally->analysis->words[t].traits & WORD_VERB) != 0))
            return false;
    }
    return false;
}

/* "15 of them children", ", three brothers among them"; «، اثنان منهم»: without the comma, two of
 * them are the count. */
static bool precedes_subset(const struct tally *tally, uint32_t first, uint32_t last)
{
    bool is_aside = first > tally->begin && tally_is_break(tally, first - 1);
    uint32_t reach = is_aside && !tally->is_arabic ? 2 : 1;

    for (uint32_t t = last + 1; t < tally->end && t <= last + reach; t++) {
        if (tally_is_break(tally, t))
            return false;
        if (shape_at(tally->index, tally->analysis, SHAPE_SUBSET, t, tally->end) != NULL)
            return !tally->is_arabic || is_aside;
    }
    return false;
}

struct item tally_persons(uint32_t first, uint32_t last, double count, uint32_t unit)
{
    return (struct item){.first = first,
                         .last = last,
                         .number_last = INDEX_NONE,
                         .min = count,
                         .max = count,
                         .unit = unit};
}

void tally_add_item(struct tally *tally, struct item item)
{
    if (tally->item_count == ITEMS_MAX)
        return;
    item.word = -1;
    item.is_subset = follows_subset(tally, item.first);
    tally->items[tally->item_count++] = item;
}

/* «وأصيب ثالث», «مقتل أحد السكان»: an ordinal or "one of" right behind the word of toll is one
 * person. */
static bool is_one_more(const struct tally *tally, const struct number *number)
{
    bool is_one_of = number->min == 1 && (number->flags & NUMBER_IS_DIGITS) == 0 &&
                     (number->flags & NUMBER_NO_COUNT) != 0;

    if (!tally->is_arabic || number->token_count != 1 ||
        ((number->flags & NUMBER_ORDINAL) == 0 && !is_one_of))
        return false;
    for (size_t i = 0; i < tally->word_count; i++)
        if (tally->words[i].last + 1 == number->first_token)
            return (tally->analysis->words[number->first_token].traits & WORD_DEFINITE) == 0;
    return false;
}

/* «ولم يُقتل أحد»: the verb of toll before the token is denied. */
static bool is_denied(const struct tally *tally, uint32_t token)
{
    return token >= tally->begin + 2 &&
           (tally->analysis->words[token - 2].traits & WORD_NEGATION) != 0 &&
           (tally->analysis->words[token - 1].traits & WORD_VERB) != 0;
}

/* «شخص واحد», «من عائلة واحدة» */
static bool is_one_behind_noun(const struct tally *tally, const struct number *number)
{
    uint32_t first = number->first_token;

    return tally->is_arabic && number->min == 1 && number->max == 1 && first > tally->begin &&
           (number->flags & NUMBER_IS_DIGITS) == 0 && !tally_is_conjunction(tally, first) &&
           (tally->analysis->words[first - 1].traits & (WORD_NOUN | WORD_NAME | WORD_VERB)) ==
               WORD_NOUN;
}

/* A family, a house: by its row in agents.tsv or words.tsv. */
static bool names_no_person(const struct tally *tally, uint32_t noun)
{
    const struct word *w = &tally->analysis->words[noun];
    uint32_t agent =
        w->entity == INDEX_NONE ? LEXICON_NONE : tally->analysis->entities[w->entity].agent_row;

    if (agent != LEXICON_NONE)
        return strview_is(lexicon_agent(tally->index->lexicon, agent).kind, "group");
    if (w->lexeme == LEXICON_NONE)
        return false;
    enum lexeme_class class = lexicon_lexeme(tally->analysis->lexicon, w->lexeme).class;

    return class > LEXEME_PERSON && class <= LEXEME_PLACE;
}

static bool is_tight_hyphen(const struct tally *tally, uint32_t at)
{
    return at > tally->begin && at + 1 < tally->end &&
           tally_token(tally, at)->kind == TOKEN_PUNCTUATION && !tally_is_break(tally, at);
}

/* «حي الأربعين», «باريو 18»: of the name of a place, or the last word of a quoted name. */
static bool is_of_name(const struct tally *tally, uint32_t first, uint32_t end)
{
    const struct word *before = first > tally->begin ? &tally->analysis->words[first - 1] : NULL;
    struct strview form = tally_token(tally, first)->form;

    if (before == NULL)
        return false;
    if (before->lexeme != LEXICON_NONE && strview_starts_with(form, arabic_article) &&
        lexicon_lexeme(tally->analysis->lexicon, before->lexeme).class == LEXEME_PLACE_CUE)
        return true;
    return (before->traits & WORD_NAME) != 0 && end < tally->end &&
           analysis_is_quote_mark(tally->analysis, end);
}

/* "Densus 88 gunned down four": digits between a name that is a subject and its verb. */
static bool ends_english_name(const struct tally *tally, uint32_t first, uint32_t end)
{
    if (tally->is_arabic || first == tally->begin || end >= tally->end)
        return false;
    const struct word *before = &tally->analysis->words[first - 1];

    return (before->traits & WORD_NAME) != 0 && before->phrase != INDEX_NONE &&
           tally->analysis->phrases[before->phrase].preposition.len == 0 &&
           (tally->analysis->words[end].traits & (WORD_VERB | WORD_PASSIVE)) == WORD_VERB;
}

/* "C-60", "a 45-minute firefight", "Joseph Koech, 24, died", 11.15: these count nobody. */
static bool is_in_name(const struct tally *tally, const struct number *number)
{
    uint32_t first = number->first_token;
    uint32_t end = first + number->token_count;
    bool is_digits = (number->flags & NUMBER_IS_DIGITS) != 0;

    if (number->min != floor(number->min))
        return true;
    if (first > tally->begin && is_tight_hyphen(tally, first - 1))
        return true;
    if (is_of_name(tally, first, end) || (is_digits && ends_english_name(tally, first, end)))
        return true;
    if (end < tally->end && is_tight_hyphen(tally, end))
        return true;
    return is_digits && first > tally->begin && end < tally->end &&
           tally_is_break(tally, first - 1) && tally_is_break(tally, end) && first > 1 &&
           (tally->analysis->words[first - 2].traits & (WORD_NAME | WORD_DEFINITE)) != 0;
}

/* «القبيلتين»: two bodies of people, that no toll counts. */
static bool is_two_groups(const struct tally *tally, const struct number *number, uint32_t last)
{
    uint32_t entity = tally->analysis->words[last].entity;

    if ((number->flags & NUMBER_DUAL) == 0 || entity == INDEX_NONE ||
        tally->analysis->entities[entity].agent_row == LEXICON_NONE)
        return false;
    struct agent_entry agent =
        lexicon_agent(tally->analysis->lexicon, tally->analysis->entities[entity].agent_row);

    return strview_is(agent.kind, "group") && !agent.may_be_toll;
}

/* "Twelve in one house", "eight members of one family", "two of the five": what a preposition joins
 * to a count is no count of its own; Arabic: «من» anywhere behind one («أربعة من أفراد طاقمها
 * المؤلف من خمسة وعشرين»). */
static bool is_joined_to_count(const struct tally *tally, uint32_t first)
{
    const struct item *before =
        tally->item_count == 0 ? NULL : &tally->items[tally->item_count - 1];

    if (before == NULL || before->number_last == INDEX_NONE)
        return false;
    if (tally->is_arabic)
        return tally->analysis->words[first - 1].is_partitive &&
               first <= before->last + PARTITIVE_REACH && tally_counts_persons(tally, before);
    if (first > before->last + 1 && tally->analysis->words[first - 1].function == FUNCTION_ARTICLE)
        first--;
    return first == before->last + 2 &&
           (tally->analysis->words[first - 1].traits & WORD_PREPOSITION) != 0 &&
           tally_counts_persons(tally, before);
}

/* English: "five Ukrainian cities", "two attacks": by the noun's row in words.tsv. */
static bool counts_things(const struct tally *tally, uint32_t number_last)
{
    uint32_t index = tally->analysis->words[number_last].phrase;

    if (tally->is_arabic || index == INDEX_NONE)
        return false;
    const struct phrase *phrase = &tally->analysis->phrases[index];

    return phrase->head > number_last &&
           tally->analysis->words[phrase->head].entity == INDEX_NONE &&
           (phrase->classes & TALLY_THINGS) != 0 &&
           (phrase->classes & (FILLER_PERSON | FILLER_ARMED | FILLER_PEOPLE)) == 0;
}

static void find_numbers(struct tally *tally)
{
    for (size_t i = 0; i < tally->article->number_count; i++) {
        const struct number *number = &tally->article->numbers[i];
        uint32_t last = number->first_token + number->token_count - 1;

        if (number->first_token < tally->begin || last >= tally->end ||
            tally->analysis->words[last].is_pair || is_in_name(tally, number) ||
            is_two_groups(tally, number, last))
            continue;
        if (is_one_more(tally, number)) {
            double count = is_denied(tally, number->first_token) ? 0 : 1;

            tally_add_item(tally, tally_persons(last, last, count, INDEX_NONE));
            continue;
        }
        if (is_one_behind_noun(tally, number)) {
            if (!names_no_person(tally, number->first_token - 1))
                tally_add_item(tally, tally_persons(number->first_token - 1, last, 1, INDEX_NONE));
            continue;
        }
        if ((number->flags & (NUMBER_NO_COUNT | NUMBER_ORDINAL)) != 0 ||
            is_joined_to_count(tally, number->first_token))
            continue;
        struct item item = {.first = number->first_token,
                            .last = last,
                            .number_last = last,
                            .min = number->min,
                            .max = number->max,
                            .is_vague = (number->flags & NUMBER_VAGUE) != 0,
                            .is_bounded =
                                (number->flags & (NUMBER_AT_LEAST | NUMBER_AT_MOST)) != 0};

        item.unit = (number->flags & NUMBER_DUAL) != 0 ? tally->analysis->words[last].entity
                                                       : noun_after(tally, last, &item.last);
        item.is_of_things = item.unit == INDEX_NONE && counts_things(tally, last);
        tally_add_item(tally, item);
        if (precedes_subset(tally, number->first_token, last) && tally->item_count > 0)
            tally->items[tally->item_count - 1].is_subset = true;
    }
}

bool tally_counts_persons(const struct tally *tally, const struct item *item)
{
    if (item->unit == INDEX_NONE)
        return !item->is_of_things;
    uint32_t classes = tally->analysis->entities[item->unit].classes;

    return (classes & (FILLER_PEOPLE | FILLER_ARMED | FILLER_TOLL | FILLER_PERSON)) != 0;
}

struct item *tally_item_over(struct tally *tally, uint32_t token)
{
    for (size_t i = 0; i < tally->item_count; i++)
        if (token >= tally->items[i].first && token <= tally->items[i].last)
            return &tally->items[i];
    return NULL;
}

bool tally_is_inside_item(const struct tally *tally, uint32_t token)
{
    for (size_t i = 0; i < tally->item_count; i++)
        if (token >= tally->items[i].first && token <= tally->items[i].last)
            return true;
    return false;
}

static void sort_items(struct tally *tally)
{
    for (size_t i = 1; i < tally->item_count; i++)
        for (size_t j = i; j > 0 && tally->items[j].first < tally->items[j - 1].first; j--) {
            struct item item = tally->items[j];

            tally->items[j] = tally->items[j - 1];
            tally->items[j - 1] = item;
        }
}

bool tally_item_begins_at(const struct tally *tally, uint32_t token)
{
    for (size_t i = 0; i < tally->item_count; i++)
        if (tally->items[i].first == token)
            return true;
    return false;
}

bool tally_word_begins_at(const struct tally *tally, uint32_t token)
{
    for (size_t i = 0; i < tally->word_count; i++)
        if (tally->words[i].first == token)
            return true;
    return false;
}

/* English: "among them three children and a priest, were killed": what "and" joins to a part of the
 * count is part of it. */
static void extend_subsets(struct tally *tally)
{
    for (size_t i = 1; i < tally->item_count && !tally->is_arabic; i++) {
        const struct item *before = &tally->items[i - 1];
        struct item *item = &tally->items[i];

        item->is_subset |= before->is_subset && item->first > before->last + 1 &&
                           item->first <= before->last + 4 &&
                           tally_is_conjunction(tally, before->last + 1);
    }
}

void tally_find_items(struct tally *tally)
{
    find_numbers(tally);
    tally_find_persons(tally);
    sort_items(tally);
    extend_subsets(tally);
}
