/*
 * Which rules a command works with.
 */
#ifndef DUBAN_CLI_RULES_DIR_H
#define DUBAN_CLI_RULES_DIR_H

#include "extract/engine/rules.h"

/*
 * The folder of the rules: option if it is not NULL, else $DUBAN_RULES, else the installed one,
 * else that of the source tree which the program was built from.
 */
const char *duban_rules_dir(const char *option);

/* Loads them and shows what is wrong. NULL: nothing is to be run. */
duban_rules *duban_rules_open(const char *option);

#endif
