/* OFD.xml -> DocRoot -> pages and templates; see package.h. */
#include "ingest/ofd/package.h"

#include <string.h>

#include "base/str.h"
#include "ingest/markup/part.h"

enum { PATH_MAX_UNITS = 1024 };

typedef struct {
    duban_arena *arena;
    duban_ofd_package *package;
    bool in_root;
    char path[PATH_MAX_UNITS];
    size_t length;
} reading;

static void on_package_start(void *context, const char *name,
                             const duban_part_attributes *attributes) {
    reading *r = context;
    (void)attributes;
    r->in_root = !strcmp(name, "DocRoot") && !r->package->root;
    if (r->in_root) r->length = 0;
}

static void on_package_text(void *context, const char16_t *units, const uint32_t *src,
                            const uint8_t *width, uint32_t count) {
    reading *r = context;
    (void)src, (void)width;
    if (!r->in_root) return;
    const char *text = duban_str_to_utf8(r->arena, (duban_str){units, count});
    for (; *text; text++)
        if (*text > ' ' && r->length + 1 < sizeof r->path) r->path[r->length++] = *text;
}

static void on_package_end(void *context, const char *name) {
    reading *r = context;
    (void)name;
    if (r->in_root && r->length)
        r->package->root = duban_arena_printf(r->arena, "%.*s", (int)r->length, r->path);
    r->in_root = false;
}

/* A location in the document part, from the package's root. */
static const char *resolve(duban_arena *arena, const char *root, const char *location) {
    if (*location == '/') return location + 1;
    const char *slash = strrchr(root, '/');
    int folder = slash ? (int)(slash - root) + 1 : 0;
    return duban_arena_printf(arena, "%.*s%s", folder, root, location);
}

static void on_document_start(void *context, const char *name,
                              const duban_part_attributes *attributes) {
    reading *r = context;
    duban_ofd_package *p = r->package;
    bool is_page = !strcmp(name, "Page"), is_template = !strcmp(name, "TemplatePage");
    const char *location = duban_part_attribute(attributes, "BaseLoc", r->arena);
    if (!location || (!is_page && !is_template)) return;
    const duban_ofd_page page = {.id = duban_part_integer(attributes, "ID", -1),
                                 .path = resolve(r->arena, p->root, location)};
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

static void on_document_end(void *context, const char *name) { (void)context, (void)name; }

static duban_status missing(duban_diags *diags, const char *part) {
    return duban_diag_fail(diags, DUBAN_STAGE_INGEST, DUBAN_UNREADABLE,
                           "damaged: the package has no '%s'", part);
}

/* Both parts are needed: without one there is no document. */
static duban_status parse(reading *r, const duban_archive *archive, const char *path,
                          duban_part_handler handler, duban_diags *diags) {
    const duban_member *part = duban_archive_find(archive, path);
    if (!part) return missing(diags, path);
    handler.context = r;
    duban_status status =
        duban_part_parse(r->arena, part->path, part->bytes, part->length, &handler, diags);
    if (status == DUBAN_OK) return status;
    return duban_diag_fail(diags, DUBAN_STAGE_INGEST, status, "damaged: '%s' cannot be read", path);
}

duban_status duban_ofd_package_read(duban_arena *arena, const duban_archive *archive,
                                    duban_ofd_package *package, duban_diags *diags) {
    static const duban_part_handler in_package = {
        .start = on_package_start, .end = on_package_end, .text = on_package_text};
    static const duban_part_handler in_document = {.start = on_document_start,
                                                   .end = on_document_end};
    *package = (duban_ofd_package){0};
    reading r = {.arena = arena, .package = package};
    duban_status status = parse(&r, archive, "OFD.xml", in_package, diags);
    if (status != DUBAN_OK) return status;
    if (!package->root) return missing(diags, "DocRoot");
    if (*package->root == '/') package->root++;
    return parse(&r, archive, package->root, in_document, diags);
}
