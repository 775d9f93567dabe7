/*
 * YAML front matter, as far as collectors write it: "key: value" lines between two lines of three
 * dashes. Each line is a block like any other, and each with a value a field too.
 *
 * Skipped on purpose: nested mappings, block scalars, anchors; their lines stay lines.
 */
#include "ingest/text/lines.h"

#include "ingest/blank.h"

/* A front matter longer than this many lines is none. */
#define FRONT_MATTER_MAX 200

static bool is_fence_of_front_matter(const duban_decoded *d, duban_text_line line) {
    while (line.end > line.start && duban_unit_is_blank(d->text[line.end - 1])) line.end--;
    return line.end - line.start == 3 && d->text[line.start] == '-' &&
           d->text[line.start + 1] == '-' && d->text[line.start + 2] == '-';
}

static uint32_t colon_in(const duban_decoded *d, const duban_text_line *line) {
    uint32_t at = line->start;
    while (at < line->end && d->text[at] != ':') at++;
    return at;
}

uint32_t duban_front_matter_end(const duban_decoded *d) {
    duban_text_line line = duban_text_line_at(d, 0);
    if (!is_fence_of_front_matter(d, line)) return 0;
    for (int n = 0; n < FRONT_MATTER_MAX && line.next < d->length; n++) {
        line = duban_text_line_at(d, line.next);
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
static void note_field(duban_text_reader *r) {
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

void duban_front_matter_read(duban_text_reader *r, uint32_t end) {
    for (uint32_t at = duban_text_line_at(r->decoded, 0).next; at < end;) {
        duban_text_line line = duban_text_line_at(r->decoded, at);
        at = line.next;
        uint32_t before = r->builder.block_count;
        if (is_fence_of_front_matter(r->decoded, line))
            duban_text_add_separator(r, line.start);
        else
            duban_text_add(r, line.start, line.end, (duban_block){.kind = DUBAN_BLOCK_LINE});
        bool is_line = r->builder.block_count > before && line.start < line.end && at < end;
        if (is_line) note_field(r);
    }
}
