/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

/* cmocka needs these four before it, in this order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/arena.h"
#include "common/strview.h"

#define assert_strview_equal(view, string) assert_strview_equal_at(view, string, __FILE__, __LINE__)
void assert_strview_equal_at(struct strview view, const char *string, const char *file, int line);

/* By how much a limit of time is stretched: sanitizers slow code down, and so does a busy machine.
 */
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
enum { SUPPORT_TIME_FACTOR = 10 };
#else
enum { SUPPORT_TIME_FACTOR = 1 };
#endif

/* CPU time of the process so far: a busy machine makes no code slower by it. */
double support_cpu_ms(void);

/* Fails when ms of CPU time is more than the limit, stretched by SUPPORT_TIME_FACTOR and by as much
 * as a fixed piece of work is slower now than where the limits were set: shared cores and small
 * caches do make code slower. */
void support_assert_ms(double ms, double limit);

/* An arena for a group of tests: setup and teardown of cmocka_run_group_tests. A test resets it. */
extern struct arena *support_arena;
int support_arena_open(void **state);
int support_arena_close(void **state);

/* The compiled language data of this build (environment RASID_LEXICON). */
const char *support_lexicon_path(void);

#endif
