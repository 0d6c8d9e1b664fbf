/* SPDX-License-Identifier: Apache-2.0 */
/* Roles across clauses and sentences. The doer of a verbal noun is the subject of the verb that
 * governs it; a verb whose subject is dropped goes on with the last subject that agrees. */
#include "extraction/discourse.h"

#include "extraction/candidates.h"

enum { SENTENCES_BACK = 3 };

static bool acts(const struct phrase *p)
{
    return (p->classes & FILLER_ACTING) != 0 ||
           (p->classes & (FILLER_EVENT | FILLER_ABSTRACT)) == 0;
}

static bool agrees(const struct analysis *a, uint32_t verb, const struct phrase *p)
{
    const struct word *v = &a->words[verb];

    if (v->gender == GENDER_NONE || p->gender == GENDER_NONE || p->number_form == COUNT_PLURAL ||
        p->next_conjunct != INDEX_NONE)
        return true;
    return v->gender == p->gender;
}

/* The last main subject of the sentences before. */
static uint32_t earlier_subject(const struct analysis *a, const struct candidate *c, uint32_t verb)
{
    uint16_t segment = c->segment;

    for (uint32_t s = c->sentence; s-- > 0 && c->sentence - s <= SENTENCES_BACK;) {
        const struct sentence_range *r = &a->ranges[s];

        if (a->article->sentences[s].segment != segment)
            break;
        for (uint32_t k = 0; k < r->clause_count; k++) {
            const struct clause *q = &a->clauses[r->first_clause + k];

            if (q->subject != INDEX_NONE && !q->is_subject_carried && q->kind != CLAUSE_RELATIVE &&
                acts(&a->phrases[q->subject]) && agrees(a, verb, &a->phrases[q->subject]))
                return q->subject;
        }
    }
    return INDEX_NONE;
}

static bool takes_actor(const struct analysis *a, const struct candidate *c)
{
    for (size_t i = 0; i < c->sense.slot_count; i++) {
        struct slot slot = lexicon_sense_slot(a->lexicon, &c->sense, i);

        for (size_t k = 0; k < slot.role_count; k++)
            if (slot.roles[k] == ROLE_ACTOR)
                return true;
    }
    return false;
}

static void fill(const struct analysis *a, struct candidate *c)
{
    const struct clause *q = &a->clauses[c->clause];
    bool is_verb = q->verb == c->trigger;

    if (candidate_filler(c, ROLE_ACTOR) != NULL || !takes_actor(a, c))
        return;
    if (is_verb) {
        if (q->is_passive || q->subject != INDEX_NONE)
            return;
        uint32_t subject = earlier_subject(a, c, q->verb);

        if (subject != INDEX_NONE)
            candidate_add_filler(c, ROLE_ACTOR, FILLER_BY_DISCOURSE, subject);
        return;
    }
    if (c->governor == INDEX_NONE && q->verb == INDEX_NONE)
        return;
    if (q->verb != INDEX_NONE && q->verb < c->trigger && q->subject != INDEX_NONE &&
        !q->is_passive && acts(&a->phrases[q->subject]) &&
        (c->governor == q->verb || a->words[c->noun].phrase == q->object))
        candidate_add_filler(c, ROLE_ACTOR, FILLER_BY_MATRIX, q->subject);
}

/* Could the phrase be what the pronoun means? */
static bool may_mean(const struct analysis *a, const struct phrase *pronoun, const struct phrase *p)
{
    const struct word *w = &a->words[pronoun->head];
    bool is_person = (p->classes & FILLER_PERSON) != 0;
    bool is_many = p->number_form == COUNT_PLURAL || p->next_conjunct != INDEX_NONE ||
                   (p->number != INDEX_NONE && (p->classes & FILLER_TOLL) != 0);

    if (p->is_pronoun || !acts(p) || p->classes == 0)
        return false;
    if (w->gender != GENDER_NONE)
        return is_person && !is_many;
    if (w->number_form == COUNT_SINGULAR)
        return !is_person && !is_many;
    return !is_person || is_many;
}

/* Subjects of the clauses before the token, nearest first, then of the sentences before. */
static uint32_t antecedent(const struct analysis *a, uint32_t phrase)
{
    const struct phrase *p = &a->phrases[phrase];
    uint16_t segment = a->article->sentences[p->sentence].segment;

    for (uint32_t s = p->sentence + 1; s-- > 0 && p->sentence - s <= SENTENCES_BACK;) {
        const struct sentence_range *r = &a->ranges[s];

        if (a->article->sentences[s].segment != segment)
            break;
        for (uint32_t k = r->clause_count; k-- > 0;) {
            const struct clause *q = &a->clauses[r->first_clause + k];

            if (q->subject != INDEX_NONE && a->phrases[q->subject].first_token < p->first_token &&
                may_mean(a, p, &a->phrases[q->subject]))
                return q->subject;
        }
    }
    return INDEX_NONE;
}

static uint32_t speaker_of(const struct analysis *a, const struct candidate *c)
{
    return c->attribution == INDEX_NONE ? INDEX_NONE : a->attributions[c->attribution].phrase;
}

/* A pronoun as a party: who it stands for. "We" is who speaks. Without an answer it says nothing.
 */
static void resolve_pronouns(struct analysis *a, struct candidate *c)
{
    uint32_t kept = 0;

    if (c->attribution != INDEX_NONE) {
        uint32_t source = speaker_of(a, c);

        if (source != INDEX_NONE && a->phrases[source].is_pronoun)
            a->attributions[c->attribution].phrase = antecedent(a, source);
    }
    for (uint32_t i = 0; i < c->filler_count; i++) {
        struct filler *f = &c->fillers[i];

        if (f->entity == INDEX_NONE && f->phrase != INDEX_NONE &&
            a->phrases[f->phrase].is_pronoun) {
            const struct word *w = &a->words[a->phrases[f->phrase].head];
            bool is_first = w->chosen >= 0 && w->readings[w->chosen].person == PERSON_1;

            f->phrase = is_first ? speaker_of(a, c) : antecedent(a, f->phrase);
            f->origin = FILLER_BY_DISCOURSE;
            if (f->phrase == INDEX_NONE)
                continue;
        }
        c->fillers[kept++] = *f;
    }
    c->filler_count = kept;
}

/* Two phrases of different acting heads under ACTOR and RECIPIENT, or joined by "and". */
static void find_pair(const struct analysis *a, const struct candidate *c, uint32_t pair[2])
{
    const struct filler *actor = candidate_filler(c, ROLE_ACTOR);
    const struct filler *recipient = candidate_filler(c, ROLE_RECIPIENT);

    if (actor == NULL || actor->entity != INDEX_NONE || !acts(&a->phrases[actor->phrase]) ||
        a->words[a->phrases[actor->phrase].head].is_pair)
        return;
    uint32_t second = a->phrases[actor->phrase].next_conjunct;

    if (second == INDEX_NONE && recipient != NULL && recipient->entity == INDEX_NONE &&
        (a->phrases[recipient->phrase].classes & FILLER_ACTING) != 0 &&
        !a->words[a->phrases[recipient->phrase].head].is_pair)
        second = recipient->phrase;
    if (second == INDEX_NONE || second == actor->phrase)
        return;
    pair[0] = actor->phrase;
    pair[1] = second;
}

/* «الطرفان»: the pair told last. As one party of a symmetric deed it is both. */
static void resolve_pair(const struct analysis *a, struct candidate *c, const uint32_t pair[2])
{
    for (uint32_t i = 0; i < c->filler_count; i++) {
        struct filler *f = &c->fillers[i];

        if (f->entity != INDEX_NONE || f->phrase == INDEX_NONE ||
            !a->words[a->phrases[f->phrase].head].is_pair)
            continue;
        enum role role = (enum role)f->role;

        f->phrase = pair[0];
        f->origin = FILLER_BY_DISCOURSE;
        candidate_add_filler(
            c, role == ROLE_ACTOR && event_type_is_symmetric(c->type) ? ROLE_RECIPIENT : role,
            FILLER_BY_DISCOURSE, pair[1]);
    }
}

static bool takes_role(const struct analysis *a, const struct candidate *c, enum slot_kind kind,
                       enum role role)
{
    for (size_t i = 0; i < c->sense.slot_count; i++) {
        struct slot slot = lexicon_sense_slot(a->lexicon, &c->sense, i);

        for (size_t k = 0; k < slot.role_count; k++)
            if (slot.kind == kind && slot.roles[k] == role)
                return true;
    }
    return false;
}

static bool enclitic_fits(const struct enclitic *e, const struct phrase *p)
{
    bool is_many = p->number_form == COUNT_PLURAL || p->number_form == COUNT_DUAL ||
                   p->next_conjunct != INDEX_NONE || (p->classes & FILLER_TOLL) != 0;

    if (e->number == COUNT_PLURAL)
        return is_many || p->number_form == COUNT_ANY;
    if (e->number == COUNT_SINGULAR && e->gender == GENDER_MASCULINE)
        return !is_many && p->gender != GENDER_FEMININE;
    return true;
}

/* «اعتقلتهم»: the person or thing told last that the pronoun can mean. */
static void resolve_object(const struct analysis *a, struct candidate *c)
{
    const struct word *w = &a->words[c->trigger];
    const struct sentence_range *r = &a->ranges[c->sentence];
    const struct filler *actor = candidate_filler(c, ROLE_ACTOR);
    const struct clause *k = &a->clauses[c->clause];

    if (w->chosen < 0 || (w->traits & WORD_OBJECT_CLITIC) == 0 ||
        candidate_filler(c, ROLE_RECIPIENT) != NULL ||
        !takes_role(a, c, SLOT_OBJECT, ROLE_RECIPIENT))
        return;
    const struct enclitic *e = &w->readings[w->chosen].enclitic;

    if (k->kind == CLAUSE_RELATIVE && k->head != INDEX_NONE &&
        (actor == NULL || actor->phrase != k->head)) {
        candidate_add_filler(c, ROLE_RECIPIENT, FILLER_BY_DISCOURSE, k->head);
        return;
    }
    uint32_t first = c->sentence > 0 && a->article->sentences[c->sentence - 1].segment == c->segment
                         ? a->ranges[c->sentence - 1].first_phrase
                         : r->first_phrase;

    for (uint32_t i = r->first_phrase + r->phrase_count; i-- > first;) {
        const struct phrase *p = &a->phrases[i];

        if (p->first_token >= c->trigger || (actor != NULL && actor->phrase == i) ||
            (p->classes & FILLER_ACTING) == 0 || !enclitic_fits(e, p))
            continue;
        candidate_add_filler(c, ROLE_RECIPIENT, FILLER_BY_DISCOURSE, i);
        return;
    }
}

void discourse_fill(struct analysis *a)
{
    uint32_t pair[2] = {INDEX_NONE, INDEX_NONE};
    uint16_t segment = 0;

    for (size_t i = 0; i < a->candidate_count; i++) {
        struct candidate *c = &a->candidates[i];

        if (a->article->sentences[c->sentence].language == LANGUAGE_EN)
            resolve_pronouns(a, c);
        fill(a, c);
        if (c->segment != segment)
            pair[0] = pair[1] = INDEX_NONE;
        segment = c->segment;
        find_pair(a, c, pair);
        if (a->article->sentences[c->sentence].language == LANGUAGE_AR) {
            if (pair[0] != INDEX_NONE)
                resolve_pair(a, c, pair);
            resolve_object(a, c);
        }
    }
}
