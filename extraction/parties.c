/* SPDX-License-Identifier: Apache-2.0 */
/* Parties told elsewhere: only from events of the same segment that stand before, nearest first. */
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

void parties_complete(const struct analysis *a, struct event *event)
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
