/* SPDX-License-Identifier: Apache-2.0 */
/* Quotation marks and brackets. A straight mark opens when none is open and closes otherwise, but a
 * blank on one side only decides first, so that one missing mark does not turn the rest around. */
#include "normalization/quotes.h"

#include <assert.h>

enum pair { PAIR_GUILLEMETS, PAIR_CURLY, PAIR_STRAIGHT, PAIR_SINGLE, PAIR_ROUND, PAIR_SQUARE };

enum side { SIDE_OPEN, SIDE_CLOSE, SIDE_EITHER };

struct quote_mark {
    uint32_t code_point;
    enum pair pair;
    enum side side;
};

static const struct quote_mark marks[] = {
    {'"', PAIR_STRAIGHT, SIDE_EITHER},  {'\'', PAIR_SINGLE, SIDE_EITHER},
    {'(', PAIR_ROUND, SIDE_OPEN},       {')', PAIR_ROUND, SIDE_CLOSE},
    {'[', PAIR_SQUARE, SIDE_OPEN},      {']', PAIR_SQUARE, SIDE_CLOSE},
    {0xab, PAIR_GUILLEMETS, SIDE_OPEN}, {0xbb, PAIR_GUILLEMETS, SIDE_CLOSE},
    {0x2018, PAIR_SINGLE, SIDE_OPEN},   {0x2019, PAIR_SINGLE, SIDE_CLOSE},
    {0x201c, PAIR_CURLY, SIDE_EITHER},  {0x201d, PAIR_CURLY, SIDE_EITHER},
    {0x201e, PAIR_CURLY, SIDE_OPEN},    {0x2039, PAIR_SINGLE, SIDE_OPEN},
    {0x203a, PAIR_SINGLE, SIDE_CLOSE},
};

static const struct quote_mark *find_mark(uint32_t c)
{
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (marks[i].code_point == c)
            return &marks[i];
    return NULL;
}

static bool opens(const struct quote_mark *mark, bool is_open, bool space_before, bool space_after)
{
    if (mark->side != SIDE_EITHER)
        return mark->side == SIDE_OPEN;
    if (space_before && !space_after)
        return true;
    if (space_after && !space_before)
        return false;
    return !is_open;
}

static void mark_between(struct article *article, size_t first, size_t end, enum pair pair)
{
    uint16_t flag = pair == PAIR_ROUND || pair == PAIR_SQUARE ? TOKEN_IN_PAREN : TOKEN_IN_QUOTE;

    for (size_t i = first; i < end; i++)
        article->tokens[i].flags |= flag;
}

void quotes_take(struct quote_state *state, struct article *article, uint32_t mark,
                 bool is_space_after)
{
    const struct quote_mark *found = find_mark(mark);

    if (found == NULL)
        return;
    assert(article->token_count > 0);
    size_t index = article->token_count - 1;
    struct token *token = &article->tokens[index];
    bool is_bracket = found->pair == PAIR_ROUND || found->pair == PAIR_SQUARE;
    bool space_before = (token->flags & TOKEN_SPACE_BEFORE) != 0;
    size_t *open = &state->open[found->pair];

    if (opens(found, *open != 0, space_before, is_space_after)) {
        /* An apostrophe left alone between blanks opens nothing. */
        if (found->pair == PAIR_SINGLE && !space_before && mark == '\'')
            return;
        if (!is_bracket)
            token->flags |= TOKEN_QUOTE_OPEN;
        *open = index + 1;
        return;
    }
    if (*open == 0) {
        if (!is_bracket && found->pair != PAIR_SINGLE)
            token->flags |= TOKEN_QUOTE_CLOSE;
        return;
    }
    if (!is_bracket)
        token->flags |= TOKEN_QUOTE_CLOSE;
    mark_between(article, *open, index, found->pair);
    *open = 0;
}
