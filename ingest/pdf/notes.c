/*
 * Notes at the foot of a page; see page.h.
 *
 * The last lines of a column, but for furniture, if they are smaller than its text, begin with a
 * mark (a number in a circle or in brackets, an asterisk) and stand apart from the line
 * above them or further than its lines do from each other.
 */
#include <string.h>

#include "ingest/pdf/stands.h"

/* Characters of notes are smaller by this; lines of text may be by that; how far apart they are, in
 * usual distances. */
static const float small = 0.9F, text_size = 0.93F, apart = 1.25F;

/* Notes are so many lines, and so many lines of text stand above them. */
enum { LINES_MAX = 16, TEXT_MIN = 3 };

static float height_of(const duban_pdf_line *line) { return line->bottom - line->top; }

/* Circled numbers, U+2460 to U+2473, as UTF-8. */
static bool is_circled(const char *text, uint32_t bytes) {
    const unsigned char *u = (const unsigned char *)text;
    return bytes >= 3 && u[0] == 0xE2 && u[1] == 0x91 && u[2] >= 0xA0 && u[2] <= 0xB3;
}

/* "[1]", "(1)", full-width or not; "*". */
static bool is_mark(const char *text, uint32_t bytes) {
    static const char *const opening[] = {"[", "(", "\xEF\xBC\x88", "\xE3\x80\x94", "\xEF\xBC\xBB"};
    if (is_circled(text, bytes) || text[0] == '*') return true;
    uint32_t at = 0;
    for (size_t i = 0; i < sizeof opening / sizeof *opening && !at; i++) {
        size_t length = strlen(opening[i]);
        if (bytes > length && !memcmp(text, opening[i], length)) at = (uint32_t)length;
    }
    uint32_t digits = 0;
    while (at + digits < bytes && text[at + digits] >= '0' && text[at + digits] <= '9') digits++;
    uint32_t behind = at + digits;
    if (!at || digits < 1 || digits > 2 || behind == bytes) return false;
    return text[behind] == ']' || text[behind] == ')' || (unsigned char)text[behind] > 0x7F;
}

static bool begins_with_mark(const duban_pdf_page *page, const duban_pdf_line *line) {
    const duban_pdf_word *w = &page->words[line->words[0]];
    return is_mark(w->text, w->bytes);
}

/* The first of the small lines at the column's end; the count of lines if there are none. */
static uint32_t small_from(const duban_pdf_column *c, const duban_pdf_usual *usual) {
    uint32_t from = c->lines.count, seen = 0;
    for (uint32_t i = c->lines.count; i-- > 0;) {
        if (c->aside[i]) continue;
        if (height_of(&c->lines.items[i]) > small * usual->height || ++seen > LINES_MAX) break;
        from = i;
    }
    return seen > LINES_MAX ? c->lines.count : from;
}

static void find_in(const duban_pdf_page *page, const duban_pdf_usual *usual, duban_pdf_column *c) {
    uint32_t from = small_from(c, usual), last = from, texts = 0;
    for (uint32_t i = 0; i < from; i++) {
        if (c->aside[i] || height_of(&c->lines.items[i]) < text_size * usual->height) continue;
        last = i;
        texts++;
    }
    if (from == c->lines.count || texts < TEXT_MIN || last + 1 != from) return;
    const duban_pdf_line *above = &c->lines.items[last], *first = &c->lines.items[from];
    float distance = (first->top + first->bottom - above->top - above->bottom) / 2;
    if (first->loose || !begins_with_mark(page, first) ||
        distance < apart * (first->bottom - first->top))
        return;
    for (uint32_t i = from; i < c->lines.count; i++) c->aside[i] = true;
}

void duban_pdf_notes_find(duban_pdf_sheet *sheet) {
    duban_pdf_usual usual = duban_pdf_usual_of(sheet);
    for (uint32_t c = 0; c < sheet->column_count; c++)
        find_in(sheet->words, &usual, &sheet->columns[c]);
}
