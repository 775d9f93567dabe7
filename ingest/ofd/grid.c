/*
 * Lines that touch one another are one table; see grid.h.
 *
 * Skipped on purpose: tables with level lines only, frames around a page or a paragraph.
 */
#include "ingest/ofd/grid.h"

#include <math.h>
#include <stdlib.h>

#include "base/limits.h"

/* Lines nearer than this, in millimetres, are one line, or touch. */
static const double near = 1.0;

typedef struct {
    duban_arena *arena;
    duban_ofd_rules level, upright;
    uint32_t *group; /* of each level line, then of each upright one: the first line of it */
} finder;

static int by_place(const void *a, const void *b) {
    const duban_ofd_rule *p = a, *q = b;
    if (p->at != q->at) return p->at < q->at ? -1 : 1;
    return (p->from > q->from) - (p->from < q->from);
}

/* Pieces of one line become one: borders are drawn cell by cell, thin bars have two sides. */
static void join(duban_ofd_rules *rules) {
    uint32_t count = 0;
    if (rules->count) qsort(rules->items, rules->count, sizeof *rules->items, by_place);
    for (uint32_t i = 0; i < rules->count; i++) {
        duban_ofd_rule *rule = &rules->items[i];
        uint32_t k = count;
        while (k > 0 && rule->at - rules->items[k - 1].at < near &&
               (rule->from > rules->items[k - 1].to + near ||
                rule->to < rules->items[k - 1].from - near))
            k--;
        if (k > 0 && rule->at - rules->items[k - 1].at < near) {
            duban_ofd_rule *line = &rules->items[k - 1];
            line->from = fmin(line->from, rule->from);
            line->to = fmax(line->to, rule->to);
        } else {
            rules->items[count++] = *rule;
        }
    }
    rules->count = count;
}

static bool touch(const duban_ofd_rule *level, const duban_ofd_rule *upright) {
    return upright->at > level->from - near && upright->at < level->to + near &&
           level->at > upright->from - near && level->at < upright->to + near;
}

static uint32_t root(finder *f, uint32_t i) {
    while (f->group[i] != i) i = f->group[i] = f->group[f->group[i]];
    return i;
}

static void make_groups(finder *f) {
    uint32_t count = f->level.count + f->upright.count;
    f->group = duban_arena_alloc(f->arena, (count + 1) * sizeof *f->group);
    for (uint32_t i = 0; i < count; i++) f->group[i] = i;
    for (uint32_t h = 0; h < f->level.count; h++) {
        for (uint32_t v = 0; v < f->upright.count; v++) {
            if (!touch(&f->level.items[h], &f->upright.items[v])) continue;
            uint32_t a = root(f, h), b = root(f, f->level.count + v);
            f->group[a > b ? a : b] = a > b ? b : a;
        }
    }
}

/* The places of a group's lines of one kind; lines are sorted, so these rise. */
static double *places(finder *f, const duban_ofd_rules *rules, uint32_t first, uint32_t group,
                      uint32_t *count) {
    double *at = duban_arena_alloc(f->arena, (rules->count + 1) * sizeof *at);
    *count = 0;
    for (uint32_t i = 0; i < rules->count; i++) {
        if (root(f, first + i) != group) continue;
        if (*count && rules->items[i].at - at[*count - 1] < near) continue;
        at[(*count)++] = rules->items[i].at;
    }
    return at;
}

/* walls[field]: a line of these stands at its far side. Fields run along the lines by `along` and
 * across them by `across`. */
static void mark_walls(finder *f, const duban_ofd_rules *rules, uint32_t first, uint32_t group,
                       const double *at, uint32_t count, const double *ends, uint32_t length,
                       uint32_t across, uint32_t along, bool *walls) {
    for (uint32_t i = 0; i < rules->count; i++) {
        const duban_ofd_rule *rule = &rules->items[i];
        if (root(f, first + i) != group) continue;
        uint32_t side = 0;
        while (side < count && rule->at - at[side] >= near) side++;
        if (side == 0 || side == count) continue;
        for (uint32_t k = 0; k < length; k++) {
            double middle = (ends[k] + ends[k + 1]) / 2;
            if (rule->from < middle && middle < rule->to)
                walls[(side - 1) * across + k * along] = true;
        }
    }
}

/* The cell of a field takes the fields to its right and below it up to the next walls. */
static void take_fields(duban_ofd_grid *g, uint32_t row, uint32_t column, const bool *right,
                        const bool *below) {
    uint32_t own = row * g->columns + column, wide = 1, high = 1;
    while (column + wide < g->columns && !right[own + wide - 1] &&
           g->cell[own + wide] == UINT32_MAX)
        wide++;
    while (row + high < g->rows && !below[own + (high - 1) * g->columns] &&
           g->cell[own + high * g->columns] == UINT32_MAX)
        high++;
    for (uint32_t r = 0; r < high; r++)
        for (uint32_t c = 0; c < wide; c++) g->cell[own + r * g->columns + c] = own;
}

static void make_cells(finder *f, uint32_t group, duban_ofd_grid *g) {
    uint32_t fields = g->columns * g->rows, level = f->level.count;
    bool *right = duban_arena_alloc(f->arena, fields), *below = duban_arena_alloc(f->arena, fields);
    mark_walls(f, &f->upright, level, group, g->x, g->columns + 1, g->y, g->rows, 1, g->columns,
               right);
    mark_walls(f, &f->level, 0, group, g->y, g->rows + 1, g->x, g->columns, g->columns, 1, below);
    g->cell = duban_arena_alloc(f->arena, fields * sizeof *g->cell);
    for (uint32_t i = 0; i < fields; i++) g->cell[i] = UINT32_MAX;
    for (uint32_t i = 0; i < fields; i++)
        if (g->cell[i] == UINT32_MAX) take_fields(g, i / g->columns, i % g->columns, right, below);
}

duban_ofd_grids duban_ofd_grids_find(duban_arena *arena, duban_ofd_ruling *ruling) {
    duban_ofd_grids grids = {0};
    finder f = {.arena = arena};
    if (ruling->level.count >= DUBAN_OFD_RULES_MAX || ruling->upright.count >= DUBAN_OFD_RULES_MAX)
        return grids; /* a drawing */
    join(&ruling->level);
    join(&ruling->upright);
    f.level = ruling->level;
    f.upright = ruling->upright;
    make_groups(&f);
    for (uint32_t i = 0; i < f.level.count; i++) {
        uint32_t x, y;
        if (root(&f, i) != i) continue;
        duban_ofd_grid g = {.x = places(&f, &f.upright, f.level.count, i, &x),
                            .y = places(&f, &f.level, 0, i, &y)};
        if (x < 3 || y < 3 || x > DUBAN_TABLE_COLUMNS_MAX) continue;
        g.columns = x - 1;
        g.rows = y - 1;
        make_cells(&f, i, &g);
        grids.items = duban_arena_grow(arena, grids.items, &grids.capacity, grids.count + 1,
                                       sizeof *grids.items);
        grids.items[grids.count++] = g;
    }
    return grids;
}

/* The gap between two lines that holds a place; false if none does. */
static bool find_gap(const double *lines, uint32_t gaps, double place, uint32_t *gap) {
    uint32_t low = 0, high = gaps;
    if (!(place >= lines[0] && place < lines[gaps])) return false;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (place < lines[middle])
            high = middle;
        else
            low = middle;
    }
    *gap = low;
    return true;
}

bool duban_ofd_grid_field(const duban_ofd_grid *g, double x, double y, uint32_t *field) {
    uint32_t column, row;
    if (!find_gap(g->x, g->columns, x, &column) || !find_gap(g->y, g->rows, y, &row)) return false;
    *field = row * g->columns + column;
    return true;
}
