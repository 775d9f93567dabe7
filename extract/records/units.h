/*
 * Responsible units: clauses (kind "clause") give the list, unit rules (kind "unit") split it into
 * names with their roles. MODEL.md, "unit".
 */
#ifndef DUBAN_EXTRACT_RECORDS_UNITS_H
#define DUBAN_EXTRACT_RECORDS_UNITS_H

#include "extract/records/meta.h"
#include "extract/records/record.h"

/* Adds a record for each unit of each responsibility clause in the outline. */
void duban_units_read(const duban_flow *flow, const duban_outline *outline, const duban_meta *meta,
                      duban_matcher *matcher, duban_records *records, duban_diags *diags);

#endif
