/*
 * Where a table of tasks ends that arrived as one cell a line: the search for columns gives one to
 * every line up to the next heading, but rows say what and who, and their numbers go on.
 */
#include "extract/layout/task_finder.h"

/* What a row has. */
typedef struct {
    uint32_t end; /* of its cells */
    bool part, index, words, roles;
    int32_t number;
} row_summary;

static int32_t number_of(const duban_task_finder *f, uint32_t line) {
    int32_t value = 0;
    duban_span span = duban_cell_span(f->lines, line);
    for (uint32_t i = span.start; i < span.end; i++) {
        char16_t unit = f->lines->fold[i];
        if (unit >= '0' && unit <= '9') value = value * 10 + (unit - '0');
    }
    return value;
}

static row_summary read_row(const duban_task_finder *f, const duban_task_cell_line *cells,
                            uint32_t from, uint32_t count) {
    row_summary r = {.end = from};
    do {
        const duban_task_cell_line *c = &cells[r.end++];
        if (c->column == f->columns.count) {
            r.part = true;
            continue;
        }
        duban_task_column k = f->columns.kinds[c->column];
        if (k == DUBAN_TASK_INDEX) {
            r.index = true;
            r.number = number_of(f, c->line);
        }
        r.words = r.words || k == DUBAN_TASK_TASK || k == DUBAN_TASK_MEASURE;
        r.roles = r.roles || ((k >= DUBAN_TASK_LEAD && k <= DUBAN_TASK_DEADLINE) &&
                              (c->looks & (DUBAN_LOOKS_UNITS | DUBAN_LOOKS_TIME)));
    } while (r.end < count && !cells[r.end].row);
    return r;
}

/* The end of the last row that is surely one: it says what and who or when, and its number, if rows
 * have them, goes on. Two in a row that do not end the table. */
static uint32_t sure_end(const duban_task_finder *f, const duban_task_cell_line *cells,
                         uint32_t count) {
    uint32_t end = 0, doubts = 0;
    int32_t last = 0;
    bool numbered = false;
    for (uint32_t at = 0; at < count && doubts < 2;) {
        row_summary r = read_row(f, cells, at, count);
        at = r.end;
        if (r.part) continue;
        bool next = r.index ? r.number == last + 1 || r.number == 1 || last == 0 : !numbered;
        if (!r.words || !r.roles || !next) {
            doubts++;
            continue;
        }
        if (r.index) {
            numbered = true;
            last = r.number;
        }
        doubts = 0;
        end = at;
    }
    return end;
}

/* The end without a signature and its date, which look like remarks on the last row. */
static uint32_t trim_end(const duban_task_finder *f, const duban_task_cell_line *cells,
                         uint32_t end) {
    while (end > 0 && cells[end - 1].column < f->columns.count &&
           f->columns.kinds[cells[end - 1].column] == DUBAN_TASK_OTHER &&
           (cells[end - 1].looks & (DUBAN_LOOKS_UNITS | DUBAN_LOOKS_TIME)))
        end--;
    return end;
}

uint32_t duban_task_rows_end(const duban_task_finder *f, const duban_task_cell_line *cells,
                             uint32_t count) {
    return trim_end(f, cells, sure_end(f, cells, count));
}
