/*
 * The flow: the running text that everything after it reads.
 *
 * Document -> paragraphs. Lines that a page break or a converter cut are joined, stray spaces
 * inside running text are dropped, page furniture is set aside. Characters are only ever dropped,
 * never changed, and each kept unit still knows its source bytes. What counts as furniture, as a
 * line that begins something and as a line that cannot end here is decided by rules (kind "line").
 */
#ifndef DUBAN_EXTRACT_LAYOUT_FLOW_H
#define DUBAN_EXTRACT_LAYOUT_FLOW_H

#include "base/diag.h"
#include "extract/engine/match.h"
#include "ingest/document.h"

typedef enum {
    DUBAN_PARA_BODY,
    DUBAN_PARA_CELL,      /* one cell of a table */
    DUBAN_PARA_FURNITURE, /* navigation, share buttons, page numbers: in no section */
} duban_para_kind;

typedef struct {
    duban_para_kind kind;
    duban_span span;                  /* without white space at its ends */
    uint32_t first_block, last_block; /* the document's blocks that it was joined from */
    uint8_t heading;                  /* as in duban_block, from the first block */
    bool bold, bullet;
    bool joined; /* made of more than one line */
    uint16_t blank_before;
    uint32_t table, row, column; /* row 0: a cell or a row whose place in the grid was lost */
    uint16_t row_span, column_span;
    const char *rule; /* furniture: the rule that said so */
} duban_para;

/* Where a part stands in the document. */
typedef struct {
    duban_raw_span units;
    bool scattered; /* its text was put in order: bytes that stand between two units tell nothing */
} duban_flow_part;

typedef struct {
    const duban_document *document;
    const char16_t *text; /* paragraphs in order; between them stands U+000A */
    const char16_t *fold; /* the folded view, same length */
    uint32_t length;
    const uint32_t *part; /* NULL if the document has one part; else the part of each unit */
    const duban_flow_part *parts; /* for each part of the document */
    const uint32_t *src;          /* as in duban_document */
    const uint8_t *width;
    const duban_para *paras;
    uint32_t para_count;
    const duban_span *stresses; /* runs of strong emphasis, in order */
    uint32_t stress_count;
} duban_flow;

/*
 * Lays out a document. The matcher is the run's cursor over the rules. The flow is in the
 * matcher's arena and points into the document.
 */
const duban_flow *duban_flow_make(const duban_document *document, duban_matcher *matcher,
                                  duban_diags *diags);

/*
 * The source ranges of a span, in order: one range where the bytes are contiguous but for white
 * space and marks of emphasis, more where something else (a page number) stands between. Returns
 * their number; ranges is in the arena.
 */
uint32_t duban_flow_source(const duban_flow *flow, duban_span span, duban_arena *arena,
                           duban_src **ranges);

/* The paragraph that holds a position; para_count if none does. */
uint32_t duban_flow_para_at(const duban_flow *flow, uint32_t position);

/* The text or the folded view of a span. */
duban_str duban_flow_text(const duban_flow *flow, duban_span span);
duban_str duban_flow_folded(const duban_flow *flow, duban_span span);

/* The text of a span as a record gives it: without white space beside Chinese characters. UTF-8. */
char *duban_flow_quote(const duban_flow *flow, duban_span span, duban_arena *arena);

/* Checks the invariants; false in a broken flow. */
bool duban_flow_check(const duban_flow *flow);

#endif
