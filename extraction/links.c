/* SPDX-License-Identifier: Apache-2.0 */
/* Links: to the doer, to the place, to both sides, to whom a delegation stands for. Each token
 * tries those that may begin with it. */
#include "extraction/links.h"

#include "lexicon/form.h"
#include "lexicon/word_sketch.h"

#include <stdlib.h>

enum { LINKS_MAX = 256, LINK_WORDS_MAX = 4, LINK_WORD_BYTES = 32 };

enum link_kind {
    LINK_AGENT,
    LINK_PLACE,
    LINK_PAIR,
    LINK_PARTITIVE,
    LINK_REPRESENTED,
    LINK_OFFICE,
    LINK_COMPLEMENT,
    LINK_FAMILY,
    LINK_PURPOSE,
    LINK_HOMELAND,
    LINK_LATTER,
};

struct link {
    enum link_kind kind;
    size_t count;
    size_t bytes[LINK_WORDS_MAX];
    char words[LINK_WORDS_MAX][LINK_WORD_BYTES];
};

struct links {
    size_t count;
    struct link items[LINKS_MAX]; /* by the sketch's bit of their first word */
    uint16_t first_of[WORD_SKETCH_BITS + 1];
};

static unsigned first_bit(const struct link *link)
{
    return word_sketch_bit((struct strview){.ptr = link->words[0], .len = link->bytes[0]});
}

static int compare_first_bits(const void *a, const void *b)
{
    return (int)first_bit(a) - (int)first_bit(b);
}

static void index_links(struct links *links)
{
    size_t k = 0;

    qsort(links->items, links->count, sizeof(links->items[0]), compare_first_bits);
    for (unsigned bit = 0; bit <= WORD_SKETCH_BITS; bit++) {
        while (k < links->count && first_bit(&links->items[k]) < bit)
            k++;
        links->first_of[bit] = (uint16_t)k;
    }
}

static void read_link(struct link *link, struct strview text)
{
    struct strview word;

    while (link->count < LINK_WORDS_MAX && strview_next(&text, ' ', &word)) {
        size_t bytes = form_fold(word, FORM_MATCHING, link->words[link->count], LINK_WORD_BYTES);

        if (bytes == 0 || bytes > LINK_WORD_BYTES)
            continue;
        link->bytes[link->count++] = bytes;
    }
}

static enum link_kind kind_from(struct strview name)
{
    static const char *const names[] = {
        [LINK_AGENT] = "agent",
        [LINK_PLACE] = "place",
        [LINK_PAIR] = "pair",
        [LINK_PARTITIVE] = "partitive",
        [LINK_REPRESENTED] = "represented",
        [LINK_OFFICE] = "office",
        [LINK_COMPLEMENT] = "complement",
        [LINK_FAMILY] = "family",
        [LINK_PURPOSE] = "purpose",
        [LINK_HOMELAND] = "homeland",
        [LINK_LATTER] = "latter",
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strview_is(name, names[i]))
            return (enum link_kind)i;
    return LINK_AGENT;
}

struct links *links_new(const struct lexicon *lexicon, const char *name)
{
    struct links *links = calloc(1, sizeof(*links));
    struct table table = lexicon_table(lexicon, name);
    int column = table_column(table, "words");
    int kind = table_column(table, "link");

    if (links == NULL)
        return NULL;
    for (size_t row = 0; row < table_row_count(table) && links->count < LINKS_MAX; row++) {
        struct link *link = &links->items[links->count];

        read_link(link, table_cell(table, row, column));
        if (link->count == 0)
            continue;
        link->kind = kind_from(table_cell(table, row, kind));
        links->count++;
    }
    index_links(links);
    return links;
}

void links_free(struct links *links)
{
    free(links);
}

static bool stands_at(const struct link *link, const struct analysis *a, uint32_t token,
                      uint32_t end)
{
    if (token + link->count > end)
        return false;
    for (size_t i = 0; i < link->count; i++) {
        struct strview word = {.ptr = link->words[i], .len = link->bytes[i]};

        bool is_stem = i == 0 && strview_equal(a->words[token].stem, word);

        if (!strview_equal(a->article->tokens[token + i].form, word) && !is_stem)
            return false;
    }
    return true;
}

static void mark(struct word *word, enum link_kind kind)
{
    word->is_link |= kind == LINK_AGENT;
    word->is_place_link |= kind == LINK_PLACE;
    word->is_pair |= kind == LINK_PAIR;
    word->is_partitive |= kind == LINK_PARTITIVE;
    word->is_representing |= kind == LINK_REPRESENTED;
    word->is_office_link |= kind == LINK_OFFICE;
    word->is_complement |= kind == LINK_COMPLEMENT;
    word->is_family |= kind == LINK_FAMILY;
    word->is_purpose |= kind == LINK_PURPOSE;
    word->is_homeland |= kind == LINK_HOMELAND;
    word->is_latter |= kind == LINK_LATTER;
}

/* Marks the links that stand at the token, of those whose first word has the bit. */
static void mark_beginning(const struct links *links, struct analysis *a, unsigned bit,
                           uint32_t token, uint32_t end)
{
    for (size_t k = links->first_of[bit]; k < links->first_of[bit + 1]; k++)
        if (stands_at(&links->items[k], a, token, end))
            mark(&a->words[token + links->items[k].count - 1], links->items[k].kind);
}

void links_mark(const struct links *links, struct analysis *a, uint32_t sentence)
{
    const struct sentence *s = &a->article->sentences[sentence];
    uint32_t end = s->first_token + s->token_count;

    for (uint32_t i = s->first_token; i < end; i++) {
        unsigned form = word_sketch_bit(a->article->tokens[i].form);
        unsigned stem = word_sketch_bit(a->words[i].stem);

        mark_beginning(links, a, form, i, end);
        if (stem != form)
            mark_beginning(links, a, stem, i, end);
    }
}
