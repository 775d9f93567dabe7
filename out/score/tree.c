/*
 * The two trees: nodes are paired in document order by headings that begin alike, then sections
 * and tasks are counted and their heading, number, parent and role compared.
 */
#include <string.h>

#include "out/score/parts.h"

static uint32_t shorter(uint32_t a, uint32_t b) { return a < b ? a : b; }

/* Whether the first six characters agree; of a shorter heading all of it, if it has four. */
static bool begin_alike(duban_str gold, duban_str found) {
    uint32_t length = shorter(shorter(gold.length, found.length), 6);
    return length >= shorter(4, gold.length) &&
           !memcmp(gold.units, found.units, length * sizeof *gold.units);
}

static bool same_number(const duban_score_node *gold, const duban_score_node *found) {
    return !strcmp(duban_score_value(gold->element, "number"),
                   duban_score_value(found->element, "number"));
}

static double node_weight(void *context, uint32_t i, uint32_t j) {
    const duban_comparison *c = context;
    const duban_score_node *gold = &c->gold.nodes[i + 1], *found = &c->found.nodes[j + 1];
    double same_kind = gold->is_task == found->is_task ? 0.5 : 0;
    if (!gold->heading.length || !found->heading.length) {
        bool both = gold->heading.length == found->heading.length;
        bool numbered = *duban_score_value(gold->element, "number") != '\0';
        return both && numbered && same_number(gold, found) ? 1 : 0;
    }
    if (duban_str_equal(gold->heading, found->heading)) return 2 + same_kind;
    return begin_alike(gold->heading, found->heading) ? 1 + same_kind : 0;
}

static uint32_t *whole_map(const uint32_t *partner, uint32_t count, duban_arena *arena) {
    uint32_t *map = duban_arena_alloc(arena, (count + 1) * sizeof *map);
    for (uint32_t i = 0; i < count; i++) {
        map[i + 1] = partner[i] == DUBAN_NO_PARTNER ? DUBAN_NO_PARTNER : partner[i] + 1;
    }
    return map; /* the bodies, 0 and 0, are a pair */
}

static const char *heading_of(const duban_element *element) {
    const duban_element *heading = duban_element_child(element, "heading");
    return heading ? heading->text : "";
}

static void compare_attributes(duban_comparison *c, const duban_score_node *gold,
                               const duban_score_node *found) {
    bool task = gold->is_task;
    const char *where = heading_of(gold->element);
    duban_score_attribute_add(c, task ? DUBAN_SCORE_TASK_HEADING : DUBAN_SCORE_SECTION_HEADING,
                              duban_str_equal(gold->heading, found->heading), where,
                              heading_of(found->element), where);
    duban_score_attribute_add(c, task ? DUBAN_SCORE_TASK_NUMBER : DUBAN_SCORE_SECTION_NUMBER,
                              same_number(gold, found), where,
                              duban_score_value(found->element, "number"),
                              duban_score_value(gold->element, "number"));
    duban_score_attribute_add(c, task ? DUBAN_SCORE_TASK_PARENT : DUBAN_SCORE_SECTION_PARENT,
                              c->found_of_gold[gold->parent] == found->parent, where,
                              heading_of(c->found.nodes[found->parent].element),
                              heading_of(c->gold.nodes[gold->parent].element));
    if (task) return;
    const char *role = duban_score_value(found->element, "role");
    const char *wanted = duban_score_value(gold->element, "role");
    duban_score_attribute_add(c, DUBAN_SCORE_SECTION_ROLE, !strcmp(role, wanted), where, role,
                              wanted);
}

static void complain(duban_comparison *c, const char *what, const duban_score_node *node) {
    duban_score_complain(c, "%s %s: %s %s", node->is_task ? "task" : "section", what,
                         duban_score_value(node->element, "num"), heading_of(node->element));
}

/* Nodes paired with one of the other kind are missed in the one and invented in the other. */
static void count_gold(duban_comparison *c, uint32_t i) {
    const duban_score_node *gold = &c->gold.nodes[i];
    duban_tally *tally = &c->score->kinds[gold->is_task ? DUBAN_SCORE_TASK : DUBAN_SCORE_SECTION];
    uint32_t partner = c->found_of_gold[i];
    bool paired = partner != DUBAN_NO_PARTNER && c->found.nodes[partner].is_task == gold->is_task;
    if (!gold->optional) tally->found += paired;
    if (paired) {
        compare_attributes(c, gold, &c->found.nodes[partner]);
    } else if (!gold->optional) {
        tally->missed++;
        complain(c, "missed", gold);
    }
}

static void count_found(duban_comparison *c, uint32_t j) {
    const duban_score_node *found = &c->found.nodes[j];
    uint32_t partner = c->gold_of_found[j];
    const duban_score_node *gold = partner == DUBAN_NO_PARTNER ? NULL : &c->gold.nodes[partner];
    if (gold && (gold->optional || gold->is_task == found->is_task)) return;
    c->score->kinds[found->is_task ? DUBAN_SCORE_TASK : DUBAN_SCORE_SECTION].invented++;
    complain(c, "invented", found);
}

void duban_score_tree(duban_comparison *c) {
    uint32_t gold = c->gold.node_count, found = c->found.node_count;
    duban_pairing pairs = duban_pairing_align(gold - 1, found - 1, node_weight, c, c->arena);
    c->found_of_gold = whole_map(pairs.partner, gold - 1, c->arena);
    c->gold_of_found = whole_map(pairs.back, found - 1, c->arena);
    for (uint32_t i = 1; i < gold; i++) count_gold(c, i);
    for (uint32_t j = 1; j < found; j++) count_found(c, j);
}
