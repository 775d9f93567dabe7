/* Rows of containers and members; see archives.h. */
#include "cli/batch/archives.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "out/version.h"

static bool no_memory(duban_batch *batch) {
    return duban_batch_break(batch, "duban", duban_status_meaning(DUBAN_NO_MEMORY));
}

/* What a walk over the container sees depends on its bytes, the columns and this program. */
static void stamp(const duban_batch *batch, const char *sha256,
                  char walk[static DUBAN_WALK_STAMP]) {
    const char *const parts[] = {sha256, duban_version(), batch->settings->columns};
    char hex[DUBAN_SHA256_HEX];
    duban_sha256 hash;
    duban_sha256_init(&hash);
    for (int i = 0; i < 3; i++) duban_sha256_add(&hash, parts[i], strlen(parts[i]) + 1);
    duban_sha256_hex(&hash, hex);
    snprintf(walk, DUBAN_WALK_STAMP, "%.*s", DUBAN_WALK_STAMP - 1, hex);
}

/* Until all is done the ledger says that the container is not: it may have had a row before. */
static bool record_pending(duban_batch *batch, const duban_archive *archive) {
    duban_ledger_row row = {
        .input = archive->name, .status = DUBAN_PENDING, .is_new = archive->is_new};
    return duban_batch_record(batch, &row);
}

static duban_archive *find(const duban_batch *batch, uint32_t id) {
    duban_archive *archive = batch->archives;
    while (archive && archive->id != id) archive = archive->next;
    return archive;
}

/* The container of a job; it begins with its first member. NULL: broken. */
static duban_archive *enter(duban_batch *batch, const duban_job *job, const char *sha256) {
    duban_archive *archive = find(batch, job->id);
    if (archive) return archive;
    archive = malloc(sizeof *archive);
    if (!archive) {
        no_memory(batch);
        return NULL;
    }
    *archive = (duban_archive){.name = job->name,
                               .id = job->id,
                               .is_new = batch->is_new && batch->is_new[job->id],
                               .next = batch->archives};
    stamp(batch, sha256, archive->walk);
    batch->archives = archive;
    return record_pending(batch, archive) ? archive : NULL;
}

static void leave(duban_batch *batch, duban_archive *archive) {
    duban_archive **link = &batch->archives;
    while (*link != archive) link = &(*link)->next;
    *link = archive->next;
    free(archive);
}

/* The last word on a container whose members have all ended. */
static bool settle(duban_batch *batch, duban_archive *archive) {
    if (!archive->ended || archive->open || archive->torn) return true;
    duban_ledger_row row = archive->row;
    leave(batch, archive);
    duban_batch_count(batch, &row, false);
    return duban_batch_record(batch, &row);
}

bool duban_archives_walked(duban_batch *batch, const duban_job *job, const duban_report *report,
                           const duban_ledger_row *row) {
    duban_archive *archive = enter(batch, job, report->sha256);
    if (!archive) return false;
    archive->row = *row;
    archive->row.is_new = archive->is_new;
    memcpy(archive->row.walk, archive->walk, sizeof archive->walk);
    archive->ended = true;
    return settle(batch, archive);
}

bool duban_archives_mark(const duban_job *job, duban_ledger_row *row) {
    const duban_archive_member *member = job->owner;
    row->input = row->own = strdup(member->name);
    row->container = member->archive->name;
    row->is_new = member->archive->is_new;
    memcpy(row->walk, member->archive->walk, sizeof row->walk);
    return row->own != NULL;
}

bool duban_archives_leave(duban_batch *batch, const duban_job *job, bool given_back) {
    duban_archive_member *member = job->owner;
    duban_archive *archive = member->archive;
    free(member);
    archive->open--;
    archive->torn |= given_back;
    return settle(batch, archive);
}

/* A member without a document. */
static bool refuse(duban_batch *batch, duban_archive *archive, const duban_found *found) {
    duban_ledger_row row = {.status = duban_outcome_of(found->status),
                            .container = archive->name,
                            .is_new = archive->is_new};
    row.input = row.own = strdup(found->name);
    if (!row.own) return no_memory(batch);
    memcpy(row.walk, archive->walk, sizeof row.walk);
    snprintf(row.reason, sizeof row.reason, "%s", found->reason);
    snprintf(row.rules, sizeof row.rules, "%s", batch->rules);
    snprintf(row.version, sizeof row.version, "%s", duban_version());
    snprintf(row.columns, sizeof row.columns, "%s", batch->settings->columns);
    duban_batch_count(batch, &row, false);
    return duban_batch_record(batch, &row);
}

static duban_archive_member *make_member(duban_archive *archive, const duban_found *found) {
    size_t name = strlen(found->name) + 1, id = strlen(found->id) + 1;
    duban_archive_member *member = malloc(sizeof *member + name + id);
    if (!member) return NULL;
    member->archive = archive;
    memcpy(member->name, found->name, name);
    memcpy(member->name + name, found->id, id);
    member->id = member->name + name;
    return member;
}

bool duban_archives_found(void *context, const duban_found *found, duban_job *job) {
    duban_batch *batch = context;
    duban_archive *archive = enter(batch, found->container, found->sha256);
    if (archive && found->file < 0) return refuse(batch, archive, found);
    duban_archive_member *member = archive ? make_member(archive, found) : NULL;
    int output = member ? duban_batch_take_output(batch) : -1;
    if (output < 0) {
        if (archive && !member) no_memory(batch);
        free(member);
        if (found->file >= 0) close(found->file);
        return false;
    }
    archive->open++;
    *job = (duban_job){.id = batch->inputs->count + batch->members++,
                       .input = found->file,
                       .output = output,
                       .name = member->name,
                       .owner = member};
    duban_ledger_row row;
    if (!duban_batch_judge(batch, member->name, archive->is_new, &row)) {
        memcpy(job->known, row.sha256, sizeof job->known);
    }
    return true;
}

static bool count_kept(void *context, const duban_ledger_row *row) {
    duban_batch_count(context, row, true);
    return true;
}

void duban_archives_keep(duban_batch *batch, const char *name) {
    duban_ledger_members(&batch->book, name, count_kept, batch);
}

void duban_archives_free(duban_batch *batch) {
    while (batch->archives) leave(batch, batch->archives);
}
