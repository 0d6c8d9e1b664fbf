/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_RECORD_ENVELOPE_H
#define DAEMON_RECORD_ENVELOPE_H

#include "common/buffer.h"

/* The article inside an envelope, {"article": {…}, …}, as annotated sets and cases keep it: written
 * to out, which the result points into. Any other record is returned as it is. */
struct strview record_envelope_open(struct strview value, struct buffer *out);

#endif
