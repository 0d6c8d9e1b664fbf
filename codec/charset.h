/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_CHARSET_H
#define CODEC_CHARSET_H

#include "common/arena.h"
#include "common/status.h"

#include <stdint.h>

/* Bytes to UTF-8, by what they say of themselves: strictly valid UTF-8, a byte order mark, the
 * content type, the page's own declaration, the pattern of their NULs, else by what they look like.
 */

struct charset_text {
    struct strview text; /* valid UTF-8 without a byte order mark; in the arena or the input */
    const char *name;    /* of the charset; static or in the arena */
    uint32_t loss;       /* code points that could not be converted: U+FFFD stands there */
    const char *trouble; /* with STATUS_BAD_INPUT: what is wrong; static */
};

/* content_type may be empty. STATUS_BAD_INPUT for what is no text in any charset (broken UTF-8,
 * too much loss), STATUS_LIMIT at the arena's ceiling. */
enum status charset_to_utf8(struct arena *arena, struct strview bytes, struct strview content_type,
                            struct charset_text *out) MUST_CHECK;

/* The name of the format when the bytes are compressed or binary: "gzip", "PDF"; NULL for text. */
const char *charset_binary_format(struct strview bytes);

#endif
