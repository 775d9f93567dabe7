/*
 * The pool's loop: hand out jobs (feeding.c), wait for answers and deaths (answers.c), signals and
 * the clock; see supervisor.h. One thread, one poll.
 */
#include "cli/batch/supervisor.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cli/batch/pool.h"
#include "cli/batch/vitals.h"

enum {
    TICK_MS = 100,
    GRACE_US = 1000000, /* after a signal: what is being read may end */
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
        if (p->watched[i].revents) duban_pool_listen(p, &p->members[i]);
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
        if (!p->stopping) duban_pool_feed(p);
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
        /* All jobs were blamed for it, because there were few. */
        bool stillborn = duban_pool_is_running(&p) && p.deaths && !p.answered;
        if (stillborn) p.result = p.crashing ? DUBAN_POOL_DEFECT : DUBAN_POOL_FAILED;
    }
    free_room(&p);
    if (signals >= 0) close(signals);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return p.result;
}
