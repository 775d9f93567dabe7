/*
 * MHTML: a web page, or what Word saves as one, as one MIME message (RFC 2557); also behind the
 * name of a .doc.
 *
 * In: a message. Out: what the HTML reader makes of its page, with places as part and offset in the
 * decoded part. Skipped on purpose: pictures, style sheets, frames, attachments of mail.
 */
#include "ingest/formats/formats.h"
#include "ingest/html/reader.h"
#include "ingest/mime/message.h"

/* Blocks that were read as those of a file are a part's. */
static void move_to_part(duban_document *document, uint32_t part) {
    duban_block *blocks = duban_arena_copy(document->arena, document->blocks,
                                           document->block_count * sizeof *document->blocks);
    for (uint32_t i = 0; i < document->block_count; i++) blocks[i].part = part;
    document->blocks = blocks;
    document->cut_count = 0;
}

static duban_status read_mhtml(const duban_input *input, duban_document *document) {
    duban_archive archive;
    bool html = false;
    duban_status status = duban_mime_page_read(document->arena, input->bytes, input->length,
                                               &archive, &html, &document->diags);
    document->media_type = "multipart/related";
    document->charset = "UTF-8";
    if (status != DUBAN_OK) return status;
    const duban_member *page = &archive.members[0];
    if (page->length == 0)
        return duban_diag_fail(&document->diags, DUBAN_STAGE_INGEST, DUBAN_EMPTY,
                               "empty: part '%s' has no bytes", page->path);
    const char **parts = duban_arena_alloc(document->arena, 2 * sizeof *parts);
    parts[0] = "";
    parts[1] = page->path;
    document->parts = parts;
    document->part_count = 2;
    duban_input part = {.href = input->href, .bytes = page->bytes, .length = page->length};
    if (html) return duban_html_read(&part, 1, document);
    status = duban_format_text.read(&part, document);
    document->media_type = "multipart/related";
    document->parts = parts;
    document->part_count = 2;
    if (status == DUBAN_OK) move_to_part(document, 1);
    return status;
}

static int bid(const duban_input *input) {
    return duban_mime_is_message(input->bytes, input->length) ? 70 : 0;
}

const duban_format duban_format_mhtml = {
    .name = "a web page saved as one file (MHTML)",
    .links = true,
    .bid = bid,
    .read = read_mhtml,
};
