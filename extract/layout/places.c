/*
 * Places of lines -> where paragraphs begin; see places.h.
 *
 * Where paragraphs are set in, that decides. Elsewhere a line that had room left ends one; behind a
 * full line only a gap tells, or a short heading with a full stop, as others of the document begin
 * with. Titles of several lines are centred, and lines set in alike may be a paragraph with a
 * hanging indent: their text decides.
 */
#include "extract/layout/places.h"

/* The first sentence of a paragraph is its heading if it has so many units and no comma. */
enum { HEADING_MIN = 4, HEADING_MAX = 20 };

/* So many paragraphs prove a habit. */
enum { HABIT = 3 };

static const duban_block *block_of(const duban_lines *lines, uint32_t at) {
    return &lines->document->blocks[at];
}

static bool is_indented(const duban_lines *lines) {
    uint32_t indented = 0, flush = 0;
    for (uint32_t i = 0; i < lines->count; i++) {
        if (block_of(lines, i)->kind != DUBAN_BLOCK_LINE) continue;
        if (block_of(lines, i)->indent >= 2)
            indented++;
        else
            flush++;
    }
    return indented >= 3 && flush >= 3 && indented * 10 >= flush;
}

static bool is_stop(const duban_lines *lines, char16_t unit) {
    return duban_punctuation_class(lines->punctuation, unit) & DUBAN_PUNCT_STOP;
}

/* Does the line begin with a short sentence without a comma, and go on behind it? */
static bool opens_with_heading(const duban_lines *lines, uint32_t at) {
    enum { BREAKS = DUBAN_PUNCT_COMMA | DUBAN_PUNCT_LEAD | DUBAN_PUNCT_CLOSE | DUBAN_PUNCT_OPEN };
    duban_raw_span span = lines->lines[at].span;
    for (uint32_t i = span.start; i < span.end && i <= span.start + HEADING_MAX; i++) {
        uint8_t class = duban_punctuation_class(lines->punctuation, lines->fold[i]);
        if (class & DUBAN_PUNCT_STOP) return i >= span.start + HEADING_MIN && i + 1 < span.end;
        if (class & BREAKS) return false;
    }
    return false;
}

static bool are_neighbours(const duban_lines *lines, uint32_t last, uint32_t next) {
    const duban_block *a = block_of(lines, last), *b = block_of(lines, next);
    return a->kind == DUBAN_BLOCK_LINE && b->kind == DUBAN_BLOCK_LINE && a->part == b->part &&
           (a->stands & b->stands & DUBAN_STANDS_KNOWN) && !a->aside && !b->aside;
}

/* What follows on lines that had room left: those are the ends of paragraphs. */
void duban_places_read(duban_lines *lines) {
    uint32_t apart = 0, close = 0, headed = 0, texts = 0;
    lines->indented = is_indented(lines);
    for (uint32_t i = 0; i + 1 < lines->count; i++) {
        const duban_block *a = block_of(lines, i);
        if (!are_neighbours(lines, i, i + 1) || (a->stands & DUBAN_STANDS_FULL)) continue;
        bool gap = block_of(lines, i + 1)->stands & DUBAN_STANDS_APART;
        apart += gap;
        close += !gap;
        if (!(block_of(lines, i + 1)->stands & DUBAN_STANDS_FULL)) continue;
        texts++;
        headed += opens_with_heading(lines, i + 1);
    }
    lines->spaced = apart >= HABIT && apart >= close * 4;
    lines->headed = headed >= HABIT && headed * 2 >= texts;
}

/* The first line of a paragraph, as the one below it, which is not set in, shows. */
static bool is_first_line(const duban_lines *lines, uint32_t at) {
    if (!(block_of(lines, at)->stands & DUBAN_STANDS_FULL) || at + 1 >= lines->count) return false;
    if (!are_neighbours(lines, at, at + 1)) return false;
    return !(block_of(lines, at + 1)->stands & (DUBAN_STANDS_INSET | DUBAN_STANDS_CENTRED));
}

/* Behind a full line that is not set in, of a document where none are. */
static duban_place place_of_flush(const duban_lines *lines, uint32_t last, uint32_t next) {
    bool same_page = block_of(lines, last)->part == block_of(lines, next)->part;
    if (lines->spaced && same_page)
        return block_of(lines, next)->stands & DUBAN_STANDS_APART ? DUBAN_PLACE_BEGINS
                                                                  : DUBAN_PLACE_CONTINUES;
    bool heading =
        lines->headed && is_stop(lines, lines->lines[last].last) && opens_with_heading(lines, next);
    return heading ? DUBAN_PLACE_BEGINS : DUBAN_PLACE_TELLS_NOTHING;
}

duban_place duban_place_of(const duban_lines *lines, uint32_t last, uint32_t next) {
    const duban_block *a = block_of(lines, last), *b = block_of(lines, next);
    if (!(a->stands & b->stands & DUBAN_STANDS_KNOWN)) return DUBAN_PLACE_TELLS_NOTHING;
    bool full = a->stands & DUBAN_STANDS_FULL, inset = b->stands & DUBAN_STANDS_INSET;
    bool centred = a->stands & DUBAN_STANDS_CENTRED;
    if (b->stands & DUBAN_STANDS_TITLE) return DUBAN_PLACE_CONTINUES;
    if (b->stands & DUBAN_STANDS_CENTRED && (full || centred)) return DUBAN_PLACE_TELLS_NOTHING;
    if (!lines->indented) return full ? place_of_flush(lines, last, next) : DUBAN_PLACE_BEGINS;
    if (!inset) return full ? DUBAN_PLACE_CONTINUES : DUBAN_PLACE_TELLS_NOTHING;
    bool alike = full && (a->stands & DUBAN_STANDS_INSET) && a->indent == b->indent;
    return alike && !is_first_line(lines, next) ? DUBAN_PLACE_TELLS_NOTHING : DUBAN_PLACE_BEGINS;
}
