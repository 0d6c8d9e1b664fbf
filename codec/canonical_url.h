/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_CANONICAL_URL_H
#define CODEC_CANONICAL_URL_H

#include "common/arena.h"

/* The URL that every copy of an article shares: scheme and host in lower case, no default port, no
 * fragment, no tracking parameters (utm_*, fbclid, …). What is no http URL comes back trimmed. In
 * the arena; ptr NULL at its ceiling. */
struct strview canonical_url(struct arena *arena, struct strview url);
/* The host in it, without "www."; empty for what is no URL. */
struct strview url_host(struct strview url);

#endif
