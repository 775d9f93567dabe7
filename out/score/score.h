/*
 * The score: a ledger against gold -> precision, recall and F1 of each kind of record, accuracy of
 * their attributes, and what exactly was missed, invented or wrong.
 *
 * A gold record with optional="true" counts neither as missed nor as invented. Nodes of the two
 * trees are paired by their headings, in document order; records are compared where their nodes
 * are paired.
 */
#ifndef DUBAN_OUT_SCORE_SCORE_H
#define DUBAN_OUT_SCORE_SCORE_H

#include "out/read.h"

/* X(constant, word) */
#define DUBAN_SCORE_KINDS(X)                                                                       \
    X(META, "meta")                                                                                \
    X(REFERENCE, "reference")                                                                      \
    X(SECTION, "section")                                                                          \
    X(TASK, "task")                                                                                \
    X(UNIT, "unit")                                                                                \
    X(TARGET, "target")                                                                            \
    X(DEADLINE, "deadline")                                                                        \
    X(BASELINE, "baseline")

/* X(constant, word) */
#define DUBAN_SCORE_ATTRIBUTES(X)                                                                  \
    X(REFERENCE_NUMBER, "reference/docNumber")                                                     \
    X(SECTION_HEADING, "section/heading")                                                          \
    X(SECTION_NUMBER, "section/number")                                                            \
    X(SECTION_PARENT, "section/parent")                                                            \
    X(SECTION_ROLE, "section/role")                                                                \
    X(TASK_HEADING, "task/heading")                                                                \
    X(TASK_NUMBER, "task/number")                                                                  \
    X(TASK_PARENT, "task/parent")                                                                  \
    X(UNIT_ROLE, "unit/role")                                                                      \
    X(TARGET_INDICATOR, "target/indicator exact")                                                  \
    X(TARGET_COMPARATOR, "target/comparator")                                                      \
    X(TARGET_BY, "target/by")                                                                      \
    X(TARGET_ACTION, "target/action")                                                              \
    X(TARGET_SCOPE, "target/scope")                                                                \
    X(BASELINE_INDICATOR, "baseline/indicator exact")                                              \
    X(BASELINE_AT, "baseline/at")

typedef enum {
#define DUBAN_SCORE_CONSTANT(name, word) DUBAN_SCORE_##name,
    DUBAN_SCORE_KINDS(DUBAN_SCORE_CONSTANT) DUBAN_SCORE_KIND_COUNT
} duban_score_kind;

typedef enum {
    DUBAN_SCORE_ATTRIBUTES(DUBAN_SCORE_CONSTANT) DUBAN_SCORE_ATTRIBUTE_COUNT
#undef DUBAN_SCORE_CONSTANT
} duban_score_attribute;

typedef struct {
    uint32_t found, missed, invented; /* of the gold records; of all others */
} duban_tally;

typedef struct {
    uint32_t right, of;
} duban_accuracy;

typedef struct {
    duban_arena *arena;
    duban_tally kinds[DUBAN_SCORE_KIND_COUNT];
    duban_accuracy attributes[DUBAN_SCORE_ATTRIBUTE_COUNT];
    uint32_t unexplained,
        explained; /* passages that no record explains; quantities and times that one does */
    const char **complaints; /* "NAME, tab, target missed: ...", in order; UTF-8 */
    uint32_t complaint_count, complaint_capacity;
} duban_score;

/* Adds what one ledger is worth; name is the first column of its complaints. Inside
 * duban_arena_run. */
void duban_score_add(duban_score *score, const char *name, const duban_element *gold,
                     const duban_element *ledger);

const char *duban_score_kind_word(duban_score_kind kind);
const char *duban_score_attribute_word(duban_score_attribute attribute);

/* 0 where nothing was asked for. */
double duban_tally_precision(const duban_tally *tally);
double duban_tally_recall(const duban_tally *tally);
double duban_tally_f1(const duban_tally *tally);

/* Mean F1 of the kinds that occur, without baselines. */
double duban_score_mean(const duban_score *score);

/* The part of the quantities and times that records explain. */
double duban_score_explained(const duban_score *score);

#endif
