/*
 * One run of the outline: what its steps share, and the pieces that the text is cut into.
 *
 * A piece is a paragraph, or the part of one from a label to the next. Everything after the
 * solver works on pieces, so that a notice on one line is as good as one with line breaks.
 */
#ifndef DUBAN_EXTRACT_OUTLINE_RUN_H
#define DUBAN_EXTRACT_OUTLINE_RUN_H

#include "extract/outline/outline.h"
#include "extract/outline/solver.h"

typedef enum {
    DUBAN_PIECE_TEXT,
    DUBAN_PIECE_LABEL,    /* begins with an accepted label, or with one that was lost */
    DUBAN_PIECE_HEADLINE, /* a heading without a number on a line of its own */
    DUBAN_PIECE_CAPTION,  /* of a table */
    DUBAN_PIECE_CELL,     /* of a table, real or one cell a line; also the notes under it */
    DUBAN_PIECE_CLAUSE,   /* a responsibility clause alone in its paragraph */
    DUBAN_PIECE_FRAME,    /* no part of the plan */
} duban_piece_kind;

/* How the heading of a piece was recognised. */
typedef enum {
    DUBAN_HEADED_NOT,
    DUBAN_HEADED_LINE,    /* the piece is its heading */
    DUBAN_HEADED_STOPPED, /* the same, with a full stop */
    DUBAN_HEADED_RUNIN,   /* the heading runs into the text */
} duban_headed;

typedef struct {
    duban_piece_kind kind;
    duban_span span, content; /* content: behind the label or bullet */
    uint32_t para, choice;    /* choice: DUBAN_NO_CHOICE if it has no label */
    bool bullet;              /* begins with a bullet or a dash */
    bool starts;              /* begins its paragraph */
    bool cut;                 /* a label in the same paragraph ended it */
    bool divides;             /* headline: stands above a label whose series goes on */
    bool part;                /* headline: names a part of the document by itself */
    duban_headed headed;
    duban_span heading, rest; /* DUBAN_SPAN_NONE where there is none */
    const char *rule;         /* the rule that found its label or heading */
    bool apart;               /* follows a list of bullets and is none of them */
    bool item;                /* opens a task by its run-in heading or bullet, without a label */
    duban_span inner,
        inner_rest;   /* a second run-in heading in rest that opens a task, and its text */
    uint32_t section; /* index into duban_run.sections that the piece stands in */
} duban_piece;

/* A section or task to be, before tasks without labels are known. */
typedef struct {
    uint32_t parent, piece; /* piece: the one that begins it; for the body DUBAN_NO_NODE */
    duban_node_form form;
    duban_role role;
    uint8_t level;
    int32_t key; /* rises with the solver's depth, in steps that leave room for headlines between */
    int32_t number;
    bool inferred;
    const char *proof;
    uint32_t children;
    bool row;         /* stands for cells of a table of tasks */
    duban_span label; /* of a row; else DUBAN_SPAN_NONE: the piece's choice has it */
} duban_draft;

/* Classes of punctuation (rules/vocab/punctuation.tsv), to be combined. */
enum {
    DUBAN_MARK_STOP = 1, /* ends a sentence or an item */
    DUBAN_MARK_LEAD = 2, /* announces what follows */
    DUBAN_MARK_COMMA = 4,
    DUBAN_MARK_OPEN = 8, /* a bracket or a book-title mark */
    DUBAN_MARK_CLOSE = 16,
};

typedef struct {
    const duban_flow *flow;
    duban_matcher *matcher;
    duban_arena *arena;
    duban_diags *diags;
    duban_styles styles;
    duban_labels labels;
    duban_choices choices;
    const duban_vocab *punctuation;
    duban_form forms[DUBAN_FORM_COUNT];
    duban_form frame_line, frame_head, frame_tail, frame_title, frame_name;
    duban_form task_column, task_title, table_goes_on;
    struct duban_rows *rows; /* the last table of tasks (rows.c), NULL before the first */
    duban_piece *pieces;
    uint32_t piece_count, piece_capacity;
    uint32_t first_piece, end_piece; /* the body's */
    bool *numbered_from; /* [i]: of the labels from piece i on the first is no attachment's */
    duban_draft *drafts; /* drafts[0] is the body; in document order */
    uint32_t draft_count, draft_capacity;
    duban_task_cell *cells; /* node: the draft */
    uint32_t cell_count, cell_capacity;
} duban_run;

/* Whether a heading form's rules match in the span; match may be NULL. */
bool duban_run_is(duban_run *run, duban_heading_form form, duban_span span, duban_match *match);

/* The choice of a piece, or NULL. */
duban_choice *duban_run_choice(const duban_run *run, const duban_piece *piece);
/* Whether the piece's label is of a style with this rank. */
bool duban_run_has_rank(const duban_run *run, const duban_piece *piece, int32_t rank);
/* The class of a unit of the folded view, 0 if it is none of the above. */
int duban_run_mark(const duban_run *run, char16_t unit);
/* The class of the last unit of a span. */
int duban_run_last(const duban_run *run, duban_span span);
/* How many units of the classes a span holds. */
uint32_t duban_run_count(const duban_run *run, duban_span span, int marks);
/* The span without white space at its ends and without units of the classes at its end. */
duban_span duban_run_trim(const duban_run *run, duban_span span, int marks);

/* The steps, in order; each reads what those before it left in the run. */
void duban_pieces_cut(duban_run *run);    /* piece.c: choices -> pieces */
void duban_pieces_sort(duban_run *run);   /* piece.c: captions, cells, clauses, headlines */
void duban_range_find(duban_run *run);    /* range.c: where the plan begins and ends */
void duban_headings_find(duban_run *run); /* siblings.c: where the headings of labels end */
void duban_lost_find(duban_run *run);     /* lost.c: labels that the source lost */
void duban_drafts_make(duban_run *run);   /* draft.c: pieces -> sections */
/* draft.c: adds a draft below another. */
uint32_t duban_draft_add(duban_run *run, uint32_t parent, uint32_t piece, int32_t key);
/* rows.c: the rows of the table of tasks that begins at a piece; the piece behind it, or the same
 * if none begins there. */
uint32_t duban_rows_take(duban_run *run, uint32_t first, uint32_t draft);
/* rows_head.c: the first cell of the head of a table of tasks that begins at a piece; piece_count
 * if none begins there. */
uint32_t duban_rows_find(duban_run *run, uint32_t first);
void duban_roles_assign(duban_run *run); /* role.c */
/* role.c: the role that a heading names, wherever it stands. */
duban_role duban_roles_read(duban_run *run, duban_span heading);
void duban_items_find(duban_run *run);              /* item.c: tasks without labels */
duban_outline *duban_outline_build(duban_run *run); /* build.c: drafts and items -> nodes */

#endif
