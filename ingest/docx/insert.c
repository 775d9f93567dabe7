/* Parts of diagrams and of imported content -> blocks; see insert.h. */
#include "ingest/docx/insert.h"

#include <string.h>

#include "base/limits.h"
#include "ingest/docx/paragraph.h"
#include "ingest/magic.h"
#include "ingest/markup/part.h"
#include "ingest/mime/message.h"

typedef struct {
    duban_arena *arena;
    duban_docx_target *target;
    duban_docx_paragraph *open;
    duban_block place;
    bool in_run, in_text;
} diagram;

static void on_start(void *context, const char *name, const duban_part_attributes *attributes) {
    diagram *d = context;
    (void)attributes;
    if (!strcmp(name, "p")) {
        d->open = duban_arena_alloc(d->arena, sizeof *d->open);
        d->open->style = duban_docx_style_of(d->target->styles, NULL);
        d->open->block = d->place;
    }
    if (!strcmp(name, "r")) d->in_run = true;
    if (!strcmp(name, "t")) d->in_text = d->in_run;
}

static void on_text(void *context, const char16_t *units, const uint32_t *src, const uint8_t *width,
                    uint32_t count) {
    diagram *d = context;
    for (uint32_t i = 0; d->open && d->in_text && i < count; i++)
        duban_docx_paragraph_add(d->arena, d->open, units[i], src[i], width[i], false);
}

static void write_line(diagram *d) {
    const duban_docx_label none = {0};
    uint32_t from;
    if (duban_docx_paragraph_is_blank(d->open)) return;
    duban_builder_open(d->target->builder, duban_docx_paragraph_block(d->open, &none, &from));
    duban_docx_paragraph_write(d->open, &none, from, d->target->builder);
    duban_builder_close(d->target->builder);
}

static void on_end(void *context, const char *name) {
    diagram *d = context;
    if (!strcmp(name, "t")) d->in_text = false;
    if (!strcmp(name, "r")) d->in_run = false;
    if (strcmp(name, "p") != 0 || !d->open) return;
    write_line(d);
    d->open = NULL;
}

/* The words of its points, in their order: a line for each paragraph. */
static bool read_diagram(duban_docx_target *target, const duban_member *member,
                         const duban_block *place, duban_diags *diags) {
    diagram d = {.arena = target->builder->document->arena, .target = target, .place = *place};
    const duban_part_handler handler = {
        .context = &d, .start = on_start, .end = on_end, .text = on_text};
    return duban_part_parse(d.arena, member->path, member->bytes, member->length, &handler,
                            diags) == DUBAN_OK;
}

/* A block of an imported document, where it is shown. */
static duban_block block_at(const duban_block *place, const duban_block *imported,
                            uint32_t tables) {
    duban_block block = *imported;
    if (block.kind == DUBAN_BLOCK_CELL)
        block.table += tables;
    else if (block.kind == DUBAN_BLOCK_LINE && place->kind == DUBAN_BLOCK_CELL)
        block = *place;
    block.part = place->part;
    block.aside |= place->aside;
    return block;
}

static void append(duban_docx_target *target, const duban_document *d, const duban_block *place) {
    uint32_t tables = target->tables;
    for (uint32_t i = 0; i < d->block_count; i++) {
        const duban_block *b = &d->blocks[i];
        if (b->kind == DUBAN_BLOCK_CELL && tables + b->table > target->tables)
            target->tables = tables + b->table;
        duban_builder_open(target->builder, block_at(place, b, tables));
        for (uint32_t u = b->span.start; u < b->span.end; u++)
            duban_builder_add(target->builder, d->text[u], d->src[u], d->width[u]);
        duban_builder_close(target->builder);
    }
}

/* HTML or plain text in UTF-8, the charset of the package. */
static bool read_chunk(duban_docx_target *target, const duban_member *member,
                       const duban_block *place, duban_diags *diags) {
    duban_arena *arena = target->builder->document->arena;
    const duban_member page = duban_mime_unwrap(arena, member);
    const duban_input input = {page.path, page.bytes, page.length};
    bool html = duban_magic_is_html(page.bytes, page.length);
    if (!html && duban_magic_name(page.bytes, page.length)) return false;
    duban_document *imported;
    duban_diags told = {.arena = arena};
    if (duban_document_read(arena, &input, &imported, &told) != DUBAN_OK) return false;
    if (strcmp(imported->charset, "UTF-8") != 0 || imported->part_count != 1) return false;
    for (uint32_t i = 0; i < told.count; i++)
        duban_diag_add(diags, told.items[i], "part '%s': %s", member->path, told.items[i].message);
    append(target, imported, place);
    return true;
}

void duban_docx_insert(duban_docx_target *target, duban_docx_insert_kind kind, const char *id,
                       const duban_block *place, duban_diags *diags) {
    const char *path = duban_docx_relations_find(target->relations, id);
    const duban_member *member = path ? duban_archive_find(target->archive, path) : NULL;
    duban_block block = *place;
    block.part = target->part_count;
    bool room = member && target->part_count < target->part_room &&
                (target->inserted += member->length) <= DUBAN_ARCHIVE_MAX;
    if (room) target->parts[target->part_count++] = member->path;
    if (room &&
        (kind == DUBAN_DOCX_CHUNK ? read_chunk : read_diagram)(target, member, &block, diags))
        return;
    duban_diag_add(
        diags,
        (duban_diag){
            .severity = DUBAN_WARNING, .stage = DUBAN_STAGE_INGEST, .span = DUBAN_SPAN_NONE},
        "%s is not read: '%s'", kind == DUBAN_DOCX_CHUNK ? "imported content" : "a diagram",
        path ? path : "of no part");
}
