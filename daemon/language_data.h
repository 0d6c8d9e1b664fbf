/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_LANGUAGE_DATA_H
#define DAEMON_LANGUAGE_DATA_H

#include "lexicon/lexicon.h"

/* Opens the compiled language data. path: NULL or "" looks in $RASID_LEXICON, beside the program,
 * and in share/rasid/ of the folder that the program is installed under. The caller owns *out. On
 * failure error says which file, and why. */
enum status language_data_open(const char *path, struct lexicon **out, char *error,
                               size_t error_bytes) MUST_CHECK;

#endif
