/*
 * Binding: what the stages that tie a quantity to its indicator, action, scope and date share.
 *
 * The masked copy of the fold in which rules of kind "target" and "tense" match has every
 * quantity, time and name of the nodes' own text overwritten by DUBAN_MASK_* units. While one
 * quantity is being bound, the others of its clause are shown as &{DROP}.
 */
#ifndef DUBAN_EXTRACT_RECORDS_BINDING_BINDING_H
#define DUBAN_EXTRACT_RECORDS_BINDING_BINDING_H

#include "extract/records/binding/words.h"
#include "extract/records/deadlines.h"
#include "extract/records/meta.h"
#include "extract/records/record.h"
#include "extract/records/times.h"

typedef struct {
    duban_span *items;
    uint32_t count, capacity;
} duban_spans;

typedef struct {
    const duban_flow *flow;
    const duban_outline *outline;
    const duban_meta *meta;
    duban_matcher *matcher;
    duban_arena *arena;
    duban_records *records;
    duban_diags *diags;
    duban_diags *notes; /* the trace of explain; NULL: none is kept */
    duban_words words;
    const char *money; /* the unit of sums that leave it out, or NULL */
    duban_spans names;
    char16_t *mask;              /* as long as the flow's fold */
    duban_quantities quantities; /* in text order */
    duban_times times;           /* in text order */
    duban_rulings rulings;       /* which deadline rules what text */
    bool *explained;             /* for each quantity: a record or a rule accounts for it */
} duban_binding;

/* Reads names and quantities of all nodes' own text, takes the times of the records, and masks all
 * of them. */
duban_binding duban_binding_make(const duban_flow *flow, const duban_outline *outline,
                                 const duban_meta *meta, duban_matcher *matcher,
                                 duban_records *records, duban_diags *diags);

/* True if the node's text may hold targets: not a table, whose cells are read as a grid, and not an
 * annex, which explains. */
bool duban_binding_reads(const duban_binding *binding, const duban_node *node);

/* How many texts of a node may hold records, and each: its paragraphs, and a heading that states
 * what is to be done. */
uint32_t duban_binding_text_count(const duban_node *node);
duban_span duban_binding_text(const duban_binding *binding, const duban_node *node, uint32_t i);

/* The index of the first quantity at or after a position; the count if there is none. */
uint32_t duban_quantity_from(const duban_quantities *quantities, uint32_t position);

/* Overwrites a span of the mask: head at its start, body after it. */
void duban_binding_mask(duban_binding *binding, duban_span span, char16_t head, char16_t body);

/* A line of the trace of explain about a span; no effect without notes. */
void duban_binding_note(duban_binding *binding, const duban_rule *rule, duban_span span,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
