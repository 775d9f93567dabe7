/*
 * The straight lines that a page draws along its axes, of which tables are made
 * (GB/T 33190-2016, 9.3): stroked lines, sides of rectangles, thin bars that are filled.
 */
#ifndef DUBAN_INGEST_OFD_RULING_H
#define DUBAN_INGEST_OFD_RULING_H

#include "base/arena.h"

/* A level line at this height from left to right, or an upright one at this x from top to bottom.
 */
typedef struct {
    double at, from, to;
} duban_ofd_rule;

typedef struct {
    duban_ofd_rule *items;
    uint32_t count, capacity;
} duban_ofd_rules;

typedef struct {
    duban_ofd_rules level, upright;
} duban_ofd_ruling;

/* Where an object stands: its boundary's corner and its transformation. */
typedef struct {
    double left, top, matrix[6];
} duban_ofd_placing;

/* Adds the straight lines of a path ("M x y L x y ... C"), curves are passed over. */
void duban_ofd_ruling_add(duban_ofd_ruling *ruling, duban_arena *arena, const char *path,
                          const duban_ofd_placing *placing);

/* Adds lines that stand in an object of this place. */
void duban_ofd_ruling_place(duban_ofd_ruling *ruling, duban_arena *arena,
                            const duban_ofd_ruling *lines, const duban_ofd_placing *placing);

#endif
