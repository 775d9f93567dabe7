/*
 * The pool's loop: hand out jobs, wait for answers, deaths, signals and the clock; see
 * supervisor.h. One thread, one poll.
 */
#include "cli/batch/supervisor.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cli/batch/pool.h"
#include "cli/batch/vitals.h"

enum {
    TICK_MS = 100,
    GRACE_US = 1000000, /* after a signal: what is being read may end */
    BLAME_AFTER = 3,    /* deaths before a job was begun until it is taken for their cause */
    DEATHS_MAX = 20,    /* workers in a row that died before their first word */
};

void duban_pool_report(duban_pool *p, const duban_job *job, const duban_report *r) {
    if (!p->client->done(p->client->context, job, r) && duban_pool_is_running(p)) {
        p->result = DUBAN_POOL_REFUSED;
    }
    duban_pool_release(p, job);
}

static void give_back(duban_pool *p, const duban_job *job) {
    duban_pool_report(p, job, &(duban_report){.status = DUBAN_PENDING, .reason = "", .limits = ""});
}

/* A member and the client's next input take turns. */
static duban_next find_job(duban_pool *p, duban_job *job) {
    if (p->returned_count) {
        *job = p->returned[--p->returned_count];
        return DUBAN_NEXT_JOB;
    }
    duban_next next = DUBAN_NEXT_END;
    p->turn = !p->turn;
    if (duban_pool_takes_input(p) && !(p->turn && p->documents.count)) {
        next = p->client->next(p->client->context, job);
        p->ended = next == DUBAN_NEXT_END;
    }
    if (next == DUBAN_NEXT_JOB || !p->documents.count) return next;
    *job = duban_job_queue_take(&p->documents);
    return DUBAN_NEXT_JOB;
}

static bool start(duban_pool *p, duban_member *m) {
    const duban_pool_client *client = p->client;
    if (client->hold) client->hold(client->context);
    bool started = duban_member_start(m, &p->settings->worker);
    if (client->release) client->release(client->context);
    return started;
}

bool duban_pool_ensure(duban_pool *p, duban_member *m) {
    if (m->pid) return true;
    if (p->deaths < DEATHS_MAX && start(p, m)) return true;
    p->result = DUBAN_POOL_FAILED;
    return false;
}

/* One more job for a member. False: it takes none now. */
static bool feed(duban_pool *p, duban_member *m) {
    if (m->retiring || m->count == DUBAN_QUEUE_DEPTH) return false;
    duban_job job;
    duban_next next = find_job(p, &job);
    if (next != DUBAN_NEXT_JOB) return false;
    if (!duban_pool_ensure(p, m) || !duban_member_give(m, &job)) {
        p->returned[p->returned_count++] = job;
        m->retiring = m->pid > 0; /* dead, as the next poll says */
        return false;
    }
    if (m->given >= p->settings->recycle) m->retiring = true;
    return true;
}

/* Jobs go round, so that each worker has one before any has two. */
static void feed_all(duban_pool *p) {
    for (bool fed = true; fed && duban_pool_is_running(p);) {
        fed = false;
        for (uint32_t least = 0; least < DUBAN_QUEUE_DEPTH && !fed; least++) {
            for (uint32_t i = 0; i < p->settings->jobs && duban_pool_is_running(p); i++) {
                if (p->members[i].count == least) fed |= feed(p, &p->members[i]);
            }
        }
    }
    for (uint32_t i = p->settings->jobs; i < p->count && duban_pool_is_running(p); i++) {
        duban_pool_feed_walker(p, &p->members[i]);
    }
}

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
    if (uncaged) p->result = DUBAN_POOL_FAILED;
    if (is_guilty(p, m, uncaged)) {
        duban_job job = duban_member_take(m);
        r.microseconds = duban_vitals_clock() - since;
        duban_pool_report(p, &job, &r);
    }
    while (m->count) {
        duban_job job = duban_member_take(m);
        if (job.is_container)
            duban_job_queue_add(&p->containers, &job);
        else
            p->returned[p->returned_count++] = job;
    }
    *m = (duban_member){.socket = -1};
}

/* Takes a packet about the first job. False: it makes no sense. */
static bool take_packet(duban_pool *p, duban_member *m, int file) {
    const duban_packet_head *head = &p->packet.head;
    bool expected = m->count && head->job == m->queue[m->first].id;
    m->answered = true;
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

/* Takes what the worker has sent. */
static void listen_to(duban_pool *p, duban_member *m) {
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

static void watch_clock(duban_pool *p) {
    uint64_t now = duban_vitals_clock(), limit = (uint64_t)p->settings->seconds * 1000000;
    for (uint32_t i = 0; i < p->count; i++) {
        duban_member *m = &p->members[i];
        /* A walker waits for readers, who have a clock of their own. */
        if (!m->pid || !m->count || m->late || m->ahead) continue;
        if (limit && now > m->since + limit) {
            m->late = true;
            m->late_job = m->queue[m->first].id;
            duban_member_kill(m);
        }
    }
}

/* Jobs at workers, the first so many of them. */
static uint32_t count_given(const duban_pool *p, uint32_t workers) {
    uint32_t given = 0;
    for (uint32_t i = 0; i < workers; i++) given += p->members[i].count;
    return given;
}

static bool is_over(const duban_pool *p) {
    if (!duban_pool_is_running(p)) return true;
    if (p->stopping) {
        bool reading = count_given(p, p->settings->jobs) > 0;
        return !reading || duban_vitals_clock() > p->stopping;
    }
    return p->ended && !p->returned_count && !p->containers.count && !p->documents.count &&
           !count_given(p, p->count);
}

static void wait_for_news(duban_pool *p, int signals) {
    uint32_t count = p->count;
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

static void run(duban_pool *p, int signals) {
    while (!is_over(p)) {
        if (!p->stopping) feed_all(p);
        if (is_over(p)) break;
        wait_for_news(p, signals);
        watch_clock(p);
        if (!p->client->tick(p->client->context) && duban_pool_is_running(p))
            p->result = DUBAN_POOL_REFUSED;
    }
    if (p->stopping && duban_pool_is_running(p)) p->result = DUBAN_POOL_STOPPED;
}

/* Ends the workers; idle ones by hanging up, the others by force. What they had is given back. */
static void dismiss(duban_pool *p) {
    for (uint32_t i = 0; i < p->count; i++) {
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
    while (p->documents.count) {
        duban_job job = duban_job_queue_take(&p->documents);
        give_back(p, &job);
    }
    while (p->containers.count) {
        duban_job job = duban_job_queue_take(&p->containers);
        give_back(p, &job);
    }
}

static bool make_room(duban_pool *p) {
    const duban_pool_settings *s = p->settings;
    p->count = s->jobs + s->walkers;
    p->members = calloc(p->count, sizeof *p->members);
    p->returned = calloc((size_t)s->jobs * DUBAN_QUEUE_DEPTH + 1, sizeof *p->returned);
    p->watched = calloc(p->count + 2, sizeof *p->watched);
    return duban_pool_containers_init(p) && p->members && p->returned && p->watched;
}

static void free_room(duban_pool *p) {
    free(p->members);
    free(p->returned);
    free(p->watched);
    duban_pool_containers_free(p);
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
    duban_pool p = {.settings = settings, .client = client, .result = DUBAN_POOL_DONE};
    if (signals < 0 || !make_room(&p)) {
        p.result = DUBAN_POOL_FAILED;
    } else {
        for (uint32_t i = 0; i < settings->jobs && duban_pool_is_running(&p); i++) {
            duban_pool_ensure(&p, &p.members[i]);
        }
        run(&p, signals);
        dismiss(&p);
    }
    free_room(&p);
    if (signals >= 0) close(signals);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return p.result;
}
