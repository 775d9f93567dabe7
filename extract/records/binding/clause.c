/*
 * Paragraph -> clauses -> segments. Joints come from rules/vocab/clausejoints.tsv. A list joint
 * cuts a clause only beside a quantity ("V N Q, N Q" after one, "V Q N, Q N" before one); the
 * others join nouns. A bracket that is never closed is no bracket.
 */
#include "extract/records/binding/clause.h"

#include "base/limits.h"

typedef struct {
    duban_binding *binding;
    duban_span paragraph;
    const uint32_t *closes; /* of the paragraph, by position from its start */
    void (*read)(void *, const duban_clause *);
    void *context;
} reader;

static duban_joint joint_at(const duban_binding *b, uint32_t i, uint32_t end, uint32_t *length) {
    return duban_words_joint(&b->words, b->mask + i, end - i, length);
}

/*
 * For each position of the paragraph that holds an opening bracket the position of its closing
 * one, else 0. One pass with a stack of what is open.
 */
static uint32_t *pair_brackets(const duban_binding *b, duban_span paragraph) {
    uint32_t length = duban_span_length(paragraph), n = 1, depth = 0;
    uint32_t *closes = duban_arena_alloc(b->arena, (length + 1) * sizeof *closes);
    uint32_t *open = duban_arena_alloc(b->arena, (length + 1) * sizeof *open);
    for (uint32_t i = paragraph.start; i < paragraph.end; i += n) {
        duban_joint joint = joint_at(b, i, paragraph.end, &n);
        if (joint == DUBAN_JOINT_OPEN) open[depth++] = i;
        if (joint != DUBAN_JOINT_CLOSE || depth == 0) continue;
        if (i - open[--depth] <= DUBAN_BRACKET_MAX) closes[open[depth] - paragraph.start] = i;
    }
    return closes;
}

static bool is_one_quantity(const duban_binding *b, duban_span inner) {
    uint32_t q = duban_quantity_from(&b->quantities, inner.start);
    if (q == b->quantities.count) return false;
    duban_span span = b->quantities.items[q].span;
    return span.start == inner.start && span.end == inner.end;
}

static bool holds_quantity(const duban_binding *b, duban_span span) {
    uint32_t q = duban_quantity_from(&b->quantities, span.start);
    return q < b->quantities.count && b->quantities.items[q].span.start < span.end;
}

static void emit(reader *r, duban_span span, duban_joint before, uint32_t depth) {
    if (duban_span_is_empty(span)) return;
    r->read(r->context, &(duban_clause){.span = span, .before = before, .depth = depth});
}

static void read_span(reader *r, duban_span span, uint32_t depth);

/* Reads what stands in brackets and masks it; returns the position after them. */
static uint32_t read_brackets(reader *r, uint32_t open, uint32_t end, uint32_t depth) {
    uint32_t close = r->closes[open - r->paragraph.start];
    if (close == 0 || close >= end || depth >= DUBAN_LEVELS_MAX) return open + 1;
    duban_span inner = {open + 1, close};
    if (is_one_quantity(r->binding, inner)) return close + 1;
    if (holds_quantity(r->binding, inner)) read_span(r, inner, depth + 1);
    duban_binding_mask(r->binding, (duban_span){open, close + 1}, DUBAN_MASK_NAME_HEAD,
                       DUBAN_MASK_NAME);
    return close + 1;
}

static void read_span(reader *r, duban_span span, uint32_t depth) {
    duban_joint before = depth > 0 ? DUBAN_JOINT_OPEN : DUBAN_JOINT_STOP;
    uint32_t start = span.start, n = 1;
    for (uint32_t i = span.start; i < span.end;) {
        duban_joint joint = joint_at(r->binding, i, span.end, &n);
        bool cuts = joint == DUBAN_JOINT_STOP || joint == DUBAN_JOINT_SEMICOLON ||
                    joint == DUBAN_JOINT_COMMA;
        if (joint == DUBAN_JOINT_OPEN) {
            i = read_brackets(r, i, span.end, depth);
            continue;
        }
        if (cuts) {
            emit(r, (duban_span){start, i}, before, depth);
            before = joint;
            start = i + n;
        }
        i += n;
    }
    emit(r, (duban_span){start, span.end}, before, depth);
}

void duban_clauses_read(duban_binding *binding, duban_span paragraph,
                        void (*read)(void *, const duban_clause *), void *context) {
    reader r = {.binding = binding,
                .paragraph = paragraph,
                .closes = pair_brackets(binding, paragraph),
                .read = read,
                .context = context};
    read_span(&r, paragraph, 0);
}

static bool is_list(duban_joint joint) {
    return joint == DUBAN_JOINT_LIST || joint == DUBAN_JOINT_AND;
}

/*
 * Where the gap between two quantities is cut: at the joint that the first ends with, else at the
 * last joint before the second. Sets the length of the joint; gap.end where there is none. A first
 * quantity that qualifies a noun ("Q of") is part of a longer phrase: then only a joint right
 * before the second cuts.
 */
static uint32_t cut_in(const duban_binding *b, duban_span gap, uint32_t *length) {
    uint32_t cut = gap.end, n = 1;
    bool qualifies =
        !duban_span_is_empty(gap) && joint_at(b, gap.start, gap.end, &n) == DUBAN_JOINT_OF;
    for (uint32_t i = gap.start; i < gap.end; i += n) {
        duban_joint joint = joint_at(b, i, gap.end, &n);
        bool stray = joint == DUBAN_JOINT_OPEN && i == gap.start; /* never closed, or masked */
        if (!is_list(joint) && !stray) continue;
        if (qualifies && i + n < gap.end) continue;
        cut = i;
        *length = n;
        if (i == gap.start) break;
    }
    return cut;
}

/* A segment, no longer than what is looked at around its quantity. */
static duban_span within_reach(duban_span segment, duban_span quantity) {
    if (quantity.start - segment.start > DUBAN_SEGMENT_REACH)
        segment.start = quantity.start - DUBAN_SEGMENT_REACH;
    if (segment.end - quantity.end > DUBAN_SEGMENT_REACH)
        segment.end = quantity.end + DUBAN_SEGMENT_REACH;
    return segment;
}

duban_segments duban_clause_segments(const duban_binding *b, const duban_clause *clause) {
    duban_segments list = {0};
    uint32_t first = duban_quantity_from(&b->quantities, clause->span.start);
    duban_segment next = {.span = clause->span, .before = clause->before};
    for (uint32_t q = first; q < b->quantities.count; q++) {
        duban_span here = b->quantities.items[q].span;
        if (here.start >= clause->span.end) break;
        /* What brackets masked is theirs, not the clause's. */
        if (b->mask[here.start] != DUBAN_MASK_QUANTITY_HEAD) continue;
        if (list.count > 0) {
            duban_segment *last = &list.items[list.count - 1];
            duban_span gap = {b->quantities.items[last->quantity].span.end, here.start};
            uint32_t length = 0, cut = cut_in(b, gap, &length);
            bool beside = duban_span_is_empty(gap) && !b->quantities.items[q].magnitude;
            if (cut < gap.end || beside) {
                for (uint32_t s = list.count; s-- > 0 && list.items[s].span.end > cut;)
                    list.items[s].span.end = cut;
                next = (duban_segment){.span = {cut + length, clause->span.end},
                                       .before = DUBAN_JOINT_LIST};
            }
        }
        list.items = duban_arena_grow(b->arena, list.items, &list.capacity, list.count + 1,
                                      sizeof *list.items);
        next.quantity = q;
        list.items[list.count++] = next;
    }
    for (uint32_t s = 0; s < list.count; s++)
        list.items[s].span =
            within_reach(list.items[s].span, b->quantities.items[list.items[s].quantity].span);
    return list;
}
