/*
 * Bound quantity -> record. The date of a target is the deadline that rules its place; that of a
 * baseline the last date before it.
 */
#include "extract/records/binding/emit.h"

#include <string.h>

#include "base/limits.h"

/* The span of all that the record quotes: for its source bytes and its place. */
static duban_span hull(const duban_tied *bound, duban_span quantity) {
    const duban_span parts[] = {bound->indicator, bound->action};
    duban_span all = quantity;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!duban_span_is_set(parts[i]) || !duban_span_holds(bound->clause, parts[i])) continue;
        if (parts[i].start + DUBAN_SEGMENT_REACH < quantity.start) continue;
        if (parts[i].start < all.start) all.start = parts[i].start;
        if (parts[i].end > all.end) all.end = parts[i].end;
    }
    return all;
}

/* The time of this one in a series, where as many dates stand in a row before the series. */
static const duban_time *time_in_series(const duban_binding *b, const duban_tied *bound,
                                        uint32_t position) {
    uint32_t end = duban_times_from(&b->times, position);
    if (bound->series < 2 || bound->place >= bound->series || end < bound->series) return NULL;
    const duban_time *first = &b->times.items[end - bound->series];
    if (first->span.start < bound->sentence.start) return NULL;
    for (uint32_t i = 1; i < bound->series; i++)
        if (first[i].by.year <= first[i - 1].by.year || first[i - 1].by.year == 0 ||
            first[i].span.start > first[i - 1].span.end + 3)
            return NULL;
    return &first[bound->place];
}

static void set_dates(duban_binding *b, const duban_tied *bound, duban_record *record) {
    duban_target *target = &record->as.target;
    uint32_t position = target->quantity.span.start;
    target->deadline = DUBAN_SPAN_NONE;
    if (record->kind == DUBAN_RECORD_BASELINE) {
        duban_dated dates = bound->form == DUBAN_FORM_FROM ? DUBAN_DATED_START : DUBAN_DATED_REPORT;
        const duban_time *time = duban_tense_date(b, bound->paragraph, position, dates);
        if (!time) return;
        duban_time dated = *time;
        if (bound->series > 1 && time->by.year - time->from.year + 1 == (int)bound->series) {
            dated.by.year = (int16_t)(time->from.year + bound->place);
            dated.precision = DUBAN_PRECISION_YEAR;
        }
        target->at = dated.by;
        target->at_text = duban_tense_at(b, &dated);
        return;
    }
    const duban_time *deadline = time_in_series(b, bound, position);
    if (!deadline) deadline = duban_ruling_at(&b->rulings, position);
    if (!deadline) return;
    target->by = deadline->by;
    target->deadline = deadline->span;
}

static void set_manner(const duban_binding *b, const duban_tied *bound, duban_target *target) {
    duban_span before = {bound->clause.start, target->quantity.span.start};
    if (duban_span_length(before) > DUBAN_SEGMENT_REACH)
        before.start = before.end - DUBAN_SEGMENT_REACH;
    if (duban_words_has(&b->words, b->mask, before, "yearly")) target->recurrence = "P1Y";
    target->cumulative = duban_words_has(&b->words, b->mask, before, "cumulative");
    target->change = bound->form == DUBAN_FORM_CHANGE ? DUBAN_CHANGE : DUBAN_LEVEL;
}

bool duban_tied_is_sum(const duban_quantity *quantity) {
    duban_decimal least = duban_decimal_of(100000000);
    duban_decimal amount = quantity->is_range ? quantity->min : quantity->value;
    if (quantity->dimension) return strcmp(quantity->dimension, "money") == 0;
    return !quantity->unit && duban_decimal_compare(amount, least) >= 0;
}

/* A sum without a unit is money, unless things that it counts stand after it or people before it.
 */
static void set_unit(const duban_binding *b, const duban_tied *bound, duban_quantity *quantity) {
    if (quantity->unit || !duban_tied_is_sum(quantity)) return;
    duban_noun noun = duban_words_noun(&b->words, b->mask, bound->indicator);
    bool after = bound->indicator.start >= quantity->span.end && !quantity->magnitude;
    if (noun == DUBAN_PEOPLE || (after && noun != DUBAN_SIZE)) return;
    quantity->unit = b->money;
    quantity->dimension = "money";
}

/* Tells where a part that stands outside the clause came from. */
static void tell_part(duban_binding *b, const duban_tied *bound, const char *name,
                      duban_span part) {
    if (!duban_span_is_set(part) || duban_span_holds(bound->clause, part)) return;
    duban_binding_note(b, NULL, b->quantities.items[bound->quantity].span,
                       "%s left out here, taken from elsewhere: '%s'", name,
                       duban_flow_quote(b->flow, part, b->arena));
}

static void tell(duban_binding *b, const duban_tied *bound, const duban_record *record) {
    if (!b->notes) return;
    const duban_target *target = &record->as.target;
    tell_part(b, bound, "indicator", target->indicator);
    tell_part(b, bound, "action", target->action);
    tell_part(b, bound, "scope", target->scope);
    if (duban_span_is_set(target->deadline))
        duban_binding_note(b, NULL, target->quantity.span, "ruled by the deadline '%s'",
                           duban_flow_quote(b->flow, target->deadline, b->arena));
    if (target->at_text)
        duban_binding_note(b, NULL, target->quantity.span, "dated by what stands before: %s",
                           target->at_text);
}

static bool same_amount(const duban_quantity *a, const duban_quantity *b) {
    bool same_unit = a->unit && b->unit ? strcmp(a->unit, b->unit) == 0 : a->unit == b->unit;
    if (!same_unit || a->is_range != b->is_range) return false;
    if (!a->is_range) return duban_decimal_compare(a->value, b->value) == 0;
    return duban_decimal_compare(a->min, b->min) == 0 && duban_decimal_compare(a->max, b->max) == 0;
}

/* Whether the amount stands in the heading and what is below it has told it already. */
static bool is_told_below(const duban_binding *b, uint32_t node, const duban_quantity *quantity) {
    if (!duban_span_is_set(b->outline->nodes[node].heading) ||
        !duban_span_holds(b->outline->nodes[node].heading, quantity->span))
        return false;
    for (uint32_t i = b->records->count; i-- > 0 && b->records->items[i].node == node;)
        if (b->records->items[i].kind == DUBAN_RECORD_TARGET &&
            same_amount(&b->records->items[i].as.target.quantity, quantity))
            return true;
    return false;
}

void duban_tied_emit(duban_binding *binding, const duban_tied *bound) {
    if (!duban_span_is_set(bound->indicator)) return;
    const duban_quantity *quantity = &binding->quantities.items[bound->quantity];
    if (is_told_below(binding, bound->node, quantity)) {
        binding->explained[bound->quantity] = true;
        return;
    }
    bool reported = bound->form == DUBAN_FORM_FROM || bound->tense == DUBAN_REPORTED;
    duban_record *record =
        duban_record_add(binding->records, reported ? DUBAN_RECORD_BASELINE : DUBAN_RECORD_TARGET,
                         bound->node, hull(bound, quantity->span), bound->rule->id);
    record->as.target = (duban_target){
        .quantity = *quantity,
        .indicator = bound->indicator,
        .action = bound->action,
        .scope = bound->scope,
    };
    set_unit(binding, bound, &record->as.target.quantity);
    set_dates(binding, bound, record);
    set_manner(binding, bound, &record->as.target);
    tell(binding, bound, record);
    binding->explained[bound->quantity] = true;
}
