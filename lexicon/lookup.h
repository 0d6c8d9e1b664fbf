/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LEXICON_LOOKUP_H
#define LEXICON_LOOKUP_H

#include "lexicon/lexicon.h"

/* What words mean to us: readings of single tokens (morphology), matches of one- and many-word
 * names and terms, and patterns with gaps. Nothing here allocates; every strview points into the
 * mapped file and lives as long as the lexicon. All functions are safe for any bytes as input and
 * from any thread.
 *
 * form is a token's matching form, exact the same with hamza forms, ta marbuta and alef maqsura
 * kept (struct token). */

enum lexicon_language { LEXICON_AR, LEXICON_EN, LEXICON_LANGUAGE_COUNT };

#define LEXICON_NONE UINT32_MAX /* no lexeme, sense, row, … */

/* Lexemes */

enum lexeme_class {
    LEXEME_VERB, /* verbs.tsv, other_verbs.tsv; its participles and masdars are readings of it */
    LEXEME_EVENT_NOUN,  /* nouns.tsv: a noun with senses (one word) */
    LEXEME_NATIONALITY, /* countries.tsv: adjective and people of a country; row = country */
    LEXEME_AGENT,       /* agents.tsv: common noun that acts or suffers */
    LEXEME_TITLE,       /* titles.tsv */
    LEXEME_UNIT,        /* units.tsv: what is counted */
    LEXEME_WEAPON,      /* weapons.tsv */
    LEXEME_FUNCTION,    /* function_words.tsv */
    LEXEME_PLACE_CUE,   /* place_cues.tsv, one word */
    LEXEME_WORD,        /* words.tsv: any other noun or adjective; a word that only patterns have */
    LEXEME_PERSON,      /* words.tsv, by kind: a human or humans */
    LEXEME_GROUP,       /* people that act as one: company, family, tribe */
    LEXEME_THING,       /* what can be hit, carried, given, seized */
    LEXEME_PLACE,       /* building, terrain, part of a town */
    LEXEME_CLASS_COUNT,
};

/* Classes of function words; what a word of the class demands stands in its detail. */
enum function_class {
    FUNCTION_NONE,
    FUNCTION_PREPOSITION,    /* detail: role hints, case */
    FUNCTION_CONJUNCTION,    /* coordinates */
    FUNCTION_SUBORDINATOR,   /* opens an adverbial clause: when, after, while, because */
    FUNCTION_COMPLEMENTISER, /* opens a complement: that, أن, إن */
    FUNCTION_RELATIVE,
    FUNCTION_DEMONSTRATIVE,
    FUNCTION_PRONOUN,
    FUNCTION_POSSESSIVE, /* English my, his, their */
    FUNCTION_AUXILIARY,  /* be, have, do; كان and its sisters as readings of verbs too */
    FUNCTION_MODAL,      /* will, may, قد, سوف */
    FUNCTION_NEGATION,
    FUNCTION_QUESTION,
    FUNCTION_ARTICLE,
    FUNCTION_QUANTIFIER, /* all, both, some, كل, بعض */
    FUNCTION_ADVERB,     /* closed-class adverbs: also, only, أيضا, فقط */
    FUNCTION_PARTICLE,   /* English up, out, off; Arabic إنّ-like emphatics */
    FUNCTION_CLASS_COUNT,
};

struct lexeme {
    uint32_t id;
    enum lexicon_language language;
    enum lexeme_class class;
    enum function_class function; /* of LEXEME_FUNCTION */
    struct strview lemma;         /* as written in the table, vocalized if it is there */
    struct strview root;          /* r-r-r; empty when none */
    struct strview detail;        /* function words: key=value pairs; verbs: form I to X, Q */
    struct strview particle; /* English: the words that must follow the verb ("off", "to death") */
    uint32_t first_sense;    /* senses [first_sense, first_sense + sense_count) */
    uint32_t sense_count;
    uint32_t row; /* its (first) row in the table that made it */
    uint32_t
        entry; /* the entry (actors, agents, units, … below) that it stands for, or LEXICON_NONE */
};

size_t lexicon_lexeme_count(const struct lexicon *lexicon);
struct lexeme lexicon_lexeme(const struct lexicon *lexicon, uint32_t lexeme);
enum function_class lexicon_lexeme_function(const struct lexicon *lexicon, uint32_t lexeme);

/* Senses: what event a trigger may tell, and who fills which role in it. */

enum slot_kind {
    SLOT_SUBJECT,
    SLOT_OBJECT,
    SLOT_ADJECTIVE, /* nationality adjective on the noun */
    SLOT_GENITIVE,  /* idafa; English of */
    SLOT_POSSESSOR, /* English 's, his */
    SLOT_AGENT,     /* by; على يد, من قبل */
    SLOT_PREPOSITION,
    SLOT_CLAUSE, /* complement clause or verbal noun */
    SLOT_KIND_COUNT,
};

enum role {
    ROLE_ACTOR,
    ROLE_RECIPIENT,
    ROLE_MEDIATOR,
    ROLE_AT,
    ROLE_FROM,
    ROLE_TO,
    ROLE_VIA,
    ROLE_TIME,
    ROLE_WEAPON,
    ROLE_TOLL,
    ROLE_THEME,
    ROLE_COUNT,
};

const char *slot_kind_name(enum slot_kind kind);
const char *role_name(enum role role);
const char *lexeme_class_name(enum lexeme_class class);
const char *function_class_name(enum function_class function);

enum { SLOT_ROLES_MAX = 4 };

struct slot {
    enum slot_kind kind;
    bool is_required;
    struct strview preposition; /* SLOT_PREPOSITION: matching form (بـ is "ب"); else empty */
    size_t role_count;
    enum role roles[SLOT_ROLES_MAX]; /* alternatives, the filler decides */
};

struct sense {
    uint32_t id;
    struct strview type; /* of the contract; empty: names no event */
    struct strview mode; /* empty: none */
    struct strview condition;
    float strength; /* 0 to 1: how often the trigger tells this in news */
    size_t slot_count;
    struct strview table; /* "ar/verbs" */
    uint32_t line;        /* in the table's file, for explain */
    uint32_t first_slot;
};

size_t lexicon_sense_count(const struct lexicon *lexicon);
struct sense lexicon_sense(const struct lexicon *lexicon, uint32_t sense);
/* slot < sense.slot_count. */
struct slot lexicon_sense_slot(const struct lexicon *lexicon, const struct sense *sense,
                               size_t slot);

/* Readings */

/* What a form is, in the grammar of its language. */
enum word_form {
    FORM_PERFECT,   /* English: past tense */
    FORM_IMPERFECT, /* indicative, or moods that look alike; English: present */
    FORM_JUSSIVE, /* form that only the jussive or subjunctive has: after لم, لن, أن, ل, لا */
    FORM_IMPERATIVE,
    FORM_BASE,               /* English: bare verb (also present, except 3rd person singular) */
    FORM_PARTICIPLE_ACTIVE,  /* English: -ing (participle or gerund) */
    FORM_PARTICIPLE_PASSIVE, /* English: past participle */
    FORM_MASDAR,
    FORM_NOUN,
    FORM_ADJECTIVE,
    FORM_FUNCTION,
    FORM_COUNT,
};

const char *word_form_name(enum word_form form);

enum person { PERSON_NONE, PERSON_1, PERSON_2, PERSON_3 };
enum gender { GENDER_NONE, GENDER_MASCULINE, GENDER_FEMININE };
enum grammatical_number { COUNT_ANY, COUNT_SINGULAR, COUNT_DUAL, COUNT_PLURAL };
enum voice {
    VOICE_ACTIVE,
    VOICE_PASSIVE,
    VOICE_EITHER
}; /* EITHER: unvowelled, the clause decides */
enum grammatical_case { CASE_ANY, CASE_NOMINATIVE, CASE_OBLIQUE, CASE_ACCUSATIVE };

/* How well the letters as written agree with the reading's own spelling. */
enum spelling {
    SPELLING_EXACT, /* letter for letter */
    SPELLING_LOOSE, /* the writer left hamza or dots out (ان for أن) or swapped final ى and ي */
    SPELLING_OTHER, /* the writer wrote another hamza or ending (إن for أن): mostly another word */
};

/* Clitics on a word. The names are the grammar's; the letters stand in clitics.tsv. */
enum proclitic {
    PROCLITIC_CONJUNCTION = 1 << 0, /* و */
    PROCLITIC_SEQUENCE = 1 << 1,    /* ف */
    PROCLITIC_BY = 1 << 2,          /* ب */
    PROCLITIC_TO = 1 << 3,          /* ل on a noun */
    PROCLITIC_AS = 1 << 4,          /* ك */
    PROCLITIC_FUTURE = 1 << 5,      /* س */
    PROCLITIC_QUESTION = 1 << 6,    /* أ */
    PROCLITIC_PURPOSE = 1 << 7,     /* ل on a verb: so that, let */
    PROCLITIC_ARTICLE = 1 << 8,     /* ال */
};

const char *proclitic_name(enum proclitic proclitic);

struct enclitic {
    enum person person; /* PERSON_NONE: no enclitic */
    enum gender gender;
    enum grammatical_number number;
};

struct lexicon_reading {
    uint32_t lexeme;
    enum word_form form;
    enum person person;
    enum gender gender;
    enum grammatical_number number;
    enum voice voice;
    enum grammatical_case grammatical_case;
    enum spelling spelling;
    bool is_construct;   /* form that only stands before a genitive or a pronoun (nūn dropped) */
    bool is_definite;    /* article or enclitic pronoun */
    uint32_t proclitics; /* enum proclitic bits */
    uint8_t stem_begin;  /* the word without clitics: form bytes [stem_begin, stem_end) */
    uint8_t stem_end;    /* the article counts as a clitic */
    struct enclitic enclitic;
    bool is_possessive; /* English 's */
};

enum { LEXICON_READINGS_MAX = 32 };

/* All readings of a token, likeliest spelling first; at most max. 0: the word is unknown. */
size_t lexicon_readings(const struct lexicon *lexicon, enum lexicon_language language,
                        struct strview form, struct strview exact, struct lexicon_reading *out,
                        size_t max);

/* Entries: names and terms of one or more words */

enum entry_kind {
    ENTRY_ACTOR,       /* actors.tsv */
    ENTRY_AGENT,       /* agents.tsv */
    ENTRY_COUNTRY,     /* countries.tsv: names and aliases */
    ENTRY_NATIONALITY, /* adjective or people of a country */
    ENTRY_CAPITAL,     /* capital: a place, and a metonym of the government */
    ENTRY_GOVERNMENT,  /* other metonyms of a government (Kremlin) */
    ENTRY_REGION,      /* regions.tsv */
    ENTRY_PLACE,       /* places.tsv and the gazetteer */
    ENTRY_TITLE,       /* titles.tsv */
    ENTRY_WEAPON,      /* weapons.tsv */
    ENTRY_UNIT,        /* units.tsv */
    ENTRY_PLACE_CUE,   /* place_cues.tsv */
    ENTRY_EVENT_NOUN,  /* nouns.tsv of several words */
    ENTRY_PERSON_NAME, /* given_names.tsv */
    ENTRY_KIND_COUNT,
};

const char *entry_kind_name(enum entry_kind kind);

struct lexicon_match {
    enum entry_kind kind;
    uint32_t row;         /* of its kind: pass to the accessor below */
    uint32_t lexeme;      /* ENTRY_EVENT_NOUN: the lexeme with its senses; else LEXICON_NONE */
    uint32_t token_count; /* tokens [at, at + token_count) */
    uint32_t proclitics;  /* on the first word */
    uint8_t stem_begin;   /* bytes of clitics on the first word; the article counts only when the
                             entry itself has none */
    uint8_t stem_end;     /* of the last word's form, without enclitic or 's */
    struct enclitic enclitic; /* on the last word */
    enum spelling spelling;   /* the worst of its words */
    enum gender gender;
    enum grammatical_number number;
    enum grammatical_case grammatical_case;
    bool is_construct;
    bool is_definite;   /* article, enclitic, or a name */
    bool is_alias;      /* not the entry's first name */
    bool needs_capital; /* English name: holds only where the token is capitalised */
    bool is_possessive; /* English 's after it */
};

/* All entries that begin at token `at` of forms/exacts[count] (one sentence), longest first. Tokens
 * of punctuation inside names (hyphen, apostrophe, stop) may stand in forms; a match may span
 * them. At most max. */
struct lexicon_words {
    const struct strview *forms;
    const struct strview *exacts;
    size_t count;
};
size_t lexicon_match(const struct lexicon *lexicon, enum lexicon_language language,
                     const struct lexicon_words *words, size_t at, struct lexicon_match *out,
                     size_t max);

/* Accessors: a row of an entry kind. Empty strviews are unknown. */

struct actor_entry {
    struct strview id, code, country, kind; /* kind: person, military, ministry, rebel, … */
    struct strview name_en, name_ar;
    struct strview from, to; /* ISO dates, any precision; empty: open */
    struct strview wikidata;
};
struct country_entry {
    struct strview iso3, cameo, name_en, name_ar, capital_en, wikidata;
};
struct agent_entry {
    struct strview code; /* PLOVER sector, NGO, IGO; UNK */
    struct strview kind; /* person, group, institution, … */
    struct strview en;   /* English singular */
    bool may_act, may_receive, may_be_toll;
    bool is_partisan;
};
struct place_entry {
    uint32_t geonames; /* 0: none */
    struct strview name_en, name_ar;
    struct strview country;     /* ISO alpha-3 */
    struct strview admin1;      /* GeoNames code such as "SY.09" */
    struct strview admin1_name; /* English */
    struct strview kind;        /* town, city, airbase, crossing, admin1, … */
    struct strview precision;   /* point, city, admin1, country: as events tell it */
    bool has_position;
    double lat, lon;
    uint32_t population; /* 0: unknown */
    uint8_t tier;        /* 0: own overlay, 1: preferred Arabic or large, 2: needs a cue */
};
struct region_entry {
    struct strview name_en, name_ar, kind;
    struct strview countries; /* ISO alpha-3, ";" between, likeliest first */
    bool has_position;
    double lat, lon;
    bool may_act;
};
struct title_entry {
    struct strview text;
    struct strview position; /* before, after, source; en: office, rank, title, honorific, … */
    struct strview sector;
};
struct weapon_entry {
    struct strview text;
    struct strview class; /* drone, missile, artillery, … */
    struct strview mode;  /* event mode it suggests; empty */
};
struct unit_entry {
    struct strview unit; /* name in quantities: vehicle, soldier, … */
    bool is_person;
    struct strview sector; /* en: role code of armed units */
};
struct cue_entry {
    struct strview form, kind, effect;
};

struct actor_entry lexicon_actor(const struct lexicon *lexicon, uint32_t row);
struct country_entry lexicon_country(const struct lexicon *lexicon, uint32_t row);
struct agent_entry lexicon_agent(const struct lexicon *lexicon, uint32_t row);
struct place_entry lexicon_place(const struct lexicon *lexicon, uint32_t row);
struct region_entry lexicon_region(const struct lexicon *lexicon, uint32_t row);
/* language: that of the match. */
struct title_entry lexicon_title(const struct lexicon *lexicon, enum lexicon_language language,
                                 uint32_t row);
struct weapon_entry lexicon_weapon(const struct lexicon *lexicon, enum lexicon_language language,
                                   uint32_t row);
struct unit_entry lexicon_unit(const struct lexicon *lexicon, enum lexicon_language language,
                               uint32_t row);
struct cue_entry lexicon_cue(const struct lexicon *lexicon, uint32_t row);

/* By key; LEXICON_NONE when there is none. */
uint32_t lexicon_country_by_iso3(const struct lexicon *lexicon, struct strview iso3);

/* Patterns: expressions and operators, with verbs in any person, tense and voice, nouns in any
 * number, and gaps. */

enum pattern_kind { PATTERN_EXPRESSION, PATTERN_OPERATOR };

enum element_kind {
    ELEMENT_LEXEME,     /* any form of the lexeme (verbs: finite, participle, masdar) */
    ELEMENT_WORD,       /* this form, clitics apart */
    ELEMENT_PROCLITIC,  /* a proclitic on the next word: ب of "بدأ ب" */
    ELEMENT_GAP,        /* 0 to 6 words */
    ELEMENT_POSSESSIVE, /* one's; Arabic: an enclitic on the word before */
    ELEMENT_NUMBER,     /* N, # */
    ELEMENT_NAME,       /* N, X, Y: a name or noun phrase */
};

struct pattern_element {
    enum element_kind kind;
    uint32_t lexeme;     /* ELEMENT_LEXEME */
    struct strview form; /* ELEMENT_WORD: matching form; ELEMENT_PROCLITIC: its letters */
    uint32_t proclitic;  /* ELEMENT_PROCLITIC: enum proclitic bit */
    /* The form in the table when it restricts: FORM_COUNT for any. A verb written in the passive,
     * the imperfect or as participle stands for that alone in operators. */
    enum word_form only_form;
    enum voice only_voice; /* VOICE_EITHER: any */
};

struct pattern {
    uint32_t id;
    enum pattern_kind kind;
    enum lexicon_language language;
    struct strview text;   /* as written in the table */
    size_t element_count;  /* the first element is the head unless it is a gap or a name */
    uint32_t head_element; /* index of the element that it is found by */
    uint32_t first_element;
    uint32_t sense; /* PATTERN_EXPRESSION */
    uint32_t row;   /* of ar|en/expressions or ar|en/operators: pass to lexicon_operator() */
};

struct pattern lexicon_pattern(const struct lexicon *lexicon, uint32_t pattern);
size_t lexicon_pattern_count(const struct lexicon *lexicon);
struct pattern_element lexicon_pattern_element(const struct lexicon *lexicon,
                                               const struct pattern *pattern, size_t element);
/* A pattern as its head finds it; as the compiled file holds it. */
struct pattern_head {
    uint32_t lexeme;
    uint32_t pattern;
    /* A bit that the sketch of a text has in which the pattern stands (of its words and
     * their lexemes: word_sketch.h); PATTERN_NEEDS_NOTHING. */
    uint16_t needs;
    uint8_t kind; /* enum pattern_kind */
    uint8_t spare;
};

enum { PATTERN_NEEDS_NOTHING = UINT16_MAX };

/* The patterns that a lexeme is the head of, longest first; the lexicon's. Sets their number. */
const struct pattern_head *lexicon_patterns_of_lexeme(const struct lexicon *lexicon,
                                                      uint32_t lexeme, size_t *count);
/* The lexemes of a word's form (clitics off), each once; the number of those written. */
size_t lexicon_lexemes_of_word(const struct lexicon *lexicon, enum lexicon_language language,
                               struct strview form, uint32_t *out, size_t max);

/* Operators */

enum operator_class {
    OPERATOR_ATTRIBUTION,
    OPERATOR_NEGATION,
    OPERATOR_PLANNED,
    OPERATOR_POSSIBLE,
    OPERATOR_ONGOING,
    OPERATOR_HABITUAL,
    OPERATOR_CONDITION,
    OPERATOR_CAUSE,
    OPERATOR_RESULT,
    OPERATOR_ASPECT_BEGIN,
    OPERATOR_ASPECT_END,
    OPERATOR_CONSENT,
    OPERATOR_IMPLICATIVE,
    OPERATOR_REFUSAL_OF_CLAIM,
    OPERATOR_CLASS_COUNT,
};

/* What an operator governs; bits. */
enum operator_scope {
    SCOPE_THAT = 1 << 0, /* complement clause */
    SCOPE_MASDAR = 1 << 1,
    SCOPE_GERUND = 1 << 2,
    SCOPE_INFINITIVE = 1 << 3, /* to-inf */
    SCOPE_NOUN = 1 << 4,       /* event noun */
    SCOPE_VERB = 1 << 5,       /* the verb that follows */
    SCOPE_CLAUSE = 1 << 6,     /* the whole sentence or clause it stands in */
    SCOPE_PREVIOUS = 1 << 7,   /* the clause before it */
    SCOPE_QUOTE = 1 << 8,
};

struct operator_entry {
    enum operator_class class;
    uint32_t scope;         /* enum operator_scope bits */
    struct strview effects; /* key=value pairs, blank between */
};

struct operator_entry lexicon_operator(const struct lexicon *lexicon,
                                       enum lexicon_language language, uint32_t row);
/* The value of a key in effects ("modality", "source", "link", "toll", …); empty when absent. */
struct strview lexicon_effect(struct strview effects, const char *key);
const char *operator_class_name(enum operator_class class);

/* Reviewed lists about names */

enum place_accept {
    PLACE_ACCEPT_FREE,         /* not on the list */
    PLACE_ACCEPT_AFTER_CUE,    /* only after a place cue */
    PLACE_ACCEPT_CAPITAL_CUED, /* only capitalised and after a cue */
    PLACE_ACCEPT_NEVER,
};

/* place_stop.tsv: may this bare name be a place? Arabic names of up to four letters are told by
 * their exact form. */
enum place_accept lexicon_place_stop(const struct lexicon *lexicon, enum lexicon_language language,
                                     struct strview form, struct strview exact);

/* A row of place_homonyms.tsv: a name that several places share, or a place and a word. */
struct place_homonym {
    struct strview candidates;      /* "ISO3 name [geonames id]", ";" between */
    struct strview default_reading; /* a candidate, "by country", "by cue", "word", "person", … */
    struct strview decided_by;      /* free text for the reviewer */
    uint32_t default_geonames;      /* 0: the default is no GeoNames place */
    struct strview default_country; /* ISO alpha-3 of the default; empty: none */
    bool needs_cue;                 /* mostly a word or a person: a place only after a cue */
};
/* The row of a whole name (words with a blank between); false when there is none. */
bool lexicon_place_homonym(const struct lexicon *lexicon, enum lexicon_language language,
                           struct strview form, struct strview exact, struct place_homonym *out);

#endif
