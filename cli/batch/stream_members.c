/* Finds of a walker -> a JSON array; see stream_members.h. */
#include "cli/batch/stream_members.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli/batch/outcome.h"
#include "cli/batch/stream_line.h"

/* The owner of a member's job. */
typedef struct {
    size_t index; /* in the list */
    char name[];
} member;

static bool set(duban_stream_members *m, size_t index, const char *name, const duban_report *report,
                int output) {
    json_t *object = duban_stream_line_object(report, output), *label = json_string(name);
    json_object_set_new(object, "name", label ? label : json_string(""));
    return json_array_set_new(m->list, index, object) == 0;
}

static bool is_over(const duban_stream_members *m) {
    return m->bytes > DUBAN_STREAM_MEMBERS_BYTES ||
           json_array_size(m->list) > DUBAN_STREAM_MEMBERS_MAX;
}

static bool read_member(duban_stream_members *m, const duban_found *found, size_t index,
                        duban_job *job) {
    size_t length = strlen(found->name) + 1;
    member *owner = malloc(sizeof *owner + length);
    int output = owner ? memfd_create("duban", MFD_CLOEXEC) : -1;
    if (output < 0) {
        free(owner);
        return false;
    }
    owner->index = index;
    memcpy(owner->name, found->name, length);
    *job = (duban_job){.input = found->file, .output = output, .name = owner->name, .owner = owner};
    m->open++;
    return true;
}

bool duban_stream_members_add(duban_stream_members *m, const duban_found *found, duban_job *job) {
    off_t bytes = found->file >= 0 ? lseek(found->file, 0, SEEK_END) : 0;
    if (!m->list) m->list = json_array();
    m->bytes += bytes > 0 ? (uint64_t)bytes : 0;
    m->over |= is_over(m);
    bool read = found->file >= 0 && !m->over;
    size_t index = json_array_size(m->list);
    bool added = m->over || json_array_append_new(m->list, json_null()) == 0;
    if (added && read) {
        added = read_member(m, found, index, job);
    } else if (added && !m->over) {
        duban_report report = {
            .status = duban_outcome_of(found->status), .reason = found->reason, .limits = ""};
        added = set(m, index, found->name, &report, -1);
    }
    if (found->file >= 0 && !(added && read)) close(found->file);
    return added;
}

void duban_stream_members_end(duban_stream_members *m, const duban_job *job,
                              const duban_report *report) {
    member *owner = job->owner;
    m->open--;
    if (report->status != DUBAN_PENDING) {
        (void)set(m, owner->index, owner->name, report, job->output);
    }
    close(job->input);
    close(job->output);
    free(owner);
}

void duban_stream_members_walked(duban_stream_members *m, const duban_report *report) {
    m->ended = true;
    m->status = m->over ? DUBAN_TOO_LARGE : report->status;
    m->container_bytes = report->bytes;
    memcpy(m->sha256, report->sha256, sizeof m->sha256);
    snprintf(m->reason, sizeof m->reason, "%s",
             m->over ? "too many members for a line; read it with duban run" : report->reason);
}

struct json_t *duban_stream_members_take(duban_stream_members *m, duban_report *report) {
    *report = (duban_report){
        .status = m->status, .bytes = m->container_bytes, .reason = m->reason, .limits = ""};
    memcpy(report->sha256, m->sha256, sizeof report->sha256);
    json_t *list = m->list ? m->list : json_array();
    m->list = NULL;
    if (m->over) json_array_clear(list);
    m->ended = m->over = false;
    m->bytes = 0;
    return list;
}

void duban_stream_members_free(duban_stream_members *m) { json_decref(m->list); }
