/*
 * The documents of an input: the file itself, or those of the container that it is, each with a
 * name for its ledger.
 */
#ifndef DUBAN_CLI_MEMBERS_H
#define DUBAN_CLI_MEMBERS_H

#include "base/taken.h"
#include "cli/inputs.h"
#include "ingest/containers/container.h"

/* Names of ledgers given in this run. */
typedef struct {
    duban_arena *arena;
    duban_taken taken;
} duban_cli_names;

/*
 * Who gets the documents. What is handed over lives until the call returns. Findings of documents
 * are the receiver's to show; why a file or a member gives no document has been shown.
 */
typedef struct {
    void *context;
    void (*document)(void *context, const duban_input *document, const char *output);
    void (*failed)(void *context, duban_status status);
    bool verbose; /* show what is left out on purpose, too */
} duban_cli_receiver;

/* A name of a ledger for what belongs to the input whose ledger is output, under its own name.
 * NULL: no memory. */
const char *duban_cli_names_under(duban_cli_names *names, const char *output, const char *inside);

/*
 * Reads an input and hands over its document or documents. The ledger of archive.zip!/a/b.txt is
 * archive+a+b.txt.xml, of row 17 of dump.csv dump+row+17.xml, or dump+ID.xml with an id column; a
 * name that is taken gets ~2, ~3 ... in the order of reading.
 */
void duban_cli_members_read(const duban_cli_input *input, const duban_container_options *options,
                            duban_cli_names *names, const duban_cli_receiver *receiver);

#endif
