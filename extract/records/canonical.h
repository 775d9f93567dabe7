/* Full names of offices: the short form, completed by the place that the notice rules. */
#ifndef DUBAN_EXTRACT_RECORDS_CANONICAL_H
#define DUBAN_EXTRACT_RECORDS_CANONICAL_H

#include "extract/engine/match.h"

/*
 * The full name (UTF-8, in the matcher's arena) of an office as printed and folded, or NULL where
 * the vocabulary does not know it or the place does not complete it. place: the notice's
 * jurisdiction, UTF-8, or NULL.
 */
const char *duban_canonical_name(duban_matcher *matcher, duban_str name, const char *place);

#endif
