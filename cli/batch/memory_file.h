/*
 * Bytes as an open file that no folder knows, for workers that are handed files only.
 */
#ifndef DUBAN_CLI_BATCH_MEMORY_FILE_H
#define DUBAN_CLI_BATCH_MEMORY_FILE_H

#include <stddef.h>

/* A file in memory that holds the bytes, at its beginning; -1: errno says why. */
int duban_memory_file(const void *bytes, size_t length);

#endif
