/*
 * Commands as data: their words, options and help. The parser and the help pages read the same
 * tables.
 */
#ifndef DUBAN_CLI_OPTIONS_H
#define DUBAN_CLI_OPTIONS_H

#include <stdbool.h>

#include "base/status.h"

/* Exit statuses, the same for every command; the worst of a run wins. */
typedef enum {
    DUBAN_EXIT_OK = 0,          /* all well */
    DUBAN_EXIT_FAILED = 1,      /* some inputs failed, some records are not proven, below a floor */
    DUBAN_EXIT_USAGE = 2,       /* wrong options or broken rules: do not retry */
    DUBAN_EXIT_ENVIRONMENT = 3, /* a full disk, an unwritable folder: mend and retry */
    DUBAN_EXIT_DEFECT = 4,      /* a defect of duban */
} duban_exit;

/* The exit status that a failure of an input means. */
duban_exit duban_exit_of(duban_status status);

#define DUBAN_OPTIONS_MAX 20

/* letter 0: none; argument NULL: a flag. */
typedef struct {
    char letter;
    const char *name, *argument, *help;
} duban_option;

typedef struct duban_args duban_args;

typedef struct {
    const char *words;                       /* "extract", "rules check" */
    const char *operands;                    /* "FILE..." */
    const char *summary;                     /* one line: what it does */
    duban_option options[DUBAN_OPTIONS_MAX]; /* up to the first without a name */
    int least, most;                         /* number of operands; most < 0: any */
    const char *details;                     /* paragraphs below the options, or NULL */
    duban_exit (*run)(const duban_args *args);
} duban_command;

struct duban_args {
    const duban_command *command;
    const char *values[DUBAN_OPTIONS_MAX]; /* as options[]; "" for a flag; NULL: not given */
    int count;                             /* of the operands */
    char **operands;
};

/* The row of every option --rules. */
#define DUBAN_OPTION_RULES                                                                         \
    { 0, "rules", "DIR", "read the rules from DIR (see duban --help for where they are found)" }

/*
 * Reads the words after the command's name. False when there is nothing to run: --help was shown
 * or the usage is wrong, and *status says which.
 */
bool duban_args_read(const duban_command *command, int argc, char **argv, duban_args *args,
                     duban_exit *status);

/* The page of one command. */
void duban_help_show(const duban_command *command);

#endif
