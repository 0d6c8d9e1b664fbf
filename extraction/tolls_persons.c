/* SPDX-License-Identifier: Apache-2.0 */
/* Persons told without a number in the tokens that tell one event: one by a noun, a name or a
 * determiner, two by a dual, none by a negation. */
#include "extraction/tolls.h"

/* The noun of an entity is always, or may be, of the number. */
static bool is_of_number(const struct tally *tally, const struct entity *entity,
                         enum grammatical_number number, enum grammatical_number never)
{
    struct lexicon_reading readings[8];
    const struct token *token = tally_token(tally, entity->first_token + entity->token_count - 1);
    size_t count =
        lexicon_readings(tally->index->lexicon, tally->is_arabic ? LEXICON_AR : LEXICON_EN,
                         token->form, token->exact, readings, 8);

    for (size_t i = 0; i < count; i++)
        if (readings[i].form == FORM_NOUN && readings[i].number == never)
            return false;
    for (size_t i = 0; i < count; i++)
        if (readings[i].form == FORM_NOUN && readings[i].number == number)
            return true;
    return false;
}

static bool is_singular(const struct tally *tally, const struct entity *entity)
{
    return is_of_number(tally, entity, COUNT_SINGULAR, COUNT_PLURAL);
}

static bool is_dual(const struct tally *tally, const struct entity *entity)
{
    return tally->is_arabic && is_of_number(tally, entity, COUNT_DUAL, COUNT_SINGULAR) &&
           is_of_number(tally, entity, COUNT_DUAL, COUNT_PLURAL);
}

bool tally_opens_single(const struct tally *tally, uint32_t token)
{
    for (uint32_t back = 1; back <= 3 && token >= tally->begin + back; back++) {
        if (tally_is_break(tally, token - back) || tally_is_inside_item(tally, token - back))
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

    if (!tally->is_arabic && before > tally->begin + 1 &&
        tally->analysis->words[before - 1].function == FUNCTION_ARTICLE &&
        tally->analysis->words[before - 2].is_partitive)
        before--; /* "of the Frontier Constabulary" */
    if (before == tally->begin ||
        (tally->is_arabic ? tally->analysis->words[before - 1].function != FUNCTION_PREPOSITION
                          : (tally->analysis->words[before - 1].traits & WORD_PREPOSITION) == 0))
        return false;
    for (size_t i = 0; i < tally->word_count; i++)
        if (tally->words[i].last + 1 == before || tally->words[i].last + 2 == before)
            return false;
    return true;
}

/* «أمين شرطة», «56 قتيلا مدنيا»: a noun right behind what is counted is its genitive or attribute.
 */
static bool is_behind_item(const struct tally *tally, uint32_t token)
{
    if (!tally->is_arabic || tally_is_conjunction(tally, token))
        return false;
    for (size_t i = 0; i < tally->item_count; i++)
        if (tally->items[i].last + 1 == token)
            return true;
    return false;
}

static bool is_kind_person(const struct tally *tally, const struct entity *e)
{
    return strview_is(lexicon_agent(tally->index->lexicon, e->agent_row).kind, "person");
}

/* A person told alone: a judge, his driver, راع, ممرضتين; a name only beside the toll word. */
static bool tells_person(const struct tally *tally, const struct entity *e, double *count)
{
    uint32_t t = e->first_token;
    bool is_source = (e->classes & FILLER_SOURCE) != 0 && (e->classes & FILLER_PERSON) == 0;
    bool is_known = (e->classes & (FILLER_PEOPLE | FILLER_TOLL | FILLER_ARMED)) != 0 &&
                    e->agent_row != LEXICON_NONE && is_kind_person(tally, e);

    if (is_source || (e->classes & (FILLER_ORGANISATION | FILLER_WEAPON)) != 0 ||
        tally_is_toll(tally, t)) /* the word of toll is no victim */
        return false;
    if (tally->is_arabic && e->classes == FILLER_ARMED && !e->is_name)
        return false; /* «الدرك»: a force */
    *count = is_known && is_dual(tally, e) ? 2 : 1;
    for (uint32_t k = t + 1; k < t + e->token_count && tally->is_arabic; k++)
        *count += tally_is_conjunction(tally, k) && /* «وزير الدفاع وآصف شوكت» */
                  (tally->analysis->words[k].traits & WORD_DEFINITE) == 0;
    return *count > 1 || (e->classes & FILLER_PERSON) != 0 || (is_known && is_singular(tally, e));
}

/* "their civilian driver" */
static bool is_compound(const struct tally *tally, uint32_t token)
{
    const struct item *before =
        tally->item_count == 0 ? NULL : &tally->items[tally->item_count - 1];

    return !tally->is_arabic && before != NULL && before->last + 1 == token &&
           before->number_last == INDEX_NONE;
}

/* "Gaddafi's son": it is the son. */
static bool is_possessor(const struct tally *tally, uint32_t last)
{
    struct strview next =
        last + 1 < tally->end ? tally_token(tally, last + 1)->form : (struct strview){0};

    return !tally->is_arabic &&
           (strview_starts_with(next, STRVIEW("'")) || strview_starts_with(next, STRVIEW("’")));
}

static void find_singles(struct tally *tally)
{
    for (uint32_t t = tally->begin; t < tally->end; t++) {
        uint32_t entity = tally->analysis->words[t].entity;
        double count = 0;

        if (entity == INDEX_NONE)
            continue;
        const struct entity *e = &tally->analysis->entities[entity];
        uint32_t last = e->first_token + e->token_count - 1;

        if (is_compound(tally, t) && e->first_token == t && tells_person(tally, e, &count))
            tally->items[tally->item_count - 1].last = last;
        else if (e->first_token == t && tells_person(tally, e, &count) &&
                 !tally_is_inside_item(tally, t) && last < tally->end && !is_governed(tally, e) &&
                 !is_possessor(tally, last) && !is_behind_item(tally, t) &&
                 (e->is_name || tally->is_arabic || tally_opens_single(tally, t)))
            tally_add_item(tally, tally_persons(t, last, count, entity));
        t = last > t ? last : t;
    }
}

static bool is_nationality(const struct tally *tally, uint32_t token)
{
    uint32_t entity = tally->analysis->words[token].entity;

    return entity != INDEX_NONE &&
           tally->analysis->entities[entity].classes == FILLER_NATIONALITY &&
           tally->analysis->words[token].number_form != COUNT_PLURAL;
}

/* A sound plural is no one person: «معلمات», «لاعبين». */
static bool is_sound_plural(const struct tally *tally, uint32_t token)
{
    static const char *const endings[] = {"ات", "ون", "ين"};
    struct strview form = tally_token(tally, token)->form;

    for (size_t i = 0; i < 3; i++)
        if (strview_ends_with(form, strview_from(endings[i])))
            return true;
    return false;
}

static bool is_verbal(const struct tally *tally, uint32_t token)
{
    return (tally->analysis->words[token].traits & (WORD_VERB | WORD_MASDAR)) != 0;
}

/* A word that the lexicon does not know, or knows as one for a human. */
static bool may_be_person(const struct tally *tally, const struct word *w)
{
    return (w->traits & WORD_NAME) != 0 ||
           (w->lexeme != LEXICON_NONE &&
            lexicon_lexeme(tally->analysis->lexicon, w->lexeme).class == LEXEME_PERSON);
}

/* «مقتل هنديين», «تصفية صانع العبوات»: right behind a noun of toll stands who died, known or not.
 */
static void find_beside(struct tally *tally)
{
    for (size_t i = 0; i < tally->word_count && tally->is_arabic; i++) {
        uint32_t t = tally->words[i].last + 1;

        if (t >= tally->end || tally_is_inside_item(tally, t))
            continue;
        const struct word *w = &tally->analysis->words[t];
        bool is_national = is_nationality(tally, t);
        bool is_owned =
            is_verbal(tally, t - 1) &&
            (w->traits & (WORD_POSSESSED | WORD_NOUN)) == (WORD_POSSESSED | WORD_NOUN) &&
            w->entity == INDEX_NONE && w->number_form == COUNT_SINGULAR &&
            (w->traits & (WORD_VERB | WORD_MASDAR | WORD_PREPOSITION | WORD_NAME)) == 0;

        if (is_owned && !tally_is_conjunction(tally, t)) { /* «وجُرح زميله» */
            tally_add_item(tally, tally_persons(t, t, 1, INDEX_NONE));
            continue;
        }
        bool is_passive = (tally->analysis->words[t - 1].traits & WORD_PASSIVE) != 0 &&
                          strview_starts_with(tally_token(tally, t)->form, STRVIEW("ال"));

        if ((!is_passive &&
             (tally->analysis->words[t - 1].traits & (WORD_MASDAR | WORD_VERB)) != WORD_MASDAR) ||
            (!is_national &&
             (w->entity != INDEX_NONE || is_sound_plural(tally, t) || !may_be_person(tally, w))) ||
            (w->traits & (WORD_VERB | WORD_PREPOSITION)) != 0 || w->number != INDEX_NONE ||
            w->time != INDEX_NONE || tally_is_break(tally, t) || tally_is_conjunction(tally, t))
            continue;
        tally_add_item(
            tally,
            tally_persons(t, t, is_national && w->number_form == COUNT_DUAL ? 2 : 1, INDEX_NONE));
    }
}

/* «السائق ومساعده», «ومترجما مدنيا», «هنديين وباكستاني»: one joined whom the lexicon need not know.
 */
static void find_joined(struct tally *tally)
{
    for (uint32_t t = tally->begin + 1; t < tally->end && tally->is_arabic; t++) {
        const struct word *w = &tally->analysis->words[t];
        bool is_unknown = (w->traits & WORD_NAME) != 0 && w->number == INDEX_NONE &&
                          strview_starts_with(tally_token(tally, t)->form, STRVIEW("و"));
        bool is_joined = is_unknown || tally_is_conjunction(tally, t);

        bool is_national = is_nationality(tally, t);

        if (!is_joined || tally_is_inside_item(tally, t) || tally_is_toll(tally, t) ||
            w->time != INDEX_NONE ||
            (w->traits & (WORD_VERB | WORD_MASDAR | WORD_PREPOSITION)) != 0 ||
            w->number_form == COUNT_PLURAL || is_sound_plural(tally, t) ||
            (!is_national && (w->entity != INDEX_NONE ||
                              ((w->traits & WORD_POSSESSED) == 0 && !may_be_person(tally, w)))))
            continue;
        struct item item =
            tally_persons(t, t, is_national && w->number_form == COUNT_DUAL ? 2 : 1, INDEX_NONE);

        item.is_weak = true;
        tally_add_item(tally, item);
    }
}

/* What an English phrase names can be no victim. */
static bool is_no_person(const struct tally *tally, const struct phrase *phrase)
{
    static const uint32_t others =
        TALLY_THINGS | FILLER_STATE | FILLER_ARMED | FILLER_PEOPLE | FILLER_TOLL;
    uint32_t entity = tally->analysis->words[phrase->head].entity;

    if (entity == INDEX_NONE)
        return (phrase->classes & TALLY_THINGS) != 0 &&
               (phrase->classes & (FILLER_PERSON | FILLER_ARMED | FILLER_PEOPLE)) == 0;
    const struct entity *e = &tally->analysis->entities[entity];

    if ((e->classes & (FILLER_PERSON | FILLER_NATIONALITY)) != 0)
        return false;
    if (e->agent_row != LEXICON_NONE && !is_kind_person(tally, e))
        return true; /* "his army" */
    return (e->classes & others) != 0 &&
           !((e->classes & (FILLER_PEOPLE | FILLER_ARMED | FILLER_TOLL)) != 0 &&
             is_singular(tally, e));
}

static bool is_inside_toll(const struct tally *tally, uint32_t token)
{
    for (size_t i = 0; i < tally->word_count; i++)
        if (token >= tally->words[i].first && token <= tally->words[i].last)
            return true;
    return false;
}

/* "before the gunman was killed": those who did it. */
static bool is_armed(const struct tally *tally, uint32_t token)
{
    uint32_t entity = tally->analysis->words[token].entity;

    return entity != INDEX_NONE && (tally->analysis->entities[entity].classes & FILLER_ARMED) != 0;
}

/* "killing a fruit seller and the driver", "a Briton was killed": one whom the lexicon need not
 * know, told by a determiner. */
static void find_determined(struct tally *tally)
{
    for (uint32_t t = tally->begin; t + 1 < tally->end && !tally->is_arabic; t++) {
        const struct word *w = &tally->analysis->words[t];
        uint32_t index = tally->analysis->words[t + 1].phrase;

        if (index == INDEX_NONE || is_inside_toll(tally, t) || tally_is_inside_item(tally, t) ||
            tally_is_inside_item(tally, t + 1) ||
            (w->function != FUNCTION_ARTICLE &&
             shape_at(tally->index, tally->analysis, SHAPE_SINGLE, t, tally->end) == NULL))
            continue;
        const struct phrase *phrase = &tally->analysis->phrases[index];
        uint32_t head = phrase->head;
        struct strview form = tally_token(tally, head)->form;
        bool is_plural = tally->analysis->words[head].number_form == COUNT_PLURAL ||
                         (form.len > 1 && form.ptr[form.len - 1] == 's');

        if (head <= t || head >= tally->end || tally_is_inside_item(tally, head) ||
            tally_is_toll(tally, head) || is_no_person(tally, phrase) ||
            (is_plural && (tally->analysis->words[head].traits & WORD_ADJECTIVE) == 0) ||
            tally->analysis->words[t + 1].time != INDEX_NONE)
            continue;
        struct item item = tally_persons(t + 1, head, 1, INDEX_NONE);

        item.is_weak = true;
        if (w->function != FUNCTION_ARTICLE || !is_armed(tally, head))
            tally_add_item(tally, item);
        t = head;
    }
}

/* The phrase of who is killed or hurt by the word of toll: its object, or its subject in the
 * passive and where the word tells of its subject («لقي عامل فلسطيني مصرعه»). */
static uint32_t victim_of(const struct tally *tally, uint32_t word)
{
    const struct word *w = &tally->analysis->words[word];

    if (w->clause >= tally->analysis->clause_count)
        return INDEX_NONE;
    const struct clause *clause = &tally->analysis->clauses[w->clause];

    if (clause->verb == word)
        return clause->is_passive ? clause->subject : clause->object;
    return tally_is_of_subject(tally, word) ? clause->subject : INDEX_NONE;
}

/* A person; «قُتل متعهد»: who is killed is one, known or not. */
static bool may_be_victim(const struct tally *tally, size_t word, const struct phrase *phrase)
{
    enum { UNTOLD = FILLER_ABSTRACT | FILLER_UNKNOWN };
    bool is_killed = tally->words[word].kind == TOLL_KILLED &&
                     (tally->analysis->words[tally->words[word].first].traits & WORD_PASSIVE) != 0;

    return (phrase->classes & (FILLER_PERSON | FILLER_PEOPLE)) != 0 ||
           (is_killed && (phrase->classes & ~(uint32_t)UNTOLD) == 0 &&
            phrase->entity == INDEX_NONE);
}

/* «اغتالت طائرات الاحتلال عصر أمس القائد ومرافقه» */
static void find_by_syntax(struct tally *tally)
{
    for (size_t i = 0; i < tally->word_count && tally->is_arabic; i++) {
        uint32_t t = tally->words[i].first;
        uint32_t index = tally->words[i].use == TOLL_PLAIN ? victim_of(tally, t) : INDEX_NONE;

        for (size_t steps = 0; index != INDEX_NONE && steps < 4; steps++) {
            const struct phrase *phrase = &tally->analysis->phrases[index];
            uint32_t head = phrase->head;

            index = phrase->next_conjunct;
            if (!may_be_victim(tally, i, phrase) || phrase->is_pronoun ||
                phrase->number != INDEX_NONE || phrase->number_form != COUNT_SINGULAR ||
                head < tally->begin || head >= tally->end)
                continue;
            struct item *known = tally_item_over(tally, head);

            if (known != NULL) {
                if (tally_is_of_subject(tally, t))
                    known->by_syntax = (uint32_t)i + 1;
                continue;
            }
            struct item item = tally_persons(head, head, 1, phrase->entity);

            item.by_syntax = (uint32_t)i + 1;
            tally_add_item(tally, item);
        }
    }
}

static bool has_conjunction_between(const struct tally *tally, const struct phrase *a,
                                    const struct phrase *b)
{
    for (uint32_t t = a->first_token + a->token_count; t < b->first_token; t++)
        if (tally_is_conjunction(tally, t))
            return true;
    return false;
}

/* A name, or a noun of one person. */
static bool is_one_person(const struct tally *tally, const struct phrase *p)
{
    uint32_t entity = tally->analysis->words[p->head].entity;
    const struct entity *e = entity == INDEX_NONE ? NULL : &tally->analysis->entities[entity];
    bool is_name = (tally->analysis->words[p->head].traits & WORD_NAME) != 0;

    if (p->is_pronoun || p->number != INDEX_NONE || p->number_form == COUNT_PLURAL ||
        p->head < tally->begin || p->head >= tally->end)
        return false;
    if (e != NULL && (e->classes & FILLER_PERSON) == 0)
        return (e->classes & FILLER_PEOPLE) != 0 && is_singular(tally, e);
    return (p->classes & FILLER_PERSON) != 0 ||
           (is_name && (p->classes & (TALLY_THINGS | FILLER_STATE)) == 0);
}

/* "Wani, 22, and two companions were shot dead", "murdered a reporter, a photographer and their
 * driver": English victims that no number counts, each of the list. A name behind the comma of a
 * noun is the same person. */
static void find_listed(struct tally *tally)
{
    enum { LIST_MAX = 8 };

    for (size_t i = 0; i < tally->word_count && !tally->is_arabic; i++) {
        uint32_t index = tally->words[i].use == TOLL_PLAIN ? victim_of(tally, tally->words[i].first)
                                                           : INDEX_NONE;
        const struct phrase *before = NULL;

        for (size_t steps = 0; index != INDEX_NONE && steps < LIST_MAX; steps++) {
            const struct phrase *p = &tally->analysis->phrases[index];
            struct item *known = tally_item_over(tally, p->head);
            bool is_apposition = before != NULL && p->next_conjunct == INDEX_NONE &&
                                 !has_conjunction_between(tally, before, p);

            index = p->next_conjunct;
            before = p;
            if (is_apposition)
                break;
            if (known != NULL) {
                known->is_listed = true;
                continue;
            }
            if (!is_one_person(tally, p))
                continue;
            struct item item = tally_persons(p->head, p->head, 1, p->entity);

            item.by_syntax = (uint32_t)i + 1;
            item.is_listed = true;
            tally_add_item(tally, item);
        }
    }
}

/* «فأصابه بكسور»: the pronoun of the word of toll is the person. */
static void find_ones(struct tally *tally)
{
    for (size_t i = 0; i < tally->word_count; i++)
        if (tally->words[i].use == TOLL_OF_ONE)
            tally_add_item(
                tally, tally_persons(tally->words[i].first, tally->words[i].first, 1, INDEX_NONE));
}

/* "the officer who was hit" */
static void find_relatives(struct tally *tally)
{
    for (uint32_t t = tally->begin; t + 2 < tally->end && !tally->is_arabic; t++) {
        const struct word *next = &tally->analysis->words[t + 1];

        if ((tally->analysis->words[t].traits & WORD_RELATIVE) != 0 &&
            (next->traits & WORD_AUXILIARY) != 0 && next->number_form == COUNT_SINGULAR &&
            tally_is_toll(tally, t + 2) && !tally_is_inside_item(tally, t))
            tally_add_item(tally, tally_persons(t, t, 1, INDEX_NONE));
    }
}

/* "No one was hurt", "no deaths", «ولم تقع إصابات»: none. */
static void find_none(struct tally *tally)
{
    for (uint32_t t = tally->begin; t + 1 < tally->end; t++) {
        const struct word *w = &tally->analysis->words[t];
        const struct word *next = &tally->analysis->words[t + 1];
        uint32_t noun = tally->is_arabic && (next->traits & WORD_VERB) != 0 ? t + 2 : t + 1;

        if ((w->traits & WORD_NEGATION) == 0)
            continue;
        if (!tally->is_arabic && (w->function == FUNCTION_PRONOUN || w->number != INDEX_NONE))
            tally_add_item(tally, tally_persons(t, t + (w->number != INDEX_NONE), 0, INDEX_NONE));
        else if (noun < tally->end && tally_is_plain_toll(tally, noun) &&
                 noun > t + tally->is_arabic &&
                 (tally->analysis->words[noun].traits & WORD_VERB) == 0)
            tally_add_item(tally, tally_persons(t, noun, 0, INDEX_NONE));
    }
}

static bool ends_phrase(const struct tally *tally, uint32_t token)
{
    return token >= tally->end || tally_is_break(tally, token) ||
           (tally->analysis->words[token].traits &
            (WORD_CONJUNCTION | WORD_PREPOSITION | WORD_VERB)) != 0;
}

/* «شهيدين وجريح»: an indefinite toll noun that nothing counts is one. */
static void find_single_nouns(struct tally *tally)
{
    for (size_t i = 0; i < tally->word_count && tally->is_arabic; i++) {
        uint32_t t = tally->words[i].first;
        const struct word *w = &tally->analysis->words[t];

        if (tally->words[i].last != t || w->entity == INDEX_NONE ||
            (!ends_phrase(tally, t + 1) && !tally_is_conjunction(tally, t)) ||
            w->number != INDEX_NONE ||
            (t + 1 < tally->end && tally->analysis->words[t + 1].number != INDEX_NONE &&
             !tally_is_conjunction(tally, t + 1)) ||
            (w->traits & (WORD_DEFINITE | WORD_VERB | WORD_POSSESSED | WORD_MASDAR)) != 0 ||
            (t > tally->begin && tally->analysis->words[t - 1].number != INDEX_NONE &&
             !tally_is_conjunction(tally, t)) ||
            (tally->analysis->entities[w->entity].classes & FILLER_TOLL) == 0 ||
            !is_singular(tally, &tally->analysis->entities[w->entity]) ||
            tally_is_inside_item(tally, t))
            continue;
        tally_add_item(tally, tally_persons(t, t, 1, INDEX_NONE));
    }
}

void tally_find_persons(struct tally *tally)
{
    find_none(tally);
    find_ones(tally);
    find_beside(tally);
    find_joined(tally);
    find_singles(tally);
    find_single_nouns(tally);
    find_determined(tally);
    find_relatives(tally);
    find_by_syntax(tally);
    find_listed(tally);
}
