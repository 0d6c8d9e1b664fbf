/* SPDX-License-Identifier: Apache-2.0 */
#include "extraction/tagger.h"

#include "extraction/extract.h"
#include "support/support.h"
#include "support/text.h"

#include <math.h>

/* The type that the classifier finds likeliest at a word. */
static enum event_type type_at(struct text_fixture *fixture, const struct tagger *tagger,
                               const char *text, const char *word)
{
    struct extract_options options = {.events_max = 0};
    struct extractor *extractor = extractor_new(fixture->lexicon, &options);
    uint32_t features[TAGGER_FEATURES_MAX];
    float types[EVENT_TYPE_COUNT];
    enum event_type best = EVENT_NONE;
    float sum = 0.0f;

    struct article *article = text_normalized(fixture, text, "2027-03-10");
    uint32_t token = 0;

    assert_non_null(extractor);
    assert_int_equal(extract_events(extractor, article), STATUS_OK);

    while (token < article->token_count && !strview_is(article_token_text(article, token), word))
        token++;
    assert_true(token < article->token_count);
    uint32_t count = tagger_features(extractor_last(extractor), 0, token, features);

    tagger_score(tagger, features, count, types);
    for (int k = 0; k < EVENT_TYPE_COUNT; k++) {
        sum += types[k];
        if (types[k] > types[best])
            best = (enum event_type)k;
    }
    assert_true(fabsf(sum - 1.0f) < 1e-3f);
    extractor_free(extractor);
    return best;
}

static void words_tell_their_type(void **state)
{
    struct text_fixture *fixture = *state;
    struct tagger *english = tagger_new(fixture->lexicon, "en/tagger");
    struct tagger *arabic = tagger_new(fixture->lexicon, "ar/tagger");

    assert_non_null(english);
    assert_non_null(arabic);
    assert_int_equal(
        type_at(fixture, english, "Police arrested two men in Lagos on Tuesday.", "arrested"),
        EVENT_ARREST);
    assert_int_equal(
        type_at(fixture, english, "The shop sells bread and milk on Tuesday.", "bread"),
        EVENT_NONE);
    assert_int_equal(type_at(fixture, arabic, "اعتقلت الشرطة رجلين في لاغوس الثلاثاء.", "اعتقلت"),
                     EVENT_ARREST);
    tagger_free(english);
    tagger_free(arabic);
}

static void without_a_table_there_is_no_opinion(void **state)
{
    struct text_fixture *fixture = *state;
    struct tagger *none = tagger_new(fixture->lexicon, "xx/tagger");
    uint32_t feature = 1;
    float types[EVENT_TYPE_COUNT];

    assert_non_null(none);
    tagger_score(none, &feature, 1, types);
    for (int k = 0; k < EVENT_TYPE_COUNT; k++)
        assert_true(types[k] == 0.0f);
    tagger_free(none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_tell_their_type),
        cmocka_unit_test(without_a_table_there_is_no_opinion),
    };

    return cmocka_run_group_tests(tests, text_setup, text_teardown);
}
