/*
 * Days of the Gregorian calendar, proleptic where need be (ISO 8601): lengths of months, order,
 * steps, printing.
 */
#include "extract/value/day.h"

uint8_t duban_month_length(int16_t year, uint8_t month) {
    static const uint8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
}

int duban_day_compare(duban_day a, duban_day b) {
    if (a.year != b.year) return a.year < b.year ? -1 : 1;
    if (a.month != b.month) return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

bool duban_day_is_valid(duban_day day) {
    return day.year > 0 && day.year < 10000 && day.day >= 1 &&
           day.day <= duban_month_length(day.year, day.month);
}

duban_day duban_day_add_days(duban_day day, int days) {
    for (; days > 0; days--) {
        if (++day.day <= duban_month_length(day.year, day.month)) continue;
        day.day = 1;
        if (++day.month <= 12) continue;
        day.month = 1;
        day.year++;
    }
    return day;
}

duban_day duban_day_add_months(duban_day day, int months) {
    int index = day.year * 12 + day.month - 1 + months;
    duban_day out = {.year = (int16_t)(index / 12), .month = (uint8_t)(index % 12 + 1)};
    uint8_t last = duban_month_length(out.year, out.month);
    out.day = day.day < last ? day.day : last;
    return out;
}

const char *duban_day_print(duban_day day, duban_arena *arena) {
    if (day.year == 0) return NULL;
    return duban_arena_printf(arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}
