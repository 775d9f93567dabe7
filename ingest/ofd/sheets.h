/*
 * The pages of an OFD package with all that they show, in reading order: templates and annotations
 * beside them, aside; composite objects among what the page says itself.
 */
#ifndef DUBAN_INGEST_OFD_SHEETS_H
#define DUBAN_INGEST_OFD_SHEETS_H

#include "ingest/ofd/lines.h"
#include "ingest/ofd/package.h"

typedef struct {
    duban_ofd_sheet *items;
    uint32_t count;
    const char **parts; /* of the document: paths of what was read; the first is "" */
    uint32_t part_count;
} duban_ofd_sheets;

/* In the arena. What cannot be read, and what stands beside the pages, is told to diags. */
duban_ofd_sheets duban_ofd_sheets_read(duban_arena *arena, const duban_archive *archive,
                                       const duban_ofd_package *package, duban_diags *diags);

#endif
