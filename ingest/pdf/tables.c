/*
 * Tables that go on over pages; see page.h.
 *
 * A table at the top of a page goes on with the one at the end of the page before if their columns
 * are the same. Its first row may repeat the head; it may be the rest of a row that the page cut.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/pdf/page.h"

/* Columns of two pages are the same if their edges are this near. */
static const float same_edge = 5;

/* A line of a cell is full if it ends this near to its edge, in characters. */
static const float full = 1.8F;

/* Rows of a head that may be repeated. */
enum { HEAD_ROWS_MAX = 3 };

/* Columns without lines are as wide as what stands in them: the same overlap, and no others. */
static bool have_same_reach(const duban_pdf_table *a, const duban_pdf_table *b) {
    for (uint32_t i = 0; i < a->columns; i++)
        for (uint32_t k = 0; k < b->columns; k++) {
            bool overlap = a->reaches[i].left < b->reaches[k].right &&
                           b->reaches[k].left < a->reaches[i].right;
            if (overlap != (i == k)) return false;
        }
    return true;
}

static bool has_same_columns(const duban_pdf_table *a, const duban_pdf_table *b) {
    if (a->columns != b->columns || !a->reaches != !b->reaches) return false;
    if (a->reaches) return have_same_reach(a, b);
    for (uint32_t i = 0; i <= a->columns; i++)
        if (fabsf(a->edges[i] - b->edges[i]) > same_edge) return false;
    return true;
}

/* Is there nothing but furniture above or below the table? */
static bool is_outermost(const duban_pdf_sheet *sheet, uint32_t table, bool below) {
    const duban_pdf_table *t = &sheet->tables.items[table];
    if (below ? table + 1 < sheet->tables.count : table > 0) return false;
    for (uint32_t c = 0; c < sheet->column_count; c++) {
        const duban_pdf_column *column = &sheet->columns[c];
        for (uint32_t i = 0; i < column->lines.count; i++) {
            const duban_pdf_line *l = &column->lines.items[i];
            if (!column->aside[i] && (below ? l->top > t->bottom : l->bottom < t->top))
                return false;
        }
    }
    return true;
}

/* Does the table that begins this page go on with the last one of the page before? */
static bool continues(const duban_pdf_sheet *before, const duban_pdf_sheet *sheet) {
    if (!before->tables.count || !sheet->tables.count) return false;
    uint32_t last = before->tables.count - 1;
    return is_outermost(before, last, true) && is_outermost(sheet, 0, false) &&
           has_same_columns(&before->tables.items[last], &sheet->tables.items[0]);
}

/* No line closes the row at the end of the one page nor begins it on the other. */
static bool is_row_open(const duban_pdf_table *above, const duban_pdf_table *below,
                        uint32_t repeated) {
    for (uint32_t i = 0; i < below->count; i++)
        if (below->cells[i].row == 1 + repeated && !below->cells[i].open_above) return false;
    for (uint32_t i = 0; i < above->count; i++) {
        const duban_pdf_cell *c = &above->cells[i];
        if (c->row + c->row_span - 1u == above->rows && !c->open_below) return false;
    }
    return true;
}

/* What stands in a cell: how far its last line reaches. */
typedef struct {
    bool filled;
    float bottom, right, em;
} content;

static content content_of(const duban_pdf_sheet *sheet, uint32_t table, uint32_t cell) {
    content c = {.bottom = -INFINITY};
    for (uint32_t i = 0; i < sheet->words->count; i++) {
        const duban_pdf_word *w = &sheet->words->words[i];
        if (w->table != table + 1 || w->cell != cell) continue;
        float middle = (w->top + w->bottom) / 2;
        if (c.filled && middle < c.bottom - (w->bottom - w->top) / 2) continue;
        bool same_line = c.filled && middle < c.bottom + (w->bottom - w->top) / 2;
        c = (content){true, middle, same_line ? fmaxf(c.right, w->right) : w->right,
                      (w->right - w->left) / w->ems};
    }
    return c;
}

/* The cell at the end of the table above this column; its count if there is none. */
static uint32_t cell_above(const duban_pdf_table *above, uint16_t column) {
    uint32_t i = 0;
    while (i < above->count &&
           !(above->cells[i].column <= column &&
             above->cells[i].column + above->cells[i].column_span > column &&
             above->cells[i].row + above->cells[i].row_span - 1u == above->rows))
        i++;
    return i;
}

/*
 * The page closes the row with a line, as word processors do, but what stands below goes on with
 * lines that were full, and beside it cells are empty that were not.
 */
static bool is_row_cut(const duban_pdf_sheet *before, const duban_pdf_sheet *sheet) {
    uint32_t last = before->tables.count - 1, going_on = 0, ended = 0;
    const duban_pdf_table *above = &before->tables.items[last], *below = &sheet->tables.items[0];
    for (uint32_t i = 0; i < below->count; i++) {
        if (below->cells[i].row != 1 + sheet->repeated) continue;
        uint32_t up = cell_above(above, below->cells[i].column);
        if (up == above->count) return false;
        content text = content_of(before, last, up), rest = content_of(sheet, 0, i);
        if (!rest.filled) {
            ended += text.filled;
            continue;
        }
        if (!text.filled || above->cells[up].right - text.right > full * text.em) return false;
        going_on++;
    }
    return going_on > 0 && ended > 0;
}

/* Words of one row of both tables, in the order of the page. */
static bool is_same_row(const duban_pdf_sheet *a, uint32_t table, const duban_pdf_sheet *b,
                        uint32_t row) {
    const duban_pdf_table *ta = &a->tables.items[table], *tb = &b->tables.items[0];
    uint32_t i = 0, k = 0, same = 0;
    for (;; i++, k++) {
        for (; i < a->words->count; i++) {
            const duban_pdf_word *w = &a->words->words[i];
            if (w->table == table + 1 && ta->cells[w->cell].row == row) break;
        }
        for (; k < b->words->count; k++) {
            const duban_pdf_word *w = &b->words->words[k];
            if (w->table == 1 && tb->cells[w->cell].row == row) break;
        }
        if (i >= a->words->count || k >= b->words->count) break;
        const duban_pdf_word *p = &a->words->words[i], *q = &b->words->words[k];
        if (p->bytes != q->bytes || memcmp(p->text, q->text, p->bytes) != 0) return false;
        same++;
    }
    return same > 0 && i >= a->words->count && k >= b->words->count;
}

/* Where the table began that runs over pages. */
typedef struct {
    const duban_pdf_sheet *sheet;
    uint32_t table, number, rows;
} running;

static void go_on(const duban_pdf_sheet *before, duban_pdf_sheet *s, running *r) {
    const duban_pdf_table *above = &before->tables.items[before->tables.count - 1];
    s->goes_on = true;
    while (s->repeated < HEAD_ROWS_MAX && s->repeated + 1 < s->tables.items[0].rows &&
           s->repeated < r->rows && is_same_row(r->sheet, r->table, s, s->repeated + 1))
        s->repeated++;
    r->rows -= s->repeated;
    if (r->rows && (is_row_open(above, &s->tables.items[0], s->repeated) || is_row_cut(before, s)))
        r->rows--;
}

void duban_pdf_tables_number(duban_arena *arena, duban_pdf_sheet *sheets, uint32_t count) {
    running r = {0};
    for (uint32_t p = 0; p < count; p++) {
        duban_pdf_sheet *s = &sheets[p];
        s->numbers = duban_arena_alloc(arena, (s->tables.count + 1u) * sizeof *s->numbers);
        s->first_rows = duban_arena_alloc(arena, (s->tables.count + 1u) * sizeof *s->first_rows);
        for (uint32_t t = 0; t < s->tables.count; t++) {
            if (t == 0 && p > 0 && continues(&sheets[p - 1], s))
                go_on(&sheets[p - 1], s, &r);
            else
                r = (running){s, t, r.number + 1, 0};
            s->numbers[t] = r.number;
            s->first_rows[t] = r.rows;
            r.rows += s->tables.items[t].rows;
        }
    }
}
