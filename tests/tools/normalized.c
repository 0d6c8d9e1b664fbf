/* SPDX-License-Identifier: Apache-2.0 */
/* normalized LEXICON FILE: the records of articles.normalized of the articles in a file (JSON
 * lines), one a line; an empty line for one that is refused. */
#include "codec/article_codec.h"
#include "normalization/normalize.h"

#include <stdio.h>
#include <stdlib.h>

static bool encode(struct normalizer *normalizer, struct article *article, struct strview line,
                   struct buffer *out)
{
    struct raw_record record = {.value = line};
    char reason[DECODE_REASON_BYTES];

    return article_decode(article, &record, reason) == STATUS_OK &&
           normalize_segments(normalizer, article) == STATUS_OK &&
           normalize_language(normalizer, article) == STATUS_OK &&
           normalize_tokens(normalizer, article) == STATUS_OK &&
           normalize_fingerprint(normalizer, article) == STATUS_OK &&
           article_encode(article, out) == STATUS_OK;
}

int main(int argc, char **argv)
{
    static const struct normalize_options options = {
        .languages = {[LANGUAGE_AR] = true, [LANGUAGE_EN] = true}};
    struct buffer out = {0};
    struct lexicon *lexicon;
    char error[512] = "";
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;

    if (argc != 3 || lexicon_open(argv[1], &lexicon, error, sizeof(error)) != STATUS_OK) {
        fprintf(stderr, "usage: normalized LEXICON FILE %s\n", error);
        return 64;
    }
    struct arena *arena = arena_new(1 << 20, 256 << 20);
    struct normalizer *normalizer = normalizer_new(lexicon, &options);
    FILE *file = fopen(argv[2], "r");
    int status = arena == NULL || normalizer == NULL || file == NULL ? 70 : 0;

    while (status == 0 && (length = getline(&line, &capacity, file)) > 0) {
        struct strview view = {.ptr = line, .len = (size_t)length};

        arena_reset(arena);
        buffer_clear(&out);
        if (!encode(normalizer, article_new(arena), view, &out))
            buffer_clear(&out);
        printf("%.*s\n", (int)out.len, out.len == 0 ? "" : out.data);
    }
    if (file != NULL)
        fclose(file);
    free(line);
    buffer_destroy(&out);
    arena_free(arena);
    normalizer_free(normalizer);
    lexicon_close(lexicon);
    return status;
}
