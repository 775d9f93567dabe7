/*
 * Literals that a pattern needs: what the gate looks for.
 *
 * A duban_literals is a set of strings. As "exact" it holds all strings that a part of a pattern
 * can match; as "needed" it holds strings one of which stands in every match. Both are kept small;
 * what would grow too large is unknown instead. All sets stand in one arena.
 *
 * Private to extract/engine.
 */
#ifndef DUBAN_EXTRACT_ENGINE_LITERALS_H
#define DUBAN_EXTRACT_ENGINE_LITERALS_H

#include "base/str.h"

/* Strings in a set; a vocabulary of offices has some thousands. */
#define DUBAN_LITERALS_MAX ((uint32_t)8192)
/* Units of a literal that the gate looks at: more select no better. */
#define DUBAN_LITERAL_UNITS ((uint32_t)8)

typedef struct {
    bool known; /* false: nothing can be said, the other fields mean nothing */
    uint32_t count;
    const duban_str *items;
} duban_literals;

#define DUBAN_LITERALS_UNKNOWN ((duban_literals){.known = false})

duban_literals duban_literals_of(duban_arena *arena, duban_str one);

/* The union of sets, one after another; unknown as soon as one is, or they are too many. */
typedef struct {
    bool unknown;
    uint32_t count, capacity;
    duban_str *items;
} duban_literals_builder;

void duban_literals_add(duban_arena *arena, duban_literals_builder *builder, duban_literals more);
duban_literals duban_literals_built(const duban_literals_builder *builder);

/* All strings of a, each followed by each of b; unknown if they were too many. */
duban_literals duban_literals_product(duban_arena *arena, duban_literals a, duban_literals b);

/*
 * How often a set is expected to occur in running text, for each unit: the lower, the better a
 * gate. 1 for an unknown set or one that holds the empty string.
 */
double duban_literals_frequency(duban_literals set);

/* Cut to DUBAN_LITERAL_UNITS, sorted, without those that begin with another one. */
duban_literals duban_literals_reduce(duban_arena *arena, duban_literals set);

#endif
