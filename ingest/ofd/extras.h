/*
 * What a document of an OFD package has beside its pages: annotations, which stand on a page in a
 * part of their own (GB/T 33190-2016, 15), and attached files (16).
 */
#ifndef DUBAN_INGEST_OFD_EXTRAS_H
#define DUBAN_INGEST_OFD_EXTRAS_H

#include "ingest/ofd/package.h"

typedef struct {
    duban_ofd_page *annotations; /* id: of the page that they stand on; path: of their part */
    uint32_t annotation_count, annotation_capacity;
    const char **attachments; /* their names */
    uint32_t attachment_count, attachment_capacity;
} duban_ofd_extras;

/* Reads the lists of the package; those that cannot be read are told to diags. */
duban_ofd_extras duban_ofd_extras_read(duban_arena *arena, const duban_archive *archive,
                                       const duban_ofd_package *package, duban_diags *diags);

#endif
