/* SPDX-License-Identifier: Apache-2.0 */
#include "normalization/normalizer.h"

#include <xxhash.h>

enum {
    BITS = 64,
    SHINGLE = 3, /* words in a row that are one feature */
};

/* The hash of the last words, oldest first; a run may be shorter than a shingle. */
static uint64_t shingle_hash(const uint64_t *words, size_t count)
{
    return XXH3_64bits(words, count * sizeof(*words));
}

static void count_bits(int64_t votes[BITS], uint64_t hash)
{
    for (size_t bit = 0; bit < BITS; bit++)
        votes[bit] += (hash >> bit & 1) != 0 ? 1 : -1;
}

/* Words as they come; each that completes a shingle is counted. */
struct shingler {
    int64_t votes[BITS];
    uint64_t words[SHINGLE];
    size_t count;
};

static void take_word(struct shingler *s, struct strview form)
{
    uint64_t word = XXH3_64bits(form.ptr, form.len);

    if (s->count < SHINGLE) {
        s->words[s->count] = word;
    } else {
        for (size_t at = 1; at < SHINGLE; at++)
            s->words[at - 1] = s->words[at];
        s->words[SHINGLE - 1] = word;
    }
    s->count++;
    if (s->count >= SHINGLE)
        count_bits(s->votes, shingle_hash(s->words, SHINGLE));
}

/* SimHash (Charikar, "Similarity estimation techniques from rounding algorithms", 2002) of each
 * segment, over shingles of the matching forms of its words, each hashed by XXH3. */
static uint64_t fingerprint_of(const struct article *article, const struct segment *segment)
{
    struct shingler shingler = {.count = 0};
    uint64_t fingerprint = 0;

    for (uint32_t i = 0; i < segment->sentence_count; i++) {
        const struct sentence *s = &article->sentences[segment->first_sentence + i];

        for (uint32_t t = s->first_token; t < s->first_token + s->token_count; t++) {
            const struct token *token = &article->tokens[t];

            if (token->form.len > 0 && (token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER))
                take_word(&shingler, token->form);
        }
    }
    if (shingler.count > 0 && shingler.count < SHINGLE)
        count_bits(shingler.votes, shingle_hash(shingler.words, shingler.count));
    for (size_t bit = 0; bit < BITS; bit++)
        if (shingler.votes[bit] > 0)
            fingerprint |= UINT64_C(1) << bit;
    return fingerprint;
}

enum status normalize_fingerprint(struct normalizer *normalizer, struct article *article)
{
    (void)normalizer;
    for (size_t i = 0; i < article->segment_count; i++)
        article->segments[i].fingerprint = fingerprint_of(article, &article->segments[i]);
    return STATUS_OK;
}
