/* SPDX-License-Identifier: Apache-2.0 */
/* English clauses, one around each verb group. A group is an auxiliary chain with its verb, or a
 * participle or infinitive alone. A clause begins at the word that opens it, at a conjunction right
 * before its verb, or at its subject when that stands behind another verb ("said troops left": no
 * "that"). A relative clause in the middle is stepped over: the verb behind it takes the subject
 * that waits before it. */
#include "extraction/grammar_en.h"

#include "model/trace.h"

enum { GROUPS_MAX = 64, BARE_MAX = 3 };
enum { OPENERS = WORD_COMPLEMENTISER | WORD_RELATIVE | WORD_SUBORDINATOR };

enum group_kind { GROUP_FINITE, GROUP_ING, GROUP_INFINITIVE, GROUP_REDUCED };

struct group {
    uint32_t first, verb;
    uint8_t tense;
    bool is_passive;
    bool is_negated;
    enum group_kind kind;
    uint32_t begin;  /* of its clause */
    uint32_t opener; /* token, or INDEX_NONE */
    bool is_coordinated;
    uint32_t clause;
};

struct cutter {
    struct analysis *a;
    const struct sentence *s;
    uint32_t end;
    struct group groups[GROUPS_MAX];
    size_t group_count;
    uint32_t first_phrase;
};

static const struct word *word_of(const struct cutter *c, uint32_t token)
{
    return &c->a->words[token];
}

static const struct token *token_of(const struct cutter *c, uint32_t token)
{
    return &c->a->article->tokens[token];
}

static bool is_break(const struct cutter *c, uint32_t token)
{
    return token_of(c, token)->kind == TOKEN_PUNCTUATION && !analysis_is_quote_mark(c->a, token) &&
           !strview_is(token_of(c, token)->form, "-");
}

static bool is_comma(const struct cutter *c, uint32_t token)
{
    return is_break(c, token) && strview_is(token_of(c, token)->form, ",");
}

static bool is_verb(const struct cutter *c, uint32_t token)
{
    return (word_of(c, token)->traits & WORD_VERB) != 0 && !word_of(c, token)->is_closed &&
           word_of(c, token)->time == INDEX_NONE;
}

static bool is_auxiliary(const struct cutter *c, uint32_t token)
{
    return (word_of(c, token)->traits & WORD_AUXILIARY) != 0;
}

static bool may_stand_inside_group(const struct cutter *c, uint32_t token)
{
    const struct word *w = word_of(c, token);

    return (w->traits & (WORD_ADVERB | WORD_NEGATION)) != 0 && (w->traits & WORD_NOUN) == 0 &&
           (w->traits & WORD_DETERMINER) == 0;
}

static void set_tense(const struct cutter *c, struct group *g)
{
    const struct word *v = word_of(c, g->verb);
    bool has_have = false;
    bool had = false;
    bool future = false;
    bool past = false;
    bool has_aux = false;

    for (uint32_t t = g->first; t < g->verb; t++) {
        if (!is_auxiliary(c, t)) {
            g->is_negated = g->is_negated || (word_of(c, t)->traits & WORD_NEGATION) != 0;
            continue;
        }
        has_aux = true;
        g->is_negated = g->is_negated || (word_of(c, t)->traits & WORD_NEGATION) != 0;
        future = future || (word_of(c, t)->traits & WORD_FUTURE) != 0;
        bool is_past = strview_is(en_detail(c->a, t, "tense"), "past");

        past = past || is_past;
        if (strview_is(en_detail(c->a, t, "aux"), "have")) {
            has_have = true;
            had = had || is_past;
        }
    }
    g->is_passive = (v->traits & WORD_PASSIVE) != 0;
    g->tense = future                                             ? TENSE_FUTURE
               : had                                              ? TENSE_PLUPERFECT
               : has_have || past                                 ? TENSE_PAST
               : has_aux                                          ? TENSE_PRESENT
               : (v->traits & (WORD_PERFECT | WORD_PASSIVE)) != 0 ? TENSE_PAST
                                                                  : TENSE_PRESENT;
}

static enum group_kind kind_of(const struct cutter *c, const struct group *g)
{
    const struct word *v = word_of(c, g->verb);

    if (g->first != g->verb) {
        for (uint32_t t = g->first; t < g->verb; t++) {
            if (en_is_infinitive_marker(c->a, t))
                return GROUP_INFINITIVE;
            if (is_auxiliary(c, t) && !strview_is(en_detail(c->a, t, "form"), "gerund"))
                return GROUP_FINITE;
        }
    }
    if ((v->traits & WORD_PARTICIPLE) == 0)
        return GROUP_FINITE;
    return (v->traits & WORD_PASSIVE) != 0 ? GROUP_REDUCED : GROUP_ING;
}

/* Collects the verb groups from left to right. */
static void find_groups(struct cutter *c)
{
    for (uint32_t t = c->s->first_token; t < c->end && c->group_count < GROUPS_MAX; t++) {
        struct group g = {.first = t, .verb = INDEX_NONE, .opener = INDEX_NONE};
        uint32_t u = t;

        if (!is_verb(c, t) && !is_auxiliary(c, t) && !en_is_infinitive_marker(c->a, t))
            continue;
        while (u < c->end && !is_verb(c, u)) {
            if (is_auxiliary(c, u))
                g.verb = u;
            else if (!may_stand_inside_group(c, u) && !en_is_infinitive_marker(c->a, u))
                break;
            u++;
        }
        if (u < c->end && is_verb(c, u))
            g.verb = u;
        if (g.verb == INDEX_NONE)
            continue;
        g.kind = kind_of(c, &g);
        set_tense(c, &g);
        if (c->s->kind == SENTENCE_TITLE && g.kind == GROUP_REDUCED &&
            (c->group_count == 0 || c->groups[c->group_count - 1].kind != GROUP_FINITE))
            g.kind = GROUP_FINITE; /* "Minister killed": the headline leaves out "was" */
        if (g.kind == GROUP_INFINITIVE && c->group_count == 0 && c->s->kind == SENTENCE_TITLE) {
            g.kind = GROUP_FINITE; /* "Kalda to free crew" */
            g.tense = TENSE_FUTURE;
        }
        c->groups[c->group_count++] = g;
        t = g.verb;
    }
}

/* Bare: not under a preposition, not in apposition, first of its conjuncts, no genitive. */
static bool is_bare(const struct cutter *c, uint32_t phrase)
{
    const struct phrase *p = &c->a->phrases[phrase];

    return p->preposition.len == 0 && p->previous_conjunct == INDEX_NONE &&
           p->genitive_of == INDEX_NONE;
}

static uint32_t bare_between(const struct cutter *c, uint32_t from, uint32_t to, bool last)
{
    uint32_t found = INDEX_NONE;

    for (uint32_t i = c->first_phrase; i < c->a->phrase_count; i++) {
        const struct phrase *p = &c->a->phrases[i];

        if (p->first_token >= to)
            break;
        if (p->first_token < from || !is_bare(c, i))
            continue;
        if (!last)
            return i;
        found = i;
    }
    return found;
}

/* The start of the phrase with its possessor. */
static uint32_t phrase_begin(const struct cutter *c, uint32_t phrase)
{
    const struct phrase *p = &c->a->phrases[phrase];

    return p->possessor != INDEX_NONE ? c->a->phrases[p->possessor].first_token : p->first_token;
}

/* Commas between a phrase and a verb come in pairs around an aside; an odd one closes the clause
 * that the phrase stands in. */
static bool is_fenced_off(const struct cutter *c, uint32_t phrase, uint32_t verb, uint32_t from)
{
    const struct phrase *p = &c->a->phrases[phrase];
    unsigned commas = 0;

    for (uint32_t t = p->first_token + p->token_count; t < verb; t++)
        commas += is_comma(c, t);
    return from > c->s->first_token && commas % 2 == 1;
}

/* "Forces who had surrounded a house killed ten": the clause that a relative clause stands in wants
 * its verb still, so that what stands before the verb is the relative one's object. */
static bool is_owed_verb(const struct cutter *c, const struct group *g)
{
    if (g == c->groups || g[-1].opener == INDEX_NONE ||
        (word_of(c, g[-1].opener)->traits & WORD_RELATIVE) == 0 ||
        en_is_saying_verb(c->a, g[-1].verb))
        return false;
    for (const struct group *before = c->groups; before < g - 1; before++)
        if (before->kind == GROUP_FINITE && !en_is_saying_verb(c->a, before->verb))
            return false;
    for (uint32_t t = g[-1].verb + 1; t < g->first; t++)
        if (is_break(c, t) || is_comma(c, t) || (word_of(c, t)->traits & OPENERS) != 0 ||
            word_of(c, t)->function == FUNCTION_CONJUNCTION)
            return false;
    return true;
}

/* Where a finite clause after another verb begins: an opener, a break, or its subject. */
static void begin_finite(struct cutter *c, struct group *g, uint32_t from)
{
    uint32_t t = g->first;
    uint32_t subject = bare_between(c, from, g->first, true);

    while (t > from && may_stand_inside_group(c, t - 1))
        t--;
    if (t > from && word_of(c, t - 1)->function == FUNCTION_CONJUNCTION) {
        g->begin = t - 1;
        g->is_coordinated = true;
        return;
    }
    for (uint32_t u = g->first; u > from; u--)
        if ((word_of(c, u - 1)->traits & OPENERS) != 0) {
            g->opener = u - 1;
            g->begin = u - 1;
            return;
        }
    if (subject != INDEX_NONE && (is_fenced_off(c, subject, g->first, from) || is_owed_verb(c, g)))
        subject = INDEX_NONE;
    if (subject == INDEX_NONE) {
        g->begin = t;
        /* ", said X": the comma closes what was before. */
        return;
    }
    /* The earliest bare phrase after the last break but the one right before the verb. */
    uint32_t begin = phrase_begin(c, subject);

    for (uint32_t i = subject; i-- > c->first_phrase;) {
        const struct phrase *p = &c->a->phrases[i];
        bool is_cut = p->first_token < from;

        for (uint32_t u = p->first_token + p->token_count; u < begin && !is_cut; u++)
            is_cut = is_break(c, u) || word_of(c, u)->function == FUNCTION_CONJUNCTION;
        if (is_cut)
            break;
        if (is_bare(c, i))
            begin = phrase_begin(c, i);
    }
    g->begin = begin;
    if (begin > from && word_of(c, begin - 1)->function == FUNCTION_CONJUNCTION) {
        g->begin = begin - 1;
        g->is_coordinated = true;
    }
}

static void begin_nonfinite(struct cutter *c, struct group *g, uint32_t from)
{
    uint32_t t = g->first;

    while (t > from && may_stand_inside_group(c, t - 1))
        t--;
    if (t > from && (word_of(c, t - 1)->function == FUNCTION_PREPOSITION ||
                     (word_of(c, t - 1)->traits & OPENERS) != 0)) {
        t--;
        g->opener = t;
    } else if (t > from && word_of(c, t - 1)->function == FUNCTION_CONJUNCTION) {
        t--;
        g->is_coordinated = true;
    }
    g->begin = t;
}

/* Two finite verbs with nothing between but a reduced relative: "soldiers captured Monday fled". */
static void fix_reduced(struct cutter *c)
{
    for (size_t i = 0; i + 1 < c->group_count; i++) {
        struct group *g = &c->groups[i];
        struct group *next = &c->groups[i + 1];
        const struct word *v = word_of(c, g->verb);
        bool may_be_participle = false;

        if (g->kind != GROUP_FINITE || next->kind != GROUP_FINITE || g->first != g->verb ||
            (v->traits & WORD_PERFECT) == 0 || (v->traits & WORD_PASSIVE) != 0)
            continue;
        for (uint8_t r = 0; r < v->reading_count; r++)
            may_be_participle = may_be_participle || v->readings[r].form == FORM_PARTICIPLE_PASSIVE;
        bool is_cut = bare_between(c, g->verb + 1, next->first, false) != INDEX_NONE;

        for (uint32_t t = g->verb + 1; t < next->first && !is_cut; t++)
            is_cut = is_break(c, t) || (word_of(c, t)->traits & OPENERS) != 0 ||
                     word_of(c, t)->function == FUNCTION_CONJUNCTION;
        if (!may_be_participle || is_cut)
            continue;
        g->kind = GROUP_REDUCED;
        g->is_passive = true;
        c->a->words[g->verb].traits |= WORD_PASSIVE | WORD_PARTICIPLE;
    }
}

static uint8_t clause_kind(const struct cutter *c, const struct group *g)
{
    if (g->kind == GROUP_REDUCED)
        return CLAUSE_RELATIVE;
    if (g->kind == GROUP_INFINITIVE)
        return CLAUSE_COMPLEMENT;
    if (g->kind == GROUP_ING)
        return CLAUSE_ADVERBIAL;
    if (g->opener != INDEX_NONE) {
        uint32_t traits = word_of(c, g->opener)->traits;

        return (traits & WORD_COMPLEMENTISER) != 0 ? CLAUSE_COMPLEMENT
               : (traits & WORD_RELATIVE) != 0     ? CLAUSE_RELATIVE
                                                   : CLAUSE_ADVERBIAL;
    }
    return c->s->kind == SENTENCE_TITLE ? CLAUSE_HEADLINE : CLAUSE_MAIN;
}

static enum status add_clause(struct cutter *c, struct group *g)
{
    struct analysis *a = c->a;

    if (arena_grow(a->article->arena, (void **)&a->clauses, a->clause_count, &a->clause_capacity,
                   sizeof(*a->clauses)) != 0)
        return STATUS_LIMIT;
    g->clause = (uint32_t)a->clause_count;
    a->clauses[a->clause_count++] =
        (struct clause){.sentence = token_of(c, g->begin)->sentence,
                        .begin = g->begin,
                        .kind = clause_kind(c, g),
                        .tense = g->tense,
                        .polarity = g->is_negated ? POLARITY_NEGATIVE : POLARITY_POSITIVE,
                        .is_passive = g->is_passive,
                        .is_coordinated = g->is_coordinated,
                        .is_purpose = g->kind == GROUP_INFINITIVE,
                        .parent = INDEX_NONE,
                        .opener = g->opener,
                        .verb = g->verb,
                        .subject = INDEX_NONE,
                        .object = INDEX_NONE,
                        .second_object = INDEX_NONE,
                        .agent = INDEX_NONE,
                        .head = INDEX_NONE};
    return STATUS_OK;
}

/* One clause without a verb: a headline of nouns, a list. */
static enum status add_verbless(struct cutter *c)
{
    struct group g = {.first = c->s->first_token,
                      .verb = INDEX_NONE,
                      .begin = c->s->first_token,
                      .opener = INDEX_NONE,
                      .tense = TENSE_NONE};
    enum status status = add_clause(c, &g);

    if (status != STATUS_OK)
        return status;
    c->a->clauses[g.clause].end = c->end;
    c->a->clauses[g.clause].tense = TENSE_NONE;
    for (uint32_t t = c->s->first_token; t < c->end; t++)
        c->a->words[t].clause = g.clause;
    return STATUS_OK;
}

/* The first clause takes in what stands before it; a subject that waits before a relative clause or
 * a reduced one is a clause without verb for now. */
static enum status begin_sentence(struct cutter *c, struct group *g)
{
    bool is_relative =
        g->kind == GROUP_REDUCED ||
        (g->opener != INDEX_NONE && (word_of(c, g->opener)->traits & WORD_RELATIVE) != 0);

    if (!is_relative || g->begin == c->s->first_token) {
        g->begin = c->s->first_token;
        return STATUS_OK;
    }
    struct group stub = {.first = c->s->first_token,
                         .verb = INDEX_NONE,
                         .begin = c->s->first_token,
                         .opener = INDEX_NONE};
    enum status status = add_clause(c, &stub);

    if (status != STATUS_OK)
        return status;
    c->a->clauses[stub.clause].end = g->begin;
    c->a->clauses[stub.clause].tense = TENSE_NONE;
    for (uint32_t t = c->s->first_token; t < g->begin; t++)
        c->a->words[t].clause = stub.clause;
    return STATUS_OK;
}

static enum status cut(struct cutter *c)
{
    uint32_t from = c->s->first_token;

    if (c->group_count == 0)
        return add_verbless(c);
    for (size_t i = 0; i < c->group_count; i++) {
        struct group *g = &c->groups[i];

        if (g->kind == GROUP_FINITE) {
            begin_finite(c, g, from);
        } else {
            begin_nonfinite(c, g, from);
        }
        enum status status = i == 0 ? begin_sentence(c, g) : STATUS_OK;

        if (status == STATUS_OK)
            status = add_clause(c, g);

        if (status != STATUS_OK)
            return status;
        from = g->verb + 1;
    }
    for (size_t i = 0; i < c->group_count; i++) {
        struct group *g = &c->groups[i];
        uint32_t end = i + 1 < c->group_count ? c->groups[i + 1].begin : c->end;

        c->a->clauses[g->clause].end = end;
        for (uint32_t t = g->begin; t < end; t++)
            c->a->words[t].clause = g->clause;
    }
    return STATUS_OK;
}

/* The phrase that ends right before a token (a comma between may stand). */
static uint32_t phrase_before(const struct cutter *c, uint32_t token)
{
    uint32_t found = INDEX_NONE;

    for (uint32_t i = c->first_phrase; i < c->a->phrase_count; i++) {
        if (c->a->phrases[i].first_token >= token)
            break;
        found = i;
    }
    while (found != INDEX_NONE && c->a->phrases[found].previous_conjunct != INDEX_NONE &&
           c->a->phrases[found].classes != 0)
        found = c->a->phrases[found].previous_conjunct;
    return found;
}

static uint32_t previous_finite(const struct cutter *c, size_t group)
{
    while (group-- > 0)
        if (c->groups[group].kind == GROUP_FINITE)
            return c->groups[group].clause;
    return INDEX_NONE;
}

/* A bare phrase that no verb has claimed, before the clauses in the middle. */
static uint32_t waiting_subject(const struct cutter *c, size_t group)
{
    for (size_t i = group; i-- > 0;) {
        const struct clause *k = &c->a->clauses[c->groups[i].clause];
        const struct clause *parent = k->parent == INDEX_NONE ? NULL : &c->a->clauses[k->parent];

        if (k->kind == CLAUSE_RELATIVE && k->head != INDEX_NONE)
            return k->head;
        if (k->kind == CLAUSE_ADVERBIAL ||
            (parent != NULL && parent->kind == CLAUSE_RELATIVE && k->kind == CLAUSE_COMPLEMENT))
            continue;
        return k->subject;
    }
    return INDEX_NONE;
}

static void set_objects(const struct cutter *c, struct clause *k)
{
    uint32_t first = bare_between(c, k->verb + 1, k->end, false);

    if (first == INDEX_NONE)
        return;
    /* A break between the verb and the phrase: not its object. */
    for (uint32_t t = k->verb + 1; t < c->a->phrases[first].first_token; t++)
        if (is_break(c, t) && !is_comma(c, t))
            return;
    k->object = first;
    k->second_object = bare_between(
        c, c->a->phrases[first].first_token + c->a->phrases[first].token_count, k->end, false);
}

static void set_agent(const struct cutter *c, struct clause *k)
{
    for (uint32_t i = c->first_phrase; k->is_passive && i < c->a->phrase_count; i++) {
        const struct phrase *p = &c->a->phrases[i];

        if (p->first_token >= k->end)
            break;
        if (p->first_token > k->verb && p->preposition_token != INDEX_NONE &&
            p->previous_conjunct == INDEX_NONE &&
            en_detail(c->a, p->preposition_token, "agent").len > 0) {
            k->agent = i;
            return;
        }
    }
}

static void subject_of_finite(const struct cutter *c, size_t group, struct clause *k)
{
    const struct group *g = &c->groups[group];
    uint32_t own =
        bare_between(c, g->opener == INDEX_NONE ? k->begin : g->opener + 1, g->first, false);

    if (k->kind == CLAUSE_RELATIVE && g->opener != INDEX_NONE) {
        k->head = phrase_before(c, g->opener);
        bool is_place = en_detail(c->a, g->opener, "place").len > 0;

        if (own == INDEX_NONE)
            k->subject = k->head;
        else
            k->subject = own;
        if (own != INDEX_NONE && !is_place && k->object == INDEX_NONE)
            k->object = k->head;
        return;
    }
    k->subject = own;
    if (own != INDEX_NONE)
        return;
    k->is_subject_carried = true;
    if (g->is_coordinated) {
        uint32_t before = previous_finite(c, group);

        k->subject = before == INDEX_NONE ? INDEX_NONE : c->a->clauses[before].subject;
        if (before != INDEX_NONE && c->a->clauses[before].kind != CLAUSE_ADVERBIAL)
            k->kind = c->a->clauses[before].kind;
        k->parent = before == INDEX_NONE ? INDEX_NONE : c->a->clauses[before].parent;
        return;
    }
    if (group > 0)
        k->subject = waiting_subject(c, group);
}

/* "ordered the army to leave": the one ordered; "agreed to leave", ", killing two": the subject. */
static void subject_of_nonfinite(const struct cutter *c, size_t group, struct clause *k)
{
    const struct group *g = &c->groups[group];
    uint32_t matrix = INDEX_NONE;

    k->is_subject_carried = true;
    if (group > 0)
        matrix = c->groups[group - 1].clause;
    if (g->is_coordinated && group > 0) {
        k->subject = c->a->clauses[matrix].subject;
        k->parent = c->a->clauses[matrix].parent;
        return;
    }
    bool follows_break = g->begin > c->s->first_token && is_break(c, g->begin - 1);
    uint32_t before = phrase_before(c, g->begin);
    bool touches_phrase =
        before != INDEX_NONE &&
        c->a->phrases[before].first_token + c->a->phrases[before].token_count == g->begin;

    if (g->kind == GROUP_REDUCED) {
        k->head = before;
        k->subject = before;
        return;
    }
    if (g->kind == GROUP_ING && g->opener == INDEX_NONE && touches_phrase && !follows_break) {
        k->head = before;
        k->subject = before;
        k->parent = matrix;
        return;
    }
    if (matrix == INDEX_NONE)
        return;
    k->parent = matrix;
    const struct clause *m = &c->a->clauses[matrix];
    bool controls_object = m->object != INDEX_NONE && !m->is_passive && !follows_break &&
                           c->a->phrases[m->object].first_token < g->begin &&
                           (c->a->phrases[m->object].classes & FILLER_EVENT) == 0;

    k->subject = controls_object ? m->object : m->subject;
}

/* "…", said X: the phrase behind the verb is its subject when none stands before it. */
static void invert(const struct cutter *c, struct clause *k)
{
    if (!en_is_saying_verb(c->a, k->verb) || k->object == INDEX_NONE ||
        k->second_object != INDEX_NONE || k->is_passive || k->begin == c->s->first_token ||
        !k->is_subject_carried || k->is_coordinated)
        return;
    uint32_t t = k->begin;

    while (t > c->s->first_token && analysis_is_quote_mark(c->a, t - 1))
        t--;
    if ((t > c->s->first_token && is_comma(c, t - 1)) || t < k->begin) {
        k->subject = k->object;
        k->object = INDEX_NONE;
        k->is_subject_carried = false;
    }
}

static void find_parents(const struct cutter *c, size_t group, struct clause *k)
{
    const struct group *g = &c->groups[group];

    if (k->parent != INDEX_NONE || group == 0 || g->is_coordinated)
        return;
    uint32_t before = previous_finite(c, group);

    if (g->opener != INDEX_NONE || g->kind != GROUP_FINITE) {
        k->parent = before;
        return;
    }
    /* No break between the verb before and this clause: its complement without "that". */
    const struct clause *m = before == INDEX_NONE ? NULL : &c->a->clauses[before];

    if (m == NULL || m->verb == INDEX_NONE)
        return;
    for (uint32_t t = m->verb + 1; t < k->begin; t++)
        if (is_break(c, t))
            return;
    if (!k->is_subject_carried) {
        k->parent = before;
        k->kind = CLAUSE_COMPLEMENT;
    }
}

/* "no convoy was attacked", not "no fewer than nine were". */
static bool is_negated_phrase(const struct cutter *c, uint32_t first)
{
    if ((word_of(c, first)->traits & WORD_NEGATION) == 0) {
        if (first == c->s->first_token || (word_of(c, first - 1)->traits & WORD_NEGATION) == 0)
            return false;
        first--;
    }
    return en_detail(c->a, first + 1, "comparative").len == 0;
}

/* "SINGAPORE — Two dozen men were charged", "KYIV, Nov 20 (Reuters) - …": the token behind the dash
 * of a dateline, else the first. */
static uint32_t behind_dateline(const struct cutter *c)
{
    enum { DATELINE_TOKENS = 12, NO_NAME = WORD_VERB | WORD_AUXILIARY | WORD_DETERMINER };
    uint32_t first = c->s->first_token;

    if ((token_of(c, first)->flags & TOKEN_ALL_CAPS) == 0)
        return first;
    for (uint32_t t = first + 1; t < c->end && t < first + DATELINE_TOKENS; t++) {
        struct strview form = token_of(c, t)->form;
        bool is_dash = strview_is(form, "—") || strview_is(form, "–") || strview_is(form, "-");

        if (is_dash && (token_of(c, t)->flags & TOKEN_SPACE_BEFORE) != 0)
            return t + 1;
        if ((word_of(c, t)->traits & NO_NAME) != 0)
            break;
    }
    return first;
}

enum status en_find_clauses(struct analysis *a, uint32_t sentence)
{
    const struct sentence *s = &a->article->sentences[sentence];
    struct cutter c = {.a = a,
                       .s = s,
                       .end = s->first_token + s->token_count,
                       .first_phrase = a->ranges[sentence].first_phrase};

    uint32_t begin = behind_dateline(&c);

    while (c.first_phrase < a->phrase_count && a->phrases[c.first_phrase].first_token < begin)
        c.first_phrase++;
    find_groups(&c);
    fix_reduced(&c);
    enum status status = cut(&c);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < c.group_count; i++) {
        struct clause *k = &a->clauses[c.groups[i].clause];

        set_objects(&c, k);
        set_agent(&c, k);
        if (c.groups[i].kind == GROUP_FINITE)
            subject_of_finite(&c, i, k);
        else
            subject_of_nonfinite(&c, i, k);
        find_parents(&c, i, k);
        if (k->subject != INDEX_NONE && !k->is_subject_carried &&
            is_negated_phrase(&c, a->phrases[k->subject].first_token))
            k->polarity = POLARITY_NEGATIVE;
        invert(&c, k);
        if (a->article->trace != NULL)
            trace_add(
                a->article, "clauses", "kind %d tense %d%s subject %.*s object %.*s: %.*s", k->kind,
                k->tense, k->is_passive ? " passive" : "",
                STRVIEW_ARG(k->subject == INDEX_NONE ? STRVIEW("-") : phrase_text(a, k->subject)),
                STRVIEW_ARG(k->object == INDEX_NONE ? STRVIEW("-") : phrase_text(a, k->object)),
                STRVIEW_ARG(article_tokens_text(a->article, k->begin, k->end - 1)));
    }
    return STATUS_OK;
}
