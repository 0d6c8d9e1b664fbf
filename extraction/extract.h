/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_EXTRACT_H
#define EXTRACTION_EXTRACT_H

#include "lexicon/lexicon.h"
#include "model/event.h"

/* From tokens, numbers and times to events. Knows grammar, not words: every word comes from the
 * lexicon. */

struct reading_watcher;

struct extract_options {
    size_t events_max;                     /* limits.article_events */
    const struct reading_watcher *watcher; /* of tools (extraction/readings.h), or NULL */
};

struct extractor;

/* One per worker, one thread. lexicon and options must outlive it. NULL without memory or with
 * broken data. */
struct extractor *extractor_new(const struct lexicon *lexicon,
                                const struct extract_options *options);
void extractor_free(struct extractor *extractor);

/* Appends the events of every segment to article->events, in text order; ids are not set.
 * STATUS_LIMIT past a limit. */
enum status extract_events(struct extractor *extractor, struct article *article) MUST_CHECK;

/* What was found on the way to the last article's events; for tools and tests. Valid until its
 * arena is reset. */
struct analysis;
const struct analysis *extractor_last(const struct extractor *extractor);
/* The columns (enum dense) of its candidates for the second look, one row each. */
const float *extractor_last_columns(const struct extractor *extractor);

#endif
