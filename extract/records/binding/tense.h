/*
 * Tense: whether a clause promises (target), reports (baseline) or does neither, and which date a
 * report is of.
 */
#ifndef DUBAN_EXTRACT_RECORDS_BINDING_TENSE_H
#define DUBAN_EXTRACT_RECORDS_BINDING_TENSE_H

#include "extract/records/binding/binding.h"

typedef enum { DUBAN_PROMISED, DUBAN_REPORTED } duban_tense;

/*
 * The tense of a sentence up to the end of a clause, read as part of a section of the role: the
 * role's own leaning, the weights of all rules of kind "tense" that match, and a date that was past
 * when the notice was written.
 */
duban_tense duban_tense_of(duban_binding *binding, duban_role role, duban_span sentence);

/* Which dates count: any; those of what is reported, which are not to come; the same with the
 * date of a level that a change starts from. */
typedef enum { DUBAN_DATED_ANY, DUBAN_DATED_REPORT, DUBAN_DATED_START } duban_dated;

/* The last date of the kind before a position of its paragraph that nothing is only compared with;
 * NULL if there is none. */
const duban_time *duban_tense_date(const duban_binding *binding, duban_span paragraph,
                                   uint32_t position, duban_dated dated);

/* The date as a baseline prints it: "2020", "2020-06", "2020-06-30". */
const char *duban_tense_at(const duban_binding *binding, const duban_time *time);

#endif
