/*
 * A worker: reads the notices that it is handed as open files, one after another, until the
 * supervisor hangs up, or takes containers apart (walker.h). It opens nothing itself and dies with
 * the supervisor.
 */
#ifndef DUBAN_CLI_BATCH_WORKER_H
#define DUBAN_CLI_BATCH_WORKER_H

#include <sys/types.h>

#include "cli/batch/sandbox.h"
#include "extract/engine/rules.h"
#include "ingest/containers/container.h"

typedef struct {
    const duban_rules *rules; /* warm: what is compiled is shared by all workers */
    duban_cage cage;          /* its scratch folder is that of all workers */
    uint32_t seconds;         /* processor time for one document, 0: no limit */
    duban_container_options dumps;
    uint32_t ahead; /* members of a container that may wait to be read */
} duban_worker_settings;

/* A worker that could not enter the cage that it was told to, or lacked what it needs to begin,
 * ends with this. */
#define DUBAN_WORKER_UNCAGED 71

/* What a child does after fork; socket is its end of the pair. Never returns. */
_Noreturn void duban_worker_run(const duban_worker_settings *settings, int socket,
                                pid_t supervisor);

#endif
