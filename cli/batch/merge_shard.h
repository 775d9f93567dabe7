/*
 * One shard on its way into a joined folder.
 */
#ifndef DUBAN_CLI_BATCH_MERGE_SHARD_H
#define DUBAN_CLI_BATCH_MERGE_SHARD_H

#include "cli/batch/ledger.h"

/* The last run of a shard. */
typedef struct {
    uint32_t shard, shards;
    uint64_t listed;
    char list_sha256[DUBAN_SHA256_HEX], rules[DUBAN_SHA256_HEX], version[24];
} duban_merge_shard;

typedef struct {
    const char *output;
    int folder;      /* the same, open */
    duban_book book; /* its ledger */
    duban_merge_shard *shards;
    uint64_t ended[DUBAN_PENDING + 1], inputs;
} duban_merge;

/* Adds the i-th shard, from its folder: it must be done, and fit those before it. False: a message
 * has said why it does not. */
bool duban_merge_shard_add(duban_merge *merge, const char *folder, uint32_t i);

/* A message about a folder or a file; answers false. */
bool duban_merge_refuse(const char *what, const char *why);

#endif
