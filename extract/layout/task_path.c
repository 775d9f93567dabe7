/* Costs of columns and of steps between them, and the path; see task_path.h. */
#include "extract/layout/task_path.h"

/* Costs of a step over a column without a cell, in the order of kind. */
static const uint32_t skip_costs[] = {6, 1, 6, 5, 5, 2, 4, 3, 1, 0};
enum { NEVER = 40, ROW = 1 };

void duban_task_columns_price(duban_task_columns *f) {
    bool lead = false, measure = false;
    for (uint32_t c = 0; c < f->count; c++) {
        lead = lead || f->kinds[c] == DUBAN_TASK_LEAD;
        measure = measure || f->kinds[c] == DUBAN_TASK_MEASURE;
    }
    f->skip[0] = 0;
    for (uint32_t c = 0; c < f->count; c++) {
        uint32_t cost = skip_costs[f->kinds[c]];
        if (f->kinds[c] == DUBAN_TASK_TASK && measure) cost = 3;
        if (f->kinds[c] == DUBAN_TASK_RESPONSIBLE && lead) cost = 2;
        f->skip[c + 1] = f->skip[c] + cost;
    }
}

/* What it costs that a line of these looks stands in a column. */
static uint32_t cost_of(duban_task_column k, uint32_t looks) {
    static const struct {
        uint32_t integer, numeral, time, units, blank, brief, sentence, other;
    } costs[] = {
        [DUBAN_TASK_INDEX] = {0, 4, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER},
        [DUBAN_TASK_GROUP] = {NEVER, NEVER, 8, 6, 6, 1, 12, 6},
        [DUBAN_TASK_TASK] = {NEVER, NEVER, 9, 7, 10, 0, 0, 0},
        [DUBAN_TASK_MEASURE] = {NEVER, NEVER, 8, 6, 1, 0, 0, 0},
        [DUBAN_TASK_LEAD] = {NEVER, NEVER, 15, 0, 0, 5, 20, 8},
        [DUBAN_TASK_SUPPORT] = {NEVER, NEVER, 15, 0, 0, 5, 20, 8},
        [DUBAN_TASK_RESPONSIBLE] = {NEVER, NEVER, 15, 0, 0, 5, 20, 8},
        [DUBAN_TASK_DEADLINE] = {NEVER, NEVER, 0, 15, 0, 4, 20, 20},
        [DUBAN_TASK_OTHER] = {1, 1, 3, 3, 0, 1, 4, 2},
        [DUBAN_TASK_PART] = {NEVER, NEVER, NEVER, NEVER, NEVER, 8, NEVER, NEVER},
    };
    if (k == DUBAN_TASK_PART && (looks & DUBAN_LOOKS_LABELLED) && (looks & DUBAN_LOOKS_BRIEF))
        return 0;
    if (looks & DUBAN_LOOKS_INTEGER) return costs[k].integer;
    if (k == DUBAN_TASK_OTHER && (looks & DUBAN_LOOKS_LABELLED)) return 6;
    if (looks & DUBAN_LOOKS_NUMERAL) return costs[k].numeral;
    if (looks & DUBAN_LOOKS_BLANK) return costs[k].blank;
    if ((looks & DUBAN_LOOKS_TIME) && (looks & DUBAN_LOOKS_UNITS))
        return costs[k].time < costs[k].units ? costs[k].time : costs[k].units;
    if (looks & DUBAN_LOOKS_TIME) return costs[k].time;
    if (looks & DUBAN_LOOKS_UNITS) return costs[k].units;
    if (looks & DUBAN_LOOKS_SENTENCE) return costs[k].sentence;
    return looks & DUBAN_LOOKS_BRIEF ? costs[k].brief : costs[k].other;
}

/* What a second line in the same cell costs, by the looks of the one before and of its own. */
static uint32_t cost_of_more(duban_task_column k, uint32_t before, uint32_t looks) {
    if (k == DUBAN_TASK_INDEX || k == DUBAN_TASK_PART) return NEVER;
    if (before & DUBAN_LOOKS_OPEN) return 0;
    if (k == DUBAN_TASK_TASK) return looks & DUBAN_LOOKS_LABELLED ? 2 : 3;
    if (k == DUBAN_TASK_MEASURE)
        return looks & DUBAN_LOOKS_LABELLED ? 1 : before & DUBAN_LOOKS_STOPPED ? 3 : 2;
    return k == DUBAN_TASK_DEADLINE ? 5 : 2;
}

/* What a row leaves out that begins in a column. A line that begins with a number of its own stands
 * for the cell of its number too. */
static uint32_t cost_of_start(const duban_task_columns *f, uint32_t column, uint32_t looks) {
    bool words = f->kinds[column] == DUBAN_TASK_TASK || f->kinds[column] == DUBAN_TASK_MEASURE;
    bool numbered = column > 0 && f->kinds[column - 1] == DUBAN_TASK_INDEX;
    return words && numbered && (looks & DUBAN_LOOKS_LABELLED) ? 1 : f->skip[column];
}

/* Is a second line in the same column rather the next row's than more of the cell? */
static bool begins_again(const duban_task_columns *f, uint32_t column, uint32_t before,
                         uint32_t looks) {
    uint32_t rest = f->skip[f->count] - f->skip[column + 1] + ROW;
    return cost_of_more(f->kinds[column], before, looks) >= rest + f->skip[column];
}

/* The step from a column to the next line's; count: a line that names a part of the work. */
static uint32_t cost_of_step(const duban_task_columns *f, uint32_t from, uint32_t to,
                             uint32_t before, uint32_t looks) {
    uint32_t end = f->skip[f->count];
    if (from == f->count) return to == f->count ? 2 : cost_of_start(f, to, looks);
    uint32_t rest = end - f->skip[from + 1] + ROW;
    if (to == f->count) return rest;
    if (to >= from && (looks & DUBAN_LOOKS_FIRST)) return rest + cost_of_start(f, to, looks);
    if (from == to && !begins_again(f, to, before, looks))
        return cost_of_more(f->kinds[to], before, looks);
    return to > from ? f->skip[to] - f->skip[from + 1] : rest + cost_of_start(f, to, looks);
}

/* The cheapest way through the cells; sets their columns. */
void duban_task_path_find(const duban_task_columns *f, duban_task_cell_line *cells,
                          uint32_t count) {
    uint32_t states = f->count + 1, cost[DUBAN_TASK_COLUMNS_MAX + 1],
             next[DUBAN_TASK_COLUMNS_MAX + 1];
    for (uint32_t s = 0; s < states; s++)
        cost[s] = (s < f->count ? cost_of_start(f, s, cells[0].looks) : 0) +
                  cost_of(s < f->count ? f->kinds[s] : DUBAN_TASK_PART, cells[0].looks);
    for (uint32_t i = 1; i < count; i++) {
        uint32_t least = UINT32_MAX;
        for (uint32_t to = 0; to < states; to++) {
            next[to] = UINT32_MAX;
            for (uint32_t from = 0; from < states; from++) {
                uint32_t c =
                    cost[from] + cost_of_step(f, from, to, cells[i - 1].looks, cells[i].looks);
                if (c >= next[to]) continue;
                next[to] = c;
                cells[i].from[to] = (uint8_t)from;
            }
            next[to] += cost_of(to < f->count ? f->kinds[to] : DUBAN_TASK_PART, cells[i].looks);
            if (next[to] < least) least = next[to];
        }
        for (uint32_t s = 0; s < states; s++) cost[s] = next[s] - least;
    }
    uint32_t best = 0;
    for (uint32_t s = 1; s < states; s++)
        if (cost[s] < cost[best]) best = s;
    for (uint32_t i = count; i-- > 0;) {
        cells[i].column = (uint8_t)best;
        uint32_t from = i > 0 ? cells[i].from[best] : DUBAN_TASK_COLUMNS_MAX + 1;
        cells[i].row = i == 0 || best == f->count || from == f->count || from > best ||
                       (cells[i].looks & DUBAN_LOOKS_FIRST) ||
                       (from == best && begins_again(f, best, cells[i - 1].looks, cells[i].looks));
        best = from;
    }
}
