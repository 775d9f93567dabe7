/* duban rules check: the examples and counter-examples of the rules, run. */
#include <stdio.h>

#include "base/limits.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/rules_dir.h"
#include "extract/value/fields.h"

enum { RULES };

typedef struct {
    const duban_rules *rules;
    duban_arena *arena;
    duban_diags diags;
    duban_example_counts counts;
} checking;

static duban_status work(void *context) {
    checking *c = context;
    const duban_day ref = {2025, 6, 18}; /* the day on which the examples of times are read */
    duban_example_readers readers = {0};
    duban_value_fields(&readers, &ref);
    c->counts = duban_rules_check(c->rules, NULL, &readers, c->arena, &c->diags);
    return DUBAN_OK;
}

static duban_exit run_rules_check(const duban_args *args) {
    duban_exit failed;
    duban_rules *rules = duban_rules_open(args->values[RULES], &failed);
    if (!rules) return failed;
    checking c = {.rules = rules, .arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY)};
    c.diags.arena = c.arena;
    duban_exit status = DUBAN_EXIT_ENVIRONMENT;
    if (c.arena && duban_arena_run(c.arena, work, &c) == DUBAN_OK) {
        duban_message_rules(&c.diags);
        printf("%u rules, %u examples, %u counter-examples, %u failed\n", duban_rules_count(rules),
               c.counts.examples, c.counts.counter_examples, c.counts.failed);
        status = c.counts.failed ? DUBAN_EXIT_FAILED : DUBAN_EXIT_OK;
    }
    duban_arena_free(c.arena);
    duban_rules_free(rules);
    return status;
}

const duban_command duban_command_rules_check = {
    .words = "rules check",
    .operands = "",
    .summary = "load the rules and run their examples",
    .options = {[RULES] = DUBAN_OPTION_RULES},
    .least = 0,
    .most = 0,
    .details =
        "Exit status 1 if an example does not match as it says, or a counter-example matches;\n"
        "2 if the rules cannot be loaded.\n",
    .run = run_rules_check,
};
