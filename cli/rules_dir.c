/* Finding and loading the rules; see rules_dir.h. */
#include "cli/rules_dir.h"

#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/message.h"

/* bin/duban -> share/duban/rules beside it: an installation may have been moved. */
static bool find_beside_program(char *path, size_t size) {
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0) return false;
    program[length] = '\0';
    int written = snprintf(path, size, "%s/../share/duban/rules", dirname(program));
    return written > 0 && (size_t)written < size && access(path, R_OK) == 0;
}

const char *duban_rules_dir(const char *option, char *path, size_t size) {
    const char *environment = getenv("DUBAN_RULES");
    if (option) return option;
    if (environment && *environment) return environment;
    if (find_beside_program(path, size)) return path;
    return access(DUBAN_INSTALLED_RULES, R_OK) == 0 ? DUBAN_INSTALLED_RULES : DUBAN_SOURCE_RULES;
}

/* Memory that is not there now may be there later; rules that are wrong stay wrong. */
static duban_exit exit_of(const duban_diags *diags) {
    for (uint32_t i = 0; i < diags->count; i++) {
        if (diags->items[i].status == DUBAN_NO_MEMORY) return DUBAN_EXIT_ENVIRONMENT;
    }
    return diags->count ? DUBAN_EXIT_USAGE : DUBAN_EXIT_ENVIRONMENT;
}

duban_rules *duban_rules_open(const char *option, duban_exit *failed) {
    duban_arena *arena = duban_arena_new(DUBAN_RULES_MEMORY);
    *failed = DUBAN_EXIT_ENVIRONMENT;
    if (!arena) {
        duban_message("duban: error: %s", duban_status_meaning(DUBAN_NO_MEMORY));
        return NULL;
    }
    char path[PATH_MAX];
    const char *directory = duban_rules_dir(option, path, sizeof path);
    duban_diags diags = {.arena = arena};
    duban_rules *rules = duban_rules_load(directory, &diags);
    duban_message_rules(&diags);
    if (!rules && !duban_diags_count(&diags, DUBAN_ERROR)) {
        duban_message("%s: error: the rules cannot be loaded", directory);
    }
    *failed = exit_of(&diags);
    duban_arena_free(arena);
    return rules;
}
