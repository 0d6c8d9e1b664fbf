/* SPDX-License-Identifier: Apache-2.0 */
/* language/ to one compiled file: every table as it is, in name order, so that the same data gives
 * the same bytes. */
#include "lexicon/compile.h"

#include "lexicon/lexicon_file.h"
#include "lexicon/table.h"

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

static enum status add_table(struct lexicon_writer *writer, const char *folder,
                             const char *language, const char *file, char *error,
                             size_t error_bytes)
{
    char path[4096];
    char name[LEXICON_SECTION_NAME_BYTES];
    struct buffer text = {0};
    struct buffer section = {0};

    snprintf(path, sizeof(path), "%s/%s/%s", folder, language, file);
    if ((size_t)snprintf(name, sizeof(name), "table:%s/%.*s", language, (int)strlen(file) - 4,
                         file) >= sizeof(name)) {
        snprintf(error, error_bytes, "%s: name too long", path);
        return STATUS_CONFIG;
    }
    enum status status = read_file(path, &text);

    if (status != STATUS_OK)
        snprintf(error, error_bytes, "%s: cannot be read", path);
    if (status == STATUS_OK)
        status = table_compile(buffer_view(&text), path, &section, error, error_bytes);
    if (status == STATUS_OK)
        status = lexicon_writer_add(writer, name, buffer_view(&section));
    buffer_destroy(&text);
    buffer_destroy(&section);
    return status;
}

static void free_names(struct dirent **names, int count)
{
    for (int i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

static enum status add_language(struct lexicon_writer *writer, const char *folder,
                                const char *language, char *error, size_t error_bytes)
{
    char path[4096];
    struct dirent **files = NULL;
    enum status status = STATUS_OK;

    snprintf(path, sizeof(path), "%s/%s", folder, language);
    int count = scandir(path, &files, is_table, alphasort);

    for (int i = 0; i < count && status == STATUS_OK; i++)
        status = add_table(writer, folder, language, files[i]->d_name, error, error_bytes);
    free_names(files, count);
    return status;
}

enum status lexicon_compile(const char *folder, const char *out_path, char *error,
                            size_t error_bytes)
{
    struct dirent **languages = NULL;
    struct lexicon_writer *writer = lexicon_writer_new();
    enum status status = writer == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    int count = scandir(folder, &languages, is_folder, alphasort);

    if (status == STATUS_OK && count <= 0) {
        snprintf(error, error_bytes, "%s: no language folders", folder);
        status = STATUS_IO;
    }
    for (int i = 0; i < count && status == STATUS_OK; i++)
        status = add_language(writer, folder, languages[i]->d_name, error, error_bytes);
    if (status == STATUS_OK) {
        status = lexicon_writer_finish(writer, out_path);
        if (status != STATUS_OK)
            snprintf(error, error_bytes, "%s: cannot be written", out_path);
    }
    free_names(languages, count);
    lexicon_writer_free(writer);
    return status;
}
