/* SPDX-License-Identifier: Apache-2.0 */
#include "extraction/entity_index.h"

#include "support/analysed.h"
#include "support/support.h"

static struct analysed analysed;

static const struct entity *canonical_of(const char *text)
{
    const struct entity *entity = analysed_entity(&analysed, text);

    assert_non_null(entity);
    return &analysed.analysis.entities[entity->canonical];
}

static struct strview canonical_text(const char *text)
{
    const struct entity *entity = analysed_entity(&analysed, text);

    assert_non_null(entity);
    return entity_text(&analysed.analysis, entity->canonical);
}

static struct actor actor_of(const char *text)
{
    struct actor actor;
    uint32_t phrase = analysed_phrase(&analysed, text);

    assert_true(phrase != INDEX_NONE);
    assert_true(actor_from_phrase(analysed.index, &analysed.analysis, phrase, &actor));
    return actor;
}

static void an_english_name_keeps_its_title(void **state)
{
    analysed_init(&analysed, *state,
                  "Police director Rameau Normil said gunmen fled. Normil ordered the army to "
                  "leave.",
                  "2025-07-08");
    assert_strview_equal(canonical_text("Normil"), "director Rameau Normil");
    assert_true((canonical_of("Normil")->classes & FILLER_PERSON) != 0);
    analysed_free(&analysed);
}

static void an_unknown_organisation_is_told_by_its_head(void **state)
{
    analysed_init(&analysed, *state, "Troops fought the Fajr Front near the river.", "2025-07-08");
    const struct entity *front = analysed_entity(&analysed, "Fajr Front");

    assert_non_null(front);
    assert_true((front->classes & FILLER_ARMED) != 0);
    assert_strview_equal(actor_of("Fajr Front").code, "UAF");
    /* Nothing in a name triggers. */
    assert_true(analysed.analysis.words[front->first_token].is_closed);
    analysed_free(&analysed);
    analysed_init(&analysed, *state, "هاجمت جبهة الفجر موقعا قرب النهر.", "2025-07-08");
    assert_non_null(analysed_entity(&analysed, "جبهة الفجر"));
    assert_strview_equal(actor_of("جبهة الفجر").code, "UAF");
    analysed_free(&analysed);
}

static void a_force_takes_the_code_of_its_adjective(void **state)
{
    analysed_init(&analysed, *state,
                  "Egyptian soldiers arrived. Moscow's envoy left. The Kremlin objected. Gunmen "
                  "fled.",
                  "2025-07-08");
    assert_strview_equal(actor_of("Egyptian soldiers").code, "EGYMIL");
    assert_strview_equal(actor_of("Egyptian soldiers").country, "EGY");
    assert_strview_equal(actor_of("envoy").code, "RUSGOV");
    assert_strview_equal(actor_of("Kremlin").code, "RUSGOV");
    assert_strview_equal(actor_of("Gunmen").code, "UAF");
    analysed_free(&analysed);
    analysed_init(&analysed, *state, "أصيب جنديان إسرائيليان. وصل الطيران الروسي.", "2025-07-08");
    assert_strview_equal(actor_of("جنديان إسرائيليان").code, "ISRMIL");
    assert_strview_equal(actor_of("الطيران الروسي").code, "RUSMIL");
    analysed_free(&analysed);
}

static void an_arabic_title_takes_adjective_and_name_in(void **state)
{
    analysed_init(&analysed, *state, "التقى وزير الخارجية المصري بدر عبد العاطي نظيره في أنقرة.",
                  "2025-07-08");
    assert_non_null(analysed_entity(&analysed, "وزير الخارجية المصري بدر عبد العاطي"));
    assert_strview_equal(actor_of("بدر عبد العاطي").code, "EGYGOV");
    analysed_free(&analysed);
}

static void a_party_named_by_adjective_takes_the_noun_of_the_article(void **state)
{
    analysed_init(&analysed, *state, "India denied it. Indian shelling went on.", "2025-07-08");
    assert_strview_equal(canonical_text("Indian"), "India");
    analysed_free(&analysed);
    analysed_init(&analysed, *state, "Indian shelling went on.", "2025-07-08");
    assert_strview_equal(canonical_text("Indian"), "Indian");
    analysed_free(&analysed);
}

static void a_person_out_of_office_is_coded_as_elite(void **state)
{
    analysed_init(&analysed, *state, "Hosni Mubarak spoke in Cairo.", "2025-07-08");
    assert_strview_equal(actor_of("Hosni Mubarak").code, "EGYELI");
    analysed_free(&analysed);
}

static void a_capital_is_a_town_and_a_state(void **state)
{
    struct location place;

    analysed_init(&analysed, *state, "Two judges were detained in Cairo.", "2025-07-08");
    uint32_t phrase = analysed_phrase(&analysed, "Cairo");

    assert_true(location_from_phrase(analysed.index, &analysed.analysis, phrase, &place));
    assert_strview_equal(place.name, "Cairo");
    assert_strview_equal(place.country, "EGY");
    assert_int_equal(place.precision, PLACE_CITY);
    assert_strview_equal(actor_of("Cairo").country, "EGY");
    analysed_free(&analysed);
}

static void an_unknown_place_is_told_by_its_cue_and_has_no_coordinates(void **state)
{
    struct location place;

    analysed_init(&analysed, *state, "Shells hit Zoorabqa camp and the town of Qeemoor.",
                  "2025-07-08");
    uint32_t camp = analysed_phrase(&analysed, "Zoorabqa camp");
    uint32_t town = analysed_phrase(&analysed, "Qeemoor");

    assert_true(location_from_phrase(analysed.index, &analysed.analysis, camp, &place));
    assert_strview_equal(place.text, "Zoorabqa camp");
    assert_false(place.has_coordinates);
    assert_true(location_from_phrase(analysed.index, &analysed.analysis, town, &place));
    assert_strview_equal(place.text, "Qeemoor");
    assert_false(place.has_coordinates);
    analysed_free(&analysed);
}

static void a_kind_of_place_alone_is_the_last_of_its_kind(void **state)
{
    static const struct {
        const char *body, *alone, *named;
    } pairs[] = {
        {"Shells hit the town of Qeemoor. Troops left the town.", "the town", "Qeemoor"},
        {"Shells hit Cairo. Troops entered the city.", "the city", "Cairo"},
        {"هاجم مسلحون بلدة بريا يوم الاثنين. وانسحب الجيش من البلدة أمس.", "البلدة", "بريا"},
        {"هاجم مسلحون معبرا يوم الاثنين. وانسحب الجيش من المعبر أمس.", "المعبر", "المعبر"},
    };

    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        struct location place = {0};

        analysed_init(&analysed, *state, pairs[i].body, "2025-07-08");
        location_from_phrase(analysed.index, &analysed.analysis,
                             analysed_phrase(&analysed, pairs[i].alone), &place);
        assert_strview_equal(place.text, pairs[i].named);
        analysed_free(&analysed);
    }
}

static void the_group_is_the_movement_named_before(void **state)
{
    analysed_init(&analysed, *state, "Hezbollah fired rockets. The group denied it.", "2025-07-08");
    assert_strview_equal(actor_of("The group").name, "Hezbollah");
    analysed_free(&analysed);
}

static void an_adjective_takes_the_country_s_name(void **state)
{
    analysed_init(&analysed, *state, "التقى الوزير المصري وفدا في القاهرة. وشكرت مصر الوفد.",
                  "2025-07-08");
    const struct analysis *a = &analysed.analysis;

    for (size_t i = 0; i < a->entity_count; i++)
        if (a->entities[i].classes == FILLER_NATIONALITY)
            assert_strview_equal(entity_text(a, a->entities[i].canonical), "مصر");
    analysed_free(&analysed);
}

static void the_title_of_a_work_triggers_nothing(void **state)
{
    analysed_init(&analysed, *state, "She praised the film \"Raid on the harbour\" on stage.",
                  "2025-07-08");
    bool found = false;

    for (size_t i = 0; i < analysed.analysis.article->token_count; i++)
        if (strview_is(analysed.analysis.article->tokens[i].form, "raid"))
            found = analysed.analysis.words[i].is_closed;
    assert_true(found);
    analysed_free(&analysed);
}

/* Of the place that the phrase with the text names; 0: no place of the tables. */
static uint32_t geonames_of(const char *body, const char *text, void **state)
{
    struct location place = {0};

    analysed_init(&analysed, *state, body, "2025-07-08");
    uint32_t phrase = analysed_phrase(&analysed, text);

    assert_true(phrase != INDEX_NONE);
    location_from_phrase(analysed.index, &analysed.analysis, phrase, &place);
    analysed_free(&analysed);
    return place.geonames;
}

static void a_shared_name_is_the_country_s_or_the_default(void **state)
{
    assert_int_equal(geonames_of("وقع انفجار في طرابلس.", "طرابلس", state), 2210247);
    assert_int_equal(geonames_of("قال الجيش اللبناني إن انفجارا وقع في طرابلس.", "طرابلس", state),
                     266826);
    assert_int_equal(geonames_of("وقع انفجار في رفح.", "رفح", state), 281102);
    assert_int_equal(geonames_of("قالت مصر إن انفجارا وقع في رفح.", "رفح", state), 350350);
    /* Neither is the default: the country alone decides. */
    assert_int_equal(geonames_of("وقع انفجار في أريحا.", "أريحا", state), 0);
    assert_int_equal(geonames_of("قالت سوريا إن انفجارا وقع في أريحا.", "أريحا", state), 172994);
}

static void a_name_that_is_mostly_a_word_needs_its_cue(void **state)
{
    assert_int_equal(geonames_of("تحدث الجيش في العراق عن بلد آمن.", "بلد", state), 0);
    assert_int_equal(geonames_of("وصل الجيش في العراق إلى قضاء بلد.", "بلد", state), 98112);
}

static void an_outer_place_of_the_same_role_is_dropped(void **state)
{
    struct location places[3] = {
        {.text = STRVIEW("Homs"), .country = STRVIEW("SYR"), .precision = PLACE_CITY},
        {.text = STRVIEW("Syria"), .country = STRVIEW("SYR"), .precision = PLACE_COUNTRY},
        {.text = STRVIEW("Iraq"),
         .country = STRVIEW("IRQ"),
         .precision = PLACE_COUNTRY,
         .role = PLACE_FROM},
    };
    struct event event = {.locations = places, .location_count = 3};

    (void)state;
    event_drop_outer_locations(&event);
    assert_int_equal(event.location_count, 2);
    assert_strview_equal(event.locations[1].text, "Iraq");
}

static void a_number_or_a_verb_is_no_part_of_a_name(void **state)
{
    analysed_init(&analysed, *state, "وأوقف الجيش خمسة مشتبه بهم في المنطقة.", "2025-07-08");
    assert_strview_equal(phrase_text(&analysed.analysis, analysed_phrase(&analysed, "الجيش")),
                         "الجيش");
    analysed_free(&analysed);
    /* not two valleys named after the prime minister */
    analysed_init(&analysed, *state, "وأدان رئيس الوزراء نواف سلام الهجوم.", "2025-07-08");
    assert_strview_equal(phrase_text(&analysed.analysis, analysed_phrase(&analysed, "نواف")),
                         "رئيس الوزراء نواف سلام");
    analysed_free(&analysed);
}

/* A line that ends in a title, and one that begins with adjective and name, as a lost word leaves
 * them: taken together they were a name in two sentences, which an assertion ended. */
static void a_title_takes_no_name_of_the_next_sentence_in(void **state)
{
    analysed_init(&analysed, *state, "التقى البرهان وزير الخارجية\nالمصري بدر عبد العاطي في جدة.",
                  "2025-07-08");
    assert_non_null(analysed_entity(&analysed, "وزير الخارجية"));
    assert_non_null(analysed_entity(&analysed, "بدر عبد العاطي"));
    analysed_free(&analysed);
}

/* What is cut off was found in the form, which has neither marks nor ligatures. */
static void a_clitic_is_cut_off_with_its_marks(void **state)
{
    analysed_init(&analysed, *state, "وَدَعَتْ وَتُركيا إلى التهدئة.", "2025-07-08");
    assert_non_null(analysed_entity(&analysed, "تُركيا"));
    analysed_free(&analysed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_english_name_keeps_its_title),
        cmocka_unit_test(an_unknown_organisation_is_told_by_its_head),
        cmocka_unit_test(a_force_takes_the_code_of_its_adjective),
        cmocka_unit_test(an_arabic_title_takes_adjective_and_name_in),
        cmocka_unit_test(a_party_named_by_adjective_takes_the_noun_of_the_article),
        cmocka_unit_test(a_person_out_of_office_is_coded_as_elite),
        cmocka_unit_test(a_capital_is_a_town_and_a_state),
        cmocka_unit_test(an_unknown_place_is_told_by_its_cue_and_has_no_coordinates),
        cmocka_unit_test(a_kind_of_place_alone_is_the_last_of_its_kind),
        cmocka_unit_test(the_group_is_the_movement_named_before),
        cmocka_unit_test(an_adjective_takes_the_country_s_name),
        cmocka_unit_test(the_title_of_a_work_triggers_nothing),
        cmocka_unit_test(a_shared_name_is_the_country_s_or_the_default),
        cmocka_unit_test(a_name_that_is_mostly_a_word_needs_its_cue),
        cmocka_unit_test(an_outer_place_of_the_same_role_is_dropped),
        cmocka_unit_test(a_number_or_a_verb_is_no_part_of_a_name),
        cmocka_unit_test(a_title_takes_no_name_of_the_next_sentence_in),
        cmocka_unit_test(a_clitic_is_cut_off_with_its_marks),
    };

    return cmocka_run_group_tests(tests, text_setup, text_teardown);
}
