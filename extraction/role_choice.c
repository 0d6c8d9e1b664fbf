/* SPDX-License-Identifier: Apache-2.0 */
/* From probabilities to the parts of an event. A text is judged once for all mentions, by its best
 * standing; the likeliest takes a part from a low threshold, further ones from a higher one, for
 * most parts have one bearer. Parties of symmetric deeds are one part, told apart by order. */
#include "extraction/role_choice.h"

#include "extraction/candidates.h"
#include "extraction/homelands.h"
#include "lexicon/characters.h"
#include "model/trace.h"

static const float SURE = 0.65f;
/* What is less likely is no vote; as in scripts/train_roles.py. */
static const float LIKELY = 0.05f;

/* The next letter: vowel marks and tatweel are none. 0 at the end. */
static uint32_t next_letter(struct strview text, size_t *at)
{
    while (*at < text.len) {
        uint32_t c = character_next(text, at);

        if (character_class(c) != CHARACTER_MARK)
            return c;
    }
    return 0;
}

static bool begins_with(struct strview text, size_t at, struct strview name)
{
    size_t k = 0;

    for (uint32_t c = next_letter(name, &k); c != 0; c = next_letter(name, &k))
        if (next_letter(text, &at) != c)
            return false;
    return true;
}

/* The letters of which Arabic clitics and the article are made. */
static bool is_clitic_letter(uint32_t c)
{
    return c == 0x648 || c == 0x641 || c == 0x628 || c == 0x644 || c == 0x643 || c == 0x627;
}

/* Of ASCII, Latin and Arabic letters alone: nothing that next_letter() passes over. */
static bool is_plain(struct strview text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char lead = (unsigned char)text.ptr[i];

        if (lead < 0x80)
            continue;
        unsigned char next = ++i < text.len ? (unsigned char)text.ptr[i] : 0;

        if (!(lead >= 0xC3 && lead <= 0xC9) && !(lead == 0xD8 && next >= 0xA0) &&
            !(lead == 0xD9 && next > 0x80 && next <= 0x8A))
            return false;
    }
    return true;
}

/* One name in the other, from a word's start or behind its clitics («إسرائيل» in «السلطات
 * الإسرائيلية», not «خلية» in «الداخلية»). */
static bool holds_name(struct strview text, struct strview name, bool are_plain)
{
    bool is_start = true;

    if (are_plain && (name.len > text.len || strview_find(text, name, 0) >= text.len))
        return name.len == 0;
    for (size_t at = 0; at < text.len;) {
        if (is_start && begins_with(text, at, name))
            return true;
        uint32_t c = next_letter(text, &at);

        is_start = c == ' ' || (is_start && is_clitic_letter(c)) || c < 'A';
    }
    return name.len == 0;
}

static bool is_same_party(const struct actor *a, const struct actor *b, bool are_plain)
{
    return holds_name(a->text, b->text, are_plain) || holds_name(b->text, a->text, are_plain) ||
           (a->name.len > 0 && strview_equal(a->name, b->name));
}

bool role_votes_are_same(const struct role_vote *a, const struct role_vote *b)
{
    return is_same_party(&a->actor, &b->actor, a->is_plain && b->is_plain);
}

static float limit_of(const struct role_votes *votes, enum part part, enum bearer bearer)
{
    return votes->limits.of[bearer][part];
}

void role_votes_begin(struct role_votes *votes, const struct role_weights *weights)
{
    votes->count = 0;
    votes->limits = *role_limits(weights);
}

static bool is_same_text(const struct role_vote *vote, struct strview text, bool text_is_plain)
{
    if (vote->is_plain && text_is_plain)
        return strview_equal(vote->actor.text, text);
    return begins_with(vote->actor.text, 0, text) && begins_with(text, 0, vote->actor.text);
}

/* The vote of the actor's text, with this actor; NULL when there is no room. */
static struct role_vote *vote_of(struct role_votes *votes, const struct actor *actor)
{
    bool text_is_plain = is_plain(actor->text);
    size_t i = 0;

    while (i < votes->count && !is_same_text(&votes->items[i], actor->text, text_is_plain))
        i++;
    if (i == ROLE_VOTES_MAX)
        return NULL;
    struct role_vote *vote = &votes->items[i];

    if (i == votes->count) {
        *vote = (struct role_vote){.token = UINT32_MAX};
        votes->count++;
    }
    vote->actor = *actor;
    vote->is_plain = text_is_plain;
    return vote;
}

static void note_phrase(struct role_vote *vote, uint32_t phrase)
{
    for (uint32_t i = 0; i < vote->phrase_count; i++)
        if (vote->phrases[i] == phrase)
            return;
    if (vote->phrase_count < VOTE_PHRASES_MAX)
        vote->phrases[vote->phrase_count++] = phrase;
}

/* "From" or "to" as the preposition tells it. */
static enum place_role role_by_preposition(const struct analysis *a, const struct phrase *p)
{
    uint32_t lexeme =
        p->preposition_token == INDEX_NONE ? LEXICON_NONE : a->words[p->preposition_token].lexeme;

    if (lexeme == LEXICON_NONE)
        return PLACE_AT;
    struct strview place = lexicon_effect(lexicon_lexeme(a->lexicon, lexeme).detail, "place");

    return strview_is(place, "from")  ? PLACE_FROM
           : strview_is(place, "to")  ? PLACE_TO
           : strview_is(place, "via") ? PLACE_VIA
                                      : PLACE_AT;
}

/* «لتتجمع في القاعدة»: the place stands in what a movement told before is for. */
static bool tells_end(const struct analysis *a, const struct candidate *c, uint32_t phrase)
{
    return c->type == EVENT_TROOP_MOVEMENT && c->merged_into != INDEX_NONE &&
           a->clauses[c->clause].is_purpose &&
           a->words[a->phrases[phrase].head].clause == c->clause;
}

/* "From" or "to" as a frame of the candidate tells it, else the preposition; where a movement that
 * is told before ends. */
static enum place_role place_role_of(const struct analysis *a, const struct candidate *c,
                                     uint32_t phrase)
{
    if (tells_end(a, c, phrase))
        return PLACE_TO;
    for (uint32_t i = 0; i < c->filler_count; i++) {
        if (c->fillers[i].phrase != phrase)
            continue;
        if (c->fillers[i].role == ROLE_FROM)
            return PLACE_FROM;
        if (c->fillers[i].role == ROLE_TO)
            return PLACE_TO;
        if (c->fillers[i].role == ROLE_VIA)
            return PLACE_VIA;
        if (c->fillers[i].role == ROLE_AT && c->fillers[i].origin != FILLER_BY_CLAUSE)
            return PLACE_AT;
    }
    return role_by_preposition(a, &a->phrases[phrase]);
}

static bool is_likely(const float part[PART_COUNT])
{
    for (int k = 0; k < PART_TIME; k++)
        if (part[k] >= LIKELY)
            return true;
    return false;
}

static void trace_parts(const struct analysis *a, const struct candidate *c,
                        const struct role_item *item, const float part[PART_COUNT])
{
    struct strview text =
        item->entity == INDEX_NONE
            ? phrase_text(a, item->phrase)
            : article_token_text(a->article, a->entities[item->entity].first_token);

    trace_add(a->article, "parts",
              "#%td %.*s: actor %.2f recipient %.2f party %.2f place %.2f source %.2f",
              c - a->candidates, STRVIEW_ARG(text), part[PART_ACTOR], part[PART_RECIPIENT],
              part[PART_PARTY], part[PART_PLACE], part[PART_SOURCE]);
}

/* Who the item is. What an official or "his country" says is the official's own act. */
static void find_bearer(const struct entity_index *index, const struct analysis *a,
                        const struct candidate *c, const struct role_item *item,
                        const float part[PART_COUNT], struct actor *actor)
{
    bool is_said = event_type_is_speech_act(c->type) && part[PART_ACTOR] > part[PART_RECIPIENT];
    bool is_official = (a->phrases[item->phrase].classes & FILLER_PERSON) != 0;

    if (item->entity != INDEX_NONE && !(is_said && is_official))
        actor_from_entity(index, a, item->entity, actor);
    else
        actor_from_phrase(
            index, a, is_said ? homeland_speaker(a, c->type, item->phrase) : item->phrase, actor);
}

void role_votes_add(struct role_votes *votes, const struct role_weights *weights,
                    const struct entity_index *index, const struct analysis *a,
                    const struct candidate *c, float weight)
{
    struct role_item items[ROLE_ITEMS_MAX];
    uint32_t features[ROLE_FEATURES_MAX];
    uint32_t count = role_items(a, c, items);

    for (uint32_t i = 0; i < count; i++) {
        float part[PART_COUNT];
        struct actor actor;
        uint32_t first = a->phrases[items[i].phrase].first_token;

        role_score(weights, features, role_features(a, c, &items[i], features), part);
        if (role_is_told_agent(a, c, &items[i])) {
            part[PART_ACTOR] = SURE > part[PART_ACTOR] ? SURE : part[PART_ACTOR];
            part[PART_RECIPIENT] = part[PART_PLACE] = 0.0f;
        }
        for (int k = 0; k < PART_TIME; k++)
            part[k] *= weight;
        if (a->article->trace != NULL)
            trace_parts(a, c, &items[i], part);
        if (!is_likely(part))
            continue;
        find_bearer(index, a, c, &items[i], part, &actor);
        struct role_vote *vote = actor.text.len == 0 ? NULL : vote_of(votes, &actor);

        if (vote == NULL)
            continue;
        if (first < vote->token)
            vote->token = first;
        note_phrase(vote, items[i].phrase);
        vote->is_end |= tells_end(a, c, items[i].phrase);
        vote->item_count++;
        if (part[PART_SOURCE] > vote->part[PART_SOURCE])
            vote->phrase = items[i].phrase;
        if (part[PART_PLACE] > vote->part[PART_PLACE] && items[i].entity == INDEX_NONE &&
            location_from_phrase(index, a, items[i].phrase, &vote->place))
            vote->place.role = place_role_of(a, c, items[i].phrase);
        for (int k = 0; k < PART_TIME; k++) {
            vote->sum[k] += part[k];
            if (part[k] <= vote->part[k])
                continue;
            vote->part[k] = part[k];
            vote->best[k].candidate = c;
            vote->best[k].item = items[i];
        }
    }
}

/* The likeliest that is not taken yet and passes; NULL. */
static const struct role_vote *next_vote(const struct role_votes *votes, enum part part,
                                         float threshold, const bool taken[ROLE_VOTES_MAX])
{
    const struct role_vote *best = NULL;

    for (size_t i = 0; i < votes->count; i++)
        if (!taken[i] && votes->items[i].part[part] >= threshold &&
            (best == NULL || votes->items[i].part[part] > best->part[part]))
            best = &votes->items[i];
    return best;
}

bool role_votes_are_joined(const struct analysis *a, const struct role_vote *v,
                           const struct role_vote *w)
{
    for (uint32_t i = 0; i < v->phrase_count; i++)
        for (uint32_t k = 0; k < w->phrase_count; k++)
            if (a->phrases[v->phrases[i]].previous_conjunct == w->phrases[k] ||
                a->phrases[w->phrases[k]].previous_conjunct == v->phrases[i])
                return true;
    return false;
}

/* In a sentence that names both, else by their first naming. */
static bool stands_before(const struct analysis *a, const struct role_vote *v,
                          const struct role_vote *w)
{
    for (uint32_t i = 0; i < v->phrase_count; i++)
        for (uint32_t k = 0; k < w->phrase_count; k++) {
            const struct phrase *p = &a->phrases[v->phrases[i]];
            const struct phrase *q = &a->phrases[w->phrases[k]];

            if (p->sentence == q->sentence)
                return p->first_token < q->first_token;
        }
    return v->token < w->token;
}

/* Where a movement begins and where it ends are told beside each other. */
static bool is_other_end(const struct role_vote *vote, const struct role_vote *const *chosen,
                         size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (chosen[i]->place.role == vote->place.role)
            return false;
    return vote->place.role == PLACE_FROM || vote->place.role == PLACE_TO;
}

/* What the next bearer of the part must reach: less where it is joined to one chosen. */
static float next_threshold(const struct role_votes *votes, enum part part, enum event_type type,
                            const struct analysis *a, const struct role_vote *vote,
                            const struct role_vote *const *chosen, size_t count)
{
    if (count == 0)
        return limit_of(votes, part, BEARER_FIRST);
    bool is_joined =
        (part == PART_PARTY && count == 1) || /* nobody meets alone */
        (part == PART_PLACE && vote->is_end) ||
        (part == PART_PLACE && type == EVENT_TROOP_MOVEMENT && is_other_end(vote, chosen, count));

    for (size_t i = 0; i < count && !is_joined; i++)
        is_joined = role_votes_are_joined(a, vote, chosen[i]);
    return limit_of(votes, part, is_joined ? BEARER_JOINED : BEARER_OTHER);
}

/* Those that take the part, in text order; the number. */
static size_t choose(const struct role_votes *votes, const struct analysis *a, enum event_type type,
                     enum part part, const struct role_vote *out[EVENT_ACTORS_MAX])
{
    bool taken[ROLE_VOTES_MAX] = {false};
    float least = limit_of(votes, part, BEARER_FIRST);
    const struct role_vote *vote;
    size_t count = 0;

    while (count < EVENT_ACTORS_MAX && (vote = next_vote(votes, part, least, taken)) != NULL) {
        bool is_known = false;

        taken[vote - votes->items] = true;
        for (size_t i = 0; i < count && !is_known; i++)
            is_known = role_votes_are_same(out[i], vote);
        if (is_known || vote->part[part] < next_threshold(votes, part, type, a, vote, out, count))
            continue;
        size_t at = count++;

        while (at > 0 && stands_before(a, vote, out[at - 1])) {
            out[at] = out[at - 1];
            at--;
        }
        out[at] = vote;
    }
    return count;
}

/* How far the likeliest other bearer of the part passes. */
static float gain_of_others(const struct role_votes *votes, enum part part,
                            const struct role_vote *vote)
{
    float threshold = limit_of(votes, part, BEARER_FIRST);
    bool taken[ROLE_VOTES_MAX] = {false};

    taken[vote - votes->items] = true;
    for (const struct role_vote *other;
         (other = next_vote(votes, part, threshold, taken)) != NULL;) {
        if (!role_votes_are_same(other, vote))
            return other->part[part] - threshold;
        taken[other - votes->items] = true;
    }
    return 0;
}

/* Who may be doer or target is what leaves the likelier other to the other part. */
static bool is_rather_actor(const struct role_votes *votes, const struct role_vote *vote)
{
    float actor = vote->part[PART_ACTOR] - limit_of(votes, PART_ACTOR, BEARER_FIRST);
    float recipient = vote->part[PART_RECIPIENT] - limit_of(votes, PART_RECIPIENT, BEARER_FIRST);

    return actor + gain_of_others(votes, PART_RECIPIENT, vote) >=
           recipient + gain_of_others(votes, PART_ACTOR, vote);
}

static void apply_parties(const struct role_votes *votes, const struct analysis *a,
                          struct event *event)
{
    const struct role_vote *chosen[EVENT_ACTORS_MAX];
    size_t count;

    if (event_type_is_symmetric(event->type)) {
        count = choose(votes, a, event->type, PART_PARTY, chosen);
        if (count > 0)
            event->actors[event->actor_count++] = chosen[0]->actor;
        for (size_t i = 1; i < count; i++)
            event->recipients[event->recipient_count++] = chosen[i]->actor;
        return;
    }
    count = choose(votes, a, event->type, PART_ACTOR, chosen);
    for (size_t i = 0; i < count; i++)
        if (is_rather_actor(votes, chosen[i]))
            event->actors[event->actor_count++] = chosen[i]->actor;
    count = choose(votes, a, event->type, PART_RECIPIENT, chosen);
    for (size_t i = 0; i < count; i++) {
        bool is_actor = false;

        for (size_t k = 0; k < event->actor_count && !is_actor; k++)
            is_actor = is_same_party(&event->actors[k], &chosen[i]->actor, false);
        if (!is_actor)
            event->recipients[event->recipient_count++] = chosen[i]->actor;
    }
}

static void apply_places(const struct role_votes *votes, const struct analysis *a,
                         struct event *event)
{
    const struct role_vote *chosen[EVENT_ACTORS_MAX];
    size_t count = choose(votes, a, event->type, PART_PLACE, chosen);

    for (size_t i = 0; i < count; i++) {
        bool is_known =
            chosen[i]->place.text.len == 0 || event->location_count == EVENT_LOCATIONS_MAX;

        for (size_t k = 0; k < event->location_count && !is_known; k++)
            is_known = strview_equal(event->locations[k].text, chosen[i]->place.text);
        if (!is_known)
            event->locations[event->location_count++] = chosen[i]->place;
    }
    event_drop_outer_locations(event);
}

/* The word that credits the source: of its clause's operator, else of its clause. */
static struct strview crediting_word(const struct analysis *a, uint32_t phrase)
{
    const struct phrase *p = &a->phrases[phrase];
    const struct sentence_range *r = &a->ranges[p->sentence];
    uint32_t clause = a->words[p->first_token].clause;

    for (size_t i = 0; i < a->attribution_count; i++)
        if (a->attributions[i].phrase == phrase)
            return article_token_text(a->article, a->attributions[i].verb_token);
    for (uint32_t i = r->first_operator; i < r->first_operator + r->operator_count; i++)
        if (a->operators[i].entry.class == OPERATOR_ATTRIBUTION && a->operators[i].clause == clause)
            return article_token_text(a->article, a->operators[i].head);
    return (struct strview){0};
}

static void apply_source(const struct role_votes *votes, const struct analysis *a,
                         struct event *event)
{
    bool taken[ROLE_VOTES_MAX] = {false};
    const struct role_vote *vote =
        next_vote(votes, PART_SOURCE, limit_of(votes, PART_SOURCE, BEARER_FIRST), taken);

    /* of several that are credited surely, the first */
    for (size_t i = 0; i < votes->count && vote != NULL; i++)
        if (votes->items[i].part[PART_SOURCE] >= SURE && votes->items[i].token < vote->token)
            vote = &votes->items[i];
    if (vote != NULL)
        event->attributions[event->attribution_count++] =
            (struct attribution){.text = vote->actor.text,
                                 .name = vote->actor.name,
                                 .verb = crediting_word(a, vote->phrase)};
}

void role_votes_apply(const struct role_votes *votes, const struct analysis *a, struct event *event)
{
    apply_parties(votes, a, event);
    apply_places(votes, a, event);
    apply_source(votes, a, event);
}
