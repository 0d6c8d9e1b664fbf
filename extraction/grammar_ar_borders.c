/* SPDX-License-Identifier: Apache-2.0 */
/* Where an Arabic noun phrase ends. Subject and object of a verb stand side by side with nothing
 * between, so the border of two phrases is told by definiteness: after a definite noun only an
 * agreeing adjective, or the name of who bears the title, goes on. */
#include "extraction/grammar_ar_borders.h"

static const struct strview sound_nominative = {.ptr = "\u0648\u0646", .len = 4};
static const struct strview sound_oblique = {.ptr = "\u064a\u0646", .len = 4};
static const struct strview feminine_plural = {.ptr = "\u0627\u062a", .len = 4};
static const struct strview relation = {.ptr = "\u064a", .len = 2};

enum { PHRASE_TOKENS_MAX = 18 };
enum {
    NOMINAL = WORD_NOUN | WORD_ADJECTIVE | WORD_NAME | WORD_QUANTIFIER | WORD_PRONOUN |
              WORD_DEMONSTRATIVE | WORD_DETERMINER
};

static bool has_article(const struct analysis *a, uint32_t token)
{
    return strview_starts_with(a->article->tokens[token].form, arabic_article);
}

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

bool ar_can_stand_in(const struct analysis *a, uint32_t token)
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

uint32_t ar_entity_end(const struct analysis *a, uint32_t token)
{
    const struct entity *e = &a->entities[a->words[token].entity];

    return e->first_token + e->token_count;
}

bool ar_is_definite(const struct analysis *a, uint32_t token)
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
bool ar_is_accusative(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    if (w->chosen < 0)
        return false;
    enum grammatical_case c = w->readings[w->chosen].grammatical_case;

    return c == CASE_ACCUSATIVE || c == CASE_OBLIQUE;
}

/* «قتل مسلحون | جنديين», but «نقابة سائقي الشاحنات»: what has a genitive may be one. */
static bool opens_object(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    return ar_is_accusative(a, token) && !(w->readings[w->chosen].is_construct &&
                                           w->readings[w->chosen].grammatical_case == CASE_OBLIQUE);
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
    bool is_of_persons =
        w->entity != INDEX_NONE && a->entities[w->entity].agent_row != LEXICON_NONE;

    if (r->grammatical_case == CASE_ANY) /* a plural as the table has it */
        return is_of_persons && r->number == COUNT_PLURAL &&
               (strview_ends_with(w->stem, sound_nominative) ||
                strview_ends_with(w->stem, sound_oblique));
    return (r->number == COUNT_DUAL || r->number == COUNT_PLURAL) && !r->is_construct &&
           !strview_ends_with(w->stem, feminine_plural) &&
           (r->grammatical_case == CASE_NOMINATIVE || r->grammatical_case == CASE_OBLIQUE);
}

/* «قائد», «ضابط»: one who bears arms, no group of them. */
static bool is_armed_person(const struct analysis *a, const struct entity *e)
{
    return !e->is_name && e->agent_row != LEXICON_NONE && (e->classes & FILLER_STATE) == 0 &&
           strview_is(lexicon_agent(a->lexicon, e->agent_row).kind, "person");
}

/* A noun for one person: minister, president, spokeswoman. */
static bool is_office(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    if (w->entity != INDEX_NONE &&
        (a->entities[w->entity].classes & (FILLER_ARMED | FILLER_STATE | FILLER_MEDIA)) != 0 &&
        !is_armed_person(a, &a->entities[w->entity]))
        return false;
    for (uint8_t i = 0; i < w->reading_count; i++) {
        enum lexeme_class class = lexicon_lexeme(a->lexicon, w->readings[i].lexeme).class;

        if ((class == LEXEME_AGENT || class == LEXEME_TITLE || class == LEXEME_PERSON) &&
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

bool ar_names_person(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    return w->entity != INDEX_NONE && a->entities[w->entity].is_name &&
           (a->entities[w->entity].classes & FILLER_PERSON) != 0;
}

/* An entity behind words of the phrase: genitive after an indefinite head (رئيس إسرائيل), a name
 * after its title (الوزير فلان); else it opens the next phrase. */
static bool entity_continues(const struct analysis *a, uint32_t last, uint32_t token)
{
    const struct entity *e = &a->entities[a->words[token].entity];

    if (e->classes == FILLER_NATIONALITY) /* «أوزيل | الأتراك», «قوات حكومية | فلسطينيين» */
        return a->words[token].number_form == COUNT_SINGULAR ||
               (a->words[last].number_form != COUNT_SINGULAR &&
                (has_article(a, last) || !ar_is_definite(a, last)));
    if (!ar_is_definite(a, last))
        return (ar_is_definite(a, token) || !opens_object(a, token)) && !has_full_ending(a, last) &&
               !has_indefinite_ending(a, last);
    if ((a->words[last].traits & WORD_POSSESSED) != 0)
        return (e->classes & FILLER_PERSON) != 0;
    if ((a->words[last].traits & WORD_NAME) != 0 &&
        (is_office(a, token) || analysis_is_in_title(a, token)))
        return false; /* «نجيب ميقاتي | الرئيس محمود عباس» */
    return ar_names_person(a, token) && is_person_like(a, last);
}

/* «دبلوماسيا روسيا»: the letters of a country are its adjective behind a noun in the indefinite
 * accusative. */
bool ar_is_accusative_of_country(const struct analysis *a, uint32_t last, uint32_t token)
{
    const struct word *w = &a->words[token];

    if (w->entity == INDEX_NONE || a->entities[w->entity].token_count != 1 ||
        (a->entities[w->entity].classes & FILLER_STATE) == 0 || !has_indefinite_ending(a, last))
        return false;
    if (a->words[last].entity != INDEX_NONE &&
        (a->entities[a->words[last].entity].classes & FILLER_STATE) != 0)
        return false; /* «ألمانيا | أوكرانيا» */
    for (uint8_t i = 0; i < w->reading_count; i++)
        if (w->readings[i].grammatical_case == CASE_ACCUSATIVE && w->readings[i].proclitics == 0 &&
            lexicon_lexeme(a->lexicon, w->readings[i].lexeme).class == LEXEME_NATIONALITY)
            return true;
    return false;
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
bool ar_bears_title(const struct analysis *a, const struct phrase *p, uint32_t last)
{
    bool has_title = false;

    for (uint32_t i = p->first_token; i <= last; i++) {
        const struct word *w = &a->words[i];

        if (is_office(a, i) || analysis_is_in_title(a, i))
            has_title = true;
        else if (ar_names_person(a, i) && a->entities[w->entity].first_token == i)
            return false; /* has its name already */
    }
    return has_title;
}

/* A noun that can name an event stands in a phrase of its own with its adjectives, so that its
 * genitive can fill a role. */
bool ar_is_event_noun(const struct analysis *a, uint32_t token)
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

    return a->words[token].chosen < 0 && a->words[last].chosen >= 0 && ar_is_accusative(a, last) &&
           strview_ends_with(a->article->tokens[token].form, accusative);
}

/* An unknown word behind a definite one that has the ending of an adjective, both with the article.
 */
static bool is_unknown_relation(const struct analysis *a, uint32_t last, uint32_t token)
{
    static const struct strview feminine = {.ptr = "\u064a\u0647", .len = 4};
    struct strview form = a->article->tokens[token].form;

    return (a->words[token].traits & WORD_NAME) != 0 &&
           (a->words[last].traits & WORD_DEFINITE) != 0 && has_article(a, token) &&
           (strview_ends_with(form, relation) || strview_ends_with(form, feminine));
}

/* The office of a place or body whose bearer is not named yet: «محافظ دمشق», «مدير المستشفى». */
static bool awaits_bearer(const struct analysis *a, const struct phrase *p, uint32_t last)
{
    const struct word *l = &a->words[last];

    return (is_of_country(a, last) || (l->traits & (WORD_DEFINITE | WORD_NAME)) == WORD_DEFINITE ||
            (l->entity != INDEX_NONE &&
             (a->entities[l->entity].classes & (FILLER_PLACE | FILLER_ORGANISATION)) != 0)) &&
           ar_bears_title(a, p, last);
}

/* The first word of a name as it stands, without clitics. */
bool ar_begins_bare_name(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    return w->entity != INDEX_NONE && a->entities[w->entity].is_name &&
           a->entities[w->entity].first_token == token && a->entities[w->entity].leading_bytes == 0;
}

/* «الفصيل المسلح»: a participle that is a noun for persons too agrees with the noun before it. */
static bool agrees_as_adjective(const struct analysis *a, const struct phrase *p, uint32_t last,
                                uint32_t token)
{
    static const struct strview participle = {.ptr = "\u0645", .len = 2};
    const struct word *w = &a->words[token];
    const struct word *l = &a->words[last];
    bool agrees_with_head = last == p->first_token + 1 && w->gender == a->words[last - 1].gender;

    return w->chosen >= 0 && (w->traits & WORD_DEFINITE) != 0 && (l->traits & WORD_DEFINITE) != 0 &&
           w->number_form == COUNT_SINGULAR &&
           (w->gender == l->gender || agrees_with_head ||
            (l->number_form == COUNT_PLURAL && w->gender == GENDER_FEMININE)) &&
           l->entity != INDEX_NONE &&
           (may_be(a, token, LEXEME_AGENT) || may_be(a, token, LEXEME_PERSON)) &&
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
    struct strview form = a->article->tokens[token].form;
    struct strview before = a->article->tokens[last].form;

    return ((strview_ends_with(form, sound_nominative) &&
             strview_ends_with(before, sound_nominative)) ||
            (strview_ends_with(form, sound_oblique) && strview_ends_with(before, sound_oblique))) &&
           a->words[token].number_form == COUNT_PLURAL &&
           a->words[last].number_form == COUNT_PLURAL &&
           ar_is_definite(a, token) == ar_is_definite(a, last);
}

/* «الحكومة | المنظمات», «القوات | الطرقات»: a feminine plural that can be a noun is none of the
 * adjectives, which have the singular behind things. */
static bool is_plural_noun(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    if (!strview_ends_with(a->article->tokens[token].form, feminine_plural))
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

    return ar_names_person(a, last) && !has_article(a, last) &&
           a->words[token].number_form != COUNT_PLURAL && has_article(a, token) &&
           strview_ends_with(form, relation);
}

/* «رئيس بلدية أريكيبا السابق»: behind a name the adjective of an office or a body. */
static bool describes_head(const struct analysis *a, const struct phrase *p, uint32_t last,
                           uint32_t token)
{
    const struct word *w = &a->words[token];
    const struct word *head = &a->words[p->first_token];

    return last > p->first_token && is_plain_adjective(a, token) && has_article(a, token) &&
           ar_is_definite(a, last) && !ar_names_person(a, last) &&
           (head->traits & (WORD_NOUN | WORD_DEFINITE | WORD_NAME)) == WORD_NOUN &&
           head->gender != GENDER_NONE && w->gender == head->gender &&
           w->number_form == COUNT_SINGULAR && head->number_form == COUNT_SINGULAR;
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

    if (is_elative(a, last) || analysis_is_in_title(a, last) ||
        (l->chosen >= 0 && l->readings[l->chosen].is_construct))
        return false;
    while (before > p->first_token && is_modifier(a, before))
        before--;
    if (before == last && l->chosen >= 0 && (l->traits & WORD_PARTICIPLE) != 0 &&
        !ar_is_definite(a, last) && before > p->first_token)
        before--;
    const struct word *noun = &a->words[before];

    return before < last && (noun->traits & WORD_NOUN) != 0 && !is_elative(a, before) &&
           ar_is_definite(a, last) == ar_is_definite(a, before) &&
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
           (w->entity == INDEX_NONE
                ? !is_office(a, token)
                : !a->entities[w->entity].is_name &&
                      ((a->entities[w->entity].classes & FILLER_ORGANISATION) != 0 ||
                       !is_office(a, token)));
}

/* «الأمين العام للحزب», «النائب الأول لرئيس البرلمان»: whose office it is, behind its adjective. */
static bool is_body_of_office(const struct analysis *a, const struct phrase *p, uint32_t last,
                              uint32_t token)
{
    const struct word *w = &a->words[token];

    return last == p->first_token + 1 && is_office(a, p->first_token) &&
           (a->words[p->first_token].traits & a->words[last].traits & WORD_DEFINITE) != 0 &&
           is_adjective(a, last) && a->words[last].entity == INDEX_NONE &&
           (w->proclitics & (PROCLITIC_TO | PROCLITIC_CONJUNCTION | PROCLITIC_SEQUENCE)) ==
               PROCLITIC_TO &&
           (phrase_head_classes(a, token) & FILLER_EVENT) == 0 &&
           (w->entity == INDEX_NONE || (a->entities[w->entity].classes & FILLER_MEDIA) == 0);
}

/* «حركتا فتح وحماس»: the dual before its genitive. */
static bool is_pair_of_bodies(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    return w->chosen >= 0 && w->readings[w->chosen].number == COUNT_DUAL &&
           w->readings[w->chosen].is_construct && may_be(a, token, LEXEME_AGENT);
}

/* «لجنة التهدئة», «جهاز دعم الاستقرار»: a noun for a body that waits for what it is for. */
static bool is_body(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    uint32_t classes = phrase_head_classes(a, token);

    if (w->entity != INDEX_NONE)
        classes = a->entities[w->entity].is_name ? 0 : a->entities[w->entity].classes;
    return !ar_is_definite(a, token) && !has_indefinite_ending(a, token) &&
           ((classes & FILLER_ORGANISATION) != 0 || is_pair_of_bodies(a, token));
}

/* «وفد اقتصادي عماني | طهران» */
static bool names_place(const struct analysis *a, uint32_t token)
{
    const struct word *w = &a->words[token];

    return w->entity != INDEX_NONE && a->entities[w->entity].is_name &&
           (a->entities[w->entity].classes & (FILLER_PLACE | FILLER_STATE)) != 0 &&
           (a->entities[w->entity].classes & FILLER_PERSON) == 0;
}

/* «مدير عام الجمارك»: an office with its adjective, both without article, and whose it is. */
static bool is_office_of_body(const struct analysis *a, const struct phrase *p, uint32_t last,
                              uint32_t token)
{
    return last == p->first_token + 1 && !ar_is_definite(a, last) && ar_is_definite(a, token) &&
           !has_indefinite_ending(a, last) && is_office(a, p->first_token) &&
           (a->words[token].traits & WORD_POSSESSED) == 0 && /* «عامل فلسطيني | مصرعه» */
           a->words[last].number_form == COUNT_SINGULAR;
}

/* «عمال النقل», «سيارة إسعاف»: what they are for, though it names a deed elsewhere. */
static bool is_purpose_of(const struct analysis *a, uint32_t last, uint32_t token)
{
    enum {
        USERS = FILLER_PEOPLE | FILLER_ORGANISATION | FILLER_ARMED | FILLER_THING | FILLER_PLACE |
                FILLER_WEAPON
    };
    const struct word *l = &a->words[last];
    uint32_t classes = phrase_head_classes(a, last);

    if (l->entity != INDEX_NONE)
        classes |= a->entities[l->entity].classes;
    return a->words[token].is_purpose && (classes & USERS) != 0 &&
           (l->traits & (WORD_DEFINITE | WORD_NAME | WORD_VERB)) == 0 &&
           !has_full_ending(a, last) && !has_indefinite_ending(a, last);
}

/* Does the token go on with the phrase, or end it; or is it for others to say? */
enum border { BORDER_OPEN, BORDER_ENDS, BORDER_GOES_ON };

/* What closed words, numbers and pronouns say. */
static enum border border_of_closed(const struct analysis *a, const struct phrase *p, uint32_t last,
                                    uint32_t token)
{
    const struct word *w = &a->words[token];
    const struct word *l = &a->words[last];

    if ((w->traits & (WORD_CONJUNCTION | WORD_PREPOSITION | WORD_PRONOUN)) != 0 &&
        (w->entity == INDEX_NONE || w->entity != l->entity) && !ar_begins_bare_name(a, token))
        return is_body_of_office(a, p, last, token) ? BORDER_GOES_ON : BORDER_ENDS;
    if ((w->entity != INDEX_NONE && w->entity == l->entity) || l->is_family)
        return BORDER_GOES_ON; /* «آل ثاني» */
    if (l->is_complement)
        return BORDER_ENDS; /* «سراح | مدير» */
    if ((l->traits & WORD_OBJECT_CLITIC) != 0)
        return BORDER_ENDS; /* «بعضهم | السفارة» */
    if ((l->traits & (WORD_QUANTIFIER | WORD_DEMONSTRATIVE | WORD_DETERMINER)) != 0 ||
        (l->number != INDEX_NONE && w->number == l->number))
        return BORDER_GOES_ON;
    if (w->number != INDEX_NONE && has_article(a, token) && ar_is_definite(a, last) &&
        (is_plain_adjective(a, token) || l->number_form == COUNT_PLURAL))
        return BORDER_GOES_ON; /* «النائب الأول», «المهاجمين الثلاثة» */
    if ((w->traits & WORD_POSSESSED) != 0 && last > p->first_token &&
        a->words[p->first_token].number != INDEX_NONE)
        return BORDER_ENDS; /* «ثلاثة أشخاص | حتفهم» */
    if (w->number != INDEX_NONE || (w->traits & (WORD_DEMONSTRATIVE | WORD_DETERMINER)) != 0)
        return BORDER_ENDS;
    return BORDER_OPEN;
}

/* What adjectives, surnames and offices say. */
static enum border border_of_kind(const struct analysis *a, const struct phrase *p, uint32_t last,
                                  uint32_t token)
{
    const struct word *w = &a->words[token];
    const struct word *l = &a->words[last];

    if (is_purpose_of(a, last, token))
        return BORDER_GOES_ON;
    if (is_closed_by_adjective(a, p, last) &&
        (opens_noun(a, token) || (names_place(a, token) && !ar_is_definite(a, last))))
        return is_office_of_body(a, p, last, token) ? BORDER_GOES_ON : BORDER_ENDS;
    if (l->number != INDEX_NONE && !ar_is_definite(a, token))
        return is_plain_adjective(a, last) && (l->traits & WORD_DEFINITE) != 0 ? BORDER_ENDS
                                                                               : BORDER_GOES_ON;
    if ((w->traits & WORD_POSSESSED) != 0 && is_relation_noun(a, last))
        return BORDER_ENDS; /* «انتحاري | سيارته» */
    /* «إدلب الجنوبي», but «القاهرة | الصحفي»: behind a name only what tells a direction */
    if (is_plain_adjective(a, token) && (w->traits & WORD_DEFINITE) != 0 &&
        ((l->traits & WORD_DEFINITE) != 0 ||
         (ar_is_definite(a, last) && may_be(a, token, LEXEME_PLACE_CUE))))
        return BORDER_GOES_ON;
    if (is_surname(a, last, token) || describes_head(a, p, last, token))
        return BORDER_GOES_ON;
    if (ar_names_person(a, last) && is_office(a, token))
        return BORDER_ENDS; /* «الشيخ تميم بن حمد | وزير الخارجية» */
    return BORDER_OPEN;
}

static bool known_entity_goes_on(const struct analysis *a, const struct phrase *p, uint32_t last,
                                 uint32_t token)
{
    const struct entity *e = &a->entities[a->words[token].entity];

    if (ar_is_event_noun(a, p->first_token) && e->classes != FILLER_NATIONALITY)
        return false;
    return entity_continues(a, last, token) || agrees_as_adjective(a, p, last, token) ||
           is_plural_like(a, last, token) ||
           (ar_names_person(a, token) && awaits_bearer(a, p, last));
}

/* «حاكم مقاطعة روستوف»: a kind of place behind who rules it, though it names a deed too. */
static bool is_ruled_place(const struct analysis *a, const struct phrase *p, uint32_t last,
                           uint32_t token)
{
    return may_be(a, token, LEXEME_PLACE_CUE) && !ar_is_definite(a, last) &&
           !has_indefinite_ending(a, last) && ar_bears_title(a, p, last);
}

/* «مفوض التوسيع», «مدير التخطيط»: what an office is for, though it names a deed too. */
static bool is_matter_of_office(const struct analysis *a, uint32_t last, uint32_t token)
{
    const struct word *l = &a->words[last];
    bool is_construct = l->chosen >= 0 && l->readings[l->chosen].is_construct;

    return is_office(a, last) && !ar_is_definite(a, last) && has_article(a, token) &&
           !has_indefinite_ending(a, last) && (l->traits & WORD_VERB) == 0 &&
           (is_construct || may_be(a, last, LEXEME_TITLE) || may_be(a, last, LEXEME_PERSON));
}

/* A word that no table names: an adjective, a genitive, an unknown name. */
static bool plain_word_goes_on(const struct analysis *a, const struct phrase *p, uint32_t last,
                               uint32_t token)
{
    const struct word *w = &a->words[token];
    const struct word *l = &a->words[last];

    if (is_adjective(a, token) && ar_is_definite(a, token) == ar_is_definite(a, last))
        return !is_plural_noun(a, token);
    if (agrees_as_adjective(a, p, last, token))
        return true;
    if (is_unknown_relation(a, last, token) ||
        (ar_is_event_noun(a, p->first_token) && is_unknown_adjective(a, last, token)) ||
        (ar_is_event_noun(a, token) && (is_body(a, last) || is_ruled_place(a, p, last, token) ||
                                        is_matter_of_office(a, last, token))))
        return true;
    if (ar_is_event_noun(a, token) || ar_is_event_noun(a, p->first_token))
        return false;
    if ((w->traits & WORD_NAME) != 0)
        return !ar_is_definite(a, last) || is_person_like(a, last) ||
               ((l->traits & WORD_ADJECTIVE) != 0 && ar_bears_title(a, p, last)) ||
               awaits_bearer(a, p, last);
    if (ar_is_definite(a, last))
        return (l->traits & WORD_TITLE) != 0 && ar_is_definite(a, token) &&
               (w->traits & WORD_TITLE) != 0;
    if (is_adjective(a, token))
        return true;
    return !(ar_is_accusative(a, token) && is_nominative(a, last)) && !has_full_ending(a, last) &&
           !has_indefinite_ending(a, last);
}

bool ar_goes_on(const struct analysis *a, const struct phrase *p, uint32_t last, uint32_t token)
{
    if (!ar_can_stand_in(a, token) || token - p->first_token >= PHRASE_TOKENS_MAX ||
        a->words[last].is_link)
        return false;
    if (token > last + 1 && (a->article->tokens[token - 1].flags & TOKEN_QUOTE_CLOSE) != 0 &&
        opens_noun(a, token) && !is_adjective(a, token))
        return false; /* «حركة «أمل» | سيطرتهم» */
    enum border border = border_of_closed(a, p, last, token);

    if (border == BORDER_OPEN)
        border = border_of_kind(a, p, last, token);
    if (border != BORDER_OPEN)
        return border == BORDER_GOES_ON;
    return a->words[token].entity != INDEX_NONE ? known_entity_goes_on(a, p, last, token)
                                                : plain_word_goes_on(a, p, last, token);
}
