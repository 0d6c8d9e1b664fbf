/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_COUNTRY_CODES_H
#define DAEMON_COUNTRY_CODES_H

#include "codec/event_codec.h"
#include "lexicon/lexicon.h"

/* The table common/country_codes as the formats of events want it: sorted by iso3. The caller frees
 * *out. STATUS_OK with no rows when the data has no such table. */
enum status country_codes_load(const struct lexicon *lexicon, struct country_code **out,
                               size_t *count) MUST_CHECK;

#endif
