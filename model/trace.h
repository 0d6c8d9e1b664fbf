/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_TRACE_H
#define MODEL_TRACE_H

#include "common/buffer.h"
#include "model/article.h"

/* What `rasid explain` shows: lines that the stages write as they decide. Stages call trace_add()
 * freely: without a trace on the article it costs one comparison. */
struct trace {
    struct buffer text;
};

/* One line, with the stage's name in front: trace_add(article, "clutter", "cut \"%.*s\": %s", …).
 */
void trace_add(const struct article *article, const char *stage, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
