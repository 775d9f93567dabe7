/*
 * Coordination: what a segment leaves out and its neighbours say. The paragraph is walked once,
 * clause by clause; scope, action and indicator are carried as far as the punctuation lets them.
 */
#ifndef DUBAN_EXTRACT_RECORDS_BINDING_COORDINATION_H
#define DUBAN_EXTRACT_RECORDS_BINDING_COORDINATION_H

#include "extract/records/binding/frame.h"

/* Binds the quantities of one paragraph of a node and adds their records. */
void duban_paragraph_bind(duban_binding *binding, uint32_t node, duban_span paragraph);

#endif
