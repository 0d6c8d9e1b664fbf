/* SPDX-License-Identifier: Apache-2.0 */
/* What words mean to us, for people to read. */
#include "lexicon/describe.h"

#include "lexicon/form.h"
#include "lexicon/inside.h"

enum { MATCHES_MAX = 32 };

static const char *const gender_names[] = {"", " masculine", " feminine"};
static const char *const number_names[] = {"", " singular", " dual", " plural"};
static const char *const voice_names[] = {" active", " passive", " active or passive"};
static const char *const case_names[] = {"", " nominative", " oblique", " accusative"};
static const char *const spelling_names[] = {"", " (spelled loosely)", " (spelled otherwise)"};

static void describe_clitics(uint32_t proclitics, struct enclitic enclitic, struct buffer *out)
{
    static const enum proclitic order[] = {
        PROCLITIC_QUESTION, PROCLITIC_CONJUNCTION, PROCLITIC_SEQUENCE,
        PROCLITIC_BY,       PROCLITIC_TO,          PROCLITIC_AS,
        PROCLITIC_FUTURE,   PROCLITIC_PURPOSE,     PROCLITIC_ARTICLE,
    };

    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
        if ((proclitics & order[i]) != 0)
            buffer_printf(out, " [%s]", proclitic_name(order[i]));
    if (enclitic.person != PERSON_NONE)
        buffer_printf(out, " [pronoun %d%s%s]", (int)enclitic.person, gender_names[enclitic.gender],
                      number_names[enclitic.number]);
}

static void describe_sense(const struct lexicon *lexicon, uint32_t id, struct buffer *out)
{
    struct sense sense = lexicon_sense(lexicon, id);

    buffer_printf(out, "      %.*s", STRVIEW_ARG(sense.type));
    if (sense.mode.len > 0)
        buffer_printf(out, "(%.*s)", STRVIEW_ARG(sense.mode));
    buffer_printf(out, " %.2f", (double)sense.strength);
    for (size_t i = 0; i < sense.slot_count; i++) {
        struct slot slot = lexicon_sense_slot(lexicon, &sense, i);

        if (slot.kind == SLOT_PREPOSITION)
            buffer_printf(out, " %.*s", STRVIEW_ARG(slot.preposition));
        else
            buffer_printf(out, " %s", slot_kind_name(slot.kind));
        for (size_t j = 0; j < slot.role_count; j++)
            buffer_printf(out, "%c%s", j == 0 ? '=' : '|', role_name(slot.roles[j]));
        if (slot.is_required)
            buffer_append(out, "!", 1);
    }
    if (sense.condition.len > 0)
        buffer_printf(out, " | %.*s", STRVIEW_ARG(sense.condition));
    buffer_printf(out, "  %.*s:%u\n", STRVIEW_ARG(sense.table), sense.line);
}

static void describe_reading(const struct lexicon *lexicon, const struct lexicon_reading *reading,
                             struct buffer *out)
{
    struct lexeme lexeme = lexicon_lexeme(lexicon, reading->lexeme);
    bool is_function = lexeme.class == LEXEME_FUNCTION;

    buffer_printf(out, "  %s %.*s",
                  is_function ? function_class_name(lexeme.function)
                              : lexeme_class_name(lexeme.class),
                  STRVIEW_ARG(lexeme.lemma));
    if (lexeme.particle.len > 0)
        buffer_printf(out, " + %.*s", STRVIEW_ARG(lexeme.particle));
    buffer_printf(out, ": %s", word_form_name(reading->form));
    if (reading->person != PERSON_NONE)
        buffer_printf(out, " %d", (int)reading->person);
    buffer_printf(out, "%s%s", gender_names[reading->gender], number_names[reading->number]);
    if (lexeme.class == LEXEME_VERB && reading->form != FORM_MASDAR)
        buffer_append_string(out, voice_names[reading->voice]);
    buffer_printf(out, "%s%s%s%s", case_names[reading->grammatical_case],
                  reading->is_construct ? " construct" : "",
                  reading->is_definite ? " definite" : "", spelling_names[reading->spelling]);
    describe_clitics(reading->proclitics, reading->enclitic, out);
    buffer_append_string(out, "\n");
}

static void describe_readings(const struct lexicon *lexicon, enum lexicon_language language,
                              struct strview form, struct strview exact, struct buffer *out)
{
    struct lexicon_reading readings[LEXICON_READINGS_MAX];
    size_t count = lexicon_readings(lexicon, language, form, exact, readings, LEXICON_READINGS_MAX);

    for (size_t i = 0; i < count; i++) {
        struct lexeme lexeme = lexicon_lexeme(lexicon, readings[i].lexeme);

        describe_reading(lexicon, &readings[i], out);
        /* The senses once, after the last reading in a row of the lexeme. */
        if (i + 1 < count && readings[i + 1].lexeme == readings[i].lexeme)
            continue;
        for (uint32_t j = 0; j < lexeme.sense_count; j++)
            describe_sense(lexicon, lexeme.first_sense + j, out);
    }
}

void lexicon_describe_entry(const struct lexicon *lexicon, enum lexicon_language language,
                            const struct lexicon_match *match, struct buffer *out)
{
    uint32_t row = match->row;

    switch (match->kind) {
    case ENTRY_ACTOR: {
        struct actor_entry actor = lexicon_actor(lexicon, row);

        buffer_printf(out, "%.*s %.*s (%.*s)", STRVIEW_ARG(actor.code), STRVIEW_ARG(actor.name_en),
                      STRVIEW_ARG(actor.kind));
        return;
    }
    case ENTRY_AGENT: {
        struct agent_entry agent = lexicon_agent(lexicon, row);

        buffer_printf(out, "%.*s %.*s (%.*s)", STRVIEW_ARG(agent.code), STRVIEW_ARG(agent.en),
                      STRVIEW_ARG(agent.kind));
        return;
    }
    case ENTRY_COUNTRY:
    case ENTRY_NATIONALITY:
    case ENTRY_CAPITAL:
    case ENTRY_GOVERNMENT: {
        struct country_entry country = lexicon_country(lexicon, row);

        buffer_printf(out, "%.*s %.*s", STRVIEW_ARG(country.iso3), STRVIEW_ARG(country.name_en));
        return;
    }
    case ENTRY_REGION:
        buffer_append_view(out, lexicon_region(lexicon, row).name_en);
        return;
    case ENTRY_PLACE: {
        struct place_entry place = lexicon_place(lexicon, row);

        buffer_printf(out, "%.*s %.*s %.*s %.*s %u tier %u", STRVIEW_ARG(place.name_en),
                      STRVIEW_ARG(place.country), STRVIEW_ARG(place.admin1_name),
                      STRVIEW_ARG(place.kind), place.geonames, place.tier);
        if (place.has_position)
            buffer_printf(out, " %.4f %.4f", place.lat, place.lon);
        return;
    }
    case ENTRY_TITLE:
        buffer_printf(out, "%.*s", STRVIEW_ARG(lexicon_title(lexicon, language, row).sector));
        return;
    case ENTRY_WEAPON:
        buffer_printf(out, "%.*s", STRVIEW_ARG(lexicon_weapon(lexicon, language, row).class));
        return;
    case ENTRY_UNIT:
        buffer_printf(out, "%.*s", STRVIEW_ARG(lexicon_unit(lexicon, language, row).unit));
        return;
    case ENTRY_PLACE_CUE:
        buffer_printf(out, "%.*s", STRVIEW_ARG(lexicon_cue(lexicon, row).kind));
        return;
    case ENTRY_EVENT_NOUN:
    case ENTRY_PERSON_NAME:
    case ENTRY_KIND_COUNT:
        return;
    }
}

static void describe_matches(const struct lexicon *lexicon, enum lexicon_language language,
                             const struct lexicon_words *words, size_t at, struct buffer *out)
{
    struct lexicon_match matches[MATCHES_MAX];
    size_t count = lexicon_match(lexicon, language, words, at, matches, MATCHES_MAX);

    for (size_t i = 0; i < count; i++) {
        buffer_printf(out, "  %u × %s: ", matches[i].token_count, entry_kind_name(matches[i].kind));
        lexicon_describe_entry(lexicon, language, &matches[i], out);
        buffer_printf(
            out, "%s%s%s%s%s", number_names[matches[i].number],
            matches[i].is_definite ? " definite" : "", matches[i].is_alias ? " alias" : "",
            matches[i].needs_capital ? " capital" : "", spelling_names[matches[i].spelling]);
        describe_clitics(matches[i].proclitics, matches[i].enclitic, out);
        buffer_append_string(out, "\n");
        if (matches[i].lexeme != LEXICON_NONE && matches[i].kind == ENTRY_EVENT_NOUN) {
            struct lexeme lexeme = lexicon_lexeme(lexicon, matches[i].lexeme);

            for (uint32_t j = 0; j < lexeme.sense_count; j++)
                describe_sense(lexicon, lexeme.first_sense + j, out);
        }
    }
}

static bool is_arabic(struct strview text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0xd8 && (unsigned char)text.ptr[i] <= 0xdb)
            return true;
    return false;
}

bool described_text_init(struct described_text *described, enum lexicon_language language,
                         struct strview text)
{
    size_t offsets[2 * DESCRIBED_WORDS_MAX + 1] = {0};
    struct buffer *bytes = &described->bytes;
    size_t count = 0;

    *described = (struct described_text){
        .language = language != LEXICON_LANGUAGE_COUNT ? language
                    : is_arabic(text)                  ? LEXICON_AR
                                                       : LEXICON_EN,
    };
    for (size_t at = 0; at < text.len && count < DESCRIBED_WORDS_MAX;) {
        struct strview word = form_next_word(text, &at);
        char folded[1024];

        if (word.len == 0)
            break;
        for (int kind = 0; kind < 2; kind++) {
            size_t len =
                form_fold(word, kind == 0 ? FORM_MATCHING : FORM_EXACT, folded, sizeof(folded));

            buffer_append(bytes, folded, len > sizeof(folded) ? 0 : len);
            offsets[2 * count + (size_t)kind + 1] = bytes->len;
        }
        count++;
    }
    for (size_t i = 0; i < count; i++) {
        described->forms[i] = strview_slice(buffer_view(bytes), offsets[2 * i], offsets[2 * i + 1]);
        described->exacts[i] =
            strview_slice(buffer_view(bytes), offsets[2 * i + 1], offsets[2 * i + 2]);
    }
    described->words = (struct lexicon_words){described->forms, described->exacts, count};
    return !bytes->has_failed;
}

void described_text_destroy(struct described_text *described)
{
    buffer_destroy(&described->bytes);
}

bool lexicon_describe(const struct lexicon *lexicon, enum lexicon_language language,
                      struct strview text, struct buffer *out)
{
    struct described_text described;
    bool ok = described_text_init(&described, language, text);

    for (size_t i = 0; ok && i < described.words.count; i++) {
        buffer_printf(out, "%.*s\n", STRVIEW_ARG(described.exacts[i]));
        describe_readings(lexicon, described.language, described.forms[i], described.exacts[i],
                          out);
        describe_matches(lexicon, described.language, &described.words, i, out);
    }
    described_text_destroy(&described);
    return ok && !out->has_failed;
}

bool lexicon_describe_counts(const struct lexicon *lexicon, struct buffer *out)
{
    for (size_t i = 0; i < lexicon_file_section_count(lexicon->file); i++) {
        const char *name = lexicon_file_section_name(lexicon->file, i);

        if (strncmp(name, "table:", strlen("table:")) == 0)
            buffer_printf(out, "%s %zu\n", name + strlen("table:"),
                          table_row_count(lexicon_table(lexicon, name + strlen("table:"))));
    }
    buffer_printf(
        out, "lexemes %zu\nsenses %zu\nforms %zu\nnames %zu\npatterns %zu\nplaces %zu\n",
        lexicon->lexeme_count, lexicon->sense_count,
        lexicon_file_section(lexicon->file, "readings:ar").len / sizeof(struct reading_record) +
            lexicon_file_section(lexicon->file, "readings:en").len / sizeof(struct reading_record),
        lexicon->terminal_count, lexicon->pattern_count, lexicon->place_count);
    return !out->has_failed;
}
