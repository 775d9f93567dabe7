/*
 * The stream's side of the pool: lines become jobs, reports become lines, in the order in which
 * they came; see stream.h. A ring of slots holds what is on its way.
 */
#include "cli/batch/stream.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/limits.h"
#include "cli/batch/line_reader.h"
#include "cli/batch/stream_line.h"
#include "cli/batch/stream_members.h"
#include "cli/batch/verdict.h"
#include "cli/message.h"

typedef struct {
    duban_stream_line line;
    int output;
    char *answer; /* NULL: still on its way */
    duban_stream_members members;
} stream_slot;

typedef struct {
    const duban_run_settings *settings;
    duban_line_reader lines;
    stream_slot *slots;
    uint32_t first, count, capacity;
    uint32_t members; /* found in containers so far */
    uint64_t failed;
    bool cut;    /* standard input cannot be read on */
    bool broken; /* standard output cannot be written, or there is no memory */
} stream;

/* Base64 takes 4 bytes for 3; escapes in JSON up to 6 for 1, but notices are not made of those. */
static const size_t line_max = 2 * DUBAN_SOURCE_MAX;

/* Writes the answers that are complete from the first on. */
static bool deliver(stream *s) {
    while (s->count && s->slots[s->first].answer) {
        stream_slot *slot = &s->slots[s->first];
        bool put = puts(slot->answer) >= 0 && fflush(stdout) == 0;
        free(slot->answer);
        duban_stream_line_free(&slot->line);
        slot->answer = NULL;
        s->first = (s->first + 1) % s->capacity;
        s->count--;
        if (put) continue;
        if (!s->broken) duban_message("duban run: error: standard output: %s", strerror(errno));
        s->broken = true;
        return false;
    }
    return true;
}

static void answer(stream *s, stream_slot *slot, const duban_report *report,
                   struct json_t *members) {
    slot->answer = duban_stream_line_answer(&slot->line, report, members, slot->output);
    if (!slot->answer) slot->answer = strdup("{\"id\":null,\"status\":\"out_of_memory\"}");
    if (duban_outcome_in(s->settings->fail_on, duban_outcome_of(report->status))) s->failed++;
    /* What a notice left must not be seen by the next one that the slot holds. */
    (void)!ftruncate(slot->output, 0);
    (void)lseek(slot->output, 0, SEEK_SET);
}

/* Takes a line into the next slot. False: it was answered at once. */
static bool begin(stream *s, duban_line_state state, const char *text, size_t length,
                  duban_job *job) {
    uint32_t id = (s->first + s->count++) % s->capacity;
    stream_slot *slot = &s->slots[id];
    bool whole = state == DUBAN_GOT_LINE;
    duban_stream_line_read(whole ? text : "", whole ? length : 0, &slot->line);
    *job = (duban_job){.id = id,
                       .input = slot->line.input,
                       .output = slot->output,
                       .name = slot->line.name ? slot->line.name : "stream"};
    if (job->input >= 0) return true;
    answer(s, slot,
           &(duban_report){.status = whole ? DUBAN_BINARY : DUBAN_TOO_LARGE,
                           .reason = whole ? slot->line.reason : "the line is too long",
                           .limits = ""},
           NULL);
    return false;
}

/* What was read is still answered. */
static duban_next cut_short(stream *s) {
    if (!s->cut) duban_message("duban run: error: standard input: %s", strerror(s->lines.error));
    s->cut = true;
    return DUBAN_NEXT_END;
}

static duban_next next(void *context, duban_job *job) {
    stream *s = context;
    while (s->count < s->capacity && !s->broken) {
        const char *text;
        size_t length;
        duban_line_state state = duban_line_reader_next(&s->lines, &text, &length);
        if (state == DUBAN_GOT_NONE) return DUBAN_NEXT_WAIT;
        if (state == DUBAN_GOT_END) return DUBAN_NEXT_END;
        if (state == DUBAN_GOT_ERROR) return cut_short(s);
        if (begin(s, state, text, length, job)) return DUBAN_NEXT_JOB;
        if (!deliver(s)) break;
    }
    return s->broken ? DUBAN_NEXT_END : DUBAN_NEXT_WAIT;
}

static bool done(void *context, const duban_job *job, const duban_report *report) {
    stream *s = context;
    stream_slot *slot = &s->slots[job->is_member ? job->walk : job->id];
    if (job->owner)
        duban_stream_members_end(&slot->members, job, report);
    else if (job->is_container && report->status != DUBAN_PENDING)
        duban_stream_members_walked(&slot->members, report);
    if (report->status == DUBAN_PENDING) return true; /* stopped: the reader sees the end */
    if (!job->owner && !job->is_container) {
        answer(s, slot, report, NULL);
    } else if (duban_stream_members_are_whole(&slot->members)) {
        duban_report whole;
        struct json_t *members = duban_stream_members_take(&slot->members, &whole);
        answer(s, slot, &whole, members);
    }
    return deliver(s);
}

static bool found(void *context, const duban_found *found, duban_job *job) {
    stream *s = context;
    stream_slot *slot = &s->slots[found->container->id];
    if (!duban_stream_members_add(&slot->members, found, job)) {
        duban_message("duban run: error: %s", duban_status_meaning(DUBAN_NO_MEMORY));
        s->broken = true;
        return false;
    }
    job->id = s->capacity + s->members++;
    return true;
}

static bool tick(void *context) { return !((stream *)context)->broken; }

/* While all slots are taken no line is wanted. */
static int wait_for(void *context) {
    const stream *s = context;
    return s->count < s->capacity ? STDIN_FILENO : -1;
}

static bool open_slots(stream *s) {
    s->slots = calloc(s->capacity, sizeof *s->slots);
    for (uint32_t i = 0; s->slots && i < s->capacity; i++) {
        s->slots[i].line.input = -1;
        s->slots[i].output = memfd_create("duban", MFD_CLOEXEC);
        if (s->slots[i].output < 0) return false;
    }
    return s->slots != NULL;
}

static void close_slots(stream *s) {
    for (uint32_t i = 0; s->slots && i < s->capacity; i++) {
        duban_stream_line_free(&s->slots[i].line);
        free(s->slots[i].answer);
        duban_stream_members_free(&s->slots[i].members);
        if (s->slots[i].output > 0) close(s->slots[i].output);
    }
    free(s->slots);
    duban_line_reader_free(&s->lines);
}

duban_exit duban_stream_run(const duban_run_settings *settings) {
    stream s = {.settings = settings, .capacity = settings->pool.jobs * DUBAN_QUEUE_DEPTH};
    duban_line_reader_init(&s.lines, STDIN_FILENO, line_max);
    const duban_pool_client client = {.context = &s,
                                      .next = next,
                                      .done = done,
                                      .found = found,
                                      .tick = tick,
                                      .wait_for = wait_for};
    duban_pool_result result = DUBAN_POOL_FAILED;
    if (open_slots(&s)) result = duban_pool_run(&settings->pool, &client);
    close_slots(&s);
    duban_exit status = duban_verdict_of_pool(result, &settings->pool);
    if (status == DUBAN_EXIT_OK && (s.broken || s.cut)) return DUBAN_EXIT_ENVIRONMENT;
    if (status == DUBAN_EXIT_OK && s.failed) return DUBAN_EXIT_FAILED;
    return status;
}
