/*
 * Times: dates, year ends, quarters, plan periods, spans, durations, recurrences. Text -> days,
 * no document in sight.
 *
 * by is the last day of the time named, from the first one where the source names a span or says
 * since when. A time without a year takes that of the time before it or of the reference day. The
 * forms come from rules of kind "time", plan periods from rules/vocab/plans.tsv. EDTF is the
 * Extended Date/Time Format of ISO 8601-2:2019.
 */
#ifndef DUBAN_EXTRACT_VALUE_TIME_H
#define DUBAN_EXTRACT_VALUE_TIME_H

#include "base/span.h"
#include "extract/engine/match.h"
#include "extract/value/day.h"

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
    const char *anchor;     /* what it counts from: issued, effective, event, past; or NULL */
    bool relative;          /* the year is not printed: taken from the day of reference */
    bool working;           /* the duration counts working days */
    const char *edtf;       /* or NULL */
    duban_span rules;       /* deadlines: the text that it rules, see records/deadlines.h */
    duban_span items;       /* deadlines: a list behind other deadlines that it rules too */
    bool closes;            /* deadlines: it ends the clause that it rules */
    const char *rule;
} duban_time;

typedef struct {
    duban_time *items;
    uint32_t count, capacity;
} duban_times;

/* All times in a span of the matcher's subject. ref resolves this year and next year; year 0:
 * unknown. */
duban_times duban_time_read(duban_matcher *matcher, duban_span within, duban_day ref);

/* The time that a match of a rule of kind "time" means; false where it means none. */
bool duban_time_of(duban_matcher *matcher, const duban_match *match, duban_day ref,
                   duban_time *out);

#endif
