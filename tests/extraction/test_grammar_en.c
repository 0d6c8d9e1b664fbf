/* SPDX-License-Identifier: Apache-2.0 */
#include "support/analysed.h"
#include "support/support.h"

static const struct clause_case cases[] = {
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
    {"Two died in the fire.", "died", "Two", "-", "-"},
    {"Gunmen left the Nigerian state of Borno.", "left", "Gunmen", "the Nigerian state of Borno",
     "-"},
    {"Kaldan F-16s bombed Mirati positions.", "bombed", "Kaldan F-16s", "Mirati positions", "-"},
    {"Kaldan B-52 bombers hit the port.", "hit", "Kaldan B-52 bombers", "the port", "-"},
    {"The army seized the town and arrested nine men.", "arrested", "The army", "nine men", "-"},
    {"The envoy said direct measures hurt the port.", "hurt", "direct measures", "the port", "-"},
    {"At least six people were killed by shells.", "killed", "At least six people", "-", "shells"},
    {"More than 30 of his comrades were hurt.", "hurt", "More than 30 of his comrades", "-", "-"},
    {"Over 100 people fled the port.", "fled", "Over 100 people", "the port", "-"},
    {"Forces who had surrounded a house in the old city killed eleven men.", "killed", "Forces",
     "eleven men", "-"},
    {"The minister who met the rebels resigned.", "resigned", "The minister", "-", "-"},
    {"The group abducted two old men.", "abducted", "The group", "two old men", "-"},
    {"Some 1,500 policemen and soldiers fled the port.", "fled",
     "Some 1,500 policemen and soldiers", "the port", "-"},
    {"DORIN — Two dozen men were arrested.", "arrested", "Two dozen men", "-", "-"},
    {"M23 rebels enter Dorin as the army pulls back.", "enter", "M23 rebels", "Dorin", "-"},
};

static void every_verb_finds_its_arguments(void **state)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_clause(*state, &cases[i]);
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
