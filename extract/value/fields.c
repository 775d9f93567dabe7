/*
 * Fields of examples: a match of a value rule -> the field's text, as a record would print it.
 */
#include "extract/value/fields.h"

#include <string.h>

#include "extract/value/quantity.h"
#include "extract/value/time.h"

static const char *print(duban_arena *arena, duban_decimal value) {
    char text[DUBAN_DECIMAL_TEXT];
    return duban_arena_printf(arena, "%s", duban_decimal_print(value, text));
}

static const char *amount(duban_arena *arena, bool is_range, duban_decimal value, duban_decimal min,
                          duban_decimal max, const char *name) {
    if (strcmp(name, "value") == 0) return is_range ? NULL : print(arena, value);
    if (!is_range) return NULL;
    if (strcmp(name, "min") == 0) return print(arena, min);
    return strcmp(name, "max") == 0 ? print(arena, max) : NULL;
}

static const char *number_field(void *context, duban_matcher *matcher, const duban_match *match,
                                const char *name) {
    (void)context;
    duban_number n;
    const duban_numerals *numerals = duban_numerals_get(matcher);
    if (!duban_number_of(numerals, duban_matcher_subject(matcher), match, &n)) return NULL;
    return amount(duban_matcher_arena(matcher), n.is_range, n.value, n.min, n.max, name);
}

/* The quantity that a reading of the whole example finds at the match. */
static const char *quantity_field(void *context, duban_matcher *matcher, const duban_match *match,
                                  const char *name) {
    (void)context;
    duban_span all = {0, duban_matcher_subject(matcher).length};
    duban_quantities found = duban_quantity_read(matcher, all);
    for (uint32_t i = 0; i < found.count; i++) {
        const duban_quantity *q = &found.items[i];
        if (!duban_span_meets(q->span, match->span)) continue;
        if (strcmp(name, "comparator") == 0) return duban_comparator_word(q->comparator);
        if (strcmp(name, "measure") == 0) return q->unit;
        return amount(duban_matcher_arena(matcher), q->is_range, q->value, q->min, q->max, name);
    }
    return NULL;
}

static const char *time_field(void *context, duban_matcher *matcher, const duban_match *match,
                              const char *name) {
    duban_arena *arena = duban_matcher_arena(matcher);
    duban_time t;
    if (!duban_time_of(matcher, match, *(const duban_day *)context, &t)) return NULL;
    const struct {
        const char *name, *value;
    } fields[] = {
        {"first", duban_day_print(t.from, arena)},
        {"last", duban_day_print(t.by, arena)},
        {"precision", duban_precision_word(t.precision)},
        {"duration", t.duration},
        {"recurrence", t.recurrence},
        {"anchor", t.anchor},
        {"edtf", t.edtf},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcmp(fields[i].name, name) == 0) return fields[i].value;
    return NULL;
}

void duban_value_fields(duban_example_readers *readers, const duban_day *ref) {
    readers->context = (void *)(uintptr_t)ref;
    readers->kinds[DUBAN_RULE_NUMBER].field = number_field;
    readers->kinds[DUBAN_RULE_QUANTITY].field = quantity_field;
    readers->kinds[DUBAN_RULE_TIME].field = time_field;
}
