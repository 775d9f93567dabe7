/*
 * The worker's loop: request -> bytes -> notice -> XML in the output file -> reply; see worker.h.
 * What it knows of the system is the two files of each request.
 */
#include "cli/batch/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "cli/batch/page_links.h"
#include "cli/batch/programs.h"
#include "cli/batch/protocol.h"
#include "cli/batch/vitals.h"
#include "cli/batch/walker.h"
#include "cli/defect.h"
#include "out/xml.h"
#ifdef DUBAN_TESTS
#include "tests/batch/fault.h"
#endif

enum { INPUT, OUTPUT, FILES };

typedef struct {
    const duban_worker_settings *settings;
    int socket;
    duban_vitals vitals;
    duban_packet request, reply;
    int files[FILES];
} worker;

static duban_status write_all(int file, const char *bytes, size_t length) {
    while (length) {
        ssize_t done = write(file, bytes, length);
        if (done < 0 && errno == EINTR) continue;
        if (done < 0 && errno == EFBIG) return DUBAN_TOO_LARGE;
        if (done <= 0) return DUBAN_NOT_WRITTEN;
        bytes += done;
        length -= (size_t)done;
    }
    return DUBAN_OK;
}

static void count(const duban_notice *notice, duban_tally *tally) {
    static const duban_tally_kind kinds[] = {
        [DUBAN_RECORD_UNIT] = DUBAN_TALLY_UNITS,
        [DUBAN_RECORD_TARGET] = DUBAN_TALLY_TARGETS,
        [DUBAN_RECORD_BASELINE] = DUBAN_TALLY_BASELINES,
        [DUBAN_RECORD_DEADLINE] = DUBAN_TALLY_DEADLINES,
        [DUBAN_RECORD_UNEXPLAINED] = DUBAN_TALLY_UNEXPLAINED,
    };
    for (uint32_t i = 0; i < notice->records.count; i++) {
        tally->of[kinds[notice->records.items[i].kind]]++;
    }
    for (uint32_t i = 0; i < notice->outline->count; i++) {
        tally->of[DUBAN_TALLY_TASKS] += notice->outline->nodes[i].kind == DUBAN_NODE_TASK;
    }
    tally->of[DUBAN_TALLY_WARNINGS] = duban_diags_count(&notice->diags, DUBAN_WARNING);
}

/* A finding that tells of a loss: something of the input could not be read, or a rule gave up. */
static bool is_loss(const duban_diag *diag) {
    return diag->severity >= DUBAN_WARNING &&
           (diag->stage == DUBAN_STAGE_INGEST || diag->status != DUBAN_OK);
}

/* The reason: the error, or else the first loss and how many more there are. */
static const char *find_reason(const duban_notice *notice, duban_status status, char *text,
                               size_t size) {
    const duban_diag *first = NULL;
    uint32_t losses = 0;
    for (uint32_t i = 0; i < notice->diags.count; i++) {
        const duban_diag *diag = &notice->diags.items[i];
        if (status == DUBAN_OK ? !is_loss(diag) : diag->severity < DUBAN_ERROR) continue;
        if (!losses++) first = diag;
    }
    if (!first) return status == DUBAN_OK ? "" : duban_status_meaning(status);
    if (losses == 1) return first->message;
    snprintf(text, size, "%s (and %u more)", first->message, losses - 1);
    return text;
}

/* The ids of rules that hit a limit, each once, separated by blanks. */
static const char *find_limits(const duban_notice *notice, char *text, size_t size) {
    size_t length = 0;
    text[0] = '\0';
    for (uint32_t i = 0; i < notice->diags.count; i++) {
        const duban_diag *diag = &notice->diags.items[i];
        if (!diag->rule || !is_loss(diag) || strstr(text, diag->rule)) continue;
        int added = snprintf(text + length, size - length, "%s%s", length ? " " : "", diag->rule);
        if (added < 0 || (size_t)added >= size - length) break;
        length += (size_t)added;
    }
    return text;
}

static duban_status write_notice(worker *w, duban_notice *notice) {
    duban_buffer xml;
    duban_status status = duban_xml_make(notice, &xml);
    if (status == DUBAN_OK) status = write_all(w->files[OUTPUT], xml.bytes, xml.length);
    if (status != DUBAN_OK) return status;
    w->reply.head.output_bytes = xml.length;
    count(notice, &w->reply.head.tally);
    return DUBAN_OK;
}

static void read_notice(worker *w, const duban_file *file) {
    const duban_input input = {
        .href = w->request.text, .bytes = file->bytes, .length = file->length};
    char reason[1024], limits[1024];
    duban_notice *notice = NULL;
    duban_status status = duban_notice_read(w->settings->rules, &input, &notice);
    bool read = status == DUBAN_OK;
    if (read) status = write_notice(w, notice);
    const char *why = duban_status_meaning(status);
    if (notice && read == (status == DUBAN_OK)) {
        why = find_reason(notice, status, reason, sizeof reason);
    }
    w->reply.head.status = status == DUBAN_OK && *why ? DUBAN_PARTIAL : status;
    duban_packet_set_text(&w->reply, why,
                          notice ? find_limits(notice, limits, sizeof limits) : NULL);
    duban_notice_free(notice);
}

/* The attachments of a page; that it could not be read will be told when it is. */
static void tell_links(worker *w, const duban_file *file) {
    const duban_input input = {
        .href = w->request.text, .bytes = file->bytes, .length = file->length};
    duban_buffer links = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY)};
    if (links.arena && duban_page_links_make(w->settings->rules, &input, &links)) {
        w->reply.head.status = write_all(w->files[OUTPUT], links.bytes, links.length);
        w->reply.head.output_bytes = links.length;
    }
    duban_arena_free(links.arena);
}

static void tell_hash(worker *w, const duban_file *file) {
    duban_sha256 hash;
    duban_sha256_init(&hash);
    duban_sha256_add(&hash, file->bytes, file->length);
    duban_sha256_hex(&hash, w->reply.head.sha256);
    w->reply.head.bytes = file->length;
    w->reply.head.kind = DUBAN_STARTED;
    w->reply.head.unchanged = !strcmp(w->reply.head.sha256, w->request.head.sha256);
    if (!duban_packet_send(w->socket, &w->reply, NULL, 0)) _exit(1);
}

#ifdef DUBAN_TESTS
static void fail_at_start(void) { duban_fault_start(); }

static bool answer_by_fault(worker *w) {
    duban_fault fault = {.output = w->files[OUTPUT], .socket = w->socket};
    if (!duban_fault_inject(w->request.text, &fault)) return false;
    w->reply.head.status = fault.status;
    duban_packet_set_text(&w->reply, fault.reason, NULL);
    return true;
}
#else
static void fail_at_start(void) {}

static bool answer_by_fault(worker *w) {
    (void)w;
    return false;
}
#endif

/* What is to be read of a container are its members, which is another worker's task. */
static bool is_container(const worker *w, const duban_file *file) {
    const duban_container_source source = {
        .href = w->request.text, .bytes = file->bytes, .length = file->length};
    if (w->request.head.flags & DUBAN_REQUEST_DOCUMENT) return false;
    return duban_container_is(&source, &w->settings->dumps);
}

static void answer_file(worker *w, const duban_file *file) {
    tell_hash(w, file);
    if (w->reply.head.unchanged || w->request.head.flags & DUBAN_REQUEST_HASH_ONLY) return;
    if (w->request.head.flags & DUBAN_REQUEST_LINKS)
        tell_links(w, file);
    else if (is_container(w, file))
        w->reply.head.flags = DUBAN_REPLY_CONTAINER;
    else if (!answer_by_fault(w))
        read_notice(w, file);
}

static void answer_document(worker *w) {
    duban_file file;
    (void)lseek(w->files[INPUT], 0, SEEK_SET); /* another worker may have died of it */
    duban_status status = duban_file_read_descriptor(w->files[INPUT], DUBAN_SOURCE_MAX, &file);
    if (status == DUBAN_OK) {
        answer_file(w, &file);
    } else if (status == DUBAN_TOO_LARGE && !(w->request.head.flags & DUBAN_REQUEST_LINKS) &&
               duban_walker_likes(w->files[INPUT], &w->settings->dumps)) {
        w->reply.head.flags = DUBAN_REPLY_CONTAINER;
    } else {
        w->reply.head.status = status;
        duban_packet_set_text(&w->reply, duban_status_meaning(status), NULL);
    }
    duban_file_free(&file);
}

static void answer_container(worker *w) {
    const duban_walker walker = {.settings = w->settings,
                                 .socket = w->socket,
                                 .file = w->files[INPUT],
                                 .request = &w->request,
                                 .reply = &w->reply};
    if (!duban_walker_hash(&walker)) {
        w->reply.head.status = DUBAN_UNREADABLE;
        duban_packet_set_text(&w->reply, duban_status_meaning(DUBAN_UNREADABLE), NULL);
    } else if (!w->reply.head.unchanged && !(w->request.head.flags & DUBAN_REQUEST_HASH_ONLY) &&
               !answer_by_fault(w)) {
        duban_walker_walk(&walker);
    }
}

static void answer(worker *w) {
    uint64_t start = duban_vitals_clock();
    duban_vitals_reset(&w->vitals);
    duban_vitals_limit_time(w->settings->seconds);
    w->reply.head = (duban_packet_head){.job = w->request.head.job};
    duban_packet_set_text(&w->reply, "", NULL);
    if (w->request.head.flags & DUBAN_REQUEST_WALK)
        answer_container(w);
    else
        answer_document(w);
    w->reply.head.kind = DUBAN_DONE;
    w->reply.head.microseconds = duban_vitals_clock() - start;
    w->reply.head.peak_kib = duban_vitals_peak(&w->vitals);
    if (!duban_packet_send(w->socket, &w->reply, NULL, 0)) _exit(1);
}

/* Keeps the socket and nothing else; what the library might print goes nowhere. */
static int hold_only(int socket) {
    int null = open("/dev/null", O_RDWR);
    for (int i = 0; i < 3; i++) {
        if (dup2(null, i) < 0) _exit(DUBAN_WORKER_UNCAGED);
    }
    socket = dup2(socket, 3);
    if (socket < 0) _exit(DUBAN_WORKER_UNCAGED);
    close_range(4, ~0u, 0);
    fcntl(socket, F_SETFD, FD_CLOEXEC);
    return socket;
}

static void set_signals(void) {
    static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ};
    sigset_t none;
    sigemptyset(&none);
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) signal(ignored[i], SIG_IGN);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

_Noreturn void duban_worker_run(const duban_worker_settings *settings, int socket,
                                pid_t supervisor) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != supervisor) _exit(0);
    setpgid(0, 0);
    set_signals();
    duban_defect_unwatch();
    socket = hold_only(socket);
    worker *w = malloc(sizeof *w);
    if (!w) _exit(DUBAN_WORKER_UNCAGED);
    *w = (worker){.settings = settings, .socket = socket, .vitals = duban_vitals_open()};
    char scratch[PATH_MAX];
    duban_cage cage = settings->cage;
    duban_programs_take_scratch(&cage, scratch, sizeof scratch);
    if (!duban_sandbox_enter(&cage)) _exit(DUBAN_WORKER_UNCAGED);
    fail_at_start();
    while (duban_packet_receive(w->socket, true, &w->request, w->files, FILES) ==
           DUBAN_PACKET_GOOD) {
        answer(w);
        close(w->files[INPUT]);
        close(w->files[OUTPUT]);
    }
    _exit(0);
}
