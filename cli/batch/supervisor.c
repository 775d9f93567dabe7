/*
 * The pool's loop: hand out jobs, wait for answers, deaths, signals and the clock; see
 * supervisor.h. One thread, one poll.
 */
#include "cli/batch/supervisor.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cli/batch/member.h"
#include "cli/batch/vitals.h"

enum {
    TICK_MS = 100,
    GRACE_US = 1000000, /* after a signal: what is being read may end */
    BLAME_AFTER = 3,    /* deaths before a job was begun until it is taken for their cause */
    DEATHS_MAX = 20,    /* workers in a row that died before their first word */
};

typedef struct {
    const duban_pool_settings *settings;
    const duban_pool_client *client;
    duban_member *members;
    duban_job *returned; /* by workers that died before they began them */
    uint32_t returned_count;
    struct pollfd *watched; /* members, then signals, then the client's */
    duban_packet packet;
    duban_pool_result result;
    bool ended;        /* the client has no more */
    uint64_t stopping; /* the clock after which workers are killed; 0: no signal came */
    uint32_t deaths;
} pool;

static bool is_running(const pool *p) { return p->result == DUBAN_POOL_DONE; }

static void report(pool *p, const duban_job *job, const duban_report *r) {
    if (!p->client->done(p->client->context, job, r) && is_running(p)) {
        p->result = DUBAN_POOL_REFUSED;
    }
}

static void give_back(pool *p, const duban_job *job) {
    report(p, job, &(duban_report){.status = DUBAN_PENDING, .reason = "", .limits = ""});
}

static duban_next find_job(pool *p, duban_job *job) {
    if (p->returned_count) {
        *job = p->returned[--p->returned_count];
        return DUBAN_NEXT_JOB;
    }
    if (p->ended || p->stopping) return DUBAN_NEXT_END;
    duban_next next = p->client->next(p->client->context, job);
    p->ended = next == DUBAN_NEXT_END;
    return next;
}

static bool ensure_started(pool *p, duban_member *m) {
    if (m->pid) return true;
    if (p->deaths < DEATHS_MAX && duban_member_start(m, &p->settings->worker)) return true;
    p->result = DUBAN_POOL_FAILED;
    return false;
}

/* One more job for a member. False: it takes none now. */
static bool feed(pool *p, duban_member *m) {
    if (m->retiring || m->count == DUBAN_QUEUE_DEPTH) return false;
    duban_job job;
    duban_next next = find_job(p, &job);
    if (next != DUBAN_NEXT_JOB) return false;
    if (!ensure_started(p, m) || !duban_member_give(m, &job)) {
        p->returned[p->returned_count++] = job;
        m->retiring = m->pid > 0; /* dead, as the next poll says */
        return false;
    }
    if (m->given >= p->settings->recycle) m->retiring = true;
    return true;
}

/* Jobs go round, so that each worker has one before any has two. */
static void feed_all(pool *p) {
    for (bool fed = true; fed && is_running(p);) {
        fed = false;
        for (uint32_t least = 0; least < DUBAN_QUEUE_DEPTH && !fed; least++) {
            for (uint32_t i = 0; i < p->settings->jobs && is_running(p); i++) {
                if (p->members[i].count == least) fed |= feed(p, &p->members[i]);
            }
        }
    }
}

static void note_start(duban_member *m, const duban_packet_head *head) {
    m->since = duban_vitals_clock();
    m->started = true;
    m->begun.bytes = head->bytes;
    memcpy(m->begun.sha256, head->sha256, sizeof m->begun.sha256);
}

static void finish(pool *p, duban_member *m, const duban_packet *packet) {
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
    report(p, &job, &r);
}

/*
 * Whether the first job in the queue of a dead worker is the one to blame: it was being read, or
 * its time was over. One that was not begun is tried again a few times.
 */
static bool is_guilty(const pool *p, duban_member *m, bool uncaged) {
    if (!m->count || uncaged || !is_running(p)) return false;
    duban_job *job = &m->queue[m->first];
    if (m->late) return m->late_job == job->id;
    return m->started || ++job->deaths >= BLAME_AFTER;
}

/* The job that a dead worker was reading gets its verdict, those behind it go to others. */
static void bury(pool *p, duban_member *m) {
    char reason[120];
    bool uncaged;
    duban_report r = m->begun;
    uint64_t since = m->since;
    r.status = duban_member_bury(m, &uncaged, reason, sizeof reason);
    r.reason = reason;
    r.limits = "";
    p->deaths = m->answered ? 0 : p->deaths + 1;
    if (uncaged) p->result = DUBAN_POOL_FAILED;
    if (is_guilty(p, m, uncaged)) {
        duban_job job = duban_member_take(m);
        r.microseconds = duban_vitals_clock() - since;
        report(p, &job, &r);
    }
    while (m->count) p->returned[p->returned_count++] = duban_member_take(m);
    *m = (duban_member){.socket = -1};
}

/* Takes what the worker has sent. */
static void listen_to(pool *p, duban_member *m) {
    while (m->pid) {
        duban_packet *packet = &p->packet;
        duban_packet_result got = duban_packet_receive(m->socket, false, packet, NULL, 0);
        if (got == DUBAN_PACKET_NONE) break;
        bool expected = got == DUBAN_PACKET_GOOD && m->count &&
                        packet->head.kind != DUBAN_REQUEST &&
                        packet->head.job == m->queue[m->first].id;
        if (!expected) {
            m->nonsense = got != DUBAN_PACKET_END;
            if (m->nonsense) duban_member_kill(m);
            bury(p, m);
            break;
        }
        m->answered = true;
        if (packet->head.kind == DUBAN_STARTED)
            note_start(m, &packet->head);
        else
            finish(p, m, packet);
    }
    /* One that has done its share ends at the end of its socket. */
    if (m->pid && m->retiring && !m->count) {
        char reason[120];
        bool uncaged;
        duban_member_bury(m, &uncaged, reason, sizeof reason);
        *m = (duban_member){.socket = -1};
    }
}

static void watch_clock(pool *p) {
    uint64_t now = duban_vitals_clock(), limit = (uint64_t)p->settings->seconds * 1000000;
    for (uint32_t i = 0; i < p->settings->jobs; i++) {
        duban_member *m = &p->members[i];
        if (!m->pid || !m->count || m->late) continue;
        if (limit && now > m->since + limit) {
            m->late = true;
            m->late_job = m->queue[m->first].id;
            duban_member_kill(m);
        }
    }
}

static uint32_t count_open(const pool *p) {
    uint32_t open = p->returned_count;
    for (uint32_t i = 0; i < p->settings->jobs; i++) open += p->members[i].count;
    return open;
}

static bool is_over(const pool *p) {
    if (!is_running(p)) return true;
    if (p->stopping) {
        uint32_t reading = count_open(p) - p->returned_count;
        return !reading || duban_vitals_clock() > p->stopping;
    }
    return p->ended && !count_open(p);
}

static void wait_for_news(pool *p, int signals) {
    uint32_t count = p->settings->jobs;
    for (uint32_t i = 0; i < count; i++) {
        p->watched[i] = (struct pollfd){.fd = p->members[i].socket, .events = POLLIN};
        if (!p->members[i].pid) p->watched[i].fd = -1;
    }
    p->watched[count] = (struct pollfd){.fd = signals, .events = POLLIN};
    bool asks = p->client->wait_for && !p->ended && !p->stopping;
    int client = asks ? p->client->wait_for(p->client->context) : -1;
    p->watched[count + 1] = (struct pollfd){.fd = client, .events = POLLIN};
    if (poll(p->watched, count + 2, TICK_MS) < 0) return;
    for (uint32_t i = 0; i < count; i++) {
        if (p->watched[i].revents) listen_to(p, &p->members[i]);
    }
    if (p->watched[count].revents) {
        struct signalfd_siginfo news;
        (void)!read(signals, &news, sizeof news);
        /* A second signal waits for nothing. */
        p->stopping = p->stopping ? 1 : duban_vitals_clock() + GRACE_US;
    }
}

static void run(pool *p, int signals) {
    while (!is_over(p)) {
        if (!p->stopping) feed_all(p);
        if (is_over(p)) break;
        wait_for_news(p, signals);
        watch_clock(p);
        if (!p->client->tick(p->client->context) && is_running(p)) p->result = DUBAN_POOL_REFUSED;
    }
    if (p->stopping && is_running(p)) p->result = DUBAN_POOL_STOPPED;
}

/* Ends the workers; idle ones by hanging up, the others by force. What they had is given back. */
static void dismiss(pool *p) {
    for (uint32_t i = 0; i < p->settings->jobs; i++) {
        duban_member *m = &p->members[i];
        if (!m->pid) continue;
        char reason[120];
        bool uncaged;
        if (m->count) duban_member_kill(m);
        duban_member_bury(m, &uncaged, reason, sizeof reason);
        while (m->count) {
            duban_job job = duban_member_take(m);
            give_back(p, &job);
        }
    }
    while (p->returned_count) give_back(p, &p->returned[--p->returned_count]);
}

duban_pool_result duban_pool_run(const duban_pool_settings *settings,
                                 const duban_pool_client *client) {
    sigset_t set, before;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, &before);
    int signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    pool p = {.settings = settings, .client = client, .result = DUBAN_POOL_DONE};
    p.members = calloc(settings->jobs, sizeof *p.members);
    p.returned = calloc((size_t)settings->jobs * DUBAN_QUEUE_DEPTH + 1, sizeof *p.returned);
    p.watched = calloc(settings->jobs + 2, sizeof *p.watched);
    if (signals < 0 || !p.members || !p.returned || !p.watched) {
        p.result = DUBAN_POOL_FAILED;
    } else {
        for (uint32_t i = 0; i < settings->jobs && is_running(&p); i++) {
            ensure_started(&p, &p.members[i]);
        }
        run(&p, signals);
        dismiss(&p);
    }
    free(p.members);
    free(p.returned);
    free(p.watched);
    if (signals >= 0) close(signals);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return p.result;
}
