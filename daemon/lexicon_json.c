/* SPDX-License-Identifier: Apache-2.0 */
/* `rasid lexicon --format json`. Keys that say nothing of a word are left out. */
#include "daemon/lexicon_json.h"

#include <jansson.h>

#include "lexicon/describe.h"

enum { MATCHES_MAX = 32 };

static void set_text(json_t *object, const char *key, struct strview text)
{
    if (text.len > 0)
        json_object_set_new(object, key, json_stringn(text.ptr, text.len));
}

static void set_flag(json_t *object, const char *key, bool flag)
{
    if (flag)
        json_object_set_new(object, key, json_true());
}

static void set_name(json_t *object, const char *key, const char *const *names, unsigned value)
{
    if (names[value] != NULL)
        json_object_set_new(object, key, json_string(names[value]));
}

static void set_agreement(json_t *object, enum person person, enum gender gender,
                          enum grammatical_number number)
{
    static const char *const genders[] = {NULL, "masculine", "feminine"};
    static const char *const numbers[] = {NULL, "singular", "dual", "plural"};

    if (person != PERSON_NONE)
        json_object_set_new(object, "person", json_integer((json_int_t)person));
    set_name(object, "gender", genders, gender);
    set_name(object, "number", numbers, number);
}

static void set_spelling(json_t *object, enum spelling spelling)
{
    static const char *const spellings[] = {"exact", "loose", "other"};

    set_name(object, "spelling", spellings, spelling);
}

static void set_clitics(json_t *object, uint32_t proclitics, struct enclitic enclitic)
{
    json_t *names = json_array();

    for (uint32_t bit = 1; bit <= PROCLITIC_ARTICLE; bit <<= 1)
        if ((proclitics & bit) != 0)
            json_array_append_new(names, json_string(proclitic_name((enum proclitic)bit)));
    if (json_array_size(names) > 0)
        json_object_set(object, "proclitics", names);
    json_decref(names);
    if (enclitic.person == PERSON_NONE)
        return;
    json_t *pronoun = json_object();

    set_agreement(pronoun, enclitic.person, enclitic.gender, enclitic.number);
    json_object_set_new(object, "pronoun", pronoun);
}

static json_t *slot_json(struct slot slot)
{
    json_t *object = json_object();
    json_t *roles = json_array();

    json_object_set_new(object, "slot", json_string(slot_kind_name(slot.kind)));
    set_text(object, "preposition", slot.preposition);
    for (size_t i = 0; i < slot.role_count; i++)
        json_array_append_new(roles, json_string(role_name(slot.roles[i])));
    json_object_set_new(object, "roles", roles);
    set_flag(object, "required", slot.is_required);
    return object;
}

static void set_senses(const struct lexicon *lexicon, uint32_t id, json_t *object)
{
    struct lexeme lexeme = lexicon_lexeme(lexicon, id);
    json_t *senses = json_array();

    for (uint32_t i = 0; i < lexeme.sense_count; i++) {
        struct sense sense = lexicon_sense(lexicon, lexeme.first_sense + i);
        json_t *one = json_object();
        json_t *frame = json_array();

        set_text(one, "type", sense.type);
        set_text(one, "mode", sense.mode);
        json_object_set_new(one, "strength", json_real((double)sense.strength));
        for (size_t j = 0; j < sense.slot_count; j++)
            json_array_append_new(frame, slot_json(lexicon_sense_slot(lexicon, &sense, j)));
        json_object_set_new(one, "frame", frame);
        set_text(one, "condition", sense.condition);
        set_text(one, "table", sense.table);
        json_object_set_new(one, "line", json_integer((json_int_t)sense.line));
        json_array_append_new(senses, one);
    }
    if (json_array_size(senses) > 0)
        json_object_set(object, "senses", senses);
    json_decref(senses);
}

static json_t *reading_json(const struct lexicon *lexicon, const struct lexicon_reading *reading)
{
    static const char *const voices[] = {"active", "passive", "either"};
    static const char *const cases[] = {NULL, "nominative", "oblique", "accusative"};
    struct lexeme lexeme = lexicon_lexeme(lexicon, reading->lexeme);
    json_t *object = json_object();

    json_object_set_new(object, "class", json_string(lexeme_class_name(lexeme.class)));
    if (lexeme.class == LEXEME_FUNCTION)
        json_object_set_new(object, "function", json_string(function_class_name(lexeme.function)));
    set_text(object, "lemma", lexeme.lemma);
    set_text(object, "root", lexeme.root);
    set_text(object, "particle", lexeme.particle);
    json_object_set_new(object, "form", json_string(word_form_name(reading->form)));
    set_agreement(object, reading->person, reading->gender, reading->number);
    if (lexeme.class == LEXEME_VERB && reading->form != FORM_MASDAR)
        set_name(object, "voice", voices, reading->voice);
    set_name(object, "case", cases, reading->grammatical_case);
    set_flag(object, "construct", reading->is_construct);
    set_flag(object, "definite", reading->is_definite);
    set_flag(object, "possessive", reading->is_possessive);
    set_spelling(object, reading->spelling);
    set_clitics(object, reading->proclitics, reading->enclitic);
    set_senses(lexicon, reading->lexeme, object);
    return object;
}

static json_t *match_json(const struct lexicon *lexicon, enum lexicon_language language,
                          const struct lexicon_match *match)
{
    struct buffer text = {0};
    json_t *object = json_object();

    json_object_set_new(object, "kind", json_string(entry_kind_name(match->kind)));
    json_object_set_new(object, "words", json_integer((json_int_t)match->token_count));
    lexicon_describe_entry(lexicon, language, match, &text);
    set_text(object, "entry", buffer_view(&text));
    buffer_destroy(&text);
    set_agreement(object, PERSON_NONE, match->gender, match->number);
    set_flag(object, "definite", match->is_definite);
    set_flag(object, "alias", match->is_alias);
    set_flag(object, "needs_capital", match->needs_capital);
    set_flag(object, "possessive", match->is_possessive);
    set_spelling(object, match->spelling);
    set_clitics(object, match->proclitics, match->enclitic);
    if (match->kind == ENTRY_EVENT_NOUN && match->lexeme != LEXICON_NONE)
        set_senses(lexicon, match->lexeme, object);
    return object;
}

/* Frees json. */
static bool append_line(json_t *json, struct buffer *out)
{
    char *line = json_dumps(json, JSON_COMPACT | JSON_REAL_PRECISION(6));
    bool ok = line != NULL && buffer_append_string(out, line) && buffer_append(out, "\n", 1);

    free(line);
    json_decref(json);
    return ok;
}

bool lexicon_write_json(const struct lexicon *lexicon, enum lexicon_language language,
                        struct strview text, struct buffer *out)
{
    struct described_text described;
    bool ok = described_text_init(&described, language, text);

    for (size_t i = 0; ok && i < described.words.count; i++) {
        struct lexicon_reading readings[LEXICON_READINGS_MAX];
        struct lexicon_match matches[MATCHES_MAX];
        size_t reading_count =
            lexicon_readings(lexicon, described.language, described.forms[i], described.exacts[i],
                             readings, LEXICON_READINGS_MAX);
        size_t match_count =
            lexicon_match(lexicon, described.language, &described.words, i, matches, MATCHES_MAX);
        json_t *word = json_object();
        json_t *list = json_array();

        set_text(word, "word", described.exacts[i]);
        set_text(word, "form", described.forms[i]);
        for (size_t j = 0; j < reading_count; j++)
            json_array_append_new(list, reading_json(lexicon, &readings[j]));
        json_object_set_new(word, "readings", list);
        list = json_array();
        for (size_t j = 0; j < match_count; j++)
            json_array_append_new(list, match_json(lexicon, described.language, &matches[j]));
        json_object_set_new(word, "entries", list);
        ok = append_line(word, out);
    }
    described_text_destroy(&described);
    return ok;
}

bool lexicon_write_counts_json(const struct lexicon *lexicon, struct buffer *out)
{
    struct buffer counts = {0};
    bool ok = lexicon_describe_counts(lexicon, &counts);
    struct strview rest = buffer_view(&counts);
    struct strview line;
    json_t *object = json_object();
    json_t *tables = json_object();

    json_object_set_new(object, "hash", json_string(lexicon_hash(lexicon)));
    json_object_set_new(object, "tables", tables);
    while (strview_next(&rest, '\n', &line)) {
        struct strview name;
        unsigned long long count;

        if (!strview_next(&line, ' ', &name) || !strview_to_unsigned(line, &count))
            continue;
        json_object_setn_new(memchr(name.ptr, '/', name.len) != NULL ? tables : object, name.ptr,
                             name.len, json_integer((json_int_t)count));
    }
    buffer_destroy(&counts);
    ok = append_line(object, out) && ok;
    return ok;
}
