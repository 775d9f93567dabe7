/*
 * Quantities: the numerals of a span -> amounts with unit and bounds.
 *
 * From left to right: at each numeral a number rule reads the number, then the range's other end,
 * the scale and the unit after it, the bounds around it. Rules of kind "quantity" come first where
 * they match. At last amounts that share a unit with the next one of a list are given it.
 */
#include "extract/value/quantity.h"

#include <string.h>

#include "extract/value/unit.h"

enum { BOUNDS_MAX = 2, SERIAL_DIGITS = 7, BARE_SCALE_POWER = 4 };

typedef struct {
    duban_matcher *matcher;
    const duban_rules *rules;
    duban_arena *arena;
    duban_str subject;
    const duban_numerals *numerals;
    duban_span within;
    duban_matches special; /* of the rules of kind "quantity" */
    uint32_t next_special;
    duban_quantities found;
} reader;

/* One amount while it grows around its number. */
typedef struct {
    duban_number number;
    duban_quantity quantity;
    bool bounded, has_measure, weak;
} draft;

static bool is_latin(char16_t u) { return (u | 0x20) >= 'a' && (u | 0x20) <= 'z' && u < 0x80; }

static duban_str rest_of(const reader *r, uint32_t at) {
    return (duban_str){r->subject.units + at, r->within.end - at};
}

static uint32_t skip_space(const reader *r, uint32_t at) {
    return at < r->within.end && r->subject.units[at] == ' ' ? at + 1 : at;
}

static bool measure_at(const reader *r, uint32_t at, duban_measure *measure) {
    return at < r->within.end && duban_measure_read(r->rules, r->arena, rest_of(r, at), measure);
}

/* Joins the other end of a range: "5 to 8", with the unit or without it after the first. */
static void read_range(const reader *r, duban_number *n) {
    duban_measure measure;
    duban_number other;
    uint32_t at = n->span.end;
    if (measure_at(r, at, &measure)) at += measure.length;
    uint32_t joint = duban_number_joint(r->rules, rest_of(r, at), "range");
    if (!joint) return;
    duban_span rest = {at + joint, r->within.end};
    if (!duban_number_here(r->matcher, r->numerals, rest, &other)) return;
    duban_number_join(r->numerals, r->subject, *n, other, n);
}

/* "20-odd ten-thousand": a scale word that stands behind the bound in the middle. */
static uint32_t read_late_scale(const reader *r, uint32_t at, duban_number *n) {
    uint32_t end = at;
    while (end < r->within.end &&
           duban_numeral_of(r->numerals, r->subject.units[end]).kind == DUBAN_NUMERAL_SCALE)
        end++;
    duban_measure measure;
    if (end > at && measure_at(r, end - 1, &measure) && measure.length > 1) end--;
    duban_decimal scale;
    if (end == at ||
        !duban_numeral_value(r->numerals, (duban_str){r->subject.units + at, end - at}, &scale))
        return at;
    return duban_decimal_multiply(n->value, scale, &n->value) ? end : at;
}

static void join_bound(draft *d, duban_bound bound) {
    d->bounded = true;
    d->quantity.comparator = duban_comparator_join(d->quantity.comparator, bound.comparator);
}

static uint32_t read_middle(const reader *r, draft *d, uint32_t at) {
    duban_bound bound =
        duban_bound_at(r->rules, r->subject, at, at, r->within.end, DUBAN_BOUND_MIDDLE);
    if (!bound.length || d->number.is_range) return at;
    join_bound(d, bound);
    return read_late_scale(r, at + bound.length, &d->number);
}

static uint32_t read_unit(const reader *r, draft *d, uint32_t at) {
    duban_measure measure;
    uint32_t start = skip_space(r, at);
    if (d->number.unit || !measure_at(r, start, &measure)) return at;
    d->quantity.unit = measure.name;
    d->quantity.dimension = measure.dimension;
    d->quantity.ucum = measure.ucum;
    d->quantity.unit_span = (duban_span){start, start + measure.length};
    d->weak = measure.weak;
    d->has_measure = true;
    return start + measure.length;
}

static void read_after(const reader *r, draft *d) {
    for (int i = 0; i < BOUNDS_MAX; i++) {
        duban_quantity *q = &d->quantity;
        duban_bound bound = duban_bound_at(r->rules, r->subject, q->span.end, q->span.end,
                                           r->within.end, DUBAN_BOUND_AFTER);
        if (!bound.length) return;
        join_bound(d, bound);
        q->span.end += bound.length;
    }
}

static void read_before(const reader *r, draft *d) {
    uint32_t low = r->within.start;
    if (r->found.count) low = r->found.items[r->found.count - 1].span.end;
    duban_comparator after = d->quantity.comparator;
    d->quantity.comparator = DUBAN_EQ;
    for (int i = 0; i < BOUNDS_MAX; i++) {
        duban_bound bound = duban_bound_at(r->rules, r->subject, d->quantity.span.start, low,
                                           r->within.end, DUBAN_BOUND_BEFORE);
        if (!bound.length) break;
        join_bound(d, bound);
        d->quantity.span.start -= bound.length;
    }
    d->quantity.comparator = duban_comparator_join(d->quantity.comparator, after);
}

/* Whether Latin letters make the numeral part of a name: the G of a road, the G of a network. */
static bool is_in_name(const reader *r, const draft *d) {
    if (!d->number.arabic) return false;
    const char16_t *text = r->subject.units;
    uint32_t start = d->number.span.start, end = d->quantity.span.end;
    if (start > 0 && is_latin(text[start - 1])) return true;
    if (start > 1 && text[start - 1] == '-' && is_latin(text[start - 2])) return true;
    return end < r->subject.length && is_latin(text[end]) && !d->has_measure;
}

static bool is_serial(const reader *r, const duban_number *n) {
    uint32_t digits = 0;
    for (uint32_t i = n->span.start; i < n->span.end; i++) {
        if (duban_numeral_of(r->numerals, r->subject.units[i]).kind != DUBAN_NUMERAL_ARABIC)
            return false;
        digits++;
    }
    return digits >= SERIAL_DIGITS;
}

static bool ends_in_large_scale(const reader *r, const duban_number *n) {
    duban_numeral last = duban_numeral_of(r->numerals, r->subject.units[n->span.end - 1]);
    return last.kind == DUBAN_NUMERAL_SCALE && last.value >= BARE_SCALE_POWER;
}

/* Whether what stands here in Chinese numerals counts something. */
static bool chinese_counts(const reader *r, const draft *d) {
    const duban_number *n = &d->number;
    if (d->bounded) return true;
    if (n->form == DUBAN_NUMBER_BARE) return false;
    if (n->unit || n->form == DUBAN_NUMBER_RATIO) return true;
    if (!d->has_measure) return ends_in_large_scale(r, n);
    if (duban_span_length(n->span) > 1) return true;
    bool physical = d->quantity.ucum && strlen(d->quantity.ucum) > 1 &&
                    d->quantity.ucum[0] != '{' && strcmp(d->quantity.ucum, "mo") != 0;
    if (n->value.digits == 1) return physical && !d->weak;
    return !d->weak || duban_numeral_of(r->numerals, r->subject.units[n->span.start]).value == 2;
}

static bool counts(const reader *r, draft *d) {
    if (is_in_name(r, d)) return false;
    if (!d->number.arabic) return chinese_counts(r, d);
    d->quantity.bare = !d->bounded && !d->has_measure && !d->number.unit &&
                       d->number.form == DUBAN_NUMBER_PLAIN && !ends_in_large_scale(r, &d->number);
    return !d->quantity.bare || !is_serial(r, &d->number);
}

static void add(reader *r, draft *d) {
    duban_quantity *q = &d->quantity;
    const duban_number *n = &d->number;
    q->is_range = n->is_range;
    q->value = n->value;
    q->min = n->min;
    q->max = n->max;
    q->form = n->form;
    if (!q->rule) q->rule = n->rule;
    if (n->unit) q->unit = n->unit;
    if (n->is_range && q->comparator == DUBAN_EQ) q->comparator = DUBAN_RANGE;
    if (q->dimension && strcmp(q->dimension, "grade") == 0) q->magnitude = true;
    if (q->magnitude && q->comparator == DUBAN_EQ) q->comparator = DUBAN_APPROX;
    r->found.items = duban_arena_grow(r->arena, r->found.items, &r->found.capacity,
                                      r->found.count + 1, sizeof *q);
    r->found.items[r->found.count++] = *q;
}

/* The end of a number that is no amount: that of the whole range where it begins one. */
static uint32_t end_of_other(const reader *r, duban_number n) {
    uint32_t joint = duban_number_joint(r->rules, rest_of(r, n.span.end), "range");
    duban_span rest = {n.span.end + joint, r->within.end};
    duban_number other;
    if (n.form != DUBAN_NUMBER_ORDINAL || !joint ||
        !duban_number_here(r->matcher, r->numerals, rest, &other))
        return n.span.end;
    return other.span.end;
}

/* Grows an amount around a number and adds it if it is one. Answers where to go on. */
static uint32_t read_around(reader *r, duban_number number) {
    if (number.form < DUBAN_NUMBER_PLAIN) return end_of_other(r, number);
    draft d = {.number = number, .quantity = {.unit_span = DUBAN_SPAN_NONE}};
    read_range(r, &d.number);
    uint32_t end = read_middle(r, &d, d.number.span.end);
    end = read_unit(r, &d, end);
    d.quantity.number = d.number.span;
    d.quantity.span = (duban_span){d.number.span.start, end};
    read_after(r, &d);
    read_before(r, &d);
    if (counts(r, &d)) add(r, &d);
    return d.quantity.span.end;
}

static uint32_t read_numeral(reader *r, uint32_t at) {
    duban_number number;
    duban_span fixed;
    bool arabic = duban_numeral_of(r->numerals, r->subject.units[at]).kind == DUBAN_NUMERAL_ARABIC;
    if (!arabic && duban_number_is_fixed(r->rules, r->subject, at, &fixed) && fixed.end > at)
        return fixed.end;
    duban_span rest = {at, r->within.end};
    if (!duban_number_here(r->matcher, r->numerals, rest, &number)) return at + 1;
    return read_around(r, number);
}

/* A rule of kind "quantity" that matches here; it says itself what its comparator is. */
static uint32_t read_special(reader *r, const duban_match *match) {
    duban_number number;
    if (!duban_number_of(r->numerals, r->subject, match, &number)) return match->span.start + 1;
    duban_span numeral = duban_match_group(match, "number");
    duban_span unit = duban_match_group(match, "unit");
    draft d = {.number = number, .bounded = true};
    const char *comparator = duban_rule_param(match->rule, "comparator");
    d.quantity = (duban_quantity){.span = match->span,
                                  .number = duban_span_is_set(numeral) ? numeral : match->span,
                                  .unit_span = unit,
                                  .comparator = duban_comparator_of(comparator ? comparator : ""),
                                  .magnitude = number.form == DUBAN_NUMBER_MAGNITUDE};
    duban_measure measure;
    if (duban_span_is_set(unit) && measure_at(r, unit.start, &measure)) {
        d.quantity.unit = measure.name;
        d.quantity.dimension = measure.dimension;
        d.quantity.ucum = measure.ucum;
    }
    read_before(r, &d);
    add(r, &d);
    return match->span.end;
}

static bool has_form(const duban_match *match, const char *form) {
    const char *word = duban_rule_param(match->rule, "form");
    return word && strcmp(word, form) == 0;
}

/* The special match that begins here, if there is one that is an amount of its own. */
static const duban_match *special_at(reader *r, uint32_t at) {
    while (r->next_special < r->special.count && r->special.items[r->next_special].span.start < at)
        r->next_special++;
    if (r->next_special == r->special.count) return NULL;
    const duban_match *match = &r->special.items[r->next_special];
    bool apart = has_form(match, "detached") || has_form(match, "whole");
    return match->span.start == at && !apart ? match : NULL;
}

/* Whether only the joint of a list stands between two amounts. */
static bool is_listed(const reader *r, duban_span a, duban_span b) {
    if (a.end >= b.start) return false;
    duban_str gap = {r->subject.units + a.end, b.start - a.end};
    return duban_number_joint(r->rules, gap, "list") == gap.length;
}

/*
 * Whether a leaves its measure word to b, or gives only the beginning of it: the "ge" of
 * percentage points.
 */
static bool is_shortened(const reader *r, const duban_quantity *a, const duban_quantity *b) {
    if (!duban_span_is_set(a->unit_span)) return a->bare;
    return duban_span_length(a->unit_span) == 1 && duban_span_length(b->unit_span) > 1 &&
           r->subject.units[a->unit_span.start] == r->subject.units[b->unit_span.start];
}

/* From the end of each list to its beginning, so that the last unit reaches the first amount. */
static void share_units(reader *r) {
    const duban_quantity *giver = NULL;
    for (uint32_t i = r->found.count; i-- > 1;) {
        duban_quantity *a = &r->found.items[i - 1];
        const duban_quantity *b = &r->found.items[i];
        if (!giver || !is_listed(r, a->span, b->span)) giver = b;
        if (!giver->unit || !duban_span_is_set(giver->unit_span) ||
            !is_listed(r, a->span, b->span) || !is_shortened(r, a, giver)) {
            giver = NULL;
            continue;
        }
        a->unit = giver->unit;
        a->dimension = giver->dimension;
        a->ucum = giver->ucum;
        a->bare = false;
    }
}

/*
 * Bounds that stand apart from their amount ("at least build one") bound it all the same. One
 * before the whole that a share is of ("at most a tenth of the budget" by the order of its words)
 * belongs to the amount with all between them.
 */
static void join_detached(reader *r) {
    for (uint32_t s = 0, i = 0; s < r->special.count; s++) {
        const duban_match *match = &r->special.items[s];
        bool whole = has_form(match, "whole");
        if (!whole && !has_form(match, "detached")) continue;
        while (i < r->found.count && r->found.items[i].span.start < match->span.end) i++;
        if (i == r->found.count || r->found.items[i].span.start != match->span.end) continue;
        duban_quantity *q = &r->found.items[i];
        const char *word = duban_rule_param(match->rule, "comparator");
        if (q->comparator == DUBAN_EQ) q->comparator = duban_comparator_of(word ? word : "");
        if (whole) q->span.start = match->span.start;
    }
}

duban_quantities duban_quantity_read(duban_matcher *matcher, duban_span within) {
    reader r = {.matcher = matcher,
                .rules = duban_matcher_rules(matcher),
                .arena = duban_matcher_arena(matcher),
                .subject = duban_matcher_subject(matcher),
                .within = within,
                .numerals = duban_numerals_get(matcher),
                .special = duban_match_best(matcher, DUBAN_RULE_QUANTITY, within)};
    for (uint32_t i = within.start; i < within.end;) {
        const duban_match *special = special_at(&r, i);
        if (special)
            i = read_special(&r, special);
        else if (duban_numeral_of(r.numerals, r.subject.units[i]).kind != DUBAN_NUMERAL_NONE)
            i = read_numeral(&r, i);
        else
            i++;
    }
    share_units(&r);
    join_detached(&r);
    return r.found;
}
