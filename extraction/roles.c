/* SPDX-License-Identifier: Apache-2.0 */
/* Which phrase does what in an event: logistic regression over where the phrase stands (relation to
 * the trigger, preposition, clause), what it is (classes, salience) and what the rules made of it.
 * Rules say where a party should stand; the weights say how far each of them is to be believed, and
 * for which type. Training and running share this code, so that they cannot differ. */
#include "extraction/roles.h"

#include "extraction/candidates.h"
#include "extraction/features.h"
#include "extraction/score.h"
#include "extraction/sink.h"

#include <stdlib.h>

enum { SENTENCES_BACK = 3, CONJUNCTS_BACK = 8, DISTANCES = 7 };

struct role_weights {
    bool is_trained;
    float bias[PART_COUNT];
    struct role_limits limits;
    float frames[PART_COUNT]; /* 1: the frames' answer stands where no item passes */
    float values[ROLE_BUCKETS][PART_COUNT];
};

static const char *const columns[PART_COUNT] = {
    "actor", "recipient", "party", "place", "source", "time",
};
static const char *const threshold_rows[BEARER_COUNT] = {
    "threshold",
    "threshold_joined",
    "threshold_other",
};

static float *limit_row(struct role_limits *limits, struct strview key)
{
    for (int k = 0; k < BEARER_COUNT; k++)
        if (strview_is(key, threshold_rows[k]))
            return limits->of[k];
    return NULL;
}

static float *row_target(struct role_weights *w, struct strview key)
{
    return strview_is(key, "bias")     ? w->bias
           : strview_is(key, "frames") ? w->frames
                                       : limit_row(&w->limits, key);
}

struct role_weights *role_weights_new(const struct lexicon *lexicon, const char *name)
{
    struct role_weights *w = calloc(1, sizeof(*w));
    struct table table = lexicon_table(lexicon, name);
    int key = table_column(table, "feature");
    int parts[PART_COUNT];

    if (w == NULL)
        return NULL;
    for (int k = 0; k < PART_COUNT; k++)
        parts[k] = table_column(table, columns[k]);
    for (size_t row = 0; row < table_row_count(table); row++) {
        float *out = feature_row(table, row, key, w->values[0], PART_COUNT, ROLE_BUCKETS);

        if (out == NULL)
            out = row_target(w, table_cell(table, row, key));
        if (out != NULL)
            feature_read_row(table, row, parts, PART_COUNT, out);
        w->is_trained = true;
    }
    return w;
}

void role_weights_free(struct role_weights *weights)
{
    free(weights);
}

bool role_weights_are_trained(const struct role_weights *weights)
{
    return weights->is_trained;
}

const struct role_limits *role_limits(const struct role_weights *weights)
{
    return &weights->limits;
}

void role_limits_read(struct role_limits *limits, enum part part, struct strview row, float value)
{
    float *limit = limit_row(limits, row);

    if (limit != NULL)
        limit[part] = value;
}

const char *role_part_name(enum part part)
{
    return columns[part];
}

bool role_frames_fill_in(const struct role_weights *weights, enum part part)
{
    return weights->frames[part] > 0.0f;
}

void role_score(const struct role_weights *w, const uint32_t *features, uint32_t count,
                float out[PART_COUNT])
{
    float sums[PART_COUNT]; /* registers: out might be seen to overlap the weights */

    memcpy(sums, w->bias, sizeof(sums));
    for (uint32_t i = 0; i < count; i++) {
        const float *row = w->values[features[i]];

#pragma GCC unroll 8
        for (int k = 0; k < PART_COUNT; k++)
            sums[k] += row[k];
    }
    for (int k = 0; k < PART_COUNT; k++)
        out[k] = logistic(sums[k]);
}

static bool may_stand_back(const struct phrase *p)
{
    return !p->is_pronoun && (p->classes & (FILLER_ACTING | FILLER_PLACE | FILLER_SOURCE |
                                            FILLER_UNKNOWN | FILLER_NATIONALITY)) != 0;
}

static uint32_t add_item(struct role_item *items, uint32_t count, uint32_t phrase, uint32_t entity)
{
    if (count < ROLE_ITEMS_MAX)
        items[count++] = (struct role_item){.phrase = phrase, .entity = entity};
    return count;
}

/* «مفاوضات أمريكية إيرانية»: each adjective of a country in the phrase is a party. */
static uint32_t add_nationalities(const struct analysis *a, uint32_t phrase,
                                  struct role_item *items, uint32_t count)
{
    const struct phrase *p = &a->phrases[phrase];

    for (uint32_t t = p->first_token; t < p->first_token + p->token_count; t++) {
        uint32_t entity = a->words[t].entity;

        if (entity != INDEX_NONE && entity != p->entity && a->entities[entity].first_token == t &&
            a->entities[entity].classes == FILLER_NATIONALITY)
            count = add_item(items, count, phrase, entity);
    }
    return count;
}

uint32_t role_items(const struct analysis *a, const struct candidate *c,
                    struct role_item items[ROLE_ITEMS_MAX])
{
    uint32_t count = 0;

    for (uint32_t back = 0; back <= SENTENCES_BACK && back <= c->sentence; back++) {
        uint32_t s = c->sentence - back;
        const struct sentence_range *r = &a->ranges[s];

        if (a->article->sentences[s].segment != c->segment)
            break;
        for (uint32_t i = r->first_phrase; i < r->first_phrase + r->phrase_count; i++) {
            const struct phrase *p = &a->phrases[i];

            if (p->is_pronoun || (back > 0 && !may_stand_back(p)))
                continue;
            count = add_item(items, count, i, INDEX_NONE);
            count = add_nationalities(a, i, items, count);
        }
    }
    return count;
}

/* How the phrase stands to the trigger. */
enum relation {
    RELATION_NONE,
    RELATION_SUBJECT,
    RELATION_CARRIED,
    RELATION_OBJECT,
    RELATION_SECOND_OBJECT,
    RELATION_AGENT,
    RELATION_GENITIVE,
    RELATION_OWN,  /* holds the trigger's noun */
    RELATION_HEAD, /* of the relative clause */
    RELATION_PARENT_SUBJECT,
    RELATION_OTHER_SUBJECT,
    RELATION_IN_CLAUSE,
    RELATION_ADJECTIVE,
};

/* The item's view of the event. */
struct view {
    const struct analysis *a;
    const struct candidate *c;
    const struct phrase *p;
    uint32_t phrase, first; /* first: of its conjuncts */
    uint32_t conjunct;      /* how many stand before it */
    uint32_t clause;        /* that the phrase stands in */
    enum relation relation;
    bool is_adjective;
    uint32_t filler;    /* role and origin of the rules' answer, 0: none */
    uint32_t canonical; /* entity or INDEX_NONE */
    uint32_t classes;
};

static enum relation relation_of(const struct view *v)
{
    const struct clause *k = &v->a->clauses[v->c->clause];
    const struct phrase *p = &v->a->phrases[v->first];

    if (v->is_adjective)
        return v->a->words[v->c->noun].phrase == v->phrase ? RELATION_ADJECTIVE : RELATION_NONE;
    if (v->a->words[v->c->noun].phrase == v->phrase)
        return RELATION_OWN;
    if (p->genitive_of != INDEX_NONE && p->genitive_of == v->a->words[v->c->noun].phrase)
        return RELATION_GENITIVE;
    if (v->first == k->agent)
        return RELATION_AGENT;
    if (v->first == k->head)
        return RELATION_HEAD;
    if (v->first == k->subject)
        return k->is_subject_carried ? RELATION_CARRIED : RELATION_SUBJECT;
    if (v->first == k->object)
        return RELATION_OBJECT;
    if (v->first == k->second_object)
        return RELATION_SECOND_OBJECT;
    if (v->clause == v->c->clause)
        return RELATION_IN_CLAUSE;
    if (k->parent != INDEX_NONE && v->a->clauses[k->parent].subject == v->first)
        return RELATION_PARENT_SUBJECT;
    if (v->clause != INDEX_NONE && v->a->clauses[v->clause].subject == v->first)
        return RELATION_OTHER_SUBJECT;
    return RELATION_NONE;
}

static uint32_t filler_of(const struct view *v, uint32_t entity)
{
    for (uint32_t i = 0; i < v->c->filler_count; i++) {
        const struct filler *f = &v->c->fillers[i];

        if (f->entity == entity && (f->phrase == v->phrase || f->phrase == v->first))
            return 1u + f->role * 8u + f->origin;
    }
    return 0;
}

static uint32_t canonical_of(const struct analysis *a, uint32_t entity)
{
    return entity == INDEX_NONE ? INDEX_NONE : a->entities[entity].canonical;
}

static void look(struct view *v, const struct role_item *item)
{
    v->p = &v->a->phrases[item->phrase];
    v->phrase = v->first = item->phrase;
    v->is_adjective = item->entity != INDEX_NONE;
    v->conjunct = 0;
    while (v->a->phrases[v->first].previous_conjunct != INDEX_NONE &&
           v->conjunct < CONJUNCTS_BACK) {
        v->first = v->a->phrases[v->first].previous_conjunct;
        v->conjunct++;
    }
    v->clause = v->a->words[v->p->first_token].clause;
    v->relation = relation_of(v);
    v->filler = filler_of(v, item->entity);
    v->canonical = canonical_of(v->a, v->is_adjective ? item->entity : v->p->entity);
    v->classes = v->is_adjective ? FILLER_NATIONALITY : v->p->classes;
}

static uint64_t distance_of(const struct view *v)
{
    static const uint32_t limits[DISTANCES - 1] = {1, 2, 4, 8, 14, 24};
    uint32_t trigger = v->c->trigger;
    bool is_before = v->p->first_token < trigger;
    uint32_t tokens = is_before ? trigger - v->p->first_token : v->p->first_token - trigger;
    uint64_t bucket = 0;

    while (bucket < DISTANCES - 1 && tokens > limits[bucket])
        bucket++;
    return bucket * 2 + is_before;
}

/* How many phrases that act stand between it and the trigger, up to 3. */
static uint64_t acting_between(const struct view *v)
{
    const struct analysis *a = v->a;
    uint32_t trigger = v->c->trigger;
    uint64_t count = 0;
    bool is_before = v->p->first_token < trigger;

    for (uint32_t i = v->phrase; count < 3;) {
        if (is_before ? ++i >= a->phrase_count : i-- == 0)
            break;
        const struct phrase *q = &a->phrases[i];

        if (is_before ? q->first_token >= trigger : q->first_token <= trigger)
            break;
        count += (q->classes & FILLER_ACTING) != 0 && q->previous_conjunct == INDEX_NONE;
    }
    return count;
}

/* How often the article names the entity, up to 7. */
static uint64_t salience_of(const struct view *v)
{
    uint64_t count = 0;

    if (v->canonical == INDEX_NONE)
        return 0;
    for (size_t i = 0; i < v->a->entity_count && count < 7; i++)
        count += v->a->entities[i].canonical == v->canonical;
    return count;
}

/* The item names who or what a filler of the rules names: its role and origin, 0: none. */
static uint32_t same_as_filler(const struct view *v)
{
    if (v->canonical == INDEX_NONE)
        return 0;
    for (uint32_t i = 0; i < v->c->filler_count; i++) {
        const struct filler *f = &v->c->fillers[i];
        uint32_t entity = f->entity != INDEX_NONE ? f->entity : v->a->phrases[f->phrase].entity;

        if (f->phrase != v->phrase && canonical_of(v->a, entity) == v->canonical)
            return 1u + f->role;
    }
    return 0;
}

static uint64_t source_state(const struct view *v)
{
    const struct sentence_range *r = &v->a->ranges[v->p->sentence];
    uint64_t state = 0;

    if (v->c->attribution != INDEX_NONE) {
        uint32_t source = v->a->attributions[v->c->attribution].phrase;

        state = source == v->phrase ? 3
                : source != INDEX_NONE && v->canonical != INDEX_NONE &&
                        canonical_of(v->a, v->a->phrases[source].entity) == v->canonical
                    ? 2
                    : 1;
    }
    for (uint32_t i = r->first_operator; i < r->first_operator + r->operator_count; i++) {
        const struct operator_hit *o = &v->a->operators[i];

        if (o->entry.class == OPERATOR_ATTRIBUTION && o->clause == v->clause)
            return state * 2 + 1;
    }
    return state * 2;
}

static void add_place_in_text(struct sink *sink, const struct view *v)
{
    const struct analysis *a = v->a;
    const struct candidate *c = v->c;
    const struct sentence *s = &a->article->sentences[c->sentence];
    uint64_t type = c->type;
    uint64_t relation = v->relation;
    uint64_t preposition = feature_text(v->p->preposition);
    uint64_t back = c->sentence - v->p->sentence;
    uint64_t distance = distance_of(v);
    uint64_t between = acting_between(v);
    uint64_t side = v->p->first_token < c->trigger;
    uint64_t lemma = feature_text(c->lemma);
    uint64_t in_clause = v->clause == c->clause;

    sink_add(sink, relation);
    sink_add(sink, relation * 64 + type);
    sink_add(sink, relation * 8 + c->carrier);
    sink_add(sink, (relation * 64 + type) * 8 + c->carrier);
    sink_add(sink, lemma * 32 + relation);
    sink_add(sink, relation * 16 + (v->conjunct < 3 ? v->conjunct : 3));
    sink_add(sink, preposition);
    sink_add(sink, preposition * 64 + type);
    sink_add(sink, preposition + lemma * 3);
    sink_add(sink, preposition * 4 + side * 2 + in_clause);
    sink_add(sink, (preposition * 4 + side * 2 + in_clause) * 64 + type);
    sink_add(sink, distance);
    sink_add(sink, distance * 16 + relation);
    sink_add(sink, distance * 4 + in_clause * 2 + (back > 0));
    sink_add(sink, back * 32 + relation);
    sink_add(sink, back * 4 + between);
    sink_add(sink, (back * 4 + between) * 16 + relation);
    sink_add(sink, ((back * 4 + between) * 2 + side) * 64 + type);
    sink_add(sink, (uint64_t)s->kind * 4 + back);
    if (v->clause != INDEX_NONE) {
        const struct clause *k = &a->clauses[v->clause];
        uint64_t is_subject = k->subject == v->first && !k->is_subject_carried;

        sink_add(sink, ((uint64_t)k->kind * 2 + is_subject) * 4 + back);
        sink_add(sink, ((uint64_t)k->kind * 2 + is_subject) * 16 + relation);
        sink_add(sink, k->verb == INDEX_NONE
                           ? 0
                           : feature_word_near(a, v->p->sentence, k->verb) * 2 + is_subject);
    } else {
        sink_skip(sink, 3);
    }
    sink_add(sink, feature_word_near(a, v->p->sentence, (int64_t)v->p->first_token - 1));
    sink_add(sink,
             feature_word_near(a, v->p->sentence, (int64_t)v->p->first_token - 1) * 64 + type);
    sink_add(sink,
             feature_word_near(a, v->p->sentence, (int64_t)v->p->first_token + v->p->token_count));
}

static void add_nature(struct sink *sink, const struct view *v)
{
    const struct analysis *a = v->a;
    const struct candidate *c = v->c;
    uint64_t type = c->type;
    uint64_t head = feature_word_near(a, v->p->sentence, v->p->head);
    uint64_t salience = salience_of(v);
    uint64_t preposition = feature_text(v->p->preposition);
    uint64_t is_name = v->p->entity != INDEX_NONE && a->entities[v->p->entity].is_name ? 1 : 0;

    sink_add(sink, v->classes);
    sink_add(sink, (uint64_t)v->classes * 64 + type);
    sink_add(sink, (uint64_t)v->classes * 16 + v->relation);
    for (uint32_t bit = 0; bit < ROLE_CLASS_BITS; bit++) {
        if ((v->classes >> bit & 1) == 0) {
            sink_skip(sink, 5);
            continue;
        }
        sink_add(sink, 0);
        sink_add(sink, type);
        sink_add(sink, v->relation);
        sink_add(sink, preposition);
        sink_add(sink, (uint64_t)c->carrier * 64 + v->relation);
    }
    sink_add(sink, head);
    sink_add(sink, head * 64 + type);
    sink_add(sink, salience);
    sink_add(sink, salience * 4 + is_name * 2 + (c->sentence > v->p->sentence));
    sink_add(sink, (uint64_t)v->p->is_definite * 8 + v->p->has_owner * 4u +
                       (v->p->number != INDEX_NONE) * 2u + is_name);
    sink_add(sink, ((uint64_t)v->p->is_definite * 8 + v->p->has_owner * 4u +
                    (v->p->number != INDEX_NONE) * 2u + is_name) *
                           64 +
                       type);
    sink_add(sink, v->p->token_count < 6 ? v->p->token_count : 6);
    sink_add(sink, (uint64_t)a->words[v->p->head].is_pair);
    sink_add(sink,
             (uint64_t)a->words[c->trigger].gender * 4 + v->p->gender + 16 * (uint64_t)v->relation);
}

/* Nothing but a preposition stands between the two phrases. */
static bool joins(const struct analysis *a, uint32_t phrase, uint32_t next)
{
    if (next >= a->phrase_count)
        return false;
    const struct phrase *p = &a->phrases[phrase];
    const struct phrase *q = &a->phrases[next];
    uint32_t begin = q->preposition_token != INDEX_NONE ? q->preposition_token : q->first_token;

    return q->sentence == p->sentence && q->previous_conjunct == INDEX_NONE &&
           begin == p->first_token + p->token_count;
}

/* The phrases that join it: whose it is, and what is its («مواقع للجبهة», "the group's base"). */
static void add_neighbours(struct sink *sink, const struct view *v)
{
    const struct analysis *a = v->a;
    uint64_t type = v->c->type;

    if (v->first > 0 && joins(a, v->first - 1, v->first)) {
        const struct phrase *q = &a->phrases[v->first - 1];
        struct view before = *v;
        uint64_t preposition = feature_text(a->phrases[v->first].preposition);
        uint64_t head = feature_word_near(a, q->sentence, q->head);

        before.phrase = before.first = v->first - 1;
        before.is_adjective = false;
        before.clause = a->words[q->first_token].clause;
        uint64_t relation = relation_of(&before);

        sink_add(sink, preposition * 16 + relation);
        sink_add(sink, (preposition * 16 + relation) * 64 + type);
        sink_add(sink, (relation * 64 + type) * 65536 + q->classes);
        sink_add(sink, preposition * 3 + head);
        sink_add(sink, (preposition * 3 + head) * 64 + type);
        sink_add(sink, (uint64_t)q->classes * 65536 + v->classes);
    } else {
        sink_skip(sink, 6);
    }
    if (joins(a, v->phrase, v->phrase + 1)) {
        const struct phrase *q = &a->phrases[v->phrase + 1];
        uint64_t preposition = feature_text(q->preposition);
        uint64_t is_acting = (q->classes & FILLER_ACTING) != 0;

        sink_add(sink, preposition * 32 + v->relation * 2 + is_acting);
        sink_add(sink, (preposition * 32 + v->relation * 2 + is_acting) * 64 + type);
        sink_add(sink, ((uint64_t)v->relation * 64 + type) * 65536 + q->classes);
        sink_add(sink, preposition * 3 + feature_word_near(a, v->p->sentence, v->p->head));
    } else {
        sink_skip(sink, 4);
    }
}

static void add_rules(struct sink *sink, const struct view *v)
{
    const struct candidate *c = v->c;
    uint64_t type = c->type;
    uint64_t same = same_as_filler(v);
    uint64_t source = source_state(v);
    uint64_t has_actor = candidate_filler(c, ROLE_ACTOR) != NULL;
    uint64_t has_recipient = candidate_filler(c, ROLE_RECIPIENT) != NULL;
    uint64_t has = has_actor * 2 + has_recipient;

    sink_add(sink, v->filler);
    sink_add(sink, (uint64_t)v->filler * 64 + type);
    sink_add(sink, (uint64_t)v->filler * 16 + v->relation);
    sink_add(sink, (uint64_t)v->filler * 8 + c->carrier);
    sink_add(sink, (uint64_t)v->filler * 65536 + v->classes);
    sink_add(sink, (uint64_t)v->filler * 4 + has);
    sink_add(sink, same);
    sink_add(sink, same * 64 + type);
    sink_add(sink, same * 4 + has);
    sink_add(sink, source);
    sink_add(sink, source * 64 + type);
    sink_add(sink, source * 16 + v->relation);
    sink_add(sink, source * 65536 + v->classes);
    sink_add(sink, (source * 4 + has) * 128 + v->filler);
    sink_add(sink, (uint64_t)v->relation * 4 + has);
    sink_add(sink, ((uint64_t)v->classes * 4 + has) * 8 + (c->sentence - v->p->sentence));
    sink_add(sink,
             c->governor == INDEX_NONE
                 ? 0
                 : (uint64_t)v->relation + 16 * feature_word_near(v->a, c->sentence, c->governor));
}

/* How many subjects that act stand between the item and the trigger, up to 3. */
static uint64_t subjects_between(const struct view *v)
{
    const struct analysis *a = v->a;
    uint64_t count = 0;

    for (uint32_t i = v->c->clause; count < 3 && i < a->clause_count; i--) {
        const struct clause *k = &a->clauses[i];

        if (k->subject != INDEX_NONE && !k->is_subject_carried && k->subject != v->first) {
            const struct phrase *q = &a->phrases[k->subject];

            if (q->first_token <= v->p->first_token)
                break;
            count += q->first_token < v->c->trigger && (q->classes & FILLER_ACTING) != 0;
        }
        if (k->begin <= v->p->first_token || i == 0)
            break;
    }
    return count;
}

/* What the trigger's clause has of its own: a subject that acts, another subject, a passive. */
static uint64_t clause_state(const struct view *v)
{
    const struct clause *k = &v->a->clauses[v->c->clause];
    uint64_t state = 0;

    if (k->subject != INDEX_NONE && !k->is_subject_carried)
        state = (v->a->phrases[k->subject].classes & FILLER_ACTING) != 0 ? 2 : 1;
    return ((state * 2 + k->is_passive) * 2 + (k->verb == v->c->trigger)) * 2 +
           (v->c->genitive != INDEX_NONE);
}

/* What the item is to the nearest earlier mention that was kept, and of what type that is. */
static uint64_t part_before(const struct view *v)
{
    enum { MENTIONS_BACK = 6 };
    const struct analysis *a = v->a;
    uint32_t seen = 0;

    for (size_t i = (size_t)(v->c - a->candidates); i-- > 0 && seen < MENTIONS_BACK;) {
        const struct candidate *d = &a->candidates[i];

        if (d->segment != v->c->segment)
            break;
        if (d->dropped != NULL || d->trigger == v->c->trigger)
            continue;
        seen++;
        for (uint32_t k = 0; k < d->filler_count; k++) {
            const struct filler *f = &d->fillers[k];
            uint32_t entity = f->entity != INDEX_NONE ? f->entity : a->phrases[f->phrase].entity;

            if (f->phrase == v->phrase ||
                (v->canonical != INDEX_NONE && canonical_of(a, entity) == v->canonical))
                return ((uint64_t)f->role * 4 + (seen < 3 ? seen : 3)) * 64 + d->type;
        }
    }
    return 1u << 20;
}

static void add_discourse(struct sink *sink, const struct view *v)
{
    uint64_t type = v->c->type;
    uint64_t back = v->c->sentence - v->p->sentence;
    uint64_t subjects = subjects_between(v);
    uint64_t state = clause_state(v);
    uint64_t before = part_before(v);
    uint64_t is_subject = v->clause != INDEX_NONE && v->a->clauses[v->clause].subject == v->first;
    uint64_t standing = (((uint64_t)v->relation * 4 + subjects) * 2 + is_subject) * 4 + back;

    sink_add(sink, state * 16 + v->relation);
    sink_add(sink, (state * 16 + v->relation) * 64 + type);
    sink_add(sink, state * 4096 + standing);
    sink_add(sink, standing);
    sink_add(sink, (standing * 8 + v->c->carrier) * 64 + type);
    sink_add(sink, before);
    sink_add(sink, before / 64);
    sink_add(sink, before * 64 + type);
    sink_add(sink, (before / 64) * 32 + state);
    sink_add(sink, (before / 64) * 16 + v->relation);
    sink_add(sink, subjects * 65536 + v->classes);
    sink_add(sink, v->classes * 32ull + v->relation + ((type + 1) << 24));
}

bool role_is_told_agent(const struct analysis *a, const struct candidate *c,
                        const struct role_item *item)
{
    const struct clause *k = &a->clauses[c->clause];
    const struct filler *actor = candidate_filler(c, ROLE_ACTOR);
    struct view v = {.a = a, .c = c};

    if (item->entity == INDEX_NONE && a->phrases[item->phrase].owner != INDEX_NONE)
        return actor != NULL && actor->phrase == item->phrase &&
               actor->origin == FILLER_BY_SYNTAX && !event_type_is_speech_act(c->type);
    uint32_t classes = a->phrases[item->phrase].classes;

    if (!k->is_passive || k->verb != c->trigger ||
        ((classes & FILLER_ACTING) == 0 && (classes & FILLER_EVENT) != 0))
        return false;
    look(&v, item);
    return v.relation == RELATION_AGENT ||
           (v.clause == c->clause && !v.is_adjective && v.first == v.phrase &&
            v.p->first_token > c->trigger && a->words[v.p->first_token - 1].is_link);
}

void role_columns(const struct analysis *a, const struct candidate *c, const struct role_item *item,
                  float out[ROLE_COLUMN_COUNT])
{
    struct view v = {.a = a, .c = c};

    look(&v, item);
    bool is_subject = v.clause != INDEX_NONE && a->clauses[v.clause].subject == v.first;
    uint64_t before = part_before(&v);

    out[ROLE_RELATION] = (float)v.relation;
    out[ROLE_FILLER] = (float)v.filler;
    out[ROLE_SAME_FILLER] = (float)same_as_filler(&v);
    out[ROLE_BACK] = (float)(c->sentence - v.p->sentence);
    out[ROLE_DISTANCE] = (float)v.p->first_token - (float)c->trigger;
    out[ROLE_IN_CLAUSE] = v.clause == c->clause;
    out[ROLE_IS_SUBJECT] = is_subject;
    out[ROLE_ACTING_BETWEEN] = (float)acting_between(&v);
    out[ROLE_CONJUNCT] = (float)v.conjunct;
    out[ROLE_CARRIER] = c->carrier;
    out[ROLE_SALIENCE] = (float)salience_of(&v);
    out[ROLE_SOURCE_STATE] = (float)source_state(&v);
    out[ROLE_BEFORE] = before == 1u << 20 ? -1.0f : (float)(before / 256);
    out[ROLE_CLAUSE_STATE] = (float)clause_state(&v);
    out[ROLE_HAS] = (candidate_filler(c, ROLE_ACTOR) != NULL ? 2.0f : 0.0f) +
                    (candidate_filler(c, ROLE_RECIPIENT) != NULL ? 1.0f : 0.0f);
    out[ROLE_DEFINITE] = v.p->is_definite;
    out[ROLE_NUMBERED] = v.p->number != INDEX_NONE;
    out[ROLE_NAME] = v.p->entity != INDEX_NONE && a->entities[v.p->entity].is_name;
    out[ROLE_TITLE] = (float)a->article->sentences[c->sentence].kind;
    out[ROLE_GOVERNED] = c->governor != INDEX_NONE;
    for (uint32_t bit = 0; bit < ROLE_CLASS_BITS; bit++)
        out[ROLE_CLASS + bit] = (float)(v.classes >> bit & 1);
}

uint32_t role_features(const struct analysis *a, const struct candidate *c,
                       const struct role_item *item, uint32_t features[ROLE_FEATURES_MAX])
{
    struct sink sink = {.out = features, .capacity = ROLE_FEATURES_MAX, .bits = ROLE_BITS};
    struct view v = {.a = a, .c = c};

    look(&v, item);
    add_place_in_text(&sink, &v);
    add_nature(&sink, &v);
    add_rules(&sink, &v);
    add_discourse(&sink, &v);
    add_neighbours(&sink, &v);
    return sink.count;
}
