/*
 * Tables from lines; see grid.h.
 *
 * Lines that touch are one component. Its places across and down make a fine grid; fields of it
 * with no line between them are one cell, which so spans rows or columns.
 */
#include "ingest/pdf/grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* Lines that end this near to another touch it; edges this near are one. */
static const float reach = 4, one_edge = 4;

/* A line parts two fields if it runs along this share of their common side. */
static const float parting = 0.6F;

typedef struct {
    float *at;
    uint32_t count;
} edges;

/* The lines of one component, and its grid. */
typedef struct {
    duban_arena *arena;
    const duban_pdf_rules *rules;
    const uint32_t *of; /* the component of each line: those across, then those down */
    uint32_t component;
    edges x, y;
    bool *right, *below; /* of each field: a line stands there */
    bool *taken;
} grid;

static uint32_t root_of(uint32_t *parent, uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

static bool touch(const duban_pdf_rule *across, const duban_pdf_rule *down) {
    return across->at > down->from - reach && across->at < down->to + reach &&
           down->at > across->from - reach && down->at < across->to + reach;
}

/* Which lines belong together: for each the least index among them. */
static uint32_t *find_components(duban_arena *arena, const duban_pdf_rules *rules) {
    uint32_t count = rules->across_count + rules->down_count;
    uint32_t *parent = duban_arena_alloc(arena, (count + 1u) * sizeof *parent);
    for (uint32_t i = 0; i < count; i++) parent[i] = i;
    for (uint32_t a = 0; a < rules->across_count; a++)
        for (uint32_t d = 0; d < rules->down_count; d++) {
            if (!touch(&rules->across[a], &rules->down[d])) continue;
            uint32_t p = root_of(parent, a), q = root_of(parent, rules->across_count + d);
            parent[p > q ? p : q] = p < q ? p : q;
        }
    for (uint32_t i = 0; i < count; i++) parent[i] = root_of(parent, i);
    return parent;
}

static int by_value(const void *a, const void *b) {
    float p = *(const float *)a, q = *(const float *)b;
    return p < q ? -1 : p > q;
}

static void unite(edges *e) {
    qsort(e->at, e->count, sizeof *e->at, by_value);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < e->count; i++)
        if (!kept || e->at[i] - e->at[kept - 1] > one_edge) e->at[kept++] = e->at[i];
    e->count = kept;
}

static bool is_of(const grid *g, uint32_t line) { return g->of[line] == g->component; }

/* The places of the lines, and their ends: a page may cut the lines that would close it. */
static void find_edges(grid *g) {
    const duban_pdf_rules *r = g->rules;
    size_t room = (size_t)(r->across_count + r->down_count + 2) * 3;
    g->x = (edges){duban_arena_alloc(g->arena, room * sizeof(float)), 0};
    g->y = (edges){duban_arena_alloc(g->arena, room * sizeof(float)), 0};
    float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (uint32_t i = 0; i < r->across_count; i++) {
        if (!is_of(g, i)) continue;
        g->y.at[g->y.count++] = r->across[i].at;
        left = fminf(left, r->across[i].from), right = fmaxf(right, r->across[i].to);
    }
    for (uint32_t i = 0; i < r->down_count; i++) {
        if (!is_of(g, r->across_count + i)) continue;
        g->x.at[g->x.count++] = r->down[i].at;
        top = fminf(top, r->down[i].from), bottom = fmaxf(bottom, r->down[i].to);
    }
    if (g->x.count == 0 || g->y.count == 0) return;
    g->x.at[g->x.count++] = left, g->x.at[g->x.count++] = right;
    g->y.at[g->y.count++] = top, g->y.at[g->y.count++] = bottom;
    unite(&g->x);
    unite(&g->y);
}

/* How much of [from, to] a line at this place covers. */
static float covered(const duban_pdf_rule *line, float at, float from, float to) {
    if (fabsf(line->at - at) > one_edge) return 0;
    return fmaxf(fminf(line->to, to) - fmaxf(line->from, from), 0);
}

/* Notes for each field which of its sides have a line. */
static void find_sides(grid *g) {
    const duban_pdf_rules *r = g->rules;
    for (uint32_t y = 0; y < g->y.count; y++)
        for (uint32_t x = 0; x + 1 < g->x.count; x++) {
            float sum = 0, from = g->x.at[x], to = g->x.at[x + 1];
            for (uint32_t i = 0; i < r->across_count; i++)
                if (is_of(g, i)) sum += covered(&r->across[i], g->y.at[y], from, to);
            g->below[y * g->x.count + x] = sum > parting * (to - from);
        }
    for (uint32_t x = 0; x < g->x.count; x++)
        for (uint32_t y = 0; y + 1 < g->y.count; y++) {
            float sum = 0, from = g->y.at[y], to = g->y.at[y + 1];
            for (uint32_t i = 0; i < r->down_count; i++)
                if (is_of(g, r->across_count + i))
                    sum += covered(&r->down[i], g->x.at[x], from, to);
            g->right[y * g->x.count + x] = sum > parting * (to - from);
        }
}

/* Is there no line across between the fields of this row and the next, over the columns? */
static bool goes_down(const grid *g, uint32_t row, uint32_t from, uint32_t to) {
    for (uint32_t x = from; x < to; x++) {
        uint32_t next = (row + 1) * g->x.count + x;
        if (g->below[next] || g->taken[next]) return false;
        if (x + 1 < to && g->right[(row + 1) * g->x.count + x + 1]) return false;
    }
    return true;
}

static duban_pdf_cell take_cell(grid *g, uint32_t row, uint32_t column) {
    uint32_t width = g->x.count, to = column + 1, end = row;
    while (to + 1 < width && !g->right[row * width + to] && !g->taken[row * width + to]) to++;
    while (end + 2 < g->y.count && goes_down(g, end, column, to)) end++;
    for (uint32_t y = row; y <= end; y++)
        for (uint32_t x = column; x < to; x++) g->taken[y * width + x] = true;
    return (duban_pdf_cell){.left = g->x.at[column],
                            .top = g->y.at[row],
                            .right = g->x.at[to],
                            .bottom = g->y.at[end + 1],
                            .row = (uint16_t)(row + 1),
                            .column = (uint16_t)(column + 1),
                            .row_span = (uint16_t)(end + 1 - row),
                            .column_span = (uint16_t)(to - column),
                            .open_above = !g->below[row * width + column],
                            .open_below = !g->below[(end + 1) * width + column]};
}

static void take_cells(grid *g, duban_pdf_table *table) {
    table->cells =
        duban_arena_alloc(g->arena, (size_t)table->rows * table->columns * sizeof *table->cells);
    for (uint32_t y = 0; y < table->rows; y++)
        for (uint32_t x = 0; x < table->columns; x++)
            if (!g->taken[y * g->x.count + x]) table->cells[table->count++] = take_cell(g, y, x);
}

static bool read_component(grid *g, duban_pdf_table *table) {
    find_edges(g);
    if (g->x.count < 3 || g->y.count < 2 || g->x.count > DUBAN_TABLE_COLUMNS_MAX ||
        g->y.count > DUBAN_PDF_RULES_MAX)
        return false;
    size_t fields = (size_t)(g->x.count + 1) * (g->y.count + 1);
    g->right = duban_arena_alloc(g->arena, fields);
    g->below = duban_arena_alloc(g->arena, fields);
    g->taken = duban_arena_alloc(g->arena, fields);
    find_sides(g);
    *table = (duban_pdf_table){.left = g->x.at[0],
                               .top = g->y.at[0],
                               .right = g->x.at[g->x.count - 1],
                               .bottom = g->y.at[g->y.count - 1],
                               .rows = g->y.count - 1,
                               .columns = g->x.count - 1,
                               .edges = g->x.at};
    take_cells(g, table);
    return table->count > 1;
}

static int by_top(const void *a, const void *b) {
    const duban_pdf_table *p = a, *q = b;
    if (p->top != q->top) return p->top < q->top ? -1 : 1;
    return p->left < q->left ? -1 : p->left > q->left;
}

duban_pdf_tables duban_pdf_tables_find(duban_arena *arena, const duban_pdf_rules *rules) {
    duban_pdf_tables tables = {0};
    const uint32_t *of = find_components(arena, rules);
    for (uint32_t i = 0; i < rules->across_count; i++) {
        if (of[i] != i) continue;
        grid g = {.arena = arena, .rules = rules, .of = of, .component = i};
        duban_pdf_table table;
        if (!read_component(&g, &table)) continue;
        tables.items = duban_arena_grow(arena, tables.items, &tables.capacity, tables.count + 1,
                                        sizeof *tables.items);
        tables.items[tables.count++] = table;
    }
    if (tables.count) qsort(tables.items, tables.count, sizeof *tables.items, by_top);
    return tables;
}
