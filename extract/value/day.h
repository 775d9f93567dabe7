/*
 * Days of the Gregorian calendar.
 */
#ifndef DUBAN_EXTRACT_VALUE_DAY_H
#define DUBAN_EXTRACT_VALUE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* year 0: not set. */
typedef struct {
    int16_t year;
    uint8_t month, day;
} duban_day;

uint8_t duban_month_length(int16_t year, uint8_t month);

/* Less, equal, greater: -1, 0, 1. */
int duban_day_compare(duban_day a, duban_day b);

/* Whether there is such a day. */
bool duban_day_is_valid(duban_day day);

/* days >= 0. */
duban_day duban_day_add_days(duban_day day, int days);

/* The same day of another month, or its last day where it is shorter. */
duban_day duban_day_add_months(duban_day day, int months);

/* "2030-12-31" in the arena; NULL for a day that is not set. */
const char *duban_day_print(duban_day day, duban_arena *arena);

#endif
