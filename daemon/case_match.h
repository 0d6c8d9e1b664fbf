/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_CASE_MATCH_H
#define DAEMON_CASE_MATCH_H

#include "common/buffer.h"

/* A case, {"article", "events", "absent", "count"}, held against the events that the article gave.
 * docs/testing.md tells what matches what. Takes json_t as void pointers: jansson stays out of
 * headers. */

/* Appends one line a difference, indented, to report. True when there is none. case_json and events
 * (an array) are json_t pointers, read only, that stay the caller's (jansson's iteration takes no
 * const). */
bool case_match(void *case_json, void *events, struct buffer *report);

#endif
