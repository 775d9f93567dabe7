/* Pieces of a clause -> the same, with what the others of their list say for them. */
#include "extract/records/binding/listing.h"

#include <string.h>

#include "extract/records/binding/distribution.h"

uint32_t duban_pieces_following(const duban_piece *pieces, uint32_t count, uint32_t index) {
    uint32_t n = 0;
    while (index + n + 1 < count && n + 1 < DUBAN_PARTS_MAX &&
           pieces[index + n + 1].segment.before == DUBAN_JOINT_LIST)
        n++;
    return n;
}

static duban_quantity *quantity_of(const duban_binding *b, const duban_piece *piece) {
    return &b->quantities.items[piece->segment.quantity];
}

static bool same_unit(const duban_quantity *a, const duban_quantity *b) {
    return a->unit && b->unit && strcmp(a->unit, b->unit) == 0;
}

/* Whether the amount goes on with the one before it: it stands alone, or counts by the same word
 * and nothing of its own stands before it. */
static bool goes_on(const duban_binding *b, const duban_piece *before, const duban_piece *piece) {
    const duban_frame *frame = &piece->frame;
    if (piece->found && frame->form == DUBAN_FORM_LISTED) return true;
    if (!same_unit(quantity_of(b, before), quantity_of(b, piece))) return false;
    return !piece->found ||
           (frame->form == DUBAN_FORM_ITEM && duban_span_is_set(frame->indicator) &&
            frame->indicator.start >= quantity_of(b, piece)->span.end);
}

/* Amounts that go on with a threshold are thresholds too. */
static void spread_threshold(const duban_binding *b, duban_piece *pieces, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        const duban_piece *before = &pieces[i - 1];
        if (!before->found || before->frame.form != DUBAN_FORM_NONE ||
            pieces[i].segment.before != DUBAN_JOINT_LIST || !goes_on(b, before, &pieces[i]))
            continue;
        pieces[i].frame = before->frame;
        pieces[i].found = true;
    }
}

/* A measure before a threshold is one too; things counted before it are not ("50 of them, of over
 * 100 million 5"). */
static void lend_threshold(const duban_binding *b, duban_piece *pieces, uint32_t count) {
    for (uint32_t i = count; i-- > 1;) {
        duban_form before = pieces[i - 1].frame.form;
        const char *dimension = quantity_of(b, &pieces[i - 1])->dimension;
        bool counts = dimension && strcmp(dimension, "count") == 0;
        if (pieces[i].frame.form == DUBAN_FORM_NONE && pieces[i].found && !counts &&
            pieces[i].segment.before == DUBAN_JOINT_LIST &&
            pieces[i].segment.span.start != pieces[i - 1].segment.span.start &&
            (before == DUBAN_FORM_MEASURE || before == DUBAN_FORM_ITEM))
            pieces[i - 1].frame.form = DUBAN_FORM_NONE;
    }
}

/* Whether the piece is an amount that leaves out what it is of. */
static bool is_bare(const duban_piece *piece) {
    return !piece->found ||
           (piece->frame.form != DUBAN_FORM_NONE && !duban_span_is_set(piece->frame.indicator));
}

/* Whether nothing stands between the two ("10 kinds 30 items of work"). */
static bool touches(const duban_quantity *a, const duban_quantity *b) {
    return a->span.end == b->span.start;
}

/* Whether the amount leaves out its noun behind a verb of its own ("gives 15%"). */
static bool is_given(const duban_piece *piece) {
    return piece->found && piece->frame.form == DUBAN_FORM_LISTED &&
           duban_span_is_set(piece->frame.action);
}

/* The noun behind the last amount of a list, for those before it that have none. */
static void lend_noun(const duban_binding *b, duban_piece *list, uint32_t count) {
    const duban_piece *last = &list[count - 1];
    const duban_quantity *quantity = quantity_of(b, last);
    duban_span noun = last->frame.indicator;
    if (!last->found || !duban_span_is_set(noun) || noun.start < quantity->span.end) return;
    for (uint32_t i = 0; i + 1 < count; i++)
        if (!is_bare(&list[i]) ||
            (!same_unit(quantity_of(b, &list[i]), quantity) &&
             !touches(quantity_of(b, &list[i]), quantity) && !is_given(&list[i])))
            return;
    for (uint32_t i = 0; i + 1 < count; i++) {
        if (!list[i].found) list[i].frame = last->frame;
        list[i].found = true;
        list[i].frame.indicator = noun;
        list[i].frame.noun = last->frame.noun;
    }
}

/* The verb before the first amount of a list, for the last one, which has the noun ("gives 15%, at
 * most 5 million of support"). */
static void lend_gift(duban_piece *list, uint32_t count) {
    duban_frame *last = &list[count - 1].frame;
    if (!is_given(&list[0]) || !list[count - 1].found || last->form != DUBAN_FORM_MAKE ||
        duban_span_is_set(last->action) || !duban_span_is_set(last->indicator))
        return;
    last->action = list[0].frame.action;
}

/* The verb behind the last noun of a list, for the nouns before it ("95% of A and 90% of B set up
 * C"). */
static void lend_verb(const duban_binding *b, duban_piece *list, uint32_t count) {
    const duban_piece *last = &list[count - 1];
    if (!last->found || !duban_span_is_set(last->frame.action) ||
        !duban_span_is_set(last->frame.indicator) ||
        last->frame.action.start < last->frame.indicator.end)
        return;
    for (uint32_t i = 0; i + 1 < count; i++) {
        duban_frame *frame = &list[i].frame;
        if (!list[i].found || frame->form != DUBAN_FORM_ITEM || duban_span_is_set(frame->action) ||
            !duban_span_is_set(frame->indicator) ||
            frame->indicator.start < quantity_of(b, &list[i])->span.end)
            continue;
        frame->action = last->frame.action;
        frame->form = last->frame.form;
    }
}

/* The bound of one end of a list of amounts that are distributed, for all of them. */
static void lend_bound(duban_binding *b, const duban_piece *list, uint32_t count) {
    duban_quantity *first = quantity_of(b, &list[0]), *last = quantity_of(b, &list[count - 1]);
    duban_span before = {list[0].segment.span.start, first->span.start};
    if (!duban_words_has(&b->words, b->mask, before, "respectively")) return;
    bool leads = first->span.start < first->number.start && first->comparator != DUBAN_EQ;
    bool closes = last->span.start == last->number.start && last->comparator != DUBAN_EQ;
    if (leads == closes) return;
    duban_comparator comparator = leads ? first->comparator : last->comparator;
    for (uint32_t i = 0; i < count; i++) {
        duban_quantity *quantity = quantity_of(b, &list[i]);
        bool giver = quantity == (leads ? first : last);
        if (!giver && (quantity->comparator != DUBAN_EQ || !same_unit(quantity, first))) return;
    }
    for (uint32_t i = 0; i < count; i++) quantity_of(b, &list[i])->comparator = comparator;
}

void duban_pieces_settle(duban_binding *binding, duban_piece *pieces, uint32_t count) {
    lend_threshold(binding, pieces, count);
    spread_threshold(binding, pieces, count);
    for (uint32_t i = 0; i < count;) {
        uint32_t following = duban_pieces_following(pieces, count, i);
        if (following > 0) {
            lend_gift(pieces + i, following + 1);
            lend_noun(binding, pieces + i, following + 1);
            lend_bound(binding, pieces + i, following + 1);
            lend_verb(binding, pieces + i, following + 1);
        }
        i += following + 1;
    }
}
