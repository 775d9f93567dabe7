/*
 * Open file -> members, one after another; see walker.h. What a member becomes is the readers'
 * affair: here it is only named and unpacked.
 */
#include "cli/batch/walker.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/label.h"
#include "base/limits.h"
#include "base/taken.h"
#include "cli/batch/memory_file.h"
#include "cli/batch/vitals.h"

enum { STEP = 64 * 1024, ALIVE_US = 1000000 };

typedef struct {
    const duban_walker *with;
    duban_taken names;
    uint32_t ahead;       /* members that wait for a reader or are being read */
    uint64_t ahead_bytes; /* and their size */
    uint64_t seen;        /* members of any kind */
    uint64_t losses;      /* of the container itself */
    char loss[512];       /* the first of them */
    char last[512];       /* why the last member was refused */
    duban_status status;  /* why the walk was ended here */
} walk;

/* The supervisor is gone, and with it any reason to live. */
static void send_reply(const duban_walker *with, int file) {
    if (!duban_packet_send(with->socket, with->reply, &file, file >= 0)) _exit(1);
}

static void set_reply(const duban_walker *with, duban_packet_kind kind, const char *text,
                      const char *second) {
    with->reply->head = (duban_packet_head){.kind = (uint32_t)kind, .job = with->request->head.job};
    duban_packet_set_text(with->reply, text, second);
}

bool duban_walker_likes(int file, const duban_container_options *dumps) {
    unsigned char head[STEP];
    struct stat facts;
    ssize_t got = fstat(file, &facts) == 0 ? pread(file, head, sizeof head, 0) : -1;
    if (got <= 0) return false;
    const duban_container_source source = {.href = "", .bytes = head, .length = (size_t)got};
    return duban_container_is(&source, dumps);
}

bool duban_walker_hash(const duban_walker *with) {
    unsigned char bytes[STEP];
    duban_sha256 hash;
    uint64_t length = 0, told = duban_vitals_clock();
    duban_sha256_init(&hash);
    for (;;) {
        ssize_t got = pread(with->file, bytes, sizeof bytes, (off_t)length);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return false;
        if (!got) break;
        duban_sha256_add(&hash, bytes, (size_t)got);
        length += (uint64_t)got;
        if (duban_vitals_clock() < told + ALIVE_US) continue;
        told = duban_vitals_clock();
        duban_vitals_limit_time(with->settings->seconds);
        set_reply(with, DUBAN_ALIVE, "", NULL);
        send_reply(with, -1);
    }
    set_reply(with, DUBAN_STARTED, "", NULL);
    duban_packet_head *head = &with->reply->head;
    duban_sha256_hex(&hash, head->sha256);
    head->bytes = length;
    head->unchanged = !strcmp(head->sha256, with->request->head.sha256);
    send_reply(with, -1);
    return true;
}

/* A member's time begins. */
static void begin(walk *w) {
    w->seen++;
    duban_vitals_limit_time(w->with->settings->seconds);
}

/* The name as a key of the ledger. False: no memory, and the walk ends. */
static bool make_key(walk *w, const char *href, char key[static DUBAN_PACKET_TEXT]) {
    snprintf(key, DUBAN_PACKET_TEXT, "%s", href);
    if (strlen(href) + 32 < DUBAN_PACKET_TEXT &&
        duban_taken_take(&w->names, key, DUBAN_PACKET_TEXT))
        return true;
    w->status = DUBAN_NO_MEMORY;
    return false;
}

static bool refuse(walk *w, const char *href, duban_status status, const char *why) {
    char key[DUBAN_PACKET_TEXT];
    if (!make_key(w, href, key)) return false;
    duban_label_write(why, false, w->last, sizeof w->last);
    set_reply(w->with, DUBAN_REFUSED, key, w->last);
    w->with->reply->head.status = status == DUBAN_OK ? DUBAN_SKIPPED : status;
    send_reply(w->with, -1);
    return true;
}

/* Waits until readers have taken enough of what is ahead of them. */
static void wait_for_readers(walk *w, size_t length) {
    duban_packet go;
    while (w->ahead >= w->with->settings->ahead ||
           (w->ahead && w->ahead_bytes + length > DUBAN_AHEAD_BYTES)) {
        if (duban_packet_receive(w->with->socket, true, &go, NULL, 0) != DUBAN_PACKET_GOOD ||
            go.head.kind != DUBAN_GO) {
            _exit(1);
        }
        w->ahead--;
        w->ahead_bytes -= go.head.bytes;
    }
}

static bool on_document(void *context, const duban_input *document, const char *id) {
    walk *w = context;
    char key[DUBAN_PACKET_TEXT];
    begin(w);
    if (!document->length)
        return refuse(w, document->href, DUBAN_EMPTY, duban_status_meaning(DUBAN_EMPTY));
    wait_for_readers(w, document->length);
    int file = duban_memory_file(document->bytes, document->length);
    if (file < 0)
        return refuse(w, document->href, DUBAN_NO_MEMORY, "there is no memory to hold it in");
    bool named = make_key(w, document->href, key);
    if (named) {
        set_reply(w->with, DUBAN_MEMBER, key, id);
        w->with->reply->head.bytes = document->length;
        send_reply(w->with, file);
        w->ahead++;
        w->ahead_bytes += document->length;
    }
    close(file);
    return named;
}

static bool on_refused(void *context, const char *href, duban_status status, const char *why) {
    walk *w = context;
    begin(w);
    if (strcmp(href, w->with->request->text) != 0) return refuse(w, href, status, why);
    if (!w->losses++) duban_label_write(why, false, w->loss, sizeof w->loss);
    return true;
}

/* How the walk ended, in the reply. */
static void sum_up(const walk *w, duban_status status) {
    char more[560];
    const char *why = w->loss;
    if (w->status != DUBAN_OK) status = w->status;
    if (status == DUBAN_OK && w->losses) {
        status = DUBAN_PARTIAL;
    } else if (status == DUBAN_OK && !w->seen) {
        status = DUBAN_NO_TEXT;
        why = "the container is empty";
    }
    /* What ends a walk has been told of the container, or of the member where it struck. */
    if (status != DUBAN_OK && !*why) why = *w->last ? w->last : duban_status_meaning(status);
    if (w->losses > 1) {
        snprintf(more, sizeof more, "%s (and %llu more)", why, (unsigned long long)w->losses - 1);
        why = more;
    }
    duban_packet_set_text(w->with->reply, why, NULL);
    w->with->reply->head.status = status;
}

void duban_walker_walk(const duban_walker *with) {
    walk w = {.with = with};
    struct stat facts;
    const duban_packet_head started = with->reply->head;
    const duban_container_visitor visitor = {&w, on_document, on_refused};
    duban_container_source source = {.href = with->request->text, .file = with->file};
    duban_status status = DUBAN_UNREADABLE;
    if (fstat(with->file, &facts) == 0) {
        source.length = (size_t)facts.st_size;
        status = duban_container_walk(&source, &with->settings->dumps, &visitor);
    }
    with->reply->head = started;
    sum_up(&w, status);
    duban_taken_free(&w.names);
}
