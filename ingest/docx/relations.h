/*
 * The relationships of a part (ECMA-376-2, 9): which part of the package an id in its markup means.
 */
#ifndef DUBAN_INGEST_DOCX_RELATIONS_H
#define DUBAN_INGEST_DOCX_RELATIONS_H

#include "base/diag.h"
#include "ingest/packed/archive.h"

typedef struct {
    const char *id, *path; /* path: from the root of the package */
} duban_docx_relation;

typedef struct {
    duban_docx_relation *items;
    uint32_t count, capacity;
} duban_docx_relations;

/* Reads the relationships of a part by its path; none if the package has none for it. */
duban_docx_relations duban_docx_relations_read(duban_arena *arena, const duban_archive *archive,
                                               const char *part, duban_diags *diags);

/* The path that an id means; NULL: it means none inside of the package. */
const char *duban_docx_relations_find(const duban_docx_relations *relations, const char *id);

#endif
