/*
 * Composite objects (GB/T 33190-2016, 13): the glyphs and lines of a unit among the resources, put
 * where a page shows it, as often as it does; units in units too.
 */
#ifndef DUBAN_INGEST_OFD_COMPOSITES_H
#define DUBAN_INGEST_OFD_COMPOSITES_H

#include "ingest/ofd/glyphs.h"

/* What was shown so far, over all pages. */
typedef struct {
    const duban_ofd_units *units;
    uint32_t placed;    /* glyphs, and objects without any */
    uint32_t not_found; /* objects whose unit the document has not */
    uint32_t dropped;   /* beyond DUBAN_OFD_PLACED_MAX, or in units that hold themselves */
} duban_ofd_showing;

/* Sorts units, for duban_ofd_composites_show. */
void duban_ofd_units_sort(duban_ofd_units *units);

/* Adds to a page what its composite objects show; ids count within the document. */
void duban_ofd_composites_show(duban_ofd_showing *showing, duban_arena *arena, uint32_t document,
                               duban_ofd_glyphs *page);

#endif
