/*
 * The canonical output: a notice as XML in the vocabulary urn:duban:policy:1 (MODEL.md, schema in
 * out/records.rng).
 */
#ifndef DUBAN_OUT_XML_H
#define DUBAN_OUT_XML_H

#include "extract/notice.h"
#include "out/buffer.h"

#define DUBAN_POLICY_NAMESPACE "urn:duban:policy:1"

/*
 * Writes a notice that was read with DUBAN_OK. The same notice gives the same bytes. The buffer is
 * in the arena, which may be the notice's own. Must run inside duban_arena_run(arena).
 */
duban_buffer duban_xml_write(const duban_notice *notice, duban_arena *arena);

/* The same outside of a run: in the notice's own arena. DUBAN_OK or DUBAN_NO_MEMORY. */
duban_status duban_xml_make(duban_notice *notice, duban_buffer *xml);

#endif
