/* SPDX-License-Identifier: Apache-2.0 */
#include "support/analysed.h"
#include "support/support.h"

static struct event tolls_of(void **state, const char *text)
{
    struct analysed analysed;
    struct event event = {.type = EVENT_STRIKE};

    analysed_init(&analysed, *state, text, "2025-07-08");
    struct span all = {0, (uint32_t)analysed.analysis.article->token_count};

    assert_int_equal(tolls_fill(analysed.index, &analysed.analysis, &event, all), STATUS_OK);
    analysed_free(&analysed);
    return event;
}

static void assert_count(struct count count, int expected)
{
    if (expected < 0) {
        assert_false(count.is_known);
        return;
    }
    assert_true(count.is_known);
    assert_int_equal((int)count.min, expected);
    assert_int_equal((int)count.max, expected);
}

static const struct {
    const char *text;
    int killed, injured;
} cases[] = {
    {"Jets bombed a town, killing three people and wounding at least five others.", 3, 5},
    {"Six people died when a mortar round hit a market.", 6, -1},
    {"The raid left seven dead and 15 hurt.", 7, 15},
    {"Three soldiers were killed and 27 people, four of them lawmakers, were injured.", 3, 27},
    {"Shells killed a pilot and three guards.", 4, -1},
    {"44 people, 15 of them children, lost their lives.", 44, -1},
    {"Three gunmen killed two guards.", 2, -1},
    {"Dozens were killed in the raid.", -1, -1},
    {"Troops moved 12 tanks to the border.", -1, -1},
    {"Thirteen soldiers died and 27 were wounded in nine hours of fighting.", 13, 27},
    {"Five of them were injured on Sunday.", -1, 5},
    {"At Gamboru Ngala, about 300 people were massacred.", 300, -1},
    {"Its pilot, Colonel Oleg Peshkov, was shot dead.", 1, -1},
    {"Fifteen people were treated for burns.", -1, 15},
    {"أدى القصف إلى مقتل ثلاثة مدنيين وإصابة خمسة آخرين.", 3, 5},
    {"قتلت القوات، يوم السبت، ما لا يقل عن 107 أشخاص.", 107, -1},
    {"سقط عنصران من الشرطة قتيلين وأصيب ثالث.", 2, 1},
    {"وأسفر الهجوم عن استشهاد مجند وإصابة ضابط شرطة.", 1, 1},
    {"فأصابت القذيفة عاملين اثنين.", -1, 2},
    {"أسفرت المواجهات عن إصابة اثني عشر شخصاً.", -1, 12},
    {"مقتل أحد سكان المدينة برصاص مسلحين.", 1, -1},
    {"وكان متظاهر قد قُتل يوم الجمعة.", 1, -1},
    {"لقي ثلاثة بحارة مصرعهم في الهجوم.", 3, -1},
    {"أسفرت الغارة عن سقوط خمسة قتلى و10 جرحى.", 5, 10},
    {"أصيب جنديان في الاشتباك.", -1, 2},
    {"مقتل راع برصاص مسلحين.", 1, -1},
    {"قتل عشرة أشخاص بينهم طفلان.", 10, -1},
};

static void each_clause_gives_its_tolls(void **state)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct event event = tolls_of(state, cases[i].text);

        print_message("%s\n", cases[i].text);
        assert_count(event.casualties.killed, cases[i].killed);
        assert_count(event.casualties.injured, cases[i].injured);
    }
}

static void hundreds_are_a_range(void **state)
{
    struct event event = tolls_of(state, "Hundreds were killed in the raid.");

    assert_true(event.casualties.killed.is_known);
    assert_true(event.casualties.killed.min < event.casualties.killed.max);
}

static void a_weapon_tells_class_and_mode(void **state)
{
    struct event event = tolls_of(state, "A drone hit the depot.");

    assert_int_equal(event.weapon_count, 1);
    assert_strview_equal(event.weapons[0], "drone");
    assert_int_equal(event.mode, MODE_DRONE);
    event = tolls_of(state, "استهدفت طائرة مسيرة المستودع.");
    assert_int_equal(event.mode, MODE_DRONE);
}

static void what_is_counted_and_no_toll_is_a_quantity(void **state)
{
    struct event event = tolls_of(state, "Troops moved 12 tanks to the border.");

    assert_int_equal(event.quantity_count, 1);
    assert_strview_equal(event.quantities[0].unit, "tank");
    assert_int_equal((int)event.quantities[0].min, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_clause_gives_its_tolls),
        cmocka_unit_test(hundreds_are_a_range),
        cmocka_unit_test(a_weapon_tells_class_and_mode),
        cmocka_unit_test(what_is_counted_and_no_toll_is_a_quantity),
    };

    return cmocka_run_group_tests(tests, text_setup, text_teardown);
}
