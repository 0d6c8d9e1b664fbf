/* SPDX-License-Identifier: Apache-2.0 */
/* `rasid lexicon compile`, `stats` and `lookup`: what an editor of the language data needs. */
#include "daemon/command.h"

#include "daemon/language_data.h"
#include "daemon/lexicon_json.h"
#include "lexicon/compile.h"
#include "lexicon/describe.h"

#include <stdio.h>
#include <string.h>

enum { OPTION_FORMAT, OPTION_LEXICON, OPTION_LANG, OPTION_COUNT };

static const struct command_option options[OPTION_COUNT] = {
    [OPTION_FORMAT] = {"format", "FORMAT", "text (default), json", 'f', "text|json"},
    [OPTION_LEXICON] = {"lexicon", "FILE", "compiled language data to use", 'L', NULL},
    [OPTION_LANG] = {"lang", "LANG", "language of the words (default: by their script)", 'l',
                     "ar|en"},
};

static int open_lexicon(const struct command_line *line, struct lexicon **out)
{
    char error[512];

    if (language_data_open(line->option[OPTION_LEXICON], out, error, sizeof(error)) != STATUS_OK)
        return command_fail(EXIT_CONFIG, "%s", error);
    return EXIT_DONE;
}

/* Frees text. */
static int print(struct buffer *text, bool is_whole)
{
    int code = is_whole ? EXIT_DONE : command_fail(EXIT_IO, "out of memory");

    fwrite(text->data, 1, text->len, stdout);
    buffer_destroy(text);
    return code;
}

static bool is_json(const struct command_line *line)
{
    const char *format = line->option[OPTION_FORMAT];

    return format != NULL && strcmp(format, "json") == 0;
}

static int run_compile(const struct command_line *line)
{
    char error[1024] = "out of memory";

    if (line->operand_count != 2)
        return command_fail(EXIT_USAGE,
                            "lexicon compile needs the folder of the tables and the file to write");
    switch (lexicon_compile(line->operands[0], line->operands[1], error, sizeof(error))) {
    case STATUS_OK:
        return EXIT_DONE;
    case STATUS_CONFIG:
        return command_fail(EXIT_BAD_DATA, "%s", error);
    default:
        return command_fail(EXIT_IO, "%s", error);
    }
}

static int run_stats(const struct command_line *line)
{
    struct lexicon *lexicon = NULL;
    struct buffer text = {0};
    int code = open_lexicon(line, &lexicon);

    if (code != EXIT_DONE)
        return code;
    bool ok = true;

    if (is_json(line)) {
        ok = lexicon_write_counts_json(lexicon, &text);
    } else {
        buffer_printf(&text, "hash %s\n", lexicon_hash(lexicon));
        ok = lexicon_describe_counts(lexicon, &text);
    }
    lexicon_close(lexicon);
    return print(&text, ok);
}

static int run_lookup(const struct command_line *line)
{
    struct lexicon *lexicon = NULL;
    struct buffer words = {0};
    struct buffer text = {0};
    const char *lang = line->option[OPTION_LANG];
    enum lexicon_language language = lang == NULL              ? LEXICON_LANGUAGE_COUNT
                                     : strcmp(lang, "ar") == 0 ? LEXICON_AR
                                                               : LEXICON_EN;

    if (line->operand_count == 0)
        return command_fail(EXIT_USAGE, "lexicon lookup needs a word");
    int code = open_lexicon(line, &lexicon);

    if (code != EXIT_DONE)
        return code;
    for (size_t i = 0; i < line->operand_count; i++)
        buffer_printf(&words, "%s%s", i == 0 ? "" : " ", line->operands[i]);
    bool ok = !words.has_failed;

    if (is_json(line))
        ok = lexicon_write_json(lexicon, language, buffer_view(&words), &text) && ok;
    else
        ok = lexicon_describe(lexicon, language, buffer_view(&words), &text) && ok;
    buffer_destroy(&words);
    lexicon_close(lexicon);
    return print(&text, ok);
}

const struct command command_lexicon_compile = {
    .name = "lexicon compile",
    .operands = "FOLDER FILE",
    .summary = "Compile the tables of a language folder into one file",
    .details =
        "FOLDER holds one folder a language and common/, with tables as *.tsv. A wrong row is\n"
        "told as path:line: reason. The file is written whole or not at all.",
    .run = run_compile,
};

const struct command command_lexicon_stats = {
    .name = "lexicon stats",
    .summary = "Print what the language data holds: rows a table, lexemes, forms, names",
    .options = options,
    .option_count = OPTION_LANG,
    .run = run_stats,
};

const struct command command_lexicon_lookup = {
    .name = "lexicon lookup",
    .operands = "WORD…",
    .summary = "Show every reading of words, their senses, and the names that begin at them",
    .details = "Several words are looked up as one text, so that names of several words are found.",
    .options = options,
    .option_count = OPTION_COUNT,
    .run = run_lookup,
};
