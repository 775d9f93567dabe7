/* Numbers in the attributes and paths of OFD, read without regard to the locale. */
#ifndef DUBAN_INGEST_OFD_NUMBERS_H
#define DUBAN_INGEST_OFD_NUMBERS_H

#include "base/arena.h"

typedef struct {
    double *items;
    uint32_t count, capacity;
} duban_ofd_numbers;

/* A decimal; *at moves behind it. False if there is none. */
bool duban_ofd_number(const char **at, double *value);

/* A list with its runs written out ("g n v": n times v), at most DUBAN_OFD_DELTAS_MAX; text may be
 * NULL. */
duban_ofd_numbers duban_ofd_numbers_read(duban_arena *arena, const char *text);

/* What is no number, or far beyond any page, stands nowhere. */
double duban_ofd_sound(double value);

#endif
