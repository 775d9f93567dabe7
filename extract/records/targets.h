/*
 * Targets and baselines: each quantity in the text with its indicator, action, scope and date,
 * and whether it is a promise, a fact or neither. MODEL.md, "target".
 */
#ifndef DUBAN_EXTRACT_RECORDS_TARGETS_H
#define DUBAN_EXTRACT_RECORDS_TARGETS_H

#include "extract/records/meta.h"
#include "extract/records/record.h"

/*
 * Adds targets, baselines and what stayed unexplained. The records already there (units,
 * deadlines) say which stretches of text are taken and which date rules what.
 */
void duban_targets_read(const duban_flow *flow, const duban_outline *outline,
                        const duban_meta *meta, duban_matcher *matcher, duban_records *records,
                        duban_diags *diags);

#endif
