/*
 * The attachments of pages that are named one by one: files that lie in a page's folder and that it
 * links to. They are found before the run begins and are inputs from then on, as if they had been
 * named: each has a row, none comes twice, and order, number of workers and shards change nothing.
 *
 * A page's bytes are not the supervisor's to read: workers of a pool of its own tell the links
 * (page_links.h), and what they say is looked for in the page's folder alone (attachments.h).
 * Folders that hold nothing but inputs have none to find: their pages are not asked, nor are those
 * that a walk over a folder found, for it finds what they link to.
 */
#ifndef DUBAN_CLI_BATCH_LINKS_H
#define DUBAN_CLI_BATCH_LINKS_H

#include "cli/batch/inputs.h"
#include "cli/batch/progress.h"
#include "cli/batch/settings.h"

/*
 * Adds the attachments to settled inputs, which are settled again. False: a signal stopped it, or
 * the machine did, which a message has said. A page that cannot be read, or not in time, adds
 * nothing: the run will say so.
 */
bool duban_links_follow(duban_batch_inputs *inputs, const duban_run_settings *settings,
                        duban_progress *progress);

#endif
