/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_ONTOLOGY_H
#define MODEL_ONTOLOGY_H

#include "common/strview.h"

/* The names of the event contract (docs/events.md): types, modes, modalities. How they map to
 * PLOVER and CAMEO is data: language/common/ontology.tsv. */

/* X(enumerator, name) */
#define EVENT_TYPES(X)                                                                             \
    X(EVENT_TROOP_MOVEMENT, "troop_movement")                                                      \
    X(EVENT_STRIKE, "strike")                                                                      \
    X(EVENT_CLASH, "clash")                                                                        \
    X(EVENT_ATTACK, "attack")                                                                      \
    X(EVENT_SEIZURE, "seizure")                                                                    \
    X(EVENT_NEGOTIATION, "negotiation")                                                            \
    X(EVENT_MEETING, "meeting")                                                                    \
    X(EVENT_AGREEMENT, "agreement")                                                                \
    X(EVENT_RELEASE, "release")                                                                    \
    X(EVENT_ARREST, "arrest")                                                                      \
    X(EVENT_PROTEST, "protest")                                                                    \
    X(EVENT_SANCTION, "sanction")                                                                  \
    X(EVENT_COERCION, "coercion")                                                                  \
    X(EVENT_THREAT, "threat")                                                                      \
    X(EVENT_ACCUSATION, "accusation")                                                              \
    X(EVENT_DEMAND, "demand")                                                                      \
    X(EVENT_REJECTION, "rejection")                                                                \
    X(EVENT_SUPPORT, "support")                                                                    \
    X(EVENT_COOPERATION, "cooperation")                                                            \
    X(EVENT_AID, "aid")

#define EVENT_MODES(X)                                                                             \
    X(MODE_DEPLOY, "deploy")                                                                       \
    X(MODE_WITHDRAW, "withdraw")                                                                   \
    X(MODE_ADVANCE, "advance")                                                                     \
    X(MODE_REDEPLOY, "redeploy")                                                                   \
    X(MODE_REINFORCE, "reinforce")                                                                 \
    X(MODE_MOBILIZE, "mobilize")                                                                   \
    X(MODE_AIR, "air")                                                                             \
    X(MODE_DRONE, "drone")                                                                         \
    X(MODE_MISSILE, "missile")                                                                     \
    X(MODE_ARTILLERY, "artillery")                                                                 \
    X(MODE_NAVAL, "naval")                                                                         \
    X(MODE_INTERCEPTED, "intercepted")                                                             \
    X(MODE_FIREFIGHT, "firefight")                                                                 \
    X(MODE_BATTLE, "battle")                                                                       \
    X(MODE_BOMBING, "bombing")                                                                     \
    X(MODE_SUICIDE, "suicide")                                                                     \
    X(MODE_ASSASSINATION, "assassination")                                                         \
    X(MODE_SHOOTING, "shooting")                                                                   \
    X(MODE_RAID, "raid")                                                                           \
    X(MODE_CYBER, "cyber")                                                                         \
    X(MODE_CAPTURE, "capture")                                                                     \
    X(MODE_RECAPTURE, "recapture")                                                                 \
    X(MODE_TALKS, "talks")                                                                         \
    X(MODE_MEDIATION, "mediation")                                                                 \
    X(MODE_CONTACT, "contact")                                                                     \
    X(MODE_INDIRECT, "indirect")                                                                   \
    X(MODE_VISIT, "visit")                                                                         \
    X(MODE_CALL, "call")                                                                           \
    X(MODE_CONFERENCE, "conference")                                                               \
    X(MODE_CEASEFIRE, "ceasefire")                                                                 \
    X(MODE_TREATY, "treaty")                                                                       \
    X(MODE_EXCHANGE, "exchange")                                                                   \
    X(MODE_ECONOMIC, "economic")                                                                   \
    X(MODE_PRISONERS, "prisoners")                                                                 \
    X(MODE_LIFT, "lift")                                                                           \
    X(MODE_CONCESSION, "concession")                                                               \
    X(MODE_ARREST, "arrest")                                                                       \
    X(MODE_SENTENCE, "sentence")                                                                   \
    X(MODE_ABDUCTION, "abduction")                                                                 \
    X(MODE_DEMONSTRATION, "demonstration")                                                         \
    X(MODE_RIOT, "riot")                                                                           \
    X(MODE_LABOR_STRIKE, "labor_strike")                                                           \
    X(MODE_SIT_IN, "sit_in")                                                                       \
    X(MODE_HUNGER_STRIKE, "hunger_strike")                                                         \
    X(MODE_BOYCOTT, "boycott")                                                                     \
    X(MODE_DIPLOMATIC, "diplomatic")                                                               \
    X(MODE_BLOCKADE, "blockade")                                                                   \
    X(MODE_CURFEW, "curfew")                                                                       \
    X(MODE_DEMOLITION, "demolition")                                                               \
    X(MODE_DISPLACEMENT, "displacement")                                                           \
    X(MODE_MILITARY, "military")                                                                   \
    X(MODE_ACCUSE, "accuse")                                                                       \
    X(MODE_CONDEMN, "condemn")                                                                     \
    X(MODE_LEGAL, "legal")                                                                         \
    X(MODE_JUDICIAL, "judicial")                                                                   \
    X(MODE_HUMANITARIAN, "humanitarian")

#define MODALITIES(X)                                                                              \
    X(MODALITY_HAPPENED, "happened")                                                               \
    X(MODALITY_ONGOING, "ongoing")                                                                 \
    X(MODALITY_PLANNED, "planned")                                                                 \
    X(MODALITY_POSSIBLE, "possible")                                                               \
    X(MODALITY_DENIED, "denied")                                                                   \
    X(MODALITY_HABITUAL, "habitual")

#define ONTOLOGY_ENUMERATOR(enumerator, name) enumerator,
enum event_type { EVENT_NONE, EVENT_TYPES(ONTOLOGY_ENUMERATOR) EVENT_TYPE_COUNT };
enum event_mode { MODE_NONE, EVENT_MODES(ONTOLOGY_ENUMERATOR) MODE_COUNT };
enum modality { MODALITIES(ONTOLOGY_ENUMERATOR) MODALITY_COUNT };

/* Names as they stand in the record; "" for none. Never NULL. */
const char *event_type_name(enum event_type type);
const char *event_mode_name(enum event_mode mode);
const char *modality_name(enum modality modality);

/* The value of a name; EVENT_NONE, MODE_NONE, or false when it is none. */
enum event_type event_type_from(struct strview name);
enum event_mode event_mode_from(struct strview name);
bool modality_from(struct strview name, enum modality *modality);

/* True for demand, threat, rejection, accusation and support: acts done by saying them, which carry
 * a theme. */
bool event_type_is_speech_act(enum event_type type);
/* True for strike, attack and clash: deeds in which people die. */
bool event_type_is_violent(enum event_type type);
/* True for negotiation, meeting, agreement and clash: parties in text order, the first to actors.
 */
bool event_type_is_symmetric(enum event_type type);
/* True where the contract's table lists the mode for the type. */
bool event_type_takes_mode(enum event_type type, enum event_mode mode);

#endif
