/* The list of records; see record.h. */
#include "extract/records/record.h"

#include "base/search.h"

duban_record *duban_record_add(duban_records *records, duban_record_kind kind, uint32_t node,
                               duban_span span, const char *rule) {
    records->items = duban_arena_grow(records->arena, records->items, &records->capacity,
                                      records->count + 1, sizeof *records->items);
    duban_record *record = &records->items[records->count++];
    *record = (duban_record){.kind = kind, .node = node, .span = span, .rule = rule};
    return record;
}

void duban_records_take(duban_records *records, duban_span span) {
    records->taken = duban_arena_grow(records->arena, records->taken, &records->taken_capacity,
                                      records->taken_count + 1, sizeof *records->taken);
    uint32_t at = records->taken_count++;
    for (; at > 0 && records->taken[at - 1].start > span.start; at--)
        records->taken[at] = records->taken[at - 1];
    records->taken[at] = span;
}

bool duban_records_took(const duban_records *records, duban_span span) {
    uint32_t at = duban_search_from(records->taken, records->taken_count, sizeof *records->taken,
                                    offsetof(duban_span, end), span.start + 1);
    return at < records->taken_count && records->taken[at].start < span.end;
}

void duban_records_date(duban_records *records, duban_span span, const duban_time *time) {
    if (!time->by.year) return;
    records->dated = duban_arena_grow(records->arena, records->dated, &records->dated_capacity,
                                      records->dated_count + 1, sizeof *records->dated);
    duban_time *dated = &records->dated[records->dated_count++];
    *dated = *time;
    dated->rules = span;
    dated->closes = true;
}
