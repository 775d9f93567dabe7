/*
 * The commands of the program, in one list: a command is one file, cli/NAME.c, that defines
 * duban_command_NAME, and one row here.
 */
#ifndef DUBAN_CLI_COMMANDS_H
#define DUBAN_CLI_COMMANDS_H

#include "cli/options.h"

/* Those of cli/batch, where the build has it. */
#ifdef DUBAN_BATCH
#define DUBAN_BATCH_COMMANDS(X) X(run) X(status) X(merge)
#else
#define DUBAN_BATCH_COMMANDS(X)
#endif

/* X(name); in the order in which duban --help lists them */
#define DUBAN_COMMANDS(X)                                                                          \
    X(extract)                                                                                     \
    X(show)                                                                                        \
    X(verify)                                                                                      \
    X(check)                                                                                       \
    X(dump)                                                                                        \
    X(explain) X(parse) X(rules_check) X(rules_profile) X(rules_diff) DUBAN_BATCH_COMMANDS(X)

#define DUBAN_COMMAND_DECLARE(name) extern const duban_command duban_command_##name;
DUBAN_COMMANDS(DUBAN_COMMAND_DECLARE)
#undef DUBAN_COMMAND_DECLARE

#endif
