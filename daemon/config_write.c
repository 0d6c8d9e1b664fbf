/* SPDX-License-Identifier: Apache-2.0 */
/* The table of options as texts: the commented file, the manual's list, the document's table, and
 * the JSON Schema; and the values in force. conf/rasid.yaml is config_write_reference()'s output,
 * byte for byte; a test compares them. */
#include "daemon/config_options.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { REFERENCE_COLUMNS = 96 };

/* The section of a key ("" for none) and the name in it. */
static struct strview key_section(const char *key)
{
    const char *dot = strchr(key, '.');

    return (struct strview){key, dot == NULL ? 0 : (size_t)(dot - key)};
}

static const char *key_name(const char *key)
{
    const char *dot = strchr(key, '.');

    return dot == NULL ? key : dot + 1;
}

static void write_environment(const char *key, struct buffer *out)
{
    buffer_append_string(out, "RASID_");
    for (; *key != '\0'; key++) {
        char letter = *key == '.' ? '_' : (char)toupper((unsigned char)*key);

        buffer_append(out, &letter, 1);
    }
}

/* Right values or range, and what a change takes: "one of event|flat; reload". */
static void write_facts(const struct config_option *option, struct buffer *out)
{
    bool is_number = option->type == CONFIG_INTEGER || option->type == CONFIG_NUMBER;

    if (option->type == CONFIG_CHOICE)
        buffer_printf(out, "one of %s", option->choices);
    else
        buffer_append_string(out, config_type_name(option->type));
    if (option->choices != NULL && option->type != CONFIG_CHOICE)
        buffer_printf(out, " of %s", option->choices);
    if (is_number)
        buffer_printf(out, " from %.15g to %.15g", option->minimum, option->maximum);
    buffer_append_string(out, option->change == CONFIG_ON_RESTART ? "; a change takes a restart"
                                                                  : "; changed by a reload");
}

/* text in comment lines, wrapped. */
static void write_comment(struct strview text, const char *indent, struct buffer *out)
{
    size_t column = 0;
    struct strview word;

    while (strview_next(&text, ' ', &word)) {
        if (column > 0 && column + 1 + word.len > REFERENCE_COLUMNS) {
            buffer_append_string(out, "\n");
            column = 0;
        }
        if (column == 0) {
            buffer_printf(out, "%s# ", indent);
            column = strlen(indent) + 2;
        } else {
            buffer_append_string(out, " ");
            column++;
        }
        buffer_append_view(out, word);
        column += word.len;
    }
    buffer_append_string(out, "\n");
}

static void write_example(const struct config_option *option, const char *indent,
                          struct buffer *out)
{
    struct strview rest = strview_from(option->example);
    struct strview line;

    if (option->example == NULL)
        return;
    buffer_printf(out, "%s# %s:\n", indent, key_name(option->key));
    while (strview_next(&rest, '\n', &line))
        buffer_printf(out, "%s#   %.*s\n", indent, STRVIEW_ARG(line));
}

void config_write_reference(struct buffer *out)
{
    struct strview section = {0};

    buffer_append_string(
        out,
        "# Configuration of rasid: every key with its default. Drop-ins, conf.d/*.yaml beside\n"
        "# this file, are read after it in name order; RASID_SECTION_KEY in the environment\n"
        "# overrides both. `rasid check` reads it as the daemon would; SIGHUP reloads.\n"
        "# This text is what `rasid config reference` prints.\n");
    for (size_t i = 0; i < config_option_count; i++) {
        const struct config_option *option = &config_options[i];
        struct strview own = key_section(option->key);
        const char *indent = own.len == 0 ? "" : "  ";
        struct buffer facts = {0};

        if (own.len == 0 || !strview_equal(own, section))
            buffer_append_string(out, "\n");
        if (own.len > 0 && !strview_equal(own, section))
            buffer_printf(out, "%.*s:\n", STRVIEW_ARG(own));
        section = own;
        write_facts(option, &facts);
        write_comment(strview_from(option->help), indent, out);
        buffer_printf(out, "%s# (%.*s)\n", indent, STRVIEW_ARG(buffer_view(&facts)));
        write_example(option, indent, out);
        buffer_printf(out, "%s%s: %s\n", indent, key_name(option->key), option->default_text);
        buffer_destroy(&facts);
    }
}

void config_write_reference_json(struct buffer *out)
{
    buffer_append_string(out, "[");
    for (size_t i = 0; i < config_option_count; i++) {
        const struct config_option *option = &config_options[i];

        buffer_printf(out,
                      "%s\n  {\"key\": \"%s\", \"type\": \"%s\", \"default\": ", i == 0 ? "" : ",",
                      option->key, config_type_name(option->type));
        if (option->type == CONFIG_CHOICE)
            config_write_string(option->default_text, out);
        else
            buffer_append_string(out, option->default_text);
        buffer_append_string(out, ", \"environment\": \"");
        write_environment(option->key, out);
        buffer_printf(out, "\", \"change\": \"%s\", \"help\": ",
                      option->change == CONFIG_ON_RESTART ? "restart" : "reload");
        config_write_string(option->help, out);
        buffer_append_string(out, "}");
    }
    buffer_append_string(out, "\n]\n");
}

void config_write_manual(struct buffer *out)
{
    for (size_t i = 0; i < config_option_count; i++) {
        const struct config_option *option = &config_options[i];

        buffer_printf(out, "*%s*\n\t", option->key);
        /* scdoc takes '_' between letters as it is; '*', '_' at a word's edge and '\\' are its own.
         */
        for (const char *at = option->help; *at != '\0'; at++) {
            if (strchr("*\\<>#`", *at) != NULL)
                buffer_append_string(out, "\\");
            buffer_append(out, at, 1);
        }
        buffer_append_string(out, "++\n_");
        write_facts(option, out);
        buffer_append_string(out, "_++\nDefault: ");
        buffer_printf(out, "*%s*\n\n", option->default_text);
    }
}

void config_write_markdown(struct buffer *out)
{
    buffer_append_string(out, "| key | default | | meaning |\n|---|---|---|---|\n");
    for (size_t i = 0; i < config_option_count; i++) {
        const struct config_option *option = &config_options[i];

        buffer_printf(out, "| `%s` | `%s` | ", option->key, option->default_text);
        struct buffer facts = {0};

        write_facts(option, &facts);
        for (size_t j = 0; j < facts.len; j++) {
            if (facts.data[j] == '|')
                buffer_append_string(out, ", ");
            else
                buffer_append(out, &facts.data[j], 1);
        }
        buffer_destroy(&facts);
        buffer_printf(out, " | %s |\n", option->help);
    }
}

static void write_schema_choices(const char *choices, struct buffer *out)
{
    struct strview rest = strview_from(choices);
    struct strview piece;
    bool is_first = true;

    buffer_append_string(out, "\"enum\": [");
    while (strview_next(&rest, '|', &piece)) {
        buffer_printf(out, "%s\"%.*s\"", is_first ? "" : ", ", STRVIEW_ARG(piece));
        is_first = false;
    }
    buffer_append_string(out, "]");
}

static void write_schema_type(const struct config_option *option, struct buffer *out)
{
    switch (option->type) {
    case CONFIG_STRING:
    case CONFIG_FILE:
    case CONFIG_CHOICE:
        if (option->choices != NULL)
            write_schema_choices(option->choices, out);
        else
            buffer_append_string(out, "\"type\": \"string\"");
        break;
    case CONFIG_STRINGS:
        buffer_append_string(
            out, "\"type\": \"array\", \"minItems\": 1, \"uniqueItems\": true, \"items\": {");
        buffer_append_string(out, "\"type\": \"string\"");
        if (option->choices != NULL) {
            buffer_append_string(out, ", ");
            write_schema_choices(option->choices, out);
        }
        buffer_append_string(out, "}");
        break;
    case CONFIG_INTEGER:
    case CONFIG_NUMBER:
        buffer_printf(out, "\"type\": \"%s\", \"minimum\": %.15g, \"maximum\": %.15g",
                      option->type == CONFIG_INTEGER ? "integer" : "number", option->minimum,
                      option->maximum);
        break;
    case CONFIG_BOOLEAN:
        buffer_append_string(out, "\"type\": \"boolean\"");
        break;
    case CONFIG_MAP:
        buffer_append_string(out, "\"type\": [\"object\", \"null\"], \"additionalProperties\": "
                                  "{\"type\": [\"string\", \"number\", \"boolean\"]}");
        break;
    case CONFIG_SOURCES:
        buffer_append_string(out, "\"type\": [\"object\", \"null\"], \"additionalProperties\": "
                                  "{\"$ref\": \"#/$defs/source\"}");
        break;
    }
}

static void write_schema_property(const struct config_option *option, const char *indent,
                                  struct buffer *out)
{
    buffer_printf(out, "%s\"%s\": {", indent, key_name(option->key));
    write_schema_type(option, out);
    buffer_append_string(out, ", \"default\": ");
    if (option->type == CONFIG_CHOICE)
        config_write_string(option->default_text, out);
    else
        buffer_append_string(out, option->default_text);
    buffer_append_string(out, ", \"description\": ");
    config_write_string(option->help, out);
    buffer_append_string(out, "}");
}

void config_write_schema(struct buffer *out)
{
    struct strview section = {0};

    buffer_append_string(out,
                         "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
                         "  \"title\": \"Configuration of rasid (rasid.yaml)\",\n"
                         "  \"type\": [\"object\", \"null\"],\n"
                         "  \"additionalProperties\": false,\n"
                         "  \"$defs\": {\"source\": {\"type\": \"object\", "
                         "\"additionalProperties\": false, \"properties\": {");
    for (size_t i = 0; i < config_source_option_count; i++) {
        buffer_append_string(out, i == 0 ? "\n" : ",\n");
        write_schema_property(&config_source_options[i], "    ", out);
    }
    buffer_append_string(out, "\n  }}},\n  \"properties\": {");
    for (size_t i = 0; i < config_option_count; i++) {
        struct strview own = key_section(config_options[i].key);
        bool is_same = strview_equal(own, section);

        if (section.len > 0 && !is_same)
            buffer_append_string(out, "\n    }}");
        buffer_append_string(out, i == 0 ? "\n" : ",\n");
        if (own.len > 0 && !is_same)
            buffer_printf(out,
                          "    \"%.*s\": {\"type\": [\"object\", \"null\"], "
                          "\"additionalProperties\": false, \"properties\": {\n",
                          STRVIEW_ARG(own));
        write_schema_property(&config_options[i], own.len > 0 ? "      " : "    ", out);
        section = own;
    }
    buffer_append_string(out, section.len > 0 ? "\n    }}\n  }\n}\n" : "\n  }\n}\n");
}

void config_write_values(const struct config *config, struct buffer *out)
{
    struct strview section = {0};

    for (size_t i = 0; i < config_option_count; i++) {
        const struct config_option *option = &config_options[i];
        struct strview own = key_section(option->key);
        const char *origin = config->origins[i];

        if (own.len > 0 && !strview_equal(own, section))
            buffer_printf(out, "%.*s:\n", STRVIEW_ARG(own));
        section = own;
        buffer_printf(out, "%s%s: ", own.len > 0 ? "  " : "", key_name(option->key));
        config_write_value(option, config, out);
        if (origin != NULL)
            buffer_printf(out, "  # %s", origin);
        buffer_append_string(out, "\n");
    }
}

void config_write_values_json(const struct config *config, struct buffer *out)
{
    buffer_append_string(out, "{");
    for (size_t i = 0; i < config_option_count; i++) {
        const char *origin = config->origins[i];

        buffer_printf(out, "%s\n  \"%s\": {\"value\": ", i == 0 ? "" : ",", config_options[i].key);
        config_write_value(&config_options[i], config, out);
        buffer_append_string(out, ", \"origin\": ");
        config_write_string(origin == NULL ? "default" : origin, out);
        buffer_append_string(out, "}");
    }
    buffer_append_string(out, "\n}\n");
}
