/*
 * What the readers of containers share: the walk that they are part of. Private to
 * ingest/containers.
 */
#ifndef DUBAN_INGEST_CONTAINERS_WALK_H
#define DUBAN_INGEST_CONTAINERS_WALK_H

#include "base/taken.h"
#include "ingest/containers/container.h"
#include "ingest/containers/unpack.h"

typedef struct {
    const duban_container_source *source;
    const duban_container_options *options;
    const duban_container_visitor *visitor;
    duban_arena *arena;          /* of the container; within a step, of that step */
    duban_unpack_budget *budget; /* shared by a container and those in it */
    duban_taken *names;          /* shared, too: no two members have one */
    uint32_t depth;              /* 0: the container is no other's member */
    bool stopped;                /* the visitor wants no more */
} duban_walk;

/* Runs step(context) with an arena of its own, for one member: what is handed over goes with it. */
duban_status duban_walk_step(duban_walk *walk, duban_status (*step)(void *), void *context);

/* Each member is told of once. This one is refused; path NULL: the container itself is. Returns the
 * status. */
duban_status duban_walk_refuse(duban_walk *walk, const char *path, duban_status status,
                               const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Hands over a member's bytes: a document, or a container in this one. */
void duban_walk_member(duban_walk *walk, const char *path, const unsigned char *bytes,
                       size_t length);

/* Hands over a document that is certainly no container. */
void duban_walk_document(duban_walk *walk, const char *path, const unsigned char *bytes,
                         size_t length, const char *id);

/* The readers; each reads its container to the end. */
duban_status duban_walk_archive(duban_walk *walk);
duban_status duban_walk_compressed(duban_walk *walk);
duban_status duban_walk_warc(duban_walk *walk);
duban_status duban_walk_csv(duban_walk *walk);
duban_status duban_walk_json_lines(duban_walk *walk);

#endif
