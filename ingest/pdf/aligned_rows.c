/*
 * Rows and cells of a table without lines; see aligned.h.
 *
 * Each line with a segment in the anchor column is of another row. Of the lines between two of
 * them, those belong to the upper row that stand nearer to it or go on with full lines of its
 * cells; so do those below the last row, where what does not is text again.
 */
#include "ingest/pdf/aligned.h"

#include <math.h>
#include <string.h>

/* A line of a cell is full if it ends so near to the column's edge, in characters. A gap between
 * rows is wider than one between lines by this factor. */
static const float full = 1.3F, row_gap = 1.25F;

static const duban_pdf_segment *segment_in(const duban_pdf_segments *line, uint32_t column) {
    for (uint32_t i = 0; i < line->count; i++)
        if (line->segments[i].column == column) return &line->segments[i];
    return NULL;
}

static bool is_anchor(const duban_pdf_aligned *a, uint32_t line) {
    return segment_in(&a->lines[line], a->anchor) != NULL;
}

static float distance(const duban_pdf_aligned *a, uint32_t line) {
    const duban_pdf_line *p = a->lines[line - 1].line, *q = a->lines[line].line;
    return (q->top + q->bottom - p->top - p->bottom) / 2;
}

/* Do all segments of the line go on with full ones of the row, whose lines begin at first? */
static bool goes_on(const duban_pdf_aligned *a, uint32_t first, uint32_t line) {
    for (uint32_t i = 0; i < a->lines[line].count; i++) {
        uint32_t column = a->lines[line].segments[i].column;
        const duban_pdf_segment *above = NULL;
        for (uint32_t k = line; k-- > first && !above;) above = segment_in(&a->lines[k], column);
        float room = above ? a->columns[column].right - above->right : INFINITY;
        if (room > full * a->lines[line].line->em) return false;
    }
    return true;
}

/* The line that the next row begins with: anchor is that row's own, first the first of this one,
 * own that with its anchor. */
static uint32_t row_begin(const duban_pdf_aligned *a, uint32_t first, uint32_t own,
                          uint32_t anchor) {
    uint32_t widest = own + 1;
    float least = INFINITY;
    for (uint32_t i = own + 1; i <= anchor; i++) {
        if (distance(a, i) > distance(a, widest) + 0.1F) widest = i;
        least = fminf(least, distance(a, i));
    }
    if (distance(a, widest) > row_gap * least) return widest;
    if (own < a->body) return own + 1; /* names of columns are short: nothing shows them full */
    for (uint32_t i = own + 1; i < anchor; i++)
        if (!goes_on(a, first, i)) return i;
    return anchor;
}

/* The line behind the last one of the last row. */
static uint32_t rows_end(const duban_pdf_aligned *a, uint32_t first, uint32_t own) {
    uint32_t end = own + 1;
    float pitch = INFINITY;
    for (uint32_t i = a->from + 1; i < a->to; i++) pitch = fminf(pitch, distance(a, i));
    while (end < a->to && distance(a, end) < row_gap * pitch && goes_on(a, first, end)) end++;
    return end;
}

/* Do rows begin with the line of their anchor, all but the first, whose anchor goes on with nothing
 * that is full? */
static bool are_level(const duban_pdf_aligned *a, const uint32_t *begins, uint32_t count,
                      uint32_t anchor) {
    for (uint32_t r = 2; r < count; r++)
        if (!is_anchor(a, begins[r])) return false;
    for (uint32_t c = 0; c < a->column_count; c++) {
        const duban_pdf_segment *above = segment_in(&a->lines[anchor - 1], c);
        float room = above ? a->columns[c].right - above->right : INFINITY;
        if (room < full * a->lines[anchor].line->em && segment_in(&a->lines[anchor], c))
            return false;
    }
    return count > 2;
}

/* Where rows begin with their anchors, what stands before the first one is the rest of a row of the
 * page before, or of the head. */
static uint32_t part_rest(const duban_pdf_aligned *a, uint32_t *begins, uint32_t count) {
    uint32_t anchor = count > 1 ? begins[1] : a->to;
    while (anchor < a->to && !is_anchor(a, anchor)) anchor++;
    if (count < 2 || anchor == begins[1] || anchor == a->to || !are_level(a, begins, count, anchor))
        return count;
    memmove(begins + 3, begins + 2, (count - 2) * sizeof *begins);
    begins[2] = anchor;
    return count + 1;
}

/* The first lines of the rows, the head being one, and the line behind the last. */
static uint32_t find_rows(const duban_pdf_aligned *a, uint32_t *begins) {
    uint32_t count = 0, own = a->from;
    begins[count++] = a->from;
    for (uint32_t i = a->from + 1; i < a->to; i++) {
        if (!is_anchor(a, i)) continue;
        begins[count] = row_begin(a, begins[count - 1], own, i);
        count++;
        own = i;
    }
    count = part_rest(a, begins, count);
    begins[count] = rows_end(a, begins[count - 1], own);
    return count;
}

/* Between the line before and this one; the outer edges are a little outside. */
static float edge_above(const duban_pdf_aligned *a, uint32_t line, uint32_t end) {
    if (line == a->from) return a->lines[line].line->top - 1;
    if (line == end) return a->lines[line - 1].line->bottom + 1;
    return (a->lines[line - 1].line->bottom + a->lines[line].line->top) / 2;
}

duban_pdf_table duban_pdf_aligned_table(duban_arena *arena, const duban_pdf_aligned *a) {
    uint32_t *begins = duban_arena_alloc(arena, (a->to - a->from + 3u) * sizeof *begins);
    uint32_t rows = find_rows(a, begins), columns = a->column_count, end = begins[rows];
    float *x = duban_arena_alloc(arena, (columns + 1u) * sizeof *x);
    x[0] = a->columns[0].left - 1;
    x[columns] = a->columns[columns - 1].right + 1;
    for (uint32_t c = 1; c < columns; c++)
        x[c] = (a->columns[c - 1].right + a->columns[c].left) / 2;
    duban_pdf_table table = {
        .left = x[0],
        .right = x[columns],
        .top = edge_above(a, a->from, end),
        .bottom = edge_above(a, end, end),
        .rows = rows,
        .columns = columns,
        .edges = x,
        .reaches = duban_arena_copy(arena, a->columns, columns * sizeof *a->columns),
        .cells = duban_arena_alloc(arena, (size_t)rows * columns * sizeof *table.cells)};
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t c = 0; c < columns; c++)
            table.cells[table.count++] =
                (duban_pdf_cell){.left = x[c],
                                 .right = x[c + 1],
                                 .top = edge_above(a, begins[r], end),
                                 .bottom = edge_above(a, begins[r + 1], end),
                                 .row = (uint16_t)(r + 1),
                                 .column = (uint16_t)(c + 1),
                                 .row_span = 1,
                                 .column_span = 1};
    return table;
}

static bool is_in_ruled(const duban_pdf_sheet *sheet, const duban_pdf_word *w) {
    float y = (w->top + w->bottom) / 2;
    for (uint32_t t = 0; t < sheet->tables.count; t++)
        if (y > sheet->tables.items[t].top && y < sheet->tables.items[t].bottom) return true;
    return false;
}

static void add_table(duban_arena *arena, duban_pdf_tables *tables, duban_pdf_table table) {
    tables->items = duban_arena_grow(arena, tables->items, &tables->capacity, tables->count + 1,
                                     sizeof *tables->items);
    uint32_t at = tables->count++;
    for (; at > 0 && tables->items[at - 1].top > table.top; at--)
        tables->items[at] = tables->items[at - 1];
    tables->items[at] = table;
}

/* Does hardly more than a page number stand below the page's last table? */
static bool ends_page(const duban_pdf_sheet *sheet, const duban_pdf_table *last) {
    enum { FURNITURE_EMS = 30 };
    float ems = 0;
    for (uint32_t i = 0; i < sheet->words->count; i++)
        if (sheet->words->words[i].top > last->bottom) ems += sheet->words->words[i].ems;
    return ems < FURNITURE_EMS;
}

/* Does a table of the page before go on from this line, one of the first? */
static bool find_rest(const duban_pdf_sheet *before, duban_pdf_segments *lines, uint32_t count,
                      uint32_t from, duban_pdf_aligned *a) {
    enum { FURNITURE_MAX = 2 };
    const duban_pdf_tables *tables = before ? &before->tables : NULL;
    if (!tables || !tables->count || from > FURNITURE_MAX) return false;
    const duban_pdf_table *last = &tables->items[tables->count - 1];
    return last->reaches && ends_page(before, last) &&
           duban_pdf_aligned_go_on(lines, count, from, last, a);
}

void duban_pdf_aligned_tables(duban_arena *arena, const duban_pdf_sheet *before,
                              duban_pdf_sheet *sheet) {
    const duban_pdf_page *page = sheet->words;
    uint32_t *words = duban_arena_alloc(arena, (page->count + 1u) * sizeof *words), count = 0;
    for (uint32_t i = 0; i < page->count; i++)
        if (!page->words[i].stray && !is_in_ruled(sheet, &page->words[i])) words[count++] = i;
    duban_pdf_lines lines = duban_pdf_lines_make(arena, page, words, count);
    duban_pdf_segments *segments = duban_pdf_segments_make(arena, page, &lines);
    duban_pdf_aligned *a = duban_arena_alloc(arena, sizeof *a);
    for (uint32_t i = 0; i < lines.count; i++) {
        if (!duban_pdf_aligned_find(segments, lines.count, i, a) &&
            !find_rest(before, segments, lines.count, i, a))
            continue;
        duban_pdf_table table = duban_pdf_aligned_table(arena, a);
        add_table(arena, &sheet->tables, table);
        while (i + 1 < lines.count && lines.items[i + 1].bottom < table.bottom + 1) i++;
    }
}
