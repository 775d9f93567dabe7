/*
 * The document: what a reader makes of a file's bytes.
 *
 * bytes -> text (UTF-16, one source place for each unit) + blocks (lines and cells as the file
 * has them, with the hints that its markup gives) + the metadata fields that the container
 * states itself. Nothing is joined, dropped or judged here: that is extract/layout.
 *
 * Everything belongs to the document's arena.
 */
#ifndef DUBAN_INGEST_DOCUMENT_H
#define DUBAN_INGEST_DOCUMENT_H

#include "base/diag.h"
#include "base/span.h"
#include "base/str.h"

/*
 * A span of document text as the reader left it (before layout). Same unit as duban_span, another
 * text: the two meet only in extract/layout.
 */
typedef struct {
    uint32_t start, end;
} duban_raw_span;

typedef enum {
    DUBAN_BLOCK_LINE, /* a line or a paragraph, whatever the format breaks at */
    DUBAN_BLOCK_CELL, /* a cell of a real table: table, row, column are set */
    DUBAN_BLOCK_RULE, /* a separator: a thematic break, a page break */
} duban_block_kind;

/* How a line stands in the column of its page, where the reader knows the column's edges; bits. */
enum {
    DUBAN_STANDS_KNOWN = 1,
    DUBAN_STANDS_INSET = 2, /* it begins right of the left edge, as first lines of paragraphs do */
    DUBAN_STANDS_FULL = 4,  /* no room was left for what the next line begins with */
    DUBAN_STANDS_CENTRED = 8, /* as far from one edge as from the other */
    DUBAN_STANDS_TITLE = 16,  /* it goes on with a title that fills the line before it */
    DUBAN_STANDS_APART = 32,  /* further from the line before it than most lines are */
};

typedef struct {
    duban_block_kind kind;
    duban_raw_span span;   /* without the line break and without the markup around it */
    uint32_t part;         /* index into duban_document.parts */
    uint8_t heading;       /* depth that the markup claims, 1..6; 0: none */
    bool bold;             /* the whole block is emphasised */
    bool bullet;           /* the markup makes it an unnumbered list item */
    bool aside;            /* the page's frame, not the notice: navigation, what follows the text */
    uint8_t stands;        /* DUBAN_STANDS_ bits; 0: unknown */
    uint16_t indent;       /* leading white space, in units */
    uint16_t blank_before; /* empty lines before it */
    uint32_t table, row, column;    /* cells: all from 1 */
    uint16_t row_span, column_span; /* cells: at least 1 */
} duban_block;

/* A metadata field that the container states (a meta tag, a front matter line). UTF-16, raw. */
typedef struct {
    duban_str name, value;
    duban_raw_span span; /* of the value in the text, or {0,0} if it stands outside of it */
} duban_field;

/* A link of a page, with words to click on or without, as a picture or a frame. */
typedef struct {
    duban_str href;            /* as the page has it, character references resolved */
    uint32_t src_from, src_to; /* source bytes of its words, in part 0; equal: none */
} duban_link;

typedef struct {
    duban_arena *arena;
    const char *href;         /* as given by the caller */
    const char *media_type;   /* "text/plain", "text/markdown" ... */
    const char *converter;    /* what made the bytes that were read of the source; NULL: nothing */
    const char *charset;      /* IANA name of what the bytes were decoded as */
    uint64_t bytes;           /* size of the source */
    char sha256[65];          /* of the source, lower-case hex */
    const char *const *parts; /* names of parts; parts[0] is "" for the file itself */
    uint32_t part_count;

    const char16_t *text; /* blocks in order; between blocks stands U+000A */
    uint32_t length;
    const uint32_t *src;  /* src[i]: first source byte of unit i, within the part of its block;
                             rising within a block, but for parts of packages put in order */
    const uint8_t *width; /* width[i]: how many source bytes unit i takes; 0 for what has none */
    uint32_t replaced;    /* byte sequences that did not decode and became U+FFFD */

    const uint32_t *cuts; /* rising: source bytes behind which markup other than emphasis ends */
    uint32_t cut_count;   /* (a link's target, a tag); one part only */

    const duban_block *blocks;
    uint32_t block_count;
    const duban_raw_span *stresses; /* runs of strong emphasis, in order, each within a block */
    uint32_t stress_count;
    const duban_field *fields;
    uint32_t field_count;
    const duban_link *links; /* in order, outside the page's navigation */
    uint32_t link_count;
    duban_diags diags;
} duban_document;

/* What the caller has: bytes under a name. Both must outlive the document. */
typedef struct {
    const char *href;
    const unsigned char *bytes;
    size_t length;
} duban_input;

/*
 * Reads an input: the format that bids highest for the bytes decodes it. On success *document is
 * in the arena. On failure the diagnostics say why. Must run inside duban_arena_run(arena).
 */
duban_status duban_document_read(duban_arena *arena, const duban_input *input,
                                 duban_document **document, duban_diags *diags);

/* As duban_document_read; what no format bids for, and what holds pictures only, goes through
 * converters (ingest/convert/converters.h), for which the source is asked then. */
struct duban_converter_source;
duban_status duban_document_read_with(duban_arena *arena, const duban_input *input,
                                      const struct duban_converter_source *source,
                                      duban_document **document, duban_diags *diags);

/* Whether a format bids for the bytes: they are a document, whatever else they may be. */
bool duban_document_has_reader(const duban_input *input);

/* Whether the format that bids highest for the bytes is one whose documents may have links. */
bool duban_document_may_link(const duban_input *input);

/* Checks the invariants (order and bounds of blocks, monotone src); false in a broken document. */
bool duban_document_check(const duban_document *document);

#endif
