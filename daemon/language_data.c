/* SPDX-License-Identifier: Apache-2.0 */
/* Where the compiled language data is: a program run from its build folder finds its own data and
 * never that of an installed one. */
#include "daemon/language_data.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The folder of the running program, without the last slash; false when /proc is not there. */
static bool program_folder(char *out, size_t out_bytes)
{
    ssize_t len = readlink("/proc/self/exe", out, out_bytes - 1);

    if (len <= 0)
        return false;
    out[len] = '\0';
    char *slash = strrchr(out, '/');

    if (slash == NULL)
        return false;
    *slash = '\0';
    return true;
}

static bool find(char *out, size_t out_bytes)
{
    static const char *const places[] = {"rasid.lexicon", "../share/rasid/rasid.lexicon"};
    const char *named = getenv("RASID_LEXICON");
    char folder[PATH_MAX];

    if (named != NULL && named[0] != '\0') {
        snprintf(out, out_bytes, "%s", named);
        return true;
    }
    if (!program_folder(folder, sizeof(folder)))
        return false;
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        int len = snprintf(out, out_bytes, "%s/%s", folder, places[i]);

        if (len > 0 && (size_t)len < out_bytes && access(out, R_OK) == 0)
            return true;
    }
    return false;
}

enum status language_data_open(const char *path, struct lexicon **out, char *error,
                               size_t error_bytes)
{
    char found[PATH_MAX];

    if (path != NULL && path[0] != '\0')
        return lexicon_open(path, out, error, error_bytes);
    if (find(found, sizeof(found)))
        return lexicon_open(found, out, error, error_bytes);
    snprintf(error, error_bytes,
             "no language data: rasid.lexicon is neither beside the program nor in share/rasid; "
             "name it in RASID_LEXICON");
    return STATUS_CONFIG;
}
