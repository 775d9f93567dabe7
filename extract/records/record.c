/* The list of records; see record.h. */
#include "extract/records/record.h"

duban_record *duban_record_add(duban_records *records, duban_record_kind kind, uint32_t node,
                               duban_span span, const char *rule) {
    records->items = duban_arena_grow(records->arena, records->items, &records->capacity,
                                      records->count + 1, sizeof *records->items);
    duban_record *record = &records->items[records->count++];
    *record = (duban_record){.kind = kind, .node = node, .span = span, .rule = rule};
    return record;
}
