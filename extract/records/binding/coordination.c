/*
 * Segments -> bound quantities. What is carried, and how far:
 *
 *   scope      a region to the end of the sentence, a place up to a semicolon, others not at all
 *   action     along a list; over a comma only from a verb with a counted thing to a counted thing
 *   indicator  to what leaves it out, in the same paragraph; else the node's heading
 *
 * An indicator that is a list, under "respectively" or with one rate for several, gives a record
 * for each of its parts.
 */
#include "extract/records/binding/coordination.h"

#include "extract/records/binding/emit.h"

#define PARTS_MAX 12

typedef struct {
    duban_binding *binding;
    uint32_t node;
    duban_span paragraph;
    uint32_t sentence; /* where it starts */
    duban_span scope;
    duban_reach reach;
    duban_frame last; /* of the clause that may be continued; action set where it can be carried */
    duban_span indicator;
    duban_span parts[PARTS_MAX]; /* of an indicator whose quantities follow one by one */
    uint32_t part_count, part_next;
} walk;

static void forget_action(walk *w) { w->last = (duban_frame){.action = DUBAN_SPAN_NONE}; }

static void take_scope(walk *w, const duban_frame *frame) {
    duban_reach reach = duban_words_reach(&w->binding->words, w->binding->mask, frame->scope);
    if (!duban_span_is_set(frame->scope) || reach == DUBAN_REACH_CLAUSE) return;
    w->scope = frame->scope;
    w->reach = reach;
}

/* What ends with the punctuation before a clause. */
static void enter_clause(walk *w, const duban_clause *clause) {
    if (clause->before == DUBAN_JOINT_STOP) {
        w->sentence = clause->span.start;
        w->scope = DUBAN_SPAN_NONE;
    }
    if (clause->before == DUBAN_JOINT_SEMICOLON && w->reach == DUBAN_REACH_PLACE)
        w->scope = DUBAN_SPAN_NONE;
    if (clause->before != DUBAN_JOINT_COMMA) {
        forget_action(w);
        w->part_count = 0;
    }
    w->part_next = 0;
}

static bool is_counted(const duban_binding *b, const duban_segment *segment) {
    const char *dimension = b->quantities.items[segment->quantity].dimension;
    return !dimension || dimension[0] == 'c';
}

static duban_span action_of(const walk *w, const duban_segment *segment, const duban_frame *frame) {
    if (duban_span_is_set(frame->action)) return frame->action;
    if (!duban_span_is_set(w->last.action)) return DUBAN_SPAN_NONE;
    bool alike = frame->noun == w->last.noun || frame->form == DUBAN_FORM_LISTED;
    if (segment->before == DUBAN_JOINT_LIST) return alike ? w->last.action : DUBAN_SPAN_NONE;
    bool things = frame->form == DUBAN_FORM_ITEM && w->last.form == DUBAN_FORM_MAKE &&
                  w->last.noun == DUBAN_THING && frame->noun == DUBAN_THING;
    return segment->before == DUBAN_JOINT_COMMA && things && is_counted(w->binding, segment)
               ? w->last.action
               : DUBAN_SPAN_NONE;
}

static duban_span indicator_of(walk *w, const duban_frame *frame) {
    if (duban_span_is_set(frame->indicator)) return frame->indicator;
    if (w->part_next < w->part_count) return w->parts[w->part_next++];
    if (duban_span_is_set(w->indicator)) return w->indicator;
    return w->binding->outline->nodes[w->node].heading;
}

static bool is_distributed(const walk *w, const duban_frame *frame, duban_span before) {
    const duban_binding *b = w->binding;
    if (frame->form != DUBAN_FORM_REACH && frame->form != DUBAN_FORM_CHANGE &&
        frame->form != DUBAN_FORM_MEASURE)
        return false;
    return duban_words_has(&b->words, b->mask, before, "respectively");
}

/* Parts that end with no rate are heads of the next one: they are joined to it. */
static uint32_t join_parts(const walk *w, duban_span *parts, uint32_t count) {
    uint32_t kept = 0;
    bool open = false;
    for (uint32_t i = 0; i < count; i++) {
        if (open)
            parts[kept].end = parts[i].end;
        else
            parts[kept] = parts[i];
        open = duban_words_noun(&w->binding->words, w->binding->mask, parts[i]) != DUBAN_RATE;
        if (!open) kept++;
    }
    return open ? 1 : kept;
}

/* The indicators that one segment has: one, or those of a list that shares its quantity. */
static uint32_t spread(walk *w, const duban_segment *segment, const duban_frame *frame,
                       uint32_t following, duban_span *out) {
    const duban_binding *b = w->binding;
    out[0] = indicator_of(w, frame);
    if (!duban_span_is_set(out[0]) || !duban_span_is_set(frame->indicator)) return 1;
    duban_span parts[PARTS_MAX];
    uint32_t count = duban_words_split(&b->words, b->mask, frame->indicator, parts, PARTS_MAX);
    duban_span before = {segment->span.start, b->quantities.items[segment->quantity].span.start};
    bool each = is_distributed(w, frame, before);
    if (!each && frame->noun != DUBAN_RATE) return 1;
    if (!each && frame->form == DUBAN_FORM_CHANGE) return 1;
    if (!each || following > 0) {
        if (!each) count = join_parts(w, parts, count);
        if (each && count == following + 1) {
            for (uint32_t i = 0; i < count; i++) w->parts[i] = parts[i];
            w->part_count = count;
            w->part_next = 1;
            out[0] = parts[0];
            return 1;
        }
        if (each) return 1;
    }
    for (uint32_t i = 0; i < count; i++) out[i] = parts[i];
    return count > 0 ? count : 1;
}

static void remember(walk *w, const duban_frame *frame, duban_span indicator, duban_span action) {
    if (frame->form == DUBAN_FORM_SUM) return;
    if (duban_span_is_set(frame->indicator) && w->part_next == 0) w->part_count = 0;
    w->indicator = indicator;
    w->last = *frame;
    w->last.action = action;
    if (frame->form == DUBAN_FORM_LISTED || frame->form == DUBAN_FORM_ITEM)
        w->last.form = DUBAN_FORM_MAKE;
}

static void bind_segment(walk *w, const duban_segment *segment, uint32_t following,
                         const duban_clause *clause) {
    duban_binding *b = w->binding;
    duban_frame frame;
    if (!duban_segment_frame(b, segment, &frame)) return;
    if (frame.form == DUBAN_FORM_NONE) {
        b->explained[segment->quantity] = true;
        return;
    }
    if (frame.form == DUBAN_FORM_SCOPE) return;
    take_scope(w, &frame);
    duban_span indicators[PARTS_MAX];
    duban_span action = action_of(w, segment, &frame);
    uint32_t count = spread(w, segment, &frame, following, indicators);
    for (uint32_t i = 0; i < count; i++)
        duban_tied_emit(b, &(duban_tied){
                               .node = w->node,
                               .paragraph = w->paragraph,
                               .clause = clause->span,
                               .sentence = {w->sentence, clause->span.end},
                               .quantity = segment->quantity,
                               .form = frame.form,
                               .rule = frame.rule,
                               .indicator = indicators[i],
                               .action = action,
                               .scope = duban_span_is_set(frame.scope) ? frame.scope : w->scope,
                           });
    remember(w, &frame, indicators[count - 1], action);
}

static void read_clause(void *context, const duban_clause *clause) {
    walk *w = context;
    walk outer = *w;
    enter_clause(w, clause);
    duban_segments segments = duban_clause_segments(w->binding, clause);
    duban_frame frame;
    if (segments.count == 0) {
        if (clause->depth == 0 && duban_frame_find(w->binding, clause->span, &frame)) {
            take_scope(w, &frame);
            if (duban_span_is_set(frame.indicator)) w->indicator = frame.indicator;
        }
        forget_action(w);
    }
    for (uint32_t i = 0; i < segments.count; i++) {
        uint32_t following = 0;
        while (i + following + 1 < segments.count &&
               segments.items[i + following + 1].before == DUBAN_JOINT_LIST)
            following++;
        bind_segment(w, &segments.items[i], following, clause);
    }
    if (clause->depth > 0) *w = outer;
}

void duban_paragraph_bind(duban_binding *binding, uint32_t node, duban_span paragraph) {
    walk w = {
        .binding = binding,
        .node = node,
        .paragraph = paragraph,
        .sentence = paragraph.start,
        .scope = DUBAN_SPAN_NONE,
        .indicator = DUBAN_SPAN_NONE,
    };
    forget_action(&w);
    uint32_t q = duban_quantity_from(&binding->quantities, paragraph.start);
    if (q == binding->quantities.count || binding->quantities.items[q].span.start >= paragraph.end)
        return;
    duban_clauses_read(binding, paragraph, read_clause, &w);
}
