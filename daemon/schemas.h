/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_SCHEMAS_H
#define DAEMON_SCHEMAS_H

#include <stddef.h>

/* docs/<name>.schema.json as they were when the program was built (cmake/Schemas.cmake). */
struct schema {
    const char *name;
    const unsigned char *text;
    size_t bytes;
};

extern const struct schema schemas[];
extern const size_t schema_count;

#endif
