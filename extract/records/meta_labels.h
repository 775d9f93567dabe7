/*
 * Labels of fields and their values: what the two readers of them share. meta_fields.c reads labels
 * with a colon and calls meta_bare.c for those without.
 */
#ifndef DUBAN_EXTRACT_RECORDS_META_LABELS_H
#define DUBAN_EXTRACT_RECORDS_META_LABELS_H

#include "extract/records/meta_reader.h"

#define DUBAN_LABEL_UNITS 32 /* the longest run of letters that is looked at for a label */

/* Letters without the white space between them, in lower case, and where each of them stands. */
typedef struct {
    char16_t units[DUBAN_LABEL_UNITS];
    uint32_t at[DUBAN_LABEL_UNITS], length;
} duban_compact;

/* The last letters of the text, or the first ones. */
duban_compact duban_compact_of(duban_str text);
duban_compact duban_compact_head(duban_str text);

/* vocab/meta_labels.tsv; NULL if the rules have none. */
const duban_vocab *duban_meta_labels(const duban_meta_reader *r);

/* Adds what stands in the span as the value of a label; false if nothing stands there. */
bool duban_meta_label_value(duban_meta_reader *r, uint32_t entry, duban_span span, bool beside);

/* The value on the line below a label: that whole line, unless a label begins it. */
void duban_meta_label_below(duban_meta_reader *r, uint32_t entry, uint32_t para);

/* Reads labels without colons that begin at a paragraph; returns how many paragraphs behind it
 * have been read with it. */
uint32_t duban_meta_read_bare(duban_meta_reader *r, uint32_t index);

#endif
