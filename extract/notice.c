/* The pipeline: bytes -> document -> flow -> outline -> records. Each stage is one call. */
#include "extract/notice.h"

#include <stdlib.h>

#include "base/limits.h"
#include "extract/records/units.h"

typedef struct {
    duban_notice *notice;
    const duban_input *input;
    duban_watch *watch;
    void *context;
} reading;

static int by_place(const void *a, const void *b) {
    const duban_record *x = a, *y = b;
    if (x->node != y->node) return x->node < y->node ? -1 : 1;
    if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return x->span.end < y->span.end ? -1 : x->span.end > y->span.end;
}

static duban_status read_notice(void *context) {
    reading *r = context;
    duban_notice *n = r->notice;
    duban_document *document = NULL;
    duban_status status = duban_document_read(n->arena, r->input, &document, &n->diags);
    if (status != DUBAN_OK) return status;
    n->document = document;
    r->watch(r->context, "ingest");
    duban_matcher *matcher = duban_matcher_new(n->rules, n->arena, &n->diags);
    n->flow = duban_flow_make(document, matcher, &n->diags);
    r->watch(r->context, "layout");
    duban_matcher_set(matcher, n->flow->fold, n->flow->length);
    n->outline = duban_outline_make(n->flow, matcher, &n->diags);
    r->watch(r->context, "outline");
    n->meta = duban_meta_read(n->flow, n->outline, matcher, &n->diags);
    r->watch(r->context, "meta");
    duban_units_read(n->flow, n->outline, n->meta, matcher, &n->records, &n->diags);
    r->watch(r->context, "units");
    if (n->records.count)
        qsort(n->records.items, n->records.count, sizeof *n->records.items, by_place);
    return DUBAN_OK;
}

static void watch_nothing(void *context, const char *stage) {
    (void)context;
    (void)stage;
}

duban_status duban_notice_read(const duban_rules *rules, const duban_input *input,
                               duban_notice **notice) {
    return duban_notice_watch(rules, input, watch_nothing, NULL, notice);
}

duban_status duban_notice_watch(const duban_rules *rules, const duban_input *input,
                                duban_watch *watch, void *context, duban_notice **notice) {
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
    reading r = {.notice = n, .input = input, .watch = watch, .context = context};
    return duban_arena_run(arena, read_notice, &r);
}

void duban_notice_free(duban_notice *notice) {
    if (notice) duban_arena_free(notice->arena);
}
