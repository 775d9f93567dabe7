/*
 * The members of a container that came as a line of a stream: gathered in the container's order,
 * whatever the order in which they are read.
 */
#ifndef DUBAN_CLI_BATCH_STREAM_MEMBERS_H
#define DUBAN_CLI_BATCH_STREAM_MEMBERS_H

#include "cli/batch/supervisor.h"

/* What one line may hold; a larger container is for a batch. */
#define DUBAN_STREAM_MEMBERS_MAX 10000
#define DUBAN_STREAM_MEMBERS_BYTES ((uint64_t)256 * 1024 * 1024)

typedef struct {
    struct json_t *list; /* NULL: no container yet */
    uint64_t bytes;      /* of members, as they came */
    uint32_t open;       /* that are still being read */
    bool ended, over;    /* the walk has ended; it found too much */
    duban_status status; /* and how it went */
    char reason[512], sha256[DUBAN_SHA256_HEX];
    uint64_t container_bytes;
} duban_stream_members;

/* Takes a find; job->input is -1 where nothing is to be read. False: no memory. */
bool duban_stream_members_add(duban_stream_members *members, const duban_found *found,
                              duban_job *job);

/* The job of a member has ended: frees it and what it holds. */
void duban_stream_members_end(duban_stream_members *members, const duban_job *job,
                              const duban_report *report);

/* The walk has ended. */
void duban_stream_members_walked(duban_stream_members *members, const duban_report *report);

/* Whether all is there. */
static inline bool duban_stream_members_are_whole(const duban_stream_members *members) {
    return members->ended && !members->open;
}

/* The members, given away, and what is to be said of the container; ready for the next one. */
struct json_t *duban_stream_members_take(duban_stream_members *members, duban_report *report);

void duban_stream_members_free(duban_stream_members *members);

#endif
