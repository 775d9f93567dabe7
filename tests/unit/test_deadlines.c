/*
 * Deadlines: which times of a paragraph are deadlines (tests/tables/deadlines.tsv), and which text
 * a deadline rules.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/notice.h"
#include "extract/records/deadlines.h"

static int set_up(void **state) {
    duban_arena *arena = duban_arena_new((size_t)1 << 26);
    duban_diags diags = {.arena = arena};
    *state = duban_rules_load(DUBAN_RULES_DIR, &diags);
    for (uint32_t i = 0; i < diags.count; i++)
        print_error("%s:%u: %s\n", diags.items[i].file, diags.items[i].line,
                    diags.items[i].message);
    duban_arena_free(arena);
    return *state ? 0 : -1;
}

static int tear_down(void **state) {
    duban_rules_free(*state);
    return 0;
}

/* A notice whose one task holds the text. */
static duban_notice *read_notice(const duban_rules *rules, const char *text) {
    char source[8192];
    snprintf(source, sizeof source,
             "某某市人民政府办公室\n关于印发《某某市行动方案》的通知\n2025年6月18日\n"
             "某某市行动方案\n一、重点任务\n（一）推进各项工作。各地要抓好落实。\n%s\n",
             text);
    duban_input input = {"test.txt", (const unsigned char *)source, strlen(source)};
    duban_notice *notice = NULL;
    assert_int_equal(duban_notice_read(rules, &input, &notice), DUBAN_OK);
    return notice;
}

static bool holds(const duban_rules *rules, char *line) {
    char *text = strtok(line, "\t"), *expected = strtok(NULL, "\t"), *why = strtok(NULL, "\t\n");
    if (!text || !expected || !why) return false;
    duban_notice *n = read_notice(rules, text);
    char found[1024] = "";
    for (uint32_t i = 0; i < n->records.count; i++) {
        const duban_record *r = &n->records.items[i];
        if (r->kind != DUBAN_RECORD_DEADLINE) continue;
        if (*found) strcat(found, " | ");
        strncat(found, duban_flow_quote(n->flow, r->span, n->arena), 200);
    }
    bool same = strcmp(*found ? found : "-", expected) == 0;
    if (!same)
        print_error("%s\n  expected %s\n  found    %s\n  (%s)\n", text, expected, found, why);
    duban_notice_free(n);
    return same;
}

static void times_are_judged_as_the_table_says(void **state) {
    char line[4096];
    FILE *file = fopen(DUBAN_SOURCE_DIR "/tests/tables/deadlines.tsv", "r");
    assert_non_null(file);
    int rows = 0, failed = 0;
    while (fgets(line, sizeof line, file)) {
        if (*line == '#' || strncmp(line, "paragraph\t", 10) == 0) continue;
        rows++;
        failed += !holds(*state, line);
    }
    fclose(file);
    if (failed) fail_msg("%d of %d rows differ", failed, rows);
    assert_true(rows >= 30);
}

/* The year by which the first occurrence of the words is due; 0 if no deadline rules it. */
static int year_at(const duban_notice *n, const char *words) {
    duban_str w = duban_str_from_utf8(n->arena, words, strlen(words));
    duban_rulings rulings = duban_rulings_make(&n->records, n->arena);
    for (uint32_t i = 0; i + w.length <= n->flow->length; i++) {
        duban_str here = {n->flow->text + i, w.length};
        if (!duban_str_equal(here, w)) continue;
        const duban_time *t = duban_ruling_at(&rulings, i);
        return t ? t->by.year : 0;
    }
    fail_msg("the notice does not hold '%s'", words);
    return -1;
}

static void a_deadline_rules_up_to_the_next(void **state) {
    duban_notice *n =
        read_notice(*state, "先行先试甲。到2027年，建成乙；再建丙。到2030年，建成丁。");
    assert_int_equal(year_at(n, "甲"), 0);
    assert_int_equal(year_at(n, "乙"), 2027);
    assert_int_equal(year_at(n, "丙"), 2027);
    assert_int_equal(year_at(n, "丁"), 2030);
    duban_notice_free(n);
}

static void one_that_closes_rules_its_sentence(void **state) {
    duban_notice *n = read_notice(*state, "完成甲。建成乙（2026年底前）。建成丙。");
    assert_int_equal(year_at(n, "甲"), 0);
    assert_int_equal(year_at(n, "乙"), 2026);
    assert_int_equal(year_at(n, "丙"), 0);
    duban_notice_free(n);
}

static void one_that_introduces_a_list_rules_its_items(void **state) {
    duban_notice *n =
        read_notice(*state, "到2027年，主要目标是：\n——建成甲100个。\n——建成乙200个。");
    assert_int_equal(year_at(n, "甲"), 2027);
    assert_int_equal(year_at(n, "乙"), 2027);
    duban_notice_free(n);
}

static void behind_a_look_ahead_the_first_year_rules(void **state) {
    duban_notice *n =
        read_notice(*state, "二、主要目标\n到2025年，建成甲。到2035年，建成乙。\n体制更加完善。建"
                            "成丙100个。\n\n能力明显提升。建成丁。");
    assert_int_equal(year_at(n, "甲"), 2025);
    assert_int_equal(year_at(n, "乙"), 2035);
    assert_int_equal(year_at(n, "丙"), 2025);
    assert_int_equal(year_at(n, "丁"), 2025);
    duban_notice_free(n);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_judged_as_the_table_says),
        cmocka_unit_test(a_deadline_rules_up_to_the_next),
        cmocka_unit_test(one_that_closes_rules_its_sentence),
        cmocka_unit_test(one_that_introduces_a_list_rules_its_items),
        cmocka_unit_test(behind_a_look_ahead_the_first_year_rules),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
