/* Finding and loading the rules; see rules_dir.h. */
#include "cli/rules_dir.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/message.h"

const char *duban_rules_dir(const char *option) {
    if (option) return option;
    const char *environment = getenv("DUBAN_RULES");
    if (environment && *environment) return environment;
    return access(DUBAN_INSTALLED_RULES, R_OK) == 0 ? DUBAN_INSTALLED_RULES : DUBAN_SOURCE_RULES;
}

duban_rules *duban_rules_open(const char *option) {
    duban_arena *arena = duban_arena_new(DUBAN_RULES_MEMORY);
    if (!arena) return NULL;
    const char *directory = duban_rules_dir(option);
    duban_diags diags = {.arena = arena};
    duban_rules *rules = duban_rules_load(directory, &diags);
    duban_message_rules(&diags);
    if (!rules && !duban_diags_count(&diags, DUBAN_ERROR)) {
        duban_message("%s: error: the rules cannot be loaded", directory);
    }
    duban_arena_free(arena);
    return rules;
}
