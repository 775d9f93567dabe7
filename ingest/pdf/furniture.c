/*
 * Running heads and page numbers; see page.h.
 *
 * In: the outermost lines of each page. One whose text, numbers aside, stands at the same height
 * of other pages near by is the page's and not the notice's.
 */
#include <math.h>
#include <string.h>

#include "ingest/pdf/stands.h"

/* How many lines at each end are looked at; how many pages around; how far apart, in points. */
enum { OUTER = 2, AROUND = 4, CANDIDATES = 2 * OUTER };
static const float same_height = 4;

/* A line that is so much smaller than others, or so many usual distances away from the next, is
 * likelier the page's. */
static const float small = 0.9F, apart = 1.6F;

/* A line at one end of a page. key: its text without digits and blanks. */
typedef struct {
    bool *aside;
    uint64_t key;
    float at;
    bool number;    /* nothing but digits and marks */
    bool apart;     /* from the text, by size or place */
    uint32_t value; /* its first number */
    uint32_t page;
} candidate;

static void read_key(const duban_pdf_page *page, const duban_pdf_line *line, candidate *c) {
    uint64_t hash = 14695981039346656037U;
    bool digits = false, letters = false, ended = false;
    for (uint32_t i = 0; i < line->count; i++) {
        const duban_pdf_word *w = &page->words[line->words[i]];
        for (uint32_t k = 0; k < w->bytes; k++) {
            unsigned char b = (unsigned char)w->text[k];
            bool digit = b >= '0' && b <= '9';
            if (digit && !ended && c->value < 100000) c->value = c->value * 10 + (b - '0');
            ended |= digits && !digit;
            digits |= digit;
            if (digit) continue;
            letters |= b >= 0xE3 || (b >= 'A' && b < 0x7F);
            hash = (hash ^ b) * 1099511628211U;
        }
    }
    c->key = hash;
    c->number = digits && !letters;
}

static bool is_apart(const duban_pdf_usual *usual, const duban_pdf_column *column, uint32_t line,
                     bool below) {
    const duban_pdf_line *l = &column->lines.items[line];
    if (l->bottom - l->top < small * usual->height) return true;
    if (below ? line == 0 : line + 1 == column->lines.count) return false;
    const duban_pdf_line *next = below ? l - 1 : l + 1;
    float distance = fabsf(l->top + l->bottom - next->top - next->bottom) / 2;
    return usual->pitch > 0 && distance > apart * usual->pitch;
}

static void note(const duban_pdf_sheet *sheet, uint32_t page, const duban_pdf_column *column,
                 uint32_t line, bool below, candidate *c) {
    const duban_pdf_line *l = &column->lines.items[line];
    const duban_pdf_usual usual = duban_pdf_usual_of(sheet);
    *c = (candidate){.aside = &column->aside[line],
                     .page = page,
                     .apart = is_apart(&usual, column, line, below),
                     .at = below ? sheet->words->height - l->bottom : l->top};
    read_key(sheet->words, l, c);
}

static bool is_outside_tables(const duban_pdf_sheet *sheet, const duban_pdf_line *l, bool below) {
    for (uint32_t i = 0; i < sheet->tables.count; i++) {
        const duban_pdf_table *t = &sheet->tables.items[i];
        if (below ? l->top < t->bottom : l->bottom > t->top) return false;
    }
    return true;
}

/* The first lines of the first column and the last ones of the last, as far as there are any. */
static void note_page(const duban_pdf_sheet *sheet, uint32_t page, candidate *candidates) {
    for (uint32_t end = 0; end < 2; end++) {
        bool below = end == 1;
        uint32_t found = 0;
        for (uint32_t k = 0; k < sheet->column_count && found < OUTER; k++) {
            const duban_pdf_column *c = &sheet->columns[below ? sheet->column_count - 1 - k : k];
            for (uint32_t i = 0; i < c->lines.count && found < OUTER; i++) {
                uint32_t line = below ? c->lines.count - 1 - i : i;
                if (!is_outside_tables(sheet, &c->lines.items[line], below)) break;
                note(sheet, page, c, line, below, &candidates[end * OUTER + found++]);
            }
        }
    }
}

/* Page numbers rise with the pages: other numbers are cells of a table. */
static bool is_twin(const candidate *a, const candidate *b) {
    if (!b->aside || a->key != b->key || a->number != b->number) return false;
    if (a->number && a->value + b->page != b->value + a->page) return false;
    return fabsf(a->at - b->at) < same_height;
}

static bool has_twin(const candidate *c, const candidate *of_page, bool below) {
    for (uint32_t i = below ? OUTER : 0; i < (below ? CANDIDATES : OUTER); i++)
        if (is_twin(c, &of_page[i])) return true;
    return false;
}

void duban_pdf_furniture_find(duban_arena *arena, duban_pdf_sheet *sheets, uint32_t count) {
    candidate *all = duban_arena_alloc(arena, ((size_t)count + 1) * CANDIDATES * sizeof *all);
    for (uint32_t p = 0; p < count; p++) note_page(&sheets[p], p, &all[(size_t)p * CANDIDATES]);
    for (uint32_t p = 0; p < count; p++) {
        for (uint32_t i = 0; i < CANDIDATES; i++) {
            const candidate *c = &all[(size_t)p * CANDIDATES + i];
            uint32_t twins = 0, needed = c->number || c->apart || count < 4 ? 1 : 2;
            if (!c->aside) continue;
            uint32_t from = p < AROUND ? 0 : p - AROUND;
            for (uint32_t q = from; q < count && q <= p + AROUND; q++)
                twins += q != p && has_twin(c, &all[(size_t)q * CANDIDATES], i >= OUTER);
            if (twins >= needed) *c->aside = true;
        }
    }
}
