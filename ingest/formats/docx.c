/*
 * DOCX (ECMA-376, ISO/IEC 29500), as Word and WPS write it -> lines and tables.
 *
 * In: a ZIP with word/document.xml (some programs number it: document2.xml). Out: a block for each
 * line of text, with the labels that automatic numbering prints; footnotes follow, aside. A place
 * in the text is the part and its bytes there; diagrams and imported content stand where they are
 * shown. Skipped on purpose: headers and footers, comments, drawings without text, charts (named).
 */
#include <string.h>
#include <strings.h>

#include "ingest/builder.h"
#include "ingest/docx/body.h"
#include "ingest/formats/formats.h"
#include "ingest/packed/directory.h"

static const char *const parts[] = {"", "word/document.xml", "word/footnotes.xml",
                                    "word/endnotes.xml"};
enum { DOCUMENT = 1, PART_COUNT = sizeof parts / sizeof *parts };

static const char numbered[] = "word/document"; /* how the main part's name begins */

/* What imported content is kept in, by its name's end. */
static const char *const imported[] = {".htm", ".html", ".xhtml", ".mht", ".mhtml", ".txt"};

static bool ends_with(const char *path, const char *end) {
    size_t length = strlen(path), size = strlen(end);
    return length >= size && !strcasecmp(path + length - size, end);
}

static bool is_main(const char *path) {
    size_t head = sizeof numbered - 1;
    return !strncasecmp(path, numbered, head) && ends_with(path, ".xml") &&
           !strchr(path + head, '/');
}

static bool is_wanted(const char *path) {
    static const char *const others[] = {"word/styles.xml", "word/numbering.xml"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (!strcasecmp(path, others[i])) return true;
    for (size_t i = DOCUMENT + 1; i < PART_COUNT; i++)
        if (!strcasecmp(path, parts[i])) return true;
    for (size_t i = 0; i < sizeof imported / sizeof *imported; i++)
        if (ends_with(path, imported[i])) return true;
    return is_main(path) || ends_with(path, ".rels") ||
           !strncasecmp(path, "word/diagrams/data", strlen("word/diagrams/data"));
}

/* The main part's name in this package; the usual one if there is none. */
static const char *main_part(const duban_archive *archive) {
    if (duban_archive_find(archive, parts[DOCUMENT])) return parts[DOCUMENT];
    for (uint32_t i = 0; i < archive->count; i++)
        if (is_main(archive->members[i].path)) return archive->members[i].path;
    return parts[DOCUMENT];
}

static duban_status read_parts(const duban_archive *archive, const char **names,
                               duban_document *document) {
    duban_arena *arena = document->arena;
    duban_builder builder;
    duban_builder_init(&builder, document, 1024);
    const duban_docx_styles styles = duban_docx_styles_read(
        arena, duban_archive_find(archive, "word/styles.xml"), &document->diags);
    const duban_docx_relations relations =
        duban_docx_relations_read(arena, archive, names[DOCUMENT], &document->diags);
    duban_docx_target target = {.builder = &builder,
                                .styles = &styles,
                                .archive = archive,
                                .relations = &relations,
                                .parts = names,
                                .part_count = PART_COUNT,
                                .part_room = PART_COUNT + archive->count};
    target.numbering = duban_docx_numbering_read(
        arena, duban_archive_find(archive, "word/numbering.xml"), &document->diags);
    for (uint32_t i = DOCUMENT; i < PART_COUNT; i++) {
        const duban_member *part = duban_archive_find(archive, names[i]);
        if (!part) continue;
        duban_status status =
            duban_docx_body_read(arena, part, i, i != DOCUMENT, &target, &document->diags);
        if (status != DUBAN_OK && i == DOCUMENT)
            return duban_diag_fail(&document->diags, DUBAN_STAGE_INGEST, status,
                                   "damaged: '%s' cannot be read", part->path);
    }
    duban_builder_finish(&builder);
    document->parts = names;
    document->part_count = target.part_count;
    if (target.charts)
        duban_diag_add(&document->diags,
                       (duban_diag){.severity = DUBAN_WARNING,
                                    .stage = DUBAN_STAGE_INGEST,
                                    .span = DUBAN_SPAN_NONE},
                       "charts are not read: %u", target.charts);
    return DUBAN_OK;
}

static bool names_main(const void *context, const char *path) {
    (void)context;
    return is_main(path);
}

static bool names_picture(const void *context, const char *path) {
    (void)context;
    return !strncasecmp(path, "word/media/", strlen("word/media/"));
}

static duban_status read_docx(const duban_input *input, duban_document *document) {
    document->media_type =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    document->charset = "UTF-8";
    duban_archive archive;
    duban_status status = duban_archive_read(document->arena, input->bytes, input->length,
                                             is_wanted, &archive, &document->diags);
    if (status != DUBAN_OK) return status;
    const char **names =
        duban_arena_alloc(document->arena, (PART_COUNT + archive.count) * sizeof *names);
    memcpy(names, parts, sizeof parts);
    names[DOCUMENT] = main_part(&archive);
    bool found = duban_archive_find(&archive, names[DOCUMENT]);
    if (!found && archive.encrypted)
        return duban_diag_fail(&document->diags, DUBAN_STAGE_INGEST, DUBAN_ENCRYPTED,
                               "encrypted: the document is protected by a password");
    if (!found)
        return duban_diag_fail(&document->diags, DUBAN_STAGE_INGEST, DUBAN_UNREADABLE,
                               "damaged: the package has no word/document.xml");
    status = read_parts(&archive, names, document);
    if (status != DUBAN_OK || document->block_count) return status;
    return duban_diag_fail(&document->diags, DUBAN_STAGE_INGEST, DUBAN_NO_TEXT,
                           "no text: the document holds %s",
                           duban_zip_has(input->bytes, input->length, names_picture, NULL)
                               ? "only pictures; read it by OCR first"
                               : "none");
}

static int bid(const duban_input *input) {
    bool zip = input->length > 4 && !memcmp(input->bytes, "PK\3\4", 4);
    return zip && duban_zip_has(input->bytes, input->length, names_main, NULL) ? 60 : 0;
}

const duban_format duban_format_docx = {
    .name = "a DOCX document",
    .pictures = "docx-scan",
    .bid = bid,
    .read = read_docx,
};
