/*
 * The title as the page's own fields state it (ArticleTitle, the name in a table) against the
 * title that was found in the text.
 *
 * A field is heard only if it reads as the title of a notice or of a plan: pages state the name of
 * a column or of the site there, too. A field that holds the text's title, is held by it, or was
 * cut agrees with it, and the text's own words are taken, for they can be proven. Else the
 * contradiction is reported, and the field is trusted more, but not against two: a notice's title
 * and the title line of the plan that it names.
 */
#include <string.h>

#include "extract/records/meta_reader.h"

#define HEADING_SURE 9 /* a shorter one may be a word of the navigation */

typedef struct {
    const duban_meta_field *field;
    const char *whole;  /* without the site's name and without the mark of a cut */
    const char *notice; /* NULL if it is no notice that carries a plan */
    const char *title;
    const char *status, *from, *by; /* what the title says, or NULL */
    duban_str issuers;              /* who stands before it; empty if nobody */
    bool cut;
} heading;

/* The field's text up to a tail of the form: the name of the site, the mark of a cut. */
static bool cut_tail(duban_meta_reader *r, const char *form, duban_str *text) {
    duban_match match;
    duban_meta_reader aside = duban_meta_aside(r, *text);
    duban_span all = {0, text->length};
    if (!duban_meta_find(&aside, "heading", form, all, &match)) return false;
    text->length = match.span.start;
    return true;
}

/* The title in a span of the field, and what its end says. */
static void read_title(const duban_meta_reader *in, duban_span title, heading *h) {
    duban_match match;
    if (duban_meta_find(in, "period", NULL, title, &match)) {
        h->from = duban_meta_quote(in, duban_match_group(&match, "from"));
        h->by = duban_meta_quote(in, duban_match_group(&match, "by"));
    }
    if (duban_meta_find(in, "status", NULL, title, &match)) {
        h->status = duban_rule_param(match.rule, "value");
        title.end = match.span.start;
    }
    h->title = duban_meta_quote(in, duban_meta_trim(in, title));
}

static duban_str issuers_of(const duban_meta_reader *in, const duban_match *match) {
    duban_span span = duban_meta_trim(in, duban_match_group(match, "issuer"));
    return duban_span_is_empty(span) ? (duban_str){0} : duban_flow_text(in->flow, span);
}

/* False if the field does not read as a title. */
static bool read_heading(duban_meta_reader *r, const duban_meta_field *field, heading *h) {
    duban_str text = field->text;
    duban_match match;
    *h = (heading){.field = field};
    while (cut_tail(r, "site", &text)) continue;
    h->cut = cut_tail(r, "cut", &text);
    duban_meta_reader aside = duban_meta_aside(r, text);
    duban_span all = {0, text.length};
    h->whole = duban_meta_quote(&aside, all);
    if (h->cut) return true;
    if (duban_meta_find(&aside, "noticeTitle", NULL, all, &match)) {
        duban_span name = duban_match_group(&match, "name");
        bool quoted = name.start && duban_meta_mark(aside.flow->fold[name.start - 1]) == 0x300A;
        if (!duban_span_is_set(name)) name = duban_match_group(&match, "name2");
        h->notice = duban_meta_quote(&aside, duban_match_group(&match, "value"));
        h->issuers = issuers_of(&aside, &match);
        if (quoted || duban_meta_find(&aside, "title", "issued", all, &match))
            read_title(&aside, name, h);
        else
            h->title = h->notice, h->notice = NULL;
        return true;
    }
    bool found =
        duban_meta_find(&aside, "title", "about", all, &match) ||
        (duban_meta_find(&aside, "title", "line", all, &match) && text.length >= HEADING_SURE);
    if (found) read_title(&aside, duban_match_group(&match, "value"), h);
    return found;
}

static bool agrees(const duban_meta_reader *r, const heading *h, const char *other) {
    return other && (duban_meta_agree(r, "title", h->whole, other) ||
                     (h->title && duban_meta_agree(r, "title", h->title, other)));
}

static duban_meta_claim claim_of(const heading *h) {
    return (duban_meta_claim){.element = "title",
                              .value = h->title,
                              .span = h->field->span,
                              .rule = "field.label",
                              .origin = h->field->origin,
                              .label = h->field->label};
}

static void drop(duban_meta *meta, const char *element) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < meta->count; i++)
        if (strcmp(meta->items[i].element, element)) meta->items[kept++] = meta->items[i];
    meta->count = kept;
}

/* The field's title in the place of the text's. */
static void take(duban_meta_reader *r, const heading *h) {
    static const char *const told[] = {"title", "noticeTitle", "status", "period"};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) drop(r->meta, told[i]);
    duban_span span = h->field->span;
    r->heading_issuers = h->issuers;
    r->title_issuers = DUBAN_SPAN_NONE;
    r->title = r->named = h->notice ? DUBAN_SPAN_NONE : span;
    r->notice = h->notice ? span : DUBAN_SPAN_NONE;
    duban_meta_add(r, "title", h->title, span, "field.label");
    if (h->notice) duban_meta_add(r, "noticeTitle", h->notice, span, "field.label");
    if (h->status) duban_meta_add(r, "status", h->status, span, "field.label");
    if (!h->from) return;
    duban_meta_item *period = duban_meta_add(r, "period", NULL, span, "field.label");
    period->from = h->from;
    period->by = h->by;
}

static void tell(duban_meta_reader *r, const heading *h) {
    duban_meta_claim field = claim_of(h), text = {.element = "title",
                                                  .value = r->title_text,
                                                  .span = r->title,
                                                  .origin = DUBAN_META_TEXT};
    duban_meta_contradiction(r, r->confirmed ? &text : &field, r->confirmed ? &field : &text);
}

/* Whether the text's title is that of a notice: then no other notice carries it. */
static bool is_notice(const duban_meta_reader *r) {
    duban_match match;
    return duban_span_is_set(r->title) && duban_meta_find(r, "noticeTitle", NULL, r->title, &match);
}

void duban_meta_read_headings(duban_meta_reader *r) {
    heading first = {0}, h;
    for (uint32_t i = 0; i < r->field_count; i++) {
        if (strcmp(r->fields[i].element, "heading")) continue;
        if (!read_heading(r, &r->fields[i], &h)) continue;
        if (agrees(r, &h, r->title_text) || agrees(r, &h, r->notice_text)) {
            if (!first.field) first = h;
        } else if (h.title && !first.field) {
            if (r->title_text) tell(r, &h);
            if (r->confirmed) continue;
            take(r, &h);
            return;
        }
    }
    if (!first.field) return;
    r->heading_issuers = first.issuers;
    if (first.notice && r->title_text && !r->notice_text && !is_notice(r))
        duban_meta_add(r, "noticeTitle", first.notice, first.field->span, "field.label");
}
