/*
 * Which lines were a table.
 *
 * In: lines, rules of kind "table". Out: lines marked as cells. A converter wrote each cell on a
 * line, or each row with blanks between its cells. The head must name at least three columns, one
 * of them values of a year; the table goes on for as long as values follow with no sentence between
 * them. What a cell says is read later (extract/records/tables).
 */
#include "extract/layout/cells.h"

#include <string.h>

#include "extract/layout/cell_lines.h"
#include "extract/layout/places.h"
#include "ingest/blank.h"

/* A head has at least so many columns. */
#define COLUMNS_MIN 3

/* The names of a column, and a row on a line, have at most so many units. */
#define COLUMN_UNITS_MAX 24
#define ROW_UNITS_MAX 160

/* Between two values of a table stand at most so many lines without one. */
#define GAP_MAX 6

typedef struct {
    duban_lines *lines;
    duban_form column, value, blank, nature, note, cell;
} finder;

static finder make_finder(duban_lines *lines) {
    return (finder){.lines = lines,
                    .column = duban_cell_form(lines, "column"),
                    .value = duban_cell_form(lines, "value"),
                    .blank = duban_cell_form(lines, "blank"),
                    .nature = duban_cell_form(lines, "nature"),
                    .note = duban_cell_form(lines, "note"),
                    .cell = duban_cell_form(lines, "cell")};
}

static bool is(const finder *f, const duban_form *form, duban_span span) {
    return duban_cell_is(f->lines, form, span);
}

static bool may_be_cell(const finder *f, uint32_t at) {
    return duban_cell_may_be(f->lines, at, ROW_UNITS_MAX);
}

/* A table goes on over the page's end; a separator elsewhere ends it. */
static bool is_page_break(const finder *f, uint32_t at) {
    const duban_block *b = &f->lines->document->blocks[at];
    if (b->kind != DUBAN_BLOCK_RULE || at == 0 || at + 1 == f->lines->count) return false;
    return b[-1].part != b[1].part;
}

/* A dash alone on its line is furniture elsewhere, but an empty cell in a table. */
static bool is_furniture(const finder *f, uint32_t at) {
    duban_line_class class = f->lines->lines[at].class;
    if (is_page_break(f, at)) return true;
    if (duban_block_is_page_edge(&f->lines->document->blocks[at])) return true;
    if (class == DUBAN_LINE_FURNITURE) return !is(f, &f->blank, duban_cell_span(f->lines, at));
    return class == DUBAN_LINE_PAGE;
}

/* What the pieces of a line are, between tabs if it has two, else between blanks. */
typedef struct {
    uint32_t pieces, columns, years, values;
    bool tabs;
} pieces;

static bool has_tabs(const finder *f, duban_span line) {
    uint32_t tabs = 0;
    for (uint32_t at = line.start; at < line.end && tabs < 2; at++)
        tabs += f->lines->document->text[at] == '\t';
    return tabs == 2;
}

static void count_column(const finder *f, duban_span span, pieces *count) {
    duban_match match;
    if (duban_span_length(span) > COLUMN_UNITS_MAX) return;
    if (!duban_form_match(&f->column, f->lines->matcher, span, &match)) return;
    const char *column = duban_rule_param(match.rule, "column");
    count->columns++;
    count->years += column && strcmp(column, "year") == 0;
}

static bool parts(char16_t unit, bool tabs) {
    return tabs ? unit == '\t' : duban_unit_is_blank(unit);
}

static pieces count_pieces(const finder *f, duban_span line) {
    const char16_t *text = f->lines->document->text;
    pieces count = {.tabs = has_tabs(f, line)};
    for (uint32_t at = line.start, end; at < line.end; at = end) {
        for (end = at; end < line.end && !parts(text[end], count.tabs);) end++;
        duban_span piece = {at, end};
        count.pieces++;
        count_column(f, piece, &count);
        count.values += is(f, &f->value, piece);
        while (end < line.end && !count.tabs && duban_unit_is_blank(text[end])) end++;
        if (count.tabs && end < line.end) end++;
    }
    return count;
}

static bool is_head(const pieces *count) {
    return count->columns >= COLUMNS_MIN && count->years > 0 && count->years < count->columns;
}

/* Tabs prove cells: a year among them is enough, if the next line has as many. */
static bool is_tabbed_head(const finder *f, uint32_t at, const pieces *line) {
    if (!line->tabs || line->pieces < COLUMNS_MIN || line->years == 0 || line->values > 0)
        return false;
    if (at + 1 >= f->lines->count || !may_be_cell(f, at + 1)) return false;
    pieces next = count_pieces(f, duban_cell_span(f->lines, at + 1));
    return next.tabs && next.pieces <= line->pieces && next.pieces + 1 >= line->pieces;
}

/* The line behind the head that begins here; the same line if none does. */
static uint32_t head_end(const finder *f, uint32_t at) {
    pieces line = count_pieces(f, duban_cell_span(f->lines, at)), all = {.pieces = 0};
    if (line.pieces == line.columns && is_head(&line)) return at + 1;
    if (is_tabbed_head(f, at, &line)) return at + 1;
    uint32_t end = at;
    for (; end < f->lines->count && (may_be_cell(f, end) || is_furniture(f, end)); end++) {
        uint32_t before = all.columns;
        if (is_furniture(f, end)) continue;
        count_column(f, duban_cell_span(f->lines, end), &all);
        if (all.columns == before) break;
    }
    return is_head(&all) ? end : at;
}

static bool holds_value(const finder *f, uint32_t at) {
    duban_span line = duban_cell_span(f->lines, at);
    if (is(f, &f->value, line) || is(f, &f->blank, line) || is(f, &f->nature, line)) return true;
    pieces count = count_pieces(f, line);
    return count.tabs || (count.pieces >= COLUMNS_MIN && count.values > 0);
}

/* The line behind the last value of the table whose rows begin here; the same if there is none. */
static uint32_t rows_end(const finder *f, uint32_t from) {
    uint32_t end = from, gap = 0;
    for (uint32_t at = from; at < f->lines->count && gap <= GAP_MAX; at++) {
        if (is_furniture(f, at)) continue;
        duban_span line = duban_cell_span(f->lines, at);
        if (!may_be_cell(f, at) || is(f, &f->note, line) || !is(f, &f->cell, line)) break;
        gap++;
        if (!holds_value(f, at)) continue;
        end = at + 1;
        gap = 0;
    }
    return end;
}

/* The line behind the notes under a table that ends here. */
static uint32_t notes_end(const finder *f, uint32_t end) {
    while (end < f->lines->count && may_be_cell(f, end) &&
           is(f, &f->note, duban_cell_span(f->lines, end)))
        end++;
    return end;
}

/* A cell too wide for its line; its rest is on the same page. */
static bool continues_cell(const finder *f, uint32_t at) {
    const duban_block *b = &f->lines->document->blocks[at];
    return f->lines->lines[at - 1].class == DUBAN_LINE_CELL && b[-1].part == b->part &&
           duban_place_of(f->lines, at - 1, at) == DUBAN_PLACE_CONTINUES;
}

static void mark(const finder *f, uint32_t from, uint32_t to, uint32_t table) {
    for (uint32_t i = from; i < to; i++) {
        if (is_furniture(f, i)) continue;
        f->lines->lines[i].class = DUBAN_LINE_CELL;
        f->lines->lines[i].table = table;
        f->lines->lines[i].goes_on = i > from && continues_cell(f, i);
    }
}

void duban_cells_find(duban_lines *lines) {
    finder f = make_finder(lines);
    uint32_t table = duban_cell_last_table(lines);
    for (uint32_t i = 0; i < lines->count; i++) {
        if (!may_be_cell(&f, i) || is_furniture(&f, i)) continue;
        uint32_t rows = head_end(&f, i);
        if (rows == i) continue;
        uint32_t end = rows_end(&f, rows);
        if (end == rows) continue;
        end = notes_end(&f, end);
        mark(&f, i, end, ++table);
        i = end - 1;
    }
}
