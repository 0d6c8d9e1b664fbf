/* SPDX-License-Identifier: Apache-2.0 */
/* The names of the statuses, in one table. */
#include "common/status.h"

#include <stddef.h>

const char *status_name(enum status status)
{
    static const char *const names[] = {
        [STATUS_OK] = "ok",         [STATUS_BAD_INPUT] = "bad_input", [STATUS_LIMIT] = "limit",
        [STATUS_AGAIN] = "again",   [STATUS_NO_MEMORY] = "no_memory", [STATUS_IO] = "io",
        [STATUS_CONFIG] = "config",
    };

    if ((size_t)status >= sizeof(names) / sizeof(names[0]))
        return "unknown";
    return names[status];
}
