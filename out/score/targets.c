/*
 * Targets and baselines: paired where node, value and unit agree and the indicators overlap by
 * six tenths; then their words and dates are compared.
 */
#include <stdlib.h>
#include <string.h>

#include "out/score/likeness.h"
#include "out/score/parts.h"

typedef struct {
    duban_comparison *c;
    const duban_score_list *gold, *found;
} lists;

static bool read_number(const duban_element *element, const char *attribute, double *number) {
    const char *text = duban_element_attribute(element, attribute);
    char *end;
    if (!text || !*text) return false;
    *number = strtod(text, &end);
    return !*end;
}

static double magnitude(double x) { return x < 0 ? -x : x; }

static bool same_number(const duban_element *gold, const duban_element *found,
                        const char *attribute) {
    double x = 0, y = 0;
    bool a = read_number(gold, attribute, &x), b = read_number(found, attribute, &y);
    if (a != b) return false;
    double scale = magnitude(x) > 1 ? magnitude(x) : 1;
    return !a || magnitude(x - y) <= 1e-9 * scale;
}

static bool same_value(const duban_element *gold, const duban_element *found) {
    return same_number(gold, found, "value") && same_number(gold, found, "min") &&
           same_number(gold, found, "max");
}

static double weight(void *context, uint32_t i, uint32_t j) {
    const lists *l = context;
    const duban_score_record *gold = &l->gold->items[i], *found = &l->found->items[j];
    const duban_element *a = gold->element, *b = found->element;
    duban_arena *arena = l->c->arena;
    if (!duban_score_same_place(l->c, gold, found) || !same_value(a, b)) return 0;
    if (!duban_score_alike(duban_score_value(a, "unit"), duban_score_value(b, "unit"), arena)) {
        return 0;
    }
    double overlap = duban_likeness_overlap(gold->indicator, found->indicator, arena);
    bool by = !strcmp(duban_score_value(a, "by"), duban_score_value(b, "by"));
    return overlap >= 0.6 ? 1 + overlap + (by ? 0.2 : 0) : 0;
}

static const char *words(const duban_element *element, const char *child) {
    const duban_element *found = duban_element_child(element, child);
    return found ? found->text : "";
}

static const char *show(duban_comparison *c, const duban_score_record *record, bool is_gold) {
    const duban_score_side *side = is_gold ? &c->gold : &c->found;
    const duban_element *e = record->element;
    const char *low = duban_score_value(e, "min"), *high = duban_score_value(e, "max");
    return duban_arena_printf(
        c->arena, "%s | %s | %s %s%s%s%s %s by %s in %s", words(e, "indicator"),
        words(e, "quantity"), duban_score_value(e, "comparator"), duban_score_value(e, "value"),
        low, *high ? ".." : "", high, duban_score_value(e, "unit"), duban_score_value(e, "by"),
        words(side->nodes[record->node].element, "heading"));
}

static bool excused(const duban_comparison *c, const duban_score_record *found,
                    duban_score_kind kind) {
    const duban_score_list *gold = &c->gold.lists[kind];
    for (uint32_t i = 0; i < gold->count; i++) {
        const duban_score_record *maybe = &gold->items[i];
        if (maybe->optional && duban_score_same_place(c, maybe, found) &&
            same_value(maybe->element, found->element)) {
            return true;
        }
    }
    return false;
}

static bool excused_target(const duban_comparison *c, const duban_score_record *found) {
    return excused(c, found, DUBAN_SCORE_TARGET);
}

static bool excused_baseline(const duban_comparison *c, const duban_score_record *found) {
    return excused(c, found, DUBAN_SCORE_BASELINE);
}

typedef struct {
    duban_score_attribute attribute;
    const char *name; /* of the XML attribute */
    bool folded;
} comparison;

static void compare(duban_comparison *c, const duban_element *gold, const duban_element *found,
                    comparison what, const char *where) {
    const char *a = duban_score_value(gold, what.name), *b = duban_score_value(found, what.name);
    bool right = what.folded ? duban_score_alike(a, b, c->arena) : !strcmp(a, b);
    duban_score_attribute_add(c, what.attribute, right, where, b, a);
}

static void compare_attributes(duban_comparison *c, const duban_score_record *gold,
                               const duban_score_record *found, bool baseline) {
    static const comparison of_target[] = {{DUBAN_SCORE_TARGET_COMPARATOR, "comparator", false},
                                           {DUBAN_SCORE_TARGET_BY, "by", false},
                                           {DUBAN_SCORE_TARGET_ACTION, "action", true},
                                           {DUBAN_SCORE_TARGET_SCOPE, "scope", true}};
    const duban_element *a = gold->element, *b = found->element;
    const char *where =
        duban_arena_printf(c->arena, "%s %s in %s", words(a, "indicator"), words(a, "quantity"),
                           words(c->gold.nodes[gold->node].element, "heading"));
    duban_score_attribute_add(
        c, baseline ? DUBAN_SCORE_BASELINE_INDICATOR : DUBAN_SCORE_TARGET_INDICATOR,
        duban_str_equal(gold->indicator, found->indicator), where, words(b, "indicator"),
        words(a, "indicator"));
    if (baseline) {
        compare(c, a, b, (comparison){DUBAN_SCORE_BASELINE_AT, "at", false}, where);
        return;
    }
    for (size_t i = 0; i < sizeof of_target / sizeof *of_target; i++) {
        compare(c, a, b, of_target[i], where);
    }
}

static void compare_kind(duban_comparison *c, duban_score_kind kind) {
    bool baseline = kind == DUBAN_SCORE_BASELINE;
    lists l = {c, &c->gold.lists[kind], &c->found.lists[kind]};
    duban_pairing pairs = duban_pairing_greedy(l.gold->count, l.found->count, weight, &l, c->arena);
    duban_score_list_add(c, &(duban_score_counting){kind, l.gold, l.found, &pairs, show,
                                                    baseline ? excused_baseline : excused_target});
    for (uint32_t i = 0; i < l.gold->count; i++) {
        if (pairs.partner[i] == DUBAN_NO_PARTNER || l.gold->items[i].optional) continue;
        compare_attributes(c, &l.gold->items[i], &l.found->items[pairs.partner[i]], baseline);
    }
}

void duban_score_targets(duban_comparison *c) {
    compare_kind(c, DUBAN_SCORE_TARGET);
    compare_kind(c, DUBAN_SCORE_BASELINE);
}
