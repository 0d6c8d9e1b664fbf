/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_COMPLETION_H
#define DAEMON_COMPLETION_H

#include "common/buffer.h"
#include "daemon/command.h"

/* A shell's completion of the commands, made from their table. shell: "bash", "zsh", "fish"; false
 * for another. */
bool completion_write(const struct command *const *commands, const char *shell, struct buffer *out);

#endif
