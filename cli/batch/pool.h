/*
 * The pool from inside: what supervisor.c, which runs it, feeding.c, which hands out jobs,
 * answers.c, which takes what workers say, and containers.c, which does both for walkers, share.
 */
#ifndef DUBAN_CLI_BATCH_POOL_H
#define DUBAN_CLI_BATCH_POOL_H

#include <poll.h>

#include "cli/batch/member.h"

/* Jobs in the order in which they came. */
typedef struct {
    duban_job *items;
    uint32_t first, count, room;
} duban_job_queue;

typedef struct {
    const duban_pool_settings *settings;
    const duban_pool_client *client;
    duban_member *members; /* readers, and behind them walkers */
    uint32_t count;
    duban_job *returned; /* by workers that died before they began them */
    uint32_t returned_count;
    duban_job_queue containers; /* that no walker has yet */
    duban_job_queue documents;  /* members of containers that no reader has yet */
    bool turn;                  /* whose: theirs, or the client's next input's */
    struct pollfd *watched;     /* members, then signals, then the client's */
    duban_packet packet;
    duban_pool_result result;
    bool ended;        /* the client has no more */
    uint64_t stopping; /* the clock after which workers are killed; 0: no signal came */
    uint32_t deaths;   /* workers in a row that died before their first word */
    bool answered;     /* some worker has ever said a word */
    bool crashing;     /* the last worker that died did so by itself, not for want of memory */
} duban_pool;

/* Room for what can wait. False: no memory. */
bool duban_pool_containers_init(duban_pool *pool);
void duban_pool_containers_free(duban_pool *pool);

void duban_job_queue_add(duban_job_queue *queue, const duban_job *job);
duban_job duban_job_queue_take(duban_job_queue *queue);

/* An input was answered as a container: it waits for a walker. False: it is to be reported. */
bool duban_pool_contains(duban_pool *pool, const duban_job *job);

/* Whether the client's next input can be taken: what waits for walkers is bounded. */
static inline bool duban_pool_takes_input(const duban_pool *pool) {
    return !pool->ended && !pool->stopping && pool->containers.count < pool->settings->walkers;
}

/* The next container for a walker without work; those are started as they are needed. */
bool duban_pool_feed_walker(duban_pool *pool, duban_member *walker);

/* Takes what a walker found, with the file in which it is. False: it makes no sense, and the walker
 * is to be killed. */
bool duban_pool_take_found(duban_pool *pool, duban_member *walker, int file);

/* A member was read, or never will be: its walker may find another one. */
void duban_pool_release(duban_pool *pool, const duban_job *job);

/* Tells the client of the end of a job. */
void duban_pool_report(duban_pool *pool, const duban_job *job, const duban_report *report);

/* Hands out jobs while there are any and a worker takes one; they go round, so that each worker has
 * one before any has two. */
void duban_pool_feed(duban_pool *pool);

/* Takes what a worker has sent; buries it where that is its end. */
void duban_pool_listen(duban_pool *pool, duban_member *member);

/* A worker that takes no packet is dead, or is to be: the next poll says so. */
void duban_pool_give_up(duban_member *member);

/* The worker runs, or can be started. False: it cannot, and the pool has failed. */
bool duban_pool_ensure(duban_pool *pool, duban_member *member);

static inline bool duban_pool_is_running(const duban_pool *pool) {
    return pool->result == DUBAN_POOL_DONE;
}

#endif
