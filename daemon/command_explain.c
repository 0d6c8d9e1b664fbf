/* SPDX-License-Identifier: Apache-2.0 */
/* `rasid explain`: one article through every stage, with what each stage saw and why it decided so.
 * The stages write their own lines (model/trace.h) as they run; what they left in the article is
 * shown after them. */
#include "daemon/offline.h"

#include "model/trace.h"

#include <errno.h>

enum { OPTION_PUBLISHED, OPTION_LANG, OPTION_SENTENCES, OPTION_LEXICON, OPTION_COUNT };

static const struct command_option options[OPTION_COUNT] = {
    [OPTION_PUBLISHED] = {"published", "DATE", "publication date of the article, over its own", 'p',
                          NULL},
    [OPTION_LANG] = {"lang", "LANG", "language of the article, over its own: ar, en", 'l', "ar|en"},
    [OPTION_SENTENCES] = {"sentences", NULL,
                          "every line is one sentence, {\"id\", \"text\", \"date\"}: no clutter "
                          "stage",
                          's', NULL},
    [OPTION_LEXICON] = {"lexicon", "FILE", "compiled language data to use", 'L', NULL},
};

struct explanation {
    struct event_encode_options options;
    struct trace trace;
    struct buffer events;
};

static void print_lines(const struct article *article)
{
    for (size_t i = 0; i < article->line_count; i++) {
        const struct line *line = &article->lines[i];
        struct strview text = article_span_text(article, line->field, line->span);

        printf("  %-4s %u  %.*s%s%s%s%.*s%s\n", line->is_kept ? "kept" : "cut", line->segment,
               STRVIEW_ARG(text), line->is_kept ? "" : "   [",
               line->is_kept || line->reason == NULL ? "" : line->reason,
               line->is_kept || line->rule.len == 0 ? "" : ": ",
               line->is_kept ? 0 : (int)line->rule.len,
               line->rule.ptr == NULL ? "" : line->rule.ptr, line->is_kept ? "" : "]");
    }
}

static void print_segments(const struct article *article)
{
    for (size_t i = 0; i < article->segment_count; i++) {
        const struct segment *segment = &article->segments[i];

        printf("  %zu  %s  \"%.*s\"", i, language_name(segment->language),
               STRVIEW_ARG(segment->title));
        if (segment->published.precision != TIME_UNKNOWN)
            printf("  published: day %d%s", segment->published.day,
                   segment->has_own_date ? " (its own date)" : "");
        if (segment->source.len > 0)
            printf("  source: %.*s", STRVIEW_ARG(segment->source));
        putchar('\n');
    }
}

static void print_sentences(const struct article *article)
{
    for (size_t i = 0; i < article->sentence_count; i++) {
        const struct sentence *sentence = &article->sentences[i];

        printf("  %zu  %s  %.*s\n     ", i, language_name(sentence->language),
               STRVIEW_ARG(article_sentence_text(article, i)));
        for (uint32_t t = 0; t < sentence->token_count; t++)
            printf(" %.*s", STRVIEW_ARG(article->tokens[sentence->first_token + t].form));
        putchar('\n');
    }
}

static void print_numbers_and_times(const struct article *article)
{
    for (size_t i = 0; i < article->number_count; i++) {
        const struct number *number = &article->numbers[i];
        struct strview text = article_tokens_text(article, number->first_token,
                                                  number->first_token + number->token_count - 1);

        printf("  number  %.*s = %g", STRVIEW_ARG(text), number->min);
        if (number->max > number->min)
            printf(" to %g", number->max);
        puts((number->flags & NUMBER_NO_COUNT) != 0 ? "  (counts nothing)" : "");
    }
    for (size_t i = 0; i < article->time_count; i++) {
        const struct time_phrase *time = &article->times[i];
        struct strview text = article_tokens_text(article, time->first_token,
                                                  time->first_token + time->token_count - 1);

        printf("  time    %.*s = ", STRVIEW_ARG(text));
        if (time->range.precision == TIME_UNKNOWN)
            puts("no date");
        else
            printf("day %d to %d\n", time->range.start_day, time->range.end_day);
    }
}

static int explain_record(void *context, struct pipeline_result *result)
{
    struct explanation *explanation = context;
    const struct article *article = result->article;
    struct strview trace = buffer_view(&explanation->trace.text);

    if (article == NULL)
        return EXIT_DONE;
    printf("article %.*s\n\nlines\n", STRVIEW_ARG(article->id));
    print_lines(article);
    puts("\nsegments");
    print_segments(article);
    puts("\nsentences, and the forms that are matched");
    print_sentences(article);
    puts("\nnumbers and times");
    print_numbers_and_times(article);
    printf("\ndecisions\n%.*s", STRVIEW_ARG(trace));
    if (result->stage != NULL)
        printf("\nrefused at stage %s: %s\n", result->stage, result->reason);
    puts("\nevents");
    for (size_t i = 0; i < article->event_count; i++)
        if (event_encode(article, &article->events[i], &explanation->options, i,
                         &explanation->events) != STATUS_OK)
            return command_fail(EXIT_IO, "cannot write an event");
    printf("%.*s", STRVIEW_ARG(buffer_view(&explanation->events)));
    printf("%zu event%s\n\n", article->event_count, article->event_count == 1 ? "" : "s");
    buffer_clear(&explanation->trace.text);
    buffer_clear(&explanation->events);
    return ferror(stdout) ? command_fail(EXIT_IO, "standard output: %s", strerror(errno))
                          : EXIT_DONE;
}

static int run(const struct command_line *line)
{
    struct offline offline;
    int code = offline_open(&offline, &(struct offline_overrides){
                                          .lexicon = line->option[OPTION_LEXICON],
                                          .published = line->option[OPTION_PUBLISHED],
                                          .language = line->option[OPTION_LANG],
                                          .is_sentences = line->option[OPTION_SENTENCES] != NULL,
                                      });

    if (code == EXIT_DONE) {
        struct explanation explanation = {
            .options = {.format = FORMAT_PRETTY,
                        .extractor = {"rasid", RASID_VERSION, lexicon_hash(offline.lexicon)}},
        };

        code = offline_run(&offline, line, &explanation.trace, explain_record, &explanation);
        buffer_destroy(&explanation.trace.text);
        buffer_destroy(&explanation.events);
    }
    offline_close(&offline);
    return code;
}

const struct command command_explain = {
    .name = "explain",
    .operands = "[FILE…|-]",
    .summary = "Show what every stage made of an article, and why",
    .details = "Takes what `rasid extract` takes: lines kept and cut as clutter, segments, dates,\n"
               "sentences, tokens, and every candidate event with the rule that made it and the\n"
               "reason that it was kept or dropped.",
    .options = options,
    .option_count = OPTION_COUNT,
    .run = run,
};
