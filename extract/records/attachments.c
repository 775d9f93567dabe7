/*
 * Attachments: which links of a page lead to what is attached to the notice; part of the metadata
 * (meta_reader.h). The rules are in rules/attachments.xml.
 *
 * In the notice a link is an attachment if it leads to a document or its words say that it is one;
 * in the page's frame only if its words, or the line that it stands in or below, say so. A link
 * that is there twice (a picture and a name) is one attachment, with the longer name.
 */
#include <string.h>

#include "extract/records/meta_reader.h"

typedef struct {
    duban_span name; /* in the flow; DUBAN_SPAN_NONE: a picture, or what the layout left out */
    bool is_document;
} target;

/* Where the unit of a source byte stands in the flow, or where the next one does: the units of a
 * page are in the order of their bytes. */
static uint32_t position_of(const duban_flow *flow, uint32_t src) {
    uint32_t low = 0, high = flow->para_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        duban_span span = flow->paras[middle].span;
        if (flow->src[span.end - 1] + flow->width[span.end - 1] <= src)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == flow->para_count) return flow->length;
    duban_span span = flow->paras[low].span;
    while (span.start < span.end && flow->src[span.start] < src) span.start++;
    return span.start;
}

static duban_span words_of(const duban_meta_reader *r, const duban_link *link) {
    if (link->src_from >= link->src_to || r->flow->part) return DUBAN_SPAN_NONE;
    duban_span span = {position_of(r->flow, link->src_from), position_of(r->flow, link->src_to)};
    span = duban_meta_trim(r, span);
    return duban_span_is_empty(span) ? DUBAN_SPAN_NONE : span;
}

static bool is_named(const duban_meta_reader *r, duban_span name) {
    duban_match match;
    return duban_span_is_set(name) && duban_meta_find(r, "attachment", "name", name, &match);
}

static bool is_list_head(const duban_meta_reader *r, uint32_t para) {
    duban_match match;
    return para < r->flow->para_count &&
           duban_meta_find(r, "attachment", "list", r->flow->paras[para].span, &match);
}

static bool is_attachment(const duban_meta_reader *r, const target *t, uint32_t *list_end) {
    if (is_named(r, t->name)) return true;
    if (!t->is_document) return false;
    if (!duban_span_is_set(t->name)) return true;
    uint32_t para = duban_flow_para_at(r->flow, t->name.start);
    if (para >= r->flow->para_count) return false;
    if (r->flow->paras[para].kind != DUBAN_PARA_FURNITURE) return true;
    bool listed = is_list_head(r, para) || (para && is_list_head(r, para - 1)) || para == *list_end;
    if (listed) *list_end = para + 1;
    return listed;
}

/* The name of the file that a link without words leads to: what stands before the end of its path,
 * or of a parameter that names a file. */
static const char *file_name(const duban_meta_reader *r, const char *href) {
    const char *query = strchr(href, '?'), *value = query ? strrchr(query, '=') : NULL;
    const char *path = value && strchr(value, '.') ? value + 1 : href;
    size_t length = strcspn(path, "?#&");
    const char *slash = memrchr(path, '/', length), *name = slash ? slash + 1 : path;
    return duban_arena_printf(r->arena, "%.*s", (int)(length - (size_t)(name - path)), name);
}

static duban_meta_item *known(duban_meta *meta, const char *href) {
    for (uint32_t i = 0; i < meta->count; i++)
        if (meta->items[i].href && !strcmp(meta->items[i].href, href)) return &meta->items[i];
    return NULL;
}

static void add(duban_meta_reader *r, const char *href, duban_span name) {
    duban_meta_item *item = known(r->meta, href);
    bool better = !item || (duban_span_is_set(name) &&
                            (!duban_span_is_set(item->span) ||
                             duban_span_length(name) > duban_span_length(item->span)));
    if (!better) return;
    const char *words = duban_span_is_set(name) ? duban_meta_quote(r, name) : file_name(r, href);
    if (!item) item = duban_meta_add(r, "attachment", words, name, NULL);
    item->rule = is_named(r, name) ? "attachment.name" : "attachment.target";
    item->value = words;
    item->span = name;
    item->href = href;
}

/* What kind of target a link has; false if it is none of a file's. */
static bool read_target(duban_meta_reader *r, const duban_link *link, target *t) {
    duban_match match;
    if (!link->href.length) return false;
    duban_meta_reader aside = duban_meta_aside(r, link->href);
    duban_span all = {0, link->href.length};
    if (duban_meta_find(&aside, "attachment", "never", all, &match)) return false;
    t->is_document = duban_meta_find(&aside, "attachment", "target", all, &match);
    return true;
}

/* A notice whose plan is elsewhere: the reader of the ledger is to know. */
static void tell_letter(duban_meta_reader *r) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < r->meta->count; i++) count += r->meta->items[i].href != NULL;
    if (r->outline->count > 1 || (!count && !duban_meta_value(r->meta, "noticeTitle"))) return;
    const duban_diag warning = {.severity = DUBAN_WARNING,
                                .status = DUBAN_OK,
                                .stage = DUBAN_STAGE_RECORDS,
                                .span = duban_span_is_set(r->notice) ? r->notice : r->title};
    if (count)
        duban_diag_add(r->diags, warning,
                       "no section of a plan stands here; it may be in what is attached (%u)",
                       count);
    else
        duban_diag_add(r->diags, warning,
                       "no section of the plan that the notice carries stands here; read it too");
}

void duban_meta_read_attachments(duban_meta_reader *r) {
    const duban_document *document = r->flow->document;
    uint32_t list_end = UINT32_MAX;
    for (uint32_t i = 0; i < document->link_count; i++) {
        const duban_link *link = &document->links[i];
        target t = {.name = words_of(r, link)};
        if (!read_target(r, link, &t)) continue;
        if (!is_attachment(r, &t, &list_end)) continue;
        add(r, duban_str_to_utf8(r->arena, link->href), t.name);
    }
    tell_letter(r);
}
