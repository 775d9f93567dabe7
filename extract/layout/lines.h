/*
 * Lines: what layout knows of each block of a document before it joins any.
 *
 * Private to extract/layout. Spans count units of the document's text.
 */
#ifndef DUBAN_EXTRACT_LAYOUT_LINES_H
#define DUBAN_EXTRACT_LAYOUT_LINES_H

#include "extract/engine/match.h"
#include "ingest/document.h"

/* Classes of punctuation, from rules/vocab/punctuation.tsv; bits, of the folded unit. */
enum {
    DUBAN_PUNCT_STOP = 1,  /* ends a sentence or a clause of a list */
    DUBAN_PUNCT_LEAD = 2,  /* announces what follows: a colon */
    DUBAN_PUNCT_COMMA = 4, /* a sentence goes on */
    DUBAN_PUNCT_PAUSE = 8, /* an enumeration goes on */
    DUBAN_PUNCT_OPEN = 16,
    DUBAN_PUNCT_CLOSE = 32,
    DUBAN_PUNCT_QUOTE = 64, /* opens and closes: the fold makes both one */
};

/* Kinds of brackets that are told apart, quotes included. */
#define DUBAN_BRACKET_KINDS 6

/* All folded punctuation stands below: the fold brings full-width forms to ASCII. */
#define DUBAN_PUNCTUATION_END 0x3100

typedef struct {
    uint8_t class[DUBAN_PUNCTUATION_END];   /* DUBAN_PUNCT_ bits of each unit */
    uint8_t bracket[DUBAN_PUNCTUATION_END]; /* kind of bracket: 0 .. DUBAN_BRACKET_KINDS - 1 */
} duban_punctuation;

static inline uint8_t duban_punctuation_class(const duban_punctuation *p, char16_t unit) {
    return unit < DUBAN_PUNCTUATION_END ? p->class[unit] : 0;
}

/* What a line rule says of a line (parameter "line" of rules of kind "line"). */
typedef enum {
    DUBAN_LINE_PLAIN,
    DUBAN_LINE_FURNITURE, /* page furniture */
    DUBAN_LINE_PAGE,      /* a page number: furniture that may stand inside a paragraph */
    DUBAN_LINE_NUMBER,    /* a page number only if a paragraph goes on around it */
    DUBAN_LINE_ALONE,     /* a paragraph of its own: a dateline, a metadata field */
    DUBAN_LINE_BEGIN,     /* the first line of a paragraph: a label, a clause */
    DUBAN_LINE_OPEN,      /* ends with a word that nothing ends with */
    DUBAN_LINE_CELL,      /* a cell or a row of a table that lost its grid (cells.h) */
} duban_line_class;

/* Does a line begin with a label? A damaged one lost its marks, so that it may be text. */
typedef enum {
    DUBAN_LABEL_UNKNOWN, /* not asked yet */
    DUBAN_LABEL_NONE,
    DUBAN_LABEL_DAMAGED,
    DUBAN_LABEL_SOUND,
} duban_line_label;

typedef struct {
    uint32_t block;
    duban_raw_span span;
    duban_line_class class;
    const char *rule; /* of the class, or NULL */
    duban_line_label label;
    const char *label_rule; /* once asked: the rule of its label, or NULL */
    bool edge;              /* furniture only outside of the text */
    bool list;              /* begins a list of names, which ends with its line */
    uint32_t table;         /* of a CELL */
    uint32_t row, column;   /* of a CELL whose place is known (task_cells.h); else 0 */
    uint16_t column_span;
    bool goes_on; /* a CELL: with the text of the line before it */
    bool running; /* holds a sentence's punctuation */
    bool stopped; /* holds a full stop or its like before its end */
    char16_t first, last;
    uint32_t columns; /* as a terminal would show it, its indent as wide spaces */
    uint32_t tail;    /* units behind the last comma or stop */
    uint16_t opened[DUBAN_BRACKET_KINDS]; /* brackets open at its end; quotes: 1 if odd */
    uint16_t closed[DUBAN_BRACKET_KINDS]; /* closing brackets without an opening one in it */
    bool clause_end;                      /* ends with a bracket that opened behind a stop */
} duban_line;

typedef struct {
    const duban_document *document;
    duban_matcher *matcher;
    const char16_t *fold; /* of the document's text */
    const duban_punctuation *punctuation;
    duban_line *lines; /* one for each block */
    uint32_t count;
    uint32_t wrap; /* columns at which most lines are broken; 0: they are not */
    bool indented; /* paragraphs begin with an indent */
    bool spaced;   /* paragraphs have a gap between them, on pages whose places are known */
    bool headed;   /* and many begin with a heading of their own that ends with a stop */
} duban_lines;

/* A running head or a page number, as the reader of the page knows from its place. */
static inline bool duban_block_is_page_edge(const duban_block *block) {
    return block->aside && block->stands & DUBAN_STANDS_KNOWN;
}

/* Reads all lines of the document. In the matcher's arena; sets the matcher's subject. */
duban_lines *duban_lines_read(const duban_document *document, duban_matcher *matcher);

/*
 * Does the line begin with a label, or with what else begins a paragraph? The rules are asked once,
 * when it matters; the matcher's subject must still be the document's fold.
 */
duban_line_label duban_line_label_of(const duban_lines *lines, uint32_t at);

#endif
