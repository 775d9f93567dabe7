/*
 * What workers say and how they die -> reports to the client; see pool.h. A worker is believed
 * nothing that does not fit the first job in its queue.
 */
#include <string.h>
#include <unistd.h>

#include "cli/batch/pool.h"
#include "cli/batch/vitals.h"

enum { BLAME_AFTER = 3 /* deaths before a job was begun until it is taken for their cause */ };

static void note_start(duban_member *m, const duban_packet_head *head) {
    m->since = duban_vitals_clock();
    m->started = true;
    m->begun.bytes = head->bytes;
    memcpy(m->begun.sha256, head->sha256, sizeof m->begun.sha256);
}

static void finish(duban_pool *p, duban_member *m, const duban_packet *packet) {
    const duban_packet_head *head = &packet->head;
    duban_report r = {.status = head->status,
                      .unchanged = head->unchanged,
                      .bytes = head->bytes,
                      .output_bytes = head->output_bytes,
                      .microseconds = head->microseconds,
                      .peak_kib = head->peak_kib,
                      .tally = head->tally,
                      .reason = packet->text,
                      .limits = duban_packet_second(packet)};
    memcpy(r.sha256, head->sha256, sizeof r.sha256);
    duban_job job = duban_member_take(m);
    bool container = head->flags & DUBAN_REPLY_CONTAINER;
    if (container && duban_pool_contains(p, &job)) return;
    if (container) {
        r.status = DUBAN_UNSUPPORTED;
        r.reason = "a container of documents; unpack it first";
    }
    duban_pool_report(p, &job, &r);
}

/*
 * Whether the first job in the queue of a dead worker is the one to blame: it was being read, or
 * its time was over. One that was not begun is tried again a few times.
 */
static bool is_guilty(const duban_pool *p, duban_member *m, bool uncaged) {
    if (!m->count || uncaged || !duban_pool_is_running(p)) return false;
    duban_job *job = &m->queue[m->first];
    if (m->late) return m->late_job == job->id;
    return m->started || ++job->deaths >= BLAME_AFTER;
}

/* Goes to another worker. The dead one may have begun it, and even ended it, unheard. */
static void take_back(duban_pool *p, const duban_job *job) {
    (void)lseek(job->output, 0, SEEK_SET);
    (void)!ftruncate(job->output, 0);
    if (job->is_container)
        duban_job_queue_add(&p->containers, job);
    else
        p->returned[p->returned_count++] = *job;
}

/* The job that a dead worker was reading gets its verdict, those behind it go to others. */
static void bury(duban_pool *p, duban_member *m) {
    char reason[120];
    bool uncaged;
    duban_report r = m->begun;
    uint64_t since = m->since;
    r.status = duban_member_bury(m, &uncaged, reason, sizeof reason);
    r.reason = reason;
    r.limits = "";
    p->deaths = m->answered ? 0 : p->deaths + 1;
    p->crashing = r.status == DUBAN_CRASH;
    if (uncaged) p->result = DUBAN_POOL_FAILED;
    if (is_guilty(p, m, uncaged)) {
        duban_job job = duban_member_take(m);
        r.microseconds = duban_vitals_clock() - since;
        duban_pool_report(p, &job, &r);
    }
    while (m->count) {
        duban_job job = duban_member_take(m);
        take_back(p, &job);
    }
    *m = (duban_member){.socket = -1};
}

/* Takes a packet about the first job. False: it makes no sense. */
static bool take_packet(duban_pool *p, duban_member *m, int file) {
    const duban_packet_head *head = &p->packet.head;
    bool expected = m->count && head->job == m->queue[m->first].id;
    m->answered = p->answered = true;
    if (expected && (head->kind == DUBAN_MEMBER || head->kind == DUBAN_REFUSED)) {
        return duban_pool_take_found(p, m, file);
    }
    if (file >= 0) close(file);
    if (head->kind == DUBAN_STARTED)
        note_start(m, head);
    else if (head->kind == DUBAN_ALIVE)
        m->since = duban_vitals_clock();
    else if (expected && head->kind == DUBAN_DONE)
        finish(p, m, &p->packet);
    else
        return false;
    return expected;
}

void duban_pool_listen(duban_pool *p, duban_member *m) {
    while (m->pid) {
        int file = -1;
        duban_packet_result got = duban_packet_receive(m->socket, false, &p->packet, &file, 1);
        if (got == DUBAN_PACKET_NONE) break;
        if (got == DUBAN_PACKET_GOOD && take_packet(p, m, file)) continue;
        m->nonsense = got != DUBAN_PACKET_END;
        if (m->nonsense) duban_member_kill(m);
        bury(p, m);
        break;
    }
    /* One that has done its share ends at the end of its socket. */
    if (m->pid && m->retiring && !m->count) {
        char reason[120];
        bool uncaged;
        duban_member_bury(m, &uncaged, reason, sizeof reason);
        *m = (duban_member){.socket = -1};
    }
}
