/* SPDX-License-Identifier: Apache-2.0 */
/* Envelopes around an article. Only records that hold the key are parsed twice. */
#include "daemon/record_envelope.h"

#include <jansson.h>

static int append(const char *bytes, size_t len, void *out)
{
    return buffer_append(out, bytes, len) ? 0 : -1;
}

struct strview record_envelope_open(struct strview value, struct buffer *out)
{
    struct strview key = STRVIEW("\"article\"");

    if (strview_find(value, key, 0) == value.len)
        return value;
    json_t *root = json_loadb(value.ptr, value.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
    json_t *article = json_object_get(root, "article");
    bool is_envelope = json_is_object(article);

    buffer_clear(out);
    if (is_envelope && json_dump_callback(article, append, out, JSON_COMPACT) != 0)
        is_envelope = false;
    json_decref(root);
    return is_envelope ? buffer_view(out) : value;
}
