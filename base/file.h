/*
 * Whole files into memory.
 */
#ifndef DUBAN_BASE_FILE_H
#define DUBAN_BASE_FILE_H

#include <stddef.h>

#include "base/status.h"

typedef struct {
    unsigned char *bytes; /* never NULL after DUBAN_OK */
    size_t length;
} duban_file;

/*
 * Reads a file of at most limit bytes; "-" is standard input. On any other status than DUBAN_OK
 * the file is empty and, but for DUBAN_TOO_LARGE, errno says what the system refused. Release with
 * duban_file_free.
 */
duban_status duban_file_read(const char *path, size_t limit, duban_file *file);

/* The same from an open descriptor, which stays open. */
duban_status duban_file_read_descriptor(int descriptor, size_t limit, duban_file *file);
void duban_file_free(duban_file *file);

#endif
