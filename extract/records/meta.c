/* Flow + outline -> metadata: the parts in turn, then the items in MODEL.md's order. */
#include "extract/records/meta.h"

#include <stdlib.h>
#include <string.h>

#include "extract/records/meta_reader.h"

/* How much of the text before its end may hold a signature, an appendix or a term of validity. */
#define TAIL_UNITS 600

static const char *const elements[] = {
    "title",  "noticeTitle", "issuer", "docNumber", "indexNumber",  "topic",     "validity",
    "status", "date",        "period", "addressee", "jurisdiction", "reference", "attachment"};

static size_t rank(const char *element) {
    size_t i = 0;
    while (i < sizeof elements / sizeof *elements && strcmp(elements[i], element)) i++;
    return i;
}

static bool same(const char *a, const char *b) { return a == b || (a && b && !strcmp(a, b)); }

/* Into MODEL.md's order, each element's items as they were found, without repeated ones. */
static void sort_items(duban_meta *meta, duban_arena *arena) {
    duban_meta_item *sorted = duban_arena_alloc(arena, (meta->count + 1) * sizeof *sorted);
    uint32_t count = 0;
    for (size_t k = 0; k < sizeof elements / sizeof *elements; k++) {
        uint32_t first = count;
        for (uint32_t i = 0; i < meta->count; i++) {
            const duban_meta_item *item = &meta->items[i];
            if (rank(item->element) != k) continue;
            uint32_t j = first;
            while (j < count &&
                   !(same(sorted[j].value, item->value) && same(sorted[j].role, item->role) &&
                     same(sorted[j].href, item->href)))
                j++;
            if (j == count) sorted[count++] = *item;
        }
    }
    meta->items = sorted;
    meta->count = count;
    meta->capacity = meta->count + 1;
}

/* Where the first section begins; the flow's end if there is none. */
static uint32_t first_section(const duban_flow *flow, const duban_outline *outline) {
    for (uint32_t i = 1; i < outline->count; i++)
        if (outline->nodes[i].parent == 0) return outline->nodes[i].extent.start;
    return flow->length;
}

static uint32_t tail_start(const duban_flow *flow, const duban_outline *outline, uint32_t head) {
    uint32_t end = outline->end_para < flow->para_count ? flow->paras[outline->end_para].span.start
                                                        : flow->length;
    uint32_t start = end > TAIL_UNITS ? end - TAIL_UNITS : 0;
    return start > head ? start : head;
}

duban_meta *duban_meta_read(const duban_flow *flow, const duban_outline *outline,
                            duban_matcher *matcher, duban_diags *diags) {
    duban_arena *arena = duban_matcher_arena(matcher);
    uint32_t head = first_section(flow, outline);
    duban_meta_reader r = {
        .flow = flow,
        .outline = outline,
        .matcher = matcher,
        .arena = arena,
        .diags = diags,
        .meta = duban_arena_alloc(arena, sizeof *r.meta),
        .head = {0, head},
        .tail = {tail_start(flow, outline, head), flow->length},
        .notice = DUBAN_SPAN_NONE,
        .named = DUBAN_SPAN_NONE,
        .title = DUBAN_SPAN_NONE,
        .title_issuers = DUBAN_SPAN_NONE,
    };
    duban_meta_read_fields(&r);
    duban_meta_read_title(&r);
    duban_meta_read_numbers(&r);
    duban_meta_read_dates(&r);
    duban_meta_read_issuer(&r);
    duban_meta_read_addressees(&r);
    duban_meta_read_place(&r);
    duban_meta_read_references(&r);
    duban_meta_read_attachments(&r);
    sort_items(r.meta, arena);
    return r.meta;
}
