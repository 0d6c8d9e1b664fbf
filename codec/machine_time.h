/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_MACHINE_TIME_H
#define CODEC_MACHINE_TIME_H

#include "model/article.h"

/* Reads a time as metadata writes it: ISO 8601 and RFC 3339 (also with a blank for the T, without a
 * zone, basic form, or date only), RFC 822 and asctime of feeds, seconds or milliseconds since
 * 1970. Keeps precision and zone as told; midnight without a zone is a
 * day, as extractors write it that lost the clock. False when it is none of these: a date in a
 * language's words is for normalization. */
bool machine_time_parse(struct strview text, struct timestamp *out);
/* Seconds since 1970, or milliseconds when the number is too large for seconds of this century. */
bool machine_time_from_number(double number, struct timestamp *out);

#endif
