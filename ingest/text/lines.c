/*
 * Lines into blocks: a block for each line that is not empty, without its marks; form feeds and
 * thematic breaks become separators.
 *
 * Line breaks are those of Unicode (UAX 14): LF, CR, CR LF, VT, FF, NEL, LS, PS.
 */
#include "ingest/text/lines.h"

#include "ingest/blank.h"

static bool breaks_line(char16_t u) {
    return (u >= 0x0A && u <= 0x0D) || u == 0x85 || u == 0x2028 || u == 0x2029;
}

duban_text_line duban_text_line_at(const duban_decoded *d, uint32_t start) {
    uint32_t end = start;
    while (end < d->length && !breaks_line(d->text[end])) end++;
    duban_text_line line = {start, end, end < d->length ? end + 1 : end, false};
    if (end < d->length && d->text[end] == '\f') line.page_break = true;
    bool crlf = end + 1 < d->length && d->text[end] == '\r' && d->text[end + 1] == '\n';
    if (crlf) line.next++;
    return line;
}

/* Marks of emphasis, headings, code and escapes: what stands on both sides belongs together. */
static bool is_light_mark(char16_t u) { return u == '*' || u == '#' || u == '`' || u == '\\'; }

/* Two marks of strong emphasis that were dropped. */
static bool is_strong_mark(const duban_text_reader *r, uint32_t at, uint32_t end) {
    char16_t u = r->decoded->text[at];
    return (u == '*' || u == '_') && at + 1 < end && r->drop[at] && r->drop[at + 1] &&
           r->decoded->text[at + 1] == u;
}

/* Where the emphasis ends that the mark at a place begins; the place itself if it has no partner.
 */
static uint32_t strong_end(const duban_text_reader *r, uint32_t at, uint32_t end) {
    uint32_t to = at;
    while (to < end && r->drop[to] && r->decoded->text[to] == r->decoded->text[at]) to++;
    while (to < end && !is_strong_mark(r, to, end)) to++;
    return to < end ? to : at;
}

/* Copies [start, end); marks are read from an earlier place on. */
static void copy_units(duban_text_reader *r, uint32_t marks, uint32_t start, uint32_t end) {
    const duban_decoded *d = r->decoded;
    bool cut = r->quoted;
    uint32_t strong = marks; /* emphasis lasts up to here */
    uint32_t closed = marks; /* up to here marks are those that close it */
    for (uint32_t i = marks; i < end; i++) {
        if (i >= closed && is_strong_mark(r, i, end)) {
            strong = strong_end(r, i, end);
            closed = strong > i ? strong + 2 : i + 2;
        }
        if (i < start) continue;
        if (r->drop[i]) {
            cut |= !is_light_mark(d->text[i]);
            continue;
        }
        if (cut) duban_builder_cut(&r->builder, d->src[i]);
        cut = false;
        duban_builder_add(&r->builder, d->text[i], d->src[i], d->width[i]);
        if (i < strong) duban_builder_stress(&r->builder);
    }
}

/* Narrows [*start, *end) to its first and last unit that is neither blank nor a mark. */
static void trim(const duban_text_reader *r, uint32_t *start, uint32_t *end) {
    const char16_t *text = r->decoded->text;
    while (*start < *end && (r->drop[*start] || duban_unit_is_blank(text[*start]))) ++*start;
    while (*end > *start && (r->drop[*end - 1] || duban_unit_is_blank(text[*end - 1]))) --*end;
}

void duban_text_add(duban_text_reader *r, uint32_t start, uint32_t end, duban_block block) {
    trim(r, &start, &end);
    uint32_t marks = start;
    bool all = duban_marks_inline(r->decoded->text, start, end, r->markdown, r->drop);
    trim(r, &start, &end);
    if (start == end && block.kind != DUBAN_BLOCK_RULE) return;
    block.bold = all;
    block.blank_before = r->blank;
    duban_builder_open(&r->builder, block);
    copy_units(r, marks, start, end);
    duban_builder_close(&r->builder);
    r->blank = 0;
}

void duban_text_add_separator(duban_text_reader *r, uint32_t at) {
    duban_text_add(r, at, at, (duban_block){.kind = DUBAN_BLOCK_RULE});
}

static void read_line(duban_text_reader *r, const duban_text_line *line) {
    duban_line_marks marks =
        duban_marks_lead(r->decoded->text, line->start, line->end, r->markdown);
    r->quoted = marks.quoted;
    if (marks.start == marks.end) {
        r->blank = r->blank < UINT16_MAX ? r->blank + 1 : r->blank;
        r->row = r->tabs = 0;
    } else if (duban_text_read_tabs(r, line)) {
        return;
    } else if (marks.fence || duban_text_read_table(r, line, &marks)) {
        return; /* a fence is a mark, what it encloses is text */
    } else if (marks.separator) {
        duban_text_add_separator(r, marks.start);
    } else {
        duban_text_add(r, marks.start, marks.end,
                       (duban_block){.kind = DUBAN_BLOCK_LINE,
                                     .heading = marks.heading,
                                     .bullet = marks.bullet,
                                     .indent = marks.indent});
    }
}

static uint32_t first_ink(const duban_text_reader *r, const duban_text_line *line) {
    uint32_t at = line->start;
    while (at < line->end && duban_unit_is_blank(r->decoded->text[at])) at++;
    return at;
}

void duban_text_read(duban_text_reader *r) {
    r->tables_end = r->decoded->length;
    uint32_t at = duban_front_matter_end(r->decoded);
    duban_front_matter_read(r, at);
    while (at < r->decoded->length) {
        duban_text_line line = duban_text_line_at(r->decoded, at);
        uint32_t first = first_ink(r, &line), behind = duban_text_read_tags(r, first);
        if (behind > first) {
            at = behind;
            continue;
        }
        read_line(r, &line);
        if (line.page_break) duban_text_add_separator(r, line.end);
        at = line.next;
    }
}
