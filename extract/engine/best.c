/*
 * Of overlapping matches the best: earlier rule, then longer, then further left.
 *
 * Matches that overlap form clusters, mostly of two or three; inside a cluster the best match is
 * kept, what meets it is dropped, and so on with the rest.
 */
#include <stdlib.h>

#include "extract/engine/matcher.h"

static bool is_better(const duban_match *a, const duban_match *b) {
    if (a->rule->index != b->rule->index) return a->rule->index < b->rule->index;
    uint32_t x = duban_span_length(a->span), y = duban_span_length(b->span);
    return x != y ? x > y : a->span.start < b->span.start;
}

static int by_merit(const void *a, const void *b) { return is_better(a, b) ? -1 : is_better(b, a); }

static int by_start(const void *a, const void *b) {
    const duban_match *x = a, *y = b;
    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

/* The one of the kept matches that a match meets, or NULL. */
static const duban_match *find_meeting(const duban_match *kept, uint32_t count,
                                       const duban_match *match) {
    for (uint32_t i = 0; i < count; i++)
        if (duban_span_meets(kept[i].span, match->span)) return &kept[i];
    return NULL;
}

/* Keeps the best of a cluster at its beginning, by start, and returns how many they are. */
static uint32_t keep_best(duban_matcher *m, duban_match *items, uint32_t count) {
    uint32_t kept = 0;
    if (count > 1) qsort(items, count, sizeof *items, by_merit);
    for (uint32_t i = 0; i < count; i++) {
        const duban_match *winner = find_meeting(items, kept, &items[i]);
        if (winner)
            duban_matcher_lost(m, &items[i], winner);
        else
            items[kept++] = items[i];
    }
    if (kept > 1) qsort(items, kept, sizeof *items, by_start);
    return kept;
}

duban_matches duban_match_best(duban_matcher *matcher, duban_rule_kind kind, duban_span within) {
    duban_matches all = duban_match_all(matcher, kind, within);
    uint32_t kept = 0;
    for (uint32_t first = 0, last; first < all.count; first = last) {
        uint32_t end = all.items[first].span.end;
        for (last = first + 1; last < all.count && all.items[last].span.start < end; last++)
            if (all.items[last].span.end > end) end = all.items[last].span.end;
        uint32_t count = keep_best(matcher, all.items + first, last - first);
        for (uint32_t i = 0; i < count; i++) all.items[kept++] = all.items[first + i];
    }
    all.count = kept;
    return all;
}
