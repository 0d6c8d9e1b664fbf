/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of the table: feature (a bucket, or bias), type (empty: none), weight in thousandths. Most
 * weights of a bucket are near 0 and left out. */
#include "extraction/tagger.h"

#include "extraction/features.h"

#include <math.h>
#include <stdlib.h>

enum { WINDOW = 3, BAG = 8, ENDS = 6, TRAIT_BITS = 28 };

struct tagger {
    bool is_trained;
    float bias[EVENT_TYPE_COUNT];
    int16_t weights[TAGGER_BUCKETS][EVENT_TYPE_COUNT];
};

struct tagger *tagger_new(const struct lexicon *lexicon, const char *name)
{
    struct tagger *t = calloc(1, sizeof(*t));
    struct table table = lexicon_table(lexicon, name);
    int feature = table_column(table, "feature");
    int type = table_column(table, "type");
    int weight = table_column(table, "weight");

    if (t == NULL)
        return NULL;
    for (size_t row = 0; row < table_row_count(table); row++) {
        enum event_type of = event_type_from(table_cell(table, row, type));
        float key = table_number(table, row, feature);
        float value = table_number(table, row, weight);

        if (isnan(value))
            continue;
        if (strview_is(table_cell(table, row, feature), "bias"))
            t->bias[of] = value / 1000.0f;
        else if (key >= 0.0f && key < TAGGER_BUCKETS)
            t->weights[(size_t)key][of] = (int16_t)value;
        t->is_trained = true;
    }
    return t;
}

void tagger_free(struct tagger *tagger)
{
    free(tagger);
}

/* The word at an offset: its lemma, letters, traits and what its phrase is. */
static void add_word(struct feature_list *list, const struct analysis *a, const struct sentence *s,
                     uint32_t token, int offset)
{
    static const char *const lemmas[] = {"l-3", "l-2", "l-1", "l0", "l1", "l2", "l3"};
    static const char *const stems[] = {"s-3", "s-2", "s-1", "s0", "s1", "s2", "s3"};
    static const char *const traits[] = {"t-3", "t-2", "t-1", "t0", "t1", "t2", "t3"};
    static const char *const phrases[] = {"p-3", "p-2", "p-1", "p0", "p1", "p2", "p3"};
    int64_t at = (int64_t)token + offset;
    int k = offset + WINDOW;

    if (at < (int64_t)s->first_token || at >= (int64_t)(s->first_token + s->token_count)) {
        feature_list_add(list, lemmas[k], 1);
        return;
    }
    const struct word *w = &a->words[at];

    feature_list_add(list, lemmas[k], w->key);
    feature_list_add(list, stems[k], feature_text(w->stem));
    feature_list_add(list, traits[k], w->traits);
    feature_list_add(list, phrases[k], w->phrase == INDEX_NONE ? 0 : a->phrases[w->phrase].classes);
}

/* The senses that the tables give the word, and the types that other words of the sentence may
 * tell. */
static void add_candidates(struct feature_list *list, const struct analysis *a, uint32_t sentence,
                           uint32_t token)
{
    const struct sentence_range *r = &a->ranges[sentence];
    uint64_t others = 0;

    for (uint32_t i = r->first_candidate; i < r->first_candidate + r->candidate_count; i++) {
        const struct candidate *c = &a->candidates[i];

        if (c->trigger != token) {
            others |= (uint64_t)1 << c->type;
            continue;
        }
        float fit = c->fit < -3.0f ? -3.0f : c->fit > 4.0f ? 4.0f : c->fit;

        feature_list_add(list, "sense", (uint64_t)c->type);
        feature_list_add(list, "sense.strength",
                         (uint64_t)c->type * 16 + (uint64_t)(c->strength * 10.0f));
        feature_list_add(list, "sense.fit", (uint64_t)c->type * 16 + (uint64_t)(fit + 3.0f));
    }
    for (uint64_t type = 0; type < EVENT_TYPE_COUNT; type++)
        if ((others >> type & 1) != 0)
            feature_list_add(list, "other", type);
}

static void add_ends(struct feature_list *list, struct strview form)
{
    size_t bytes = form.len < ENDS ? form.len : ENDS;

    feature_list_add(list, "form", feature_text(form));
    feature_list_add(list, "begin", feature_text(strview_slice(form, 0, bytes)));
    feature_list_add(list, "end", feature_text(strview_slice(form, form.len - bytes, form.len)));
}

uint32_t tagger_features(const struct analysis *a, uint32_t sentence, uint32_t token,
                         uint32_t features[TAGGER_FEATURES_MAX])
{
    const struct sentence *s = &a->article->sentences[sentence];
    const struct word *w = &a->words[token];
    struct feature_list list = {
        .out = features, .capacity = TAGGER_FEATURES_MAX, .bits = TAGGER_BITS};

    for (int offset = -WINDOW; offset <= WINDOW; offset++)
        add_word(&list, a, s, token, offset);
    add_ends(&list, a->article->tokens[token].form);
    feature_list_add(&list, "kind", (uint64_t)s->kind);
    for (uint64_t bit = 0; bit < TRAIT_BITS; bit++)
        if ((w->traits >> bit & 1) != 0)
            feature_list_add(&list, "trait", bit);
    add_candidates(&list, a, sentence, token);
    feature_list_add(&list, "pair.before",
                     feature_word_near(a, sentence, (int64_t)token - 1) * 31 + w->key);
    feature_list_add(&list, "pair.after",
                     w->key * 31 + feature_word_near(a, sentence, (int64_t)token + 1));
    for (int64_t offset = -BAG; offset <= BAG; offset++)
        if (offset != 0)
            feature_list_add(&list, "near",
                             feature_word_near(a, sentence, (int64_t)token + offset));
    if (w->number != INDEX_NONE)
        feature_list_add(&list, "number", 1);
    if (w->time != INDEX_NONE)
        feature_list_add(&list, "time", 1);
    return list.count;
}

void tagger_score(const struct tagger *t, const uint32_t *features, uint32_t count,
                  float out[EVENT_TYPE_COUNT])
{
    int32_t sums[EVENT_TYPE_COUNT] = {0};
    float highest = -1e9f;
    float total = 0.0f;

    memset(out, 0, EVENT_TYPE_COUNT * sizeof(*out));
    if (!t->is_trained)
        return;
    for (uint32_t i = 0; i < count; i++)
        for (int k = 0; k < EVENT_TYPE_COUNT; k++)
            sums[k] += t->weights[features[i]][k];
    for (int k = 0; k < EVENT_TYPE_COUNT; k++) {
        out[k] = (float)sums[k] / 1000.0f + t->bias[k];
        if (out[k] > highest)
            highest = out[k];
    }
    for (int k = 0; k < EVENT_TYPE_COUNT; k++) {
        out[k] = expf(out[k] - highest);
        total += out[k];
    }
    for (int k = 0; k < EVENT_TYPE_COUNT; k++)
        out[k] /= total;
}
