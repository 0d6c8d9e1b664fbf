/* SPDX-License-Identifier: Apache-2.0 */
/* Parties told elsewhere. Only an empty role is filled, and only from events of the same segment
 * that stand before, nearest first: a wrong party is worse than none, so each rule asks for the
 * kind of act that its reading needs. */
#include "extraction/parties.h"

enum { EVENTS_BACK = 6 };

bool actor_is_same(const struct actor *a, const struct actor *b)
{
    return strview_equal(a->text, b->text) || (a->name.len > 0 && strview_equal(a->name, b->name));
}

static bool is_among(const struct actor *items, size_t count, const struct actor *actor)
{
    for (size_t i = 0; i < count; i++)
        if (actor_is_same(&items[i], actor))
            return true;
    return false;
}

static void add_recipient(struct event *event, const struct actor *actor)
{
    if (event->recipient_count < EVENT_ACTORS_MAX && actor->text.len > 0 &&
        !is_among(event->actors, event->actor_count, actor) &&
        !is_among(event->recipients, event->recipient_count, actor))
        event->recipients[event->recipient_count++] = *actor;
}

/* A deed that somebody may be blamed for. */
static bool is_blamed(enum event_type type)
{
    switch (type) {
    case EVENT_STRIKE:
    case EVENT_ATTACK:
    case EVENT_SEIZURE:
    case EVENT_ARREST:
    case EVENT_COERCION:
    case EVENT_SANCTION:
    case EVENT_TROOP_MOVEMENT:
        return true;
    default:
        return false;
    }
}

/* The next earlier event of the last one's segment, or NULL; back counts, from 0, the events
 * passed. */
static const struct event *event_before(const struct article *article, size_t *back)
{
    const struct event *last = &article->events[article->event_count - 1];

    while (*back < EVENTS_BACK && *back + 1 < article->event_count) {
        const struct event *before = last - ++*back;

        if (before->segment == last->segment)
            return before;
    }
    return NULL;
}

/* "Condemned the raid": who made the raid, by the adjective on it or by the last such deed. */
static void add_doer_of_condemned(const struct entity_index *index, const struct analysis *a,
                                  struct event *event, const struct candidate *c)
{
    const struct event *before;
    size_t back = 0;
    const struct phrase *object = c->object == INDEX_NONE ? NULL : &a->phrases[c->object];
    struct actor actor;

    if (event->type != EVENT_ACCUSATION || event->recipient_count > 0 || object == NULL ||
        (object->classes & FILLER_ACTING) != 0 || event->mode != MODE_CONDEMN)
        return;
    if (object->nationality != INDEX_NONE &&
        actor_from_entity(index, a, object->nationality, &actor)) {
        add_recipient(event, &actor);
        return;
    }
    if ((object->classes & FILLER_EVENT) == 0)
        return;
    while ((before = event_before(a->article, &back)) != NULL) {
        if (!is_blamed(before->type) || before->actor_count == 0)
            continue;
        for (size_t k = 0; k < before->actor_count; k++)
            add_recipient(event, &before->actors[k]);
        if (event->recipient_count > 0)
            return;
    }
}

/* Talks of one side alone: the other is the one it met or fought before. */
static void add_other_side(const struct analysis *a, struct event *event)
{
    const struct event *before;
    size_t back = 0;
    size_t parties = event->actor_count + event->recipient_count;

    if (!event_type_is_symmetric(event->type) || parties > 1)
        return;
    while ((before = event_before(a->article, &back)) != NULL) {
        bool knows = parties == 0;

        if (!event_type_is_symmetric(before->type) || before->actor_count == 0 ||
            before->recipient_count == 0)
            continue;
        if (parties == 1) {
            const struct actor *own =
                event->actor_count == 1 ? &event->actors[0] : &event->recipients[0];

            knows = is_among(before->actors, before->actor_count, own) ||
                    is_among(before->recipients, before->recipient_count, own);
        }
        if (!knows)
            continue;
        if (event->actor_count == 0)
            event->actors[event->actor_count++] = before->actors[0];
        for (size_t k = 0; k < before->actor_count; k++)
            add_recipient(event, &before->actors[k]);
        for (size_t k = 0; k < before->recipient_count; k++)
            add_recipient(event, &before->recipients[k]);
        return;
    }
}

/* "Dismissed the charge": what is rejected was said by the last speaker who is not the same. */
static void add_speaker_of_rejected(const struct analysis *a, struct event *event)
{
    const struct event *before;
    size_t back = 0;

    if (event->type != EVENT_REJECTION || event->recipient_count > 0 || event->actor_count == 0)
        return;
    while ((before = event_before(a->article, &back)) != NULL) {
        if (before->actor_count == 0 ||
            (before->type != EVENT_ACCUSATION && before->type != EVENT_DEMAND &&
             before->type != EVENT_THREAT) ||
            is_among(event->actors, event->actor_count, &before->actors[0]))
            continue;
        add_recipient(event, &before->actors[0]);
        return;
    }
}

static bool names_victims(const struct analysis *a, const struct phrase *p, struct strview toll)
{
    struct strview text =
        article_tokens_text(a->article, p->first_token, p->first_token + p->token_count - 1);

    if (p->entity == INDEX_NONE || (p->classes & (FILLER_PEOPLE | FILLER_ARMED)) == 0 ||
        a->entities[p->entity].agent_row == LEXICON_NONE)
        return false;
    struct agent_entry agent = lexicon_agent(a->lexicon, a->entities[p->entity].agent_row);

    return agent.may_act && agent.may_be_toll && !strview_is(agent.kind, "group") &&
           (strview_find(text, toll, 0) < text.len || strview_find(toll, text, 0) < toll.len);
}

static void add_victims(const struct entity_index *index, const struct analysis *a,
                        struct event *event, const struct candidate *c)
{
    const struct sentence_range *r = &a->ranges[c->sentence];
    struct strview toll = event->casualties.killed.is_known ? event->casualties.killed.text
                                                            : event->casualties.injured.text;
    struct actor actor;

    if ((event->type != EVENT_STRIKE && event->type != EVENT_ATTACK) ||
        event->recipient_count > 0 || toll.len == 0)
        return;
    for (uint32_t i = r->first_phrase; i < r->first_phrase + r->phrase_count; i++)
        if (names_victims(a, &a->phrases[i], toll) && actor_from_phrase(index, a, i, &actor))
            add_recipient(event, &actor);
}

void parties_complete(const struct entity_index *index, const struct analysis *a,
                      struct event *event, const struct candidate *main)
{
    add_doer_of_condemned(index, a, event, main);
    add_other_side(a, event);
    add_speaker_of_rejected(a, event);
    add_victims(index, a, event, main);
}
