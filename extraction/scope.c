/* SPDX-License-Identifier: Apache-2.0 */
/* Scope: operators found by the lexicon's patterns reach candidates by what they govern (a clause
 * behind a complementiser, the next verb, the next verbal noun, the whole sentence). Where several
 * reach one candidate, denial outweighs possibility, that outweighs plan, habit and duration. */
#include "extraction/scope.h"

#include "extraction/candidates.h"
#include "lexicon/form.h"
#include "model/trace.h"

enum { REACH_MASDAR = 8, REACH_VERB = 6, CLAUSE_DEPTH_MAX = 16 };

static enum status add_hit(struct analysis *a, uint32_t sentence, const struct pattern_match *m)
{
    if (arena_grow(a->article->arena, (void **)&a->operators, a->operator_count,
                   &a->operator_capacity, sizeof(*a->operators)) != 0)
        return STATUS_LIMIT;
    a->operators[a->operator_count++] = (struct operator_hit){
        .entry = lexicon_operator(a->lexicon, m->pattern.language, m->pattern.row),
        .text = m->pattern.text,
        .sentence = sentence,
        .head = m->head,
        .first = m->first,
        .last = m->last,
        .clause = a->words[m->head].clause,
    };
    return STATUS_OK;
}

/* "it was said that" beside "said": both patterns fit unvowelled words, the second tells more. */
static bool tells_no_source(const struct analysis *a, const struct pattern_match *m)
{
    struct operator_entry entry = lexicon_operator(a->lexicon, m->pattern.language, m->pattern.row);

    return entry.class == OPERATOR_ATTRIBUTION &&
           strview_is(lexicon_effect(entry.effects, "source"), "none");
}

/* The verb of the pattern is what the word was read as, or is of its tense and person too: «أكد»
 * (he affirmed) is no "I am about to". */
static bool is_read_so(const struct analysis *a, const struct pattern_match *m)
{
    const struct word *w = &a->words[m->head];
    struct pattern_element head =
        lexicon_pattern_element(a->lexicon, &m->pattern, m->pattern.head_element);

    if (head.kind != ELEMENT_LEXEME || w->chosen < 0)
        return true;
    const struct lexicon_reading *chosen = &w->readings[w->chosen];

    for (uint8_t i = 0; i < w->reading_count; i++) {
        const struct lexicon_reading *r = &w->readings[i];

        if (r->lexeme == head.lexeme && r->spelling != SPELLING_OTHER &&
            (r->lexeme == chosen->lexeme ||
             (r->form == chosen->form && r->person == chosen->person)))
            return true;
    }
    return false;
}

/* The function word is the one of the pattern: إن is not أن, and كما holds no ما. */
static bool is_spelled_so(const struct word *w, const struct token *t, struct strview pattern)
{
    char exact[64], match[64];
    size_t exact_bytes = form_fold(pattern, FORM_EXACT, exact, sizeof(exact));
    size_t match_bytes = form_fold(pattern, FORM_MATCHING, match, sizeof(match));

    if (exact_bytes > sizeof(exact) || match_bytes > sizeof(match))
        return true;
    if (!strview_equal(w->stem, (struct strview){.ptr = match, .len = match_bytes}))
        return false;
    return w->stem_offset > 0 || strview_equal(t->form, t->exact) ||
           strview_equal(t->exact, (struct strview){.ptr = exact, .len = exact_bytes});
}

/* A particle of one word is itself only in its own spelling, and opens a condition only before a
 * verb. A month is no auxiliary, and "used water to" is not "used to". */
static bool is_written_so(const struct analysis *a, const struct pattern_match *m)
{
    const struct word *w = &a->words[m->head];
    struct operator_entry entry = lexicon_operator(a->lexicon, m->pattern.language, m->pattern.row);

    if (m->pattern.language == LEXICON_EN && entry.class == OPERATOR_HABITUAL)
        return m->last - m->head < m->pattern.element_count;
    if (m->pattern.element_count != 1)
        return true;
    if (m->pattern.language == LEXICON_EN)
        return entry.class != OPERATOR_POSSIBLE || w->time == INDEX_NONE;
    if (a->article->tokens[m->head].kind == TOKEN_WORD && w->function != FUNCTION_NONE &&
        !is_spelled_so(w, &a->article->tokens[m->head], m->pattern.text))
        return false;
    return entry.class != OPERATOR_CONDITION || (w->traits & WORD_COMPLEMENTISER) == 0 ||
           (a->words[m->head + 1 < a->article->token_count ? m->head + 1 : m->head].traits &
            (WORD_VERB | WORD_NEGATION)) != 0;
}

/* «القائم بأعمال حاكم» */
static bool is_titled(const struct analysis *a, uint32_t token)
{
    return (a->words[token].traits & WORD_PARTICIPLE) != 0 && analysis_is_in_title(a, token);
}

enum status scope_find_operators(struct analysis *a, const struct pattern_search *search)
{
    uint32_t sentence = search->sentence;
    const struct sentence *s = &a->article->sentences[sentence];
    struct sentence_range *r = &a->ranges[sentence];
    struct pattern_match m[PATTERN_MATCHES_MAX];

    r->first_operator = (uint32_t)a->operator_count;
    for (uint32_t i = s->first_token; i < s->first_token + s->token_count; i++) {
        if (a->article->tokens[i].kind != TOKEN_WORD || a->words[i].is_closed || is_titled(a, i))
            continue;
        size_t count = patterns_at(search, i, PATTERN_OPERATOR, m, PATTERN_MATCHES_MAX);

        for (size_t k = 0; k < count; k++) {
            bool is_inside = false;

            /* a longer pattern of the same head says more */
            for (size_t l = 0; l < count && !is_inside; l++)
                is_inside = m[l].pattern.element_count > m[k].pattern.element_count &&
                            !tells_no_source(a, &m[l]);
            if (!is_inside && is_read_so(a, &m[k]) && is_written_so(a, &m[k]) &&
                add_hit(a, sentence, &m[k]) != STATUS_OK)
                return STATUS_LIMIT;
        }
    }
    r->operator_count = (uint32_t)a->operator_count - r->first_operator;
    if (a->article->trace != NULL)
        for (uint32_t k = r->first_operator; k < a->operator_count; k++)
            trace_add(a->article, "scope", "operator %.*s (%s): %.*s",
                      STRVIEW_ARG(a->operators[k].text),
                      operator_class_name(a->operators[k].entry.class),
                      STRVIEW_ARG(article_tokens_text(a->article, a->operators[k].first,
                                                      a->operators[k].last)));
    return STATUS_OK;
}

static bool is_nominal(const struct analysis *a, const struct candidate *c)
{
    return (a->words[c->trigger].traits & WORD_VERB) == 0;
}

static uint32_t next_with(const struct analysis *a, uint32_t from, uint32_t end, uint32_t traits)
{
    for (uint32_t i = from; i < end; i++)
        if ((a->words[i].traits & traits) != 0)
            return i;
    return INDEX_NONE;
}

static uint32_t sentence_end(const struct analysis *a, uint32_t sentence)
{
    const struct sentence *s = &a->article->sentences[sentence];

    return s->first_token + s->token_count;
}

/* A coordinated said-verb in a main clause ends what an earlier one vouches for. */
static bool is_cut_off(const struct analysis *a, const struct operator_hit *o, uint32_t token)
{
    const struct sentence_range *r = &a->ranges[o->sentence];

    for (uint32_t k = r->first_operator; k < r->first_operator + r->operator_count; k++) {
        const struct operator_hit *q = &a->operators[k];

        if (q->head > o->last && q->head < token && q->entry.class == OPERATOR_ATTRIBUTION &&
            (q->entry.scope & SCOPE_THAT) != 0 && (a->words[q->head].traits & WORD_VERB) != 0)
            return true;
    }
    return false;
}

static bool is_english(const struct analysis *a, uint32_t sentence)
{
    return a->article->sentences[sentence].language == LANGUAGE_EN;
}

/* The clause hangs on the other, directly or by others between. */
static bool descends(const struct analysis *a, uint32_t clause, uint32_t ancestor)
{
    for (unsigned depth = 0; depth < CLAUSE_DEPTH_MAX && clause != INDEX_NONE; depth++) {
        clause = a->clauses[clause].parent;
        if (clause == ancestor)
            return true;
    }
    return false;
}

static bool has_complement(const struct analysis *a, const struct operator_hit *o)
{
    const struct sentence_range *r = &a->ranges[o->sentence];

    for (uint32_t i = r->first_clause; i < r->first_clause + r->clause_count; i++)
        if (a->clauses[i].parent == o->clause && a->clauses[i].kind == CLAUSE_COMPLEMENT)
            return true;
    return false;
}

/* English leaves out "that", and puts the speaker behind what is said. */
static bool reaches_english_that(const struct analysis *a, const struct operator_hit *o,
                                 const struct candidate *c)
{
    if (c->clause == o->clause)
        return false;
    if (descends(a, c->clause, o->clause))
        return true;
    return c->trigger < o->first && !has_complement(a, o);
}

/* "agreed to send", "began shelling": the verb of the clause that hangs on the operator's. */
static bool reaches_dependent(const struct analysis *a, const struct operator_hit *o,
                              const struct candidate *c)
{
    const struct clause *k = &a->clauses[c->clause];

    return is_english(a, o->sentence) && c->clause != o->clause && k->parent == o->clause &&
           k->begin > o->head && k->is_subject_carried;
}

static bool reaches_that(const struct analysis *a, const struct operator_hit *o,
                         const struct candidate *c)
{
    if (is_english(a, o->sentence))
        return reaches_english_that(a, o, c);
    uint32_t opener = next_with(a, o->last, sentence_end(a, o->sentence), WORD_COMPLEMENTISER);

    return opener != INDEX_NONE && opener < c->trigger && !is_cut_off(a, o, c->trigger);
}

static bool reaches_masdar(const struct analysis *a, const struct operator_hit *o,
                           const struct candidate *c)
{
    if (!is_nominal(a, c) || c->trigger < o->last || c->trigger == o->head)
        return false;
    uint32_t verb = next_with(a, o->last + 1, c->trigger, WORD_VERB | WORD_COMPLEMENTISER);

    if (verb != INDEX_NONE)
        return false;
    /* the first noun that can name an event, or one joined to it by "and" */
    for (uint32_t i = a->ranges[o->sentence].first_phrase;
         i < a->ranges[o->sentence].first_phrase + a->ranges[o->sentence].phrase_count; i++) {
        const struct phrase *p = &a->phrases[i];

        if (p->first_token < o->last || p->head >= c->trigger)
            continue;
        if ((p->classes & FILLER_EVENT) != 0 && p->head != o->head &&
            (a->words[c->trigger].traits & WORD_CONJUNCTION) == 0)
            return false;
    }
    return c->trigger - o->last <= REACH_MASDAR ||
           (a->words[c->trigger].traits & WORD_CONJUNCTION) != 0;
}

/* "shut for almost three years, they reopened": a comma or a count, and almost is not of the verb;
 * «لم تمض ساعات حتى قصفت»: nor is a particle of the verb of another clause; «حاولوا … فأبعدتهم»: a
 * joined verb is another deed. */
static bool is_parted(const struct analysis *a, const struct operator_hit *o, uint32_t verb)
{
    uint32_t openers = WORD_SUBORDINATOR | WORD_RELATIVE;

    if (a->words[o->head].function != FUNCTION_NONE)
        openers |= WORD_COMPLEMENTISER;
    for (uint32_t i = o->last + 1; i < verb; i++)
        if (a->words[i].number != INDEX_NONE || (a->words[i].traits & openers) != 0 ||
            (a->article->tokens[i].kind == TOKEN_PUNCTUATION && !analysis_is_quote_mark(a, i)))
            return true;
    return (a->words[verb].traits & WORD_CONJUNCTION) != 0;
}

static bool reaches_verb(const struct analysis *a, const struct operator_hit *o,
                         const struct candidate *c)
{
    if (is_nominal(a, c) && a->clauses[c->clause].verb == INDEX_NONE)
        return false;
    uint32_t verb = is_nominal(a, c) ? a->clauses[c->clause].verb : c->trigger;

    if (verb <= o->last || verb > c->trigger)
        return false;
    uint32_t next = next_with(a, o->last + 1, verb + 1, WORD_VERB);

    return next == verb && verb - o->last <= REACH_VERB && !is_parted(a, o, verb);
}

static bool reaches_clause(const struct analysis *a, const struct operator_hit *o,
                           const struct candidate *c)
{
    if (o->entry.class == OPERATOR_ATTRIBUTION)
        return true;
    return a->words[o->head].clause == c->clause ||
           (o->entry.class == OPERATOR_CONDITION && o->head < c->trigger);
}

/* «هدنة من المتوقع أن توقع غدا»: what is ahead is said right behind the noun. */
static bool describes_noun(const struct analysis *a, const struct operator_hit *o,
                           const struct candidate *c)
{
    uint32_t phrase = a->words[c->noun].phrase;

    if ((o->entry.class != OPERATOR_PLANNED && o->entry.class != OPERATOR_POSSIBLE) ||
        (o->entry.scope & SCOPE_VERB) == 0 || phrase == INDEX_NONE || is_english(a, o->sentence) ||
        (a->words[c->noun].traits & WORD_VERB) != 0)
        return false;
    const struct phrase *p = &a->phrases[phrase];

    return o->first == p->first_token + p->token_count && !p->is_definite && o->last > o->first;
}

static bool reaches(const struct analysis *a, const struct operator_hit *o,
                    const struct candidate *c)
{
    uint32_t scope = o->entry.scope;
    uint32_t trigger_last = c->trigger_first + c->trigger_count - 1;

    if (o->head >= c->trigger_first && o->head <= trigger_last &&
        (scope & (SCOPE_CLAUSE | SCOPE_PREVIOUS)) == 0)
        return false;
    if ((scope & SCOPE_THAT) != 0 && reaches_that(a, o, c))
        return true;
    if ((scope & (SCOPE_GERUND | SCOPE_INFINITIVE)) != 0 && reaches_dependent(a, o, c))
        return true;
    if ((scope & (SCOPE_MASDAR | SCOPE_NOUN | SCOPE_GERUND | SCOPE_INFINITIVE)) != 0 &&
        reaches_masdar(a, o, c))
        return true;
    if (((scope & SCOPE_VERB) != 0 && reaches_verb(a, o, c)) || describes_noun(a, o, c))
        return true;
    if ((scope & SCOPE_CLAUSE) != 0 && reaches_clause(a, o, c))
        return true;
    if ((scope & SCOPE_PREVIOUS) != 0 && c->trigger < o->first)
        return true;
    return (scope & SCOPE_QUOTE) != 0 && c->trigger > o->last &&
           (a->article->tokens[c->trigger].flags & TOKEN_IN_QUOTE) != 0 &&
           !is_cut_off(a, o, c->trigger);
}

static int weight(enum modality modality)
{
    static const int weights[MODALITY_COUNT] = {
        [MODALITY_HAPPENED] = 0, [MODALITY_ONGOING] = 1,  [MODALITY_HABITUAL] = 2,
        [MODALITY_PLANNED] = 3,  [MODALITY_POSSIBLE] = 4, [MODALITY_DENIED] = 5,
    };

    return weights[modality];
}

static void raise_modality(struct candidate *c, enum modality modality)
{
    if (weight(modality) > weight(c->modality))
        c->modality = modality;
}

/* «لا تزال»: a negation that is part of an operator which negates nothing. */
static bool opens_operator(const struct analysis *a, uint32_t sentence, uint32_t token)
{
    const struct sentence_range *r = &a->ranges[sentence];

    for (uint32_t k = r->first_operator; k < r->first_operator + r->operator_count; k++) {
        const struct operator_hit *o = &a->operators[k];

        if (o->head == token && o->last > token && o->entry.class != OPERATOR_NEGATION)
            return true;
    }
    return false;
}

static bool is_negated_directly(const struct analysis *a, uint32_t sentence, uint32_t verb,
                                uint32_t begin)
{
    for (uint32_t i = verb; i-- > begin && verb - i <= 2;)
        if ((a->words[i].traits & WORD_NEGATION) != 0 && a->words[i].function != FUNCTION_NONE)
            return !opens_operator(a, sentence, i);
    return false;
}

/* What the trigger's own verb says: tense, negation. */
static void own_modality(const struct analysis *a, struct candidate *c)
{
    const struct clause *k = &a->clauses[c->clause];
    bool is_deed = !event_type_is_speech_act(c->type);

    if (k->verb != c->trigger)
        return;
    if (k->tense == TENSE_FUTURE) {
        c->is_modality_told = is_deed;
        raise_modality(c, MODALITY_PLANNED);
    }
    bool is_negated = is_english(a, c->sentence)
                          ? k->polarity == POLARITY_NEGATIVE
                          : is_negated_directly(a, c->sentence, k->verb, k->begin);

    if (is_negated) {
        c->polarity = POLARITY_NEGATIVE;
        c->is_modality_told = is_deed;
        raise_modality(c, MODALITY_DENIED);
    }
}

static bool tells_a_saying(const struct analysis *a, uint32_t sentence, uint32_t clause)
{
    const struct sentence_range *r = &a->ranges[sentence];

    for (uint32_t k = r->first_operator; k < r->first_operator + r->operator_count; k++)
        if (a->operators[k].clause == clause &&
            a->operators[k].entry.class == OPERATOR_ATTRIBUTION &&
            a->operators[k].head == a->clauses[clause].verb)
            return true;
    return false;
}

/* The time phrase in the tokens that is nearest behind the trigger, else before it. */
static uint32_t nearest_time(const struct analysis *a, const struct candidate *c, uint32_t begin,
                             uint32_t end)
{
    uint32_t best = INDEX_NONE;
    uint32_t best_distance = UINT32_MAX;

    for (uint32_t i = begin; i < end; i++) {
        uint32_t time = a->words[i].time;

        if (time == INDEX_NONE)
            continue;
        uint32_t distance = i > c->trigger ? i - c->trigger : (c->trigger - i) + 2;

        if (distance < best_distance) {
            best = time;
            best_distance = distance;
        }
    }
    return best;
}

/* A verb that goes on with the subject of the clause before it shares its time, unless that clause
 * only tells who says so. */
static void find_time(const struct analysis *a, struct candidate *c)
{
    const struct sentence_range *r = &a->ranges[c->sentence];
    uint32_t clause = c->clause;

    c->time = nearest_time(a, c, c->clause_begin, c->clause_end);
    for (unsigned steps = 0;
         c->time == INDEX_NONE && clause > r->first_clause && steps < CLAUSE_DEPTH_MAX; steps++) {
        const struct clause *k = &a->clauses[clause];

        if (!k->is_subject_carried ||
            !(k->is_coordinated || (k->kind == CLAUSE_ADVERBIAL && is_english(a, c->sentence))))
            return;
        clause--;
        if (tells_a_saying(a, c->sentence, clause))
            return;
        c->time = nearest_time(a, c, a->clauses[clause].begin, a->clauses[clause].end);
    }
}

static void time_modality(const struct analysis *a, struct candidate *c)
{
    if (c->time == INDEX_NONE || event_type_is_speech_act(c->type))
        return;
    const struct time_phrase *t = &a->article->times[c->time];
    uint8_t tense = a->clauses[c->clause].tense;
    bool is_present = tense == TENSE_PRESENT && a->clauses[c->clause].verb != INDEX_NONE;

    if ((t->flags & TIME_HABITUAL) != 0)
        raise_modality(c, MODALITY_HABITUAL);
    else if ((t->flags & TIME_SINCE) != 0 && tense != TENSE_PAST && tense != TENSE_PLUPERFECT)
        raise_modality(c, MODALITY_ONGOING);
    else if ((t->flags & TIME_FUTURE) != 0 && (is_present || tense == TENSE_NONE))
        raise_modality(c, MODALITY_PLANNED);
}

static uint32_t phrase_after(const struct analysis *a, uint32_t sentence, uint32_t token)
{
    const struct sentence_range *r = &a->ranges[sentence];

    for (uint32_t i = r->first_phrase; i < r->first_phrase + r->phrase_count; i++)
        if (a->phrases[i].first_token + a->phrases[i].token_count > token)
            return a->phrases[i].first_token <= token + 3 ? i : INDEX_NONE;
    return INDEX_NONE;
}

static uint32_t subject_of_verb(const struct analysis *a, uint32_t sentence, uint32_t token)
{
    const struct sentence_range *r = &a->ranges[sentence];

    for (uint32_t i = r->first_clause; i < r->first_clause + r->clause_count; i++)
        if (a->clauses[i].verb == token)
            return a->clauses[i].subject;
    return INDEX_NONE;
}

/* Who says it: the bare phrase right behind the verb, else the verb's subject. */
static uint32_t speaker_of_verb(const struct analysis *a, uint32_t sentence, uint32_t verb)
{
    const struct sentence_range *r = &a->ranges[sentence];

    for (uint32_t i = r->first_phrase; i < r->first_phrase + r->phrase_count; i++) {
        const struct phrase *p = &a->phrases[i];

        if (p->first_token <= verb)
            continue;
        if (is_english(a, sentence) || p->first_token > verb + 1)
            break;
        if (p->preposition.len == 0 && !p->is_pronoun &&
            (p->classes & (FILLER_ACTING | FILLER_SOURCE | FILLER_UNKNOWN)) != 0)
            return i;
    }
    return subject_of_verb(a, sentence, verb);
}

static uint32_t main_subject(const struct analysis *a, uint32_t sentence, uint32_t before)
{
    const struct sentence_range *r = &a->ranges[sentence];
    uint32_t found = INDEX_NONE;

    for (uint32_t i = r->first_clause; i < r->first_clause + r->clause_count; i++)
        if (a->clauses[i].begin < before && a->clauses[i].subject != INDEX_NONE &&
            a->clauses[i].kind != CLAUSE_RELATIVE)
            found = a->clauses[i].subject;
    return found;
}

static uint32_t with_preposition(const struct analysis *a, const struct operator_hit *o,
                                 struct strview preposition)
{
    const struct sentence_range *r = &a->ranges[o->sentence];

    for (uint32_t i = r->first_phrase; i < r->first_phrase + r->phrase_count; i++)
        if (a->phrases[i].first_token > o->head &&
            strview_equal(a->phrases[i].preposition, preposition))
            return i;
    return INDEX_NONE;
}

/* The phrase that the operator's source effect points at. last_speaker: of the sentences before. */
static uint32_t source_of(const struct analysis *a, const struct operator_hit *o,
                          struct strview source, uint32_t last_speaker)
{
    if (strview_is(source, "S")) {
        uint32_t subject = speaker_of_verb(a, o->sentence, o->head);

        return subject != INDEX_NONE ? subject : last_speaker;
    }
    if (strview_is(source, "gen"))
        return phrase_after(a, o->sentence, o->last + 1);
    if (strview_is(source, "O"))
        return phrase_after(a, o->sentence, o->last + 1);
    if (strview_is(source, "main_S"))
        return main_subject(a, o->sentence, o->head);
    if (strview_is(source, "S_of_next_verb")) {
        uint32_t verb = next_with(a, o->last, sentence_end(a, o->sentence), WORD_VERB);

        return verb == INDEX_NONE ? INDEX_NONE : speaker_of_verb(a, o->sentence, verb);
    }
    if (strview_is(source, "prev") || strview_is(source, "prev_speaker") ||
        strview_is(source, "speaker"))
        return last_speaker;
    if (strview_is(source, "none") || source.len == 0)
        return INDEX_NONE;
    return with_preposition(a, o, source);
}

static enum status add_attribution(struct analysis *a, const struct operator_hit *o,
                                   uint32_t phrase, uint32_t *out)
{
    if (arena_grow(a->article->arena, (void **)&a->attributions, a->attribution_count,
                   &a->attribution_capacity, sizeof(*a->attributions)) != 0)
        return STATUS_LIMIT;
    *out = (uint32_t)a->attribution_count;
    a->attributions[a->attribution_count++] = (struct attribution_frame){
        .sentence = o->sentence, .verb_token = o->head, .phrase = phrase};
    return STATUS_OK;
}

/* An operator that is one only with a verb in some tense. */
static bool has_its_tense(const struct analysis *a, const struct candidate *c,
                          const struct operator_hit *o)
{
    struct strview condition = lexicon_effect(o->entry.effects, "if");
    uint8_t tense = a->clauses[c->clause].tense;
    bool is_past = tense == TENSE_PAST || tense == TENSE_PLUPERFECT;

    if (strview_is(condition, "imperfect_follows"))
        return tense == TENSE_PRESENT;
    if (strview_is(condition, "imperfect") || strview_is(condition, "imperfect_or_noun") ||
        strview_is(condition, "present"))
        return !is_past;
    return !strview_is(condition, "perfect_follows") || is_past;
}

static bool has_reading(const struct word *w, enum word_form form)
{
    for (uint8_t i = 0; i < w->reading_count; i++)
        if (w->readings[i].form == form && w->readings[i].spelling != SPELLING_OTHER)
            return true;
    return false;
}

/* «ما» negates, asks or opens a clause, «قد تسلم» may be either tense: what these tell is no sure
 * thing. */
static bool is_ambiguous(const struct analysis *a, const struct candidate *c,
                         const struct operator_hit *o)
{
    const struct word *particle = &a->words[o->head];
    const struct word *verb = &a->words[c->trigger];
    enum function_class found = FUNCTION_NONE;

    if (lexicon_effect(o->entry.effects, "if").len > 0 && has_reading(verb, FORM_PERFECT) &&
        has_reading(verb, FORM_IMPERFECT))
        return true;
    for (uint8_t i = 0; i < particle->reading_count; i++) {
        const struct lexicon_reading *r = &particle->readings[i];

        if (r->form != FORM_FUNCTION)
            continue;
        enum function_class class = lexicon_lexeme(a->lexicon, r->lexeme).function;

        if (found != FUNCTION_NONE && class != found)
            return true;
        found = class;
    }
    return false;
}

/* The operator's own complement clause, or one that goes on with its subject. */
static bool is_complement(const struct analysis *a, const struct operator_hit *o, uint32_t clause)
{
    while (a->clauses[clause].is_coordinated && a->clauses[clause].is_subject_carried &&
           clause > o->clause + 1)
        clause--;
    return a->clauses[clause].parent == o->clause && a->clauses[clause].kind == CLAUSE_COMPLEMENT;
}

/* An auxiliary, a particle or an adverb at the trigger's own verb, or a denial of its clause: the
 * grammar leaves no doubt that the verb does not tell a single past deed. */
static bool tells_of_verb(const struct analysis *a, const struct candidate *c,
                          const struct operator_hit *o)
{
    const struct clause *k = &a->clauses[c->clause];
    bool is_deed = !event_type_is_speech_act(c->type);

    if (describes_noun(a, o, c))
        return true;
    if (k->verb != c->trigger || is_ambiguous(a, c, o))
        return false;
    if (o->entry.class == OPERATOR_REFUSAL_OF_CLAIM)
        return (o->entry.scope & SCOPE_THAT) != 0 && (is_deed || !k->is_coordinated) &&
               is_complement(a, o, c->clause);
    if (!is_deed)
        return false;
    switch (o->entry.class) {
    case OPERATOR_PLANNED:
    case OPERATOR_POSSIBLE:
    case OPERATOR_NEGATION:
        return (o->entry.scope & SCOPE_VERB) != 0 && reaches_verb(a, o, c);
    case OPERATOR_HABITUAL:
        return o->last + 1 == c->trigger;
    default:
        return false;
    }
}

/* A speech act is done by saying it, whatever is planned inside it; but "plans to accuse" is ahead.
 */
static void apply_modality(const struct analysis *a, struct candidate *c,
                           const struct operator_hit *o)
{
    struct strview value = lexicon_effect(o->entry.effects, "modality");
    enum modality modality;

    if (!modality_from(value, &modality) || !has_its_tense(a, c, o))
        return;
    bool is_outer = event_type_is_speech_act(c->type) && modality != MODALITY_DENIED;

    if (is_outer && !reaches_dependent(a, o, c) && (o->entry.scope & SCOPE_CLAUSE) == 0 &&
        o->entry.class != OPERATOR_POSSIBLE)
        return;
    c->is_modality_told |= tells_of_verb(a, c, o);
    raise_modality(c, modality);
}

/* «Speaker: what he says»: the phrase before the colon that opens the sentence. */
static enum status apply_colon(struct analysis *a, struct candidate *c)
{
    const struct sentence_range *r = &a->ranges[c->sentence];
    const struct sentence *s = &a->article->sentences[c->sentence];

    if (c->attribution != INDEX_NONE || r->phrase_count == 0)
        return STATUS_OK;
    const struct phrase *p = &a->phrases[r->first_phrase];
    uint32_t colon = p->first_token + p->token_count;

    if (p->first_token > s->first_token + 1 || colon >= c->trigger ||
        !strview_is(a->article->tokens[colon].form, ":") || p->preposition.len > 0 ||
        (p->classes &
         (FILLER_PERSON | FILLER_ORGANISATION | FILLER_ARMED | FILLER_SOURCE | FILLER_MEDIA)) == 0)
        return STATUS_OK;
    struct operator_hit frame = {
        .sentence = c->sentence, .head = p->head, .first = p->first_token, .last = colon};

    return add_attribution(a, &frame, r->first_phrase, &c->attribution);
}

/* One candidate under all operators of its sentence. */
static enum status apply(struct analysis *a, struct candidate *c, uint32_t last_speaker)
{
    const struct sentence_range *r = &a->ranges[c->sentence];

    for (uint32_t k = r->first_operator; k < r->first_operator + r->operator_count; k++) {
        const struct operator_hit *o = &a->operators[k];

        if (!reaches(a, o, c))
            continue;
        if (c->operator_count < CANDIDATE_OPERATORS_MAX)
            c->operators[c->operator_count++] = k;
        apply_modality(a, c, o);
        if (c->governor == INDEX_NONE)
            c->governor = o->head;
        struct strview source = lexicon_effect(o->entry.effects, "source");

        if (source.len == 0 || c->attribution != INDEX_NONE)
            continue;
        uint32_t phrase = source_of(a, o, source, last_speaker);

        if (phrase != INDEX_NONE && add_attribution(a, o, phrase, &c->attribution) != STATUS_OK)
            return STATUS_LIMIT;
    }
    return STATUS_OK;
}

/* The speaker that a later sentence may carry on. */
static uint32_t speaker_before(const struct analysis *a, uint32_t sentence)
{
    uint16_t segment = a->article->sentences[sentence].segment;

    for (uint32_t s = sentence; s-- > 0 && sentence - s <= 4;) {
        const struct sentence_range *r = &a->ranges[s];

        if (a->article->sentences[s].segment != segment)
            break;
        for (uint32_t k = r->operator_count; k-- > 0;) {
            const struct operator_hit *o = &a->operators[r->first_operator + k];
            struct strview source = lexicon_effect(o->entry.effects, "source");

            if (o->entry.class != OPERATOR_ATTRIBUTION || source.len == 0)
                continue;
            uint32_t phrase = source_of(a, o, source, INDEX_NONE);

            if (phrase != INDEX_NONE)
                return phrase;
        }
    }
    return INDEX_NONE;
}

enum status scope_apply(struct analysis *a, uint32_t sentence)
{
    const struct sentence_range *r = &a->ranges[sentence];
    uint32_t speaker = r->candidate_count > 0 ? speaker_before(a, sentence) : INDEX_NONE;

    for (uint32_t i = r->first_candidate; i < r->first_candidate + r->candidate_count; i++) {
        struct candidate *c = &a->candidates[i];

        own_modality(a, c);
        find_time(a, c);
        time_modality(a, c);
        if (apply(a, c, speaker) != STATUS_OK || apply_colon(a, c) != STATUS_OK)
            return STATUS_LIMIT;
        c->rule_modality = c->modality;
    }
    return STATUS_OK;
}
