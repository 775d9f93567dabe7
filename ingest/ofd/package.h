/*
 * An OFD package (GB/T 33190-2016, 7): from OFD.xml to the pages and templates of its documents.
 *
 * Paths are relative to the part that names them unless they begin with a slash; both spellings
 * occur for every location, and relative ones that count from the package's root. Where there are
 * several document bodies, their pages follow one another.
 */
#ifndef DUBAN_INGEST_OFD_PACKAGE_H
#define DUBAN_INGEST_OFD_PACKAGE_H

#include "base/diag.h"
#include "ingest/packed/archive.h"

/* A page or a template page. */
typedef struct {
    long id;
    uint32_t document; /* that it belongs to: ids count within one */
    const char *path;  /* of its content part, from the root of the package */
} duban_ofd_page;

/* A part that lists the annotations of a document, page by page, or its attachments. */
typedef struct {
    bool attachments;
    uint32_t document;
    const char *path;
} duban_ofd_list;

typedef struct {
    const char **roots; /* paths of the document parts */
    uint32_t root_count, root_capacity;
    duban_ofd_page *pages, *templates; /* templates by document and id */
    uint32_t page_count, page_capacity;
    uint32_t template_count, template_capacity;
    duban_ofd_list *lists;
    uint32_t list_count, list_capacity;
    uint32_t dropped; /* more than the package has parts */
} duban_ofd_package;

/* The order of templates, for bsearch. */
int duban_ofd_by_id(const void *a, const void *b);

/*
 * Reads OFD.xml and the document parts. DUBAN_UNREADABLE with a diagnostic if OFD.xml or the first
 * document is missing; another that cannot be read is left out with a warning.
 */
duban_status duban_ofd_package_read(duban_arena *arena, const duban_archive *archive,
                                    duban_ofd_package *package, duban_diags *diags);

#endif
