/*
 * What can be told of a pattern without running it. Private to extract/engine.
 */
#ifndef DUBAN_EXTRACT_ENGINE_PATTERN_ANALYSIS_H
#define DUBAN_EXTRACT_ENGINE_PATTERN_ANALYSIS_H

#include "extract/engine/literals.h"

typedef struct {
    duban_literals needed; /* one of these stands in every match; unknown if that cannot be told */
    bool nested_loop;      /* a loop in a loop that splits the same text in many ways */
    bool open_beginning;   /* each place starts a search that may run to the end of the text */
} duban_pattern_analysis;

/* Of an expanded pattern; the sets are in the arena or in the pattern. */
duban_pattern_analysis duban_pattern_analyse(duban_arena *arena, duban_str pattern);

#endif
