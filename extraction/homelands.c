/* SPDX-License-Identifier: Apache-2.0 */
#include "extraction/homelands.h"

#include "extraction/entity_index.h"

enum { SENTENCES_BACK = 3, PARENTS_MAX = 8 };

/* The state that the phrase speaks of (its body's, its office holder's, its adjective's), and what
 * names it; LEXICON_NONE. */
static uint32_t country_of(const struct analysis *a, const struct phrase *p, uint32_t *entity)
{
    for (uint32_t t = p->first_token; t < p->first_token + p->token_count; t++) {
        uint32_t at = a->words[t].entity;
        uint32_t country =
            at == INDEX_NONE ? LEXICON_NONE
                             : entity_country(a->lexicon, &a->entities[a->entities[at].canonical]);

        if (country == LEXICON_NONE)
            continue;
        *entity = at;
        return country;
    }
    return LEXICON_NONE;
}

/* «ميخائيل بوغدانوف، نائب وزير الخارجية الروسي»: the office behind the name. */
static const struct phrase *office_behind(const struct analysis *a, uint32_t phrase)
{
    const struct phrase *p = &a->phrases[phrase];
    const struct phrase *next = phrase + 1 < a->phrase_count ? p + 1 : NULL;

    return next != NULL && next->sentence == p->sentence && next->preposition.len == 0 &&
                   (next->classes & FILLER_PERSON) != 0 &&
                   next->first_token == p->first_token + p->token_count + 1
               ? next
               : NULL;
}

/* The fuller telling of the same person: «أردوغان» is «الرئيس التركي رجب طيب أردوغان». */
static const struct phrase *fuller(const struct analysis *a, const struct phrase *p)
{
    if (p->entity == INDEX_NONE)
        return NULL;
    uint32_t canonical = a->entities[p->entity].canonical;
    uint32_t phrase = a->words[a->entities[canonical].first_token].phrase;

    return canonical == p->entity || phrase == INDEX_NONE ? NULL : &a->phrases[phrase];
}

static uint32_t owner_country(const struct analysis *a, uint32_t owner, uint32_t *entity)
{
    const struct phrase *p = &a->phrases[owner];
    const struct phrase *views[] = {p, office_behind(a, owner), fuller(a, p)};

    if ((p->classes & FILLER_ACTING) == 0 || p->is_pronoun)
        return LEXICON_NONE;
    for (size_t i = 0; i < sizeof(views) / sizeof(views[0]); i++) {
        uint32_t country = views[i] == NULL ? LEXICON_NONE : country_of(a, views[i], entity);

        if (country != LEXICON_NONE)
            return country;
    }
    return LEXICON_NONE;
}

struct owner {
    uint32_t phrase, country, entity; /* entity: what names the country */
};

static bool take_subject(const struct analysis *a, const struct clause *k, uint32_t homeland,
                         struct owner *owner)
{
    if (k->subject == INDEX_NONE || k->subject >= homeland)
        return false;
    owner->country = owner_country(a, k->subject, &owner->entity);
    owner->phrase = k->subject;
    return owner->country != LEXICON_NONE;
}

/* «وأكد الأخير أن بلاده…»: the last official or state before the phrase, where it is "the latter".
 */
static bool take_latter(const struct analysis *a, const struct clause *k, uint32_t homeland,
                        struct owner *owner)
{
    uint32_t first = a->ranges[k->sentence].first_phrase;
    uint32_t latter = homeland;
    const struct sentence *sentence = &a->article->sentences[k->sentence];

    if (k->sentence > 0 && sentence[-1].segment == sentence->segment)
        first = a->ranges[k->sentence - 1].first_phrase;
    while (latter > first && !(a->words[a->phrases[latter].head].is_latter))
        latter--;
    if (!a->words[a->phrases[latter].head].is_latter || a->phrases[latter].first_token < k->begin)
        return false;
    for (uint32_t i = latter; i-- > first;) {
        const struct phrase *p = &a->phrases[i];

        if ((p->classes & FILLER_ACTING) == 0 ||
            ((p->classes & FILLER_PLACE) != 0 && p->preposition.len > 0))
            continue; /* «في القاهرة» is where they met */
        owner->phrase = i;
        owner->country = owner_country(a, i, &owner->entity);
        if (owner->country != LEXICON_NONE)
            return true;
    }
    return false;
}

/* Somebody else than the last official: a name, no spokesman of whom was told before. */
static bool is_another(const struct analysis *a, const struct clause *k, uint32_t homeland)
{
    if (k->subject == INDEX_NONE || k->subject >= homeland || k->is_subject_carried)
        return false;
    const struct phrase *p = &a->phrases[k->subject];
    bool is_name = p->entity != INDEX_NONE && a->entities[p->entity].is_name;

    return !p->is_pronoun && (is_name || (p->classes & FILLER_PERSON) == 0);
}

static bool take_owner(const struct analysis *a, const struct clause *k, uint32_t homeland,
                       struct owner *owner)
{
    return take_latter(a, k, homeland, owner) || take_subject(a, k, homeland, owner);
}

static bool find_owner(const struct analysis *a, uint32_t homeland, struct owner *owner)
{
    const struct phrase *p = &a->phrases[homeland];
    uint16_t segment = a->article->sentences[p->sentence].segment;
    uint32_t clause = a->words[p->head].clause;

    for (int i = 0; i < PARENTS_MAX && clause != INDEX_NONE; i++) {
        if (take_owner(a, &a->clauses[clause], homeland, owner))
            return true;
        if (is_another(a, &a->clauses[clause], homeland))
            return false;
        clause = a->clauses[clause].parent;
    }
    for (uint32_t s = p->sentence + 1; s-- > 0 && p->sentence - s <= SENTENCES_BACK;) {
        if (a->article->sentences[s].segment != segment)
            break;
        for (uint32_t k = a->ranges[s].clause_count; k-- > 0;)
            if (take_owner(a, &a->clauses[a->ranges[s].first_clause + k], homeland, owner))
                return true;
    }
    return false;
}

/* The state's name as the segment tells it, else what told the country. */
static uint32_t name_of(const struct analysis *a, const struct owner *owner, uint16_t segment)
{
    uint32_t state = entity_of_state(a, owner->country, segment);

    if (state != INDEX_NONE)
        return a->entities[state].canonical;
    return a->entities[owner->entity].classes == FILLER_NATIONALITY ? owner->entity : INDEX_NONE;
}

static enum status give_name(struct analysis *a, uint32_t homeland, const struct owner *owner)
{
    struct phrase *p = &a->phrases[homeland];
    uint32_t name = name_of(a, owner, a->article->sentences[p->sentence].segment);

    if (arena_grow(a->article->arena, (void **)&a->entities, a->entity_count, &a->entity_capacity,
                   sizeof(*a->entities)) != 0)
        return STATUS_LIMIT;
    uint32_t entity = (uint32_t)a->entity_count++;
    struct entity state = entity_blank(p->head);

    state.token_count = 1;
    state.classes = FILLER_STATE | FILLER_PLACE;
    state.canonical = name == INDEX_NONE ? entity : name;
    state.leading_bytes = p->leading_bytes;
    state.is_name = true;
    state.country_row = owner->country;
    a->entities[entity] = state;
    a->words[p->head].entity = entity;
    p->entity = entity;
    p->classes = FILLER_STATE | FILLER_PLACE;
    p->owner = owner->phrase;
    return STATUS_OK;
}

enum status homelands_find(struct analysis *a, uint32_t sentence)
{
    const struct sentence_range *r = &a->ranges[sentence];
    enum status status = STATUS_OK;

    for (uint32_t i = r->first_phrase; i < r->first_phrase + r->phrase_count; i++) {
        const struct phrase *p = &a->phrases[i];
        struct owner owner;

        if (status == STATUS_OK && a->words[p->head].is_homeland && p->has_owner &&
            p->token_count <= 2 && find_owner(a, i, &owner))
            status = give_name(a, i, &owner);
    }
    return status;
}

uint32_t homeland_speaker(const struct analysis *a, enum event_type type, uint32_t phrase)
{
    uint32_t owner = a->phrases[phrase].owner;

    return owner != INDEX_NONE && event_type_is_speech_act(type) ? owner : phrase;
}
