/* Pages turned so that text which runs another way runs from left to right. */
#ifndef DUBAN_INGEST_OFD_TURN_H
#define DUBAN_INGEST_OFD_TURN_H

#include "ingest/ofd/glyphs.h"

/* Turns the page under each glyph that does not run to the right, so that it does. */
void duban_ofd_turn_glyphs(duban_ofd_glyphs *glyphs);

/* The page's ruling lines as they stand when glyphs of this turn (DUBAN_OFD_) run to the right. */
void duban_ofd_turn_ruling(duban_ofd_ruling *ruling, uint8_t turn);

#endif
