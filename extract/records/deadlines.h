/*
 * Deadlines: which of the times in a section or task are times by which something is to be done.
 * MODEL.md, "deadline".
 */
#ifndef DUBAN_EXTRACT_RECORDS_DEADLINES_H
#define DUBAN_EXTRACT_RECORDS_DEADLINES_H

#include "extract/records/meta.h"
#include "extract/records/record.h"

/* Adds a record for each mention of a deadline in the outline. */
void duban_deadlines_read(const duban_flow *flow, const duban_outline *outline,
                          const duban_meta *meta, duban_matcher *matcher, duban_records *records,
                          duban_diags *diags);

#endif
