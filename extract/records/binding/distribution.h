/*
 * Distribution: one phrase for several quantities, or one quantity for several phrases.
 *
 *   the rates A and B come to 60%, 41% respectively     a part for each quantity
 *   A and B come to 10,000 respectively                 the same quantity for each part
 *   the rate of A, that of B come to 100%               rates share, things do not
 *   rose by 1.4, 1.2, 1.1 points respectively (2017-19) a year for each quantity
 *   A comes to 10, B to 20, up 3%, 4% respectively      what was named for each quantity
 */
#ifndef DUBAN_EXTRACT_RECORDS_BINDING_DISTRIBUTION_H
#define DUBAN_EXTRACT_RECORDS_BINDING_DISTRIBUTION_H

#include "extract/records/binding/frame.h"

#define DUBAN_PARTS_MAX 12

/* The parts that quantities still to come take one by one, and how many share a series. */
typedef struct {
    duban_span parts[DUBAN_PARTS_MAX];
    uint32_t count, next;
    uint32_t series; /* quantities in it; 0: none */
    uint32_t place;  /* of the last one */
} duban_distribution;

/*
 * The indicators of a segment whose frame names one itself: writes them to out (room for
 * DUBAN_PARTS_MAX) and returns their number, at least 1. following: how many segments go on with
 * the list after it. Prepares the distribution for those.
 */
uint32_t duban_distribution_spread(const duban_binding *binding, const duban_segment *segment,
                                   const duban_frame *frame, uint32_t following,
                                   duban_distribution *distribution, duban_span *out);

/*
 * The same for a segment that leaves its indicators out: the amounts that it begins are, one by
 * one, of what the sentence named last, and of the dates before them. recent: the sentence's
 * indicators in order, count of them; with too few each amount is of the last one.
 */
void duban_distribution_resume(const duban_binding *binding, const duban_segment *segment,
                               const duban_frame *frame, uint32_t following,
                               const duban_span *recent, uint32_t count,
                               duban_distribution *distribution);

#endif
