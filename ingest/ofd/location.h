/*
 * Where a part of an OFD package says that another one is (ST_Loc, GB/T 33190-2016, 7.3): the text
 * of an element, gathered while it is read, as a path from the package's root.
 */
#ifndef DUBAN_INGEST_OFD_LOCATION_H
#define DUBAN_INGEST_OFD_LOCATION_H

#include "base/arena.h"
#include "base/str.h"
#include "ingest/packed/archive.h"

enum { DUBAN_OFD_LOCATION_MAX = 1024 };

/* Zero is one that gathers nothing. */
typedef struct {
    bool open;
    char text[DUBAN_OFD_LOCATION_MAX];
    size_t length;
} duban_ofd_location;

void duban_ofd_location_open(duban_ofd_location *location);
void duban_ofd_location_add(duban_ofd_location *location, duban_str text, duban_arena *arena);

/* What was gathered, in the arena; NULL if nothing was. */
const char *duban_ofd_location_close(duban_ofd_location *location, duban_arena *arena);

/*
 * The path that a location in the part `from` means. Relative ones count from that part's folder;
 * some programs let them count from the root.
 */
const char *duban_ofd_location_resolve(const duban_archive *archive, const char *from,
                                       const char *location, duban_arena *arena);

#endif
