/* SPDX-License-Identifier: Apache-2.0 */
/* Names and nouns of actors and places, sentence by sentence: the longest entry of the lexicon that
 * may hold where it stands, else a name told by its shape. Entries of equal length are one entity
 * with the classes of all of them (a capital is a place and a government); what a place name means
 * is left open until the whole article is read, for its countries decide. */
#include "extraction/entity_index.h"

#include <assert.h>

#include "extraction/word_parts.h"

enum { MATCHES_MAX = 32, NAME_BYTES_MAX = 256 };

struct scan {
    const struct entity_index *index;
    struct analysis *analysis;
    struct article *article;
    enum lexicon_language language;
    uint32_t begin, end; /* tokens of the sentence */
    bool is_title_case;
    struct lexicon_words words;
    uint32_t cue_end; /* a word that names a kind of place ends before this token */
    uint32_t cue_begin;
    struct strview cue_kind;
    uint32_t located_at; /* a preposition or word of place ends before this token */
    uint16_t *seen;      /* names that tell a country, by its row */
    size_t country_count;
    bool *known_actor; /* actors told by a name that needs no context */
    size_t actor_count;
    struct lexicon_match matches[MATCHES_MAX]; /* at the token at work */
};

static struct token *token_at(const struct scan *scan, uint32_t token)
{
    assert(token < scan->article->token_count);
    return &scan->article->tokens[token];
}

static bool is_capital(const struct scan *scan, uint32_t token)
{
    return (token_at(scan, token)->flags & (TOKEN_CAPITALIZED | TOKEN_ALL_CAPS)) != 0;
}

/* The kinds of place_cues.tsv that tell where something stands to a name, not what it is. */
static bool is_relation(struct strview kind)
{
    static const char *const relations[] = {"dateline", "follows", "part",         "in",
                                            "to",       "from",    "through",      "over",
                                            "opposite", "between", "surroundings", "countryside"};

    for (size_t i = 0; i < sizeof(relations) / sizeof(relations[0]); i++)
        if (strview_is(kind, relations[i]))
            return true;
    return false;
}

/* Relations after which an unknown capitalised name is a place. */
static bool locates(struct strview kind)
{
    return strview_is(kind, "in") || strview_is(kind, "part") || strview_is(kind, "surroundings") ||
           strview_is(kind, "over") || strview_is(kind, "countryside") ||
           strview_is(kind, "from") || strview_is(kind, "to") || strview_is(kind, "through");
}

static bool needs_context(const struct scan *scan, const struct lexicon_match *match)
{
    struct strview note = table_cell(scan->index->actors, match->row, scan->index->actor_note);

    return match->token_count == 1 && match->is_alias &&
           strview_find(note, STRVIEW("context needed"), 0) < note.len;
}

static bool match_holds(const struct scan *scan, uint32_t at, const struct lexicon_match *match)
{
    if (match->needs_capital && !is_capital(scan, at))
        return false;
    switch (match->kind) {
    case ENTRY_ACTOR:
        if (match->token_count == 1 && match->spelling == SPELLING_OTHER)
            return false;
        return !needs_context(scan, match) ||
               (match->row < scan->actor_count && scan->known_actor[match->row]);
    case ENTRY_COUNTRY:
    case ENTRY_CAPITAL:
    case ENTRY_GOVERNMENT:
    case ENTRY_REGION:
    case ENTRY_PLACE:
        if (scan->language == LEXICON_EN && !is_capital(scan, at) &&
            !is_capital(scan, at + match->token_count - 1))
            return false;
        return match->token_count > 1 || match->spelling != SPELLING_OTHER;
    case ENTRY_NATIONALITY:
        return match->spelling != SPELLING_OTHER;
    case ENTRY_EVENT_NOUN:
    case ENTRY_PERSON_NAME:
        return false;
    default:
        return true;
    }
}

static uint32_t classes_of_agent(struct agent_entry agent)
{
    uint32_t classes = filler_classes_of_sector(agent.code);

    if (strview_is(agent.kind, "person") || strview_is(agent.kind, "group")) {
        classes |= FILLER_PEOPLE;
        if (!agent.may_receive && !agent.may_be_toll)
            classes |= FILLER_SOURCE;
    } else if (strview_is(agent.kind, "institution")) {
        classes |= FILLER_ORGANISATION;
    } else if (strview_is(agent.kind, "building") || strview_is(agent.kind, "equipment")) {
        classes |= FILLER_THING;
    }
    if (agent.may_be_toll)
        classes |= FILLER_TOLL;
    if (agent.may_be_toll && !agent.may_act && !agent.may_receive)
        classes = FILLER_TOLL;
    return classes == 0 ? FILLER_PEOPLE : classes;
}

static uint32_t classes_of_title(const struct scan *scan, uint32_t row)
{
    struct title_entry title = lexicon_title(scan->index->lexicon, scan->language, row);

    if (strview_is(title.position, "modifier"))
        return 0;
    if (strview_is(title.position, "source"))
        return FILLER_SOURCE | FILLER_PEOPLE;
    return FILLER_PERSON;
}

static uint32_t classes_of_unit(const struct scan *scan, uint32_t row)
{
    struct unit_entry unit = lexicon_unit(scan->index->lexicon, scan->language, row);
    uint32_t classes = filler_classes_of_sector(unit.sector);

    if (classes == 0)
        classes = unit.is_person ? FILLER_PEOPLE | FILLER_TOLL : FILLER_THING;
    return classes;
}

static void add_place_row(struct scan *scan, struct entity *entity, uint32_t row)
{
    struct place_reading *reading = entity->place;

    if (reading == NULL) {
        reading = arena_alloc(scan->article->arena, sizeof(*reading));
        entity->place = reading;
    }
    if (reading != NULL && reading->row_count < PLACE_ROWS_MAX)
        reading->rows[reading->row_count++] = row;
}

/* A capital is a town, whether or not the gazetteer holds it. */
static void note_capital(struct scan *scan, struct entity *entity)
{
    struct place_reading *reading = entity->place;

    if (reading == NULL)
        reading = entity->place = arena_alloc(scan->article->arena, sizeof(*reading));
    if (reading != NULL)
        reading->is_capital = true;
}

/* Of states that share a name or a capital, one that exists before one that did. */
static void set_country(struct scan *scan, struct entity *entity, uint32_t row)
{
    if (entity->country_row != LEXICON_NONE) {
        struct strview note = table_cell(scan->index->countries, row, scan->index->country_note);

        if (strview_starts_with(note, STRVIEW("former")) ||
            !strview_starts_with(
                table_cell(scan->index->countries, entity->country_row, scan->index->country_note),
                STRVIEW("former")))
            return;
    }
    entity->country_row = row;
}

static void merge_match(struct scan *scan, struct entity *entity, const struct lexicon_match *match)
{
    const struct lexicon *lexicon = scan->index->lexicon;

    switch (match->kind) {
    case ENTRY_ACTOR: {
        struct actor_entry actor = lexicon_actor(lexicon, match->row);

        if (entity->actor_row == LEXICON_NONE)
            entity->actor_row = match->row;
        entity->classes |= filler_classes_of_kind(actor.kind);
        entity->is_name = true;
        if (match->row < scan->actor_count)
            scan->known_actor[match->row] = true;
        break;
    }
    case ENTRY_AGENT:
        if (entity->agent_row == LEXICON_NONE)
            entity->agent_row = match->row;
        entity->classes |= classes_of_agent(lexicon_agent(lexicon, match->row));
        break;
    case ENTRY_CAPITAL:
        note_capital(scan, entity);
        /* fall through */
    case ENTRY_COUNTRY:
        entity->classes |= FILLER_PLACE;
        /* fall through */
    case ENTRY_GOVERNMENT:
        entity->classes |= FILLER_STATE;
        set_country(scan, entity, match->row);
        entity->is_name = true;
        break;
    case ENTRY_NATIONALITY:
        entity->classes |= FILLER_NATIONALITY;
        set_country(scan, entity, match->row);
        break;
    case ENTRY_REGION:
        entity->region_row = match->row;
        entity->classes |= FILLER_PLACE;
        if (lexicon_region(lexicon, match->row).may_act)
            entity->classes |= FILLER_ORGANISATION;
        entity->is_name = true;
        break;
    case ENTRY_PLACE:
        add_place_row(scan, entity, match->row);
        entity->classes |= FILLER_PLACE;
        entity->is_name = true;
        break;
    case ENTRY_TITLE:
        entity->title_row = match->row;
        entity->classes |= classes_of_title(scan, match->row);
        break;
    case ENTRY_WEAPON:
        entity->weapon_row = match->row;
        entity->classes |= FILLER_WEAPON;
        break;
    case ENTRY_UNIT:
        entity->classes |= classes_of_unit(scan, match->row);
        break;
    case ENTRY_PLACE_CUE:
        entity->classes |= FILLER_PLACE | FILLER_THING;
        entity->cue_row = match->row;
        break;
    default:
        break;
    }
}

/* The article stays on a name, but where it is written into another clitic (لل). */
static uint16_t leading_bytes(const struct scan *scan, uint32_t at,
                              const struct lexicon_match *match)
{
    size_t bytes = match->stem_begin;

    if ((match->proclitics & PROCLITIC_ARTICLE) != 0 && (match->proclitics & PROCLITIC_TO) == 0)
        bytes = bytes >= 4 ? bytes - 4 : 0;
    return word_leading_bytes(scan->article, at, bytes);
}

static uint16_t trailing_bytes(const struct scan *scan, uint32_t last,
                               const struct lexicon_match *match)
{
    size_t len = token_at(scan, last)->form.len;

    if (match->stem_end == 0 || match->stem_end >= len)
        return 0;
    return word_trailing_bytes(scan->article, last, match->stem_end);
}

/* A cue before a name: told to the scan, not an entity when it only relates. */
static void note_cue(struct scan *scan, uint32_t at, const struct lexicon_match *match)
{
    struct cue_entry cue = lexicon_cue(scan->index->lexicon, match->row);

    if (locates(cue.kind)) {
        if ((match->proclitics & PROCLITIC_ARTICLE) == 0) /* «الأطراف» has no genitive */
            scan->located_at = at + match->token_count;
    } else if (!is_relation(cue.kind)) {
        if (scan->cue_end == INDEX_NONE || scan->cue_end < at + match->token_count) {
            scan->cue_begin = at;
            scan->cue_end = at + match->token_count;
            scan->cue_kind = cue.kind;
        }
    }
}

/* «وأدان» is a verb, no two valleys. */
static bool is_usable_cue(const struct scan *scan, uint32_t at, const struct lexicon_match *match)
{
    return match->spelling != SPELLING_OTHER || (scan->analysis->words[at].traits & WORD_VERB) == 0;
}

static bool is_usable(const struct scan *scan, uint32_t at, const struct lexicon_match *match)
{
    if (match->kind == ENTRY_PLACE_CUE)
        return is_usable_cue(scan, at, match) &&
               !is_relation(lexicon_cue(scan->index->lexicon, match->row).kind);
    return match_holds(scan, at, match);
}

/* «الأطراف السودانية»: the adjective of a country that some quarter is named like is no place, save
 * where a word before it says so. */
static bool is_only_adjective(const struct scan *scan, uint32_t at, size_t count, uint32_t tokens)
{
    if (scan->language != LEXICON_AR || scan->cue_end == at || scan->located_at == at)
        return false;
    for (size_t i = 0; i < count; i++)
        if (scan->matches[i].kind == ENTRY_NATIONALITY && scan->matches[i].token_count == tokens &&
            is_usable(scan, at, &scan->matches[i]))
            return true;
    return false;
}

/* The entity of the longest entries at a token; token_count 0: none. */
static struct entity lexical_entity(struct scan *scan, uint32_t at)
{
    struct lexicon_match *matches = scan->matches;
    struct entity entity = entity_blank(at);
    size_t count = lexicon_match(scan->index->lexicon, scan->language, &scan->words,
                                 at - scan->begin, matches, MATCHES_MAX);
    const struct lexicon_match *best = NULL;
    bool *begins_no_noun = &scan->analysis->words[at].begins_no_noun;

    *begins_no_noun = count < MATCHES_MAX;
    for (size_t i = 0; i < count; i++) {
        if (matches[i].kind == ENTRY_EVENT_NOUN && matches[i].token_count > 1)
            *begins_no_noun = false;
        if (matches[i].kind == ENTRY_PLACE_CUE && is_usable_cue(scan, at, &matches[i]))
            note_cue(scan, at, &matches[i]);
        if (is_usable(scan, at, &matches[i]) &&
            (best == NULL || matches[i].token_count > best->token_count))
            best = &matches[i];
    }
    if (best == NULL)
        return entity;
    bool is_adjective = is_only_adjective(scan, at, count, best->token_count);

    for (size_t i = 0; i < count; i++)
        if (matches[i].token_count == best->token_count && is_usable(scan, at, &matches[i]) &&
            !(is_adjective && matches[i].kind == ENTRY_PLACE))
            merge_match(scan, &entity, &matches[i]);
    if (entity.classes == 0)
        return entity;
    entity.token_count = best->token_count;
    entity.leading_bytes = leading_bytes(scan, at, best);
    entity.trailing_bytes = trailing_bytes(scan, at + best->token_count - 1, best);
    return entity;
}

static bool is_joined_possessive(const struct entity *entity)
{
    return entity->trailing_bytes > 0;
}

static bool touches(const struct scan *scan, const struct entity *previous, uint32_t at)
{
    (void)scan;
    return previous->first_token + previous->token_count == at && !is_joined_possessive(previous);
}

static struct entity *last_entity(const struct scan *scan)
{
    struct analysis *analysis = scan->analysis;
    struct entity *last =
        analysis->entity_count == 0 ? NULL : &analysis->entities[analysis->entity_count - 1];

    return last != NULL && last->first_token >= scan->begin ? last : NULL;
}

/* "President" + "Gitanas Nauseda", وزير الدفاع الروسي + سيرغي شويغو: the title's entity takes the
 * name in. True when it did. */
static bool join_title(struct scan *scan, const struct entity *name)
{
    struct entity *last = last_entity(scan);
    uint32_t country = LEXICON_NONE;

    if (last == NULL || !name->is_name || (name->classes & FILLER_PERSON) == 0 ||
        !touches(scan, last, name->first_token) ||
        (scan->language == LEXICON_AR && (name->leading_bytes > 0 || last->has_title)))
        return false;
    if (last->classes == FILLER_NATIONALITY && scan->language == LEXICON_AR &&
        scan->analysis->entity_count > 1 && (last - 1)->first_token >= scan->begin &&
        touches(scan, last - 1, last->first_token) && (last - 1)->title_row != LEXICON_NONE) {
        country = last->country_row;
        scan->analysis->entity_count--;
        last--;
    }
    if (last->title_row == LEXICON_NONE && !(last->agent_row != LEXICON_NONE && !last->is_name &&
                                             (last->classes & FILLER_PEOPLE) != 0))
        return false;
    if (last->title_row == LEXICON_NONE && scan->language == LEXICON_AR)
        return false;
    last->token_count = name->first_token + name->token_count - last->first_token;
    last->classes = FILLER_PERSON;
    last->is_name = true;
    last->has_title = true;
    last->trailing_bytes = name->trailing_bytes;
    last->actor_row = name->actor_row;
    if (country != LEXICON_NONE)
        last->country_row = country;
    return true;
}

/* A capital that shares its name with a place of our own overlay in another country. */
static bool is_shared_capital(const struct scan *scan, const struct entity *entity)
{
    const struct lexicon *lexicon = scan->index->lexicon;
    const struct place_reading *reading = entity->place;

    if (reading == NULL || !reading->is_homonym || !reading->is_capital ||
        entity->country_row == LEXICON_NONE)
        return false;
    struct strview own = lexicon_country(lexicon, entity->country_row).iso3;

    for (size_t i = 0; i < reading->row_count; i++) {
        struct place_entry place = lexicon_place(lexicon, reading->rows[i]);

        if (place.tier == 0 && !strview_equal(place.country, own))
            return true;
    }
    return false;
}

static void add_to_prior(struct scan *scan, const struct entity *entity)
{
    uint32_t country = entity_country(scan->index->lexicon, entity);

    if (is_shared_capital(scan, entity)) /* says nothing of which country is meant */
        return;
    if (country != LEXICON_NONE && country < scan->country_count &&
        scan->seen[country] < UINT16_MAX)
        scan->seen[country]++;
}

static enum status push_entity(struct scan *scan, const struct entity *entity)
{
    struct analysis *analysis = scan->analysis;

    add_to_prior(scan, entity);
    if (join_title(scan, entity))
        return STATUS_OK;
    if (arena_grow(scan->article->arena, (void **)&analysis->entities, analysis->entity_count,
                   &analysis->entity_capacity, sizeof(*analysis->entities)) != 0)
        return STATUS_LIMIT;
    analysis->entities[analysis->entity_count++] = *entity;
    return STATUS_OK;
}

/* The name's words without the clitics around it, a blank between; empty when it is long. */
static struct strview name_text(const struct scan *scan, const struct entity *entity, bool is_exact,
                                char out[NAME_BYTES_MAX])
{
    size_t len = 0;

    for (uint32_t i = 0; i < entity->token_count; i++) {
        struct span cut = {.begin = i == 0 ? entity->leading_bytes : 0,
                           .end = i + 1 == entity->token_count ? entity->trailing_bytes : 0};
        struct strview word = word_inner_form(scan->article, entity->first_token + i,
                                              is_exact ? FORM_EXACT : FORM_MATCHING, cut);

        if (len + word.len + 1 > NAME_BYTES_MAX)
            return (struct strview){0};
        if (i > 0)
            out[len++] = ' ';
        memcpy(out + len, word.ptr, word.len);
        len += word.len;
    }
    return (struct strview){out, len};
}

/* What the reviewed lists say of the name. */
static void set_listed(struct scan *scan, struct entity *entity)
{
    char bytes[2][NAME_BYTES_MAX];
    struct place_reading *reading = entity->place;
    struct strview form = name_text(scan, entity, false, bytes[0]);
    struct strview exact = name_text(scan, entity, true, bytes[1]);
    struct place_homonym homonym;

    if (entity->token_count == 1) {
        enum place_accept accept =
            lexicon_place_stop(scan->index->lexicon, scan->language, form, exact);

        reading->is_common_word = accept != PLACE_ACCEPT_FREE;
        if (accept == PLACE_ACCEPT_NEVER)
            reading->row_count = 0;
    }
    if (!lexicon_place_homonym(scan->index->lexicon, scan->language, form, exact, &homonym))
        return;
    reading->is_homonym = true;
    reading->is_common_word = reading->is_common_word || homonym.needs_cue;
    reading->default_geonames = homonym.default_geonames;
    reading->default_country = homonym.default_country;
}

/* What the scan knows of the words around a place name. */
static void set_place_context(struct scan *scan, struct entity *entity)
{
    struct place_reading *reading = entity->place;

    if ((entity->classes & FILLER_PLACE) == 0)
        return;
    if (reading == NULL && entity->is_name && entity->country_row == LEXICON_NONE &&
        entity->region_row == LEXICON_NONE) {
        reading = arena_alloc(scan->article->arena, sizeof(*reading));
        entity->place = reading;
    }
    if (reading == NULL)
        return;
    reading->is_cued = scan->cue_end == entity->first_token;
    if (reading->is_cued)
        reading->cue_kind = scan->cue_kind;
    reading->is_located = reading->is_located || scan->located_at == entity->first_token ||
                          (scan->located_at == scan->cue_begin && reading->is_cued);
    set_listed(scan, entity);
}

static bool is_settlement(struct strview cue_kind)
{
    static const char *const settlements[] = {"town", "quarter", "settlement", "part"};

    for (size_t i = 0; i < sizeof(settlements) / sizeof(settlements[0]); i++)
        if (strview_is(cue_kind, settlements[i]))
            return true;
    return false;
}

/* "Abu Shouk" + "camp": the word after the name tells its kind and belongs to it. "A Congolese
 * town" is no name, "the Turkish border" is one. */
static void take_kind_after(struct scan *scan, struct entity *entity)
{
    uint32_t at = entity->first_token + entity->token_count;
    struct lexicon_match matches[MATCHES_MAX];
    struct place_reading *reading = entity->place;

    if (scan->language != LEXICON_EN || at >= scan->end || entity->trailing_bytes > 0 ||
        (entity->classes & (FILLER_PLACE | FILLER_UNKNOWN | FILLER_NATIONALITY)) == 0)
        return;
    size_t count = lexicon_match(scan->index->lexicon, scan->language, &scan->words,
                                 at - scan->begin, matches, MATCHES_MAX);

    for (size_t i = 0; i < count; i++) {
        struct cue_entry cue;

        if (matches[i].kind != ENTRY_PLACE_CUE)
            continue;
        cue = lexicon_cue(scan->index->lexicon, matches[i].row);
        if (is_relation(cue.kind) ||
            scan->analysis->words[at + matches[i].token_count - 1].function ==
                FUNCTION_PREPOSITION) /* "suburb of": opens the next name */
            continue;
        if ((entity->classes & FILLER_NATIONALITY) != 0 && is_settlement(cue.kind))
            continue;
        if (reading == NULL)
            reading = entity->place = arena_alloc(scan->article->arena, sizeof(*reading));
        if (reading == NULL)
            return;
        reading->is_cued = true;
        reading->cue_kind = cue.kind;
        reading->has_cue_in_text = true;
        entity->classes = FILLER_PLACE | FILLER_THING;
        entity->token_count += matches[i].token_count;
        entity->is_name = true;
        return;
    }
}

/* مخيم + جباليا: the kind before the name belongs to it, but for towns and the like. */
static void take_kind_before(struct scan *scan, struct entity *entity)
{
    struct place_reading *reading = entity->place;
    struct entity *last = last_entity(scan);

    if (reading == NULL || !reading->is_cued || reading->has_cue_in_text || last == NULL ||
        !touches(scan, last, entity->first_token) || last->is_name)
        return;
    if (is_settlement(reading->cue_kind)) {
        scan->analysis->entity_count--; /* the word alone names nothing more */
        return;
    }
    if (scan->language == LEXICON_EN)
        return;
    entity->token_count += entity->first_token - last->first_token;
    entity->first_token = last->first_token;
    entity->leading_bytes = last->leading_bytes;
    reading->has_cue_in_text = true;
    scan->analysis->entity_count--;
}

/* «مدينة جوهر», «حي سلمان»: what a kind of place has behind it is a place; «المستشفى محمد» no. */
static bool names_place_by_cue(const struct scan *scan, const struct entity *person)
{
    uint32_t at = person->first_token;

    return scan->language == LEXICON_AR && person->token_count > 0 &&
           (person->classes & FILLER_PERSON) != 0 &&
           (scan->cue_end == at || scan->located_at == at) &&
           (scan->analysis->words[at - 1].traits & WORD_DEFINITE) == 0;
}

static bool is_better_by_shape(const struct scan *scan, const struct entity *shaped,
                               const struct entity *lexical)
{
    bool is_arabic_person = scan->language == LEXICON_AR && (shaped->classes & FILLER_PERSON) != 0;

    if (shaped->token_count == 0)
        return false;
    if (lexical->token_count == 0)
        return true;
    if (is_arabic_person && lexical->is_name && lexical->token_count > 1)
        return false;
    /* A longer name that holds a known word: "Tripoli Brigade", "Paul Battle". A country, a
     * title or a known actor before it stays itself. */
    return shaped->token_count > lexical->token_count &&
           ((shaped->classes & FILLER_ORGANISATION) != 0 ||
            (lexical->actor_row == LEXICON_NONE && lexical->title_row == LEXICON_NONE &&
             lexical->country_row == LEXICON_NONE));
}

static enum status scan_sentence(struct scan *scan)
{
    for (uint32_t at = scan->begin; at < scan->end;) {
        struct entity entity = {0};
        struct entity shaped = {0};

        if (token_at(scan, at)->kind != TOKEN_PUNCTUATION)
            entity = lexical_entity(scan, at);
        if (token_at(scan, at)->kind == TOKEN_WORD &&
            scan->analysis->words[at].time == INDEX_NONE &&
            scan->analysis->words[at].number == INDEX_NONE)
            shaped = entity_unknown_name(scan->index, scan->analysis, at, scan->end,
                                         scan->is_title_case);
        if (names_place_by_cue(scan, &shaped))
            shaped.classes = FILLER_UNKNOWN;
        if (is_better_by_shape(scan, &shaped, &entity)) {
            if (entity.country_row != LEXICON_NONE)
                shaped.country_row = entity.country_row;
            if (entity.token_count > 0 && entity.place != NULL &&
                (shaped.classes & FILLER_ORGANISATION) == 0)
                shaped.place = NULL;
            entity = shaped;
        }
        if (entity.token_count == 0) {
            at++;
            continue;
        }
        if ((entity.classes & FILLER_UNKNOWN) != 0 &&
            (scan->cue_end == at || scan->located_at == at))
            entity.classes |= FILLER_PLACE;
        set_place_context(scan, &entity);
        take_kind_before(scan, &entity);
        take_kind_after(scan, &entity);
        at = entity.first_token + entity.token_count;
        enum status status = push_entity(scan, &entity);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status start_sentence(struct scan *scan, uint32_t sentence)
{
    const struct sentence *s = &scan->article->sentences[sentence];
    struct strview *forms = arena_array(scan->article->arena, s->token_count, sizeof(*forms));
    struct strview *exacts = arena_array(scan->article->arena, s->token_count, sizeof(*exacts));

    if (forms == NULL || exacts == NULL)
        return STATUS_LIMIT;
    for (uint32_t i = 0; i < s->token_count; i++) {
        forms[i] = scan->article->tokens[s->first_token + i].form;
        exacts[i] = scan->article->tokens[s->first_token + i].exact;
    }
    scan->words = (struct lexicon_words){forms, exacts, s->token_count};
    scan->begin = s->first_token;
    scan->end = s->first_token + s->token_count;
    scan->cue_end = scan->cue_begin = scan->located_at = INDEX_NONE;
    scan->cue_kind = (struct strview){0};
    scan->is_title_case =
        scan->language == LEXICON_EN && analysis_is_title_case(scan->analysis, sentence);
    return STATUS_OK;
}

/* Marks the words of each entity, and closes names of several words: nothing in them triggers. */
static void mark_words(const struct entity_index *index, struct analysis *analysis)
{
    (void)index;
    for (size_t i = 0; i < analysis->entity_count; i++) {
        const struct entity *entity = &analysis->entities[i];
        bool closes = entity->is_name && entity->token_count > 1;

        for (uint32_t t = 0; t < entity->token_count; t++) {
            struct word *word = &analysis->words[entity->first_token + t];

            word->entity = (uint32_t)i;
            word->is_closed = word->is_closed || closes;
        }
    }
}

/* فيلم «الغارة الأخيرة», the series "Siege": what stands in the quotation marks is a title. */
static void close_works(const struct entity_index *index, struct analysis *analysis)
{
    const struct article *article = analysis->article;

    for (uint32_t at = 1; at < article->token_count; at++) {
        const struct token *token = &article->tokens[at];

        if ((token->flags & TOKEN_QUOTE_OPEN) == 0 ||
            article->tokens[at - 1].sentence != token->sentence ||
            shape_at(index, analysis, SHAPE_WORK, at - 1, at) == NULL)
            continue;
        for (uint32_t in = at + 1; in < article->token_count && in < at + 12 &&
                                   article->tokens[in].sentence == token->sentence &&
                                   (article->tokens[in].flags & TOKEN_QUOTE_CLOSE) == 0;
             in++)
            analysis->words[in].is_closed = true;
    }
}

enum status entities_find(const struct entity_index *index, struct analysis *analysis)
{
    struct article *article = analysis->article;
    struct scan scan = {.index = index,
                        .analysis = analysis,
                        .article = article,
                        .country_count = table_row_count(index->countries),
                        .actor_count = table_row_count(index->actors)};

    scan.seen = arena_array(article->arena, scan.country_count + 1, sizeof(*scan.seen));
    scan.known_actor = arena_array(article->arena, scan.actor_count + 1, sizeof(bool));
    if (scan.seen == NULL || scan.known_actor == NULL)
        return STATUS_LIMIT;
    for (size_t i = 0; i < article->token_count; i++)
        analysis->words[i].entity = INDEX_NONE;
    for (size_t i = 0; i < article->sentence_count; i++) {
        if (!lexicon_language_of(article->sentences[i].language, &scan.language))
            continue;
        enum status status = start_sentence(&scan, (uint32_t)i);

        if (status == STATUS_OK)
            status = scan_sentence(&scan);
        if (status != STATUS_OK)
            return status;
        if (article_is_overdue(article))
            return STATUS_LIMIT;
    }
    places_resolve(index, analysis, scan.seen, scan.country_count);
    entities_resolve(index, analysis);
    mark_words(index, analysis);
    close_works(index, analysis);
    return STATUS_OK;
}

struct strview entity_text(const struct analysis *analysis, uint32_t entity)
{
    assert(entity < analysis->entity_count);
    const struct entity *e = &analysis->entities[entity];
    struct strview text =
        article_tokens_text(analysis->article, e->first_token, e->first_token + e->token_count - 1);

    if ((size_t)e->leading_bytes + e->trailing_bytes >= text.len)
        return text;
    return strview_slice(text, e->leading_bytes, text.len - e->trailing_bytes);
}
