/*
 * The document's metadata and references (MODEL.md, "meta"): title, issuer, numbers, dates,
 * addressees, what it cites. From the page's own fields, from the head and the signature, from
 * the notice's title, in that order of trust; contradictions are diagnostics.
 */
#ifndef DUBAN_EXTRACT_RECORDS_META_H
#define DUBAN_EXTRACT_RECORDS_META_H

#include "extract/outline/outline.h"
#include "extract/value/time.h"

/* One child of <meta>, in the order in which it is written; attachments are the last. */
typedef struct {
    const char *element;    /* "title", "issuer", "date", "reference" ... */
    const char *value;      /* UTF-8 content, normalised as MODEL.md says; NULL for period */
    const char *role;       /* date role, or NULL */
    const char *doc_number; /* reference, or NULL */
    const char *href;       /* attachment, or NULL */
    const char *from, *by;  /* period, or NULL */
    duban_span span;        /* where it was read, DUBAN_SPAN_NONE if from outside the text */
    const char *rule;
} duban_meta_item;

typedef struct {
    duban_meta_item *items;
    uint32_t count, capacity;
    duban_day written; /* what "this year" in the text refers to; year 0: unknown */
} duban_meta;

/* Reads the metadata. In the matcher's arena; the matcher's subject must be the flow's fold. */
duban_meta *duban_meta_read(const duban_flow *flow, const duban_outline *outline,
                            duban_matcher *matcher, duban_diags *diags);

#endif
