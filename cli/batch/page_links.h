/*
 * What a page links to as attached to its notice: the worker's half of links.h.
 */
#ifndef DUBAN_CLI_BATCH_PAGE_LINKS_H
#define DUBAN_CLI_BATCH_PAGE_LINKS_H

#include "extract/notice.h"
#include "out/buffer.h"

/*
 * Adds the target and the words of each attachment, a NUL behind both, to the buffer, in its arena.
 * False: the input cannot be read. What can have no links is not read at all.
 */
bool duban_page_links_make(const duban_rules *rules, const duban_input *input, duban_buffer *links);

#endif
