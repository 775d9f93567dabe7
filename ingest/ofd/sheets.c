/* Content parts -> sheets in reading order; see sheets.h. */
#include "ingest/ofd/sheets.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "ingest/ofd/composites.h"
#include "ingest/ofd/extras.h"

typedef struct {
    duban_arena *arena;
    const duban_archive *archive;
    const duban_ofd_package *package;
    duban_diags *diags;
    duban_ofd_extras extras;
    duban_ofd_sheets sheets;
    size_t bytes; /* of parts read: pages may name one part again and again */
} reading;

static duban_diag warning(void) {
    return (duban_diag){
        .severity = DUBAN_WARNING, .stage = DUBAN_STAGE_INGEST, .span = DUBAN_SPAN_NONE};
}

/* Reads one content part as the next part of the document; a sheet without glyphs if it cannot. */
static duban_ofd_sheet read_sheet(reading *r, const duban_ofd_page *page, bool aside) {
    const duban_member *member = duban_archive_find(r->archive, page->path);
    duban_ofd_sheet sheet = {
        .part = r->sheets.part_count++, .document = page->document, .aside = aside};
    r->sheets.parts[sheet.part] = page->path;
    if (member) r->bytes += member->length;
    bool read = member && r->bytes <= DUBAN_ARCHIVE_MAX &&
                duban_ofd_glyphs_read(r->arena, member, &sheet.glyphs, r->diags) == DUBAN_OK;
    if (!read) {
        duban_diag_add(r->diags, warning(), "page '%s' cannot be read, left out", page->path);
        sheet.glyphs = (duban_ofd_glyphs){0};
    }
    for (uint32_t i = 0; i < sheet.glyphs.count; i++) sheet.glyphs.items[i].part = sheet.part;
    return sheet;
}

static duban_ofd_sheet *read_all(reading *r, const duban_ofd_page *pages, uint32_t count,
                                 bool aside) {
    duban_ofd_sheet *sheets = duban_arena_alloc(r->arena, (count + 1) * sizeof *sheets);
    for (uint32_t i = 0; i < count; i++) sheets[i] = read_sheet(r, &pages[i], aside);
    return sheets;
}

/* The template of a page's document with this id; NULL: none. They are sorted. */
static const duban_ofd_page *find_template(const duban_ofd_package *p, uint32_t document, long id) {
    const duban_ofd_page key = {.id = id, .document = document};
    if (!p->template_count) return NULL;
    return bsearch(&key, p->templates, p->template_count, sizeof key, duban_ofd_by_id);
}

/* The first page that uses each template; UINT32_MAX: none. */
static uint32_t *find_users(const reading *r, const duban_ofd_sheet *pages) {
    const duban_ofd_package *p = r->package;
    uint32_t *users = duban_arena_alloc(r->arena, (p->template_count + 1) * sizeof *users);
    for (uint32_t t = 0; t < p->template_count; t++) users[t] = UINT32_MAX;
    for (uint32_t i = 0; i < p->page_count; i++) {
        for (uint32_t k = 0; k < pages[i].glyphs.template_count; k++) {
            const duban_ofd_page *used =
                find_template(p, p->pages[i].document, pages[i].glyphs.templates[k]);
            if (used && users[used - p->templates] == UINT32_MAX) users[used - p->templates] = i;
        }
    }
    return users;
}

static int by_page(const void *a, const void *b) {
    const duban_ofd_page *p = a, *q = b;
    int order = duban_ofd_by_id(a, b);
    return order ? order : strcmp(p->path, q->path);
}

static void add(reading *r, const duban_ofd_sheet *sheet) {
    r->sheets.items[r->sheets.count++] = *sheet;
}

/* The annotations of a page, behind it. */
static void add_annotations(reading *r, const duban_ofd_page *page, const duban_ofd_sheet *all) {
    const duban_ofd_page *items = r->extras.annotations;
    uint32_t low = 0, high = r->extras.annotation_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (duban_ofd_by_id(&items[middle], page) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < r->extras.annotation_count && !duban_ofd_by_id(&items[low], page); low++)
        add(r, &all[low]);
}

/* Pages are read first, so that the parts of neighbouring pages are neighbours. */
static void read_sheets(reading *r) {
    const duban_ofd_package *p = r->package;
    duban_ofd_extras *e = &r->extras;
    const duban_ofd_sheet *pages = read_all(r, p->pages, p->page_count, false);
    const uint32_t *users = find_users(r, pages);
    duban_ofd_sheet *templates =
        duban_arena_alloc(r->arena, (p->template_count + 1) * sizeof *templates);
    for (uint32_t t = 0; t < p->template_count; t++)
        if (users[t] != UINT32_MAX) templates[t] = read_sheet(r, &p->templates[t], true);
    if (e->annotation_count) qsort(e->annotations, e->annotation_count, sizeof *pages, by_page);
    const duban_ofd_sheet *notes = read_all(r, e->annotations, e->annotation_count, true);
    for (uint32_t t = 0; t < p->template_count; t++)
        if (users[t] == 0) add(r, &templates[t]);
    for (uint32_t i = 0; i < p->page_count; i++) {
        add(r, &pages[i]);
        add_annotations(r, &p->pages[i], notes);
    }
    for (uint32_t t = 0; t < p->template_count; t++)
        if (users[t] != 0 && users[t] != UINT32_MAX) add(r, &templates[t]);
}

/* Which document of the package a part belongs to: that whose folder it is in. */
static uint32_t owner_of(const duban_ofd_package *p, const char *path) {
    for (uint32_t i = 0; i < p->root_count; i++) {
        const char *slash = strrchr(p->roots[i], '/');
        size_t folder = slash ? (size_t)(slash - p->roots[i]) + 1 : 0;
        if (folder && !strncasecmp(p->roots[i], path, folder)) return i;
    }
    return 0;
}

static duban_ofd_units read_units(reading *r) {
    static const char unit[] = "CompositeGraphicUnit";
    duban_ofd_units units = {0};
    for (uint32_t i = 0; i < r->archive->count; i++) {
        const duban_member *member = &r->archive->members[i];
        if (!memmem(member->bytes, member->length, unit, sizeof unit - 1)) continue;
        uint32_t part = r->sheets.part_count++, first = units.count;
        r->sheets.parts[part] = member->path;
        duban_ofd_units_read(r->arena, member, &units, r->diags);
        for (; first < units.count; first++) {
            units.items[first]->part = part;
            units.items[first]->document = owner_of(r->package, member->path);
        }
    }
    duban_ofd_units_sort(&units);
    return units;
}

/* Resources are read only if a page shows one. */
static void show_composites(reading *r) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < r->sheets.count; i++)
        count += r->sheets.items[i].glyphs.composite_count;
    if (!count) return;
    const duban_ofd_units units = read_units(r);
    duban_ofd_showing showing = {.units = &units};
    for (uint32_t i = 0; i < r->sheets.count; i++) {
        duban_ofd_sheet *sheet = &r->sheets.items[i];
        duban_ofd_composites_show(&showing, r->arena, sheet->document, &sheet->glyphs);
    }
    if (showing.not_found)
        duban_diag_add(r->diags, warning(), "composite objects whose content is not there: %u",
                       showing.not_found);
    if (showing.dropped)
        duban_diag_add(r->diags, warning(), "composite objects beyond the limit, left out: %u",
                       showing.dropped);
}

duban_ofd_sheets duban_ofd_sheets_read(duban_arena *arena, const duban_archive *archive,
                                       const duban_ofd_package *package, duban_diags *diags) {
    reading r = {.arena = arena, .archive = archive, .package = package, .diags = diags};
    r.extras = duban_ofd_extras_read(arena, archive, package, diags);
    uint32_t sheets = package->page_count + package->template_count + r.extras.annotation_count;
    r.sheets.items = duban_arena_alloc(arena, (sheets + 1) * sizeof *r.sheets.items);
    r.sheets.parts = duban_arena_alloc(arena, (sheets + archive->count + 1) * sizeof(char *));
    r.sheets.parts[r.sheets.part_count++] = "";
    read_sheets(&r);
    show_composites(&r);
    if (r.extras.attachment_count)
        duban_diag_add(diags, warning(), "attached files are not read: %u, '%s'%s",
                       r.extras.attachment_count, r.extras.attachments[0],
                       r.extras.attachment_count > 1 ? " and others" : "");
    return r.sheets;
}
