/*
 * Plain text and Markdown.
 *
 * Bytes in any charset of charset.h -> a block for each line that is not empty, marks left out;
 * a pipe table gives a cell each; form feeds and thematic breaks become separators; the lines of a
 * YAML front matter become fields as well as blocks.
 *
 * Plain text and Markdown are one reader because notices are seldom purely either: text files
 * carry list dashes, and Markdown files whole pages of plain lines.
 */
#include "ingest/formats/formats.h"

#include <string.h>
#include <strings.h>

#include "ingest/blank.h"
#include "ingest/builder.h"
#include "ingest/decode.h"
#include "ingest/magic.h"
#include "ingest/marks.h"

/* A front matter longer than this many lines is none. */
#define FRONT_MATTER_MAX 200

typedef struct {
    uint32_t start, end; /* without the line break */
    uint32_t next;       /* behind it */
    bool page_break;     /* ended by a form feed */
} text_line;

typedef struct {
    duban_builder builder;
    const duban_decoded *decoded;
    uint8_t *drop; /* units that are marks */
    bool markdown;
    bool fenced;
    uint16_t blank; /* empty lines since the last block */
    uint32_t table, row;
} reader;

static bool breaks_line(char16_t u) {
    return (u >= 0x0A && u <= 0x0D) || u == 0x85 || u == 0x2028 || u == 0x2029;
}

static text_line line_at(const duban_decoded *d, uint32_t start) {
    uint32_t end = start;
    while (end < d->length && !breaks_line(d->text[end])) end++;
    text_line line = {start, end, end < d->length ? end + 1 : end, false};
    if (end < d->length && d->text[end] == '\f') line.page_break = true;
    bool crlf = end + 1 < d->length && d->text[end] == '\r' && d->text[end + 1] == '\n';
    if (crlf) line.next++;
    return line;
}

static void copy_units(reader *r, uint32_t start, uint32_t end) {
    const duban_decoded *d = r->decoded;
    for (uint32_t i = start; i < end; i++)
        if (!r->drop[i]) duban_builder_add(&r->builder, d->text[i], d->src[i], d->width[i]);
}

/* Narrows [*start, *end) to its first and last unit that is neither blank nor a mark. */
static void trim(const reader *r, uint32_t *start, uint32_t *end) {
    const char16_t *text = r->decoded->text;
    while (*start < *end && (r->drop[*start] || duban_unit_is_blank(text[*start]))) ++*start;
    while (*end > *start && (r->drop[*end - 1] || duban_unit_is_blank(text[*end - 1]))) --*end;
}

/* Adds a block with the units of [start, end) that are no marks; none if nothing is left. */
static void add_block(reader *r, uint32_t start, uint32_t end, duban_block block) {
    trim(r, &start, &end);
    bool all = duban_marks_inline(r->decoded->text, start, end, r->markdown, r->drop);
    trim(r, &start, &end);
    if (start == end && block.kind != DUBAN_BLOCK_RULE) return;
    block.bold = all;
    block.blank_before = r->blank;
    duban_builder_open(&r->builder, block);
    copy_units(r, start, end);
    duban_builder_close(&r->builder);
    r->blank = 0;
}

static void add_separator(reader *r, uint32_t at) {
    add_block(r, at, at, (duban_block){.kind = DUBAN_BLOCK_RULE});
}

/* The end of the cell that starts here: the next bar that is not escaped. */
static uint32_t cell_end(const reader *r, uint32_t at, uint32_t end) {
    const char16_t *text = r->decoded->text;
    while (at < end && (text[at] != '|' || (at > 0 && text[at - 1] == '\\'))) at++;
    return at;
}

static void read_row(reader *r, uint32_t start, uint32_t end) {
    const char16_t *text = r->decoded->text;
    if (text[start] == '|') start++;
    if (end > start && text[end - 1] == '|' && text[end - 2] != '\\') end--;
    r->row++;
    for (uint32_t column = 1; start <= end; column++) {
        uint32_t stop = cell_end(r, start, end);
        add_block(r, start, stop,
                  (duban_block){.kind = DUBAN_BLOCK_CELL,
                                .table = r->table,
                                .row = r->row,
                                .column = column,
                                .row_span = 1,
                                .column_span = 1});
        start = stop + 1;
    }
}

static bool holds_bar(const reader *r, uint32_t start, uint32_t end) {
    return cell_end(r, start, end) < end;
}

/* Does a pipe table begin with this line, that is, does its rule stand on the next? */
static bool begins_table(const reader *r, const text_line *line, const duban_line_marks *marks) {
    if (r->row > 0 || !holds_bar(r, marks->start, marks->end)) return false;
    text_line next = line_at(r->decoded, line->next);
    return duban_marks_is_table_rule(r->decoded->text, next.start, next.end);
}

/* A line of a table; false if it is none. */
static bool read_table_line(reader *r, const text_line *line, const duban_line_marks *marks) {
    if (begins_table(r, line, marks)) {
        r->table++;
        read_row(r, marks->start, marks->end);
        return true;
    }
    if (r->row == 0) return false;
    if (duban_marks_is_table_rule(r->decoded->text, marks->start, marks->end)) return true;
    if (!holds_bar(r, marks->start, marks->end)) {
        r->row = 0;
        return false;
    }
    read_row(r, marks->start, marks->end);
    return true;
}

static void read_line(reader *r, const text_line *line) {
    duban_line_marks marks =
        duban_marks_lead(r->decoded->text, line->start, line->end, r->markdown);
    if (marks.start == marks.end) {
        r->blank = r->blank < UINT16_MAX ? r->blank + 1 : r->blank;
        r->row = 0;
    } else if (marks.fence) {
        r->fenced = !r->fenced;
    } else if (read_table_line(r, line, &marks)) {
        return;
    } else if (marks.separator) {
        add_separator(r, marks.start);
    } else {
        add_block(r, marks.start, marks.end,
                  (duban_block){.kind = DUBAN_BLOCK_LINE,
                                .heading = marks.heading,
                                .bullet = marks.bullet,
                                .indent = marks.indent});
    }
}

static bool is_fence_of_front_matter(const duban_decoded *d, text_line line) {
    while (line.end > line.start && duban_unit_is_blank(d->text[line.end - 1])) line.end--;
    return line.end - line.start == 3 && d->text[line.start] == '-' &&
           d->text[line.start + 1] == '-' && d->text[line.start + 2] == '-';
}

static uint32_t colon_in(const duban_decoded *d, const text_line *line) {
    uint32_t at = line->start;
    while (at < line->end && d->text[at] != ':') at++;
    return at;
}

/* Where the front matter that starts at the beginning of the text ends, 0 if there is none. */
static uint32_t front_matter_end(const duban_decoded *d) {
    text_line line = line_at(d, 0);
    if (!is_fence_of_front_matter(d, line)) return 0;
    for (int n = 0; n < FRONT_MATTER_MAX && line.next < d->length; n++) {
        line = line_at(d, line.next);
        if (is_fence_of_front_matter(d, line)) return n ? line.next : 0;
        bool continues =
            line.start < line.end && (duban_unit_is_blank(d->text[line.start]) ||
                                      d->text[line.start] == '-' || d->text[line.start] == '#');
        if (line.start < line.end && !continues && colon_in(d, &line) == line.end) return 0;
    }
    return 0;
}

static duban_str piece(const duban_builder *b, uint32_t start, uint32_t end) {
    const char16_t *units =
        duban_arena_copy(b->document->arena, b->text + start, (end - start) * sizeof *units);
    return (duban_str){units, end - start};
}

/* The block added last as a field, if it is "key: value". */
static void note_field(reader *r) {
    duban_builder *b = &r->builder;
    duban_raw_span span = b->blocks[b->block_count - 1].span;
    uint32_t colon = span.start;
    while (colon < span.end && b->text[colon] != ':') colon++;
    uint32_t value = colon + 1, end = span.end;
    while (value < end && duban_unit_is_blank(b->text[value])) value++;
    if (value >= end) return;
    bool quoted = end - value > 2 && b->text[value] == b->text[end - 1] &&
                  (b->text[value] == '"' || b->text[value] == '\'');
    value += quoted;
    end -= quoted;
    duban_builder_field(b, (duban_field){.name = piece(b, span.start, colon),
                                         .value = piece(b, value, end),
                                         .span = {value, end}});
}

static void read_front_matter(reader *r, uint32_t end) {
    for (uint32_t at = line_at(r->decoded, 0).next; at < end;) {
        text_line line = line_at(r->decoded, at);
        at = line.next;
        uint32_t before = r->builder.block_count;
        if (is_fence_of_front_matter(r->decoded, line))
            add_separator(r, line.start);
        else
            add_block(r, line.start, line.end, (duban_block){.kind = DUBAN_BLOCK_LINE});
        bool is_line = r->builder.block_count > before && line.start < line.end && at < end;
        if (is_line) note_field(r);
    }
}

static void read_lines(reader *r) {
    uint32_t at = front_matter_end(r->decoded);
    read_front_matter(r, at);
    while (at < r->decoded->length) {
        text_line line = line_at(r->decoded, at);
        read_line(r, &line);
        if (line.page_break) add_separator(r, line.end);
        at = line.next;
    }
}

static bool ends_with(const char *name, const char *suffix) {
    size_t n = strlen(name), s = strlen(suffix);
    return n >= s && strcasecmp(name + n - s, suffix) == 0;
}

static duban_status read_text(const duban_input *input, duban_document *document) {
    duban_decoded decoded;
    duban_status status = duban_decode_input(input, document, &decoded);
    if (status != DUBAN_OK) return status;
    reader r = {.decoded = &decoded};
    r.drop = duban_arena_alloc(document->arena, (size_t)decoded.length + 1);
    r.markdown = ends_with(document->href, ".md") || ends_with(document->href, ".markdown") ||
                 front_matter_end(&decoded) || duban_marks_abound(decoded.text, decoded.length);
    document->media_type = r.markdown ? "text/markdown" : "text/plain";
    duban_builder_init(&r.builder, document, decoded.length);
    read_lines(&r);
    duban_builder_finish(&r.builder);
    return DUBAN_OK;
}

static int bid(const duban_input *input) {
    return duban_magic_name(input->bytes, input->length) ? 0 : 10;
}

const duban_format duban_format_text = {
    .name = "plain text or Markdown",
    .bid = bid,
    .read = read_text,
};
