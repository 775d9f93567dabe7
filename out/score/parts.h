/*
 * What the parts of the score share. Private to out/score.
 */
#ifndef DUBAN_OUT_SCORE_PARTS_H
#define DUBAN_OUT_SCORE_PARTS_H

#include "base/str.h"
#include "out/score/pairing.h"
#include "out/score/score.h"

/* A section or task; node 0 is the body. */
typedef struct {
    const duban_element *element;
    uint32_t parent;
    duban_str heading; /* folded */
    bool optional, is_task;
} duban_score_node;

/* A record in its node, or an item of meta. */
typedef struct {
    const duban_element *element;
    uint32_t node;
    duban_str text, indicator; /* folded */
    bool optional;
} duban_score_record;

typedef struct {
    duban_score_record *items;
    uint32_t count, capacity;
} duban_score_list;

/* One of the two ledgers that are compared. */
typedef struct {
    duban_score_node *nodes;
    uint32_t node_count, node_capacity;
    duban_score_list lists[DUBAN_SCORE_KIND_COUNT]; /* all kinds but section and task */
} duban_score_side;

typedef struct {
    duban_score *score;
    const char *name;
    duban_arena *arena;
    duban_score_side gold, found;
    uint32_t *found_of_gold, *gold_of_found; /* nodes; DUBAN_NO_PARTNER */
} duban_comparison;

duban_score_side duban_score_side_read(const duban_element *root, duban_arena *arena);

void duban_score_complain(duban_comparison *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Counts an attribute of a matched record; says what is wrong with it. */
void duban_score_attribute_add(duban_comparison *c, duban_score_attribute attribute, bool right,
                               const char *where, const char *found, const char *gold);

/* Whether the nodes of two records are paired. */
bool duban_score_same_place(const duban_comparison *c, const duban_score_record *gold,
                            const duban_score_record *found);

void duban_score_tree(duban_comparison *c);    /* pairs the nodes; sections and tasks */
void duban_score_meta(duban_comparison *c);    /* metadata and references */
void duban_score_records(duban_comparison *c); /* units and deadlines */
void duban_score_targets(duban_comparison *c); /* targets and baselines */

/* An attribute, "" if it is absent. */
const char *duban_score_value(const duban_element *element, const char *attribute);
bool duban_score_alike(const char *a, const char *b, duban_arena *arena);

/* What a list is counted by: see duban_score_list_add. */
typedef struct {
    duban_score_kind kind;
    const duban_score_list *gold, *found;
    const duban_pairing *pairs;
    const char *(*show)(duban_comparison *c, const duban_score_record *record, bool is_gold);
    /* Whether an unpaired found record is excused by an optional one of gold; NULL: never. */
    bool (*excused)(const duban_comparison *c, const duban_score_record *found);
} duban_score_counting;

void duban_score_list_add(duban_comparison *c, const duban_score_counting *counting);

#endif
