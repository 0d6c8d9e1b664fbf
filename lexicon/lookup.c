/* SPDX-License-Identifier: Apache-2.0 */
/* Lexemes, senses and patterns by id, out of their records. */
#include "lexicon/lookup.h"

#include "lexicon/inside.h"

#include <assert.h>

size_t lexicon_lexeme_count(const struct lexicon *lexicon)
{
    return lexicon->lexeme_count;
}

struct lexeme lexicon_lexeme(const struct lexicon *lexicon, uint32_t lexeme)
{
    assert(lexeme < lexicon->lexeme_count);
    const struct lexeme_record *record = &lexicon->lexemes[lexeme];

    return (struct lexeme){
        .id = lexeme,
        .language = (enum lexicon_language)record->language,
        .class = (enum lexeme_class)record->class,
        .function = (enum function_class)record->function,
        .lemma = lexicon_text(lexicon, record->lemma),
        .root = lexicon_text(lexicon, record->root),
        .detail = lexicon_text(lexicon, record->detail),
        .particle = lexicon_text(lexicon, record->particle),
        .first_sense = record->first_sense,
        .sense_count = record->sense_count,
        .row = record->row,
        .entry = record->entry,
    };
}

enum function_class lexicon_lexeme_function(const struct lexicon *lexicon, uint32_t lexeme)
{
    assert(lexeme < lexicon->lexeme_count);
    return (enum function_class)lexicon->lexemes[lexeme].function;
}

size_t lexicon_sense_count(const struct lexicon *lexicon)
{
    return lexicon->sense_count;
}

struct sense lexicon_sense(const struct lexicon *lexicon, uint32_t sense)
{
    assert(sense < lexicon->sense_count);
    const struct sense_record *record = &lexicon->senses[sense];

    return (struct sense){
        .id = sense,
        .type = lexicon_text(lexicon, record->type),
        .mode = lexicon_text(lexicon, record->mode),
        .condition = lexicon_text(lexicon, record->condition),
        .strength = record->strength,
        .slot_count = record->slot_count,
        .table = lexicon_text(lexicon, record->table),
        .line = record->line,
        .first_slot = record->first_slot,
    };
}

struct slot lexicon_sense_slot(const struct lexicon *lexicon, const struct sense *sense,
                               size_t slot)
{
    assert(slot < sense->slot_count);
    const struct slot_record *record = &lexicon->slots[sense->first_slot + slot];
    struct slot out = {
        .kind = (enum slot_kind)record->kind,
        .is_required = record->is_required != 0,
        .preposition = lexicon_text(lexicon, record->preposition),
        .role_count = record->role_count,
    };

    for (size_t i = 0; i < record->role_count; i++)
        out.roles[i] = (enum role)record->roles[i];
    return out;
}

size_t lexicon_pattern_count(const struct lexicon *lexicon)
{
    return lexicon->pattern_count;
}

struct pattern lexicon_pattern(const struct lexicon *lexicon, uint32_t pattern)
{
    assert(pattern < lexicon->pattern_count);
    const struct pattern_record *record = &lexicon->patterns[pattern];

    return (struct pattern){
        .id = pattern,
        .kind = (enum pattern_kind)record->kind,
        .language = (enum lexicon_language)record->language,
        .text = lexicon_text(lexicon, record->text),
        .element_count = record->element_count,
        .head_element = record->head_element,
        .first_element = record->first_element,
        .sense = record->sense,
        .row = record->row,
    };
}

struct pattern_element lexicon_pattern_element(const struct lexicon *lexicon,
                                               const struct pattern *pattern, size_t element)
{
    assert(element < pattern->element_count);
    const struct element_record *record = &lexicon->elements[pattern->first_element + element];

    return (struct pattern_element){
        .kind = (enum element_kind)record->kind,
        .lexeme = record->lexeme,
        .form = lexicon_text(lexicon, record->form),
        .proclitic = record->proclitic,
        .only_form = (enum word_form)record->only_form,
        .only_voice = (enum voice)record->only_voice,
    };
}

const struct pattern_head *lexicon_patterns_of_lexeme(const struct lexicon *lexicon,
                                                      uint32_t lexeme, size_t *count)
{
    bool is_known = lexeme < lexicon->lexeme_count;
    uint32_t first = is_known ? lexicon->first_pattern_head[lexeme] : 0;

    *count = is_known ? lexicon->first_pattern_head[lexeme + 1] - first : 0;
    return lexicon->pattern_heads + first;
}

size_t lexicon_lexemes_of_word(const struct lexicon *lexicon, enum lexicon_language language,
                               struct strview form, uint32_t *out, size_t max)
{
    const struct form_index *index = &lexicon->forms[language];
    const struct form_bucket *bucket = form_bucket_find(lexicon, index->buckets, index->mask, form);
    size_t count = 0;

    for (uint32_t i = 0; bucket != NULL && i < bucket->count && count < max; i++) {
        uint32_t lexeme = index->readings[bucket->first + i].lexeme;

        if (count == 0 || lexeme != out[count - 1])
            out[count++] = lexeme;
    }
    return count;
}
