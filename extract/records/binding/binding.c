/*
 * Flow and outline -> the masked copy. Three passes over the nodes' own text, each seeing what the
 * one before it masked: names (rules of kind "name", and the units already read), times,
 * quantities. Times that only recur ("each year") stay readable: they are part of the grammar.
 */
#include "extract/records/binding/binding.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/search.h"

bool duban_binding_reads(const duban_binding *binding, const duban_node *node) {
    (void)binding;
    return node->form != DUBAN_TABLE && node->role != DUBAN_ROLE_ANNEX;
}

/* Whether what the heading says may be promised: not where a section reports, explains or tells
 * what rules. */
static bool reads_heading(const duban_node *node) {
    bool promises = node->role == DUBAN_ROLE_TASKS || node->role == DUBAN_ROLE_OBJECTIVES ||
                    node->role == DUBAN_ROLE_SAFEGUARDS;
    return node->stated || (promises && duban_span_is_set(node->heading));
}

uint32_t duban_binding_text_count(const duban_node *node) {
    return node->text_count + reads_heading(node);
}

duban_span duban_binding_text(const duban_binding *binding, const duban_node *node, uint32_t i) {
    return i < node->text_count ? binding->outline->texts[node->first_text + i] : node->heading;
}

void duban_binding_mask(duban_binding *binding, duban_span span, char16_t head, char16_t body) {
    for (uint32_t i = span.start; i < span.end; i++)
        binding->mask[i] = i == span.start ? head : body;
}

/* Calls read for each own paragraph of each node that may hold targets, in order. */
static void each_text(duban_binding *b, void (*read)(duban_binding *, duban_span)) {
    duban_matcher_set(b->matcher, b->mask, b->flow->length);
    for (uint32_t i = 0; i < b->outline->count; i++) {
        const duban_node *node = &b->outline->nodes[i];
        if (!duban_binding_reads(b, node)) continue;
        for (uint32_t t = 0; t < duban_binding_text_count(node); t++)
            read(b, duban_binding_text(b, node, t));
    }
}

static void *grow(duban_binding *b, void *items, uint32_t *capacity, uint32_t need, size_t size) {
    return need > *capacity ? duban_arena_grow(b->arena, items, capacity, need, size) : items;
}

static void read_quantities(duban_binding *b, duban_span text) {
    duban_quantities found = duban_quantity_read(b->matcher, text);
    duban_quantities *all = &b->quantities;
    all->items = grow(b, all->items, &all->capacity, all->count + found.count, sizeof *all->items);
    for (uint32_t i = 0; i < found.count; i++) all->items[all->count++] = found.items[i];
}

static void read_names(duban_binding *b, duban_span text) {
    duban_matches found = duban_match_best(b->matcher, DUBAN_RULE_NAME, text);
    duban_spans *all = &b->names;
    all->items = grow(b, all->items, &all->capacity, all->count + found.count, sizeof *all->items);
    for (uint32_t i = 0; i < found.count; i++) {
        duban_span name = duban_match_group(&found.items[i], "name");
        all->items[all->count++] = duban_span_is_set(name) ? name : found.items[i].span;
    }
}

static void mask_names(duban_binding *b) {
    for (uint32_t i = 0; i < b->names.count; i++)
        duban_binding_mask(b, b->names.items[i], DUBAN_MASK_NAME_HEAD, DUBAN_MASK_NAME);
    for (uint32_t i = 0; i < b->records->count; i++)
        if (b->records->items[i].kind == DUBAN_RECORD_UNIT)
            duban_binding_mask(b, b->records->items[i].span, DUBAN_MASK_NAME_HEAD, DUBAN_MASK_NAME);
}

static int quantity_by_start(const void *a, const void *b) {
    const duban_quantity *x = a, *y = b;
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

/* Whether the time begins or ends inside a name; one that holds a whole name ("during the plan") is
 * a time. */
static bool is_in_name(const duban_binding *b, duban_span time) {
    return b->mask[time.start] == DUBAN_MASK_NAME ||
           (time.end < b->flow->length && b->mask[time.end] == DUBAN_MASK_NAME);
}

/* The notice's times, but for those in names and in what has been read whole. */
static void take_times(duban_binding *b) {
    const duban_times *all = &b->records->times;
    duban_times *own = &b->times;
    own->items = duban_arena_alloc(b->arena, (all->count + 1) * sizeof *own->items);
    for (uint32_t i = 0; i < all->count; i++)
        if (!is_in_name(b, all->items[i].span) &&
            !duban_records_took(b->records, all->items[i].span))
            own->items[own->count++] = all->items[i];
}

/* A length of time that something comes to ("shortened to 3 days"): an amount. */
static bool is_amount(const duban_binding *b, const duban_time *time) {
    uint32_t entry = 0, before = time->span.start < 8 ? time->span.start : 8;
    const duban_vocab *hedges = b->words.hedges;
    if (!time->duration || time->by.year != 0 || !hedges) return false;
    uint32_t n =
        duban_vocab_longest_end(hedges, b->mask + time->span.start - before, before, &entry);
    return n > 0 && strcmp(duban_vocab_field(hedges, entry, "class"), "level") == 0;
}

/* Times that the grammar reads as words, or as amounts, are not masked. */
static bool is_masked(const duban_binding *b, const duban_time *time) {
    bool only_recurs = time->recurrence && time->by.year == 0 && !time->duration;
    return !only_recurs && !is_amount(b, time);
}

duban_binding duban_binding_make(const duban_flow *flow, const duban_outline *outline,
                                 const duban_meta *meta, duban_matcher *matcher,
                                 duban_records *records, duban_diags *diags) {
    duban_arena *arena = duban_matcher_arena(matcher);
    duban_binding b = {
        .flow = flow,
        .outline = outline,
        .meta = meta,
        .matcher = matcher,
        .arena = arena,
        .records = records,
        .diags = diags,
        .words = duban_words_of(duban_matcher_rules(matcher)),
        .money = duban_words_money(duban_matcher_rules(matcher)),
        .rulings = duban_rulings_make(records, arena),
        .mask = duban_arena_copy(arena, flow->fold, flow->length * sizeof *flow->fold),
    };
    for (uint32_t i = 0; i < records->taken_count; i++)
        duban_binding_mask(&b, records->taken[i], DUBAN_MASK_DROP, DUBAN_MASK_DROP);
    each_text(&b, read_names);
    mask_names(&b);
    take_times(&b);
    for (uint32_t i = 0; i < b.times.count; i++)
        if (is_masked(&b, &b.times.items[i]))
            duban_binding_mask(&b, b.times.items[i].span, DUBAN_MASK_TIME_HEAD, DUBAN_MASK_TIME);
    each_text(&b, read_quantities);
    if (b.quantities.count > 1)
        qsort(b.quantities.items, b.quantities.count, sizeof *b.quantities.items,
              quantity_by_start);
    for (uint32_t i = 0; i < b.quantities.count; i++)
        duban_binding_mask(&b, b.quantities.items[i].span, DUBAN_MASK_QUANTITY_HEAD,
                           DUBAN_MASK_QUANTITY);
    b.explained = duban_arena_alloc(arena, b.quantities.count + 1);
    return b;
}

uint32_t duban_quantity_from(const duban_quantities *quantities, uint32_t position) {
    return duban_search_from(quantities->items, quantities->count, sizeof *quantities->items,
                             offsetof(duban_quantity, span.start), position);
}

void duban_binding_note(duban_binding *binding, const duban_rule *rule, duban_span span,
                        const char *format, ...) {
    if (!binding->notes) return;
    char message[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    duban_diag_add(binding->notes,
                   (duban_diag){.severity = DUBAN_NOTE,
                                .stage = DUBAN_STAGE_RECORDS,
                                .rule = rule ? rule->id : NULL,
                                .span = span},
                   "%s", message);
}
