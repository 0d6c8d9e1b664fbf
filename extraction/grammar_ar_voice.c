/* SPDX-License-Identifier: Apache-2.0 */
/* The voice of a verb whose letters tell active and passive alike («قصفت»): a damma on its first
 * letter, or a doer behind a link («من قبل», «على يد»), makes it passive. Without either it stays
 * active, as most such verbs are. */
#include "extraction/arabic_marks.h"
#include "extraction/grammar_ar.h"

/* «اتهمت الوزارة | كييف بقصف المحطة»: an object stands right behind the subject. */
static bool is_object_behind(const struct analysis *a, const struct clause *c, uint32_t phrase)
{
    const struct phrase *p = &a->phrases[phrase];
    const struct phrase *q = phrase == 0 ? p : p - 1;

    return q->first_token == c->verb + 1 && q->first_token + q->token_count == p->first_token &&
           q->preposition.len == 0 && p->preposition.len == 0 && p->genitive_of == INDEX_NONE &&
           p->previous_conjunct == INDEX_NONE;
}

static bool has_doer_behind(const struct analysis *a, const struct clause *c, uint32_t first_phrase)
{
    for (uint32_t i = first_phrase; i < a->phrase_count; i++) {
        uint32_t first = a->phrases[i].first_token;

        if (first >= c->end || is_object_behind(a, c, i))
            break;
        if (first > c->verb + 1 && a->words[first - 1].is_link)
            return true;
    }
    return false;
}

static bool has_damma(const struct analysis *a, uint32_t token, const struct lexicon_reading *r)
{
    struct arabic_marks marks =
        arabic_marks_read(article_token_text(a->article, token), a->article->tokens[token].form);
    struct lexeme lexeme = lexicon_lexeme(a->lexicon, r->lexeme);

    return marks.has_any && r->stem_begin / 2 < MARKS_LETTERS_MAX &&
           (r->form == FORM_PERFECT || !arabic_marks_active_has_damma(&lexeme)) &&
           (marks.on[r->stem_begin / 2] & MARK_DAMMA) != 0;
}

void ar_settle_voice(struct analysis *a, struct clause *c, uint32_t first_phrase)
{
    struct word *w = &a->words[c->verb];
    const struct lexicon_reading *r = w->chosen < 0 ? NULL : &w->readings[w->chosen];

    if (r == NULL || r->voice != VOICE_EITHER || (w->traits & WORD_OBJECT_CLITIC) != 0)
        return;
    if (!has_doer_behind(a, c, first_phrase) && !has_damma(a, c->verb, r))
        return;
    w->traits |= WORD_PASSIVE;
    c->is_passive = true;
}
