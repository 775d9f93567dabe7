/* Blocks and units into a document; see builder.h. */
#include "ingest/builder.h"

#include "ingest/blank.h"
#include "ingest/unroll.h"

static void make_room(duban_builder *b, uint32_t need) {
    duban_arena *arena = b->document->arena;
    uint32_t text = b->text_capacity, src = text, width = text;
    b->text = duban_arena_grow(arena, b->text, &text, need, sizeof *b->text);
    b->src = duban_arena_grow(arena, b->src, &src, need, sizeof *b->src);
    b->width = duban_arena_grow(arena, b->width, &width, need, sizeof *b->width);
    b->text_capacity = text;
}

void duban_builder_init(duban_builder *builder, duban_document *document, uint32_t units) {
    size_t room = (size_t)units + 1;
    duban_arena *arena = document->arena;
    *builder = (duban_builder){.document = document,
                               .text = duban_arena_alloc(arena, room * sizeof *builder->text),
                               .src = duban_arena_alloc(arena, room * sizeof *builder->src),
                               .width = duban_arena_alloc(arena, room * sizeof *builder->width),
                               .text_capacity = (uint32_t)room};
}

void duban_builder_add(duban_builder *b, char16_t unit, uint32_t src, uint8_t width) {
    if (b->length == b->text_capacity) make_room(b, b->length + 1);
    b->text[b->length] = unit;
    b->src[b->length] = src;
    b->width[b->length++] = width;
}

void duban_builder_open(duban_builder *b, duban_block block) {
    if (b->block_count > 0) {
        uint32_t last = b->length;
        uint32_t src = last ? b->src[last - 1] + b->width[last - 1] : 0;
        duban_builder_add(b, u'\n', src, 0);
    }
    block.span = (duban_raw_span){b->length, b->length};
    b->blocks = duban_arena_grow(b->document->arena, b->blocks, &b->block_capacity,
                                 b->block_count + 1, sizeof *b->blocks);
    b->blocks[b->block_count++] = block;
}

void duban_builder_close(duban_builder *b) {
    b->blocks[b->block_count - 1].span.end = b->length;
    duban_unroll(b);
}

/* Whether the run of emphasis goes on to a place: only blanks of its block stand between. */
static bool reaches(const duban_builder *b, const duban_raw_span *run, uint32_t at) {
    uint32_t from = run->end, block = b->blocks[b->block_count - 1].span.start;
    while (from < at && duban_unit_is_blank(b->text[from])) from++;
    return from == at && run->start >= block;
}

void duban_builder_stress(duban_builder *b) {
    uint32_t at = b->length - 1;
    if (b->stress_count > 0 && reaches(b, &b->stresses[b->stress_count - 1], at)) {
        b->stresses[b->stress_count - 1].end = at + 1;
        return;
    }
    duban_builder_stress_run(b, (duban_raw_span){at, at + 1});
}

void duban_builder_stress_run(duban_builder *b, duban_raw_span run) {
    b->stresses = duban_arena_grow(b->document->arena, b->stresses, &b->stress_capacity,
                                   b->stress_count + 1, sizeof *b->stresses);
    b->stresses[b->stress_count++] = run;
}

void duban_builder_cut(duban_builder *b, uint32_t src) {
    b->cuts = duban_arena_grow(b->document->arena, b->cuts, &b->cut_capacity, b->cut_count + 1,
                               sizeof *b->cuts);
    b->cuts[b->cut_count++] = src;
}

void duban_builder_field(duban_builder *b, duban_field field) {
    b->fields = duban_arena_grow(b->document->arena, b->fields, &b->field_capacity,
                                 b->field_count + 1, sizeof *b->fields);
    b->fields[b->field_count++] = field;
}

void duban_builder_link(duban_builder *b, duban_link link) {
    b->links = duban_arena_grow(b->document->arena, b->links, &b->link_capacity, b->link_count + 1,
                                sizeof *b->links);
    b->links[b->link_count++] = link;
}

void duban_builder_finish(duban_builder *b) {
    duban_document *d = b->document;
    d->text = b->text;
    d->src = b->src;
    d->width = b->width;
    d->length = b->length;
    d->blocks = b->blocks;
    d->block_count = b->block_count;
    d->cuts = b->cuts;
    d->cut_count = b->cut_count;
    d->stresses = b->stresses;
    d->stress_count = b->stress_count;
    d->fields = b->fields;
    d->field_count = b->field_count;
    d->links = b->links;
    d->link_count = b->link_count;
}
