/*
 * Rows: an indicator, its unit and its values by year -> targets and baselines.
 *
 * The unit stands in a column, in brackets behind the indicator, or with the value itself, in
 * rising order of trust; a multiplier in it (ten thousand) multiplies the value. A value in square
 * brackets is a sum over the years. A cell that holds more than one amount gives nothing.
 */
#include <string.h>

#include "extract/records/tables/table.h"
#include "extract/value/numeral.h"
#include "extract/value/unit.h"

/* The measure of a row: what its plain numbers count. */
typedef struct {
    const char *unit, *dimension, *ucum;
    duban_decimal factor;
    duban_span span;
} measure;

/* "ten thousand persons": the multiplier and the measure word that make all of the text. */
static bool read_measure(const duban_tables *t, duban_span span, measure *out) {
    const duban_rules *rules = duban_matcher_rules(t->matcher);
    const duban_numerals *numerals = duban_numerals_get(t->matcher);
    duban_measure word;
    *out = (measure){.factor = duban_decimal_of(1), .span = span};
    for (uint32_t at = span.start; at < span.end; at++) {
        duban_str rest = {t->flow->fold + at, span.end - at};
        if (duban_measure_read(rules, t->arena, rest, &word) && word.length == rest.length) {
            *out = (measure){word.name, word.dimension, word.ucum, out->factor, span};
            return true;
        }
        duban_numeral scale = duban_numeral_of(numerals, t->flow->fold[at]);
        if (scale.kind != DUBAN_NUMERAL_SCALE) return false;
        for (int power = 0; power < scale.value; power++)
            if (!duban_decimal_multiply(out->factor, duban_decimal_of(10), &out->factor))
                return false;
    }
    return false;
}

bool duban_table_is_unit(const duban_tables *tables, duban_span span) {
    measure m;
    span = duban_table_trim(tables, span);
    return !duban_span_is_empty(span) && read_measure(tables, span, &m);
}

/* The measure of a row, and its indicator without the brackets that hold it. */
static measure measure_of(const duban_tables *t, const duban_table_head *head,
                          const duban_table_row *row, duban_span *indicator) {
    measure m = {.factor = duban_decimal_of(1), .span = DUBAN_SPAN_NONE};
    duban_match match;
    *indicator = duban_table_trim(t, row->indicator);
    if (duban_table_is(t, DUBAN_TABLE_NUMBERED, *indicator, &match))
        *indicator = duban_match_group(&match, "indicator");
    if (!duban_span_is_empty(head->unit)) read_measure(t, duban_table_trim(t, head->unit), &m);
    if (duban_span_is_set(row->unit)) read_measure(t, duban_table_trim(t, row->unit), &m);
    if (!duban_table_is(t, DUBAN_TABLE_NAMED, *indicator, &match)) return m;
    duban_span unit = duban_table_trim(t, duban_match_group(&match, "unit"));
    measure bracketed;
    if (!read_measure(t, unit, &bracketed)) return m;
    *indicator = duban_table_trim(t, duban_match_group(&match, "indicator"));
    return bracketed;
}

static void scale_by(duban_quantity *q, duban_decimal factor) {
    duban_decimal_multiply(q->value, factor, &q->value);
    duban_decimal_multiply(q->min, factor, &q->min);
    duban_decimal_multiply(q->max, factor, &q->max);
}

/* A plain number, whatever stands beside it: digits of the next cell may, without a separator. */
static bool read_plain(const duban_tables *t, duban_span span, duban_quantity *q) {
    char text[DUBAN_DECIMAL_TEXT];
    uint32_t length = duban_span_length(span);
    if (length >= sizeof text) return false;
    for (uint32_t i = 0; i < length; i++) {
        char16_t unit = t->flow->fold[span.start + i];
        if (unit >= 0x80) return false;
        text[i] = (char)unit;
    }
    text[length] = 0;
    *q = (duban_quantity){.span = span,
                          .number = span,
                          .unit_span = DUBAN_SPAN_NONE,
                          .comparator = DUBAN_EQ,
                          .form = DUBAN_NUMBER_PLAIN};
    return duban_decimal_parse(text, &q->value);
}

static bool read_amount(const duban_tables *t, duban_span span, duban_quantity *q) {
    if (read_plain(t, span, q)) return true;
    duban_quantities found = duban_quantity_read(t->matcher, span);
    if (found.count != 1) return false;
    *q = found.items[0];
    return true;
}

/* The amount of a cell, whole: with its bounds and brackets. False if it has none or several. */
static bool read_value(const duban_tables *t, duban_span cell, const measure *m,
                       duban_target *target) {
    duban_match match;
    cell = duban_table_trim(t, cell);
    if (!duban_table_is(t, DUBAN_TABLE_VALUE, cell, &match)) return false;
    duban_span inner = duban_table_trim(t, duban_match_group(&match, "value"));
    if (!read_amount(t, inner, &target->quantity)) return false;
    const char *value = duban_rule_param(match.rule, "value");
    if (value && strcmp(value, "change") == 0) target->change = DUBAN_CHANGE;
    target->action = duban_match_group(&match, "action");
    target->cumulative = duban_span_is_set(duban_match_group(&match, "sum"));
    if (duban_table_is(t, DUBAN_TABLE_YEARLY, cell, NULL)) target->recurrence = "P1Y";
    if (target->cumulative && !duban_span_is_set(target->action))
        target->quantity.span = match.span;
    if (target->quantity.unit) return true;
    scale_by(&target->quantity, m->factor);
    target->quantity.unit = m->unit;
    target->quantity.dimension = m->dimension;
    target->quantity.ucum = m->ucum;
    target->quantity.unit_span = target->measure = m->span;
    target->quantity.bare = false;
    return true;
}

static const char *nature_of(const duban_tables *t, duban_span span) {
    duban_match match;
    if (!duban_span_is_set(span) || !duban_table_is(t, DUBAN_TABLE_NATURE, span, &match))
        return NULL;
    return duban_rule_param(match.rule, "value");
}

/* Was the column's value measured before the plan? */
static bool is_past(const duban_tables *t, const duban_table_head *head, uint32_t column) {
    const duban_column *c = &head->columns[column];
    if (c->past) return true;
    if (!c->time.by.year || c->yearly || c->either) return false;
    if (t->first_year) return c->time.by.year < t->first_year;
    for (uint32_t i = 0; i < head->count; i++) {
        const duban_column *other = &head->columns[i];
        bool dated = other->kind == DUBAN_COLUMN_YEAR && other->time.by.year && !other->yearly;
        if (dated && other->time.by.year < c->time.by.year) return false;
    }
    return head->years > 1;
}

static void date_target(const duban_tables *t, const duban_table_head *head, uint32_t column,
                        duban_record *record) {
    const duban_column *c = &head->columns[column];
    duban_target *target = &record->as.target;
    if (record->kind == DUBAN_RECORD_BASELINE) {
        target->nature = NULL; /* only a promise is expected or binding */
        target->at = c->time.by;
        if (c->time.by.year) target->at_text = duban_arena_printf(t->arena, "%d", c->time.by.year);
        return;
    }
    target->by = c->time.by;
    target->deadline = c->time.by.year ? c->time.span : DUBAN_SPAN_NONE;
}

static duban_span cover(duban_span a, duban_span b) {
    return (duban_span){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}

static void emit_value(duban_tables *t, const duban_table_head *head, uint32_t column,
                       duban_target target, uint32_t node) {
    duban_record_kind kind = is_past(t, head, column) ? DUBAN_RECORD_BASELINE : DUBAN_RECORD_TARGET;
    const duban_column *c = &head->columns[column];
    duban_span all = cover(target.indicator, target.quantity.span);
    target.cumulative |= c->cumulative && !c->yearly;
    if (c->yearly || (c->either && !target.cumulative)) target.recurrence = "P1Y";
    duban_record *record = duban_record_add(t->records, kind, node, all, c->rule);
    record->as.target = target;
    date_target(t, head, column, record);
}

void duban_table_row_emit(duban_tables *t, const duban_table_head *head, const duban_table_row *row,
                          uint32_t node) {
    if (!duban_span_is_set(row->indicator)) return;
    duban_span indicator;
    measure m = measure_of(t, head, row, &indicator);
    if (duban_span_is_empty(indicator)) return;
    for (uint32_t i = 0; i < head->count; i++) {
        if (head->columns[i].kind != DUBAN_COLUMN_YEAR || !duban_span_is_set(row->values[i]))
            continue;
        duban_target target = {.indicator = indicator,
                               .action = DUBAN_SPAN_NONE,
                               .scope = DUBAN_SPAN_NONE,
                               .deadline = DUBAN_SPAN_NONE,
                               .measure = DUBAN_SPAN_NONE,
                               .nature = nature_of(t, row->nature)};
        if (read_value(t, row->values[i], &m, &target)) emit_value(t, head, i, target, node);
    }
}
