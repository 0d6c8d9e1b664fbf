/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as an HTML page, and as a fragment inside of JSON. */
#include "codec/html_page.h"

#include "common/utf8.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena *arena;
    struct strview html = {.ptr = (const char *)data, .len = size};
    struct html_page page;
    struct strview text = {0};

    if (arena == NULL)
        arena = arena_new(1 << 16, 256 << 20);
    arena_reset(arena);
    struct article *article = article_new(arena);

    if (article == NULL || !utf8_is_valid(html))
        return 0;
    (void)html_markup_of(html);
    if (html_read_page(article, html, &page) == STATUS_OK &&
        (!utf8_is_valid(page.body) || !utf8_is_valid(page.title)))
        abort();
    if (html_read_fragment(article, html, false, &text) == STATUS_OK && !utf8_is_valid(text))
        abort();
    return 0;
}
