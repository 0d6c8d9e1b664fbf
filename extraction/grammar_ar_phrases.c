/* SPDX-License-Identifier: Apache-2.0 */
/* Arabic noun phrases: a head, its genitives and adjectives, its title and name. Subject and object
 * of a verb stand side by side with nothing between, so the border of two phrases is told by
 * definiteness: after a definite noun only an agreeing adjective, or the name of who bears the
 * title, goes on. */
#include "extraction/grammar_ar.h"

#include "extraction/word_parts.h"
#include "model/trace.h"

static const struct strview article_letters = {.ptr = "\u0627\u0644", .len = 4};
static const struct strview relation = {.ptr = "\u064a", .len = 2};

enum { PHRASE_TOKENS_MAX = 18 };
enum {
    NOMINAL = WORD_NOUN | WORD_ADJECTIVE | WORD_NAME | WORD_QUANTIFIER | WORD_PRONOUN |
              WORD_DEMONSTRATIVE | WORD_DETERMINER
};

static bool is_time(const struct analysis *a, uint32_t token)
{
    return a->words[token].time != INDEX_NONE;
}

/* «20:50» in front of a line. */
static bool is_clock(const struct analysis *a, uint32_t token)
{
    const struct token *t = &a->article->tokens[token];

    return t->kind == TOKEN_NUMBER && memchr(t->form.ptr, ':', t->form.len) != NULL;
}

static bool can_stand_in(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    if (w->entity != INDEX_NONE) /* «على الحدود» is a kind of place behind its preposition */
        return w->function != FUNCTION_PREPOSITION || a->entities[w->entity].is_name;
    if (is_time(a, token) || is_clock(a, token))
        return false;
    if (w->number != INDEX_NONE)
        return true;
    return (w->traits & NOMINAL) != 0 && (w->traits & WORD_VERB) == 0 &&
           (w->traits & WORD_ADVERB) == 0;
}

static uint32_t entity_end(const struct analysis *a, uint32_t token)
{
    const struct entity *e = &a->entities[a->words[token].entity];

    return e->first_token + e->token_count;
}

static bool is_definite(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    if ((w->traits & (WORD_DEFINITE | WORD_NAME | WORD_POSSESSED)) != 0)
        return true;
    return w->entity != INDEX_NONE && a->entities[w->entity].is_name;
}

static bool is_adjective(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    if ((w->traits & (WORD_ADJECTIVE | WORD_PARTICIPLE)) != 0)
        return true;
    return w->entity != INDEX_NONE && a->entities[w->entity].classes == FILLER_NATIONALITY;
}

/* May the token be the accusative that opens an object: جنوداً, مدنيين, جنديين? */
static bool is_accusative(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    if (w->chosen < 0)
        return false;
    enum grammatical_case c = w->readings[w->chosen].grammatical_case;

    return c == CASE_ACCUSATIVE || c == CASE_OBLIQUE;
}

static bool is_nominative(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    return w->chosen >= 0 && w->readings[w->chosen].grammatical_case == CASE_NOMINATIVE;
}

static bool is_person_like(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    if ((w->traits & (WORD_TITLE | WORD_NAME)) != 0)
        return true;
    return w->entity != INDEX_NONE &&
           (a->entities[w->entity].classes & (FILLER_PERSON | FILLER_PEOPLE)) != 0;
}

/* A dual or sound plural that kept its last letter has no genitive behind it: مسلحون. */
static bool has_full_ending(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    if (w->chosen < 0)
        return false;
    const struct lexicon_reading *r = &w->readings[w->chosen];

    return (r->number == COUNT_DUAL || r->number == COUNT_PLURAL) && !r->is_construct &&
           (r->grammatical_case == CASE_NOMINATIVE || r->grammatical_case == CASE_OBLIQUE);
}

/* A noun for one person: minister, president, spokeswoman. */
static bool is_office(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    if (w->entity != INDEX_NONE &&
        (a->entities[w->entity].classes & (FILLER_ARMED | FILLER_STATE | FILLER_MEDIA)) != 0)
        return false;
    for (uint8_t i = 0; i < w->reading_count; i++) {
        enum lexeme_class class = lexicon_lexeme(a->lexicon, w->readings[i].lexeme).class;

        if ((class == LEXEME_AGENT || class == LEXEME_TITLE) &&
            w->readings[i].number == COUNT_SINGULAR)
            return true;
    }
    return (w->traits & WORD_TITLE) != 0;
}

/* «متوعداً الجماعة»: a noun with the indefinite ending has no genitive behind it. */
static bool has_indefinite_ending(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    return w->chosen >= 0 && w->readings[w->chosen].grammatical_case == CASE_ACCUSATIVE;
}

/* An entity behind words of the phrase: genitive after an indefinite head (رئيس إسرائيل), a name
 * after its title (الوزير فلان); else it opens the next phrase. */
static bool entity_continues(const struct analysis *a, uint32_t last, uint32_t token)
{
    const struct entity *e = &a->entities[a->words[token].entity];

    if (e->classes == FILLER_NATIONALITY)
        return true;
    if (!is_definite(a, last))
        return (is_definite(a, token) || !is_accusative(a, token)) && !has_full_ending(a, last) &&
               !has_indefinite_ending(a, last);
    if ((a->words[last].traits & WORD_POSSESSED) != 0)
        return (e->classes & FILLER_PERSON) != 0;
    if ((a->words[last].traits & WORD_NAME) != 0 && is_office(a, token))
        return false; /* «نجيب ميقاتي | الرئيس محمود عباس» */
    return (e->classes & FILLER_PERSON) != 0 && e->is_name && is_person_like(a, last);
}

static bool names_person(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    return w->entity != INDEX_NONE && a->entities[w->entity].is_name &&
           (a->entities[w->entity].classes & FILLER_PERSON) != 0;
}

/* «دبلوماسيا روسيا»: the letters of a country are its adjective behind a noun in the indefinite
 * accusative. */
static bool is_accusative_of_country(const struct analysis *a, uint32_t last, uint32_t token)
{
    const struct word *w = &a->words[token];

    if (w->entity == INDEX_NONE || a->entities[w->entity].token_count != 1 ||
        (a->entities[w->entity].classes & FILLER_STATE) == 0 || !has_indefinite_ending(a, last))
        return false;
    for (uint8_t i = 0; i < w->reading_count; i++)
        if (w->readings[i].grammatical_case == CASE_ACCUSATIVE && w->readings[i].proclitics == 0 &&
            lexicon_lexeme(a->lexicon, w->readings[i].lexeme).class == LEXEME_NATIONALITY)
            return true;
    return false;
}

static bool has_article(const struct analysis *a, uint32_t token)
{
    return strview_starts_with(a->article->tokens[token].form, article_letters);
}

/* May the word be of the class, by any reading? */
static bool may_be(const struct analysis *a, uint32_t token, enum lexeme_class class)
{
    const struct word *w = &a->words[token];

    for (uint8_t i = 0; i < w->reading_count; i++)
        if (lexicon_lexeme(a->lexicon, w->readings[i].lexeme).class == class)
            return true;
    return false;
}

static bool is_of_country(const struct analysis *a, uint32_t token)
{
    return is_adjective(a, token) || may_be(a, token, LEXEME_NATIONALITY);
}

/* «الرئيس التركي فلان», «وزير الخارجية الإيراني فلان»: the title stands further back. */
static bool bears_title(const struct analysis *a, const struct phrase *p, uint32_t last)
{
    bool has_title = false;

    for (uint32_t i = p->first_token; i <= last; i++) {
        const struct word *w = &a->words[i];

        if (is_office(a, i))
            has_title = true;
        else if (w->entity != INDEX_NONE && a->entities[w->entity].first_token == i &&
                 a->entities[w->entity].is_name &&
                 (a->entities[w->entity].classes & FILLER_PERSON) != 0)
            return false; /* has its name already */
    }
    return has_title;
}

/* A noun that can name an event stands in a phrase of its own with its adjectives, so that its
 * genitive can fill a role. */
static bool is_event_noun(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    if (w->is_complement)
        return true;
    if (w->lexeme == LEXICON_NONE || w->is_closed)
        return false;
    /* «سيطرة قوات»: a kind of place at most («سيطرة» is a checkpoint too). */
    if (w->entity != INDEX_NONE &&
        (a->entities[w->entity].is_name || (a->entities[w->entity].classes & FILLER_PLACE) == 0))
        return false;
    struct lexeme lexeme = lexicon_lexeme(a->lexicon, w->lexeme);

    return lexeme.sense_count > 0 &&
           (lexeme.class == LEXEME_EVENT_NOUN || (w->traits & WORD_MASDAR) != 0);
}

/* An unknown word that shares the noun's accusative ending: «اجتماعاً طارئاً». */
static bool is_unknown_adjective(const struct analysis *a, uint32_t last, uint32_t token)
{
    static const struct strview accusative = {.ptr = "\u0627", .len = 2};

    return a->words[token].chosen < 0 && a->words[last].chosen >= 0 && is_accusative(a, last) &&
           strview_ends_with(a->article->tokens[token].form, accusative);
}

/* An unknown word behind a definite one that has the ending of an adjective, both with the article.
 */
static bool is_unknown_relation(const struct analysis *a, uint32_t last, uint32_t token)
{
    static const struct strview feminine = {.ptr = "\u064a\u0647", .len = 4};
    struct strview form = a->article->tokens[token].form;

    return (a->words[token].traits & WORD_NAME) != 0 &&
           (a->words[last].traits & WORD_DEFINITE) != 0 &&
           strview_starts_with(form, article_letters) &&
           (strview_ends_with(form, relation) || strview_ends_with(form, feminine));
}

/* The office of a place or body whose bearer is not named yet: «محافظ دمشق», «مدير المستشفى». */
static bool awaits_bearer(const struct analysis *a, const struct phrase *p, uint32_t last)
{
    const struct word *l = &a->words[last];

    return (is_of_country(a, last) || (l->traits & (WORD_DEFINITE | WORD_NAME)) == WORD_DEFINITE ||
            (l->entity != INDEX_NONE &&
             (a->entities[l->entity].classes & (FILLER_PLACE | FILLER_ORGANISATION)) != 0)) &&
           bears_title(a, p, last);
}

/* The first word of a name as it stands, without clitics. */
static bool begins_bare_name(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    return w->entity != INDEX_NONE && a->entities[w->entity].is_name &&
           a->entities[w->entity].first_token == token && a->entities[w->entity].leading_bytes == 0;
}

/* «الفصيل المسلح»: a participle that is a noun for persons too agrees with the noun before it. */
static bool agrees_as_adjective(const struct analysis *a, uint32_t last, uint32_t token)
{
    static const struct strview participle = {.ptr = "\u0645", .len = 2};
    const struct word *w = &a->words[token];
    const struct word *l = &a->words[last];

    return w->chosen >= 0 && (w->traits & WORD_DEFINITE) != 0 && (l->traits & WORD_DEFINITE) != 0 &&
           w->number_form == COUNT_SINGULAR &&
           (w->gender == l->gender ||
            (l->number_form == COUNT_PLURAL && w->gender == GENDER_FEMININE)) &&
           l->entity != INDEX_NONE && may_be(a, token, LEXEME_AGENT) &&
           !may_be(a, token, LEXEME_PLACE_CUE) && strview_starts_with(w->stem, participle);
}

/* A noun for persons made with the ending of relation: it has no genitive. */
static bool is_relation_noun(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    return w->chosen >= 0 && strview_ends_with(w->stem, relation) && may_be(a, token, LEXEME_AGENT);
}

/* «ريف إدلب الجنوبي»: an adjective, though some place or person is named like it. */
static bool is_plain_adjective(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    return w->chosen >= 0 && w->readings[w->chosen].form == FORM_ADJECTIVE &&
           (w->entity == INDEX_NONE || a->entities[w->entity].token_count == 1);
}

/* «مسلحون مجهولون»: of two sound plurals side by side, alike in ending and article, the second is
 * an adjective. */
static bool is_plural_like(const struct analysis *a, uint32_t last, uint32_t token)
{
    static const struct strview nominative = {.ptr = "\u0648\u0646", .len = 4};
    static const struct strview oblique = {.ptr = "\u064a\u0646", .len = 4};
    struct strview form = a->article->tokens[token].form;
    struct strview before = a->article->tokens[last].form;

    return ((strview_ends_with(form, nominative) && strview_ends_with(before, nominative)) ||
            (strview_ends_with(form, oblique) && strview_ends_with(before, oblique))) &&
           a->words[token].number_form == COUNT_PLURAL &&
           a->words[last].number_form == COUNT_PLURAL &&
           is_definite(a, token) == is_definite(a, last);
}

/* «الحكومة | المنظمات», «القوات | الطرقات»: a feminine plural that can be a noun is none of the
 * adjectives, which have the singular behind things. */
static bool is_plural_noun(const struct analysis *a, uint32_t token)
{
    static const struct strview plural = {.ptr = "\u0627\u062a", .len = 4};
    const struct word *w = &a->words[token];

    if (!strview_ends_with(a->article->tokens[token].form, plural))
        return false;
    for (uint8_t i = 0; i < w->reading_count; i++)
        if (w->readings[i].form == FORM_NOUN || w->readings[i].form == FORM_MASDAR)
            return true;
    return false;
}

/* «سامي الكردي»: behind the name of a person, the ending of relation makes a surname. */
static bool is_surname(const struct analysis *a, uint32_t last, uint32_t token)
{
    struct strview form = a->article->tokens[token].form;

    return names_person(a, last) && !has_article(a, last) &&
           a->words[token].number_form != COUNT_PLURAL && has_article(a, token) &&
           strview_ends_with(form, relation);
}

/* The form of comparison, which has a genitive: «أكبر مدينة». */
static bool is_elative(const struct analysis *a, uint32_t token)
{
    enum { ELATIVE_BYTES = 8 /* four letters */ };
    static const struct strview hamza = {.ptr = "\u0623", .len = 2};

    struct strview exact = a->article->tokens[token].exact;

    return exact.len == ELATIVE_BYTES && strview_starts_with(exact, hamza);
}

/* An adjective or, as one, a nationality. */
static bool is_modifier(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    return is_plain_adjective(a, token) ||
           (w->entity != INDEX_NONE && a->entities[w->entity].classes == FILLER_NATIONALITY);
}

/* The word is an adjective of the noun before it, which has no genitive behind that: «شبان غاضبون |
 * متاجر», «طائرات أمريكية | قاعدة». */
static bool is_closed_by_adjective(const struct analysis *a, const struct phrase *p, uint32_t last)
{
    uint32_t before = last;
    const struct word *l = &a->words[last];

    if (is_elative(a, last))
        return false;
    while (before > p->first_token && is_modifier(a, before))
        before--;
    if (before == last && l->chosen >= 0 && (l->traits & WORD_PARTICIPLE) != 0 &&
        !is_definite(a, last) && before > p->first_token)
        before--;
    const struct word *noun = &a->words[before];

    return before < last && (noun->traits & WORD_NOUN) != 0 && !is_elative(a, before) &&
           is_definite(a, last) == is_definite(a, before) &&
           ((l->traits & WORD_PARTICIPLE) == 0 || l->gender == noun->gender ||
            noun->number_form == COUNT_PLURAL);
}

/* A noun that is neither a name nor, as an adjective, part of what stands before it. */
static bool opens_noun(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    return w->chosen >= 0 && (w->traits & (WORD_NOUN | WORD_NAME)) == WORD_NOUN &&
           ((w->traits & WORD_PARTICIPLE) == 0 || may_be(a, token, LEXEME_PLACE_CUE)) &&
           !may_be(a, token, LEXEME_NATIONALITY) &&
           (w->entity == INDEX_NONE || !a->entities[w->entity].is_name) && !is_office(a, token);
}

/* «الأمين العام للحزب», «النائب الأول لرئيس البرلمان»: whose office it is, behind its adjective. */
static bool is_body_of_office(const struct analysis *a, const struct phrase *p, uint32_t last,
                              uint32_t token)
{
    const struct word *w = &a->words[token];

    return last == p->first_token + 1 && is_office(a, p->first_token) &&
           (a->words[p->first_token].traits & a->words[last].traits & WORD_DEFINITE) != 0 &&
           is_plain_adjective(a, last) && a->words[last].entity == INDEX_NONE &&
           (w->proclitics & (PROCLITIC_TO | PROCLITIC_CONJUNCTION | PROCLITIC_SEQUENCE)) ==
               PROCLITIC_TO &&
           (phrase_head_classes(a, token) & FILLER_EVENT) == 0 &&
           (w->entity == INDEX_NONE || (a->entities[w->entity].classes & FILLER_MEDIA) == 0);
}

/* «لجنة التهدئة», «جهاز دعم الاستقرار»: a noun for a body that waits for what it is for. */
static bool is_body(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    uint32_t classes = phrase_head_classes(a, token);

    if (w->entity != INDEX_NONE)
        classes = a->entities[w->entity].is_name ? 0 : a->entities[w->entity].classes;
    return !is_definite(a, token) && !has_indefinite_ending(a, token) &&
           (classes & FILLER_ORGANISATION) != 0;
}

/* Does the token belong to the phrase whose last word is last? */
static bool continues(const struct analysis *a, const struct phrase *p, uint32_t last,
                      uint32_t token)
{
    const struct word *w = &a->words[token];
    const struct word *l = &a->words[last];

    if (!can_stand_in(a, token) || token - p->first_token >= PHRASE_TOKENS_MAX || l->is_link)
        return false;
    if ((w->traits & (WORD_CONJUNCTION | WORD_PREPOSITION | WORD_PRONOUN)) != 0 &&
        (w->entity == INDEX_NONE || w->entity != l->entity) && !begins_bare_name(a, token))
        return is_body_of_office(a, p, last, token);
    if (w->entity != INDEX_NONE && w->entity == l->entity)
        return true;
    if ((l->traits & (WORD_QUANTIFIER | WORD_DEMONSTRATIVE | WORD_DETERMINER)) != 0 &&
        (l->traits & WORD_OBJECT_CLITIC) == 0)
        return true;
    if (l->number != INDEX_NONE && w->number == l->number)
        return true;
    if (w->number != INDEX_NONE && is_plain_adjective(a, token) &&
        (w->traits & l->traits & WORD_DEFINITE) != 0)
        return true;                           /* «النائب الأول» */
    if ((l->traits & WORD_OBJECT_CLITIC) != 0) /* «بعضهم | السفارة» */
        return false;
    if ((w->traits & WORD_POSSESSED) != 0 && last > p->first_token &&
        a->words[p->first_token].number != INDEX_NONE) /* «ثلاثة أشخاص | حتفهم» */
        return false;
    if (w->number != INDEX_NONE || (w->traits & (WORD_DEMONSTRATIVE | WORD_DETERMINER)) != 0)
        return false;
    if (is_closed_by_adjective(a, p, last) && opens_noun(a, token))
        return false;
    if (l->number != INDEX_NONE && !is_definite(a, token))
        return true;
    if ((w->traits & WORD_POSSESSED) != 0 && is_relation_noun(a, last))
        return false; /* «انتحاري | سيارته» */
    /* «إدلب الجنوبي», but «القاهرة | الصحفي»: behind a name only what tells a direction */
    if (is_plain_adjective(a, token) && (w->traits & WORD_DEFINITE) != 0 &&
        ((l->traits & WORD_DEFINITE) != 0 ||
         (is_definite(a, last) && may_be(a, token, LEXEME_PLACE_CUE))))
        return true;
    if (is_surname(a, last, token))
        return true;
    if (last > p->first_token && names_person(a, last) && is_office(a, token))
        return false; /* «الشيخ تميم بن حمد | وزير الخارجية» */
    if (w->entity != INDEX_NONE)
        return (!is_event_noun(a, p->first_token) ||
                a->entities[w->entity].classes == FILLER_NATIONALITY) &&
               (entity_continues(a, last, token) || agrees_as_adjective(a, last, token) ||
                is_plural_like(a, last, token) ||
                (a->entities[w->entity].is_name &&
                 (a->entities[w->entity].classes & FILLER_PERSON) != 0 &&
                 awaits_bearer(a, p, last)));
    if (is_adjective(a, token) && is_definite(a, token) == is_definite(a, last))
        return !is_plural_noun(a, token);
    if (is_unknown_relation(a, last, token))
        return true;
    if (is_event_noun(a, p->first_token) && is_unknown_adjective(a, last, token))
        return true;
    if (is_event_noun(a, token) && is_body(a, last))
        return true;
    if (is_event_noun(a, token) || is_event_noun(a, p->first_token))
        return false;
    if ((w->traits & WORD_NAME) != 0)
        return !is_definite(a, last) || is_person_like(a, last) ||
               ((l->traits & WORD_ADJECTIVE) != 0 && bears_title(a, p, last)) ||
               awaits_bearer(a, p, last);
    if (is_definite(a, last))
        return (l->traits & WORD_TITLE) != 0 && is_definite(a, token) &&
               (w->traits & WORD_TITLE) != 0;
    if (is_accusative(a, token) && !is_adjective(a, token) && is_nominative(a, last))
        return false;
    if ((has_full_ending(a, last) || has_indefinite_ending(a, last)) && !is_adjective(a, token))
        return false;
    return true;
}

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
    if (token + 1 >= end || !a->words[token].is_partitive || !can_stand_in(a, token + 1) ||
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
    return token < end && can_stand_in(a, token) && (a->words[token].traits & WORD_CONJUNCTION) == 0
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
        (a->words[first].traits & WORD_NOUN) == 0 || is_event_noun(a, first))
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

/* The phrase that begins at token; false when none does. */
static bool grow_phrase(struct analysis *a, uint32_t token, uint32_t end, struct phrase *p)
{
    uint32_t last = token;
    uint32_t next = token + 1;
    bool is_open = false; /* a bracket or quotation mark of whom it stands for */

    *p = (struct phrase){.first_token = token,
                         .sentence = a->article->tokens[token].sentence,
                         .next_conjunct = INDEX_NONE,
                         .previous_conjunct = INDEX_NONE,
                         .genitive_of = INDEX_NONE,
                         .possessor = INDEX_NONE,
                         .preposition_token = INDEX_NONE};
    if (a->words[token].entity != INDEX_NONE && entity_end(a, token) > next) {
        last = entity_end(a, token) - 1;
        next = last + 1;
    }
    while (next < end) {
        if (next == last + 1 && is_accusative_of_country(a, last, next))
            a->entities[a->words[next].entity].classes = FILLER_NATIONALITY;
        uint32_t close = next == last + 1 ? quoted_name_end(a, p->first_token, next, end) : 0;

        if (close != 0) {
            make_name(a, next + 1, close);
            last = close - 1;
            next = close + 1;
            continue;
        }
        if (next == last + 1 && a->words[next].is_office_link && next + 1 < end &&
            can_stand_in(a, next + 1) && bears_title(a, p, last)) {
            last = a->words[next + 1].entity == INDEX_NONE ? next + 1 : entity_end(a, next + 1) - 1;
            next = last + 1;
            continue;
        }
        if (analysis_is_quote_mark(a, next) && next + 1 < end && can_stand_in(a, next + 1) &&
            (a->words[next + 1].traits & WORD_CONJUNCTION) == 0 && next - last == 1) {
            next++;
            continue;
        }
        if (analysis_is_quote_mark(a, next) && next > token && next - last == 1 &&
            (a->article->tokens[next].flags & TOKEN_QUOTE_CLOSE) != 0) {
            next++;
            continue;
        }
        if (next == last + 1 && a->words[next].is_representing &&
            represented_at(a, next, end) != INDEX_NONE) {
            is_open = represented_at(a, next, end) > next + 1;
            next = represented_at(a, next, end);
            last = a->words[next].entity == INDEX_NONE ? next : entity_end(a, next) - 1;
            next = last + 1;
            continue;
        }
        if (next == last + 1 && is_partitive(a, p, next, end)) {
            last = next + 1;
            next = last + 1;
            continue;
        }
        if (!continues(a, p, last, next) || next - last > 2)
            break;
        last = next++;
    }
    if (last + 1 < end && ((is_open && a->article->tokens[last + 1].kind == TOKEN_PUNCTUATION) ||
                           (analysis_is_quote_mark(a, last + 1) && has_open_quote(a, token, last))))
        last++;
    p->token_count = last + 1 - token;
    return true;
}

static void link_to_front(struct analysis *a, struct phrase *p, uint32_t first_of_sentence)
{
    const struct word *w = &a->words[p->first_token];
    size_t own = a->phrase_count - 1;

    if ((w->traits & WORD_PREPOSITION) != 0 && w->function != FUNCTION_PREPOSITION &&
        !begins_bare_name(a, p->first_token)) {
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
    if ((is_event_noun(a, q->head) || is_event_noun(a, p->head)) && !is_definite(a, q->head) &&
        !is_accusative(a, q->head))
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

        return strview_ends_with(clitics, article_letters)
                   ? word_leading_bytes(a->article, p->first_token,
                                        clitics.len - article_letters.len)
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

        if (!can_stand_in(a, i)) {
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
        kept->is_definite = is_definite(a, kept->first_token + kept->token_count - 1);
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
