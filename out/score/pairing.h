/*
 * Pairs between two lists by a weight: which gold record is which found record.
 */
#ifndef DUBAN_OUT_SCORE_PAIRING_H
#define DUBAN_OUT_SCORE_PAIRING_H

#include <stdint.h>

#include "base/arena.h"

/* How well gold item i and found item j go together; 0: not at all. */
typedef double duban_pairing_weight(void *context, uint32_t gold, uint32_t found);

#define DUBAN_NO_PARTNER UINT32_MAX

/* partner[i] is the found item of gold item i, or DUBAN_NO_PARTNER; back is the same from the
 * other side. */
typedef struct {
    uint32_t *partner, *back;
    uint32_t gold_count, found_count;
} duban_pairing;

/* In order: the heaviest common subsequence of the two lists. */
duban_pairing duban_pairing_align(uint32_t gold_count, uint32_t found_count,
                                  duban_pairing_weight *weight, void *context, duban_arena *arena);

/* In any order: the heaviest pair first, the earlier ones where weights are equal. */
duban_pairing duban_pairing_greedy(uint32_t gold_count, uint32_t found_count,
                                   duban_pairing_weight *weight, void *context, duban_arena *arena);

#endif
