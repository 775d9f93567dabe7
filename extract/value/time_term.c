/*
 * Terms: a stretch of time, how often something comes back, a term that begins on some day. A term
 * of working days keeps its duration but gets no day, because the calendar of working days is
 * decreed year by year.
 */
#include <stdlib.h>
#include <string.h>

#include "extract/value/time_form.h"

/* The unit of a duration: how many of an ISO 8601 letter; w is a working day. */
typedef struct {
    char letter;
    int count;
} term;

static bool read_term(const duban_time_source *s, term *out) {
    const char *unit = duban_time_meaning(s, duban_time_group(s, "unit"), "unit");
    if (!unit) return false;
    int number = duban_time_int(s, "number");
    *out = (term){unit[0], atoi(unit + 1) * (number ? number : 1)};
    return true;
}

static const char *print_term(const duban_time_source *s, term t) {
    return duban_arena_printf(s->arena, "P%d%c", t.count, t.letter == 'w' ? 'D' : t.letter);
}

static duban_precision term_precision(term t) {
    if (t.letter == 'Y') return DUBAN_PRECISION_YEAR;
    if (t.letter != 'M') return DUBAN_PRECISION_DAY;
    if (t.count % 6 == 0) return DUBAN_PRECISION_HALF;
    return t.count % 3 == 0 ? DUBAN_PRECISION_QUARTER : DUBAN_PRECISION_MONTH;
}

bool duban_time_read_duration(const duban_time_source *s, duban_time *t) {
    term length;
    if (!read_term(s, &length)) return false;
    t->duration = print_term(s, length);
    t->precision = length.letter == 'M' ? DUBAN_PRECISION_MONTH : term_precision(length);
    t->working = length.letter == 'w';
    return true;
}

bool duban_time_read_recurrence(const duban_time_source *s, duban_time *t) {
    term length;
    if (!read_term(s, &length)) return false;
    t->recurrence = print_term(s, length);
    t->precision = term_precision(length);
    return true;
}

/* The day on which a term ends that begins on the day of reference. */
static duban_day add_term(duban_day day, term t) {
    switch (t.letter) {
    case 'Y':
        return duban_day_add_months(day, 12 * t.count);
    case 'M':
        return duban_day_add_months(day, t.count);
    case 'W':
        return duban_day_add_days(day, 7 * t.count);
    case 'D':
        return duban_day_add_days(day, t.count);
    default:
        return (duban_day){0};
    }
}

bool duban_time_read_anchored(const duban_time_source *s, duban_time *t) {
    term length;
    t->precision = DUBAN_PRECISION_DAY;
    bool issued = t->anchor && strcmp(t->anchor, "issued") == 0 && s->ref.year;
    if (!duban_span_is_set(duban_match_group(s->match, "unit"))) {
        if (issued) t->from = s->ref;
        return true;
    }
    if (!read_term(s, &length) || !duban_time_read_duration(s, t)) return false;
    if (!issued) return true;
    t->relative = true;
    t->by = add_term(s->ref, length);
    t->edtf = duban_day_print(t->by, s->arena);
    return true;
}
