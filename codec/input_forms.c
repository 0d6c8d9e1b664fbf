/* SPDX-License-Identifier: Apache-2.0 */
/* One table of key names for every form: a part takes the first key that holds a usable value. The
 * forms contradict each other in few places, and there the value tells (a URL under "source" is
 * trafilatura's URL), so the form itself is only named for `rasid explain`. Keys are compared
 * without ASCII case: ninjs 2 writes versioncreated, ninjs 3 versionCreated. */
#include "codec/input_forms.h"

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { PATH_DEPTH_MAX = 4, LIST_ITEMS_MAX = 64 };

static const char *const id_keys[] = {"id", "article_id", "uuid", "guid", "_id", "uri", NULL};
static const char *const url_keys[] = {"canonical_link",
                                       "canonical_url",
                                       "url",
                                       "link",
                                       "mainEntityOfPage.@id",
                                       "mainEntityOfPage",
                                       "source_url",
                                       "external_url",
                                       "permalink",
                                       "href",
                                       "guid",
                                       "uri",
                                       "@id",
                                       "id",
                                       "source",
                                       NULL};
static const char *const title_keys[] = {"title",      "headline",   "headlines.value",
                                         "name",       "title_page", "title_rss",
                                         "headline_*", "subject",    NULL};
static const char *const body_keys[] = {"body",
                                        "maintext",
                                        "articleBody",
                                        "content_text",
                                        "content_html",
                                        "content:encoded",
                                        "content.value",
                                        "content",
                                        "bodies.value",
                                        "body_text",
                                        "body_xhtml",
                                        "body_html",
                                        "body_main",
                                        "body_*",
                                        "article_body",
                                        "text",
                                        "article_text",
                                        "full_text",
                                        "raw_text",
                                        "article",
                                        "html",
                                        "raw_html",
                                        NULL};
static const char *const body_type_keys[] = {"body_type", "content.type", "bodies.contentType",
                                             NULL};
static const char *const summary_keys[] = {"summary",
                                           "description",
                                           "excerpt",
                                           "meta_description",
                                           "descriptions.value",
                                           "abstract",
                                           "summary_detail.value",
                                           "description_*",
                                           NULL};
static const char *const published_keys[] = {"published",
                                             "date_publish",
                                             "datePublished",
                                             "date_published",
                                             "publish_date",
                                             "publishDate",
                                             "published_at",
                                             "publishedAt",
                                             "published_date",
                                             "publication_date",
                                             "published_time",
                                             "pubDate",
                                             "issued",
                                             "dc:date",
                                             "dcterms:created",
                                             "versionCreated",
                                             "firstCreated",
                                             "contentCreated",
                                             "dateCreated",
                                             "created_at",
                                             "created",
                                             "date",
                                             "datetime",
                                             "timestamp",
                                             "updated",
                                             "date_modify",
                                             "dateModified",
                                             "date_modified",
                                             NULL};
static const char *const fetched_keys[] = {"fetched",       "fetched_at", "date_download",
                                           "download_date", "crawled_at", "scraped_at",
                                           "retrieved_at",  "filedate",   NULL};
static const char *const language_keys[] = {"lang",        "language",  "inLanguage.alternateName",
                                            "inLanguage",  "meta_lang", "xml:lang",
                                            "dc:language", NULL};
static const char *const source_keys[] = {"source_name",
                                          "source-hostname",
                                          "sitename",
                                          "site_name",
                                          "meta_site_name",
                                          "publisher.name",
                                          "publisher",
                                          "infosources.name",
                                          "infosource.name",
                                          "source.name",
                                          "source.title",
                                          "source",
                                          "copyrightHolder",
                                          "provider.name",
                                          "provider",
                                          "feed.title",
                                          "channel.title",
                                          "feed_title",
                                          NULL};
static const char *const domain_keys[] = {"source_domain", "hostname", "domain", NULL};
static const char *const author_keys[] = {"author",  "authors",    "byline",      "by",
                                          "creator", "dc:creator", "people.name", NULL};

/* The keys that tell a form; the first row whose keys are all there names it. */
static const struct {
    const char *name;
    const char *keys[3];
} forms[] = {
    {"schema.org", {"@type"}},
    {"news-please", {"maintext"}},
    {"newspaper", {"text", "publish_date"}},
    {"newspaper", {"text", "meta_lang"}},
    {"trafilatura", {"text", "source-hostname"}},
    {"trafilatura", {"text", "hostname"}},
    {"trafilatura", {"text", "sitename"}},
    {"trafilatura", {"raw_text"}},
    {"ninjs", {"versionCreated"}},
    {"ninjs", {"headlines"}},
    {"ninjs", {"bodies"}},
    {"json_feed", {"content_html"}},
    {"json_feed", {"content_text"}},
    {"json_feed", {"date_published"}},
    {"rss", {"content:encoded"}},
    {"rss", {"pubDate"}},
    {"rss", {"guid"}},
    {"atom", {"link", "updated"}},
    {"atom", {"link", "summary"}},
    {"own", {"body"}},
};

struct strview input_string(const json_t *value)
{
    if (!json_is_string(value))
        return (struct strview){0};
    return (struct strview){.ptr = json_string_value(value), .len = json_string_length(value)};
}

static const json_t *member(const json_t *object, struct strview key)
{
    const char *name = NULL;
    json_t *value = NULL;
    bool is_pattern = strview_ends_with(key, STRVIEW("*"));

    if (!json_is_object(object))
        return NULL;
    if (is_pattern)
        key.len--;
    json_object_foreach((json_t *)(uintptr_t)object, name, value)
    {
        struct strview found = strview_from(name);

        if (is_pattern)
            found = strview_slice(found, 0, key.len);
        if (strview_equal_ascii_case(found, key) && !json_is_null(value))
            return value;
    }
    return NULL;
}

/* Writers in scripting languages print their own null as text. */
static bool is_nothing(struct strview text)
{
    static const char *const words[] = {"none", "null", "nan", "nat", "undefined", "n/a"};

    text = strview_trim(text);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (strview_equal_ascii_case(text, strview_from(words[i])))
            return true;
    return text.len == 0;
}

/* The main item of a list: one with role "main", else the first. */
static const json_t *main_item(const json_t *list)
{
    size_t count = json_array_size(list);

    for (size_t i = 0; i < count && i < LIST_ITEMS_MAX; i++) {
        const json_t *item = json_array_get(list, i);

        if (strview_is(input_string(member(item, STRVIEW("role"))), "main"))
            return item;
    }
    return json_array_get(list, 0);
}

/* Follows "publisher.name"; a list on the way is entered at its main item. */
static const json_t *find_path(const json_t *object, const char *path)
{
    struct strview rest = strview_from(path);
    struct strview key;

    for (int depth = 0; depth < PATH_DEPTH_MAX && strview_next(&rest, '.', &key); depth++) {
        object = member(object, key);
        if (json_is_array(object) && json_array_size(object) > 0)
            object = main_item(object);
    }
    return object;
}

/* The text of a value: a string, or the name or value inside an object. */
static struct strview value_text(const json_t *value)
{
    if (json_is_object(value)) {
        const json_t *inner = member(value, STRVIEW("name"));

        value = inner != NULL ? inner : member(value, STRVIEW("value"));
    }
    struct strview text = input_string(value);

    return is_nothing(text) ? (struct strview){0} : text;
}

static bool is_url(struct strview text)
{
    return strview_equal_ascii_case(strview_slice(text, 0, 7), STRVIEW("http://")) ||
           strview_equal_ascii_case(strview_slice(text, 0, 8), STRVIEW("https://"));
}

static struct strview find_text(const json_t *object, const char *const keys[])
{
    for (size_t i = 0; keys[i] != NULL; i++) {
        struct strview text = value_text(find_path(object, keys[i]));

        if (text.len > 0)
            return text;
    }
    return (struct strview){0};
}

static struct strview find_url(const json_t *object)
{
    for (size_t i = 0; url_keys[i] != NULL; i++) {
        struct strview text = strview_trim(value_text(find_path(object, url_keys[i])));

        if (is_url(text))
            return text;
    }
    return (struct strview){0};
}

/* A name of a source; a URL in its place is no name. */
static struct strview find_source(const json_t *object)
{
    for (size_t i = 0; source_keys[i] != NULL; i++) {
        struct strview text = strview_trim(value_text(find_path(object, source_keys[i])));

        if (text.len > 0 && !is_url(text))
            return text;
    }
    return (struct strview){0};
}

static void find_published(const json_t *object, struct input_parts *parts)
{
    for (size_t i = 0; published_keys[i] != NULL; i++) {
        const json_t *value = find_path(object, published_keys[i]);

        parts->published = strview_trim(value_text(value));
        if (json_is_number(value))
            parts->published_number = json_number_value(value);
        if (parts->published.len > 0 || parts->published_number > 0)
            return;
    }
}

/* An id that is a number, as databases give. */
static void find_id_number(const json_t *object, struct input_parts *parts)
{
    const json_t *id = member(object, STRVIEW("id"));

    if (json_is_integer(id))
        snprintf(parts->id_number, sizeof(parts->id_number), "%lld",
                 (long long)json_integer_value(id));
    if (parts->id_number[0] != '\0')
        parts->id = strview_from(parts->id_number);
}

/* {id, text, date}, nothing that only an article has. */
static bool is_sentence(const json_t *object)
{
    static const char *const known[] = {"id", "text", "date", "lang", "language"};
    const char *name = NULL;
    json_t *value = NULL;

    json_object_foreach((json_t *)(uintptr_t)object, name, value)
    {
        bool is_known = false;

        for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
            is_known |= strcmp(name, known[i]) == 0;
        if (!is_known)
            return false;
    }
    return member(object, STRVIEW("id")) != NULL && member(object, STRVIEW("text")) != NULL;
}

static const char *form_name(const json_t *object)
{
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        bool has_all = true;

        for (size_t k = 0; k < 3 && forms[i].keys[k] != NULL; k++)
            has_all &= member(object, strview_from(forms[i].keys[k])) != NULL;
        if (has_all)
            return forms[i].name;
    }
    return "item";
}

void input_read_parts(const json_t *object, struct input_parts *parts)
{
    *parts = (struct input_parts){
        .form = form_name(object),
        .id = strview_trim(find_text(object, id_keys)),
        .url = find_url(object),
        .title = find_text(object, title_keys),
        .body = find_text(object, body_keys),
        .body_type = find_text(object, body_type_keys),
        .summary = find_text(object, summary_keys),
        .fetched = find_text(object, fetched_keys),
        .language = find_text(object, language_keys),
        .source = find_source(object),
        .domain = find_text(object, domain_keys),
        .author = find_text(object, author_keys),
    };
    find_published(object, parts);
    find_id_number(object, parts);
    parts->is_sentence = is_sentence(object);
    if (parts->is_sentence)
        parts->form = "sentence";
    parts->is_plain = strcmp(parts->form, "own") == 0 || parts->is_sentence;
    if (parts->body.len == 0 && parts->summary.len > 0) {
        parts->body = parts->summary;
        parts->is_teaser = true;
    }
}

static bool is_article_type(const json_t *type)
{
    struct strview name = input_string(json_is_array(type) ? json_array_get(type, 0) : type);

    return strview_ends_with(name, STRVIEW("Article")) ||
           strview_ends_with(name, STRVIEW("NewsArticle")) ||
           strview_ends_with(name, STRVIEW("Posting")) ||
           strview_ends_with(name, STRVIEW("Report"));
}

static const json_t *article_of_list(const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);

        if (is_article_type(member(item, STRVIEW("@type"))))
            return item;
    }
    return json_array_size(list) == 1 && json_is_object(json_array_get(list, 0))
               ? json_array_get(list, 0)
               : NULL;
}

const json_t *input_find_article(const json_t *root)
{
    const json_t *graph = member(root, STRVIEW("@graph"));

    if (json_is_array(root))
        root = article_of_list(root);
    if (json_is_array(graph))
        root = article_of_list(graph);
    return json_is_object(root) ? root : NULL;
}

bool input_unwrap_event(const json_t *root, const json_t **data, struct strview *data_type,
                        bool *is_base64)
{
    const json_t *encoded = member(root, STRVIEW("data_base64"));

    if (member(root, STRVIEW("specversion")) == NULL)
        return false;
    *is_base64 = encoded != NULL;
    *data = encoded != NULL ? encoded : member(root, STRVIEW("data"));
    *data_type = input_string(member(root, STRVIEW("datacontenttype")));
    return true;
}
