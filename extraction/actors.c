/* SPDX-License-Identifier: Apache-2.0 */
/* A phrase as an actor of the record: its text in the fullest form of the article, its English
 * name, and a code put together from the country or body that its words name and the sector of its
 * noun or title: RUS + MIL. What the tables do not tell is left out. */
#include "extraction/entity_index.h"

#include "common/civil.h"

#include <assert.h>
#include <stdio.h>

enum { COUNTRY_CODE_LETTERS = 3, CODE_MAX = 12 };

/* What kinds of actors.tsv are, and the sector that codes them where the row has none. */
static const struct {
    const char *kind;
    const char *sector;
    uint32_t classes;
} kinds[] = {
    {"person", "", FILLER_PERSON},
    {"ministry", "GOV", FILLER_ORGANISATION},
    {"military", "MIL", FILLER_ARMED},
    {"government", "GOV", FILLER_STATE | FILLER_ORGANISATION},
    {"rebel", "REB", FILLER_ARMED | FILLER_ORGANISATION},
    {"police", "COP", FILLER_ARMED},
    {"media", "JRN", FILLER_MEDIA},
    {"ngo", "NGO", FILLER_ORGANISATION},
    {"igo", "IGO", FILLER_ORGANISATION},
    {"party", "PTY", FILLER_ORGANISATION},
    {"militia", "PRM", FILLER_ARMED | FILLER_ORGANISATION},
    {"company", "BUS", FILLER_ORGANISATION},
    {"office", "GOV", FILLER_ORGANISATION},
    {"alliance", "", FILLER_ORGANISATION},
    {"intelligence", "SPY", FILLER_ORGANISATION | FILLER_ARMED},
    {"religious", "REL", FILLER_ORGANISATION},
    {"court", "JUD", FILLER_ORGANISATION},
    {"ethnic", "", FILLER_PEOPLE},
};

uint32_t filler_classes_of_kind(struct strview kind)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strview_is(kind, kinds[i].kind))
            return kinds[i].classes;
    return FILLER_ORGANISATION;
}

static struct strview actor_kind_sector(struct strview kind)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strview_is(kind, kinds[i].kind))
            return strview_from(kinds[i].sector);
    return (struct strview){0};
}

uint32_t filler_classes_of_sector(struct strview sector)
{
    static const char *const armed[] = {"MIL", "COP", "REB", "PRM", "UAF", "SPY"};

    for (size_t i = 0; i < sizeof(armed) / sizeof(armed[0]); i++)
        if (strview_is(sector, armed[i]))
            return FILLER_ARMED;
    return 0;
}

struct coding {
    const struct entity_index *index;
    const struct analysis *analysis;
    const struct phrase *phrase;
    const struct entity *head; /* canonical of the phrase's entity; NULL: none */
    struct actor *out;
    struct strview base;   /* code of the country or body that the words name */
    struct strview sector; /* of the noun, title or table row */
};

/* The date of the article decides which office a person held: "2016-05-23" and the like compare as
 * text. An article without a date takes the row as it is. */
static bool is_after(struct strview date, const struct article *article, uint32_t token)
{
    uint16_t segment = article->sentences[article->tokens[token].sentence].segment;
    const struct timestamp *published = &article->published;

    if (segment < article->segment_count &&
        article->segments[segment].published.precision != TIME_UNKNOWN)
        published = &article->segments[segment].published;
    if (date.len < 4 || published->precision == TIME_UNKNOWN)
        return false;
    struct civil civil = civil_from_day((int32_t)published->day);
    char text[24];

    snprintf(text, sizeof(text), "%04d-%02d-%02d", civil.year % 10000, civil.month, civil.day);
    return strncmp(text, date.ptr, date.len < 10 ? date.len : 10) > 0;
}

static struct strview country_code(const struct entity_index *index, uint32_t row)
{
    struct country_entry country = lexicon_country(index->lexicon, row);

    return country.cameo.len > 0 ? country.cameo : country.iso3;
}

/* A person out of office keeps the country and becomes one of the elite. */
static void code_from_table(struct coding *c, const struct entity *entity)
{
    struct actor_entry actor = lexicon_actor(c->index->lexicon, entity->actor_row);

    c->out->name = actor.name_en;
    c->out->country = actor.country;
    c->out->wikidata = actor.wikidata;
    c->out->code = actor.code;
    c->out->sector = actor_kind_sector(actor.kind);
    if (actor.code.len >= 2 * COUNTRY_CODE_LETTERS)
        c->out->sector = strview_slice(actor.code, COUNTRY_CODE_LETTERS, 2 * COUNTRY_CODE_LETTERS);
    if (strview_is(actor.kind, "person") && actor.to.len > 0 &&
        is_after(actor.to, c->analysis->article, entity->first_token) && actor.country.len > 0) {
        c->out->sector = STRVIEW("ELI");
        c->out->code = arena_printf(c->analysis->article->arena, "%.*sELI",
                                    STRVIEW_ARG(strview_slice(actor.code, 0, 3)));
    }
}

static void take_base(struct coding *c, const struct entity *entity)
{
    if (c->base.len > 0)
        return;
    if (entity->actor_row != LEXICON_NONE) {
        struct actor_entry actor = lexicon_actor(c->index->lexicon, entity->actor_row);

        c->base = actor.code;
        c->out->country = actor.country;
    } else if (entity->country_row != LEXICON_NONE) {
        c->base = country_code(c->index, entity->country_row);
        c->out->country = lexicon_country(c->index->lexicon, entity->country_row).iso3;
        /* Palaces and ministries speak for the government, a country or its capital for itself. */
        if ((entity->classes & (FILLER_STATE | FILLER_PLACE)) == FILLER_STATE && c->sector.len == 0)
            c->sector = STRVIEW("GOV");
    }
}

/* An official or a body named in words: the first country or body around its head is its side. */
static void find_base(struct coding *c)
{
    const struct phrase *p = c->phrase;

    for (uint32_t t = p->first_token; t < p->first_token + p->token_count; t++) {
        uint32_t entity = c->analysis->words[t].entity;

        if (entity == INDEX_NONE)
            continue;
        const struct entity *e = &c->analysis->entities[entity];

        take_base(c, e);
        t = e->first_token + e->token_count - 1;
    }
    if (c->base.len == 0 && p->nationality != INDEX_NONE)
        take_base(c, &c->analysis->entities[p->nationality]);
    if (c->base.len == 0 && c->head != NULL)
        take_base(c, c->head);
}

static struct strview sector_of(const struct coding *c, const struct entity *entity)
{
    enum lexicon_language language;
    const struct article *article = c->analysis->article;

    if (entity->agent_row != LEXICON_NONE)
        return lexicon_agent(c->index->lexicon, entity->agent_row).code;
    if (!lexicon_language_of(
            article->sentences[article->tokens[entity->first_token].sentence].language, &language))
        return (struct strview){0};
    if (entity->title_row != LEXICON_NONE) {
        struct title_entry title = lexicon_title(c->index->lexicon, language, entity->title_row);

        if (title.sector.len > 0)
            return title.sector;
    }
    for (uint32_t i = 0; i < entity->token_count && entity->is_name; i++) {
        uint32_t token = entity->first_token + i;
        const struct shape *shape = shape_at(c->index, c->analysis, SHAPE_ORGANISATION, token,
                                             entity->first_token + entity->token_count);

        if (shape != NULL)
            return shape->code;
    }
    return (struct strview){0};
}

static void compose_code(struct coding *c)
{
    struct strview sector = c->sector;

    if (strview_is(sector, "UNK") && c->base.len > 0)
        sector = (struct strview){0};
    c->out->sector = sector;
    if (c->base.len > COUNTRY_CODE_LETTERS)
        c->out->code = c->base; /* a body of its own: Hamas fighters are PSEREB as Hamas is */
    else if (c->base.len + sector.len > 0)
        c->out->code = arena_printf(c->analysis->article->arena, "%.*s%.*s", STRVIEW_ARG(c->base),
                                    STRVIEW_ARG(sector));
}

/* "Russian soldier" of «جنود روس»: the state body's own name for forces, else adjective and noun.
 */
static void compose_name(struct coding *c, const struct entity *entity)
{
    const struct lexicon *lexicon = c->index->lexicon;
    struct strview adjective = {0};

    if (entity->agent_row == LEXICON_NONE)
        return;
    struct agent_entry agent = lexicon_agent(lexicon, entity->agent_row);

    if (c->out->country.len == COUNTRY_CODE_LETTERS) {
        uint32_t country = lexicon_country_by_iso3(lexicon, c->out->country);
        struct strview rest = country == LEXICON_NONE ? (struct strview){0}
                                                      : table_cell(c->index->countries, country,
                                                                   c->index->country_adjective);

        strview_next(&rest, ';', &adjective);
    }
    if (adjective.len > 0 && c->base.len == COUNTRY_CODE_LETTERS)
        c->out->name = arena_printf(c->analysis->article->arena, "%.*s %.*s",
                                    STRVIEW_ARG(adjective), STRVIEW_ARG(agent.en));
    else
        c->out->name = agent.en;
}

static void code_from_words(struct coding *c)
{
    const struct entity *entity = c->head;

    if (entity != NULL)
        c->sector = sector_of(c, entity);
    find_base(c);
    compose_code(c);
    if (entity == NULL)
        return;
    bool is_latin =
        (c->analysis->article->tokens[entity->first_token].flags & TOKEN_LATIN_SCRIPT) != 0;

    if (entity->is_name && is_latin)
        c->out->name = c->out->text;
    else if (!entity->is_name)
        compose_name(c, entity);
}

static void code_from_country(struct coding *c, const struct entity *entity)
{
    struct country_entry country = lexicon_country(c->index->lexicon, entity->country_row);

    take_base(c, entity);
    c->out->name = country.name_en;
    c->out->wikidata = country.wikidata;
    compose_code(c);
}

static struct strview without_article(const struct analysis *analysis, const struct phrase *p,
                                      struct strview text)
{
    uint32_t second = p->first_token + 1;

    if (p->token_count < 2 || (analysis->words[p->first_token].traits & WORD_DETERMINER) == 0 ||
        analysis->words[p->first_token].number != INDEX_NONE)
        return text;
    size_t cut =
        analysis->article->tokens[second].begin - analysis->article->tokens[p->first_token].begin;

    return cut < text.len ? strview_slice(text, cut, text.len) : text;
}

/* The text: the fuller name when the phrase says no more than a short one. */
static struct strview actor_text(const struct analysis *analysis, uint32_t phrase, uint32_t entity)
{
    const struct phrase *p = &analysis->phrases[phrase];
    struct strview text = without_article(analysis, p, phrase_text(analysis, phrase));

    if (entity == INDEX_NONE)
        return text;
    const struct entity *e = &analysis->entities[entity];
    bool says_no_more = p->token_count <= e->token_count + 1;

    if (e->canonical != entity && says_no_more &&
        analysis->entities[e->canonical].token_count >= e->token_count)
        return entity_text(analysis, e->canonical);
    return text;
}

/* جنديان إسرائيليان: the noun that the adjective belongs to. */
static const struct entity *noun_beside(const struct analysis *analysis, const struct phrase *p,
                                        const struct entity *adjective)
{
    for (uint32_t t = p->first_token; t < p->first_token + p->token_count; t++) {
        uint32_t entity = analysis->words[t].entity;

        if (entity != INDEX_NONE && (analysis->entities[entity].agent_row != LEXICON_NONE ||
                                     analysis->entities[entity].title_row != LEXICON_NONE))
            return &analysis->entities[entity];
    }
    return adjective;
}

bool actor_from_phrase(const struct entity_index *index, const struct analysis *analysis,
                       uint32_t phrase, struct actor *out)
{
    assert(phrase < analysis->phrase_count);
    const struct phrase *p = &analysis->phrases[phrase];
    struct coding c = {.index = index, .analysis = analysis, .phrase = p, .out = out};

    memset(out, 0, sizeof(*out));
    out->text = actor_text(analysis, phrase, p->entity);
    if (p->entity != INDEX_NONE)
        c.head = &analysis->entities[analysis->entities[p->entity].canonical];
    if (c.head != NULL && p->entity != INDEX_NONE &&
        analysis->entities[p->entity].classes == FILLER_NATIONALITY)
        c.head = noun_beside(analysis, p, c.head);
    if (c.head != NULL && c.head->actor_row != LEXICON_NONE) {
        code_from_table(&c, c.head);
        return true;
    }
    if (c.head != NULL && c.head->country_row != LEXICON_NONE &&
        c.head->agent_row == LEXICON_NONE && c.head->title_row == LEXICON_NONE &&
        (c.head->classes & (FILLER_STATE | FILLER_NATIONALITY)) != 0 &&
        (c.head->classes & FILLER_ORGANISATION) == 0) {
        code_from_country(&c, c.head);
        return true;
    }
    code_from_words(&c);
    uint32_t classes = p->classes | (c.head != NULL ? c.head->classes : 0);

    return (classes & FILLER_ACTING) != 0 || (classes & FILLER_UNKNOWN) != 0;
}

bool actor_from_entity(const struct entity_index *index, const struct analysis *analysis,
                       uint32_t entity, struct actor *out)
{
    assert(entity < analysis->entity_count);
    const struct entity *e = &analysis->entities[entity];
    struct phrase alone = {.first_token = e->first_token,
                           .token_count = e->token_count,
                           .head = e->first_token,
                           .entity = entity,
                           .nationality = INDEX_NONE,
                           .number = INDEX_NONE};
    struct coding c = {.index = index, .analysis = analysis, .phrase = &alone, .out = out};

    memset(out, 0, sizeof(*out));
    c.head = &analysis->entities[e->canonical];
    out->text = entity_text(analysis, e->canonical);
    if (c.head->actor_row != LEXICON_NONE)
        code_from_table(&c, c.head);
    else if (c.head->country_row != LEXICON_NONE)
        code_from_country(&c, c.head);
    else
        code_from_words(&c);
    return true;
}
