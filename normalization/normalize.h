/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_NORMALIZE_H
#define NORMALIZATION_NORMALIZE_H

#include "lexicon/lexicon.h"
#include "model/article.h"

/* From a decoded article to dated, segmented, tokenized text. ICU lives here. */

/* What is known of a source, by domain or name: `sources:` in the configuration. */
struct source_hint {
    struct strview domain;
    const char *time_zone;  /* tz name; NULL: unknown */
    enum language language; /* LANGUAGE_UNKNOWN: told from the text */
    bool is_month_first;    /* 11/07/2025 is 7 November */
};

struct normalize_options {
    bool languages[LANGUAGE_COUNT]; /* those that are extracted */
    const struct source_hint *sources;
    size_t source_count;
};

struct normalizer;

/* Owns the ICU objects and the indexes made from the lexicon's tables; one per worker, one thread.
 * options and lexicon must outlive it. NULL without memory or with broken language data. */
struct normalizer *normalizer_new(const struct lexicon *lexicon,
                                  const struct normalize_options *options);
void normalizer_free(struct normalizer *normalizer);

/* The steps, in this order. Each reads what those before it left in the article. STATUS_LIMIT at
 * the arena's ceiling or past the deadline. */

/* fields → lines (kept or cut, with the reason) and segments (title, date, source, author). */
enum status normalize_segments(struct normalizer *normalizer, struct article *article) MUST_CHECK;
/* segments → language of each segment and of the article. */
enum status normalize_language(struct normalizer *normalizer, struct article *article) MUST_CHECK;
/* kept lines → sentences and tokens with their forms, and the language of each sentence. */
enum status normalize_tokens(struct normalizer *normalizer, struct article *article) MUST_CHECK;
/* tokens → numbers told in digits and words. */
enum status normalize_numbers(struct normalizer *normalizer, struct article *article) MUST_CHECK;
/* tokens → times told, resolved against the publication of their segment. */
enum status normalize_times(struct normalizer *normalizer, struct article *article) MUST_CHECK;
/* tokens → fingerprint (SimHash) of the text of each segment; 0 when it has no word. */
enum status normalize_fingerprint(struct normalizer *normalizer,
                                  struct article *article) MUST_CHECK;

#endif
