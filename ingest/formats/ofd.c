/*
 * OFD (GB/T 33190-2016), the government's own page format -> lines in reading order.
 *
 * In: a ZIP with OFD.xml. Out: a block for each line of each page, a separator between pages; a
 * place in the text is the page's part and its bytes there. Text of template pages stands once,
 * with the first page that uses it, and is aside on the others. Skipped on purpose: annotations,
 * signatures, attachments, glyph ids without text.
 */
#include <string.h>
#include <strings.h>

#include "ingest/builder.h"
#include "ingest/formats/formats.h"
#include "ingest/ofd/glyphs.h"
#include "ingest/ofd/lines.h"
#include "ingest/ofd/package.h"

typedef struct {
    duban_document *document;
    const duban_archive *archive;
    const duban_ofd_package *package;
    duban_builder builder;
    const char **parts;
    uint32_t part_count;
    bool *template_used;
} reading;

static bool is_wanted(const char *path) {
    size_t length = strlen(path);
    return length > 4 && !strcasecmp(path + length - 4, ".xml");
}

/* Reads one content part as the next part of the document. False if it cannot be read. */
static bool read_part(reading *r, const char *path, bool aside, duban_ofd_glyphs *glyphs) {
    const duban_member *member = duban_archive_find(r->archive, path);
    uint32_t part = r->part_count++;
    r->parts[part] = path;
    *glyphs = (duban_ofd_glyphs){0};
    if (!member || duban_ofd_glyphs_read(r->document->arena, member, glyphs, &r->document->diags) !=
                       DUBAN_OK) {
        duban_diag_add(&r->document->diags,
                       (duban_diag){.severity = DUBAN_WARNING,
                                    .stage = DUBAN_STAGE_INGEST,
                                    .span = DUBAN_SPAN_NONE},
                       "page '%s' cannot be read, left out", path);
        return false;
    }
    duban_ofd_lines_write(glyphs, part, aside, &r->builder);
    return true;
}

static void read_templates(reading *r, const duban_ofd_glyphs *page) {
    for (uint32_t i = 0; i < page->template_count; i++) {
        for (uint32_t t = 0; t < r->package->template_count; t++) {
            if (r->package->templates[t].id != page->templates[i] || r->template_used[t]) continue;
            r->template_used[t] = true;
            duban_ofd_glyphs glyphs;
            read_part(r, r->package->templates[t].path, true, &glyphs);
        }
    }
}

static void separate_pages(reading *r, uint32_t part) {
    duban_builder_open(&r->builder, (duban_block){.kind = DUBAN_BLOCK_RULE, .part = part});
    duban_builder_close(&r->builder);
}

static void read_pages(reading *r) {
    duban_arena *arena = r->document->arena;
    const duban_ofd_package *p = r->package;
    r->parts = duban_arena_alloc(arena, (1 + p->page_count + p->template_count) * sizeof *r->parts);
    r->parts[r->part_count++] = "";
    r->template_used = duban_arena_alloc(arena, p->template_count + 1);
    duban_builder_init(&r->builder, r->document, 1024);
    for (uint32_t i = 0; i < p->page_count; i++) {
        if (i) separate_pages(r, r->part_count - 1);
        duban_ofd_glyphs glyphs;
        if (read_part(r, p->pages[i].path, false, &glyphs)) read_templates(r, &glyphs);
    }
    duban_builder_finish(&r->builder);
    r->document->parts = r->parts;
    r->document->part_count = r->part_count;
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
    read_pages(&r);
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
    .bid = bid,
    .read = read_ofd,
};
