/*
 * Tables of tasks that arrived as one cell a line.
 *
 * In: lines, rules of kind "table". Out: lines marked as cells, with row and column (task_mark.c).
 * Behind a head (task_head.c) lines are collected for as long as they may be cells. Which column
 * each stands in is found by a search for the cheapest path (task_path.c): a line costs what it
 * looks unlike its column, a step what it leaves out. Cells that were empty or that span rows left
 * no line, long ones left several. Where the table ends is told by its rows (task_rows.c).
 */
#include "extract/layout/task_cells.h"

#include <string.h>

#include "extract/layout/task_finder.h"

/* A table is looked for in so many lines behind its head; a line of more units is no cell. */
#define LINES_MAX 6000
#define CELL_UNITS_MAX 800

/* A line of at most so many units, without a sentence, may name a part of the work. */
#define SHORT_UNITS 24

static duban_task_finder make_finder(duban_lines *lines) {
    return (duban_task_finder){.lines = lines,
                               .column = duban_cell_form(lines, "taskcolumn"),
                               .index = duban_cell_form(lines, "index"),
                               .blank = duban_cell_form(lines, "blank"),
                               .note = duban_cell_form(lines, "note"),
                               .goes_on = duban_cell_form(lines, "goeson"),
                               .units = duban_cell_form(lines, "unitcell"),
                               .time = duban_cell_form(lines, "timecell"),
                               .numeral = duban_cell_form(lines, "numeral")};
}

/* A dash, or words that a site's navigation has too, are cells in a table. */
bool duban_task_is_furniture(const duban_task_finder *f, uint32_t at) {
    const duban_line *line = &f->lines->lines[at];
    if (duban_block_is_page_edge(&f->lines->document->blocks[at])) return true;
    if (line->class == DUBAN_LINE_PAGE)
        return !duban_cell_is(f->lines, &f->blank, duban_cell_span(f->lines, at));
    return line->class == DUBAN_LINE_FURNITURE && !line->edge &&
           !duban_cell_is(f->lines, &f->blank, duban_cell_span(f->lines, at)) &&
           !duban_cell_is(f->lines, &f->units, duban_cell_span(f->lines, at));
}

bool duban_task_may_be_cell(const duban_task_finder *f, uint32_t at) {
    return duban_cell_may_be(f->lines, at, CELL_UNITS_MAX) &&
           f->lines->lines[at].class != DUBAN_LINE_CELL;
}

static uint32_t look_at(const duban_task_finder *f, uint32_t at) {
    duban_span span = duban_cell_span(f->lines, at);
    const duban_line *line = &f->lines->lines[at];
    uint8_t last = duban_punctuation_class(f->lines->punctuation, line->last);
    bool stopped = last & DUBAN_PUNCT_STOP, open = last & (DUBAN_PUNCT_COMMA | DUBAN_PUNCT_PAUSE);
    uint32_t looks = (stopped ? DUBAN_LOOKS_STOPPED : 0) | (open ? DUBAN_LOOKS_OPEN : 0);
    if (duban_cell_is(f->lines, &f->index, span)) return looks | DUBAN_LOOKS_INTEGER;
    if (duban_cell_is(f->lines, &f->numeral, span)) return looks | DUBAN_LOOKS_NUMERAL;
    if (duban_cell_is(f->lines, &f->blank, span)) return looks | DUBAN_LOOKS_BLANK;
    if (duban_cell_is(f->lines, &f->units, span)) looks |= DUBAN_LOOKS_UNITS;
    if (duban_cell_is(f->lines, &f->time, span)) looks |= DUBAN_LOOKS_TIME;
    if (duban_line_label_of(f->lines, at) == DUBAN_LABEL_SOUND) looks |= DUBAN_LOOKS_LABELLED;
    bool sentence = stopped || line->stopped || line->running;
    if (sentence) return looks | DUBAN_LOOKS_SENTENCE;
    return looks | (duban_span_length(span) <= SHORT_UNITS ? DUBAN_LOOKS_BRIEF : 0);
}

/* Lines that may be the cells behind a head, up to the next head of another table. */
static uint32_t collect(duban_task_finder *f, uint32_t from, duban_task_cell_line *cells) {
    uint32_t count = 0, first = 0;
    for (uint32_t at = from; at < f->lines->count && count < LINES_MAX; at++) {
        if (duban_task_is_furniture(f, at)) continue;
        if (!duban_task_may_be_cell(f, at) ||
            duban_cell_is(f->lines, &f->note, duban_cell_span(f->lines, at)))
            break;
        if (duban_cell_is(f->lines, &f->goes_on, duban_cell_span(f->lines, at))) continue;
        uint32_t looks = look_at(f, at);
        bool alone = f->lines->lines[at].class == DUBAN_LINE_ALONE;
        if (alone && !(looks & (DUBAN_LOOKS_UNITS | DUBAN_LOOKS_TIME))) break;
        duban_task_finder other = *f;
        uint32_t behind = duban_task_head_read(&other, at);
        bool same = behind > at && other.columns.count == f->columns.count &&
                    !memcmp(other.columns.kinds, f->columns.kinds,
                            f->columns.count * sizeof *f->columns.kinds);
        if (behind > at && !same) break;
        if (same) {
            at = behind - 1;
            first = DUBAN_LOOKS_FIRST;
            continue;
        }
        cells[count++] = (duban_task_cell_line){.line = at, .looks = looks | first};
        first = 0;
    }
    return count;
}

void duban_task_cells_find(duban_lines *lines) {
    duban_task_finder f = make_finder(lines);
    uint32_t table = duban_cell_last_table(lines);
    duban_task_cell_line *cells = NULL;
    for (uint32_t i = 0; i < lines->count; i++) {
        if (!duban_task_may_be_cell(&f, i) || duban_task_is_furniture(&f, i)) continue;
        uint32_t behind = duban_task_head_read(&f, i);
        if (behind == i) continue;
        if (!cells)
            cells =
                duban_arena_alloc(duban_matcher_arena(lines->matcher), LINES_MAX * sizeof *cells);
        duban_task_columns_price(&f.columns);
        uint32_t count = collect(&f, behind, cells);
        if (count > 0) duban_task_path_find(&f.columns, cells, count);
        uint32_t end = duban_task_rows_end(&f, cells, count);
        if (end > 0) duban_task_rows_mark(&f, i, cells, end, ++table);
        i = end > 0 ? cells[end - 1].line : behind - 1;
    }
}
