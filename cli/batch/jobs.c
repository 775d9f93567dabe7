/*
 * Inputs -> jobs of the pool, and reports -> rows of the ledger; see batch.h.
 *
 * Every input of the run ends here in exactly one row: it is refused before it is opened, kept
 * because nothing changed, read, or skipped because the run was stopped. Containers and their
 * members are the affair of archives.c, too.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/batch/archives.h"
#include "cli/message.h"
#include "out/version.h"

static const char *name_of(const duban_batch *batch, uint32_t id) {
    return batch->inputs->names[id];
}

static bool is_new(const duban_batch *batch, uint32_t id) {
    return batch->is_new && batch->is_new[id];
}

/* A row that needs no worker. */
static bool settle(duban_batch *batch, uint32_t id, duban_status status, const char *reason) {
    const char *name = name_of(batch, id);
    duban_ledger_row row = {.input = name, .status = status, .is_new = is_new(batch, id)};
    snprintf(row.reason, sizeof row.reason, "%s", reason);
    if (batch->settings->dry_run) printf("%s: %s: %s\n", name, duban_status_word(status), reason);
    duban_batch_count(batch, &row, false);
    return duban_batch_record(batch, &row);
}

static bool is_older(const duban_batch *batch, const struct stat *facts) {
    const struct timespec *a = &facts->st_mtim, *b = &batch->settings->newer_than;
    if (!batch->settings->has_newer) return false;
    return a->tv_sec < b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec <= b->tv_nsec);
}

/* An input that stays as it is, with its members. */
static void keep_counted(duban_batch *batch, const duban_ledger_row *row) {
    duban_batch_count(batch, row, true);
    if (row->is_container) duban_archives_keep(batch, row->input);
}

/* One that --newer-than leaves out keeps what the ledger knows of it. */
static bool leave_out(duban_batch *batch, uint32_t id) {
    duban_ledger_row row;
    if (!duban_ledger_find(&batch->book, name_of(batch, id), &row)) {
        return settle(batch, id, DUBAN_SKIPPED, "not newer than --newer-than");
    }
    keep_counted(batch, &row);
    return true;
}

int duban_batch_take_output(duban_batch *batch) {
    int output = batch->settings->dry_run ? batch->nowhere : duban_spool_take(&batch->spool);
    if (output < 0) duban_batch_break(batch, "the output cannot be made", strerror(errno));
    return output;
}

typedef enum { READY, SETTLED, BROKEN } preparation;

static preparation prepare(duban_batch *batch, uint32_t id, duban_job *job) {
    const char *reason, *name = name_of(batch, id);
    struct stat facts;
    *job =
        (duban_job){.id = id, .input = duban_batch_input_open(name, &facts, &reason), .name = name};
    if (job->input < 0) return settle(batch, id, DUBAN_BINARY, reason) ? SETTLED : BROKEN;
    if (is_older(batch, &facts)) {
        close(job->input);
        return leave_out(batch, id) ? SETTLED : BROKEN;
    }
    duban_ledger_row row;
    if (!duban_batch_judge(batch, name, is_new(batch, id), &row)) {
        memcpy(job->known, row.sha256, sizeof job->known);
    }
    job->hash_only = batch->settings->dry_run;
    job->output = duban_batch_take_output(batch);
    if (job->output >= 0) return READY;
    close(job->input);
    return BROKEN;
}

duban_next duban_batch_next(void *context, duban_job *job) {
    duban_batch *batch = context;
    while (batch->next < batch->inputs->count && !batch->broken && !batch->too_many) {
        preparation prepared = prepare(batch, batch->next++, job);
        if (prepared == READY) return DUBAN_NEXT_JOB;
        if (prepared == BROKEN) break;
    }
    return DUBAN_NEXT_END;
}

/* Copies text, cut between characters. */
static void copy(char *to, size_t size, const char *from) {
    size_t length = strnlen(from, size - 1);
    while (from[length] && length && ((unsigned char)from[length] & 0xC0) == 0x80) length--;
    memcpy(to, from, length);
    to[length] = '\0';
}

static void fill(const duban_batch *batch, const duban_job *job, const duban_report *report,
                 duban_ledger_row *row) {
    *row = (duban_ledger_row){
        .input = job->name,
        .status = report->status == DUBAN_OK ? DUBAN_OK : duban_outcome_of(report->status),
        .bytes = report->bytes,
        .microseconds = report->microseconds,
        .peak_kib = report->peak_kib,
        .tally = report->tally};
    memcpy(row->sha256, report->sha256, sizeof row->sha256);
    copy(row->reason, sizeof row->reason, report->reason);
    copy(row->limits, sizeof row->limits, report->limits);
    copy(row->rules, sizeof row->rules, batch->rules);
    copy(row->version, sizeof row->version, duban_version());
    copy(row->columns, sizeof row->columns, batch->settings->columns);
}

/* Whether the worker wrote what it said that it wrote. */
static bool is_whole(int output, uint64_t said) {
    struct stat facts;
    return said && fstat(output, &facts) == 0 && (uint64_t)facts.st_size == said;
}

/* Of a member of a container, or of an input that was listed. */
static bool mark(duban_batch *batch, const duban_job *job, duban_ledger_row *row) {
    if (!job->owner) {
        row->is_new = is_new(batch, job->id);
        return true;
    }
    return duban_archives_mark(job, row) ||
           duban_batch_break(batch, "duban", duban_status_meaning(DUBAN_NO_MEMORY));
}

static bool keep(duban_batch *batch, const duban_job *job, const duban_report *report) {
    duban_ledger_row row;
    fill(batch, job, report, &row);
    if (!mark(batch, job, &row)) return false;
    if (duban_outcome_is_good(row.status) && !is_whole(job->output, report->output_bytes)) {
        row.status = DUBAN_CRASH;
        copy(row.reason, sizeof row.reason, "the worker wrote less or more than it said");
    }
    bool good = duban_outcome_is_good(row.status);
    if (good) {
        const duban_archive_member *member = job->owner;
        row.output_bytes = report->output_bytes;
        duban_name_of_output(job->name, member ? member->id : "", row.sha256, row.output);
    } else {
        row.tally = (duban_tally){0};
        duban_spool_drop(&batch->spool, job->output);
    }
    duban_batch_count(batch, &row, false);
    return good ? duban_batch_record_output(batch, &row, job->output)
                : duban_batch_record(batch, &row);
}

static bool keep_unchanged(duban_batch *batch, const duban_job *job) {
    duban_ledger_row row;
    if (!batch->settings->dry_run) duban_spool_drop(&batch->spool, job->output);
    if (!duban_ledger_find(&batch->book, job->name, &row)) return true;
    if (!job->owner) {
        keep_counted(batch, &row);
        return true;
    }
    /* This walk has seen it, too. */
    if (!mark(batch, job, &row)) return false;
    duban_batch_count(batch, &row, true);
    return duban_batch_record(batch, &row);
}

/* A container has no output of its own. */
static bool keep_walk(duban_batch *batch, const duban_job *job, const duban_report *report) {
    duban_ledger_row row;
    fill(batch, job, report, &row);
    duban_spool_drop(&batch->spool, job->output);
    return duban_archives_walked(batch, job, report, &row);
}

static bool tell_plan(duban_batch *batch, const duban_job *job, const duban_report *report) {
    duban_ledger_row row;
    const char *reason = duban_batch_judge(batch, job->name, is_new(batch, job->id), &row);
    if (report->unchanged) return keep_unchanged(batch, job);
    if (report->status != DUBAN_OK) reason = report->reason;
    batch->sums.read++;
    printf("%s: to be read: %s\n", job->name, reason ? reason : "its content changed");
    return true;
}

static bool settle_job(duban_batch *batch, const duban_job *job, const duban_report *report) {
    if (report->status == DUBAN_PENDING || report->status == DUBAN_NOT_WRITTEN) {
        if (!batch->settings->dry_run) duban_spool_drop(&batch->spool, job->output);
        if (report->status == DUBAN_PENDING) return true;
        return duban_batch_break(batch, job->name,
                                 "its output cannot be written; is the disk full?");
    }
    if (batch->settings->dry_run) return tell_plan(batch, job, report);
    if (report->unchanged) return keep_unchanged(batch, job);
    return job->is_container ? keep_walk(batch, job, report) : keep(batch, job, report);
}

bool duban_batch_done(void *context, const duban_job *job, const duban_report *report) {
    duban_batch *batch = context;
    close(job->input);
    bool good = settle_job(batch, job, report);
    bool given_back = report->status == DUBAN_PENDING;
    return job->owner ? duban_archives_leave(batch, job, given_back) && good : good;
}
