/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_STREAM_FIXTURE_H
#define TESTS_SUPPORT_STREAM_FIXTURE_H

#include "support/fake_stream.h"

/* A stream over the fake. A record's value says what becomes of it: a digit is its number of
 * outputs, "big" makes one that is larger than the broker takes. Outputs go to topic "out" with
 * value "partition/offset/index", dead letters to "dead" with the input's value or, by reference,
 * with "ref". */
struct stream_fixture {
    struct fake_broker broker;
    struct stream_environment environment;
    struct counters counters;
    struct stream *stream;
    unsigned no_memory_times; /* so many calls of the pipeline fail */
    unsigned processed;
};

void fixture_init(struct stream_fixture *fixture, bool is_exactly_once, uint64_t seed);
void fixture_destroy(struct stream_fixture *fixture);
/* A process begins, with counters at zero; and ends, by stop or by kill. */
void fixture_start(struct stream_fixture *fixture);
void fixture_kill(struct stream_fixture *fixture);
/* Turns until nothing moves for a while; time passes as the turns ask. False when that never
 * comes, or the stream is over. */
bool fixture_run(struct stream_fixture *fixture);
/* Turns until the broker's time moved on by so much. */
void fixture_run_ms(struct stream_fixture *fixture, uint64_t ms);
/* Stops and turns until it is over; the milliseconds that took. */
uint64_t fixture_stop(struct stream_fixture *fixture);
/* No rule broken, and the identity: every record of a committed offset range is counted once, under
 * one outcome. */
void fixture_check(struct stream_fixture *fixture);

#endif
