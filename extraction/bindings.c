/* SPDX-License-Identifier: Apache-2.0 */
/* Slots filled from what stands around a trigger. A verb looks at its clause; a noun looks from its
 * own phrase to the next noun that can name an event. For verbal nouns of transitive verbs the
 * genitive is the object, unless an object stands after it or it can only be the doer. */
#include "extraction/bindings.h"

#include "extraction/candidates.h"

static bool is_verbal(const struct candidate *c)
{
    return c->carrier == CARRIER_VERB || c->carrier == CARRIER_PASSIVE;
}

/* The expression's head is a verb of the clause. */
static bool is_clause_verb(const struct analysis *a, const struct candidate *c)
{
    if (c->clause == INDEX_NONE)
        return false;
    uint32_t verb = a->clauses[c->clause].verb;
    bool is_english = a->article->sentences[c->sentence].language == LANGUAGE_EN;

    /* "gunmen kill": the verb stands behind the pattern's head. */
    return verb == c->trigger || (is_english && verb != INDEX_NONE && verb >= c->trigger_first &&
                                  verb < c->trigger_first + c->trigger_count);
}

static void bind_verb(const struct analysis *a, const struct candidate *c, struct binding *b)
{
    const struct clause *k = &a->clauses[c->clause];

    b->begin = k->begin;
    b->end = k->end;
    if (!is_clause_verb(a, c))
        return;
    b->subject = k->subject;
    b->object = k->object;
    b->second_object = k->second_object;
    b->is_passive = k->is_passive;
    b->agent = k->agent;
    if (b->object != INDEX_NONE && c->carrier == CARRIER_EXPRESSION &&
        a->phrases[b->object].first_token <= c->noun &&
        c->noun < a->phrases[b->object].first_token + a->phrases[b->object].token_count)
        b->object = b->second_object;
}

static bool is_event_phrase(const struct phrase *p)
{
    return (p->classes & FILLER_EVENT) != 0;
}

/* "Began to withdraw", «بدأت القوات بالانسحاب»: who begins or ends a deed does it. */
static uint32_t subject_of_aspect(const struct analysis *a, const struct candidate *c)
{
    const struct clause *k = &a->clauses[c->clause];
    const struct sentence_range *r = &a->ranges[c->sentence];

    if (k->verb == INDEX_NONE || k->verb > c->trigger || k->is_passive ||
        k->subject == a->words[c->noun].phrase)
        return INDEX_NONE;
    for (uint32_t i = r->first_operator; i < r->first_operator + r->operator_count; i++) {
        const struct operator_hit *o = &a->operators[i];

        if (o->head == k->verb &&
            (o->entry.class == OPERATOR_ASPECT_BEGIN || o->entry.class == OPERATOR_ASPECT_END))
            return k->subject;
    }
    return INDEX_NONE;
}

static void bind_noun(const struct analysis *a, const struct candidate *c, struct binding *b)
{
    uint32_t own = a->words[c->noun].phrase;
    const struct clause *k = &a->clauses[c->clause];

    b->begin = c->trigger_first;
    b->end = k->end;
    if (own == INDEX_NONE)
        return;
    const struct phrase *p = &a->phrases[own];

    /* English: places before the verb are those of the event noun that is its subject or object. */
    if (a->article->sentences[c->sentence].language == LANGUAGE_EN &&
        (own == k->object || own == k->subject || own == k->second_object))
        b->begin = k->begin;
    b->adjective = p->nationality;
    b->subject = subject_of_aspect(a, c);
    for (uint32_t i = own + 1; i < b->phrase_end; i++) {
        const struct phrase *q = &a->phrases[i];

        if (q->first_token >= k->end)
            break;
        if (q->genitive_of == own && b->genitive == INDEX_NONE) {
            b->genitive = i;
        } else if (b->genitive != INDEX_NONE && b->object == INDEX_NONE &&
                   q->preposition.len == 0 && q->genitive_of == INDEX_NONE &&
                   q->previous_conjunct == INDEX_NONE &&
                   q->first_token ==
                       a->phrases[i - 1].first_token + a->phrases[i - 1].token_count) {
            b->object = i;
        } else if (is_event_phrase(q) && q->genitive_of != own && i > own + 1) {
            b->end = q->first_token;
            break;
        }
    }
}

/* A participle told of the sentence's subject: «…، متهماً إياه». */
static void bind_participle(const struct analysis *a, const struct candidate *c, struct binding *b)
{
    const struct clause *k = &a->clauses[c->clause];
    const struct word *w = &a->words[c->trigger];
    bool is_circumstantial = (w->traits & WORD_DEFINITE) == 0;

    b->begin = c->trigger;
    b->end = k->end;
    if (is_circumstantial)
        b->subject = k->subject;
    for (uint32_t i = b->first_phrase; i < b->phrase_end; i++) {
        const struct phrase *q = &a->phrases[i];

        if (q->first_token <= c->trigger)
            continue;
        if (q->first_token >= k->end || q->first_token > c->trigger + 3)
            break;
        if (q->preposition.len == 0 && q->previous_conjunct == INDEX_NONE) {
            b->object = i;
            break;
        }
    }
}

/* The phrase right behind an agent link. */
static void find_agent(const struct analysis *a, struct binding *b)
{
    for (uint32_t i = b->first_phrase; i < b->phrase_end && b->agent == INDEX_NONE; i++) {
        uint32_t first = a->phrases[i].first_token;

        if (first > b->begin && first < b->end && a->words[first - 1].is_link)
            b->agent = i;
    }
}

void binding_of(const struct analysis *a, const struct candidate *c, struct binding *b)
{
    const struct sentence_range *r = &a->ranges[c->sentence];

    *b = (struct binding){.subject = INDEX_NONE,
                          .object = INDEX_NONE,
                          .second_object = INDEX_NONE,
                          .genitive = INDEX_NONE,
                          .agent = INDEX_NONE,
                          .adjective = INDEX_NONE,
                          .begin = c->clause_begin,
                          .end = c->clause_end,
                          .first_phrase = r->first_phrase,
                          .phrase_end = r->first_phrase + r->phrase_count};
    if (is_verbal(c) || (c->carrier == CARRIER_EXPRESSION && is_clause_verb(a, c)))
        bind_verb(a, c, b);
    else if (c->carrier == CARRIER_PARTICIPLE)
        bind_participle(a, c, b);
    else
        bind_noun(a, c, b);
    find_agent(a, b);
}

uint32_t binding_preposition(const struct analysis *a, const struct binding *b,
                             struct strview preposition)
{
    for (uint32_t i = b->first_phrase; i < b->phrase_end; i++) {
        const struct phrase *p = &a->phrases[i];

        if (p->first_token >= b->end)
            break;
        if (p->first_token >= b->begin && p->previous_conjunct == INDEX_NONE &&
            strview_equal(p->preposition, preposition))
            return i;
    }
    return INDEX_NONE;
}

static bool is_place_role(enum role role)
{
    return role == ROLE_AT || role == ROLE_FROM || role == ROLE_TO || role == ROLE_VIA;
}

/* How well a filler's classes suit a role: 0 not at all. */
static int suits(const struct phrase *p, enum role role)
{
    bool is_place = (p->classes & FILLER_PLACE) != 0;
    bool acts = (p->classes & FILLER_ACTING) != 0;

    if (is_place_role(role))
        return is_place ? 3 : (p->classes & FILLER_UNKNOWN) != 0 && !acts ? 1 : 0;
    switch (role) {
    case ROLE_ACTOR:
        if ((p->classes & FILLER_WEAPON) != 0 && p->nationality != INDEX_NONE)
            return 5; /* "Kaldan jets": whose they are, they act for */
        /* fall through */
    case ROLE_MEDIATOR:
        return acts ? 3 : is_place ? 1 : (p->classes & FILLER_EVENT) != 0 ? 0 : 2;
    case ROLE_RECIPIENT:
        return acts ? 3 : (p->classes & FILLER_EVENT) != 0 ? 0 : is_place ? 1 : 2;
    case ROLE_WEAPON:
        return (p->classes & FILLER_WEAPON) != 0 ? 4 : 0;
    case ROLE_TOLL:
        return (p->classes & FILLER_TOLL) != 0 ? 2 : 1;
    case ROLE_THEME:
        return (p->classes & FILLER_EVENT) != 0 ? 3 : acts || is_place ? 1 : 2;
    default:
        return 1;
    }
}

static bool role_of(const struct slot *slot, const struct phrase *p, enum role *out)
{
    int best = 0;

    for (size_t i = 0; i < slot->role_count; i++) {
        int fit = suits(p, slot->roles[i]);

        if (fit > best) {
            best = fit;
            *out = slot->roles[i];
        }
    }
    return best > 0;
}

static bool frame_has(const struct analysis *a, const struct sense *sense, enum slot_kind kind)
{
    for (size_t i = 0; i < sense->slot_count; i++)
        if (lexicon_sense_slot(a->lexicon, sense, i).kind == kind)
            return true;
    return false;
}

/* The genitive of a verbal noun is the doer: no object slot, or an object stands behind it. */
static bool is_genitive_subject(const struct analysis *a, const struct candidate *c,
                                const struct binding *b)
{
    if (b->subject != INDEX_NONE)
        return false;
    if (!frame_has(a, &c->sense, SLOT_OBJECT) || b->object != INDEX_NONE)
        return true;
    return event_type_is_speech_act(c->type);
}

static uint32_t phrase_for(const struct analysis *a, const struct candidate *c,
                           const struct binding *b, const struct slot *slot)
{
    bool is_noun = !is_verbal(c) && c->carrier != CARRIER_PARTICIPLE;

    switch (slot->kind) {
    case SLOT_SUBJECT:
        if (is_noun && b->genitive != INDEX_NONE && c->carrier != CARRIER_EXPRESSION)
            return is_genitive_subject(a, c, b) ? b->genitive : b->subject;
        return b->is_passive && frame_has(a, &c->sense, SLOT_OBJECT) ? b->agent : b->subject;
    case SLOT_OBJECT:
        if (is_noun && b->genitive != INDEX_NONE && c->carrier != CARRIER_EXPRESSION)
            return is_genitive_subject(a, c, b) ? b->object : b->genitive;
        return b->is_passive ? b->subject : b->object;
    case SLOT_GENITIVE:
        return b->genitive;
    case SLOT_POSSESSOR: {
        uint32_t own = a->words[c->noun].phrase;

        return is_noun && own != INDEX_NONE ? a->phrases[own].possessor : INDEX_NONE;
    }
    case SLOT_AGENT:
        return b->agent;
    case SLOT_PREPOSITION:
        return binding_preposition(a, b, slot->preposition);
    default:
        return INDEX_NONE;
    }
}

static void fill_slot(const struct analysis *a, struct candidate *c, const struct binding *b,
                      const struct slot *slot)
{
    enum role role;

    if (slot->kind == SLOT_ADJECTIVE) {
        if (b->adjective == INDEX_NONE || c->filler_count == CANDIDATE_FILLERS_MAX)
            return;
        c->fillers[c->filler_count++] = (struct filler){.role = (uint8_t)slot->roles[0],
                                                        .origin = FILLER_BY_ADJECTIVE,
                                                        .phrase = a->words[c->noun].phrase,
                                                        .entity = b->adjective};
        c->slots_filled++;
        return;
    }
    uint32_t phrase = phrase_for(a, c, b, slot);

    if (phrase != INDEX_NONE && role_of(slot, &a->phrases[phrase], &role)) {
        candidate_add_filler(
            c, role, slot->kind == SLOT_PREPOSITION ? FILLER_BY_PREPOSITION : FILLER_BY_SYNTAX,
            phrase);
        c->slots_filled++;
    } else if (slot->is_required) {
        c->slots_missing++;
    }
}

/* Places of the clause that no slot claimed. */
static void add_places(const struct analysis *a, struct candidate *c, const struct binding *b)
{
    for (uint32_t i = b->first_phrase; i < b->phrase_end; i++) {
        const struct phrase *p = &a->phrases[i];
        bool is_claimed = false;

        if (p->first_token >= b->end)
            break;
        if (p->first_token < b->begin || (p->classes & FILLER_PLACE) == 0 ||
            p->preposition.len == 0 || !phrase_is_where(a, p))
            continue;
        for (uint32_t k = 0; k < c->filler_count && !is_claimed; k++)
            is_claimed = c->fillers[k].phrase == i;
        if (!is_claimed)
            candidate_add_filler(c, ROLE_AT, FILLER_BY_CLAUSE, i);
    }
}

static bool has_place(const struct candidate *c)
{
    for (uint32_t i = 0; i < c->filler_count; i++)
        if (is_place_role(c->fillers[i].role))
            return true;
    return false;
}

/* A verb that goes on with the subject of the clause before it shares its place. */
static void add_shared_places(const struct analysis *a, struct candidate *c,
                              const struct binding *b)
{
    const struct clause *k = &a->clauses[c->clause];

    if (!k->is_coordinated || !k->is_subject_carried || k->verb != c->trigger || c->clause == 0 ||
        a->clauses[c->clause - 1].sentence != c->sentence)
        return;
    struct binding before = *b;

    before.begin = a->clauses[c->clause - 1].begin;
    before.end = a->clauses[c->clause - 1].end;
    add_places(a, c, &before);
}

void binding_fill(const struct analysis *a, struct candidate *c, const struct binding *b)
{
    for (size_t i = 0; i < c->sense.slot_count; i++) {
        struct slot slot = lexicon_sense_slot(a->lexicon, &c->sense, i);

        fill_slot(a, c, b, &slot);
    }
    /* Where a word was said is hardly ever told of it; places in it belong to its theme. */
    if (event_type_is_speech_act(c->type))
        return;
    add_places(a, c, b);
    if (c->clause != INDEX_NONE && !has_place(c))
        add_shared_places(a, c, b);
}
