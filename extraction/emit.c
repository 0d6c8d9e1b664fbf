/* SPDX-License-Identifier: Apache-2.0 */
/* From kept candidates to events: every mention adds what the event lacks; the likeliest mention
 * speaks first. Parties of symmetric types are told in text order, the first as actor. */
#include "extraction/emit.h"

#include "extraction/candidates.h"
#include "extraction/homelands.h"
#include "extraction/parties.h"
#include "extraction/themes.h"
#include "extraction/timing_choice.h"

#include <math.h>

enum { MEMBERS_MAX = EVENT_MENTIONS_MAX, CONJUNCTS_MAX = 8 };

/* The candidates of one event, likeliest first. */
struct members {
    const struct candidate *items[MEMBERS_MAX];
    size_t count;
};

struct emitter {
    const struct emit_tables *tables;
    const struct entity_index *entities;
    struct analysis *analysis;
    struct role_votes *votes; /* of the event at work */
    struct event *event;
};

static void add_actor(struct actor *items, size_t *count, const struct actor *actor)
{
    if (*count == EVENT_ACTORS_MAX || actor->text.len == 0)
        return;
    for (size_t i = 0; i < *count; i++)
        if (actor_is_same(&items[i], actor))
            return;
    items[(*count)++] = *actor;
}

static void add_phrase_actors(const struct emitter *e, struct actor *items, size_t *count,
                              const struct filler *filler)
{
    uint32_t phrase = filler->role == ROLE_ACTOR
                          ? homeland_speaker(e->analysis, e->event->type, filler->phrase)
                          : filler->phrase;
    struct actor actor;

    if (filler->origin == FILLER_BY_ADJECTIVE) {
        if (actor_from_entity(e->entities, e->analysis, filler->entity, &actor))
            add_actor(items, count, &actor);
        return;
    }
    for (size_t i = 0; i < CONJUNCTS_MAX && phrase != INDEX_NONE; i++) {
        actor_from_phrase(e->entities, e->analysis, phrase, &actor);
        add_actor(items, count, &actor);
        phrase = e->analysis->phrases[phrase].next_conjunct;
    }
}

static void add_role(const struct emitter *e, const struct members *m, enum role role,
                     struct actor *items, size_t *count)
{
    /* the parties of a symmetric deed may be told one here and one there */
    size_t enough = event_type_is_symmetric(e->event->type) && role == ROLE_ACTOR ? 2 : 1;

    for (size_t i = 0; i < m->count && *count < enough; i++)
        for (uint32_t k = 0; k < m->items[i]->filler_count; k++)
            if (m->items[i]->fillers[k].role == role)
                add_phrase_actors(e, items, count, &m->items[i]->fillers[k]);
}

/* Symmetric types: the first party stays actor, all others are recipients. */
static void split_parties(struct event *event)
{
    if (!event_type_is_symmetric(event->type) || event->actor_count < 2)
        return;
    struct actor rest[EVENT_ACTORS_MAX];
    size_t count = 0;

    for (size_t i = 1; i < event->actor_count; i++)
        add_actor(rest, &count, &event->actors[i]);
    for (size_t i = 0; i < event->recipient_count; i++)
        add_actor(rest, &count, &event->recipients[i]);
    memcpy(event->recipients, rest, count * sizeof(*rest));
    event->recipient_count = count;
    event->actor_count = 1;
}

/* Arabic: a kind of place without its name («مستشفى», «بلدتهم») tells no place. */
static bool is_named_place(const struct analysis *a, uint32_t phrase)
{
    const struct phrase *p = &a->phrases[phrase];

    if (a->article->sentences[p->sentence].language != LANGUAGE_AR)
        return true;
    if (p->entity != INDEX_NONE && a->entities[p->entity].is_name)
        return true;
    return p->token_count > 1 && p->number == INDEX_NONE && !p->has_owner;
}

static void add_place(const struct emitter *e, const struct filler *filler, enum place_role role)
{
    struct event *event = e->event;
    uint32_t phrase = filler->phrase;

    for (size_t i = 0; i < CONJUNCTS_MAX && phrase != INDEX_NONE; i++) {
        struct location location = {0};
        bool is_known = event->location_count == EVENT_LOCATIONS_MAX;

        if (!is_known && is_named_place(e->analysis, phrase) &&
            location_from_phrase(e->entities, e->analysis, phrase, &location)) {
            for (size_t k = 0; k < event->location_count && !is_known; k++)
                is_known = strview_equal(event->locations[k].text, location.text);
            location.role = role;
            if (!is_known)
                event->locations[event->location_count++] = location;
        }
        phrase = e->analysis->phrases[phrase].next_conjunct;
    }
}

/* Deeds on the ground have a place even when their clause does not tell it. */
static bool happens_somewhere(enum event_type type)
{
    return type == EVENT_STRIKE || type == EVENT_ATTACK || type == EVENT_CLASH ||
           type == EVENT_ARREST || type == EVENT_PROTEST || type == EVENT_COERCION ||
           type == EVENT_SEIZURE;
}

/* The phrase tells where, as the language marks it. English names the country of a party as often
 * as that of a deed: there only smaller places count. */
static bool tells_where(const struct analysis *a, const struct phrase *p)
{
    if ((p->classes & FILLER_PLACE) == 0 || p->entity == INDEX_NONE)
        return false;
    if (a->article->sentences[p->sentence].language == LANGUAGE_EN)
        return p->preposition.len > 0 && a->entities[p->entity].is_name &&
               (a->entities[p->entity].classes & FILLER_STATE) == 0;
    return phrase_is_where(a, p);
}

/* The place told last before the deed, in its sentence or the one before. */
static void add_place_nearby(const struct emitter *e, const struct candidate *c)
{
    const struct analysis *a = e->analysis;
    uint32_t s = c->sentence;
    uint32_t reach = a->article->sentences[s].language == LANGUAGE_EN ? 2 : 3;

    for (uint32_t back = 0; back < reach && e->event->location_count == 0; back++, s--) {
        const struct sentence_range *r = &a->ranges[s];

        for (uint32_t i = r->first_phrase + r->phrase_count; i-- > r->first_phrase;) {
            struct filler filler = {.role = ROLE_AT, .phrase = i, .entity = INDEX_NONE};

            if (!tells_where(a, &a->phrases[i]))
                continue;
            add_place(e, &filler, PLACE_AT);
            if (e->event->location_count > 0)
                return;
        }
        if (s == 0 || a->article->sentences[s - 1].segment != c->segment)
            return;
    }
}

static void add_places(const struct emitter *e, const struct members *m)
{
    static const struct {
        enum role role;
        enum place_role place;
    } roles[] = {
        {ROLE_AT, PLACE_AT}, {ROLE_FROM, PLACE_FROM}, {ROLE_TO, PLACE_TO}, {ROLE_VIA, PLACE_VIA}};

    for (size_t i = 0; i < m->count && e->event->location_count == 0; i++)
        for (size_t r = 0; r < sizeof(roles) / sizeof(roles[0]); r++)
            for (uint32_t k = 0; k < m->items[i]->filler_count; k++)
                if (m->items[i]->fillers[k].role == roles[r].role)
                    add_place(e, &m->items[i]->fillers[k], roles[r].place);
    if (e->event->location_count == 0 && happens_somewhere(e->event->type))
        add_place_nearby(e, m->items[0]);
    event_drop_outer_locations(e->event);
}

/* The filler stands where the frame has the target too: its object, or "at", "on". */
static bool may_be_target(const struct analysis *a, const struct candidate *c,
                          const struct filler *f)
{
    if (f->origin == FILLER_BY_SYNTAX)
        return true;
    for (size_t i = 0; i < c->sense.slot_count && f->origin == FILLER_BY_PREPOSITION; i++) {
        struct slot slot = lexicon_sense_slot(a->lexicon, &c->sense, i);

        if (slot.kind != SLOT_PREPOSITION ||
            !strview_equal(slot.preposition, a->phrases[f->phrase].preposition))
            continue;
        for (size_t k = 0; k < slot.role_count; k++)
            if (slot.roles[k] == ROLE_RECIPIENT)
                return true;
    }
    return false;
}

/* A country as the object of a deed is its target and not only its place: "Kalda attacked Sarn". */
static void add_state_targets(const struct emitter *e, const struct members *m)
{
    const struct analysis *a = e->analysis;

    for (size_t i = 0; i < m->count && e->event->recipient_count == 0; i++) {
        const struct candidate *c = m->items[i];

        for (uint32_t k = 0; k < c->filler_count; k++) {
            const struct filler *f = &c->fillers[k];
            uint32_t entity = f->entity == INDEX_NONE ? a->phrases[f->phrase].entity : f->entity;

            if (f->role != ROLE_AT || !may_be_target(a, c, f) || entity == INDEX_NONE ||
                (a->entities[entity].classes & FILLER_STATE) == 0 ||
                a->entities[entity].country_row == LEXICON_NONE ||
                a->entities[entity].place != NULL)
                continue;
            add_phrase_actors(e, e->event->recipients, &e->event->recipient_count, f);
        }
    }
}

static void add_time(const struct emitter *e, const struct members *m)
{
    const struct analysis *a = e->analysis;

    for (size_t i = 0; i < m->count; i++) {
        if (m->items[i]->time == INDEX_NONE)
            continue;
        const struct time_phrase *t = &a->article->times[m->items[i]->time];
        bool is_ahead =
            e->event->modality == MODALITY_PLANNED || e->event->modality == MODALITY_POSSIBLE;
        const struct time_range *range =
            is_ahead && t->future.precision != TIME_UNKNOWN ? &t->future : &t->range;

        if (range->precision == TIME_UNKNOWN)
            continue;
        e->event->time.range = *range;
        e->event->time.text =
            article_tokens_text(a->article, t->first_token, t->first_token + t->token_count - 1);
        return;
    }
}

static void add_attribution(const struct emitter *e, const struct members *m)
{
    const struct analysis *a = e->analysis;
    struct event *event = e->event;

    for (size_t i = 0; i < m->count && event->attribution_count == 0; i++) {
        if (m->items[i]->attribution == INDEX_NONE)
            continue;
        const struct attribution_frame *f = &a->attributions[m->items[i]->attribution];
        struct actor source;

        if (f->phrase == INDEX_NONE)
            continue;
        actor_from_phrase(e->entities, a, f->phrase, &source);
        if (source.text.len == 0)
            continue;
        bool is_own_act = event_type_is_speech_act(event->type) && event->actor_count > 0 &&
                          event->modality != MODALITY_DENIED &&
                          strview_equal(event->actors[0].text, source.text);

        if (!is_own_act)
            event->attributions[event->attribution_count++] =
                (struct attribution){.text = source.text,
                                     .name = source.name,
                                     .verb = article_token_text(a->article, f->verb_token)};
    }
}

static void add_mentions(const struct emitter *e, const struct members *m)
{
    const struct analysis *a = e->analysis;
    struct event *event = e->event;

    for (size_t i = 0; i < m->count && event->mention_count < EVENT_MENTIONS_MAX; i++) {
        const struct candidate *c = m->items[i];
        const struct sentence *s = &a->article->sentences[c->sentence];
        const struct token *first = &a->article->tokens[c->trigger];
        size_t at = event->mention_count++;

        while (at > 0 && event->mentions[at - 1].trigger.begin > first->begin &&
               event->mentions[at - 1].field >= s->field) {
            event->mentions[at] = event->mentions[at - 1];
            at--;
        }
        event->mentions[at] =
            (struct mention){.field = s->field,
                             .span = s->span,
                             .trigger = {.begin = first->begin, .end = first->end},
                             .sentence = c->sentence};
    }
}

static bool make_room(struct analysis *a, struct event *event)
{
    struct arena *arena = a->article->arena;

    event->actors = arena_array(arena, EVENT_ACTORS_MAX, sizeof(*event->actors));
    event->recipients = arena_array(arena, EVENT_ACTORS_MAX, sizeof(*event->recipients));
    event->mediators = arena_array(arena, EVENT_ACTORS_MAX, sizeof(*event->mediators));
    event->locations = arena_array(arena, EVENT_LOCATIONS_MAX, sizeof(*event->locations));
    event->quantities = arena_array(arena, EVENT_QUANTITIES_MAX, sizeof(*event->quantities));
    event->attributions = arena_array(arena, EVENT_ATTRIBUTIONS_MAX, sizeof(*event->attributions));
    event->mentions = arena_array(arena, EVENT_MENTIONS_MAX, sizeof(*event->mentions));
    return event->actors != NULL && event->recipients != NULL && event->mediators != NULL &&
           event->locations != NULL && event->quantities != NULL && event->attributions != NULL &&
           event->mentions != NULL;
}

/* A deed of the type may have the toll told beside it: people die in violence; in the break-up of a
 * crowd only where the event in hand is no violence itself. */
static bool may_kill(const struct event *event, enum event_type type)
{
    if (event_type_is_violent(event->type))
        return event_type_is_violent(type) || type == EVENT_SEIZURE;
    return !event_type_is_speech_act(type);
}

/* Told by the headline alone: the lead tells how many. */
static bool is_only_title(const struct emitter *e, const struct members *m)
{
    for (size_t i = 0; i < m->count; i++)
        if (e->analysis->article->sentences[m->items[i]->sentence].kind != SENTENCE_TITLE)
            return false;
    return true;
}

/* The clause holds another event's own trigger. A word of toll without a doer tells the toll of
 * what is told beside it. */
static bool is_of_another(const struct emitter *e, uint32_t clause, const struct members *m)
{
    const struct analysis *a = e->analysis;
    const struct sentence_range *r = &a->ranges[a->clauses[clause].sentence];
    uint32_t own = (uint32_t)(m->items[0] - a->candidates);
    uint32_t head = m->items[0]->merged_into == INDEX_NONE ? own : m->items[0]->merged_into;

    for (uint32_t i = r->first_candidate; i < r->first_candidate + r->candidate_count; i++) {
        const struct candidate *c = &a->candidates[i];

        if (c->dropped == NULL && c->clause == clause && i != head && c->merged_into != head &&
            may_kill(e->event, c->type) && (!is_only_title(e, m) || c->type != e->event->type) &&
            (candidate_filler(c, ROLE_ACTOR) != NULL || !tolls_begin(e->entities, a, c->trigger)))
            return true;
    }
    return false;
}

/* English tells the dead before their deed ("six died when …") or behind it (", killing two"). */
static struct span english_toll_span(const struct emitter *e, const struct candidate *c,
                                     const struct members *m)
{
    const struct analysis *a = e->analysis;
    const struct clause *k = &a->clauses[c->clause];
    const struct sentence_range *r = &a->ranges[c->sentence];
    struct span span = {.begin = k->begin, .end = k->end};
    uint32_t first = c->clause;

    if (k->subject != INDEX_NONE && a->phrases[k->subject].first_token < span.begin &&
        a->phrases[k->subject].sentence == c->sentence)
        span.begin = a->phrases[k->subject].first_token;
    if (k->kind == CLAUSE_ADVERBIAL && k->parent != INDEX_NONE &&
        a->clauses[k->parent].end <= k->begin && !is_of_another(e, k->parent, m)) {
        first = k->parent;
        span.begin = a->clauses[first].begin;
    }
    for (uint32_t i = first;
         i > r->first_clause && a->clauses[i].is_coordinated && !is_of_another(e, i - 1, m); i--)
        span.begin = a->clauses[i - 1].begin;
    for (uint32_t i = c->clause + 1; i < r->first_clause + r->clause_count; i++) {
        if (is_of_another(e, i, m))
            break;
        span.end = a->clauses[i].end;
    }
    return span;
}

/* Arabic tells tolls behind the deed to the end of the sentence, or before it («وقُتل أربعة وأُصيب
 * ستة في مواجهات») in clauses that tell no other deed. */
static struct span arabic_toll_span(const struct emitter *e, const struct candidate *c,
                                    const struct members *m)
{
    const struct analysis *a = e->analysis;
    const struct sentence *s = &a->article->sentences[c->sentence];
    const struct sentence_range *r = &a->ranges[c->sentence];
    struct span span = {.begin = c->clause_begin, .end = s->first_token + s->token_count};

    if (c->clause == INDEX_NONE)
        return span;
    for (uint32_t i = c->clause; i > r->first_clause && !is_of_another(e, i - 1, m); i--)
        if (a->clauses[i - 1].begin < span.begin)
            span.begin = a->clauses[i - 1].begin;
    return span;
}

/* Violence is told in the sentence or right before it, and has the dead and wounded told there. */
static bool violence_near(const struct analysis *a, uint32_t sentence, uint16_t segment)
{
    enum { NEAR = 2 };
    uint32_t first = sentence > NEAR ? sentence - NEAR : 0;

    for (size_t i = 0; i < a->candidate_count; i++) {
        const struct candidate *c = &a->candidates[i];

        if (c->dropped == NULL && c->segment == segment && c->sentence >= first &&
            c->sentence <= sentence && event_type_is_violent(c->type))
            return true;
    }
    return false;
}

/* Deeds in which people die: violence; the break-up of a crowd and the like, where no violence is
 * told beside it; what a word of toll tells itself ("hanged three men"). */
static bool has_toll(const struct emitter *e, const struct candidate *c, uint32_t sentence)
{
    enum event_type type = e->event->type;

    if (e->event->modality == MODALITY_PLANNED || e->event->modality == MODALITY_HABITUAL ||
        ((e->event->modality == MODALITY_DENIED || e->event->modality == MODALITY_POSSIBLE) &&
         sentence != c->sentence))
        return false;
    if (event_type_is_violent(type) || tolls_tell(e->entities, e->analysis, c->trigger))
        return true;
    return (type == EVENT_COERCION || type == EVENT_PROTEST || type == EVENT_SEIZURE) &&
           e->event->mode != MODE_LABOR_STRIKE && !violence_near(e->analysis, sentence, c->segment);
}

/* Those taken at a protest are told of the arrest beside it. */
static bool may_capture(enum event_type type)
{
    return type == EVENT_ARREST || type == EVENT_SEIZURE || event_type_is_violent(type);
}

/* How many sentences behind that of a mention may tell its toll. */
static uint32_t toll_reach(const struct event *event)
{
    return event_type_is_violent(event->type) ? 2 : event->modality == MODALITY_HAPPENED ? 1 : 0;
}

/* A deed that is none of this event's is kept in the sentence. */
static bool tells_another(const struct emitter *e, uint32_t sentence, const struct members *m)
{
    const struct sentence_range *r = &e->analysis->ranges[sentence];

    for (uint32_t i = r->first_clause; i < r->first_clause + r->clause_count; i++)
        if (is_of_another(e, i, m))
            return true;
    return false;
}

/* "One soldier died. Three were wounded." behind the sentence that tells the deed; a count since
 * some day is that of more than it. */
static void add_later_tolls(const struct emitter *e, const struct members *m,
                            const struct candidate *c)
{
    const struct analysis *a = e->analysis;
    uint32_t ahead = toll_reach(e->event);
    const struct article *article = a->article;

    for (uint32_t s = c->sentence + 1; s <= c->sentence + ahead && s < article->sentence_count;
         s++) {
        const struct sentence *sentence = &article->sentences[s];
        struct span tokens = {.begin = sentence->first_token,
                              .end = sentence->first_token + sentence->token_count};

        if (sentence->segment != c->segment || tells_another(e, s, m) || !has_toll(e, c, s))
            break;
        for (uint32_t t = tokens.begin; t < tokens.end; t++)
            if (a->words[t].time != INDEX_NONE &&
                (article->times[a->words[t].time].flags & TIME_SINCE) != 0)
                return;
        tolls_count(e->entities, a, e->event, tokens);
    }
}

static enum status add_tolls(const struct emitter *e, const struct members *m)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < m->count && status == STATUS_OK; i++) {
        const struct sentence *s = &e->analysis->article->sentences[m->items[i]->sentence];
        struct span tokens = {.begin = m->items[i]->clause_begin, .end = m->items[i]->clause_end};

        /* a toll stands behind its deed, in later clauses of the sentence too */
        if (s->language == LANGUAGE_EN)
            tokens = english_toll_span(e, m->items[i], m);
        else if (!event_type_is_speech_act(e->event->type))
            tokens = arabic_toll_span(e, m->items[i], m);
        struct casualties before = e->event->casualties;

        status = tolls_fill(e->entities, e->analysis, e->event, tokens);
        if (!may_capture(e->event->type))
            e->event->casualties.captured = before.captured;
        if (!has_toll(e, m->items[i], m->items[i]->sentence)) {
            e->event->casualties.killed = before.killed;
            e->event->casualties.injured = before.injured;
        }
    }
    for (size_t i = 0; i < m->count && status == STATUS_OK; i++)
        if (is_only_title(e, m) ||
            e->analysis->article->sentences[m->items[i]->sentence].kind != SENTENCE_TITLE)
            add_later_tolls(e, m, m->items[i]);
    return status;
}

/* Parts by the frames' slots. */
static void fill_by_slots(const struct emitter *e, const struct members *m)
{
    struct event *event = e->event;

    add_role(e, m, ROLE_ACTOR, event->actors, &event->actor_count);
    add_role(e, m, ROLE_RECIPIENT, event->recipients, &event->recipient_count);
    split_parties(event);
    add_places(e, m);
    add_state_targets(e, m);
    add_attribution(e, m);
    add_time(e, m);
}

/* Other readings of the mention's clause as the same deed, that lost against it, know its parts as
 * well: the weights were learned with them. */
static void add_votes(const struct emitter *e, const struct role_weights *weights,
                      const struct candidate *mention)
{
    const struct analysis *a = e->analysis;
    const struct sentence_range *r = &a->ranges[mention->sentence];

    role_votes_add(e->votes, weights, e->entities, a, mention, 1);
    for (uint32_t i = r->first_candidate; i < r->first_candidate + r->candidate_count; i++) {
        const struct candidate *c = &a->candidates[i];

        if (c != mention && c->dropped != NULL && c->type == mention->type &&
            c->clause == mention->clause)
            role_votes_add(e->votes, weights, e->entities, a, c, sqrtf(c->score / mention->score));
    }
}

/* A sentence alone: no part of what it tells stands elsewhere, so the frames' answer is better than
 * none. */
static void fill_empty_parts(const struct emitter *e, const struct members *m)
{
    struct event *event = e->event;
    struct actor found[EVENT_ACTORS_MAX];
    size_t count = 0;

    if (event->actor_count == 0)
        add_role(e, m, ROLE_ACTOR, event->actors, &event->actor_count);
    split_parties(event);
    if (event->recipient_count > 0)
        return;
    add_role(e, m, ROLE_RECIPIENT, found, &count);
    for (size_t i = 0; i < count; i++)
        if (event->actor_count == 0 || !actor_is_same(&event->actors[0], &found[i]))
            add_actor(event->recipients, &event->recipient_count, &found[i]);
}

/* NULL: no second look. A sentence alone has too few votes for one. */
static const struct role_trees *second_look(const struct emitter *e, enum language language)
{
    const struct role_trees *trees = e->tables->role_trees[language];
    bool is_sentence = e->analysis->article->body_kind == BODY_SENTENCE;

    return trees != NULL && role_trees_are_trained(trees) && !is_sentence ? trees : NULL;
}

/* Parts by the learned choice. False when the language has none. */
static bool fill_by_choice(const struct emitter *e, const struct members *m)
{
    const struct analysis *a = e->analysis;
    enum language language = a->article->sentences[m->items[0]->sentence].language;
    const struct role_weights *weights = e->tables->roles[language];
    const struct role_trees *trees = second_look(e, language);
    struct role_votes *votes = e->votes;

    if (weights == NULL || !role_weights_are_trained(weights))
        return false;
    role_votes_begin(votes, weights);
    for (size_t i = 0; i < m->count; i++)
        add_votes(e, weights, m->items[i]);
    if (trees != NULL)
        role_rescore(trees, a, e->event->type, votes);
    role_votes_apply(votes, a, e->event);
    if (e->event->location_count == 0 && role_frames_fill_in(weights, PART_PLACE))
        add_places(e, m);
    if (a->article->body_kind == BODY_SENTENCE)
        fill_empty_parts(e, m);
    add_state_targets(e, m);
    timing_choose(weights, trees, a, m->items, m->count, e->event);
    return true;
}

static enum status emit(struct emitter *e, const struct members *m)
{
    const struct candidate *main = m->items[0];
    struct event *event = article_add_event(e->analysis->article);

    if (event == NULL || !make_room(e->analysis, event))
        return STATUS_LIMIT;
    e->event = event;
    event->type = main->type;
    for (size_t i = 0; i < m->count && event->mode == MODE_NONE; i++)
        if (event_type_takes_mode(main->type, m->items[i]->mode))
            event->mode = m->items[i]->mode;
    for (size_t i = 0; i < m->count && event->theme == EVENT_NONE; i++)
        event->theme = theme_of(e->analysis, m->items[i]);
    event->modality = main->modality;
    event->segment = main->segment;
    event->confidence = (double)main->score;
    add_role(e, m, ROLE_MEDIATOR, event->mediators, &event->mediator_count);
    if (!fill_by_choice(e, m))
        fill_by_slots(e, m);
    add_mentions(e, m);
    enum status status = add_tolls(e, m);

    parties_complete(e->analysis, event);
    event_codes_assign(e->tables->codes, event);
    return status;
}

static void collect(const struct analysis *a, uint32_t head, struct members *m)
{
    m->count = 0;
    for (uint32_t i = head; i < a->candidate_count && m->count < MEMBERS_MAX; i++) {
        const struct candidate *c = &a->candidates[i];

        if (c->dropped != NULL || (i != head && c->merged_into != head))
            continue;
        size_t at = m->count++;

        while (at > 0 && m->items[at - 1]->score < c->score) {
            m->items[at] = m->items[at - 1];
            at--;
        }
        m->items[at] = c;
    }
}

enum status emit_events(const struct emit_tables *tables, struct analysis *a, size_t events_max)
{
    struct role_votes votes UNINITIALIZED; /* 70 kilobytes for each article */
    struct emitter e = {
        .tables = tables, .entities = tables->entities, .analysis = a, .votes = &votes};
    struct members m;

    for (uint32_t i = 0; i < a->candidate_count; i++) {
        const struct candidate *c = &a->candidates[i];

        if (c->dropped != NULL || c->merged_into != INDEX_NONE)
            continue;
        if (events_max != 0 && a->article->event_count >= events_max)
            return STATUS_LIMIT;
        collect(a, i, &m);
        if (emit(&e, &m) != STATUS_OK)
            return STATUS_LIMIT;
    }
    return STATUS_OK;
}
