/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_SUGGEST_H
#define DAEMON_SUGGEST_H

#include <stddef.h>

/* Edits (insert, delete, replace, swap of neighbours) that turn one name into the other; ASCII case
 * and the difference of '-' and '_' do not count. */
size_t suggest_distance(const char *from, const char *to);

/* Keeps the nearest of the names offered so far. Zero-initialize with wanted set. */
struct suggestion {
    const char *wanted;
    const char *nearest; /* NULL while nothing is near enough to be meant */
    size_t distance;
};
void suggestion_offer(struct suggestion *suggestion, const char *name);

#endif
