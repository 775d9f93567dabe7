/* Values as JSON objects: see values_json.h. Members that have no value are left out. */
#include "cli/values_json.h"

#include "extract/value/quantity.h"
#include "extract/value/time.h"

static duban_span whole(const duban_value_text *t) { return (duban_span){0, t->text.length}; }

/* Code points before a place in UTF-16; counted on from the place before it. */
static json_int_t offset(duban_value_text *t, uint32_t place) {
    if (place < t->place) t->place = t->points = 0;
    for (; t->place < place; t->place++) t->points += !duban_unit_is_low(t->text.units[t->place]);
    return t->points;
}

static void set(json_t *object, const char *name, const char *value) {
    if (value) json_object_set_new(object, name, json_string(value));
}

static void set_amount(json_t *object, const char *name, duban_decimal value) {
    char text[DUBAN_DECIMAL_TEXT];
    set(object, name, duban_decimal_print(value, text));
}

static void set_amounts(json_t *object, bool is_range, duban_decimal value, duban_decimal min,
                        duban_decimal max) {
    if (is_range) {
        set_amount(object, "min", min);
        set_amount(object, "max", max);
    } else {
        set_amount(object, "value", value);
    }
}

static json_t *begin(duban_value_text *t, duban_span span) {
    json_t *object = json_object();
    json_object_set_new(object, "start", json_integer(offset(t, span.start)));
    json_object_set_new(object, "end", json_integer(offset(t, span.end)));
    duban_str text = {t->text.units + span.start, duban_span_length(span)};
    set(object, "text", duban_str_to_utf8(duban_matcher_arena(t->matcher), text));
    return object;
}

bool duban_json_numbers(duban_value_text *t, json_t *found) {
    duban_numbers numbers = duban_number_read(t->matcher, whole(t));
    for (uint32_t i = 0; i < numbers.count; i++) {
        const duban_number *n = &numbers.items[i];
        json_t *object = begin(t, n->span);
        set_amounts(object, n->is_range, n->value, n->min, n->max);
        set(object, "unit", n->unit);
        set(object, "form", duban_number_form_word(n->form));
        set(object, "rule", n->rule);
        if (json_array_append_new(found, object)) return false;
    }
    return true;
}

bool duban_json_quantities(duban_value_text *t, json_t *found) {
    duban_quantities quantities = duban_quantity_read(t->matcher, whole(t));
    for (uint32_t i = 0; i < quantities.count; i++) {
        const duban_quantity *q = &quantities.items[i];
        json_t *object = begin(t, q->span);
        set(object, "comparator", duban_comparator_word(q->comparator));
        set_amounts(object, q->is_range, q->value, q->min, q->max);
        set(object, "unit", q->unit);
        set(object, "dimension", q->dimension);
        set(object, "ucum", q->ucum);
        if (q->magnitude) json_object_set_new(object, "magnitude", json_true());
        if (q->bare) json_object_set_new(object, "bare", json_true());
        set(object, "form", duban_number_form_word(q->form));
        set(object, "rule", q->rule);
        if (json_array_append_new(found, object)) return false;
    }
    return true;
}

bool duban_json_dates(duban_value_text *t, json_t *found) {
    duban_arena *arena = duban_matcher_arena(t->matcher);
    duban_times times = duban_time_read(t->matcher, whole(t), t->ref);
    for (uint32_t i = 0; i < times.count; i++) {
        const duban_time *time = &times.items[i];
        json_t *object = begin(t, time->span);
        set(object, "from", duban_day_print(time->from, arena));
        set(object, "by", duban_day_print(time->by, arena));
        set(object, "precision", duban_precision_word(time->precision));
        set(object, "duration", time->duration);
        if (time->working) json_object_set_new(object, "working", json_true());
        set(object, "recurrence", time->recurrence);
        set(object, "anchor", time->anchor);
        if (time->relative) json_object_set_new(object, "relative", json_true());
        set(object, "edtf", time->edtf);
        set(object, "rule", time->rule);
        if (json_array_append_new(found, object)) return false;
    }
    return true;
}
