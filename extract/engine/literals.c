/* Sets of literals; see literals.h. */
#include "extract/engine/literals.h"

#include <stdlib.h>
#include <string.h>

/* Products above this many strings are no better than one of their factors. */
#define PRODUCT_MAX 256

duban_literals duban_literals_of(duban_arena *arena, duban_str one) {
    duban_str *items = duban_arena_copy(arena, &one, sizeof one);
    return (duban_literals){true, 1, items};
}

void duban_literals_add(duban_arena *arena, duban_literals_builder *builder, duban_literals more) {
    if (!more.known || builder->count + more.count > DUBAN_LITERALS_MAX) builder->unknown = true;
    if (builder->unknown || !more.count) return;
    uint32_t need = builder->count + more.count;
    builder->items =
        duban_arena_grow(arena, builder->items, &builder->capacity, need, sizeof *builder->items);
    memcpy(builder->items + builder->count, more.items, more.count * sizeof *more.items);
    builder->count = need;
}

duban_literals duban_literals_built(const duban_literals_builder *builder) {
    return (duban_literals){!builder->unknown, builder->count, builder->items};
}

static duban_str join(duban_arena *arena, duban_str a, duban_str b) {
    if (!a.length || !b.length) return a.length ? a : b;
    char16_t *units = duban_arena_alloc(arena, (a.length + b.length) * sizeof *units);
    memcpy(units, a.units, a.length * sizeof *units);
    memcpy(units + a.length, b.units, b.length * sizeof *units);
    return (duban_str){units, a.length + b.length};
}

duban_literals duban_literals_product(duban_arena *arena, duban_literals a, duban_literals b) {
    if (!a.known || !b.known) return DUBAN_LITERALS_UNKNOWN;
    uint64_t count = (uint64_t)a.count * b.count;
    bool one_is_single = a.count <= 1 || b.count <= 1;
    if (count > (one_is_single ? DUBAN_LITERALS_MAX : PRODUCT_MAX)) return DUBAN_LITERALS_UNKNOWN;
    duban_str *items = duban_arena_alloc(arena, count * sizeof *items);
    for (uint32_t i = 0; i < a.count; i++)
        for (uint32_t k = 0; k < b.count; k++)
            items[(size_t)i * b.count + k] = join(arena, a.items[i], b.items[k]);
    return (duban_literals){true, (uint32_t)count, items};
}

double duban_literals_frequency(duban_literals set) {
    /* Of one literal by its length; measured on notices to the order of magnitude. */
    static const double by_length[] = {1, 0.01, 2e-4, 2e-5, 5e-6};
    const size_t longest = sizeof by_length / sizeof *by_length - 1;
    double sum = 0;
    if (!set.known) return 1;
    for (uint32_t i = 0; i < set.count; i++) {
        size_t length = set.items[i].length;
        sum += by_length[length < longest ? length : longest];
    }
    return sum > 1 ? 1 : sum;
}

static int by_units(const void *a, const void *b) {
    const duban_str *x = a, *y = b;
    for (uint32_t i = 0; i < x->length && i < y->length; i++)
        if (x->units[i] != y->units[i]) return x->units[i] < y->units[i] ? -1 : 1;
    return (x->length > y->length) - (x->length < y->length);
}

static bool begins_with(duban_str word, duban_str beginning) {
    return word.length >= beginning.length &&
           memcmp(word.units, beginning.units, beginning.length * sizeof *word.units) == 0;
}

duban_literals duban_literals_reduce(duban_arena *arena, duban_literals set) {
    if (!set.known) return set;
    duban_str *items = duban_arena_copy(arena, set.items, set.count * sizeof *items);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < set.count; i++)
        if (items[i].length > DUBAN_LITERAL_UNITS) items[i].length = DUBAN_LITERAL_UNITS;
    if (set.count) qsort(items, set.count, sizeof *items, by_units);
    for (uint32_t i = 0; i < set.count; i++)
        if (!kept || !begins_with(items[i], items[kept - 1])) items[kept++] = items[i];
    return (duban_literals){true, kept, items};
}
