/* Lines of many paragraphs into blocks of one; see unroll.h. */
#include "ingest/unroll.h"

#include "ingest/blank.h"

/* A line of at least so many units may be more than one paragraph. */
#define LINE_MIN 160

/* So many indents, and pieces of so many units in the mean, are paragraphs. */
#define INDENTS_MIN 3
#define PIECE_MIN 20

/* The indent of a paragraph: two characters, counted in halves. */
#define INDENT_HALVES 4

static uint32_t halves_of(char16_t unit) {
    if (unit == 0x3000 || unit == 0x2003) return 2; /* ideographic space, em space */
    return unit == 0x00A0 || unit == 0x2002;        /* no-break space, en space */
}

/* The end of the blanks at a place, and whether they are an indent. */
static uint32_t blanks_at(const duban_builder *b, uint32_t at, uint32_t end, bool *indent) {
    uint32_t halves = 0;
    while (at < end && duban_unit_is_blank(b->text[at])) halves += halves_of(b->text[at++]);
    *indent = halves >= INDENT_HALVES;
    return at;
}

static uint32_t count_indents(const duban_builder *b, duban_raw_span span) {
    uint32_t count = 0;
    for (uint32_t i = span.start; i < span.end;) {
        bool indent = false;
        uint32_t next = blanks_at(b, i, span.end, &indent);
        count += indent && i > span.start && next < span.end;
        i = next > i ? next : i + 1;
    }
    return count;
}

/* Begins a new block behind blanks, which become the break between the two. */
static void divide(duban_builder *b, uint32_t from, uint32_t to, duban_block hints) {
    duban_raw_span *last = &b->blocks[b->block_count - 1].span;
    hints.span = (duban_raw_span){to, last->end};
    hints.indent = (uint16_t)(to - from > UINT16_MAX ? UINT16_MAX : to - from);
    hints.blank_before = 0;
    last->end = from;
    for (uint32_t i = from; i < to; i++) {
        b->text[i] = u'\n';
        b->width[i] = 0;
    }
    b->blocks = duban_arena_grow(b->document->arena, b->blocks, &b->block_capacity,
                                 b->block_count + 1, sizeof *b->blocks);
    b->blocks[b->block_count++] = hints;
}

/* A run of emphasis stands within a block: one that was divided becomes a run in each. */
static void divide_stresses(duban_builder *b, uint32_t first_block) {
    uint32_t start = b->blocks[first_block].span.start, first = b->stress_count;
    while (first > 0 && b->stresses[first - 1].end > start) first--;
    uint32_t count = b->stress_count - first, at = 0;
    if (count == 0) return;
    const duban_raw_span *runs =
        duban_arena_copy(b->document->arena, b->stresses + first, count * sizeof *runs);
    b->stress_count = first;
    for (uint32_t k = first_block; k < b->block_count; k++) {
        duban_raw_span block = b->blocks[k].span;
        while (at < count && runs[at].end <= block.start) at++;
        for (uint32_t r = at; r < count && runs[r].start < block.end; r++)
            duban_builder_stress_run(
                b, (duban_raw_span){runs[r].start > block.start ? runs[r].start : block.start,
                                    runs[r].end < block.end ? runs[r].end : block.end});
    }
}

void duban_unroll(duban_builder *b) {
    const uint32_t first = b->block_count - 1;
    const duban_block hints = b->blocks[first];
    const duban_raw_span span = hints.span;
    if (hints.kind != DUBAN_BLOCK_LINE || span.end - span.start < LINE_MIN) return;
    uint32_t count = count_indents(b, span);
    if (count < INDENTS_MIN || (span.end - span.start) / (count + 1) < PIECE_MIN) return;
    for (uint32_t i = span.start; i < span.end;) {
        bool indent = false;
        uint32_t next = blanks_at(b, i, span.end, &indent);
        if (indent && i > span.start && next < span.end) divide(b, i, next, hints);
        i = next > i ? next : i + 1;
    }
    divide_stresses(b, first);
}
