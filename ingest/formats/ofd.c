/*
 * OFD (GB/T 33190-2016), the government's own page format -> lines in reading order.
 *
 * In: a ZIP with OFD.xml. Out: a block for each line of each page, a cell for each cell of a ruled
 * table, a separator between pages; a place in the text is the page's part and its bytes there.
 * Text of template pages stands once and aside: that of the first page before it, the rest behind
 * the last; text of annotations aside, behind its page. Skipped on purpose: signatures and seals,
 * glyph ids without text; attached files, which are named.
 */
#include <string.h>
#include <strings.h>

#include "ingest/builder.h"
#include "ingest/formats/formats.h"
#include "ingest/ofd/sheets.h"
#include "ingest/packed/directory.h"

static bool is_wanted(const char *path) {
    size_t length = strlen(path);
    return length > 4 && !strcasecmp(path + length - 4, ".xml");
}

/* Units of private use, which mean something in the document's own fonts alone. */
static uint32_t count_private(const duban_document *d) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < d->length; i++)
        count += (d->text[i] >= 0xE000 && d->text[i] <= 0xF8FF) || d->text[i] == 0xFFFD;
    return count;
}

/* Is there text, and is it what the pages show? */
static duban_status judge(duban_document *document) {
    uint32_t strange = count_private(document);
    if (document->length == 0)
        return duban_diag_fail(
            &document->diags, DUBAN_STAGE_INGEST, DUBAN_NO_TEXT,
            "no text: the pages hold only pictures; read the document by OCR first");
    if (strange > document->length / 2)
        return duban_diag_fail(&document->diags, DUBAN_STAGE_INGEST, DUBAN_NO_TEXT,
                               "no text: the fonts do not tell their characters; read the "
                               "document by OCR first");
    if (strange > document->length / 50)
        duban_diag_add(&document->diags,
                       (duban_diag){.severity = DUBAN_WARNING,
                                    .stage = DUBAN_STAGE_INGEST,
                                    .span = DUBAN_SPAN_NONE},
                       "%u of %u characters are known to the document's fonts alone", strange,
                       document->length);
    return DUBAN_OK;
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
    duban_ofd_sheets sheets =
        duban_ofd_sheets_read(document->arena, &archive, &package, &document->diags);
    duban_builder builder;
    duban_builder_init(&builder, document, 1024);
    duban_ofd_lines_write(sheets.items, sheets.count, &builder);
    duban_builder_finish(&builder);
    document->parts = sheets.parts;
    document->part_count = sheets.part_count;
    return judge(document);
}

static bool is_root(const void *context, const char *path) {
    (void)context;
    return !strcasecmp(path + strspn(path, "./\\"), "OFD.xml");
}

static int bid(const duban_input *input) {
    bool zip = input->length > 4 && !memcmp(input->bytes, "PK\3\4", 4);
    return zip && duban_zip_has(input->bytes, input->length, is_root, NULL) ? 60 : 0;
}

const duban_format duban_format_ofd = {
    .name = "an OFD document",
    .pictures = "ofd-scan",
    .by_fonts = true,
    .bid = bid,
    .read = read_ofd,
};
