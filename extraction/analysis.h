/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_ANALYSIS_H
#define EXTRACTION_ANALYSIS_H

#include "lexicon/lookup.h"
#include "model/event.h"

/* What the extractor knows of an article while it works, in terms that hold for every language. A
 * grammar module (struct grammar_ops) fills words, phrases and candidates; the argument modules
 * (entities, places, actors, tolls) fill entities and the arguments of the finished events; the
 * engine does scope, discourse, merging and scoring. Everything lives in the article's arena.
 * Tokens, sentences, numbers and times are indexes in the article's arrays. */

enum { INDEX_NONE = UINT32_MAX };

/* What a word may do in a clause: the union over its readings. */
enum word_trait {
    WORD_VERB = 1 << 0,
    WORD_NOUN = 1 << 1,
    WORD_ADJECTIVE = 1 << 2,
    WORD_PREPOSITION = 1 << 3,    /* stands alone, or is joined to the front of the word */
    WORD_CONJUNCTION = 1 << 4,    /* joined (و، ف) or alone (and, but) */
    WORD_COMPLEMENTISER = 1 << 5, /* that, أن، إن، بأن */
    WORD_RELATIVE = 1 << 6,       /* who, which, الذي */
    WORD_SUBORDINATOR = 1 << 7,   /* while, after, فيما، بينما، قبل أن */
    WORD_NEGATION = 1 << 8,
    WORD_FUTURE = 1 << 9,
    WORD_AUXILIARY = 1 << 10, /* be, have, كان, قد */
    WORD_PRONOUN = 1 << 11,
    WORD_DEMONSTRATIVE = 1 << 12,
    WORD_DETERMINER = 1 << 13, /* every, some, all: opens a phrase, is not its name */
    WORD_ADVERB = 1 << 14,
    WORD_DEFINITE = 1 << 15,  /* carries the article, or is a name */
    WORD_POSSESSED = 1 << 16, /* carries a possessive pronoun */
    WORD_PARTICIPLE = 1 << 17,
    WORD_MASDAR = 1 << 18,        /* verbal noun, gerund */
    WORD_OBJECT_CLITIC = 1 << 19, /* a verb or preposition with a pronoun joined */
    WORD_TITLE = 1 << 20,         /* minister, general: opens a person */
    WORD_NAME = 1 << 21,          /* unknown to the lexicon, or capitalized: likely a name */
    WORD_QUANTIFIER = 1 << 22,    /* number word, dozens, some of */
    WORD_PUNCTUATION = 1 << 23,
    WORD_PASSIVE = 1 << 25,
    WORD_PERFECT = 1 << 26,
    WORD_IMPERFECT = 1 << 27,
};

/* A token as the grammar sees it, parallel to article->tokens. */
struct word {
    uint32_t traits;                        /* enum word_trait */
    struct strview stem;                    /* the matching form without its clitics */
    const struct lexicon_reading *readings; /* all of them, likeliest first */
    uint8_t reading_count;
    int8_t chosen;                /* the reading that the sentence bears out, or -1 */
    enum function_class function; /* of the chosen reading, else FUNCTION_NONE */
    uint32_t lexeme;              /* of the chosen reading, or LEXICON_NONE */
    uint64_t key;                 /* its value in features: of its lemma, else of its stem */
    uint32_t proclitics;          /* enum proclitic, of the chosen reading */
    uint32_t clause;              /* that the token stands in */
    uint32_t entity;              /* that covers the token, or INDEX_NONE */
    uint32_t phrase;              /* that covers the token, or INDEX_NONE */
    uint32_t number;              /* in article->numbers that covers it, or INDEX_NONE */
    uint32_t time;                /* in article->times that covers it, or INDEX_NONE */
    uint32_t candidate;           /* the last candidate whose trigger covers it, or INDEX_NONE */
    struct strview preposition;   /* matching form of the preposition joined to it or that it is */
    uint16_t stem_offset;         /* bytes of clitics before the stem in the token's form */
    uint8_t gender, number_form;
    bool is_closed;       /* inside a name or a title of a work: nothing in it triggers */
    bool is_approximator; /* of the number behind it: "at least", «ما لا يقل عن» */
    bool is_link;         /* ends a sequence that leads to a deed's doer (by) */
    bool is_place_link;   /* a place behind it is where something happened (in, near) */
    bool is_partitive;    /* links a number to what is counted (of) */
    bool is_pair;         /* stands for the two sides told before (الطرفان) */
    bool is_complement;   /* of a fixed phrase: its genitive has the part (إطلاق سراح) */
    bool is_family;       /* opens the name of a family, which goes on (آل) */
    bool is_purpose;      /* what persons, bodies and vehicles are for (عمال النقل) */
    bool is_homeland;     /* with a pronoun the state of whom it stands for (بلاده) */
    bool is_latter;       /* alone: the person or state told last (الأخير) */
    bool is_office_link;  /* joins an office to its body (باسم) */
    bool is_representing; /* leads from a delegation to whom it stands for (ممثلون عن) */
    bool begins_no_noun;  /* entities_find() saw that no event noun of several words begins here */
};

/* What a filler may be: bits, for a phrase can be several (a capital is a place and a government).
 */
enum filler_class {
    FILLER_STATE = 1 << 0,        /* country, government, capital as government */
    FILLER_PERSON = 1 << 1,       /* a named person or one told by office */
    FILLER_ARMED = 1 << 2,        /* army, police, militia, gunmen, fighters */
    FILLER_ORGANISATION = 1 << 3, /* ministry, party, union, agency, court, company */
    FILLER_PEOPLE = 1 << 4,       /* crowd, civilians, workers, prisoners, officials by kind */
    FILLER_PLACE = 1 << 5,
    FILLER_WEAPON = 1 << 6,
    FILLER_EVENT = 1 << 7,        /* a noun that can name an event */
    FILLER_TOLL = 1 << 8,         /* the dead, the wounded, or counted persons */
    FILLER_THING = 1 << 9,        /* a known thing: building, ship, vehicle, convoy */
    FILLER_MEDIA = 1 << 11,       /* agency, paper, channel: mostly a source */
    FILLER_SOURCE = 1 << 12,      /* sources, witnesses, statement: mostly a source */
    FILLER_NATIONALITY = 1 << 13, /* an adjective of a country */
    FILLER_ABSTRACT = 1 << 14,    /* known word that is none of these */
    FILLER_UNKNOWN = 1 << 15,     /* words the lexicon does not know */
};
enum {
    FILLER_ACTING = FILLER_STATE | FILLER_PERSON | FILLER_ARMED | FILLER_ORGANISATION |
                    FILLER_PEOPLE | FILLER_MEDIA,
};

/* A name or noun that the lexicon (or its shape) recognises as an actor or a place; longest match.
 * entities_find() fills them in token order; they do not overlap. */
struct entity {
    uint32_t first_token, token_count;
    uint32_t classes;        /* enum filler_class */
    uint32_t canonical;      /* index of the entity with the fullest form of the same actor */
    uint16_t leading_bytes;  /* clitics in front of the first token, in the received text */
    uint16_t trailing_bytes; /* pronoun behind the last token */
    bool is_name;            /* a proper name, not a common noun */
    bool has_title;
    uint32_t actor_row; /* rows of the lexicon's entry kinds, or LEXICON_NONE */
    uint32_t agent_row;
    uint32_t country_row; /* the state, or that of its nationality adjective */
    uint32_t place_row;
    uint32_t region_row;
    uint32_t title_row;
    uint32_t weapon_row;
    uint32_t cue_row; /* a kind of place: المدينة */
    void *place;      /* as resolved: owned by the places module */
};

/* A noun phrase without its relative clause and without the prepositional phrases after it. */
struct phrase {
    uint32_t first_token, token_count; /* title, genitives and adjectives included */
    uint32_t head;                     /* token of the head noun */
    uint32_t sentence;
    uint32_t classes;           /* enum filler_class */
    uint32_t entity;            /* the entity that names it: covers the head, else the first; or
                                   INDEX_NONE */
    struct strview preposition; /* matching form of what governs it; empty: none */
    uint32_t preposition_token; /* INDEX_NONE when joined to the first token */
    uint32_t next_conjunct;     /* "X and Y": the phrase of Y, or INDEX_NONE */
    uint32_t previous_conjunct;
    uint32_t genitive_of;    /* the phrase whose genitive this is, cut off because its head can
                                name an event; or INDEX_NONE */
    uint32_t possessor;      /* English: the phrase before it that carries 's, or INDEX_NONE */
    uint32_t owner;          /* of "his country": the phrase that "his" means, or INDEX_NONE */
    uint32_t nationality;    /* entity of its nationality adjective, or INDEX_NONE */
    uint32_t number;         /* in article->numbers, or INDEX_NONE */
    uint16_t leading_bytes;  /* clitics in front of the first token, in the received text */
    uint16_t trailing_bytes; /* possessive pronoun at the end of the last token */
    uint8_t gender, number_form;
    bool is_definite;
    bool is_pronoun; /* a pronoun alone, or a clitic */
    bool has_owner;  /* a possessive pronoun on the head: its owner stands elsewhere */
};

enum filler_origin {
    FILLER_BY_SYNTAX,      /* subject, object, agent of the trigger */
    FILLER_BY_ADJECTIVE,   /* nationality adjective: the filler is the entity, not the phrase */
    FILLER_BY_PREPOSITION, /* a prepositional phrase of the frame */
    FILLER_BY_CLAUSE,      /* in the clause, no slot claimed it (mostly places) */
    FILLER_BY_MATRIX,      /* from the verb that governs the trigger */
    FILLER_BY_DISCOURSE,   /* dropped subject, pronoun, owner, earlier mention */
};

struct filler {
    uint8_t role;   /* enum role */
    uint8_t origin; /* enum filler_origin */
    uint32_t phrase;
    uint32_t entity; /* FILLER_BY_ADJECTIVE; else INDEX_NONE */
};

enum carrier {
    CARRIER_VERB,
    CARRIER_PASSIVE,
    CARRIER_MASDAR, /* verbal noun under a verb or alone */
    CARRIER_EVENT_NOUN,
    CARRIER_EXPRESSION, /* light verb + noun, idiom */
    CARRIER_PARTICIPLE,
};

enum clause_kind {
    CLAUSE_MAIN,
    CLAUSE_COMPLEMENT, /* after that */
    CLAUSE_RELATIVE,
    CLAUSE_ADVERBIAL,
    CLAUSE_PHRASE, /* a noun inside another clause */
    CLAUSE_HEADLINE,
};

enum polarity { POLARITY_POSITIVE, POLARITY_NEGATIVE };
enum tense { TENSE_NONE, TENSE_PAST, TENSE_PRESENT, TENSE_FUTURE, TENSE_PLUPERFECT };

/* Who says so. */
struct attribution_frame {
    uint32_t sentence;
    uint32_t verb_token;
    uint32_t phrase; /* the source, or INDEX_NONE */
};

enum { CANDIDATE_FILLERS_MAX = 24, CANDIDATE_FEATURES_MAX = 160, CANDIDATE_OPERATORS_MAX = 8 };

/* A row of the operators' table found in the text. */
struct operator_hit {
    struct operator_entry entry;
    struct strview text; /* of the row, for explain */
    uint32_t sentence;
    uint32_t head;        /* token of its first word */
    uint32_t first, last; /* tokens, last included */
    uint32_t clause;      /* that its head stands in */
};

/* A stretch of a sentence around one verb (or around none: a headline, a list of nouns). */
struct clause {
    uint32_t sentence;
    uint32_t begin, end; /* tokens, end excluded */
    uint8_t kind;        /* enum clause_kind */
    uint8_t tense;
    uint8_t polarity;
    bool is_passive;
    bool is_coordinated;     /* joined by "and" to the clause before it */
    bool is_subject_carried; /* subject stands in an earlier clause */
    bool is_purpose;         /* tells what the deed of the clause before is for (لتتجمع) */
    uint32_t parent;         /* clause that it depends on, or INDEX_NONE */
    uint32_t opener;         /* token that opens it (that, who, while), or INDEX_NONE */
    uint32_t verb;           /* token of its finite verb, or INDEX_NONE */
    uint32_t subject;        /* phrases, or INDEX_NONE */
    uint32_t object;
    uint32_t second_object;
    uint32_t agent; /* of a passive: phrase, or INDEX_NONE */
    uint32_t head;  /* phrase that a relative clause belongs to, or INDEX_NONE */
};

/* One possible telling of an event. */
struct candidate {
    uint32_t sentence;
    uint16_t segment;
    uint32_t trigger;                      /* token that carries it */
    uint32_t trigger_first, trigger_count; /* the trigger's tokens, for the mention */
    uint32_t clause_begin, clause_end;     /* tokens, end excluded */
    uint8_t carrier;                       /* enum carrier */
    uint8_t clause_kind;
    uint8_t tense;
    uint8_t polarity;
    enum event_type type;
    enum event_mode mode;
    enum modality modality;
    enum modality rule_modality; /* as scope told it, before the learned choice */
    bool is_modality_told;       /* by its own verb's grammar: neither happened nor ongoing */
    struct sense sense;
    struct strview lemma; /* of the trigger */
    uint32_t noun;        /* token of the event noun of an expression, else the trigger */
    uint32_t clause;
    uint32_t subject, object, genitive; /* phrases, or INDEX_NONE */
    float fit;                          /* how well the slots bear the sense out */
    uint8_t rank;                       /* among the types of its trigger, 0 fits best */
    uint8_t rival_count;
    uint8_t slots_filled, slots_missing, conditions_held, conditions_failed;
    float strength; /* of the sense, 0-1 */
    struct filler fillers[CANDIDATE_FILLERS_MAX];
    uint32_t filler_count;
    uint32_t attribution;                        /* index of attribution frames, or INDEX_NONE */
    uint32_t operators[CANDIDATE_OPERATORS_MAX]; /* those that reach it */
    uint32_t operator_count;
    uint32_t governor;    /* token of the operator or verb that governs it, or INDEX_NONE */
    uint32_t time;        /* index in article->times, or INDEX_NONE */
    bool is_definite;     /* the attack: probably told before */
    uint32_t merged_into; /* candidate, or INDEX_NONE */
    const char *dropped;  /* why it gives no event, static; NULL: kept */
    float score;          /* calibrated probability that it is right */
    uint32_t features[CANDIDATE_FEATURES_MAX]; /* hashed */
    uint32_t feature_count;
};

/* What a sentence owns in the arrays below. */
struct sentence_range {
    uint32_t first_phrase, phrase_count;
    uint32_t first_clause, clause_count;
    uint32_t first_operator, operator_count;
    uint32_t first_candidate, candidate_count;
};

struct reading_weights;
struct reading_watcher;

/* The state of one extraction. Arrays grow in the arena with arena_grow(). */
struct analysis {
    struct article *article;
    const struct lexicon *lexicon;
    const struct reading_weights *readings; /* NULL: English readings by rules alone */
    const struct reading_watcher *watcher;  /* of tools, or NULL */
    struct word *words;                     /* article->token_count */
    struct entity *entities;
    size_t entity_count, entity_capacity;
    struct phrase *phrases;
    size_t phrase_count, phrase_capacity;
    struct sentence_range *ranges; /* article->sentence_count */
    struct operator_hit *operators;
    size_t operator_count, operator_capacity;
    struct clause *clauses;
    size_t clause_count, clause_capacity;
    struct attribution_frame *attributions;
    size_t attribution_count, attribution_capacity;
    struct candidate *candidates;
    size_t candidate_count, candidate_capacity;
};

/* A grammar module: the forms of one language. Every call works on one sentence of
 * that language. */
struct grammar_ops {
    enum language language;
    /* tokens → words: traits and clitics. */
    enum status (*read_words)(struct analysis *analysis, uint32_t sentence);
    /* words and entities → phrases. */
    enum status (*find_phrases)(struct analysis *analysis, uint32_t sentence);
    /* words and phrases → clauses with their verbs, subjects and objects. */
    enum status (*find_clauses)(struct analysis *analysis, uint32_t sentence);
};

extern const struct grammar_ops grammar_ar;
extern const struct grammar_ops grammar_en;

/* The letters of the Arabic article. */
extern const struct strview arabic_article;

/* A quotation mark, not an apostrophe in a word. */
bool analysis_is_quote_mark(const struct analysis *analysis, uint32_t token);
/* English: a headline in which all words but short and function words start with a capital. Needs
 * the words' readings. */
bool analysis_is_title_case(const struct analysis *analysis, uint32_t sentence);
/* Words with the numbers and times that they stand in, and nothing else known. */
void analysis_mark_words(struct analysis *analysis);
/* Is the token part of an entity with a title of the tables? */
bool analysis_is_in_title(const struct analysis *analysis, uint32_t token);
/* What governs the phrase may tell where. Arabic: only some prepositions do («بطلب من الجزائر» does
 * not). */
bool phrase_is_where(const struct analysis *analysis, const struct phrase *phrase);
/* What a noun says of the phrase that it heads: enum filler_class. */
uint32_t phrase_head_classes(const struct analysis *analysis, uint32_t token);
/* The text of a phrase as received, without the clitics around it. */
struct strview phrase_text(const struct analysis *analysis, uint32_t phrase);

/* The argument modules, called by the engine in this order. Each file is named by its prefix. */

/* After read_words: names and nouns of actors and places in the article, with their canonical
 * (fullest) mention; closes spans of names and works (word.is_closed). */
struct entity_index; /* built once per extractor from the tables */
struct entity_index *entities_open(const struct lexicon *lexicon);
void entities_close(struct entity_index *index);
enum status entities_find(const struct entity_index *index, struct analysis *analysis) MUST_CHECK;

/* A phrase as the actor of the record: text in its fullest form, name, code, country. False when
 * the phrase cannot be an actor (a place alone, a thing: still fills text for recipients). */
bool actor_from_phrase(const struct entity_index *index, const struct analysis *analysis,
                       uint32_t phrase, struct actor *out);
/* An entity alone, such as a nationality adjective as the actor that it stands for. */
bool actor_from_entity(const struct entity_index *index, const struct analysis *analysis,
                       uint32_t entity, struct actor *out);
/* A phrase as a place of the record, the smallest named one of nested places; false when it names
 * no place. */
bool location_from_phrase(const struct entity_index *index, const struct analysis *analysis,
                          uint32_t phrase, struct location *out);
/* Takes out the places that only hold another of the same role: a country around its town, a
 * province around its city. For an event with all its locations. */
void event_drop_outer_locations(struct event *event);
/* A word that tells of the dead or the wounded begins at the token. */
bool tolls_begin(const struct entity_index *index, const struct analysis *analysis, uint32_t token);
/* A word that tells of the dead or the wounded and is the deed itself begins there: hanged. */
bool tolls_tell(const struct entity_index *index, const struct analysis *analysis, uint32_t token);
/* The dead and the wounded told in the tokens, where the event has none. */
void tolls_count(const struct entity_index *index, const struct analysis *analysis,
                 struct event *event, struct span tokens);
/* Tolls, quantities and weapons told in tokens [begin, end), which belong to the event. */
enum status tolls_fill(const struct entity_index *index, const struct analysis *analysis,
                       struct event *event, struct span tokens) MUST_CHECK;

#endif
