/* Bytes -> document -> notice -> the links of its attachments; see page_links.h. */
#include "cli/batch/page_links.h"

#include <string.h>

typedef struct {
    const duban_input *input;
    const duban_notice *notice;
    duban_buffer *links;
    bool linked; /* the document has any link */
} page;

static duban_status look(void *context) {
    page *p = context;
    duban_diags diags = {.arena = p->links->arena};
    duban_document *document = NULL;
    duban_status status = duban_document_read(p->links->arena, p->input, &document, &diags);
    p->linked = status == DUBAN_OK && document->link_count > 0;
    return status;
}

static duban_status gather(void *context) {
    page *p = context;
    for (uint32_t i = 0; i < p->notice->meta->count; i++) {
        const duban_meta_item *item = &p->notice->meta->items[i];
        if (!item->href) continue;
        duban_buffer_add(p->links, item->href, strlen(item->href) + 1);
        duban_buffer_add(p->links, item->value, strlen(item->value) + 1);
    }
    return DUBAN_OK;
}

bool duban_page_links_make(const duban_rules *rules, const duban_input *input,
                           duban_buffer *links) {
    page p = {.input = input, .links = links};
    duban_notice *notice = NULL;
    if (!duban_document_may_link(input)) return true;
    bool good = duban_arena_run(links->arena, look, &p) == DUBAN_OK;
    if (good && p.linked) {
        good = duban_notice_read(rules, input, &notice) == DUBAN_OK;
        p.notice = notice;
        good = good && duban_arena_run(links->arena, gather, &p) == DUBAN_OK;
        duban_notice_free(notice);
    }
    return good;
}
