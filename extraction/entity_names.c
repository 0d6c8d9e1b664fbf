/* SPDX-License-Identifier: Apache-2.0 */
/* Names that no table holds, told by their shape. English: a run of capitals, an organisation when
 * it ends (or, before "of", begins) with a word like Brigade or Union, else a person when it has a
 * given name or two words. Arabic has no capitals: a given name, then words that are names or
 * unknown; or a head like حركة with the definite words after it. Fewer names, surely told, are
 * better than many: what is left out is still a phrase of its words. */
#include "extraction/entity_index.h"

#include "extraction/word_parts.h"

enum {
    NAME_TOKENS_MAX = 8,
    ARABIC_NAME_TOKENS_MAX = 5,
    READINGS_MAX = 8,
    MATCHES_MAX = 16,
    GIVEN_TOKENS_MAX = 2
};

struct run {
    const struct entity_index *index;
    const struct analysis *analysis;
    const struct article *article;
    enum lexicon_language language;
    uint32_t at, end;
};

static const struct token *token_of(const struct run *run, uint32_t token)
{
    return &run->article->tokens[token];
}

static bool is_capital_word(const struct run *run, uint32_t token)
{
    const struct token *t = token_of(run, token);

    return t->kind == TOKEN_WORD && (t->flags & TOKEN_LATIN_SCRIPT) != 0 &&
           (t->flags & (TOKEN_CAPITALIZED | TOKEN_ALL_CAPS)) != 0;
}

static bool is_joined(const struct run *run, uint32_t token)
{
    return (token_of(run, token)->flags & TOKEN_SPACE_BEFORE) == 0;
}

static bool is_possessive_text(const struct run *run, uint32_t token)
{
    struct strview form = token_of(run, token)->form;

    return strview_ends_with(form, STRVIEW("'s")) || strview_ends_with(form, STRVIEW("s'"));
}

static bool is_known_word(const struct run *run, uint32_t token)
{
    struct lexicon_reading readings[READINGS_MAX];
    const struct token *t = token_of(run, token);

    return lexicon_readings(run->index->lexicon, run->language, t->form, t->exact, readings,
                            READINGS_MAX) > 0;
}

/* A given name of one or two words; token_count 0: none. */
struct given_name {
    uint32_t token_count;
    uint32_t proclitics;
    uint32_t stem_begin; /* byte of the first word's form */
    bool is_word;        /* its letters are a word of prose as well */
};

static struct given_name given_name_at(const struct run *run, uint32_t token)
{
    struct given_name name = {0};
    struct lexicon_match matches[MATCHES_MAX];
    struct strview forms[GIVEN_TOKENS_MAX], exact[GIVEN_TOKENS_MAX];
    struct lexicon_words words = {forms, exact, 0};

    while (words.count < GIVEN_TOKENS_MAX && token + words.count < run->end) {
        forms[words.count] = token_of(run, token + (uint32_t)words.count)->form;
        exact[words.count] = token_of(run, token + (uint32_t)words.count)->exact;
        words.count++;
    }
    size_t count =
        lexicon_match(run->index->lexicon, run->language, &words, 0, matches, MATCHES_MAX);

    for (size_t i = 0; i < count; i++) {
        const struct lexicon_match *m = &matches[i];

        if (m->kind != ENTRY_PERSON_NAME || m->spelling == SPELLING_OTHER ||
            (m->spelling != SPELLING_EXACT && is_known_word(run, token)) || /* «على» is no «علي» */
            (m->proclitics & PROCLITIC_ARTICLE) != 0 || m->enclitic.person != PERSON_NONE ||
            m->token_count < name.token_count)
            continue;
        if (m->token_count == name.token_count && name.proclitics == 0)
            continue;
        name = (struct given_name){
            .token_count = m->token_count,
            .proclitics = m->proclitics,
            .stem_begin = m->stem_begin,
            .is_word = strview_is(
                table_cell(run->index->given_names, m->row, run->index->given_name_word), "word")};
    }
    return name;
}

static bool has_shape(const struct run *run, enum shape_class class, uint32_t token)
{
    return shape_at(run->index, run->analysis, class, token, run->end) != NULL;
}

/* The first token of its sentence that is a word: its capital says nothing. */
static bool opens_sentence(const struct run *run, uint32_t token)
{
    uint32_t first = run->article->sentences[token_of(run, token)->sentence].first_token;

    while (first < token && token_of(run, first)->kind != TOKEN_WORD)
        first++;
    return first == token || (token_of(run, token - 1)->flags & TOKEN_QUOTE_OPEN) != 0;
}

/* One step of a run of capitals: the token after `token` that goes on with it, or 0. */
static uint32_t next_capital(const struct run *run, uint32_t token, bool may_link)
{
    uint32_t next = token + 1;

    if (next >= run->end || is_possessive_text(run, token))
        return 0;
    if (is_capital_word(run, next))
        return next;
    if (next + 1 >= run->end)
        return 0;
    /* al-Burhan, Marie-Claire: joined by a hyphen; "J." before a surname. */
    if (token_of(run, next)->kind == TOKEN_PUNCTUATION && is_joined(run, next) &&
        (is_joined(run, next + 1) ||
         token_of(run, token)->end - token_of(run, token)->begin == 1) &&
        (is_capital_word(run, next + 1)))
        return next + 1;
    if (has_shape(run, SHAPE_PARTICLE, next)) {
        if (is_capital_word(run, next + 1))
            return next + 1;
        if (next + 2 < run->end && is_joined(run, next + 1) &&
            token_of(run, next + 1)->kind == TOKEN_PUNCTUATION && is_joined(run, next + 2) &&
            is_capital_word(run, next + 2))
            return next + 2;
    }
    if (may_link && has_shape(run, SHAPE_LINK, next)) {
        if (is_capital_word(run, next + 1))
            return next + 1;
        if (next + 2 < run->end && has_shape(run, SHAPE_LINK, next + 1) &&
            is_capital_word(run, next + 2))
            return next + 2;
    }
    return 0;
}

static struct entity name_entity(uint32_t at, uint32_t last, uint32_t classes)
{
    struct entity entity = entity_blank(at);

    entity.token_count = last - at + 1;
    entity.classes = classes;
    entity.is_name = true;
    return entity;
}

static uint32_t organisation_classes(const struct shape *head)
{
    return FILLER_ORGANISATION | filler_classes_of_sector(head->code);
}

/* "Fajr Front", "Union of Harbour Workers". */
static struct entity english_organisation(const struct run *run)
{
    const struct shape *head =
        shape_at(run->index, run->analysis, SHAPE_ORGANISATION, run->at, run->end);
    bool may_link = head != NULL;
    uint32_t last = run->at;

    for (uint32_t next; last - run->at < NAME_TOKENS_MAX; last = next) {
        next = next_capital(run, last, may_link);
        if (next == 0)
            break;
        const struct shape *later =
            shape_at(run->index, run->analysis, SHAPE_ORGANISATION, next, run->end);

        if (later != NULL && !may_link)
            head = later;
        /* "Foreign Ministry of Sarn" ends at its head; "Department of X" goes on. */
        if (later != NULL && later->word_count == 1)
            may_link = true;
    }
    if (head == NULL || last == run->at)
        return (struct entity){0};
    return name_entity(run->at, last, organisation_classes(head));
}

static bool may_open_name(const struct run *run, bool is_title_case)
{
    if (!is_capital_word(run, run->at))
        return false;
    if (given_name_at(run, run->at).token_count > 0)
        return true;
    return !((is_title_case || opens_sentence(run, run->at)) && is_known_word(run, run->at));
}

static bool stops_person(const struct run *run, uint32_t token, bool is_title_case)
{
    struct lexicon_match matches[MATCHES_MAX];
    struct lexicon_words words = {&token_of(run, token)->form, &token_of(run, token)->exact, 1};

    if (is_title_case && is_known_word(run, token))
        return true;
    size_t count =
        lexicon_match(run->index->lexicon, run->language, &words, 0, matches, MATCHES_MAX);

    for (size_t i = 0; i < count; i++)
        if (matches[i].kind == ENTRY_TITLE || matches[i].kind == ENTRY_NATIONALITY ||
            matches[i].kind == ENTRY_COUNTRY)
            return true;
    return false;
}

static struct entity english_person(const struct run *run, bool is_title_case)
{
    bool has_given = given_name_at(run, run->at).token_count > 0;
    uint32_t last = run->at;

    for (uint32_t next; last - run->at < NAME_TOKENS_MAX; last = next) {
        next = next_capital(run, last, false);
        if (next == 0 || stops_person(run, next, is_title_case))
            break;
    }
    uint32_t classes = has_given || last > run->at ? FILLER_PERSON : FILLER_UNKNOWN;

    if (last == run->at && (token_of(run, last)->flags & TOKEN_ALL_CAPS) != 0)
        classes = FILLER_ORGANISATION | FILLER_UNKNOWN;
    if (!has_given && last > run->at)
        classes |= FILLER_UNKNOWN;
    return name_entity(run->at, last, classes);
}

static uint16_t possessive_bytes(const struct run *run, uint32_t last)
{
    struct strview form = token_of(run, last)->form;

    return strview_ends_with(form, STRVIEW("'s"))
               ? word_trailing_bytes(run->article, last, form.len - 2)
               : 0;
}

static struct entity english_name(const struct run *run, bool is_title_case)
{
    if (!may_open_name(run, is_title_case))
        return (struct entity){0};
    struct entity entity = {0};

    if (!is_title_case)
        entity = english_organisation(run);
    if (entity.token_count == 0)
        entity = english_person(run, is_title_case);
    if (entity.token_count > 0)
        entity.trailing_bytes = possessive_bytes(run, entity.first_token + entity.token_count - 1);
    return entity;
}

/* Arabic. */

/* A word that may stand in a name: none of a number. */
static bool is_arabic_word(const struct run *run, uint32_t token)
{
    const struct word *w = &run->analysis->words[token];

    return token_of(run, token)->kind == TOKEN_WORD &&
           (token_of(run, token)->flags & TOKEN_ARABIC_SCRIPT) != 0 && w->number == INDEX_NONE;
}

static bool names_country(const struct run *run, uint32_t token)
{
    struct lexicon_match matches[MATCHES_MAX];
    const struct token *t = token_of(run, token);
    struct lexicon_words words = {&t->form, &t->exact, 1};
    size_t count =
        lexicon_match(run->index->lexicon, run->language, &words, 0, matches, MATCHES_MAX);

    for (size_t i = 0; i < count; i++)
        if ((matches[i].kind == ENTRY_COUNTRY || matches[i].kind == ENTRY_CAPITAL) &&
            matches[i].spelling == SPELLING_EXACT && matches[i].proclitics == 0)
            return true;
    return false;
}

/* A noun that could not stand behind a name: «وزير المالية جون مبادي», «أكرم إمام أوغلو». */
static bool is_surname_word(const struct run *run, uint32_t token)
{
    if (token >= run->end || !is_arabic_word(run, token))
        return false;
    const struct word *w = &run->analysis->words[token];

    return (w->traits & WORD_NOUN) != 0 && w->time == INDEX_NONE && w->proclitics == 0 &&
           (w->traits & (WORD_VERB | WORD_DEFINITE | WORD_POSSESSED | WORD_TITLE)) == 0 &&
           w->chosen >= 0 && w->readings[w->chosen].grammatical_case != CASE_ACCUSATIVE &&
           (w->readings[w->chosen].grammatical_case != CASE_OBLIQUE ||
            w->readings[w->chosen].is_construct);
}

/* Tokens of a name that go on at the token: a given name, a particle, or a word that the lexicon
 * does not know; 0: none. */
static uint32_t arabic_name_goes_on(const struct run *run, uint32_t token)
{
    if (token >= run->end || !is_arabic_word(run, token) ||
        run->analysis->words[token].time != INDEX_NONE)
        return 0;
    struct given_name given = given_name_at(run, token);

    if (given.token_count > 0)
        return given.proclitics == 0 ? given.token_count : 0;
    if (has_shape(run, SHAPE_PARTICLE, token))
        return 1;
    if (token > run->at && has_shape(run, SHAPE_PARTICLE, token - 1))
        return 1; /* «أبو سلمية» */
    return !is_known_word(run, token) && !names_country(run, token) &&
           (run->analysis->words[token].traits & WORD_CONJUNCTION) == 0;
}

static bool follows_title(const struct run *run)
{
    const struct analysis *analysis = run->analysis;

    for (size_t i = analysis->entity_count; i > 0 && i + 2 > analysis->entity_count; i--) {
        const struct entity *entity = &analysis->entities[i - 1];

        if (entity->first_token + entity->token_count != run->at)
            return false;
        if (entity->title_row != LEXICON_NONE && !entity->is_name)
            return true;
        if (entity->classes != FILLER_NATIONALITY || i < 2)
            return false;
        entity--;
        return entity->title_row != LEXICON_NONE && !entity->is_name &&
               entity->first_token + entity->token_count == (entity + 1)->first_token;
    }
    return false;
}

/* «كريم»: a given name that is a word of prose too, with nothing of a name behind it. */
static bool is_rather_word(const struct run *run, const struct given_name *given, uint32_t end)
{
    if (given->token_count != 1 || !(given->is_word || is_known_word(run, run->at)))
        return false;
    return end == run->end ||
           (is_known_word(run, end) && given_name_at(run, end).token_count == 0 &&
            !has_shape(run, SHAPE_PARTICLE, end));
}

static struct entity arabic_person(const struct run *run)
{
    struct given_name given = given_name_at(run, run->at);
    bool has_title = follows_title(run);
    uint32_t end = run->at + (given.token_count > 0 ? given.token_count : 1);

    if (given.token_count == 0 && !(has_title && !is_known_word(run, run->at)))
        return (struct entity){0};
    if (!has_title && is_rather_word(run, &given, end))
        return (struct entity){0};
    if (has_title && given.token_count == 1 && is_surname_word(run, end) &&
        arabic_name_goes_on(run, end) == 0)
        end++;
    for (uint32_t more = 1; more > 0 && end - run->at < ARABIC_NAME_TOKENS_MAX; end += more)
        more = arabic_name_goes_on(run, end);
    while (end > run->at + 1 && has_shape(run, SHAPE_PARTICLE, end - 1))
        end--;
    if (end - run->at == given.token_count && given.token_count < 2 && !has_title)
        return (struct entity){0};
    struct entity entity = name_entity(run->at, end - 1, FILLER_PERSON);

    entity.leading_bytes = word_leading_bytes(run->article, run->at, given.stem_begin);
    return entity;
}

static bool is_definite_word(const struct run *run, uint32_t token)
{
    struct lexicon_reading readings[READINGS_MAX];
    const struct token *t = token_of(run, token);
    size_t count = lexicon_readings(run->index->lexicon, run->language, t->form, t->exact, readings,
                                    READINGS_MAX);

    if (!is_arabic_word(run, token))
        return false;
    for (size_t i = 0; i < count; i++)
        if ((readings[i].proclitics & PROCLITIC_ARTICLE) != 0 &&
            (readings[i].proclitics & ~(uint32_t)PROCLITIC_ARTICLE) == 0)
            return true;
    return count == 0;
}

static bool is_nationality(const struct run *run, uint32_t token)
{
    struct lexicon_match matches[MATCHES_MAX];
    struct lexicon_words words = {&token_of(run, token)->form, &token_of(run, token)->exact, 1};
    size_t count =
        lexicon_match(run->index->lexicon, run->language, &words, 0, matches, MATCHES_MAX);

    for (size_t i = 0; i < count; i++)
        if (matches[i].kind == ENTRY_NATIONALITY || matches[i].kind == ENTRY_COUNTRY ||
            matches[i].kind == ENTRY_CAPITAL)
            return true;
    return false;
}

/* جبهة الفجر, لواء العاصفة: the head stands without the article and its name with it. */
static struct entity arabic_organisation(const struct run *run)
{
    const struct shape *head =
        shape_at(run->index, run->analysis, SHAPE_ORGANISATION, run->at, run->end);
    uint32_t last = run->at;

    if (head == NULL || run->at + 1 >= run->end || !is_definite_word(run, run->at + 1) ||
        is_nationality(run, run->at + 1))
        return (struct entity){0};
    last = run->at + 1;
    struct entity entity = name_entity(run->at, last, organisation_classes(head));
    struct strview form = token_of(run, run->at)->form;

    /* و, ب and the like on the head: what is left of its own form. */
    if (form.len > head->words[0].len && strview_ends_with(form, head->words[0])) {
        struct strview clitics = strview_slice(form, 0, form.len - head->words[0].len);

        if (strview_ends_with(clitics, STRVIEW("\u0644")))
            return (struct entity){0}; /* «الجماعة» has its own article: no name behind it */
        entity.leading_bytes = word_leading_bytes(run->article, run->at, clitics.len);
    }
    return entity;
}

static struct entity arabic_name(const struct run *run)
{
    if (!is_arabic_word(run, run->at))
        return (struct entity){0};
    struct entity entity = arabic_organisation(run);

    return entity.token_count > 0 ? entity : arabic_person(run);
}

struct entity entity_unknown_name(const struct entity_index *index, const struct analysis *analysis,
                                  uint32_t at, uint32_t end, bool is_title_case)
{
    struct run run = {
        .index = index, .analysis = analysis, .article = analysis->article, .at = at, .end = end};
    const struct article *article = analysis->article;

    if (!lexicon_language_of(article->sentences[article->tokens[at].sentence].language,
                             &run.language))
        return (struct entity){0};
    return run.language == LEXICON_EN ? english_name(&run, is_title_case) : arabic_name(&run);
}
