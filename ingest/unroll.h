/*
 * Unrolling: paragraphs that a collector put on one line, the indents of their first lines kept.
 */
#ifndef DUBAN_INGEST_UNROLL_H
#define DUBAN_INGEST_UNROLL_H

#include "ingest/builder.h"

/*
 * Divides the block closed last before each indent inside it: blanks as wide as two characters of
 * Chinese. Only a long line is divided, whose pieces are as long as paragraphs: names and fields
 * are parted by such blanks too. Hints of the block hold for each of the new ones; the blanks
 * become their indent.
 */
void duban_unroll(duban_builder *builder);

#endif
