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

duban_status duban_ofd_package_read(duban_arena *arena, const duban_archive *archive,
                                    duban_ofd_package *package, duban_diags *diags) {
    *package = (duban_ofd_package){0};
    reading r = {.arena = arena, .package = package};
    const duban_member *part = duban_archive_find(archive, "OFD.xml");
    if (!part) return missing(diags, "OFD.xml");
    const duban_part_handler first = {
        .context = &r, .start = on_package_start, .end = on_package_end, .text = on_package_text};
    duban_status status =
        duban_part_parse(arena, part->path, part->bytes, part->length, &first, diags);
    if (status != DUBAN_OK) return status;
    if (!package->root) return missing(diags, "DocRoot");
    if (*package->root == '/') package->root++;
    part = duban_archive_find(archive, package->root);
    if (!part) return missing(diags, package->root);
    const duban_part_handler second = {
        .context = &r, .start = on_document_start, .end = on_document_end};
    return duban_part_parse(arena, part->path, part->bytes, part->length, &second, diags);
}
