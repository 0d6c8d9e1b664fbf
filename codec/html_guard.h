/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_HTML_GUARD_H
#define CODEC_HTML_GUARD_H

#include "common/arena.h"

/* A copy of the page without tags that would nest too deep, tags with hundreds of attributes and
 * those past a number that no page of news has: the parser frees its tree by recursion, searches
 * the open elements at every tag and each tag's attributes at every attribute. Scripts (but
 * JSON-LD), styles and comments go too: they are most of a page's bytes. Numbers of character
 * references are cut to those that the parser can hold. ptr NULL at the arena's
 * ceiling. */
struct strview html_guard(struct arena *arena, struct strview html);

#endif
