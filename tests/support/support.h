/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

/* cmocka needs these four before it, in this order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/strview.h"

#define assert_strview_equal(view, string) assert_strview_equal_at(view, string, __FILE__, __LINE__)
void assert_strview_equal_at(struct strview view, const char *string, const char *file, int line);

/* The compiled language data of this build (environment RASID_LEXICON). */
const char *support_lexicon_path(void);

#endif
