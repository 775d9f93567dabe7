/*
 * Periods of the calendar. The finest part that is said decides the precision; a third of a month
 * has the precision of its month. EDTF level 2 numbers quarters 33 to 36 and halves 40 and 41.
 */
#include "extract/value/period.h"

enum { EDTF_QUARTER = 32, EDTF_HALF = 39, BEGIN_OF_YEAR_MONTHS = 1 };

static duban_day day_of(int year, int month, int day) {
    return (duban_day){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

static duban_day month_end(int year, int month) {
    return day_of(year, month, duban_month_length((int16_t)year, (uint8_t)month));
}

static duban_period months(int year, int first, int last, duban_precision precision) {
    return (duban_period){day_of(year, first, 1), month_end(year, last), precision};
}

static duban_period third_of(duban_date d) {
    duban_period p = {.precision = DUBAN_PRECISION_MONTH};
    p.first = day_of(d.year, d.month, d.third * 10 - 9);
    p.last = d.third == 3 ? month_end(d.year, d.month) : day_of(d.year, d.month, d.third * 10);
    return p;
}

bool duban_period_of(duban_date d, duban_period *out) {
    if (d.year <= 0 || d.month > 12 || d.quarter > 4) return false;
    duban_day day = day_of(d.year, d.month, d.day);
    if (d.day)
        *out = (duban_period){day, day, DUBAN_PRECISION_DAY};
    else if (d.third)
        *out = third_of(d);
    else if (d.month)
        *out = months(d.year, d.month, d.month, DUBAN_PRECISION_MONTH);
    else if (d.quarter)
        *out = months(d.year, d.quarter * 3 - 2, d.quarter * 3, DUBAN_PRECISION_QUARTER);
    else if (d.half)
        *out = months(d.year, d.half * 6 - 5, d.half * 6, DUBAN_PRECISION_HALF);
    else
        *out = months(d.year, 1, 12, DUBAN_PRECISION_YEAR);
    return duban_day_is_valid(out->last);
}

/* The beginning is the first tenth, as officials use it: the first month of a year. */
duban_day duban_period_edge(duban_period p, duban_edge edge) {
    bool is_year = p.precision == DUBAN_PRECISION_YEAR;
    if (edge == DUBAN_EDGE_BEGIN)
        return is_year ? month_end(p.first.year, BEGIN_OF_YEAR_MONTHS)
                       : day_of(p.first.year, p.first.month, 10);
    if (edge == DUBAN_EDGE_MIDDLE)
        return is_year ? month_end(p.first.year, 6) : day_of(p.first.year, p.first.month, 20);
    return p.last;
}

const char *duban_period_edtf(duban_date d, duban_arena *arena) {
    if (d.year <= 0) return NULL;
    if (d.day) return duban_arena_printf(arena, "%04d-%02d-%02d", d.year, d.month, d.day);
    duban_period p;
    if (d.third && duban_period_of(d, &p))
        return duban_arena_printf(arena, "%s/%s", duban_day_print(p.first, arena),
                                  duban_day_print(p.last, arena));
    int part = d.month;
    if (d.quarter) part = EDTF_QUARTER + d.quarter;
    if (d.half) part = EDTF_HALF + d.half;
    return part ? duban_arena_printf(arena, "%04d-%02d", d.year, part)
                : duban_arena_printf(arena, "%04d", d.year);
}
