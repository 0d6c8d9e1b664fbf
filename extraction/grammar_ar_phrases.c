/* SPDX-License-Identifier: Apache-2.0 */
/* Arabic noun phrases: a head, its genitives and adjectives, its title and name. */
#include "extraction/grammar_ar_borders.h"
#include "extraction/word_parts.h"
#include "model/trace.h"

static uint32_t head_of(const struct analysis *a, const struct phrase *p)
{
    for (uint32_t i = p->first_token; i < p->first_token + p->token_count; i++) {
        const struct word *w = &a->words[i];

        if (w->number == INDEX_NONE && !analysis_is_quote_mark(a, i) &&
            (w->traits & (WORD_QUANTIFIER | WORD_DEMONSTRATIVE | WORD_DETERMINER)) == 0)
            return i;
    }
    return p->first_token;
}

/* The word of the phrase that leads to whom its head stands for: «ممثلون عن الحركة»; INDEX_NONE. */
static uint32_t representing_word(const struct analysis *a, const struct phrase *p)
{
    for (uint32_t i = p->head + 1; i < p->first_token + p->token_count; i++)
        if (a->words[i].is_representing)
            return i;
    return INDEX_NONE;
}

/* Class and name of a phrase from the entities in it: the head's first, else a place or actor in
 * its genitive gives the name only. A delegation has the name of whom it stands for. */
static void classify(struct analysis *a, struct phrase *p)
{
    uint32_t head_entity = a->words[p->head].entity;
    uint32_t represented = representing_word(a, p);

    p->entity = represented == INDEX_NONE ? head_entity : INDEX_NONE;
    p->nationality = INDEX_NONE;
    p->number = INDEX_NONE;
    for (uint32_t i = p->first_token; i < p->first_token + p->token_count; i++) {
        uint32_t entity = a->words[i].entity;

        a->words[i].phrase = (uint32_t)(a->phrase_count - 1);
        if (a->words[i].number != INDEX_NONE && p->number == INDEX_NONE)
            p->number = a->words[i].number;
        if (entity == INDEX_NONE)
            continue;
        if (a->entities[entity].classes == FILLER_NATIONALITY)
            p->nationality = entity;
        else if (p->entity == INDEX_NONE && (represented == INDEX_NONE || i > represented))
            p->entity = entity;
    }
    if (p->entity == INDEX_NONE)
        p->entity = head_entity;
    uint32_t classes = phrase_head_classes(a, p->head);

    if (head_entity != INDEX_NONE)
        classes |= a->entities[head_entity].classes;
    p->classes = classes;
    if (p->number != INDEX_NONE && (classes & FILLER_PEOPLE) != 0)
        p->classes |= FILLER_TOLL;
}

/* «ثلاثة من حراسه»: a number alone, the link and what is counted are one phrase. */
static bool is_partitive(const struct analysis *a, const struct phrase *p, uint32_t token,
                         uint32_t end)
{
    if (token + 1 >= end || !a->words[token].is_partitive || !ar_can_stand_in(a, token + 1) ||
        (a->words[token + 1].traits & WORD_CONJUNCTION) != 0)
        return false;
    for (uint32_t i = p->first_token; i < token; i++)
        if (a->words[i].number == INDEX_NONE && (a->words[i].traits & WORD_QUANTIFIER) == 0)
            return false;
    return true;
}

/* «ممثلين عن (الحركة)»: the first token of whom the phrase stands for, behind a bracket or
 * quotation mark; INDEX_NONE. */
static uint32_t represented_at(const struct analysis *a, uint32_t link, uint32_t end)
{
    uint32_t token = link + 1;

    if (token < end && a->article->tokens[token].kind == TOKEN_PUNCTUATION)
        token++;
    return token < end && ar_can_stand_in(a, token) &&
                   (a->words[token].traits & WORD_CONJUNCTION) == 0
               ? token
               : INDEX_NONE;
}

/* «شركة «دي إن أو»», «حركة «إم 23»»: the closing mark of a short name in quotation marks behind a
 * noun for what bears names; 0: none. What is quoted otherwise has words of the language only. */
static uint32_t quoted_name_end(const struct analysis *a, uint32_t first, uint32_t open,
                                uint32_t end)
{
    enum { WORDS_MAX = 4 };
    bool is_foreign = false;

    if ((a->article->tokens[open].flags & TOKEN_QUOTE_OPEN) == 0 ||
        (a->words[first].traits & WORD_NOUN) == 0 || ar_is_event_noun(a, first))
        return 0;
    for (uint32_t i = open + 1; i < end && i <= open + 1 + WORDS_MAX; i++) {
        const struct word *w = &a->words[i];

        if (analysis_is_quote_mark(a, i))
            return is_foreign && (a->article->tokens[i].flags & TOKEN_QUOTE_CLOSE) != 0 ? i : 0;
        if ((w->traits & (WORD_VERB | WORD_RELATIVE | WORD_DEMONSTRATIVE)) != 0)
            return 0;
        is_foreign |= (w->traits & WORD_NAME) != 0 || w->number != INDEX_NONE;
    }
    return 0;
}

/* Particles in a name are none: «دي إن أو». */
static void make_name(struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (a->words[i].function != FUNCTION_NONE) {
            a->words[i].traits = WORD_NOUN | WORD_NAME;
            a->words[i].function = FUNCTION_NONE;
            a->words[i].preposition = (struct strview){0};
        }
}

static bool has_open_quote(const struct analysis *a, uint32_t first, uint32_t last)
{
    int open = 0;

    for (uint32_t i = first; i <= last; i++)
        if (analysis_is_quote_mark(a, i))
            open += (a->article->tokens[i].flags & TOKEN_QUOTE_OPEN) != 0 ? 1 : -1;
    return open > 0;
}

/* A phrase as it grows: its last word so far and the token in question. */
struct growth {
    struct analysis *a;
    struct phrase *p;
    uint32_t last, next, end;
    bool is_open; /* a bracket or quotation mark of whom it stands for */
};

/* The token, or the last of the entity that it begins, belongs to the phrase. */
static void take(struct growth *g, uint32_t token)
{
    g->last = g->a->words[token].entity == INDEX_NONE ? token : ar_entity_end(g->a, token) - 1;
    g->next = g->last + 1;
}

/* A quotation mark, or a whole name in quotation marks. */
static bool take_quotation(struct growth *g)
{
    struct analysis *a = g->a;

    if (g->next != g->last + 1 || !analysis_is_quote_mark(a, g->next))
        return false;
    uint32_t close =
        ar_names_person(a, g->last) ? 0 : quoted_name_end(a, g->p->first_token, g->next, g->end);

    if (close != 0) {
        make_name(a, g->next + 1, close);
        g->last = close - 1;
        g->next = close + 1;
        return true;
    }
    bool is_before_word = g->next + 1 < g->end && ar_can_stand_in(a, g->next + 1) &&
                          (a->words[g->next + 1].traits & WORD_CONJUNCTION) == 0;

    if (!is_before_word && (a->article->tokens[g->next].flags & TOKEN_QUOTE_CLOSE) == 0)
        return false;
    g->next++;
    return true;
}

/* A link with what it leads to: whose office it is, whom a delegation stands for, what is counted.
 */
static bool take_link(struct growth *g)
{
    struct analysis *a = g->a;
    const struct word *w = &a->words[g->next];

    if (g->next != g->last + 1)
        return false;
    if (w->is_office_link && g->next + 1 < g->end && ar_can_stand_in(a, g->next + 1) &&
        ar_bears_title(a, g->p, g->last)) {
        take(g, g->next + 1);
        return true;
    }
    uint32_t represented = w->is_representing ? represented_at(a, g->next, g->end) : INDEX_NONE;

    if (represented != INDEX_NONE) {
        g->is_open = represented > g->next + 1;
        take(g, represented);
        return true;
    }
    if (!is_partitive(a, g->p, g->next, g->end))
        return false;
    g->last = g->next + 1;
    g->next = g->last + 1;
    return true;
}

/* The phrase that begins at token. */
static void grow_phrase(struct analysis *a, uint32_t token, uint32_t end, struct phrase *p)
{
    struct growth g = {.a = a, .p = p, .end = end};

    *p = (struct phrase){.first_token = token,
                         .sentence = a->article->tokens[token].sentence,
                         .next_conjunct = INDEX_NONE,
                         .previous_conjunct = INDEX_NONE,
                         .genitive_of = INDEX_NONE,
                         .possessor = INDEX_NONE,
                         .owner = INDEX_NONE,
                         .preposition_token = INDEX_NONE};
    take(&g, token);
    while (g.next < end) {
        if (g.next == g.last + 1 && ar_is_accusative_of_country(a, g.last, g.next))
            a->entities[a->words[g.next].entity].classes = FILLER_NATIONALITY;
        if (take_quotation(&g) || take_link(&g))
            continue;
        if (!ar_goes_on(a, p, g.last, g.next) || g.next - g.last > 2)
            break;
        if (a->words[g.last].is_family) { /* no ordinal: «آل ثاني» */
            a->words[g.next].traits = WORD_NOUN | WORD_NAME;
            a->words[g.next].number = INDEX_NONE;
        }
        g.last = g.next++;
    }
    if (g.last + 1 < end &&
        ((g.is_open && a->article->tokens[g.last + 1].kind == TOKEN_PUNCTUATION) ||
         (analysis_is_quote_mark(a, g.last + 1) && has_open_quote(a, token, g.last))))
        g.last++;
    p->token_count = g.last + 1 - token;
}

static void link_to_front(struct analysis *a, struct phrase *p, uint32_t first_of_sentence)
{
    const struct word *w = &a->words[p->first_token];
    size_t own = a->phrase_count - 1;

    if ((w->traits & WORD_PREPOSITION) != 0 && w->function != FUNCTION_PREPOSITION &&
        !ar_begins_bare_name(a, p->first_token)) {
        p->preposition = w->preposition;
    } else if (p->first_token > first_of_sentence) {
        uint32_t before = p->first_token - 1;

        if (before > first_of_sentence && analysis_is_quote_mark(a, before))
            before--;
        const struct word *b = &a->words[before];

        if (b->function == FUNCTION_PREPOSITION && (b->traits & WORD_OBJECT_CLITIC) == 0) {
            p->preposition = b->preposition;
            p->preposition_token = before;
        }
    }
    if ((w->traits & WORD_CONJUNCTION) != 0 && own > 0) {
        struct phrase *q = &a->phrases[own - 1];

        if (q->sentence == p->sentence && q->first_token + q->token_count == p->first_token &&
            p->preposition.len == 0) {
            q->next_conjunct = (uint32_t)own;
            p->previous_conjunct = (uint32_t)(own - 1);
            p->preposition = q->preposition;
            p->preposition_token = q->preposition_token;
        }
    }
}

/* A phrase right after an event noun, or an event noun right after an indefinite noun, is its
 * genitive. */
static void link_genitive(struct analysis *a, struct phrase *p)
{
    size_t own = a->phrase_count - 1;

    if (own == 0 || p->preposition.len > 0 || p->previous_conjunct != INDEX_NONE)
        return;
    const struct phrase *q = &a->phrases[own - 1];
    uint32_t last = q->first_token + q->token_count - 1;

    if (q->sentence != p->sentence || last + 1 != p->first_token ||
        (a->words[p->first_token].traits & WORD_CONJUNCTION) != 0)
        return;
    if ((ar_is_event_noun(a, q->head) || ar_is_event_noun(a, p->head)) &&
        !ar_is_definite(a, q->head) && !ar_is_accusative(a, q->head))
        p->genitive_of = (uint32_t)(own - 1);
}

static uint16_t leading_bytes(const struct analysis *a, const struct phrase *p)
{
    const struct word *w = &a->words[p->first_token];
    uint32_t bits = w->proclitics & ~(uint32_t)PROCLITIC_ARTICLE;
    uint16_t bytes = 0;

    /* the lexicon's match knows better than the reading whether a first letter is a clitic; the
     * article stays */
    if (w->entity != INDEX_NONE && a->entities[w->entity].first_token == p->first_token) {
        struct span cut = {.begin = a->entities[w->entity].leading_bytes};
        struct strview form = a->article->tokens[p->first_token].form;
        size_t inner = word_inner_form(a->article, p->first_token, FORM_MATCHING, cut).len;
        struct strview clitics = strview_slice(form, 0, form.len - inner);

        return strview_ends_with(clitics, arabic_article)
                   ? word_leading_bytes(a->article, p->first_token,
                                        clitics.len - arabic_article.len)
                   : (uint16_t)cut.begin;
    }
    for (; bits != 0; bits &= bits - 1)
        bytes = (uint16_t)(bytes + 2);
    return word_leading_bytes(a->article, p->first_token, bytes);
}

/* A place or noun of one word that is a particle or a verb here (كان is Cannes too) is none; in the
 * name of a person the particle or verb is none («علي حسن», «يزيد»). */
static void release_homographs(struct analysis *a, const struct sentence *s)
{
    for (uint32_t i = s->first_token; i < s->first_token + s->token_count; i++) {
        struct word *w = &a->words[i];

        if (w->entity == INDEX_NONE)
            continue;
        const struct entity *e = &a->entities[w->entity];
        bool is_weak =
            !e->is_name || (e->classes & ~(uint32_t)(FILLER_PLACE | FILLER_ABSTRACT)) == 0;

        if (e->classes == 0 || (e->token_count == 1 && is_weak &&
                                (w->function != FUNCTION_NONE || (w->traits & WORD_VERB) != 0))) {
            w->entity = INDEX_NONE;
            w->is_closed = false;
        } else if (e->token_count > 1 && e->is_name && (e->classes & FILLER_PERSON) != 0 &&
                   (w->function != FUNCTION_NONE || (w->traits & WORD_VERB) != 0)) {
            w->traits = WORD_NOUN | WORD_NAME | (w->traits & WORD_CONJUNCTION);
            w->function = FUNCTION_NONE;
            w->preposition = (struct strview){0};
        }
    }
}

enum status ar_find_phrases(struct analysis *a, uint32_t sentence)
{
    const struct sentence *s = &a->article->sentences[sentence];
    uint32_t end = s->first_token + s->token_count;

    release_homographs(a, s);
    for (uint32_t i = s->first_token; i < end;) {
        struct phrase p;

        if (!ar_can_stand_in(a, i)) {
            i++;
            continue;
        }
        if (arena_grow(a->article->arena, (void **)&a->phrases, a->phrase_count,
                       &a->phrase_capacity, sizeof(*a->phrases)) != 0)
            return STATUS_LIMIT;
        grow_phrase(a, i, end, &p);
        p.head = head_of(a, &p);
        struct phrase *kept = &a->phrases[a->phrase_count++];

        *kept = p;
        classify(a, kept);
        link_to_front(a, kept, s->first_token);
        link_genitive(a, kept);
        kept->leading_bytes = leading_bytes(a, kept);
        kept->gender = a->words[kept->head].gender;
        kept->number_form = a->words[kept->head].number_form;
        kept->is_definite = ar_is_definite(a, kept->first_token + kept->token_count - 1);
        kept->is_pronoun = (a->words[kept->head].traits & WORD_PRONOUN) != 0;
        kept->has_owner = (a->words[kept->head].traits & WORD_POSSESSED) != 0;
        i = kept->first_token + kept->token_count;
        if (a->article->trace != NULL)
            trace_add(a->article, "phrases", "%.*s [%.*s] classes %x",
                      STRVIEW_ARG(article_tokens_text(a->article, kept->first_token, i - 1)),
                      STRVIEW_ARG(kept->preposition), kept->classes);
    }
    return STATUS_OK;
}
