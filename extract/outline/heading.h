/*
 * Headings: where the heading of a paragraph ends and its text begins. A full stop or a colon
 * says so; where it was lost, or a comma stands in its place, siblings that have one are the
 * evidence, and an opening verb or a comma tells the place.
 */
#ifndef DUBAN_EXTRACT_OUTLINE_HEADING_H
#define DUBAN_EXTRACT_OUTLINE_HEADING_H

#include "extract/outline/run.h"

/* The length up to which a run-in heading needs no further evidence. */
#define DUBAN_HEADING_SHORT 30

typedef struct {
    duban_headed headed;
    duban_span heading, rest;
    const char *rule;
} duban_heading;

/* How sure a run-in heading is without siblings: a short one, one that only its verb tells. */
typedef enum { DUBAN_SURE, DUBAN_LIKELY } duban_heading_trust;

/* The run-in heading that a text opens with, headed NOT if there is none. */
duban_heading duban_heading_read(duban_run *run, duban_span text, duban_heading_trust trust);

/* The same of a piece, whose markup may show where a heading ends that punctuation leaves open. */
duban_heading duban_heading_open(duban_run *run, const duban_piece *piece,
                                 duban_heading_trust trust);

/* A name up to a colon, and a text with a full stop behind it. */
duban_heading duban_heading_colon(duban_run *run, duban_span text);

/* The same where its full stop was lost, or where a comma stands in its place (comma): only with
 * siblings that show a heading. */
duban_heading duban_heading_guess(duban_run *run, duban_span text, bool comma);

/* The heading that a labelled piece shows by itself: run-in, or all of its line. */
duban_heading duban_heading_of_label(duban_run *run, const duban_piece *piece);

/* The groups of a heading rule's match. */
duban_heading duban_heading_from_match(duban_run *run, const duban_match *match);

/* The length of a heading without what it says in brackets. */
uint32_t duban_heading_length(duban_run *run, duban_span heading);

#endif
