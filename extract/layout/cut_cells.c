/*
 * Cells that a page break cut; see cells.h.
 *
 * Their blocks have the same place in the same table and stand in neighbouring parts of the
 * document, the pages. Cells of several paragraphs stand in one part and are left as they are.
 */
#include "base/limits.h"
#include "extract/layout/cells.h"

static bool is_rest_of(const duban_block *rest, const duban_block *cell) {
    return cell->kind == DUBAN_BLOCK_CELL && cell->table == rest->table && cell->row == rest->row &&
           cell->column == rest->column && cell->part + 1 == rest->part;
}

void duban_cells_join(const duban_document *document, uint32_t *previous) {
    uint32_t last[DUBAN_TABLE_COLUMNS_MAX + 1] = {0};
    for (uint32_t i = 0; i < document->block_count; i++) {
        const duban_block *b = &document->blocks[i];
        if (b->kind != DUBAN_BLOCK_CELL || b->column > DUBAN_TABLE_COLUMNS_MAX) continue;
        if (is_rest_of(b, &document->blocks[last[b->column]])) previous[i] = last[b->column];
        last[b->column] = i;
    }
}
