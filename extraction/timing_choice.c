/* SPDX-License-Identifier: Apache-2.0 */
/* Times of one day or range are one vote, told by all mentions of the event; boosted trees over the
 * first probabilities of all votes take a second look. */
#include "extraction/timing_choice.h"

#include "model/trace.h"

struct time_vote {
    struct timing_item item; /* the loudest */
    const struct candidate *mention;
    float highest, sum;
    float none; /* probability that no item is right, were they told apart */
    uint32_t count;
};

struct time_votes {
    size_t count;
    uint32_t item_count;
    struct time_vote items[TIMING_ITEMS_MAX];
};

static struct time_vote *vote_of(struct time_votes *votes, const struct time_range *range)
{
    for (size_t i = 0; i < votes->count; i++)
        if (votes->items[i].item.range.start_day == range->start_day &&
            votes->items[i].item.range.end_day == range->end_day)
            return &votes->items[i];
    if (votes->count == TIMING_ITEMS_MAX)
        return NULL;
    votes->items[votes->count] = (struct time_vote){.item.range = *range, .none = 1.0f};
    return &votes->items[votes->count++];
}

static void add_votes(struct time_votes *votes, const struct role_weights *weights,
                      const struct analysis *a, const struct candidate *mention,
                      enum modality modality)
{
    struct timing_item items[TIMING_ITEMS_MAX];
    uint32_t features[ROLE_FEATURES_MAX];
    uint32_t count = timing_items(a, mention, modality, items);

    votes->item_count += count;
    for (uint32_t i = 0; i < count; i++) {
        struct time_vote *vote = vote_of(votes, &items[i].range);
        float part[PART_COUNT];

        if (vote == NULL)
            continue;
        role_score(weights, features, timing_features(a, mention, modality, &items[i], features),
                   part);
        vote->count++;
        vote->sum += part[PART_TIME];
        vote->none *= 1.0f - part[PART_TIME];
        if (part[PART_TIME] <= vote->highest)
            continue;
        vote->highest = part[PART_TIME];
        vote->item = items[i];
        vote->mention = mention;
    }
}

static float rescored(const struct trees *trees, const struct analysis *a,
                      const struct time_votes *votes, const struct time_vote *v,
                      enum modality modality)
{
    struct rivals rivals = {0};
    float columns[TIME_VOTE_COLUMN_COUNT] = {
        [TIME_VOTE_HIGHEST] = v->highest,       [TIME_VOTE_MEAN] = v->sum / (float)v->count,
        [TIME_VOTE_ANY] = 1.0f - v->none,       [TIME_VOTE_ITEMS] = (float)v->count,
        [TIME_VOTE_DAYS] = (float)votes->count, [TIME_VOTE_TYPE] = (float)v->mention->type,
        [TIME_VOTE_SCORE] = v->mention->score,  [TIME_VOTE_ALL_ITEMS] = (float)votes->item_count,
    };

    for (size_t i = 0; i < votes->count; i++) {
        const struct time_vote *w = &votes->items[i];

        if (w == v)
            continue;
        rivals_add(&rivals, v->highest, w->highest);
        if (w->item.range.start_day == v->item.range.start_day &&
            w->highest > columns[TIME_VOTE_SAME_START])
            columns[TIME_VOTE_SAME_START] = w->highest;
    }
    columns[TIME_VOTE_RIVAL] = rivals.highest;
    columns[TIME_VOTE_RIVAL_SECOND] = rivals.second;
    columns[TIME_VOTE_HIGHER] = rivals.higher;
    timing_columns(a, v->mention, modality, &v->item, &columns[TIME_VOTE_ITEM]);
    return trees_score(trees, columns);
}

void timing_choose(const struct role_weights *weights, const struct role_trees *trees,
                   const struct analysis *a, const struct candidate *const *mentions, size_t count,
                   struct event *event)
{
    struct time_votes votes = {0};
    const struct time_vote *best = NULL;
    float limit = (trees == NULL ? role_limits(weights) : role_trees_limits(trees))
                      ->of[BEARER_FIRST][PART_TIME];

    for (size_t m = 0; m < count; m++)
        add_votes(&votes, weights, a, mentions[m], event->modality);
    for (size_t i = 0; i < votes.count; i++) {
        const struct time_vote *v = &votes.items[i];

        if (v->mention == NULL)
            continue;
        float score = trees == NULL ? v->highest
                                    : rescored(role_trees_of(trees, PART_TIME), a, &votes, v,
                                               event->modality);

        if (a->article->trace != NULL)
            trace_add(a->article, "parts", "%s: day %d to %d: %.2f then %.2f",
                      event_type_name(event->type), (int)v->item.range.start_day,
                      (int)v->item.range.end_day, (double)v->highest, (double)score);
        if (score < limit)
            continue;
        limit = score;
        best = v;
    }
    if (best == NULL)
        return;
    event->time.range = best->item.range;
    if (best->item.time != INDEX_NONE) {
        const struct time_phrase *t = &a->article->times[best->item.time];

        event->time.text =
            article_tokens_text(a->article, t->first_token, t->first_token + t->token_count - 1);
    }
    if (event->modality == MODALITY_HAPPENED)
        timing_take_day_of_telling(a, mentions[0], event);
}
