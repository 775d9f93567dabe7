/*
 * Ids of sections and tasks: outline -> "2.1.3" for the third item of the first item of part two.
 *
 * A component is the node's number, so that an id survives edits elsewhere in the notice. Where
 * the number is missing, or does not rise above those of the siblings before it (it would not be
 * unique), the component is "i" and the position among the siblings. Boxes and tables are numbered
 * apart: "2.box1".
 */
#include "out/xml_parts.h"

typedef struct {
    uint32_t position;
    int32_t highest[DUBAN_TABLE + 1]; /* number seen so far, for each form */
} sibling_count;

static const char *const prefixes[] = {
    [DUBAN_PLAIN] = "", [DUBAN_BOX] = "box", [DUBAN_TABLE] = "table"};

static const char *component(const duban_node *node, sibling_count *count, duban_arena *arena) {
    count->position++;
    if (node->number <= count->highest[node->form]) {
        return duban_arena_printf(arena, "%si%u", prefixes[node->form], count->position);
    }
    count->highest[node->form] = node->number;
    return duban_arena_printf(arena, "%s%d", prefixes[node->form], node->number);
}

const char *const *duban_ids_make(const duban_outline *outline, duban_arena *arena) {
    const char **ids = duban_arena_alloc(arena, outline->count * sizeof *ids);
    for (uint32_t i = 0; i < outline->count; i++) {
        sibling_count count = {0};
        uint32_t child = outline->nodes[i].first_child;
        for (; child != DUBAN_NO_NODE; child = outline->nodes[child].next) {
            const char *last = component(&outline->nodes[child], &count, arena);
            ids[child] = i ? duban_arena_printf(arena, "%s.%s", ids[i], last) : last;
        }
    }
    return ids;
}
