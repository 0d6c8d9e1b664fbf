/* SPDX-License-Identifier: Apache-2.0 */
/* Features by name and value, hashed to a fixed number of buckets: training and running share this
 * code alone, so that they cannot differ. Words enter by their stems, so that the weights learn
 * what the tables do not say. */
#include "extraction/features.h"

#include "extraction/candidates.h"

#include <math.h>
#include <string.h>

#define XXH_INLINE_ALL /* short texts by the hundred for each candidate: a call costs as much */
#include <xxhash.h>

/* The bucket, of 2^bits, of a feature by its name, a constant, and value. Inlined with the hash of
 * the name: hundreds for each candidate. */
__attribute__((always_inline)) static inline uint32_t bucket_of(const char *name, uint64_t value,
                                                                unsigned bits)
{
    return (uint32_t)(XXH3_64bits_withSeed(name, strlen(name), value) >> (64 - bits));
}

void feature_list_add(struct feature_list *list, const char *name, uint64_t value)
{
    if (list->count < list->capacity)
        list->out[list->count++] = bucket_of(name, value, list->bits);
}

uint64_t feature_text(struct strview text)
{
    return text.len == 0 ? 0 : XXH3_64bits(text.ptr, text.len) >> 8;
}

float *feature_row(struct table table, size_t row, int key, float *values, size_t count,
                   size_t buckets)
{
    float bucket = table_number(table, row, key);

    return bucket >= 0.0f && bucket < (float)buckets ? values + (size_t)bucket * count : NULL;
}

void feature_read_row(struct table table, size_t row, const int *columns, size_t count, float *out)
{
    for (size_t k = 0; k < count; k++) {
        float number = table_number(table, row, columns[k]);

        if (!isnan(number))
            out[k] = number;
    }
}

void features_read_words(struct analysis *a)
{
    for (size_t i = 0; i < a->article->token_count; i++) {
        struct word *w = &a->words[i];
        struct lexeme lexeme;

        w->key = feature_text(w->stem);
        if (w->lexeme == LEXICON_NONE)
            continue;
        lexeme = lexicon_lexeme(a->lexicon, w->lexeme);
        w->key = feature_text(lexeme.lemma) * 8 + 1 + lexeme.class;
    }
}

uint64_t feature_word_near(const struct analysis *a, uint32_t sentence, int64_t token)
{
    const struct sentence *s = &a->article->sentences[sentence];

    if (token < (int64_t)s->first_token || token >= (int64_t)(s->first_token + s->token_count))
        return 1;
    return a->words[token].key;
}

struct sink {
    struct candidate *candidate;
    uint64_t type;
};

__attribute__((always_inline)) static inline void add(struct sink *sink, const char *name,
                                                      uint64_t value)
{
    struct candidate *c = sink->candidate;

    if (c->feature_count < CANDIDATE_FEATURES_MAX)
        c->features[c->feature_count++] = bucket_of(name, value, FEATURE_BITS);
}

/* Alone and together with the type. */
__attribute__((always_inline)) static inline void add_typed(struct sink *sink, const char *name,
                                                            uint64_t value)
{
    add(sink, name, value * 64 + 63);
    add(sink, name, value * 64 + sink->type);
}

static uint64_t word_at(const struct analysis *a, const struct candidate *c, int64_t token)
{
    return feature_word_near(a, c->sentence, token);
}

static uint64_t head_of(const struct analysis *a, uint32_t phrase)
{
    if (phrase == INDEX_NONE)
        return 0;
    return a->words[a->phrases[phrase].head].key;
}

static uint32_t classes_of(const struct analysis *a, uint32_t phrase)
{
    return phrase == INDEX_NONE ? 0 : a->phrases[phrase].classes;
}

static void add_classes(const struct analysis *a, struct sink *sink, const char *name,
                        uint32_t phrase)
{
    uint32_t classes = classes_of(a, phrase);

    if (phrase == INDEX_NONE)
        add_typed(sink, name, 99);
    for (uint32_t bit = 0; bit < 16; bit++)
        if ((classes >> bit & 1) != 0)
            add_typed(sink, name, bit);
}

static void add_sense(struct sink *sink)
{
    const struct candidate *c = sink->candidate;
    uint64_t lemma = feature_text(c->lemma);

    add_typed(sink, "bias", 0);
    add_typed(sink, "lemma", lemma);
    add_typed(sink, "lemma.carrier", lemma + c->carrier);
    add(sink, "sense", feature_text(c->sense.condition) + lemma + sink->type);
    add(sink, "strength", (uint64_t)(c->strength * 10.0f));
    add(sink, "strength.carrier", (uint64_t)(c->strength * 5.0f) * 16 + c->carrier);
    add_typed(sink, "carrier", c->carrier);
    add_typed(sink, "rank", c->rank < 3 ? c->rank : 3);
    add(sink, "rank.rivals",
        (uint64_t)(c->rank < 3 ? c->rank : 3) * 8 + (c->rival_count < 5 ? c->rival_count : 5));
    add(sink, "held", c->conditions_held);
    add(sink, "failed", c->conditions_failed);
    add(sink, "held.failed", (uint64_t)c->conditions_held * 8 + c->conditions_failed);
    add(sink, "missing", c->slots_missing);
    add(sink, "missing.held.rank",
        ((uint64_t)c->slots_missing * 8 + c->conditions_held) * 8 + (c->rank > 0));
    add(sink, "filled", c->slots_filled);
    add(sink, "words", c->trigger_count < 6 ? c->trigger_count : 6);
    add(sink, "fit", (uint64_t)(int64_t)(c->fit * 2.0f + 20.0f));
}

static void add_slots(const struct analysis *a, struct sink *sink)
{
    const struct candidate *c = sink->candidate;
    uint64_t lemma = feature_text(c->lemma);
    uint32_t target = c->object != INDEX_NONE ? c->object : c->genitive;

    add_classes(a, sink, "subject", c->subject);
    add_classes(a, sink, "object", c->object);
    add_classes(a, sink, "genitive", c->genitive);
    add_typed(sink, "object.head", head_of(a, target));
    add(sink, "lemma.object", lemma + head_of(a, target) * 31);
    add_typed(sink, "subject.head", head_of(a, c->subject));
    add(sink, "lemma.subject.class", lemma * 31 + classes_of(a, c->subject));
    add(sink, "lemma.object.class", lemma * 31 + classes_of(a, target));
    for (uint32_t i = 0; i < c->filler_count; i++) {
        add_typed(sink, "role", (uint64_t)c->fillers[i].role * 8 + c->fillers[i].origin);
        if (c->fillers[i].origin == FILLER_BY_PREPOSITION)
            add_typed(sink, "preposition",
                      feature_text(a->phrases[c->fillers[i].phrase].preposition));
    }
}

static void add_context(const struct analysis *a, struct sink *sink)
{
    const struct candidate *c = sink->candidate;
    const struct sentence *s = &a->article->sentences[c->sentence];
    const struct segment *g = &a->article->segments[c->segment];
    uint32_t position = c->sentence - g->first_sentence;
    int64_t last = (int64_t)c->trigger_first + c->trigger_count;

    add_typed(sink, "clause", c->clause_kind);
    add_typed(sink, "tense", a->clauses[c->clause].tense);
    add(sink, "tense.carrier", (uint64_t)a->clauses[c->clause].tense * 16 + c->carrier);
    add_typed(sink, "modality", c->modality);
    add_typed(sink, "definite", (uint64_t)c->is_definite * 16 + c->carrier);
    add(sink, "sentence.kind", s->kind);
    add(sink, "position", position < 12 ? position : 12);
    add_typed(sink, "attributed", c->attribution != INDEX_NONE);
    add_typed(sink, "governor", c->governor == INDEX_NONE ? 0 : a->words[c->governor].key);
    add_typed(sink, "time",
              c->time == INDEX_NONE ? 0 : 1 + (a->article->times[c->time].flags & 0xff));
    add_typed(sink, "before", word_at(a, c, (int64_t)c->trigger - 1));
    add_typed(sink, "before2", word_at(a, c, (int64_t)c->trigger - 2));
    add_typed(sink, "after", word_at(a, c, (int64_t)c->trigger + 1));
    add_typed(sink, "after2", word_at(a, c, last));
    add(sink, "lemma.after", feature_text(c->lemma) + 31 * word_at(a, c, (int64_t)c->trigger + 1));
    add(sink, "lemma.before", feature_text(c->lemma) + 31 * word_at(a, c, (int64_t)c->trigger - 1));
    add_typed(sink, "quoted", (a->article->tokens[c->trigger].flags & TOKEN_IN_QUOTE) != 0);
    add_typed(sink, "preposed", feature_text(a->words[c->trigger].preposition));
}

/* The words of the clause: what it is about. */
static void add_clause_words(const struct analysis *a, struct sink *sink)
{
    const struct candidate *c = sink->candidate;
    uint32_t added = 0;

    for (uint32_t i = c->clause_begin; i < c->clause_end && added < 30; i++) {
        if (a->article->tokens[i].kind != TOKEN_WORD || a->words[i].function != FUNCTION_NONE)
            continue;
        add(sink, "clause.word", word_at(a, c, i) * 64 + sink->type);
        added++;
    }
}

/* The kinds of weapons told in tokens [begin, end). */
static void add_weapons(const struct analysis *a, struct sink *sink, const char *name,
                        uint32_t begin, uint32_t end)
{
    const struct candidate *c = sink->candidate;
    enum lexicon_language language =
        a->article->sentences[c->sentence].language == LANGUAGE_AR ? LEXICON_AR : LEXICON_EN;

    for (uint32_t i = begin; i < end; i++) {
        uint32_t entity = a->words[i].entity;

        if (entity != INDEX_NONE && a->entities[entity].first_token == i &&
            a->entities[entity].weapon_row != LEXICON_NONE)
            add_typed(
                sink, name,
                feature_text(
                    lexicon_weapon(a->lexicon, language, a->entities[entity].weapon_row).mode));
    }
}

static void add_topics(struct sink *sink, const uint16_t percent[TOPICS_MAX])
{
    for (uint64_t k = 0; k < TOPICS_MAX; k++) {
        uint64_t level = percent[k] == 0  ? 0
                         : percent[k] < 2 ? 1
                         : percent[k] < 4 ? 2
                         : percent[k] < 8 ? 3
                                          : 4;

        if (level > 0)
            add_typed(sink, "topic", k * 8 + level);
    }
}

void features_fill(struct analysis *a, struct candidate *c,
                   const uint16_t topic_percent[TOPICS_MAX])
{
    struct sink sink = {.candidate = c, .type = (uint64_t)c->type};
    const struct sentence *s = &a->article->sentences[c->sentence];

    c->feature_count = 0;
    add_sense(&sink);
    add_slots(a, &sink);
    add_context(a, &sink);
    add_weapons(a, &sink, "weapon", c->clause_begin, c->clause_end);
    add_weapons(a, &sink, "weapon.sentence", s->first_token, s->first_token + s->token_count);
    add_clause_words(a, &sink);
    add_topics(&sink, topic_percent);
}
