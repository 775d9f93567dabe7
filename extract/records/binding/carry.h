/*
 * Carrying: what a segment leaves out and its neighbours say.
 *
 *   scope      a region to the end of the sentence, a place up to a semicolon, others along a list
 *   action     along a list; over a comma only from a verb with a counted thing to a thing counted
 *              by such a measure word
 *   indicator  to what leaves it out, in the same paragraph; else the task's heading
 */
#ifndef DUBAN_EXTRACT_RECORDS_BINDING_CARRY_H
#define DUBAN_EXTRACT_RECORDS_BINDING_CARRY_H

#include "extract/records/binding/distribution.h"
#include "extract/records/binding/listing.h"

/* What has been said so far in the paragraph. */
typedef struct {
    duban_binding *binding;
    duban_span heading; /* of the node, if what is left out may be that; else DUBAN_SPAN_NONE */
    duban_span scope;   /* rules what follows */
    duban_reach reach;
    duban_frame last; /* what a list or a comma goes on with; action set where it can be carried */
    uint32_t last_quantity; /* of last */
    duban_span indicator;   /* the nearest explicit noun phrase */
    duban_span whole;       /* the nearest one that is no part of another ("among them ...") */
    duban_span recent[DUBAN_PARTS_MAX]; /* the sentence's, in order, as far as there is room */
    uint32_t recent_count;
    duban_frame done; /* what a clause without an amount does; the next one may bound how much */
    bool among;       /* parts of something are told */
    duban_distribution distribution;
} duban_carry;

/* What was found for a piece: what the pieces after it may leave out. */
typedef struct {
    const duban_piece *piece;
    duban_span indicator, action, scope;
} duban_carried;

/* Nothing has been said yet in a paragraph of the node. */
duban_carry duban_carry_new(duban_binding *binding, const duban_node *node);

/* Lets go of what ends with the punctuation before a clause. */
void duban_carry_enter(duban_carry *carry, const duban_clause *clause);

/* A clause without a quantity, or with one that is no target: its frame's scope and topic. */
void duban_carry_topic(duban_carry *carry, const duban_frame *frame);

/*
 * Whom a share is of, where the sentence has named a rate ("the rate comes to 90%, that of towns to
 * 80%" without "that of"): the piece's scope, and its indicator is left out.
 */
void duban_carry_settle(const duban_carry *carry, duban_piece *piece);

/* The action of a piece and its scope; DUBAN_SPAN_NONE if there is none. */
duban_span duban_carry_action(const duban_carry *carry, const duban_piece *piece);
duban_span duban_carry_scope(duban_carry *carry, const duban_piece *piece);

/*
 * The indicators of a piece, written to out (room for DUBAN_PARTS_MAX); 0 if it is bound to none.
 * following: how many pieces go on with its list.
 */
uint32_t duban_carry_indicators(duban_carry *carry, const duban_piece *piece, uint32_t following,
                                duban_span *out);

void duban_carry_remember(duban_carry *carry, const duban_carried *carried);

/* No action is carried any further. */
void duban_carry_forget(duban_carry *carry);

#endif
