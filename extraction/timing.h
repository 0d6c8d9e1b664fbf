/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_TIMING_H
#define EXTRACTION_TIMING_H

#include "extraction/roles.h"

/* How a time of the text is read for an event. */
enum timing_reading {
    TIMING_AS_TOLD,
    TIMING_OTHER_SIDE,           /* an open phrase on the other side of the publication */
    TIMING_START,                /* since: the day it began */
    TIMING_TO_NOW,               /* from that day to the publication */
    TIMING_PUBLICATION,          /* the phrase tells no day: that of the publication */
    TIMING_COUNTED,              /* the phrase tells no day: counted from the day told last */
    TIMING_NIGHT_TO_PUBLICATION, /* a night of no told day: the one before the publication */
    TIMING_NIGHT_COUNTED,        /* a night of no told day: the one after the day told last */
};

enum { TIMING_ITEMS_MAX = 96 };

/* A time that an event may have. */
struct timing_item {
    uint32_t time; /* in article->times, or INDEX_NONE: the publication, told by no phrase */
    enum timing_reading reading;
    struct time_range range;
};

/* The times that what the candidate tells may have, told as modality says; the number written. */
uint32_t timing_items(const struct analysis *analysis, const struct candidate *candidate,
                      enum modality modality, struct timing_item items[TIMING_ITEMS_MAX]);
/* What tells whether it has that one, hashed; the number written. Needs scope. */
uint32_t timing_features(const struct analysis *analysis, const struct candidate *candidate,
                         enum modality modality, const struct timing_item *item,
                         uint32_t features[ROLE_FEATURES_MAX]);

/* The same as plain numbers, for a second look at all times of the event. */
enum timing_column {
    TIMING_STANDING,
    TIMING_READING,
    TIMING_BACK, /* sentences from the time to the mention, negative when it stands behind */
    TIMING_AGE,  /* days from the publication to its first day, within two years */
    TIMING_DAYS, /* from its first day to its last */
    TIMING_PRECISION,
    TIMING_TIMES_BETWEEN,
    TIMING_DEEDS_BETWEEN,
    TIMING_SAYING,
    TIMING_RULE, /* the rules found a time for the mention: another, this one */
    TIMING_CARRIER,
    TIMING_TENSE,
    TIMING_SENTENCE_KIND,
    TIMING_POSITION, /* of the mention's sentence in its segment */
    TIMING_TIMES_IN_CLAUSE,
    TIMING_TIMES_IN_SENTENCE,
    TIMING_MODALITY,
    TIMING_DEFINITE,
    TIMING_FLAGS,
    TIMING_COLUMN_COUNT,
};
/* What stands in the columns of a tree's split on times, in this order. "Others" are other days. */
enum time_vote_column {
    TIME_VOTE_HIGHEST, /* probability of the first look; mean; that one of the items is right */
    TIME_VOTE_MEAN,
    TIME_VOTE_ANY,
    TIME_VOTE_ITEMS,
    TIME_VOTE_RIVAL, /* highest of others; second highest; how many are higher */
    TIME_VOTE_RIVAL_SECOND,
    TIME_VOTE_HIGHER,
    TIME_VOTE_DAYS,       /* how many days and ranges there are */
    TIME_VOTE_SAME_START, /* highest of others with the same first day */
    TIME_VOTE_TYPE,
    TIME_VOTE_SCORE,     /* of the loudest item's mention */
    TIME_VOTE_ALL_ITEMS, /* of the event */
    TIME_VOTE_ITEM,      /* TIMING_COLUMN_COUNT of the loudest item */
    TIME_VOTE_COLUMN_COUNT = TIME_VOTE_ITEM + TIMING_COLUMN_COUNT,
};

void timing_columns(const struct analysis *analysis, const struct candidate *candidate,
                    enum modality modality, const struct timing_item *item,
                    float out[TIMING_COLUMN_COUNT]);

/* «أعلن يوم الخميس أن بلاده قد دخلت في مفاوضات»: a deed without a time of its own is no later than
 * the day on which the mention's own source told it. */
void timing_take_day_of_telling(const struct analysis *analysis, const struct candidate *mention,
                                struct event *event);

#endif
