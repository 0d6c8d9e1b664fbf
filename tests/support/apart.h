/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_APART_H
#define TESTS_SUPPORT_APART_H

#include "support/support.h"

/* Runs each test in a process of its own, all at once: for tests that wait more than they work.
 * Prints what each said, one after the other; returns how many failed. */
int apart_run(const struct CMUnitTest *tests, size_t count);

#endif
