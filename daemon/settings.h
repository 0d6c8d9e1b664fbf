/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_SETTINGS_H
#define DAEMON_SETTINGS_H

#include "daemon/config.h"
#include "daemon/worker.h"

/* A checked configuration with everything made from it that workers read: options and language
 * data. Read-only once made; a reload makes another. */
struct settings {
    struct config *config;
    struct lexicon *lexicon;
    struct worker_options options;
};

/* Takes over config in any case. Opens the language data, reads the secrets, and asks whether
 * workers could run with it. NULL with lines in errors. brokers: over the configuration's, or NULL.
 */
struct settings *settings_new(struct config *config, const char *brokers, struct buffer *errors);
void settings_free(struct settings *settings);
/* For worker_setup_new(). */
void settings_free_fn(void *settings);

#endif
