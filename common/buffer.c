/* SPDX-License-Identifier: Apache-2.0 */
/* Output bytes: doubles up to the ceiling. */
#include "common/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buffer_destroy(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){.limit = buffer->limit};
}

void buffer_clear(struct buffer *buffer)
{
    buffer->len = 0;
    buffer->has_failed = false;
}

static bool reserve(struct buffer *buffer, size_t more)
{
    size_t wanted = buffer->len + more + 1;

    if (more > (size_t)-1 / 4 || (buffer->limit != 0 && buffer->len + more > buffer->limit)) {
        buffer->has_failed = true;
        return false;
    }
    if (wanted <= buffer->capacity)
        return true;
    size_t capacity = buffer->capacity == 0 ? 256 : buffer->capacity;

    while (capacity < wanted)
        capacity *= 2;
    char *data = realloc(buffer->data, capacity);

    if (data == NULL) {
        buffer->has_failed = true;
        return false;
    }
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

bool buffer_append(struct buffer *buffer, const void *data, size_t len)
{
    if (!reserve(buffer, len))
        return false;
    if (len > 0)
        memcpy(buffer->data + buffer->len, data, len);
    buffer->len += len;
    buffer->data[buffer->len] = '\0';
    return true;
}

bool buffer_append_view(struct buffer *buffer, struct strview text)
{
    return buffer_append(buffer, text.ptr, text.len);
}

bool buffer_append_string(struct buffer *buffer, const char *string)
{
    return buffer_append(buffer, string, strlen(string));
}

bool buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0 || !reserve(buffer, (size_t)len))
        return false;
    va_start(args, format);
    vsnprintf(buffer->data + buffer->len, (size_t)len + 1, format, args);
    va_end(args);
    buffer->len += (size_t)len;
    return true;
}

struct strview buffer_view(const struct buffer *buffer)
{
    return (struct strview){.ptr = buffer->data, .len = buffer->len};
}
