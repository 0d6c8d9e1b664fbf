/* SPDX-License-Identifier: Apache-2.0 */
/* Arabic readings: an unvowelled word is verb, noun and particle at once, and the words before it
 * decide. Each kind of reading gets a score from the context; the best wins. Triggers name the same
 * type as verb and as verbal noun, so a wrong choice costs roles, not events. */
#include "extraction/arabic_marks.h"
#include "extraction/grammar_ar.h"

#include "model/trace.h"

enum { LETTER_BYTES = 2 /* of an Arabic letter in UTF-8 */ };

static const float WHOLE = 2.5f; /* a word of its own, before the same letters as two */

static bool is_finite(const struct lexicon_reading *r)
{
    return r->form == FORM_PERFECT || r->form == FORM_IMPERFECT || r->form == FORM_JUSSIVE;
}

static bool is_nominal(const struct lexicon_reading *r)
{
    return r->form == FORM_NOUN || r->form == FORM_ADJECTIVE || r->form == FORM_MASDAR ||
           r->form == FORM_PARTICIPLE_ACTIVE || r->form == FORM_PARTICIPLE_PASSIVE;
}

enum { PREFIXES = PROCLITIC_BY | PROCLITIC_TO | PROCLITIC_AS };

/* What stands before the word. */
struct context {
    bool is_start; /* nothing of the clause stands before it */
    bool is_after_preposition;
    bool is_no_verb;        /* behind a preposition that no clause follows */
    bool is_after_verb;     /* finite, no auxiliary */
    bool is_after_particle; /* negation, future, قد: a verb follows */
    bool is_after_negation; /* that particle negates; only then may the verb be jussive */
    bool is_after_opener;   /* relative, complementiser, subordinator */
    bool is_after_definite;
    bool is_after_indefinite;
    enum gender gender; /* of that noun */
    bool is_plural;     /* and whether it is one */
    bool has_verb;      /* the clause has its finite verb already */
    bool is_title;
    bool is_after_accusative; /* indefinite: it has no genitive */
    bool is_after_name;       /* a word that no table knows, or a given name */
    bool is_before_time;      /* a time begins right behind: «فجر أمس» */
    bool is_before_person;
    bool has_noun; /* the word can be a plain noun, nothing joined */
};

static bool is_participle(const struct lexicon_reading *r)
{
    return r->form == FORM_PARTICIPLE_ACTIVE || r->form == FORM_PARTICIPLE_PASSIVE;
}

static float score_verb(const struct lexicon_reading *r, const struct context *c)
{
    float score = r->form == FORM_PERFECT ? 1.0f : 1.8f;

    if ((r->proclitics & (PROCLITIC_FUTURE | PROCLITIC_PURPOSE)) != 0)
        score += 2.0f;
    if (c->is_after_preposition)
        score -= 5.0f;
    if (c->is_before_time && c->has_verb)
        score -= 3.0f;
    if (c->is_start && c->is_before_person) /* «عبر الرئيس عن», not «عبر الحدود» */
        score += 2.0f;
    if (c->is_after_particle)
        score += 4.0f;
    if (c->is_after_opener)
        score += 2.0f;
    if (c->is_start)
        score += c->is_title && r->form == FORM_PERFECT ? 0.2f : 1.6f;
    else if ((r->proclitics & (PROCLITIC_CONJUNCTION | PROCLITIC_SEQUENCE)) != 0)
        score += c->has_verb || !c->is_title ? 1.0f : 0.0f;
    else if (c->is_after_definite && !c->has_verb)
        score += 1.8f;
    else if (c->has_verb)
        score -= 1.0f;
    if (r->gender == GENDER_FEMININE && r->form == FORM_PERFECT) /* «أعلنّ» is rare beside «أعلن» */
        score += r->number == COUNT_SINGULAR ? 0.6f : -1.0f;
    if (r->form == FORM_JUSSIVE && !c->is_after_negation && !c->is_after_opener &&
        (r->proclitics & PROCLITIC_PURPOSE) == 0)
        score -= c->is_after_particle ? 4.0f : 2.0f; /* «قد توصلا» */
    if (r->person == PERSON_1 || r->person == PERSON_2)
        score -= 1.0f;
    if (c->is_after_indefinite && r->form == FORM_PERFECT && r->proclitics == 0 &&
        r->enclitic.person == PERSON_3) /* «مقترحاً قدمه المبعوث» */
        score += c->is_after_accusative ? 3.5f : 2.0f;
    if (r->form == FORM_PERFECT && r->number == COUNT_DUAL) /* «ودعا إلى», «تقدم دعما»; «وصلتا» */
        score += r->gender == GENDER_FEMININE ? 1.0f : -1.5f;
    return score;
}

static float score_noun(const struct lexicon_reading *r, const struct context *c)
{
    float score = 1.0f;

    if (c->is_after_preposition) /* no other joins it: «في ولاية» */
        score += (r->proclitics & PREFIXES) != 0 ? -2.0f : 3.0f;
    if ((r->proclitics & PREFIXES) != 0)
        score += 1.6f;
    if ((r->proclitics & PROCLITIC_ARTICLE) != 0)
        score += 3.0f;
    if (c->is_after_indefinite && (r->proclitics & PROCLITIC_CONJUNCTION) == 0)
        score += 1.2f;
    if (r->grammatical_case == CASE_ACCUSATIVE)
        score += 1.5f;
    if (c->has_verb)
        score += 0.7f;
    if (c->is_title && c->is_start)
        score += 1.0f;
    /* «الشرطة العسكرية»: what is a noun for persons too is an adjective behind a noun that it
     * agrees with; «مجموعة» is a noun before it is a participle. */
    if (r->form == FORM_ADJECTIVE || is_participle(r)) {
        bool is_definite = (r->proclitics & PROCLITIC_ARTICLE) != 0;
        bool agrees = (is_definite ? c->is_after_definite : c->is_after_indefinite) &&
                      (r->gender == c->gender ||
                       (c->gender == GENDER_NONE && !(is_participle(r) && c->has_noun)) ||
                       (c->is_plural && r->gender == GENDER_FEMININE)) &&
                      (r->proclitics & ~(uint32_t)PROCLITIC_ARTICLE) == 0;

        if (agrees)
            score += is_participle(r) ? 0.5f : 0.6f;
        else
            score -= !is_participle(r) ? (c->has_noun ? 0.2f : 0.0f) : c->has_noun ? 0.4f : 0.1f;
    }
    return score;
}

static float score_reading(const struct lexicon_reading *r, const struct context *c)
{
    static const float by_spelling[] = {0.0f, -0.6f, -2.0f};
    float score = by_spelling[r->spelling];

    if (r->enclitic.person == PERSON_1 || r->enclitic.person == PERSON_2) /* «ذلك», «جندي» */
        score -= 1.0f;

    if (is_finite(r))
        score += score_verb(r, c);
    else if (is_nominal(r))
        score += score_noun(r, c);
    else if (r->form == FORM_FUNCTION)
        score += 3.4f;
    else
        score -= 2.0f;
    return score;
}

static const struct word *word_before(const struct analysis *a, const struct sentence *s,
                                      uint32_t token)
{
    while (token > s->first_token) {
        const struct token *t = &a->article->tokens[--token];

        if ((t->flags & (TOKEN_QUOTE_OPEN | TOKEN_QUOTE_CLOSE)) != 0)
            continue;
        return t->kind == TOKEN_PUNCTUATION || t->kind == TOKEN_SYMBOL ? NULL : &a->words[token];
    }
    return NULL;
}

/* «حتى وصل», «منذ أعلن», «من يهاجم»: a clause may follow it. */
static bool may_govern_verb(const struct analysis *a, const struct word *preposition)
{
    struct lexeme lexeme = lexicon_lexeme(a->lexicon, preposition->lexeme);

    return lexicon_effect(lexeme.detail, "verb").len > 0;
}

static struct context context_of(const struct analysis *a, const struct sentence *s, uint32_t token,
                                 bool has_verb)
{
    const struct word *w = word_before(a, s, token);
    struct context c = {.has_verb = has_verb, .is_title = s->kind == SENTENCE_TITLE};

    if (w == NULL) {
        c.is_start = true;
        c.has_verb = false;
        return c;
    }
    c.is_before_time =
        token + 1 < s->first_token + s->token_count && a->words[token + 1].time != INDEX_NONE;
    c.is_after_preposition = (w->traits & WORD_PREPOSITION) != 0 &&
                             w->function == FUNCTION_PREPOSITION &&
                             (w->traits & WORD_OBJECT_CLITIC) == 0;
    c.is_no_verb = c.is_after_preposition && !may_govern_verb(a, w);
    c.is_after_verb = (w->traits & (WORD_VERB | WORD_AUXILIARY)) == WORD_VERB;
    c.is_after_particle = (w->traits & (WORD_NEGATION | WORD_FUTURE)) != 0 &&
                          (w->traits & WORD_VERB) == 0; /* «سوف», not «ستقدم» */
    c.is_after_accusative =
        w->chosen >= 0 && w->readings[w->chosen].grammatical_case == CASE_ACCUSATIVE;
    c.is_after_name = (w->traits & WORD_NAME) != 0;
    c.is_after_negation = (w->traits & WORD_NEGATION) != 0;
    c.is_after_opener =
        (w->traits & (WORD_COMPLEMENTISER | WORD_RELATIVE | WORD_SUBORDINATOR)) != 0;
    c.is_after_definite = (w->traits & (WORD_NOUN | WORD_ADJECTIVE | WORD_NAME)) != 0 &&
                          (w->traits & (WORD_DEFINITE | WORD_NAME | WORD_POSSESSED)) != 0;
    c.gender = (enum gender)w->gender;
    c.is_plural = w->number_form == COUNT_PLURAL;
    c.is_after_indefinite = !c.is_after_definite &&
                            (w->traits & (WORD_NOUN | WORD_ADJECTIVE | WORD_DETERMINER)) != 0 &&
                            (w->traits & WORD_VERB) == 0;
    return c;
}

/* An office or a noun for one person. */
static bool names_person(const struct lexicon *lexicon, const struct token *token)
{
    struct lexicon_reading readings[LEXICON_READINGS_MAX];
    size_t count = lexicon_readings(lexicon, LEXICON_AR, token->form, token->exact, readings,
                                    LEXICON_READINGS_MAX);

    for (size_t i = 0; i < count; i++) {
        enum lexeme_class class = lexicon_lexeme(lexicon, readings[i].lexeme).class;

        if ((class == LEXEME_TITLE || class == LEXEME_PERSON) &&
            readings[i].spelling == SPELLING_EXACT)
            return true;
    }
    return false;
}

static const uint32_t function_traits[FUNCTION_CLASS_COUNT] = {
    [FUNCTION_PREPOSITION] = WORD_PREPOSITION,
    [FUNCTION_CONJUNCTION] = WORD_CONJUNCTION,
    [FUNCTION_SUBORDINATOR] = WORD_SUBORDINATOR,
    [FUNCTION_COMPLEMENTISER] = WORD_COMPLEMENTISER,
    [FUNCTION_RELATIVE] = WORD_RELATIVE,
    [FUNCTION_DEMONSTRATIVE] = WORD_DEMONSTRATIVE,
    [FUNCTION_PRONOUN] = WORD_PRONOUN,
    [FUNCTION_AUXILIARY] = WORD_AUXILIARY,
    [FUNCTION_MODAL] = WORD_FUTURE,
    [FUNCTION_NEGATION] = WORD_NEGATION,
    [FUNCTION_QUANTIFIER] = WORD_QUANTIFIER,
    [FUNCTION_ADVERB] = WORD_ADVERB,
    [FUNCTION_PARTICLE] = WORD_COMPLEMENTISER,
};

static const uint32_t form_traits[FORM_COUNT] = {
    [FORM_PERFECT] = WORD_VERB | WORD_PERFECT,
    [FORM_IMPERFECT] = WORD_VERB | WORD_IMPERFECT,
    [FORM_JUSSIVE] = WORD_VERB | WORD_IMPERFECT,
    [FORM_IMPERATIVE] = WORD_VERB,
    [FORM_PARTICIPLE_ACTIVE] = WORD_NOUN | WORD_ADJECTIVE | WORD_PARTICIPLE,
    [FORM_PARTICIPLE_PASSIVE] = WORD_NOUN | WORD_ADJECTIVE | WORD_PARTICIPLE | WORD_PASSIVE,
    [FORM_MASDAR] = WORD_NOUN | WORD_MASDAR,
    [FORM_NOUN] = WORD_NOUN,
    [FORM_ADJECTIVE] = WORD_ADJECTIVE,
};

/* Tables give the gender of few nouns; this letter tells it of most. */
static const struct strview feminine_ending = {.ptr = "\u0629", .len = LETTER_BYTES};

/* The one letter of ب، ل، ك in front of a word: the conjunction before it is one letter too. */
static struct strview joined_preposition(struct strview form, uint32_t proclitics)
{
    size_t at = (proclitics & (PROCLITIC_CONJUNCTION | PROCLITIC_SEQUENCE)) != 0 ? LETTER_BYTES : 0;

    return strview_slice(form, at, at + LETTER_BYTES);
}

static void apply_reading(struct word *word, const struct token *token,
                          const struct lexicon_reading *r, enum function_class function)
{
    bool has_enclitic = r->enclitic.person != PERSON_NONE;

    word->lexeme = r->lexeme;
    word->proclitics = r->proclitics;
    word->stem = strview_slice(token->form, r->stem_begin, r->stem_end);
    word->stem_offset = r->stem_begin;
    word->gender = (uint8_t)r->gender;
    word->number_form = (uint8_t)r->number;
    word->traits = r->form == FORM_FUNCTION ? function_traits[function] : form_traits[r->form];
    word->function = r->form == FORM_FUNCTION ? function : FUNCTION_NONE;
    if (r->form != FORM_FUNCTION && (r->proclitics & PREFIXES) != 0) {
        word->traits |= WORD_PREPOSITION;
        word->preposition = joined_preposition(token->form, r->proclitics);
    } else if (word->function == FUNCTION_PREPOSITION) {
        word->preposition = word->stem;
    }
    if (is_nominal(r) && strview_ends_with(token->exact, feminine_ending))
        word->gender = GENDER_FEMININE;
    if ((r->proclitics & (PROCLITIC_CONJUNCTION | PROCLITIC_SEQUENCE)) != 0)
        word->traits |= WORD_CONJUNCTION;
    if ((r->proclitics & PROCLITIC_FUTURE) != 0)
        word->traits |= WORD_FUTURE;
    if ((r->proclitics & PROCLITIC_ARTICLE) != 0)
        word->traits |= WORD_DEFINITE;
    if (has_enclitic && is_nominal(r))
        word->traits |= WORD_POSSESSED | WORD_DEFINITE;
    else if (has_enclitic)
        word->traits |= WORD_OBJECT_CLITIC;
    if (is_finite(r) && r->voice == VOICE_PASSIVE)
        word->traits |= WORD_PASSIVE;
}

static bool is_named(const struct lexicon *lexicon, const struct token *token, enum entry_kind kind)
{
    enum { MATCHES_MAX = 8 };
    struct lexicon_match matches[MATCHES_MAX];
    struct lexicon_words words = {&token->form, &token->exact, 1};
    size_t count = lexicon_match(lexicon, LEXICON_AR, &words, 0, matches, MATCHES_MAX);

    for (size_t i = 0; i < count; i++)
        if (matches[i].kind == kind)
            return true;
    return false;
}

/* «بلدتي حاريص وطلوسة»: two of a kind, the name of one, and a word that joins the other's. */
static bool ends_pair(const struct analysis *a, size_t token)
{
    if (token < 2 || a->article->tokens[token - 2].sentence != a->article->tokens[token].sentence)
        return false;
    const struct word *kind = &a->words[token - 2];

    return (a->words[token - 1].traits & WORD_NAME) != 0 && kind->chosen >= 0 &&
           kind->readings[kind->chosen].number == COUNT_DUAL &&
           kind->readings[kind->chosen].is_construct;
}

/* What is joined to a word that has no reading: «بدمشق», «لحماس», when a table names its rest and
 * not the whole; «فلان وكاغامي», when the rest stands alone near by. */
static uint32_t joined_to_name(const struct analysis *a, const struct token *token)
{
    enum { MATCHES_MAX = 8, NEAR = 256 /* tokens: as many as most articles have */ };
    static const struct strview and = {.ptr = "\u0648", .len = LETTER_BYTES};
    struct lexicon_match matches[MATCHES_MAX];
    struct lexicon_words words = {&token->form, &token->exact, 1};
    size_t count = lexicon_match(a->lexicon, LEXICON_AR, &words, 0, matches, MATCHES_MAX);
    uint32_t proclitics = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t joined = matches[i].proclitics & ~(uint32_t)PROCLITIC_ARTICLE;

        if (joined == 0)
            return 0; /* «واشنطن» */
        if (proclitics == 0)
            proclitics = joined;
    }
    if (proclitics != 0 || !strview_starts_with(token->form, and))
        return proclitics;
    struct strview rest = strview_slice(token->form, and.len, token->form.len);

    size_t own = (size_t)(token - a->article->tokens);

    if (ends_pair(a, own))
        return PROCLITIC_CONJUNCTION;
    size_t end = own + NEAR < a->article->token_count ? own + NEAR : a->article->token_count;

    for (size_t i = own > NEAR ? own - NEAR : 0; i < end; i++)
        if (strview_equal(a->article->tokens[i].form, rest))
            return PROCLITIC_CONJUNCTION;
    return 0;
}

/* What is joined to a word of a number: «لثلاثة», «وتسعة». */
static uint32_t joined_to_number(const struct number *number, const struct token *token)
{
    static const struct strview by = {.ptr = "\u0628", .len = LETTER_BYTES};
    static const struct strview to = {.ptr = "\u0644", .len = LETTER_BYTES};
    uint32_t proclitics = number->has_conjunction ? PROCLITIC_CONJUNCTION : 0;
    struct strview letter = joined_preposition(token->form, proclitics);

    if (number->has_preposition)
        proclitics |= strview_equal(letter, by)   ? PROCLITIC_BY
                      : strview_equal(letter, to) ? PROCLITIC_TO
                                                  : PROCLITIC_AS;
    return proclitics;
}

/* What is joined in front of a word without a reading; its bytes. */
static uint16_t apply_joined(struct word *word, const struct token *token, uint32_t proclitics)
{
    uint16_t bytes = 0;

    word->proclitics = proclitics;
    if ((proclitics & (PROCLITIC_CONJUNCTION | PROCLITIC_SEQUENCE)) != 0) {
        word->traits |= WORD_CONJUNCTION;
        bytes = LETTER_BYTES;
    }
    if ((proclitics & PREFIXES) != 0) {
        word->traits |= WORD_PREPOSITION;
        word->preposition = joined_preposition(token->form, proclitics);
        bytes += LETTER_BYTES;
    }
    return bytes;
}

/* A word without a reading is a name, and so is one that can have none here; has_clitics: they are
 * to be seen on it. */
static void apply_name(const struct analysis *a, struct word *word, const struct token *token,
                       bool has_clitics)
{
    word->traits = WORD_NOUN | WORD_NAME;
    if (!has_clitics)
        return;
    bool opens_number = word->number != INDEX_NONE &&
                        a->article->numbers[word->number].first_token == token - a->article->tokens;

    word->stem_offset =
        apply_joined(word, token,
                     opens_number ? joined_to_number(&a->article->numbers[word->number], token)
                                  : joined_to_name(a, token));
    word->stem = strview_slice(token->form, word->stem_offset, token->form.len);
}

/* «ما لا يقل عن», «بنحو»: part of the number behind it, with what is joined in front. */
static void apply_approximator(const struct analysis *a, struct word *word, uint32_t token)
{
    const struct number *number = &a->article->numbers[word->number];
    const struct token *t = &a->article->tokens[token];

    word->traits = WORD_QUANTIFIER;
    if (number->first_token - number->approximator_count == token)
        apply_joined(word, t, joined_to_number(number, t));
}

/* A preposition of the tables that is written like a joined one and its noun. */
static bool is_whole_preposition(const struct lexicon *lexicon, const struct word *word)
{
    for (uint8_t i = 0; i < word->reading_count; i++) {
        const struct lexicon_reading *r = &word->readings[i];

        if (r->form == FORM_FUNCTION && r->spelling == SPELLING_EXACT &&
            (r->proclitics & PREFIXES) == 0 &&
            lexicon_lexeme(lexicon, r->lexeme).function == FUNCTION_PREPOSITION)
            return true;
    }
    return false;
}

static bool is_joined(const struct lexicon_reading *r)
{
    return (r->proclitics & (PREFIXES | PROCLITIC_CONJUNCTION | PROCLITIC_SEQUENCE)) != 0;
}

/* A word of the tables as it is spelled, nothing joined: «لجنة», «كبيرة», «وزير». */
static bool is_whole(const struct lexicon *lexicon, const struct lexicon_reading *r)
{
    return is_nominal(r) && !is_joined(r) && r->spelling == SPELLING_EXACT &&
           (r->gender != GENDER_NONE || lexicon_lexeme(lexicon, r->lexeme).class != LEXEME_WORD);
}

/* Two words in the letters of one: «و» and «زير»; a particle only where its spelling is loose or a
 * question is asked. */
static bool is_doubtful(const struct lexicon_reading *r)
{
    if (r->form == FORM_FUNCTION)
        return r->spelling != SPELLING_EXACT || (r->proclitics & PROCLITIC_QUESTION) != 0;
    return is_joined(r);
}

/* «نظيره» is who has the same office, not the preposition with its pronoun. */
static bool may_be_person(const struct lexicon *lexicon, const struct word *word)
{
    for (uint8_t i = 0; i < word->reading_count; i++)
        if (is_nominal(&word->readings[i]) && word->readings[i].spelling == SPELLING_EXACT &&
            lexicon_lexeme(lexicon, word->readings[i].lexeme).class == LEXEME_PERSON)
            return true;
    return false;
}

static bool is_owned_particle(const struct lexicon_reading *r)
{
    return r->form == FORM_FUNCTION && r->enclitic.person != PERSON_NONE;
}

/* «أوقفت الفرقة ناصر الزفزافي»: in a clause that has its verb, a given name before a name. */
static bool is_given_name(const struct analysis *a, const struct sentence *s, uint32_t token)
{
    struct lexicon_reading found[LEXICON_READINGS_MAX];
    const struct token *t = &a->article->tokens[token];

    if (token + 1 >= s->first_token + s->token_count || t[1].kind != TOKEN_WORD ||
        !is_named(a->lexicon, t, ENTRY_PERSON_NAME))
        return false;
    return lexicon_readings(a->lexicon, LEXICON_AR, t[1].form, t[1].exact, found,
                            LEXICON_READINGS_MAX) == 0;
}

/* What else the letters of the word may be: each reading is judged beside the others. */
struct alternatives {
    bool has_whole;      /* a word of its own */
    bool is_preposition; /* a preposition of the tables */
    bool is_person;
};

static struct alternatives alternatives_of(const struct lexicon *lexicon, const struct word *word,
                                           struct context *c)
{
    struct alternatives others = {.is_preposition = is_whole_preposition(lexicon, word),
                                  .is_person = may_be_person(lexicon, word)};

    for (uint8_t i = 0; i < word->reading_count; i++)
        if (is_whole(lexicon, &word->readings[i])) {
            others.has_whole = true;
            c->has_noun |= word->readings[i].form == FORM_NOUN;
        }
    return others;
}

static float score_beside(const struct lexicon *lexicon, const struct lexicon_reading *r,
                          const struct context *c, const struct alternatives *others)
{
    float score = score_reading(r, c);

    if (c->has_noun && r->form == FORM_MASDAR &&
        lexicon_lexeme(lexicon, r->lexeme).sense_count == 0)
        score -= 0.4f; /* «الاتحاد» is a body */
    if ((others->has_whole && is_doubtful(r)) || (others->is_person && is_owned_particle(r)))
        score -= WHOLE;
    return score;
}

/* The best reading that may stand here; -1: none. */
static int8_t best_reading(const struct analysis *a, const struct sentence *s, uint32_t token,
                           const struct arabic_marks *marks, struct context *c)
{
    const struct word *word = &a->words[token];
    const struct token *t = &a->article->tokens[token];
    struct alternatives others = alternatives_of(a->lexicon, word, c);
    float best = -100.0f;
    int8_t chosen = -1;

    c->is_before_person = others.is_preposition && c->is_start &&
                          token + 1 < s->first_token + s->token_count &&
                          names_person(a->lexicon, t + 1);
    for (uint8_t i = 0; i < word->reading_count; i++) {
        const struct lexicon_reading *reading = &word->readings[i];

        if (others.is_preposition && (reading->proclitics & PREFIXES) != 0 && is_nominal(reading))
            continue; /* «بحق» is no «حق» */
        if (word->number != INDEX_NONE && is_finite(reading) && reading->number == COUNT_PLURAL)
            continue; /* «اثنين» */
        float score = score_beside(a->lexicon, reading, c, &others) - 0.01f * (float)i;

        if (marks->has_any) {
            struct lexeme of = lexicon_lexeme(a->lexicon, reading->lexeme);

            score += arabic_marks_score(marks, reading, &of);
        }
        if (score > best) {
            best = score;
            chosen = (int8_t)i;
        }
    }
    return chosen;
}

/* A preposition, or a word that one is joined to. */
static bool is_governed(const struct lexicon *lexicon, const struct token *token)
{
    struct lexicon_reading readings[LEXICON_READINGS_MAX];
    size_t count = lexicon_readings(lexicon, LEXICON_AR, token->form, token->exact, readings,
                                    LEXICON_READINGS_MAX);

    for (size_t i = 0; i < count; i++)
        if ((readings[i].proclitics & PREFIXES) != 0 ||
            lexicon_lexeme(lexicon, readings[i].lexeme).function == FUNCTION_PREPOSITION)
            return true;
    return false;
}

/* «في صنعاء وتعز للمطالبة»: behind a name, a place of the tables that nothing follows which could
 * be its subject. */
static bool is_joined_place(const struct analysis *a, const struct sentence *s, uint32_t token,
                            const struct context *c)
{
    enum { MATCHES_MAX = 8 };
    struct lexicon_match matches[MATCHES_MAX];
    const struct token *t = &a->article->tokens[token];
    struct lexicon_words words = {&t->form, &t->exact, 1};
    bool is_last = token + 1 >= s->first_token + s->token_count;

    if (!c->is_after_name ||
        (!is_last && t[1].kind == TOKEN_WORD && !is_governed(a->lexicon, &t[1])))
        return false;
    size_t count = lexicon_match(a->lexicon, LEXICON_AR, &words, 0, matches, MATCHES_MAX);

    for (size_t i = 0; i < count; i++)
        if (matches[i].kind == ENTRY_PLACE && matches[i].proclitics == PROCLITIC_CONJUNCTION &&
            lexicon_place(a->lexicon, matches[i].row).tier == 0)
            return true;
    return false;
}

/* A verb where none can stand is a name that the lexicon lacks («في كادونا») or part of a time
 * («فجر اليوم»), as is one spelled otherwise behind a name («لويس آرسي»), and a place right behind
 * a verb is its object («يستعيد تدمر»). */
static bool is_no_verb(const struct analysis *a, const struct sentence *s, uint32_t token,
                       const struct context *c, bool has_verb)
{
    const struct word *word = &a->words[token];

    if (word->chosen < 0 || !is_finite(&word->readings[word->chosen]))
        return false;
    return c->is_no_verb || word->time != INDEX_NONE || (has_verb && is_given_name(a, s, token)) ||
           (c->is_after_name && word->readings[word->chosen].spelling == SPELLING_OTHER) ||
           (c->is_after_verb && word->readings[word->chosen].proclitics == 0 &&
            is_named(a->lexicon, &a->article->tokens[token], ENTRY_PLACE));
}

static void choose(struct analysis *a, const struct sentence *s, uint32_t token, bool has_verb)
{
    struct word *word = &a->words[token];
    const struct token *t = &a->article->tokens[token];
    struct context c = context_of(a, s, token, has_verb);

    word->chosen = -1;
    word->lexeme = LEXICON_NONE;
    word->stem = t->form;
    if (t->kind != TOKEN_WORD) {
        word->traits = t->kind == TOKEN_NUMBER ? WORD_QUANTIFIER : WORD_PUNCTUATION;
        return;
    }
    if (word->is_approximator) {
        apply_approximator(a, word, token);
        return;
    }
    struct arabic_marks marks = arabic_marks_read(article_token_text(a->article, token), t->form);

    word->chosen = best_reading(a, s, token, &marks, &c);
    if (word->chosen >= 0 && marks.has_tanwin && is_finite(&word->readings[word->chosen])) {
        word->chosen = -1;
        word->traits = WORD_NOUN;
        return;
    }
    bool is_place = word->chosen >= 0 && is_finite(&word->readings[word->chosen]) &&
                    is_joined_place(a, s, token, &c);

    if (is_place || is_no_verb(a, s, token, &c, has_verb))
        word->chosen = -1;
    if (word->chosen < 0) {
        apply_name(a, word, t, is_place || word->reading_count == 0);
        return;
    }
    const struct lexicon_reading *r = &word->readings[word->chosen];
    struct lexeme lexeme = lexicon_lexeme(a->lexicon, r->lexeme);

    apply_reading(word, t, r, lexeme.function);
    if (lexeme.class == LEXEME_TITLE)
        word->traits |= WORD_TITLE;
    if (lexeme.class == LEXEME_NATIONALITY)
        word->traits |= WORD_ADJECTIVE;
}

/* A comma, a full stop, or a word that opens a clause starts a new count of verbs. */
static bool ends_clause(const struct analysis *a, uint32_t token)
{
    return (a->words[token].traits & (WORD_COMPLEMENTISER | WORD_RELATIVE | WORD_SUBORDINATOR)) !=
               0 ||
           (a->article->tokens[token].kind == TOKEN_PUNCTUATION &&
            (a->article->tokens[token].flags & (TOKEN_QUOTE_OPEN | TOKEN_QUOTE_CLOSE)) == 0);
}

enum status ar_read_words(struct analysis *a, uint32_t sentence)
{
    const struct sentence *s = &a->article->sentences[sentence];
    struct lexicon_reading found[LEXICON_READINGS_MAX];
    bool has_verb = false;

    for (uint32_t i = s->first_token; i < s->first_token + s->token_count; i++) {
        const struct token *t = &a->article->tokens[i];
        size_t count = t->kind != TOKEN_WORD
                           ? 0
                           : lexicon_readings(a->lexicon, LEXICON_AR, t->form, t->exact, found,
                                              LEXICON_READINGS_MAX);
        struct lexicon_reading *kept = arena_array(a->article->arena, count, sizeof(*kept));

        if (kept == NULL)
            return STATUS_LIMIT;
        if (count > 0)
            memcpy(kept, found, count * sizeof(*kept));
        a->words[i].readings = kept;
        a->words[i].reading_count = (uint8_t)count;
        choose(a, s, i, has_verb);
        if (ends_clause(a, i))
            has_verb = false;
        else if ((a->words[i].traits & WORD_VERB) != 0)
            has_verb = true;
        if (a->article->trace != NULL)
            trace_add(a->article, "words", "%.*s: %zu readings, lemma %.*s traits %x",
                      STRVIEW_ARG(t->form), count,
                      STRVIEW_ARG(a->words[i].lexeme == LEXICON_NONE
                                      ? STRVIEW("-")
                                      : lexicon_lexeme(a->lexicon, a->words[i].lexeme).lemma),
                      a->words[i].traits);
    }
    return STATUS_OK;
}
