/*
 * Paragraph -> bound quantities: clause by clause, segment by segment, each with what its frame
 * says (frame.h), what the others of its list say (listing.h) and what was said before (carry.h).
 *
 * A count before its noun without any verb, and an amount alone that no list goes on with, stay
 * unbound: they describe.
 */
#include "extract/records/binding/coordination.h"

#include <string.h>

#include "extract/records/binding/aside.h"
#include "extract/records/binding/carry.h"
#include "extract/records/binding/emit.h"

typedef struct {
    duban_binding *binding;
    uint32_t node;
    duban_span paragraph;
    uint32_t sentence; /* where it starts */
    duban_carry carry;
    bool inside;       /* brackets are being read */
    duban_carry outer; /* then: what was said before them */
    uint32_t outer_sentence;
    duban_asides asides;
} walk;

/* A size that says which things are meant ("villages of over 50 households", "mines of under
 * 300,000 tons a year"). */
static bool is_class(const duban_quantity *quantity, const duban_frame *frame) {
    static const char *const sizes[] = {"household", "money"};
    if (frame->noun != DUBAN_THING || quantity->comparator == DUBAN_EQ ||
        quantity->comparator == DUBAN_APPROX || !quantity->dimension)
        return false;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (strcmp(quantity->dimension, sizes[i]) == 0) return true;
    return quantity->unit && strchr(quantity->unit, '/');
}

/* A grade ("of the class of ten thousand tons"): no sum of money, nothing that is counted. */
static bool is_grade(const duban_quantity *quantity) {
    return quantity->magnitude && !duban_tied_is_sum(quantity);
}

/* A count before its noun that nothing governs, or an amount that only says which things are
 * meant; the latter is thereby explained. */
static bool is_described(duban_binding *b, const duban_piece *p, duban_span action,
                         const duban_clause *clause) {
    const duban_quantity *quantity = &b->quantities.items[p->segment.quantity];
    bool counts = p->frame.form == DUBAN_FORM_ITEM || p->frame.form == DUBAN_FORM_MAKE;
    bool before = counts && duban_span_is_set(p->frame.indicator) &&
                  p->frame.indicator.start >= quantity->span.end;
    if (is_grade(quantity) || (before && is_class(quantity, &p->frame))) {
        b->explained[p->segment.quantity] = true;
        duban_binding_note(b, p->frame.rule, quantity->span, "says which things are meant");
        return true;
    }
    /* A figure before a noun that is counted by measure words is part of a name. */
    if (before && quantity->bare && p->frame.noun == DUBAN_THING) return true;
    return before && p->frame.form == DUBAN_FORM_ITEM && !duban_span_is_set(action) &&
           clause->depth == 0;
}

/* The place of this one in a series, where the scope lists as many places as the series is long. */
static duban_span scope_in_series(const duban_binding *b, const duban_tied *tied) {
    duban_span parts[DUBAN_PARTS_MAX];
    if (!duban_span_is_set(tied->scope) || tied->series < 2 || tied->place >= tied->series)
        return tied->scope;
    uint32_t count = duban_words_split(&b->words, b->mask, tied->scope, parts, DUBAN_PARTS_MAX);
    return count == tied->series ? parts[tied->place] : tied->scope;
}

/* What brackets behind the amount say was measured is of the same indicator. */
static void bind_aside(walk *w, const duban_tied *promised) {
    uint32_t end = w->binding->quantities.items[promised->quantity].span.end;
    uint32_t quantity = duban_asides_take(&w->asides, end);
    if (quantity == UINT32_MAX) return;
    duban_tied measured = *promised;
    measured.quantity = quantity;
    measured.form = DUBAN_FORM_FROM;
    measured.action = DUBAN_SPAN_NONE;
    measured.series = 0;
    duban_tied_emit(w->binding, &measured);
}

static void bind_piece(walk *w, const duban_piece *p, uint32_t following,
                       const duban_clause *clause, duban_tense tense) {
    duban_span indicators[DUBAN_PARTS_MAX];
    duban_carried carried = {.piece = p,
                             .scope = duban_carry_scope(&w->carry, p),
                             .action = duban_carry_action(&w->carry, p)};
    if (is_described(w->binding, p, carried.action, clause)) {
        if (!duban_span_is_set(carried.action)) duban_carry_forget(&w->carry);
        return;
    }
    uint32_t count = duban_carry_indicators(&w->carry, p, following, indicators);
    duban_tied tied = {
        .node = w->node,
        .paragraph = w->paragraph,
        .clause = clause->span,
        .sentence = {w->sentence, clause->span.end},
        .tense = tense,
        .quantity = p->segment.quantity,
        .form = p->frame.form,
        .rule = p->frame.rule,
        .action = carried.action,
        .scope = carried.scope,
        .series = w->carry.distribution.series,
        .place = w->carry.distribution.place,
    };
    tied.scope = scope_in_series(w->binding, &tied);
    for (uint32_t i = 0; i < count; i++) {
        tied.indicator = carried.indicator = indicators[i];
        duban_tied_emit(w->binding, &tied);
    }
    if (count > 0) duban_carry_remember(&w->carry, &carried);
    if (count == 1) bind_aside(w, &tied);
}

static void bind_pieces(walk *w, duban_piece *pieces, uint32_t count, const duban_clause *clause) {
    duban_role role = w->binding->outline->nodes[w->node].role;
    duban_span sentence = {w->sentence, clause->span.end};
    duban_tense tense = duban_tense_of(w->binding, role, sentence);
    duban_pieces_settle(w->binding, pieces, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t following = duban_pieces_following(pieces, count, i);
        if (!pieces[i].found) {
            duban_carry_forget(&w->carry);
            continue;
        }
        if (pieces[i].frame.form == DUBAN_FORM_NONE)
            w->binding->explained[pieces[i].segment.quantity] = true;
        else if (pieces[i].frame.form != DUBAN_FORM_SCOPE) {
            duban_carry_settle(&w->carry, &pieces[i]);
            bind_piece(w, &pieces[i], following, clause, tense);
        }
    }
}

/* A clause without a quantity: what it names rules the clauses after it. */
static void read_topic(walk *w, const duban_clause *clause) {
    duban_frame frame;
    duban_carry_forget(&w->carry);
    if (clause->depth == 0 && duban_frame_find(w->binding, clause->span, &frame))
        duban_carry_topic(&w->carry, &frame);
}

/* What brackets say is theirs: behind them, and in the next ones, the text goes on as before them.
 */
static void cross_brackets(walk *w, const duban_clause *clause) {
    bool leaves = clause->depth == 0 || clause->before == DUBAN_JOINT_OPEN;
    if (w->inside && leaves) {
        w->carry = w->outer;
        w->sentence = w->outer_sentence;
    } else if (clause->depth > 0 && !w->inside) {
        w->outer = w->carry;
        w->outer_sentence = w->sentence;
    }
    w->inside = clause->depth > 0;
}

static void read_clause(void *context, const duban_clause *clause) {
    walk *w = context;
    cross_brackets(w, clause);
    if (clause->before == DUBAN_JOINT_STOP) w->sentence = clause->span.start;
    duban_carry_enter(&w->carry, clause);
    duban_segments segments = duban_clause_segments(w->binding, clause);
    duban_piece *pieces =
        duban_arena_alloc(w->binding->arena, (segments.count + 1) * sizeof *pieces);
    for (uint32_t i = 0; i < segments.count; i++) {
        pieces[i].segment = segments.items[i];
        pieces[i].found = duban_segment_frame(w->binding, &pieces[i].segment, &pieces[i].frame);
    }
    if (segments.count == 1 &&
        duban_asides_keep(&w->asides, w->binding, clause, &segments.items[0]))
        return;
    if (segments.count == 0)
        read_topic(w, clause);
    else
        bind_pieces(w, pieces, segments.count, clause);
    if (clause->depth == 0) w->asides.count = 0;
}

void duban_paragraph_bind(duban_binding *binding, uint32_t node, duban_span paragraph) {
    uint32_t q = duban_quantity_from(&binding->quantities, paragraph.start);
    if (q == binding->quantities.count || binding->quantities.items[q].span.start >= paragraph.end)
        return;
    walk w = {
        .binding = binding,
        .node = node,
        .paragraph = paragraph,
        .sentence = paragraph.start,
        .carry = duban_carry_new(binding, &binding->outline->nodes[node]),
    };
    duban_clauses_read(binding, paragraph, read_clause, &w);
}
