/* document.xml events -> paragraphs -> blocks; see body.h. */
#include "ingest/docx/body.h"

#include <string.h>

#include "ingest/docx/fields.h"
#include "ingest/docx/insert.h"
#include "ingest/docx/paragraph.h"
#include "ingest/docx/symbols.h"
#include "ingest/docx/table.h"
#include "ingest/markup/part.h"

typedef duban_docx_paragraph paragraph;

/* An insert that waits for the paragraph in which it stands to end. */
typedef struct {
    duban_docx_insert_kind kind;
    const char *id;
} waiting;

typedef struct {
    duban_arena *arena;
    duban_diags *diags;
    duban_docx_target *target;
    paragraph *open;         /* the innermost; those of text boxes stand on the one around them */
    paragraph *first, *last; /* closed inner ones, to follow the outermost */
    paragraph *begun;        /* one whose mark is deleted: the next continues it */
    duban_docx_table *table; /* the innermost */
    duban_docx_fields fields;
    uint32_t contents_from; /* the block at which the open table of contents began */
    waiting *inserts;
    uint32_t insert_count, insert_capacity;
    uint32_t part, skip; /* skip: depth inside an element that is not read */
    uint16_t blank;
    bool aside, in_run, in_text, bold, hidden;
    bool in_mark; /* in the properties of a paragraph's mark */
} reading;

static const char *const skipped[] = {
    "del",       "delText",   "moveFrom",     "Fallback",    "instrText",  "rt",
    "pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "numberingChange"};

static bool is_skipped(const char *name) {
    for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++)
        if (!strcmp(skipped[i], name)) return true;
    return false;
}

static void add_unit(reading *r, char16_t unit, uint32_t src, uint8_t width) {
    if (!r->hidden) duban_docx_paragraph_add(r->arena, r->open, unit, src, width, r->bold);
}

/* A unit that the markup stands for: it has no bytes. */
static void add_mark(reading *r, char16_t unit) {
    const paragraph *p = r->open;
    if (p->length) add_unit(r, unit, p->src[p->length - 1] + p->width[p->length - 1], 0);
}

/* A unit that has the bytes of its tag. */
static void add_tag(reading *r, char16_t unit, const duban_part_attributes *attributes) {
    duban_part_tag tag = duban_part_tag_of(attributes);
    if (unit && tag.width) add_unit(r, unit, tag.src, tag.width);
}

static char16_t symbol_of(reading *r, const duban_part_attributes *attributes) {
    const char *font = duban_part_attribute(attributes, "font", r->arena);
    return duban_docx_symbol(font, duban_part_attribute(attributes, "char", r->arena));
}

static void open_paragraph(reading *r) {
    paragraph *p = r->open ? NULL : r->begun;
    if (p)
        r->begun = NULL;
    else
        p = duban_arena_alloc(r->arena, sizeof *p);
    p->outer = r->open;
    p->outer_was_in_run = r->in_run;
    p->goes_on = false;
    p->style = duban_docx_style_of(r->target->styles, NULL);
    p->block = (duban_block){.kind = DUBAN_BLOCK_LINE, .part = r->part, .aside = r->aside};
    duban_docx_table_place(r->table, &p->block);
    r->open = p;
}

/* Empty paragraphs are counted too, as Word prints their numbers. */
static void write_paragraph(reading *r, const paragraph *p) {
    duban_docx_label label =
        duban_docx_numbering_next(r->target->numbering, p->style.num_id, p->style.level);
    if (duban_docx_paragraph_is_blank(p)) {
        r->blank += r->blank < UINT16_MAX;
        return;
    }
    uint32_t from;
    duban_block block = duban_docx_paragraph_block(p, &label, &from);
    block.blank_before = r->blank;
    r->blank = 0;
    duban_builder *builder = r->target->builder;
    duban_docx_table_note(r->table, &block, builder->block_count);
    duban_builder_open(builder, block);
    duban_docx_paragraph_write(p, &label, from, builder);
    duban_builder_close(builder);
}

/* What a deleted mark left open ends with its cell or with the document. */
static void end_begun(reading *r) {
    if (r->begun) write_paragraph(r, r->begun);
    r->begun = NULL;
}

static void write_inserts(reading *r) {
    duban_builder *builder = r->target->builder;
    duban_block place = {.kind = DUBAN_BLOCK_LINE, .aside = r->aside};
    duban_docx_table_place(r->table, &place);
    for (uint32_t i = 0; i < r->insert_count; i++) {
        uint32_t first = builder->block_count;
        duban_docx_insert(r->target, r->inserts[i].kind, r->inserts[i].id, &place, r->diags);
        for (; first < builder->block_count; first++)
            duban_docx_table_note(r->table, &builder->blocks[first], first);
    }
    r->insert_count = 0;
}

static void add_insert(reading *r, duban_docx_insert_kind kind, const char *id) {
    r->inserts = duban_arena_grow(r->arena, r->inserts, &r->insert_capacity, r->insert_count + 1,
                                  sizeof *r->inserts);
    r->inserts[r->insert_count++] = (waiting){kind, id};
    if (r->open) return;
    end_begun(r);
    write_inserts(r);
}

/* Does the tag name something that is kept in a part of its own? */
static bool read_insert(reading *r, const char *name, const duban_part_attributes *attributes) {
    bool chunk = !strcmp(name, "altChunk"), diagram = !strcmp(name, "relIds");
    r->target->charts += !strcmp(name, "chart");
    if (chunk) add_insert(r, DUBAN_DOCX_CHUNK, duban_part_attribute(attributes, "id", r->arena));
    if (diagram)
        add_insert(r, DUBAN_DOCX_DIAGRAM, duban_part_attribute(attributes, "dm", r->arena));
    return chunk || diagram;
}

/* The outermost paragraph is written at once, an inner one waits for it. */
static void close_paragraph(reading *r) {
    paragraph *p = r->open;
    if (!p) return;
    r->open = p->outer;
    r->in_run = p->outer_was_in_run;
    if (r->open) {
        if (r->last)
            r->last->next = p;
        else
            r->first = p;
        r->last = p;
        return;
    }
    if (p->goes_on)
        r->begun = p->length ? p : NULL;
    else
        write_paragraph(r, p);
    for (paragraph *inner = r->first; inner; inner = inner->next) write_paragraph(r, inner);
    r->first = r->last = NULL;
    if (r->insert_count) write_inserts(r);
}

static void separate_pages(reading *r) {
    duban_builder_open(r->target->builder,
                       (duban_block){.kind = DUBAN_BLOCK_RULE, .part = r->part});
    duban_builder_close(r->target->builder);
}

/* A line break inside a paragraph begins a line that is not numbered; one before all text begins
 * nothing. */
static void break_line(reading *r, bool page) {
    paragraph *p = r->open;
    if (p->outer) {
        add_mark(r, u' ');
        return;
    }
    bool empty = duban_docx_paragraph_is_blank(p);
    duban_block place = p->block;
    if (!empty) close_paragraph(r);
    if (page) separate_pages(r);
    if (empty) return;
    open_paragraph(r);
    r->open->block = place;
    r->in_run = true;
}

static void read_property(reading *r, const char *name, const duban_part_attributes *attributes) {
    duban_docx_style *style = &r->open->style;
    if (!strcmp(name, "pStyle")) {
        *style = duban_docx_style_of(r->target->styles,
                                     duban_part_attribute(attributes, "val", r->arena));
        r->open->block.aside |= style->contents;
        if (style->level < 0)
            style->level =
                duban_docx_numbering_level_of(r->target->numbering, style->num_id, style->numbered);
    } else if (!strcmp(name, "numId"))
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

static void start_run(reading *r) {
    r->in_run = true;
    r->hidden = false;
    r->bold = r->open && r->open->style.bold > 0;
}

/* A character style may say that it is bold, or that it is not. */
static void style_run(reading *r, const duban_part_attributes *attributes) {
    const char *id = duban_part_attribute(attributes, "val", r->arena);
    long bold = duban_docx_style_of(r->target->styles, id).bold;
    if (bold >= 0) r->bold = bold;
}

static void read_run(reading *r, const char *name, const duban_part_attributes *attributes) {
    if (!strcmp(name, "t")) {
        r->in_text = true;
    } else if (!strcmp(name, "rStyle")) {
        style_run(r, attributes);
    } else if (!strcmp(name, "b")) {
        r->bold = duban_part_is_on(attributes, "val", r->arena);
    } else if (!strcmp(name, "vanish")) {
        r->hidden = duban_part_is_on(attributes, "val", r->arena);
    } else if (!strcmp(name, "sym")) {
        add_tag(r, symbol_of(r, attributes), attributes);
    } else if (!strcmp(name, "tab") || !strcmp(name, "ptab")) {
        add_mark(r, u'\t');
    } else if (!strcmp(name, "noBreakHyphen")) {
        add_tag(r, u'-', attributes);
    } else if (!strcmp(name, "br") || !strcmp(name, "cr")) {
        break_line(r, is_page_break(r, attributes));
    }
}

/* A paragraph's mark that is deleted or moved away. */
static bool ends_mark(const char *name) {
    return !strcmp(name, "del") || !strcmp(name, "moveFrom");
}

static void on_start(void *context, const char *name, const duban_part_attributes *attributes) {
    reading *r = context;
    duban_docx_fields_start(&r->fields, name, attributes, r->arena);
    if (r->skip || is_skipped(name)) {
        if (r->in_mark && r->open) r->open->goes_on |= ends_mark(name);
        r->skip++;
        return;
    }
    if (read_insert(r, name, attributes)) return;
    if (!strcmp(name, "p")) {
        open_paragraph(r);
        r->in_run = false;
    } else if (!strcmp(name, "r")) {
        start_run(r);
    } else if (!strcmp(name, "rPr") && !r->in_run) {
        r->in_mark = true;
    } else if (r->open && r->in_run) {
        read_run(r, name, attributes);
    } else if (r->open) {
        read_property(r, name, attributes);
    } else {
        if (r->begun && !strcmp(name, "tbl")) end_begun(r);
        r->table = duban_docx_table_start(r->arena, r->table, name, attributes, &r->target->tables);
    }
}

/* In a table of contents paragraphs are aside. */
static void end_code(reading *r, const char *name) {
    bool open = r->fields.contents;
    duban_docx_fields_end(&r->fields, name);
    if (!open) r->contents_from = r->target->builder->block_count;
    if (r->open && r->fields.contents) r->open->block.aside = true;
}

/* A field without an end is no table of contents. */
static void restore_contents(const reading *r) {
    duban_builder *builder = r->target->builder;
    for (uint32_t i = r->contents_from; r->fields.contents && i < builder->block_count; i++)
        builder->blocks[i].aside = r->aside;
}

static void on_end(void *context, const char *name) {
    reading *r = context;
    end_code(r, name);
    if (r->skip) {
        r->skip--;
        return;
    }
    if (!strcmp(name, "p")) {
        close_paragraph(r);
    } else if (!strcmp(name, "r")) {
        r->in_run = r->hidden = false;
    } else if (!strcmp(name, "t")) {
        r->in_text = false;
    } else if (!strcmp(name, "rPr")) {
        r->in_mark = false;
    } else if (!r->open) {
        if (r->begun && !strcmp(name, "tc")) end_begun(r);
        r->table = duban_docx_table_end(r->table, name, r->target->builder->blocks);
    }
}

static void on_text(void *context, const char16_t *units, const uint32_t *src, const uint8_t *width,
                    uint32_t count) {
    reading *r = context;
    duban_docx_fields_text(&r->fields, units, count);
    if (r->skip || !r->in_text || !r->open) return;
    for (uint32_t i = 0; i < count; i++) add_unit(r, units[i], src[i], width[i]);
}

duban_status duban_docx_body_read(duban_arena *arena, const duban_member *member, uint32_t part,
                                  bool aside, duban_docx_target *target, duban_diags *diags) {
    reading r = {.arena = arena, .diags = diags, .target = target, .part = part, .aside = aside};
    const duban_part_handler handler = {
        .context = &r, .start = on_start, .end = on_end, .text = on_text};
    duban_status status =
        duban_part_parse(arena, member->path, member->bytes, member->length, &handler, diags);
    while (r.open) close_paragraph(&r);
    end_begun(&r);
    restore_contents(&r);
    return status;
}
