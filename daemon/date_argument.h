/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_DATE_ARGUMENT_H
#define DAEMON_DATE_ARGUMENT_H

#include "model/article.h"

/* YYYY-MM-DD, or that with THH:MM[:SS] and Z or ±HH:MM, as a person types it after --published.
 * false when it is anything else, or no such day. */
bool date_argument_parse(struct strview text, struct timestamp *out);

#endif
