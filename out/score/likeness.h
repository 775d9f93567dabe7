/*
 * When two texts count as the same for the score: width, quotation marks, brackets, white space
 * and Markdown marks do not matter.
 */
#ifndef DUBAN_OUT_SCORE_LIKENESS_H
#define DUBAN_OUT_SCORE_LIKENESS_H

#include "base/str.h"

/* The folded text (NFKC and more: only for comparing); NULL is the empty text. */
duban_str duban_likeness_fold(const char *utf8, duban_arena *arena);

/* F1 of the longest common subsequence of two folded texts, 0 to 1. */
double duban_likeness_overlap(duban_str a, duban_str b, duban_arena *arena);

#endif
