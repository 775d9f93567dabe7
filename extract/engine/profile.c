/* Counters for each rule; see profile.h. */
#include "extract/engine/profile.h"

#include <stdlib.h>

static void count(void *context, const duban_attempt *attempt) {
    duban_profile *profile = context;
    duban_rule_cost *cost = &profile->costs[attempt->rule->index];
    const duban_attempt_result result = attempt->result;
    cost->attempts += result != DUBAN_ATTEMPT_SHUT && result != DUBAN_ATTEMPT_LOST;
    cost->shut += result == DUBAN_ATTEMPT_SHUT;
    cost->matched += result == DUBAN_ATTEMPT_MATCHED;
    cost->lost += result == DUBAN_ATTEMPT_LOST;
    cost->gave_up += result == DUBAN_ATTEMPT_GAVE_UP;
    cost->near_limit += attempt->near_limit;
    cost->nanoseconds += attempt->nanoseconds;
    if (attempt->nanoseconds > cost->slowest) cost->slowest = attempt->nanoseconds;
}

duban_profile *duban_profile_new(const duban_rules *rules, duban_arena *arena) {
    duban_profile *profile = duban_arena_alloc(arena, sizeof *profile);
    profile->rules = rules;
    profile->costs = duban_arena_alloc(arena, duban_rules_count(rules) * sizeof *profile->costs);
    profile->observer = (duban_observer){.attempt = count, .context = profile};
    return profile;
}

static int by_cost(const void *a, const void *b, void *context) {
    const duban_rule_cost *costs = context;
    const duban_rule *x = *(const duban_rule *const *)a, *y = *(const duban_rule *const *)b;
    uint64_t p = costs[x->index].nanoseconds, q = costs[y->index].nanoseconds;
    if (p != q) return p > q ? -1 : 1;
    return x->index < y->index ? -1 : 1;
}

const duban_rule **duban_profile_order(const duban_profile *profile, duban_arena *arena) {
    uint32_t rule_count = duban_rules_count(profile->rules);
    const duban_rule **order = duban_arena_alloc(arena, rule_count * sizeof *order);
    for (uint32_t i = 0; i < rule_count; i++) order[i] = duban_rules_at(profile->rules, i);
    if (rule_count > 1) qsort_r(order, rule_count, sizeof *order, by_cost, profile->costs);
    return order;
}
