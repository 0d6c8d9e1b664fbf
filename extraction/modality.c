/* SPDX-License-Identifier: Apache-2.0 */
/* Operators overlap, and which of them counts depends on words between: a linear model over the
 * operators that reach a candidate, its tense and its neighbours decides. Measured on the Arabic
 * training articles in cross-validation; see docs/quality.md. */
#include "extraction/modality.h"

#include "extraction/features.h"

#include <stdlib.h>

struct modality_weights {
    bool is_trained;
    float bias[MODALITY_COUNT];
    float values[MODALITY_BUCKETS][MODALITY_COUNT];
};

struct modality_weights *modality_weights_new(const struct lexicon *lexicon, const char *name)
{
    struct modality_weights *w = calloc(1, sizeof(*w));
    struct table table = lexicon_table(lexicon, name);
    int key = table_column(table, "feature");
    int modalities[MODALITY_COUNT];

    if (w == NULL)
        return NULL;
    for (int k = 0; k < MODALITY_COUNT; k++)
        modalities[k] = table_column(table, modality_name((enum modality)k));
    for (size_t row = 0; row < table_row_count(table); row++) {
        struct strview cell = table_cell(table, row, key);
        unsigned long long bucket = 0;
        float *out = w->bias;

        if (!strview_is(cell, "bias")) {
            if (!strview_to_unsigned(cell, &bucket) || bucket >= MODALITY_BUCKETS)
                continue;
            out = w->values[bucket];
        }
        for (int k = 0; k < MODALITY_COUNT; k++) {
            double value = 0.0;

            if (strview_to_double(table_cell(table, row, modalities[k]), &value))
                out[k] = (float)value;
        }
        w->is_trained = true;
    }
    return w;
}

void modality_weights_free(struct modality_weights *weights)
{
    free(weights);
}

struct sink {
    uint32_t *out;
    uint32_t count;
};

static void add(struct sink *sink, const char *name, uint64_t value)
{
    if (sink->count < MODALITY_FEATURES_MAX)
        sink->out[sink->count++] = feature_bucket(name, value, MODALITY_BITS);
}

static uint64_t word_at(const struct analysis *a, const struct candidate *c, int64_t token)
{
    const struct sentence *s = &a->article->sentences[c->sentence];

    if (token < (int64_t)s->first_token || token >= (int64_t)(s->first_token + s->token_count))
        return 1;
    return feature_text(a->words[token].stem);
}

static void add_operators(struct sink *sink, const struct analysis *a, const struct candidate *c)
{
    const struct sentence_range *r = &a->ranges[c->sentence];

    for (uint32_t k = 0; k < c->operator_count; k++) {
        const struct operator_hit *o = &a->operators[c->operators[k]];

        add(sink, "reached", feature_text(o->text));
        add(sink, "reached.type", feature_text(o->text) * 64 + (uint64_t)c->type);
        add(sink, "reached.class", o->entry.class);
        add(sink, "reached.class.carrier", (uint64_t)o->entry.class * 16 + c->carrier);
    }
    for (uint32_t k = r->first_operator; k < r->first_operator + r->operator_count; k++) {
        const struct operator_hit *o = &a->operators[k];

        if (o->head + 12 > c->trigger && o->head < c->trigger + 8)
            add(sink, o->head < c->trigger ? "near.before" : "near.after", feature_text(o->text));
    }
}

static void add_time(struct sink *sink, const struct analysis *a, const struct candidate *c)
{
    if (c->time == INDEX_NONE)
        return;
    const struct time_phrase *t = &a->article->times[c->time];

    for (uint64_t bit = 0; bit < 12; bit++)
        if ((t->flags >> bit & 1) != 0)
            add(sink, "time.tense", bit * 16 + a->clauses[c->clause].tense);
}

uint32_t modality_features(const struct analysis *a, const struct candidate *c,
                           uint32_t features[MODALITY_FEATURES_MAX])
{
    const struct clause *k = &a->clauses[c->clause];
    const struct sentence *s = &a->article->sentences[c->sentence];
    struct sink sink = {.out = features};
    uint64_t own = k->verb == c->trigger;
    uint64_t verb =
        k->verb == INDEX_NONE
            ? 0
            : feature_text(lexicon_lexeme(a->lexicon, a->words[k->verb].lexeme == LEXICON_NONE
                                                          ? 0
                                                          : a->words[k->verb].lexeme)
                               .lemma);

    add(&sink, "rule", c->rule_modality);
    add(&sink, "rule.type", (uint64_t)c->rule_modality * 64 + (uint64_t)c->type);
    add(&sink, "rule.carrier", (uint64_t)c->rule_modality * 16 + c->carrier);
    add(&sink, "type", (uint64_t)c->type);
    add(&sink, "carrier.tense", (uint64_t)c->carrier * 64 + k->tense * 2u + own);
    add(&sink, "tense.type", (uint64_t)k->tense * 64 + (uint64_t)c->type);
    add(&sink, "tense.title", (uint64_t)k->tense * 8 + (uint64_t)s->kind * 2 + own);
    add(&sink, "kind", (uint64_t)k->kind * 8 + k->tense);
    add(&sink, "lemma", feature_text(c->lemma));
    add(&sink, "lemma.tense", feature_text(c->lemma) + k->tense);
    add(&sink, "polarity", (uint64_t)c->polarity * 8 + own);
    add(&sink, "clause.polarity", (uint64_t)k->polarity * 8 + own);
    add(&sink, "definite", (uint64_t)c->is_definite * 16 + c->carrier);
    if (own == 0)
        add(&sink, "verb", verb);
    for (int64_t i = 1; i <= 4; i++) {
        add(&sink, "before.any", word_at(a, c, (int64_t)c->trigger - i));
        if (i <= 2)
            add(&sink, "before", word_at(a, c, (int64_t)c->trigger - i) * 4 + (uint64_t)i);
        add(&sink, "after.any", word_at(a, c, (int64_t)c->trigger + i));
    }
    if (k->opener != INDEX_NONE) {
        add(&sink, "opener", word_at(a, c, k->opener));
        add(&sink, "opener.before", word_at(a, c, (int64_t)k->opener - 1));
        add(&sink, "opener.before2", word_at(a, c, (int64_t)k->opener - 2));
    }
    add(&sink, "clause.first", word_at(a, c, k->begin));
    add_operators(&sink, a, c);
    add_time(&sink, a, c);
    return sink.count;
}

void modality_decide(const struct modality_weights *w, const struct analysis *a,
                     struct candidate *c)
{
    uint32_t features[MODALITY_FEATURES_MAX];
    float sums[MODALITY_COUNT];
    int first = c->is_modality_told ? MODALITY_PLANNED : 0;
    int best = first;

    if (!w->is_trained)
        return;
    uint32_t count = modality_features(a, c, features);

    memcpy(sums, w->bias, sizeof(sums));
    for (uint32_t i = 0; i < count; i++)
        for (int k = 0; k < MODALITY_COUNT; k++)
            sums[k] += w->values[features[i]][k];
    for (int k = first + 1; k < MODALITY_COUNT; k++)
        if (sums[k] > sums[best])
            best = k;
    c->modality = (enum modality)best;
}
