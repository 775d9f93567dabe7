/*
 * The outline: the section tree that the author meant.
 *
 * Flow -> nodes. Candidates for labels are found by rules (kind "label"); which of them are
 * labels, on which level each series runs and what a damaged or missing label was is decided
 * over the whole document at once by a search with costs (solver.h). Roles come from rules of kind
 * "role", run-in headings from rules of kind "heading".
 */
#ifndef DUBAN_EXTRACT_OUTLINE_OUTLINE_H
#define DUBAN_EXTRACT_OUTLINE_OUTLINE_H

#include "extract/layout/flow.h"

/* X(constant, word) */
#define DUBAN_ROLES(X)                                                                             \
    X(NONE, "")                                                                                    \
    X(BACKGROUND, "background")                                                                    \
    X(REQUIREMENTS, "requirements")                                                                \
    X(PRINCIPLES, "principles")                                                                    \
    X(OBJECTIVES, "objectives")                                                                    \
    X(TASKS, "tasks")                                                                              \
    X(SAFEGUARDS, "safeguards")                                                                    \
    X(ANNEX, "annex")

typedef enum {
#define DUBAN_ROLE_CONSTANT(name, word) DUBAN_ROLE_##name,
    DUBAN_ROLES(DUBAN_ROLE_CONSTANT)
#undef DUBAN_ROLE_CONSTANT
        DUBAN_ROLE_COUNT
} duban_role;

const char *duban_role_word(duban_role role);
/* DUBAN_ROLE_NONE for a word that is none. */
duban_role duban_role_of(const char *word);

typedef enum { DUBAN_NODE_BODY, DUBAN_NODE_SECTION, DUBAN_NODE_TASK } duban_node_kind;
typedef enum { DUBAN_PLAIN, DUBAN_BOX, DUBAN_TABLE } duban_node_form;

#define DUBAN_NO_NODE UINT32_MAX

typedef struct {
    duban_node_kind kind;
    duban_node_form form;
    uint32_t parent, first_child, last_child, next; /* indexes; DUBAN_NO_NODE if none */
    duban_span label;  /* as printed; DUBAN_SPAN_NONE if there is none or only a bullet */
    int32_t number;    /* what it means; 0 if there is none */
    bool inferred;     /* the neighbours prove the number, the label does not say it */
    const char *proof; /* inferred: which neighbours prove it */
    uint8_t level;     /* depth in the tree, 1 for the outermost; the body has 0 */
    duban_role role;
    duban_span heading; /* without final punctuation; DUBAN_SPAN_NONE if there is none */
    bool stated;        /* the heading is all that is said, or a whole cell: it may promise */
    duban_span extent;  /* from the label to the last character below it */
    uint32_t first_text, text_count; /* its own paragraphs: duban_outline.texts[first_text ...] */
    const char *rule;                /* the rule of its label or heading, or NULL */
} duban_node;

/* A span that is the own text of a node: its label, its heading or one of its p. */
typedef struct {
    duban_span span;
    uint32_t node;
} duban_place;

/* What a cell in a row of a table of tasks says of its task. TEXT: what is to be done. */
typedef enum {
    DUBAN_CELL_TEXT,
    DUBAN_CELL_LEAD,
    DUBAN_CELL_SUPPORT,
    DUBAN_CELL_RESPONSIBLE,
    DUBAN_CELL_DEADLINE,
} duban_cell_role;

/* A cell that spans several rows stands once for each of their tasks. */
typedef struct {
    duban_span span;
    uint32_t node;
    duban_cell_role role;
} duban_task_cell;

/* nodes[0] is the body; nodes stand in document order, a parent before its children. */
typedef struct {
    duban_node *nodes;
    uint32_t count;
    duban_span *texts; /* the p of all nodes: those of one node stand together, in order */
    uint32_t text_count;
    duban_place *places; /* all own text of all nodes, by start, not overlapping */
    uint32_t place_count;
    const duban_task_cell *cells; /* by span */
    uint32_t cell_count;
    uint32_t first_para; /* the body begins here: before it stand title, dateline, addressees */
    uint32_t end_para;   /* and ends before this one: after it come signature and furniture. In a
                            notice on one line both are the same paragraph's: nodes[0].extent tells
                            where in it the plan begins and ends */
} duban_outline;

/* Solves the outline. In the matcher's arena. */
duban_outline *duban_outline_make(const duban_flow *flow, duban_matcher *matcher,
                                  duban_diags *diags);

/* The innermost node whose own text (label, heading or p) holds the position; 0 if none does. */
uint32_t duban_outline_node_at(const duban_outline *outline, uint32_t position);

/* The cell of a table of tasks that begins at the position, for any of its tasks; NULL if none
 * does. */
const duban_task_cell *duban_outline_cell_at(const duban_outline *outline, uint32_t position);

/* The tree as text, a node a line, for dumps and golden files: UTF-8 in the arena. */
char *duban_outline_print(const duban_outline *outline, const duban_flow *flow, duban_arena *arena);

/* Checks the invariants: the tree's links and levels, spans in order and in bounds, no text in two
 * nodes; false in a broken outline. */
bool duban_outline_check(const duban_outline *outline, const duban_flow *flow);

#endif
