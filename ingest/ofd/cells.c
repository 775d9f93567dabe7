/* Glyphs -> cells; see cells.h. */
#include "ingest/ofd/cells.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/blank.h"

/* How far above its baseline the middle of a glyph is, as a share of the font. */
static const double middle = 0.35;

typedef struct {
    duban_ofd_glyph glyph;
    uint32_t grid, cell;
} placed;

static int by_cell(const void *a, const void *b) {
    const placed *p = a, *q = b;
    if (p->grid != q->grid) return p->grid < q->grid ? -1 : 1;
    if (p->cell != q->cell) return p->cell < q->cell ? -1 : 1;
    return p->glyph.order < q->glyph.order ? -1 : p->glyph.order > q->glyph.order;
}

static bool find_cell(const duban_ofd_grids *grids, placed *p) {
    double x = p->glyph.x + duban_ofd_advance(&p->glyph) / 2;
    double y = p->glyph.y - middle * p->glyph.size;
    for (uint32_t i = 0; i < grids->count; i++) {
        uint32_t field;
        if (!duban_ofd_grid_field(&grids->items[i], x, y, &field)) continue;
        p->grid = i;
        p->cell = grids->items[i].cell[field];
        return true;
    }
    return false;
}

static duban_ofd_cell make_cell(const duban_ofd_grid *g, uint32_t own) {
    uint32_t row = own / g->columns, column = own % g->columns, wide = 1, high = 1;
    while (column + wide < g->columns && g->cell[own + wide] == own) wide++;
    while (row + high < g->rows && g->cell[own + high * g->columns] == own) high++;
    return (duban_ofd_cell){.row = row + 1,
                            .column = column + 1,
                            .row_span = (uint16_t)high,
                            .column_span = (uint16_t)wide,
                            .left = g->x[column],
                            .right = g->x[column + wide]};
}

/* The cells of one table from its glyphs, which are sorted. */
static duban_ofd_table make_table(duban_arena *arena, const duban_ofd_grid *grid,
                                  const placed *from, const placed *to, duban_ofd_cutter *cut) {
    uint32_t room = (uint32_t)(to - from);
    duban_ofd_table table = {.top = grid->y[0],
                             .cells = duban_arena_alloc(arena, room * sizeof *table.cells)};
    duban_ofd_glyph *glyphs = duban_arena_alloc(arena, room * sizeof *glyphs);
    for (const placed *end; from < to; from = end) {
        uint32_t count = 0;
        for (end = from; end < to && end->cell == from->cell; end++) glyphs[count++] = end->glyph;
        duban_ofd_cell cell = make_cell(grid, from->cell);
        cell.lines = cut(arena, glyphs, count, &cell.line_count);
        if (cell.line_count) table.cells[table.count++] = cell;
        glyphs += count;
    }
    return table;
}

/* Whether a grid holds ink in at least two cells: a frame with a heading in it is no table. */
static void note_ink(const placed *p, uint32_t *first, bool *several) {
    if (duban_unit_is_blank(p->glyph.unit)) return;
    if (first[p->grid] == UINT32_MAX) first[p->grid] = p->cell;
    several[p->grid] |= first[p->grid] != p->cell;
}

duban_ofd_table *duban_ofd_cells_take(duban_arena *arena, const duban_ofd_grids *grids,
                                      duban_ofd_glyph *glyphs, uint32_t *count,
                                      duban_ofd_cutter *cut, uint32_t *tables) {
    *tables = 0;
    if (!grids->count || !*count) return NULL;
    placed *all = duban_arena_alloc(arena, *count * sizeof *all);
    uint32_t *first = duban_arena_alloc(arena, grids->count * sizeof *first);
    bool *several = duban_arena_alloc(arena, grids->count);
    memset(first, 0xFF, grids->count * sizeof *first);
    for (uint32_t i = 0; i < *count; i++) {
        all[i] = (placed){glyphs[i], UINT32_MAX, 0};
        if (find_cell(grids, &all[i])) note_ink(&all[i], first, several);
    }
    uint32_t taken = 0, left = 0;
    for (uint32_t i = 0; i < *count; i++) {
        if (all[i].grid != UINT32_MAX && several[all[i].grid])
            all[taken++] = all[i];
        else
            glyphs[left++] = all[i].glyph;
    }
    *count = left;
    if (!taken) return NULL;
    qsort(all, taken, sizeof *all, by_cell);
    duban_ofd_table *made = duban_arena_alloc(arena, grids->count * sizeof *made);
    for (uint32_t from = 0, to; from < taken; from = to) {
        for (to = from + 1; to < taken && all[to].grid == all[from].grid; to++) continue;
        made[(*tables)++] =
            make_table(arena, &grids->items[all[from].grid], all + from, all + to, cut);
    }
    return made;
}
