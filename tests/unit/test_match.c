/* The match functions: spans, order, anchors, pieces, limits. */
#include "rules_fixture.h"

typedef struct {
    folder f;
    duban_rules *rules;
    duban_matcher *m;
} run;

static void run_init(run *r, const char *rules) {
    r->f = folder_new();
    folder_write(&r->f, "vocab/stops.tsv", "word\n。\n");
    r->rules = load_text(&r->f, rules, NULL);
    print_diags(&r->f.diags);
    assert_non_null(r->rules);
    r->m = duban_matcher_new(r->rules, r->f.arena, &r->f.diags);
}

static void run_free(run *r) {
    duban_rules_free(r->rules);
    folder_free(&r->f);
}

/* Matches as text: "rule:start-end ...". */
static const char *shown(run *r, duban_matches found) {
    const char *text = "";
    for (uint32_t i = 0; i < found.count; i++)
        text = duban_arena_printf(r->f.arena, "%s%s%s:%u-%u", text, i ? " " : "",
                                  found.items[i].rule->id, found.items[i].span.start,
                                  found.items[i].span.end);
    return text;
}

static const char *all(run *r, const char16_t *subject, uint32_t start, uint32_t end) {
    uint32_t length = 0;
    while (subject[length]) length++;
    duban_matcher_set(r->m, subject, length);
    return shown(r, duban_match_all(r->m, DUBAN_RULE_NAME, (duban_span){start, end}));
}

static void matches_come_by_place_then_by_rule(void **state) {
    (void)state;
    run r;
    run_init(&r, RULES(RULE("one", "ab", "ab") RULE("two", "b|c", "b") RULE("three", "a", "a")));
    assert_string_equal(all(&r, u"abcab", 0, 5),
                        "one:0-2 three:0-1 two:1-2 two:2-3 one:3-5 three:3-4 two:4-5");
    assert_string_equal(all(&r, u"abcab", 1, 4), "two:1-2 two:2-3 three:3-4");
    assert_string_equal(all(&r, u"abcab", 3, 99), "one:3-5 three:3-4 two:4-5");
    assert_string_equal(all(&r, u"abcab", 5, 5), "");
    duban_matches best = duban_match_best(r.m, DUBAN_RULE_NAME, (duban_span){0, 5});
    assert_string_equal(shown(&r, best), "one:0-2 two:2-3 one:3-5");
    run_free(&r);
}

static void anchors_mean_the_span(void **state) {
    (void)state;
    run r;
    run_init(&r, RULES(RULE("start", "^a", "a") RULE("end", "a$", "a")
                           RULE("either", "(?:^|,)b", "b") RULE("before", "(?<=x)a", "xa")));
    assert_string_equal(all(&r, u"aaa", 0, 3), "start:0-1 end:2-3");
    assert_string_equal(all(&r, u"xaaa", 1, 3), "start:1-2 before:1-2 end:2-3");
    assert_string_equal(all(&r, u"bb,bb", 0, 5), "either:0-1 either:2-4");
    assert_string_equal(all(&r, u"bb,bb", 1, 5), "either:1-2 either:2-4");
    run_free(&r);
}

static void first_and_here_follow_the_rules_order(void **state) {
    (void)state;
    run r;
    run_init(&r, RULES(RULE("one", "(?'name'b)", "b") RULE("two", "a", "a")));
    duban_match match;
    duban_matcher_set(r.m, u"ab", 2);
    assert_true(duban_match_first(r.m, DUBAN_RULE_NAME, (duban_span){0, 2}, &match));
    assert_string_equal(match.rule->id, "one");
    assert_int_equal(duban_match_group(&match, "name").start, 1);
    assert_false(duban_span_is_set(duban_match_group(&match, "none")));
    assert_true(duban_match_here(r.m, DUBAN_RULE_NAME, (duban_span){0, 2}, &match));
    assert_string_equal(match.rule->id, "two");
    assert_false(duban_match_here(r.m, DUBAN_RULE_UNIT, (duban_span){0, 2}, &match));
    assert_false(duban_match_here(r.m, DUBAN_RULE_NAME, (duban_span){2, 2}, &match));
    const duban_rule *two = duban_rules_find(r.rules, "two");
    assert_true(duban_match_rule(r.m, two, (duban_span){0, 2}, &match));
    assert_false(duban_match_rule(r.m, two, (duban_span){1, 2}, &match));
    run_free(&r);
}

static void a_group_may_stand_twice_and_may_be_absent(void **state) {
    (void)state;
    run r;
    run_init(&r, RULES("<rule id='u' kind='unit' title='t'><why>w</why><pattern>"
                       "(?'name' a+) x | y (?'name' b+) (?'tail' c)?"
                       "</pattern><example>ax</example></rule>"));
    duban_match match;
    duban_matcher_set(r.m, u"aax yb", 6);
    assert_true(duban_match_first(r.m, DUBAN_RULE_UNIT, (duban_span){0, 4}, &match));
    assert_int_equal(duban_span_length(duban_match_group(&match, "name")), 2);
    assert_true(duban_match_first(r.m, DUBAN_RULE_UNIT, (duban_span){3, 6}, &match));
    assert_int_equal(duban_match_group(&match, "name").start, 5);
    assert_false(duban_span_is_set(duban_match_group(&match, "tail")));
    run_free(&r);
}

static void long_text_is_searched_in_pieces_cut_after_a_stop(void **state) {
    (void)state;
    run r;
    run_init(&r, RULES(RULE("ab", "ab", "ab") RULE("start", "^x", "x") RULE("end", "a$", "a")));
    const uint32_t length = DUBAN_PIECE_MAX * 4;
    char16_t *text = duban_arena_alloc(r.f.arena, length * sizeof *text);
    for (uint32_t i = 0; i < length; i++) text[i] = 'x';
    text[DUBAN_PIECE_MAX - 10] = 0x3002;
    for (uint32_t i = 1; i < 4; i++) {
        text[DUBAN_PIECE_MAX * i + 9 * i - 10] = 'a';
        text[DUBAN_PIECE_MAX * i + 9 * i - 9] = 'b';
    }
    duban_matcher_set(r.m, text, length);
    duban_matches found = duban_match_all(r.m, DUBAN_RULE_NAME, (duban_span){0, length});
    assert_string_equal(duban_arena_printf(r.f.arena, "%.30s", shown(&r, found)),
                        "start:0-1 ab:16383-16385 ab:32");
    assert_int_equal(found.count, 4);
    run_free(&r);
}

static void a_rule_that_hits_a_limit_is_reported_once(void **state) {
    (void)state;
    run r;
    run_init(&r, RULES(RULE("bad", "(?:a|aa|aaa)+(?:!|=)", "aa!") RULE("good", "aac", "aac")));
    char16_t text[400];
    for (int i = 0; i < 400; i++) text[i] = 'a';
    text[398] = 'c';
    duban_matcher_set(r.m, text, 400);
    duban_match_all(r.m, DUBAN_RULE_NAME, (duban_span){0, 400});
    duban_matches found = duban_match_all(r.m, DUBAN_RULE_NAME, (duban_span){0, 400});
    assert_string_equal(shown(&r, found), "good:396-399");
    assert_int_equal(r.f.diags.count, 1);
    assert_int_equal(r.f.diags.items[0].severity, DUBAN_WARNING);
    assert_string_equal(r.f.diags.items[0].rule, "bad");
    assert_true(says(&r.f.diags, "limit"));
    assert_int_equal(r.f.diags.items[0].span.end, 400);
    run_free(&r);
}

static void lone_surrogates_do_no_harm(void **state) {
    (void)state;
    run r;
    run_init(&r, RULES(RULE("pair", "\\x{20000}", "𠀀") RULE("any", "a.b", "a-b")));
    const char16_t text[] = {0xDC00, 'a', 0xD800, 'b', 0xD840, 0xDC00, 'a', 0xD840, 0};
    assert_string_equal(all(&r, text, 0, 8), "any:1-4 pair:4-6");
    assert_string_equal(all(&r, text, 5, 8), "");
    assert_string_equal(all(&r, text, 0, 5), "any:1-4");
    run_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_come_by_place_then_by_rule),
        cmocka_unit_test(anchors_mean_the_span),
        cmocka_unit_test(first_and_here_follow_the_rules_order),
        cmocka_unit_test(a_group_may_stand_twice_and_may_be_absent),
        cmocka_unit_test(long_text_is_searched_in_pieces_cut_after_a_stop),
        cmocka_unit_test(a_rule_that_hits_a_limit_is_reported_once),
        cmocka_unit_test(lone_surrogates_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
