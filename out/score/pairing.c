/* Alignment and greedy matching; see pairing.h. Both cost the product of the two lengths. */
#include "out/score/pairing.h"

#include <stdlib.h>
#include <string.h>

static duban_pairing no_pairs(uint32_t gold_count, uint32_t found_count, duban_arena *arena) {
    duban_pairing p = {.gold_count = gold_count, .found_count = found_count};
    p.partner = duban_arena_alloc(arena, (gold_count + 1) * sizeof *p.partner);
    p.back = duban_arena_alloc(arena, (found_count + 1) * sizeof *p.back);
    memset(p.partner, 0xFF, (gold_count + 1) * sizeof *p.partner);
    memset(p.back, 0xFF, (found_count + 1) * sizeof *p.back);
    return p;
}

static void join(duban_pairing *p, uint32_t gold, uint32_t found) {
    p->partner[gold] = found;
    p->back[found] = gold;
}

static double larger(double a, double b) { return a > b ? a : b; }

duban_pairing duban_pairing_align(uint32_t gold_count, uint32_t found_count,
                                  duban_pairing_weight *weight, void *context, duban_arena *arena) {
    duban_pairing p = no_pairs(gold_count, found_count, arena);
    size_t width = (size_t)found_count + 1;
    double *single = duban_arena_alloc(arena, (gold_count + 1) * width * sizeof *single);
    double *best = duban_arena_alloc(arena, (gold_count + 1) * width * sizeof *best);
    for (uint32_t i = gold_count; i-- > 0;) {
        for (uint32_t j = found_count; j-- > 0;) {
            size_t at = i * width + j;
            single[at] = weight(context, i, j);
            double both = single[at] > 0 ? best[at + width + 1] + single[at] : 0;
            best[at] = larger(both, larger(best[at + width], best[at + 1]));
        }
    }
    for (uint32_t i = 0, j = 0; i < gold_count && j < found_count;) {
        size_t at = i * width + j;
        if (single[at] > 0 && best[at] <= best[at + width + 1] + single[at])
            join(&p, i++, j++);
        else if (best[at] <= best[at + width])
            i++;
        else
            j++;
    }
    return p;
}

typedef struct {
    double weight;
    uint32_t gold, found;
} candidate;

static int heavier_first(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->weight > y->weight || x->weight < y->weight) return x->weight > y->weight ? -1 : 1;
    if (x->gold != y->gold) return x->gold < y->gold ? -1 : 1;
    return x->found < y->found ? -1 : x->found > y->found;
}

duban_pairing duban_pairing_greedy(uint32_t gold_count, uint32_t found_count,
                                   duban_pairing_weight *weight, void *context,
                                   duban_arena *arena) {
    duban_pairing p = no_pairs(gold_count, found_count, arena);
    candidate *all = NULL;
    uint32_t count = 0, capacity = 0;
    for (uint32_t i = 0; i < gold_count; i++) {
        for (uint32_t j = 0; j < found_count; j++) {
            double w = weight(context, i, j);
            if (!(w > 0)) continue;
            all = duban_arena_grow(arena, all, &capacity, count + 1, sizeof *all);
            all[count++] = (candidate){w, i, j};
        }
    }
    if (count) qsort(all, count, sizeof *all, heavier_first);
    for (uint32_t k = 0; k < count; k++) {
        bool taken =
            p.partner[all[k].gold] != DUBAN_NO_PARTNER || p.back[all[k].found] != DUBAN_NO_PARTNER;
        if (!taken) join(&p, all[k].gold, all[k].found);
    }
    return p;
}
