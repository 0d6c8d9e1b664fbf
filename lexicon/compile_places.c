/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/compile_words.h"

enum status compile_places(struct builder *builder)
{
    return builder->is_out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}
