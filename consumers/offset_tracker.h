/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CONSUMERS_OFFSET_TRACKER_H
#define CONSUMERS_OFFSET_TRACKER_H

#include "common/status.h"
#include "kafka/stream.h"

/* Which records are in flight, per partition, for at_least_once: acknowledgements come in any
 * order, and an offset may be stored only when everything before it is done too.
 *
 *     partition 3:   17 done | 18 done | 19 open | 20 done | 21 open
 *                    ------- low ----> ^ 19 is where a restart must read on */
struct offset_tracker;

struct offset_tracker *offset_tracker_new(void);
void offset_tracker_free(struct offset_tracker *tracker);

/* A record was taken. Offsets of a partition must grow. STATUS_NO_MEMORY leaves it as it was. */
enum status offset_tracker_begin(struct offset_tracker *tracker,
                                 const struct stream_position *position) MUST_CHECK;
/* All outputs of the record are acknowledged. False when it is not in flight (the partition was
 * forgotten). */
bool offset_tracker_finish(struct offset_tracker *tracker, const struct stream_position *position);
/* The next partition whose low mark moved since it was last told; upto->offset is the first record
 * not done. upto->topic lives until the partition is forgotten. False when there is none. */
bool offset_tracker_next(struct offset_tracker *tracker, struct stream_position *upto);
/* Where reading must go on so that nothing is missed, or -1 when nothing of it was tracked. */
int64_t offset_tracker_low(const struct offset_tracker *tracker, const char *topic,
                           int32_t partition);
/* Forgets what is in flight of a partition, and its low mark. */
void offset_tracker_forget(struct offset_tracker *tracker, const char *topic, int32_t partition);
/* Drops all records in flight and keeps the low marks: after a rewind to them. */
void offset_tracker_rewind(struct offset_tracker *tracker);
size_t offset_tracker_in_flight(const struct offset_tracker *tracker);

#endif
