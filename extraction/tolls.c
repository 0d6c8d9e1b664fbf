/* SPDX-License-Identifier: Apache-2.0 */
/* How many were killed, wounded, missed or taken, what else is counted, and with which weapons, in
 * the tokens that tell one event. Counted items (numbers, duals, single persons) and words of toll
 * stand in a row; an item belongs to the toll word right before it, else to the one after its noun,
 * else to the last before it. Items of one word are added up, items that are a part of others
 * ("among them two children") are not. */
#include "extraction/entity_index.h"

#include <assert.h>

enum { ITEMS_MAX = 24, WORDS_MAX = 24, NOUN_REACH = 7, SUBSET_REACH = 4, BOUND_WORDS = 4 };
static const double VAGUE_TOLL_MIN = 100; /* dozens alone are no number: RULINGS of the contract */

enum toll_kind { TOLL_KILLED, TOLL_INJURED, TOLL_MISSING, TOLL_CAPTURED, TOLL_KIND_COUNT };

static const enum shape_class toll_shapes[TOLL_KIND_COUNT] = {
    [TOLL_KILLED] = SHAPE_KILLED,
    [TOLL_INJURED] = SHAPE_INJURED,
    [TOLL_MISSING] = SHAPE_MISSING,
    [TOLL_CAPTURED] = SHAPE_CAPTURED,
};

struct toll_word {
    uint32_t first, last;
    enum toll_kind kind;
};

struct item {
    uint32_t first, last; /* tokens of the number and its noun */
    uint32_t number_last; /* last token of the number itself */
    double min, max;
    bool is_vague;
    bool is_bounded; /* "at least": words of that stand before the number */
    bool is_subset;
    uint32_t unit; /* entity of the noun, or INDEX_NONE */
    int kind;      /* enum toll_kind, or -1 */
};

struct tally {
    const struct entity_index *index;
    const struct analysis *analysis;
    const struct article *article;
    uint32_t begin, end;
    bool is_arabic;
    struct toll_word words[WORDS_MAX];
    size_t word_count;
    struct item items[ITEMS_MAX];
    size_t item_count;
};

static const struct token *token_of(const struct tally *tally, uint32_t token)
{
    return &tally->article->tokens[token];
}

static bool is_break(const struct tally *tally, uint32_t token)
{
    return token_of(tally, token)->kind == TOKEN_PUNCTUATION;
}

static bool is_conjunction(const struct tally *tally, uint32_t token)
{
    return (tally->analysis->words[token].traits & WORD_CONJUNCTION) != 0;
}

static void find_words(struct tally *tally)
{
    for (uint32_t at = tally->begin; at < tally->end; at++) {
        for (size_t kind = 0; kind < TOLL_KIND_COUNT && tally->word_count < WORDS_MAX; kind++) {
            const struct shape *shape =
                shape_at(tally->index, tally->analysis, toll_shapes[kind], at, tally->end);

            if (shape == NULL)
                continue;
            tally->words[tally->word_count++] =
                (struct toll_word){.first = at,
                                   .last = at + (uint32_t)shape->word_count - 1,
                                   .kind = (enum toll_kind)kind};
            at += (uint32_t)shape->word_count - 1;
            break;
        }
    }
}

/* The counted noun: the first person or unit after the number, before anything else begins. */
static uint32_t noun_after(const struct tally *tally, uint32_t after, uint32_t *last)
{
    for (uint32_t t = after + 1; t < tally->end && t <= after + 4; t++) {
        uint32_t entity = tally->analysis->words[t].entity;

        if (is_break(tally, t) || is_conjunction(tally, t) ||
            token_of(tally, t)->kind == TOKEN_NUMBER)
            break;
        if (tally->is_arabic && !tally->analysis->words[t].is_partitive &&
            (tally->analysis->words[t].traits &
             (WORD_PREPOSITION | WORD_VERB | WORD_SUBORDINATOR)) != 0)
            break;
        if (entity == INDEX_NONE)
            continue;
        const struct entity *e = &tally->analysis->entities[entity];

        if (e->classes == FILLER_NATIONALITY)
            continue;
        if ((e->classes &
             (FILLER_PEOPLE | FILLER_ARMED | FILLER_TOLL | FILLER_THING | FILLER_WEAPON)) == 0)
            break;
        *last = e->first_token + e->token_count - 1;
        return entity;
    }
    return INDEX_NONE;
}

static bool follows_subset(const struct tally *tally, uint32_t at)
{
    for (uint32_t back = 1; back <= SUBSET_REACH && at >= tally->begin + back; back++) {
        uint32_t t = at - back;

        if (shape_at(tally->index, tally->analysis, SHAPE_SUBSET, t, tally->end) != NULL)
            return true;
        if (is_break(tally, t) || token_of(tally, t)->kind == TOKEN_NUMBER)
            return false;
    }
    return false;
}

/* "15 of them children"; «، اثنان منهم»: without the comma, two of them are the count. */
static bool precedes_subset(const struct tally *tally, uint32_t first, uint32_t last)
{
    return last + 1 < tally->end && !is_break(tally, last + 1) &&
           (!tally->is_arabic || (first > tally->begin && is_break(tally, first - 1))) &&
           shape_at(tally->index, tally->analysis, SHAPE_SUBSET, last + 1, tally->end) != NULL;
}

static void add_item(struct tally *tally, struct item item)
{
    if (tally->item_count == ITEMS_MAX)
        return;
    item.kind = -1;
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

static void find_numbers(struct tally *tally)
{
    for (size_t i = 0; i < tally->article->number_count; i++) {
        const struct number *number = &tally->article->numbers[i];
        uint32_t last = number->first_token + number->token_count - 1;

        if (number->first_token < tally->begin || last >= tally->end ||
            tally->analysis->words[last].is_pair)
            continue;
        if (is_one_more(tally, number)) {
            add_item(tally, (struct item){.first = last,
                                          .last = last,
                                          .number_last = INDEX_NONE,
                                          .min = 1,
                                          .max = 1,
                                          .unit = INDEX_NONE});
            continue;
        }
        if ((number->flags & (NUMBER_NO_COUNT | NUMBER_ORDINAL)) != 0)
            continue;
        struct item item = {.first = number->first_token,
                            .last = last,
                            .number_last = last,
                            .min = number->min,
                            .max = number->max,
                            .is_vague = (number->flags & NUMBER_VAGUE) != 0,
                            .is_bounded =
                                (number->flags & (NUMBER_AT_LEAST | NUMBER_AT_MOST)) != 0};

        item.unit = noun_after(tally, last, &item.last);
        if ((number->flags & NUMBER_DUAL) != 0)
            item.unit = tally->analysis->words[last].entity;
        add_item(tally, item);
        if (precedes_subset(tally, number->first_token, last) && tally->item_count > 0)
            tally->items[tally->item_count - 1].is_subset = true;
    }
}

static bool is_inside_item(const struct tally *tally, uint32_t token)
{
    for (size_t i = 0; i < tally->item_count; i++)
        if (token >= tally->items[i].first && token <= tally->items[i].last)
            return true;
    return false;
}

static bool is_singular(const struct tally *tally, const struct entity *entity)
{
    struct lexicon_reading readings[8];
    const struct token *token = token_of(tally, entity->first_token + entity->token_count - 1);
    size_t count =
        lexicon_readings(tally->index->lexicon, tally->is_arabic ? LEXICON_AR : LEXICON_EN,
                         token->form, token->exact, readings, 8);

    for (size_t i = 0; i < count; i++)
        if (readings[i].form == FORM_NOUN && readings[i].number == COUNT_PLURAL)
            return false;
    for (size_t i = 0; i < count; i++)
        if (readings[i].form == FORM_NOUN && readings[i].number == COUNT_SINGULAR)
            return true;
    return false;
}

static bool opens_single(const struct tally *tally, uint32_t token)
{
    for (uint32_t back = 1; back <= 3 && token >= tally->begin + back; back++) {
        if (is_break(tally, token - back))
            return false;
        if (shape_at(tally->index, tally->analysis, SHAPE_SINGLE, token - back, tally->end) != NULL)
            return true;
    }
    return false;
}

/* "at Gamboru Ngala": what a preposition governs died in nothing, unless a word of toll stands
 * before it ("the death of Ana"). */
static bool is_governed(const struct tally *tally, const struct entity *e)
{
    uint32_t before = e->first_token;

    if (before == tally->begin ||
        (tally->is_arabic ? tally->analysis->words[before - 1].function != FUNCTION_PREPOSITION
                          : (tally->analysis->words[before - 1].traits & WORD_PREPOSITION) == 0))
        return false;
    for (size_t i = 0; i < tally->word_count; i++)
        if (tally->words[i].last + 1 == before || tally->words[i].last + 2 == before)
            return false;
    return true;
}

/* «أمين شرطة»: a noun right behind another is its genitive. */
static bool is_behind_single(const struct tally *tally, uint32_t token)
{
    const struct item *last = tally->item_count == 0 ? NULL : &tally->items[tally->item_count - 1];

    return tally->is_arabic && last != NULL && last->number_last == INDEX_NONE &&
           last->last + 1 == token && !is_conjunction(tally, token);
}

/* A person told alone: a judge, his driver, راع; a name only beside the toll word. */
static void find_singles(struct tally *tally)
{
    for (uint32_t t = tally->begin; t < tally->end; t++) {
        uint32_t entity = tally->analysis->words[t].entity;

        if (entity == INDEX_NONE)
            continue;
        const struct entity *e = &tally->analysis->entities[entity];
        uint32_t last = e->first_token + e->token_count - 1;
        bool is_person = (e->classes & FILLER_PERSON) != 0 ||
                         ((e->classes & (FILLER_PEOPLE | FILLER_TOLL | FILLER_ARMED)) != 0 &&
                          e->agent_row != LEXICON_NONE && is_singular(tally, e));

        for (size_t kind = 0; kind < TOLL_KIND_COUNT && is_person; kind++)
            is_person = shape_at(tally->index, tally->analysis, toll_shapes[kind], t, tally->end) ==
                        NULL; /* the word of toll is no victim */
        if (e->first_token == t && is_person && !is_inside_item(tally, t) && last < tally->end &&
            !is_governed(tally, e) && !is_behind_single(tally, t) &&
            (e->classes & (FILLER_SOURCE | FILLER_ORGANISATION | FILLER_WEAPON)) == 0 &&
            (e->is_name || tally->is_arabic || opens_single(tally, t)))
            add_item(tally, (struct item){.first = t,
                                          .last = last,
                                          .number_last = INDEX_NONE,
                                          .min = 1,
                                          .max = 1,
                                          .unit = entity});
        t = last > t ? last : t;
    }
}

static bool ends_phrase(const struct tally *tally, uint32_t token)
{
    return token >= tally->end || is_break(tally, token) ||
           (tally->analysis->words[token].traits &
            (WORD_CONJUNCTION | WORD_PREPOSITION | WORD_VERB)) != 0;
}

/* «شهيدين وجريح»: an indefinite toll noun that nothing counts is one. */
static void find_single_nouns(struct tally *tally)
{
    for (size_t i = 0; i < tally->word_count && tally->is_arabic; i++) {
        uint32_t t = tally->words[i].first;
        const struct word *w = &tally->analysis->words[t];

        if (tally->words[i].last != t || w->entity == INDEX_NONE || !ends_phrase(tally, t + 1) ||
            w->number != INDEX_NONE ||
            (t + 1 < tally->end && tally->analysis->words[t + 1].number != INDEX_NONE) ||
            (w->traits & (WORD_DEFINITE | WORD_VERB | WORD_POSSESSED | WORD_MASDAR)) != 0 ||
            (t > tally->begin && tally->analysis->words[t - 1].number != INDEX_NONE) ||
            (tally->analysis->entities[w->entity].classes & FILLER_TOLL) == 0 ||
            !is_singular(tally, &tally->analysis->entities[w->entity]) || is_inside_item(tally, t))
            continue;
        add_item(tally, (struct item){.first = t,
                                      .last = t,
                                      .number_last = INDEX_NONE,
                                      .min = 1,
                                      .max = 1,
                                      .unit = INDEX_NONE});
    }
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

static bool item_begins_at(const struct tally *tally, uint32_t token)
{
    for (size_t i = 0; i < tally->item_count; i++)
        if (tally->items[i].first == token)
            return true;
    return false;
}

/* English "gunmen killed two": the word has its object, so what stands before it is no toll. */
static bool takes_object(const struct tally *tally, const struct toll_word *word)
{
    uint32_t next = word->last + 1;

    if (next >= tally->end || is_break(tally, next) || is_conjunction(tally, next))
        return false;
    for (uint32_t t = next; t < tally->end && t <= next + 2; t++) {
        if (is_break(tally, t))
            return false;
        if (item_begins_at(tally, t))
            return t == next || opens_single(tally, t) ||
                   (tally->analysis->words[next].traits &
                    (WORD_PREPOSITION | WORD_CONJUNCTION | WORD_SUBORDINATOR)) == 0;
    }
    return false;
}

/* Words from a token to another, a time told between them left out. */
static uint32_t distance(const struct tally *tally, uint32_t from, uint32_t to)
{
    uint32_t count = to - from;

    for (uint32_t t = from + 1; t < to; t++)
        count -= tally->analysis->words[t].time != INDEX_NONE;
    return count;
}

/* The toll word that ends right before the item, approximators and determiners between. */
static int word_before(const struct tally *tally, uint32_t first, uint32_t reach)
{
    for (size_t i = tally->word_count; i > 0; i--) {
        const struct toll_word *word = &tally->words[i - 1];

        if (word->last >= first || distance(tally, word->last, first) > reach)
            continue;
        for (uint32_t t = word->last + 1; t < first; t++)
            if (is_break(tally, t) || is_conjunction(tally, t))
                return -1;
        return (int)word->kind;
    }
    return -1;
}

static const struct item *subset_at(const struct tally *tally, uint32_t token)
{
    for (size_t i = 0; i < tally->item_count; i++)
        if (tally->items[i].is_subset && tally->items[i].first >= token &&
            tally->items[i].first <= token + 3)
            return &tally->items[i];
    return NULL;
}

/* Does the toll word tell of what stands before it? Arabic «وإصابة عشرين» opens the next count. */
static bool is_of_what_stands_before(const struct tally *tally, const struct toll_word *word)
{
    if (!tally->is_arabic)
        return !takes_object(tally, word);
    return !is_conjunction(tally, word->first) && !item_begins_at(tally, word->last + 1);
}

/* The toll word after the item's noun; other items may stand between when joined in a list. */
static int word_after(const struct tally *tally, const struct item *item)
{
    uint32_t reach = item->last + NOUN_REACH;

    for (uint32_t t = item->last + 1; t < tally->end && t <= reach; t++) {
        for (size_t i = 0; i < tally->word_count; i++)
            if (tally->words[i].first == t)
                return is_of_what_stands_before(tally, &tally->words[i]) ? (int)tally->words[i].kind
                                                                         : -1;
        bool joins = is_break(tally, t) || is_conjunction(tally, t);

        /* "Its pilot, Colonel X, was shot dead" */
        if (t == item->last + 1 && is_break(tally, t) && t + 1 < tally->end &&
            (tally->analysis->words[t + 1].traits & WORD_AUXILIARY) != 0)
            continue;
        const struct item *aside = joins ? subset_at(tally, t + 1) : NULL;

        if (aside != NULL) { /* "44 people, 15 of them children, died" */
            t = aside->last;
            while (t + 1 < tally->end && !is_break(tally, t + 1) && t < aside->last + 4)
                t++;
            t++;
            reach = t + NOUN_REACH;
            continue;
        }

        if (joins && !(tally->is_arabic && item_begins_at(tally, t)) &&
            !(t + 1 < tally->end && item_begins_at(tally, t + 1)) &&
            !(t + 2 < tally->end && item_begins_at(tally, t + 2)))
            return -1;
        if (item_begins_at(tally, t))
            reach = t + NOUN_REACH;
    }
    return -1;
}

/* The noun itself tells the toll: خمسة قتلى, 15 dead. */
static int word_inside(const struct tally *tally, const struct item *item)
{
    uint32_t to = item->last;

    if (item->number_last != INDEX_NONE && item->number_last + 1 < tally->end &&
        item->number_last + 1 > to)
        to = item->number_last + 1;
    for (size_t i = 0; i < tally->word_count; i++)
        if (tally->words[i].first >= item->first && tally->words[i].first <= to &&
            !(tally->is_arabic && tally->words[i].first > item->last &&
              is_conjunction(tally, tally->words[i].first)))
            return (int)tally->words[i].kind;
    return -1;
}

/* A verb of its own, or a verbal noun joined by "and", stands between: what follows is counted by
 * it. */
static bool verb_between(const struct tally *tally, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++) {
        uint32_t traits = tally->analysis->words[t].traits;

        if ((traits & WORD_VERB) != 0 &&
            (t == 0 || (tally->analysis->words[t - 1].traits & WORD_RELATIVE) == 0))
            return true;
        if ((traits & WORD_MASDAR) != 0 && is_conjunction(tally, t))
            return true;
    }
    return false;
}

static int last_word_before(const struct tally *tally, const struct item *item)
{
    /* «ما لا يقل عن» has a verb that tells nothing */
    uint32_t first =
        item->is_bounded && item->first > BOUND_WORDS ? item->first - BOUND_WORDS : item->first;

    for (size_t i = tally->word_count; i > 0; i--) {
        const struct toll_word *word = &tally->words[i - 1];

        if (word->last < item->first && item->first - word->last <= 14)
            return verb_between(tally, word->last + 1, first) ? -1 : (int)word->kind;
    }
    return -1;
}

/* An item joined to the one before it by a conjunction or comma shares its word: nothing but the
 * noun's own words may stand between. */
static bool is_joined_to_previous(const struct tally *tally, size_t item)
{
    if (item == 0)
        return false;
    uint32_t from = tally->items[item - 1].last + 1;
    uint32_t to = tally->items[item].first;
    bool is_single = tally->items[item].number_last == INDEX_NONE;
    bool joined = is_conjunction(tally, to);
    const uint32_t stops = WORD_VERB | WORD_AUXILIARY | WORD_SUBORDINATOR | WORD_RELATIVE |
                           (tally->is_arabic ? 0 : WORD_PREPOSITION);

    if (to < from || to - from > 5)
        return false;
    for (uint32_t t = from; t < to; t++) {
        if ((tally->analysis->words[t].traits & stops) != 0)
            return false;
        for (size_t i = 0; i < tally->word_count; i++)
            if (tally->words[i].first == t)
                return false;
        joined = joined || is_conjunction(tally, t) || (!is_single && is_break(tally, t));
    }
    return joined;
}

static bool word_begins_at(const struct tally *tally, uint32_t token)
{
    for (size_t i = 0; i < tally->word_count; i++)
        if (tally->words[i].first == token)
            return true;
    return false;
}

/* «متظاهر قد قُتل»: a particle may stand before the verb. */
static bool verb_of_toll_follows(const struct tally *tally, uint32_t token)
{
    return word_begins_at(tally, token) ||
           (token + 1 < tally->end && tally->analysis->words[token].function == FUNCTION_MODAL &&
            word_begins_at(tally, token + 1));
}

/* «قتل مسلح جنديين»: the person between the verb and who is counted is the doer. «11 ضابطاً وجندياً»:
 * a noun joined to a counted one is counted with it. */
static bool is_no_victim(const struct tally *tally, size_t index)
{
    static const double accusative_from = 11; /* from here on the counted noun is singular */
    const struct item *item = &tally->items[index];
    const struct item *before = index > 0 ? &tally->items[index - 1] : NULL;

    if (!tally->is_arabic || item->number_last != INDEX_NONE)
        return false;
    if (item_begins_at(tally, item->last + 1) && !is_conjunction(tally, item->last + 1) &&
        item->first > tally->begin &&
        (tally->analysis->words[item->first - 1].traits & WORD_VERB) != 0)
        return true;
    return before != NULL && before->number_last != INDEX_NONE && before->last + 1 == item->first &&
           is_conjunction(tally, item->first) && before->min >= accusative_from;
}

static void assign_kinds(struct tally *tally)
{
    for (size_t i = 0; i < tally->item_count; i++) {
        struct item *item = &tally->items[i];
        bool is_single = item->number_last == INDEX_NONE;

        if (is_no_victim(tally, i))
            continue;
        item->kind = word_inside(tally, item);
        if (item->kind < 0)
            item->kind = word_before(tally, item->first, tally->is_arabic && is_single ? 1 : 4);
        if (item->kind < 0 &&
            (!tally->is_arabic || !is_single || verb_of_toll_follows(tally, item->last + 1)))
            item->kind = word_after(tally, item);
        if (item->kind < 0 && is_joined_to_previous(tally, i))
            item->kind = tally->items[i - 1].kind;
        if (item->kind < 0 && tally->is_arabic && !is_single)
            item->kind = last_word_before(tally, item);
    }
}

static bool counts_persons(const struct tally *tally, const struct item *item)
{
    if (item->unit == INDEX_NONE)
        return true;
    uint32_t classes = tally->analysis->entities[item->unit].classes;

    return (classes & (FILLER_PEOPLE | FILLER_ARMED | FILLER_TOLL | FILLER_PERSON)) != 0;
}

static struct strview span_of_items(const struct tally *tally, uint32_t first, uint32_t last)
{
    return article_tokens_text(tally->article, first, last);
}

/* «سقط عنصران قتيلين»: a dual word of toll behind what it counts says it again. */
static bool is_said_again(const struct tally *tally, size_t index)
{
    const struct item *item = &tally->items[index];

    if (index == 0 || !tally->is_arabic)
        return false;
    /* «عاملين اثنين» */
    if (item->first == tally->items[index - 1].last + 1 && item->min == 2 &&
        tally->items[index - 1].min == 2 && item->number_last != INDEX_NONE)
        return true;
    return item->first == item->last && tally->items[index - 1].kind == item->kind &&
           word_begins_at(tally, item->first) && !is_conjunction(tally, item->first) &&
           item->first < tally->items[index - 1].last + 5;
}

static bool has_whole(const struct tally *tally, enum toll_kind kind)
{
    for (size_t i = 0; i < tally->item_count; i++)
        if (tally->items[i].kind == (int)kind && !tally->items[i].is_subset &&
            counts_persons(tally, &tally->items[i]))
            return true;
    return false;
}

static void add_up(const struct tally *tally, enum toll_kind kind, struct count *out)
{
    bool is_whole_told = has_whole(tally, kind); /* else "five of them" is all that is counted */
    double min = 0;
    double max = 0;
    uint32_t first = INDEX_NONE;
    uint32_t last = 0;
    bool is_exact = false;

    for (size_t i = 0; i < tally->item_count; i++) {
        const struct item *item = &tally->items[i];

        if (item->kind != (int)kind || (item->is_subset && is_whole_told) ||
            !counts_persons(tally, item) || is_said_again(tally, i))
            continue;
        if (item->is_vague && item->min < VAGUE_TOLL_MIN)
            continue;
        is_exact = true;
        min += item->min;
        max += item->max;
        first = first == INDEX_NONE ? item->first : first;
        last = item->last;
    }
    if (!is_exact || out->is_known)
        return;
    *out = (struct count){true, min, max, span_of_items(tally, first, last)};
}

static bool is_said_already(const struct event *event, struct strview text)
{
    for (size_t i = 0; i < event->quantity_count; i++)
        if (strview_equal(event->quantities[i].text, text))
            return true;
    return false;
}

static struct strview unit_name(const struct tally *tally, const struct entity *entity)
{
    struct lexicon_match matches[16];
    struct lexicon_words words = {&token_of(tally, entity->first_token)->form,
                                  &token_of(tally, entity->first_token)->exact,
                                  entity->token_count == 1 ? 1 : 0};
    enum lexicon_language language = tally->is_arabic ? LEXICON_AR : LEXICON_EN;
    size_t count = 0;

    if (words.count == 1)
        count = lexicon_match(tally->index->lexicon, language, &words, 0, matches, 16);
    for (size_t i = 0; i < count; i++)
        if (matches[i].kind == ENTRY_UNIT)
            return lexicon_unit(tally->index->lexicon, language, matches[i].row).unit;
    if (entity->agent_row != LEXICON_NONE)
        return lexicon_agent(tally->index->lexicon, entity->agent_row).en;
    return (struct strview){0};
}

static enum status add_quantities(const struct tally *tally, struct event *event)
{
    if (event->quantities == NULL) {
        event->quantities =
            arena_array(tally->article->arena, EVENT_QUANTITIES_MAX, sizeof(*event->quantities));
        if (event->quantities == NULL)
            return STATUS_LIMIT;
    }
    for (size_t i = 0; i < tally->item_count; i++) {
        const struct item *item = &tally->items[i];
        struct strview text = span_of_items(tally, item->first, item->last);
        struct strview unit;

        if (item->kind >= 0 || item->number_last == INDEX_NONE || item->unit == INDEX_NONE ||
            event->quantity_count == EVENT_QUANTITIES_MAX || is_said_already(event, text))
            continue;
        unit = unit_name(tally, &tally->analysis->entities[item->unit]);
        if (unit.len > 0)
            event->quantities[event->quantity_count++] =
                (struct quantity){item->min, item->max, unit, text};
    }
    return STATUS_OK;
}

static void add_weapon(struct event *event, struct weapon_entry weapon)
{
    enum event_mode mode = event_mode_from(weapon.mode);

    if (event->mode == MODE_NONE && event_type_takes_mode(event->type, mode))
        event->mode = mode;
    for (size_t i = 0; i < event->weapon_count; i++)
        if (strview_equal(event->weapons[i], weapon.class))
            return;
    if (event->weapon_count < EVENT_WEAPONS_MAX && weapon.class.len > 0)
        event->weapons[event->weapon_count++] = weapon.class;
}

static void find_weapons(const struct tally *tally, struct event *event)
{
    enum lexicon_language language = tally->is_arabic ? LEXICON_AR : LEXICON_EN;

    for (uint32_t t = tally->begin; t < tally->end; t++) {
        uint32_t entity = tally->analysis->words[t].entity;

        if (entity == INDEX_NONE)
            continue;
        const struct entity *e = &tally->analysis->entities[entity];

        if (e->weapon_row != LEXICON_NONE && e->first_token == t)
            add_weapon(event, lexicon_weapon(tally->index->lexicon, language, e->weapon_row));
    }
}

bool tolls_begin(const struct entity_index *index, const struct analysis *a, uint32_t token)
{
    const struct sentence *s = &a->article->sentences[a->article->tokens[token].sentence];
    uint32_t end = s->first_token + s->token_count;

    return shape_at(index, a, SHAPE_KILLED, token, end) != NULL ||
           shape_at(index, a, SHAPE_INJURED, token, end) != NULL;
}

/* What is counted in the tokens, which are cut to their first sentence; false without tokens. */
static bool read_tally(const struct entity_index *index, const struct analysis *analysis,
                       struct span tokens, struct tally *tally)
{
    assert(tokens.end <= analysis->article->token_count);
    *tally = (struct tally){.index = index,
                            .analysis = analysis,
                            .article = analysis->article,
                            .begin = tokens.begin,
                            .end = tokens.end};
    if (tokens.begin >= tokens.end)
        return false;
    for (uint32_t t = tokens.begin + 1; t < tally->end; t++)
        if (token_of(tally, t)->sentence != token_of(tally, tokens.begin)->sentence)
            tally->end = t;
    tally->is_arabic =
        analysis->article->sentences[token_of(tally, tokens.begin)->sentence].language ==
        LANGUAGE_AR;
    find_words(tally);
    find_numbers(tally);
    find_singles(tally);
    find_single_nouns(tally);
    sort_items(tally);
    assign_kinds(tally);
    return true;
}

void tolls_count(const struct entity_index *index, const struct analysis *analysis,
                 struct event *event, struct span tokens)
{
    struct tally tally;

    if (!read_tally(index, analysis, tokens, &tally))
        return;
    add_up(&tally, TOLL_KILLED, &event->casualties.killed);
    add_up(&tally, TOLL_INJURED, &event->casualties.injured);
}

enum status tolls_fill(const struct entity_index *index, const struct analysis *analysis,
                       struct event *event, struct span tokens)
{
    struct tally tally;

    if (!read_tally(index, analysis, tokens, &tally))
        return STATUS_OK;
    add_up(&tally, TOLL_KILLED, &event->casualties.killed);
    add_up(&tally, TOLL_INJURED, &event->casualties.injured);
    add_up(&tally, TOLL_MISSING, &event->casualties.missing);
    add_up(&tally, TOLL_CAPTURED, &event->casualties.captured);
    find_weapons(&tally, event);
    return add_quantities(&tally, event);
}
