/*
 * Clauses and segments: a paragraph taken apart at its punctuation, a clause at the joints of its
 * lists, so that each segment holds one quantity to be bound.
 *
 * Brackets are read before the clause that they stand in and are then masked as names in it,
 * unless they hold nothing but a quantity, which then belongs to the clause.
 */
#ifndef DUBAN_EXTRACT_RECORDS_BINDING_CLAUSE_H
#define DUBAN_EXTRACT_RECORDS_BINDING_CLAUSE_H

#include "extract/records/binding/binding.h"

typedef struct {
    duban_span span;
    duban_joint before; /* what stands before it: STOP at a sentence's start, OPEN in brackets */
    uint32_t depth;     /* of brackets */
} duban_clause;

typedef struct {
    duban_span span;
    duban_joint before; /* the clause's for its first segment, else LIST or NONE */
    uint32_t quantity;  /* index of the one to bind */
} duban_segment;

typedef struct {
    duban_segment *items;
    uint32_t count, capacity;
} duban_segments;

/* Calls read for each clause of the paragraph that is not empty. */
void duban_clauses_read(duban_binding *binding, duban_span paragraph,
                        void (*read)(void *context, const duban_clause *clause), void *context);

/* The segments of a clause, in order; none if it holds no quantity. */
duban_segments duban_clause_segments(const duban_binding *binding, const duban_clause *clause);

#endif
