/*
 * Candidates for labels: flow + rules of kind "label" -> every place that may be a label, with
 * the styles that it may be of, its number and what accepting or ignoring it costs. Nothing is
 * decided here; that is the solver's.
 */
#ifndef DUBAN_EXTRACT_OUTLINE_LABEL_H
#define DUBAN_EXTRACT_OUTLINE_LABEL_H

#include "extract/layout/flow.h"
#include "extract/outline/forms.h"

#define DUBAN_STYLES_MAX 24
#define DUBAN_LABEL_STYLES_MAX 3
#define DUBAN_NO_LABEL UINT32_MAX

/* Ranks with a meaning of their own: rules/outline.xml. */
#define DUBAN_RANK_ANNEX 0
#define DUBAN_RANK_ARTICLE 40
#define DUBAN_RANK_BOX 990

typedef struct {
    const char *name;
    int32_t rank;
} duban_style;

typedef struct {
    duban_style items[DUBAN_STYLES_MAX];
    uint32_t count;
} duban_styles;

typedef struct {
    duban_span span; /* as printed */
    uint32_t end;    /* where the words behind it begin */
    uint32_t para;
    int32_t number; /* 0: the label has none */
    uint8_t styles[DUBAN_LABEL_STYLES_MAX], style_count;
    int32_t cost, skip;
    bool next;          /* only where a series goes on */
    bool inside;        /* in the middle of a paragraph */
    uint32_t after;     /* the label whose heading it stands behind, DUBAN_NO_LABEL if none */
    bool under_heading; /* a line that may be a heading stands between it and the last candidate */
    const duban_rule *rule;
} duban_label;

/* A bullet in the middle of a paragraph. */
typedef struct {
    uint32_t at, end; /* the mark, the words behind it */
} duban_point;

typedef struct {
    duban_label *items; /* by start, then by rule */
    uint32_t count, capacity;
    bool *framed;     /* for each paragraph: it is an entry of a list of attachments or contents */
    uint8_t *bullets; /* for each paragraph: units of the dash or dot that it begins with, or 0 */
    duban_point *points; /* by place; only of paragraphs that hold a list of them */
    uint32_t point_count, point_capacity;
} duban_labels;

/* The styles that the label rules name, in load order. */
duban_styles duban_styles_collect(const duban_rules *rules);

/* All candidates in the body paragraphs of the flow. In the matcher's arena. */
duban_labels duban_labels_find(const duban_flow *flow, duban_matcher *matcher,
                               const duban_styles *styles);

#endif
