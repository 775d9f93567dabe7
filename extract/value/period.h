/*
 * Periods: a named stretch of the calendar (a day, a month, a third of it, a quarter, a half, a
 * year) -> its first and last day, and its name in EDTF (ISO 8601-2:2019).
 */
#ifndef DUBAN_EXTRACT_VALUE_PERIOD_H
#define DUBAN_EXTRACT_VALUE_PERIOD_H

#include "extract/value/time.h"

/* What is said of a date; 0 where it is not said. Only one of month, quarter and half is. */
typedef struct {
    int year, month, day;
    int third;   /* 1..3 of the month */
    int quarter; /* 1..4 of the year */
    int half;    /* 1..2 of the year */
} duban_date;

typedef enum { DUBAN_EDGE_NONE, DUBAN_EDGE_BEGIN, DUBAN_EDGE_MIDDLE, DUBAN_EDGE_END } duban_edge;

typedef struct {
    duban_day first, last;
    duban_precision precision;
} duban_period;

/* False where the calendar has no such date or the year is not said. */
bool duban_period_of(duban_date date, duban_period *out);

/* The last day of the part of the period that the edge names. */
duban_day duban_period_edge(duban_period period, duban_edge edge);

/* EDTF: "2025", "2025-06", "2025-35" (third quarter), "2025-40" (first half), "2025-06-18". */
const char *duban_period_edtf(duban_date date, duban_arena *arena);

#endif
