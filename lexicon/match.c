/* SPDX-License-Identifier: Apache-2.0 */
/* Names and terms at a token. The names' trie has no nodes: a bucket is found by the hash of all
 * words so far, so that a step is one probe. Depth first over the few ways to read each token (with
 * or without article, the first with its proclitics, the last with its pronoun), on a stack of our
 * own. */
#include "lexicon/inside.h"

#include <assert.h>

enum {
    MATCH_WORDS_MAX = 12,
    STACK_MAX = 64,
    VARIANTS_MAX = 48,
    WORD_BYTES_MAX = 96,
};

/* One way to read a token as a word of a name. */
struct variant {
    char bytes[WORD_BYTES_MAX]; /* the word looked up, when it is not a piece of the form */
    struct strview word;
    uint64_t key;        /* hash of the words so far and this one */
    uint32_t proclitics; /* without those that belong to the word */
    uint8_t begin, end;
    const struct enclitic_entry *back;
    bool has_lost_article; /* the article was taken off */
    bool is_possessive;
};

struct state {
    uint64_t key;   /* hash of the words so far */
    uint32_t token; /* next to read */
    uint32_t words;
    uint32_t proclitics;
    uint8_t begin;
    bool has_lost_article;
};

struct search {
    const struct lexicon *lexicon;
    enum lexicon_language language;
    const struct lexicon_words *words;
    size_t at;
    struct lexicon_match *out;
    size_t count, max;
    struct state stack[STACK_MAX];
    size_t depth;
    /* Variants in which the token stands, made once for each token on the way. */
    struct variant variants[VARIANTS_MAX];
    size_t variant_count;
};

static const struct name_bucket *find_bucket(const struct lexicon *lexicon, uint64_t key)
{
    if (lexicon->names == NULL)
        return NULL;
    for (uint64_t at = key & lexicon->name_mask; lexicon->names[at].key != 0;
         at = (at + 1) & lexicon->name_mask)
        if (lexicon->names[at].key == key)
            return &lexicon->names[at];
    return NULL;
}

static struct variant *add_variant(struct search *search, struct strview form, size_t begin,
                                   size_t end)
{
    if (search->variant_count == VARIANTS_MAX || end <= begin)
        return NULL;
    struct variant *variant = &search->variants[search->variant_count++];

    /* bytes stay as they are: only those written are read. */
    variant->word = strview_slice(form, begin, end);
    variant->proclitics = 0;
    variant->begin = (uint8_t)begin;
    variant->end = (uint8_t)end;
    variant->back = NULL;
    variant->has_lost_article = false;
    variant->is_possessive = false;
    return variant;
}

/* Apostrophes inside Latin words are not part of names' keys. */
static void drop_apostrophes(struct variant *variant)
{
    size_t bytes = 0;

    if (variant->word.len > WORD_BYTES_MAX ||
        memchr(variant->word.ptr, '\'', variant->word.len) == NULL)
        return;
    for (size_t i = 0; i < variant->word.len; i++)
        if (variant->word.ptr[i] != '\'')
            variant->bytes[bytes++] = variant->word.ptr[i];
    variant->word = (struct strview){.ptr = variant->bytes, .len = bytes};
}

static void english_variants(struct search *search, struct strview form)
{
    struct variant *whole = add_variant(search, form, 0, form.len);

    if (whole != NULL)
        drop_apostrophes(whole);
    bool is_plural = form.ptr[form.len - 1] == '\'';

    if (form.len < 3 ||
        (!is_plural && (form.ptr[form.len - 1] != 's' || form.ptr[form.len - 2] != '\'')))
        return;
    struct variant *owner = add_variant(search, form, 0, form.len - (is_plural ? 1 : 2));

    if (owner != NULL) {
        owner->is_possessive = true;
        drop_apostrophes(owner);
    }
}

/* The article's own letters before a word that lost them behind ل: للجيش is ل + الجيش. */
static void restore_article(struct search *search, const struct variant *variant)
{
    struct strview article = {0};

    for (size_t i = 0; i < search->lexicon->proclitic_count; i++)
        if (search->lexicon->proclitics[i].bit == PROCLITIC_ARTICLE &&
            search->lexicon->proclitics[i].after == 0)
            article = search->lexicon->proclitics[i].form;
    struct strview rest = variant->word;

    if (article.len + rest.len > WORD_BYTES_MAX || search->variant_count == VARIANTS_MAX)
        return;
    struct variant *restored = &search->variants[search->variant_count++];

    *restored = *variant;
    memcpy(restored->bytes, article.ptr, article.len);
    memcpy(restored->bytes + article.len, rest.ptr, rest.len);
    restored->word = (struct strview){.ptr = restored->bytes, .len = article.len + rest.len};
    restored->has_lost_article = false;
}

static void with_enclitics(struct search *search, struct strview form, struct strview written,
                           size_t first)
{
    size_t end = search->variant_count;

    for (size_t i = first; i < end; i++) {
        const struct variant *plain = &search->variants[i];

        if (plain->word.ptr == plain->bytes || plain->has_lost_article)
            continue;
        for (size_t j = 0; j < search->lexicon->enclitic_count; j++) {
            const struct enclitic_entry *back = &search->lexicon->enclitics[j];

            if (back->host == HOST_VERB || form.len < plain->begin + back->form.len + 4u ||
                !strview_ends_with(written, back->form))
                continue;
            struct variant *variant =
                add_variant(search, form, plain->begin, form.len - back->form.len);

            if (variant == NULL)
                return;
            variant->proclitics = plain->proclitics;
            variant->back = back;
        }
    }
}

static void arabic_variants(struct search *search, struct strview form, struct strview exact,
                            bool is_first)
{
    struct prefix_split fronts[PREFIX_SPLITS_MAX];
    size_t count = clitics_split_front(search->lexicon, form, exact, fronts);

    for (size_t i = 0; i < count; i++) {
        uint32_t proclitics = fronts[i].proclitics;

        if (fronts[i].host == HOST_VERB || (proclitics & PROCLITIC_QUESTION) != 0 ||
            (!is_first && (proclitics & ~(uint32_t)PROCLITIC_ARTICLE) != 0))
            continue;
        struct variant *variant = add_variant(search, form, fronts[i].bytes, form.len);

        if (variant == NULL)
            return;
        variant->has_lost_article = (proclitics & PROCLITIC_ARTICLE) != 0;
        variant->proclitics = proclitics;
        if (fronts[i].has_lost_alef)
            restore_article(search, variant);
    }
    with_enclitics(search, form, exact.len == form.len ? exact : form, 0);
}

static void make_variants(struct search *search, size_t token, bool is_first)
{
    struct strview form = search->words->forms[token];
    struct strview exact = search->words->exacts[token];

    search->variant_count = 0;
    if (form.len == 0 || form.len > UINT8_MAX)
        return;
    if (search->language == LEXICON_AR)
        arabic_variants(search, form, exact, is_first);
    else
        english_variants(search, form);
}

/* Punctuation that names hold: it is left out of their keys. */
static bool is_joint(struct strview form)
{
    return (form.len == 1 && strchr("-./&'", form.ptr[0]) != NULL) ||
           (form.len == 3 && (unsigned char)form.ptr[0] == 0xe2 &&
            (unsigned char)form.ptr[1] == 0x80 && (unsigned char)form.ptr[2] >= 0x90 &&
            (unsigned char)form.ptr[2] <= 0x94);
}

/* How the tokens' exact forms agree with the terminal's words. A word that was looked up without
 * its clitics is compared from its begin. */
static enum spelling match_spelling(const struct search *search, const struct state *state,
                                    const struct variant *last, struct strview own)
{
    enum spelling worst = SPELLING_EXACT;
    struct strview word;
    size_t token = search->at;

    for (uint32_t i = 0; strview_next(&own, ' ', &word); i++, token++) {
        while (token < state->token && is_joint(search->words->forms[token]))
            token++;
        if (token > state->token || token >= search->words->count)
            break;
        struct strview form = search->words->forms[token];
        struct strview exact = search->words->exacts[token];
        size_t end = token == state->token ? last->end : form.len;

        if (exact.len != form.len || end > exact.len || search->language == LEXICON_EN)
            continue;
        exact = strview_slice(exact, 0, end);
        /* Compared from the back: clitics and the article stand in front. */
        if (exact.len > word.len)
            exact = strview_slice(exact, exact.len - word.len, exact.len);
        else if (word.len > exact.len)
            word = strview_slice(word, word.len - exact.len, word.len);
        enum spelling one = spelling_compare(exact, word);

        if (one > worst)
            worst = one;
    }
    return worst;
}

static void emit(struct search *search, const struct state *state, const struct variant *variant,
                 const struct terminal_record *terminal)
{
    const struct features *f = &terminal->features;
    bool has_lost_article = state->has_lost_article || variant->has_lost_article;
    uint32_t proclitics = state->words == 0 ? variant->proclitics : state->proclitics;
    uint32_t flags = f->flags;

    if (terminal->language != search->language)
        return;
    if (has_lost_article && (flags & FEATURE_ARTICLE_OK) == 0)
        return;
    if (variant->back != NULL ? (flags & FEATURE_NO_ENCLITIC) != 0
                              : (flags & FEATURE_NEEDS_ENCLITIC) != 0)
        return;
    if (search->count == search->max)
        return;
    search->out[search->count++] = (struct lexicon_match){
        .kind = (enum entry_kind)terminal->kind,
        .row = terminal->row,
        .lexeme = terminal->lexeme,
        .token_count = state->token + 1 - (uint32_t)search->at,
        .proclitics = proclitics,
        .stem_begin = state->words == 0 ? variant->begin : state->begin,
        .stem_end = variant->end,
        .enclitic = variant->back == NULL ? (struct enclitic){0} : variant->back->enclitic,
        .spelling =
            match_spelling(search, state, variant, lexicon_text(search->lexicon, terminal->exact)),
        .gender = (enum gender)f->gender,
        .number = (enum grammatical_number)f->number,
        .grammatical_case = (enum grammatical_case)f->grammatical_case,
        .is_construct = (flags & FEATURE_CONSTRUCT) != 0,
        .is_definite =
            has_lost_article || variant->back != NULL || (terminal->flags & NAME_IS_NAME) != 0,
        .is_alias = (terminal->flags & NAME_ALIAS) != 0,
        .needs_capital = (terminal->flags & NAME_NEEDS_CAPITAL) != 0,
        .is_possessive = variant->is_possessive,
    };
}

static void push(struct search *search, const struct state *state, const struct variant *variant)
{
    if (search->depth == STACK_MAX)
        return;
    struct state *next = &search->stack[search->depth++];

    *next = *state;
    next->key = variant->key;
    next->token++;
    next->words++;
    next->has_lost_article = state->has_lost_article || variant->has_lost_article;
    if (state->words == 0) {
        next->proclitics = variant->proclitics;
        next->begin = variant->begin;
    }
}

static void step(struct search *search, struct state state)
{
    while (state.words > 0 && state.token < search->words->count &&
           is_joint(search->words->forms[state.token]))
        state.token++;
    if (state.token >= search->words->count || state.words == MATCH_WORDS_MAX)
        return;
    make_variants(search, state.token, state.words == 0);
    /* The table is larger than any cache: all look-ups are under way before the first is needed. */
    for (size_t i = 0; i < search->variant_count; i++) {
        struct variant *variant = &search->variants[i];

        variant->key = format_name_hash(variant->word, state.key, search->language);
        if (search->lexicon->names != NULL)
            __builtin_prefetch(&search->lexicon->names[variant->key & search->lexicon->name_mask]);
    }
    for (size_t i = 0; i < search->variant_count; i++) {
        const struct variant *variant = &search->variants[i];
        const struct name_bucket *bucket = find_bucket(search->lexicon, variant->key);

        if (bucket == NULL)
            continue;
        for (uint32_t j = 0; j < bucket->count; j++)
            emit(search, &state, variant, &search->lexicon->terminals[bucket->first + j]);
        if (bucket->is_prefix != 0 && variant->back == NULL && !variant->is_possessive)
            push(search, &state, variant);
    }
}

/* Longest first; among equals, better spelling first. Stable, so that table order decides last. */
static void sort_matches(struct lexicon_match *matches, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct lexicon_match match = matches[i];
        size_t at = i;

        while (at > 0 && (matches[at - 1].token_count < match.token_count ||
                          (matches[at - 1].token_count == match.token_count &&
                           matches[at - 1].spelling > match.spelling))) {
            matches[at] = matches[at - 1];
            at--;
        }
        matches[at] = match;
    }
}

size_t lexicon_match(const struct lexicon *lexicon, enum lexicon_language language,
                     const struct lexicon_words *words, size_t at, struct lexicon_match *out,
                     size_t max)
{
    struct search search UNINITIALIZED; /* ten kilobytes for each token */

    assert(language < LEXICON_LANGUAGE_COUNT);
    if (at >= words->count)
        return 0;
    search.lexicon = lexicon;
    search.language = language;
    search.words = words;
    search.at = at;
    search.out = out;
    search.count = 0;
    search.max = max;
    search.depth = 1;
    search.stack[0] = (struct state){.token = (uint32_t)at};
    while (search.depth > 0)
        step(&search, search.stack[--search.depth]);
    sort_matches(out, search.count);
    return search.count;
}
