/* Baselines and gaps; see lines.h. */
#include "ingest/ofd/lines.h"

#include <math.h>
#include <stdlib.h>

#include "ingest/blank.h"

/* Glyphs whose baselines differ by less than this share of the font stand on one line. */
static const double same_line = 0.5;

/* A gap of more than this share of the font, beyond the glyph itself, is a space. */
static const double gap = 0.3;

static int by_baseline(const void *a, const void *b) {
    const duban_ofd_glyph *p = a, *q = b;
    if (p->y != q->y) return p->y < q->y ? -1 : 1;
    if (p->x != q->x) return p->x < q->x ? -1 : 1;
    return p->order < q->order ? -1 : p->order > q->order;
}

static int by_place(const void *a, const void *b) {
    const duban_ofd_glyph *p = a, *q = b;
    if (p->x != q->x) return p->x < q->x ? -1 : 1;
    return p->order < q->order ? -1 : p->order > q->order;
}

/* How wide a glyph is: a full em for ideographs and their punctuation, half of one for the rest. */
static double advance(const duban_ofd_glyph *g) {
    return g->size * (g->unit >= 0x2E80 ? 1.0 : 0.5);
}

static uint32_t line_end(const duban_ofd_glyphs *glyphs, uint32_t start) {
    const duban_ofd_glyph *first = &glyphs->items[start];
    uint32_t end = start + 1;
    while (end < glyphs->count &&
           glyphs->items[end].y - first->y < same_line * fmax(first->size, glyphs->items[end].size))
        end++;
    return end;
}

/* The left edge of the page's text, for indents. */
static double left_edge(const duban_ofd_glyphs *glyphs) {
    double left = INFINITY;
    for (uint32_t i = 0; i < glyphs->count; i++)
        if (!duban_unit_is_blank(glyphs->items[i].unit)) left = fmin(left, glyphs->items[i].x);
    return left;
}

/* The same glyph twice at one place: bold faked by printing it again. */
static bool repeats(const duban_ofd_glyph *before, const duban_ofd_glyph *g) {
    return before->unit == g->unit && fabs(before->x - g->x) < 0.2 * g->size;
}

/* Units of one line need ascending places in the part: a unit out of order keeps only its text. */
static void write_line(const duban_ofd_glyph *g, uint32_t count, duban_builder *builder) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (i && repeats(&g[i - 1], &g[i])) continue;
        bool apart = i && g[i].x - g[i - 1].x - advance(&g[i - 1]) > gap * g[i].size;
        if (apart && !duban_unit_is_blank(g[i].unit) && !duban_unit_is_blank(g[i - 1].unit))
            duban_builder_add(builder, u' ', at, 0);
        bool ordered = g[i].src >= at;
        duban_builder_add(builder, g[i].unit, ordered ? g[i].src : at, ordered ? g[i].width : 0);
        if (ordered) at = g[i].src + g[i].width;
    }
}

void duban_ofd_lines_write(duban_ofd_glyphs *glyphs, uint32_t part, bool aside,
                           duban_builder *builder) {
    if (!glyphs->count) return;
    qsort(glyphs->items, glyphs->count, sizeof *glyphs->items, by_baseline);
    double left = left_edge(glyphs);
    for (uint32_t start = 0; start < glyphs->count;) {
        uint32_t end = line_end(glyphs, start);
        duban_ofd_glyph *line = &glyphs->items[start];
        uint32_t count = end - start;
        qsort(line, count, sizeof *line, by_place);
        while (count && duban_unit_is_blank(line->unit)) line++, count--;
        while (count && duban_unit_is_blank(line[count - 1].unit)) count--;
        start = end;
        if (!count) continue;
        double indent = fmin(fmax((line->x - left) / line->size + 0.5, 0), UINT16_MAX);
        duban_builder_open(builder, (duban_block){.kind = DUBAN_BLOCK_LINE,
                                                  .part = part,
                                                  .aside = aside,
                                                  .indent = (uint16_t)indent});
        write_line(line, count, builder);
        duban_builder_close(builder);
    }
}
