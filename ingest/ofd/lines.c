/*
 * Baselines and gaps; see lines.h.
 *
 * Text that runs another way than most of its page is read behind it, the page turned. Text
 * athwart the page is a watermark: one line aside.
 */
#include "ingest/ofd/lines.h"

#include <math.h>
#include <stdlib.h>

#include "ingest/blank.h"
#include "ingest/ofd/columns.h"

/* Glyphs whose baselines differ by less than this share of the font stand on one line. */
static const double same_line = 0.5;

/* A gap of more than this share of the font, beyond the glyph itself, is a space. */
static const double gap = 0.3;

/* But not between glyphs that stand this close at least, in ems, and evenly: they are spaced out,
 * or figures are as wide as ideographs. */
static const double close_pitch = 1.6;
static const double even_pitch = 0.1;

typedef struct {
    duban_arena *arena;
    duban_ofd_line *items;
    uint32_t count, capacity;
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

/* Turns the page under glyphs that do not run to the right, so that they do. */
static void turn_page(duban_ofd_glyphs *glyphs) {
    for (uint32_t i = 0; i < glyphs->count; i++) {
        duban_ofd_glyph *g = &glyphs->items[i];
        double x = g->x, y = g->y;
        if (g->turn == DUBAN_OFD_DOWNWARD) g->x = y, g->y = -x;
        if (g->turn == DUBAN_OFD_LEFTWARD) g->x = -x, g->y = -y;
        if (g->turn == DUBAN_OFD_UPWARD) g->x = -y, g->y = x;
    }
}

static uint32_t line_end(const duban_ofd_glyphs *glyphs, uint32_t start, uint32_t limit) {
    const duban_ofd_glyph *first = &glyphs->items[start];
    uint32_t end = start + 1;
    while (end < limit && (first->turn == DUBAN_OFD_ATHWART ||
                           glyphs->items[end].y - first->y <
                               same_line * fmax(first->size, glyphs->items[end].size)))
        end++;
    return end;
}

static void add_line(lines *l, duban_ofd_glyph *glyphs, uint32_t count, uint32_t sheet,
                     bool aside) {
    if (glyphs->turn == DUBAN_OFD_ATHWART)
        aside = true;
    else
        qsort(glyphs, count, sizeof *glyphs, by_place);
    while (count && duban_unit_is_blank(glyphs->unit)) glyphs++, count--;
    while (count && duban_unit_is_blank(glyphs[count - 1].unit)) count--;
    if (!count) return;
    const duban_ofd_glyph *last = &glyphs[count - 1];
    l->items = duban_arena_grow(l->arena, l->items, &l->capacity, l->count + 1, sizeof *l->items);
    l->items[l->count++] = (duban_ofd_line){.glyphs = glyphs,
                                            .count = count,
                                            .sheet = sheet,
                                            .left = glyphs->x,
                                            .right = last->x + duban_ofd_advance(last),
                                            .size = glyphs->size,
                                            .aside = aside};
}

/* The lines that run one way, from..to of the sorted glyphs. */
static void add_lines(lines *l, duban_ofd_sheet *sheet, uint32_t number, uint32_t from,
                      uint32_t to) {
    for (uint32_t end; from < to; from = end) {
        end = line_end(&sheet->glyphs, from, to);
        add_line(l, &sheet->glyphs.items[from], end - from, number, sheet->aside);
    }
}

/* What most of the sheet runs like comes first. */
static void add_sheet(lines *l, duban_ofd_sheet *sheet, uint32_t number) {
    uint32_t ends[DUBAN_OFD_TURNS + 1] = {0};
    duban_ofd_glyphs *glyphs = &sheet->glyphs;
    if (!glyphs->count) return;
    turn_page(glyphs);
    qsort(glyphs->items, glyphs->count, sizeof *glyphs->items, by_baseline);
    for (uint32_t i = 0; i < glyphs->count; i++) ends[glyphs->items[i].turn + 1]++;
    uint32_t most = 0;
    for (uint32_t t = 0; t < DUBAN_OFD_ATHWART; t++)
        if (ends[t + 1] > ends[most + 1]) most = t;
    for (uint32_t t = 0; t < DUBAN_OFD_TURNS; t++) ends[t + 1] += ends[t];
    add_lines(l, sheet, number, ends[most], ends[most + 1]);
    for (uint32_t t = 0; t < DUBAN_OFD_TURNS; t++)
        if (t != most) add_lines(l, sheet, number, ends[t], ends[t + 1]);
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

static void write_units(const duban_ofd_line *line, duban_builder *builder) {
    for (uint32_t i = 0; i < line->count; i++) {
        const duban_ofd_glyph *g = &line->glyphs[i];
        if (i && repeats(g - 1, g)) continue;
        if (i && is_apart(line, i)) duban_builder_add(builder, u' ', g[-1].src + g[-1].width, 0);
        duban_builder_add(builder, g->unit, g->src, g->width);
    }
}

static void write_line(const duban_ofd_line *line, uint32_t part, duban_builder *builder) {
    duban_builder_open(builder, (duban_block){.kind = DUBAN_BLOCK_LINE,
                                              .part = part,
                                              .aside = line->aside,
                                              .stands = line->stands,
                                              .indent = line->indent});
    write_units(line, builder);
    duban_builder_close(builder);
}

static void separate(const duban_ofd_sheet *sheet, duban_builder *builder) {
    duban_builder_open(builder, (duban_block){.kind = DUBAN_BLOCK_RULE, .part = sheet->part});
    duban_builder_close(builder);
}

void duban_ofd_lines_write(duban_ofd_sheet *sheets, uint32_t count, duban_builder *builder) {
    lines l = {.arena = builder->document->arena};
    for (uint32_t i = 0; i < count; i++) add_sheet(&l, &sheets[i], i);
    duban_ofd_columns_find(l.arena, l.items, l.count);
    uint32_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (i && !sheets[i - 1].aside) separate(&sheets[i - 1], builder);
        for (; at < l.count && l.items[at].sheet == i; at++)
            write_line(&l.items[at], sheets[i].part, builder);
    }
}
