/* HTML events -> pieces; see page.h. */
#include "ingest/html/page.h"

#include <string.h>

#include "base/limits.h"
#include "ingest/html/elements.h"
#include "ingest/html/grid.h"
#include "ingest/html/parse.h"

static void close_piece(duban_html_page *page) {
    if (!page->open) return;
    page->open = false;
    duban_html_piece *piece = &page->pieces[page->piece_count - 1];
    while (page->length > piece->from && page->text[page->length - 1] == ' ') page->length--;
    piece->to = page->length;
    if (piece->to == piece->from) {
        page->piece_count--;
        return;
    }
    duban_html_grid_fill(page, piece);
}

static duban_html_piece *add_piece(duban_html_page *page) {
    page->pieces = duban_arena_grow(page->arena, page->pieces, &page->piece_capacity,
                                    page->piece_count + 1, sizeof *page->pieces);
    const duban_html_element *element = &page->elements[page->current];
    duban_html_piece *piece = &page->pieces[page->piece_count++];
    *piece = (duban_html_piece){.element = page->current,
                                .from = page->length,
                                .to = page->length,
                                .heading = element->heading,
                                .bullet = element->bullet};
    return piece;
}

static bool is_collapsible(char16_t unit) { return unit == ' ' || (unit >= 0x09 && unit <= 0x0D); }

static void add_unit(duban_html_page *page, char16_t unit, uint32_t src, uint8_t width) {
    if (is_collapsible(unit)) {
        bool leads = !page->open || page->length == page->pieces[page->piece_count - 1].from;
        if (leads || page->text[page->length - 1] == ' ') return;
        unit = ' ';
    }
    if (page->length >= page->source->length) return;
    if (!page->open) {
        add_piece(page);
        page->open = true;
    }
    const duban_html_element *element = &page->elements[page->current];
    duban_html_piece *piece = &page->pieces[page->piece_count - 1];
    piece->linked += element->linked;
    piece->strong += element->strong || unit == ' ';
    page->strong[page->length] = element->strong;
    page->text[page->length] = unit;
    page->src[page->length] = src;
    page->width[page->length++] = width;
}

static void on_text(void *context, uint32_t from, uint32_t to) {
    duban_html_page *page = context;
    const duban_decoded *s = page->source;
    if (page->skip) duban_html_unread_weigh_units(&page->unread, s->text + from, to - from);
    for (uint32_t i = from; i < to && !page->skip; i++)
        if (s->text[i]) add_unit(page, s->text[i], s->src[i], s->width[i]);
}

static void on_reference(void *context, uint32_t from, uint32_t to, const char16_t *units,
                         uint32_t count) {
    duban_html_page *page = context;
    if (page->skip || from >= to) return;
    const duban_decoded *s = page->source;
    uint32_t end = s->src[to - 1] + s->width[to - 1];
    for (uint32_t i = 0; i < count; i++)
        add_unit(page, units[i], i ? end : s->src[from], (uint8_t)(i ? 0 : end - s->src[from]));
}

/* Of scripts nothing is wanted, so nothing is lost. */
static void on_lost(void *context, uint32_t bytes) {
    duban_html_page *page = context;
    if (!page->skip) page->lost += bytes;
}

/* The name of a meta tag, by whichever convention it is given; NULL if it has none. */
static const char *name_of_tag(const char *const *attributes) {
    static const char *const conventions[] = {"name", "property", "itemprop"};
    const char *name = NULL;
    for (size_t i = 0; i < sizeof conventions / sizeof *conventions && !name; i++)
        name = duban_html_attribute(attributes, conventions[i]);
    return name;
}

/* A meta tag with a name: what the page says of itself. */
static void add_field(duban_html_page *page, const char *name, const char *value) {
    if (!name || !value || !*value) return;
    page->fields = duban_arena_grow(page->arena, page->fields, &page->field_capacity,
                                    page->field_count + 1, sizeof *page->fields);
    page->fields[page->field_count++] =
        (duban_field){.name = duban_str_from_utf8(page->arena, name, strlen(name)),
                      .value = duban_str_from_utf8(page->arena, value, strlen(value))};
}

/* Where an element leads: a link, or a frame that shows another file; NULL if nowhere. */
static const char *target_of(uint32_t flags, const char *const *attributes) {
    if (flags & DUBAN_HTML_LINK) return duban_html_attribute(attributes, "href");
    if (!(flags & DUBAN_HTML_EMBED)) return NULL;
    const char *source = duban_html_attribute(attributes, "src");
    return source ? source : duban_html_attribute(attributes, "data");
}

/* A link begins: its number, 0 if it leads nowhere, has no words or is the page's navigation. */
static uint32_t open_link(duban_html_page *page, const duban_html_element *element,
                          const char *const *attributes) {
    const char *href = target_of(element->flags, attributes);
    if (!href || element->chrome) return 0;
    page->links = duban_arena_grow(page->arena, page->links, &page->link_capacity,
                                   page->link_count + 1, sizeof *page->links);
    bool words = element->flags & DUBAN_HTML_LINK;
    page->links[page->link_count++] =
        (duban_link){.href = duban_str_from_utf8(page->arena, href, strlen(href)),
                     .src_from = words ? page->length : 0};
    return words ? page->link_count : 0;
}

/* A link ends: its words are the units since it began, white space at its ends left out. */
static void close_link(duban_html_page *page, uint32_t number) {
    duban_link *link = &page->links[number - 1];
    uint32_t from = link->src_from, to = page->length;
    while (from < to && is_collapsible(page->text[from])) from++;
    while (to > from && is_collapsible(page->text[to - 1])) to--;
    link->src_from = from < to ? page->src[from] : 0;
    link->src_to = from < to ? page->src[to - 1] + page->width[to - 1] : 0;
}

static void place(duban_html_page *page, duban_html_element *element, uint32_t flags,
                  const char *const *attributes) {
    if (flags & DUBAN_HTML_TABLE) element->table = duban_html_grid_open(page, element->table);
    if (!element->table) return;
    if (flags & DUBAN_HTML_ROW) duban_html_grid_row(page, element->table);
    if (flags & DUBAN_HTML_CELL) duban_html_grid_cell(page, element, attributes);
}

static void push_element(duban_html_page *page, const char *name, uint32_t flags,
                         const char *const *attributes) {
    page->elements = duban_arena_grow(page->arena, page->elements, &page->element_capacity,
                                      page->element_count + 1, sizeof *page->elements);
    duban_html_element element = page->elements[page->current];
    element.parent = page->current;
    element.flags = flags;
    element.chrome |= (flags & DUBAN_HTML_CHROME) || duban_html_is_hidden(attributes);
    element.linked |= (flags & DUBAN_HTML_LINK) && duban_html_is_link(attributes);
    element.away |= (flags & DUBAN_HTML_LINK) && duban_html_leads_away(attributes);
    element.strong |= (flags & DUBAN_HTML_STRONG) || duban_html_is_bold(attributes);
    element.bullet |= !!(flags & DUBAN_HTML_ITEM);
    element.marked = duban_html_is_marked(name, attributes);
    /* A heading that was never closed does not head what stands in blocks behind it. */
    if ((flags & DUBAN_HTML_BLOCK) && !(flags & DUBAN_HTML_LEAF)) element.heading = 0;
    uint8_t heading = duban_html_heading(name);
    if (heading) element.heading = heading;
    place(page, &element, flags, attributes);
    element.link = open_link(page, &element, attributes);
    page->current = page->element_count;
    page->elements[page->element_count++] = element;
}

static void on_start(void *context, const char *name, const char *const *attributes) {
    duban_html_page *page = context;
    uint32_t flags = duban_html_flags(name);
    page->depth++;
    if (flags & (DUBAN_HTML_BLOCK | DUBAN_HTML_BREAK)) close_piece(page);
    if (flags & DUBAN_HTML_RULE) add_piece(page)->separator = true;
    if (flags & DUBAN_HTML_META)
        add_field(page, name_of_tag(attributes), duban_html_attribute(attributes, "content"));
    if ((flags & DUBAN_HTML_SKIP) && !page->skip) page->skip = page->depth;
    push_element(page, name, flags, attributes);
}

static void on_end(void *context, const char *name) {
    duban_html_page *page = context;
    (void)name;
    const duban_html_element *element = &page->elements[page->current];
    if (element->parent == DUBAN_HTML_NONE) return;
    if (element->link) close_link(page, element->link);
    if (element->flags & DUBAN_HTML_BLOCK) close_piece(page);
    if (page->skip == page->depth) page->skip = 0;
    page->depth--;
    page->current = element->parent;
}

static void report_losses(const duban_html_page *page, const duban_html_report *report,
                          duban_diags *diags) {
    const duban_diag warning = {.severity = DUBAN_WARNING,
                                .status = DUBAN_OK,
                                .stage = DUBAN_STAGE_INGEST,
                                .span = DUBAN_SPAN_NONE};
    if (page->lost)
        duban_diag_add(diags, warning, "%u bytes of text have no place in the page, left out",
                       page->lost);
    if (report->cut_tags)
        duban_diag_add(diags, warning, "%u tags longer than %u bytes, left out", report->cut_tags,
                       (unsigned)DUBAN_HTML_TAG_MAX);
}

duban_status duban_html_page_read(duban_arena *arena, const duban_decoded *source,
                                  duban_html_page *page, duban_diags *diags) {
    size_t units = (size_t)source->length + 1;
    *page = (duban_html_page){.arena = arena,
                              .source = source,
                              .text = duban_arena_alloc(arena, units * sizeof *page->text),
                              .src = duban_arena_alloc(arena, units * sizeof *page->src),
                              .width = duban_arena_alloc(arena, units),
                              .strong = duban_arena_alloc(arena, units * sizeof(bool))};
    page->elements =
        duban_arena_grow(arena, NULL, &page->element_capacity, 64, sizeof *page->elements);
    page->elements[page->element_count++] = (duban_html_element){.parent = DUBAN_HTML_NONE};
    const duban_html_handler handler = {.context = page,
                                        .start = on_start,
                                        .end = on_end,
                                        .text = on_text,
                                        .reference = on_reference,
                                        .lost = on_lost};
    duban_html_report report;
    duban_status status = duban_html_parse(arena, source, &handler, &report);
    close_piece(page);
    page->unread.letters += report.unread.letters;
    page->unread.stops += report.unread.stops;
    report_losses(page, &report, diags);
    return status;
}
