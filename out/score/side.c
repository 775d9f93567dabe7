/* The XML of a ledger or of gold -> nodes and lists of records, as the score compares them. */
#include <string.h>

#include "out/score/likeness.h"
#include "out/score/parts.h"

static bool is(const duban_element *element, const char *name) {
    return !strcmp(element->name, name);
}

const char *duban_score_value(const duban_element *element, const char *attribute) {
    const char *value = duban_element_attribute(element, attribute);
    return value ? value : "";
}

bool duban_score_alike(const char *a, const char *b, duban_arena *arena) {
    return duban_str_equal(duban_likeness_fold(a, arena), duban_likeness_fold(b, arena));
}

static const char *child_text(const duban_element *element, const char *name) {
    const duban_element *child = duban_element_child(element, name);
    return child ? child->text : "";
}

static void add_record(duban_score_side *side, duban_score_kind kind, const duban_element *element,
                       uint32_t node, duban_arena *arena) {
    duban_score_list *list = &side->lists[kind];
    list->items =
        duban_arena_grow(arena, list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = (duban_score_record){
        .element = element,
        .node = node,
        .text = duban_likeness_fold(element->text, arena),
        .indicator = duban_likeness_fold(child_text(element, "indicator"), arena),
        .optional = !strcmp(duban_score_value(element, "optional"), "true")};
}

static uint32_t add_node(duban_score_side *side, const duban_element *element, uint32_t parent,
                         duban_arena *arena) {
    side->nodes = duban_arena_grow(arena, side->nodes, &side->node_capacity, side->node_count + 1,
                                   sizeof *side->nodes);
    side->nodes[side->node_count] =
        (duban_score_node){.element = element,
                           .parent = parent,
                           .heading = duban_likeness_fold(child_text(element, "heading"), arena),
                           .optional = !strcmp(duban_score_value(element, "optional"), "true"),
                           .is_task = is(element, "task")};
    return side->node_count++;
}

/* The kind of a record in the tree, DUBAN_SCORE_KIND_COUNT for what is none. */
static duban_score_kind kind_of(const duban_element *element) {
    static const duban_score_kind kinds[] = {DUBAN_SCORE_UNIT, DUBAN_SCORE_TARGET,
                                             DUBAN_SCORE_DEADLINE, DUBAN_SCORE_BASELINE};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (is(element, duban_score_kind_word(kinds[i]))) return kinds[i];
    }
    return DUBAN_SCORE_KIND_COUNT;
}

/* Recursion is bounded by the depth that duban_xml_read admits. */
static void walk(duban_score_side *side, uint32_t node, duban_arena *arena) {
    const duban_element *child = side->nodes[node].element->first_child;
    for (; child; child = child->next) {
        duban_score_kind kind = kind_of(child);
        if (is(child, "section") || is(child, "task")) {
            walk(side, add_node(side, child, node, arena), arena);
        } else if (kind != DUBAN_SCORE_KIND_COUNT) {
            add_record(side, kind, child, node, arena);
        }
    }
}

duban_score_side duban_score_side_read(const duban_element *root, duban_arena *arena) {
    static const duban_element nothing = {.name = "body", .text = ""};
    duban_score_side side = {0};
    const duban_element *meta = duban_element_child(root, "meta");
    const duban_element *body = duban_element_child(root, "body");
    for (const duban_element *e = meta ? meta->first_child : NULL; e; e = e->next) {
        bool reference = is(e, "reference");
        add_record(&side, reference ? DUBAN_SCORE_REFERENCE : DUBAN_SCORE_META, e, 0, arena);
    }
    walk(&side, add_node(&side, body ? body : &nothing, 0, arena), arena);
    return side;
}
