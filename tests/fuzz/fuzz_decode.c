/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a record: what comes out is valid UTF-8 with an id, or a reason with a word. The
 * first byte chooses the content type. */
#include "codec/article_codec.h"

#include "common/utf8.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool is_true)
{
    if (!is_true)
        abort();
}

static void check_blocks(const struct article *article)
{
    uint32_t end = 0;

    for (size_t i = 0; i < article->block_count; i++) {
        const struct block_hint *block = &article->blocks[i];

        check(block->span.begin >= end && block->span.end > block->span.begin);
        check(block->span.end <= article->fields[FIELD_BODY].len);
        check(block->link_percent <= 100 && block->heading_level <= 6);
        end = block->span.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {"", "text/html", "text/html; charset=windows-1256",
                                        "application/json", "text/plain"};
    static struct arena *arena;
    char reason[DECODE_REASON_BYTES];

    if (size == 0)
        return 0;
    if (arena == NULL)
        arena = arena_new(1 << 16, 256 << 20);
    arena_reset(arena);
    struct raw_record record = {
        .value = {.ptr = (const char *)data + 1, .len = size - 1},
        .content_type = strview_from(types[data[0] % (sizeof(types) / sizeof(types[0]))]),
        .is_sentence = data[0] >= 0xf0};
    struct article *article = article_new(arena);

    check(article != NULL);
    enum status status = article_decode(article, &record, reason);

    check(status == STATUS_OK || status == STATUS_BAD_INPUT || status == STATUS_LIMIT);
    if (status == STATUS_BAD_INPUT)
        check(strchr(reason, ':') != NULL);
    if (status != STATUS_OK)
        return 0;
    check(article->id.len > 0);
    for (size_t field = 0; field < FIELD_COUNT; field++)
        check(utf8_is_valid(article->fields[field]));
    check(utf8_is_valid(article->url) && utf8_is_valid(article->source));
    check(article->published.precision == TIME_UNKNOWN || article->published.second < 86400);
    check_blocks(article);
    return 0;
}
