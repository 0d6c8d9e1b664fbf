/* SPDX-License-Identifier: Apache-2.0 */
/* CLD2 for C. Its header forgets <stdio.h>. */
#include "normalization/language_cld2.h"

#include <stdio.h>

#include <cld2/public/compact_lang_det.h>

extern "C" const char *language_cld2_detect(const char *text, int bytes, bool *is_reliable)
{
    return CLD2::LanguageCode(CLD2::DetectLanguage(text, bytes, true, is_reliable));
}
