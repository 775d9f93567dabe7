/* The pipeline: bytes -> document -> flow -> outline -> records. Each stage is one call. */
#include "extract/notice.h"

#include <stdlib.h>

#include "base/limits.h"
#include "extract/converters.h"
#include "extract/records/deadlines.h"
#include "extract/records/tables.h"
#include "extract/records/targets.h"
#include "extract/records/times.h"
#include "extract/records/units.h"

typedef struct {
    duban_notice *notice;
    const duban_input *input;
    duban_watch watch;
} reading;

static int by_place(const void *a, const void *b) {
    const duban_record *x = a, *y = b;
    if (x->node != y->node) return x->node < y->node ? -1 : 1;
    if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return x->span.end < y->span.end ? -1 : x->span.end > y->span.end;
}

static void tell(const reading *r, const char *stage) {
    if (r->watch.stage) r->watch.stage(r->watch.context, r->notice, stage);
}

static duban_status read_notice(void *context) {
    reading *r = context;
    duban_notice *n = r->notice;
    duban_document *document = NULL;
    const duban_converter_source converters = duban_rules_converter_source(n->rules);
    duban_status status =
        duban_document_read_with(n->arena, r->input, &converters, &document, &n->diags);
    if (status != DUBAN_OK) return status;
    n->document = document;
    tell(r, "ingest");
    duban_matcher *matcher = duban_matcher_new(n->rules, n->arena, &n->diags);
    duban_matcher_observe(matcher, r->watch.observer);
    n->flow = duban_flow_make(document, matcher, &n->diags);
    tell(r, "layout");
    duban_matcher_set(matcher, n->flow->fold, n->flow->length);
    n->outline = duban_outline_make(n->flow, matcher, &n->diags);
    tell(r, "outline");
    n->meta = duban_meta_read(n->flow, n->outline, matcher, &n->diags);
    tell(r, "meta");
    duban_units_read(n->flow, n->outline, n->meta, matcher, &n->records, &n->diags);
    tell(r, "units");
    duban_tables_read(n->flow, n->outline, n->meta, matcher, &n->records, &n->diags);
    tell(r, "tables");
    duban_times_collect(n->flow, n->outline, n->meta, matcher, &n->records);
    duban_deadlines_read(n->flow, n->outline, n->meta, matcher, &n->records, &n->diags);
    tell(r, "deadlines");
    duban_targets_read(n->flow, n->outline, n->meta, matcher, &n->records, &n->diags);
    tell(r, "targets");
    if (n->records.count)
        qsort(n->records.items, n->records.count, sizeof *n->records.items, by_place);
    return DUBAN_OK;
}

duban_status duban_notice_read(const duban_rules *rules, const duban_input *input,
                               duban_notice **notice) {
    return duban_notice_watch(rules, input, &(duban_watch){0}, notice);
}

duban_status duban_notice_watch(const duban_rules *rules, const duban_input *input,
                                const duban_watch *watch, duban_notice **notice) {
    *notice = NULL;
    duban_arena *arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    duban_notice *n = arena ? duban_arena_alloc(arena, sizeof *n) : NULL;
    if (!n) {
        duban_arena_free(arena);
        return DUBAN_NO_MEMORY;
    }
    *n = (duban_notice){.arena = arena, .rules = rules};
    n->diags.arena = n->records.arena = arena;
    *notice = n;
    reading r = {.notice = n, .input = input, .watch = *watch};
    return duban_arena_run(arena, read_notice, &r);
}

void duban_notice_free(duban_notice *notice) {
    if (notice) duban_arena_free(notice->arena);
}
