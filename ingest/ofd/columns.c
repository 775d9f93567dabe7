/*
 * Edges by counting; see columns.h.
 *
 * The left edge is the leftmost millimetre in which a share of the lines begins, the right edge
 * the rightmost in which a share ends: continued lines of justified text do, first lines, last
 * lines and titles do not. A page is measured for itself where it has lines enough (odd and even
 * pages may differ), else by the whole document.
 */
#include "ingest/ofd/columns.h"

#include <math.h>
#include <stdlib.h>

#include "ingest/document.h"

enum {
    BINS = 1000,    /* millimetres of a page; beyond is the last */
    FEWEST = 3,     /* lines that make an edge */
    SHARE = 12,     /* and at least one in so many */
    NARROWEST = 10, /* ems between the edges */
};

typedef struct {
    double left, right, size; /* size: of most text */
    bool known;
} edges;

double duban_ofd_advance(const duban_ofd_glyph *glyph) {
    return glyph->em * (glyph->unit >= 0x2E80 ? 1.0 : 0.5);
}

static uint32_t bin_of(double x) { return (uint32_t)fmin(fmax(x, 0), BINS); }

static int by_value(const void *a, const void *b) {
    const double *p = a, *q = b;
    return (*p > *q) - (*p < *q);
}

static double usual_size(duban_arena *arena, const duban_ofd_line *lines, uint32_t count) {
    double *sizes = duban_arena_alloc(arena, count * sizeof *sizes);
    for (uint32_t i = 0; i < count; i++) sizes[i] = lines[i].size;
    qsort(sizes, count, sizeof *sizes, by_value);
    return sizes[count / 2];
}

/* The outermost pair of neighbouring bins that hold an edge's share of lines; BINS + 1: none. */
static uint32_t outermost(const uint32_t *bins, uint32_t need, bool from_right) {
    for (uint32_t i = 0; i < BINS; i++) {
        uint32_t at = from_right ? BINS - 1 - i : i;
        if (bins[at] + bins[at + 1] >= need) return at;
    }
    return BINS + 1;
}

static edges find_edges(duban_arena *arena, const duban_ofd_line *lines, uint32_t count) {
    uint32_t begins[BINS + 1] = {0}, ends[BINS + 1] = {0}, counted = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (lines[i].aside) continue;
        begins[bin_of(lines[i].left)]++;
        ends[bin_of(lines[i].right)]++;
        counted++;
    }
    uint32_t need = counted / SHARE > FEWEST ? counted / SHARE : FEWEST;
    uint32_t left = outermost(begins, need, false), right = outermost(ends, need, true);
    if (counted < need || left > BINS || right > BINS) return (edges){0};
    edges e = {.left = left + 2, .right = right, .size = usual_size(arena, lines, count)};
    for (uint32_t i = 0; i < count; i++) {
        if (lines[i].aside) continue;
        if (bin_of(lines[i].left) - left < 2) e.left = fmin(e.left, lines[i].left);
        if (bin_of(lines[i].right) - right < 2) e.right = fmax(e.right, lines[i].right);
    }
    e.known = e.right - e.left > NARROWEST * e.size;
    return e;
}

/* Do nearly all lines stand between the edges? */
static bool fits(const edges *e, const duban_ofd_line *lines, uint32_t count) {
    uint32_t outside = 0;
    for (uint32_t i = 0; i < count; i++)
        outside += !lines[i].aside && (lines[i].left < e->left - lines[i].size ||
                                       lines[i].right > e->right + 2 * lines[i].size);
    return outside * 10 <= count;
}

/* What the line begins with and cannot be broken: a number, a word, else one glyph. */
static double first_word(const duban_ofd_line *line) {
    uint32_t i = 0;
    double wide = duban_ofd_advance(&line->glyphs[0]);
    while (i + 1 < line->count && line->glyphs[i].unit > ' ' && line->glyphs[i].unit < 0x7F &&
           line->glyphs[i + 1].unit > ' ' && line->glyphs[i + 1].unit < 0x7F)
        wide += duban_ofd_advance(&line->glyphs[++i]);
    return wide;
}

/* One em more than the next word: a mark that may not begin a line takes a glyph along with it. */
static bool is_full(const edges *e, const duban_ofd_line *line, const duban_ofd_line *next) {
    double word = next ? first_word(next) : line->size;
    return e->right - line->right < word + line->size;
}

static uint8_t stands(const edges *e, const duban_ofd_line *line, const duban_ofd_line *next) {
    uint8_t bits = DUBAN_STANDS_KNOWN;
    double before = line->left - e->left, behind = e->right - line->right;
    if (before > line->size) bits |= DUBAN_STANDS_INSET;
    if (is_full(e, line, next)) bits |= DUBAN_STANDS_FULL;
    bool title = before > 3 * line->size || line->size > 1.15 * e->size;
    if (title && before > line->size && fabs(before - behind) < 1.5 * line->size)
        bits |= DUBAN_STANDS_CENTRED;
    return bits;
}

static void judge_sheet(const edges *e, duban_ofd_line *lines, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        duban_ofd_line *line = &lines[i];
        if (e->known && !line->aside)
            line->stands = stands(e, line, i + 1 < count ? line + 1 : NULL);
        double indent = (line->left - e->left) / line->size + 0.5;
        line->indent = (uint16_t)fmin(fmax(indent, 0), UINT16_MAX);
    }
}

/* Where a page shows no edges, indents count from its leftmost line. */
static double leftmost(const duban_ofd_line *lines, uint32_t count) {
    double left = INFINITY;
    for (uint32_t i = 0; i < count; i++) left = fmin(left, lines[i].left);
    return left;
}

void duban_ofd_columns_find(duban_arena *arena, duban_ofd_line *lines, uint32_t count) {
    if (!count) return;
    edges document = find_edges(arena, lines, count);
    for (uint32_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && lines[to].sheet == lines[from].sheet;) to++;
        duban_ofd_line *sheet = &lines[from];
        edges own = find_edges(arena, sheet, to - from);
        double wider = (own.right - own.left) - (document.right - document.left);
        if (document.known && fits(&document, sheet, to - from) &&
            !(own.known && fabs(wider) < document.size))
            own = document;
        if (!own.known) own = (edges){.left = leftmost(sheet, to - from)};
        judge_sheet(&own, sheet, to - from);
    }
}
