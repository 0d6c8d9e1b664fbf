/* SPDX-License-Identifier: Apache-2.0 */
/* Which mentions are the same actor, within a segment: the same row of a table; a surname or an
 * acronym of a fuller name; "the ministry" after a ministry; an adjective whose country is named.
 * The fullest form stands for all. Looks back a bounded number of names, newest first. */
#include "extraction/entity_index.h"

#include "extraction/word_parts.h"

enum { LOOK_BACK = 256 };

struct resolver {
    const struct entity_index *index;
    struct analysis *analysis;
    const struct article *article;
};

static const struct token *token_of(const struct resolver *r, uint32_t token)
{
    return &r->article->tokens[token];
}

static uint16_t segment_of(const struct resolver *r, const struct entity *entity)
{
    return r->article->sentences[token_of(r, entity->first_token)->sentence].segment;
}

/* A word of a name as it is compared: without possessive or clitics. */
static struct strview word_of(const struct resolver *r, const struct entity *entity, uint32_t i)
{
    struct span cut = {.begin = i == 0 ? entity->leading_bytes : 0,
                       .end = i + 1 == entity->token_count ? entity->trailing_bytes : 0};

    return word_inner_form(r->article, entity->first_token + i, FORM_MATCHING, cut);
}

static struct strview last_word(const struct resolver *r, const struct entity *entity)
{
    return word_of(r, entity, entity->token_count - 1);
}

static bool holds_word(const struct resolver *r, const struct entity *entity, struct strview word)
{
    for (uint32_t i = 0; i < entity->token_count; i++)
        if (strview_equal(word_of(r, entity, i), word))
            return true;
    return false;
}

static bool is_person(const struct entity *entity)
{
    return (entity->classes & (FILLER_PERSON | FILLER_UNKNOWN)) != 0 && entity->is_name;
}

/* Stands alone between brackets right after the other: "Petroleum Union (UPX)". */
static bool is_acronym_of(const struct resolver *r, const struct entity *acronym,
                          const struct entity *name)
{
    uint32_t between = name->first_token + name->token_count;

    return acronym->token_count == 1 && name->token_count > 1 && name->is_name &&
           acronym->first_token == between + 1 && token_of(r, between)->kind == TOKEN_PUNCTUATION &&
           (token_of(r, acronym->first_token)->flags & TOKEN_IN_PAREN) != 0 &&
           token_of(r, acronym->first_token)->sentence == token_of(r, between)->sentence;
}

static bool same_actor(const struct resolver *r, const struct entity *entity,
                       const struct entity *other)
{
    if (entity->actor_row != LEXICON_NONE && other->actor_row != LEXICON_NONE)
        return entity->actor_row == other->actor_row;
    if (is_acronym_of(r, entity, other))
        return true;
    if (!entity->is_name || !other->is_name)
        return false;
    if (is_person(entity) && is_person(other) && (entity->classes & FILLER_PLACE) == 0 &&
        (other->classes & FILLER_PLACE) == 0)
        return strview_equal(last_word(r, entity), last_word(r, other));
    /* A short form of an unknown organisation: its words stand in the longer name in order. */
    return entity->actor_row == LEXICON_NONE && other->actor_row == LEXICON_NONE &&
           entity->country_row == LEXICON_NONE && other->country_row == LEXICON_NONE &&
           (entity->classes & FILLER_ORGANISATION) != 0 &&
           (other->classes & FILLER_ORGANISATION) != 0 &&
           (strview_equal(last_word(r, entity), last_word(r, other)) ||
            strview_equal(word_of(r, entity, 0), word_of(r, other, 0))) &&
           (holds_word(r, other, word_of(r, entity, 0)) &&
            holds_word(r, other, last_word(r, entity)));
}

/* With its article: one that was named. */
static bool is_told_of(const struct resolver *r, const struct entity *kind)
{
    const struct token *token = token_of(r, kind->first_token);

    if ((token->flags & TOKEN_ARABIC_SCRIPT) != 0)
        return strview_starts_with(word_of(r, kind, 0), arabic_article);
    return kind->first_token > 0 && strview_is(token[-1].form, "the");
}

/* "The ministry", الوزارة: a kind of body alone means the last body whose name holds the word. */
static bool is_kind_of(const struct resolver *r, const struct entity *kind,
                       const struct entity *name)
{
    const struct token *token = token_of(r, kind->first_token);
    struct strview word = word_of(r, kind, 0);

    if (kind->is_name || kind->token_count != 1 || kind->agent_row == LEXICON_NONE ||
        !name->is_name || name->token_count < 2 || (name->classes & FILLER_ORGANISATION) == 0)
        return false;
    if ((token->flags & TOKEN_ARABIC_SCRIPT) != 0) {
        /* With the article, which is two letters that the name's head lacks. */
        struct strview bare = strview_slice(word, 4, word.len);

        return strview_equal(word_of(r, name, 0), bare) && word.len > 4;
    }
    if (kind->first_token == 0 || r->analysis->words[kind->first_token - 1].number != INDEX_NONE)
        return false;
    return holds_word(r, name, word);
}

/* «الجماعة», "the group": the last armed group or movement of the tables. */
static bool is_group_of(const struct resolver *r, const struct entity *kind,
                        const struct entity *name)
{
    const struct lexicon *lexicon = r->index->lexicon;

    if (kind->is_name || kind->token_count != 1 || kind->agent_row == LEXICON_NONE ||
        !name->is_name || name->actor_row == LEXICON_NONE || !is_told_of(r, kind))
        return false;
    struct agent_entry agent = lexicon_agent(lexicon, kind->agent_row);
    struct actor_entry actor = lexicon_actor(lexicon, name->actor_row);

    return strview_is(agent.kind, "group") &&
           (filler_classes_of_sector(agent.code) != 0 || strview_is(agent.code, "SOC") ||
            strview_is(agent.code, "PTY")) &&
           (strview_is(actor.kind, "rebel") || strview_is(actor.kind, "militia"));
}

static size_t fullness(const struct entity *entity)
{
    return (size_t)entity->token_count * 2 + (entity->has_title ? 1 : 0);
}

uint32_t entity_country(const struct lexicon *lexicon, const struct entity *entity)
{
    if (entity->country_row != LEXICON_NONE || entity->actor_row == LEXICON_NONE)
        return entity->country_row;
    return lexicon_country_by_iso3(lexicon, lexicon_actor(lexicon, entity->actor_row).country);
}

uint32_t entity_of_state(const struct analysis *a, uint32_t country_row, uint16_t segment)
{
    for (uint32_t i = 0; i < a->entity_count; i++) {
        const struct entity *e = &a->entities[i];
        uint32_t sentence = a->article->tokens[e->first_token].sentence;

        if (e->country_row == country_row &&
            (e->classes & (FILLER_STATE | FILLER_PLACE)) == (FILLER_STATE | FILLER_PLACE) &&
            (e->classes & FILLER_NATIONALITY) == 0 && e->place_row == LEXICON_NONE &&
            a->article->sentences[sentence].segment == segment)
            return i;
    }
    return INDEX_NONE;
}

/* The ruling on adjectives: a party named by its adjective takes the noun if the article has it. */
static void resolve_nationality(const struct resolver *r, struct entity *entity)
{
    uint32_t state = entity_of_state(r->analysis, entity->country_row, segment_of(r, entity));

    if (state != INDEX_NONE)
        entity->canonical = state;
}

static void resolve_entity(const struct resolver *r, size_t at)
{
    struct entity *entity = &r->analysis->entities[at];
    size_t oldest = at > LOOK_BACK ? at - LOOK_BACK : 0;

    for (size_t i = at; i > oldest; i--) {
        struct entity *other = &r->analysis->entities[i - 1];

        if (segment_of(r, other) != segment_of(r, entity))
            return;
        if (same_actor(r, entity, other) || is_kind_of(r, entity, other) ||
            is_group_of(r, entity, other)) {
            uint32_t root = other->canonical;

            if (fullness(entity) > fullness(&r->analysis->entities[root]) && entity->is_name) {
                entity->canonical = (uint32_t)at;
                r->analysis->entities[root].canonical = (uint32_t)at;
            } else {
                entity->canonical = root;
            }
            return;
        }
    }
}

/* Chains are cut short, so that every canonical is its own. */
static uint32_t root_of(const struct analysis *analysis, uint32_t entity)
{
    for (size_t steps = 0; steps <= analysis->entity_count; steps++) {
        uint32_t next = analysis->entities[entity].canonical;

        if (next == entity)
            return entity;
        entity = next;
    }
    return entity;
}

void entities_resolve(const struct entity_index *index, struct analysis *analysis)
{
    const struct resolver r = {index, analysis, analysis->article};

    for (size_t i = 0; i < analysis->entity_count; i++)
        analysis->entities[i].canonical = (uint32_t)i;
    for (size_t i = 0; i < analysis->entity_count; i++) {
        struct entity *entity = &analysis->entities[i];

        if (entity->classes == FILLER_NATIONALITY)
            resolve_nationality(&r, entity);
        else
            resolve_entity(&r, i);
    }
    for (size_t i = 0; i < analysis->entity_count; i++) {
        struct entity *entity = &analysis->entities[i];
        const struct entity *root;

        entity->canonical = root_of(analysis, (uint32_t)i);
        root = &analysis->entities[entity->canonical];
        /* A surname learns from its full name who it is. */
        if (entity->actor_row == LEXICON_NONE && entity->is_name)
            entity->actor_row = root->actor_row;
        if ((entity->classes & FILLER_UNKNOWN) != 0 && root != entity &&
            (root->classes & FILLER_UNKNOWN) == 0 && (entity->classes & FILLER_PLACE) == 0)
            entity->classes = root->classes;
    }
}
