/*
 * duban run --stream: a JSON line in, exactly one JSON line out, in order, each flushed at once.
 * For Spark's pipe, Hadoop streaming, GNU parallel --pipe.
 *
 *     in    {"id": ANY, "path": "notice.pdf"}   or "text": "..." or "b64": "..."; "name" is
 * optional out   {"id": ANY, "status": "ok", "reason": "", "sha256": ..., counts ..., "xml":
 * "<policy ..."}
 *
 * For a container "xml" is not there, but "members": a list of such objects with a "name" each, in
 * the container's order; "status" says how taking it apart went.
 *
 * A line that is not understood is answered too, with the status bad_input. Notices are read by
 * the same workers in the same cage as in a batch.
 */
#ifndef DUBAN_CLI_BATCH_STREAM_H
#define DUBAN_CLI_BATCH_STREAM_H

#include "cli/batch/settings.h"

/* Runs until standard input ends. failed: how many lines ended in a status of --fail-on. */
duban_exit duban_stream_run(const duban_run_settings *settings);

#endif
