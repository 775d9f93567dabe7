/* duban extract: notices in, one XML ledger each out. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "cli/attachments.h"
#include "cli/commands.h"
#include "cli/members.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/rules_dir.h"
#include "out/xml.h"

enum { OUTPUT, RULES, COLUMN, ID_COLUMN, VERBOSE, QUIET };

typedef struct {
    const duban_rules *rules;
    const char *folder; /* NULL: standard output */
    duban_severity at_least;
    bool quiet;
    duban_container_options options;
    duban_cli_names names;
    duban_cli_receiver receiver;
    const duban_cli_inputs *inputs;
    duban_cli_files files; /* the inputs and the attachments that were read; empty: not asked yet */
    bool attached;         /* an attachment is being read: it has none of its own */
    uint32_t documents;    /* handed over so far */
    duban_exit worst;
    uint32_t read, failed, records[DUBAN_RECORD_UNEXPLAINED + 1], tasks;
} run;

static duban_status deliver(const run *r, const char *href, const char *output,
                            const duban_buffer *xml) {
    duban_status status = DUBAN_OK;
    const char *folder = r->folder ? r->folder : "standard output";
    if (r->folder) {
        status = duban_output_write(r->folder, output, xml->bytes, xml->length);
    } else if (fwrite(xml->bytes, 1, xml->length, stdout) != xml->length || fflush(stdout) != 0) {
        status = DUBAN_NOT_WRITTEN;
    }
    if (status != DUBAN_OK) {
        duban_message("%s: error: the ledger cannot be written to '%s': %s [%s]", href, folder,
                      strerror(errno), duban_status_word(status));
    }
    return status;
}

static void count(run *r, const duban_notice *notice) {
    r->read++;
    for (uint32_t i = 0; i < notice->records.count; i++) {
        r->records[notice->records.items[i].kind]++;
    }
    for (uint32_t i = 0; i < notice->outline->count; i++) {
        r->tasks += notice->outline->nodes[i].kind == DUBAN_NODE_TASK;
    }
}

static void fail(void *context, duban_status status) {
    run *r = context;
    r->failed++;
    if (duban_exit_of(status) > r->worst) r->worst = duban_exit_of(status);
}

/* Reads an attachment as a member of its page, unless it is an input itself or was read. */
static void read_attachment(run *r, const char *path, const char *inside, const char *output) {
    if (!r->files.count) duban_cli_files_add_inputs(&r->files, r->inputs);
    if (!duban_cli_files_add(&r->files, path)) return;
    const duban_cli_input input = {.path = path,
                                   .output = duban_cli_names_under(&r->names, output, inside)};
    if (!input.output) {
        duban_message("%s: error: %s", path, duban_status_meaning(DUBAN_NO_MEMORY));
        fail(r, DUBAN_NO_MEMORY);
        return;
    }
    r->attached = true;
    duban_cli_members_read(&input, &r->options, &r->names, &r->receiver);
    r->attached = false;
}

/* The attachments of a page that is a file; those of a container's member are members, too. */
static void read_attachments(run *r, const duban_notice *notice, const char *page,
                             const char *output) {
    static const char *const why[] = {[DUBAN_ATTACHMENT_BESIDE] = "is read with '-o DIR'",
                                      [DUBAN_ATTACHMENT_MISSING] = "does not lie beside the page",
                                      [DUBAN_ATTACHMENT_OUTSIDE] =
                                          "is not read: its link leads out of the page's folder"};
    bool file = strcmp(page, "-") && !strstr(page, "!/");
    if (r->attached || !file) return;
    for (uint32_t i = 0; i < notice->meta->count; i++) {
        const duban_meta_item *item = &notice->meta->items[i];
        const char *path;
        if (!item->href) continue;
        duban_attachment_place place =
            duban_cli_attachment_find(page, item->href, item->value, r->names.arena, &path);
        bool beside = place == DUBAN_ATTACHMENT_BESIDE;
        if (beside && r->folder)
            read_attachment(r, path, path + duban_cli_folder_length(page), output);
        else if (r->at_least <= (beside ? DUBAN_WARNING : DUBAN_NOTE))
            duban_message("%s: note: the attachment '%s' %s", page, item->href, why[place]);
    }
}

static void extract_one(void *context, const duban_input *input, const char *output) {
    run *r = context;
    duban_reading reading;
    if (r->documents++ && !r->folder) {
        if (r->documents == 2)
            duban_message("%s: error: a container of several documents needs '-o DIR'",
                          input->href);
        r->worst = DUBAN_EXIT_USAGE;
        return;
    }
    duban_status status = duban_reading_of(&reading, input, r->rules, r->at_least);
    if (status == DUBAN_OK) {
        duban_buffer xml;
        status = duban_xml_make(reading.notice, &xml);
        if (status == DUBAN_OK)
            status = deliver(r, input->href, output, &xml);
        else
            duban_message("%s: error: %s", input->href, duban_status_meaning(status));
    }
    if (status == DUBAN_OK) {
        count(r, reading.notice);
        read_attachments(r, reading.notice, input->href, output);
    } else {
        fail(r, status);
    }
    duban_reading_free(&reading);
}

static void summarize(const run *r) {
    const uint32_t *n = r->records;
    duban_message("%u read, %u failed: %u tasks, %u units, %u targets, %u baselines, "
                  "%u deadlines, %u unexplained; ledgers in '%s'",
                  r->read, r->failed, r->tasks, n[DUBAN_RECORD_UNIT], n[DUBAN_RECORD_TARGET],
                  n[DUBAN_RECORD_BASELINE], n[DUBAN_RECORD_DEADLINE], n[DUBAN_RECORD_UNEXPLAINED],
                  r->folder);
}

static duban_exit extract_all(run *r, const duban_cli_inputs *inputs) {
    r->inputs = inputs;
    r->receiver = (duban_cli_receiver){.context = r,
                                       .document = extract_one,
                                       .failed = fail,
                                       .verbose = r->at_least == DUBAN_NOTE};
    for (uint32_t i = 0; i < inputs->count; i++)
        duban_cli_members_read(&inputs->items[i], &r->options, &r->names, &r->receiver);
    if (r->folder && !r->quiet) summarize(r);
    return r->worst;
}

typedef struct {
    const duban_args *args;
    duban_cli_inputs inputs;
    run run;
    duban_exit status;
} job;

static duban_exit check(const job *j) {
    if (!j->run.folder && (j->inputs.count != 1 || j->inputs.folders)) {
        duban_message("duban extract: error: several inputs or a folder need '-o DIR'");
        return DUBAN_EXIT_USAGE;
    }
    if (j->run.folder && !duban_output_folder(j->run.folder)) {
        duban_message("%s: error: the folder cannot be made: %s", j->run.folder, strerror(errno));
        return DUBAN_EXIT_ENVIRONMENT;
    }
    return DUBAN_EXIT_OK;
}

static duban_status work(void *context) {
    job *j = context;
    duban_cli_inputs_collect(&j->inputs, j->args->count, j->args->operands);
    j->status = check(j);
    if (j->status != DUBAN_EXIT_OK) return DUBAN_OK;
    duban_rules *rules = duban_rules_open(j->args->values[RULES], &j->status);
    if (!rules) return DUBAN_OK;
    j->run.rules = rules;
    j->status = extract_all(&j->run, &j->inputs);
    duban_rules_free(rules);
    return DUBAN_OK;
}

static duban_exit run_extract(const duban_args *args) {
    duban_arena *arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    job j = {
        .args = args,
        .inputs = {.arena = arena},
        .run = {.folder = args->values[OUTPUT],
                .names = {.arena = arena},
                .files = {.arena = arena},
                .options = {.column = args->values[COLUMN], .id_column = args->values[ID_COLUMN]},
                .at_least = args->values[VERBOSE] ? DUBAN_NOTE
                            : args->values[QUIET] ? DUBAN_ERROR
                                                  : DUBAN_WARNING,
                .quiet = args->values[QUIET] != NULL}};
    if (!arena || duban_arena_run(arena, work, &j) != DUBAN_OK) {
        duban_message("duban: error: %s", duban_status_meaning(DUBAN_NO_MEMORY));
        j.status = DUBAN_EXIT_ENVIRONMENT;
    }
    duban_taken_free(&j.run.names.taken);
    duban_arena_free(arena);
    return j.status;
}

const duban_command duban_command_extract = {
    .words = "extract",
    .operands = "FILE...",
    .summary = "read notices and write an XML ledger of each",
    .options = {[OUTPUT] = {'o', "output", "DIR", "write DIR/NAME.xml for each input"},
                [RULES] = DUBAN_OPTION_RULES,
                [COLUMN] = {0, "column", "NAME",
                            "read a CSV or JSON Lines dump: this column's text"},
                [ID_COLUMN] = {0, "id-column", "NAME", "name the ledgers of a dump by this column"},
                [VERBOSE] = {'v', "verbose", NULL, "show what was repaired or inferred, too"},
                [QUIET] = {'q', "quiet", NULL, "show errors only"}},
    .least = 1,
    .most = -1,
    .details =
        "One file goes to standard output without -o. '-' reads standard input. A folder is\n"
        "walked, in the order of names. Of a container (ZIP, tar, WARC, a compressed file) and of\n"
        "a dump each document has its own ledger: archive.zip!/a/b.txt gives archive+a+b.txt.xml,\n"
        "dump.csv!/row/17 gives dump+row+17.xml. So have the attachments of a page that lie in "
        "its\n"
        "folder: page.html with a link to files/plan.docx gives page.xml and\n"
        "page+files+plan.docx.xml. An output appears whole or not at all; one input\n"
        "that fails does not stop the others.\n",
    .run = run_extract,
};
