/*
 * Placed glyphs -> lines in reading order: grouped by baseline, from the top down, left to right,
 * with a space where a gap is wider than glyphs stand apart.
 */
#ifndef DUBAN_INGEST_OFD_LINES_H
#define DUBAN_INGEST_OFD_LINES_H

#include "ingest/builder.h"
#include "ingest/ofd/glyphs.h"

/* Writes a page's glyphs as line blocks of this part; sorts them in place. */
void duban_ofd_lines_write(duban_ofd_glyphs *glyphs, uint32_t part, bool aside,
                           duban_builder *builder);

#endif
