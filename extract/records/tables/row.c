/*
 * Rows: an indicator, its unit and its values by year -> targets and baselines.
 *
 * A unit with the value itself goes before that of its row or column (measure.h). A value in square
 * brackets is a sum over the years. A cell that holds more than one amount is left to other
 * readers.
 */
#include <string.h>

#include "extract/records/tables/measure.h"

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
static bool read_value(const duban_tables *t, duban_span cell, const duban_column *column,
                       duban_table_measure m, duban_target *target) {
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
    if (!target->cumulative) m = duban_table_measure_of_column(t, column, m);
    scale_by(&target->quantity, m.factor);
    target->quantity.unit = m.unit;
    target->quantity.dimension = m.dimension;
    target->quantity.ucum = m.ucum;
    target->quantity.unit_span = target->measure = m.span;
    target->quantity.bare = false;
    return true;
}

static const char *nature_of(const duban_tables *t, duban_span span) {
    duban_match match;
    if (!duban_span_is_set(span) || !duban_table_is(t, DUBAN_TABLE_NATURE, span, &match))
        return NULL;
    return duban_rule_param(match.rule, "value");
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
    duban_record_kind kind =
        duban_table_column_is_past(t, head, column) ? DUBAN_RECORD_BASELINE : DUBAN_RECORD_TARGET;
    const duban_column *c = &head->columns[column];
    duban_span all = cover(target.indicator, target.quantity.span);
    target.cumulative |= c->cumulative && !c->yearly;
    target.cumulative |= duban_table_is(t, DUBAN_TABLE_CUMULATIVE, target.indicator, NULL);
    if ((c->yearly || c->either) && !target.cumulative) target.recurrence = "P1Y";
    duban_record *record = duban_record_add(t->records, kind, node, all, c->rule);
    record->as.target = target;
    date_target(t, head, column, record);
}

/* A cell that promises something, but no amount: other readers may read it, as of the column's
 * date. */
static void leave(duban_tables *t, duban_span cell, const duban_time *time) {
    if (duban_span_is_empty(cell) || duban_table_is(t, DUBAN_TABLE_BLANK, cell, NULL)) return;
    duban_records_date(t->records, cell, time);
    t->left =
        duban_arena_grow(t->arena, t->left, &t->left_capacity, t->left_count + 1, sizeof *t->left);
    uint32_t at = t->left_count++;
    for (; at > 0 && t->left[at - 1].start > cell.start; at--) t->left[at] = t->left[at - 1];
    t->left[at] = cell;
}

/* Does a node stand in another one? So does a row that is a task. */
static bool is_below(const duban_tables *t, uint32_t node, uint32_t above) {
    const duban_node *nodes = t->outline->nodes;
    while (node != above && node > 0) node = nodes[node].parent;
    return node == above;
}

/* The values of a column: of the row's indicator, or of what the head names above it. */
static void emit_cell(duban_tables *t, const duban_table_head *head, const duban_table_row *row,
                      uint32_t i, uint32_t node) {
    const duban_column *column = &head->columns[i];
    duban_table_row named = *row;
    if (!duban_span_is_set(row->indicator)) named.indicator = column->counted;
    if (!duban_span_is_set(named.indicator)) return;
    duban_target target = {.action = DUBAN_SPAN_NONE,
                           .scope = duban_span_is_set(row->scope) ? row->scope : column->scope,
                           .deadline = DUBAN_SPAN_NONE,
                           .measure = DUBAN_SPAN_NONE,
                           .nature = nature_of(t, row->nature)};
    duban_table_measure measure = duban_table_measure_of_row(t, head, &named, &target.indicator);
    if (duban_span_is_empty(target.indicator)) return;
    if (read_value(t, row->values[i], column, measure, &target))
        emit_value(t, head, i, target, node);
    else if (!duban_table_column_is_past(t, head, i))
        leave(t, duban_table_trim(t, row->values[i]), &column->time);
}

void duban_table_row_emit(duban_tables *t, const duban_table_head *head, const duban_table_row *row,
                          uint32_t node) {
    if (duban_span_is_set(row->indicator)) {
        uint32_t place = duban_outline_node_at(t->outline, row->indicator.start);
        if (is_below(t, place, node)) node = place;
    }
    for (uint32_t i = 0; i < head->count; i++)
        if (head->columns[i].kind == DUBAN_COLUMN_YEAR && duban_span_is_set(row->values[i]))
            emit_cell(t, head, row, i, node);
}

void duban_table_take(duban_tables *t, duban_span stretch) {
    for (uint32_t i = 0; i < t->left_count; i++) {
        duban_span before = {stretch.start, t->left[i].start};
        if (!duban_span_is_empty(before)) duban_records_take(t->records, before);
        stretch.start = t->left[i].end;
    }
    if (!duban_span_is_empty(stretch)) duban_records_take(t->records, stretch);
    t->left_count = 0;
}
