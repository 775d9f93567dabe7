/*
 * Tables of tasks that arrived as one cell a line.
 *
 * In: lines, rules of kind "table". Out: lines marked as cells, with row and column. The head is a
 * run of lines that each name a column, tasks and who answers for them among them. Which column
 * each line behind it stands in is found by a search for the cheapest path (Viterbi): a line costs
 * what it looks unlike its column, a step what it leaves out. Cells that were empty or that span
 * rows left no line, long ones left several.
 *
 * Of heads of two rows those are read whose second row takes apart who answers.
 */
#include "extract/layout/task_cells.h"

#include <string.h>

#include "extract/engine/forms.h"
#include "extract/layout/task_path.h"

/* A head has so many columns; its names at most so many units. */
#define COLUMNS_MIN 3
#define NAME_MAX 24

/* A table is looked for in so many lines behind its head; a line of more units is no cell. */
#define LINES_MAX 6000
#define CELL_UNITS_MAX 800

/* A line of at most so many units, without a sentence, may name a part of the work. */
#define SHORT_UNITS 24

static const struct {
    const char *word;
    duban_task_column kind;
} column_words[] = {{"index", DUBAN_TASK_INDEX},
                    {"group", DUBAN_TASK_GROUP},
                    {"task", DUBAN_TASK_TASK},
                    {"measure", DUBAN_TASK_MEASURE},
                    {"lead", DUBAN_TASK_LEAD},
                    {"support", DUBAN_TASK_SUPPORT},
                    {"responsible", DUBAN_TASK_RESPONSIBLE},
                    {"deadline", DUBAN_TASK_DEADLINE},
                    {"other", DUBAN_TASK_OTHER}};

typedef struct {
    duban_lines *lines;
    duban_form column, index, blank, note, goes_on, units, time, numeral;
    duban_task_columns columns;
} finder;

static duban_span span_of(const finder *f, uint32_t at) {
    duban_raw_span span = f->lines->lines[at].span;
    return (duban_span){span.start, span.end};
}

static bool is(const finder *f, const duban_form *form, duban_span span) {
    return duban_form_match(form, f->lines->matcher, span, NULL);
}

static finder make_finder(duban_lines *lines) {
    const duban_rules *rules = duban_matcher_rules(lines->matcher);
    static const duban_rule_kind table = DUBAN_RULE_TABLE;
    return (finder){.lines = lines,
                    .column = duban_form_collect(rules, table, "form", "taskcolumn"),
                    .index = duban_form_collect(rules, table, "form", "index"),
                    .blank = duban_form_collect(rules, table, "form", "blank"),
                    .note = duban_form_collect(rules, table, "form", "note"),
                    .goes_on = duban_form_collect(rules, table, "form", "goeson"),
                    .units = duban_form_collect(rules, table, "form", "unitcell"),
                    .time = duban_form_collect(rules, table, "form", "timecell"),
                    .numeral = duban_form_collect(rules, table, "form", "numeral")};
}

/* A dash, or words that a site's navigation has too, are cells in a table. */
static bool is_furniture(const finder *f, uint32_t at) {
    const duban_line *line = &f->lines->lines[at];
    if (duban_block_is_page_edge(&f->lines->document->blocks[at])) return true;
    if (line->class == DUBAN_LINE_PAGE) return !is(f, &f->blank, span_of(f, at));
    return line->class == DUBAN_LINE_FURNITURE && !line->edge &&
           !is(f, &f->blank, span_of(f, at)) && !is(f, &f->units, span_of(f, at));
}

static bool may_be_cell(const finder *f, uint32_t at) {
    const duban_block *b = &f->lines->document->blocks[at];
    const duban_line *line = &f->lines->lines[at];
    return b->kind == DUBAN_BLOCK_LINE && !b->aside && line->class != DUBAN_LINE_CELL &&
           duban_span_length(span_of(f, at)) <= CELL_UNITS_MAX;
}

/* The kind of the column that the line names; DUBAN_TASK_PART if it names none. */
static duban_task_column named(const finder *f, uint32_t at) {
    duban_match match;
    if (duban_span_length(span_of(f, at)) > NAME_MAX) return DUBAN_TASK_PART;
    if (!duban_form_match(&f->column, f->lines->matcher, span_of(f, at), &match))
        return DUBAN_TASK_PART;
    const char *word = duban_rule_param(match.rule, "column");
    for (size_t i = 0; word && i < sizeof column_words / sizeof *column_words; i++)
        if (!strcmp(column_words[i].word, word)) return column_words[i].kind;
    return DUBAN_TASK_PART;
}

/* Of several columns of tasks the last is for measures, unless another is; of those before it only
 * one is the task, the others are parts. */
static void part_tasks(duban_task_columns *columns) {
    bool measures = false;
    uint32_t tasks = 0, seen = 0;
    for (uint32_t c = 0; c < columns->count; c++) {
        measures = measures || columns->kinds[c] == DUBAN_TASK_MEASURE;
        tasks += columns->kinds[c] == DUBAN_TASK_TASK;
    }
    for (uint32_t c = columns->count; c-- > 0;) {
        if (columns->kinds[c] != DUBAN_TASK_TASK) continue;
        if (!measures && tasks > 1 && seen == 0)
            columns->kinds[c] = DUBAN_TASK_MEASURE;
        else if (seen > (!measures && tasks > 1))
            columns->kinds[c] = DUBAN_TASK_GROUP;
        seen++;
    }
}

/*
 * Who leads and who helps at the end of a head, behind other columns, are what an earlier column of
 * who answers was taken apart into: the second row of the head stood below it.
 */
static void part_units(duban_task_columns *columns) {
    uint32_t first = columns->count, at = 0;
    duban_task_column *kinds = columns->kinds, sub[DUBAN_TASK_COLUMNS_MAX];
    while (first > 0 &&
           (kinds[first - 1] == DUBAN_TASK_LEAD || kinds[first - 1] == DUBAN_TASK_SUPPORT))
        first--;
    uint32_t count = columns->count - first;
    while (at < first && kinds[at] != DUBAN_TASK_RESPONSIBLE) at++;
    if (count < 2 || at + 1 >= first) return;
    memcpy(sub, kinds + first, count * sizeof *sub);
    memmove(kinds + at + count, kinds + at + 1, (first - at - 1) * sizeof *kinds);
    memcpy(kinds + at, sub, count * sizeof *sub);
    columns->count--;
    columns->taken_apart = at + 1;
    columns->parts = count;
}

/* Reads the head that begins here; returns the line behind it, or the same line if none does. */
static uint32_t read_head(finder *f, uint32_t first) {
    bool units = false, tasks = false;
    uint32_t at = first;
    f->columns = (duban_task_columns){.count = 0};
    for (; at < f->lines->count && f->columns.count < DUBAN_TASK_COLUMNS_MAX; at++) {
        if (is_furniture(f, at)) continue;
        duban_task_column k = may_be_cell(f, at) ? named(f, at) : DUBAN_TASK_PART;
        if (k == DUBAN_TASK_PART) break;
        f->columns.kinds[f->columns.count++] = k;
        units = units || (k >= DUBAN_TASK_LEAD && k <= DUBAN_TASK_RESPONSIBLE);
        tasks = tasks || k == DUBAN_TASK_TASK || k == DUBAN_TASK_MEASURE;
    }
    part_tasks(&f->columns);
    part_units(&f->columns);
    return units && tasks && f->columns.count >= COLUMNS_MIN ? at : first;
}

static uint32_t look_at(const finder *f, uint32_t at) {
    duban_span span = span_of(f, at);
    const duban_line *line = &f->lines->lines[at];
    uint8_t last = duban_punctuation_class(f->lines->punctuation, line->last);
    bool stopped = last & DUBAN_PUNCT_STOP, open = last & (DUBAN_PUNCT_COMMA | DUBAN_PUNCT_PAUSE);
    uint32_t looks = (stopped ? DUBAN_LOOKS_STOPPED : 0) | (open ? DUBAN_LOOKS_OPEN : 0);
    if (is(f, &f->index, span)) return looks | DUBAN_LOOKS_INTEGER;
    if (is(f, &f->numeral, span)) return looks | DUBAN_LOOKS_NUMERAL;
    if (is(f, &f->blank, span)) return looks | DUBAN_LOOKS_BLANK;
    if (is(f, &f->units, span)) looks |= DUBAN_LOOKS_UNITS;
    if (is(f, &f->time, span)) looks |= DUBAN_LOOKS_TIME;
    if (duban_line_label_of(f->lines, at) == DUBAN_LABEL_SOUND) looks |= DUBAN_LOOKS_LABELLED;
    bool sentence = stopped || line->stopped || line->running;
    if (sentence) return looks | DUBAN_LOOKS_SENTENCE;
    return looks | (duban_span_length(span) <= SHORT_UNITS ? DUBAN_LOOKS_BRIEF : 0);
}

/* Lines that may be the cells behind a head, up to the next head of another table. */
static uint32_t collect(finder *f, uint32_t from, duban_task_cell_line *cells) {
    uint32_t count = 0, first = 0;
    for (uint32_t at = from; at < f->lines->count && count < LINES_MAX; at++) {
        if (is_furniture(f, at)) continue;
        if (!may_be_cell(f, at) || is(f, &f->note, span_of(f, at))) break;
        if (is(f, &f->goes_on, span_of(f, at))) continue;
        uint32_t looks = look_at(f, at);
        bool alone = f->lines->lines[at].class == DUBAN_LINE_ALONE;
        if (alone && !(looks & (DUBAN_LOOKS_UNITS | DUBAN_LOOKS_TIME))) break;
        finder other = *f;
        uint32_t behind = read_head(&other, at);
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

/* What a row has. */
typedef struct {
    uint32_t end; /* of its cells */
    bool part, index, words, roles;
    int32_t number;
} row_summary;

static int32_t number_of(const finder *f, uint32_t line) {
    int32_t value = 0;
    duban_span span = span_of(f, line);
    for (uint32_t i = span.start; i < span.end; i++) {
        char16_t unit = f->lines->fold[i];
        if (unit >= '0' && unit <= '9') value = value * 10 + (unit - '0');
    }
    return value;
}

static row_summary read_row(const finder *f, const duban_task_cell_line *cells, uint32_t from,
                            uint32_t count) {
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
static uint32_t rows_end(const finder *f, const duban_task_cell_line *cells, uint32_t count,
                         uint32_t *rows) {
    uint32_t end = 0, doubts = 0;
    int32_t last = 0;
    bool numbered = false;
    *rows = 0;
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
        ++*rows;
    }
    return end;
}

/* The end without a signature and its date, which look like remarks on the last row. */
static uint32_t trim_end(const finder *f, const duban_task_cell_line *cells, uint32_t end) {
    while (end > 0 && cells[end - 1].column < f->columns.count &&
           f->columns.kinds[cells[end - 1].column] == DUBAN_TASK_OTHER &&
           (cells[end - 1].looks & (DUBAN_LOOKS_UNITS | DUBAN_LOOKS_TIME)))
        end--;
    return end;
}

static bool goes_on(const finder *f, const duban_task_cell_line *before,
                    const duban_task_cell_line *cell) {
    duban_task_column k = f->columns.kinds[cell->column];
    bool text = k == DUBAN_TASK_TASK || k == DUBAN_TASK_MEASURE;
    if (before->line + 1 != cell->line || before->column != cell->column) return false;
    if (before->looks & DUBAN_LOOKS_OPEN) return true;
    return text && !(before->looks & DUBAN_LOOKS_STOPPED) && !(cell->looks & DUBAN_LOOKS_LABELLED);
}

static void mark(const finder *f, uint32_t line, uint32_t table, uint32_t row, uint32_t column) {
    duban_line *l = &f->lines->lines[line];
    l->class = DUBAN_LINE_CELL;
    l->table = table;
    l->row = row;
    l->column = column;
    l->column_span = 1;
}

/* The column of the head's line of this number, from 0. */
static uint32_t column_of_name(const duban_task_columns *columns, uint32_t name) {
    uint32_t names = columns->count + (columns->parts > 0);
    name %= names;
    if (!columns->parts || name < columns->taken_apart) return name + 1;
    bool part = name >= names - columns->parts;
    return part ? name - (names - columns->parts) + columns->taken_apart : name + columns->parts;
}

/* The lines of a head between two lines: a row of their own. Names of parts come after the whole,
 * whose place they take. False if there are none. */
static bool mark_head(const finder *f, uint32_t from, uint32_t to, uint32_t table, uint32_t row) {
    uint32_t name = 0;
    for (uint32_t i = from; i < to; i++)
        if (!is_furniture(f, i) && named(f, i) != DUBAN_TASK_PART)
            mark(f, i, table, row, column_of_name(&f->columns, name++));
    return name > 0;
}

static void mark_rows(const finder *f, uint32_t head, const duban_task_cell_line *cells,
                      uint32_t count, uint32_t table) {
    uint32_t row = 0, from = head;
    for (uint32_t i = 0; i < count; i++) {
        if (mark_head(f, from, cells[i].line, table, row + 1)) row++;
        row += cells[i].row;
        bool part = cells[i].column == f->columns.count;
        mark(f, cells[i].line, table, row, part ? 1 : cells[i].column + 1u);
        duban_line *line = &f->lines->lines[cells[i].line];
        if (part) line->column_span = (uint16_t)f->columns.count;
        line->goes_on = !part && i > 0 && !cells[i].row && goes_on(f, &cells[i - 1], &cells[i]);
        from = cells[i].line + 1;
    }
}

static uint32_t last_table(const duban_lines *lines) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < lines->count; i++) {
        if (lines->document->blocks[i].table > last) last = lines->document->blocks[i].table;
        if (lines->lines[i].table > last) last = lines->lines[i].table;
    }
    return last;
}

void duban_task_cells_find(duban_lines *lines) {
    finder f = make_finder(lines);
    uint32_t table = last_table(lines);
    duban_task_cell_line *cells = NULL;
    for (uint32_t i = 0; i < lines->count; i++) {
        if (!may_be_cell(&f, i) || is_furniture(&f, i)) continue;
        uint32_t behind = read_head(&f, i), rows;
        if (behind == i) continue;
        if (!cells)
            cells =
                duban_arena_alloc(duban_matcher_arena(lines->matcher), LINES_MAX * sizeof *cells);
        duban_task_columns_price(&f.columns);
        uint32_t count = collect(&f, behind, cells);
        if (count > 0) duban_task_path_find(&f.columns, cells, count);
        uint32_t end = count > 0 ? rows_end(&f, cells, count, &rows) : 0;
        end = trim_end(&f, cells, end);
        if (end > 0) mark_rows(&f, i, cells, end, ++table);
        i = end > 0 ? cells[end - 1].line : behind - 1;
    }
}
