/* SPDX-License-Identifier: Apache-2.0 */
/* Which word of toll counts which item: the one right before it, else the one after its noun, else
 * the last before it. */
#include "extraction/tolls.h"

static const struct item *item_at(const struct tally *tally, uint32_t token)
{
    for (size_t i = 0; i < tally->item_count; i++)
        if (tally->items[i].first == token)
            return &tally->items[i];
    return NULL;
}

static bool weak_begins_at(const struct tally *tally, uint32_t token)
{
    const struct item *item = item_at(tally, token);

    return item != NULL && item->is_weak;
}

static bool number_begins_at(const struct tally *tally, uint32_t token)
{
    const struct item *item = item_at(tally, token);

    return item != NULL && item->number_last != INDEX_NONE;
}

/* English "gunmen killed two": the word has its object, so what stands before it is no toll. */
static bool takes_object(const struct tally *tally, const struct toll_word *word)
{
    uint32_t next = word->last + 1;

    if (next < tally->end && tally_item_begins_at(tally, next) && !weak_begins_at(tally, next))
        return true;
    if (next >= tally->end || tally_is_break(tally, next) || tally_is_conjunction(tally, next))
        return false;
    if (next + 1 < tally->end && weak_begins_at(tally, next + 1))
        return (tally->analysis->words[next].traits & WORD_PREPOSITION) == 0;
    for (uint32_t t = next; t < tally->end && t <= next + 2; t++) {
        if (tally_is_break(tally, t))
            return false;
        if (tally_item_begins_at(tally, t) && !weak_begins_at(tally, t))
            return t == next || item_at(tally, t)->is_bounded || tally_opens_single(tally, t) ||
                   (tally->analysis->words[next].traits &
                    (WORD_PREPOSITION | WORD_CONJUNCTION | WORD_SUBORDINATOR)) == 0;
    }
    return false;
}

/* «قُتل فيها قيادي»: a preposition with its pronoun stands between verb and subject. */
static bool is_passed_over(const struct tally *tally, uint32_t token)
{
    const struct word *w = &tally->analysis->words[token];

    return w->time != INDEX_NONE || (tally->is_arabic && (w->traits & WORD_PREPOSITION) != 0 &&
                                     (w->traits & WORD_OBJECT_CLITIC) != 0);
}

/* Words from a token to another, those passed over left out. */
static uint32_t distance(const struct tally *tally, uint32_t from, uint32_t to)
{
    uint32_t count = to - from;

    for (uint32_t t = from + 1; t < to; t++)
        count -= is_passed_over(tally, t);
    return count;
}

/* "thirteen Chadian and six Cameroonian soldiers" */
static bool shares_noun(const struct tally *tally, const struct item *item)
{
    const struct item *next = item + 1;

    return next < tally->items + tally->item_count && next->unit != INDEX_NONE &&
           next->first <= item->last + 3 && tally_counts_persons(tally, next) &&
           tally_is_conjunction(tally, next->first - 1);
}

/* "Nine soldiers fell", "lost two men": some words tell a toll of counted persons on one side only.
 */
static bool may_tell(const struct tally *tally, const struct toll_word *word, enum toll_use side,
                     const struct item *item)
{
    if (word->use == TOLL_PLAIN)
        return true;
    return word->use == side && tally_counts_persons(tally, item) &&
           (item->unit != INDEX_NONE || item->is_weak || shares_noun(tally, item));
}

/* English: a clause or a preposition stands there, but for one right before what is counted
 * ("injuries to five"). */
static bool is_between_clauses(const struct tally *tally, uint32_t token, const struct item *item)
{
    const struct word *w = &tally->analysis->words[token];
    uint32_t traits = w->traits;
    bool is_where =
        w->lexeme != LEXICON_NONE &&
        lexicon_effect(lexicon_lexeme(tally->analysis->lexicon, w->lexeme).detail, "place").len >
            0; /* "killed at four posts" */

    if ((traits & WORD_PREPOSITION) != 0)
        return is_where || (token + 1 != item->first && !item->is_bounded);
    return (traits & (WORD_SUBORDINATOR | WORD_RELATIVE)) != 0;
}

/* The toll word that ends right before the item, approximators and determiners between. */
static int word_before(const struct tally *tally, const struct item *item, uint32_t reach)
{
    uint32_t first = item->first;

    for (size_t i = tally->word_count; i > 0; i--) {
        const struct toll_word *word = &tally->words[i - 1];

        if (word->last >= first || distance(tally, word->last, first) > reach)
            continue;
        for (uint32_t t = word->last + 1; t < first; t++)
            if (tally_is_break(tally, t) || tally_is_conjunction(tally, t) ||
                (!tally->is_arabic && is_between_clauses(tally, t, item)))
                return -1;
        return may_tell(tally, word, TOLL_OF_OBJECT, item) ? (int)i - 1 : -1;
    }
    return -1;
}

/* Does the toll word tell of what stands before it? Arabic «وإصابة عشرين» opens the next count. */
static bool is_of_what_stands_before(const struct tally *tally, const struct toll_word *word)
{
    if (!tally->is_arabic)
        return !takes_object(tally, word);
    uint32_t behind = word->last + 1;

    while (behind < tally->end && is_passed_over(tally, behind))
        behind++; /* «قُتل فيه ثلاثة» */
    const struct item *next = item_at(tally, behind);

    return !tally_is_conjunction(tally, word->first) && (next == NULL || next->is_weak);
}

static int word_at(const struct tally *tally, uint32_t token)
{
    for (size_t i = 0; i < tally->word_count; i++)
        if (tally->words[i].first == token)
            return (int)i;
    return -1;
}

/* English: another clause begins, or another verb tells of the item. */
static bool is_barrier(const struct tally *tally, uint32_t token)
{
    uint32_t traits = tally->analysis->words[token].traits;
    bool is_finite = (traits & WORD_VERB) != 0 && (traits & WORD_PARTICIPLE) == 0 &&
                     tally->analysis->words[token].entity == INDEX_NONE;

    if (tally->is_arabic)
        return false;
    if (tally_is_break(tally, token))
        return !tally_is_comma(tally, token);
    if ((traits & (WORD_SUBORDINATOR | WORD_COMPLEMENTISER)) != 0 &&
        (traits & (WORD_PREPOSITION | WORD_RELATIVE)) == 0)
        return true;
    if ((traits & WORD_RELATIVE) != 0 && token > tally->begin &&
        (tally->analysis->words[token - 1].traits & WORD_PREPOSITION) != 0)
        return true; /* "a battle in which" */
    return is_finite && (traits & (WORD_AUXILIARY | WORD_PASSIVE | WORD_NOUN)) == 0;
}

/* "44 people, 15 of them children, died": the break behind what is told aside, or the token. */
static uint32_t behind_aside(const struct tally *tally, uint32_t token)
{
    uint32_t t = token + 1;

    for (uint32_t ahead = 1; ahead <= 2 && token + ahead < tally->end; ahead++)
        if (shape_at(tally->index, tally->analysis, SHAPE_SUBSET, token + ahead, tally->end) !=
            NULL) {
            while (t < tally->end && !tally_is_break(tally, t))
                t++;
            return t;
        }
    return token;
}

/* "… , of Raxaul was shot" */
static bool predicate_follows(const struct tally *tally, uint32_t token)
{
    bool is_placed = (tally->analysis->words[token].traits & WORD_PREPOSITION) != 0;
    uint32_t end = token + (is_placed ? 4 : 1);

    for (uint32_t t = token; t < end && t < tally->end; t++)
        if ((tally->analysis->words[t].traits & WORD_AUXILIARY) != 0 || word_at(tally, t) >= 0)
            return true;
    return false;
}

/* "Ali, the chief of staff, was killed": the second comma of an apposition, or the token. */
static uint32_t behind_apposition(const struct tally *tally, uint32_t token)
{
    static const uint32_t reach = 12;

    for (uint32_t t = token + 1; t + 1 < tally->end && t <= token + reach; t++) {
        if (tally_is_comma(tally, t))
            return predicate_follows(tally, t + 1) ? t : token;
        if ((tally->analysis->words[t].traits & WORD_AUXILIARY) != 0 || word_at(tally, t) >= 0)
            return token;
    }
    return token;
}

/* "39 soldiers and policemen died" */
static bool is_people(const struct tally *tally, uint32_t token)
{
    uint32_t entity = tally->analysis->words[token].entity;

    return entity != INDEX_NONE &&
           (tally->analysis->entities[entity].classes & (FILLER_PEOPLE | FILLER_ARMED)) != 0;
}

/* "300 houses burnt, one killed": a number with no noun opens a new count. */
static bool is_bare(const struct tally *tally, uint32_t token)
{
    const struct item *item = item_at(tally, token);

    return !tally->is_arabic && item != NULL && item->number_last == item->last &&
           word_at(tally, item->last + 1) >= 0;
}

/* What the comma or conjunction there joins to the item: another item, or the word of toll itself
 * ("ambushed and killed"). */
static bool joins_on(const struct tally *tally, uint32_t t, bool is_told)
{
    if (!tally->is_arabic && t + 1 < tally->end &&
        (word_at(tally, t + 1) >= 0 || (!is_told && is_people(tally, t + 1))))
        return true;
    if (is_told || (tally_is_comma(tally, t) && is_bare(tally, t + 1)))
        return false;
    if (tally->is_arabic && tally_item_begins_at(tally, t))
        return true;
    return (t + 1 < tally->end && tally_item_begins_at(tally, t + 1)) ||
           (t + 2 < tally->end && tally_item_begins_at(tally, t + 2));
}

/* Another count that is not joined to this one stands nearer to the word. */
static bool is_rival(const struct tally *tally, const struct item *item, uint32_t token)
{
    const struct item *other = item_at(tally, token);

    for (uint32_t t = item->last + 1; t < token; t++)
        if (tally_is_conjunction(tally, t) || tally_is_comma(tally, t))
            return false;
    return !tally->is_arabic && other != NULL && !other->is_weak &&
           other->number_last != INDEX_NONE && tally_counts_persons(tally, other);
}

/* The toll word after the item's noun; other items may stand between when joined in a list. */
static int word_after(const struct tally *tally, const struct item *item)
{
    uint32_t reach = item->last + NOUN_REACH;
    bool is_told = false; /* by another verb, in the passive: "houses were burnt, one killed" */

    for (uint32_t t = item->last + 1; t < tally->end && t <= reach; t++) {
        int word = word_at(tally, t);
        bool joins = tally_is_break(tally, t) || tally_is_conjunction(tally, t);
        uint32_t behind = joins ? behind_aside(tally, t) : t;

        if (behind == t && !tally->is_arabic && t == item->last + 1 && tally_is_comma(tally, t))
            behind = behind_apposition(tally, t);

        if (word >= 0)
            return is_of_what_stands_before(tally, &tally->words[word]) &&
                           may_tell(tally, &tally->words[word], TOLL_OF_SUBJECT, item)
                       ? word
                       : -1;
        /* "Its pilot, Colonel X, was shot dead" */
        if (t == item->last + 1 && tally_is_break(tally, t) && t + 1 < tally->end &&
            (tally->analysis->words[t + 1].traits & WORD_AUXILIARY) != 0)
            continue;
        if (behind != t) {
            t = behind;
            reach = t + NOUN_REACH;
            continue;
        }
        if (is_barrier(tally, t) || (joins && !joins_on(tally, t, is_told)))
            return -1;
        if (joins)
            reach = t + NOUN_REACH;
        is_told = is_told ||
                  (!tally->is_arabic && (tally->analysis->words[t].traits & WORD_PASSIVE) != 0);
        if (tally_item_begins_at(tally, t)) {
            if (is_rival(tally, item, t))
                return -1;
            reach = t + NOUN_REACH;
        }
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
              tally_is_conjunction(tally, tally->words[i].first)))
            return (int)i;
    return -1;
}

/* A verb of its own, a verbal noun or a clause joined by "and" stands between: what follows is
 * counted by it. «ما لا يقل عن» has a verb that tells nothing. */
static bool verb_between(const struct tally *tally, uint32_t from, const struct item *item)
{
    uint32_t bound =
        item->is_bounded && item->first > BOUND_WORDS ? item->first - BOUND_WORDS : item->first;

    for (uint32_t t = from; t < item->first; t++) {
        uint32_t traits = tally->analysis->words[t].traits;
        bool is_relative = t > 0 && (tally->analysis->words[t - 1].traits & WORD_RELATIVE) != 0;

        if ((traits & WORD_VERB) != 0 && !is_relative && t < bound)
            return true;
        if ((traits & (WORD_MASDAR | WORD_COMPLEMENTISER)) != 0 && tally_is_conjunction(tally, t))
            return true;
    }
    return false;
}

static int last_word_before(const struct tally *tally, const struct item *item)
{
    for (size_t i = tally->word_count; i > 0; i--) {
        const struct toll_word *word = &tally->words[i - 1];

        if (word->last < item->first && item->first - word->last <= 14)
            return verb_between(tally, word->last + 1, item) ||
                           !may_tell(tally, word, TOLL_OF_OBJECT, item)
                       ? -1
                       : (int)i - 1;
    }
    return -1;
}

/* "a midwife, her husband and three patients": the item after this one ends the list. */
static bool goes_on(const struct tally *tally, size_t item)
{
    uint32_t next = tally->items[item].last + 1;

    return !tally->is_arabic && item + 1 < tally->item_count && next < tally->end &&
           tally_is_conjunction(tally, next) && tally->items[item + 1].first > next &&
           tally->items[item + 1].first <= next + 2;
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
    bool joined =
        tally_is_conjunction(tally, to) || (tally->is_arabic && tally->items[item].is_weak);
    const uint32_t stops = WORD_VERB | WORD_AUXILIARY | WORD_SUBORDINATOR | WORD_RELATIVE |
                           (tally->is_arabic ? WORD_COMPLEMENTISER : WORD_PREPOSITION);

    if (to < from || to - from > 5 || (tally->is_arabic && is_single && !joined))
        return false;
    for (uint32_t t = from; t < to; t++) {
        if ((tally->analysis->words[t].traits & stops) != 0 ||
            (tally->is_arabic && tally->analysis->words[t].function == FUNCTION_PRONOUN))
            return false;
        for (size_t i = 0; i < tally->word_count; i++)
            if (tally->words[i].first == t)
                return false;
        joined = joined || tally_is_conjunction(tally, t) ||
                 (tally_is_comma(tally, t) && (!is_single || goes_on(tally, item)));
    }
    return joined;
}

/* «الطالب أحمد سعيد (19 عامًا)»: behind the name and what stands in parentheses. */
static uint32_t behind_name(const struct tally *tally, uint32_t token)
{
    while (token < tally->end && tally->analysis->words[token].entity == INDEX_NONE &&
           tally->analysis->words[token].number == INDEX_NONE &&
           (tally->analysis->words[token].traits & WORD_NAME) != 0 &&
           !tally_is_conjunction(tally, token))
        token++;
    if (token < tally->end && strview_is(tally_token(tally, token)->form, "("))
        while (token < tally->end && !strview_is(tally_token(tally, token)->form, ")"))
            token++;
    return token < tally->end && strview_is(tally_token(tally, token)->form, ")") ? token + 1
                                                                                  : token;
}

/* «متظاهر قد قُتل»: a particle may stand before the verb. */
static bool verb_of_toll_follows(const struct tally *tally, uint32_t token)
{
    uint32_t t = behind_name(tally, token);

    if (t < tally->end && tally->analysis->words[t].function == FUNCTION_MODAL)
        t++;
    return word_at(tally, t) >= 0;
}

/* "A constable, Yasir Saeed, was shot", "a boy of 14": told of the one before. */
static bool is_said_of_previous(const struct tally *tally, size_t index)
{
    const struct item *item = &tally->items[index];
    const struct item *before = index > 0 ? &tally->items[index - 1] : NULL;

    if (before == NULL || before->number_last != INDEX_NONE || item->first <= before->last)
        return false;
    if ((tally->analysis->words[item->first].traits & WORD_RELATIVE) != 0)
        return before->word >= 0 && item->first <= before->last + 3;
    if (item->first == before->last + 1)
        return false;
    uint32_t between = before->last + 1;

    if (item->number_last != INDEX_NONE)
        return item->unit == INDEX_NONE && item->first == between + 1 &&
               (tally->analysis->words[between].traits & WORD_PREPOSITION) != 0;
    for (uint32_t t = between + 1; t < item->first; t++)
        if (tally_is_comma(tally, t) || tally_is_conjunction(tally, t) ||
            (tally->analysis->words[t].traits & WORD_VERB) != 0)
            return false;
    return before->word >= 0 && tally_is_comma(tally, between) && item->first <= between + 5 &&
           !goes_on(tally, index);
}

/* «عصابات إرهابية أعدمت أربعين مدنيا», «قتل مسلح في زي شرطي أكثر من ثمانين»: beside an active verb
 * stands who did it, where a number is counted behind. */
static bool is_doer(const struct tally *tally, size_t index)
{
    static const uint32_t reach = 8;
    const struct item *item = &tally->items[index];
    int word = word_at(tally, item->last + 1);

    if (word < 0 && item->first > tally->begin)
        word = word_at(tally, item->first - 1);
    if (word < 0 || (tally->analysis->words[tally->words[word].first].traits &
                     (WORD_VERB | WORD_PASSIVE | WORD_MASDAR)) != WORD_VERB)
        return false;
    for (uint32_t t = item->last + 1; t < tally->end && t <= item->last + reach; t++) {
        if (number_begins_at(tally, t))
            return !tally_is_conjunction(tally, t);
        if (tally_is_break(tally, t) || (word_at(tally, t) >= 0 && word_at(tally, t) != word) ||
            tally_is_conjunction(tally, t))
            return false;
    }
    return false;
}

/* "A pupil stabbed a teacher to death": in the subject of an active verb of toll with an object. */
static bool is_in_doer(const struct tally *tally, const struct item *item)
{
    static const uint32_t victims = FILLER_PERSON | FILLER_PEOPLE | FILLER_ARMED | FILLER_TOLL;

    for (size_t i = 0; i < tally->word_count; i++) {
        uint32_t verb = tally->words[i].first;
        uint32_t index = tally->analysis->words[verb].clause;

        if (index == INDEX_NONE)
            continue;
        const struct clause *c = &tally->analysis->clauses[index];

        if (c->verb != verb || c->is_passive || c->subject == INDEX_NONE || c->object == INDEX_NONE)
            continue;
        const struct phrase *p = &tally->analysis->phrases[c->subject];
        const struct phrase *object = &tally->analysis->phrases[c->object];

        if ((object->classes & victims) == 0 || object->preposition.len > 0 ||
            object->first_token > tally->words[i].last + 2) /* "died on Monday" */
            continue;
        if (item->first >= p->first_token && item->last < p->first_token + p->token_count)
            return true;
    }
    return false;
}

/* «قتل مسلح جنديين»: the person between the verb and who is counted is the doer. «11 ضابطاً وجندياً»:
 * a noun joined to a counted one is counted with it. */
static bool is_no_victim(const struct tally *tally, size_t index)
{
    if (!tally->is_arabic)
        return is_said_of_previous(tally, index) || is_in_doer(tally, &tally->items[index]);

    static const double accusative_from = 11; /* from here on the counted noun is singular */
    const struct item *item = &tally->items[index];
    const struct item *before = index > 0 ? &tally->items[index - 1] : NULL;

    bool is_dual = item->number_last != INDEX_NONE && item->first == item->last && item->min == 2;

    if (item->number_last != INDEX_NONE && !is_dual)
        return false;
    if (is_doer(tally, index))
        return true; /* «وقتل المهاجمان خمسة أشخاص» */
    if (is_dual)
        return false;
    if (tally_item_begins_at(tally, item->last + 1) &&
        !tally_is_conjunction(tally, item->last + 1) && item->first > tally->begin &&
        (tally->analysis->words[item->first - 1].traits & WORD_VERB) != 0)
        return true;
    return before != NULL && before->number_last != INDEX_NONE && before->last + 1 == item->first &&
           tally_is_conjunction(tally, item->first) && before->min >= accusative_from &&
           (strview_ends_with(tally_token(tally, item->last)->exact, STRVIEW("ا")) ||
            strview_ends_with(tally_token(tally, item->last)->exact, STRVIEW("ة")));
}

static bool is_passive(const struct tally *tally, const struct toll_word *word)
{
    for (uint32_t t = word->first; t > tally->begin && t + 3 > word->first; t--)
        if ((tally->analysis->words[t - 1].traits & WORD_AUXILIARY) != 0)
            return true;
    return false;
}

/* "a cleaner hit on the head by a brick" */
static bool is_reduced(const struct tally *tally, const struct item *item,
                       const struct toll_word *word)
{
    return word->first == item->last + 1 &&
           (word->last > word->first ||
            (tally->analysis->words[word->first].traits & WORD_PASSIVE) != 0);
}

/* "policemen guarding a team were shot": a verb or preposition has the phrase. */
static bool is_governed_weak(const struct tally *tally, const struct item *item)
{
    return item->first >= tally->begin + 2 &&
           tally->analysis->words[item->first - 2].time == INDEX_NONE &&
           (tally->analysis->words[item->first - 2].traits & (WORD_VERB | WORD_PREPOSITION)) != 0;
}

/* One whom only a determiner tells must stand right beside the word of toll, or with others who do.
 */
static int word_of_weak(const struct tally *tally, size_t index)
{
    const struct item *item = &tally->items[index];
    int word = tally->is_arabic ? -1 : word_before(tally, item, 2);

    if (word < 0 && !tally->is_arabic) {
        word = word_after(tally, item);
        if (word >= 0 && tally->words[word].use == TOLL_OF_SUBJECT)
            return word;
        if (is_governed_weak(tally, item))
            word = -1;
        if (word >= 0 && !is_passive(tally, &tally->words[word]) &&
            !is_reduced(tally, item, &tally->words[word]))
            word = -1;
    }
    if (word < 0 && is_joined_to_previous(tally, index) && tally->items[index - 1].max <= 2)
        word = tally->items[index - 1].word;
    return word;
}

/* The word of toll may head a total that the token before the number leads to. */
static bool heads_total(const struct tally *tally, const struct toll_word *word, uint32_t before)
{
    const struct word *noun = &tally->analysis->words[word->last];
    uint32_t leads = tally->analysis->words[before].traits;

    if (word->use == TOLL_OF_TOTAL)
        return tally->is_arabic || (leads & WORD_PREPOSITION) != 0;
    if (word->use != TOLL_PLAIN || word->last >= before)
        return false;
    if (!tally->is_arabic) /* "the number of soldiers killed rose to 18" */
        return (leads & WORD_PREPOSITION) != 0 &&
               (tally->analysis->words[before - 1].traits & WORD_VERB) != 0;
    return (leads & (WORD_PREPOSITION | WORD_VERB)) != 0 && (noun->traits & WORD_NOUN) != 0 &&
           noun->number_form == COUNT_PLURAL;
}

/* "put the death toll of the fighting at 71", «عدد القتلى ارتفع إلى 525», «القتلى بلغوا 113»: the
 * noun of toll before the last preposition or verb. */
static int word_of_total(const struct tally *tally, const struct item *item)
{
    static const uint32_t reach = 28;
    uint32_t before = item->first - 1;

    if (item->first <= tally->begin || item->number_last == INDEX_NONE ||
        word_at(tally, before) >= 0)
        return -1;
    for (uint32_t t = before; t > tally->begin && t + reach > item->first; t--) {
        int word = word_at(tally, t - 1);

        if (word >= 0)
            return heads_total(tally, &tally->words[word], before) ? word : -1;
        if ((tally_is_break(tally, t - 1) && !tally_is_comma(tally, t - 1)) ||
            number_begins_at(tally, t - 1))
            return -1;
    }
    return -1;
}

/* What may stand right before the object of an Arabic verb: its subject's last word, or a time. */
static bool ends_subject(const struct tally *tally, uint32_t token)
{
    static const uint32_t subjects =
        FILLER_NATIONALITY | FILLER_ARMED | FILLER_STATE | FILLER_ORGANISATION | FILLER_WEAPON;
    const struct word *w = &tally->analysis->words[token];

    return w->time != INDEX_NONE ||
           (w->entity != INDEX_NONE &&
            (tally->analysis->entities[w->entity].classes & subjects) != 0);
}

/* «أردت الشرطة السريلانكية متظاهرا»: one person behind an active verb and its subject. */
static int word_of_object(const struct tally *tally, const struct item *item)
{
    static const uint32_t reach = 8;

    if (item->first < tally->begin + 2 || !ends_subject(tally, item->first - 1))
        return -1;
    for (uint32_t t = item->first; t > tally->begin && t + reach > item->first; t--) {
        uint32_t traits = tally->analysis->words[t - 1].traits;
        int word = word_at(tally, t - 1);

        if (word >= 0)
            return tally->words[word].use == TOLL_PLAIN &&
                           (traits & (WORD_VERB | WORD_PASSIVE | WORD_MASDAR)) == WORD_VERB
                       ? word
                       : -1;
        if (tally_is_break(tally, t - 1) || tally_is_conjunction(tally, t - 1) ||
            (traits & WORD_VERB) != 0)
            return -1;
    }
    return -1;
}

static int assigned_word(const struct tally *tally, size_t index)
{
    const struct item *item = &tally->items[index];
    bool is_single = item->number_last == INDEX_NONE;

    if (item->is_weak)
        return word_of_weak(tally, index);
    int word = word_inside(tally, item);

    if (word < 0)
        word = word_of_total(tally, item);
    if (word < 0)
        word = word_before(tally, item, tally->is_arabic && is_single ? 1 : 4);
    if (word < 0 &&
        (!tally->is_arabic || !is_single || verb_of_toll_follows(tally, item->last + 1)))
        word = word_after(tally, item);
    if (word < 0 && is_joined_to_previous(tally, index))
        word = tally->items[index - 1].word;
    if (word < 0 && tally->is_arabic)
        word = is_single ? word_of_object(tally, item) : last_word_before(tally, item);
    return word;
}

/* Items of one word are one group, and those joined to it with a word of their own («5 قتلى و3
 * شهداء»). */
static uint32_t group_of(const struct tally *tally, size_t index)
{
    const struct item *item = &tally->items[index];

    if (index > 0 && tally_kind(tally, item) >= 0 &&
        tally_kind(tally, item) == tally_kind(tally, &tally->items[index - 1]) &&
        is_joined_to_previous(tally, index))
        return tally->items[index - 1].group;
    return (uint32_t)item->word;
}

static bool counts_something(const struct tally *tally, int word)
{
    for (size_t i = 0; i < tally->item_count; i++)
        if (tally->items[i].word == word && tally->items[i].by_syntax == 0 &&
            !tally->items[i].is_listed)
            return true;
    return false;
}

void tally_assign_words(struct tally *tally)
{
    for (size_t i = 0; i < tally->item_count; i++) {
        if (tally->items[i].by_syntax != 0 || is_no_victim(tally, i))
            continue;
        tally->items[i].word = assigned_word(tally, i);
        tally->items[i].group = group_of(tally, i);
    }
    for (size_t i = 0; i < tally->item_count; i++) {
        struct item *item = &tally->items[i];

        if (item->by_syntax == 0 ||
            (counts_something(tally, (int)item->by_syntax - 1) &&
             !tally_is_of_subject(tally, tally->words[item->by_syntax - 1].first)))
            continue;
        item->word = (int)item->by_syntax - 1;
        item->group = item->by_syntax - 1;
    }
}
