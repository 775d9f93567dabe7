/*
 * A corpus folder: DIR/gold/NAME.xml is what a careful reader finds in DIR/NAME.*.
 */
#ifndef DUBAN_CLI_CORPUS_H
#define DUBAN_CLI_CORPUS_H

#include <stdint.h>

#include "base/arena.h"

typedef struct {
    const char *name, *gold, *notice; /* paths; notice NULL: gold without a notice */
} duban_corpus_item;

typedef struct {
    duban_corpus_item *items;
    uint32_t count, capacity;
} duban_corpus;

/* By name. Empty if the folder has no gold. Inside duban_arena_run. */
duban_corpus duban_corpus_list(const char *folder, duban_arena *arena);

#endif
