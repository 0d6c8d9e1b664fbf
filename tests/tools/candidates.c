/* SPDX-License-Identifier: Apache-2.0 */
/* candidates LEXICON FILE: the candidates of every article (JSON lines) with their hashed features,
 * one JSON object an article: what scripts/train.py learns from. Pairs are the merge decisions:
 * [earlier, later, features].
 * candidates LEXICON FILE roles: the likely candidates with the phrases that may be part of what
 * they tell, as actor, place and features: what scripts/train_roles.py learns from.
 * candidates LEXICON FILE readings: the English sentences of the body, their words, and those that
 * may be verbs with their kinds as bits and features: what scripts/train_readings.py learns from.
 */
#include "codec/article_codec.h"
#include "common/civil.h"
#include "extraction/analysis.h"
#include "extraction/extract.h"
#include "extraction/modality.h"
#include "extraction/pairs.h"
#include "extraction/readings.h"
#include "extraction/rescore.h"
#include "extraction/tagger.h"
#include "extraction/timing.h"
#include "normalization/normalize.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static enum status run(struct normalizer *n, struct extractor *e, struct article *article,
                       struct strview line)
{
    char reason[DECODE_REASON_BYTES] = "";
    struct raw_record record = {.value = line};
    enum status status = article_decode(article, &record, reason);

    if (status == STATUS_OK)
        status = normalize_segments(n, article);
    if (status == STATUS_OK)
        status = normalize_language(n, article);
    if (status == STATUS_OK)
        status = normalize_tokens(n, article);
    if (status == STATUS_OK)
        status = normalize_numbers(n, article);
    if (status == STATUS_OK)
        status = normalize_times(n, article);
    if (status == STATUS_OK)
        status = extract_events(e, article);
    return status;
}

static void print_features(const uint32_t *features, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        printf("%s%u", i == 0 ? "" : ",", features[i]);
}

static void print_row(const float *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        printf("%s%.6g", i == 0 ? "" : ",", (double)columns[i]);
}

/* What the token classifier sees, once a trigger. */
static void print_tagger_features(const struct analysis *a, const struct candidate *c)
{
    uint32_t features[TAGGER_FEATURES_MAX];
    uint32_t count = c > a->candidates && c[-1].trigger == c->trigger
                         ? 0
                         : tagger_features(a, c->sentence, c->trigger, features);

    printf("],\"tagger_features\":[");
    print_features(features, count);
}

static void print_candidate(const struct article *article, const struct analysis *a,
                            const struct candidate *c)
{
    const struct sentence *s = &article->sentences[c->sentence];

    printf("{\"type\":\"%s\",\"field\":\"%s\",\"at\":%u,\"sentence\":%u,\"segment\":%u,\"clause\":%"
           "u,\"governing\":%d,\"type_index\":%d,"
           "\"trigger\":%u,\"noun\":%u,\"first\":%u,\"last\":%u,\"modality\":\"%s\",\"score\":%.4f,"
           "\"merged\":%d,\"kept\":%d,\"features\":[",
           event_type_name(c->type), s->field == FIELD_TITLE ? "title" : "body",
           article_code_points(article, s->field, article->tokens[c->trigger].begin), c->sentence,
           c->segment, c->clause, (int)dense_governing_clause(a, c), (int)c->type, c->trigger,
           c->noun, c->trigger_first, c->trigger_first + c->trigger_count - 1,
           modality_name(c->modality), (double)c->score,
           c->merged_into == INDEX_NONE ? -1 : (int)c->merged_into, c->dropped == NULL);
    print_features(c->features, c->feature_count);
    uint32_t features[MODALITY_FEATURES_MAX];
    uint32_t count = modality_features(a, c, features);

    print_tagger_features(a, c);
    printf("],\"modality_features\":[");
    print_features(features, count);
    printf("]}");
}

/* Pairs of one type that do not share their words. */
static void print_pairs(const struct analysis *a)
{
    bool is_first = true;

    for (size_t i = 0; i < a->candidate_count; i++)
        for (size_t k = i + 1; k < a->candidate_count; k++) {
            const struct candidate *c = &a->candidates[i];
            const struct candidate *d = &a->candidates[k];
            uint32_t features[PAIR_FEATURES_MAX];

            if (c->type != d->type || c->segment != d->segment || c->trigger == d->trigger)
                continue;
            uint32_t count = pair_features(a, c, d, features);

            printf("%s[%zu,%zu", is_first ? "" : ",", i, k);
            for (uint32_t n = 0; n < count; n++)
                printf(",%u", features[n]);
            putchar(']');
            is_first = false;
        }
}

static void print_columns(const struct analysis *a, const float *columns)
{
    for (size_t i = 0; i < a->candidate_count; i++) {
        printf("%s[%u,%u,%zu", i == 0 ? "" : ",", a->candidates[i].rank,
               a->article->segments[a->candidates[i].segment].sentence_count,
               (size_t)DENSE_STRENGTH);
        for (size_t k = DENSE_STRENGTH; k < DENSE_COUNT; k++)
            printf(",%.4g", (double)columns[i * DENSE_COUNT + k]);
        putchar(']');
    }
}

static void print_article(const struct article *article, const struct analysis *a,
                          const float *columns)
{
    printf("{\"id\":\"%.*s\",\"candidates\":[", STRVIEW_ARG(article->id));
    for (size_t i = 0; i < a->candidate_count; i++) {
        if (i > 0)
            putchar(',');
        print_candidate(article, a, &a->candidates[i]);
    }
    printf("],\"columns\":[");
    if (columns != NULL)
        print_columns(a, columns);
    printf("],\"pairs\":[");
    print_pairs(a);
    printf("]}\n");
}

static void print_string(struct strview text)
{
    putchar('"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if (c < 0x20)
            putchar(' ');
        else if (c == '"' || c == '\\')
            printf("\\%c", c);
        else
            putchar(c);
    }
    putchar('"');
}

static void print_text(const char *name, struct strview text)
{
    printf(",\"%s\":", name);
    print_string(text);
}

static void print_item(const struct entity_index *index, const struct analysis *a,
                       const struct candidate *c, const struct role_item *item)
{
    uint32_t features[ROLE_FEATURES_MAX];
    uint32_t count = role_features(a, c, item, features);
    struct actor actor = {0};
    struct location place = {0};

    if (item->entity != INDEX_NONE)
        actor_from_entity(index, a, item->entity, &actor);
    else
        actor_from_phrase(index, a, item->phrase, &actor);
    if (item->entity == INDEX_NONE)
        location_from_phrase(index, a, item->phrase, &place);
    printf("{\"first\":%u,\"phrase\":%u,\"previous\":%d", a->phrases[item->phrase].first_token,
           item->phrase, (int)a->phrases[item->phrase].previous_conjunct);
    printf(",\"is_told_agent\":%d", role_is_told_agent(a, c, item));
    print_text("actor", actor.text);
    print_text("name", actor.name);
    print_text("place", place.text);
    float row[ROLE_COLUMN_COUNT];

    role_columns(a, c, item, row);
    printf(",\"columns\":[");
    print_row(row, ROLE_COLUMN_COUNT);
    putchar(']');
    printf(",\"features\":[");
    print_features(features, count);
    printf("]}");
}

static void print_times(const struct analysis *a, const struct candidate *c)
{
    struct timing_item items[TIMING_ITEMS_MAX];
    uint32_t features[ROLE_FEATURES_MAX];
    uint32_t count = timing_items(a, c, c->modality, items);

    printf(",\"times\":[");
    for (uint32_t i = 0; i < count; i++) {
        struct civil start = civil_from_day(items[i].range.start_day);
        struct civil end = civil_from_day(items[i].range.end_day);
        uint32_t feature_count = timing_features(a, c, c->modality, &items[i], features);

        float row[TIMING_COLUMN_COUNT];

        timing_columns(a, c, c->modality, &items[i], row);
        printf("%s{\"columns\":[", i == 0 ? "" : ",");
        print_row(row, TIMING_COLUMN_COUNT);
        printf("],\"reading\":%d,\"start\":\"%04d-%02d-%02d\",\"end\":\"%04d-%02d-%02d\","
               "\"features\":[",
               (int)items[i].reading, start.year, start.month, start.day, end.year, end.month,
               end.day);
        print_features(features, feature_count);
        printf("]}");
    }
    putchar(']');
}

/* Candidates that are likely, whether or not they were kept. */
static void print_roles(const struct entity_index *index, const struct article *article,
                        const struct analysis *a)
{
    static const float likely = 0.2f;
    struct role_item items[ROLE_ITEMS_MAX];
    bool is_first = true;

    printf("{\"id\":\"%.*s\",\"candidates\":[", STRVIEW_ARG(article->id));
    for (size_t i = 0; i < a->candidate_count; i++) {
        const struct candidate *c = &a->candidates[i];
        const struct sentence *s = &article->sentences[c->sentence];

        if (c->score < likely)
            continue;
        printf("%s{\"type\":\"%s\",\"field\":\"%s\",\"at\":%u,\"score\":%.3f,\"clause\":%u,"
               "\"type_index\":%d,\"kept\":%d,\"items\":[",
               is_first ? "" : ",", event_type_name(c->type),
               s->field == FIELD_TITLE ? "title" : "body",
               article_code_points(article, s->field, article->tokens[c->trigger].begin),
               (double)c->score, c->clause, (int)c->type, c->dropped == NULL);
        is_first = false;
        uint32_t count = role_items(a, c, items);

        for (uint32_t k = 0; k < count; k++) {
            if (k > 0)
                putchar(',');
            print_item(index, a, c, &items[k]);
        }
        putchar(']');
        print_times(a, c);
        putchar('}');
    }
    printf("]}\n");
}

/* A word whose reading was chosen. */
struct watched {
    uint32_t token, kinds, count;
    uint32_t features[READING_FEATURES_MAX];
};

struct watch_list {
    struct watched *items;
    size_t count, capacity;
};

static void watch(void *context, uint32_t token, const uint32_t *features, uint32_t count,
                  uint32_t kinds)
{
    struct watch_list *list = context;

    if (list->count == list->capacity) {
        list->capacity = list->capacity * 2 + 1024;
        list->items = realloc(list->items, list->capacity * sizeof(list->items[0]));
        if (list->items == NULL)
            abort();
    }
    struct watched *w = &list->items[list->count++];

    *w = (struct watched){.token = token, .kinds = kinds, .count = count};
    memcpy(w->features, features, count * sizeof(features[0]));
}

static void print_readings(const struct article *article, const struct watch_list *list)
{
    size_t next = 0;

    for (size_t i = 0; i < article->sentence_count; i++) {
        const struct sentence *s = &article->sentences[i];
        uint32_t end = s->first_token + s->token_count;
        size_t begin = next;

        while (next < list->count && list->items[next].token < end)
            next++;
        if (next == begin)
            continue;
        printf("{\"id\":\"%.*s\",\"words\":[", STRVIEW_ARG(article->id));
        for (uint32_t t = s->first_token; t < end; t++) {
            if (t > s->first_token)
                putchar(',');
            print_string(article_token_text(article, t));
        }
        for (size_t k = begin; k < next; k++) {
            const struct watched *w = &list->items[k];

            printf("%s[%u,%u", k == begin ? "],\"readings\":[" : ",", w->token - s->first_token,
                   w->kinds);
            for (uint32_t f = 0; f < w->count; f++)
                printf(",%u", w->features[f]);
            putchar(']');
        }
        printf("]}\n");
    }
}

int main(int argc, char **argv)
{
    char error[512] = "";
    struct lexicon *lexicon = NULL;
    struct normalize_options normalize = {
        .languages = {[LANGUAGE_AR] = true, [LANGUAGE_EN] = true}};
    struct watch_list list = {0};
    struct reading_watcher watcher = {.watch = watch, .context = &list};
    struct extract_options extract = {.events_max = 0};
    const char *mode = argc == 4 ? argv[3] : "";
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;

    if (argc < 3 || argc > 4 ||
        lexicon_open(argv[1], &lexicon, error, sizeof(error)) != STATUS_OK) {
        fprintf(stderr, "usage: candidates LEXICON FILE [roles|readings] %s\n", error);
        return 64;
    }
    if (strcmp(mode, "readings") == 0)
        extract.watcher = &watcher;
    struct normalizer *n = normalizer_new(lexicon, &normalize);
    struct extractor *e = extractor_new(lexicon, &extract);
    struct entity_index *index = entities_open(lexicon);
    struct arena *arena = arena_new(1 << 20, 256 << 20);
    FILE *file = fopen(argv[2], "r");

    if (n == NULL || e == NULL || index == NULL || arena == NULL || file == NULL)
        return 70;
    while ((length = getline(&line, &capacity, file)) > 0) {
        arena_reset(arena);
        list.count = 0;
        struct article *article = article_new(arena);
        enum status status =
            run(n, e, article, (struct strview){.ptr = line, .len = (size_t)length});

        if (status == STATUS_OK && extract.watcher != NULL)
            print_readings(article, &list);
        else if (status == STATUS_OK && article->token_count > 0 && argc == 4)
            print_roles(index, article, extractor_last(e));
        else if (status == STATUS_OK && article->token_count > 0)
            print_article(article, extractor_last(e), extractor_last_columns(e));
        else
            fprintf(stderr, "%.*s: %s\n", STRVIEW_ARG(article->id), status_name(status));
    }
    free(list.items);
    free(line);
    fclose(file);
    arena_free(arena);
    entities_close(index);
    extractor_free(e);
    normalizer_free(n);
    lexicon_close(lexicon);
    return 0;
}
