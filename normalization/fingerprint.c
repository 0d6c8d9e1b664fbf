/* SPDX-License-Identifier: Apache-2.0 */
#include "normalization/normalizer.h"

enum status normalize_fingerprint(struct normalizer *normalizer, struct article *article)
{
    (void)normalizer;
    (void)article;
    return STATUS_OK;
}
