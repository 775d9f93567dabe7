/* The state of a paragraph -> what its next segment leaves out. */
#include "extract/records/binding/carry.h"

#include <string.h>

/* The longest name of whom a share is of. */
#define PART_MAX 12

static duban_frame no_frame(void) {
    return (duban_frame){
        .action = DUBAN_SPAN_NONE, .scope = DUBAN_SPAN_NONE, .indicator = DUBAN_SPAN_NONE};
}

void duban_carry_forget(duban_carry *carry) { carry->last = carry->done = no_frame(); }

static bool same_word(const char *a, const char *b) { return a && b && strcmp(a, b) == 0; }

/* The heading, where it can be what an amount without an indicator is of. */
static duban_span heading_of(const duban_binding *b, const duban_node *node) {
    if (!duban_span_is_set(node->heading)) return DUBAN_SPAN_NONE;
    bool named = node->kind == DUBAN_NODE_TASK ||
                 duban_words_noun(&b->words, b->mask, node->heading) != DUBAN_THING;
    return named ? node->heading : DUBAN_SPAN_NONE;
}

duban_carry duban_carry_new(duban_binding *binding, const duban_node *node) {
    duban_carry carry = {
        .binding = binding,
        .heading = heading_of(binding, node),
        .scope = DUBAN_SPAN_NONE,
        .indicator = DUBAN_SPAN_NONE,
        .whole = DUBAN_SPAN_NONE,
    };
    duban_carry_forget(&carry);
    return carry;
}

/* Whether a clause goes on with parts of what was named ("among them ..."). */
static bool begins_part(const duban_binding *b, duban_span clause) {
    uint32_t n = 0;
    const char *hedge =
        duban_words_hedge(&b->words, b->mask + clause.start, duban_span_length(clause), &n);
    return hedge && strcmp(hedge, "among") == 0;
}

void duban_carry_enter(duban_carry *carry, const duban_clause *clause) {
    bool stops = clause->before == DUBAN_JOINT_STOP;
    bool pauses = clause->before == DUBAN_JOINT_SEMICOLON;
    if (stops) {
        carry->recent_count = 0;
        if (duban_span_is_set(carry->whole)) carry->indicator = carry->whole;
    }
    if (stops || (pauses && carry->reach == DUBAN_REACH_PLACE)) carry->scope = DUBAN_SPAN_NONE;
    if (stops || pauses) carry->among = false;
    if (begins_part(carry->binding, clause->span)) carry->among = true;
    if (clause->before != DUBAN_JOINT_COMMA) {
        duban_carry_forget(carry);
        carry->distribution = (duban_distribution){0};
    }
    carry->distribution.next = carry->distribution.place = 0;
}

/* Whether the scope is only a part of what was named: behind its indicator, or of one left out. */
static bool is_part(const duban_frame *frame) {
    return !duban_span_is_set(frame->indicator) ? frame->form == DUBAN_FORM_REACH
                                                : frame->scope.start > frame->indicator.start;
}

static void take_scope(duban_carry *c, const duban_frame *frame) {
    duban_reach reach = duban_words_reach(&c->binding->words, c->binding->mask, frame->scope);
    if (!duban_span_is_set(frame->scope) || reach == DUBAN_REACH_CLAUSE) return;
    if (reach == DUBAN_REACH_PLACE && is_part(frame)) return;
    c->scope = frame->scope;
    c->reach = reach;
}

void duban_carry_topic(duban_carry *carry, const duban_frame *frame) {
    take_scope(carry, frame);
    if (duban_span_is_set(frame->action)) {
        carry->done = *frame;
        return;
    }
    if (duban_span_is_set(frame->indicator)) carry->indicator = carry->whole = frame->indicator;
}

/* Whether the amount is one of what the last one was of, by its unit and by what was named. */
static bool is_shared(const duban_carry *c, const duban_piece *p) {
    const duban_binding *b = c->binding;
    const duban_quantity *now = &b->quantities.items[p->segment.quantity];
    if (c->recent_count == 0 || !same_word(now->unit, b->quantities.items[c->last_quantity].unit))
        return false;
    bool parts = duban_span_is_set(c->last.scope) && is_part(&c->last);
    if (p->segment.before == DUBAN_JOINT_LIST && parts) return true;
    bool goes_on = p->segment.before == DUBAN_JOINT_COMMA || p->segment.before == DUBAN_JOINT_LIST;
    duban_noun named = duban_words_noun(&b->words, b->mask, c->recent[c->recent_count - 1]);
    return goes_on && named == DUBAN_RATE && same_word(now->dimension, "ratio");
}

void duban_carry_settle(const duban_carry *carry, duban_piece *piece) {
    duban_frame *frame = &piece->frame;
    uint32_t amount = carry->binding->quantities.items[piece->segment.quantity].span.start;
    bool names = frame->form == DUBAN_FORM_REACH || frame->form == DUBAN_FORM_ITEM;
    if (!names || frame->noun == DUBAN_RATE || frame->noun == DUBAN_SIZE) return;
    if (!duban_span_is_set(frame->indicator) || duban_span_is_set(frame->scope) ||
        frame->indicator.end > amount || duban_span_length(frame->indicator) > PART_MAX)
        return;
    if (!is_shared(carry, piece)) return;
    frame->scope = frame->indicator;
    frame->indicator = DUBAN_SPAN_NONE;
    frame->form = DUBAN_FORM_REACH;
    frame->noun = carry->last.noun;
}

/* Whether the quantity counts as the last one did: by the same measure word, or both by words that
 * count almost anything. */
static bool is_counted_alike(const duban_carry *c, const duban_segment *segment) {
    const duban_binding *b = c->binding;
    const duban_quantity *now = &b->quantities.items[segment->quantity];
    const duban_quantity *last = &b->quantities.items[c->last_quantity];
    if (!duban_span_is_set(now->unit_span) || !duban_span_is_set(last->unit_span)) return false;
    if (same_word(now->dimension, "count") && same_word(now->unit, last->unit)) return true;
    return duban_words_is_generic(&b->words, b->flow->fold, now->unit_span) &&
           duban_words_is_generic(&b->words, b->flow->fold, last->unit_span);
}

/* The bound that is the verb too, where a quantity begins with one ("exceed 3"). */
static duban_span exceeding(const duban_carry *c, const duban_piece *p) {
    const duban_binding *b = c->binding;
    duban_span quantity = b->quantities.items[p->segment.quantity].span;
    uint32_t n =
        duban_words_exceed(&b->words, b->flow->fold + quantity.start, duban_span_length(quantity));
    return n > 0 ? (duban_span){quantity.start, quantity.start + n} : DUBAN_SPAN_NONE;
}

/* Which dimension the indicator names; things and people, which are counted, are alike. */
static duban_noun dimension_of(const duban_frame *frame) {
    return frame->noun == DUBAN_PEOPLE ? DUBAN_THING : frame->noun;
}

/* Whether the piece goes on with the verb of the last one. */
static bool continues(const duban_carry *c, const duban_piece *p) {
    const duban_frame *now = &p->frame, *last = &c->last;
    if (p->segment.before == DUBAN_JOINT_LIST)
        return dimension_of(now) == dimension_of(last) || now->form == DUBAN_FORM_LISTED;
    return p->segment.before == DUBAN_JOINT_COMMA && now->form == DUBAN_FORM_ITEM &&
           !duban_span_is_set(now->scope) && last->form == DUBAN_FORM_MAKE &&
           last->noun == DUBAN_THING && now->noun == DUBAN_THING &&
           is_counted_alike(c, &p->segment);
}

duban_span duban_carry_scope(duban_carry *carry, const duban_piece *piece) {
    take_scope(carry, &piece->frame);
    if (duban_span_is_set(piece->frame.scope)) return piece->frame.scope;
    bool goes_on = piece->segment.before == DUBAN_JOINT_LIST ||
                   (!duban_span_is_set(piece->frame.action) && continues(carry, piece));
    return goes_on && duban_span_is_set(carry->last.scope) ? carry->last.scope : carry->scope;
}

duban_span duban_carry_action(const duban_carry *carry, const duban_piece *piece) {
    const duban_frame *frame = &piece->frame;
    duban_span exceeds = exceeding(carry, piece);
    bool bounded = duban_span_is_set(exceeds);
    if (duban_span_is_set(frame->action) && (frame->noun == DUBAN_THING || !bounded))
        return frame->action;
    if (frame->form == DUBAN_FORM_LISTED && duban_span_is_set(carry->done.action))
        return carry->done.action;
    bool leads = piece->segment.before != DUBAN_JOINT_LIST && frame->form == DUBAN_FORM_ITEM;
    if (!duban_span_is_set(carry->last.action) || (leads && bounded)) return exceeds;
    return continues(carry, piece) ? carry->last.action : exceeds;
}

/* The indicator of a piece that leaves it out. */
static duban_span elided(duban_carry *c) {
    duban_distribution *d = &c->distribution;
    if (d->next < d->count) return d->parts[d->next++];
    return duban_span_is_set(c->indicator) ? c->indicator : c->heading;
}

/* Whether the amount cannot be one of a rate, which is what was named last. */
static bool is_no_share(const duban_carry *c, const duban_quantity *quantity) {
    const duban_binding *b = c->binding;
    if (duban_words_noun(&b->words, b->mask, c->indicator) != DUBAN_RATE) return false;
    return same_word(quantity->dimension, "count") || same_word(quantity->dimension, "time");
}

/* An amount alone that bounds what the sentence has just named ("..., at most 100,000"). */
static bool is_bound_alone(const duban_carry *c, const duban_piece *p) {
    const duban_quantity *quantity = &c->binding->quantities.items[p->segment.quantity];
    bool done = duban_span_is_set(c->done.action);
    bool named = done || (c->recent_count > 0 && !is_no_share(c, quantity));
    return p->segment.before == DUBAN_JOINT_COMMA && named &&
           quantity->span.start < quantity->number.start && quantity->comparator != DUBAN_APPROX;
}

uint32_t duban_carry_indicators(duban_carry *carry, const duban_piece *piece, uint32_t following,
                                duban_span *out) {
    const duban_frame *frame = &piece->frame;
    if (duban_span_is_set(frame->indicator))
        return duban_distribution_spread(carry->binding, &piece->segment, frame, following,
                                         &carry->distribution, out);
    bool listed = piece->segment.before == DUBAN_JOINT_LIST;
    if (frame->form == DUBAN_FORM_LISTED && !listed && !is_bound_alone(carry, piece)) return 0;
    if (listed)
        carry->distribution.place++;
    else
        duban_distribution_resume(carry->binding, &piece->segment, frame, following, carry->recent,
                                  carry->recent_count, &carry->distribution);
    bool done =
        !listed && frame->form == DUBAN_FORM_LISTED && duban_span_is_set(carry->done.indicator);
    out[0] = done ? carry->done.indicator : elided(carry);
    return duban_span_is_set(out[0]) ? 1 : 0;
}

void duban_carry_remember(duban_carry *carry, const duban_carried *carried) {
    const duban_frame *frame = &carried->piece->frame;
    carry->done = no_frame();
    if (frame->form == DUBAN_FORM_SUM) {
        duban_carry_forget(carry);
        return;
    }
    const duban_binding *b = carry->binding;
    bool stands_in = duban_words_is_level(&b->words, b->mask, carried->indicator) &&
                     duban_span_is_set(carry->indicator); /* for the noun before it */
    if (!stands_in) carry->indicator = carried->indicator;
    if (!carry->among) carry->whole = carry->indicator;
    uint32_t n = carry->recent_count;
    bool again = n > 0 && carry->recent[n - 1].start == carried->indicator.start;
    if (!again && n < DUBAN_PARTS_MAX) carry->recent[carry->recent_count++] = carried->indicator;
    carry->last = *frame;
    carry->last_quantity = carried->piece->segment.quantity;
    carry->last.action = carried->action;
    carry->last.scope = carried->scope;
    if (frame->form == DUBAN_FORM_LISTED || frame->form == DUBAN_FORM_ITEM)
        carry->last.form = DUBAN_FORM_MAKE;
}
