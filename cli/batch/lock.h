/*
 * One run at a time on a folder.
 */
#ifndef DUBAN_CLI_BATCH_LOCK_H
#define DUBAN_CLI_BATCH_LOCK_H

#include <sys/types.h>

/*
 * Locks the folder for this process until it ends; workers do not inherit it. Returns 0, or the id
 * of the process that holds it (1 where that is on another machine), or -1: errno says why.
 */
pid_t duban_lock_take(int folder);

#endif
