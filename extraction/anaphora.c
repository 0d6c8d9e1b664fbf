/* SPDX-License-Identifier: Apache-2.0 */
/* Two of five deeds are told of parties that are named in another sentence: by a pronoun, a dropped
 * subject, or a bare definite noun ("the group", «الوزير»). Here only what may be meant is listed,
 * nearest first; the weights of roles.c say who is. */
#include "extraction/anaphora.h"

enum { SENTENCES_BACK = 3, BARE_TOKENS_MAX = 2 };

static bool is_named(const struct analysis *a, const struct phrase *p)
{
    return p->entity != INDEX_NONE && a->entities[p->entity].is_name;
}

/* "the group", «الحركة»: definite, nothing in it says which one. */
static bool is_bare_noun(const struct analysis *a, const struct phrase *p)
{
    enum { MEANT = FILLER_ACTING | FILLER_PLACE | FILLER_THING | FILLER_UNKNOWN };

    if (!p->is_definite || p->nationality != INDEX_NONE || p->possessor != INDEX_NONE ||
        p->number != INDEX_NONE || p->token_count > BARE_TOKENS_MAX || is_named(a, p) ||
        (p->classes & MEANT) == 0)
        return false;
    for (uint32_t t = p->first_token; t < p->first_token + p->token_count; t++)
        if (t != p->head && a->words[t].function == FUNCTION_NONE &&
            (a->words[t].traits & (WORD_DETERMINER | WORD_DEMONSTRATIVE)) == 0)
            return false;
    return true;
}

static uint8_t link_of(const struct analysis *a, const struct anaphor *x, const struct phrase *p)
{
    uint8_t link = 0;
    bool is_many = p->number_form == COUNT_PLURAL || p->number_form == COUNT_DUAL ||
                   p->next_conjunct != INDEX_NONE || (p->classes & FILLER_TOLL) != 0;
    bool is_plural = x->number_form == COUNT_PLURAL || x->number_form == COUNT_DUAL;

    if ((x->gender == GENDER_NONE || p->gender == GENDER_NONE || is_many ||
         x->gender == p->gender) &&
        (x->number_form == COUNT_ANY || p->number_form == COUNT_ANY || is_many == is_plural))
        link |= ANAPHOR_LINK_AGREES;
    if ((p->classes & x->classes) != 0)
        link |= ANAPHOR_LINK_CLASS;
    if (is_named(a, p))
        link |= ANAPHOR_LINK_NAMED;
    for (uint32_t t = p->first_token; x->key != 0 && t < p->first_token + p->token_count; t++)
        if (a->words[t].key == x->key)
            return link | ANAPHOR_LINK_WORD;
    return link;
}

static void find_antecedents(const struct analysis *a, uint32_t sentence, struct anaphor *x)
{
    const struct sentence_range *r = &a->ranges[sentence];
    uint16_t segment = a->article->sentences[sentence].segment;

    for (uint32_t i = r->first_phrase + r->phrase_count;
         i-- > 0 && x->antecedent_count < ANTECEDENTS_MAX;) {
        const struct phrase *p = &a->phrases[i];

        if (sentence - p->sentence > SENTENCES_BACK ||
            a->article->sentences[p->sentence].segment != segment)
            return;
        if (p->first_token >= x->token || i == x->phrase || p->is_pronoun ||
            p->previous_conjunct != INDEX_NONE || is_bare_noun(a, p))
            continue;
        uint8_t link = link_of(a, x, p);
        bool fits = (link & ANAPHOR_LINK_CLASS) != 0 && (link & ANAPHOR_LINK_AGREES) != 0;

        if (fits || (link & ANAPHOR_LINK_WORD) != 0)
            x->antecedents[x->antecedent_count++] =
                (struct antecedent){.phrase = i, .link = link};
    }
}

static void set_slot(const struct analysis *a, struct anaphors *out, enum anaphor_slot slot,
                     uint32_t sentence, struct anaphor found)
{
    if (out->slots[slot].kind != ANAPHOR_NONE)
        return;
    find_antecedents(a, sentence, &found);
    out->slots[slot] = found;
}

/* A phrase that is a pronoun or a bare noun. */
static void read_phrase(const struct analysis *a, struct anaphors *out, enum anaphor_slot slot,
                        uint32_t phrase)
{
    if (phrase == INDEX_NONE)
        return;
    const struct phrase *p = &a->phrases[phrase];
    struct anaphor found = {.phrase = phrase,
                            .token = p->first_token,
                            .gender = p->gender,
                            .number_form = p->number_form,
                            .classes = FILLER_ACTING};

    if (p->has_owner) {
        found.phrase = INDEX_NONE;
        found.kind = ANAPHOR_PRONOUN;
        found.gender = GENDER_NONE;
        found.number_form = COUNT_ANY;
        set_slot(a, out, ANAPHOR_OWNER, p->sentence, found);
        return;
    }
    if (!p->is_pronoun && !is_bare_noun(a, p))
        return;
    found.kind = p->is_pronoun ? ANAPHOR_PRONOUN : ANAPHOR_NOUN;
    if (!p->is_pronoun) {
        found.classes = p->classes;
        found.key = a->words[p->head].key;
        if (slot == ANAPHOR_OTHER && (p->classes & FILLER_PLACE) != 0)
            slot = ANAPHOR_PLACE;
    }
    set_slot(a, out, slot, p->sentence, found);
}

/* A verb whose subject is dropped, and the pronoun joined to it as its object. */
static void read_verb(const struct analysis *a, const struct candidate *c, const struct clause *k,
                      struct anaphors *out)
{
    const struct word *w = &a->words[k->verb];
    struct anaphor found = {
        .phrase = INDEX_NONE, .token = k->verb, .classes = FILLER_ACTING, .kind = ANAPHOR_DROPPED};

    if (k->subject == INDEX_NONE && !k->is_passive &&
        a->article->sentences[k->sentence].language == LANGUAGE_AR) {
        found.gender = w->gender;
        found.number_form = COUNT_ANY;
        set_slot(a, out, ANAPHOR_SUBJECT, k->sentence, found);
    }
    if (k->verb == c->trigger && (w->traits & WORD_OBJECT_CLITIC) != 0 && w->chosen >= 0) {
        const struct enclitic *e = &w->readings[w->chosen].enclitic;

        found.kind = ANAPHOR_PRONOUN;
        found.gender = e->gender;
        found.number_form = e->number;
        found.classes = FILLER_ACTING | FILLER_THING | FILLER_TOLL;
        set_slot(a, out, ANAPHOR_OBJECT, k->sentence, found);
    }
}

void anaphors_find(const struct analysis *a, const struct candidate *c, struct anaphors *out)
{
    const struct clause *k = &a->clauses[c->clause];
    const struct sentence_range *r = &a->ranges[c->sentence];

    *out = (struct anaphors){0};
    read_phrase(a, out, ANAPHOR_SUBJECT, k->subject);
    read_phrase(a, out, ANAPHOR_OBJECT, k->object);
    read_phrase(a, out, ANAPHOR_GENITIVE, c->genitive);
    if (k->verb != INDEX_NONE)
        read_verb(a, c, k, out);
    if ((a->words[c->noun].traits & WORD_POSSESSED) != 0)
        set_slot(a, out, ANAPHOR_OWNER, c->sentence,
                 (struct anaphor){.kind = ANAPHOR_PRONOUN,
                                  .phrase = INDEX_NONE,
                                  .token = c->noun,
                                  .classes = FILLER_ACTING,
                                  .number_form = COUNT_ANY});
    for (uint32_t i = r->first_phrase; i < r->first_phrase + r->phrase_count; i++) {
        const struct phrase *p = &a->phrases[i];

        if (a->words[p->first_token].clause == c->clause && i != k->subject && i != k->object &&
            i != c->genitive)
            read_phrase(a, out, ANAPHOR_OTHER, i);
    }
}

uint32_t anaphor_rank(const struct anaphor *x, uint32_t phrase)
{
    for (uint32_t i = 0; i < x->antecedent_count; i++)
        if (x->antecedents[i].phrase == phrase)
            return i;
    return ANTECEDENTS_MAX;
}
