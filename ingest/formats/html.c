/*
 * HTML: a government web page, whole or a fragment -> lines and tables, the notice's own marked.
 *
 * In: bytes that look like HTML (the HTML Living Standard as libxml2 2.9 reads it). The charset is
 * what the bytes are, not what the page claims: pages that declare gb2312 are GB18030 or UTF-8.
 * Out: a block for each line that the markup breaks, a cell for each cell of a table of data, a
 * field for each named meta tag, a link for each link outside of navigation. Skipped on purpose:
 * scripts, styles, frames, form contents, comments. What frames the notice stays in the document,
 * marked aside.
 */
#include "ingest/formats/formats.h"
#include "ingest/html/reader.h"
#include "ingest/magic.h"

static duban_status read_html(const duban_input *input, duban_document *document) {
    document->media_type = "text/html";
    return duban_html_read(input, 0, document);
}

static int bid(const duban_input *input) {
    if (duban_magic_is_html(input->bytes, input->length)) return 50;
    return duban_magic_is_tagged(input->bytes, input->length) ? 30 : 0;
}

const duban_format duban_format_html = {
    .name = "an HTML page",
    .links = true,
    .bid = bid,
    .read = read_html,
};
