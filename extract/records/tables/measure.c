/*
 * Measure words of tables; see measure.h.
 *
 * A unit stands above the table, in a column, in brackets behind the indicator or behind the name
 * of a column, in rising order of trust; a multiplier in it (ten thousand) multiplies the value.
 */
#include "extract/records/tables/measure.h"

#include "extract/value/numeral.h"
#include "extract/value/unit.h"

typedef duban_table_measure measure;

/* The measure word that a name ends with is no longer than this. */
#define WORD_MAX 4

static const measure no_measure = {.factor = {1, 0}, .span = {UINT32_MAX, UINT32_MAX}};

/* Multiplies by the scale word at a place ("ten thousand"); false if there is none. */
static bool multiply(const duban_tables *t, uint32_t at, measure *m) {
    const duban_numerals *numerals = duban_numerals_get(t->matcher);
    duban_numeral scale = duban_numeral_of(numerals, t->flow->fold[at]);
    if (scale.kind != DUBAN_NUMERAL_SCALE) return false;
    for (int power = 0; power < scale.value; power++)
        if (!duban_decimal_multiply(m->factor, duban_decimal_of(10), &m->factor)) return false;
    return true;
}

/* "ten thousand persons": the multiplier and the measure word that make all of the text. */
static bool read_measure(const duban_tables *t, duban_span span, measure *out) {
    const duban_rules *rules = duban_matcher_rules(t->matcher);
    duban_measure word;
    *out = (measure){.factor = duban_decimal_of(1), .span = span};
    for (uint32_t at = span.start; at < span.end; at++) {
        duban_str rest = {t->flow->fold + at, span.end - at};
        if (duban_measure_read(rules, t->arena, rest, &word) && word.length == rest.length) {
            *out = (measure){word.name, word.dimension, word.ucum, out->factor, span};
            return true;
        }
        if (!multiply(t, at, out)) return false;
    }
    return false;
}

/* "visitors a year (ten thousand)": a multiplier alone, of the measure word that the name ends
 * with, if it does. */
static bool read_multiplier(const duban_tables *t, duban_span scales, duban_span name,
                            measure *out) {
    measure m = no_measure, word;
    m.span = scales;
    for (uint32_t at = scales.start; at < scales.end; at++)
        if (!multiply(t, at, &m)) return false;
    uint32_t length = duban_span_length(name);
    for (uint32_t n = length < WORD_MAX ? length : WORD_MAX; n > 0; n--) {
        if (!read_measure(t, (duban_span){name.end - n, name.end}, &word)) continue;
        *out = (measure){word.unit, word.dimension, word.ucum, m.factor, scales};
        return true;
    }
    *out = m;
    return true;
}

bool duban_table_is_unit(const duban_tables *tables, duban_span span) {
    measure m;
    span = duban_table_trim(tables, span);
    return !duban_span_is_empty(span) && read_measure(tables, span, &m);
}

measure duban_table_measure_of_row(const duban_tables *t, const duban_table_head *head,
                                   const duban_table_row *row, duban_span *indicator) {
    measure m = no_measure, bracketed;
    duban_match match;
    *indicator = duban_table_trim(t, row->indicator);
    if (duban_table_is(t, DUBAN_TABLE_NUMBERED, *indicator, &match))
        *indicator = duban_match_group(&match, "indicator");
    if (!duban_span_is_empty(head->unit)) read_measure(t, duban_table_trim(t, head->unit), &m);
    if (duban_span_is_set(row->unit)) read_measure(t, duban_table_trim(t, row->unit), &m);
    if (!duban_table_is(t, DUBAN_TABLE_NAMED, *indicator, &match)) return m;
    duban_span unit = duban_table_trim(t, duban_match_group(&match, "unit"));
    duban_span name = duban_table_trim(t, duban_match_group(&match, "indicator"));
    if (!read_measure(t, unit, &bracketed) && !read_multiplier(t, unit, name, &bracketed)) return m;
    *indicator = name;
    return bracketed;
}

measure duban_table_measure_of_column(const duban_tables *t, const duban_column *column,
                                      measure row) {
    static const char16_t per_cent = u'%';
    duban_measure word;
    measure m;
    if (duban_span_is_set(column->unit) && read_measure(t, column->unit, &m)) return m;
    duban_str sign = {&per_cent, 1};
    if (!column->rate ||
        !duban_measure_read(duban_matcher_rules(t->matcher), t->arena, sign, &word))
        return row;
    m = no_measure;
    m.unit = word.name;
    m.dimension = word.dimension;
    m.ucum = word.ucum;
    return m;
}
