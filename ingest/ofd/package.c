/* OFD.xml -> the DocRoot of each body -> pages and templates; see package.h. */
#include "ingest/ofd/package.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/markup/part.h"
#include "ingest/ofd/location.h"

typedef struct {
    duban_arena *arena;
    const duban_archive *archive;
    duban_ofd_package *package;
    uint32_t document; /* whose part is read */
    duban_ofd_location location;
} reading;

static void on_package_start(void *context, const char *name,
                             const duban_part_attributes *attributes) {
    reading *r = context;
    (void)attributes;
    if (!strcmp(name, "DocRoot")) duban_ofd_location_open(&r->location);
}

static void on_text(void *context, const char16_t *units, const uint32_t *src, const uint8_t *width,
                    uint32_t count) {
    reading *r = context;
    (void)src, (void)width;
    duban_ofd_location_add(&r->location, (duban_str){units, count}, r->arena);
}

/* Each document is read once, however often it is named. */
static void add_root(reading *r, const char *path) {
    duban_ofd_package *p = r->package;
    for (uint32_t i = 0; i < p->root_count; i++)
        if (!strcmp(p->roots[i], path)) return;
    if (p->root_count > r->archive->count) return;
    p->roots = duban_arena_grow(r->arena, p->roots, &p->root_capacity, p->root_count + 1,
                                sizeof *p->roots);
    p->roots[p->root_count++] = path;
}

static void on_package_end(void *context, const char *name) {
    reading *r = context;
    (void)name;
    const char *root = duban_ofd_location_close(&r->location, r->arena);
    if (root) add_root(r, duban_ofd_location_resolve(r->archive, "", root, r->arena));
}

/* A location in the document part, from the package's root. */
static const char *locate(const reading *r, const char *location) {
    return duban_ofd_location_resolve(r->archive, r->package->roots[r->document], location,
                                      r->arena);
}

static void on_document_start(void *context, const char *name,
                              const duban_part_attributes *attributes) {
    reading *r = context;
    duban_ofd_package *p = r->package;
    bool is_page = !strcmp(name, "Page"), is_template = !strcmp(name, "TemplatePage");
    const char *location = duban_part_attribute(attributes, "BaseLoc", r->arena);
    if (!strcmp(name, "Annotations") || !strcmp(name, "Attachments"))
        duban_ofd_location_open(&r->location);
    if (!location || (!is_page && !is_template)) return;
    if ((is_page ? p->page_count : p->template_count) >= r->archive->count) {
        p->dropped++;
        return;
    }
    const duban_ofd_page page = {.id = duban_part_integer(attributes, "ID", -1),
                                 .document = r->document,
                                 .path = locate(r, location)};
    if (is_page) {
        p->pages = duban_arena_grow(r->arena, p->pages, &p->page_capacity, p->page_count + 1,
                                    sizeof *p->pages);
        p->pages[p->page_count++] = page;
    } else {
        p->templates = duban_arena_grow(r->arena, p->templates, &p->template_capacity,
                                        p->template_count + 1, sizeof *p->templates);
        p->templates[p->template_count++] = page;
    }
}

/* Where the document's annotations and attachments are listed. */
static void on_document_end(void *context, const char *name) {
    reading *r = context;
    duban_ofd_package *p = r->package;
    const char *location = duban_ofd_location_close(&r->location, r->arena);
    if (!location || p->list_count > r->archive->count) return;
    p->lists = duban_arena_grow(r->arena, p->lists, &p->list_capacity, p->list_count + 1,
                                sizeof *p->lists);
    p->lists[p->list_count++] = (duban_ofd_list){.attachments = !strcmp(name, "Attachments"),
                                                 .document = r->document,
                                                 .path = locate(r, location)};
}

static duban_status missing(duban_diags *diags, const char *part) {
    return duban_diag_fail(diags, DUBAN_STAGE_INGEST, DUBAN_UNREADABLE,
                           "damaged: the package has no '%s'", part);
}

/* Both parts are needed: without one there is no document. */
static duban_status parse(reading *r, const char *path, duban_part_handler handler,
                          duban_diags *diags) {
    const duban_member *part = duban_archive_find(r->archive, path);
    if (!part) return missing(diags, path);
    handler.context = r;
    duban_status status =
        duban_part_parse(r->arena, part->path, part->bytes, part->length, &handler, diags);
    if (status == DUBAN_OK) return status;
    return duban_diag_fail(diags, DUBAN_STAGE_INGEST, status, "damaged: '%s' cannot be read", path);
}

static void parse_further(reading *r, const char *path, duban_part_handler handler,
                          duban_diags *diags) {
    duban_diags lost = {.arena = r->arena};
    if (parse(r, path, handler, &lost) == DUBAN_OK) return;
    duban_diag_add(diags,
                   (duban_diag){.severity = DUBAN_WARNING,
                                .stage = DUBAN_STAGE_INGEST,
                                .span = DUBAN_SPAN_NONE},
                   "document '%s' of the package cannot be read, left out", path);
}

int duban_ofd_by_id(const void *a, const void *b) {
    const duban_ofd_page *p = a, *q = b;
    if (p->document != q->document) return p->document < q->document ? -1 : 1;
    return (p->id > q->id) - (p->id < q->id);
}

static void finish(duban_ofd_package *p, duban_diags *diags) {
    if (p->template_count)
        qsort(p->templates, p->template_count, sizeof *p->templates, duban_ofd_by_id);
    if (p->dropped)
        duban_diag_add(diags,
                       (duban_diag){.severity = DUBAN_WARNING,
                                    .stage = DUBAN_STAGE_INGEST,
                                    .span = DUBAN_SPAN_NONE},
                       "%u pages more than the package has parts, left out", p->dropped);
}

duban_status duban_ofd_package_read(duban_arena *arena, const duban_archive *archive,
                                    duban_ofd_package *package, duban_diags *diags) {
    static const duban_part_handler in_package = {
        .start = on_package_start, .end = on_package_end, .text = on_text};
    static const duban_part_handler in_document = {
        .start = on_document_start, .end = on_document_end, .text = on_text};
    *package = (duban_ofd_package){0};
    reading r = {.arena = arena, .archive = archive, .package = package};
    duban_status status = parse(&r, "OFD.xml", in_package, diags);
    if (status != DUBAN_OK) return status;
    if (!package->root_count) return missing(diags, "DocRoot");
    status = parse(&r, package->roots[0], in_document, diags);
    for (r.document = 1; r.document < package->root_count && status == DUBAN_OK; r.document++)
        parse_further(&r, package->roots[r.document], in_document, diags);
    finish(package, diags);
    return status;
}
