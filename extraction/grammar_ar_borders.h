/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXTRACTION_GRAMMAR_AR_BORDERS_H
#define EXTRACTION_GRAMMAR_AR_BORDERS_H

#include "extraction/grammar_ar.h"

/* Where Arabic noun phrases begin and end: questions to one word or to two side by side. */

/* May the token be part of a noun phrase? */
bool ar_can_stand_in(const struct analysis *analysis, uint32_t token);
/* Does the token belong to the phrase whose last word is last? */
bool ar_goes_on(const struct analysis *analysis, const struct phrase *phrase, uint32_t last,
                uint32_t token);
/* The token behind the entity that covers the token. */
uint32_t ar_entity_end(const struct analysis *analysis, uint32_t token);
bool ar_is_definite(const struct analysis *analysis, uint32_t token);
/* May the token be the accusative that opens an object: جنوداً, مدنيين, جنديين? */
bool ar_is_accusative(const struct analysis *analysis, uint32_t token);
/* «دبلوماسيا روسيا»: the letters of a country are its adjective behind a noun in the indefinite
 * accusative. */
bool ar_is_accusative_of_country(const struct analysis *analysis, uint32_t last, uint32_t token);
/* «الرئيس التركي فلان», «وزير الخارجية الإيراني فلان»: a title whose bearer is not named yet stands
 * in the phrase up to last. */
bool ar_bears_title(const struct analysis *analysis, const struct phrase *phrase, uint32_t last);
/* A noun that can name an event stands in a phrase of its own with its adjectives, so that its
 * genitive can fill a role. */
bool ar_is_event_noun(const struct analysis *analysis, uint32_t token);
/* Part of the name of a person that a table knows. */
bool ar_names_person(const struct analysis *analysis, uint32_t token);
/* The first word of a name as it stands, without clitics. */
bool ar_begins_bare_name(const struct analysis *analysis, uint32_t token);

#endif
