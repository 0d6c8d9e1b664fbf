/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_BASE64_H
#define CODEC_BASE64_H

#include "common/arena.h"

/* Decodes base64 (RFC 4648, also its URL alphabet; line breaks are skipped). ptr NULL for anything
 * else and at the arena's ceiling. */
struct strview base64_decode(struct arena *arena, struct strview text);

#endif
