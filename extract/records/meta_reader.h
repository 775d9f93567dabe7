/*
 * What the parts of the metadata reader share. Each part reads one kind of thing and adds items;
 * meta.c calls them in turn and puts the items into order.
 */
#ifndef DUBAN_EXTRACT_RECORDS_META_READER_H
#define DUBAN_EXTRACT_RECORDS_META_READER_H

#include "extract/records/meta.h"
#include "extract/records/names.h"

/* Who says something about the notice, in the order of trust. */
typedef enum {
    DUBAN_META_TAG,   /* the container: a meta tag of the page, front matter */
    DUBAN_META_LABEL, /* a label on the page with its value: the table of the index number */
    DUBAN_META_TEXT,  /* the notice's own words */
} duban_meta_origin;

/* A field that the page, a crawler or front matter states. */
typedef struct {
    const char *element, *role; /* as in vocab/meta_labels.tsv */
    duban_str text, fold;       /* trimmed, never empty */
    duban_span span;            /* in the flow; DUBAN_SPAN_NONE for a field of the container */
    duban_meta_origin origin;   /* tag or label */
    const char *label;          /* the tag's name, the label's word */
    uint32_t entry;             /* in the vocabulary */
    bool beside;                /* on the label's own line, not on the next one */
    bool doubted; /* the label often means something else, or stands behind the head */
} duban_meta_field;

/* What one source says of one element. */
typedef struct {
    const char *element, *role; /* role: of a date, else NULL */
    const char *value;          /* normalised as in the item */
    duban_span span;            /* DUBAN_SPAN_NONE: outside the text */
    const char *rule;
    duban_meta_origin origin;
    const char *label; /* the tag's or label's word; NULL: the text says it */
    bool doubted;      /* trusted less than those that are not */
} duban_meta_claim;

typedef struct {
    const duban_flow *flow;
    const duban_outline *outline;
    duban_matcher *matcher;
    duban_matcher *aside; /* for texts outside the flow; NULL until one is read */
    duban_arena *arena;
    duban_diags *diags;
    duban_meta *meta;
    duban_span head; /* what stands before the first section */
    duban_span tail; /* the end of the text, where a signature stands, and what comes after it */
    duban_meta_field *fields; /* tags first, then labels as they stand */
    uint32_t field_count, field_capacity;
    duban_meta_claim *claims;
    uint32_t claim_count, claim_capacity;
    duban_span notice;         /* the notice's title; DUBAN_SPAN_NONE if there is none */
    duban_span named;          /* the plan's name as first printed, with its status */
    duban_span title;          /* the plan's title; DUBAN_SPAN_NONE if none stands in the text */
    duban_span title_issuers;  /* who issues it, by the title; DUBAN_SPAN_NONE */
    bool confirmed;            /* the plan's own title line is what the notice's title names */
    const char *title_text;    /* UTF-8; NULL if none was found in the text */
    const char *notice_text;   /* likewise */
    duban_str heading_issuers; /* who issues it, by the title in a field; empty if none */
} duban_meta_reader;

/* Adds an item. value may be NULL only for a period. */
duban_meta_item *duban_meta_add(duban_meta_reader *r, const char *element, const char *value,
                                duban_span span, const char *rule);

/* The first value of the element that was added, or NULL. */
const char *duban_meta_value(const duban_meta *meta, const char *element);

/* Notes what a source says. What a field says has the field's origin and label. */
void duban_meta_claim_add(duban_meta_reader *r, duban_meta_claim claim);
void duban_meta_claim_field(duban_meta_reader *r, const duban_meta_field *field, const char *value);

/*
 * The most trusted of the claims of an element (a date: in a role) becomes an item; the place of
 * one that says the same is its place if it has none. Who says otherwise is reported. False if
 * nobody says anything.
 */
bool duban_meta_settle(duban_meta_reader *r, const char *element, const char *role);

/* Whether two values of the element say the same: folded, without blanks and marks, equal, or, but
 * for dates, one a part of the other. */
bool duban_meta_agree(const duban_meta_reader *r, const char *element, const char *a,
                      const char *b);

/* Reports that two sources contradict each other: the first is taken. */
void duban_meta_contradiction(duban_meta_reader *r, const duban_meta_claim *taken,
                              const duban_meta_claim *other);

/* A rule of kind "meta" for the element and form (NULL: any) that matches in the span. */
bool duban_meta_find(const duban_meta_reader *r, const char *element, const char *form,
                     duban_span within, duban_match *match);

/*
 * A reader of a text outside the flow, such as a tag's: spans count in it. Good for finding,
 * quoting and naming until the next one is made.
 */
duban_meta_reader duban_meta_aside(duban_meta_reader *r, duban_str text);

/* The text of a span as a value: the parts of each paragraph, joined without line breaks. */
const char *duban_meta_quote(const duban_meta_reader *r, duban_span span);

/* A span without the white space at its ends. */
duban_span duban_meta_trim(const duban_meta_reader *r, duban_span span);

/*
 * The stretch right before a position that names offices and nothing else: the words after the
 * last full stop of its line, or the lines above it. DUBAN_SPAN_NONE if there is none.
 */
duban_span duban_meta_offices_before(const duban_meta_reader *r, uint32_t position);

/*
 * The offices of a list, cut also where the place that the first one begins with begins the next
 * one. Returns their number; 0 if something else stands there or none is as sure as asked.
 */
uint32_t duban_meta_offices(const duban_meta_reader *r, duban_span span, duban_name_trust least,
                            duban_names *names);

/* Whether the span is a list of offices, one of them for sure. */
bool duban_meta_is_offices(const duban_meta_reader *r, duban_span span);

/* As duban_meta_is_offices, for a line that may be a signature: no addressees. */
bool duban_meta_is_issuer_line(const duban_meta_reader *r, duban_span line);

/* Book-title marks inside others are printed as single ones: U+3008 for U+300A, and so on. */
static inline char16_t duban_meta_mark(char16_t unit) {
    return unit == 0x3008 || unit == 0x3009 ? (char16_t)(unit + 2) : unit;
}

/* The parts, in the order in which they are called. */
void duban_meta_read_fields(duban_meta_reader *r);
void duban_meta_read_title(duban_meta_reader *r);
void duban_meta_read_headings(duban_meta_reader *r); /* the last part of the titles */
void duban_meta_read_numbers(duban_meta_reader *r);
void duban_meta_read_dates(duban_meta_reader *r);
void duban_meta_read_issuer(duban_meta_reader *r);
void duban_meta_read_addressees(duban_meta_reader *r);
void duban_meta_read_place(duban_meta_reader *r);
void duban_meta_read_place_named(duban_meta_reader *r); /* the last part of the place */
void duban_meta_read_references(duban_meta_reader *r);
void duban_meta_read_attachments(duban_meta_reader *r);

#endif
