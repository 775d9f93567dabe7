/*
 * Times: dates, year ends, quarters, plan periods, spans, durations, recurrences. Text -> days,
 * no document in sight.
 *
 * by is the last day of the time named, from the first one where the source names a span. The
 * forms come from rules of kind "time", plan periods from rules/vocab/plans.tsv. EDTF is the
 * Extended Date/Time Format of ISO 8601-2:2019.
 */
#ifndef DUBAN_EXTRACT_VALUE_TIME_H
#define DUBAN_EXTRACT_VALUE_TIME_H

#include "base/span.h"
#include "extract/engine/match.h"

/* A day of the Gregorian calendar; year 0: not set. */
typedef struct {
    int16_t year;
    uint8_t month, day;
} duban_day;

/* X(constant, word) */
#define DUBAN_PRECISIONS(X)                                                                        \
    X(DAY, "day")                                                                                  \
    X(MONTH, "month") X(QUARTER, "quarter") X(HALF, "half") X(YEAR, "year") X(PLAN, "plan")

typedef enum {
#define DUBAN_PRECISION_CONSTANT(name, word) DUBAN_PRECISION_##name,
    DUBAN_PRECISIONS(DUBAN_PRECISION_CONSTANT)
#undef DUBAN_PRECISION_CONSTANT
} duban_precision;

const char *duban_precision_word(duban_precision precision);

typedef struct {
    duban_span span;
    duban_day from, by;
    duban_precision precision;
    const char *duration;   /* ISO 8601, "P5Y"; NULL if there is none */
    const char *recurrence; /* ISO 8601, "P1Y"; NULL if there is none */
    const char *anchor;     /* what a relative time counts from: "issued", "effective"; or NULL */
    const char *edtf;       /* or NULL */
    const char *rule;
} duban_time;

typedef struct {
    duban_time *items;
    uint32_t count, capacity;
} duban_times;

/* All times in a span of the matcher's subject. ref resolves this year and next year; year 0:
 * unknown. */
duban_times duban_time_read(duban_matcher *matcher, duban_span within, duban_day ref);

/* "2030-12-31" in the arena; NULL for a day that is not set. */
const char *duban_day_print(duban_day day, duban_arena *arena);
uint8_t duban_month_length(int16_t year, uint8_t month);
/* Less, equal, greater: -1, 0, 1. */
int duban_day_compare(duban_day a, duban_day b);

#endif
