/*
 * HTML events with places: libxml2's SAX interface over decoded text.
 *
 * In: a page that is already decoded to UTF-16. Out: starts and ends of elements and runs of text,
 * each run as a range of the decoded units that it was read from, so that provenance survives.
 * libxml2 sees a UTF-8 copy without NULs, without tags of absurd length and without the code of
 * scripts and styles; entities in it are its own, no file or network is ever opened.
 */
#ifndef DUBAN_INGEST_HTML_PARSE_H
#define DUBAN_INGEST_HTML_PARSE_H

#include "base/arena.h"
#include "ingest/decode.h"
#include "ingest/html/unread.h"

typedef struct {
    void *context;
    /* names are lower case; attributes: name, value, name, value ..., NULL, or NULL */
    void (*start)(void *context, const char *name, const char *const *attributes);
    void (*end)(void *context, const char *name);
    /* Decoded units [from, to), verbatim; those that are NUL were struck out. */
    void (*text)(void *context, uint32_t from, uint32_t to);
    /* A character reference in units [from, to) that means these units. */
    void (*reference)(void *context, uint32_t from, uint32_t to, const char16_t *units,
                      uint32_t count);
    /* So many bytes of text that could not be traced to the page. */
    void (*lost)(void *context, uint32_t bytes);
} duban_html_handler;

typedef struct {
    uint32_t cut_tags;        /* tags over the limit, read as if they were not there */
    duban_html_unread unread; /* what scripts hold */
} duban_html_report;

duban_status duban_html_parse(duban_arena *arena, const duban_decoded *page,
                              const duban_html_handler *handler, duban_html_report *report);

#endif
