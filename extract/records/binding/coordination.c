/*
 * Segments -> bound quantities. What is carried, and how far:
 *
 *   scope      a region to the end of the sentence, a place up to a semicolon, others not at all
 *   action     along a list; over a comma only from a verb with a counted thing to a counted thing
 *   indicator  to what leaves it out, in the same paragraph; else the task's heading
 *
 * A count before its noun without any verb, and an amount alone that no list goes on with, stay
 * unbound: they describe.
 */
#include "extract/records/binding/coordination.h"

#include <string.h>

#include "extract/records/binding/distribution.h"
#include "extract/records/binding/emit.h"
#include "extract/records/binding/listing.h"

typedef struct {
    duban_binding *binding;
    uint32_t node;
    duban_span paragraph;
    uint32_t sentence; /* where it starts */
    duban_span scope;
    duban_reach reach;
    duban_frame
        last; /* what a list or a comma may go on with; action set where it can be carried */
    duban_span indicator; /* the nearest explicit noun phrase */
    duban_span whole;     /* the nearest one that is no part of another ("among them ...") */
    duban_span recent[DUBAN_PARTS_MAX]; /* the sentence's, in order, as far as there is room */
    uint32_t recent_count;
    bool among;             /* parts of something are told */
    uint32_t last_quantity; /* of last */
    duban_distribution distribution;
} walk;

static void forget_action(walk *w) {
    w->last = (duban_frame){.action = DUBAN_SPAN_NONE, .scope = DUBAN_SPAN_NONE};
}

static void take_scope(walk *w, const duban_frame *frame) {
    duban_reach reach = duban_words_reach(&w->binding->words, w->binding->mask, frame->scope);
    if (!duban_span_is_set(frame->scope) || reach == DUBAN_REACH_CLAUSE) return;
    w->scope = frame->scope;
    w->reach = reach;
}

/* Whether a clause goes on with parts of what was named ("among them ..."). */
static bool begins_part(const duban_binding *b, duban_span clause) {
    uint32_t n = 0;
    const char *hedge =
        duban_words_hedge(&b->words, b->mask + clause.start, duban_span_length(clause), &n);
    return hedge && strcmp(hedge, "among") == 0;
}

/* What ends with the punctuation before a clause. */
static void enter_clause(walk *w, const duban_clause *clause) {
    if (clause->before == DUBAN_JOINT_STOP) {
        w->sentence = clause->span.start;
        w->scope = DUBAN_SPAN_NONE;
        w->recent_count = 0;
        if (duban_span_is_set(w->whole)) w->indicator = w->whole;
    }
    if (clause->before == DUBAN_JOINT_SEMICOLON && w->reach == DUBAN_REACH_PLACE)
        w->scope = DUBAN_SPAN_NONE;
    if (clause->before == DUBAN_JOINT_STOP || clause->before == DUBAN_JOINT_SEMICOLON)
        w->among = false;
    if (begins_part(w->binding, clause->span)) w->among = true;
    if (clause->before != DUBAN_JOINT_COMMA) {
        forget_action(w);
        w->distribution = (duban_distribution){0};
    }
    w->distribution.next = w->distribution.place = 0;
}

static bool same_word(const char *a, const char *b) { return a && b && strcmp(a, b) == 0; }

/* Whether the quantity counts as the last one did: by the same measure word, or both by words that
 * count almost anything. */
static bool is_counted_alike(const walk *w, const duban_segment *segment) {
    const duban_binding *b = w->binding;
    const duban_quantity *now = &b->quantities.items[segment->quantity];
    const duban_quantity *last = &b->quantities.items[w->last_quantity];
    if (!duban_span_is_set(now->unit_span) || !duban_span_is_set(last->unit_span)) return false;
    if (same_word(now->dimension, "count") && same_word(now->unit, last->unit)) return true;
    return duban_words_is_generic(&b->words, b->flow->fold, now->unit_span) &&
           duban_words_is_generic(&b->words, b->flow->fold, last->unit_span);
}

/* The bound that is the verb too, where a quantity begins with one ("exceed 3"). */
static duban_span exceeding(const walk *w, const duban_piece *p) {
    const duban_binding *b = w->binding;
    duban_span quantity = b->quantities.items[p->segment.quantity].span;
    uint32_t n =
        duban_words_exceed(&b->words, b->flow->fold + quantity.start, duban_span_length(quantity));
    return n > 0 ? (duban_span){quantity.start, quantity.start + n} : DUBAN_SPAN_NONE;
}

static duban_span action_of(const walk *w, const duban_piece *p) {
    const duban_frame *frame = &p->frame;
    bool governed = frame->noun == DUBAN_THING || !duban_span_is_set(exceeding(w, p));
    if (duban_span_is_set(frame->action) && governed) return frame->action;
    bool leads = p->segment.before != DUBAN_JOINT_LIST && frame->form == DUBAN_FORM_ITEM;
    duban_span exceeds = exceeding(w, p);
    if (!duban_span_is_set(w->last.action) || (leads && duban_span_is_set(exceeds))) return exceeds;
    bool alike = frame->noun == w->last.noun || frame->form == DUBAN_FORM_LISTED;
    bool things = frame->form == DUBAN_FORM_ITEM && w->last.form == DUBAN_FORM_MAKE &&
                  w->last.noun == DUBAN_THING && frame->noun == DUBAN_THING &&
                  is_counted_alike(w, &p->segment);
    bool carried = (p->segment.before == DUBAN_JOINT_LIST && alike) ||
                   (p->segment.before == DUBAN_JOINT_COMMA && things);
    if (!carried) return exceeds;
    return w->last.action;
}

/* The heading, where it can be what an amount without an indicator is of. */
static duban_span heading_of(const walk *w) {
    const duban_node *node = &w->binding->outline->nodes[w->node];
    if (!duban_span_is_set(node->heading)) return DUBAN_SPAN_NONE;
    bool named =
        node->kind == DUBAN_NODE_TASK ||
        duban_words_noun(&w->binding->words, w->binding->mask, node->heading) != DUBAN_THING;
    return named ? node->heading : DUBAN_SPAN_NONE;
}

/* The indicator of a segment that leaves it out. */
static duban_span elided(walk *w) {
    duban_distribution *d = &w->distribution;
    duban_span found = d->next < d->count                ? d->parts[d->next++]
                       : duban_span_is_set(w->indicator) ? w->indicator
                                                         : heading_of(w);
    if (duban_span_is_set(found))
        duban_binding_note(w->binding, NULL, found, "indicator left out; taken from here");
    return found;
}

/* An amount alone that bounds what the sentence has just named ("..., at most 100,000"). */
static bool is_bound_alone(const walk *w, const duban_piece *p) {
    const duban_quantity *quantity = &w->binding->quantities.items[p->segment.quantity];
    return p->segment.before == DUBAN_JOINT_COMMA && w->recent_count > 0 &&
           quantity->span.start < quantity->number.start && quantity->comparator != DUBAN_APPROX;
}

/* The indicators of a segment; 0 if it is bound to none. */
static uint32_t indicators_of(walk *w, const duban_piece *p, uint32_t following, duban_span *out) {
    if (duban_span_is_set(p->frame.indicator))
        return duban_distribution_spread(w->binding, &p->segment, &p->frame, following,
                                         &w->distribution, out);
    bool listed = p->segment.before == DUBAN_JOINT_LIST;
    if (p->frame.form == DUBAN_FORM_LISTED && !listed && !is_bound_alone(w, p)) return 0;
    if (listed)
        w->distribution.place++;
    else
        duban_distribution_resume(w->binding, &p->segment, &p->frame, following, w->recent,
                                  w->recent_count, &w->distribution);
    out[0] = elided(w);
    return duban_span_is_set(out[0]) ? 1 : 0;
}

/* A size that says which things are meant ("villages of over 50 households"). */
static bool is_class(const duban_quantity *quantity, const duban_frame *frame) {
    static const char *const sizes[] = {"household", "money"};
    if (frame->noun != DUBAN_THING || quantity->comparator == DUBAN_EQ ||
        quantity->comparator == DUBAN_APPROX || !quantity->dimension)
        return false;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (strcmp(quantity->dimension, sizes[i]) == 0) return true;
    return false;
}

/* A count before its noun that nothing governs, or that only says which things are meant; the
 * latter is thereby explained. */
static bool is_described(const walk *w, const duban_piece *p, duban_span action,
                         const duban_clause *clause) {
    duban_binding *b = w->binding;
    const duban_quantity *quantity = &b->quantities.items[p->segment.quantity];
    bool counts = p->frame.form == DUBAN_FORM_ITEM || p->frame.form == DUBAN_FORM_MAKE;
    bool graded = quantity->magnitude && !same_word(quantity->dimension, "money");
    bool before = counts && duban_span_is_set(p->frame.indicator) &&
                  p->frame.indicator.start >= quantity->span.end;
    if (!graded && !before) return false;
    if (graded || is_class(quantity, &p->frame)) {
        b->explained[p->segment.quantity] = true;
        duban_binding_note(b, p->frame.rule, quantity->span, "says which things are meant");
        return true;
    }
    return p->frame.form == DUBAN_FORM_ITEM && !duban_span_is_set(action) && clause->depth == 0;
}

static void remember(walk *w, const duban_frame *frame, duban_span indicator, duban_span action,
                     duban_span scope, uint32_t quantity) {
    if (frame->form == DUBAN_FORM_SUM) {
        forget_action(w);
        return;
    }
    w->indicator = indicator;
    if (!w->among) w->whole = indicator;
    bool again = w->recent_count > 0 && w->recent[w->recent_count - 1].start == indicator.start;
    if (!again && w->recent_count < DUBAN_PARTS_MAX) w->recent[w->recent_count++] = indicator;
    w->last = *frame;
    w->last_quantity = quantity;
    w->last.action = action;
    w->last.scope = scope;
    if (frame->form == DUBAN_FORM_LISTED || frame->form == DUBAN_FORM_ITEM)
        w->last.form = DUBAN_FORM_MAKE;
}

/* A scope that reaches no further than its clause still holds for the list that it heads. */
static duban_span scope_of(const walk *w, const duban_piece *p) {
    if (duban_span_is_set(p->frame.scope)) return p->frame.scope;
    bool listed = p->segment.before == DUBAN_JOINT_LIST && duban_span_is_set(w->last.scope);
    return listed ? w->last.scope : w->scope;
}

static void bind_piece(walk *w, const duban_piece *p, uint32_t following,
                       const duban_clause *clause, duban_tense tense) {
    take_scope(w, &p->frame);
    duban_span action = action_of(w, p);
    if (is_described(w, p, action, clause)) return;
    duban_span indicators[DUBAN_PARTS_MAX];
    uint32_t count = indicators_of(w, p, following, indicators);
    duban_tied tied = {
        .node = w->node,
        .paragraph = w->paragraph,
        .clause = clause->span,
        .sentence = {w->sentence, clause->span.end},
        .tense = tense,
        .quantity = p->segment.quantity,
        .form = p->frame.form,
        .rule = p->frame.rule,
        .action = action,
        .scope = scope_of(w, p),
        .series = w->distribution.series,
        .place = w->distribution.place,
    };
    for (uint32_t i = 0; i < count; i++) {
        tied.indicator = indicators[i];
        duban_tied_emit(w->binding, &tied);
    }
    if (count > 0)
        remember(w, &p->frame, indicators[count - 1], action, tied.scope, p->segment.quantity);
}

static void bind_pieces(walk *w, duban_piece *pieces, uint32_t count, const duban_clause *clause) {
    duban_role role = w->binding->outline->nodes[w->node].role;
    duban_span sentence = {w->sentence, clause->span.end};
    duban_tense tense = duban_tense_of(w->binding, role, sentence);
    duban_pieces_settle(w->binding, pieces, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t following = duban_pieces_following(pieces, count, i);
        if (!pieces[i].found) continue;
        if (pieces[i].frame.form == DUBAN_FORM_NONE)
            w->binding->explained[pieces[i].segment.quantity] = true;
        else if (pieces[i].frame.form != DUBAN_FORM_SCOPE)
            bind_piece(w, &pieces[i], following, clause, tense);
    }
}

/* A clause without a quantity: what it names rules the clauses after it. */
static void read_topic(walk *w, const duban_clause *clause) {
    duban_frame frame;
    forget_action(w);
    if (clause->depth > 0 || !duban_frame_find(w->binding, clause->span, &frame)) return;
    take_scope(w, &frame);
    if (duban_span_is_set(frame.indicator)) w->indicator = w->whole = frame.indicator;
}

static void read_clause(void *context, const duban_clause *clause) {
    walk *w = context;
    walk outer = *w;
    enter_clause(w, clause);
    duban_segments segments = duban_clause_segments(w->binding, clause);
    duban_piece *pieces =
        duban_arena_alloc(w->binding->arena, (segments.count + 1) * sizeof *pieces);
    for (uint32_t i = 0; i < segments.count; i++) {
        pieces[i].segment = segments.items[i];
        pieces[i].found = duban_segment_frame(w->binding, &pieces[i].segment, &pieces[i].frame);
    }
    if (segments.count == 0)
        read_topic(w, clause);
    else
        bind_pieces(w, pieces, segments.count, clause);
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
        .whole = DUBAN_SPAN_NONE,
    };
    forget_action(&w);
    uint32_t q = duban_quantity_from(&binding->quantities, paragraph.start);
    if (q == binding->quantities.count || binding->quantities.items[q].span.start >= paragraph.end)
        return;
    duban_clauses_read(binding, paragraph, read_clause, &w);
}
