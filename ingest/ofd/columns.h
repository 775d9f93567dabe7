/*
 * The edges of the column that a page's text stands in, found from the lines themselves: where many
 * begin and where many end. They tell how each line stands (DUBAN_STANDS_ of document.h).
 */
#ifndef DUBAN_INGEST_OFD_COLUMNS_H
#define DUBAN_INGEST_OFD_COLUMNS_H

#include "base/arena.h"
#include "ingest/ofd/glyphs.h"

/* A line of glyphs, from left to right. Lengths in millimetres. */
typedef struct {
    const duban_ofd_glyph *glyphs; /* at least one; the first and the last are not blank */
    uint32_t count;
    uint32_t sheet;     /* of the document */
    double left, right; /* of its ink */
    double baseline;
    double size; /* of its first glyph */
    bool aside;
    uint8_t stands;  /* set by duban_ofd_columns_find */
    uint16_t indent; /* from the left edge, in its own ems; set by duban_ofd_columns_find */
} duban_ofd_line;

/* How wide a glyph is: a full em for ideographs and their punctuation, half of one for the rest. */
double duban_ofd_advance(const duban_ofd_glyph *glyph);

/* Sets how each line stands; lines of one sheet follow one another. */
void duban_ofd_columns_find(duban_arena *arena, duban_ofd_line *lines, uint32_t count);

#endif
