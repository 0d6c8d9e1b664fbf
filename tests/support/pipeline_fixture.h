/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_PIPELINE_FIXTURE_H
#define TESTS_SUPPORT_PIPELINE_FIXTURE_H

#include "pipeline/pipeline.h"
#include "support/support.h"

/* A pipeline with the language data of this build; cmocka group fixtures, *state is the struct
 * pipeline. */
int pipeline_fixture_setup(void **state);
int pipeline_fixture_teardown(void **state);

/* The article of a record in rasid's own form, after all stages; NULL when it was refused, with the
 * reason in pipeline_fixture_reason(). Lives until the next call. */
struct article *pipeline_fixture_run(struct pipeline *pipeline, struct strview title,
                                     struct strview body);
const char *pipeline_fixture_reason(void);

#endif
