/* Units moved and scaled onto pages; see composites.h. */
#include "ingest/ofd/composites.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "ingest/ofd/numbers.h"

typedef struct {
    duban_ofd_showing *showing;
    duban_arena *arena;
    uint32_t document;
    duban_ofd_glyphs *page;
} writing;

static int by_id(const void *a, const void *b) {
    const duban_ofd_unit *p = *(duban_ofd_unit *const *)a, *q = *(duban_ofd_unit *const *)b;
    if (p->document != q->document) return p->document < q->document ? -1 : 1;
    return (p->id > q->id) - (p->id < q->id);
}

void duban_ofd_units_sort(duban_ofd_units *units) {
    if (units->count) qsort(units->items, units->count, sizeof(duban_ofd_unit *), by_id);
}

static const duban_ofd_unit *find_unit(const writing *w, long id) {
    const duban_ofd_unit key = {.id = id, .document = w->document}, *wanted = &key;
    const duban_ofd_units *all = w->showing->units;
    if (!all->count) return NULL;
    duban_ofd_unit *const *found =
        bsearch(&wanted, all->items, all->count, sizeof(duban_ofd_unit *), by_id);
    return found ? *found : NULL;
}

/* The place of what stands at `inner` in an object that stands at `outer`. */
static duban_ofd_placing compose(const duban_ofd_placing *outer, const duban_ofd_placing *inner) {
    const double *m = outer->matrix, *n = inner->matrix;
    double x = inner->left + n[4], y = inner->top + n[5];
    return (duban_ofd_placing){.left = outer->left,
                               .top = outer->top,
                               .matrix = {m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1],
                                          m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3],
                                          m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]}};
}

/* Where text that runs this way in the unit runs on the page. */
static uint8_t turn(uint8_t way, const double *m) {
    static const signed char vectors[][2] = {[DUBAN_OFD_RIGHTWARD] = {1, 0},
                                             [DUBAN_OFD_DOWNWARD] = {0, 1},
                                             [DUBAN_OFD_LEFTWARD] = {-1, 0},
                                             [DUBAN_OFD_UPWARD] = {0, -1}};
    if (way >= DUBAN_OFD_ATHWART) return way;
    double x = vectors[way][0], y = vectors[way][1];
    return duban_ofd_direction(m[0] * x + m[2] * y, m[1] * x + m[3] * y);
}

static void add_glyph(writing *w, const duban_ofd_unit *unit, const duban_ofd_glyph *glyph,
                      const duban_ofd_placing *at) {
    duban_ofd_glyphs *page = w->page;
    const double *m = at->matrix;
    double size = duban_ofd_sound(glyph->size * sqrt(fabs(m[0] * m[3] - m[1] * m[2])));
    double em = duban_ofd_sound(glyph->em * sqrt(m[0] * m[0] + m[1] * m[1]));
    duban_ofd_glyph g = *glyph;
    g.x = duban_ofd_sound(at->left + m[0] * glyph->x + m[2] * glyph->y + m[4]);
    g.y = duban_ofd_sound(at->top + m[1] * glyph->x + m[3] * glyph->y + m[5]);
    g.size = size > 0 ? size : 1;
    g.em = em > 0 ? em : 1;
    g.turn = turn(glyph->turn, m);
    g.part = unit->part;
    g.order = page->count;
    page->items = duban_arena_grow(w->arena, page->items, &page->capacity, page->count + 1,
                                   sizeof *page->items);
    page->items[page->count++] = g;
}

static void show(writing *w, const duban_ofd_composite *object, const duban_ofd_placing *at,
                 uint32_t depth) {
    const duban_ofd_unit *unit = find_unit(w, object->resource);
    duban_ofd_showing *s = w->showing;
    if (!unit) {
        s->not_found++;
        return;
    }
    if (depth > DUBAN_OFD_UNITS_DEPTH_MAX ||
        unit->glyphs.count >= DUBAN_OFD_PLACED_MAX - s->placed) {
        s->dropped++;
        return;
    }
    s->placed += unit->glyphs.count + 1;
    for (uint32_t i = 0; i < unit->glyphs.count; i++)
        add_glyph(w, unit, &unit->glyphs.items[i], at);
    duban_ofd_ruling_place(&w->page->ruling, w->arena, &unit->glyphs.ruling, at);
    for (uint32_t i = 0; i < unit->glyphs.composite_count; i++) {
        const duban_ofd_composite *inner = &unit->glyphs.composites[i];
        const duban_ofd_placing place = compose(at, &inner->at);
        show(w, inner, &place, depth + 1);
    }
}

void duban_ofd_composites_show(duban_ofd_showing *showing, duban_arena *arena, uint32_t document,
                               duban_ofd_glyphs *page) {
    writing w = {.showing = showing, .arena = arena, .document = document, .page = page};
    for (uint32_t i = 0; i < page->composite_count; i++)
        show(&w, &page->composites[i], &page->composites[i].at, 0);
}
