/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_CORPUS_H
#define TESTS_SUPPORT_CORPUS_H

#include "common/strview.h"

/* The articles of samples/, tests/golden/ and language/<lang>/training/: what random changes start
 * from. */
struct corpus_article {
    struct strview title;
    struct strview body;
};

struct corpus {
    struct corpus_article *articles;
    size_t count, capacity;
};

/* Fails the test when there are none. */
void corpus_load(struct corpus *corpus);
void corpus_free(struct corpus *corpus);

#endif
