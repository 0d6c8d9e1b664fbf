/* SPDX-License-Identifier: Apache-2.0 */
#include "daemon/case_match.h"

#include "support/support.h"

#include <jansson.h>

#define EVENTS                                                                                        \
    "[{'type':'strike','mode':'air','modality':'happened','actors':[{'text':'الطيران','name':" \
    "'Air force','code':'SDNMIL'}],'locations':[{'text':'النور','role':'at','lat':15.5}],"       \
    "'casualties':{'killed':{'min':3,'max':3}},'mentions':[{'trigger':{'start':1},'text':"            \
    "'قصف الطيران النور أمس'}]},"                                                   \
    "{'type':'demand','theme':'agreement','modality':'happened','mentions':[]}]"

/* JSON with ' for ". */
static json_t *json_of(const char *text)
{
    char copy[2048];
    size_t len = strlen(text);
    json_error_t error;

    assert_true(len < sizeof(copy));
    for (size_t i = 0; i <= len; i++)
        copy[i] = text[i] == '\'' ? '"' : text[i];
    json_t *json = json_loads(copy, 0, &error);

    if (json == NULL)
        fail_msg("%s: %s", error.text, copy);
    return json;
}

static bool match(const char *wanted, struct buffer *report)
{
    json_t *wanted_json = json_of(wanted);
    json_t *events = json_of(EVENTS);
    bool is_matched = case_match(wanted_json, events, report);

    json_decref(wanted_json);
    json_decref(events);
    return is_matched;
}

static void assert_passes(const char *wanted)
{
    struct buffer report = {0};

    if (!match(wanted, &report))
        fail_msg("%s:\n%s", wanted, report.data);
    assert_int_equal(report.len, 0);
    buffer_destroy(&report);
}

static void assert_fails(const char *wanted, const char *told)
{
    struct buffer report = {0};

    assert_false(match(wanted, &report));
    if (report.data == NULL || strstr(report.data, told) == NULL)
        fail_msg("%s: \"%s\" is not in\n%s", wanted, told, report.data);
    buffer_destroy(&report);
}

static void a_part_of_an_event_is_enough(void **state)
{
    (void)state;
    assert_passes("{'events':[{'type':'strike'}]}");
    assert_passes("{'events':[{'type':'strike','casualties':{'killed':{'min':3}}}]}");
    assert_passes("{'events':[{'type':'demand'},{'type':'strike'}]}");
}

static void text_stands_for_a_thing_by_text_or_name(void **state)
{
    (void)state;
    assert_passes("{'events':[{'actors':['الطيران']}]}");
    assert_passes("{'events':[{'actors':['Air force']}]}");
    assert_passes("{'events':[{'mentions':['قصف الطيران']}]}");
    assert_passes("{'events':[{'locations':[{'text':'النور','role':'at','lat':15.5}]}]}");
    assert_fails("{'events':[{'type':'strike','actors':['طيران']}]}", "actors: expected");
}

static void a_wrong_value_is_told_beside_the_right_one(void **state)
{
    (void)state;
    assert_fails("{'events':[{'type':'strike','modality':'planned'}]}",
                 "modality: expected \"planned\", got \"happened\"");
    assert_fails("{'events':[{'type':'strike','theme':'aid'}]}", "got nothing");
}

static void an_event_is_given_out_once(void **state)
{
    (void)state;
    assert_fails("{'events':[{'type':'strike'},{'type':'strike'}]}", "missing event");
}

static void null_expects_nothing(void **state)
{
    (void)state;
    assert_passes("{'events':[{'type':'demand','actors':null}]}");
    assert_fails("{'events':[{'type':'strike','actors':null}]}", "actors: expected null");
}

static void what_must_be_absent_is_reported(void **state)
{
    (void)state;
    assert_passes("{'absent':['clash',{'type':'strike','modality':'planned'}]}");
    assert_fails("{'absent':['strike']}", "must not be there: \"strike\"");
    assert_fails("{'absent':[{'theme':'agreement'}]}", "must not be there: \"demand\"");
}

static void the_count_is_exact(void **state)
{
    (void)state;
    assert_passes("{'count':2}");
    assert_fails("{'count':1}", "expected 1 events, got 2");
}

static void a_case_that_expects_nothing_fails(void **state)
{
    (void)state;
    assert_fails("{}", "expects nothing");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_of_an_event_is_enough),
        cmocka_unit_test(text_stands_for_a_thing_by_text_or_name),
        cmocka_unit_test(a_wrong_value_is_told_beside_the_right_one),
        cmocka_unit_test(an_event_is_given_out_once),
        cmocka_unit_test(null_expects_nothing),
        cmocka_unit_test(what_must_be_absent_is_reported),
        cmocka_unit_test(the_count_is_exact),
        cmocka_unit_test(a_case_that_expects_nothing_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
