/* SPDX-License-Identifier: Apache-2.0 */
/* The explanation of one article, line by line. */
#include "model/trace.h"

#include <stdarg.h>
#include <stdio.h>

void trace_add(const struct article *article, const char *stage, const char *format, ...)
{
    char line[4096];
    va_list args;

    if (article->trace == NULL)
        return;
    va_start(args, format);
    vsnprintf(line, sizeof(line), format, args);
    va_end(args);
    buffer_printf(&article->trace->text, "%-12s %s\n", stage, line);
}
