/* SPDX-License-Identifier: Apache-2.0 */
/* English noun phrases: determiner, adjectives, nouns, head last; "of" and its noun belong to it
 * unless the head can name an event (then the noun is its genitive and fills a role) or only counts
 * (dozens of trucks: the truck is the head). A possessor before an event noun is a phrase of its
 * own. An apposition is governed by its comma, so that nobody takes it for an argument. */
#include "extraction/grammar_en.h"

#include "extraction/word_parts.h"
#include "model/trace.h"

enum { PHRASE_TOKENS_MAX = 22 };

struct chunker {
    struct analysis *a;
    const struct sentence *s;
    uint32_t end;
};

static const struct token *token_of(const struct chunker *c, uint32_t token)
{
    return &c->a->article->tokens[token];
}

static const struct word *word_of(const struct chunker *c, uint32_t token)
{
    return &c->a->words[token];
}

static bool is_comma(const struct chunker *c, uint32_t token)
{
    return token_of(c, token)->kind == TOKEN_PUNCTUATION &&
           strview_is(token_of(c, token)->form, ",");
}

static bool is_hyphen(const struct chunker *c, uint32_t token)
{
    return token_of(c, token)->kind == TOKEN_PUNCTUATION &&
           strview_is(token_of(c, token)->form, "-") &&
           (token_of(c, token)->flags & TOKEN_SPACE_BEFORE) == 0;
}

static bool is_possessive(const struct chunker *c, uint32_t token)
{
    if ((word_of(c, token)->traits & WORD_POSSESSED) != 0 &&
        word_of(c, token)->function == FUNCTION_NONE)
        return true;
    struct strview form = token_of(c, token)->form;

    return strview_ends_with(form, STRVIEW("'s")) || strview_ends_with(form, STRVIEW("s'"));
}

/* The possessive mark as a token of its own. */
static bool is_mark_alone(const struct chunker *c, uint32_t token)
{
    return (word_of(c, token)->traits & WORD_POSSESSED) != 0 &&
           word_of(c, token)->function == FUNCTION_NONE;
}

static bool can_stand_in(const struct chunker *c, uint32_t token)
{
    const struct word *w = word_of(c, token);

    if ((w->traits & WORD_POSSESSED) != 0 && w->function == FUNCTION_NONE)
        return token > c->s->first_token; /* the mark 's, never the first of a phrase */
    if (token_of(c, token)->kind == TOKEN_PUNCTUATION)
        return false;
    if (w->time != INDEX_NONE && (w->entity == INDEX_NONE || w->number == INDEX_NONE))
        return false;
    if (w->number != INDEX_NONE)
        return true;
    if (w->entity != INDEX_NONE && w->function == FUNCTION_NONE &&
        ((w->traits & WORD_VERB) == 0 || c->a->entities[w->entity].is_name))
        return true;
    if ((w->traits & (WORD_VERB | WORD_ADVERB | WORD_NEGATION)) != 0 &&
        (w->traits & WORD_DETERMINER) == 0)
        return false;
    return (w->traits & (WORD_NOUN | WORD_ADJECTIVE | WORD_NAME | WORD_QUANTIFIER | WORD_PRONOUN |
                         WORD_DETERMINER)) != 0;
}

/* Does the token go on with the phrase whose last word is last? */
static bool continues(const struct chunker *c, uint32_t last, uint32_t token)
{
    const struct word *w = word_of(c, token);
    const struct word *l = word_of(c, last);

    if (w->entity != INDEX_NONE && w->entity == l->entity)
        return true;
    if (w->number != INDEX_NONE && w->number == l->number)
        return true;
    if (is_mark_alone(c, token))
        return true;
    if (!can_stand_in(c, token) || (w->traits & WORD_PRONOUN) != 0 ||
        (l->traits & WORD_PRONOUN) != 0)
        return false;
    if (w->function == FUNCTION_ARTICLE || w->function == FUNCTION_POSSESSIVE ||
        w->function == FUNCTION_DEMONSTRATIVE || w->function == FUNCTION_QUANTIFIER)
        return l->function == FUNCTION_QUANTIFIER || l->function == FUNCTION_NEGATION ||
               (l->number != INDEX_NONE && w->function == FUNCTION_QUANTIFIER &&
                l->function == FUNCTION_NONE); /* "seven other sailors" */
    /* A number after a noun opens another phrase; after a determiner or adjective it counts. */
    if (w->number != INDEX_NONE)
        return (l->traits & (WORD_DETERMINER | WORD_ADJECTIVE)) != 0 &&
               (l->traits & WORD_NOUN) == 0;
    return true;
}

static struct phrase *add_phrase(struct chunker *c, uint32_t first, uint32_t last)
{
    struct analysis *a = c->a;

    if (arena_grow(a->article->arena, (void **)&a->phrases, a->phrase_count, &a->phrase_capacity,
                   sizeof(*a->phrases)) != 0)
        return NULL;
    struct phrase *p = &a->phrases[a->phrase_count++];

    *p = (struct phrase){.first_token = first,
                         .token_count = last + 1 - first,
                         .head = last,
                         .sentence = token_of(c, first)->sentence,
                         .entity = INDEX_NONE,
                         .nationality = INDEX_NONE,
                         .number = INDEX_NONE,
                         .genitive_of = INDEX_NONE,
                         .possessor = INDEX_NONE,
                         .owner = INDEX_NONE,
                         .preposition_token = INDEX_NONE,
                         .next_conjunct = INDEX_NONE,
                         .previous_conjunct = INDEX_NONE};
    return p;
}

static bool is_of(const struct chunker *c, uint32_t token)
{
    return token < c->end && en_detail(c->a, token, "genitive").len > 0;
}

/* "state of", "east of": the two words are a cue that leads to a place. */
static bool is_cue_of(const struct chunker *c, uint32_t token)
{
    enum { MATCHES_MAX = 8, CUE_WORDS = 2 };

    if (!is_of(c, token + 1))
        return false;
    const struct token *t = token_of(c, token);
    struct strview forms[CUE_WORDS] = {t[0].form, t[1].form};
    struct strview exact[CUE_WORDS] = {t[0].exact, t[1].exact};
    struct lexicon_words words = {forms, exact, CUE_WORDS};
    struct lexicon_match matches[MATCHES_MAX];
    size_t count = lexicon_match(c->a->lexicon, LEXICON_EN, &words, 0, matches, MATCHES_MAX);

    for (size_t i = 0; i < count; i++)
        if (matches[i].kind == ENTRY_PLACE_CUE && matches[i].token_count == CUE_WORDS)
            return true;
    return false;
}

/* "a commander of the faction | east of the city" */
static bool is_way_from(const struct chunker *c, uint32_t last, uint32_t token)
{
    const uint32_t nouns = WORD_NOUN | WORD_ADJECTIVE | WORD_DETERMINER;

    return (word_of(c, last)->traits & nouns) == WORD_NOUN && is_cue_of(c, token);
}

/* The last token of the noun group that begins here. */
static uint32_t group_end(const struct chunker *c, uint32_t first)
{
    uint32_t last = first;

    for (uint32_t t = first + 1; t < c->end && t - first < PHRASE_TOKENS_MAX; t++) {
        if (analysis_is_quote_mark(c->a, t) && t + 1 < c->end && t - last == 1)
            continue;
        if (is_hyphen(c, t) && t + 1 < c->end && t == last + 1)
            continue;
        if (!continues(c, last, t) || is_way_from(c, last, t))
            break;
        last = t;
    }
    while (last > first && is_mark_alone(c, last))
        last--;
    return last;
}

static void classify(struct chunker *c, struct phrase *p)
{
    struct analysis *a = c->a;
    uint32_t head_entity = a->words[p->head].entity;

    p->entity = head_entity;
    for (uint32_t t = p->first_token; t < p->first_token + p->token_count; t++) {
        uint32_t entity = a->words[t].entity;

        a->words[t].phrase = (uint32_t)(p - a->phrases);
        if (a->words[t].number != INDEX_NONE && p->number == INDEX_NONE && t <= p->head)
            p->number = a->words[t].number;
        if (entity == INDEX_NONE)
            continue;
        if (a->entities[entity].classes == FILLER_NATIONALITY && t < p->head)
            p->nationality = entity;
        else if (p->entity == INDEX_NONE && !en_is_event_noun(a, p->head))
            p->entity = entity;
    }
    p->classes = phrase_head_classes(a, p->head);
    if (head_entity != INDEX_NONE)
        p->classes |= a->entities[head_entity].classes;
    if (p->classes == FILLER_NATIONALITY &&
        (word_of(c, p->first_token)->traits & WORD_DETERMINER) != 0)
        p->classes |= FILLER_PEOPLE;
    if (p->number != INDEX_NONE && (p->classes & (FILLER_PEOPLE | FILLER_ARMED)) != 0)
        p->classes |= FILLER_TOLL;
    if (p->classes == 0 && p->number != INDEX_NONE)
        p->classes = FILLER_TOLL;
    p->gender = a->words[p->head].gender;
    p->number_form = a->words[p->head].number_form;
    p->is_pronoun = (a->words[p->head].traits & WORD_PRONOUN) != 0;
    p->is_definite = en_detail(a, p->first_token, "definite").len > 0 ||
                     (a->words[p->head].traits & WORD_NAME) != 0;
    if (p->is_definite)
        a->words[p->head].traits |= WORD_DEFINITE;
    p->has_owner = a->words[p->first_token].function == FUNCTION_POSSESSIVE;
    if (is_possessive(c, p->first_token + p->token_count - 1) &&
        !is_mark_alone(c, p->first_token + p->token_count - 1)) {
        uint32_t last = p->first_token + p->token_count - 1;

        p->trailing_bytes = word_trailing_bytes(a->article, last, token_of(c, last)->form.len - 2);
    }
}

static bool is_counting_head(const struct chunker *c, uint32_t first, uint32_t last)
{
    return word_of(c, last)->number != INDEX_NONE ||
           word_of(c, last)->function == FUNCTION_QUANTIFIER || first == last;
}

static void link_to_front(struct chunker *c, struct phrase *p)
{
    uint32_t before = p->first_token;

    while (before > c->s->first_token && (analysis_is_quote_mark(c->a, before - 1) ||
                                          (word_of(c, before - 1)->traits & WORD_ADVERB) != 0))
        before--;
    if (before == c->s->first_token)
        return;
    const struct word *b = word_of(c, before - 1);

    if (b->function == FUNCTION_PREPOSITION) {
        p->preposition = b->preposition;
        p->preposition_token = before - 1;
    }
}

/* A finite verb: the infinitive of "urged the police and the army to act" is none. */
static bool is_verb_at(const struct chunker *c, uint32_t token)
{
    while (token < c->end && (word_of(c, token)->traits & (WORD_ADVERB | WORD_NEGATION)) != 0 &&
           !en_is_infinitive_marker(c->a, token))
        token++;
    return token < c->end && (word_of(c, token)->traits & (WORD_VERB | WORD_AUXILIARY)) != 0 &&
           ((word_of(c, token)->traits & WORD_PARTICIPLE) == 0);
}

static bool has_verb_between(const struct chunker *c, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++)
        if ((word_of(c, t)->traits & (WORD_VERB | WORD_AUXILIARY)) != 0)
            return true;
    return false;
}

/* Where the stretch of the clause begins that a token stands in. */
static uint32_t boundary_before(const struct chunker *c, uint32_t token)
{
    const uint32_t openers =
        WORD_COMPLEMENTISER | WORD_RELATIVE | WORD_SUBORDINATOR | WORD_CONJUNCTION;

    while (token > c->s->first_token && (word_of(c, token - 1)->traits & openers) == 0 &&
           (token_of(c, token - 1)->kind != TOKEN_PUNCTUATION ||
            analysis_is_quote_mark(c->a, token - 1) || is_hyphen(c, token - 1)))
        token--;
    return token;
}

enum { ALIKE = FILLER_ACTING | FILLER_UNKNOWN | FILLER_NATIONALITY };

static bool are_alike(const struct phrase *p, const struct phrase *q)
{
    bool both_act = (p->classes & ALIKE) != 0 && (q->classes & ALIKE) != 0;
    bool both_places = (p->classes & FILLER_PLACE) != 0 && (q->classes & FILLER_PLACE) != 0;

    return both_act || both_places ||
           ((p->classes & FILLER_EVENT) == (q->classes & FILLER_EVENT) &&
            (p->classes & ALIKE) == (q->classes & ALIKE));
}

/* "the villages of Haris and Talloussa": a name joined to the name of a kind of place. */
static bool shares_kind(const struct chunker *c, const struct phrase *q, const struct phrase *p)
{
    static const uint32_t unknown = FILLER_UNKNOWN | FILLER_ABSTRACT;
    uint32_t q_last = q->first_token + q->token_count - 1;

    return (q->classes & FILLER_PLACE) != 0 && (p->classes & ~unknown) == 0 &&
           (word_of(c, p->head)->traits & WORD_NAME) != 0 &&
           (word_of(c, q_last)->traits & WORD_NAME) != 0 &&
           (q->head != q_last || q->previous_conjunct != INDEX_NONE) &&
           (q->head == q_last || (word_of(c, q->head)->traits & WORD_NAME) == 0);
}

static void join(struct phrase *q, struct phrase *p, uint32_t q_index, uint32_t p_index)
{
    q->next_conjunct = p_index;
    p->previous_conjunct = q_index;
    p->preposition = q->preposition;
    p->preposition_token = q->preposition_token;
}

/* A comma, then "and" right behind the phrase: it stands in a list. */
static bool is_in_list(const struct chunker *c, uint32_t end)
{
    if (end >= c->end)
        return false;
    if (word_of(c, end)->function == FUNCTION_CONJUNCTION)
        return true;
    return is_comma(c, end) && end + 1 < c->end &&
           word_of(c, end + 1)->function == FUNCTION_CONJUNCTION;
}

/* Behind a comma alone: part of a list, a larger place, a party of a headline, or an apposition. */
static void link_by_comma(struct chunker *c, uint32_t own)
{
    struct phrase *p = &c->a->phrases[own];
    struct phrase *q = &c->a->phrases[own - 1];
    uint32_t q_end = q->first_token + q->token_count;
    uint32_t p_end = p->first_token + p->token_count;
    bool both_named = (q->classes & (FILLER_STATE | FILLER_PLACE)) != 0 &&
                      (p->classes & (FILLER_STATE | FILLER_PLACE)) != 0;

    if (is_in_list(c, p_end) && shares_kind(c, q, p)) {
        p->classes |= FILLER_PLACE;
        join(q, p, own - 1, own);
    } else if (is_in_list(c, p_end) && are_alike(p, q)) {
        join(q, p, own - 1, own);
    } else if (both_named && q->preposition.len > 0 && !is_verb_at(c, p_end)) {
        p->preposition = q->preposition; /* "in Ganthier, Haiti" */
        p->preposition_token = q->preposition_token;
    } else if (both_named && c->s->kind == SENTENCE_TITLE) {
        join(q, p, own - 1, own); /* "Sarn, Kalda to reopen crossing" */
    } else if (p_end >= c->end || token_of(c, p_end)->kind == TOKEN_PUNCTUATION) {
        p->preposition = token_of(c, q_end)->form;
        p->preposition_token = q_end;
    }
}

/* "X and Y" share a slot; "X and Y came": Y may open a clause of its own. */
static void link_conjunct(struct chunker *c, uint32_t own)
{
    struct phrase *p = &c->a->phrases[own];
    struct phrase *q = own > 0 ? &c->a->phrases[own - 1] : NULL;

    if (q == NULL || q->sentence != p->sentence || p->preposition.len > 0)
        return;
    uint32_t q_end = q->first_token + q->token_count;
    uint32_t between = p->first_token - q_end;

    if (between == 0 || between > 2)
        return;
    bool has_and = word_of(c, p->first_token - 1)->function == FUNCTION_CONJUNCTION;
    bool opens_clause = is_verb_at(c, p->first_token + p->token_count) &&
                        has_verb_between(c, boundary_before(c, q->first_token), q->first_token);

    bool ends_list = q->previous_conjunct != INDEX_NONE && (p->classes & FILLER_EVENT) == 0;

    if (has_and && !opens_clause && shares_kind(c, q, p)) {
        p->classes |= FILLER_PLACE;
        join(q, p, own - 1, own);
    } else if (has_and && !opens_clause && (are_alike(p, q) || ends_list))
        join(q, p, own - 1, own);
    else if (is_comma(c, q_end) && between == 1)
        link_by_comma(c, own);
}

static enum status finish(struct chunker *c, uint32_t own)
{
    struct phrase *p = &c->a->phrases[own];

    classify(c, p);
    link_to_front(c, p);
    link_conjunct(c, own);
    if (c->a->article->trace != NULL)
        trace_add(c->a->article, "phrases", "%.*s [%.*s] classes %x head %.*s%s",
                  STRVIEW_ARG(article_tokens_text(c->a->article, p->first_token,
                                                  p->first_token + p->token_count - 1)),
                  STRVIEW_ARG(p->preposition), p->classes, STRVIEW_ARG(token_of(c, p->head)->form),
                  p->previous_conjunct != INDEX_NONE ? " conjunct" : "");
    return STATUS_OK;
}

/* "Mirat's withdrawal": the last possessive word before an event noun ends a phrase. */
static uint32_t possessor_end(const struct chunker *c, uint32_t first, uint32_t last)
{
    if (!en_is_event_noun(c->a, last))
        return INDEX_NONE;
    for (uint32_t t = last; t > first; t--)
        if (is_possessive(c, t - 1))
            return t - 1;
    return INDEX_NONE;
}

/* "1,500 policemen and soldiers": one number counts both nouns. The last token, last where no
 * second noun is joined. */
static uint32_t counted_pair_end(const struct chunker *c, uint32_t first, uint32_t last)
{
    uint32_t second = last + 2;

    if (word_of(c, first)->number == INDEX_NONE || word_of(c, last)->number != INDEX_NONE ||
        word_of(c, last)->number_form != COUNT_PLURAL || second >= c->end ||
        word_of(c, last + 1)->function != FUNCTION_CONJUNCTION || !can_stand_in(c, second))
        return last;
    const struct word *w = word_of(c, second);
    uint32_t end = group_end(c, second);
    bool opens_clause =
        is_verb_at(c, end + 1) && has_verb_between(c, boundary_before(c, first), first);

    if (w->number != INDEX_NONE || w->function != FUNCTION_NONE ||
        (w->traits & (WORD_NAME | WORD_DETERMINER | WORD_PRONOUN | WORD_VERB)) != 0 ||
        word_of(c, end)->number_form != COUNT_PLURAL || opens_clause)
        return last;
    return end;
}

/* Adds the phrase that begins at first; *next is the token to go on with. */
static enum status chunk(struct chunker *c, uint32_t first, uint32_t *next)
{
    uint32_t last = group_end(c, first);
    uint32_t owner_end = possessor_end(c, first, last);
    uint32_t possessor = INDEX_NONE;
    uint32_t head = last;

    if (owner_end != INDEX_NONE) {
        bool is_mark = owner_end > first && is_mark_alone(c, owner_end);

        if (add_phrase(c, first, is_mark ? owner_end - 1 : owner_end) == NULL)
            return STATUS_LIMIT;
        possessor = (uint32_t)(c->a->phrase_count - 1);
        finish(c, possessor);
        first = owner_end + 1;
    }
    bool is_event = en_is_event_noun(c->a, last);
    bool is_named =
        word_of(c, last)->entity != INDEX_NONE && c->a->entities[word_of(c, last)->entity].is_name;

    if (is_of(c, last + 1) && last + 2 < c->end && can_stand_in(c, last + 2) && !is_event &&
        (!is_named || is_cue_of(c, last)) && (word_of(c, last)->traits & WORD_PRONOUN) == 0) {
        uint32_t inner = group_end(c, last + 2);

        if (is_counting_head(c, first, last) && word_of(c, last)->number != INDEX_NONE)
            head = inner;
        if (!en_is_event_noun(c->a, inner))
            last = inner;
    }
    if (head == last)
        last = counted_pair_end(c, first, last);
    struct phrase *p = add_phrase(c, first, last);

    if (p == NULL)
        return STATUS_LIMIT;
    p->head = head <= last ? head : last;
    uint32_t own = (uint32_t)(c->a->phrase_count - 1);

    finish(c, own);
    c->a->phrases[own].possessor = possessor;
    if (possessor != INDEX_NONE) {
        c->a->phrases[own].preposition = c->a->phrases[possessor].preposition;
        c->a->phrases[own].preposition_token = c->a->phrases[possessor].preposition_token;
        c->a->phrases[possessor].preposition = STRVIEW("'s");
    }
    if (own > 0 && c->a->phrases[own].preposition_token != INDEX_NONE &&
        is_of(c, c->a->phrases[own].preposition_token)) {
        uint32_t owner = c->a->phrases[own].preposition_token == c->s->first_token
                             ? INDEX_NONE
                             : word_of(c, c->a->phrases[own].preposition_token - 1)->phrase;

        if (owner != INDEX_NONE && owner < own)
            c->a->phrases[own].genitive_of = owner;
    }
    *next = last + 1;
    return STATUS_OK;
}

enum status en_find_phrases(struct analysis *a, uint32_t sentence)
{
    const struct sentence *s = &a->article->sentences[sentence];
    struct chunker c = {a, s, s->first_token + s->token_count};

    for (uint32_t t = s->first_token; t < c.end;) {
        if (!can_stand_in(&c, t) || is_mark_alone(&c, t)) {
            t++;
            continue;
        }
        enum status status = chunk(&c, t, &t);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}
