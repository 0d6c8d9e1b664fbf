/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_EVENT_FLAT_H
#define CODEC_EVENT_FLAT_H

#include "codec/event_codec.h"

/* The event as one row of named scalar cells, and the formats made from it. Private to codec/. */

/* {"schema":"event_flat/1",…}: docs/event_flat.schema.json. */
enum status event_flat_encode(const struct article *article, const struct event *event,
                              const struct extractor_identity *extractor,
                              struct buffer *out) MUST_CHECK;
/* A GeoJSON Feature with the row as its properties; the geometry is null for an event without
 * coordinates. */
enum status event_feature_encode(const struct article *article, const struct event *event,
                                 const struct extractor_identity *extractor,
                                 struct buffer *out) MUST_CHECK;
/* RFC 4180: the header line, and one line an event. */
enum status event_csv_head(struct buffer *out) MUST_CHECK;
enum status event_csv_encode(const struct article *article, const struct event *event,
                             const struct extractor_identity *extractor,
                             struct buffer *out) MUST_CHECK;

#endif
