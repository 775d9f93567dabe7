/* Measured levels in brackets; see aside.h. */
#include "extract/records/binding/aside.h"

#include "extract/records/times.h"

/* Between the date and the amount, and behind it, stand at most so many units. */
#define WORDS_MAX 4
#define REST_MAX 1

static bool ends_quantity(const duban_binding *b, uint32_t end) {
    uint32_t behind = duban_quantity_from(&b->quantities, end);
    return behind > 0 && b->quantities.items[behind - 1].span.end == end;
}

/* The date that the clause begins with, if it was past when the notice was written. */
static const duban_time *past_date(const duban_binding *b, duban_span clause) {
    uint32_t t = duban_times_from(&b->times, clause.start);
    int written = b->meta ? b->meta->written.year : 0;
    if (t == b->times.count || b->times.items[t].span.start > clause.start) return NULL;
    const duban_time *time = &b->times.items[t];
    return time->by.year && time->by.year < written ? time : NULL;
}

bool duban_asides_keep(duban_asides *asides, const duban_binding *b, const duban_clause *clause,
                       const duban_segment *segment) {
    uint32_t start = clause->span.start;
    if (clause->before != DUBAN_JOINT_OPEN || start == 0 || asides->count == DUBAN_ASIDES_MAX ||
        !ends_quantity(b, start - 1))
        return false;
    const duban_time *date = past_date(b, clause->span);
    duban_span amount = b->quantities.items[segment->quantity].span;
    if (!date || amount.start < date->span.end || amount.start > date->span.end + WORDS_MAX ||
        clause->span.end > amount.end + REST_MAX)
        return false;
    asides->items[asides->count].quantity = segment->quantity;
    asides->items[asides->count++].open = start - 1;
    return true;
}

uint32_t duban_asides_take(duban_asides *asides, uint32_t end) {
    for (uint32_t i = 0; i < asides->count; i++) {
        if (asides->items[i].open != end) continue;
        uint32_t quantity = asides->items[i].quantity;
        asides->items[i] = asides->items[--asides->count];
        return quantity;
    }
    return UINT32_MAX;
}
