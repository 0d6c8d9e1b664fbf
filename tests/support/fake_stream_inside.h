/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_FAKE_STREAM_INSIDE_H
#define TESTS_SUPPORT_FAKE_STREAM_INSIDE_H

#include "support/fake_stream.h"

/* Between the parts of the fake: fake_stream.c, fake_consumer.c, fake_producer.c. */

extern const struct consumer_ops fake_consumer_ops;
struct producer *fake_producer_new(void *arg, delivery_fn delivery, void *delivery_arg, char *error,
                                   size_t error_bytes);

void fake_violate(struct fake_broker *broker, const char *what);
enum fake_fault fake_fault(struct fake_broker *broker, enum fake_call call);
/* The same for a call that waits: without an answer, time passes. */
enum fake_fault fake_call(struct fake_broker *broker, enum fake_call call, int timeout_ms);
void fake_wait(struct fake_broker *broker, int timeout_ms);
struct fake_output *fake_append(struct fake_broker *broker, const struct message *message,
                                enum fake_state state);
void fake_commit_offset(struct fake_broker *broker, int partition, int64_t offset);
void fake_end_transaction(struct fake_broker *broker, bool is_commit);

#endif
