/*
 * Exact decimals: the arithmetic behind every value in a record.
 *
 * Integers and a power of ten; an operation whose result has more than eighteen digits or no
 * finite decimal form answers false and leaves its result alone. Division by anything else than
 * a divisor of a power of ten is therefore refused, not rounded; duban_decimal_quotient rounds
 * and says so by its name.
 */
#include "extract/value/decimal.h"

#include <stddef.h>
#include <string.h>

enum { SCALE_MAX = 18 };
static const int64_t DIGITS_MAX = 999999999999999999;

static bool fits(int64_t digits) { return digits <= DIGITS_MAX && digits >= -DIGITS_MAX; }

static duban_decimal normalised(duban_decimal d) {
    while (d.scale > 0 && d.digits % 10 == 0) {
        d.digits /= 10;
        d.scale--;
    }
    return d;
}

/* digits * 10^power, or false where it does not fit. */
static bool shifted(int64_t digits, int power, int64_t *out) {
    for (; power > 0; power--)
        if (__builtin_mul_overflow(digits, 10, &digits) || !fits(digits)) return false;
    *out = digits;
    return true;
}

duban_decimal duban_decimal_of(int64_t integer) { return (duban_decimal){.digits = integer}; }

bool duban_decimal_parse(const char *text, duban_decimal *out) {
    bool negative = *text == '-', point = false, any = false;
    if (*text == '-' || *text == '+') text++;
    duban_decimal d = {0};
    for (; *text; text++) {
        if (*text == ',' && any && !point) continue;
        if (*text == '.' && any && !point) {
            point = true;
            continue;
        }
        if (*text < '0' || *text > '9') return false;
        if (!shifted(d.digits, 1, &d.digits)) return false;
        d.digits += *text - '0';
        if (point && ++d.scale > SCALE_MAX) return false;
        any = true;
    }
    if (!any) return false;
    if (negative) d.digits = -d.digits;
    *out = normalised(d);
    return true;
}

bool duban_decimal_multiply(duban_decimal a, duban_decimal b, duban_decimal *out) {
    duban_decimal d;
    if (__builtin_mul_overflow(a.digits, b.digits, &d.digits)) return false;
    int scale = a.scale + b.scale;
    while (scale > SCALE_MAX && d.digits % 10 == 0) {
        d.digits /= 10;
        scale--;
    }
    if (scale > SCALE_MAX) return false;
    d.scale = (int8_t)scale;
    d = normalised(d);
    if (!fits(d.digits)) return false;
    *out = d;
    return true;
}

/* Brings both to the larger scale. */
static bool aligned(duban_decimal *a, duban_decimal *b) {
    duban_decimal *low = a->scale < b->scale ? a : b, *high = low == a ? b : a;
    if (!shifted(low->digits, high->scale - low->scale, &low->digits)) return false;
    low->scale = high->scale;
    return true;
}

bool duban_decimal_add(duban_decimal a, duban_decimal b, duban_decimal *out) {
    if (!aligned(&a, &b)) return false;
    duban_decimal d = {.digits = a.digits + b.digits, .scale = a.scale};
    if (!fits(d.digits)) return false;
    *out = normalised(d);
    return true;
}

bool duban_decimal_divide(duban_decimal a, duban_decimal b, duban_decimal *out) {
    if (b.digits == 0) return false;
    for (int power = 0; power <= SCALE_MAX; power++) {
        int64_t digits;
        if (!shifted(a.digits, power, &digits)) return false;
        if (digits % b.digits != 0) continue;
        duban_decimal d = {.digits = digits / b.digits};
        int scale = a.scale - b.scale + power;
        if (scale < 0 && !shifted(d.digits, -scale, &d.digits)) return false;
        if (scale > SCALE_MAX) return false;
        d.scale = (int8_t)(scale < 0 ? 0 : scale);
        *out = normalised(d);
        return true;
    }
    return false;
}

bool duban_decimal_quotient(duban_decimal a, duban_decimal b, int places, duban_decimal *out) {
    if (duban_decimal_divide(a, b, out) && out->scale <= places) return true;
    if (b.digits == 0 || places < 0 || places >= SCALE_MAX || !aligned(&a, &b)) return false;
    int64_t digits;
    if (!shifted(a.digits, places, &digits)) return false;
    int64_t whole = digits / b.digits, rest = digits % b.digits;
    bool negative = (a.digits < 0) != (b.digits < 0);
    int64_t size = b.digits < 0 ? -b.digits : b.digits, left = rest < 0 ? -rest : rest;
    if (left >= size - left) whole += negative ? -1 : 1;
    *out = normalised((duban_decimal){.digits = whole, .scale = (int8_t)places});
    return true;
}

int duban_decimal_compare(duban_decimal a, duban_decimal b) {
    if (!aligned(&a, &b)) {
        /* The one that has no room for the other's decimal places is the larger in size. */
        const duban_decimal *large = a.scale < b.scale ? &a : &b;
        bool above = large->digits > 0;
        return (large == &a) == above ? 1 : -1;
    }
    return (a.digits > b.digits) - (a.digits < b.digits);
}

char *duban_decimal_print(duban_decimal value, char text[DUBAN_DECIMAL_TEXT]) {
    char reversed[DUBAN_DECIMAL_TEXT];
    uint64_t rest = value.digits < 0 ? -(uint64_t)value.digits : (uint64_t)value.digits;
    size_t n = 0, length = 0;
    for (int place = 0; rest > 0 || place <= value.scale; place++, rest /= 10) {
        if (place > 0 && place == value.scale) reversed[n++] = '.';
        reversed[n++] = (char)('0' + rest % 10);
    }
    if (value.digits < 0) text[length++] = '-';
    while (n > 0) text[length++] = reversed[--n];
    text[length] = '\0';
    return text;
}
