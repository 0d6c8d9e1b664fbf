/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COMMON_BUFFER_H
#define COMMON_BUFFER_H

#include "common/strview.h"

/* Growing bytes on the heap with a ceiling, kept from article to article. Zero-initialize with
 * limit set; a failed append sets has_failed and leaves the content as it was. */
struct buffer {
    char *data;
    size_t len;
    size_t capacity;
    size_t limit; /* 0: none */
    bool has_failed;
};

void buffer_destroy(struct buffer *buffer);
/* Empties it and clears has_failed; keeps the memory. */
void buffer_clear(struct buffer *buffer);
bool buffer_append(struct buffer *buffer, const void *data, size_t len);
bool buffer_append_view(struct buffer *buffer, struct strview text);
bool buffer_append_string(struct buffer *buffer, const char *string);
bool buffer_printf(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* What is in it; valid until the next append. */
struct strview buffer_view(const struct buffer *buffer);

#endif
