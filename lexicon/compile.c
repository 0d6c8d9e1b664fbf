/* SPDX-License-Identifier: Apache-2.0 */
/* language/ to one compiled file: every table as it is, in name order, then the indexes made from
 * them, so that the same data gives the same bytes. */
#include "lexicon/compile.h"

#include "lexicon/builder.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum status read_file(const char *path, struct buffer *out)
{
    char chunk[65536];
    size_t got;
    FILE *file = fopen(path, "rbe");

    if (file == NULL)
        return STATUS_IO;
    while ((got = fread(chunk, 1, sizeof(chunk), file)) > 0)
        if (!buffer_append(out, chunk, got))
            break;
    enum status status = ferror(file) || out->has_failed ? STATUS_IO : STATUS_OK;

    fclose(file);
    return status;
}

static int is_table(const struct dirent *entry)
{
    size_t len = strlen(entry->d_name);

    return len > 4 && strcmp(entry->d_name + len - 4, ".tsv") == 0;
}

static int is_folder(const struct dirent *entry)
{
    return entry->d_name[0] != '.' &&
           (entry->d_type == DT_DIR || entry->d_type == DT_LNK || entry->d_type == DT_UNKNOWN);
}

/* Tables whose rows are only read into the indexes: they are not carried a second time. */
static bool is_index_only(const char *name)
{
    return strncmp(name, "common/gazetteer", strlen("common/gazetteer")) == 0 ||
           strncmp(name, "common/places", strlen("common/places")) == 0;
}

struct compilation {
    const char *folder;
    char *error;
    size_t error_bytes;
    struct source_table *tables;
    size_t table_count;
};

static enum status read_table(struct compilation *compilation, const char *language,
                              const char *file)
{
    struct buffer text = {0};
    struct source_table *table = &compilation->tables[compilation->table_count];
    int stem = (int)strlen(file) - 4;

    if (compilation->table_count == BUILDER_TABLES_MAX ||
        (size_t)snprintf(table->path, sizeof(table->path), "%s/%s/%s", compilation->folder,
                         language, file) >= sizeof(table->path) ||
        strlen("table:") + (size_t)snprintf(table->name, sizeof(table->name), "%s/%.*s", language,
                                            stem, file) >=
            sizeof(table->name)) {
        snprintf(compilation->error, compilation->error_bytes,
                 "%s/%s/%s: name too long, or too many tables", compilation->folder, language,
                 file);
        return STATUS_CONFIG;
    }
    compilation->table_count++;
    enum status status = read_file(table->path, &text);

    if (status != STATUS_OK)
        snprintf(compilation->error, compilation->error_bytes, "%s: cannot be read", table->path);
    else
        status = table_compile(buffer_view(&text), table->path, &table->section, &table->numbers,
                               compilation->error, compilation->error_bytes);
    buffer_destroy(&text);
    return status;
}

static void free_names(struct dirent **names, int count)
{
    for (int i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

static enum status read_language(struct compilation *compilation, const char *language)
{
    char path[4096];
    struct dirent **files = NULL;
    enum status status = STATUS_OK;

    snprintf(path, sizeof(path), "%s/%s", compilation->folder, language);
    int count = scandir(path, &files, is_table, alphasort);

    for (int i = 0; i < count && status == STATUS_OK; i++)
        status = read_table(compilation, language, files[i]->d_name);
    free_names(files, count);
    return status;
}

static enum status read_languages(struct compilation *compilation)
{
    struct dirent **languages = NULL;
    enum status status = STATUS_OK;
    int count = scandir(compilation->folder, &languages, is_folder, alphasort);

    if (count <= 0) {
        snprintf(compilation->error, compilation->error_bytes, "%s: no language folders",
                 compilation->folder);
        status = STATUS_IO;
    }
    for (int i = 0; i < count && status == STATUS_OK; i++)
        status = read_language(compilation, languages[i]->d_name);
    free_names(languages, count);
    return status;
}

static enum status build(struct compilation *compilation, struct lexicon_writer *writer)
{
    static enum status (*const parts[])(struct builder *) = {
        compile_lexemes,
        compile_entries,
        compile_places,
        compile_patterns,
    };
    struct builder builder;
    enum status status = STATUS_NO_MEMORY;

    if (builder_init(&builder, compilation->tables, compilation->table_count, compilation->error,
                     compilation->error_bytes))
        status = STATUS_OK;
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]) && status == STATUS_OK; i++)
        status = parts[i](&builder);
    if (status == STATUS_OK)
        status = builder_finish(&builder, writer);
    builder_destroy(&builder);
    return status;
}

static enum status write_tables(const struct compilation *compilation,
                                struct lexicon_writer *writer)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < compilation->table_count && status == STATUS_OK; i++) {
        char name[LEXICON_SECTION_NAME_BYTES + 8];

        if (is_index_only(compilation->tables[i].name))
            continue;
        snprintf(name, sizeof(name), "table:%s", compilation->tables[i].name);
        status = lexicon_writer_add(writer, name, buffer_view(&compilation->tables[i].section));
        snprintf(name, sizeof(name), "numbers:%s", compilation->tables[i].name);
        if (status == STATUS_OK && compilation->tables[i].numbers.len > 0)
            status = lexicon_writer_add(writer, name, buffer_view(&compilation->tables[i].numbers));
    }
    return status;
}

enum status lexicon_compile(const char *folder, const char *out_path, char *error,
                            size_t error_bytes)
{
    struct compilation compilation = {
        .folder = folder,
        .error = error,
        .error_bytes = error_bytes,
        .tables = calloc(BUILDER_TABLES_MAX, sizeof(struct source_table)),
    };
    struct lexicon_writer *writer = lexicon_writer_new();
    enum status status =
        writer == NULL || compilation.tables == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    if (status == STATUS_OK)
        status = read_languages(&compilation);
    if (status == STATUS_OK)
        status = write_tables(&compilation, writer);
    if (status == STATUS_OK)
        status = build(&compilation, writer);
    if (status == STATUS_OK) {
        status = lexicon_writer_finish(writer, out_path);
        if (status != STATUS_OK)
            snprintf(error, error_bytes, "%s: cannot be written", out_path);
    }
    for (size_t i = 0; i < compilation.table_count; i++) {
        buffer_destroy(&compilation.tables[i].section);
        buffer_destroy(&compilation.tables[i].numbers);
    }
    free(compilation.tables);
    lexicon_writer_free(writer);
    return status;
}
