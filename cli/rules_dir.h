/*
 * Which rules a command works with.
 */
#ifndef DUBAN_CLI_RULES_DIR_H
#define DUBAN_CLI_RULES_DIR_H

#include "cli/options.h"
#include "extract/engine/rules.h"

/*
 * The folder of the rules: option if it is not NULL, else $DUBAN_RULES, else the installed one
 * beside the program, else the one of the installation that the build was configured for, else
 * that of the source tree. path is room for a name of up to size bytes.
 */
const char *duban_rules_dir(const char *option, char *path, size_t size);

/* Loads them and shows what is wrong. NULL: nothing is to be run, *failed says what to end with. */
duban_rules *duban_rules_open(const char *option, duban_exit *failed);

#endif
