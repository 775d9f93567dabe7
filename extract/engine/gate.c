/* The automaton of the gate and its marks; see gate.h. */
#include "extract/engine/gate.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK_BITS 3 /* a mark covers 8 units */
#define UNITS 0x10000

/* A literal that ends in a state: its gate and its length. */
typedef struct {
    uint32_t gate, length;
} output;

typedef struct {
    uint64_t filter; /* a bit for the low six bits of each edge's unit: most units have no edge */
    uint32_t first_edge, edge_count;
    uint32_t fail;
    uint32_t first_output, output_count; /* with those of the fail states */
} state;

typedef struct {
    char16_t unit;
    uint32_t target;
} edge;

struct duban_gates {
    uint32_t count;
    uint32_t root[UNITS]; /* of each unit: the state after it, 0 for none */
    state *states;
    edge *edges;
    output *outputs;
};

/* A literal on its way into the automaton. */
typedef struct {
    duban_str text;
    uint32_t gate;
} entry;

typedef struct {
    duban_gates *gates;
    duban_arena *arena;
    const entry *entries; /* sorted by text, then by gate */
    uint32_t state_count, state_capacity, edge_count, edge_capacity, output_count, output_capacity;
} builder;

/* The entries that a state stands for: they share their first depth units. */
typedef struct {
    uint32_t first, end, depth;
} range;

static int compare_texts(duban_str a, duban_str b) {
    for (uint32_t i = 0; i < a.length && i < b.length; i++)
        if (a.units[i] != b.units[i]) return a.units[i] < b.units[i] ? -1 : 1;
    return (a.length > b.length) - (a.length < b.length);
}

static int by_text(const void *a, const void *b) {
    const entry *x = a, *y = b;
    int difference = compare_texts(x->text, y->text);
    return difference ? difference : (x->gate > y->gate) - (x->gate < y->gate);
}

static uint32_t find_edge(const duban_gates *g, uint32_t from, char16_t unit) {
    const state *s = &g->states[from];
    if (!(s->filter >> unit % 64 & 1)) return 0;
    uint32_t low = s->first_edge, high = low + s->edge_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (g->edges[middle].unit < unit)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < s->first_edge + s->edge_count && g->edges[low].unit == unit;
    return found ? g->edges[low].target : 0;
}

static uint32_t step(const duban_gates *g, uint32_t at, char16_t unit) {
    for (; at; at = g->states[at].fail) {
        uint32_t next = find_edge(g, at, unit);
        if (next) return next;
    }
    return g->root[unit];
}

static void add_output(builder *b, output o) {
    b->gates->outputs = duban_arena_grow(b->arena, b->gates->outputs, &b->output_capacity,
                                         b->output_count + 1, sizeof o);
    b->gates->outputs[b->output_count++] = o;
}

/* The literals that end in the state, and those of the state that it fails to. */
static void set_outputs(builder *b, uint32_t at, range *r) {
    state *s = &b->gates->states[at];
    s->first_output = b->output_count;
    for (; r->first < r->end && b->entries[r->first].text.length == r->depth; r->first++)
        add_output(b, (output){b->entries[r->first].gate, r->depth});
    const state *fail = &b->gates->states[s->fail];
    for (uint32_t i = 0; at && i < fail->output_count; i++)
        add_output(b, b->gates->outputs[fail->first_output + i]);
    s->output_count = b->output_count - s->first_output;
}

/* Makes the state's edges and the states that they lead to; ranges is parallel to the states. */
static void add_children(builder *b, uint32_t at, range r, range **ranges, uint32_t *capacity,
                         duban_arena *scratch) {
    duban_gates *g = b->gates;
    g->states[at].first_edge = b->edge_count;
    for (uint32_t i = r.first, end; i < r.end; i = end) {
        char16_t unit = b->entries[i].text.units[r.depth];
        for (end = i + 1; end < r.end && b->entries[end].text.units[r.depth] == unit;) end++;
        uint32_t child = b->state_count++;
        g->states =
            duban_arena_grow(b->arena, g->states, &b->state_capacity, child + 1, sizeof *g->states);
        *ranges = duban_arena_grow(scratch, *ranges, capacity, child + 1, sizeof **ranges);
        g->edges = duban_arena_grow(b->arena, g->edges, &b->edge_capacity, b->edge_count + 1,
                                    sizeof(edge));
        (*ranges)[child] = (range){i, end, r.depth + 1};
        g->states[child] = (state){.fail = at ? step(g, g->states[at].fail, unit) : 0};
        g->edges[b->edge_count++] = (edge){unit, child};
        g->states[at].edge_count++;
        g->states[at].filter |= UINT64_C(1) << unit % 64;
        if (!at) g->root[unit] = child;
    }
}

/*
 * Breadth first: when a state is made all shallower ones have their edges, so its fail state is
 * found by stepping from its parent's, and that one's outputs are complete when it is reached.
 */
static void build(builder *b, uint32_t entry_count, duban_arena *scratch) {
    range *ranges = NULL;
    uint32_t capacity = 0;
    ranges = duban_arena_grow(scratch, ranges, &capacity, 1, sizeof *ranges);
    ranges[0] = (range){0, entry_count, 0};
    b->gates->states =
        duban_arena_grow(b->arena, NULL, &b->state_capacity, 1, sizeof *b->gates->states);
    b->state_count = 1;
    for (uint32_t at = 0; at < b->state_count; at++) {
        range r = ranges[at];
        set_outputs(b, at, &r);
        add_children(b, at, r, &ranges, &capacity, scratch);
    }
}

static bool same_set(duban_literals a, duban_literals b) {
    if (a.count != b.count) return false;
    for (uint32_t i = 0; i < a.count; i++)
        if (!duban_str_equal(a.items[i], b.items[i])) return false;
    return true;
}

/* The gate of a set: that of an equal one before it, or a new one. */
static uint32_t number_gate(duban_gates *g, const duban_literals *sets, uint32_t i,
                            const uint32_t *gate_of) {
    if (!sets[i].known) return DUBAN_GATE_OPEN;
    for (uint32_t k = 0; k < i; k++)
        if (sets[k].known && same_set(sets[k], sets[i])) return gate_of[k];
    return g->count++;
}

const duban_gates *duban_gates_new(duban_arena *arena, duban_arena *scratch,
                                   const duban_literals *sets, uint32_t count, uint32_t *gate_of) {
    duban_gates *g = duban_arena_alloc(arena, sizeof *g);
    entry *entries = NULL;
    uint32_t total = 0, capacity = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t before = g->count;
        gate_of[i] = number_gate(g, sets, i, gate_of);
        if (g->count == before) continue;
        entries =
            duban_arena_grow(scratch, entries, &capacity, total + sets[i].count, sizeof *entries);
        for (uint32_t k = 0; k < sets[i].count; k++)
            entries[total++] = (entry){sets[i].items[k], gate_of[i]};
    }
    if (total) qsort(entries, total, sizeof *entries, by_text);
    builder b = {.gates = g, .arena = arena, .entries = entries};
    build(&b, total, scratch);
    return g;
}

static void clear_marks(duban_gate_scan *scan, duban_arena *arena, uint32_t length) {
    scan->words = (length >> BLOCK_BITS) / 64 + 1;
    uint32_t need = scan->words * scan->gates->count;
    if (need > scan->capacity) {
        scan->marks = duban_arena_alloc(arena, (size_t)need * sizeof *scan->marks);
        scan->capacity = need;
    } else if (need) {
        memset(scan->marks, 0, (size_t)need * sizeof *scan->marks);
    }
}

void duban_gate_scan_run(duban_gate_scan *scan, const duban_gates *gates, duban_arena *arena,
                         const char16_t *text, uint32_t length) {
    scan->gates = gates;
    clear_marks(scan, arena, length);
    uint32_t at = 0;
    for (uint32_t i = 0; i < length; i++) {
        at = step(gates, at, text[i]);
        const state *s = &gates->states[at];
        for (uint32_t k = 0; k < s->output_count; k++) {
            const output *o = &gates->outputs[s->first_output + k];
            uint32_t block = (i + 1 - o->length) >> BLOCK_BITS;
            scan->marks[(size_t)o->gate * scan->words + block / 64] |= UINT64_C(1) << block % 64;
        }
    }
}

bool duban_gate_scan_opens(const duban_gate_scan *scan, uint32_t gate, duban_span span) {
    if (gate == DUBAN_GATE_OPEN) return true;
    if (span.start >= span.end) return false;
    const uint64_t *row = scan->marks + (size_t)gate * scan->words;
    uint32_t first = span.start >> BLOCK_BITS, last = (span.end - 1) >> BLOCK_BITS;
    uint64_t from = ~UINT64_C(0) << first % 64, to = ~UINT64_C(0) >> (63 - last % 64);
    uint32_t word = first / 64, last_word = last / 64;
    if (word == last_word) return row[word] & from & to;
    if (row[word] & from) return true;
    while (++word < last_word)
        if (row[word]) return true;
    return row[last_word] & to;
}
