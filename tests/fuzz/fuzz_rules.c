/*
 * Any bytes as a rule file: it loads or is refused with findings, and what loaded can be matched,
 * with the gate and without it to the same end.
 */
#include "extract/engine/match.h"
#include "tests/fuzz/folder.h"
#include "tests/fuzz/target.h"

typedef struct {
    const duban_rules *rules;
    duban_arena *arena;
} matching;

static duban_status match_everything(void *context) {
    matching *m = context;
    duban_matcher *matcher = duban_matcher_new(m->rules, m->arena, NULL);
    char16_t subject[256];
    for (int i = 0; i < 256; i++) subject[i] = (char16_t)(i % 3 ? 0x4E00 + i : i);
    duban_matcher_set(matcher, subject, 256);
    const duban_span all = {0, 256};
    for (int kind = 0; kind < DUBAN_RULE_KIND_COUNT; kind++) {
        duban_matches gated = duban_match_all(matcher, (duban_rule_kind)kind, all);
        duban_matcher_set_gated(matcher, false);
        duban_matches free_run = duban_match_all(matcher, (duban_rule_kind)kind, all);
        duban_matcher_set_gated(matcher, true);
        if (gated.count != free_run.count) abort();
    }
    return DUBAN_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    duban_arena *arena = duban_arena_new(DUBAN_RULES_MEMORY);
    duban_diags diags = {.arena = arena};
    fuzz_write("fuzz.xml", bytes, length);
    duban_rules *rules = duban_rules_load(fuzz_path(""), &diags);
    if (!rules && !duban_diags_count(&diags, DUBAN_ERROR)) abort();
    matching m = {.rules = rules, .arena = arena};
    if (rules) duban_arena_run(arena, match_everything, &m);
    duban_rules_free(rules);
    duban_arena_free(arena);
    return 0;
}
