/*
 * Tables of tasks: a table whose head names tasks and the units that answer for them divides work
 * as numbered paragraphs do. Each row is a task. A row that only names a part of the work is the
 * section above the rows behind it, and so is a cell that spans the rows of several measures;
 * numbered lines in one cell are the tasks of their row.
 *
 * Where no cell spans rows (Markdown, a copied table), an empty cell below a filled one goes on
 * with it. A table right behind one of the same columns, with or without the head, continues it.
 *
 * Skipped on purpose: columns of other things (remarks, who of the leaders), which stay text.
 */
#include "extract/outline/rows_table.h"

typedef struct duban_rows table;

static const duban_row_cell nothing = {0, 0, 0};

/* The first column of a kind whose cell holds for the row; 0 if there is none. */
uint32_t duban_row_column_of(const table *t, duban_row_column kind) {
    for (uint32_t c = 1; c <= t->head.columns; c++)
        if (t->head.kinds[c] == kind && !duban_row_cell_is_empty(&t->cells[c])) return c;
    return 0;
}

static bool is_unit(duban_row_column kind) {
    return duban_row_is_role(kind) && kind != DUBAN_ROW_DEADLINE;
}

/* Puts pieces into a section; those that are no text of it are set aside. */
void duban_row_give(table *t, uint32_t from, uint32_t to, uint32_t draft, bool text) {
    for (uint32_t i = from; i < to; i++) {
        t->run->pieces[i].section = draft;
        t->run->pieces[i].kind = text ? DUBAN_PIECE_CELL : DUBAN_PIECE_FRAME;
    }
}

/* The cells that hold for the row [from, to): its own, and those above that go on in it. */
void duban_row_fill(table *t, uint32_t from, uint32_t to) {
    duban_row_cell own[DUBAN_ROW_COLUMNS + 1] = {{0, 0, 0}};
    uint32_t row = duban_row_para(t->run, from)->row;
    bool units = false, task = false;
    for (uint32_t i = from; i < to; i++) {
        const duban_para *para = duban_row_para(t->run, i);
        if (para->column == 0 || para->column > DUBAN_ROW_COLUMNS) continue;
        duban_row_cell *cell = &own[para->column];
        if (cell->end == 0) cell->first = i;
        cell->end = i + 1;
        cell->below = row + (para->row_span > 1 ? para->row_span : 1u);
        units = units || is_unit(t->head.kinds[para->column]);
        task = task || t->head.kinds[para->column] == DUBAN_ROW_TASK;
    }
    for (uint32_t c = 1; c <= DUBAN_ROW_COLUMNS; c++) {
        duban_row_column kind = t->head.kinds[c];
        bool unit = kind == DUBAN_ROW_LEAD || kind == DUBAN_ROW_RESPONSIBLE;
        bool carries = !t->spans && (kind == DUBAN_ROW_GROUP || !task || (unit && !units));
        if (own[c].end > 0)
            t->cells[c] = own[c];
        else if (t->cells[c].below <= row && !carries)
            t->cells[c] = (duban_row_cell){0, 0, 0};
    }
}

/* Opens a section or task at a piece. words: the cell whose words are its heading or text, empty if
 * it has none; index: the cell of its number, empty if the words begin with it. */
uint32_t duban_row_open(table *t, uint32_t piece, uint32_t parent, const duban_row_cell *words,
                        const duban_row_cell *index) {
    duban_run *run = t->run;
    duban_row_words read = {.heading = {.headed = DUBAN_HEADED_NOT,
                                        .heading = DUBAN_SPAN_NONE,
                                        .rest = DUBAN_SPAN_NONE},
                            .label = DUBAN_SPAN_NONE};
    if (!duban_row_cell_is_empty(words))
        read = duban_row_words_read(run, run->pieces[words->first].span);
    if (!duban_row_cell_is_empty(index)) read.label = run->pieces[index->first].span;
    uint32_t draft = duban_draft_add(run, parent, piece, 2 * DUBAN_LEVELS_MAX);
    run->drafts[draft].row = true;
    run->drafts[draft].number = duban_row_number(run, read.label);
    if (run->drafts[draft].number > 0) run->drafts[draft].label = read.label;
    run->pieces[piece].kind = DUBAN_PIECE_CELL;
    run->pieces[piece].section = draft;
    run->pieces[piece].headed = read.heading.headed;
    run->pieces[piece].heading = read.heading.heading;
    run->pieces[piece].rest = read.heading.rest;
    run->pieces[piece].rule = "table.task";
    return draft;
}

/* The section that the rows stand in. */
static uint32_t part_of(const table *t) {
    return t->part_count ? t->parts[t->part_count - 1].draft : t->draft;
}

/*
 * Does the row name a part of the work, and nothing else? One cell that spans columns or has a
 * label of words; or a number of words, not digits, and a name. Sets the cells.
 */
static bool is_part(const table *t, uint32_t from, uint32_t to, duban_row_cell *words,
                    duban_row_cell *index) {
    const duban_para *first = duban_row_para(t->run, from);
    *index = nothing;
    *words = (duban_row_cell){from, to, 0};
    if (to - from > 2 || !duban_row_is_name(t->run, t->run->pieces[to - 1].span)) return false;
    if (to - from == 1) {
        bool wide = first->column_span > 1 && first->column_span + 1u >= t->last;
        return wide || first->column < duban_row_column_of(t, DUBAN_ROW_TASK) ||
               duban_row_rank(t->run, t->run->pieces[from].span, false) > 0;
    }
    *words = (duban_row_cell){from + 1, to, 0};
    *index = (duban_row_cell){from, from + 1, 0};
    return t->head.kinds[first->column] == DUBAN_ROW_INDEX &&
           duban_row_rank(t->run, t->run->pieces[from].span, true) > 0;
}

static void take_part(table *t, uint32_t from, uint32_t to, const duban_row_cell *words,
                      const duban_row_cell *index) {
    bool bare = !duban_row_cell_is_empty(index);
    int32_t rank = duban_row_rank(t->run, t->run->pieces[from].span, bare);
    while (t->part_count && t->parts[t->part_count - 1].rank >= rank) t->part_count--;
    if (t->part_count == DUBAN_LEVELS_MAX) t->part_count--;
    duban_row_give(t, from, to, part_of(t), false);
    uint32_t draft = duban_row_open(t, words->first, part_of(t), words, index);
    t->parts[t->part_count].draft = draft;
    t->parts[t->part_count++].rank = rank;
    for (uint32_t c = 1; c <= DUBAN_ROW_COLUMNS; c++) {
        t->cells[c] = nothing;
        t->sections[c] = DUBAN_NO_NODE;
    }
}

/* Do the rows behind this one go on with the cell? */
bool duban_row_goes_on(const table *t, uint32_t column, uint32_t to) {
    const duban_row_cell *cell = &t->cells[column];
    uint32_t row = duban_row_para(t->run, cell->first)->row;
    if (t->spans) return cell->below > row + 1;
    if (to >= t->end) return false;
    uint32_t end = duban_row_end(t->run, to, t->end);
    duban_row_cell words, index;
    if (is_part(t, to, end, &words, &index)) return false;
    for (uint32_t i = to; i < end; i++)
        if (duban_row_para(t->run, i)->column == column) return false;
    return true;
}

/* Opens the sections of a row's cells that group rows; returns the innermost. */
uint32_t duban_row_open_groups(table *t, uint32_t from) {
    uint32_t parent = part_of(t);
    for (uint32_t c = 1; c <= t->head.columns; c++) {
        const duban_row_cell *cell = &t->cells[c];
        if (t->head.kinds[c] != DUBAN_ROW_GROUP || duban_row_cell_is_empty(cell)) continue;
        bool fresh = cell->first >= from, same = t->sections[c] != DUBAN_NO_NODE;
        if (fresh && same) {
            uint32_t open = t->run->drafts[t->sections[c]].piece;
            same =
                duban_row_same(t->run, t->run->pieces[cell->first].span, t->run->pieces[open].span);
        }
        if (fresh) duban_row_give(t, cell->first, cell->end, parent, false);
        if (!same) {
            t->sections[c] = duban_row_open(t, cell->first, parent, cell, &nothing);
            for (uint32_t inner = c + 1; inner <= DUBAN_ROW_COLUMNS; inner++)
                t->sections[inner] = DUBAN_NO_NODE;
        }
        parent = t->sections[c];
    }
    return parent;
}

static uint32_t last_column(const duban_run *run, uint32_t first, uint32_t end) {
    uint32_t last = 0;
    for (uint32_t i = first; i < end; i++) {
        const duban_para *cell = duban_row_para(run, i);
        uint32_t column = cell->column + (cell->column_span > 1 ? cell->column_span : 1u) - 1;
        if (column > last) last = column;
    }
    return last;
}

static bool spans_rows(const duban_run *run, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++)
        if (duban_row_para(run, i)->row_span > 1) return true;
    return false;
}

/* A column of parts groups only where a part has several rows; else it is a remark on each. */
static void settle_groups(table *t, uint32_t at) {
    for (uint32_t c = 1; c <= t->head.columns; c++) {
        uint32_t parts = 0, rows = 0, last = DUBAN_NO_CHOICE;
        for (uint32_t i = at; t->head.kinds[c] == DUBAN_ROW_GROUP && i < t->end; i++) {
            const duban_para *cell = duban_row_para(t->run, i);
            rows += i == at || cell->row != duban_row_para(t->run, i - 1)->row;
            if (cell->column != c) continue;
            bool same = last != DUBAN_NO_CHOICE &&
                        duban_row_same(t->run, t->run->pieces[i].span, t->run->pieces[last].span);
            parts += !same;
            last = i;
        }
        if (t->head.kinds[c] == DUBAN_ROW_GROUP && parts >= rows) t->head.kinds[c] = DUBAN_ROW_NONE;
    }
}

/* Is what stands between two tables nothing but a line that says the first goes on? */
static bool is_joined(duban_run *run, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        if (run->pieces[i].kind == DUBAN_PIECE_FRAME) continue;
        if (!duban_form_match(&run->table_goes_on, run->matcher, run->pieces[i].span, NULL))
            return false;
        run->pieces[i].kind = DUBAN_PIECE_FRAME;
    }
    return true;
}

/* The table before, if this one goes on with it. */
static table *continued(duban_run *run, uint32_t first, uint32_t end, const duban_row_head *head) {
    table *t = run->rows;
    if (!t || (head && !duban_row_head_equal(&t->head_read, head))) return NULL;
    if (!head && last_column(run, first, end) != t->last) return NULL;
    return is_joined(run, t->end, first) ? t : NULL;
}

/* Does a row begin at the piece? In the midst of one there is no head. */
static bool begins_row(const duban_run *run, uint32_t piece) {
    const duban_para *cell = duban_row_para(run, piece);
    const duban_para *before = piece > 0 ? duban_row_para(run, piece - 1) : NULL;
    return !before || before->kind != DUBAN_PARA_CELL || before->table != cell->table ||
           before->row != cell->row;
}

uint32_t duban_rows_take(duban_run *run, uint32_t first, uint32_t draft) {
    if (!begins_row(run, first)) return first;
    uint32_t end = duban_row_table_end(run, first), from = first, at = first;
    if (end > run->end_piece) end = run->end_piece;
    duban_row_head head;
    if (end <= first) return first;
    bool headed = duban_row_head_find(run, first, end, &head, &from, &at);
    table *t = continued(run, first, end, headed ? &head : NULL);
    if (!t && !headed) return first;
    if (!headed) from = at = first;
    if (!t) {
        draft = duban_row_title_take(run, first, from, end, draft);
        t = run->rows = duban_arena_alloc(run->arena, sizeof *t);
        *t = (table){.run = run, .head = head, .head_read = head, .draft = draft};
        for (uint32_t c = 0; c <= DUBAN_ROW_COLUMNS; c++) t->sections[c] = DUBAN_NO_NODE;
    }
    for (uint32_t c = 0; c <= DUBAN_ROW_COLUMNS; c++) t->cells[c] = nothing;
    t->end = end;
    t->last = last_column(run, first, end);
    t->spans = spans_rows(run, at, end);
    for (uint32_t i = first; i < at; i++)
        if (run->pieces[i].heading.start == DUBAN_SPAN_NONE.start &&
            run->pieces[i].kind != DUBAN_PIECE_FRAME)
            duban_row_give(t, i, i + 1, t->draft, i < from);
    settle_groups(t, at);
    for (uint32_t to; at < end; at = to) {
        duban_row_cell words, index;
        to = duban_row_end(run, at, end);
        if (duban_row_is_head(run, at, to))
            duban_row_give(t, at, to, t->draft, false);
        else if (is_part(t, at, to, &words, &index))
            take_part(t, at, to, &words, &index);
        else
            duban_row_take(t, at, to);
    }
    return end;
}
