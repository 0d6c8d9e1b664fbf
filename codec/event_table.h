/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_EVENT_TABLE_H
#define CODEC_EVENT_TABLE_H

#include "codec/event_codec.h"

/* The tab-separated files of POLECAT (40 columns, with a header) and GDELT 2.0 (61 columns, none).
 * Neither can say that an event is planned, possible or denied: such events are left out. Private
 * to codec/. */

enum { POLECAT_COLUMNS = 40, GDELT_COLUMNS = 61 };

bool event_is_fact(const struct event *event);
enum status event_polecat_head(struct buffer *out) MUST_CHECK;
enum status event_polecat_encode(const struct article *article, const struct event *event,
                                 const struct event_encode_options *options,
                                 struct buffer *out) MUST_CHECK;
enum status event_gdelt_encode(const struct article *article, const struct event *event,
                               const struct event_encode_options *options,
                               struct buffer *out) MUST_CHECK;

#endif
