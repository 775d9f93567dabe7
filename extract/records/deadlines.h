/*
 * Deadlines: which of the times in a section or task are times by which something is to be done,
 * and what text each of them rules. MODEL.md, "deadline".
 *
 * A deadline rules what follows in its paragraph up to the next one; one that closes a clause
 * rules that clause; where its paragraph introduces a list it rules the items too.
 */
#ifndef DUBAN_EXTRACT_RECORDS_DEADLINES_H
#define DUBAN_EXTRACT_RECORDS_DEADLINES_H

#include "extract/records/meta.h"
#include "extract/records/record.h"

/* Adds a record for each mention of a deadline in the outline, from the times of the records
 * (times.h); meta may be NULL. */
void duban_deadlines_read(const duban_flow *flow, const duban_outline *outline,
                          const duban_meta *meta, duban_matcher *matcher, duban_records *records,
                          duban_diags *diags);

/* The deadlines with a day, in text order, and the dates of tables' cells: what duban_ruling_at
 * looks up. */
typedef struct {
    const duban_time *items;
    uint32_t count;
    const duban_time *dated;
    uint32_t dated_count;
} duban_rulings;

/* Collects them from the records, with the dates of cells; a copy in the arena, so that records may
 * be added after. */
duban_rulings duban_rulings_make(const duban_records *records, duban_arena *arena);

/* The deadline that rules the text at a position, or NULL. */
const duban_time *duban_ruling_at(const duban_rulings *rulings, uint32_t position);

#endif
