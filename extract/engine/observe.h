/*
 * Watching the matcher: each attempt to match a rule, told to an observer as it happens.
 *
 * For profiles and for "duban explain". A matcher without an observer pays one test for each
 * attempt.
 */
#ifndef DUBAN_EXTRACT_ENGINE_OBSERVE_H
#define DUBAN_EXTRACT_ENGINE_OBSERVE_H

#include "extract/engine/match.h"

typedef enum {
    DUBAN_ATTEMPT_SHUT,    /* none of the rule's literals is there: PCRE2 was not asked */
    DUBAN_ATTEMPT_FAILED,  /* no match */
    DUBAN_ATTEMPT_GAVE_UP, /* a limit was hit */
    DUBAN_ATTEMPT_MATCHED,
    DUBAN_ATTEMPT_LOST, /* a match told before was dropped for one that is better */
} duban_attempt_result;

typedef struct {
    duban_matcher *matcher; /* that tells; may be asked for a diagnosis */
    const duban_rule *rule;
    uint32_t origin;   /* to be added to all spans: where the subject begins in the running text */
    duban_span within; /* what was searched */
    duban_attempt_result result;
    const duban_match *match;  /* matched and lost; valid during the call */
    const duban_match *winner; /* lost: to which */
    uint64_t nanoseconds;
    bool near_limit; /* took more than a tenth of the match limit */
} duban_attempt;

typedef struct duban_observer {
    void (*attempt)(void *context, const duban_attempt *attempt);
    void *context;
    duban_diags *notes; /* where stages tell how they decide, or NULL */
} duban_observer;

/* Sets who is told of all further attempts; NULL: nobody. The observer must outlive the matcher. */
void duban_matcher_observe(duban_matcher *matcher, const duban_observer *observer);

/* Where a stage tells how it decides; NULL: nobody listens. */
duban_diags *duban_matcher_notes(const duban_matcher *matcher);

/* How far a rule came in a span where it does not match: of all places the one where it took most.
 */
typedef struct {
    uint32_t start;      /* where that attempt began */
    uint32_t reached;    /* where it ended: what stands there is what does not fit */
    uint32_t pattern_at; /* in the expanded pattern: the item that asks for something else */
    uint32_t item_length;
} duban_failure;

/*
 * Matches the rule once more, slowly, with a look at each item of its pattern. False if the rule
 * does match, or if its furthest place cannot be told.
 */
bool duban_match_diagnose(duban_matcher *matcher, const duban_rule *rule, duban_span within,
                          duban_failure *failure);

#endif
