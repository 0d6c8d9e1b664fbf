/* SPDX-License-Identifier: Apache-2.0 */
/* Tables in the compiled file:
 *
 *   u32 column_count | u32 row_count | u32 line[row_count] | u32 begin[cell_count + 1] | text
 *
 * (1 + row_count) × column_count cells, row 0 is the header. A cell's text begins at its begin, an
 * offset into the section, and ends where that of the next cell begins. Of a learned table, whose
 * rows are many and mostly numbers, a section "numbers:<lang>/<name>" holds float
 * number[row_count × column_count], NaN for cells with text. */
#include "lexicon/table.h"

#include "common/utf8.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static uint32_t u32_at(struct table table, size_t index)
{
    uint32_t value;

    memcpy(&value, table.section.ptr + index * sizeof(value), sizeof(value));
    return value;
}

static struct strview cell_at(struct table table, size_t row, size_t column)
{
    size_t columns = u32_at(table, 0);
    size_t rows = u32_at(table, 1);
    size_t cell = 2 + rows + row * columns + column;

    return strview_slice(table.section, u32_at(table, cell), u32_at(table, cell + 1));
}

struct table lexicon_file_table(const struct lexicon_file *file, const char *language_and_name)
{
    char name[LEXICON_SECTION_NAME_BYTES];
    char numbers[LEXICON_SECTION_NAME_BYTES];

    snprintf(name, sizeof(name), "table:%s", language_and_name);
    snprintf(numbers, sizeof(numbers), "numbers:%s", language_and_name);
    return (struct table){.section = lexicon_file_section(file, name),
                          .numbers = lexicon_file_section(file, numbers)};
}

size_t table_row_count(struct table table)
{
    return table.section.ptr == NULL ? 0 : u32_at(table, 1);
}

int table_column(struct table table, const char *name)
{
    if (table.section.ptr == NULL)
        return -1;
    for (size_t column = 0; column < u32_at(table, 0); column++)
        if (strview_is(cell_at(table, 0, column), name))
            return (int)column;
    return -1;
}

struct strview table_cell(struct table table, size_t row, int column)
{
    assert(row < table_row_count(table));
    if (column < 0)
        return STRVIEW("");
    return cell_at(table, row + 1, (size_t)column);
}

float table_number(struct table table, size_t row, int column)
{
    float number = NAN;

    assert(row < table_row_count(table));
    if (column >= 0 && table.numbers.ptr != NULL)
        memcpy(&number,
               table.numbers.ptr + (row * u32_at(table, 0) + (size_t)column) * sizeof(number),
               sizeof(number));
    return number;
}

uint32_t table_line(struct table table, size_t row)
{
    assert(row < table_row_count(table));
    return u32_at(table, 2 + row);
}

/* The rows while they are read. */
struct rows {
    uint32_t *cells; /* where each begins in text */
    size_t cell_count, cell_capacity;
    uint32_t *lines;
    size_t row_count, row_capacity; /* header included */
    size_t column_count;
    struct buffer text;
    bool is_learned;
    struct buffer numbers;
};

static void *grow(void *items, size_t count, size_t *capacity, size_t item_bytes)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity == 0 ? 256 : *capacity * 2;
    return realloc(items, *capacity * item_bytes);
}

static bool add_cell(struct rows *rows, struct strview text)
{
    double value = 0.0;
    bool is_number = rows->is_learned && strview_to_double(text, &value);
    float number = is_number ? (float)value : NAN;

    if (rows->is_learned && !buffer_append(&rows->numbers, &number, sizeof(number)))
        return false;
    if (is_number)
        text = STRVIEW("");
    rows->cells = grow(rows->cells, rows->cell_count, &rows->cell_capacity, sizeof(*rows->cells));
    if (rows->cells == NULL)
        return false;
    rows->cells[rows->cell_count++] = (uint32_t)rows->text.len;
    return buffer_append_view(&rows->text, text);
}

/* By the header: its first column. */
static bool is_learned(const struct rows *rows)
{
    size_t end = rows->cell_count > 1 ? rows->cells[1] : rows->text.len;
    struct strview first = strview_slice(buffer_view(&rows->text), 0, end);

    return strview_is(first, "feature") || strview_is(first, "tree");
}

/* One line into cells; NULL, or what is wrong with it. */
static const char *add_row(struct rows *rows, struct strview line, uint32_t line_number)
{
    struct strview cell;
    size_t count = 0;

    rows->lines = grow(rows->lines, rows->row_count, &rows->row_capacity, sizeof(*rows->lines));
    if (rows->lines == NULL)
        return "out of memory";
    rows->lines[rows->row_count++] = line_number;
    while (strview_next(&line, '\t', &cell)) {
        if (rows->row_count > 1 && count == rows->column_count)
            return "more cells than columns";
        if (!add_cell(rows, strview_trim(cell)))
            return "out of memory";
        count++;
    }
    if (rows->row_count == 1) {
        rows->column_count = count;
        rows->is_learned = is_learned(rows);
    }
    for (; count < rows->column_count; count++)
        if (!add_cell(rows, STRVIEW("")))
            return "out of memory";
    return NULL;
}

static bool write_section(const struct rows *rows, struct buffer *section)
{
    uint32_t data_rows = (uint32_t)rows->row_count - 1;
    uint32_t head[2] = {(uint32_t)rows->column_count, data_rows};
    size_t base = sizeof(head) + (data_rows + rows->cell_count + 1) * sizeof(uint32_t);
    uint32_t end = (uint32_t)(base + rows->text.len);
    bool ok = buffer_append(section, head, sizeof(head)) &&
              buffer_append(section, rows->lines + 1, data_rows * sizeof(uint32_t));

    for (size_t i = 0; ok && i < rows->cell_count; i++) {
        uint32_t begin = rows->cells[i] + (uint32_t)base;

        ok = buffer_append(section, &begin, sizeof(begin));
    }
    return ok && buffer_append(section, &end, sizeof(end)) &&
           buffer_append(section, rows->text.data, rows->text.len);
}

enum status table_compile(struct strview text, const char *path, struct buffer *section,
                          struct buffer *numbers, char *error, size_t error_bytes)
{
    enum status status = STATUS_CONFIG;
    struct rows rows = {0};
    struct strview line;
    uint32_t line_number = 0;
    const char *wrong = NULL;

    while (wrong == NULL && strview_next(&text, '\n', &line)) {
        line_number++;
        if (line.len > 0 && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        wrong = utf8_is_valid(line) ? add_row(&rows, line, line_number) : "not UTF-8";
    }
    if (wrong == NULL && rows.row_count == 0)
        wrong = "no header line";
    if (wrong != NULL) {
        snprintf(error, error_bytes, "%s:%u: %s", path, line_number, wrong);
        goto done;
    }
    status =
        write_section(&rows, section) && buffer_append(numbers, rows.numbers.data, rows.numbers.len)
            ? STATUS_OK
            : STATUS_NO_MEMORY;
done:
    free(rows.cells);
    free(rows.lines);
    buffer_destroy(&rows.text);
    buffer_destroy(&rows.numbers);
    return status;
}
