/*
 * The readers of the forms of times, for time.c and its parts only: what they work on, and the
 * words and numbers of their groups.
 */
#ifndef DUBAN_EXTRACT_VALUE_TIME_FORM_H
#define DUBAN_EXTRACT_VALUE_TIME_FORM_H

#include "extract/value/numeral.h"
#include "extract/value/time.h"

typedef struct {
    const duban_rules *rules;
    duban_arena *arena;
    duban_str subject;
    const duban_match *match;
    const duban_numerals *numerals;
    duban_day ref;
    int context; /* the year that the last month or day before it has; 0 if there is none */
} duban_time_source;

/* The text of a group of the match; NULL and 0 if it did not take part. */
duban_str duban_time_group(const duban_time_source *s, const char *name);
/* What a word means (rules/vocab/timewords.tsv), if it is one of the kind; else NULL. */
const char *duban_time_meaning(const duban_time_source *s, duban_str word, const char *kind);
/* The positive number of a group, 0 if it is none. */
int duban_time_int(const duban_time_source *s, const char *name);

/* time_term.c: a stretch of time, how often something comes back, a term from a day on. */
bool duban_time_read_duration(const duban_time_source *s, duban_time *t);
bool duban_time_read_recurrence(const duban_time_source *s, duban_time *t);
bool duban_time_read_anchored(const duban_time_source *s, duban_time *t);

#endif
