/*
 * Headings: where the heading of a paragraph ends and its text begins. A full stop or a colon
 * says so; where it was lost, or a comma stands in its place, siblings that have one are the
 * evidence, and an opening verb or a comma tells the place.
 */
#ifndef DUBAN_EXTRACT_OUTLINE_HEADING_H
#define DUBAN_EXTRACT_OUTLINE_HEADING_H

#include "extract/outline/run.h"

typedef struct {
    duban_headed headed;
    duban_span heading, rest;
    const char *rule;
} duban_heading;

/* The run-in heading that a text opens with, headed NOT if there is none. strict: a short one, or
 * one that opens with a verb: for paragraphs without a label. */
duban_heading duban_heading_read(duban_run *run, duban_span text, bool strict);

/* The same where its final stop was lost or is a comma: only with siblings that show one. */
duban_heading duban_heading_guess(duban_run *run, duban_span text);

#endif
