/*
 * duban: the program. Finds the command, runs it, and makes sure that its output has arrived.
 */
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#ifdef DUBAN_BATCH
#include "cli/batch/sandbox.h"
#endif
#include "cli/commands.h"
#include "cli/defect.h"
#include "cli/message.h"
#include "cli/xml_reserve.h"
#include "out/version.h"

static const duban_command *const commands[] = {
#define DUBAN_COMMAND_ROW(name) &duban_command_##name,
    DUBAN_COMMANDS(DUBAN_COMMAND_ROW)
#undef DUBAN_COMMAND_ROW
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static const char *const epilogue =
    "\n"
    "'duban COMMAND --help' describes a command.\n"
    "\n"
    "The rules are read from the folder of --rules, else from that of $DUBAN_RULES, else from\n"
    "where duban was installed, else from the source tree that it was built in.\n"
    "\n"
    "exit status:\n"
    "  0  all well\n"
    "  1  some inputs failed, or a check did\n"
    "  2  wrong usage or broken rules; nothing was run\n"
    "  3  the environment failed (disk full, folder not writable); mend it and run again\n"
    "  4  a defect of duban; please report it\n";

static void show_help(void) {
    puts("usage: duban COMMAND [options] ...\n"
         "\n"
         "Turns Chinese policy notices into ledgers of tasks, units, targets and deadlines.\n"
         "\n"
         "commands:");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        printf("  %-14s %s\n", commands[i]->words, commands[i]->summary);
    }
    fputs(epilogue, stdout);
}

static void show_version(void) {
    printf("duban %s (ICU %s, PCRE2 %s, libxml2 %s)\n", duban_version(), duban_version_icu(),
           duban_version_pcre2(), duban_version_libxml2());
#ifdef DUBAN_BATCH
    char sandbox[64];
    printf("sandbox: %s\n", duban_sandbox_describe(duban_sandbox_probe(), sandbox, sizeof sandbox));
#endif
}

/* How many of the arguments are the words of the command; 0: it is another one. */
static int words_matched(const char *words, int argc, char **argv) {
    for (int i = 0; i < argc; i++) {
        size_t length = strcspn(words, " ");
        if (strlen(argv[i]) != length || memcmp(argv[i], words, length) != 0) return 0;
        if (!words[length]) return i + 1;
        words += length + 1;
    }
    return 0;
}

static duban_exit run_command(int argc, char **argv) {
    for (int i = 0; i < COMMAND_COUNT; i++) {
        int words = words_matched(commands[i]->words, argc, argv);
        if (!words) continue;
        duban_args args;
        duban_exit status = DUBAN_EXIT_OK;
        if (!duban_args_read(commands[i], argc - words + 1, argv + words - 1, &args, &status)) {
            return status;
        }
        return commands[i]->run(&args);
    }
    duban_message("duban: error: unknown command '%s'; see 'duban --help'", argv[0]);
    return DUBAN_EXIT_USAGE;
}

static duban_exit dispatch(int argc, char **argv) {
    if (argc < 2) {
        duban_message("duban: error: missing command; see 'duban --help'");
        return DUBAN_EXIT_USAGE;
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
        show_help();
        return DUBAN_EXIT_OK;
    }
    if (!strcmp(argv[1], "--version") || !strcmp(argv[1], "-V")) {
        show_version();
        return DUBAN_EXIT_OK;
    }
    return run_command(argc - 1, argv + 1);
}

/*
 * A standard descriptor that is closed would be given to the next file opened, and output would
 * land there. /dev/null for reading takes its place: writing to it fails, as it should.
 */
static void hold_descriptors(void) {
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
        if (fcntl(descriptor, F_GETFD) < 0) (void)!open("/dev/null", O_RDONLY);
    }
}

int main(int argc, char **argv) {
    hold_descriptors();
    duban_defect_watch();
    duban_xml_reserve();
    setlocale(LC_CTYPE, "C.UTF-8");
    duban_exit status = dispatch(argc, argv);
    /* A full disk shows when the last bytes go out: a write that failed never ends in success. */
    bool lost = ferror(stdout) != 0;
    if (fclose(stdout) != 0 || lost) {
        duban_message("duban: error: standard output cannot be written");
        if (status < DUBAN_EXIT_ENVIRONMENT) status = DUBAN_EXIT_ENVIRONMENT;
    }
    return (int)status;
}
