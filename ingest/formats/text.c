/*
 * Plain text and Markdown.
 *
 * Bytes in any charset of charset.h -> lines, cells of pipe tables, separators, fields of a front
 * matter, links (ingest/text). The two are one reader because notices are seldom purely either:
 * text files carry list dashes, and Markdown files whole pages of plain lines.
 */
#include "ingest/formats/formats.h"

#include <string.h>
#include <strings.h>

#include "ingest/decode.h"
#include "ingest/magic.h"
#include "ingest/text/lines.h"
#include "ingest/text/links.h"
#include "ingest/text/references.h"

static bool ends_with(const char *name, const char *suffix) {
    size_t n = strlen(name), s = strlen(suffix);
    return n >= s && strcasecmp(name + n - s, suffix) == 0;
}

static duban_status read_text(const duban_input *input, duban_document *document) {
    duban_decoded decoded;
    duban_status status = duban_decode_input(input, document, &decoded);
    if (status != DUBAN_OK) return status;
    duban_references_resolve(&decoded);
    duban_text_reader r = {.decoded = &decoded};
    r.drop = duban_arena_alloc(document->arena, (size_t)decoded.length + 1);
    r.markdown = ends_with(document->href, ".md") || ends_with(document->href, ".markdown") ||
                 duban_front_matter_end(&decoded) ||
                 duban_marks_abound(decoded.text, decoded.length);
    document->media_type = r.markdown ? "text/markdown" : "text/plain";
    duban_builder_init(&r.builder, document, decoded.length);
    duban_text_read(&r);
    duban_text_read_links(&r);
    duban_builder_finish(&r.builder);
    return DUBAN_OK;
}

static int bid(const duban_input *input) {
    return duban_magic_name(input->bytes, input->length) ? 0 : 10;
}

const duban_format duban_format_text = {
    .name = "plain text or Markdown",
    .links = true,
    .bid = bid,
    .read = read_text,
};
