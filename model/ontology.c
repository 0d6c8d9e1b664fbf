/* SPDX-License-Identifier: Apache-2.0 */
/* The contract's names, in the tables of the header, and what may go with what. */
#include "model/ontology.h"

#define ONTOLOGY_NAME(enumerator, name) [enumerator] = name,

static const char *const type_names[EVENT_TYPE_COUNT] = {"", EVENT_TYPES(ONTOLOGY_NAME)};
static const char *const mode_names[MODE_COUNT] = {"", EVENT_MODES(ONTOLOGY_NAME)};
static const char *const modality_names[MODALITY_COUNT] = {MODALITIES(ONTOLOGY_NAME)};

/* The modes of each type, ended by MODE_NONE. */
static const enum event_mode modes_of[EVENT_TYPE_COUNT][8] = {
    [EVENT_TROOP_MOVEMENT] = {MODE_DEPLOY, MODE_WITHDRAW, MODE_ADVANCE, MODE_REDEPLOY,
                              MODE_REINFORCE, MODE_MOBILIZE},
    [EVENT_STRIKE] = {MODE_AIR, MODE_DRONE, MODE_MISSILE, MODE_ARTILLERY, MODE_NAVAL,
                      MODE_INTERCEPTED},
    [EVENT_CLASH] = {MODE_FIREFIGHT, MODE_BATTLE},
    [EVENT_ATTACK] = {MODE_BOMBING, MODE_SUICIDE, MODE_ASSASSINATION, MODE_SHOOTING, MODE_RAID,
                      MODE_CYBER},
    [EVENT_SEIZURE] = {MODE_CAPTURE, MODE_RECAPTURE},
    [EVENT_NEGOTIATION] = {MODE_TALKS, MODE_MEDIATION, MODE_CONTACT, MODE_INDIRECT},
    [EVENT_MEETING] = {MODE_VISIT, MODE_CALL, MODE_CONFERENCE},
    [EVENT_AGREEMENT] = {MODE_CEASEFIRE, MODE_TREATY, MODE_EXCHANGE, MODE_ECONOMIC},
    [EVENT_RELEASE] = {MODE_PRISONERS, MODE_LIFT, MODE_CONCESSION},
    [EVENT_ARREST] = {MODE_ARREST, MODE_SENTENCE, MODE_ABDUCTION},
    [EVENT_PROTEST] = {MODE_DEMONSTRATION, MODE_RIOT, MODE_LABOR_STRIKE, MODE_SIT_IN,
                       MODE_HUNGER_STRIKE, MODE_BOYCOTT},
    [EVENT_SANCTION] = {MODE_ECONOMIC, MODE_DIPLOMATIC},
    [EVENT_COERCION] = {MODE_BLOCKADE, MODE_CURFEW, MODE_DEMOLITION, MODE_DISPLACEMENT, MODE_RAID},
    [EVENT_THREAT] = {MODE_MILITARY, MODE_ECONOMIC},
    [EVENT_ACCUSATION] = {MODE_ACCUSE, MODE_CONDEMN, MODE_LEGAL},
    [EVENT_COOPERATION] = {MODE_MILITARY, MODE_ECONOMIC, MODE_JUDICIAL},
    [EVENT_AID] = {MODE_HUMANITARIAN, MODE_ECONOMIC, MODE_MILITARY},
};

static size_t find_name(const char *const *names, size_t count, struct strview name)
{
    for (size_t i = 0; i < count; i++)
        if (name.len > 0 && name.ptr[0] == names[i][0] && strview_is(name, names[i]))
            return i;
    return count;
}

const char *event_type_name(enum event_type type)
{
    return (size_t)type < EVENT_TYPE_COUNT ? type_names[type] : "";
}

const char *event_mode_name(enum event_mode mode)
{
    return (size_t)mode < MODE_COUNT ? mode_names[mode] : "";
}

const char *modality_name(enum modality modality)
{
    return (size_t)modality < MODALITY_COUNT ? modality_names[modality] : "";
}

enum event_type event_type_from(struct strview name)
{
    size_t found = find_name(type_names, EVENT_TYPE_COUNT, name);

    return found == EVENT_TYPE_COUNT ? EVENT_NONE : (enum event_type)found;
}

enum event_mode event_mode_from(struct strview name)
{
    size_t found = find_name(mode_names, MODE_COUNT, name);

    return found == MODE_COUNT ? MODE_NONE : (enum event_mode)found;
}

bool modality_from(struct strview name, enum modality *modality)
{
    size_t found = find_name(modality_names, MODALITY_COUNT, name);

    if (found == MODALITY_COUNT)
        return false;
    *modality = (enum modality)found;
    return true;
}

bool event_type_is_speech_act(enum event_type type)
{
    return type == EVENT_DEMAND || type == EVENT_THREAT || type == EVENT_REJECTION ||
           type == EVENT_ACCUSATION || type == EVENT_SUPPORT;
}

bool event_type_is_violent(enum event_type type)
{
    return type == EVENT_STRIKE || type == EVENT_ATTACK || type == EVENT_CLASH;
}

bool event_type_is_symmetric(enum event_type type)
{
    return type == EVENT_NEGOTIATION || type == EVENT_MEETING || type == EVENT_AGREEMENT ||
           type == EVENT_CLASH;
}

bool event_type_takes_mode(enum event_type type, enum event_mode mode)
{
    if ((size_t)type >= EVENT_TYPE_COUNT || mode == MODE_NONE)
        return false;
    for (const enum event_mode *m = modes_of[type]; *m != MODE_NONE; m++)
        if (*m == mode)
            return true;
    return false;
}
