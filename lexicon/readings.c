/* SPDX-License-Identifier: Apache-2.0 */
/* Readings of a token: every way to take clitics off that leaves a form which the lexicon holds and
 * which those clitics may be joined to. Nothing is stripped blindly. */
#include "lexicon/inside.h"

#include "common/utf8.h"
#include "lexicon/form.h"

#include <assert.h>

const struct form_bucket *form_bucket_find(const struct lexicon *lexicon,
                                           const struct form_bucket *buckets, uint32_t mask,
                                           struct strview form)
{
    if (buckets == NULL)
        return NULL;
    uint32_t hash = format_form_hash(form);

    for (uint32_t at = hash & mask; buckets[at].key.bytes != 0; at = (at + 1) & mask)
        if (buckets[at].hash == hash && strview_equal(lexicon_text(lexicon, buckets[at].key), form))
            return &buckets[at];
    return NULL;
}

static enum spelling compare_letters(uint32_t written, uint32_t own)
{
    if (written == own)
        return SPELLING_EXACT;
    if (form_plain_letter(written) != form_plain_letter(own))
        return SPELLING_OTHER;
    bool is_yeh = (written == 0x649 || written == 0x64a) && (own == 0x649 || own == 0x64a);

    return written == form_plain_letter(own) || is_yeh ? SPELLING_LOOSE : SPELLING_OTHER;
}

enum spelling spelling_compare(struct strview written, struct strview own)
{
    enum spelling worst = SPELLING_EXACT;
    size_t i = 0;
    size_t j = 0;

    if (strview_equal(written, own))
        return SPELLING_EXACT;
    while (i < written.len && j < own.len) {
        enum spelling one = compare_letters(utf8_next(written, &i), utf8_next(own, &j));

        if (one > worst)
            worst = one;
    }
    return i < written.len || j < own.len ? SPELLING_OTHER : worst;
}

/* One way to cut a token. */
struct cut {
    const struct prefix_split *front;
    const struct enclitic_entry *back; /* NULL: none */
    size_t begin, end;
    bool is_possessive;
};

static bool takes_front(const struct features *features, const struct prefix_split *front)
{
    uint32_t proclitics = front->proclitics;

    if ((proclitics & PROCLITIC_ARTICLE) != 0 && (features->flags & FEATURE_ARTICLE_OK) == 0)
        return false;
    if (front->host != HOST_ANY && features->form != FORM_FUNCTION &&
        (front->host == HOST_VERB) != ((features->flags & FEATURE_VERB) != 0))
        return false;
    /* On a verb the question clitic looks like a form IV past (أجرى): only أَلم, أليس are read so.
     */
    if ((proclitics & PROCLITIC_QUESTION) != 0 && features->form != FORM_FUNCTION)
        return false;
    if (front->has_preposition && (features->flags & FEATURE_PREPOSITION_OK) == 0)
        return false;
    if ((proclitics & PROCLITIC_FUTURE) != 0 && features->form != FORM_IMPERFECT)
        return false;
    if ((proclitics & PROCLITIC_PURPOSE) != 0 && features->form != FORM_IMPERFECT &&
        features->form != FORM_JUSSIVE)
        return false;
    return true;
}

static bool takes_back(const struct features *features, const struct cut *cut)
{
    bool is_verb = (features->flags & FEATURE_VERB) != 0;

    if (cut->back == NULL)
        return (features->flags & FEATURE_NEEDS_ENCLITIC) == 0;
    if ((features->flags & FEATURE_NO_ENCLITIC) != 0 ||
        (cut->front->proclitics & PROCLITIC_ARTICLE) != 0)
        return false;
    if (features->form == FORM_FUNCTION)
        return true;
    return cut->back->host == HOST_ANY || (cut->back->host == HOST_VERB) == is_verb;
}

static struct lexicon_reading reading_from(const struct reading_record *record,
                                           const struct cut *cut, enum spelling spelling)
{
    const struct features *f = &record->features;
    uint32_t proclitics = cut->front->proclitics;

    return (struct lexicon_reading){
        .lexeme = record->lexeme,
        .form = (enum word_form)f->form,
        .person = (enum person)f->person,
        .gender = (enum gender)f->gender,
        .number = (enum grammatical_number)f->number,
        .voice = (enum voice)f->voice,
        .grammatical_case = (enum grammatical_case)f->grammatical_case,
        .spelling = spelling,
        .is_construct = (f->flags & FEATURE_CONSTRUCT) != 0,
        .is_definite = (proclitics & PROCLITIC_ARTICLE) != 0 ||
                       (f->flags & FEATURE_DEFINITE) != 0 ||
                       (cut->back != NULL && (f->flags & FEATURE_VERB) == 0),
        .proclitics = proclitics,
        .stem_begin = (uint8_t)cut->begin,
        .stem_end = (uint8_t)cut->end,
        .enclitic = cut->back == NULL ? (struct enclitic){0} : cut->back->enclitic,
        .is_possessive = cut->is_possessive,
    };
}

struct output {
    struct lexicon_reading *readings;
    size_t count, max;
};

/* Kept in order of spelling; a worse one gives way when there is no room. */
static void add_reading(struct output *output, const struct lexicon_reading *reading)
{
    size_t at = output->count;

    while (at > 0 && output->readings[at - 1].spelling > reading->spelling)
        at--;
    if (at == output->max)
        return;
    if (output->count < output->max)
        output->count++;
    memmove(output->readings + at + 1, output->readings + at,
            (output->count - 1 - at) * sizeof(*reading));
    output->readings[at] = *reading;
}

static void read_cut(const struct lexicon *lexicon, enum lexicon_language language,
                     struct strview form, struct strview exact, const struct cut *cut,
                     struct output *output)
{
    const struct form_index *index = &lexicon->forms[language];
    const struct form_bucket *bucket = form_bucket_find(lexicon, index->buckets, index->mask,
                                                        strview_slice(form, cut->begin, cut->end));

    if (bucket == NULL)
        return;
    struct strview written = exact.len == form.len ? strview_slice(exact, cut->begin, cut->end)
                                                   : strview_slice(form, cut->begin, cut->end);

    for (uint32_t i = 0; i < bucket->count; i++) {
        const struct reading_record *record = &index->readings[bucket->first + i];

        if (!takes_front(&record->features, cut->front) || !takes_back(&record->features, cut))
            continue;
        struct lexicon_reading reading = reading_from(
            record, cut, spelling_compare(written, lexicon_text(lexicon, record->exact)));

        add_reading(output, &reading);
    }
}

static void read_arabic(const struct lexicon *lexicon, struct strview form, struct strview exact,
                        struct output *output)
{
    struct prefix_split fronts[PREFIX_SPLITS_MAX];
    size_t front_count = clitics_split_front(lexicon, form, exact, fronts);
    struct strview written = exact.len == form.len ? exact : form;

    for (size_t i = 0; i < front_count; i++) {
        struct cut cut = {.front = &fronts[i], .begin = fronts[i].bytes, .end = form.len};

        read_cut(lexicon, LEXICON_AR, form, exact, &cut, output);
        for (size_t j = 0; j < lexicon->enclitic_count; j++) {
            cut.back = &lexicon->enclitics[j];
            if (form.len <= cut.begin + cut.back->form.len ||
                !strview_ends_with(written, cut.back->form))
                continue;
            cut.end = form.len - cut.back->form.len;
            read_cut(lexicon, LEXICON_AR, form, exact, &cut, output);
        }
    }
}

static void read_english(const struct lexicon *lexicon, struct strview form, struct output *output)
{
    static const struct prefix_split none = {.host = HOST_ANY};
    struct cut cut = {.front = &none, .end = form.len};

    read_cut(lexicon, LEXICON_EN, form, form, &cut, output);
    if (strview_ends_with(form, STRVIEW("'s")) || strview_ends_with(form, STRVIEW("s'"))) {
        cut.is_possessive = true;
        cut.end = strview_ends_with(form, STRVIEW("'s")) ? form.len - 2 : form.len - 1;
        read_cut(lexicon, LEXICON_EN, form, form, &cut, output);
    }
}

size_t lexicon_readings(const struct lexicon *lexicon, enum lexicon_language language,
                        struct strview form, struct strview exact, struct lexicon_reading *out,
                        size_t max)
{
    struct output output = {.readings = out, .max = max};

    assert(language < LEXICON_LANGUAGE_COUNT);
    if (form.len == 0 || form.len > UINT8_MAX)
        return 0;
    if (language == LEXICON_AR)
        read_arabic(lexicon, form, exact, &output);
    else
        read_english(lexicon, form, &output);
    return output.count;
}
