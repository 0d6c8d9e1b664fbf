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

/* The event's time: the one that its mentions make likeliest, if likely enough; of what happened no
 * later than the day on which the first mention's own source told it. */
void timing_choose(const struct role_weights *weights, const struct analysis *analysis,
                   const struct candidate *const *mentions, size_t count, struct event *event);

#endif
