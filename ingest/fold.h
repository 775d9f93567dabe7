/*
 * The fold: the view that matching looks at, unit for unit as long as the text.
 *
 * What differs only in width or as a variant becomes one: full-width and half-width forms, CJK
 * compatibility ideographs, Kangxi radicals (by ICU's decomposition data, filtered), spaces (to
 * U+0020), dashes (to '-'), quotation marks (to '"' and '\''), brackets (round ones to ( ), all
 * square and lenticular ones to [ ]; book-title marks stay). Labels and units such as the circled
 * one or the square-metre sign stay what they are: plain NFKC would destroy them.
 */
#ifndef DUBAN_INGEST_FOLD_H
#define DUBAN_INGEST_FOLD_H

#include "base/str.h"

/* The folded form of one unit. Surrogates stay. The table is built once, on the first call. */
char16_t duban_fold_unit(char16_t unit);

/* Folds length units from text into out (which may be text itself). */
void duban_fold(const char16_t *text, uint32_t length, char16_t *out);

/* A folded copy. */
duban_str duban_fold_str(duban_arena *arena, duban_str s);

#endif
