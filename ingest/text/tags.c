/*
 * Tables that a converter wrote as HTML tags into Markdown or plain text, as it does for cells that
 * span rows and columns, which pipe tables cannot.
 *
 * <table> ... <tr><td rowspan=2> ... </table> -> a block for each cell that is not empty, placed
 * in the grid as HTML 4 forms it. A table that is never closed is no table: its lines stay lines.
 * Skipped on purpose: nested tables, whose text falls to the cell around them.
 */
#include <string.h>

#include "base/limits.h"
#include "ingest/text/lines.h"

typedef struct {
    duban_text_reader *reader;
    const char16_t *text;
    uint32_t at, end; /* of the table's inside */
    uint32_t row;
    uint16_t busy[DUBAN_TABLE_COLUMNS_MAX + 1]; /* rows for which each column is still taken */
} scanner;

static char lower(char16_t u) {
    return u >= 'A' && u <= 'Z' ? (char)(u + 32) : u < 0x80 ? (char)u : '?';
}

/* Does the word stand here, whatever its case? */
static bool stands_at(const char16_t *text, uint32_t at, uint32_t end, const char *word) {
    for (; *word; word++, at++)
        if (at >= end || lower(text[at]) != *word) return false;
    return true;
}

/* A tag of this name: "<th" is not the beginning of <thead>. */
static bool is_tag(const char16_t *text, uint32_t at, uint32_t end, const char *tag) {
    uint32_t behind = at + (uint32_t)strlen(tag);
    if (!stands_at(text, at, end, tag)) return false;
    return behind >= end || lower(text[behind]) < 'a' || lower(text[behind]) > 'z';
}

/* The next place where the word stands; end if it does not. */
static uint32_t find(const char16_t *text, uint32_t at, uint32_t end, const char *word) {
    while (at < end && !stands_at(text, at, end, word)) at++;
    return at;
}

/* Behind the tag that begins here. */
static uint32_t behind_tag(const scanner *s, uint32_t at) {
    while (at < s->end && s->text[at] != '>') at++;
    return at < s->end ? at + 1 : at;
}

/* The number in an attribute of the tag [at, end), 1 if there is none. */
static uint16_t span_in(const scanner *s, uint32_t at, uint32_t end, const char *name) {
    at = find(s->text, at, end, name) + (uint32_t)strlen(name);
    while (at < end && (s->text[at] < '0' || s->text[at] > '9')) at++;
    uint32_t value = 0;
    for (; at < end && s->text[at] >= '0' && s->text[at] <= '9' && value < 1000; at++)
        value = value * 10 + (uint32_t)(s->text[at] - '0');
    if (value < 1) return 1;
    return (uint16_t)(value > DUBAN_TABLE_COLUMNS_MAX ? DUBAN_TABLE_COLUMNS_MAX : value);
}

static void begin_row(scanner *s) {
    s->row++;
    for (uint32_t c = 1; c <= DUBAN_TABLE_COLUMNS_MAX; c++)
        if (s->busy[c]) s->busy[c]--;
}

static duban_block place_cell(scanner *s, uint32_t tag, uint32_t tag_end) {
    uint32_t column = 1;
    if (s->row == 0) begin_row(s);
    while (column < DUBAN_TABLE_COLUMNS_MAX && s->busy[column]) column++;
    duban_block cell = {.kind = DUBAN_BLOCK_CELL,
                        .table = s->reader->table,
                        .row = s->row,
                        .column = column,
                        .row_span = span_in(s, tag, tag_end, "rowspan"),
                        .column_span = span_in(s, tag, tag_end, "colspan")};
    uint32_t last = column + cell.column_span - 1;
    for (uint32_t c = column; c <= last && c <= DUBAN_TABLE_COLUMNS_MAX; c++)
        s->busy[c] = cell.row_span;
    return cell;
}

static bool ends_cell(const scanner *s, uint32_t at) {
    static const char *const tags[] = {"</td", "</th", "<td", "<th", "<tr", "</tr"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (is_tag(s->text, at, s->end, tags[i])) return true;
    return false;
}

static void read_cell(scanner *s) {
    uint32_t tag = s->at, start = behind_tag(s, tag), stop = start;
    duban_block cell = place_cell(s, tag, start);
    for (; stop < s->end && !(s->text[stop] == '<' && ends_cell(s, stop)); stop++)
        if (s->text[stop] == '\n' || s->text[stop] == '\r') s->reader->drop[stop] = 1;
    duban_text_add(s->reader, start, stop, cell);
    s->at = stop;
}

static void read_cells(scanner *s) {
    while (s->at < s->end) {
        if (is_tag(s->text, s->at, s->end, "<tr")) begin_row(s);
        if (is_tag(s->text, s->at, s->end, "<td") || is_tag(s->text, s->at, s->end, "<th"))
            read_cell(s);
        else
            s->at++;
    }
}

uint32_t duban_text_read_tags(duban_text_reader *r, uint32_t start) {
    const duban_decoded *d = r->decoded;
    if (!stands_at(d->text, start, d->length, "<table")) return start;
    uint32_t end = r->tables_end > start ? find(d->text, start, d->length, "</table") : d->length;
    if (end == d->length) {
        r->tables_end = start; /* none is closed from here on: do not look again */
        return start;
    }
    scanner s = {.reader = r, .text = d->text, .at = start, .end = end};
    bool markdown = r->markdown;
    r->markdown = true;
    r->table++;
    r->row = 0;
    read_cells(&s);
    r->markdown = markdown;
    return behind_tag(&(scanner){.text = d->text, .end = d->length}, end);
}
