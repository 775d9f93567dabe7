/*
 * The worker's loop: request -> answer.h or walker.h -> reply; see worker.h. What it knows of the
 * system is the two files of each request.
 */
#include "cli/batch/worker.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "cli/batch/answer.h"
#include "cli/batch/programs.h"
#include "cli/batch/protocol.h"
#include "cli/batch/vitals.h"
#include "cli/batch/walker.h"
#include "cli/defect.h"
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
        duban_answer_links(w->settings->rules, w->request.text, file, w->files[OUTPUT], &w->reply);
    else if (is_container(w, file))
        w->reply.head.flags = DUBAN_REPLY_CONTAINER;
    else if (!answer_by_fault(w))
        duban_answer_notice(w->settings->rules, w->request.text, file, w->files[OUTPUT], &w->reply);
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
