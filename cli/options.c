/* Option tables -> getopt_long and help pages; see options.h. */
#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/message.h"

duban_exit duban_exit_of(duban_status status) {
    switch (status) {
    case DUBAN_OK:
        return DUBAN_EXIT_OK;
    case DUBAN_BAD_RULES:
        return DUBAN_EXIT_USAGE;
    case DUBAN_NOT_WRITTEN:
    case DUBAN_NO_MEMORY:
        return DUBAN_EXIT_ENVIRONMENT;
    default:
        return DUBAN_EXIT_FAILED;
    }
}

enum { HELP = 256 }; /* beyond every letter; option i without a letter is HELP + 1 + i */

static int code_of(const duban_command *command, int i) {
    return command->options[i].letter ? command->options[i].letter : HELP + 1 + i;
}

static int build(const duban_command *command, struct option *longs, char *shorts) {
    int count = 0;
    *shorts++ = ':'; /* a missing argument is told apart from an unknown option */
    for (; count < DUBAN_OPTIONS_MAX && command->options[count].name; count++) {
        const duban_option *option = &command->options[count];
        longs[count] =
            (struct option){.name = option->name,
                            .has_arg = option->argument ? required_argument : no_argument,
                            .val = code_of(command, count)};
        if (option->letter) *shorts++ = option->letter;
        if (option->letter && option->argument) *shorts++ = ':';
    }
    longs[count] = (struct option){.name = "help", .val = HELP};
    *shorts++ = 'h';
    *shorts = '\0';
    return count;
}

static bool usage_error(const duban_command *command, duban_exit *status, const char *what,
                        const char *subject) {
    duban_message("duban %s: error: %s%s; see 'duban %s --help'", command->words, what, subject,
                  command->words);
    *status = DUBAN_EXIT_USAGE;
    return false;
}

static bool check_operands(const duban_args *args, duban_exit *status) {
    const duban_command *command = args->command;
    if (args->count < command->least) {
        return usage_error(command, status, "missing operand ", command->operands);
    }
    if (command->most >= 0 && args->count > command->most) {
        return usage_error(command, status,
                           "one operand too many: ", args->operands[command->most]);
    }
    return true;
}

static void keep(duban_args *args, int count, int code) {
    for (int i = 0; i < count; i++) {
        if (code_of(args->command, i) == code) args->values[i] = optarg ? optarg : "";
    }
}

bool duban_args_read(const duban_command *command, int argc, char **argv, duban_args *args,
                     duban_exit *status) {
    struct option longs[DUBAN_OPTIONS_MAX + 2] = {0};
    char shorts[2 * DUBAN_OPTIONS_MAX + 3];
    int count = build(command, longs, shorts);
    *args = (duban_args){.command = command};
    opterr = 0;
    optind = 1;
    for (int code; (code = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (code == HELP || code == 'h') {
            duban_help_show(command);
            *status = DUBAN_EXIT_OK;
            return false;
        }
        if (code == '?') {
            return usage_error(command, status, "unknown option ", argv[optind - 1]);
        }
        if (code == ':') {
            return usage_error(command, status, "missing argument of ", argv[optind - 1]);
        }
        keep(args, count, code);
    }
    args->count = argc - optind;
    args->operands = argv + optind;
    return check_operands(args, status);
}

static void show_option(const duban_option *option) {
    char left[40];
    const char *argument = option->argument ? option->argument : "";
    snprintf(left, sizeof left, "%c%c%s --%s%s%s", option->letter ? '-' : ' ',
             option->letter ? option->letter : ' ', option->letter ? "," : " ", option->name,
             *argument ? "=" : "", argument);
    printf("  %-22s %s\n", left, option->help);
}

void duban_help_show(const duban_command *command) {
    printf("usage: duban %s [options] %s\n\n%s\n\noptions:\n", command->words, command->operands,
           command->summary);
    for (int i = 0; i < DUBAN_OPTIONS_MAX && command->options[i].name; i++) {
        show_option(&command->options[i]);
    }
    show_option(&(duban_option){'h', "help", NULL, "show this page"});
    if (command->details) printf("\n%s", command->details);
}
