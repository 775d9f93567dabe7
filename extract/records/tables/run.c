/*
 * Tables whose cells were run together: heads and rows found in running text.
 *
 * A rule of form "head" finds the names of the columns, rules of form "row" the rows behind it, for
 * as long as they follow each other. The digits of a row's values stand without a separator: of all
 * ways to cut them into as many values as there are years, the one is taken whose neighbours are
 * most alike; where none is likely, or two are nearly as likely, the row gives nothing but a
 * warning.
 */
#include <stdlib.h>

#include "extract/records/tables/table.h"

/* Between two rows at most so many units, such as the name of a class of indicators. */
#define GAP_MAX 16

/* Values of one indicator differ by at most this factor from year to year. */
#define LIKELY_RATIO 4.0

/* Two cuts whose cost differs by less than this share are equally likely. */
#define CLEAR_SHARE 1.15

/* So many years, and so many digits of one row, are taken apart; the cost grows with both. */
#define RUN_YEARS_MAX 6
#define RUN_UNITS_MAX 48

typedef struct {
    const duban_tables *tables;
    duban_span text;
    uint32_t wanted;
    duban_span cut[RUN_YEARS_MAX], best[RUN_YEARS_MAX];
    double value[RUN_YEARS_MAX];
    double cost, second;
} cutter;

static bool is_digit(char16_t u) { return u >= '0' && u <= '9'; }

static char16_t unit_at(const cutter *c, uint32_t at) {
    return at < c->text.end ? c->tables->flow->fold[at] : 0;
}

/* What stands before the digits of a value: a bracket, a bound. */
static uint32_t skip_front(const cutter *c, uint32_t at) {
    while (unit_at(c, at) && !is_digit(unit_at(c, at)) && unit_at(c, at) != '.') at++;
    return at;
}

/* And behind them: a percent sign, the bracket that was opened. */
static uint32_t skip_back(const cutter *c, uint32_t at) {
    while (unit_at(c, at) == '%' || unit_at(c, at) == ']' || unit_at(c, at) == ')') at++;
    return at;
}

static double number_at(const cutter *c, uint32_t from, uint32_t to) {
    double value = 0, place = 0;
    for (uint32_t i = from; i < to; i++) {
        char16_t u = unit_at(c, i);
        if (u == '.') {
            place = 1;
        } else {
            value = value * 10 + (u - '0');
            place *= 10;
        }
    }
    return place > 1 ? value / place : value;
}

static uint32_t decimals_of(const cutter *c, duban_span cut) {
    uint32_t digits = 0;
    bool point = false;
    for (uint32_t i = cut.start; i < cut.end; i++) {
        if (unit_at(c, i) == '.')
            point = true;
        else if (point && is_digit(unit_at(c, i)))
            digits++;
    }
    return digits;
}

static double cost_between(const cutter *c, uint32_t i) {
    double a = c->value[i - 1], b = c->value[i];
    double low = a < b ? a : b, high = a < b ? b : a;
    if (low <= 0) return high <= 0 ? 0 : LIKELY_RATIO;
    uint32_t x = decimals_of(c, c->cut[i - 1]), y = decimals_of(c, c->cut[i]);
    return high / low - 1 + 0.1 * (x > y ? x - y : y - x);
}

static void keep_if_better(cutter *c, double cost) {
    if (cost >= c->cost) {
        if (cost < c->second) c->second = cost;
        return;
    }
    c->second = c->cost;
    c->cost = cost;
    for (uint32_t i = 0; i < c->wanted; i++) c->best[i] = c->cut[i];
}

static void cut_from(cutter *c, uint32_t at, uint32_t done, double cost);

/* Tries every end for the digits of one value. */
static void cut_digits(cutter *c, uint32_t start, uint32_t digits, uint32_t done, double cost) {
    bool zero = unit_at(c, digits) == '0', point = false;
    for (uint32_t end = digits; is_digit(unit_at(c, end)) || unit_at(c, end) == '.';) {
        if (unit_at(c, end) == '.') {
            if (point || !is_digit(unit_at(c, end + 1))) return;
            point = true;
            end++;
        }
        if (zero && !point && end > digits) return;
        end++;
        if (unit_at(c, end) == '.' && !point) continue;
        uint32_t behind = skip_back(c, end);
        c->cut[done] = (duban_span){start, behind};
        c->value[done] = number_at(c, digits, end);
        double more = done ? cost_between(c, done) : 0;
        if (more < LIKELY_RATIO && cost + more <= c->second)
            cut_from(c, behind, done + 1, cost + more);
    }
}

static void cut_from(cutter *c, uint32_t at, uint32_t done, double cost) {
    if (done == c->wanted) {
        if (at == c->text.end) keep_if_better(c, cost);
        return;
    }
    uint32_t digits = skip_front(c, at);
    if (digits < c->text.end) cut_digits(c, at, digits, done, cost);
}

/* Cuts the text into as many values as wanted; false if no cut is likely or none is clear. */
static bool cut_into(cutter *c, uint32_t wanted) {
    c->wanted = wanted;
    c->cost = c->second = 1e9;
    cut_from(c, c->text.start, 0, 0);
    return c->cost < 1e9 && c->second > (c->cost + 0.02) * CLEAR_SHARE;
}

static void warn(const duban_tables *t, duban_span values) {
    duban_diag_add(
        t->diags,
        (duban_diag){.severity = DUBAN_WARNING, .stage = DUBAN_STAGE_RECORDS, .span = values},
        "values run together: '%s' could not be taken apart by year",
        duban_flow_quote(t->flow, values, t->arena));
}

/* The values of a row into its columns; years that have none are the first ones. */
static void place_values(const duban_tables *t, const duban_table_head *head, duban_span values,
                         duban_table_row *row) {
    cutter c = {.tables = t, .text = values};
    uint32_t wanted = head->years < RUN_YEARS_MAX ? head->years : RUN_YEARS_MAX;
    if (duban_span_length(values) > RUN_UNITS_MAX) wanted = 0;
    while (wanted > 0 && !cut_into(&c, wanted)) wanted--;
    if (wanted == 0 || (wanted == 1 && head->years > 1 && duban_span_length(values) > 4)) {
        warn(t, values);
        return;
    }
    uint32_t skip = head->count - wanted;
    for (uint32_t i = 0; i < wanted; i++) row->values[skip + i] = c.best[i];
}

/* The head's years as columns: each from its time to the next one. */
static duban_table_head read_head(const duban_tables *t, duban_span years) {
    duban_table_head head = {.count = 0};
    duban_times times = duban_time_read(t->matcher, years, (duban_day){0});
    for (uint32_t i = 0; i < times.count; i++) {
        duban_span span = times.items[i].span;
        span.end = i + 1 < times.count ? times.items[i + 1].span.start : years.end;
        duban_column column = duban_table_column(t, span);
        if (column.kind == DUBAN_COLUMN_YEAR) duban_table_head_add(&head, column);
    }
    duban_table_head_settle(&head);
    return head;
}

static bool next_row(const duban_tables *t, uint32_t from, uint32_t end, duban_match *match) {
    duban_span rest = {from, end};
    return duban_table_is(t, DUBAN_TABLE_ROW, rest, match) && match->span.start <= from + GAP_MAX;
}

bool duban_table_run_find(const duban_tables *tables, duban_span within, duban_span *stretch) {
    duban_match head, row;
    if (!duban_table_is(tables, DUBAN_TABLE_HEAD, within, &head)) return false;
    *stretch = head.span;
    while (next_row(tables, stretch->end, within.end, &row)) stretch->end = row.span.end;
    return true;
}

void duban_table_run_read(duban_tables *tables, duban_span stretch, uint32_t node) {
    duban_match head_match, match;
    if (!duban_table_is(tables, DUBAN_TABLE_HEAD, stretch, &head_match)) return;
    duban_table_head head = read_head(tables, duban_match_group(&head_match, "years"));
    if (head.years == 0) return;
    for (uint32_t at = head_match.span.end; next_row(tables, at, stretch.end, &match);) {
        duban_table_row row = duban_table_row_none();
        row.indicator = duban_match_group(&match, "indicator");
        row.unit = duban_match_group(&match, "unit");
        row.nature = duban_match_group(&match, "nature");
        place_values(tables, &head, duban_match_group(&match, "values"), &row);
        duban_table_row_emit(tables, &head, &row, node);
        at = match.span.end;
    }
}
