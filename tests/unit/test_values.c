/*
 * The readers of values against tables that a domain person can read: tests/tables/numerals.tsv,
 * quantities.tsv, units.tsv, dates.tsv. Each row: a text, what is to be found in it ("-" for
 * nothing, " | " between several), why.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/value/fields.h"
#include "extract/value/quantity.h"
#include "extract/value/time.h"
#include "ingest/fold.h"

typedef struct {
    duban_arena *arena;
    duban_rules *rules;
    duban_diags diags;
} fixture;

static int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    f->arena = duban_arena_new((size_t)1 << 30);
    f->diags.arena = f->arena;
    f->rules = duban_rules_load(DUBAN_RULES_DIR, &f->diags);
    for (uint32_t i = 0; i < f->diags.count; i++)
        print_error("%s:%u: %s\n", f->diags.items[i].file, f->diags.items[i].line,
                    f->diags.items[i].message);
    *state = f;
    return f->rules ? 0 : -1;
}

static int tear_down(void **state) {
    fixture *f = *state;
    duban_rules_free(f->rules);
    duban_arena_free(f->arena);
    free(f);
    return 0;
}

typedef struct {
    duban_arena *arena;
    duban_str text;
    char out[4096];
} answer;

static char *quote(answer *a, duban_span s) {
    return duban_str_to_utf8(a->arena, (duban_str){a->text.units + s.start, duban_span_length(s)});
}

__attribute__((format(printf, 2, 3))) static void say(answer *a, const char *format, ...) {
    va_list list;
    va_start(list, format);
    size_t used = strlen(a->out);
    vsnprintf(a->out + used, sizeof a->out - used, format, list);
    va_end(list);
}

static void say_value(answer *a, bool is_range, duban_decimal value, duban_decimal min,
                      duban_decimal max) {
    char low[DUBAN_DECIMAL_TEXT], high[DUBAN_DECIMAL_TEXT];
    if (is_range)
        say(a, "%s..%s", duban_decimal_print(min, low), duban_decimal_print(max, high));
    else
        say(a, "%s", duban_decimal_print(value, low));
}

static void answer_numbers(answer *a, duban_matcher *m) {
    duban_numbers found = duban_number_read(m, (duban_span){0, a->text.length});
    for (uint32_t i = 0; i < found.count; i++) {
        const duban_number *n = &found.items[i];
        say(a, "%s%s=%s", i ? " | " : "", quote(a, n->span),
            n->form == DUBAN_NUMBER_ORDINAL ? "#" : "");
        say_value(a, n->is_range, n->value, n->min, n->max);
        say(a, "%s", n->unit ? n->unit : "");
    }
}

static void answer_quantities(answer *a, duban_matcher *m) {
    duban_quantities found = duban_quantity_read(m, (duban_span){0, a->text.length});
    for (uint32_t i = 0; i < found.count; i++) {
        const duban_quantity *q = &found.items[i];
        say(a, "%s%s=%s ", i ? " | " : "", quote(a, q->span), duban_comparator_word(q->comparator));
        say_value(a, q->is_range, q->value, q->min, q->max);
        say(a, "%s%s", q->unit ? " " : q->bare ? " ?" : "", q->unit ? q->unit : "");
    }
}

static void answer_units(answer *a, duban_matcher *m) {
    duban_quantities found = duban_quantity_read(m, (duban_span){0, a->text.length});
    for (uint32_t i = 0; i < found.count; i++) {
        const duban_quantity *q = &found.items[i];
        say(a, "%s", i ? " | " : "");
        say_value(a, q->is_range, q->value, q->min, q->max);
        say(a, " %s %s %s", q->unit ? q->unit : "-", q->dimension ? q->dimension : "-",
            q->ucum ? q->ucum : "-");
    }
}

static void say_day(answer *a, const char *before, duban_day day) {
    if (day.year) say(a, "%s%s", before, duban_day_print(day, a->arena));
}

/* Times are read as on 18 June 2025: span=from..by precision duration ~recurrence @anchor. */
static void answer_dates(answer *a, duban_matcher *m) {
    duban_day ref = {2025, 6, 18};
    duban_times found = duban_time_read(m, (duban_span){0, a->text.length}, ref);
    for (uint32_t i = 0; i < found.count; i++) {
        const duban_time *t = &found.items[i];
        say(a, "%s%s=", i ? " | " : "", quote(a, t->span));
        say_day(a, "", t->from);
        say(a, "%s", t->from.year ? ".." : "");
        say_day(a, "", t->by);
        say(a, " %s", duban_precision_word(t->precision));
        say(a, "%s%s", t->duration ? " " : "", t->duration ? t->duration : "");
        say(a, "%s%s", t->working ? "w" : "", "");
        say(a, "%s%s", t->recurrence ? " ~" : "", t->recurrence ? t->recurrence : "");
        say(a, "%s%s", t->anchor ? " @" : "", t->anchor ? t->anchor : "");
        say(a, "%s%s", t->edtf ? " " : "", t->edtf ? t->edtf : "");
    }
}

/* Reads one row and compares; answers whether it is as the table says. */
static bool holds(fixture *f, char *line, void (*read)(answer *, duban_matcher *)) {
    char *input = strtok(line, "\t"), *expected = strtok(NULL, "\t"), *why = strtok(NULL, "\t\n");
    if (!input || !expected || !why) {
        print_error("not three fields: %s\n", input ? input : "");
        return false;
    }
    answer a = {.arena = f->arena, .text = duban_str_from_utf8(f->arena, input, strlen(input))};
    duban_str fold = duban_fold_str(f->arena, a.text);
    duban_matcher *m = duban_matcher_new(f->rules, f->arena, &f->diags);
    duban_matcher_set(m, fold.units, fold.length);
    read(&a, m);
    if (!*a.out) say(&a, "-");
    if (strcmp(a.out, expected) == 0) return true;
    print_error("%s\n  expected %s\n  found    %s\n  (%s)\n", input, expected, a.out, why);
    return false;
}

static void check_table(fixture *f, const char *name, int at_least,
                        void (*read)(answer *, duban_matcher *)) {
    char path[512], line[4096];
    snprintf(path, sizeof path, "%s/tests/tables/%s.tsv", DUBAN_SOURCE_DIR, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    int rows = 0, failed = 0;
    while (fgets(line, sizeof line, file)) {
        if (*line == '#' || strncmp(line, "input\t", 6) == 0) continue;
        rows++;
        failed += !holds(f, line, read);
    }
    fclose(file);
    if (failed) fail_msg("%s: %d of %d rows differ", name, failed, rows);
    assert_true(rows >= at_least);
}

static void numerals_are_read_as_the_table_says(void **state) {
    check_table(*state, "numerals", 300, answer_numbers);
}

static void quantities_are_read_as_the_table_says(void **state) {
    check_table(*state, "quantities", 100, answer_quantities);
}

static void units_are_read_as_the_table_says(void **state) {
    check_table(*state, "units", 150, answer_units);
}

static void dates_are_read_as_the_table_says(void **state) {
    check_table(*state, "dates", 200, answer_dates);
}

static bool is_ours(duban_rule_kind kind) {
    return kind == DUBAN_RULE_NUMBER || kind == DUBAN_RULE_QUANTITY || kind == DUBAN_RULE_TIME;
}

static void the_examples_of_value_rules_hold(void **state) {
    fixture *f = *state;
    duban_day ref = {2025, 6, 18};
    duban_example_readers readers = {0};
    duban_value_fields(&readers, &ref);
    f->diags.count = 0;
    uint32_t failed = 0, run = 0;
    for (uint32_t i = 0; i < duban_rules_count(f->rules); i++) {
        const duban_rule *rule = duban_rules_at(f->rules, i);
        if (!is_ours(rule->kind)) continue;
        duban_example_counts counts =
            duban_rules_check(f->rules, rule, &readers, f->arena, &f->diags);
        failed += counts.failed;
        run += counts.examples + counts.counter_examples;
        assert_int_equal(counts.unread, 0);
    }
    for (uint32_t i = 0; i < f->diags.count; i++)
        print_error("%s:%u: %s: %s\n", f->diags.items[i].file, f->diags.items[i].line,
                    f->diags.items[i].rule, f->diags.items[i].message);
    assert_int_equal(failed, 0);
    assert_true(run > 60);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numerals_are_read_as_the_table_says),
        cmocka_unit_test(quantities_are_read_as_the_table_says),
        cmocka_unit_test(units_are_read_as_the_table_says),
        cmocka_unit_test(dates_are_read_as_the_table_says),
        cmocka_unit_test(the_examples_of_value_rules_hold),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
