/*
 * Outputs that appear whole or not at all.
 */
#ifndef DUBAN_CLI_OUTPUT_H
#define DUBAN_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* Makes the folder and those above it. False: errno says why. */
bool duban_output_folder(const char *path);

/*
 * Writes folder/name under a temporary name, then renames it. DUBAN_NOT_WRITTEN: nothing is left
 * behind, an older file of that name stays, errno says why.
 */
duban_status duban_output_write(const char *folder, const char *name, const char *bytes,
                                size_t length);

#endif
