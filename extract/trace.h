/*
 * A reading with its decisions: which rules were tried at a place and with what success, and what
 * the stages told of how they decided. For "duban explain".
 */
#ifndef DUBAN_EXTRACT_TRACE_H
#define DUBAN_EXTRACT_TRACE_H

#include "extract/engine/observe.h"
#include "extract/notice.h"

/* What is asked for; a place or a rule or both. */
typedef struct {
    const char *rule; /* id, or NULL: any */
    bool placed;
    uint32_t byte; /* placed: a source byte of the file itself */
} duban_trace_wish;

/* One attempt that was asked for. All spans count in the running text. */
typedef struct {
    const char *stage;
    const duban_rule *rule;
    const duban_rule *winner; /* lost: to which */
    duban_attempt_result result;
    bool document; /* spans count in the document: the running text was not there yet */
    duban_span span;
    duban_span group[DUBAN_GROUPS_MAX]; /* matched and lost */
    duban_failure failure;              /* failed: how far it came */
} duban_trace_step;

typedef struct {
    duban_trace_step *steps; /* as they happened */
    uint32_t count, capacity;
    uint32_t silent; /* attempts there that failed at their first character, or were spared */
    duban_diags notes;
} duban_trace;

/*
 * Reads the notice as duban_notice_read does and keeps what was asked for. *trace is in the arena,
 * which must outlive the notice's. Must run inside duban_arena_run(arena).
 */
duban_status duban_trace_read(const duban_rules *rules, const duban_input *input,
                              duban_trace_wish wish, duban_arena *arena, duban_notice **notice,
                              duban_trace **trace);

/* The first unit of the running text at or behind a source byte of the file itself. */
uint32_t duban_trace_position(const duban_flow *flow, uint32_t byte);

#endif
