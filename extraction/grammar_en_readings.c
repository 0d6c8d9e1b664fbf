/* SPDX-License-Identifier: Apache-2.0 */
/* What tells the kind of a word that may be a verb: its letters, the words before as they were
 * read, what the words behind may be, and the rules' own choice. */
#include "extraction/features.h"
#include "extraction/grammar_en_state.h"
#include "extraction/sink.h"

/* The kinds that the lexicon gives the word, as bits; 0: unknown. */
uint32_t en_kinds_of(const struct word *w)
{
    uint32_t kinds = 0;

    for (uint8_t i = 0; i < w->reading_count; i++)
        kinds |= 1u << en_kind_of(&w->readings[i]);
    return kinds;
}

/* What a word before was read as. */
static uint64_t tag_of(const struct state *st, uint32_t token)
{
    if (token == INDEX_NONE)
        return 1;
    const struct word *w = &st->a->words[token];

    if (w->function != FUNCTION_NONE)
        return 16u + (uint64_t)w->function;
    if (w->number != INDEX_NONE)
        return 2;
    const uint32_t told = WORD_VERB | WORD_NOUN | WORD_ADJECTIVE | WORD_NAME | WORD_PARTICIPLE |
                          WORD_PASSIVE | WORD_PERFECT | WORD_IMPERFECT | WORD_ADVERB |
                          WORD_POSSESSED;

    return 64u + (uint64_t)(w->traits & told) * 4 + w->number_form;
}

/* What a word behind may be. */
static uint64_t mask_of(const struct state *st, uint32_t token)
{
    if (token == INDEX_NONE)
        return 1u << 20;
    const struct word *w = &st->a->words[token];
    uint64_t is_function = 0;

    for (uint8_t i = 0; i < w->reading_count; i++)
        if (w->readings[i].form == FORM_FUNCTION)
            is_function = feature_text(en_token_of(st->a, token)->form);
    return is_function * 4096 + en_kinds_of(w) * 4 + en_is_capital(st, token) * 2u +
           (en_token_of(st->a, token)->kind == TOKEN_NUMBER);
}

static uint64_t text_of(const struct state *st, uint32_t token)
{
    return token == INDEX_NONE ? 1 : feature_text(en_token_of(st->a, token)->form);
}

static uint64_t ending_of(struct strview form)
{
    enum { ENDING = 3 };

    return feature_text(strview_slice(form, form.len < ENDING ? 0 : form.len - ENDING, form.len));
}

/* The last verb before in the sentence: what it was read as, and how many there are, up to 3. */
static uint64_t verbs_before(const struct state *st, uint32_t token)
{
    const uint32_t finite = WORD_PARTICIPLE | WORD_PERFECT | WORD_IMPERFECT | WORD_PASSIVE;
    uint64_t last = 0;
    uint64_t count = 0;

    for (uint32_t t = token; t-- > st->s->first_token && count < 3;) {
        uint32_t traits = st->a->words[t].traits;

        if ((traits & WORD_VERB) == 0)
            continue;
        if (count++ == 0)
            last = traits & finite;
    }
    return last * 4 + count;
}

uint32_t en_reading_features(const struct state *st, uint32_t token, enum kind ruled,
                             uint32_t features[READING_FEATURES_MAX])
{
    struct sink sink = {.out = features, .capacity = READING_FEATURES_MAX, .bits = READING_BITS};
    uint32_t before = en_word_before(st, token);
    uint32_t second = before == INDEX_NONE ? INDEX_NONE : en_word_before(st, before);
    uint32_t after = en_word_after(st, token);
    uint32_t next = after == INDEX_NONE ? INDEX_NONE : en_word_after(st, after);
    struct strview form = en_token_of(st->a, token)->form;
    uint64_t word = feature_text(form);
    uint64_t kinds = en_kinds_of(&st->a->words[token]);
    uint64_t tag = tag_of(st, before);
    uint64_t mask = mask_of(st, after);
    uint64_t state = (uint64_t)st->expectation * 2 + st->has_verb;
    uint64_t verbs = verbs_before(st, token);
    uint64_t owed = (uint64_t)st->owed * 8 + (verbs & 3);
    uint64_t is_first = token == st->s->first_token;
    uint64_t comma = token > st->s->first_token ? text_of(st, token - 1) : 0;

    sink_add(&sink, word);
    sink_add(&sink, word * 8 + ruled);
    sink_add(&sink, word + tag * 3);
    sink_add(&sink, ending_of(form));
    sink_add(&sink, ruled);
    sink_add(&sink, kinds * 16 + ruled);
    sink_add(&sink, (kinds * 16 + ruled) * 4096 + tag);
    sink_add(&sink, tag);
    sink_add(&sink, tag * 4096 + tag_of(st, second));
    sink_add(&sink, kinds * 65536 + tag);
    sink_add(&sink, text_of(st, before));
    sink_add(&sink, text_of(st, before) * 512 + kinds);
    sink_add(&sink, mask);
    sink_add(&sink, mask * 512 + kinds);
    sink_add(&sink, mask + tag * 3);
    sink_add(&sink, mask + (tag * 512 + kinds) * 3);
    sink_add(&sink, mask + mask_of(st, next) * 3);
    sink_add(&sink, text_of(st, after));
    sink_add(&sink, text_of(st, after) * 512 + kinds);
    sink_add(&sink, state * 512 + kinds);
    sink_add(&sink, (state * 512 + kinds) * 4096 + tag);
    sink_add(&sink, (state * 4096 + tag) + mask * 3);
    sink_add(&sink, verbs * 512 + kinds);
    sink_add(&sink, (verbs * 512 + kinds) * 4096 + tag);
    sink_add(&sink, ((verbs * 512 + kinds) * 4096 + tag) * 4096 + tag_of(st, second));
    sink_add(&sink, (verbs * 512 + kinds) + mask * 3);
    sink_add(&sink, is_first * 512 + kinds);
    sink_add(&sink, comma * 512 + kinds);
    sink_add(&sink, comma + mask * 3);
    sink_add(&sink, owed);
    sink_add(&sink, owed * 512 + kinds);
    sink_add(&sink, (owed * 512 + kinds) * 4096 + tag);
    sink_add(&sink, (owed * 512 + kinds) + mask * 3);
    sink_add(&sink, (owed * 512 + kinds) + text_of(st, after) * 3);
    return sink.count;
}
