/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NORMALIZATION_LANGUAGE_CLD2_H
#define NORMALIZATION_LANGUAGE_CLD2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* CLD2's guess for valid UTF-8: its language code ("en", "un" for unknown; static) and whether it
 * is sure. Thread-safe. */
const char *language_cld2_detect(const char *text, int bytes, bool *is_reliable);

#ifdef __cplusplus
}
#endif

#endif
