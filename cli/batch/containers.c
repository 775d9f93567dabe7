/*
 * The pool's containers: inputs that wait for a walker, walkers, and members on their way to
 * readers; see pool.h. Walkers are believed as little as readers.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/batch/pool.h"
#include "cli/batch/vitals.h"

static bool make_queue(duban_job_queue *queue, uint32_t room) {
    queue->items = calloc(room + 1, sizeof *queue->items);
    queue->room = room + 1;
    return queue->items != NULL;
}

bool duban_pool_containers_init(duban_pool *pool) {
    const duban_pool_settings *s = pool->settings;
    /* Each reader may answer a queue of containers after the last input was taken. */
    return make_queue(&pool->containers, s->walkers * 2 + s->jobs * DUBAN_QUEUE_DEPTH) &&
           make_queue(&pool->documents, duban_pool_waiting(s));
}

void duban_pool_containers_free(duban_pool *pool) {
    free(pool->containers.items);
    free(pool->documents.items);
}

void duban_job_queue_add(duban_job_queue *queue, const duban_job *job) {
    assert(queue->count < queue->room);
    queue->items[(queue->first + queue->count++) % queue->room] = *job;
}

duban_job duban_job_queue_take(duban_job_queue *queue) {
    duban_job job = queue->items[queue->first];
    queue->first = (queue->first + 1) % queue->room;
    queue->count--;
    return job;
}

bool duban_pool_contains(duban_pool *pool, const duban_job *job) {
    if (!pool->client->found || job->is_member || job->is_container) return false;
    duban_job container = *job;
    container.is_container = true;
    container.deaths = 0;
    duban_job_queue_add(&pool->containers, &container);
    return true;
}

/* Whether one walk more has room for what it may find. Members that no reader has taken yet outlive
 * their walk, so that walks of few members could fill any queue while readers are busy. */
static bool has_room(const duban_pool *pool) {
    const duban_pool_settings *s = pool->settings;
    uint32_t walks = 1;
    for (uint32_t i = s->jobs; i < pool->count; i++) walks += pool->members[i].count;
    return pool->documents.count + walks * s->worker.ahead <= duban_pool_waiting(s);
}

bool duban_pool_feed_walker(duban_pool *pool, duban_member *walker) {
    if (!pool->containers.count || walker->count || walker->retiring || !has_room(pool))
        return false;
    duban_job job = duban_job_queue_take(&pool->containers);
    if (duban_pool_ensure(pool, walker) && duban_member_give(walker, &job)) {
        walker->retiring = walker->given >= pool->settings->recycle;
        return true;
    }
    duban_job_queue_add(&pool->containers, &job);
    duban_pool_give_up(walker);
    return false;
}

/* The name begins with the container's. */
static bool is_name_in(const char *name, const duban_job *container) {
    size_t length = strlen(container->name);
    return !strncmp(name, container->name, length) && !strncmp(name + length, "!/", 2);
}

bool duban_pool_take_found(duban_pool *pool, duban_member *walker, int file) {
    const duban_packet *packet = &pool->packet;
    const duban_job *container = &walker->queue[walker->first];
    bool refused = packet->head.kind == DUBAN_REFUSED;
    bool sound = container->is_container && walker->started &&
                 is_name_in(packet->text, container) &&
                 (refused || walker->ahead < pool->settings->worker.ahead);
    if (!sound) {
        if (file >= 0) close(file);
        return false;
    }
    const duban_found found = {.container = container,
                               .sha256 = walker->begun.sha256,
                               .name = packet->text,
                               .id = refused ? "" : duban_packet_second(packet),
                               .file = file,
                               .status = packet->head.status,
                               .reason = refused ? duban_packet_second(packet) : ""};
    duban_job job = {.input = -1};
    walker->since = duban_vitals_clock();
    walker->ahead += !refused;
    if (!pool->client->found(pool->client->context, &found, &job) && duban_pool_is_running(pool)) {
        pool->result = DUBAN_POOL_REFUSED;
    }
    if (refused) return true;
    job.is_member = true;
    job.walker = (uint32_t)(walker - pool->members);
    job.walk = container->id;
    job.held = packet->head.bytes;
    if (job.input >= 0)
        duban_job_queue_add(&pool->documents, &job);
    else
        duban_pool_release(pool, &job);
    return true;
}

void duban_pool_release(duban_pool *pool, const duban_job *job) {
    duban_member *walker = &pool->members[job->walker];
    bool same = job->is_member && walker->pid && walker->count && walker->ahead &&
                walker->queue[walker->first].id == job->walk;
    if (same) (void)duban_member_go(walker, job->held); /* if it is dead, the next poll says so */
}
