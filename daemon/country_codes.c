/* SPDX-License-Identifier: Apache-2.0 */
/* Country codes out of the language data, for formats that use others than ISO's. The codec knows
 * no lexicon, so the daemon hands them over. */
#include "daemon/country_codes.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
    return strncmp(((const struct country_code *)a)->iso3, ((const struct country_code *)b)->iso3,
                   sizeof(((const struct country_code *)a)->iso3));
}

enum status country_codes_load(const struct lexicon *lexicon, struct country_code **out,
                               size_t *count)
{
    struct table table = lexicon_table(lexicon, "common/country_codes");
    size_t rows = table_row_count(table);
    int iso3 = table_column(table, "iso3");
    int fips = table_column(table, "fips");
    struct country_code *codes = calloc(rows + 1, sizeof(*codes));

    *count = 0;
    *out = codes;
    if (codes == NULL)
        return STATUS_NO_MEMORY;
    for (size_t row = 0; row < rows; row++) {
        struct strview from = table_cell(table, row, iso3);
        struct strview to = table_cell(table, row, fips);

        if (from.len != 3 || to.len > 2)
            continue;
        memcpy(codes[*count].iso3, from.ptr, from.len);
        if (to.len > 0)
            memcpy(codes[*count].fips, to.ptr, to.len);
        ++*count;
    }
    qsort(codes, *count, sizeof(*codes), compare);
    return STATUS_OK;
}
