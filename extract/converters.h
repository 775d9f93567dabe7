/*
 * The converters that the rules declare.
 */
#ifndef DUBAN_EXTRACT_CONVERTERS_H
#define DUBAN_EXTRACT_CONVERTERS_H

#include "extract/engine/rules.h"
#include "ingest/convert/converters.h"

/* The rows of vocab/converters.tsv, in their order; in the arena. */
duban_converters duban_rules_converters(const duban_rules *rules, duban_arena *arena);

/* The same as what duban_document_read_with asks; the rules must outlive it. */
duban_converter_source duban_rules_converter_source(const duban_rules *rules);

#endif
