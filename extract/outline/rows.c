/*
 * Tables of tasks: a table whose head names tasks and the units that answer for them divides work
 * as numbered paragraphs do. Each row is a task; a cell that spans several rows of measures is the
 * section above them. What a column is, rules of kind "table" and form "taskcolumn" say.
 *
 * Skipped on purpose: heads of more than one row, and tables without a head of their own, which
 * go on from a page before.
 */
#include <string.h>

#include "extract/outline/heading.h"
#include "extract/outline/numeral.h"

/* Columns beyond these are not read. */
#define COLUMNS_MAX 16
/* A head stands in one of so many rows; above it stands what titles the table. */
#define HEAD_ROWS 3
/* The longest cell that is a heading as a whole. */
#define HEADING_MAX 60

typedef enum {
    COLUMN_NONE,
    COLUMN_INDEX,
    COLUMN_TASK,
    COLUMN_MEASURE,
    COLUMN_LEAD,
    COLUMN_SUPPORT,
    COLUMN_RESPONSIBLE,
    COLUMN_DEADLINE,
    COLUMN_KINDS
} column_kind;

static const char *const column_words[COLUMN_KINDS] = {
    "", "index", "task", "measure", "lead", "support", "responsible", "deadline"};

static const duban_cell_role roles[COLUMN_KINDS] = {[COLUMN_LEAD] = DUBAN_CELL_LEAD,
                                                    [COLUMN_SUPPORT] = DUBAN_CELL_SUPPORT,
                                                    [COLUMN_RESPONSIBLE] = DUBAN_CELL_RESPONSIBLE,
                                                    [COLUMN_DEADLINE] = DUBAN_CELL_DEADLINE};

/* A table: the pieces [first, end), and for each column what it holds and the cell of it that
 * spans the row being read, as an index into the pieces. */
typedef struct {
    duban_run *run;
    uint32_t first, end;
    column_kind kinds[COLUMNS_MAX + 1];
    uint32_t spanning[COLUMNS_MAX + 1], spans_to[COLUMNS_MAX + 1];
    uint32_t draft, group; /* group: the section of the spanning task, or draft */
} table;

static const duban_para *para_of(const table *t, uint32_t piece) {
    return &t->run->flow->paras[t->run->pieces[piece].para];
}

static uint32_t row_end(const table *t, uint32_t from) {
    uint32_t to = from;
    while (to < t->end && para_of(t, to)->row == para_of(t, from)->row) to++;
    return to;
}

static column_kind kind_of(const table *t, duban_span cell) {
    duban_match match;
    if (!duban_form_match(&t->run->task_column, t->run->matcher, cell, &match)) return COLUMN_NONE;
    const char *word = duban_rule_param(match.rule, "column");
    for (uint32_t k = 1; word && k < COLUMN_KINDS; k++)
        if (strcmp(word, column_words[k]) == 0) return (column_kind)k;
    return COLUMN_NONE;
}

/* Reads a row as the head; false if it does not name tasks and who answers for them. */
static bool read_head(table *t, uint32_t from, uint32_t to) {
    bool has[COLUMN_KINDS] = {false};
    memset(t->kinds, 0, sizeof t->kinds);
    for (uint32_t i = from; i < to; i++) {
        uint32_t column = para_of(t, i)->column;
        if (column == 0 || column > COLUMNS_MAX) continue;
        column_kind kind = kind_of(t, t->run->pieces[i].span);
        if (kind == COLUMN_TASK && has[COLUMN_TASK]) kind = COLUMN_MEASURE;
        t->kinds[column] = kind;
        has[kind] = true;
    }
    bool units = has[COLUMN_LEAD] || has[COLUMN_SUPPORT] || has[COLUMN_RESPONSIBLE];
    return units && (has[COLUMN_TASK] || has[COLUMN_MEASURE]);
}

/* The first row behind the head; the table's end if it has none. */
static uint32_t past_head(table *t) {
    uint32_t at = t->first;
    for (uint32_t row = 0; row < HEAD_ROWS && at < t->end; row++) {
        uint32_t to = row_end(t, at);
        if (read_head(t, at, to)) return to;
        at = to;
    }
    return t->end;
}

static void note_cell(table *t, uint32_t draft, duban_span span, duban_cell_role role) {
    duban_run *run = t->run;
    run->cells = duban_arena_grow(run->arena, run->cells, &run->cell_capacity, run->cell_count + 1,
                                  sizeof *run->cells);
    run->cells[run->cell_count++] = (duban_task_cell){.span = span, .node = draft, .role = role};
}

/* The heading that a cell of words is or opens with; the label that it may begin with is set. */
static duban_heading read_cell(table *t, duban_span cell, duban_span *label) {
    duban_run *run = t->run;
    duban_match match;
    duban_span text = cell;
    *label = DUBAN_SPAN_NONE;
    if (duban_match_here(run->matcher, DUBAN_RULE_LABEL, cell, &match) &&
        match.span.start == cell.start) {
        *label = duban_match_group(&match, "label");
        text.start = match.span.end;
        text = duban_run_trim(run, text, 0);
    }
    duban_heading found = duban_heading_read(run, text, DUBAN_LIKELY);
    if (found.headed != DUBAN_HEADED_NOT) return found;
    found = (duban_heading){.headed = DUBAN_HEADED_NOT, .heading = DUBAN_SPAN_NONE, .rest = text};
    duban_span bare = duban_run_trim(run, text, DUBAN_MARK_STOP);
    if (bare.end < text.end || duban_span_length(bare) > HEADING_MAX ||
        duban_run_count(run, bare, DUBAN_MARK_STOP) > 0)
        return found;
    return (duban_heading){
        .headed = DUBAN_HEADED_LINE, .heading = bare, .rest = DUBAN_SPAN_NONE, .rule = found.rule};
}

static void set_number(table *t, duban_draft *draft, duban_span label) {
    duban_match match;
    duban_span digits = duban_run_trim(t->run, label, 0);
    if (!duban_span_is_set(label)) return;
    if (duban_match_here(t->run->matcher, DUBAN_RULE_LABEL, label, &match) &&
        duban_span_is_set(duban_match_group(&match, "numeral")))
        digits = duban_match_group(&match, "numeral");
    draft->number = duban_numeral_read(
        duban_rules_vocab(duban_matcher_rules(t->run->matcher), "label_numerals"),
        duban_flow_folded(t->run->flow, digits));
    if (draft->number > 0) draft->label = label;
}

/* Opens a section or task at a piece, with the words of a cell and the number of another. */
static uint32_t open_cell(table *t, uint32_t piece, uint32_t parent, uint32_t words,
                          uint32_t index) {
    duban_run *run = t->run;
    duban_span label;
    duban_heading found = read_cell(t, run->pieces[words].span, &label);
    if (index != DUBAN_NO_CHOICE) label = run->pieces[index].span;
    uint32_t draft = duban_draft_add(run, parent, piece, 2 * DUBAN_LEVELS_MAX);
    run->drafts[draft].row = true;
    set_number(t, &run->drafts[draft], label);
    run->pieces[piece].headed = found.headed;
    run->pieces[piece].heading = found.heading;
    run->pieces[piece].rest = found.rest;
    run->pieces[piece].rule = "table.task";
    return draft;
}

/* Notes which cells span the rows from this one on. */
static void note_spans(table *t, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        const duban_para *cell = para_of(t, i);
        if (cell->column == 0 || cell->column > COLUMNS_MAX) continue;
        t->spanning[cell->column] = i;
        t->spans_to[cell->column] = cell->row + (cell->row_span > 1 ? cell->row_span : 1u);
    }
}

/* The cell of a kind that holds for a row; DUBAN_NO_CHOICE if there is none. */
static uint32_t cell_of(const table *t, column_kind kind, uint32_t row) {
    for (uint32_t c = 1; c <= COLUMNS_MAX; c++)
        if (t->kinds[c] == kind && t->spans_to[c] > row) return t->spanning[c];
    return DUBAN_NO_CHOICE;
}

static bool spans_rows(const table *t, uint32_t piece) {
    return piece != DUBAN_NO_CHOICE && para_of(t, piece)->row_span > 1;
}

/* Gives the cells of a row to its task: their texts, and what they say of it by their column. */
static void give_cells(table *t, uint32_t from, uint32_t to, uint32_t draft, uint32_t words) {
    duban_run *run = t->run;
    uint32_t row = para_of(t, from)->row;
    for (uint32_t i = from; i < to; i++) {
        duban_piece *piece = &run->pieces[i];
        uint32_t column = para_of(t, i)->column;
        column_kind kind = column <= COLUMNS_MAX ? t->kinds[column] : COLUMN_NONE;
        piece->section = draft;
        if (i != words && (i < words || kind == COLUMN_INDEX)) piece->kind = DUBAN_PIECE_FRAME;
        if (!roles[kind]) note_cell(t, draft, piece->span, DUBAN_CELL_TEXT);
    }
    for (uint32_t c = 1; c <= COLUMNS_MAX; c++)
        if (roles[t->kinds[c]] && t->spans_to[c] > row)
            note_cell(t, draft, run->pieces[t->spanning[c]].span, roles[t->kinds[c]]);
}

/* Reads the cells [from, to) of one row. */
static void take_row(table *t, uint32_t from, uint32_t to) {
    note_spans(t, from, to);
    uint32_t row = para_of(t, from)->row;
    uint32_t task = cell_of(t, COLUMN_TASK, row), measure = cell_of(t, COLUMN_MEASURE, row);
    uint32_t index = cell_of(t, COLUMN_INDEX, row);
    bool grouped = spans_rows(t, task) && measure != DUBAN_NO_CHOICE && measure >= from;
    uint32_t words = grouped || task == DUBAN_NO_CHOICE ? measure : task;
    if (words == DUBAN_NO_CHOICE || words < from) {
        for (uint32_t i = from; i < to; i++) t->run->pieces[i].section = t->group;
        return;
    }
    if (!grouped) t->group = t->draft;
    bool shared = spans_rows(t, index);
    if (grouped && task >= from)
        t->group = open_cell(t, from, t->draft, task, shared ? index : DUBAN_NO_CHOICE);
    uint32_t group = t->group;
    uint32_t draft = open_cell(t, words, group, words, grouped && shared ? DUBAN_NO_CHOICE : index);
    give_cells(t, from, to, draft, words);
    if (grouped && task >= from) {
        t->run->pieces[from].kind = DUBAN_PIECE_CELL;
        t->run->pieces[from].section = group;
    }
}

uint32_t duban_rows_take(duban_run *run, uint32_t first, uint32_t draft) {
    table t = {.run = run, .first = first, .end = first, .draft = draft, .group = draft};
    const duban_para *para = para_of(&t, first);
    if (para->kind != DUBAN_PARA_CELL || para->row == 0) return first;
    while (t.end < run->end_piece && para_of(&t, t.end)->kind == DUBAN_PARA_CELL &&
           para_of(&t, t.end)->table == para->table)
        t.end++;
    uint32_t at = past_head(&t);
    if (at == t.end) return first;
    for (uint32_t i = first; i < at; i++) run->pieces[i].section = draft;
    while (at < t.end) {
        uint32_t to = row_end(&t, at);
        take_row(&t, at, to);
        at = to;
    }
    return t.end;
}
