/* SPDX-License-Identifier: Apache-2.0 */
/* Arabic clauses: cut before finite verbs and the words that open a clause; subject and objects of
 * each by order, agreement and class of filler. A verb may follow its subject (after أنّ, in
 * headlines) or stand before it; a coordinated verb takes over the subject of the verb before it. A
 * verb right behind an indefinite noun is a relative clause without a word that opens it («هجوم
 * شنته قوات»). */
#include "extraction/grammar_ar.h"

#include "model/trace.h"

enum { BARE_MAX = 4 };
enum { OPENERS = WORD_COMPLEMENTISER | WORD_RELATIVE | WORD_SUBORDINATOR };

static struct clause *add_clause(struct analysis *a)
{
    if (arena_grow(a->article->arena, (void **)&a->clauses, a->clause_count, &a->clause_capacity,
                   sizeof(*a->clauses)) != 0)
        return NULL;
    struct clause *c = &a->clauses[a->clause_count++];

    *c = (struct clause){.parent = INDEX_NONE,
                         .opener = INDEX_NONE,
                         .verb = INDEX_NONE,
                         .subject = INDEX_NONE,
                         .object = INDEX_NONE,
                         .second_object = INDEX_NONE,
                         .agent = INDEX_NONE,
                         .head = INDEX_NONE};
    return c;
}

static uint8_t kind_of_opener(const struct word *w)
{
    if ((w->traits & WORD_COMPLEMENTISER) != 0)
        return CLAUSE_COMPLEMENT;
    if ((w->traits & WORD_RELATIVE) != 0)
        return CLAUSE_RELATIVE;
    return CLAUSE_ADVERBIAL;
}

/* «وزير الخارجية»: inside a title or a name of several words no word is a verb. */
static bool is_in_name(const struct analysis *a, uint32_t token)
{
    uint32_t entity = a->words[token].entity;

    return entity != INDEX_NONE &&
           (a->entities[entity].token_count > 1 || a->entities[entity].title_row != LEXICON_NONE);
}

static bool is_finite_verb(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    return (w->traits & WORD_VERB) != 0 && !w->is_closed && w->time == INDEX_NONE &&
           !is_in_name(a, token);
}

/* كان and its like before another verb: one clause, the auxiliary gives the tense. */
static bool is_auxiliary(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    for (uint8_t i = 0; i < w->reading_count; i++)
        if (w->readings[i].form == FORM_FUNCTION && w->readings[i].spelling == SPELLING_EXACT &&
            lexicon_lexeme_function(a->lexicon, w->readings[i].lexeme) == FUNCTION_AUXILIARY)
            return true;
    return (w->traits & WORD_AUXILIARY) != 0;
}

static bool is_stop(const struct analysis *a, uint32_t token)
{
    const struct token *t = &a->article->tokens[token];

    if (t->kind != TOKEN_PUNCTUATION)
        return false;
    return strview_is(t->form, ".") || strview_is(t->form, ":") || strview_is(t->form, ";") ||
           strview_is(t->form, "؛") || strview_is(t->form, "|") || strview_is(t->form, "!") ||
           strview_is(t->form, "?") || strview_is(t->form, "؟");
}

static void set_verb(const struct analysis *a, struct clause *c, uint32_t token)
{
    const struct word *w = &a->words[token];
    bool had_auxiliary = c->verb != INDEX_NONE && is_auxiliary(a, c->verb);

    c->verb = token;
    c->is_passive = (w->traits & WORD_PASSIVE) != 0;
    if ((w->traits & WORD_PERFECT) != 0)
        c->tense = had_auxiliary ? TENSE_PLUPERFECT : TENSE_PAST;
    else
        c->tense = (w->traits & WORD_FUTURE) != 0 ? TENSE_FUTURE
                   : had_auxiliary                ? TENSE_PAST
                                                  : TENSE_PRESENT;
}

/* The phrase that ends right before the token; INDEX_NONE. */
static uint32_t phrase_ending_at(const struct analysis *a, const struct clause *c, uint32_t token)
{
    for (uint32_t i = (uint32_t)a->phrase_count; i-- > 0;) {
        const struct phrase *p = &a->phrases[i];

        if (p->first_token < c->begin)
            break;
        if (p->first_token + p->token_count == token)
            return i;
    }
    return INDEX_NONE;
}

/* «انفجار هزّ المدينة»: a verb right behind an indefinite noun that cannot be its subject, for the
 * clause has a verb already, or a preposition governs the noun and the clause tells of something
 * before it.
 */
static bool begins_bare_relative(const struct analysis *a, const struct clause *c, uint32_t token)
{
    const struct word *w = &a->words[token];
    uint32_t phrase = phrase_ending_at(a, c, token);

    if (phrase == INDEX_NONE || (!is_finite_verb(a, token) && (w->traits & WORD_AUXILIARY) == 0) ||
        (w->traits & (WORD_CONJUNCTION | WORD_FUTURE)) != 0)
        return false;
    const struct phrase *p = &a->phrases[phrase];

    if (p->is_definite || p->is_pronoun || a->words[p->head].time != INDEX_NONE ||
        p->previous_conjunct != INDEX_NONE)
        return false;
    if (c->verb != INDEX_NONE)
        return p->first_token > c->verb && !is_auxiliary(a, c->verb);
    return p->preposition.len > 0 && !is_auxiliary(a, token) &&
           (p->first_token > c->begin + 1 || (w->traits & WORD_OBJECT_CLITIC) != 0);
}

/* The clause that the word opens, or NULL at the arena's ceiling. previous: the clause before. */
static struct clause *open_clause(struct analysis *a, uint32_t sentence, uint32_t token,
                                  uint32_t previous)
{
    struct clause *c = add_clause(a);
    const struct word *w = &a->words[token];

    if (c == NULL)
        return NULL;
    c->sentence = sentence;
    c->begin = token;
    c->kind = CLAUSE_MAIN;
    if (previous != INDEX_NONE && begins_bare_relative(a, &a->clauses[previous], token)) {
        c->kind = CLAUSE_RELATIVE;
        c->parent = previous;
    }
    if ((w->traits & OPENERS) != 0) {
        c->kind = kind_of_opener(w);
        c->opener = token;
        c->parent = previous;
    }
    if (previous != INDEX_NONE && (w->traits & WORD_CONJUNCTION) != 0 &&
        (w->traits & WORD_VERB) != 0) {
        c->is_coordinated = true;
        c->kind = a->clauses[previous].kind == CLAUSE_COMPLEMENT ? CLAUSE_COMPLEMENT : CLAUSE_MAIN;
        if (c->kind == CLAUSE_COMPLEMENT)
            c->parent = a->clauses[previous].parent;
    }
    return c;
}

/* Does a new clause begin at token, given the one that is open? */
static bool begins_clause(const struct analysis *a, const struct clause *c, uint32_t token)
{
    const struct word *w = &a->words[token];

    if (c->begin == token)
        return false;
    if ((w->traits & OPENERS) != 0 && w->entity == INDEX_NONE)
        return true;
    if (is_stop(a, token - 1) || begins_bare_relative(a, c, token))
        return true;
    if (!is_finite_verb(a, token) || c->verb == INDEX_NONE)
        return false;
    return !is_auxiliary(a, c->verb) || (w->traits & WORD_CONJUNCTION) != 0;
}

static enum status cut(struct analysis *a, uint32_t sentence)
{
    const struct sentence *s = &a->article->sentences[sentence];
    uint32_t end = s->first_token + s->token_count;
    uint32_t open = INDEX_NONE;

    for (uint32_t i = s->first_token; i < end; i++) {
        if (open == INDEX_NONE || begins_clause(a, &a->clauses[open], i)) {
            uint32_t previous = open;

            if (open_clause(a, sentence, i, previous) == NULL)
                return STATUS_LIMIT;
            open = (uint32_t)(a->clause_count - 1);
            if (previous != INDEX_NONE)
                a->clauses[previous].end = i;
        }
        struct clause *c = &a->clauses[open];

        c->end = i + 1;
        a->words[i].clause = open;
        if (is_finite_verb(a, i))
            set_verb(a, c, i);
        if ((a->words[i].traits & WORD_NEGATION) != 0)
            c->polarity = POLARITY_NEGATIVE;
        if (s->kind == SENTENCE_TITLE && c->kind == CLAUSE_MAIN)
            c->kind = CLAUSE_HEADLINE;
    }
    return STATUS_OK;
}

/* Phrases of the clause without preposition, first of their conjuncts, before and after the verb.
 */
struct bare {
    uint32_t left; /* the nearest before the verb */
    uint32_t right[BARE_MAX];
    uint32_t right_count;
};

static struct bare bare_phrases(const struct analysis *a, const struct clause *c,
                                uint32_t first_phrase)
{
    struct bare b = {.left = INDEX_NONE};

    for (uint32_t i = first_phrase; i < a->phrase_count; i++) {
        const struct phrase *p = &a->phrases[i];

        if (p->first_token >= c->end)
            break;
        if (p->first_token < c->begin || p->preposition.len > 0 ||
            p->previous_conjunct != INDEX_NONE || p->genitive_of != INDEX_NONE || p->is_pronoun)
            continue;
        if (p->first_token < c->verb) {
            if (b.left == INDEX_NONE)
                b.left = i;
        } else if (b.right_count < BARE_MAX) {
            b.right[b.right_count++] = i;
        }
    }
    return b;
}

static bool agrees(const struct analysis *a, const struct clause *c, uint32_t phrase)
{
    const struct phrase *p = &a->phrases[phrase];
    const struct word *v = &a->words[c->verb];

    if (v->gender == GENDER_NONE || p->gender == GENDER_NONE)
        return true;
    if (p->gender == GENDER_MASCULINE && (p->classes & (FILLER_STATE | FILLER_PLACE)) != 0)
        return true; /* names of states and towns are feminine without showing it */
    if (p->number_form == COUNT_PLURAL || p->number_form == COUNT_ANY ||
        p->next_conjunct != INDEX_NONE || p->number != INDEX_NONE)
        return true;
    return v->gender == p->gender;
}

static bool may_act(const struct phrase *p)
{
    return (p->classes & (FILLER_ACTING | FILLER_UNKNOWN | FILLER_WEAPON | FILLER_NATIONALITY)) !=
               0 ||
           p->entity != INDEX_NONE;
}

static uint32_t subject_before(const struct analysis *a, const struct clause *c)
{
    for (uint32_t i = (uint32_t)(c - a->clauses); i-- > 0;) {
        const struct clause *p = &a->clauses[i];

        if (p->sentence != c->sentence)
            break;
        if (p->subject != INDEX_NONE)
            return p->subject;
    }
    return INDEX_NONE;
}

/* «الهجوم الذي شنته الحركة أسفر عن»: behind a relative clause the verb of what its head began; the
 * head or INDEX_NONE. */
static uint32_t subject_resumed(const struct analysis *a, const struct clause *c)
{
    const struct clause *relative = c - 1;

    if (c == a->clauses || relative->sentence != c->sentence || c->kind == CLAUSE_RELATIVE ||
        relative->kind != CLAUSE_RELATIVE || relative->head == INDEX_NONE ||
        relative->parent == INDEX_NONE || c->opener != INDEX_NONE ||
        (a->words[c->begin].traits & WORD_CONJUNCTION) != 0)
        return INDEX_NONE;
    return a->clauses[relative->parent].verb == INDEX_NONE &&
                   a->phrases[relative->head].preposition.len == 0
               ? relative->head
               : INDEX_NONE;
}

static void set_objects(struct clause *c, const struct bare *b, uint32_t from)
{
    if (from < b->right_count)
        c->object = b->right[from];
    if (from + 1 < b->right_count)
        c->second_object = b->right[from + 1];
}

static bool is_accusative_head(const struct analysis *a, uint32_t phrase)
{
    const struct word *w = &a->words[a->phrases[phrase].head];

    return w->chosen >= 0 && (w->readings[w->chosen].grammatical_case == CASE_ACCUSATIVE ||
                              w->readings[w->chosen].grammatical_case == CASE_OBLIQUE);
}

/* Is the first bare phrase after the verb its subject? */
static bool is_first_subject(const struct analysis *a, const struct clause *c, const struct bare *b)
{
    const struct word *v = &a->words[c->verb];
    const struct phrase *first = &a->phrases[b->right[0]];

    if (v->number_form == COUNT_PLURAL || v->number_form == COUNT_DUAL ||
        (v->chosen >= 0 && v->readings[v->chosen].person == PERSON_1))
        return false;
    if (is_accusative_head(a, b->right[0]) && !first->is_definite)
        return false;
    if (!agrees(a, c, b->right[0]))
        return false;
    if (b->right_count == 1 && c->is_coordinated && !may_act(first) && !c->is_passive &&
        (v->traits & WORD_OBJECT_CLITIC) == 0)
        return false;
    return true;
}

/* «فيه», «منها» in the clause: the head of a relative clause is told there, it is not the subject.
 */
static bool has_resumptive(const struct analysis *a, const struct clause *c)
{
    const uint32_t both = WORD_PREPOSITION | WORD_OBJECT_CLITIC;

    for (uint32_t i = c->verb + 1; i < c->end; i++)
        if ((a->words[i].traits & both) == both)
            return true;
    return false;
}

/* «الهجوم الذي استهدف مطارا»: the head does it; what follows the verb is its object. */
static bool is_head_subject(const struct analysis *a, const struct clause *c, const struct bare *b)
{
    return c->kind == CLAUSE_RELATIVE && c->head != INDEX_NONE && !c->is_passive &&
           b->right_count == 1 && (a->words[c->verb].traits & WORD_OBJECT_CLITIC) == 0 &&
           agrees(a, c, c->head) && !has_resumptive(a, c);
}

static void find_arguments(struct analysis *a, struct clause *c, uint32_t first_phrase)
{
    struct bare b = bare_phrases(a, c, first_phrase);
    uint32_t resumed = subject_resumed(a, c);
    bool is_subject_first =
        b.left != INDEX_NONE && agrees(a, c, b.left) && c->kind != CLAUSE_RELATIVE;

    if (resumed != INDEX_NONE && b.left == INDEX_NONE && agrees(a, c, resumed)) {
        c->subject = resumed;
        set_objects(c, &b, 0);
        return;
    }
    if (is_subject_first) {
        c->subject = b.left;
        set_objects(c, &b, 0);
        return;
    }
    if (b.right_count > 0 && !is_head_subject(a, c, &b) && is_first_subject(a, c, &b)) {
        c->subject = b.right[0];
        set_objects(c, &b, 1);
        return;
    }
    if (b.right_count > 1 && !agrees(a, c, b.right[0]) && agrees(a, c, b.right[1]) &&
        !is_accusative_head(a, b.right[1])) {
        c->subject = b.right[1];
        c->object = b.right[0];
        return;
    }
    set_objects(c, &b, 0);
    c->is_subject_carried = true;
    if (c->kind == CLAUSE_RELATIVE)
        c->subject = c->head;
    else
        c->subject = subject_before(a, c);
}

/* The phrase right before a relative word. */
static uint32_t phrase_before(const struct analysis *a, uint32_t token, uint32_t first_phrase)
{
    uint32_t found = INDEX_NONE;

    for (uint32_t i = first_phrase; i < a->phrase_count; i++) {
        if (a->phrases[i].first_token >= token)
            break;
        found = i;
    }
    return found;
}

enum status ar_find_clauses(struct analysis *a, uint32_t sentence)
{
    size_t first_clause = a->clause_count;
    uint32_t first_phrase = a->ranges[sentence].first_phrase;
    enum status status = cut(a, sentence);

    for (size_t i = first_clause; status == STATUS_OK && i < a->clause_count; i++) {
        struct clause *c = &a->clauses[i];

        if (c->kind == CLAUSE_RELATIVE)
            c->head = phrase_before(a, c->begin, first_phrase);
        if (c->verb != INDEX_NONE) {
            ar_settle_voice(a, c, first_phrase);
            find_arguments(a, c, first_phrase);
            c->is_purpose =
                c->is_subject_carried && (a->words[c->verb].proclitics & PROCLITIC_PURPOSE) != 0;
        }
        if (a->article->trace != NULL)
            trace_add(a->article, "clauses", "kind %d verb %s subject %s: %.*s", c->kind,
                      c->verb == INDEX_NONE ? "none" : "yes",
                      c->subject == INDEX_NONE ? "none"
                      : c->is_subject_carried  ? "carried"
                                               : "own",
                      STRVIEW_ARG(article_tokens_text(a->article, c->begin, c->end - 1)));
    }
    return status;
}
