/*
 * Text that a page holds and does not show: in scripts, templates, fields of forms. Pages that are
 * made in the browser keep the notice there; it is weighed, not read.
 */
#ifndef DUBAN_INGEST_HTML_UNREAD_H
#define DUBAN_INGEST_HTML_UNREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

typedef struct {
    uint32_t letters; /* ideographs */
    uint32_t stops;   /* ideographic full stops: navigation and code have none */
} duban_html_unread;

/* Adds what a stretch of UTF-8 holds, as characters or as "\\u" and four digits. */
void duban_html_unread_weigh(duban_html_unread *unread, const char *bytes, size_t length);

/* The same of units. */
void duban_html_unread_weigh_units(duban_html_unread *unread, const char16_t *units, size_t length);

/* Is it as much as a notice is? */
bool duban_html_unread_is_notice(const duban_html_unread *unread);

#endif
