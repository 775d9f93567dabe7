/*
 * Exact decimals: digits * 10^-scale, never binary floating point.
 *
 * 6.8 with the scale word for 10,000 is 68000 exactly. Eighteen digits suffice for every amount
 * in policy text (100 trillion yuan is 15); what does not fit is no number.
 */
#ifndef DUBAN_EXTRACT_VALUE_DECIMAL_H
#define DUBAN_EXTRACT_VALUE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    int64_t digits;
    int8_t scale; /* 0..18; normalised: no trailing zero digit while scale > 0 */
} duban_decimal;

#define DUBAN_DECIMAL_TEXT 24 /* bytes that duban_decimal_print may write, NUL included */

/* From "1234.50" (ASCII, optional sign, optional thousands commas). False if it is no number. */
bool duban_decimal_parse(const char *text, duban_decimal *out);
duban_decimal duban_decimal_of(int64_t integer);

/* False on overflow; *out is then untouched. */
bool duban_decimal_multiply(duban_decimal a, duban_decimal b, duban_decimal *out);
bool duban_decimal_add(duban_decimal a, duban_decimal b, duban_decimal *out);
/* a / b, exact or false. */
bool duban_decimal_divide(duban_decimal a, duban_decimal b, duban_decimal *out);
/* a / b, rounded half away from zero to the decimal places where it has more. */
bool duban_decimal_quotient(duban_decimal a, duban_decimal b, int places, duban_decimal *out);
/* Less, equal, greater: -1, 0, 1. */
int duban_decimal_compare(duban_decimal a, duban_decimal b);

/* Plain decimal notation: "68000", "0.5". Returns text. */
char *duban_decimal_print(duban_decimal value, char text[DUBAN_DECIMAL_TEXT]);

#endif
