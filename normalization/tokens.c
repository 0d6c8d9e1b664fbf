/* SPDX-License-Identifier: Apache-2.0 */
/* Kept lines to sentences and tokens. A token's forms point into the field itself where folding
 * changes nothing, which is so for two words in three; the others are copied into the arena. */
#include "normalization/tokens.h"

#include <assert.h>
#include <stdlib.h>

#include "lexicon/form.h"
#include "lexicon/word.h"
#include "normalization/language.h"
#include "normalization/normalizer.h"
#include "normalization/quotes.h"
#include "normalization/sentences.h"

enum { FORM_BYTES = 256, TOKENS_PER_CHECK = 256 };

struct token_rules {
    struct sentence_rules *sentences;
};

/* One field on its way. */
struct pass {
    struct normalizer *normalizer;
    struct article *article;
    enum field field;
    uint16_t paragraph;
    uint16_t segment;
    struct quote_state quotes;
};

struct token_rules *token_rules_new(const struct lexicon *lexicon)
{
    struct token_rules *rules = calloc(1, sizeof(*rules));

    if (rules == NULL)
        return NULL;
    rules->sentences = sentence_rules_new(lexicon);
    if (rules->sentences == NULL) {
        token_rules_free(rules);
        return NULL;
    }
    return rules;
}

void token_rules_free(struct token_rules *rules)
{
    if (rules == NULL)
        return;
    sentence_rules_free(rules->sentences);
    free(rules);
}

static struct strview make_exact_form(struct arena *arena, struct strview word)
{
    char form[FORM_BYTES];

    if (form_is_folded(word, FORM_EXACT))
        return word;
    size_t len = form_fold(word, FORM_EXACT, form, sizeof(form));

    if (len <= sizeof(form))
        return arena_copy(arena, (struct strview){.ptr = form, .len = len});
    char *copy = arena_alloc(arena, len);

    if (copy == NULL)
        return (struct strview){0};
    form_fold(word, FORM_EXACT, copy, len);
    return (struct strview){.ptr = copy, .len = len};
}

static struct strview make_matching_form(struct arena *arena, struct strview exact)
{
    if (form_is_folded(exact, FORM_MATCHING))
        return exact;
    char *copy = arena_alloc(arena, exact.len);

    if (copy == NULL)
        return (struct strview){0};
    form_plain(exact, copy);
    return (struct strview){.ptr = copy, .len = exact.len};
}

static uint16_t word_flags(const struct word *word)
{
    unsigned flags = 0;

    if (word->has_arabic)
        flags |= TOKEN_ARABIC_SCRIPT;
    if (word->has_latin)
        flags |= TOKEN_LATIN_SCRIPT;
    if (word->is_capitalized)
        flags |= TOKEN_CAPITALIZED;
    if (word->is_capitalized && !word->has_lower && word->letters > 1)
        flags |= TOKEN_ALL_CAPS;
    if (word->is_space_before)
        flags |= TOKEN_SPACE_BEFORE;
    return (uint16_t)flags;
}

static enum token_kind token_kind(enum word_kind kind)
{
    switch (kind) {
    case WORD_LETTERS:
        return TOKEN_WORD;
    case WORD_DIGITS:
        return TOKEN_NUMBER;
    case WORD_PUNCTUATION:
        return TOKEN_PUNCTUATION;
    default:
        return TOKEN_SYMBOL;
    }
}

static enum status add_token(struct pass *pass, const struct word *word, struct strview text)
{
    struct article *article = pass->article;
    struct token *token = article_add_token(article);

    if (token == NULL)
        return STATUS_LIMIT;
    struct strview raw = strview_slice(text, word->begin, word->end);

    token->begin = (uint32_t)word->begin;
    token->end = (uint32_t)word->end;
    token->sentence = (uint32_t)(article->sentence_count - 1);
    token->flags = word_flags(word);
    token->kind = (uint8_t)token_kind(word->kind);
    token->exact = make_exact_form(article->arena, raw);
    token->form = make_matching_form(article->arena, token->exact);
    if (token->form.ptr == NULL || token->exact.ptr == NULL)
        return STATUS_LIMIT;
    if (word->kind == WORD_PUNCTUATION) {
        size_t next = word->end;
        struct word after;
        bool is_space_after = !word_next(text, &next, &after) || after.is_space_before;

        quotes_take(&pass->quotes, article, word->first, is_space_after);
    }
    return STATUS_OK;
}

/* The tokens of the newest sentence. */
static enum status add_tokens(struct pass *pass)
{
    struct article *article = pass->article;
    size_t index = article->sentence_count - 1;
    struct span span = article->sentences[index].span;
    struct strview text = strview_slice(article->fields[pass->field], 0, span.end);
    size_t at = span.begin;
    struct word word;

    article->sentences[index].first_token = (uint32_t)article->token_count;
    if (article->sentences[index].language == LANGUAGE_UNSUPPORTED)
        return STATUS_OK;
    while (word_next(text, &at, &word)) {
        if (word.begin == span.begin)
            word.is_space_before = true;
        enum status status = add_token(pass, &word, text);

        if (status != STATUS_OK)
            return status;
        if (article->token_count % TOKENS_PER_CHECK == 0 && article_is_overdue(article))
            return STATUS_LIMIT;
    }
    article->sentences[index].token_count =
        (uint32_t)article->token_count - article->sentences[index].first_token;
    return STATUS_OK;
}

/* The span without white space at its ends. */
static struct span trim(struct strview text, size_t begin, size_t end)
{
    struct strview inside = strview_trim(strview_slice(text, begin, end));
    size_t from = begin;

    if (inside.len > 0)
        from = (size_t)(inside.ptr - text.ptr);
    return (struct span){.begin = (uint32_t)from, .end = (uint32_t)(from + inside.len)};
}

static enum sentence_kind line_kind(const struct article *article, const struct line *line)
{
    const struct segment *segment = &article->segments[line->segment];

    if (line->field == FIELD_TITLE || (segment->title_field == line->field &&
                                       segment->title_span.end > segment->title_span.begin &&
                                       line->span.begin >= segment->title_span.begin &&
                                       line->span.end <= segment->title_span.end))
        return SENTENCE_TITLE;
    return line->heading_level > 0 ? SENTENCE_SUBTITLE : SENTENCE_BODY;
}

static enum status add_sentence(struct pass *pass, const struct line *line, struct span span)
{
    struct article *article = pass->article;
    struct segment *segment = &article->segments[line->segment];
    struct sentence *sentence = article_add_sentence(article);

    if (sentence == NULL)
        return STATUS_LIMIT;
    sentence->field = pass->field;
    sentence->span = span;
    sentence->segment = line->segment;
    sentence->paragraph = pass->paragraph;
    sentence->kind = line_kind(article, line);
    sentence->language = segment->language == LANGUAGE_UNSUPPORTED
                             ? LANGUAGE_UNSUPPORTED
                             : language_of_sentence(article_span_text(article, pass->field, span),
                                                    segment->language);
    if (segment->sentence_count == 0)
        segment->first_sentence = (uint32_t)(article->sentence_count - 1);
    segment->sentence_count = (uint32_t)(article->sentence_count - segment->first_sentence);
    return add_tokens(pass);
}

static enum status add_line(struct pass *pass, const struct line *line)
{
    struct sentence_rules *rules = pass->normalizer->token_rules->sentences;
    struct strview text = pass->article->fields[pass->field];
    bool is_title = line_kind(pass->article, line) == SENTENCE_TITLE;

    pass->paragraph = pass->segment == line->segment ? (uint16_t)(pass->paragraph + 1) : 0;
    pass->segment = line->segment;
    pass->quotes = (struct quote_state){0};
    for (size_t at = line->span.begin; at < line->span.end;) {
        size_t end = sentence_rules_next(rules, at, line->span.end, is_title);
        struct span span = trim(text, at, end);

        at = end;
        if (span.end == span.begin)
            continue;
        enum status status = add_sentence(pass, line, span);

        if (status != STATUS_OK)
            return status;
        if (article_is_overdue(pass->article))
            return STATUS_LIMIT;
    }
    return STATUS_OK;
}

enum status normalize_tokens(struct normalizer *normalizer, struct article *article)
{
    struct pass pass = {.normalizer = normalizer, .article = article, .segment = UINT16_MAX};
    bool is_set = false;

    for (size_t i = 0; i < article->line_count; i++) {
        const struct line *line = &article->lines[i];

        if (!line->is_kept)
            continue;
        assert(line->segment < article->segment_count);
        if (!is_set || line->field != pass.field) {
            pass.field = line->field;
            is_set = true;
            enum status status = sentence_rules_set_text(normalizer->token_rules->sentences,
                                                         article->fields[pass.field]);

            if (status != STATUS_OK)
                return status;
        }
        enum status status = add_line(&pass, line);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}
