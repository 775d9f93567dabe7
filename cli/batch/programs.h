/*
 * What the converters of the rules need of a worker's cage: programs, memory, and a folder for
 * their temporary files.
 */
#ifndef DUBAN_CLI_BATCH_PROGRAMS_H
#define DUBAN_CLI_BATCH_PROGRAMS_H

#include "cli/batch/sandbox.h"
#include "extract/engine/rules.h"

/* Sets the cage's programs and their memory, in the arena. */
void duban_programs_admit(const duban_rules *rules, duban_arena *arena, duban_cage *cage);

/*
 * Makes the calling process a temporary folder of its own under the cage's scratch folder, and
 * makes it the cage's: TMPDIR for what it starts. Where none can be made there is none.
 */
void duban_programs_take_scratch(duban_cage *cage, char *path, size_t size);

/*
 * A new folder for all workers of a run, NULL where none can be made: .duban-scratch in the output
 * folder, whose lock the caller holds (what a killed run left in it goes); without an output
 * folder one in TMPDIR.
 */
const char *duban_programs_make_scratch(const char *output, duban_arena *arena);

/* Removes a folder with all that is in it. Links are not followed. NULL: nothing to do. */
void duban_programs_remove_scratch(const char *path);

#endif
