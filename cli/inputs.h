/*
 * The inputs of a command: operands, with folders walked.
 */
#ifndef DUBAN_CLI_INPUTS_H
#define DUBAN_CLI_INPUTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct {
    const char *path;   /* as it is opened, shown and kept as href */
    const char *output; /* the name of its ledger, unique among the inputs: "liuyang.xml" */
} duban_cli_input;

typedef struct {
    duban_arena *arena;
    duban_cli_input *items;
    uint32_t count, capacity;
    bool folders; /* an operand was a folder */
} duban_cli_inputs;

/*
 * Takes the operands in their order; a folder gives its files in the order of their names, at any
 * depth, without hidden ones. An operand that does not exist is an input too: opening it says so.
 * The same path twice is one input.
 *
 * The ledger of dir/name.txt is name.xml. Where two inputs want one name, each of them gets its
 * extension (name.txt.xml), and where that does not help its path (dir+name.txt.xml), so that a
 * name does not depend on the order of the operands.
 */
void duban_cli_inputs_collect(duban_cli_inputs *inputs, int count, char **operands);

#endif
