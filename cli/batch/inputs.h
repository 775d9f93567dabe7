/*
 * The inputs of a batch: operands, folders, patterns and lists -> names, each once, in order.
 */
#ifndef DUBAN_CLI_BATCH_INPUTS_H
#define DUBAN_CLI_BATCH_INPUTS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/sha256.h"

typedef struct {
    duban_arena *arena;
    const char **names; /* names.h; sorted by bytes */
    uint32_t count, capacity;
    const char **files; /* those of them that are operands or lines of a list: no walk found them */
    uint32_t file_count, file_capacity;
    const char *apart;  /* a folder that is not walked: that of the outputs; or NULL */
    const char *failed; /* a list or a folder that cannot be read to its end, */
    int error;          /* and why: an errno */
} duban_batch_inputs;

/*
 * Adds operands. A folder gives its files at any depth but hidden ones (a name that begins with a
 * dot) and what lies in apart; things in it that are no files, links that lead nowhere or in a
 * circle are inputs too, and fail as such. An operand that does not exist but holds one of "*?["
 * is a pattern (glob(3)). "-" is a list on standard input, one path a line.
 */
void duban_batch_inputs_add(duban_batch_inputs *inputs, int count, char **operands);

/* Adds the paths in a file ("-": standard input) that NUL or the given byte ends. */
void duban_batch_inputs_add_list(duban_batch_inputs *inputs, const char *path, char end);

/* Adds a file as if a walk had found it. */
void duban_batch_inputs_add_file(duban_batch_inputs *inputs, const char *path);

/* Whether a settled list has the file. */
bool duban_batch_inputs_have(const duban_batch_inputs *inputs, const char *path);

/* Whether the path is that of the folder apart. */
bool duban_batch_inputs_is_apart(const duban_batch_inputs *inputs, const struct stat *facts);

/* Sorts and drops what came twice. */
void duban_batch_inputs_settle(duban_batch_inputs *inputs);

/* SHA-256 over the names: what shards of one list have in common. */
void duban_batch_inputs_hash(const duban_batch_inputs *inputs, char hex[static DUBAN_SHA256_HEX]);

/* Keeps the inputs of one shard of so many, by a hash of their names; both count from 1. */
void duban_batch_inputs_shard(duban_batch_inputs *inputs, uint32_t shard, uint32_t shards);

/*
 * Opens an input for reading. -1: *reason says in plain words why it is none; never blocks, and
 * never opens what is no file.
 */
int duban_batch_input_open(const char *name, struct stat *facts, const char **reason);

#endif
