/*
 * Where the notice stands on its page: the element that holds nearly all running text.
 *
 * Text counts when it has sentence punctuation and is not in a link; from the root, or from what
 * the site's content system marks as the editor's, the search goes down as long as one child holds
 * nearly all of it. What comes after that element, and what
 * is navigation before it, is aside: kept in the document, in no section.
 */
#ifndef DUBAN_INGEST_HTML_BODY_H
#define DUBAN_INGEST_HTML_BODY_H

#include "ingest/html/page.h"

/* Marks each piece: aside[i] is true for what is not the notice. In the page's arena. *behind:
 * units of running text behind the notice, if they are so many that it may go on there; else 0. */
bool *duban_html_body_find(const duban_html_page *page, uint32_t *behind);

#endif
