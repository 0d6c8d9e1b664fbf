/* SPDX-License-Identifier: Apache-2.0 */
/* A row's type, mode, frame, sense and strength as records. */
#include "lexicon/builder.h"
#include "lexicon/form.h"

static bool role_from(struct strview name, uint8_t *role)
{
    for (int i = 0; i < ROLE_COUNT; i++) {
        if (strview_is(name, role_name((enum role)i))) {
            *role = (uint8_t)i;
            return true;
        }
    }
    return false;
}

/* Slots that are no preposition. */
static const struct {
    const char *name;
    enum slot_kind kind;
} slot_names[] = {
    {"S", SLOT_SUBJECT},     {"O", SLOT_OBJECT},       {"adj", SLOT_ADJECTIVE},
    {"gen", SLOT_GENITIVE},  {"poss", SLOT_POSSESSOR}, {"agent", SLOT_AGENT},
    {"clause", SLOT_CLAUSE}, {"that", SLOT_CLAUSE},
};

static void name_slot(struct builder *builder, struct strview name, struct slot_record *slot)
{
    char form[256];

    for (size_t i = 0; i < sizeof(slot_names) / sizeof(slot_names[0]); i++) {
        if (strview_is(name, slot_names[i].name)) {
            slot->kind = (uint8_t)slot_names[i].kind;
            return;
        }
    }
    size_t bytes = form_fold(name, FORM_MATCHING, form, sizeof(form));

    slot->kind = SLOT_PREPOSITION;
    if (bytes <= sizeof(form))
        slot->preposition = builder_text(builder, (struct strview){.ptr = form, .len = bytes});
}

/* "slot=role|role", with ! after the slot or at the end. NULL, or what is wrong. */
static const char *read_slot(struct builder *builder, struct strview text, struct slot_record *slot)
{
    struct strview name;
    struct strview role;

    *slot = (struct slot_record){0};
    if (text.ptr[text.len - 1] == '!') {
        slot->is_required = 1;
        text.len--;
    }
    if (!strview_next(&text, '=', &name) || text.ptr == NULL || name.len == 0)
        return "slot without a role";
    if (name.ptr[name.len - 1] == '!') {
        slot->is_required = 1;
        name.len--;
    }
    name_slot(builder, name, slot);
    while (strview_next(&text, '|', &role)) {
        if (slot->role_count == SLOT_ROLES_MAX)
            return "too many roles";
        if (!role_from(role, &slot->roles[slot->role_count]))
            return "unknown role";
        slot->role_count++;
    }
    return slot->role_count > 0 ? NULL : "slot without a role";
}

enum status compile_sense(struct builder *builder, const char *table, size_t row, uint32_t *sense)
{
    struct table rows = builder_table(builder, table);
    struct strview frame = table_cell(rows, row, table_column(rows, "frame"));
    struct strview strength = table_cell(rows, row, table_column(rows, "strength"));
    struct strview word;
    double value = 0.5;
    struct sense_record record = {
        .type = builder_text(builder, table_cell(rows, row, table_column(rows, "type"))),
        .mode = builder_text(builder, table_cell(rows, row, table_column(rows, "mode"))),
        .condition = builder_text(builder, table_cell(rows, row, table_column(rows, "sense"))),
        .table = builder_text(builder, strview_from(table)),
        .line = table_line(rows, row),
        .first_slot = (uint32_t)(builder->slots.len / sizeof(struct slot_record)),
    };

    if (strength.len > 0 && (!strview_to_double(strength, &value) || value < 0 || value > 1))
        return builder_row_error(builder, table, row, "strength is no number from 0 to 1: \"%.*s\"",
                                 STRVIEW_ARG(strength));
    record.strength = (float)value;
    while (strview_next(&frame, ' ', &word)) {
        struct slot_record slot;
        const char *wrong = word.len == 0 ? NULL : read_slot(builder, word, &slot);

        if (wrong != NULL)
            return builder_row_error(builder, table, row, "%s in the frame: \"%.*s\"", wrong,
                                     STRVIEW_ARG(word));
        if (word.len == 0)
            continue;
        record.slot_count++;
        if (!buffer_append(&builder->slots, &slot, sizeof(slot)))
            return STATUS_NO_MEMORY;
    }
    *sense = (uint32_t)(builder->senses.len / sizeof(record));
    return buffer_append(&builder->senses, &record, sizeof(record)) ? STATUS_OK : STATUS_NO_MEMORY;
}
