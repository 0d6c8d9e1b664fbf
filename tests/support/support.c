/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>

void assert_strview_equal_at(struct strview view, const char *string, const char *file, int line)
{
    if (strview_is(view, string))
        return;
    fprintf(stderr, "%s:%d: \"%.*s\" is not \"%s\"\n", file, line, STRVIEW_ARG(view), string);
    _fail(file, line);
}

const char *support_lexicon_path(void)
{
    const char *path = getenv("RASID_LEXICON");

    return path == NULL ? "build/dev/rasid.lexicon" : path;
}
