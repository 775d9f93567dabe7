/*
 * Names: how an input is called in ledgers and messages, and what its output is called.
 */
#ifndef DUBAN_CLI_BATCH_NAMES_H
#define DUBAN_CLI_BATCH_NAMES_H

#include <limits.h>
#include <stddef.h>

#include "base/sha256.h"

/* Each byte of a path may become %XX. */
#define DUBAN_NAME_MAX (3 * PATH_MAX + 1)

/*
 * A path as a label (base/label.h) from which it can be had back: bytes that are not UTF-8,
 * control characters, '%' and the '!' of "!/" become %XX. A leading "./" is left out.
 */
void duban_name_of_path(const char *path, char name[static DUBAN_NAME_MAX]);

/* The path that a name stands for. */
void duban_name_to_path(const char *name, char path[static PATH_MAX]);

/*
 * The file name of the output: the last part of the id, or of the input's name, 16 hex digits of a
 * hash of name and content, and ".xml". It depends on nothing else, so every run, shard and machine
 * finds the same one.
 */
#define DUBAN_OUTPUT_NAME 224
void duban_name_of_output(const char *name, const char *id, const char *sha256,
                          char output[static DUBAN_OUTPUT_NAME]);

/* Whether a file name has the form that duban_name_of_output gives. */
int duban_name_is_output(const char *file);

#endif
