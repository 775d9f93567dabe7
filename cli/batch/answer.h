/*
 * What a worker says of a document that it has read.
 */
#ifndef DUBAN_CLI_BATCH_ANSWER_H
#define DUBAN_CLI_BATCH_ANSWER_H

#include "base/file.h"
#include "cli/batch/protocol.h"
#include "extract/engine/rules.h"

/* Reads a notice of this name, writes its ledger to the open file output, and sets status, counts,
 * size, reason and limits of the reply. */
void duban_answer_notice(const duban_rules *rules, const char *name, const duban_file *file,
                         int output, duban_packet *reply);

/* The same for the attachments of a page (page_links.h), which are written in place of a ledger.
 * That it could not be read will be told when it is. */
void duban_answer_links(const duban_rules *rules, const char *name, const duban_file *file,
                        int output, duban_packet *reply);

#endif
