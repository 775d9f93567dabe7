/*
 * The measures of a score under their names, and the floors that they must not fall below.
 */
#ifndef DUBAN_CLI_MEASURES_H
#define DUBAN_CLI_MEASURES_H

#include "out/score/score.h"

#define DUBAN_MEASURES_MAX (DUBAN_SCORE_KIND_COUNT + DUBAN_SCORE_ATTRIBUTE_COUNT + 2)

typedef struct {
    const char *name; /* "task F1", "task/heading", "explained", "mean F1" */
    double value, floor;
} duban_measure;

/* The measures that the corpus asks for, floors 0. Returns their number. */
uint32_t duban_measures_of(const duban_score *score, duban_measure measures[DUBAN_MEASURES_MAX],
                           duban_arena *arena);

/*
 * Floors: a TSV of measure and floor, kept beside the corpus. Reading sets the floors of the
 * measures named; a missing file sets none. A name that is no measure is DUBAN_NOT_FOUND and is
 * given in *unknown.
 */
duban_status duban_floors_read(const char *path, duban_measure *measures, uint32_t count,
                               duban_arena *arena, const char **unknown);

/* The file's new text: each floor raised to its measure, cut to three places; never lowered. */
char *duban_floors_print(const duban_measure *measures, uint32_t count, duban_arena *arena,
                         size_t *length);

#endif
