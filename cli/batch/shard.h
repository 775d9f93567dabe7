/*
 * Which part of the inputs this machine takes.
 */
#ifndef DUBAN_CLI_BATCH_SHARD_H
#define DUBAN_CLI_BATCH_SHARD_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Reads "I/N" with 1 <= I <= N, "auto" (both from the environment) or "auto/N" (I from the
 * environment, N given). The environment is that of a Slurm job array, an AWS Batch array job or,
 * for I only, a Kubernetes indexed job. False: it is none of these, or the environment says
 * nothing. A shard is never taken without being asked for: a run whose list is already a part of
 * the whole would lose inputs.
 */
bool duban_shard_read(const char *text, uint32_t *shard, uint32_t *shards);

#endif
