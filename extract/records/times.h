/* The times of a notice, read once for deadlines, targets and baselines. */
#ifndef DUBAN_EXTRACT_RECORDS_TIMES_H
#define DUBAN_EXTRACT_RECORDS_TIMES_H

#include "extract/records/meta.h"
#include "extract/records/record.h"

/*
 * All times in the headings, the own text and the task cells of the outline, in text order, into
 * records->times. meta tells the day of reference; it may be NULL.
 */
void duban_times_collect(const duban_flow *flow, const duban_outline *outline,
                         const duban_meta *meta, duban_matcher *matcher, duban_records *records);

/* The index of the first of the times at or after a position; the count if there is none. */
uint32_t duban_times_from(const duban_times *times, uint32_t position);

/* Those of the times that begin inside a span: a view of times, without room to grow. */
duban_times duban_times_within(const duban_times *times, duban_span span);

#endif
