/*
 * Names that were given, so that none is given twice.
 */
#ifndef DUBAN_BASE_TAKEN_H
#define DUBAN_BASE_TAKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A name by 64 bits of its hash: two that share them cost the second one a number, no more. */
typedef struct {
    uint64_t hash;   /* 0: the place is free */
    uint32_t number; /* that the next one of this name gets */
} duban_taken_name;

typedef struct {
    duban_taken_name *items;
    size_t count, room;
} duban_taken;

void duban_taken_free(duban_taken *taken);

/*
 * Takes the name; where it is taken, the first free one of name~2, name~3 ..., which is written to
 * name. room: of name, with 12 bytes to spare. False: no memory.
 */
bool duban_taken_take(duban_taken *taken, char *name, size_t room);

#endif
