/*
 * The names in a ZIP (APPNOTE 4.3), without unpacking it: which document a package is. A package
 * that is stored in an archive has names of its own in the archive's bytes, which are not the
 * archive's.
 */
#ifndef DUBAN_INGEST_PACKED_DIRECTORY_H
#define DUBAN_INGEST_PACKED_DIRECTORY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether the ZIP has a member whose name is wanted: by its central directory, or, where that is
 * missing (a damaged file, the beginning of a longer one), by the headers of its members.
 */
bool duban_zip_has(const unsigned char *bytes, size_t length,
                   bool (*wanted)(const void *context, const char *name), const void *context);

#endif
