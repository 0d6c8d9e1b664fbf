/* SPDX-License-Identifier: Apache-2.0 */
/* The enumerators of lexicon/lookup.h as words: what tables write and what explain prints. */
#include "lexicon/lookup.h"

#include <assert.h>

#define NAME_OF(names, value)                                                                      \
    do {                                                                                           \
        assert((size_t)(value) < sizeof(names) / sizeof((names)[0]));                              \
        return (names)[value];                                                                     \
    } while (0)

const char *slot_kind_name(enum slot_kind kind)
{
    static const char *const names[SLOT_KIND_COUNT] = {
        "subject", "object", "adjective", "genitive", "possessor", "agent", "preposition", "clause",
    };

    NAME_OF(names, kind);
}

const char *role_name(enum role role)
{
    static const char *const names[ROLE_COUNT] = {
        "actor", "recipient", "mediator", "at",   "from",  "to",
        "via",   "time",      "weapon",   "toll", "theme",
    };

    NAME_OF(names, role);
}

const char *lexeme_class_name(enum lexeme_class class)
{
    static const char *const names[LEXEME_CLASS_COUNT] = {
        "verb",     "event_noun", "nationality", "agent",  "title", "unit",  "weapon",
        "function", "place_cue",  "word",        "person", "group", "thing", "place",
    };

    NAME_OF(names, class);
}

const char *function_class_name(enum function_class function)
{
    static const char *const names[FUNCTION_CLASS_COUNT] = {
        "none",          "preposition", "conjunction", "subordinator", "complementiser", "relative",
        "demonstrative", "pronoun",     "possessive",  "auxiliary",    "modal",          "negation",
        "question",      "article",     "quantifier",  "adverb",       "particle",
    };

    NAME_OF(names, function);
}

const char *entry_kind_name(enum entry_kind kind)
{
    static const char *const names[ENTRY_KIND_COUNT] = {
        "actor", "agent", "country", "nationality", "capital",   "government", "region",
        "place", "title", "weapon",  "unit",        "place_cue", "event_noun", "person_name",
    };

    NAME_OF(names, kind);
}

const char *operator_class_name(enum operator_class class)
{
    static const char *const names[OPERATOR_CLASS_COUNT] = {
        "attribution", "negation",  "planned",     "possible",         "ongoing",
        "habitual",    "condition", "cause",       "result",           "aspect_begin",
        "aspect_end",  "consent",   "implicative", "refusal_of_claim",
    };

    NAME_OF(names, class);
}

const char *word_form_name(enum word_form form)
{
    static const char *const names[FORM_COUNT] = {
        "perfect",           "imperfect",          "jussive", "imperative", "base",
        "active participle", "passive participle", "masdar",  "noun",       "adjective",
        "function word",
    };

    NAME_OF(names, form);
}

const char *proclitic_name(enum proclitic proclitic)
{
    switch (proclitic) {
    case PROCLITIC_CONJUNCTION:
        return "and";
    case PROCLITIC_SEQUENCE:
        return "then";
    case PROCLITIC_BY:
        return "by";
    case PROCLITIC_TO:
        return "to";
    case PROCLITIC_AS:
        return "as";
    case PROCLITIC_FUTURE:
        return "future";
    case PROCLITIC_QUESTION:
        return "question";
    case PROCLITIC_PURPOSE:
        return "purpose";
    case PROCLITIC_ARTICLE:
        return "article";
    }
    return "";
}
