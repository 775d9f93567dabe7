/*
 * Watching a reading for what was asked for; see trace.h.
 *
 * Attempts of the layout count in the document, later ones in the running text; a place that was
 * asked for is looked up in the one or the other when the first attempt there is made.
 */
#include "extract/trace.h"

#include <string.h>

#include "base/search.h"

/* Attempts that are rerun for the place where they fail: each costs many times a match. */
#define DIAGNOSES_MAX 4000

typedef struct {
    duban_trace_wish wish;
    duban_arena *arena;
    duban_trace *trace;
    const duban_notice *notice;
    uint32_t staged; /* steps that know their stage */
    uint32_t diagnoses;
    bool found;        /* position is that of the present text */
    uint32_t position; /* of the wish */
} tracing;

/* Source bytes rise with the units, but for those that take none. */
static uint32_t first_at(const uint32_t *src, uint32_t length, uint32_t byte) {
    return duban_search_from(src, length, sizeof *src, 0, byte);
}

uint32_t duban_trace_position(const duban_flow *flow, uint32_t byte) {
    return first_at(flow->src, flow->length, byte);
}

static uint32_t position(tracing *t) {
    if (t->found || !t->notice) return t->position;
    const duban_document *document = t->notice->document;
    t->position = t->notice->flow ? duban_trace_position(t->notice->flow, t->wish.byte)
                                  : first_at(document->src, document->length, t->wish.byte);
    t->found = true;
    return t->position;
}

static duban_span moved(duban_span span, uint32_t origin) {
    if (!duban_span_is_set(span)) return span;
    return (duban_span){span.start + origin, span.end + origin};
}

static bool is_wished(tracing *t, duban_span span) {
    return !t->wish.placed || (span.start <= position(t) && position(t) < span.end);
}

/* Finds how far a failed attempt came; false where it is not worth telling. */
static bool diagnose(tracing *t, const duban_attempt *a, duban_trace_step *step) {
    if (t->diagnoses++ >= DIAGNOSES_MAX) return false;
    if (!duban_match_diagnose(a->matcher, a->rule, a->within, &step->failure)) return false;
    step->failure.start += a->origin;
    step->failure.reached += a->origin;
    duban_span taken = {step->failure.start, step->failure.reached + 1};
    return step->failure.reached > step->failure.start && is_wished(t, taken);
}

static void add_step(tracing *t, duban_trace_step step) {
    duban_trace *trace = t->trace;
    trace->steps =
        duban_arena_grow(t->arena, trace->steps, &trace->capacity, trace->count + 1, sizeof step);
    trace->steps[trace->count++] = step;
}

static void on_attempt(void *context, const duban_attempt *a) {
    tracing *t = context;
    if (t->wish.rule && strcmp(t->wish.rule, a->rule->id) != 0) return;
    duban_trace_step step = {.rule = a->rule,
                             .winner = a->winner ? a->winner->rule : NULL,
                             .result = a->result,
                             .document = !t->notice || !t->notice->flow,
                             .span = moved(a->match ? a->match->span : a->within, a->origin)};
    if (!is_wished(t, step.span)) return;
    bool told = a->match || a->result == DUBAN_ATTEMPT_GAVE_UP ||
                (a->result == DUBAN_ATTEMPT_FAILED && diagnose(t, a, &step));
    if (!told) {
        t->trace->silent++;
        return;
    }
    for (uint32_t i = 0; i < DUBAN_GROUPS_MAX; i++)
        step.group[i] = a->match ? moved(a->match->group[i], a->origin) : DUBAN_SPAN_NONE;
    add_step(t, step);
}

static void on_stage(void *context, const duban_notice *notice, const char *stage) {
    tracing *t = context;
    for (; t->staged < t->trace->count; t->staged++) t->trace->steps[t->staged].stage = stage;
    bool flowed = t->notice && t->notice->flow;
    t->notice = notice;
    if (!flowed) t->found = false; /* another text, as soon as there is a flow */
}

duban_status duban_trace_read(const duban_rules *rules, const duban_input *input,
                              duban_trace_wish wish, duban_arena *arena, duban_notice **notice,
                              duban_trace **trace) {
    *trace = duban_arena_alloc(arena, sizeof **trace);
    (*trace)->notes.arena = arena;
    tracing *t = duban_arena_alloc(arena, sizeof *t);
    *t = (tracing){.wish = wish, .arena = arena, .trace = *trace};
    const duban_observer observer = {
        .attempt = on_attempt, .context = t, .notes = &(*trace)->notes};
    const duban_watch watch = {.stage = on_stage, .context = t, .observer = &observer};
    return duban_notice_watch(rules, input, &watch, notice);
}
