/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_WORKER_ROUTE_H
#define DAEMON_WORKER_ROUTE_H

#include "common/buffer.h"
#include "model/event.h"

/* output.events: a topic's name with {type}, {lang} and {country} in it. */

/* False with a sentence in error when it names something else, or cannot be a topic. */
bool route_check(const char *route, char *error, size_t error_bytes);
/* Appends the topic of the event. An unknown country is "unknown"; what no topic may hold becomes
 * "_". False without memory or when the name is longer than a topic's may be. */
bool route_expand(const char *route, const struct article *article, const struct event *event,
                  struct buffer *out);
/* Calls found with every topic of the route that can be known before the first event: all types and
 * languages; a route by country calls it with country "unknown" only. Stops when found says false.
 */
bool route_each(const char *route, bool (*found)(void *arg, const char *topic), void *arg);

/* The language of the event's segment. */
enum language event_language(const struct article *article, const struct event *event);

#endif
