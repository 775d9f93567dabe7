/* duban rules profile: what each rule costs and gives on a corpus. */
#include <stdio.h>

#include "base/limits.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/message.h"
#include "cli/reading.h"
#include "cli/rules_dir.h"
#include "extract/engine/profile.h"

enum { RULES };

typedef struct {
    const duban_args *args;
    const duban_rules *rules;
    duban_arena *arena;
    duban_exit exit;
} profiling;

static void read_inputs(profiling *p, const duban_profile *profile) {
    duban_cli_inputs inputs = {.arena = p->arena};
    duban_cli_inputs_collect(&inputs, p->args->count, p->args->operands);
    const duban_watch watch = {.observer = &profile->observer};
    for (uint32_t i = 0; i < inputs.count; i++) {
        duban_reading reading;
        duban_exit exit = duban_exit_of(
            duban_reading_watch(&reading, inputs.items[i].path, p->rules, DUBAN_WARNING, &watch));
        if (exit > p->exit) p->exit = exit;
        duban_reading_free(&reading);
    }
}

static uint64_t sum_of_time(const duban_profile *profile) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < duban_rules_count(profile->rules); i++)
        sum += profile->costs[i].nanoseconds;
    return sum;
}

static void print_costs(const duban_profile *profile, const duban_rule **order) {
    uint64_t sum = sum_of_time(profile);
    printf("%10s %6s %9s %8s %10s %9s %8s %8s  rule\n", "time us", "share", "tried", "us each",
           "slowest us", "spared", "matched", "lost");
    for (uint32_t i = 0; i < duban_rules_count(profile->rules); i++) {
        const duban_rule_cost *cost = &profile->costs[order[i]->index];
        if (!cost->attempts) continue;
        double time = (double)cost->nanoseconds / 1000;
        printf("%10.0f %5.1f%% %9llu %8.2f %10.1f %9llu %8llu %8llu  %s\n", time,
               sum ? 100.0 * (double)cost->nanoseconds / (double)sum : 0,
               (unsigned long long)cost->attempts, time / (double)cost->attempts,
               (double)cost->slowest / 1000, (unsigned long long)cost->shut,
               (unsigned long long)cost->matched, (unsigned long long)cost->lost, order[i]->id);
    }
}

static void print_limits(const duban_profile *profile) {
    for (uint32_t i = 0; i < duban_rules_count(profile->rules); i++) {
        const duban_rule_cost *cost = &profile->costs[i];
        const duban_rule *rule = duban_rules_at(profile->rules, i);
        if (cost->near_limit)
            printf("%s:%u: %s: %llu attempts took more than a tenth of the match limit, %llu were "
                   "given up\n",
                   rule->file, rule->line, rule->id, (unsigned long long)cost->near_limit,
                   (unsigned long long)cost->gave_up);
    }
}

/* A rule whose every match lost to another rule's fired no more than one without a match. */
static void print_silent(const duban_profile *profile) {
    uint32_t silent = 0;
    for (uint32_t i = 0; i < duban_rules_count(profile->rules); i++) {
        const duban_rule_cost *cost = &profile->costs[i];
        const duban_rule *rule = duban_rules_at(profile->rules, i);
        if (cost->matched > cost->lost) continue;
        printf("%s:%u: %s: %s\n", rule->file, rule->line, rule->id,
               cost->matched                  ? "lost every match to another rule"
               : cost->attempts || cost->shut ? "never matched"
                                              : "never asked for");
        silent++;
    }
    printf("%u of %u rules never fired\n", silent, duban_rules_count(profile->rules));
}

static duban_status work(void *context) {
    profiling *p = context;
    duban_profile *profile = duban_profile_new(p->rules, p->arena);
    read_inputs(p, profile);
    print_costs(profile, duban_profile_order(profile, p->arena));
    putchar('\n');
    print_limits(profile);
    print_silent(profile);
    return DUBAN_OK;
}

static duban_exit run_rules_profile(const duban_args *args) {
    duban_exit failed;
    duban_rules *rules = duban_rules_open(args->values[RULES], &failed);
    if (!rules) return failed;
    profiling p = {.args = args, .rules = rules, .arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY)};
    duban_status status = p.arena ? duban_arena_run(p.arena, work, &p) : DUBAN_NO_MEMORY;
    duban_arena_free(p.arena);
    duban_rules_free(rules);
    return status == DUBAN_OK ? p.exit : duban_exit_of(status);
}

const duban_command duban_command_rules_profile = {
    .words = "rules profile",
    .operands = "FILE...",
    .summary = "show what each rule costs and gives on a corpus",
    .options = {[RULES] = DUBAN_OPTION_RULES},
    .least = 1,
    .most = -1,
    .details =
        "One line for each rule that was tried, the most expensive first: its processor time, how\n"
        "often it was tried and matched, how often the gate spared it because none of its "
        "literals\n"
        "was there, and how many matches it lost to a better rule. Then the rules that come near\n"
        "their limits, and those that never fired. A folder is walked.\n",
    .run = run_rules_profile,
};
