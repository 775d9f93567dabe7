/*
 * The numerals of labels: digits, Chinese numerals up to 999, characters that are a number by
 * themselves. What each character means stands in rules/vocab/label_numerals.tsv.
 */
#ifndef DUBAN_EXTRACT_OUTLINE_NUMERAL_H
#define DUBAN_EXTRACT_OUTLINE_NUMERAL_H

#include "extract/engine/rules.h"

/* The integer that a folded numeral means; 0 if it is none. vocab may be NULL: digits only. */
int32_t duban_numeral_read(const duban_vocab *vocab, duban_str numeral);

/*
 * Whether a converter can have made the number out of the expected one by losing digits:
 * 30 or 9 out of 39, 1 out of 12.
 */
bool duban_numeral_is_rest(int32_t number, int32_t expected);

#endif
