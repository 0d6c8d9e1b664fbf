/* SPDX-License-Identifier: Apache-2.0 */
/* Topic words in a hash set of matching forms; a token's whole form and its stem are looked up. */
#include "extraction/topics.h"

#include "lexicon/form.h"

#include <stdlib.h>
#include <xxhash.h>

enum { SLOTS = 4096, WORDS_MAX = SLOTS / 2, FORM_BYTES = 64 };

struct topics {
    struct strview names[TOPICS_MAX];
    size_t name_count;
    uint64_t keys[SLOTS];
    uint16_t bits[SLOTS]; /* topics of the key */
};

static size_t slot_of(const struct topics *t, uint64_t key)
{
    size_t slot = (size_t)key % SLOTS;

    while (t->keys[slot] != 0 && t->keys[slot] != key)
        slot = (slot + 1) % SLOTS;
    return slot;
}

static uint64_t key_of(struct strview form)
{
    return XXH3_64bits(form.ptr, form.len) | 1;
}

static size_t topic_index(struct topics *t, struct strview name)
{
    for (size_t i = 0; i < t->name_count; i++)
        if (strview_equal(t->names[i], name))
            return i;
    if (t->name_count == TOPICS_MAX)
        return 0;
    t->names[t->name_count] = name;
    return t->name_count++;
}

struct topics *topics_new(const struct lexicon *lexicon, const char *name)
{
    struct topics *t = calloc(1, sizeof(*t));
    struct table table = lexicon_table(lexicon, name);
    int word = table_column(table, "word");
    int topic = table_column(table, "topic");

    if (t == NULL)
        return NULL;
    for (size_t row = 0; row < table_row_count(table) && row < WORDS_MAX; row++) {
        char form[FORM_BYTES];
        size_t bytes = form_fold(table_cell(table, row, word), FORM_MATCHING, form, sizeof(form));

        if (bytes == 0 || bytes > sizeof(form))
            continue;
        uint64_t key = key_of((struct strview){.ptr = form, .len = bytes});
        size_t slot = slot_of(t, key);

        t->keys[slot] = key;
        t->bits[slot] |= (uint16_t)(1u << topic_index(t, table_cell(table, row, topic)));
    }
    return t;
}

void topics_free(struct topics *topics)
{
    free(topics);
}

static uint16_t topics_of(const struct topics *t, struct strview form)
{
    return form.len == 0 ? 0 : t->bits[slot_of(t, key_of(form))];
}

void topics_count(const struct topics *t, const struct analysis *a, uint16_t segment,
                  uint16_t percent[TOPICS_MAX])
{
    const struct segment *g = &a->article->segments[segment];
    uint32_t counts[TOPICS_MAX] = {0};
    uint32_t words = 1;

    memset(percent, 0, TOPICS_MAX * sizeof(*percent));
    if (g->sentence_count == 0)
        return;
    const struct sentence *last = &a->article->sentences[g->first_sentence + g->sentence_count - 1];
    uint32_t first = a->article->sentences[g->first_sentence].first_token;
    uint32_t end = last->first_token + last->token_count;

    for (size_t i = first; i < end; i++) {
        const struct token *token = &a->article->tokens[i];

        if (token->kind != TOKEN_WORD)
            continue;
        uint16_t bits = topics_of(t, token->form);

        words++;
        if (!strview_equal(token->form, a->words[i].stem))
            bits |= topics_of(t, a->words[i].stem);
        for (size_t k = 0; k < TOPICS_MAX; k++)
            counts[k] += bits >> k & 1;
    }
    for (size_t k = 0; k < TOPICS_MAX; k++)
        percent[k] = (uint16_t)(counts[k] * 100 / words);
}
