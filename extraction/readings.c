/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of the table: feature (a bucket, or bias), kind, weight in thousandths. */
#include "extraction/readings.h"

#include "lexicon/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_names[KIND_COUNT] = {
    [KIND_NONE] = "",
    [KIND_PAST] = "past",
    [KIND_PRESENT] = "present",
    [KIND_BASE] = "base",
    [KIND_ING] = "ing",
    [KIND_PARTICIPLE] = "participle",
    [KIND_NOUN] = "noun",
    [KIND_ADJECTIVE] = "adjective",
    [KIND_FUNCTION] = "function",
};

struct reading_weights {
    bool is_trained;
    float bias[KIND_COUNT];
    float values[READING_BUCKETS][KIND_COUNT];
};

static enum kind kind_from(struct strview name)
{
    for (int k = 1; k < KIND_COUNT; k++)
        if (strview_is(name, kind_names[k]))
            return (enum kind)k;
    return KIND_NONE;
}

struct reading_weights *reading_weights_new(const struct lexicon *lexicon, const char *name)
{
    struct reading_weights *w = calloc(1, sizeof(*w));
    struct table table = lexicon_table(lexicon, name);
    int feature = table_column(table, "feature");
    int kind = table_column(table, "kind");
    int weight = table_column(table, "weight");

    if (w == NULL)
        return NULL;
    for (size_t row = 0; row < table_row_count(table); row++) {
        enum kind of = kind_from(table_cell(table, row, kind));
        float key = table_number(table, row, feature);
        float value = table_number(table, row, weight) / 1000.0f;

        if (isnan(value))
            continue;
        if (strview_is(table_cell(table, row, feature), "bias"))
            w->bias[of] = value;
        else if (key >= 0.0f && key < READING_BUCKETS)
            w->values[(size_t)key][of] = value;
        w->is_trained = true;
    }
    return w;
}

void reading_weights_free(struct reading_weights *weights)
{
    free(weights);
}

bool reading_weights_are_trained(const struct reading_weights *weights)
{
    return weights->is_trained;
}

void reading_score(const struct reading_weights *w, const uint32_t *features, uint32_t count,
                   float out[KIND_COUNT])
{
    float sums[KIND_COUNT];

    memcpy(sums, w->bias, sizeof(sums));
    for (uint32_t i = 0; i < count; i++)
        for (int k = 0; k < KIND_COUNT; k++)
            sums[k] += w->values[features[i]][k];
    memcpy(out, sums, sizeof(sums));
}
