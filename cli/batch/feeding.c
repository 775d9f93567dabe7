/*
 * Jobs -> workers: each gets as many as wait at it, workers are started as they are needed; see
 * pool.h.
 */
#include "cli/batch/pool.h"

enum { DEATHS_MAX = 20 /* workers in a row that died before their first word */ };

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
    bool dying = p->deaths >= DEATHS_MAX;
    if (!dying && start(p, m)) return true;
    p->result = dying && p->crashing ? DUBAN_POOL_DEFECT : DUBAN_POOL_FAILED;
    return false;
}

void duban_pool_give_up(duban_member *m) {
    m->retiring = m->pid > 0;
    duban_member_kill(m);
}

/* One more job for a member. False: it takes none now. */
static bool feed(duban_pool *p, duban_member *m) {
    if (m->retiring || m->count == DUBAN_QUEUE_DEPTH) return false;
    duban_job job;
    duban_next next = find_job(p, &job);
    if (next != DUBAN_NEXT_JOB) return false;
    if (!duban_pool_ensure(p, m) || !duban_member_give(m, &job)) {
        p->returned[p->returned_count++] = job;
        duban_pool_give_up(m);
        return false;
    }
    if (m->given >= p->settings->recycle) m->retiring = true;
    return true;
}

void duban_pool_feed(duban_pool *p) {
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
