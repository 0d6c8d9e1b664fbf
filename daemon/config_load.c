/* SPDX-License-Identifier: Apache-2.0 */
/* Where the configuration comes from: defaults, the file, drop-ins beside it, the environment; each
 * over the one before. A file that everybody may write, and a drop-in that is a symbolic link, are
 * refused: whoever can place them would choose what the daemon reads. The main file may be a link
 * (configuration maps of container platforms are), since only its own folder's owner can make it.
 */
#include "daemon/config_options.h"

#include "daemon/suggest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ARENA_BLOCK_BYTES = 64 << 10, ARENA_LIMIT_BYTES = 32 << 20, FILE_BYTES_MAX = 1 << 20 };
enum { SECRET_BYTES_MAX = 64 << 10 };

const char config_default_path[] = "/etc/rasid/rasid.yaml";

extern char **environ;

struct loading {
    struct config *config;
    struct buffer *errors;
    struct buffer *warnings;
};

/* Opens, checks who may write it, and reads it whole. False with errno 0 when a line was added to
 * errors, or with errno set. */
static bool read_file(const char *path, int flags, size_t bytes_max, struct buffer *out,
                      struct buffer *errors)
{
    struct stat info;
    char chunk[4096];
    ssize_t len = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags);

    if (file < 0)
        return false;
    errno = 0;
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
        buffer_printf(errors, "%s: is no regular file\n", path);
    } else if ((info.st_mode & S_IWOTH) != 0) {
        buffer_printf(errors, "%s: may be written by everybody (chmod o-w)\n", path);
    } else if ((size_t)info.st_size > bytes_max) {
        buffer_printf(errors, "%s: is larger than %zu bytes\n", path, bytes_max);
    } else {
        while ((len = read(file, chunk, sizeof(chunk))) > 0 && out->len <= bytes_max)
            buffer_append(out, chunk, (size_t)len);
        if (len == 0) {
            close(file);
            return true;
        }
        buffer_printf(errors, "%s: %s\n", path, len < 0 ? strerror(errno) : "is too large");
    }
    close(file);
    errno = 0;
    return false;
}

const struct config_option *config_option_find(const char *key)
{
    for (size_t i = 0; i < config_option_count; i++)
        if (strcmp(config_options[i].key, key) == 0)
            return &config_options[i];
    return NULL;
}

static bool is_section(const char *name)
{
    size_t len = strlen(name);

    for (size_t i = 0; i < config_option_count; i++)
        if (strncmp(config_options[i].key, name, len) == 0 && config_options[i].key[len] == '.')
            return true;
    return false;
}

static void refuse_key(struct loading *loading, const struct yaml_node *node, const char *key)
{
    struct suggestion suggestion = {.wanted = key};

    for (size_t i = 0; i < config_option_count; i++) {
        const char *dot = strchr(config_options[i].key, '.');

        suggestion_offer(&suggestion, config_options[i].key);
        /* A key that is right, but in another section or none. */
        if (suggestion.nearest == NULL && dot != NULL && strcmp(dot + 1, node->name) == 0)
            suggestion = (struct suggestion){key, config_options[i].key, 99};
    }
    static const char *const sections[] = {"kafka", "input", "output", "limits", "http", "log"};

    for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
        if (strchr(key, '.') == NULL)
            suggestion_offer(&suggestion, sections[i]);
    if (suggestion.nearest == NULL)
        yaml_complain_key(loading->errors, node,
                          "unknown key '%s'; `rasid config reference` lists them", key);
    else
        yaml_complain_key(loading->errors, node, "unknown key '%s'; did you mean '%s'?", key,
                          suggestion.nearest);
}

static void apply_key(struct loading *loading, const struct yaml_node *node, const char *key)
{
    const struct config_option *option = config_option_find(key);

    if (option == NULL) {
        refuse_key(loading, node, key);
        return;
    }
    config_read_value(option, loading->config->arena, node, loading->config, loading->errors);
    struct strview origin =
        node->line == 0 ? arena_copy(loading->config->arena, strview_from(node->file))
                        : arena_printf(loading->config->arena, "%s:%u", node->file, node->line);

    loading->config->origins[option - config_options] = origin.ptr;
}

static void apply_tree(struct loading *loading, const struct yaml_node *root)
{
    if (root->kind == YAML_EMPTY)
        return;
    if (root->kind != YAML_MAP) {
        yaml_complain(loading->errors, root, "keys such as 'kafka:' are expected");
        return;
    }
    for (const struct yaml_node *node = root->first; node != NULL; node = node->next) {
        if (!is_section(node->name)) {
            apply_key(loading, node, node->name);
            continue;
        }
        if (node->kind != YAML_MAP && node->kind != YAML_EMPTY)
            yaml_complain(loading->errors, node, "%s: keys are expected under it", node->name);
        for (const struct yaml_node *child = node->first; child != NULL; child = child->next) {
            char key[256];

            snprintf(key, sizeof(key), "%s.%s", node->name, child->name);
            apply_key(loading, child, key);
        }
    }
}

static void load_file(struct loading *loading, const char *path, int flags)
{
    struct buffer text = {0};

    if (read_file(path, flags, FILE_BYTES_MAX, &text, loading->errors)) {
        struct yaml_node *root =
            yaml_tree_parse(loading->config->arena, buffer_view(&text), path, loading->errors);

        if (root != NULL)
            apply_tree(loading, root);
    } else if (errno == ELOOP) {
        buffer_printf(loading->errors, "%s: is a symbolic link\n", path);
    } else if (errno != 0) {
        buffer_printf(loading->errors, "%s: %s\n", path, strerror(errno));
    }
    buffer_destroy(&text);
}

static int is_drop_in(const struct dirent *entry)
{
    struct strview name = strview_from(entry->d_name);

    return name.len > 0 && name.ptr[0] != '.' && strview_ends_with(name, STRVIEW(".yaml"));
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void load_drop_ins(struct loading *loading, const char *main_path)
{
    const char *slash = strrchr(main_path, '/');
    struct strview folder = slash == NULL
                                ? STRVIEW("./")
                                : (struct strview){main_path, (size_t)(slash - main_path) + 1};
    char path[PATH_MAX];
    struct dirent **entries = NULL;
    struct stat info;

    snprintf(path, sizeof(path), "%.*sconf.d", STRVIEW_ARG(folder));
    if (lstat(path, &info) != 0)
        return;
    if (!S_ISDIR(info.st_mode) || (info.st_mode & S_IWOTH) != 0) {
        buffer_printf(loading->errors, "%s: %s\n", path,
                      S_ISDIR(info.st_mode) ? "may be written by everybody (chmod o-w)"
                                            : "is no folder");
        return;
    }
    int count = scandir(path, &entries, is_drop_in, by_bytes);

    if (count < 0)
        buffer_printf(loading->errors, "%s: %s\n", path, strerror(errno));
    for (int i = 0; i < count; i++) {
        struct strview name = arena_printf(loading->config->arena, "%.*sconf.d/%s",
                                           STRVIEW_ARG(folder), entries[i]->d_name);

        if (name.ptr != NULL)
            load_file(loading, name.ptr, O_NOFOLLOW);
        free(entries[i]);
    }
    free(entries);
}

/* RASID_KAFKA_BROKERS of kafka.brokers. */
static void environment_name(const char *key, char out[128])
{
    snprintf(out, 128, "RASID_%s", key);
    for (char *at = out; *at != '\0'; at++) {
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
        else if (*at == '.')
            *at = '_';
    }
}

/* A list may be written without brackets: a,b. Texts are taken as they are, the rest is YAML. */
static struct yaml_node *environment_node(struct loading *loading,
                                          const struct config_option *option, const char *name,
                                          const char *value)
{
    struct arena *arena = loading->config->arena;
    struct strview text = strview_from(value);
    struct strview origin = arena_copy(arena, strview_from(name));

    if (option->type == CONFIG_STRINGS && value[0] != '[')
        text = arena_printf(arena, "[%s]", value);
    if (origin.ptr == NULL || text.ptr == NULL)
        return NULL;
    if (option->type == CONFIG_STRING || option->type == CONFIG_FILE) {
        struct yaml_node *node = arena_alloc(arena, sizeof(*node));
        const char *copy = arena_copy(arena, text).ptr;

        if (node != NULL && copy != NULL)
            *node = (struct yaml_node){.kind = YAML_SCALAR, .text = copy, .file = origin.ptr};
        return node == NULL || copy == NULL ? NULL : node;
    }
    struct yaml_node *node = yaml_tree_parse(arena, text, origin.ptr, loading->errors);

    if (node != NULL)
        node->line = 0;
    return node;
}

static void load_environment(struct loading *loading)
{
    for (size_t i = 0; i < config_option_count; i++) {
        char name[128];

        environment_name(config_options[i].key, name);
        const char *value = getenv(name);
        struct yaml_node *node =
            value == NULL ? NULL : environment_node(loading, &config_options[i], name, value);

        if (node != NULL)
            apply_key(loading, node, config_options[i].key);
    }
}

/* A wrong RASID_… is only warned of: platforms set variables of their own after a service's name.
 */
static void warn_of_environment(struct loading *loading)
{
    for (char **at = environ; at != NULL && *at != NULL; at++) {
        char given[128];
        char known[CONFIG_OPTIONS_MAX][128];
        struct suggestion suggestion = {.wanted = given};

        if (strncmp(*at, "RASID_", 6) != 0)
            continue;
        snprintf(given, sizeof(given), "%.*s", (int)strcspn(*at, "="), *at);
        for (size_t i = 0; i < config_option_count; i++) {
            environment_name(config_options[i].key, known[i]);
            suggestion_offer(&suggestion, known[i]);
        }
        if (suggestion.nearest != NULL && suggestion.distance > 0)
            buffer_printf(loading->warnings, "environment: %s is not used; did you mean %s?\n",
                          given, suggestion.nearest);
    }
}

static bool contains(const struct config_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i], text) == 0)
            return true;
    return false;
}

/* What no single value shows: a topic that is read and written would feed the daemon with its own
 * output. */
static void check_together(struct loading *loading)
{
    const struct config *config = loading->config;
    const struct {
        const char *key;
        const char *topic;
    } outputs[] = {{"output.events", config->events_topic},
                   {"output.articles", config->articles_topic},
                   {"output.dead_letters", config->dead_letters_topic}};

    for (size_t i = 0; i < sizeof(outputs) / sizeof(outputs[0]); i++) {
        const char *origin = config->origins[config_option_find(outputs[i].key) - config_options];

        if (outputs[i].topic[0] != '\0' && contains(&config->input_topics, outputs[i].topic))
            buffer_printf(loading->errors, "%s: %s: '%s' is one of input.topics\n",
                          origin == NULL ? "default" : origin, outputs[i].key, outputs[i].topic);
    }
    if (config->articles_topic[0] != '\0' &&
        strcmp(config->articles_topic, config->dead_letters_topic) == 0)
        buffer_printf(loading->errors, "output.articles and output.dead_letters are both '%s'\n",
                      config->articles_topic);
}

static struct config *load(const char *path, bool is_from_files, struct buffer *errors,
                           struct buffer *warnings)
{
    struct config *config = calloc(1, sizeof(*config));
    struct loading loading = {.config = config, .errors = errors, .warnings = warnings};
    const char *main_path = path == NULL ? config_default_path : path;
    size_t errors_before = errors->len;

    if (config == NULL)
        return NULL;
    config->arena = arena_new(ARENA_BLOCK_BYTES, ARENA_LIMIT_BYTES);
    if (config->arena == NULL) {
        config_free(config);
        return NULL;
    }
    for (size_t i = 0; i < config_option_count; i++) {
        struct yaml_node *node =
            yaml_tree_parse(config->arena, strview_from(config_options[i].default_text),
                            config_options[i].key, errors);

        if (node != NULL)
            config_read_value(&config_options[i], config->arena, node, config, errors);
    }
    if (is_from_files && (path != NULL || access(main_path, F_OK) == 0))
        load_file(&loading, main_path, 0);
    if (is_from_files)
        load_drop_ins(&loading, main_path);
    load_environment(&loading);
    warn_of_environment(&loading);
    if (errors->len == errors_before)
        check_together(&loading);
    if (errors->len == errors_before)
        return config;
    config_free(config);
    return NULL;
}

struct config *config_load(const char *path, struct buffer *errors, struct buffer *warnings)
{
    return load(path, true, errors, warnings);
}

struct config *config_load_defaults(struct buffer *errors, struct buffer *warnings)
{
    return load(NULL, false, errors, warnings);
}

void config_free(struct config *config)
{
    if (config == NULL)
        return;
    arena_free(config->arena);
    free(config);
}

const char *config_secret(struct config *config, const char *file, struct buffer *errors)
{
    const char *folder = getenv("CREDENTIALS_DIRECTORY");
    char path[PATH_MAX];
    struct buffer text = {0};
    const char *secret = NULL;

    if (file[0] == '\0')
        return "";
    if (strchr(file, '/') == NULL && (folder == NULL || folder[0] == '\0')) {
        buffer_printf(errors,
                      "%s: a name without '/' is a credential, but $CREDENTIALS_DIRECTORY "
                      "is not set\n",
                      file);
        return NULL;
    }
    if (strchr(file, '/') == NULL)
        snprintf(path, sizeof(path), "%s/%s", folder, file);
    else
        snprintf(path, sizeof(path), "%s", file);
    if (read_file(path, 0, SECRET_BYTES_MAX, &text, errors)) {
        struct strview view = buffer_view(&text);

        if (strview_ends_with(view, STRVIEW("\n")))
            view.len--;
        if (view.len == 0 || memchr(view.ptr, '\0', view.len) != NULL)
            buffer_printf(errors, "%s: holds no secret\n", path);
        else
            secret = arena_copy(config->arena, view).ptr;
    } else if (errno != 0) {
        buffer_printf(errors, "%s: %s\n", path, strerror(errno));
    }
    if (text.data != NULL)
        explicit_bzero(text.data, text.capacity);
    buffer_destroy(&text);
    return secret;
}

void config_write_restart_values(const struct config *config, struct buffer *out)
{
    for (size_t i = 0; i < config_option_count; i++) {
        if (config_options[i].change != CONFIG_ON_RESTART)
            continue;
        config_write_value(&config_options[i], config, out);
        buffer_append_string(out, "\n");
    }
}

size_t config_restart_keys(struct strview started, const struct config *to, struct buffer *out)
{
    struct buffer value = {0};
    struct strview line = {0};
    size_t count = 0;

    for (size_t i = 0; i < config_option_count; i++) {
        if (config_options[i].change != CONFIG_ON_RESTART)
            continue;
        buffer_clear(&value);
        config_write_value(&config_options[i], to, &value);
        strview_next(&started, '\n', &line);
        if (!strview_equal(line, buffer_view(&value)))
            buffer_printf(out, "%s%s", count++ == 0 ? "" : ", ", config_options[i].key);
    }
    buffer_destroy(&value);
    return count;
}
