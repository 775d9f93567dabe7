/* document.xml events -> paragraphs -> blocks; see body.h. */
#include "ingest/docx/body.h"

#include <string.h>

#include "base/limits.h"
#include "ingest/blank.h"
#include "ingest/docx/table.h"
#include "ingest/markup/part.h"

/* An open paragraph; those of text boxes stand on the one around them. */
typedef struct paragraph {
    struct paragraph *outer, *next;
    char16_t *text;
    uint32_t *src;
    uint8_t *width;
    bool *bold;
    uint32_t length, text_room, src_room, width_room, bold_room;
    uint32_t strong; /* units in bold runs */
    duban_docx_style style;
    duban_block block; /* where it stands */
} paragraph;

typedef struct {
    duban_arena *arena;
    duban_docx_target *target;
    paragraph *open;         /* the innermost */
    paragraph *first, *last; /* closed inner ones, to follow the outermost */
    duban_docx_table *table; /* the innermost */
    uint32_t part, skip;     /* skip: depth inside an element that is not read */
    uint16_t blank;
    bool aside, in_run, in_text, bold;
} reading;

static const char *const skipped[] = {"del",         "delText",    "moveFrom",       "Fallback",
                                      "instrText",   "pPrChange",  "rPrChange",      "sectPrChange",
                                      "tblPrChange", "tcPrChange", "numberingChange"};

static bool is_skipped(const char *name) {
    for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++)
        if (!strcmp(skipped[i], name)) return true;
    return false;
}

static void add_unit(reading *r, char16_t unit, uint32_t src, uint8_t width) {
    paragraph *p = r->open;
    uint32_t need = p->length + 1;
    p->text = duban_arena_grow(r->arena, p->text, &p->text_room, need, sizeof *p->text);
    p->src = duban_arena_grow(r->arena, p->src, &p->src_room, need, sizeof *p->src);
    p->width = duban_arena_grow(r->arena, p->width, &p->width_room, need, sizeof *p->width);
    p->bold = duban_arena_grow(r->arena, p->bold, &p->bold_room, need, sizeof *p->bold);
    p->bold[p->length] = r->bold;
    p->text[p->length] = unit;
    p->src[p->length] = src;
    p->width[p->length++] = width;
    p->strong += r->bold || duban_unit_is_blank(unit);
}

/* A unit that the markup stands for: it has no bytes. */
static void add_mark(reading *r, char16_t unit) {
    const paragraph *p = r->open;
    if (p->length) add_unit(r, unit, p->src[p->length - 1] + p->width[p->length - 1], 0);
}

static void open_paragraph(reading *r) {
    paragraph *p = duban_arena_alloc(r->arena, sizeof *p);
    p->outer = r->open;
    p->style = duban_docx_style_of(r->target->styles, NULL);
    p->block = (duban_block){.kind = DUBAN_BLOCK_LINE, .part = r->part, .aside = r->aside};
    duban_docx_table_place(r->table, &p->block);
    r->open = p;
}

static void write_label(duban_builder *builder, duban_str label, uint32_t src) {
    for (uint32_t i = 0; i < label.length; i++) duban_builder_add(builder, label.units[i], src, 0);
}

static void write_paragraph(reading *r, paragraph *p) {
    uint32_t from = 0, to = p->length;
    while (from < to && duban_unit_is_blank(p->text[from])) from++;
    while (to > from && duban_unit_is_blank(p->text[to - 1])) to--;
    if (from == to) {
        r->blank += r->blank < UINT16_MAX;
        return;
    }
    duban_docx_label label =
        duban_docx_numbering_next(r->target->numbering, p->style.num_id, p->style.level);
    duban_block block = p->block;
    block.bold = p->strong >= p->length;
    block.bullet = label.bullet;
    block.blank_before = r->blank;
    block.indent = (uint16_t)(from < UINT16_MAX ? from : UINT16_MAX);
    if (p->style.outline >= 0 && p->style.outline < 6)
        block.heading = (uint8_t)(p->style.outline + 1);
    r->blank = 0;
    duban_builder *builder = r->target->builder;
    duban_docx_table_note(r->table, &block, builder->block_count);
    duban_builder_open(builder, block);
    write_label(builder, label.text, p->src[from]);
    for (uint32_t i = from; i < to; i++) {
        duban_builder_add(builder, p->text[i], p->src[i], p->width[i]);
        if (p->bold[i]) duban_builder_stress(builder);
    }
    duban_builder_close(builder);
}

/* The outermost paragraph is written at once, an inner one waits for it. */
static void close_paragraph(reading *r) {
    paragraph *p = r->open;
    if (!p) return;
    r->open = p->outer;
    if (r->open) {
        if (r->last)
            r->last->next = p;
        else
            r->first = p;
        r->last = p;
        return;
    }
    write_paragraph(r, p);
    for (paragraph *inner = r->first; inner; inner = inner->next) write_paragraph(r, inner);
    r->first = r->last = NULL;
}

/* A line break inside a paragraph begins a line that is not numbered. */
static void break_line(reading *r, bool page) {
    if (!r->open || !r->in_run || r->open->outer) return;
    duban_block place = r->open->block;
    close_paragraph(r);
    if (page) {
        duban_builder_open(r->target->builder,
                           (duban_block){.kind = DUBAN_BLOCK_RULE, .part = r->part});
        duban_builder_close(r->target->builder);
    }
    open_paragraph(r);
    r->open->block = place;
}

static void read_property(reading *r, const char *name, const duban_part_attributes *attributes) {
    duban_docx_style *style = &r->open->style;
    if (!strcmp(name, "pStyle"))
        *style = duban_docx_style_of(r->target->styles,
                                     duban_part_attribute(attributes, "val", r->arena));
    else if (!strcmp(name, "numId"))
        style->num_id = duban_part_integer(attributes, "val", -1);
    else if (!strcmp(name, "ilvl"))
        style->level = duban_part_integer(attributes, "val", -1);
    else if (!strcmp(name, "outlineLvl"))
        style->outline = duban_part_integer(attributes, "val", -1);
}

static bool is_page_break(reading *r, const duban_part_attributes *attributes) {
    const char *type = duban_part_attribute(attributes, "type", r->arena);
    return type && !strcmp(type, "page");
}

static void read_run(reading *r, const char *name, const duban_part_attributes *attributes) {
    if (!strcmp(name, "t")) {
        r->in_text = true;
    } else if (!strcmp(name, "b")) {
        const char *value = duban_part_attribute(attributes, "val", r->arena);
        r->bold = !value || (strcmp(value, "0") && strcmp(value, "false"));
    } else if (!strcmp(name, "tab")) {
        add_mark(r, u'\t');
    } else if (!strcmp(name, "noBreakHyphen")) {
        add_mark(r, u'-');
    } else if (!strcmp(name, "br") || !strcmp(name, "cr")) {
        break_line(r, is_page_break(r, attributes));
    }
}

static void on_start(void *context, const char *name, const duban_part_attributes *attributes) {
    reading *r = context;
    if (r->skip || is_skipped(name)) {
        r->skip++;
        return;
    }
    if (!strcmp(name, "p")) {
        open_paragraph(r);
        r->in_run = false;
    } else if (!strcmp(name, "r")) {
        r->in_run = true;
        r->bold = false;
    } else if (r->open && r->in_run) {
        read_run(r, name, attributes);
    } else if (r->open) {
        read_property(r, name, attributes);
    } else {
        r->table = duban_docx_table_start(r->arena, r->table, name, attributes, &r->target->tables);
    }
}

static void on_end(void *context, const char *name) {
    reading *r = context;
    if (r->skip) {
        r->skip--;
        return;
    }
    if (!strcmp(name, "p"))
        close_paragraph(r);
    else if (!strcmp(name, "r"))
        r->in_run = false;
    else if (!strcmp(name, "t"))
        r->in_text = false;
    else if (!r->open)
        r->table = duban_docx_table_end(r->table, name, r->target->builder->blocks);
}

static void on_text(void *context, const char16_t *units, const uint32_t *src, const uint8_t *width,
                    uint32_t count) {
    reading *r = context;
    if (r->skip || !r->in_text || !r->open) return;
    for (uint32_t i = 0; i < count; i++) add_unit(r, units[i], src[i], width[i]);
}

duban_status duban_docx_body_read(duban_arena *arena, const duban_member *member, uint32_t part,
                                  bool aside, duban_docx_target *target, duban_diags *diags) {
    reading r = {.arena = arena, .target = target, .part = part, .aside = aside};
    const duban_part_handler handler = {
        .context = &r, .start = on_start, .end = on_end, .text = on_text};
    duban_status status =
        duban_part_parse(arena, member->path, member->bytes, member->length, &handler, diags);
    while (r.open) close_paragraph(&r);
    return status;
}
