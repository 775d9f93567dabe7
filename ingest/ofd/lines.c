/*
 * Baselines and gaps; see lines.h.
 *
 * Text in the cells of ruled tables is taken out first and stands where the table begins. Text that
 * runs another way than most of its page is read behind it, the page turned. Text
 * athwart the page is a watermark: one line aside.
 */
#include "ingest/ofd/lines.h"

#include <math.h>
#include <stdlib.h>

#include "ingest/blank.h"
#include "ingest/ofd/cells.h"
#include "ingest/ofd/turn.h"

/* Glyphs whose baselines differ by less than this share of the font stand on one line. */
static const double same_line = 0.5;

/* A gap of more than this share of the font, beyond the glyph itself, is a space. */
static const double gap = 0.3;

/* But not between glyphs that stand this close at least, in ems, and evenly: they are spaced out,
 * or figures are as wide as ideographs. */
static const double close_pitch = 1.6;
static const double even_pitch = 0.1;

/* A line of a cell that ends this many ems before the cell does, and is this long, ends a
 * paragraph. */
static const double cell_room = 3;
enum { CELL_LINE = 8 };

/* The lines and tables of one sheet. */
typedef struct {
    duban_ofd_table *tables;
    uint32_t table_count;
} ruled;

typedef struct {
    duban_arena *arena;
    duban_ofd_line *items;
    uint32_t count, capacity;
    duban_builder *builder;
    uint32_t table; /* tables written so far */
} lines;

static int by_order(const duban_ofd_glyph *p, const duban_ofd_glyph *q) {
    return p->order < q->order ? -1 : p->order > q->order;
}

static int by_baseline(const void *a, const void *b) {
    const duban_ofd_glyph *p = a, *q = b;
    if (p->turn != q->turn) return p->turn < q->turn ? -1 : 1;
    if (p->turn == DUBAN_OFD_ATHWART) return by_order(p, q);
    if (p->y != q->y) return p->y < q->y ? -1 : 1;
    if (p->x != q->x) return p->x < q->x ? -1 : 1;
    return by_order(p, q);
}

static int by_place(const void *a, const void *b) {
    const duban_ofd_glyph *p = a, *q = b;
    if (p->x != q->x) return p->x < q->x ? -1 : 1;
    return by_order(p, q);
}

static uint32_t line_end(const duban_ofd_glyph *glyphs, uint32_t start, uint32_t limit) {
    const duban_ofd_glyph *first = &glyphs[start];
    uint32_t end = start + 1;
    while (end < limit &&
           (first->turn == DUBAN_OFD_ATHWART ||
            glyphs[end].y - first->y < same_line * fmax(first->size, glyphs[end].size)))
        end++;
    return end;
}

/* The ink of a line, from left to right; no glyphs if there is none. */
static duban_ofd_line make_line(duban_ofd_glyph *glyphs, uint32_t count) {
    bool athwart = glyphs->turn == DUBAN_OFD_ATHWART;
    if (!athwart) qsort(glyphs, count, sizeof *glyphs, by_place);
    while (count && duban_unit_is_blank(glyphs->unit)) glyphs++, count--;
    while (count && duban_unit_is_blank(glyphs[count - 1].unit)) count--;
    if (!count) return (duban_ofd_line){0};
    const duban_ofd_glyph *last = &glyphs[count - 1];
    return (duban_ofd_line){.glyphs = glyphs,
                            .count = count,
                            .left = glyphs->x,
                            .right = last->x + duban_ofd_advance(last),
                            .baseline = glyphs->y,
                            .size = glyphs->size,
                            .aside = athwart};
}

static duban_ofd_line *cut(duban_arena *arena, duban_ofd_glyph *glyphs, uint32_t count,
                           uint32_t *made) {
    duban_ofd_line *items = NULL;
    uint32_t capacity = 0;
    *made = 0;
    if (count) qsort(glyphs, count, sizeof *glyphs, by_baseline);
    for (uint32_t from = 0, to; from < count; from = to) {
        to = line_end(glyphs, from, count);
        duban_ofd_line line = make_line(&glyphs[from], to - from);
        if (!line.count) continue;
        items = duban_arena_grow(arena, items, &capacity, *made + 1, sizeof *items);
        items[(*made)++] = line;
    }
    return items;
}

/* The lines that run one way. */
static void add_lines(lines *l, const duban_ofd_sheet *sheet, uint32_t number,
                      duban_ofd_glyph *glyphs, uint32_t count) {
    uint32_t made;
    duban_ofd_line *items = cut(l->arena, glyphs, count, &made);
    l->items =
        duban_arena_grow(l->arena, l->items, &l->capacity, l->count + made + 1, sizeof *l->items);
    for (uint32_t i = 0; i < made; i++) {
        items[i].sheet = number;
        items[i].aside |= sheet->aside;
        l->items[l->count++] = items[i];
    }
}

/* What most of the sheet runs like comes first; its tables are returned. */
static ruled add_sheet(lines *l, duban_ofd_sheet *sheet, uint32_t number) {
    uint32_t ends[DUBAN_OFD_TURNS + 1] = {0};
    duban_ofd_glyphs *glyphs = &sheet->glyphs;
    ruled found = {0};
    if (!glyphs->count) return found;
    duban_ofd_turn_glyphs(glyphs);
    qsort(glyphs->items, glyphs->count, sizeof *glyphs->items, by_baseline);
    for (uint32_t i = 0; i < glyphs->count; i++) ends[glyphs->items[i].turn + 1]++;
    uint32_t most = 0;
    for (uint32_t t = 0; t < DUBAN_OFD_ATHWART; t++)
        if (ends[t + 1] > ends[most + 1]) most = t;
    for (uint32_t t = 0; t < DUBAN_OFD_TURNS; t++) ends[t + 1] += ends[t];
    duban_ofd_glyph *main = &glyphs->items[ends[most]];
    uint32_t count = ends[most + 1] - ends[most];
    duban_ofd_turn_ruling(&glyphs->ruling, (uint8_t)most);
    duban_ofd_grids grids = duban_ofd_grids_find(l->arena, &glyphs->ruling);
    if (!sheet->aside)
        found.tables =
            duban_ofd_cells_take(l->arena, &grids, main, &count, cut, &found.table_count);
    add_lines(l, sheet, number, main, count);
    for (uint32_t t = 0; t < DUBAN_OFD_TURNS; t++)
        if (t != most) add_lines(l, sheet, number, &glyphs->items[ends[t]], ends[t + 1] - ends[t]);
    return found;
}

/* The same glyph twice at one place: bold faked by printing it again. */
static bool repeats(const duban_ofd_glyph *before, const duban_ofd_glyph *g) {
    return before->unit == g->unit && fabs(before->x - g->x) < 0.2 * g->size;
}

static bool is_even(const duban_ofd_line *line, uint32_t at, double pitch) {
    const duban_ofd_glyph *g = line->glyphs;
    double most = even_pitch * g[at].size;
    return (at > 1 && fabs(g[at - 1].x - g[at - 2].x - pitch) < most) ||
           (at + 1 < line->count && fabs(g[at + 1].x - g[at].x - pitch) < most);
}

/* Is there a space before this glyph? */
static bool is_apart(const duban_ofd_line *line, uint32_t at) {
    const duban_ofd_glyph *g = &line->glyphs[at], *before = g - 1;
    if (duban_unit_is_blank(g->unit) || duban_unit_is_blank(before->unit)) return false;
    if (g->turn == DUBAN_OFD_ATHWART) return false;
    double pitch = g->x - before->x;
    if (pitch - duban_ofd_advance(before) <= gap * g->size) return false;
    return pitch > close_pitch * g->size || !is_even(line, at, pitch);
}

/* The glyphs of a line from one on that are of one part. */
static uint32_t same_part(const duban_ofd_line *line, uint32_t from) {
    uint32_t to = from + 1;
    while (to < line->count && line->glyphs[to].part == line->glyphs[from].part) to++;
    return to;
}

static void write_units(const duban_ofd_line *line, uint32_t from, uint32_t to,
                        duban_builder *builder) {
    for (uint32_t i = from; i < to; i++) {
        const duban_ofd_glyph *g = &line->glyphs[i];
        if (i && repeats(g - 1, g)) continue;
        if (i > from && is_apart(line, i))
            duban_builder_add(builder, u' ', g[-1].src + g[-1].width, 0);
        duban_builder_add(builder, g->unit, g->src, g->width);
    }
}

/* A block has one part: what stands on a line with text of another is a line of its own. */
static void write_line(const duban_ofd_line *line, duban_builder *builder) {
    for (uint32_t from = 0, to; from < line->count; from = to) {
        to = same_part(line, from);
        duban_builder_open(builder, (duban_block){.kind = DUBAN_BLOCK_LINE,
                                                  .part = line->glyphs[from].part,
                                                  .aside = line->aside,
                                                  .stands = line->stands,
                                                  .indent = line->indent});
        write_units(line, from, to, builder);
        duban_builder_close(builder);
    }
}

static bool ends_paragraph(const duban_ofd_cell *cell, const duban_ofd_line *line) {
    return cell->right - line->right > cell_room * line->size && line->count >= CELL_LINE;
}

static void open_cell(const lines *l, const duban_ofd_cell *cell, uint32_t part) {
    duban_builder_open(l->builder, (duban_block){.kind = DUBAN_BLOCK_CELL,
                                                 .part = part,
                                                 .table = l->table,
                                                 .row = cell->row,
                                                 .column = cell->column,
                                                 .row_span = cell->row_span,
                                                 .column_span = cell->column_span});
}

/* The lines of a cell are one text unless a long one ends early or another part goes on. */
static void write_cell(const lines *l, const duban_ofd_cell *cell) {
    uint32_t part = UINT32_MAX;
    for (uint32_t i = 0; i < cell->line_count; i++) {
        const duban_ofd_line *line = &cell->lines[i];
        for (uint32_t from = 0, to; from < line->count; from = to) {
            to = same_part(line, from);
            bool begins =
                line->glyphs[from].part != part || (i && !from && ends_paragraph(cell, line - 1));
            if (begins && part != UINT32_MAX) duban_builder_close(l->builder);
            part = line->glyphs[from].part;
            if (begins) open_cell(l, cell, part);
            write_units(line, from, to, l->builder);
        }
    }
    if (part != UINT32_MAX) duban_builder_close(l->builder);
}

static void write_table(lines *l, const duban_ofd_table *table) {
    l->table++;
    for (uint32_t i = 0; i < table->count; i++) write_cell(l, &table->cells[i]);
}

static void separate(const duban_ofd_sheet *sheet, duban_builder *builder) {
    duban_builder_open(builder, (duban_block){.kind = DUBAN_BLOCK_RULE, .part = sheet->part});
    duban_builder_close(builder);
}

void duban_ofd_lines_write(duban_ofd_sheet *sheets, uint32_t count, duban_builder *builder) {
    lines l = {.arena = builder->document->arena, .builder = builder};
    ruled *found = duban_arena_alloc(l.arena, (count + 1) * sizeof *found);
    for (uint32_t i = 0; i < count; i++) found[i] = add_sheet(&l, &sheets[i], i);
    duban_ofd_columns_find(l.arena, l.items, l.count);
    uint32_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t table = 0;
        if (i && !sheets[i - 1].aside) separate(&sheets[i - 1], builder);
        for (; at < l.count && l.items[at].sheet == i; at++) {
            for (;
                 table < found[i].table_count && found[i].tables[table].top < l.items[at].baseline;
                 table++)
                write_table(&l, &found[i].tables[table]);
            write_line(&l.items[at], builder);
        }
        for (; table < found[i].table_count; table++) write_table(&l, &found[i].tables[table]);
    }
}
