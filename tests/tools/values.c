/* SPDX-License-Identifier: Apache-2.0 */
/* values LEXICON: the numbers and times that are told in lines of standard input, each a day of
 * publication, a tab and a text. A line of output: numbers as min..max with a blank between, a tab,
 * days of times as first..last; "-" where there are none. For comparing with other programs. */
#include "common/civil.h"
#include "normalization/normalize.h"

#include <stdio.h>
#include <stdlib.h>

static struct article *read_line(struct arena *arena, char *line)
{
    struct article *article = article_new(arena);
    struct civil civil = {0};
    char *tab = strchr(line, '\t');

    if (article == NULL || tab == NULL ||
        sscanf(line, "%d-%d-%d", &civil.year, &civil.month, &civil.day) != 3)
        return NULL;
    tab[1 + strcspn(tab + 1, "\n")] = '\0';
    article->body_kind = BODY_SENTENCE;
    article->fields[FIELD_BODY] = strview_from(tab + 1);
    article->published =
        (struct timestamp){.precision = TIME_DAY, .day = civil_to_day(civil), .second = -1};
    return article;
}

static bool normalize(struct normalizer *normalizer, struct article *article)
{
    return normalize_segments(normalizer, article) == STATUS_OK &&
           normalize_language(normalizer, article) == STATUS_OK &&
           normalize_tokens(normalizer, article) == STATUS_OK &&
           normalize_numbers(normalizer, article) == STATUS_OK &&
           normalize_times(normalizer, article) == STATUS_OK;
}

static void print(const struct article *article)
{
    const char *gap = "";

    for (size_t i = 0; i < article->number_count; i++) {
        printf("%s%.15g..%.15g", gap, article->numbers[i].min, article->numbers[i].max);
        gap = " ";
    }
    printf("%s\t", *gap == '\0' ? "-" : "");
    gap = "";
    for (size_t i = 0; i < article->time_count; i++) {
        struct civil start = civil_from_day(article->times[i].range.start_day);
        struct civil end = civil_from_day(article->times[i].range.end_day);

        if (article->times[i].range.precision == TIME_UNKNOWN)
            continue;
        printf("%s%04d-%02d-%02d..%04d-%02d-%02d", gap, start.year, start.month, start.day,
               end.year, end.month, end.day);
        gap = " ";
    }
    puts(*gap == '\0' ? "-" : "");
}

int main(int argc, char **argv)
{
    static const struct normalize_options options = {
        .languages = {[LANGUAGE_AR] = true, [LANGUAGE_EN] = true}};
    struct lexicon *lexicon;
    char error[512] = "";
    char *line = NULL;
    size_t capacity = 0;

    if (argc != 2 || lexicon_open(argv[1], &lexicon, error, sizeof(error)) != STATUS_OK) {
        fprintf(stderr, "usage: values LEXICON %s\n", error);
        return 64;
    }
    struct arena *arena = arena_new(1 << 20, 256 << 20);
    struct normalizer *normalizer = normalizer_new(lexicon, &options);
    int status = arena == NULL || normalizer == NULL ? 70 : 0;

    while (status == 0 && getline(&line, &capacity, stdin) > 0) {
        arena_reset(arena);
        struct article *article = read_line(arena, line);

        if (article == NULL || !normalize(normalizer, article))
            status = 65;
        else
            print(article);
    }
    free(line);
    arena_free(arena);
    normalizer_free(normalizer);
    lexicon_close(lexicon);
    return status;
}
