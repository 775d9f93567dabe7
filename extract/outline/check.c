/* The invariants of an outline, and its printed form. */
#include <string.h>

#include "extract/outline/outline.h"

static bool in_bounds(duban_span span, uint32_t length) {
    return !duban_span_is_set(span) || (span.start <= span.end && span.end <= length);
}

static bool check_links(const duban_outline *outline, uint32_t index) {
    const duban_node *node = &outline->nodes[index];
    uint32_t last = DUBAN_NO_NODE;
    for (uint32_t c = node->first_child; c != DUBAN_NO_NODE; c = outline->nodes[c].next) {
        if (c <= index || c >= outline->count || outline->nodes[c].parent != index) return false;
        if (last != DUBAN_NO_NODE && c <= last) return false;
        if (outline->nodes[c].level != node->level + 1) return false;
        last = c;
    }
    return last == node->last_child;
}

static bool check_node(const duban_outline *outline, uint32_t index, uint32_t length) {
    const duban_node *node = &outline->nodes[index];
    if (!in_bounds(node->label, length) || !in_bounds(node->heading, length)) return false;
    if (!in_bounds(node->extent, length)) return false;
    if (node->first_text + node->text_count > outline->text_count) return false;
    if (node->kind == DUBAN_NODE_TASK && node->first_child != DUBAN_NO_NODE) return false;
    if ((node->kind == DUBAN_NODE_BODY) != (index == 0)) return false;
    if (node->inferred && (node->number == 0 || !node->proof)) return false;
    if (index > 0 && duban_span_is_set(node->extent) &&
        !duban_span_holds(outline->nodes[node->parent].extent, node->extent))
        return false;
    return check_links(outline, index);
}

bool duban_outline_check(const duban_outline *outline, const duban_flow *flow) {
    if (outline->count == 0 || outline->first_para > outline->end_para) return false;
    for (uint32_t i = 0; i < outline->count; i++)
        if (!check_node(outline, i, flow->length)) return false;
    for (uint32_t i = 0; i < outline->place_count; i++) {
        const duban_place *place = &outline->places[i];
        if (!in_bounds(place->span, flow->length) || place->node >= outline->count) return false;
        if (i > 0 && place->span.start < outline->places[i - 1].span.end) return false;
    }
    return true;
}

static const char *const kind_words[] = {"body", "section", "task"};
static const char *const form_words[] = {"", " box", " table"};

/* A line in a growing text. */
typedef struct {
    duban_arena *arena;
    char *text;
    uint32_t length, capacity;
} print;

static void append(print *p, const char *line) {
    size_t length = strlen(line);
    p->text =
        duban_arena_grow(p->arena, p->text, &p->capacity, p->length + (uint32_t)length + 1, 1);
    memcpy(p->text + p->length, line, length + 1);
    p->length += (uint32_t)length;
}

static void print_node(print *p, const duban_outline *outline, const duban_flow *flow,
                       uint32_t index) {
    const duban_node *node = &outline->nodes[index];
    const char *label =
        duban_span_is_set(node->label) ? duban_flow_quote(flow, node->label, p->arena) : "-";
    const char *heading =
        duban_span_is_set(node->heading) ? duban_flow_quote(flow, node->heading, p->arena) : "";
    append(p,
           duban_arena_printf(p->arena, "%*s%s%s %s %d%s [%s] %s", 2 * node->level, "",
                              kind_words[node->kind], form_words[node->form], label, node->number,
                              node->inferred ? "?" : "", duban_role_word(node->role), heading));
    append(p, duban_arena_printf(p->arena, " p=%u\n", node->text_count));
}

char *duban_outline_print(const duban_outline *outline, const duban_flow *flow,
                          duban_arena *arena) {
    print p = {.arena = arena};
    append(&p, "");
    for (uint32_t i = 0; i < outline->count; i++) print_node(&p, outline, flow, i);
    return p.text;
}
