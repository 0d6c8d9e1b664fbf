/* SPDX-License-Identifier: Apache-2.0 */
/* Logistic regression over hashed features, with Platt's scaling to a probability. Rows of the
 * table are a bucket, or one of bias, scale, shift, threshold and threshold_short. */
#include "extraction/score.h"

#include "extraction/features.h"

#include <math.h>
#include <stdlib.h>

/* As in scripts/train.py. */
enum { SHORT_SENTENCES = 2 };

struct weights {
    bool is_trained;
    float bias, scale, shift;
    float pair_bias;
    bool has_pairs;
    float thresholds[2]; /* of texts, of short ones */
    float values[FEATURE_BUCKETS];
};

float logistic(float log_odds)
{
    return 1.0f / (1.0f + expf(-log_odds));
}

static float *row_target(struct weights *w, struct strview key)
{
    w->has_pairs = w->has_pairs || strview_is(key, "pair_bias");
    return strview_is(key, "bias")              ? &w->bias
           : strview_is(key, "pair_bias")       ? &w->pair_bias
           : strview_is(key, "scale")           ? &w->scale
           : strview_is(key, "shift")           ? &w->shift
           : strview_is(key, "threshold")       ? &w->thresholds[0]
           : strview_is(key, "threshold_short") ? &w->thresholds[1]
                                                : NULL;
}

struct weights *weights_new(const struct lexicon *lexicon, const char *name)
{
    struct weights *w = calloc(1, sizeof(*w));

    if (w == NULL)
        return NULL;
    struct table table = lexicon_table(lexicon, name);
    int key = table_column(table, "feature");
    int value = table_column(table, "weight");

    w->scale = 1.0f;
    w->is_trained = table_row_count(table) > 0;
    w->thresholds[0] = w->thresholds[1] = 0.5f;
    for (size_t row = 0; row < table_row_count(table); row++) {
        float *out = feature_row(table, row, key, w->values, 1, FEATURE_BUCKETS);

        if (out == NULL)
            out = row_target(w, table_cell(table, row, key));
        if (out != NULL)
            feature_read_row(table, row, &value, 1, out);
    }
    return w;
}

void weights_free(struct weights *weights)
{
    free(weights);
}

void score_candidate(const struct weights *w, struct candidate *c)
{
    float sum = w->is_trained ? w->bias : 2.0f * (c->fit - 1.2f) - 2.0f * (float)c->rank;

    if (w->is_trained)
        for (uint32_t i = 0; i < c->feature_count; i++)
            sum += w->values[c->features[i]];
    c->score = logistic(w->scale * sum + w->shift);
}

float score_threshold(const struct weights *w, uint32_t sentence_count)
{
    return w->thresholds[sentence_count <= SHORT_SENTENCES];
}

float score_pair(const struct weights *w, const uint32_t *features, uint32_t count)
{
    float sum = w->pair_bias;

    if (!w->has_pairs)
        return -1.0f;
    for (uint32_t i = 0; i < count; i++)
        sum += w->values[features[i]];
    return logistic(sum);
}
