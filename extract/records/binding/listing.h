/*
 * The segments of one clause with their frames, and what those of a list tell each other before
 * any of them is bound:
 *
 *   of over 50 households, of 3 km      a threshold makes thresholds of what it is listed with
 *   passing 10, 50 or 100 million       and of the amounts that go on with it
 *   give 3,000, 5,000 yuan as a reward  the noun behind the last amount is the noun of all
 *   carry out 10 kinds 30 items of work also where they count by different words side by side
 *   95% of A, 90% of B set up C         and the verb behind the last noun is the verb of all
 *   at most 45, 50 respectively         and so is the bound before the first or after the last
 */
#ifndef DUBAN_EXTRACT_RECORDS_BINDING_LISTING_H
#define DUBAN_EXTRACT_RECORDS_BINDING_LISTING_H

#include "extract/records/binding/frame.h"

typedef struct {
    duban_segment segment;
    duban_frame frame;
    bool found; /* a rule says what the frame is */
} duban_piece;

/* How many pieces go on with the list that the one at an index begins or continues. */
uint32_t duban_pieces_following(const duban_piece *pieces, uint32_t count, uint32_t index);

/* Fills in what the pieces of each list tell each other. */
void duban_pieces_settle(duban_binding *binding, duban_piece *pieces, uint32_t count);

#endif
