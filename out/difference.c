/* Comparing the records of two ledgers of one source; see difference.h. */
#include "out/difference.h"

#include <stdlib.h>
#include <string.h>

#include "out/buffer.h"
#include "out/record_fields.h"

typedef struct {
    const duban_element *element;
    uint64_t start, end; /* of its first source range; 0, 0 where it has none */
    uint32_t order;
    bool paired;
} item;

typedef struct {
    item *items;
    uint32_t count, capacity;
} items;

static void read_place(item *i) {
    const char *src = duban_element_attribute(i->element, "src");
    if (!src) return;
    const char *colon = strchr(src, ':');
    char *dash;
    i->start = strtoull(colon ? colon + 1 : src, &dash, 10);
    if (*dash == '-') i->end = strtoull(dash + 1, NULL, 10);
}

static items collect(const duban_element *root, duban_arena *arena) {
    items all = {0};
    for (const duban_element *e = root; e; e = duban_element_following(root, e)) {
        if (!duban_record_is(e)) continue;
        all.items =
            duban_arena_grow(arena, all.items, &all.capacity, all.count + 1, sizeof *all.items);
        item *i = &all.items[all.count];
        *i = (item){.element = e, .order = all.count++};
        read_place(i);
    }
    return all;
}

/* By name, then by place, then as they stand. */
static int by_place(const void *a, const void *b) {
    const item *x = a, *y = b;
    int names = strcmp(x->element->name, y->element->name);
    if (names) return names;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    if (x->end != y->end) return x->end < y->end ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* Same name: negative, 0 or positive as a's bytes lie before, meet or lie behind b's. */
static int compare_places(const item *a, const item *b) {
    int names = strcmp(a->element->name, b->element->name);
    if (names) return names;
    if (a->start == b->start && a->end == b->end) return 0;
    if (a->end <= b->start) return -1;
    return a->start >= b->end ? 1 : 0;
}

static void add(duban_differences *found, duban_arena *arena, duban_difference d) {
    found->items = duban_arena_grow(arena, found->items, &found->capacity, found->count + 1,
                                    sizeof *found->items);
    found->items[found->count++] = d;
}

static void pair(item *a, item *b, duban_differences *found, duban_arena *arena) {
    a->paired = b->paired = true;
    if (!duban_record_same(a->element, b->element, arena))
        add(found, arena, (duban_difference){DUBAN_CHANGED, a->element, b->element});
}

/*
 * Pairs the items of both sides that accept() takes for the same, walking along both in order. An
 * item is compared with those of the other side that are not yet behind it.
 */
static void pair_items(items *old, items *new, bool exact, duban_differences *found,
                       duban_arena *arena) {
    for (uint32_t i = 0, k = 0; i < old->count; i++) {
        item *a = &old->items[i];
        while (k < new->count && (new->items[k].paired || compare_places(&new->items[k], a) < 0))
            k++;
        if (a->paired) continue;
        for (uint32_t n = k; n < new->count &&compare_places(&new->items[n], a) == 0; n++) {
            item *b = &new->items[n];
            bool same = b->start == a->start && b->end == a->end;
            if (b->paired || (exact && !same)) continue;
            pair(a, b, found, arena);
            break;
        }
    }
}

static const duban_element *place_of(const duban_difference *d) {
    return d->after ? d->after : d->before;
}

static int by_order(const void *a, const void *b) {
    const duban_difference *x = a, *y = b;
    item p = {.element = place_of(x)}, q = {.element = place_of(y)};
    read_place(&p);
    read_place(&q);
    if (p.start != q.start) return p.start < q.start ? -1 : 1;
    if (p.element->line != q.element->line) return p.element->line < q.element->line ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

duban_differences duban_difference_find(const duban_element *before, const duban_element *after,
                                        duban_arena *arena) {
    duban_differences found = {0};
    items old = collect(before, arena), new = collect(after, arena);
    if (old.count) qsort(old.items, old.count, sizeof *old.items, by_place);
    if (new.count) qsort(new.items, new.count, sizeof *new.items, by_place);
    pair_items(&old, &new, true, &found, arena);
    pair_items(&old, &new, false, &found, arena);
    for (uint32_t i = 0; i < old.count; i++)
        if (!old.items[i].paired)
            add(&found, arena, (duban_difference){DUBAN_LOST, old.items[i].element, NULL});
    for (uint32_t i = 0; i < new.count; i++)
        if (!new.items[i].paired)
            add(&found, arena, (duban_difference){DUBAN_GAINED, NULL, new.items[i].element});
    if (found.count) qsort(found.items, found.count, sizeof *found.items, by_order);
    return found;
}
