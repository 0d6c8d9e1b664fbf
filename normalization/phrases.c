/* SPDX-License-Identifier: Apache-2.0 */
/* The trie is two hash tables with open addressing: words to ids, and (node, id) to child. Word
 * bytes lie one after another in a growing buffer and are found by offset, for it may move while it
 * grows. */
#include "normalization/phrases.h"

#include <assert.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "common/buffer.h"
#include "lexicon/form.h"

enum { FORM_BYTES_MAX = 128 };

struct word_slot {
    uint32_t id; /* 0: free */
    uint32_t offset;
    uint32_t len;
};

struct child_slot {
    uint64_t key; /* 0: free */
    uint32_t child;
};

struct phrases {
    struct word_slot *words;
    size_t word_capacity, word_count;
    struct child_slot *children;
    size_t child_capacity, child_count;
    uint32_t *values; /* by node */
    size_t node_count, node_capacity;
    struct buffer bytes;
};

struct phrases *phrases_new(void)
{
    struct phrases *phrases = calloc(1, sizeof(*phrases));

    if (phrases == NULL)
        return NULL;
    phrases->word_capacity = 1024;
    phrases->child_capacity = 1024;
    phrases->node_capacity = 256;
    phrases->node_count = PHRASES_ROOT + 1;
    phrases->words = calloc(phrases->word_capacity, sizeof(*phrases->words));
    phrases->children = calloc(phrases->child_capacity, sizeof(*phrases->children));
    phrases->values = calloc(phrases->node_capacity, sizeof(*phrases->values));
    if (phrases->words == NULL || phrases->children == NULL || phrases->values == NULL) {
        phrases_free(phrases);
        return NULL;
    }
    return phrases;
}

void phrases_free(struct phrases *phrases)
{
    if (phrases == NULL)
        return;
    free(phrases->words);
    free(phrases->children);
    free(phrases->values);
    buffer_destroy(&phrases->bytes);
    free(phrases);
}

static size_t find_word_slot(const struct phrases *phrases, struct strview form)
{
    size_t mask = phrases->word_capacity - 1;
    size_t at = XXH3_64bits(form.ptr, form.len) & mask;

    for (;; at = (at + 1) & mask) {
        const struct word_slot *slot = &phrases->words[at];

        if (slot->id == 0 || (slot->len == form.len &&
                              memcmp(phrases->bytes.data + slot->offset, form.ptr, form.len) == 0))
            return at;
    }
}

static bool grow_words(struct phrases *phrases)
{
    struct word_slot *old = phrases->words;
    size_t old_capacity = phrases->word_capacity;
    struct word_slot *words = calloc(old_capacity * 2, sizeof(*words));

    if (words == NULL)
        return false;
    phrases->words = words;
    phrases->word_capacity = old_capacity * 2;
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i].id != 0) {
            struct strview form = {.ptr = phrases->bytes.data + old[i].offset, .len = old[i].len};

            words[find_word_slot(phrases, form)] = old[i];
        }
    free(old);
    return true;
}

uint32_t phrases_find_word(const struct phrases *phrases, struct strview form)
{
    return form.len == 0 ? PHRASES_NONE : phrases->words[find_word_slot(phrases, form)].id;
}

uint32_t phrases_add_word(struct phrases *phrases, struct strview form)
{
    if (form.len == 0)
        return PHRASES_NONE;
    if (phrases->word_count * 2 >= phrases->word_capacity && !grow_words(phrases))
        return PHRASES_NONE;
    struct word_slot *slot = &phrases->words[find_word_slot(phrases, form)];

    if (slot->id != 0)
        return slot->id;
    slot->offset = (uint32_t)phrases->bytes.len;
    slot->len = (uint32_t)form.len;
    if (!buffer_append_view(&phrases->bytes, form))
        return PHRASES_NONE;
    slot->id = (uint32_t)(PHRASES_FIRST_WORD + phrases->word_count++);
    return slot->id;
}

static size_t find_child_slot(const struct phrases *phrases, uint64_t key)
{
    size_t mask = phrases->child_capacity - 1;
    /* both halves are small numbers in order: Knuth's multiplicative hash spreads them */
    size_t at = (key * UINT64_C(0x9e3779b97f4a7c15) >> 32) & mask;

    while (phrases->children[at].key != 0 && phrases->children[at].key != key)
        at = (at + 1) & mask;
    return at;
}

static bool grow_children(struct phrases *phrases)
{
    struct child_slot *old = phrases->children;
    size_t old_capacity = phrases->child_capacity;
    struct child_slot *children = calloc(old_capacity * 2, sizeof(*children));

    if (children == NULL)
        return false;
    phrases->children = children;
    phrases->child_capacity = old_capacity * 2;
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i].key != 0)
            children[find_child_slot(phrases, old[i].key)] = old[i];
    free(old);
    return true;
}

static bool grow_values(struct phrases *phrases)
{
    size_t capacity = phrases->node_capacity * 2;
    uint32_t *values = realloc(phrases->values, capacity * sizeof(*values));

    if (values == NULL)
        return false;
    memset(values + phrases->node_capacity, 0, phrases->node_capacity * sizeof(*values));
    phrases->values = values;
    phrases->node_capacity = capacity;
    return true;
}

static uint64_t child_key(uint32_t node, uint32_t id)
{
    return (uint64_t)node << 32 | id;
}

uint32_t phrases_find_child(const struct phrases *phrases, uint32_t node, uint32_t id)
{
    return phrases->children[find_child_slot(phrases, child_key(node, id))].child;
}

uint32_t phrases_add_child(struct phrases *phrases, uint32_t node, uint32_t id)
{
    if (node == PHRASES_NONE || id == PHRASES_NONE)
        return PHRASES_NONE;
    if ((phrases->child_count * 2 >= phrases->child_capacity && !grow_children(phrases)) ||
        (phrases->node_count >= phrases->node_capacity && !grow_values(phrases)))
        return PHRASES_NONE;
    struct child_slot *slot = &phrases->children[find_child_slot(phrases, child_key(node, id))];

    if (slot->key == 0) {
        slot->key = child_key(node, id);
        slot->child = (uint32_t)phrases->node_count++;
        phrases->child_count++;
    }
    return slot->child;
}

uint32_t phrases_add_text(struct phrases *phrases, uint32_t node, struct strview text)
{
    for (size_t at = 0; node != PHRASES_NONE;) {
        struct strview word = form_next_word(text, &at);
        char form[FORM_BYTES_MAX];

        if (word.len == 0)
            return node;
        size_t len = form_fold(word, FORM_MATCHING, form, sizeof(form));

        if (len == 0 || len > sizeof(form))
            return PHRASES_NONE;
        node = phrases_add_child(
            phrases, node, phrases_add_word(phrases, (struct strview){.ptr = form, .len = len}));
    }
    return PHRASES_NONE;
}

uint32_t phrases_value(const struct phrases *phrases, uint32_t node)
{
    assert(node < phrases->node_count);
    return phrases->values[node];
}

void phrases_set_value(struct phrases *phrases, uint32_t node, uint32_t value)
{
    assert(node < phrases->node_count);
    phrases->values[node] = value;
}

/* True when the form begins with the Arabic letter U+0600 + low. */
static bool begins_with(struct strview form, unsigned low)
{
    unsigned c = 0x600 + low;

    return form.len > 2 && (unsigned char)form.ptr[0] == (0xc0 | c >> 6) &&
           (unsigned char)form.ptr[1] == (0x80 | (c & 0x3f));
}

static struct strview drop_letters(struct strview form, size_t letters)
{
    return strview_slice(form, 2 * letters, form.len);
}

/* The word without its article: ال, or ل after the preposition ل (لل). */
static struct token_word read_article(const struct phrases *phrases, struct strview form,
                                      uint32_t clitics)
{
    if (begins_with(form, 0x27) && begins_with(drop_letters(form, 1), 0x44)) {
        uint32_t id = phrases_find_word(phrases, drop_letters(form, 2));

        if (id != PHRASES_NONE)
            return (struct token_word){.id = id, .clitics = clitics | CLITIC_ARTICLE};
    }
    return (struct token_word){0};
}

/* ل before the article writes لل: the word with its article again. */
static uint32_t find_after_lam(const struct phrases *phrases, struct strview form)
{
    char whole[FORM_BYTES_MAX] = "ال";

    if (form.len + 2 > sizeof(whole) || !begins_with(form, 0x44))
        return PHRASES_NONE;
    memcpy(whole + 2, form.ptr, form.len);
    return phrases_find_word(phrases, (struct strview){.ptr = whole, .len = form.len + 2});
}

/* Two letters after ل are a word of their own (لست, "I am not"); a door (باب) is no August. */
static bool is_word_of_its_own(struct strview rest, struct strview exact, bool is_lam)
{
    if (rest.len > 4)
        return false;
    return is_lam || (begins_with(rest, 0x27) && exact.len >= rest.len &&
                      begins_with(strview_slice(exact, exact.len - rest.len, exact.len), 0x27));
}

static struct token_word read_preposition(const struct phrases *phrases, struct strview form,
                                          struct strview exact, uint32_t clitics)
{
    bool is_lam = begins_with(form, 0x44);

    if (!is_lam && !begins_with(form, 0x28) && !begins_with(form, 0x43))
        return (struct token_word){0};
    struct strview rest = drop_letters(form, 1);
    uint32_t all = clitics | CLITIC_PREPOSITION;
    uint32_t id = phrases_find_word(phrases, rest);

    if (id != PHRASES_NONE && !is_word_of_its_own(rest, exact, is_lam))
        return (struct token_word){.id = id, .clitics = all};
    if (is_lam) {
        id = find_after_lam(phrases, rest);
        if (id != PHRASES_NONE)
            return (struct token_word){.id = id, .clitics = all};
        if (begins_with(rest, 0x44))
            return (struct token_word){.id = phrases_find_word(phrases, drop_letters(rest, 1)),
                                       .clitics = all | CLITIC_ARTICLE};
    }
    return read_article(phrases, rest, all);
}

/* "وأحد عشر" is no "واحد": where the hamza is written, the و before it is a clitic. */
static bool shows_and(struct strview exact)
{
    struct strview rest = drop_letters(exact, 1);

    return begins_with(exact, 0x48) && (begins_with(rest, 0x23) || begins_with(rest, 0x25));
}

static struct token_word read_token(const struct phrases *phrases, const struct token *token)
{
    struct strview form = token->form;
    struct token_word word = {.id = phrases_find_word(phrases, form)};

    if (word.id != PHRASES_NONE && shows_and(token->exact)) {
        uint32_t rest = phrases_find_word(phrases, drop_letters(form, 1));

        if (rest != PHRASES_NONE)
            return (struct token_word){.id = rest, .clitics = CLITIC_AND};
    }
    if (word.id != PHRASES_NONE || (token->flags & TOKEN_ARABIC_SCRIPT) == 0)
        return word;
    for (unsigned with_and = 0; with_and <= 1; with_and++) {
        uint32_t clitics = with_and ? CLITIC_AND : 0;

        if (with_and) {
            if (!begins_with(form, 0x48) && !begins_with(form, 0x41))
                break;
            form = drop_letters(form, 1);
            word = (struct token_word){.id = phrases_find_word(phrases, form), .clitics = clitics};
            if (word.id != PHRASES_NONE)
                return word;
        }
        word = read_preposition(phrases, form, token->exact, clitics);
        if (word.id == PHRASES_NONE)
            word = read_article(phrases, form, clitics);
        if (word.id != PHRASES_NONE)
            return word;
    }
    return word;
}

struct token_word *phrases_read(const struct phrases *phrases, const struct article *article)
{
    struct token_word *words = arena_array(article->arena, article->token_count, sizeof(*words));

    if (words == NULL)
        return NULL;
    for (size_t i = 0; i < article->token_count; i++)
        words[i] = read_token(phrases, &article->tokens[i]);
    return words;
}
