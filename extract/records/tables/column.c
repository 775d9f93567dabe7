/*
 * Columns of tables: words of a head -> what stands below them.
 *
 * The year of a column is read by the readers of times, or as bare digits; that its values are
 * measured, yearly means, rates or sums is said by words beside the year.
 */
#include <stdlib.h>
#include <string.h>

#include "extract/records/tables/table.h"

static const struct {
    const char *word;
    duban_column_kind kind;
} kinds[] = {
    {"index", DUBAN_COLUMN_INDEX},         {"indicator", DUBAN_COLUMN_INDICATOR},
    {"unit", DUBAN_COLUMN_UNIT},           {"year", DUBAN_COLUMN_YEAR},
    {"nature", DUBAN_COLUMN_NATURE},       {"other", DUBAN_COLUMN_OTHER},
    {"dependent", DUBAN_COLUMN_DEPENDENT}, {"place", DUBAN_COLUMN_PLACE},
    {"project", DUBAN_COLUMN_PROJECT},
};

static duban_column_kind kind_of(const duban_rule *rule) {
    const char *word = duban_rule_param(rule, "column");
    for (size_t i = 0; word && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(word, kinds[i].word) == 0) return kinds[i].kind;
    return DUBAN_COLUMN_NONE;
}

duban_time duban_table_date(const duban_tables *tables, duban_span words) {
    duban_day reference = {tables->first_year, 1, 1};
    duban_times times = duban_time_read(tables->matcher, words, reference);
    duban_time last = {.by = {0}};
    for (uint32_t i = 0; i < times.count; i++)
        if (times.items[i].by.year) last = times.items[i];
    return last;
}

/* The year that stands as bare digits in the words; 0 if none does. */
static int16_t bare_year(const duban_tables *tables, duban_span words) {
    uint32_t digits = 0;
    int16_t year = 0, last = 0;
    for (uint32_t at = words.start; at <= words.end; at++) {
        char16_t unit = at < words.end ? tables->flow->fold[at] : 0;
        if (unit >= '0' && unit <= '9') {
            year = (int16_t)(digits < 4 ? year * 10 + (unit - '0') : 0);
            digits++;
            continue;
        }
        if (digits == 4) last = year;
        digits = 0;
        year = 0;
    }
    return last;
}

/* The last year of the plan that the words name, such as the last one; 0 if they name none. */
static int16_t plan_end(const duban_tables *tables, duban_span words) {
    const duban_vocab *plans = duban_rules_vocab(duban_matcher_rules(tables->matcher), "plans");
    for (uint32_t at = words.start; plans && at < words.end; at++) {
        uint32_t entry;
        if (duban_vocab_longest(plans, tables->flow->fold + at, words.end - at, &entry) > 0)
            return (int16_t)strtol(duban_vocab_field(plans, entry, "by"), NULL, 10);
    }
    return 0;
}

/* The date of a column of values, and what its head says of them. Of the year that a change is
 * counted from nothing is promised. */
static void read_time(const duban_tables *tables, duban_column *column) {
    if (column->kind == DUBAN_COLUMN_YEAR) column->time = duban_table_date(tables, column->span);
    if (column->kind == DUBAN_COLUMN_YEAR && !column->time.by.year) {
        int16_t year = bare_year(tables, column->span);
        if (!year) year = plan_end(tables, column->span);
        if (year) column->time.by = (duban_day){year, 12, 31};
    }
    column->past = duban_table_is(tables, DUBAN_TABLE_PAST, column->span, NULL);
    column->yearly = duban_table_is(tables, DUBAN_TABLE_YEARLY, column->span, NULL);
    column->either = duban_table_is(tables, DUBAN_TABLE_EITHER, column->span, NULL);
    column->cumulative = duban_table_is(tables, DUBAN_TABLE_CUMULATIVE, column->span, NULL);
    column->rate = duban_table_is(tables, DUBAN_TABLE_RATE, column->span, NULL);
    duban_match match;
    if (!duban_table_is(tables, DUBAN_TABLE_NAMED, column->span, &match)) return;
    duban_span unit = duban_match_group(&match, "unit");
    if (duban_table_is_unit(tables, unit)) column->unit = unit;
}

duban_column duban_table_column(const duban_tables *tables, duban_span span) {
    duban_column column = {.span = duban_table_trim(tables, span),
                           .unit = DUBAN_SPAN_NONE,
                           .scope = DUBAN_SPAN_NONE,
                           .counted = DUBAN_SPAN_NONE};
    duban_match match;
    if (!duban_table_is(tables, DUBAN_TABLE_COLUMN, column.span, &match)) return column;
    column.kind = kind_of(match.rule);
    column.rule = match.rule->id;
    if (column.kind == DUBAN_COLUMN_YEAR || column.kind == DUBAN_COLUMN_DEPENDENT)
        read_time(tables, &column);
    return column;
}
