/*
 * One row of a table of tasks -> the task that it is, with what its other columns say of it; or a
 * section with the numbered lines of a cell as its tasks.
 */
#include "extract/outline/rows_table.h"

typedef struct duban_rows table;

static const duban_row_cell nothing = {0, 0, 0};

static duban_cell_role role_of(duban_row_column kind) {
    static const duban_cell_role roles[DUBAN_ROW_KINDS] = {
        [DUBAN_ROW_LEAD] = DUBAN_CELL_LEAD,
        [DUBAN_ROW_SUPPORT] = DUBAN_CELL_SUPPORT,
        [DUBAN_ROW_RESPONSIBLE] = DUBAN_CELL_RESPONSIBLE,
        [DUBAN_ROW_DEADLINE] = DUBAN_CELL_DEADLINE};
    return roles[kind];
}

static void note_cell(table *t, uint32_t draft, duban_span span, duban_cell_role role) {
    duban_run *run = t->run;
    run->cells = duban_arena_grow(run->arena, run->cells, &run->cell_capacity, run->cell_count + 1,
                                  sizeof *run->cells);
    run->cells[run->cell_count++] = (duban_task_cell){.span = span, .node = draft, .role = role};
}

/* What a row says: the columns of its words, and where they go. */
typedef struct {
    uint32_t from, to;             /* its pieces */
    uint32_t task, measure, index; /* columns, 0 if there is none */
    uint32_t words;                /* the column that says what is to be done */
    uint32_t parent;
    bool grouped; /* the task spans the rows of several measures */
} row;

static bool is_fresh(const table *t, const row *r, uint32_t column) {
    return column && t->cells[column].first >= r->from;
}

/* A task that spans the rows of several measures is the section above them. */
static void open_spanning(table *t, row *r) {
    r->grouped = r->task && r->measure > r->task && is_fresh(t, r, r->measure) &&
                 (!is_fresh(t, r, r->task) || duban_row_goes_on(t, r->task, r->to));
    r->words = r->grouped || !r->task ? r->measure : r->task;
    if (!r->grouped) return;
    bool shared = is_fresh(t, r, r->index) && duban_row_goes_on(t, r->index, r->to);
    if (is_fresh(t, r, r->task)) {
        const duban_row_cell *cell = &t->cells[r->task];
        duban_row_give(t, cell->first, cell->end, r->parent, true);
        t->sections[r->task] = duban_row_open(t, cell->first, r->parent, cell,
                                              shared ? &t->cells[r->index] : &nothing);
        duban_row_give(t, cell->first + 1, cell->end, t->sections[r->task], true);
    }
    r->parent = t->sections[r->task] == DUBAN_NO_NODE ? r->parent : t->sections[r->task];
    if (shared || !is_fresh(t, r, r->index)) r->index = 0;
}

/* What the columns of a row say of a task: its units and times. */
static void note_roles(table *t, uint32_t draft) {
    for (uint32_t c = 1; c <= t->head.columns; c++)
        for (uint32_t i = t->cells[c].first;
             duban_row_is_role(t->head.kinds[c]) && i < t->cells[c].end; i++)
            note_cell(t, draft, t->run->pieces[i].span, role_of(t->head.kinds[c]));
}

/* Gives the rest of a row to its task: what stands before the piece that opens it, and its number,
 * is no text; so are the cells [words, behind) that have their place already. */
static void give_rest(table *t, const row *r, uint32_t draft, uint32_t opens, uint32_t words,
                      uint32_t behind) {
    for (uint32_t i = r->from; i < r->to; i++) {
        uint32_t column = duban_row_para(t->run, i)->column;
        duban_row_column kind = column <= t->head.columns ? t->head.kinds[column] : DUBAN_ROW_NONE;
        if (kind == DUBAN_ROW_GROUP || (r->grouped && column == r->task)) continue;
        if (i == opens || (i >= words && i < behind)) continue;
        bool text = i > opens && kind != DUBAN_ROW_INDEX;
        duban_row_give(t, i, i + 1, draft, text);
        if (text && !duban_row_is_role(kind))
            note_cell(t, draft, t->run->pieces[i].span, DUBAN_CELL_TEXT);
    }
}

/* The numbered lines of a cell, each a task; its other lines are text of the one before. */
static void open_items(table *t, const duban_row_cell *cell, uint32_t parent, bool with_roles) {
    uint32_t draft = parent;
    for (uint32_t i = cell->first; i < cell->end; i++) {
        duban_row_cell line = {i, i + 1, 0};
        duban_row_give(t, i, i + 1, draft, true);
        if (duban_row_is_labelled(t->run, t->run->pieces[i].span)) {
            draft = duban_row_open(t, i, parent, &line, &nothing);
            if (with_roles) note_roles(t, draft);
        }
        note_cell(t, draft, t->run->pieces[i].span, DUBAN_CELL_TEXT);
    }
}

/* Can a section of the row open at this piece? What it stands in opens before. */
static bool may_open(const table *t, const row *r, uint32_t piece, const duban_row_cell *cell) {
    for (uint32_t c = 1; c <= t->head.columns; c++)
        if (t->head.kinds[c] == DUBAN_ROW_GROUP && is_fresh(t, r, c) && t->cells[c].first > piece)
            return false;
    return piece < cell->first && !r->grouped;
}

/* A row whose cell holds numbered lines: they are the tasks of its section, or of the one that
 * spans it. */
static bool take_items(table *t, const row *r) {
    uint32_t column = r->measure > r->task && is_fresh(t, r, r->measure) ? r->measure : r->words;
    const duban_row_cell *cell = &t->cells[column], *head = &nothing, *number = &nothing;
    if (!duban_row_has_items(t->run, cell)) return false;
    if (!r->grouped && column != r->task && is_fresh(t, r, r->task)) head = &t->cells[r->task];
    if (is_fresh(t, r, r->index)) number = &t->cells[r->index];
    uint32_t opens = !duban_row_cell_is_empty(head) ? head->first : number->first;
    bool named = !duban_row_cell_is_empty(head) || !duban_row_cell_is_empty(number);
    bool section = named && may_open(t, r, opens, cell);
    uint32_t parent = section ? duban_row_open(t, opens, r->parent, head, number) : r->parent;
    if (section) note_roles(t, parent);
    give_rest(t, r, parent, section ? opens : cell->first, cell->first, cell->end);
    open_items(t, cell, parent, !section);
    return true;
}

/* The piece at which the task of a row opens: that of its words, or of its number where text stands
 * between the two, so that the text is the task's. Words that go on behind their heading stay. */
static uint32_t opening_of(const table *t, const row *r, const duban_row_cell *words) {
    if (!is_fresh(t, r, r->index) || t->cells[r->index].first > words->first) return words->first;
    duban_row_words read = duban_row_words_read(t->run, t->run->pieces[words->first].span);
    if (read.heading.headed == DUBAN_HEADED_NOT || duban_span_is_set(read.heading.rest))
        return words->first;
    for (uint32_t i = t->cells[r->index].end; i < words->first; i++) {
        uint32_t column = duban_row_para(t->run, i)->column;
        duban_row_column kind = column <= t->head.columns ? t->head.kinds[column] : DUBAN_ROW_NONE;
        if (kind != DUBAN_ROW_GROUP && !duban_row_is_role(kind)) return t->cells[r->index].first;
    }
    return words->first;
}

/* Reads the cells [from, to) of one row. */
void duban_row_take(table *t, uint32_t from, uint32_t to) {
    row r = {.from = from, .to = to};
    duban_row_fill(t, from, to);
    r.task = duban_row_column_of(t, DUBAN_ROW_TASK);
    r.measure = duban_row_column_of(t, DUBAN_ROW_MEASURE);
    r.index = duban_row_column_of(t, DUBAN_ROW_INDEX);
    r.parent = duban_row_open_groups(t, from);
    open_spanning(t, &r);
    if (!is_fresh(t, &r, r.words)) {
        duban_row_give(t, from, to, r.parent, true);
        return;
    }
    if (take_items(t, &r)) return;
    const duban_row_cell *words = &t->cells[r.words];
    uint32_t opens = opening_of(t, &r, words);
    uint32_t draft =
        duban_row_open(t, opens, r.parent, words, r.index ? &t->cells[r.index] : &nothing);
    note_cell(t, draft, t->run->pieces[words->first].span, DUBAN_CELL_TEXT);
    note_roles(t, draft);
    if (opens < words->first) duban_row_give(t, words->first, words->first + 1, draft, false);
    give_rest(t, &r, draft, opens, words->first, words->first + 1);
}
