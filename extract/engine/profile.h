/*
 * What each rule costs and gives: counters for each rule, filled by watching matchers.
 */
#ifndef DUBAN_EXTRACT_ENGINE_PROFILE_H
#define DUBAN_EXTRACT_ENGINE_PROFILE_H

#include "extract/engine/observe.h"

typedef struct {
    uint64_t shut;     /* searches that the gate spared */
    uint64_t attempts; /* calls of PCRE2 */
    uint64_t matched;
    uint64_t lost;       /* of those matched: dropped for a better one */
    uint64_t gave_up;    /* calls that hit a limit */
    uint64_t near_limit; /* calls that took more than a tenth of it */
    uint64_t nanoseconds, slowest;
} duban_rule_cost;

typedef struct {
    const duban_rules *rules;
    duban_rule_cost *costs;  /* by the index of the rule */
    duban_observer observer; /* to be given to matchers of one thread at a time */
} duban_profile;

/* Zeroed counters, in the arena. */
duban_profile *duban_profile_new(const duban_rules *rules, duban_arena *arena);

/* The rules by their time, the most expensive first; in the arena. */
const duban_rule **duban_profile_order(const duban_profile *profile, duban_arena *arena);

#endif
