/* SPDX-License-Identifier: Apache-2.0 */
/* Unicode's own test files (Debian's unicode-data, or the folder in RASID_UNICODE) through the
 * pipeline: positions lead back to the text, output is in NFC, and what is the same text to Unicode
 * has the same matching form. */
#include "pipeline/pipeline.h"

#include "codec/output_text.h"
#include "common/utf8.h"
#include "lexicon/form.h"
#include "support/pipeline_fixture.h"
#include "support/positions.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unistd.h>

enum { LINE_BYTES = 1 << 14, TEXT_BYTES = 1024, COLUMNS = 5, SKIPPED = 77, WRONG_SHOWN = 10 };

static const char *folder(void)
{
    const char *path = getenv("RASID_UNICODE");

    return path == NULL ? "/usr/share/unicode" : path;
}

static FILE *open_file(const char *name)
{
    char command[512];
    const char *suffix = strrchr(name, '.');

    snprintf(command, sizeof(command), "%s %s/%s", strcmp(suffix, ".bz2") == 0 ? "bzcat" : "cat",
             folder(), name);
    FILE *file = popen(command, "r");

    assert_non_null(file);
    return file;
}

/* "0044 0307" and "÷ 0044 × 0307 ÷" to text; other signs than hex digits part code points. */
static struct strview text_from(const char *code_points, char out[TEXT_BYTES])
{
    size_t len = 0;

    for (const char *at = code_points; *at != '\0' && len + 4 < TEXT_BYTES;) {
        char *end;
        unsigned long c = strtoul(at, &end, 16);

        if (end == at) {
            at++;
            continue;
        }
        len += utf8_put((uint32_t)c, out + len);
        at = end;
    }
    return (struct strview){.ptr = out, .len = len};
}

static unsigned wrong;

static void tell(const char *line, const char *what)
{
    if (wrong++ < WRONG_SHOWN)
        printf("%s: %s\n", what, line);
}

/* The text as a body, after a word that makes the article one. */
static void check_positions(struct pipeline *pipeline, const char *line, struct strview text)
{
    char body[TEXT_BYTES + 16];
    int len = snprintf(body, sizeof(body), "x %.*s", STRVIEW_ARG(text));
    struct article *article =
        pipeline_fixture_run(pipeline, STRVIEW(""), (struct strview){body, (size_t)len});
    const char *what = article == NULL ? "refused" : positions_wrong(article);

    if (what == NULL)
        what = record_positions_wrong(article);
    if (what == NULL && strlen(body) == (size_t)len &&
        !strview_equal(article->fields[FIELD_BODY], (struct strview){body, (size_t)len}))
        what = "the article's text is not the record's";
    if (what != NULL)
        tell(line, what);
}

static void check_output(const char *line, struct strview text, struct strview nfc)
{
    struct buffer out = {0};

    if (!output_text(&out, text) || !strview_equal(buffer_view(&out), nfc))
        tell(line, "output is not in NFC");
    buffer_destroy(&out);
}

static void check_form(const char *line, struct strview text, struct strview same)
{
    static const enum form_kind kinds[] = {FORM_MATCHING, FORM_EXACT};
    char form[TEXT_BYTES * 11], wanted[TEXT_BYTES * 11];

    for (size_t i = 0; i < 2; i++) {
        size_t len = form_fold(text, kinds[i], form, sizeof(form));
        size_t wanted_len = form_fold(same, kinds[i], wanted, sizeof(wanted));

        if (!strview_equal((struct strview){form, len}, (struct strview){wanted, wanted_len}))
            tell(line, "the same text has two forms");
        /* But for Jamo, which join when the mark between them is dropped. */
        bool is_stable =
            form_fold((struct strview){form, len}, kinds[i], wanted, sizeof(wanted)) == len &&
            memcmp(form, wanted, len) == 0;

        if (!is_stable && strview_find(text, STRVIEW("\u0334"), 0) == text.len)
            tell(line, "folding a form changes it");
    }
}

/* Columns: source, NFC, NFD, NFKC, NFKD. */
static void check_normalization_line(struct pipeline *pipeline, char *line)
{
    char texts[COLUMNS][TEXT_BYTES];
    struct strview columns[COLUMNS];
    char *rest = line;

    for (size_t i = 0; i < COLUMNS; i++)
        columns[i] = text_from(strsep(&rest, ";"), texts[i]);
    for (size_t i = 0; i < COLUMNS; i++) {
        check_output(line, columns[i], columns[i < 3 ? 1 : 3]);
        check_form(line, columns[i], columns[3]);
        check_positions(pipeline, line, columns[i]);
    }
}

static void every_normalization_test_holds(void **state)
{
    static bool is_listed[0x110000];
    static char line[LINE_BYTES];
    FILE *file = open_file("NormalizationTest.txt.bz2");
    unsigned lines = 0;
    char text[4];

    wrong = 0;
    while (fgets(line, sizeof(line), file) != NULL) {
        if (line[0] == '#' || line[0] == '@' || line[0] == '\n')
            continue;
        is_listed[strtoul(line, NULL, 16)] = true; /* also those of other parts: they are checked */
        check_normalization_line(*state, line);
        lines++;
    }
    pclose(file);
    assert_true(lines > 18000);
    /* What is not listed is its own NFC. */
    for (uint32_t c = 0; c < 0x110000; c++) {
        bool is_out = output_text_is_dropped(c) || c == 0x2028 || c == 0x2029;

        if (is_listed[c] || is_out || (c >= 0xd800 && c <= 0xdfff) ||
            u_charType((UChar32)c) == U_UNASSIGNED)
            continue;
        struct strview alone = {.ptr = text, .len = utf8_put(c, text)};

        snprintf(line, sizeof(line), "U+%04X", c);
        check_output(line, alone, alone);
    }
    printf("NormalizationTest: %u lines, %u wrong\n", lines, wrong);
    assert_int_equal(wrong, 0);
}

static void check_break_tests(struct pipeline *pipeline, const char *name)
{
    static char line[LINE_BYTES];
    FILE *file = open_file(name);
    char text[TEXT_BYTES];
    unsigned lines = 0;

    wrong = 0;
    while (fgets(line, sizeof(line), file) != NULL) {
        line[strcspn(line, "#\n")] = '\0';
        if (line[0] == '\0')
            continue;
        check_positions(pipeline, line, text_from(line, text));
        lines++;
    }
    pclose(file);
    printf("%s: %u lines, %u wrong\n", name, lines, wrong);
    assert_true(lines > 500);
    assert_int_equal(wrong, 0);
}

static void every_word_break_test_leads_back(void **state)
{
    check_break_tests(*state, "auxiliary/WordBreakTest.txt");
}

static void every_sentence_break_test_leads_back(void **state)
{
    check_break_tests(*state, "auxiliary/SentenceBreakTest.txt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_normalization_test_holds),
        cmocka_unit_test(every_word_break_test_leads_back),
        cmocka_unit_test(every_sentence_break_test_leads_back),
    };
    char path[512];

    snprintf(path, sizeof(path), "%s/NormalizationTest.txt.bz2", folder());
    if (access(path, R_OK) != 0) {
        printf("skipped: %s is not there (Debian: unicode-data)\n", path);
        return SKIPPED;
    }
    return cmocka_run_group_tests(tests, pipeline_fixture_setup, pipeline_fixture_teardown);
}
