/*
 * What the places of lines on paper say of paragraphs, where the reader of a page tells them
 * (DUBAN_STANDS_ of document.h).
 *
 * Private to extract/layout.
 */
#ifndef DUBAN_EXTRACT_LAYOUT_PLACES_H
#define DUBAN_EXTRACT_LAYOUT_PLACES_H

#include "extract/layout/lines.h"

typedef enum {
    DUBAN_PLACE_TELLS_NOTHING,
    DUBAN_PLACE_BEGINS,    /* the line below begins a paragraph */
    DUBAN_PLACE_CONTINUES, /* it goes on with the one above */
} duban_place;

/* How the document sets paragraphs apart: indented, spaced and headed of duban_lines. */
void duban_places_read(duban_lines *lines);

/* What the places of two neighbours say. */
duban_place duban_place_of(const duban_lines *lines, uint32_t last, uint32_t next);

#endif
