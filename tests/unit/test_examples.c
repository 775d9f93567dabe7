/* The runner of examples, and that every rule of the project passes its own. */
#include "rules_fixture.h"

#include "extract/engine/examples.h"

static const char *digits_of(void *context, duban_matcher *matcher, const duban_match *match,
                             const char *name) {
    (void)context;
    return duban_arena_printf(duban_matcher_arena(matcher), "%s%u", name,
                              duban_span_length(match->span));
}

static const struct {
    const char *rule, *words;
} runs[] = {
    {"<pattern>(?'number'[0-9]+)(?'unit'.)?</pattern><example number='12' "
     "unit=''><m>12</m></example>",
     NULL},
    {"<pattern>(?'number'[0-9]+)</pattern><example number='１２' unit=''>a１２</example>", NULL},
    {"<pattern>(?'number'[0-9]+)</pattern><example number='13'>12</example>", "number: got '12'"},
    {"<pattern>[0-9]+</pattern><example unit='a'>12</example>", "unit: got ''"},
    {"<pattern>[0-9]</pattern><example>1<m>2</m></example>", NULL},
    {"<pattern>[0-9]</pattern><example><m>12</m></example>", "matches something else: got '1'"},
    {"<pattern>[0-9]</pattern><example>x</example>", "does not match"},
    {"<pattern>[0-9]+</pattern><example value='value2'>12</example>", NULL},
    {"<pattern>[0-9]+</pattern><example value='9'>12</example>", "value: got 'value2'"},
    {"<pattern>\\x{E001}\\x{E000}*x</pattern><example><m><q>12</q>x</m></example>", NULL},
    {"<pattern>[0-9]+</pattern><example>1</example><counter-example why='w'>2</counter-example>",
     "counter-example: got '2'"},
    {"<pattern>[0-9]+</pattern><example>1</example>"
     "<counter-example why='w'>2<m>x</m></counter-example>",
     NULL},
};

static void examples_are_run(void **state) {
    (void)state;
    duban_example_readers readers = {.kinds[DUBAN_RULE_QUANTITY].field = digits_of};
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        folder f = folder_new();
        char text[800];
        snprintf(text, sizeof text,
                 RULES("<rule id='r' kind='quantity' title='t'><why>w</why>%s</rule>"),
                 runs[i].rule);
        duban_rules *rules = load_text(&f, text, NULL);
        assert_non_null(rules);
        duban_example_counts counts = duban_rules_check(rules, NULL, &readers, f.arena, &f.diags);
        print_diags(runs[i].words ? &(duban_diags){0} : &f.diags);
        assert_int_equal(counts.failed, runs[i].words ? 1 : 0);
        if (runs[i].words) assert_true(says(&f.diags, runs[i].words));
        duban_rules_free(rules);
        folder_free(&f);
    }
}

static void the_rules_of_the_project_pass(void **state) {
    (void)state;
    duban_arena *arena = duban_arena_new((size_t)1 << 28);
    duban_diags diags = {.arena = arena};
    duban_rules *rules = duban_rules_load(DUBAN_RULES_DIR, &diags);
    print_diags(&diags);
    assert_non_null(rules);
    duban_example_counts counts = duban_rules_check(rules, NULL, NULL, arena, &diags);
    if (counts.failed) print_diags(&diags);
    assert_int_equal(counts.failed, 0);
    duban_rules_free(rules);
    duban_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_are_run),
        cmocka_unit_test(the_rules_of_the_project_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
