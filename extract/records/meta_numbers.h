/* Document numbers as the record writes them. */
#ifndef DUBAN_EXTRACT_RECORDS_META_NUMBERS_H
#define DUBAN_EXTRACT_RECORDS_META_NUMBERS_H

#include "base/str.h"

/* As GB/T 9704 writes it: no spaces, the year in tortoise-shell brackets. UTF-8. */
char *duban_meta_number(duban_arena *arena, duban_str folded);

#endif
