/* Deadline records, by what they rule: which one holds at a place in the text. */
#include <stdlib.h>

#include "base/search.h"
#include "extract/records/deadlines.h"

/* Deadlines before a position that are looked at for the one that rules it. */
enum { LOOK_BACK = 32 };

static int by_start(const void *a, const void *b) {
    const duban_time *x = a, *y = b;
    return (x->rules.start > y->rules.start) - (x->rules.start < y->rules.start);
}

duban_rulings duban_rulings_make(const duban_records *records, duban_arena *arena) {
    uint32_t count = 0;
    duban_time *items = duban_arena_alloc(arena, (2 * (size_t)records->count + 1) * sizeof *items);
    duban_time *dated = duban_arena_alloc(arena, (records->dated_count + 1) * sizeof *dated);
    for (uint32_t i = 0; i < records->count; i++) {
        const duban_record *record = &records->items[i];
        if (record->kind != DUBAN_RECORD_DEADLINE || !record->as.deadline.by.year) continue;
        items[count++] = record->as.deadline;
        if (duban_span_is_empty(record->as.deadline.items)) continue;
        items[count] = record->as.deadline;
        items[count++].rules = record->as.deadline.items;
    }
    for (uint32_t i = 0; i < records->dated_count; i++) dated[i] = records->dated[i];
    qsort(items, count, sizeof *items, by_start);
    qsort(dated, records->dated_count, sizeof *dated, by_start);
    return (duban_rulings){items, count, dated, records->dated_count};
}

/* The date of the table's cell that holds the position, or NULL. */
static const duban_time *date_of_cell(const duban_rulings *rulings, uint32_t position) {
    uint32_t behind = duban_search_from(rulings->dated, rulings->dated_count, sizeof(duban_time),
                                        offsetof(duban_time, rules.start), position + 1);
    const duban_time *t = behind > 0 ? &rulings->dated[behind - 1] : NULL;
    return t && position < t->rules.end ? t : NULL;
}

const duban_time *duban_ruling_at(const duban_rulings *rulings, uint32_t position) {
    const duban_time *best = date_of_cell(rulings, position);
    if (best) return best;
    uint32_t behind = duban_search_from(rulings->items, rulings->count, sizeof *rulings->items,
                                        offsetof(duban_time, rules.start), position + 1);
    for (uint32_t i = behind; i > 0 && behind - i < LOOK_BACK; i--) {
        const duban_time *t = &rulings->items[i - 1];
        if (position >= t->rules.end) continue;
        if (t->closes) return t;
        if (!best) best = t;
    }
    return best;
}
