/*
 * Archives in memory: the members of a ZIP that a packed format needs, by libarchive.
 *
 * Nothing is ever written to disk, a member's path is only a label. Bytes are counted as they
 * come out, whatever the archive says of their number, so a bomb ends at the limit.
 */
#ifndef DUBAN_INGEST_PACKED_ARCHIVE_H
#define DUBAN_INGEST_PACKED_ARCHIVE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"

typedef struct {
    const char *path;
    const unsigned char *bytes;
    size_t length;
} duban_member;

typedef struct {
    duban_member *members;
    uint32_t count, capacity;
    bool encrypted; /* at least one wanted member is, and was left out */
} duban_archive;

/*
 * Reads the members for which wanted(path) holds, in the archive's order. On DUBAN_TOO_LARGE and
 * DUBAN_UNREADABLE a diagnostic says why; what was read before stays.
 */
duban_status duban_archive_read(duban_arena *arena, const unsigned char *bytes, size_t length,
                                bool (*wanted)(const char *path), duban_archive *archive,
                                duban_diags *diags);

/* A member by its path, without regard to case and to a leading slash; NULL if there is none. */
const duban_member *duban_archive_find(const duban_archive *archive, const char *path);

#endif
