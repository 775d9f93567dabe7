/* Units of a paragraph -> a block; see paragraph.h. */
#include "ingest/docx/paragraph.h"

#include "ingest/blank.h"

void duban_docx_paragraph_add(duban_arena *arena, duban_docx_paragraph *p, char16_t unit,
                              uint32_t src, uint8_t width, bool bold) {
    uint32_t need = p->length + 1;
    p->text = duban_arena_grow(arena, p->text, &p->text_room, need, sizeof *p->text);
    p->src = duban_arena_grow(arena, p->src, &p->src_room, need, sizeof *p->src);
    p->width = duban_arena_grow(arena, p->width, &p->width_room, need, sizeof *p->width);
    p->bold = duban_arena_grow(arena, p->bold, &p->bold_room, need, sizeof *p->bold);
    p->bold[p->length] = bold;
    p->text[p->length] = unit;
    p->src[p->length] = src;
    p->width[p->length++] = width;
    p->strong += bold || duban_unit_is_blank(unit);
}

static duban_raw_span ink(const duban_docx_paragraph *p) {
    duban_raw_span span = {0, p->length};
    while (span.start < span.end && duban_unit_is_blank(p->text[span.start])) span.start++;
    while (span.end > span.start && duban_unit_is_blank(p->text[span.end - 1])) span.end--;
    return span;
}

bool duban_docx_paragraph_is_blank(const duban_docx_paragraph *p) {
    duban_raw_span span = ink(p);
    return span.start == span.end;
}

duban_block duban_docx_paragraph_block(const duban_docx_paragraph *p, const duban_docx_label *label,
                                       uint32_t *from) {
    duban_block block = p->block;
    *from = ink(p).start;
    block.bold = p->strong >= p->length;
    block.bullet = label->bullet;
    block.indent = (uint16_t)(*from < UINT16_MAX ? *from : UINT16_MAX);
    if (p->style.outline >= 0 && p->style.outline < 6)
        block.heading = (uint8_t)(p->style.outline + 1);
    return block;
}

void duban_docx_paragraph_write(const duban_docx_paragraph *p, const duban_docx_label *label,
                                uint32_t from, duban_builder *builder) {
    for (uint32_t i = 0; i < label->text.length; i++)
        duban_builder_add(builder, label->text.units[i], p->src[from], 0);
    for (uint32_t i = from, to = ink(p).end; i < to; i++) {
        duban_builder_add(builder, p->text[i], p->src[i], p->width[i]);
        if (p->bold[i]) duban_builder_stress(builder);
    }
}
