/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_OUTPUT_TEXT_H
#define CODEC_OUTPUT_TEXT_H

#include "common/buffer.h"

#include <stdint.h>

/* Text of an article made fit to leave the daemon: names, evidence, titles. NFC; bidi controls,
 * zero-width space, BOM and C0/C1 controls out (tab, line ends and NEL become a blank); at most 30
 * combining marks in a row. Appends to out; false when out failed (memory or its limit). */
bool output_text(struct buffer *out, struct strview text);
/* Code points of what output_text() drops. */
bool output_text_is_dropped(uint32_t code_point);

#endif
