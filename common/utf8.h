/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COMMON_UTF8_H
#define COMMON_UTF8_H

#include "common/strview.h"

#include <stdint.h>

/* Decodes the code point at *at and moves *at past it. Text must be valid UTF-8 for a right answer;
 * a malformed byte gives U+FFFD and moves one byte, so that the loop ends on any input. */
uint32_t utf8_next(struct strview text, size_t *at);
/* Writes a code point as UTF-8; returns its bytes (1 to 4). */
size_t utf8_put(uint32_t code_point, char out[4]);
/* Strict: no overlong form, no surrogate, nothing above U+10FFFF. */
bool utf8_is_valid(struct strview text);
/* Code points in valid UTF-8. */
size_t utf8_count(struct strview text);

#endif
