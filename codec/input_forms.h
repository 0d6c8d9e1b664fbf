/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CODEC_INPUT_FORMS_H
#define CODEC_INPUT_FORMS_H

#include "common/strview.h"

struct json_t; /* jansson */

/* The JSON that crawlers, extractors, feeds and agencies emit, read by one table of key names.
 * Inside codec/ only. */

/* What an object told, as borrowed text: lives as long as the JSON. Empty: not told. */
struct input_parts {
    const char *form; /* the form's name, for explain: "trafilatura"; static */
    struct strview id;
    char id_number[24]; /* holds id when it was told as a number */
    struct strview url;
    struct strview title;
    struct strview body;
    struct strview body_type; /* MIME type when the form names it */
    struct strview summary;
    struct strview published;
    double published_number; /* when told as a number; 0: not */
    struct strview fetched;
    struct strview language;
    struct strview source;
    struct strview domain;
    struct strview author;
    bool is_plain;    /* the form's texts are plain by definition: own, plain text, sentences */
    bool is_teaser;   /* the body is only a summary */
    bool is_sentence; /* {id, text, date} alone */
};

/* The object that holds the article: unwraps @graph, a list of one and JSON-LD lists. NULL when
 * there is none. Borrowed. */
const struct json_t *input_find_article(const struct json_t *root);
/* True for CloudEvents' structured mode; its data is then in *data (an object, or text with
 * *data_type, base64 when *is_base64). */
bool input_unwrap_event(const struct json_t *root, const struct json_t **data,
                        struct strview *data_type, bool *is_base64);
/* Reads every part that the object tells. */
void input_read_parts(const struct json_t *object, struct input_parts *parts);

/* A string's bytes, with its length; empty for anything else. */
struct strview input_string(const struct json_t *value);

#endif
