/*
 * Placed glyphs -> lines and tables in reading order: grouped by cells and baselines, from the top
 * down, left to right, with a space where a gap is wider than glyphs stand apart.
 */
#ifndef DUBAN_INGEST_OFD_LINES_H
#define DUBAN_INGEST_OFD_LINES_H

#include "ingest/builder.h"
#include "ingest/ofd/glyphs.h"

/* A page, a template page, or the annotations of a page. */
typedef struct {
    duban_ofd_glyphs glyphs;
    uint32_t part;     /* of the document; its composite objects have others */
    uint32_t document; /* of the package */
    bool aside;
} duban_ofd_sheet;

/* Writes the sheets' glyphs as line blocks, with a separator between pages; sorts them in place. */
void duban_ofd_lines_write(duban_ofd_sheet *sheets, uint32_t count, duban_builder *builder);

#endif
