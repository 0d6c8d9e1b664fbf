/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_FORMAT_H
#define LEXICON_FORMAT_H

#include "lexicon/lookup.h"

/* The records of the compiled file's index sections, read where they lie. Texts are references
 * into the section "text". The file's hash guards them: a file that opens was written by
 * lexicon_compile() on a machine of this byte order.
 *
 *   lexemes, senses, slots, patterns, elements, places   arrays, index = id
 *   forms:<lang>    u32 mask | buckets[mask + 1] by hash of the matching form
 *   readings:<lang> the records that buckets point to, grouped by form
 *   names           buckets by running hash of the words so far: a trie without nodes
 *   terminals       the records that names' buckets point to
 *   pattern_heads   pairs (lexeme, pattern), sorted */

struct text_ref {
    uint32_t offset;
    uint32_t bytes;
};

struct lexeme_record {
    struct text_ref lemma, root, detail, particle;
    uint32_t first_sense;
    uint32_t sense_count;
    uint32_t row;
    uint32_t entry;
    uint8_t language, class, function, spare;
};

struct sense_record {
    struct text_ref type, mode, condition, table;
    float strength;
    uint32_t line;
    uint32_t first_slot;
    uint32_t slot_count;
};

struct slot_record {
    struct text_ref preposition;
    uint8_t kind, is_required, role_count, roles[SLOT_ROLES_MAX], spare;
};

enum feature_flag {
    FEATURE_CONSTRUCT = 1 << 0,
    FEATURE_NEEDS_ENCLITIC = 1 << 1,
    FEATURE_NO_ENCLITIC = 1 << 2,
    FEATURE_ARTICLE_OK = 1 << 3,     /* the article may be joined to it */
    FEATURE_PREPOSITION_OK = 1 << 4, /* so may the one-letter prepositions */
    FEATURE_DEFINITE = 1 << 5,       /* definite by itself */
    FEATURE_VERB = 1 << 6,           /* takes the proclitics of verbs */
    FEATURE_VOWEL = 1 << 7,          /* Arabic imperfect: takes the future and purpose clitics */
};

struct features {
    uint8_t form, person, gender, number, voice, grammatical_case;
    uint16_t flags; /* enum feature_flag */
};

struct reading_record {
    uint32_t lexeme;
    struct text_ref exact;
    struct features features;
};

struct form_bucket {
    uint32_t hash;
    uint32_t first;
    struct text_ref key; /* bytes 0: empty */
    uint32_t count;
};

enum name_flag {
    NAME_ALIAS = 1 << 0,
    NAME_NEEDS_CAPITAL = 1 << 1,
    NAME_IS_NAME = 1 << 2, /* definite by itself */
};

struct name_bucket {
    uint64_t key; /* 0: empty */
    uint32_t first;
    uint16_t count;
    uint16_t is_prefix; /* longer names go on from here */
};

struct terminal_record {
    struct text_ref exact; /* the words' exact forms, a blank between */
    uint32_t row;
    uint32_t lexeme;
    struct features features;
    uint8_t kind, language, flags, word_count;
};

struct pattern_record {
    struct text_ref text;
    uint32_t first_element, element_count, head_element;
    uint32_t sense, row;
    uint8_t kind, language, spare[2];
};

struct element_record {
    struct text_ref form;
    uint32_t lexeme;
    uint32_t proclitic;
    uint8_t kind, only_form, only_voice, spare;
};

struct place_record {
    struct text_ref name_en, name_ar, admin1, admin1_name, kind, precision;
    char country[4];
    uint32_t geonames, population;
    float lat, lon;
    uint8_t has_position, tier, spare[2];
};

/* The hash of a word in "forms", and of a word after others in "names" (0 before the first). Never
 * 0. */
uint32_t format_form_hash(struct strview form);
uint64_t format_name_hash(struct strview word, uint64_t before, enum lexicon_language language);

#endif
