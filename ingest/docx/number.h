/*
 * Numbers as Word prints them (ECMA-376-1, 17.18.59 ST_NumberFormat).
 *
 * Counting in Chinese numerals is ICU's algorithmic numbering; circled and full-width digits, the
 * heavenly stems and earthly branches are ranges of Unicode.
 */
#ifndef DUBAN_INGEST_DOCX_NUMBER_H
#define DUBAN_INGEST_DOCX_NUMBER_H

#include "base/str.h"

/* The number in a format named as in the file; an unknown format counts in decimal digits. */
duban_str duban_docx_number(duban_arena *arena, const char *format, long number);

#endif
