/*
 * Rules as tests: runs the examples and counter-examples that the rule files hold.
 *
 * An attribute of an example that names a group of the rule's pattern is compared with what the
 * group captured, both folded. Any other attribute is a field: a value that a later stage makes of
 * the match (the value of a quantity, the day of a time). The stage lends a reader for it, so that
 * the engine knows no values.
 */
#ifndef DUBAN_EXTRACT_ENGINE_EXAMPLES_H
#define DUBAN_EXTRACT_ENGINE_EXAMPLES_H

#include "extract/engine/match.h"

/* What a stage lends for one kind of rules. Either function may be NULL. */
typedef struct {
    /* Overwrites what the kind's rules see masked; text inside <q>, <t>, <n>, <d> already is. The
     * matcher's subject is the text before masking. */
    void (*mask)(void *context, duban_matcher *matcher, const duban_rule *rule, char16_t *subject,
                 uint32_t length);
    /* The field of a match as UTF-8 in the matcher's arena, NULL where it has none. */
    const char *(*field)(void *context, duban_matcher *matcher, const duban_match *match,
                         const char *name);
} duban_example_reader;

typedef struct {
    void *context;
    duban_example_reader kinds[DUBAN_RULE_KIND_COUNT];
} duban_example_readers;

typedef struct {
    uint32_t examples, counter_examples;
    uint32_t failed;
    uint32_t unread; /* fields that no reader was lent for: not compared */
} duban_example_counts;

/*
 * Runs all examples of all rules, or of one where rule is not NULL. Each failure is an error in
 * diags with the file, the line of the example, the rule and what came instead. readers may be
 * NULL. Must run inside duban_arena_run(arena) or with an arena that does not end.
 */
duban_example_counts duban_rules_check(const duban_rules *rules, const duban_rule *rule,
                                       const duban_example_readers *readers, duban_arena *arena,
                                       duban_diags *diags);

#endif
