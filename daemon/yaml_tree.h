/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_YAML_TREE_H
#define DAEMON_YAML_TREE_H

#include "common/arena.h"
#include "common/buffer.h"

/* A YAML document as a tree that knows where each piece stands, so that whoever reads a value can
 * say file, line and column of what is wrong with it. */

enum yaml_kind { YAML_EMPTY, YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
    enum yaml_kind kind;
    bool is_quoted;    /* scalar in quotes or as a block: certainly text */
    const char *name;  /* its key in a map; NULL elsewhere */
    const char *text;  /* of a scalar; else "" */
    const char *file;  /* as given to the parser */
    unsigned line;     /* from 1; 0: not from a file */
    unsigned column;   /* from 1 */
    unsigned key_line; /* where its key stands */
    unsigned key_column;
    struct yaml_node *first; /* children in order */
    struct yaml_node *last;
    struct yaml_node *next;
};

/* Parses one document into the arena. NULL when it is no YAML that we take (aliases, tags, several
 * documents, a key twice, too deep): "file:line:column: reason" and a newline are appended to
 * errors. An empty text is an empty map. */
struct yaml_node *yaml_tree_parse(struct arena *arena, struct strview text, const char *file,
                                  struct buffer *errors);

/* Appends "file:line:column: message\n" for a node, or for its key. */
void yaml_complain(struct buffer *errors, const struct yaml_node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void yaml_complain_key(struct buffer *errors, const struct yaml_node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
