/* Ledger -> whether an input has to be read again; see batch.h. */
#include <fcntl.h>
#include <string.h>

#include "cli/batch/batch.h"
#include "out/version.h"

static bool output_is_there(const duban_batch *batch, const duban_ledger_row *row) {
    struct stat facts;
    if (!*row->output) return !duban_outcome_is_good(row->status);
    return fstatat(batch->spool.folder, row->output, &facts, AT_SYMLINK_NOFOLLOW) == 0 &&
           (uint64_t)facts.st_size == row->output_bytes;
}

static bool has_failed(const duban_batch *batch, const duban_ledger_row *row) {
    return batch->settings->retry && !duban_outcome_is_good(row->status) &&
           row->status != DUBAN_SKIPPED;
}

static bool member_stands(void *batch, const duban_ledger_row *row) {
    return (row->status == DUBAN_SKIPPED || output_is_there(batch, row)) && !has_failed(batch, row);
}

const char *duban_batch_judge(duban_batch *batch, const char *name, bool is_new,
                              duban_ledger_row *row) {
    if (is_new || !duban_ledger_find(&batch->book, name, row)) return "new";
    if (row->status == DUBAN_SKIPPED) return "new";
    if (!*row->sha256) return "it could not be read before";
    if (strcmp(row->version, duban_version()) != 0) return "another version of duban";
    if (strcmp(row->rules, batch->rules) != 0) return "the rules changed";
    if (strcmp(row->columns, batch->settings->columns) != 0) return "other columns of dumps";
    if (has_failed(batch, row)) return "it failed before";
    if (!row->is_container) return output_is_there(batch, row) ? NULL : "its output is not there";
    bool stands = duban_ledger_members(&batch->book, name, member_stands, batch);
    return stands ? NULL : "a member failed before, or its output is not there";
}
