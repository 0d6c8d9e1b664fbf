/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_EVENT_JSON_H
#define CODEC_EVENT_JSON_H

#include "codec/event_codec.h"

/* Private to codec/. Each appends one event. */

/* The full record, version 1: docs/event.schema.json. */
enum status event_json_encode(const struct article *article, const struct event *event,
                              const struct extractor_identity *extractor,
                              struct buffer *out) MUST_CHECK;

#endif
