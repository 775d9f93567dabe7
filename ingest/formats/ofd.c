/*
 * OFD (GB/T 33190-2016), the government's own page format -> lines in reading order.
 *
 * In: a ZIP with OFD.xml. Out: a block for each line of each page, a cell for each cell of a ruled
 * table, a separator between pages; a place in the text is the page's part and its bytes there.
 * Text of template pages stands once and aside: that of the first page before it, the rest behind
 * the last. Skipped on purpose: annotations, signatures, attachments, glyph ids without text;
 * composite objects, with a warning where they hold text.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "ingest/builder.h"
#include "ingest/formats/formats.h"
#include "ingest/ofd/glyphs.h"
#include "ingest/ofd/lines.h"
#include "ingest/ofd/package.h"

typedef struct {
    duban_document *document;
    const duban_archive *archive;
    const duban_ofd_package *package;
    const char **parts;
    uint32_t part_count;
    duban_ofd_sheet *sheets; /* templates of the first page, pages, other templates */
    uint32_t heads, pages, tails;
    size_t bytes; /* of parts read: pages may name one part again and again */
} reading;

static bool is_wanted(const char *path) {
    size_t length = strlen(path);
    return length > 4 && !strcasecmp(path + length - 4, ".xml");
}

/* Reads one content part as the next part of the document; a sheet without glyphs if it cannot. */
static duban_ofd_sheet read_sheet(reading *r, const char *path, bool aside) {
    const duban_member *member = duban_archive_find(r->archive, path);
    duban_ofd_sheet sheet = {.part = r->part_count++, .aside = aside};
    duban_diags *diags = &r->document->diags;
    r->parts[sheet.part] = path;
    if (member) r->bytes += member->length;
    if (member && r->bytes <= DUBAN_ARCHIVE_MAX &&
        duban_ofd_glyphs_read(r->document->arena, member, &sheet.glyphs, diags) == DUBAN_OK)
        return sheet;
    duban_diag_add(diags,
                   (duban_diag){.severity = DUBAN_WARNING,
                                .stage = DUBAN_STAGE_INGEST,
                                .span = DUBAN_SPAN_NONE},
                   "page '%s' cannot be read, left out", path);
    sheet.glyphs = (duban_ofd_glyphs){0};
    return sheet;
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
    uint32_t *users =
        duban_arena_alloc(r->document->arena, (p->template_count + 1) * sizeof *users);
    for (uint32_t t = 0; t < p->template_count; t++) users[t] = UINT32_MAX;
    for (uint32_t i = 0; i < r->pages; i++) {
        for (uint32_t k = 0; k < pages[i].glyphs.template_count; k++) {
            const duban_ofd_page *used =
                find_template(p, p->pages[i].document, pages[i].glyphs.templates[k]);
            if (used && users[used - p->templates] == UINT32_MAX) users[used - p->templates] = i;
        }
    }
    return users;
}

/* Pages first, so that the parts of neighbouring pages are neighbours. */
static void read_sheets(reading *r) {
    duban_arena *arena = r->document->arena;
    const duban_ofd_package *p = r->package;
    uint32_t most = p->page_count + p->template_count + 1;
    r->parts = duban_arena_alloc(arena, most * sizeof *r->parts);
    r->parts[r->part_count++] = "";
    duban_ofd_sheet *pages = duban_arena_alloc(arena, most * sizeof *pages);
    duban_ofd_sheet *tails = duban_arena_alloc(arena, most * sizeof *tails);
    r->sheets = duban_arena_alloc(arena, most * sizeof *r->sheets);
    for (; r->pages < p->page_count; r->pages++)
        pages[r->pages] = read_sheet(r, p->pages[r->pages].path, false);
    const uint32_t *users = find_users(r, pages);
    for (uint32_t t = 0; t < p->template_count; t++) {
        if (users[t] == UINT32_MAX) continue;
        duban_ofd_sheet sheet = read_sheet(r, p->templates[t].path, true);
        if (users[t] == 0)
            r->sheets[r->heads++] = sheet;
        else
            tails[r->tails++] = sheet;
    }
    memcpy(r->sheets + r->heads, pages, r->pages * sizeof *pages);
    memcpy(r->sheets + r->heads + r->pages, tails, r->tails * sizeof *tails);
}

static bool contains(const duban_member *member, const char *word) {
    return memmem(member->bytes, member->length, word, strlen(word)) != NULL;
}

/* Says so if pages show resources that hold text: those are not read. */
static void warn_of_composites(const reading *r) {
    uint32_t composites = 0;
    bool text = false;
    for (uint32_t i = 0; i < r->heads + r->pages + r->tails; i++)
        composites += r->sheets[i].glyphs.composites;
    for (uint32_t i = 0; composites && i < r->archive->count; i++) {
        const duban_member *member = &r->archive->members[i];
        text |= contains(member, "CompositeGraphicUnit") && contains(member, "TextCode");
    }
    if (!text) return;
    duban_diag_add(&r->document->diags,
                   (duban_diag){.severity = DUBAN_WARNING,
                                .stage = DUBAN_STAGE_INGEST,
                                .span = DUBAN_SPAN_NONE},
                   "text in composite objects is not read; pages show %u", composites);
}

static duban_status read_ofd(const duban_input *input, duban_document *document) {
    document->media_type = "application/ofd";
    document->charset = "UTF-8";
    duban_archive archive;
    duban_status status = duban_archive_read(document->arena, input->bytes, input->length,
                                             is_wanted, &archive, &document->diags);
    if (status != DUBAN_OK) return status;
    if (archive.encrypted)
        return duban_diag_fail(&document->diags, DUBAN_STAGE_INGEST, DUBAN_ENCRYPTED,
                               "encrypted: the document needs a password");
    duban_ofd_package package;
    status = duban_ofd_package_read(document->arena, &archive, &package, &document->diags);
    if (status != DUBAN_OK) return status;
    reading r = {.document = document, .archive = &archive, .package = &package};
    read_sheets(&r);
    warn_of_composites(&r);
    duban_builder builder;
    duban_builder_init(&builder, document, 1024);
    duban_ofd_lines_write(r.sheets, r.heads + r.pages + r.tails, &builder);
    duban_builder_finish(&builder);
    document->parts = r.parts;
    document->part_count = r.part_count;
    if (document->length == 0)
        return duban_diag_fail(
            &document->diags, DUBAN_STAGE_INGEST, DUBAN_NO_TEXT,
            "no text: the pages hold only pictures; read the document by OCR first");
    return DUBAN_OK;
}

static int bid(const duban_input *input) {
    bool zip = input->length > 4 && !memcmp(input->bytes, "PK\3\4", 4);
    return zip && memmem(input->bytes, input->length, "OFD.xml", strlen("OFD.xml")) ? 60 : 0;
}

const duban_format duban_format_ofd = {
    .name = "an OFD document",
    .pictures = "ofd-scan",
    .bid = bid,
    .read = read_ofd,
};
