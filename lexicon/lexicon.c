/* SPDX-License-Identifier: Apache-2.0 */
/* The open language data. */
#include "lexicon/lexicon.h"

#include <stdlib.h>

struct lexicon {
    struct lexicon_file *file;
};

enum status lexicon_open(const char *path, struct lexicon **out, char *error, size_t error_bytes)
{
    struct lexicon *lexicon = calloc(1, sizeof(*lexicon));

    if (lexicon == NULL)
        return STATUS_NO_MEMORY;
    enum status status = lexicon_file_open(path, &lexicon->file, error, error_bytes);

    if (status != STATUS_OK) {
        lexicon_close(lexicon);
        return status;
    }
    *out = lexicon;
    return STATUS_OK;
}

void lexicon_close(struct lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    lexicon_file_close(lexicon->file);
    free(lexicon);
}

const char *lexicon_hash(const struct lexicon *lexicon)
{
    return lexicon_file_hash(lexicon->file);
}

struct table lexicon_table(const struct lexicon *lexicon, const char *language_and_name)
{
    return lexicon_file_table(lexicon->file, language_and_name);
}
