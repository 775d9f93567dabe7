/*
 * Units: the measure word at a place of the text, simple or made of several by stroke and middle
 * dot, from rules/vocab/units.tsv (dimension, factor, UCUM code).
 */
#ifndef DUBAN_EXTRACT_VALUE_UNIT_H
#define DUBAN_EXTRACT_VALUE_UNIT_H

#include "base/str.h"
#include "extract/engine/rules.h"

typedef struct {
    uint32_t length;       /* of the words in the text */
    const char *name;      /* as records give it */
    const char *dimension; /* of a compound: "area/people"; NULL where a part has none */
    const char *ucum;      /* NULL where there is none */
    bool weak;             /* after one Chinese digit it makes an ordinal or a name */
} duban_measure;

/* The measure word that rest begins with. Names of compounds are made in the arena. */
bool duban_measure_read(const duban_rules *rules, duban_arena *arena, duban_str rest,
                        duban_measure *out);

#endif
