/*
 * The gate: which rules can match where, by one run of an automaton over the text.
 *
 * Each rule that needs one of a set of literals has a gate, rules with the same set share it. The
 * automaton (Aho and Corasick 1975) finds the literals of all gates at once; the scan marks for
 * each gate the blocks of eight units in which one of its literals begins. A rule whose gate has
 * no mark in a span has no match that lies in the span. The opposite is not true.
 *
 * A duban_gates is part of the compiled rules and immutable; a duban_gate_scan belongs to a run.
 * Private to extract/engine.
 */
#ifndef DUBAN_EXTRACT_ENGINE_GATE_H
#define DUBAN_EXTRACT_ENGINE_GATE_H

#include "base/span.h"
#include "extract/engine/literals.h"

/* The gate of a rule that needs no literal: always open. */
#define DUBAN_GATE_OPEN UINT32_MAX

typedef struct duban_gates duban_gates;

/* Builds the gates of all sets, in the arena; gate_of[i] becomes the gate of sets[i]. */
const duban_gates *duban_gates_new(duban_arena *arena, duban_arena *scratch,
                                   const duban_literals *sets, uint32_t count, uint32_t *gate_of);

typedef struct {
    const duban_gates *gates;
    uint64_t *marks; /* a row of words for each gate, a bit for each block */
    uint32_t words;  /* in a row */
    uint32_t capacity;
} duban_gate_scan;

/* Scans the text. The marks are in the arena and used again by the next scan. */
void duban_gate_scan_run(duban_gate_scan *scan, const duban_gates *gates, duban_arena *arena,
                         const char16_t *text, uint32_t length);

/* Whether a literal of the gate may begin in the span, which must lie in the text. */
bool duban_gate_scan_opens(const duban_gate_scan *scan, uint32_t gate, duban_span span);

#endif
