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

/* SimHash (Charikar, "Similarity estimation techniques from rounding algorithms", 2002) of the
 * first segment, over shingles of the matching forms of its words, each hashed by XXH3. */
enum status normalize_fingerprint(struct normalizer *normalizer, struct article *article)
{
    int64_t votes[BITS] = {0};
    uint64_t words[SHINGLE];
    size_t count = 0;

    (void)normalizer;
    for (size_t i = 0; i < article->token_count; i++) {
        const struct token *token = &article->tokens[i];

        if (article->sentences[token->sentence].segment != 0 || token->form.len == 0 ||
            (token->kind != TOKEN_WORD && token->kind != TOKEN_NUMBER))
            continue;
        if (count >= SHINGLE) {
            for (size_t at = 1; at < SHINGLE; at++)
                words[at - 1] = words[at];
            words[SHINGLE - 1] = XXH3_64bits(token->form.ptr, token->form.len);
        } else {
            words[count] = XXH3_64bits(token->form.ptr, token->form.len);
        }
        count++;
        if (count >= SHINGLE)
            count_bits(votes, shingle_hash(words, SHINGLE));
    }
    if (count > 0 && count < SHINGLE)
        count_bits(votes, shingle_hash(words, count));
    article->fingerprint = 0;
    for (size_t bit = 0; bit < BITS; bit++)
        if (votes[bit] > 0)
            article->fingerprint |= UINT64_C(1) << bit;
    return STATUS_OK;
}
