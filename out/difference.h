/*
 * Two ledgers of one source -> what the one has that the other has not: records gained, lost and
 * changed. For comparing rules; the text that records quote is the same in both.
 */
#ifndef DUBAN_OUT_DIFFERENCE_H
#define DUBAN_OUT_DIFFERENCE_H

#include "out/read.h"

typedef enum { DUBAN_GAINED, DUBAN_LOST, DUBAN_CHANGED } duban_difference_kind;

typedef struct {
    duban_difference_kind kind;
    const duban_element *before, *after; /* NULL where there is none */
} duban_difference;

typedef struct {
    duban_difference *items;
    uint32_t count, capacity;
} duban_differences;

/*
 * Records are the elements of meta, sections, tasks, and the elements of theirs that are no text:
 * units, targets ... Two of one name are the same record if they were read from the same bytes,
 * else if their bytes overlap. It has changed if an attribute, its text or that of a part of it
 * (heading, indicator, quantity) has; which rule made it is not compared. In document order.
 * Must run inside duban_arena_run(arena).
 */
duban_differences duban_difference_find(const duban_element *before, const duban_element *after,
                                        duban_arena *arena);

/* What a record says, or what changed in it, on one line: "target indicator='...' value='60'". */
const char *duban_difference_print(const duban_difference *difference, duban_arena *arena);

/* The text around the record in its paragraph, the record in [ ]; "" where it is in none. */
const char *duban_difference_passage(const duban_difference *difference, duban_arena *arena);

#endif
