/* SPDX-License-Identifier: Apache-2.0 */
/* Pages of tests/normalization/pages/: each line says what must become of it.
 *
 *   K0<tab>text         kept, in segment 0
 *   C1 kind<tab>text    cut as kind, in segment 1
 *   +C0 kind<tab>text   glued to the line before it by one blank
 *   @title, @published, @fetched   what the decoder gave
 *   @date, @source, @author        segment, value: what the segment must tell */
#include "normalization/segments.h"

#include "support/support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { LINES_MAX = 40, TEXT_BYTES = 16384 };

struct wanted_line {
    char state[32]; /* "K0", "C1 kind" */
    char text[1024];
};

struct golden {
    struct wanted_line lines[LINES_MAX];
    size_t count;
    char body[TEXT_BYTES];
    char wants[LINES_MAX][2048]; /* the @ lines */
    size_t want_count;
};

static struct lexicon *lexicon;
static struct normalizer *normalizer;
static struct arena *arena;
static struct normalize_options options;

static int open_normalizer(void **state)
{
    char error[256];

    (void)state;
    if (lexicon_open(support_lexicon_path(), &lexicon, error, sizeof(error)) != STATUS_OK)
        return -1;
    arena = arena_new(1 << 16, 64 << 20);
    normalizer = normalizer_new(lexicon, &options);
    return normalizer == NULL;
}

static int close_normalizer(void **state)
{
    (void)state;
    normalizer_free(normalizer);
    arena_free(arena);
    lexicon_close(lexicon);
    return 0;
}

static struct timestamp parse_day(const char *text)
{
    struct timestamp time = {.precision = TIME_DAY, .second = -1};
    struct civil civil = {0};
    int hour = 0;
    int minute = 0;
    int count =
        sscanf(text, "%d-%d-%dT%d:%d", &civil.year, &civil.month, &civil.day, &hour, &minute);

    assert_true(count >= 3);
    time.day = civil_to_day(civil);
    if (count == 5) {
        time.precision = TIME_MINUTE;
        time.second = hour * 3600 + minute * 60;
    }
    return time;
}

static void read_golden(const char *path, struct golden *golden)
{
    char row[2048];
    FILE *file = fopen(path, "re");

    assert_non_null(file);
    memset(golden, 0, sizeof(*golden));
    while (fgets(row, sizeof(row), file) != NULL) {
        row[strcspn(row, "\n")] = '\0';
        if (row[0] == '@') {
            snprintf(golden->wants[golden->want_count++], sizeof(golden->wants[0]), "%s", row + 1);
            continue;
        }
        bool is_glued = row[0] == '+';
        char *tab = strchr(row, '\t');
        struct wanted_line *line = &golden->lines[golden->count++];

        assert_non_null(tab);
        *tab = '\0';
        snprintf(line->state, sizeof(line->state), "%s", row + is_glued);
        snprintf(line->text, sizeof(line->text), "%s", tab + 1);
        size_t used = strlen(golden->body);
        const char *gap = used == 0 ? "" : is_glued ? " " : "\n";
        int added =
            snprintf(golden->body + used, sizeof(golden->body) - used, "%s%s", gap, line->text);

        assert_true(added >= 0 && (size_t)added < sizeof(golden->body) - used);
    }
    fclose(file);
}

/* The value of an @ line: "title …", or with a segment "date 0 …". NULL when it is another one. */
static const char *value_of(const char *want, const char *name)
{
    size_t length = strlen(name);

    return strncmp(want, name, length) == 0 && want[length] == ' ' ? want + length + 1 : NULL;
}

static struct article *decode_golden(const struct golden *golden)
{
    arena_reset(arena);
    struct article *article = article_new(arena);

    article->fields[FIELD_BODY] = strview_from(golden->body);
    for (size_t i = 0; i < golden->want_count; i++) {
        const char *want = golden->wants[i];

        if (value_of(want, "title") != NULL)
            article->fields[FIELD_TITLE] = strview_from(value_of(want, "title"));
        if (value_of(want, "published") != NULL)
            article->published = parse_day(value_of(want, "published"));
        if (value_of(want, "fetched") != NULL)
            article->fetched = parse_day(value_of(want, "fetched"));
    }
    return article;
}

static int check_lines(const char *path, const struct golden *golden, const struct article *article)
{
    int wrong = 0;
    size_t wanted = 0;

    for (size_t i = 0; i < article->line_count; i++) {
        const struct line *line = &article->lines[i];
        char state[64];
        struct strview text = article_span_text(article, line->field, line->span);

        if (line->field != FIELD_BODY)
            continue;
        snprintf(state, sizeof(state), "%c%u%s%s", line->is_kept ? 'K' : 'C', line->segment,
                 line->is_kept ? "" : " ", line->is_kept ? "" : line->reason);
        if (wanted < golden->count && strcmp(state, golden->lines[wanted].state) == 0 &&
            strview_is(text, golden->lines[wanted].text)) {
            wanted++;
            continue;
        }
        fprintf(stderr, "%s: %s \"%.*s\", wanted %s\n", path, state, STRVIEW_ARG(text),
                wanted < golden->count ? golden->lines[wanted].state : "nothing");
        wanted++;
        wrong++;
    }
    return wrong + (wanted != golden->count);
}

static int check_segments(const char *path, const struct golden *golden,
                          const struct article *article)
{
    int wrong = 0;

    for (size_t i = 0; i < golden->want_count; i++) {
        const char *want = golden->wants[i];
        const char *names[] = {"date", "source", "author"};

        for (size_t n = 0; n < 3; n++) {
            const char *value = value_of(want, names[n]);

            if (value == NULL)
                continue;
            size_t index = (size_t)strtoul(value, NULL, 10);

            assert_true(index < article->segment_count);
            const struct segment *segment = &article->segments[index];
            bool is_right = n == 0 ? segment->published.day == parse_day(value + 2).day &&
                                         segment->published.second == parse_day(value + 2).second
                            : n == 1 ? strview_is(segment->source, value + 2)
                                     : strview_is(segment->author, value + 2);

            if (is_right)
                continue;
            fprintf(stderr, "%s: @%s is not told: day %d second %d \"%.*s\" \"%.*s\"\n", path, want,
                    segment->published.day, segment->published.second, STRVIEW_ARG(segment->source),
                    STRVIEW_ARG(segment->author));
            wrong++;
        }
    }
    return wrong;
}

static void cuts_and_segments_every_class_of_page(void **state)
{
    static struct golden golden;
    DIR *folder = opendir("tests/normalization/pages");
    struct dirent *entry;
    int pages = 0;
    int wrong = 0;

    (void)state;
    assert_non_null(folder);
    while ((entry = readdir(folder)) != NULL) {
        char path[512];

        if (strstr(entry->d_name, ".txt") == NULL)
            continue;
        snprintf(path, sizeof(path), "tests/normalization/pages/%s", entry->d_name);
        read_golden(path, &golden);
        struct article *article = decode_golden(&golden);

        assert_int_equal(normalize_segments(normalizer, article), STATUS_OK);
        wrong += check_lines(path, &golden, article);
        wrong += check_segments(path, &golden, article);
        pages++;
    }
    closedir(folder);
    assert_in_range(pages, 10, 1000);
    assert_int_equal(wrong, 0);
}

static struct article *article_of(const char *title, const char *body)
{
    arena_reset(arena);
    struct article *article = article_new(arena);

    article->fields[FIELD_TITLE] = strview_from(title);
    article->fields[FIELD_BODY] = strview_from(body);
    return article;
}

static void cuts_short_lines_of_links_and_keeps_sentences_of_links(void **state)
{
    const char *body =
        "Weather and traffic\n"
        "The army took the town of Dorin on Monday after a week of fighting, it said.";
    struct article *article = article_of("Dorin falls", body);
    uint32_t sentence = (uint32_t)(strchr(body, '\n') - body + 1);

    (void)state;
    *article_add_block(article) =
        (struct block_hint){.span = {.begin = 0, .end = sentence - 1}, .link_percent = 100};
    *article_add_block(article) = (struct block_hint){
        .span = {.begin = sentence, .end = (uint32_t)strlen(body)}, .link_percent = 100};
    assert_int_equal(normalize_segments(normalizer, article), STATUS_OK);
    assert_int_equal(article->line_count, 3);
    assert_false(article->lines[1].is_kept);
    assert_string_equal(article->lines[1].reason, "links");
    assert_true(article->lines[2].is_kept);
}

static void leaves_a_single_sentence_alone(void **state)
{
    struct article *article = article_of("", "المصدر: وكالات");

    (void)state;
    article->body_kind = BODY_SENTENCE;
    assert_int_equal(normalize_segments(normalizer, article), STATUS_OK);
    assert_int_equal(article->line_count, 1);
    assert_true(article->lines[0].is_kept);
}

static void reads_metadata_in_a_languages_words(void **state)
{
    struct article *article = article_of("عنوان", "");

    (void)state;
    article->published_text = STRVIEW("18 ديسمبر 2024 - 11:45 ص");
    assert_int_equal(normalize_segments(normalizer, article), STATUS_OK);
    assert_int_equal(article->segments[0].published.day,
                     civil_to_day((struct civil){2024, 12, 18}));
    assert_int_equal(article->segments[0].published.second, 11 * 3600 + 45 * 60);
    assert_false(article->segments[0].published.is_zone_known);
}

static void gives_the_zone_and_order_of_a_known_source(void **state)
{
    struct source_hint hint = {.domain = STRVIEW("paper.example"),
                               .time_zone = "America/New_York",
                               .is_month_first = true};
    struct article *article = article_of("Title", "11/07/2025 16:32");

    (void)state;
    options.sources = &hint;
    options.source_count = 1;
    article->url = STRVIEW("https://www.paper.example:443/a/1");
    assert_int_equal(normalize_segments(normalizer, article), STATUS_OK);
    assert_int_equal(article->segments[0].published.day, civil_to_day((struct civil){2025, 11, 7}));
    assert_true(article->segments[0].published.is_zone_known);
    assert_int_equal(article->segments[0].published.zone_minutes, -300);
    article = article_of("Title", "11/07/2025 16:32");
    article->url = STRVIEW("https://newspaper.example/a/1");
    assert_int_equal(normalize_segments(normalizer, article), STATUS_OK);
    assert_int_equal(article->segments[0].published.day, civil_to_day((struct civil){2025, 7, 11}));
    options.source_count = 0;
}

/* A mebibyte of one line again and again, each with its number: what costs most a byte. */
static void reads_a_mebibyte_of_any_lines_in_time(void **state)
{
    static const char *const lines[][2] = {
        {"", "\n"},
        {"كلمة ", "\n"},
        {"a word ", "\n"},
        {"اقرأ أيضا: عنوان ", "\n"},
        {"الأحد 6 أكتوبر 2025 | ", "\n"},
        {"Read also\nA title of ", " words\n"},
        {"عنوان ", " طويل بعض الشيء لكنه لا يغلق بنقطة ولا يقول شيئا عن أحد\n"},
        {"The army took the town number ", " on Monday after a week of heavy fighting, it said.\n"},
        {"a - b | c / d , e : ", " f ( g - h | i / j , k : l ( m - n | o / p , q : r ( s 2024\n"},
    };
    enum { BYTES = 1 << 20, MILLISECONDS_MAX = 100 };
    char *text = malloc(BYTES);

    (void)state;
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        size_t used = 0;

        for (size_t n = 0; used + 200 < BYTES; n++)
            used +=
                (size_t)snprintf(text + used, BYTES - used, "%s%zu%s", lines[i][0], n, lines[i][1]);
        struct article *article = article_of("Title", "");

        article->fields[FIELD_BODY] = (struct strview){.ptr = text, .len = used};
        double begin = support_cpu_ms();

        assert_int_equal(normalize_segments(normalizer, article), STATUS_OK);
        double ms = support_cpu_ms() - begin;

        printf("%8.1f ms, %zu lines: %.40s…\n", ms, article->line_count, lines[i][0]);
#ifndef RASID_ASAN
        support_assert_ms(ms, MILLISECONDS_MAX);
#endif
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_and_segments_every_class_of_page),
        cmocka_unit_test(cuts_short_lines_of_links_and_keeps_sentences_of_links),
        cmocka_unit_test(leaves_a_single_sentence_alone),
        cmocka_unit_test(reads_metadata_in_a_languages_words),
        cmocka_unit_test(gives_the_zone_and_order_of_a_known_source),
        cmocka_unit_test(reads_a_mebibyte_of_any_lines_in_time),
    };

    return cmocka_run_group_tests(tests, open_normalizer, close_normalizer);
}
