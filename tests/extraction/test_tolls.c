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
    /* what a preposition joins to a count, and counts of things */
    {"Rockets killed twelve in one house.", 12, -1},
    {"Eight members of one family died in the strike.", 8, -1},
    {"Two of the five men who were shot died.", 2, -1},
    {"A wave of strikes left at least 36 people dead in five towns.", 36, -1},
    {"Sixteen civilians, among them three children and a Sikh priest, were killed.", 16, -1},
    {"An army was killed off in that novel.", -1, -1},
    /* told without a number */
    {"killing a fruit seller and a patrolman and injuring nine other people.", 2, 9},
    {"A bomb went off, killing a midwife, her husband and three patients, a member said.", 5, -1},
    {"A bomb went off on Sunday, killing the driver and wounding two pedestrians.", 1, 2},
    {"On Monday evening a rubber tapper was gunned down in the district.", 1, -1},
    {"A Briton and an Algerian were killed in that attack.", 2, -1},
    /* who did it is no victim; each of a list is one */
    {"A former pupil stabbed to death a French literature teacher.", 1, -1},
    {"The squad Densus 88 gunned down four suspects on Sunday.", 4, -1},
    {"The gunman and a barrister were killed in the assault by police.", 2, -1},
    {"At least six people were killed in the raid.", 6, -1},
    {"ولم يُقتل أحد في القصف.", 0, -1},
    {"قُتل اثنا عشر فرداً من عائلة واحدة في الغارة.", 12, -1},
    {"قُتل النقابي، وهو في الخمسين من عمره، في الغارة.", 1, -1},
    {"Ali Shadmani, Iran's wartime chief of staff, was killed overnight.", 1, -1},
    {"Two policemen guarding a polio team were shot dead.", 2, -1},
    {"Joseph Koech, 24, died of a wound and five people were taken to hospital.", 1, 5},
    {"A policeman shot a 21-year-old student in the abdomen.", -1, 1},
    {"No one was hurt.", -1, 0},
    /* numbers that count nobody */
    {"Four scouts were wounded in a 45-minute firefight.", -1, 4},
    {"Fifteen commandos of the C-60 unit and their civilian driver were killed.", 16, -1},
    {"On Sunday they set 14 lorries ablaze and shot one driver dead.", 1, -1},
    {"Troops shot dead 12 mourners as tens of thousands of people buried protesters.", 12, -1},
    {"Jets bombed six towns, killing at least one person.", 1, -1},
    {"300 houses were burnt, one killed.", 1, -1},
    /* one word of toll, one count */
    {"Sixteen dead as gunmen storm bases; all 18 gunmen slain.", 16, -1},
    {"The raid, after an attack that killed 87 people on Tuesday, left seven dead.", 87, -1},
    /* words that tell a toll on one side */
    {"Nine soldiers fell.", 9, -1},
    {"Nine soldiers fell upon the camp.", -1, -1},
    {"Thirteen Chadian and six Cameroonian soldiers fell.", 19, -1},
    {"The battalion lost two men.", 2, -1},
    {"The party lost 20 seats.", -1, -1},
    {"They put the death toll of the fighting at 71 people, nine of them civilians.", 71, -1},
    {"The number of soldiers killed in the assault rose to 18.", 18, -1},
    {"Drones killed nine farmers, three brothers among them.", 9, -1},
    {"Nine people, among them a cameraman and his family, are killed.", 9, -1},
    {"Two aid workers were ambushed and killed.", 2, -1},
    {"39 soldiers and policemen died.", 39, -1},
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
    {"أسفر عن مقتل السائق ومساعده.", 2, -1},
    {"أدى إلى مقتل هنديين وباكستاني وإصابة ستة أشخاص.", 3, 6},
    {"مقتل وزير الدفاع وآصف شوكت.", 2, -1},
    {"مقتل ممرضتين تابعتين لها بقصف.", 2, -1},
    {"أسفرت عن تصفية صانع العبوات.", 1, -1},
    {"قُتل فيها قيادي ميداني في الحزب.", 1, -1},
    {"اغتالت طائرات الاحتلال عصر أمس القائد العام لكتائب القسام ومرافقه.", 2, -1},
    {"أردت الشرطة السريلانكية متظاهرا وأصابت 24 شخصا.", 1, 24},
    {"فأصابه بكسور.", -1, 1},
    {"ولم تقع إصابات.", -1, 0},
    {"ما أدى إلى سقوط شهيدين وجريح حاله حرجة.", 2, 1},
    {"العملية أسفرت عن القضاء على أكثر من خمسين إرهابيا.", 50, -1},
    {"إن عدد القتلى في عموم البلاد ارتفع إلى 525.", 525, -1},
    {"مقتل ثلاثة من جنودها بقذيفة، ليرتفع عدد قتلاها خلال أسبوع إلى 13.", 3, -1},
    {"وأُصيب نحو ثلاثمئة في مواجهات بين الجنود وأنصار المعارض.", -1, 300},
    {"إن 263 عنصرا أصيبوا بجروح، وأن 409 أشخاص وُضعوا رهن الحراسة.", -1, 263},
    {"إن عصابات ارهابية اعدمت رميا بالرصاص اربعين مدنيا.", 40, -1},
    {"56 قتيلا مدنيا و595 جريحا.", 56, 595},
    {"وأُصيب عاملان أجنبيان بحروق.", -1, 2},
    {"وإيقاع طاقمه بين قتيل وجريح.", -1, -1},
    {"لقي عامل فلسطيني مصرعه في القصف.", 1, -1},
    {"ولقي نائب القائد مصرعه مع خمسة من مرافقيه.", 6, -1},
    {"سقطت قذائف على الحي، فقُتل متعهد أميركي.", 1, -1},
    {"قُتل ضابط وجندي إسرائيليان وفلسطينيان في الاشتباك.", 4, -1},
    {"إن جنديين قضيا في الهجوم.", 2, -1},
    {"سقطت قذائف على المجمع فقتلت خمسة وعشرين من آلاف النازحين.", 25, -1},
    {"قضى فيها أربعة من أفراد طاقمها المؤلف من خمسة وعشرين.", 4, -1},
    {"وقتل المهاجمان خمسة أشخاص وجرحا اثنين وعشرين.", 5, 22},
    {"سقط صاروخ فقُتل طفل ووالدته في حي الأربعين.", 2, -1},
    {"قتل أفراد من عصابة «باريو 18» سبعة من رجال الشرطة.", 7, -1},
    {"اندلع اشتباك مع عناصر درك العقيد محمد بكر قُتل فيه ثلاثة من هؤلاء.", 3, -1},
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
