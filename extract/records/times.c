/*
 * Headings, paragraphs and task cells -> times, by place. A time without a year takes it from the
 * others of its paragraph (extract/value/time.h), so each is read as a whole.
 */
#include "extract/records/times.h"

#include <stdlib.h>

#include "base/search.h"

typedef struct {
    duban_matcher *matcher;
    duban_records *records;
    duban_day written;
} collector;

static void collect(collector *c, duban_span text) {
    duban_times found = duban_time_read(c->matcher, text, c->written);
    duban_times *all = &c->records->times;
    if (!found.count) return;
    all->items = duban_arena_grow(c->records->arena, all->items, &all->capacity,
                                  all->count + found.count, sizeof *all->items);
    for (uint32_t i = 0; i < found.count; i++) all->items[all->count++] = found.items[i];
}

static int by_start(const void *a, const void *b) {
    const duban_time *x = a, *y = b;
    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

/* A cell may be a paragraph of its node too. */
static void drop_doubles(duban_times *times) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < times->count; i++)
        if (!kept || times->items[kept - 1].span.start != times->items[i].span.start)
            times->items[kept++] = times->items[i];
    times->count = kept;
}

void duban_times_collect(const duban_flow *flow, const duban_outline *outline,
                         const duban_meta *meta, duban_matcher *matcher, duban_records *records) {
    collector c = {matcher, records, meta ? meta->written : (duban_day){0}};
    duban_matcher_set(matcher, flow->fold, flow->length);
    for (uint32_t i = 0; i < outline->count; i++) {
        const duban_node *node = &outline->nodes[i];
        if (node->form == DUBAN_TABLE) continue;
        if (duban_span_is_set(node->heading)) collect(&c, node->heading);
        for (uint32_t t = 0; t < node->text_count; t++)
            collect(&c, outline->texts[node->first_text + t]);
    }
    for (uint32_t i = 0; i < outline->cell_count; i++)
        if (outline->cells[i].role == DUBAN_CELL_DEADLINE) collect(&c, outline->cells[i].span);
    duban_times *all = &records->times;
    if (all->count > 1) qsort(all->items, all->count, sizeof *all->items, by_start);
    drop_doubles(all);
}

uint32_t duban_times_from(const duban_times *times, uint32_t position) {
    return duban_search_from(times->items, times->count, sizeof *times->items,
                             offsetof(duban_time, span.start), position);
}

duban_times duban_times_within(const duban_times *times, duban_span span) {
    uint32_t first = duban_times_from(times, span.start);
    uint32_t end = duban_times_from(times, span.end);
    return (duban_times){.items = first < end ? times->items + first : NULL, .count = end - first};
}
