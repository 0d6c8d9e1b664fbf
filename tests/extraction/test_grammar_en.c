/* SPDX-License-Identifier: Apache-2.0 */
#include "support/analysed.h"
#include "support/support.h"

/* Clauses of a sentence: verb (as written), subject, object, agent; "-" for none. */
static const struct {
    const char *text;
    const char *verb, *subject, *object, *agent;
} cases[] = {
    {"Kaldan gunboats shelled the port on Tuesday.", "shelled", "Kaldan gunboats", "the port", "-"},
    {"Two judges were detained by security police.", "detained", "Two judges", "-",
     "security police"},
    {"Police said gunmen attacked a convoy.", "attacked", "gunmen", "a convoy", "-"},
    {"Jets bombed a town, killing three people.", "killing", "Jets", "three people", "-"},
    {"The general ordered the army to attack the port.", "attack", "the army", "the port", "-"},
    {"Kalda agreed to train the police.", "train", "Kalda", "the police", "-"},
    {"Police sealed the square and arrested nine men.", "arrested", "Police", "nine men", "-"},
    {"The Fajr Front, which Dorin says it crushed, attacked a convoy.", "attacked",
     "The Fajr Front", "a convoy", "-"},
    {"Troops, who entered the valley on Monday, arrested a mayor.", "entered", "Troops",
     "the valley", "-"},
    {"Six people died when a shell hit a market.", "hit", "a shell", "a market", "-"},
};

static struct strview text_of(const struct analysis *a, uint32_t phrase)
{
    return phrase == INDEX_NONE ? STRVIEW("-") : phrase_text(a, phrase);
}

static void every_verb_finds_its_arguments(void **state)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct analysed analysed;
        bool found = false;

        analysed_init(&analysed, *state, cases[i].text, "2027-03-10");
        const struct analysis *a = &analysed.analysis;

        for (size_t k = 0; k < a->clause_count; k++) {
            const struct clause *c = &a->clauses[k];

            if (c->verb == INDEX_NONE ||
                !strview_is(article_token_text(a->article, c->verb), cases[i].verb))
                continue;
            found = true;
            print_message("%s\n", cases[i].text);
            assert_strview_equal(text_of(a, c->subject), cases[i].subject);
            assert_strview_equal(text_of(a, c->object), cases[i].object);
            assert_strview_equal(text_of(a, c->agent), cases[i].agent);
        }
        assert_true(found);
        analysed_free(&analysed);
    }
}

static uint8_t tense_of(void **state, const char *text, uint8_t *polarity)
{
    struct analysed analysed;

    analysed_init(&analysed, *state, text, "2027-03-10");
    uint8_t tense = analysed.analysis.clauses[0].tense;

    *polarity = analysed.analysis.clauses[0].polarity;
    analysed_free(&analysed);
    return tense;
}

static void auxiliaries_tell_tense_and_polarity(void **state)
{
    uint8_t polarity;

    assert_int_equal(tense_of(state, "Kalda will attack the port.", &polarity), TENSE_FUTURE);
    assert_int_equal(polarity, POLARITY_POSITIVE);
    assert_int_equal(tense_of(state, "Kalda did not attack the port.", &polarity), TENSE_PAST);
    assert_int_equal(polarity, POLARITY_NEGATIVE);
    assert_int_equal(tense_of(state, "Kalda had attacked the port.", &polarity), TENSE_PLUPERFECT);
    tense_of(state, "No convoy was attacked.", &polarity);
    assert_int_equal(polarity, POLARITY_NEGATIVE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_verb_finds_its_arguments),
        cmocka_unit_test(auxiliaries_tell_tense_and_polarity),
    };

    return cmocka_run_group_tests(tests, text_setup, text_teardown);
}
