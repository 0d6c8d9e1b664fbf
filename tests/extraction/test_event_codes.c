/* SPDX-License-Identifier: Apache-2.0 */
#include "extraction/event_codes.h"

#include "support/support.h"

static struct lexicon *lexicon;
static struct event_codes *codes;

static int set_up(void **state)
{
    char error[256] = "";

    (void)state;
    if (lexicon_open(support_lexicon_path(), &lexicon, error, sizeof(error)) != STATUS_OK)
        return -1;
    codes = event_codes_new(lexicon);
    return codes == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    event_codes_free(codes);
    lexicon_close(lexicon);
    return 0;
}

static struct event coded(enum event_type type, enum event_mode mode)
{
    struct event event = {.type = type, .mode = mode};

    event_codes_assign(codes, &event);
    return event;
}

static bool is_one_of(struct strview text, const char *list)
{
    struct strview rest = strview_from(list);
    struct strview piece;

    while (strview_next(&rest, ' ', &piece))
        if (strview_equal(piece, text))
            return true;
    return false;
}

/* The contract's table (docs/events.md): PLOVER types and CAMEO roots of each type. */
static const struct {
    enum event_type type;
    const char *plover;
    const char *roots;
} contract[] = {
    {EVENT_TROOP_MOVEMENT, "MOBILIZE RETREAT", "15 08"},
    {EVENT_STRIKE, "ASSAULT", "19"},
    {EVENT_CLASH, "ASSAULT", "19"},
    {EVENT_ATTACK, "ASSAULT COERCE", "18 20 17"},
    {EVENT_SEIZURE, "COERCE", "19"},
    {EVENT_NEGOTIATION, "CONSULT", "03 04"},
    {EVENT_MEETING, "CONSULT", "04"},
    {EVENT_AGREEMENT, "AGREE RETREAT", "03 05 08"},
    {EVENT_RELEASE, "RETREAT CONCEDE", "08"},
    {EVENT_ARREST, "COERCE SANCTION ASSAULT", "17 18"},
    {EVENT_PROTEST, "PROTEST", "14"},
    {EVENT_SANCTION, "SANCTION", "16"},
    {EVENT_COERCION, "COERCE", "17 19"},
    {EVENT_THREAT, "THREATEN", "13"},
    {EVENT_ACCUSATION, "ACCUSE", "09 11"},
    {EVENT_DEMAND, "REQUEST", "10"},
    {EVENT_REJECTION, "REJECT", "12"},
    {EVENT_SUPPORT, "SUPPORT", "05"},
    {EVENT_COOPERATION, "COOPERATE", "06"},
    {EVENT_AID, "AID", "07"},
};

static void every_type_mode_and_modality_is_coded_as_the_contract_says(void **state)
{
    (void)state;
    assert_int_equal(sizeof(contract) / sizeof(contract[0]), EVENT_TYPE_COUNT - 1);
    for (size_t i = 0; i < sizeof(contract) / sizeof(contract[0]); i++) {
        for (size_t mode = MODE_NONE; mode < MODE_COUNT; mode++) {
            for (size_t modality = 0; modality < MODALITY_COUNT; modality++) {
                struct event event = {.type = contract[i].type,
                                      .mode = (enum event_mode)mode,
                                      .modality = (enum modality)modality};

                if (mode != MODE_NONE && !event_type_takes_mode(event.type, event.mode))
                    continue;
                event_codes_assign(codes, &event);
                assert_true(is_one_of(event.plover, contract[i].plover));
                assert_true(is_one_of(strview_slice(event.cameo, 0, 2), contract[i].roots));
                assert_in_range(event.cameo.len, 2, 4);
                assert_true(event.intensity >= -10 && event.intensity <= 10);
            }
        }
    }
}

static void a_mode_sharpens_the_code(void **state)
{
    (void)state;
    assert_strview_equal(coded(EVENT_STRIKE, MODE_NONE).cameo, "190");
    assert_strview_equal(coded(EVENT_STRIKE, MODE_DRONE).cameo, "1952");
    assert_strview_equal(coded(EVENT_STRIKE, MODE_DRONE).plover_mode, "drone");
    assert_strview_equal(coded(EVENT_TROOP_MOVEMENT, MODE_WITHDRAW).plover, "RETREAT");
    assert_strview_equal(coded(EVENT_ATTACK, MODE_CYBER).plover, "COERCE");
    assert_strview_equal(coded(EVENT_ARREST, MODE_ABDUCTION).cameo, "181");
}

static void weapon_theme_and_mediator_sharpen_the_code(void **state)
{
    struct actor mediator = {.name = STRVIEW("Qatar")};
    struct event bomb = {.type = EVENT_ATTACK,
                         .mode = MODE_BOMBING,
                         .weapons = {STRVIEW("vehicle_bomb")},
                         .weapon_count = 1};
    struct event demand = {.type = EVENT_DEMAND, .theme = EVENT_NEGOTIATION};
    struct event talks = {
        .type = EVENT_NEGOTIATION, .mode = MODE_TALKS, .mediators = &mediator, .mediator_count = 1};

    (void)state;
    event_codes_assign(codes, &bomb);
    assert_strview_equal(bomb.cameo, "1832");
    event_codes_assign(codes, &demand);
    assert_strview_equal(demand.cameo, "106");
    assert_strview_equal(demand.plover_mode, "meet");
    event_codes_assign(codes, &talks);
    assert_strview_equal(talks.plover_mode, "third-party");
    assert_true(talks.intensity > 0.99 && talks.intensity < 1.01);
}

static void a_truce_to_come_is_no_retreat(void **state)
{
    struct event truce = {
        .type = EVENT_AGREEMENT, .mode = MODE_CEASEFIRE, .modality = MODALITY_PLANNED};

    (void)state;
    event_codes_assign(codes, &truce);
    assert_strview_equal(truce.plover, "AGREE");
    truce.modality = MODALITY_HAPPENED;
    event_codes_assign(codes, &truce);
    assert_strview_equal(truce.plover, "RETREAT");
    assert_strview_equal(truce.cameo, "0871");
    assert_int_equal(truce.context_count, 1);
    assert_strview_equal(truce.contexts[0], "military");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_mode_and_modality_is_coded_as_the_contract_says),
        cmocka_unit_test(a_mode_sharpens_the_code),
        cmocka_unit_test(weapon_theme_and_mediator_sharpen_the_code),
        cmocka_unit_test(a_truce_to_come_is_no_retreat),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
