/* The open tables and their cells; see table.h. */
#include "ingest/docx/table.h"

#include <string.h>

#include "base/limits.h"

/* The blocks of the cell that a column's next cell would continue. */
typedef struct {
    uint32_t first, count;
} above;

struct duban_docx_table {
    duban_docx_table *outer;
    uint32_t number, row, column;
    uint16_t span;
    uint32_t left;  /* the column of the cell before */
    bool continues; /* the current cell is a vMerge continuation */
    bool widens;    /* it is an hMerge continuation: the cell before takes its columns */
    above *columns; /* by column, from 1 */
};

static duban_docx_table *open_table(duban_arena *arena, duban_docx_table *outer, uint32_t *tables) {
    duban_docx_table *t = duban_arena_alloc(arena, sizeof *t);
    t->outer = outer;
    t->number = ++*tables;
    t->columns = duban_arena_alloc(arena, (DUBAN_TABLE_COLUMNS_MAX + 2) * sizeof *t->columns);
    return t;
}

static void open_cell(duban_docx_table *t) {
    uint32_t next = t->column + t->span, before = t->column;
    t->column = next > DUBAN_TABLE_COLUMNS_MAX ? DUBAN_TABLE_COLUMNS_MAX : next;
    if (!t->widens) t->left = before;
    t->span = 1;
    t->continues = t->widens = false;
}

duban_docx_table *duban_docx_table_start(duban_arena *arena, duban_docx_table *t, const char *name,
                                         const duban_part_attributes *attributes,
                                         uint32_t *tables) {
    if (!strcmp(name, "tbl")) return open_table(arena, t, tables);
    if (!t) return NULL;
    if (!strcmp(name, "tr")) {
        t->row++;
        t->column = t->left = 0;
        t->span = 1;
        t->widens = false;
    } else if (!strcmp(name, "gridBefore")) {
        long before = duban_part_integer(attributes, "val", 0);
        if (before > 0 && before < DUBAN_TABLE_COLUMNS_MAX) t->span = (uint16_t)(1 + before);
    } else if (!strcmp(name, "tc")) {
        open_cell(t);
    } else if (!strcmp(name, "gridSpan")) {
        long span = duban_part_integer(attributes, "val", 1);
        t->span = (uint16_t)(span < 1 || span > DUBAN_TABLE_COLUMNS_MAX ? 1 : span);
    } else if (!strcmp(name, "hMerge")) {
        const char *value = duban_part_attribute(attributes, "val", arena);
        t->widens = t->left && (!value || strcmp(value, "restart") != 0);
    } else if (!strcmp(name, "vMerge")) {
        const char *value = duban_part_attribute(attributes, "val", arena);
        t->continues = !value || strcmp(value, "restart") != 0;
        if (!t->continues) t->columns[t->column] = (above){0};
    }
    return t;
}

static void close_cell(duban_docx_table *t, duban_block *blocks) {
    above *column = &t->columns[t->column];
    if (t->widens) {
        const above *left = &t->columns[t->left];
        for (uint32_t i = 0; i < left->count; i++)
            if (blocks[left->first + i].row == t->row)
                blocks[left->first + i].column_span += t->span;
    } else if (t->continues) {
        for (uint32_t i = 0; i < column->count; i++) blocks[column->first + i].row_span++;
    } else if (column->count && blocks[column->first].row != t->row) {
        *column = (above){0};
    }
}

duban_docx_table *duban_docx_table_end(duban_docx_table *t, const char *name, duban_block *blocks) {
    if (!t) return NULL;
    if (!strcmp(name, "tbl")) return t->outer;
    if (!strcmp(name, "tc")) close_cell(t, blocks);
    return t;
}

void duban_docx_table_place(const duban_docx_table *t, duban_block *block) {
    if (!t || !t->row || !t->column) return;
    block->kind = DUBAN_BLOCK_CELL;
    block->table = t->number;
    block->row = t->row;
    block->column = t->column;
    block->row_span = 1;
    block->column_span = t->span;
}

void duban_docx_table_note(duban_docx_table *t, const duban_block *block, uint32_t index) {
    if (!t || block->kind != DUBAN_BLOCK_CELL) return;
    above *column = &t->columns[block->column];
    bool same_cell = column->count && column->first + column->count == index && !t->continues;
    *column = same_cell ? (above){column->first, column->count + 1} : (above){index, 1};
}
