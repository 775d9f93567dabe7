/*
 * Landlock (linux/landlock.h, landlock(7)): which files a process may still open.
 */
#ifndef DUBAN_CLI_BATCH_LANDLOCK_H
#define DUBAN_CLI_BATCH_LANDLOCK_H

#include "cli/batch/sandbox.h"

/*
 * From here on the process opens no file but the system's libraries and data for reading, runs
 * none but the cage's programs and makes none but in its scratch folder. Returns the ABI of the
 * kernel that holds it to that, 0 if none does. no_new_privs must be set.
 */
int duban_landlock_enter(const duban_cage *cage);

#endif
