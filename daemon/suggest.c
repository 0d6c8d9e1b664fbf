/* SPDX-License-Identifier: Apache-2.0 */
/* "Did you mean": the nearest right name to a wrong one, by edits. A name is near when fewer than
 * half of its letters differ, and at most three do. Names longer than the table are not compared.
 */
#include "daemon/suggest.h"

#include <string.h>

enum { NAME_MAX_BYTES = 64, DISTANCE_MAX = 3 };

static char folded(char letter)
{
    if (letter >= 'A' && letter <= 'Z')
        return (char)(letter - 'A' + 'a');
    return letter == '_' ? '-' : letter;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t suggest_distance(const char *from, const char *to)
{
    size_t rows[3][NAME_MAX_BYTES + 1];
    size_t from_len = strlen(from);
    size_t to_len = strlen(to);

    if (from_len > NAME_MAX_BYTES || to_len > NAME_MAX_BYTES)
        return from_len + to_len;
    for (size_t j = 0; j <= to_len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= from_len; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *two_above = rows[(i + 1) % 3];

        row[0] = i;
        for (size_t j = 1; j <= to_len; j++) {
            char a = folded(from[i - 1]);
            char b = folded(to[j - 1]);

            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a == b ? 0 : 1));
            if (i > 1 && j > 1 && a == folded(to[j - 2]) && b == folded(from[i - 2]))
                row[j] = least(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[from_len % 3][to_len];
}

void suggestion_offer(struct suggestion *suggestion, const char *name)
{
    size_t distance = suggest_distance(suggestion->wanted, name);

    if (distance > DISTANCE_MAX || distance * 2 >= strlen(name))
        return;
    if (suggestion->nearest != NULL && distance >= suggestion->distance)
        return;
    suggestion->nearest = name;
    suggestion->distance = distance;
}
