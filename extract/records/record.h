/*
 * Records: what the ledger is made of (MODEL.md). Each stands in a node of the outline, quotes
 * the flow by spans, and names the rule that made it.
 */
#ifndef DUBAN_EXTRACT_RECORDS_RECORD_H
#define DUBAN_EXTRACT_RECORDS_RECORD_H

#include "extract/outline/outline.h"
#include "extract/value/quantity.h"
#include "extract/value/time.h"

typedef enum {
    DUBAN_RECORD_UNIT,
    DUBAN_RECORD_TARGET,
    DUBAN_RECORD_BASELINE, /* a target's fields, of what is already so */
    DUBAN_RECORD_DEADLINE,
    DUBAN_RECORD_UNEXPLAINED,
} duban_record_kind;

typedef enum { DUBAN_LEAD, DUBAN_SUPPORT, DUBAN_RESPONSIBLE } duban_unit_role;

typedef struct {
    duban_span name, alias; /* alias: the bracketed second name, DUBAN_SPAN_NONE if none */
    duban_unit_role role;
    const char *canonical; /* UTF-8 full name or NULL */
} duban_unit;

typedef enum { DUBAN_LEVEL, DUBAN_CHANGE } duban_target_change; /* up to 65% against by 5 points */

typedef struct {
    duban_quantity quantity;
    duban_span indicator, action, scope; /* DUBAN_SPAN_NONE where absent */
    const char *scope_text;              /* where the scope is not one stretch of text; else NULL */
    duban_day by, at;                    /* year 0: absent; at: baselines only */
    const char *at_text;                 /* "2020" as the record prints it, or NULL */
    const char *recurrence;              /* "P1Y" or NULL */
    const char *nature;                  /* "expected", "binding" or NULL */
    duban_target_change change;
    bool cumulative;
    duban_span deadline; /* the mention that rules it; for explain */
    duban_span measure;  /* the measure word with its multiplier, where it stands apart; or empty */
} duban_target;

typedef struct {
    duban_record_kind kind;
    uint32_t node;   /* index into the outline */
    duban_span span; /* all of it, for src and for order */
    const char *rule;
    union {
        duban_unit unit;
        duban_target target;
        duban_time deadline;
        const char *why; /* unexplained: what kind of thing was left */
    } as;
} duban_record;

/*
 * taken: stretches of text that one reader has read whole, such as a table; others leave them.
 * times: those of the text, by place (times.h), for the readers that need them.
 * dated: the dates that the head of a table gives to cells that were not taken, each with the cell
 * as what it rules; no deadlines of their own.
 */
typedef struct {
    duban_arena *arena;
    duban_record *items;
    uint32_t count, capacity;
    duban_span *taken;
    uint32_t taken_count, taken_capacity;
    duban_times times;
    duban_time *dated;
    uint32_t dated_count, dated_capacity;
} duban_records;

/* Appends a zeroed record of the kind and returns it; valid until the next call. */
duban_record *duban_record_add(duban_records *records, duban_record_kind kind, uint32_t node,
                               duban_span span, const char *rule);

/* Takes a stretch; those taken must not overlap. Has one been taken that meets the span? */
void duban_records_take(duban_records *records, duban_span span);
bool duban_records_took(const duban_records *records, duban_span span);

/* Lets a time rule a stretch that nobody took; a time without a day does not. */
void duban_records_date(duban_records *records, duban_span span, const duban_time *time);

#endif
