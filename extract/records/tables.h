/*
 * Tables of indicators: the value of each indicator in each year -> targets and baselines
 * (MODEL.md, "target"), whether the table arrived as a grid of cells, as one cell a line, as a row
 * a line, or with all its cells run together. What a cell is, is said by rules of kind "table".
 */
#ifndef DUBAN_EXTRACT_RECORDS_TABLES_H
#define DUBAN_EXTRACT_RECORDS_TABLES_H

#include "extract/records/meta.h"
#include "extract/records/record.h"

/*
 * Adds a target for each value of a year to come and a baseline for each of a past one. The year
 * of the notice, or that in which its plan begins, tells them apart. The matcher's subject must be
 * the flow's fold. Each table is taken
 * (duban_records_take), so that no later reader looks for amounts or times in them.
 */
void duban_tables_read(const duban_flow *flow, const duban_outline *outline, const duban_meta *meta,
                       duban_matcher *matcher, duban_records *records, duban_diags *diags);

#endif
