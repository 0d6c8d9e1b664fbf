/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_WORKER_PROCESS_H
#define DAEMON_WORKER_PROCESS_H

#include "consumers/consumer.h"
#include "daemon/counters.h"
#include "daemon/worker.h"
#include "daemon/worker_outbox.h"

/* One record to its outputs: the seam between the stream, which knows Kafka, and the pipeline,
 * which does not. Tests put their own function here. */

/* Why a record is not to be read: it killed the process before, or its outputs do not fit. */
struct refusal {
    const char *reason;   /* word, colon, detail */
    const char *stage;    /* where */
    bool is_by_reference; /* the dead letter names the record instead of holding it */
};

/* Fills the cleared outbox. refusal NULL: process the record. STATUS_NO_MEMORY: try the same record
 * later. A record that cannot be processed is STATUS_OK, with a dead letter in the outbox. */
typedef enum status (*worker_process_fn)(void *arg, const struct record *record,
                                         const struct refusal *refusal,
                                         struct outbox *outbox) MUST_CHECK;

/* A pipeline with what it stands on. */
struct processor;

/* Borrows options, lexicon and counters. NULL without memory or with broken language data. */
struct processor *processor_new(const struct worker_options *options, const struct lexicon *lexicon,
                                struct counters *counters);
void processor_free(struct processor *processor);
enum status processor_run(struct processor *processor, const struct record *record,
                          const struct refusal *refusal, struct outbox *outbox) MUST_CHECK;

#endif
