/*
 * The builder: what a reader fills a document's text and blocks with.
 *
 * Usage: duban_builder_open() for each block, then its units in order, then duban_builder_close().
 * Between two blocks the builder puts U+000A, which has no source bytes of its own.
 */
#ifndef DUBAN_INGEST_BUILDER_H
#define DUBAN_INGEST_BUILDER_H

#include "ingest/document.h"

typedef struct {
    duban_document *document;
    char16_t *text;
    uint32_t *src;
    uint8_t *width;
    uint32_t length, text_capacity;
    duban_block *blocks;
    uint32_t block_count, block_capacity;
    duban_field *fields;
    uint32_t field_count, field_capacity;
    duban_link *links;
    uint32_t link_count, link_capacity;
    uint32_t *cuts;
    uint32_t cut_count, cut_capacity;
    duban_raw_span *stresses;
    uint32_t stress_count, stress_capacity;
} duban_builder;

/* For a document of about this many units; more are allowed. */
void duban_builder_init(duban_builder *builder, duban_document *document, uint32_t units);

/* Begins a block with the hints given; its span is set by what follows. */
void duban_builder_open(duban_builder *builder, duban_block block);
void duban_builder_add(duban_builder *builder, char16_t unit, uint32_t src, uint8_t width);

/* Ends the block. A long line that holds many paragraphs becomes a block for each (unroll.h). */
void duban_builder_close(duban_builder *builder);

/* The unit added last is emphasised. Blanks between two such units of a block are too. */
void duban_builder_stress(duban_builder *builder);

/* The units of the span, behind all other runs and within a block, are emphasised. */
void duban_builder_stress_run(duban_builder *builder, duban_raw_span run);

/* Markup that is more than emphasis ends before this source byte. */
void duban_builder_cut(duban_builder *builder, uint32_t src);

/* A metadata field; the arrays behind name and value must live as long as the document. */
void duban_builder_field(duban_builder *builder, duban_field field);

/* A link; the array behind its target must live as long as the document. */
void duban_builder_link(duban_builder *builder, duban_link link);

/* Hands everything to the document. */
void duban_builder_finish(duban_builder *builder);

#endif
