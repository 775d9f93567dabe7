/* Metadata, references, units and deadlines: lists paired in any order, then compared. */
#include <string.h>

#include "out/score/likeness.h"
#include "out/score/parts.h"

typedef struct {
    duban_comparison *c;
    const duban_score_list *gold, *found;
} lists;

static lists lists_of(duban_comparison *c, duban_score_kind kind) {
    return (lists){c, &c->gold.lists[kind], &c->found.lists[kind]};
}

static bool same_value(const duban_score_record *a, const duban_score_record *b,
                       const char *attribute) {
    return !strcmp(duban_score_value(a->element, attribute),
                   duban_score_value(b->element, attribute));
}

static const char *heading_of(const duban_comparison *c, const duban_score_record *record,
                              bool is_gold) {
    const duban_score_side *side = is_gold ? &c->gold : &c->found;
    const duban_element *heading =
        duban_element_child(side->nodes[record->node].element, "heading");
    return heading ? heading->text : "the body";
}

static double meta_weight(void *context, uint32_t i, uint32_t j) {
    const lists *l = context;
    const duban_score_record *gold = &l->gold->items[i], *found = &l->found->items[j];
    if (strcmp(gold->element->name, found->element->name)) return 0;
    if (!same_value(gold, found, "role")) return 0;
    if (strcmp(gold->element->name, "period")) return duban_str_equal(gold->text, found->text);
    return same_value(gold, found, "from") && same_value(gold, found, "by");
}

static const char *show_meta(duban_comparison *c, const duban_score_record *record, bool is_gold) {
    (void)is_gold;
    const duban_element *e = record->element;
    return duban_arena_printf(c->arena, "%s %s%s%s%s", e->name, duban_score_value(e, "role"),
                              e->text, duban_score_value(e, "from"), duban_score_value(e, "by"));
}

static double reference_weight(void *context, uint32_t i, uint32_t j) {
    const lists *l = context;
    return duban_str_equal(l->gold->items[i].text, l->found->items[j].text);
}

static const char *show_text(duban_comparison *c, const duban_score_record *record, bool is_gold) {
    (void)c, (void)is_gold;
    return record->element->text;
}

static void compare_references(duban_comparison *c) {
    lists l = lists_of(c, DUBAN_SCORE_REFERENCE);
    duban_pairing pairs =
        duban_pairing_greedy(l.gold->count, l.found->count, reference_weight, &l, c->arena);
    duban_score_list_add(c, &(duban_score_counting){DUBAN_SCORE_REFERENCE, l.gold, l.found, &pairs,
                                                    show_text, NULL});
    for (uint32_t i = 0; i < l.gold->count; i++) {
        if (pairs.partner[i] == DUBAN_NO_PARTNER) continue;
        const duban_element *gold = l.gold->items[i].element;
        const char *wanted = duban_score_value(gold, "docNumber");
        const char *number =
            duban_score_value(l.found->items[pairs.partner[i]].element, "docNumber");
        duban_score_attribute_add(c, DUBAN_SCORE_REFERENCE_NUMBER,
                                  duban_score_alike(number, wanted, c->arena), gold->text, number,
                                  wanted);
    }
}

void duban_score_meta(duban_comparison *c) {
    lists l = lists_of(c, DUBAN_SCORE_META);
    duban_pairing pairs =
        duban_pairing_greedy(l.gold->count, l.found->count, meta_weight, &l, c->arena);
    duban_score_list_add(
        c, &(duban_score_counting){DUBAN_SCORE_META, l.gold, l.found, &pairs, show_meta, NULL});
    compare_references(c);
}

static double unit_weight(void *context, uint32_t i, uint32_t j) {
    const lists *l = context;
    const duban_score_record *gold = &l->gold->items[i], *found = &l->found->items[j];
    return duban_score_same_place(l->c, gold, found) && duban_str_equal(gold->text, found->text);
}

static const char *show_unit(duban_comparison *c, const duban_score_record *record, bool is_gold) {
    return duban_arena_printf(c->arena, "%s [%s] in %s", record->element->text,
                              duban_score_value(record->element, "role"),
                              heading_of(c, record, is_gold));
}

static void compare_units(duban_comparison *c) {
    lists l = lists_of(c, DUBAN_SCORE_UNIT);
    duban_pairing pairs =
        duban_pairing_greedy(l.gold->count, l.found->count, unit_weight, &l, c->arena);
    duban_score_list_add(
        c, &(duban_score_counting){DUBAN_SCORE_UNIT, l.gold, l.found, &pairs, show_unit, NULL});
    for (uint32_t i = 0; i < l.gold->count; i++) {
        if (pairs.partner[i] == DUBAN_NO_PARTNER) continue;
        const duban_score_record *gold = &l.gold->items[i],
                                 *found = &l.found->items[pairs.partner[i]];
        duban_score_attribute_add(c, DUBAN_SCORE_UNIT_ROLE, same_value(gold, found, "role"),
                                  duban_arena_printf(c->arena, "%s in %s", gold->element->text,
                                                     heading_of(c, gold, true)),
                                  duban_score_value(found->element, "role"),
                                  duban_score_value(gold->element, "role"));
    }
}

static double deadline_weight(void *context, uint32_t i, uint32_t j) {
    const lists *l = context;
    const duban_score_record *gold = &l->gold->items[i], *found = &l->found->items[j];
    if (!duban_score_same_place(l->c, gold, found)) return 0;
    if (!same_value(gold, found, "by") || !same_value(gold, found, "duration")) return 0;
    return 1 + duban_likeness_overlap(gold->text, found->text, l->c->arena);
}

static const char *show_deadline(duban_comparison *c, const duban_score_record *record,
                                 bool is_gold) {
    const duban_element *e = record->element;
    return duban_arena_printf(c->arena, "%s %s%s in %s", e->text, duban_score_value(e, "by"),
                              duban_score_value(e, "duration"), heading_of(c, record, is_gold));
}

void duban_score_records(duban_comparison *c) {
    compare_units(c);
    lists l = lists_of(c, DUBAN_SCORE_DEADLINE);
    duban_pairing pairs =
        duban_pairing_greedy(l.gold->count, l.found->count, deadline_weight, &l, c->arena);
    duban_score_list_add(c, &(duban_score_counting){DUBAN_SCORE_DEADLINE, l.gold, l.found, &pairs,
                                                    show_deadline, NULL});
}
