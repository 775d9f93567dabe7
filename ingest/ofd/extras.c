/* Annotations.xml and Attachments.xml -> parts and names; see extras.h. */
#include "ingest/ofd/extras.h"

#include <string.h>

#include "ingest/markup/part.h"
#include "ingest/ofd/location.h"

typedef struct {
    duban_arena *arena;
    const duban_archive *archive;
    const duban_ofd_list *list;
    duban_ofd_extras *extras;
    long page; /* whose annotations are listed */
    duban_ofd_location location;
} reading;

static void on_start(void *context, const char *name, const duban_part_attributes *attributes) {
    reading *r = context;
    duban_ofd_extras *e = r->extras;
    if (!strcmp(name, "Page")) r->page = duban_part_integer(attributes, "PageID", -1);
    if (!strcmp(name, "FileLoc") && !r->list->attachments) duban_ofd_location_open(&r->location);
    if (strcmp(name, "Attachment") != 0) return;
    const char *title = duban_part_attribute(attributes, "Name", r->arena);
    e->attachments = duban_arena_grow(r->arena, e->attachments, &e->attachment_capacity,
                                      e->attachment_count + 1, sizeof *e->attachments);
    e->attachments[e->attachment_count++] = title ? title : "";
}

static void on_text(void *context, const char16_t *units, const uint32_t *src, const uint8_t *width,
                    uint32_t count) {
    reading *r = context;
    (void)src, (void)width;
    duban_ofd_location_add(&r->location, (duban_str){units, count}, r->arena);
}

static void on_end(void *context, const char *name) {
    reading *r = context;
    duban_ofd_extras *e = r->extras;
    (void)name;
    const char *location = duban_ofd_location_close(&r->location, r->arena);
    if (!location || e->annotation_count >= r->archive->count) return;
    e->annotations = duban_arena_grow(r->arena, e->annotations, &e->annotation_capacity,
                                      e->annotation_count + 1, sizeof *e->annotations);
    e->annotations[e->annotation_count++] = (duban_ofd_page){
        .id = r->page,
        .document = r->list->document,
        .path = duban_ofd_location_resolve(r->archive, r->list->path, location, r->arena)};
}

duban_ofd_extras duban_ofd_extras_read(duban_arena *arena, const duban_archive *archive,
                                       const duban_ofd_package *package, duban_diags *diags) {
    duban_ofd_extras extras = {0};
    for (uint32_t i = 0; i < package->list_count; i++) {
        reading r = {
            .arena = arena, .archive = archive, .list = &package->lists[i], .extras = &extras};
        const duban_part_handler handler = {
            .context = &r, .start = on_start, .end = on_end, .text = on_text};
        const duban_member *part = duban_archive_find(archive, r.list->path);
        if (part) duban_part_parse(arena, part->path, part->bytes, part->length, &handler, diags);
    }
    return extras;
}
