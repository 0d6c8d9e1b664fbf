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
        float *out = feature_row(table, row, key, w->values[0], MODALITY_COUNT, MODALITY_BUCKETS);

        if (out == NULL && strview_is(table_cell(table, row, key), "bias"))
            out = w->bias;
        if (out != NULL)
            feature_read_row(table, row, modalities, MODALITY_COUNT, out);
        w->is_trained = true;
    }
    return w;
}

void modality_weights_free(struct modality_weights *weights)
{
    free(weights);
}

static uint64_t word_at(const struct analysis *a, const struct candidate *c, int64_t token)
{
    const struct sentence *s = &a->article->sentences[c->sentence];

    if (token < (int64_t)s->first_token || token >= (int64_t)(s->first_token + s->token_count))
        return 1;
    return feature_text(a->words[token].stem);
}

static void add_operators(struct feature_list *list, const struct analysis *a,
                          const struct candidate *c)
{
    const struct sentence_range *r = &a->ranges[c->sentence];

    for (uint32_t k = 0; k < c->operator_count; k++) {
        const struct operator_hit *o = &a->operators[c->operators[k]];

        feature_list_add(list, "reached", feature_text(o->text));
        feature_list_add(list, "reached.type", feature_text(o->text) * 64 + (uint64_t)c->type);
        feature_list_add(list, "reached.class", o->entry.class);
        feature_list_add(list, "reached.class.carrier", (uint64_t)o->entry.class * 16 + c->carrier);
    }
    for (uint32_t k = r->first_operator; k < r->first_operator + r->operator_count; k++) {
        const struct operator_hit *o = &a->operators[k];

        if (o->head + 12 > c->trigger && o->head < c->trigger + 8)
            feature_list_add(list, o->head < c->trigger ? "near.before" : "near.after",
                             feature_text(o->text));
    }
}

static void add_time(struct feature_list *list, const struct analysis *a, const struct candidate *c)
{
    if (c->time == INDEX_NONE)
        return;
    const struct time_phrase *t = &a->article->times[c->time];

    for (uint64_t bit = 0; bit < 12; bit++)
        if ((t->flags >> bit & 1) != 0)
            feature_list_add(list, "time.tense", bit * 16 + a->clauses[c->clause].tense);
}

uint32_t modality_features(const struct analysis *a, const struct candidate *c,
                           uint32_t features[MODALITY_FEATURES_MAX])
{
    const struct clause *k = &a->clauses[c->clause];
    const struct sentence *s = &a->article->sentences[c->sentence];
    struct feature_list list = {
        .out = features, .capacity = MODALITY_FEATURES_MAX, .bits = MODALITY_BITS};
    uint64_t own = k->verb == c->trigger;
    uint64_t verb =
        k->verb == INDEX_NONE
            ? 0
            : feature_text(lexicon_lexeme(a->lexicon, a->words[k->verb].lexeme == LEXICON_NONE
                                                          ? 0
                                                          : a->words[k->verb].lexeme)
                               .lemma);

    feature_list_add(&list, "rule", c->rule_modality);
    feature_list_add(&list, "rule.type", (uint64_t)c->rule_modality * 64 + (uint64_t)c->type);
    feature_list_add(&list, "rule.carrier", (uint64_t)c->rule_modality * 16 + c->carrier);
    feature_list_add(&list, "type", (uint64_t)c->type);
    feature_list_add(&list, "carrier.tense", (uint64_t)c->carrier * 64 + k->tense * 2u + own);
    feature_list_add(&list, "tense.type", (uint64_t)k->tense * 64 + (uint64_t)c->type);
    feature_list_add(&list, "tense.title", (uint64_t)k->tense * 8 + (uint64_t)s->kind * 2 + own);
    feature_list_add(&list, "kind", (uint64_t)k->kind * 8 + k->tense);
    feature_list_add(&list, "lemma", feature_text(c->lemma));
    feature_list_add(&list, "lemma.tense", feature_text(c->lemma) + k->tense);
    feature_list_add(&list, "polarity", (uint64_t)c->polarity * 8 + own);
    feature_list_add(&list, "clause.polarity", (uint64_t)k->polarity * 8 + own);
    feature_list_add(&list, "definite", (uint64_t)c->is_definite * 16 + c->carrier);
    if (own == 0)
        feature_list_add(&list, "verb", verb);
    for (int64_t i = 1; i <= 4; i++) {
        feature_list_add(&list, "before.any", word_at(a, c, (int64_t)c->trigger - i));
        if (i <= 2)
            feature_list_add(&list, "before",
                             word_at(a, c, (int64_t)c->trigger - i) * 4 + (uint64_t)i);
        feature_list_add(&list, "after.any", word_at(a, c, (int64_t)c->trigger + i));
    }
    if (k->opener != INDEX_NONE) {
        feature_list_add(&list, "opener", word_at(a, c, k->opener));
        feature_list_add(&list, "opener.before", word_at(a, c, (int64_t)k->opener - 1));
        feature_list_add(&list, "opener.before2", word_at(a, c, (int64_t)k->opener - 2));
    }
    feature_list_add(&list, "clause.first", word_at(a, c, k->begin));
    add_operators(&list, a, c);
    add_time(&list, a, c);
    return list.count;
}

/* A finite verb of the past that no operator reaches: what it tells is no plan. */
static bool is_past_deed(const struct analysis *a, const struct candidate *c)
{
    const struct clause *k = &a->clauses[c->clause];

    return k->verb == c->trigger && k->tense == TENSE_PAST && c->operator_count == 0 &&
           c->rule_modality == MODALITY_HAPPENED;
}

void modality_decide(const struct modality_weights *w, const struct analysis *a,
                     struct candidate *c)
{
    uint32_t features[MODALITY_FEATURES_MAX];
    float sums[MODALITY_COUNT];
    int first = c->is_modality_told ? MODALITY_PLANNED : 0;
    int best = first;

    /* a sentence alone has no story around it that would tell otherwise than its words */
    if (!w->is_trained ||
        (a->article->body_kind == BODY_SENTENCE && c->rule_modality != MODALITY_HAPPENED))
        return;
    uint32_t count = modality_features(a, c, features);

    memcpy(sums, w->bias, sizeof(sums));
    for (uint32_t i = 0; i < count; i++)
        for (int k = 0; k < MODALITY_COUNT; k++)
            sums[k] += w->values[features[i]][k];
    bool is_past = is_past_deed(a, c);

    for (int k = first + 1; k < MODALITY_COUNT; k++)
        if (sums[k] > sums[best] && !(is_past && k == MODALITY_PLANNED))
            best = k;
    c->modality = (enum modality)best;
}
