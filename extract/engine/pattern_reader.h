/*
 * Reading patterns: the reader's state and its atoms.
 *
 * Private to extract/engine: pattern_atoms.c reads characters, escapes and classes,
 * pattern_analysis.c what they are combined to.
 */
#ifndef DUBAN_EXTRACT_ENGINE_PATTERN_READER_H
#define DUBAN_EXTRACT_ENGINE_PATTERN_READER_H

#include "extract/engine/literals.h"

/*
 * What a part of a pattern can match, and of what shape it is: what it can match exactly, what it
 * needs, and what makes patterns slow.
 */
typedef struct {
    duban_literals exact, needed;
    bool empty;    /* may match nothing at all */
    bool guard;    /* consumes nothing but must hold: an anchor, a lookaround */
    bool wide;     /* any of a great many characters */
    bool loop;     /* repeats without bound, and has no other part that must be there */
    bool open;     /* begins with a wide loop that no guard holds */
    bool decisive; /* once matched it is not given back: possessive or atomic */
} duban_pattern_part;

typedef struct {
    duban_arena *arena;
    const char16_t *at, *end;
    uint32_t depth;
    bool lost;   /* met what it does not know */
    bool nested; /* met a loop in a loop */
} duban_pattern_reader;

/* What matches the empty string and always does; what takes nothing but must hold. */
duban_pattern_part duban_pattern_nothing(duban_pattern_reader *reader);
duban_pattern_part duban_pattern_guard(duban_pattern_reader *reader);

/* Gives up on the whole pattern. */
duban_pattern_part duban_pattern_lose(duban_pattern_reader *reader);

bool duban_pattern_at(const duban_pattern_reader *reader, const char *ascii);
bool duban_pattern_skip(duban_pattern_reader *reader, const char *ascii);
void duban_pattern_skip_through(duban_pattern_reader *reader, char16_t mark);
void duban_pattern_skip_space(duban_pattern_reader *reader);

/* A character, an escape or a class; not a group. */
duban_pattern_part duban_pattern_atom(duban_pattern_reader *reader);

#endif
