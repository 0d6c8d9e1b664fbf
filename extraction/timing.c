/* SPDX-License-Identifier: Apache-2.0 */
/* When an event was: of all times told near its mentions the likeliest, by logistic regression over
 * where the time stands, what it says and what is told between. A text tells the day once and then
 * goes on, so that the day of most deeds stands outside their clause. */
#include "extraction/timing.h"

#include "extraction/features.h"
#include "extraction/sink.h"

enum {
    SENTENCES_BACK = 4,
    LEAD_SENTENCES = 3, /* of a segment: they tell the day of the whole */
    COUNT_MAX = 3,      /* of what stands between */
    DISTANCES = 7,
};

static bool is_known(const struct time_range *range)
{
    return range->precision != TIME_UNKNOWN;
}

static struct time_range day_range(int32_t start, int32_t end)
{
    return (struct time_range){.precision = TIME_DAY,
                               .start_day = start,
                               .end_day = end,
                               .start_minute = MINUTE_UNKNOWN,
                               .end_minute = MINUTE_UNKNOWN};
}

static const struct timestamp *published_of(const struct analysis *a, const struct candidate *c)
{
    return &a->article->segments[c->segment].published;
}

static bool is_ahead(enum modality modality)
{
    return modality == MODALITY_PLANNED || modality == MODALITY_POSSIBLE;
}

static uint32_t add_item(struct timing_item *items, uint32_t count, uint32_t time,
                         enum timing_reading reading, struct time_range range)
{
    if (count < TIMING_ITEMS_MAX)
        items[count++] = (struct timing_item){.time = time, .reading = reading, .range = range};
    return count;
}

/* The day told last before a time in its segment; NULL. */
static const struct time_range *day_before(const struct analysis *a, uint32_t time)
{
    const struct article *article = a->article;
    uint16_t segment =
        article->sentences[article->tokens[article->times[time].first_token].sentence].segment;

    while (time-- > 0) {
        const struct time_phrase *t = &article->times[time];

        if (article->sentences[article->tokens[t->first_token].sentence].segment != segment)
            break;
        if (is_known(&t->range) && t->range.start_day == t->range.end_day)
            return &t->range;
    }
    return NULL;
}

/* The readings of one phrase. */
static uint32_t add_readings(const struct analysis *a, const struct timestamp *published,
                             uint32_t time, enum modality modality, struct timing_item *items,
                             uint32_t count)
{
    const struct time_phrase *t = &a->article->times[time];
    const struct time_range *told = is_ahead(modality) ? &t->future : &t->range;
    const struct time_range *other = is_ahead(modality) ? &t->range : &t->future;
    bool has_today = published->precision != TIME_UNKNOWN;
    bool is_since = (t->flags & TIME_SINCE) != 0;

    if (!is_known(told))
        told = other;
    if (!is_known(told)) {
        const struct time_range *day = day_before(a, time);
        bool is_night = (t->flags & TIME_NIGHT) != 0;

        if (has_today)
            count = add_item(items, count, time, TIMING_PUBLICATION,
                             day_range(published->day, published->day));
        if (day != NULL)
            count = add_item(items, count, time, TIMING_COUNTED,
                             day_range(day->start_day + t->shift, day->start_day + t->shift));
        if (has_today && is_night)
            count = add_item(items, count, time, TIMING_NIGHT_TO_PUBLICATION,
                             day_range(published->day - 1, published->day));
        if (day != NULL && is_night)
            count = add_item(items, count, time, TIMING_NIGHT_COUNTED,
                             day_range(day->start_day, day->start_day + 1));
        return count;
    }
    count = add_item(items, count, time, TIMING_AS_TOLD, *told);
    if (is_known(other) && other->start_day != told->start_day)
        count = add_item(items, count, time, TIMING_OTHER_SIDE, *other);
    if (is_since)
        count =
            add_item(items, count, time, TIMING_START, day_range(told->start_day, told->start_day));
    else if (has_today && told->start_day < published->day && modality == MODALITY_ONGOING)
        count =
            add_item(items, count, time, TIMING_TO_NOW, day_range(told->start_day, published->day));
    return count;
}

static bool is_in_reach(const struct analysis *a, const struct candidate *c, uint32_t sentence)
{
    const struct segment *segment = &a->article->segments[c->segment];

    if (a->article->sentences[sentence].segment != c->segment)
        return false;
    return (sentence <= c->sentence + 1 && c->sentence <= sentence + SENTENCES_BACK) ||
           sentence < segment->first_sentence + LEAD_SENTENCES;
}

uint32_t timing_items(const struct analysis *a, const struct candidate *c, enum modality modality,
                      struct timing_item items[TIMING_ITEMS_MAX])
{
    const struct timestamp *published = published_of(a, c);
    uint32_t count = 0;

    if (published->precision != TIME_UNKNOWN)
        count = add_item(items, count, INDEX_NONE, TIMING_PUBLICATION,
                         day_range(published->day, published->day));
    for (uint32_t i = 0; i < a->article->time_count; i++) {
        const struct time_phrase *t = &a->article->times[i];

        if ((t->flags & (TIME_HABITUAL | TIME_DURATION)) == 0 &&
            is_in_reach(a, c, a->article->tokens[t->first_token].sentence))
            count = add_readings(a, published, i, modality, items, count);
    }
    return count;
}

/* Where the time's clause stands to the trigger's. */
enum standing {
    STANDING_NOWHERE,
    STANDING_OWN,
    STANDING_PARENT,
    STANDING_CHILD,
    STANDING_BEFORE,
    STANDING_AFTER,
    STANDING_SENTENCE_BEFORE,
    STANDING_SENTENCE_AFTER,
    STANDING_LEAD,
};

struct view {
    const struct analysis *a;
    const struct candidate *c;
    const struct time_phrase *t; /* NULL: the publication */
    const struct timing_item *item;
    enum modality modality;
    uint32_t sentence; /* of the time */
    uint32_t clause;   /* of the time, or INDEX_NONE */
    enum standing standing;
    uint64_t times_between; /* known times between it and the trigger, capped */
};

static enum standing standing_of(const struct view *v)
{
    const struct analysis *a = v->a;
    const struct candidate *c = v->c;

    if (v->t == NULL)
        return STANDING_NOWHERE;
    if (v->sentence > c->sentence)
        return STANDING_SENTENCE_AFTER;
    if (v->sentence < c->sentence)
        return c->sentence - v->sentence <= SENTENCES_BACK ? STANDING_SENTENCE_BEFORE
                                                           : STANDING_LEAD;
    if (v->clause == c->clause)
        return STANDING_OWN;
    if (a->clauses[c->clause].parent == v->clause && v->clause != INDEX_NONE)
        return STANDING_PARENT;
    if (v->clause != INDEX_NONE && a->clauses[v->clause].parent == c->clause)
        return STANDING_CHILD;
    return v->t->first_token < c->trigger ? STANDING_BEFORE : STANDING_AFTER;
}

static uint64_t capped(uint64_t count)
{
    return count < COUNT_MAX ? count : COUNT_MAX;
}

static uint64_t bucket_of(uint32_t tokens)
{
    static const uint32_t limits[DISTANCES - 1] = {1, 2, 4, 8, 14, 24};
    uint64_t bucket = 0;

    while (bucket < DISTANCES - 1 && tokens > limits[bucket])
        bucket++;
    return bucket;
}

static uint64_t count_times_between(const struct view *v)
{
    const struct article *article = v->a->article;
    uint64_t count = 0;

    if (v->t == NULL)
        return 0;
    for (uint32_t i = v->item->time; i-- > 0 && article->times[i].first_token > v->c->trigger;)
        count += is_known(&article->times[i].range);
    for (uint32_t i = v->item->time + 1;
         i < article->time_count && article->times[i].first_token < v->c->trigger; i++)
        count += is_known(&article->times[i].range);
    return capped(count);
}

static void look(struct view *v)
{
    v->t = v->item->time == INDEX_NONE ? NULL : &v->a->article->times[v->item->time];
    v->sentence = v->t == NULL ? v->c->sentence : v->a->article->tokens[v->t->first_token].sentence;
    v->clause = v->t == NULL ? INDEX_NONE : v->a->words[v->t->first_token].clause;
    v->standing = standing_of(v);
    v->times_between = count_times_between(v);
}

/* Mentions of other deeds between the time and the trigger; is_own: those of its own type only. */
static uint64_t deeds_between(const struct view *v, bool is_own)
{
    const struct analysis *a = v->a;
    uint32_t from = v->t == NULL ? 0 : v->t->first_token;
    uint32_t to = v->c->trigger;
    uint64_t count = 0;

    if (from > to) {
        uint32_t swapped = from;

        from = to;
        to = swapped;
    }
    for (uint32_t s = v->sentence < v->c->sentence ? v->sentence : v->c->sentence;
         s <= v->sentence || s <= v->c->sentence; s++) {
        const struct sentence_range *r = &a->ranges[s];

        for (uint32_t i = r->first_candidate; i < r->first_candidate + r->candidate_count; i++) {
            const struct candidate *d = &a->candidates[i];

            count += d->dropped == NULL && d->trigger > from && d->trigger < to &&
                     (!is_own || d->type == v->c->type);
        }
    }
    return capped(count);
}

/* The time's clause tells who says so. */
static uint64_t tells_a_saying(const struct view *v)
{
    const struct sentence_range *r = &v->a->ranges[v->sentence];

    if (v->clause == INDEX_NONE)
        return 0;
    for (uint32_t k = r->first_operator; k < r->first_operator + r->operator_count; k++)
        if (v->a->operators[k].clause == v->clause &&
            v->a->operators[k].entry.class == OPERATOR_ATTRIBUTION)
            return v->a->operators[k].head == v->a->clauses[v->clause].verb ? 2 : 1;
    return 0;
}

/* Known times in tokens [begin, end). */
static uint64_t times_in(const struct analysis *a, uint32_t begin, uint32_t end)
{
    uint64_t count = 0;

    for (uint32_t i = begin; i < end; i++) {
        uint32_t time = a->words[i].time;

        count += time != INDEX_NONE && a->article->times[time].first_token == i &&
                 is_known(&a->article->times[time].range);
    }
    return capped(count);
}

/* Days from the publication to the time, in few classes. */
static uint64_t age_of(const struct view *v)
{
    static const int32_t limits[] = {-366, -60, -31, -13, -6, -2, -1, 0, 1, 6, 31};
    const struct timestamp *published = published_of(v->a, v->c);
    int32_t days = v->item->range.start_day - published->day;
    uint64_t age = 1;

    if (published->precision == TIME_UNKNOWN)
        return 0;
    for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]) && days > limits[i]; i++)
        age++;
    return age;
}

static void add_standing(struct sink *sink, const struct view *v)
{
    const struct candidate *c = v->c;
    uint64_t type = c->type;
    uint64_t standing = v->standing;
    uint64_t is_before = v->t != NULL && v->t->first_token < c->trigger;
    uint64_t back = v->sentence > c->sentence ? 7 : bucket_of(c->sentence - v->sentence);
    uint64_t times = v->times_between;
    uint64_t deeds = deeds_between(v, false);
    uint64_t own = deeds_between(v, true);
    uint64_t saying = tells_a_saying(v);
    uint64_t rule = c->time == INDEX_NONE ? 0 : c->time == v->item->time ? 2 : 1;
    uint64_t place = (standing * 2 + is_before) * 8 + back;

    sink_add(sink, standing);
    sink_add(sink, standing * 64 + type);
    sink_add(sink, place);
    sink_add(sink, (place * 4 + times) * 4 + deeds);
    sink_add(sink, (place * 4 + times) * 4 + own);
    sink_add(sink, place * 4 + times);
    sink_add(sink, place * 4 + deeds);
    sink_add(sink, place * 4 + rule);
    sink_add(sink, rule);
    sink_add(sink, rule * 64 + type);
    sink_add(sink, rule * 8 + v->modality);
    sink_add(sink, (rule * 8 + v->item->reading) * 8 + v->modality);
    sink_add(sink, (saying * 16 + standing) * 2 + event_type_is_speech_act(c->type));
    sink_add(sink, (saying * 16 + standing) * 64 + type);
    sink_add(sink, standing * 4 + times);
    sink_add(sink, (uint64_t)c->carrier * 16 + standing);
    sink_add(sink, (uint64_t)c->carrier * 64 + place);
    if (v->t != NULL) {
        const struct sentence *s = &v->a->article->sentences[v->sentence];
        uint32_t tokens =
            is_before ? c->trigger - v->t->first_token : v->t->first_token - c->trigger;

        sink_add(sink, (bucket_of(tokens) * 2 + is_before) * 16 + standing);
        sink_add(sink, bucket_of(v->t->first_token - s->first_token) * 16 + standing);
        sink_add(sink,
                 bucket_of(v->sentence - v->a->article->segments[c->segment].first_sentence) * 16 +
                     standing);
    } else {
        sink_skip(sink, 3);
    }
    sink_add(sink, c->governor == INDEX_NONE
                       ? 0
                       : standing + 16 * feature_word_near(v->a, c->sentence, c->governor));
}

/* What else there is for the event to be told of: times nearer by, its place in the text. */
static void add_rivals(struct sink *sink, const struct view *v)
{
    const struct analysis *a = v->a;
    const struct candidate *c = v->c;
    const struct clause *k = &a->clauses[c->clause];
    const struct sentence *s = &a->article->sentences[c->sentence];
    uint64_t own = times_in(a, k->begin, k->end);
    uint64_t sentence = times_in(a, s->first_token, s->first_token + s->token_count);
    uint64_t is_speech = event_type_is_speech_act(c->type);
    uint64_t index = bucket_of(c->sentence - a->article->segments[c->segment].first_sentence);
    uint64_t standing = v->standing * 8u + v->item->reading;
    uint64_t apart = a->article->sentences[v->sentence].paragraph == s->paragraph ? 0 : 1;

    sink_add(sink, own * 256 + standing);
    sink_add(sink, (own * 4 + sentence) * 256 + standing);
    sink_add(sink, (own * 2 + is_speech) * 256 + standing);
    sink_add(sink, (own * 64 + c->type) * 256 + standing);
    sink_add(sink, (index * 2 + is_speech) * 256 + standing);
    sink_add(sink, (index * 64 + c->type) * 256 + standing);
    sink_add(sink, ((uint64_t)k->kind * 8 + k->tense) * 256 + standing);
    sink_add(sink,
             (((uint64_t)k->tense * 2 + is_speech) * 2 + (k->verb == c->trigger)) * 256 + standing);
    sink_add(sink, ((c->attribution != INDEX_NONE) * 2u + is_speech) * 256 + standing);
    sink_add(sink, apart * 256 + standing);
    sink_add(sink, (apart * 4 + v->times_between) * 256 + standing);
    sink_add(sink, ((uint64_t)s->kind * 8 + v->modality) * 256 + standing);
}

static void add_nature(struct sink *sink, const struct view *v)
{
    const struct candidate *c = v->c;
    const struct clause *k = &v->a->clauses[c->clause];
    uint64_t type = c->type;
    uint64_t reading = v->item->reading;
    uint64_t flags = v->t == NULL ? 1u << 15 : v->t->flags;
    uint64_t age = age_of(v);
    uint64_t span = (uint64_t)v->item->range.precision * 2 +
                    (v->item->range.start_day != v->item->range.end_day);
    uint64_t kind = v->a->article->sentences[c->sentence].kind;

    sink_add(sink, reading);
    sink_add(sink, reading * 64 + type);
    sink_add(sink, reading * 8 + v->modality);
    sink_add(sink, (reading * 16 + v->standing) * 8 + v->modality);
    sink_add(sink, flags);
    sink_add(sink, (flags * 8 + reading) * 8 + v->modality);
    sink_add(sink, (flags * 8 + reading) * 16 + v->standing);
    sink_add(sink, age);
    sink_add(sink, age * 8 + v->modality);
    sink_add(sink, age * 8 + k->tense);
    sink_add(sink, age * 64 + type);
    sink_add(sink, (age * 8 + reading) * 16 + v->standing);
    sink_add(sink, span);
    sink_add(sink, span * 64 + type);
    sink_add(sink, (span * 8 + reading) * 8 + v->modality);
    sink_add(sink, kind * 16 + v->standing);
    sink_add(sink, kind * 8 + reading);
    sink_add(sink, ((uint64_t)k->tense * 8 + v->modality) * 16 + v->standing);
    sink_add(sink, (uint64_t)c->is_definite * 16 + v->standing);
    sink_add(sink, feature_text(c->lemma) * 16 + v->standing);
    if (v->t == NULL)
        return;
    const struct article *article = v->a->article;
    uint64_t first = feature_text(article->tokens[v->t->first_token].form);
    uint64_t last = feature_text(article->tokens[v->t->first_token + v->t->token_count - 1].form);
    uint64_t before = feature_word_near(v->a, v->sentence, (int64_t)v->t->first_token - 1);
    uint64_t after =
        feature_word_near(v->a, v->sentence, (int64_t)v->t->first_token + v->t->token_count);
    uint64_t verb = v->clause == INDEX_NONE || v->a->clauses[v->clause].verb == INDEX_NONE
                        ? 0
                        : feature_word_near(v->a, v->sentence, v->a->clauses[v->clause].verb);

    sink_add(sink, first * 8 + reading);
    sink_add(sink, first * 16 + v->standing);
    sink_add(sink, last * 8 + reading);
    sink_add(sink, first + last * 3);
    sink_add(sink, before);
    sink_add(sink, before * 16 + v->standing);
    sink_add(sink, after);
    sink_add(sink, after * 16 + v->standing);
    sink_add(sink, verb * 16 + v->standing);
}

uint32_t timing_features(const struct analysis *a, const struct candidate *c,
                         enum modality modality, const struct timing_item *item,
                         uint32_t features[ROLE_FEATURES_MAX])
{
    struct sink sink = {.out = features, .capacity = ROLE_FEATURES_MAX, .bits = ROLE_BITS};
    struct view v = {.a = a, .c = c, .item = item, .modality = modality};

    look(&v);
    add_standing(&sink, &v);
    add_rivals(&sink, &v);
    add_nature(&sink, &v);
    return sink.count;
}

void timing_columns(const struct analysis *a, const struct candidate *c, enum modality modality,
                    const struct timing_item *item, float out[TIMING_COLUMN_COUNT])
{
    enum { AGE_MAX = 800 };
    struct view v = {.a = a, .c = c, .item = item, .modality = modality};
    const struct clause *k = &a->clauses[c->clause];
    const struct sentence *s = &a->article->sentences[c->sentence];
    const struct timestamp *published = published_of(a, c);
    int32_t age = published->precision == TIME_UNKNOWN ? 0 : item->range.start_day - published->day;

    look(&v);
    out[TIMING_STANDING] = (float)v.standing;
    out[TIMING_READING] = (float)item->reading;
    out[TIMING_BACK] = (float)c->sentence - (float)v.sentence;
    out[TIMING_AGE] = (float)(age < -AGE_MAX ? -AGE_MAX : age > AGE_MAX ? AGE_MAX : age);
    out[TIMING_DAYS] = (float)(item->range.end_day - item->range.start_day);
    out[TIMING_PRECISION] = (float)item->range.precision;
    out[TIMING_TIMES_BETWEEN] = (float)v.times_between;
    out[TIMING_DEEDS_BETWEEN] = (float)deeds_between(&v, false);
    out[TIMING_SAYING] = (float)tells_a_saying(&v);
    out[TIMING_RULE] = c->time == INDEX_NONE ? 0.0f : c->time == item->time ? 2.0f : 1.0f;
    out[TIMING_CARRIER] = c->carrier;
    out[TIMING_TENSE] = k->tense;
    out[TIMING_SENTENCE_KIND] = (float)s->kind;
    out[TIMING_POSITION] = (float)(c->sentence - a->article->segments[c->segment].first_sentence);
    out[TIMING_TIMES_IN_CLAUSE] = (float)times_in(a, k->begin, k->end);
    out[TIMING_TIMES_IN_SENTENCE] =
        (float)times_in(a, s->first_token, s->first_token + s->token_count);
    out[TIMING_MODALITY] = (float)modality;
    out[TIMING_DEFINITE] = c->is_definite;
    out[TIMING_FLAGS] = v.t == NULL ? -1.0f : (float)v.t->flags;
}

static bool is_within(const struct analysis *a, uint32_t clause, uint32_t outer)
{
    for (; clause != INDEX_NONE; clause = a->clauses[clause].parent)
        if (clause == outer)
            return true;
    return false;
}

/* «أعلن يوم الخميس أن بلاده قد دخلت في مفاوضات»: a deed without a time of its own is no later than
 * the day on which it was told. */
void timing_take_day_of_telling(const struct analysis *a, const struct candidate *c,
                                struct event *event)
{
    for (uint32_t i = 0; i < a->article->time_count; i++) {
        const struct time_phrase *t = &a->article->times[i];
        struct timing_item item = {.time = i, .range = t->range};
        struct view v = {.a = a, .c = c, .item = &item, .modality = event->modality};

        if (a->article->tokens[t->first_token].sentence != c->sentence || !is_known(&t->range) ||
            (t->flags & (TIME_HABITUAL | TIME_DURATION)) != 0 ||
            t->range.end_day >= event->time.range.start_day)
            continue;
        look(&v);
        if (v.clause == INDEX_NONE || v.clause == c->clause || tells_a_saying(&v) == 0 ||
            !is_within(a, c->clause, v.clause))
            continue;
        event->time.range = t->range;
        event->time.text =
            article_tokens_text(a->article, t->first_token, t->first_token + t->token_count - 1);
        return;
    }
}
