/*
 * The supervisor: a pool of workers that outlives whatever happens to one of them.
 *
 * It takes jobs from a client, hands them to workers as open files, and gives the client one
 * report for each job, whatever became of the worker: an answer, a time limit, a death. It reads
 * no byte of an input. Workers are replaced when they die and after a number of documents. A
 * few jobs wait at each worker, so that none idles while the client writes; when a worker dies,
 * those that it had not begun go to another one.
 *
 * An input that turns out to be a container is given to a walker, a worker beside the others that
 * takes it apart (walker.h). Its members are jobs like any other and take turns with the client's,
 * so that they are read on all processors, each under its own limits, and none of them can take
 * another one or the container with it.
 */
#ifndef DUBAN_CLI_BATCH_SUPERVISOR_H
#define DUBAN_CLI_BATCH_SUPERVISOR_H

#include "cli/batch/protocol.h"
#include "cli/batch/worker.h"

/* Jobs that wait at one worker, the one being read included. */
#define DUBAN_QUEUE_DEPTH 4

typedef struct {
    uint32_t id; /* the client's own */
    int input, output;
    char known[DUBAN_SHA256_HEX]; /* content that need not be read again, or "" */
    bool hash_only;
    bool links;       /* what it is a page with: their targets are the output (links.h) */
    const char *name; /* UTF-8; lives until the job is done */
    void *owner;      /* the client's own */
    /* The pool's own: */
    uint32_t deaths;       /* workers that died before they began it */
    bool is_container;     /* for walkers; told to the client, too */
    bool is_member;        /* that a walker found: */
    uint32_t walker, walk; /* which, and the id of its job */
    uint64_t held;         /* the member's size */
} duban_job;

/* What a walker found in a container. The texts live until the call returns. */
typedef struct {
    const duban_job *container;
    const char *sha256; /* of the container */
    const char *name;   /* of the member: the container's, "!/" and more */
    const char *id;     /* of a row of a dump, "" */
    int file;           /* that holds it: the client's to close; -1: it is refused */
    duban_status status;
    const char *reason; /* of that */
} duban_found;

/* How a job ended. The strings live until the call returns. */
typedef struct {
    duban_status status;
    bool unchanged;
    char sha256[DUBAN_SHA256_HEX]; /* "" if the content was never read to its end */
    uint64_t bytes, output_bytes, microseconds;
    uint32_t peak_kib;
    duban_tally tally;
    const char *reason, *limits;
} duban_report;

typedef enum {
    DUBAN_NEXT_JOB,
    DUBAN_NEXT_WAIT, /* none now: ask again when wait_for is readable or a job has ended */
    DUBAN_NEXT_END,
} duban_next;

/* What the pool asks of its client. A callback that answers false ends the run. */
typedef struct {
    void *context;
    duban_next (*next)(void *context, duban_job *job);
    /* Takes input and output back: closing them is the client's. */
    bool (*done)(void *context, const duban_job *job, const duban_report *report);
    /* Makes a job of a member; job->input is -1 where there is nothing to be done. NULL: containers
     * are not taken apart but reported as unsupported. */
    bool (*found)(void *context, const duban_found *found, duban_job *job);
    bool (*tick)(void *context); /* several times a second */
    /* Before and after a worker is forked, for a client with threads; may be NULL. */
    void (*hold)(void *context);
    void (*release)(void *context);
    int (*wait_for)(
        void *context); /* a descriptor, or -1: only for the end of a job; may be NULL */
} duban_pool_client;

typedef struct {
    duban_worker_settings worker;
    uint32_t jobs;    /* workers */
    uint32_t seconds; /* wall time for a document; 0: no limit */
    uint32_t recycle; /* documents until a worker is replaced */
    uint32_t walkers; /* containers that are taken apart at the same time */
} duban_pool_settings;

/* Members of containers that can wait for readers at a time: of walks that go on, and of as many
 * that have ended. */
static inline uint32_t duban_pool_waiting(const duban_pool_settings *settings) {
    return 2 * settings->walkers * settings->worker.ahead;
}

/* Jobs that the client can have given away at a time: at readers, containers that those have
 * answered or walkers have, and members that wait. */
static inline uint32_t duban_pool_jobs(const duban_pool_settings *settings) {
    return 2 * settings->jobs * DUBAN_QUEUE_DEPTH + 2 * settings->walkers +
           duban_pool_waiting(settings);
}

typedef enum {
    DUBAN_POOL_DONE,    /* every job was reported */
    DUBAN_POOL_STOPPED, /* SIGINT, SIGTERM or SIGHUP: jobs without a report were given back */
    DUBAN_POOL_REFUSED, /* a callback ended it */
    DUBAN_POOL_FAILED,  /* workers cannot be started, or die for want of memory */
    DUBAN_POOL_DEFECT,  /* workers crash before they begin */
} duban_pool_result;

/*
 * Runs the pool to its end. A job that ends without a report is given back through done with the
 * status DUBAN_PENDING. No worker is left when it returns.
 */
duban_pool_result duban_pool_run(const duban_pool_settings *settings,
                                 const duban_pool_client *client);

#endif
