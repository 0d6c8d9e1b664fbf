/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_EVENT_PRETTY_H
#define CODEC_EVENT_PRETTY_H

#include "codec/event_codec.h"

/* An event for a reader at a terminal. Private to codec/. */
enum status event_pretty_encode(const struct article *article, const struct event *event,
                                const struct event_encode_options *options, size_t index,
                                struct buffer *out) MUST_CHECK;

#endif
