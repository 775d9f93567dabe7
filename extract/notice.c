/* The pipeline: bytes -> document -> flow -> outline -> records. Each stage is one call. */
#include "extract/notice.h"

#include <stdlib.h>

#include "base/limits.h"

typedef struct {
    duban_notice *notice;
    const duban_input *input;
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
    duban_matcher *matcher = duban_matcher_new(n->rules, n->arena, &n->diags);
    n->flow = duban_flow_make(document, matcher, &n->diags);
    duban_matcher_set(matcher, n->flow->fold, n->flow->length);
    n->outline = duban_outline_make(n->flow, matcher, &n->diags);
    if (n->records.count) {
        qsort(n->records.items, n->records.count, sizeof *n->records.items, by_place);
    }
    return DUBAN_OK;
}

duban_status duban_notice_read(const duban_rules *rules, const duban_input *input,
                               duban_notice **notice) {
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
    return duban_arena_run(arena, read_notice, &(reading){.notice = n, .input = input});
}

void duban_notice_free(duban_notice *notice) {
    if (notice) duban_arena_free(notice->arena);
}
