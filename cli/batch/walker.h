/*
 * What a worker does with a container: takes it apart, and hands each document in it to the
 * supervisor as a file in memory, with a name that no other member of it has.
 */
#ifndef DUBAN_CLI_BATCH_WALKER_H
#define DUBAN_CLI_BATCH_WALKER_H

#include "cli/batch/protocol.h"
#include "cli/batch/worker.h"

/* Bytes of members that may wait for a reader; a single one may be larger. */
#define DUBAN_AHEAD_BYTES ((uint64_t)128 * 1024 * 1024)

typedef struct {
    const duban_worker_settings *settings;
    int socket, file; /* the container */
    const duban_packet *request;
    duban_packet *reply; /* the last one; in the end what is to be said of the container */
} duban_walker;

/* Whether the beginning of an open file is that of a container. */
bool duban_walker_likes(int file, const duban_container_options *dumps);

/* Hashes the container and tells its hash: the reply is DUBAN_STARTED then. False: it cannot be
 * read. */
bool duban_walker_hash(const duban_walker *walker);

/* Hands over the members. The reply's status and text say then how the walk itself ended. */
void duban_walker_walk(const duban_walker *walker);

#endif
