/* Watching the matcher: what is told of each attempt, the counters, where a rule fails. */
#include "rules_fixture.h"

#include "extract/engine/profile.h"

static const char rules_text[] =
    RULES(RULE("long", "(?'name'ab+)c", "abc") RULE("short", "ab", "ab") RULE("any", "[^x]", "a")
              RULE("never", "zz", "zz") RULE("slow", "(?:a|aa|aaa)+(?:!|=)", "aa!"));

static const char *told;
static duban_arena *told_in;

static void tell(void *context, const duban_attempt *a) {
    (void)context;
    static const char *const words[] = {"shut", "failed", "gave-up", "matched", "lost"};
    told = duban_arena_printf(told_in, "%s%s%s %s %u-%u", told, *told ? ", " : "", a->rule->id,
                              words[a->result], a->within.start, a->within.end);
    if (a->winner) told = duban_arena_printf(told_in, "%s to %s", told, a->winner->rule->id);
}

static void every_attempt_is_told(void **state) {
    (void)state;
    folder f = folder_new();
    duban_rules *rules = load_text(
        &f, RULES(RULE("one", "ab", "ab") RULE("two", "b", "b") RULE("three", "z", "z")), NULL);
    duban_matcher *m = duban_matcher_new(rules, f.arena, NULL);
    duban_observer observer = {.attempt = tell};
    told = "";
    told_in = f.arena;
    duban_matcher_observe(m, &observer);
    duban_matcher_set(m, u"xab", 3);
    assert_int_equal(duban_match_best(m, DUBAN_RULE_NAME, (duban_span){0, 3}).count, 1);
    assert_string_equal(told, "one matched 0-3, two matched 0-3, three shut 0-3, "
                              "two lost 2-3 to one");
    duban_rules_free(rules);
    folder_free(&f);
}

static void a_profile_counts(void **state) {
    (void)state;
    folder f = folder_new();
    duban_rules *rules = load_text(&f, rules_text, NULL);
    print_diags(&f.diags);
    assert_non_null(rules);
    duban_profile *profile = duban_profile_new(rules, f.arena);
    duban_matcher *m = duban_matcher_new(rules, f.arena, NULL);
    duban_matcher_observe(m, &profile->observer);
    char16_t text[300];
    for (int i = 0; i < 300; i++) text[i] = 'a';
    text[10] = '=';
    text[299] = '!';
    text[298] = 'x';
    duban_matcher_set(m, text, 300);
    duban_match_best(m, DUBAN_RULE_NAME, (duban_span){0, 300});
    const duban_rule_cost *slow = &profile->costs[duban_rules_find(rules, "slow")->index];
    const duban_rule_cost *never = &profile->costs[duban_rules_find(rules, "never")->index];
    const duban_rule_cost *any = &profile->costs[duban_rules_find(rules, "any")->index];
    assert_int_equal(slow->matched, 1);
    assert_int_equal(slow->gave_up, 1);
    assert_int_equal(slow->near_limit, 1);
    assert_int_equal(slow->attempts, 2);
    assert_true(slow->slowest <= slow->nanoseconds);
    assert_int_equal(never->attempts, 0);
    assert_int_equal(never->shut, 1);
    assert_int_equal(any->matched, 299);
    assert_int_equal(any->lost, 0);
    assert_int_equal(slow->lost, 1);
    assert_string_equal(duban_profile_order(profile, f.arena)[0]->id, "slow");
    duban_rules_free(rules);
    folder_free(&f);
}

static void a_failure_has_a_place(void **state) {
    (void)state;
    folder f = folder_new();
    duban_rules *rules = load_text(&f, rules_text, NULL);
    duban_matcher *m = duban_matcher_new(rules, f.arena, NULL);
    const duban_rule *rule = duban_rules_find(rules, "long");
    duban_failure failure;
    duban_matcher_set(m, u"xxabbd", 6);
    assert_true(duban_match_diagnose(m, rule, (duban_span){0, 6}, &failure));
    assert_int_equal(failure.start, 2);
    assert_int_equal(failure.reached, 5);
    duban_str pattern = duban_rules_pattern(rules, rule);
    assert_int_equal(pattern.units[failure.pattern_at], 'c');
    assert_int_equal(failure.item_length, 1);
    duban_matcher_set(m, u"abc", 3);
    assert_false(duban_match_diagnose(m, rule, (duban_span){0, 3}, &failure));
    duban_rules_free(rules);
    folder_free(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_attempt_is_told),
        cmocka_unit_test(a_profile_counts),
        cmocka_unit_test(a_failure_has_a_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
