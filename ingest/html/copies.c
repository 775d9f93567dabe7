/* Runs of equal lines, found by a hash of each line; see copies.h. */
#include "ingest/html/copies.h"

#include <string.h>

#include "ingest/blank.h"
#include "ingest/html/grid.h"

/* A run of so many lines with so many units is a copy. */
#define LINES_MIN 3
#define UNITS_MIN 120

/* The lines that are compared, in order, and the first of each hash. */
typedef struct {
    const duban_html_page *page;
    uint32_t *pieces, *hashes;
    uint32_t count;
    uint32_t *slots; /* a line + 1, 0: empty */
    uint32_t mask;
} index_of_lines;

static uint32_t next_unit(const duban_html_page *page, uint32_t at, uint32_t to) {
    while (at < to && duban_unit_is_blank(page->text[at])) at++;
    return at;
}

static uint32_t hash_of(const duban_html_page *page, const duban_html_piece *piece) {
    uint32_t hash = 2166136261U;
    for (uint32_t i = piece->from; i < piece->to; i++)
        if (!duban_unit_is_blank(page->text[i])) hash = (hash ^ page->text[i]) * 16777619U;
    return hash;
}

static bool is_equal(const index_of_lines *l, uint32_t a, uint32_t b) {
    if (l->hashes[a] != l->hashes[b]) return false;
    const duban_html_page *page = l->page;
    const duban_html_piece *x = &page->pieces[l->pieces[a]], *y = &page->pieces[l->pieces[b]];
    uint32_t i = next_unit(page, x->from, x->to), k = next_unit(page, y->from, y->to);
    while (i < x->to && k < y->to && page->text[i] == page->text[k]) {
        i = next_unit(page, i + 1, x->to);
        k = next_unit(page, k + 1, y->to);
    }
    return i == x->to && k == y->to;
}

/* The first line equal to this one; itself if there is none before it. A cluster of other hashes is
 * not searched to its end. */
static uint32_t first_equal(index_of_lines *l, uint32_t line) {
    enum { PROBES = 32 };
    for (uint32_t probe = 0; probe < PROBES; probe++) {
        uint32_t *slot = &l->slots[(l->hashes[line] * 2654435761U + probe) & l->mask];
        if (*slot && is_equal(l, *slot - 1, line)) return *slot - 1;
        if (*slot) continue;
        *slot = line + 1;
        break;
    }
    return line;
}

static index_of_lines collect(const duban_html_page *page, const bool *aside) {
    index_of_lines l = {.page = page, .mask = 1};
    size_t room = page->piece_count + 1u;
    l.pieces = duban_arena_alloc(page->arena, room * sizeof *l.pieces);
    l.hashes = duban_arena_alloc(page->arena, room * sizeof *l.hashes);
    for (uint32_t i = 0; i < page->piece_count; i++) {
        const duban_html_piece *piece = &page->pieces[i];
        uint32_t table = page->elements[piece->element].table;
        bool cell = table && duban_html_grid_is_data(&page->tables[table]);
        if (aside[i] || cell || piece->separator || piece->from == piece->to) continue;
        l.pieces[l.count] = i;
        l.hashes[l.count++] = hash_of(page, piece);
    }
    while (l.mask < 2 * l.count) l.mask = l.mask * 2 + 1;
    l.slots = duban_arena_alloc(page->arena, ((size_t)l.mask + 1) * sizeof *l.slots);
    return l;
}

/* The length of the run at a line that repeats the one at an earlier line, and its units. */
static uint32_t run_length(const index_of_lines *l, uint32_t first, uint32_t at, uint32_t *units) {
    uint32_t count = 0;
    *units = 0;
    while (at + count < l->count && first + count < at && is_equal(l, first + count, at + count)) {
        const duban_html_piece *piece = &l->page->pieces[l->pieces[at + count++]];
        *units += piece->to - piece->from;
    }
    return count;
}

/* A line close above the first of two runs that stands close above the second too is a title: it
 * and what is below it are the copy's. */
static void mark_head(const index_of_lines *l, uint32_t first, uint32_t length, uint32_t at,
                      bool *aside) {
    enum { CLOSE = 4 };
    uint32_t lowest = at > first + length + CLOSE ? at - CLOSE : first + length;
    for (uint32_t b = lowest; b < at; b++) {
        bool head = false;
        for (uint32_t a = first > CLOSE ? first - CLOSE : 0; a < first; a++)
            head |= is_equal(l, a, b);
        for (uint32_t k = b; head && k < at; k++) aside[l->pieces[k]] = true;
        if (head) return;
    }
}

void duban_html_copies_find(const duban_html_page *page, bool *aside) {
    index_of_lines l = collect(page, aside);
    for (uint32_t i = 0; i < l.count;) {
        uint32_t first = first_equal(&l, i), units = 0;
        uint32_t length = first < i ? run_length(&l, first, i, &units) : 0;
        bool copy = length >= LINES_MIN && units >= UNITS_MIN;
        for (uint32_t k = 0; copy && k < length; k++) aside[l.pieces[i + k]] = true;
        if (copy) mark_head(&l, first, length, i, aside);
        i += copy ? length : 1;
    }
}
