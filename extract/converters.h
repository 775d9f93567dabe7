/*
 * The converters that the rules declare.
 */
#ifndef DUBAN_EXTRACT_CONVERTERS_H
#define DUBAN_EXTRACT_CONVERTERS_H

#include "extract/engine/rules.h"
#include "ingest/convert/converters.h"

/* The rows of vocab/converters.tsv, in their order; in the arena. */
duban_converters duban_rules_converters(const duban_rules *rules, duban_arena *arena);

#endif
