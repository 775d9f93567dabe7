/*
 * The matcher from inside: a run's state, and the one search that every question comes down to.
 *
 * Private to extract/engine.
 */
#ifndef DUBAN_EXTRACT_ENGINE_MATCHER_H
#define DUBAN_EXTRACT_ENGINE_MATCHER_H

#include "extract/engine/compiled.h"
#include "extract/engine/observe.h"

/* What was derived from the rules, in a list: there are a handful. */
typedef struct duban_derived {
    const struct duban_derived *next;
    const void *key, *value;
} duban_derived;

struct duban_matcher {
    const duban_rules *rules;
    duban_arena *arena;
    duban_diags *diags;
    const char16_t *subject; /* well-formed once it is ready */
    uint32_t length, origin;
    bool ready;                     /* the subject was looked over and the gate has run */
    bool gated;                     /* false: the gate is not asked */
    const duban_observer *observer; /* or NULL */
    duban_gate_scan scan;
    pcre2_match_data_16 *data;
    pcre2_match_context_16 *context;
    pcre2_jit_stack_16 *stack;
    uint8_t *reported;  /* of each rule: whether a limit that it hit was reported */
    uint32_t *produced; /* of each rule: its matches so far */
    const duban_derived *derived;
    uint32_t cut_limit, cut; /* where a piece was cut last, and for which limit; 0: not yet */
};

/* A span inside the subject that cuts no surrogate pair; makes the subject ready. */
duban_span duban_matcher_span(duban_matcher *matcher, duban_span span);

/* The leftmost match of a rule from a place in the span on; the span is duban_matcher_span's. */
bool duban_matcher_search(duban_matcher *matcher, const duban_rule *rule, duban_span within,
                          uint32_t from, duban_match *match);

/* The match of a rule that begins with the span. */
bool duban_matcher_search_here(duban_matcher *matcher, const duban_rule *rule, duban_span within,
                               duban_match *match);

/* Tells the observer that a match was dropped for a better one. */
void duban_matcher_lost(duban_matcher *matcher, const duban_match *match,
                        const duban_match *winner);

/* A finding about a rule in this document, once for each rule. */
void duban_matcher_report(duban_matcher *matcher, const duban_rule *rule, duban_span at,
                          const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
