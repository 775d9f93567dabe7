/*
 * Landlock (linux/landlock.h, landlock(7)): which files a process may still open.
 */
#ifndef DUBAN_CLI_BATCH_LANDLOCK_H
#define DUBAN_CLI_BATCH_LANDLOCK_H

/*
 * From here on the process opens no file but the system's libraries and data for reading, and runs
 * none but the converters. Returns the ABI of the kernel that holds it to that, 0 if none does.
 * no_new_privs must be set.
 */
int duban_landlock_enter(void);

#endif
