/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_C11_THREADS_H
#define TESTS_SUPPORT_C11_THREADS_H

/* Called by whoever starts librdkafka under a sanitizer, so that c11_threads.c is linked in. */
void c11_threads_link(void);

#endif
