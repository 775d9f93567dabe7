/*
 * Numerals: the text of one number -> its value. Arabic (1,234.5), Chinese by place (two-zero-two-
 * five) or by scale words (three thousand two hundred), and mixtures (6.8 ten-thousand).
 *
 * The characters and what they are worth come from rules/vocab/digits.tsv and scales.tsv.
 */
#ifndef DUBAN_EXTRACT_VALUE_NUMERAL_H
#define DUBAN_EXTRACT_VALUE_NUMERAL_H

#include "base/str.h"
#include "extract/engine/match.h"
#include "extract/value/decimal.h"

typedef enum {
    DUBAN_NUMERAL_NONE,
    DUBAN_NUMERAL_ARABIC, /* 0 to 9 */
    DUBAN_NUMERAL_DIGIT,  /* a Chinese digit: value */
    DUBAN_NUMERAL_TENS,   /* a digit and its ten in one character: value */
    DUBAN_NUMERAL_SCALE,  /* a power of ten: value is the exponent */
    DUBAN_NUMERAL_POINT,  /* the decimal point of Chinese numerals */
    DUBAN_NUMERAL_FEW,    /* an amount that is not told */
} duban_numeral_kind;

typedef struct {
    char16_t unit;
    uint8_t kind, value;
} duban_numeral;

/* The table of all characters of numerals. */
typedef struct {
    duban_numeral slots[128];
} duban_numerals;

/* The run's table, from the vocabularies; one that is missing gives no characters. */
const duban_numerals *duban_numerals_get(duban_matcher *matcher);

/* What a folded unit is. */
duban_numeral duban_numeral_of(const duban_numerals *numerals, char16_t unit);

/* The value of a folded text that is one numeral and nothing else; false if it is none. */
bool duban_numeral_value(const duban_numerals *numerals, duban_str text, duban_decimal *out);

/* The value as an int within 0..9999, for years, months and days; -1 if it is none. */
int duban_numeral_int(const duban_numerals *numerals, duban_str text);

#endif
